"""Each mistake in the things of a rulebook is named where it stands, and all of them at once."""

import attrs
import pytest

from bodywork_rules.errors import InvalidRulebook
from bodywork_rules.model import AllOf, Coding, Details, Showing, Term, This
from bodywork_rules.rulebook.check.problems import problems
from bodywork_rules.rulebook.parts import Parts
from small_book import PARTS, small_book, terms
from wrong_books import (
    about_fever,
    asks,
    clearance,
    code_system,
    condition,
    indication,
    messages,
    parts_of,
    quantity,
    region,
    rule,
    technique,
)

OWN = "an id that stands for codes which a condition holds itself"
CODE_SYSTEMS = [
    (
        [code_system(id="rxnorm")],
        f"code_system rxnorm: {OWN}; write them as `rxnorm` of each condition",
    ),
    ([code_system(fevre=["1"])], "code_system s > codings: unknown condition `fevre`; did you mean `fever`?"),
    ([code_system(fever=[])], "code_system s > codings: a condition without a code: `fever`"),
    (
        [attrs.evolve(code_system(), codings=[Coding(condition="fever", codes=[each]) for each in "12"])],
        "code_system s > codings: a condition given twice: `fever`",
    ),
]


CONDITIONS = [
    (
        [condition(broader=["fractur"])],
        "condition c > broader: unknown condition `fractur`; did you mean `fracture`?",
    ),
    (
        [condition(broader=["bleeding-risk", "warfarin"])],
        "condition c > broader: redundant, since `warfarin` is a kind of it already: `bleeding-risk`; leave it out",
    ),
    ([condition(broader=["c"])], "condition c > broader: broader than itself: `c > c`"),
    (
        [condition(broader=["d"]), condition(id="d", broader=["e"]), condition(id="e", broader=["c"])],
        "condition c > broader: broader than itself: `c > d > e > c`",
    ),
    (
        [condition(id=f"c{n:02}", broader=[f"c{n - 1:02}"] if n else []) for n in range(22)],
        "condition c20 > broader: a chain of more than 20 steps up from here",
    ),
    ([condition(regions=["nek"])], "condition c > regions: unknown region `nek`; did you mean `neck`?"),
    (
        [condition(regions=["left neck"])],
        "condition c > regions: a side of a region that has none `left neck`; write `neck`",
    ),
    (
        [condition(ask_again_after="0 days")],
        "condition c > ask_again_after: a time in which no answer ever holds: `0 days`",
    ),
    (
        [condition(ask_again_after="99999 weeks")],
        "condition c > ask_again_after: longer than 99999 days: `699993 days`",
    ),
    ([condition(acute_is="fevre")], "condition c > acute_is: unknown condition `fevre`; did you mean `fever`?"),
    (
        [condition(broader=["fever"], severe_is="fever")],
        "condition c > severe_is: told by the condition itself already: `fever`; name what is worse than it",
    ),
    ([condition(there=["neck"])], "condition c: `there` and `there_is`, one without the other: `neck`"),
    ([condition(there=["nek"], there_is="c")], "condition c > there: unknown region `nek`; did you mean `neck`?"),
    ([condition(over_after="0 days")], "condition c > over_after: a time in which no end ever holds: `0 days`"),
    (
        [condition(over_after="9 days", lifelong=True)],
        "condition c > over_after: when it is over, of what lasts for life: `9`; leave it out",
    ),
    (
        [condition(onset_at_least="0 days")],
        "condition c > onset_at_least: a time in which no onset ever holds: `0 days`",
    ),
    (
        [condition(lifelong=True, icd10cm_past=["Z85"])],
        "condition c > icd10cm_past: a code that says it is over, of what lasts for life: `Z85`; move it to `icd10cm`",
    ),
    (
        [condition(icd10cm=["K25"], icd10cm_not=["K26.1"])],
        "condition c > icd10cm_not: a code left out that does not lie below one of `icd10cm`: `K26.1`",
    ),
    (
        [condition(icd10cm=["K25"], icd10cm_not=["K25"])],
        "condition c > icd10cm_not: a code left out that does not lie below one of `icd10cm`: `K25`",
    ),
    (
        [condition(replaced_by="fevre")],
        "condition c > replaced_by: unknown condition `fevre`; did you mean `fever`?",
    ),
    (
        [condition(replaced_by="fever")],
        (
            "condition c > replaced_by: a retired condition that is no kind of the one in its place, "
            "whose rules would pass it by: `fever`; name it in `broader`"
        ),
    ),
    ([condition(replaced_by="c")], "condition c > replaced_by: replaced by itself: `c > c`"),
    ([condition(), condition(name="D")], "condition c: an id given to 2 things; it can name one"),
]

REGIONS = [
    ([region(within="bakc")], "region r > within: unknown region `bakc`; did you mean `back`?"),
    ([region(paired=True, central="arms")], "region r > central: unknown region `arms`; did you mean `arm`?"),
    ([region(within="r")], "region r > within: a part of itself: `r > r`"),
    (
        [region(id=f"r{n:02}", within=f"r{n - 1:02}" if n else None) for n in range(21)],
        "region r20 > within: a chain of more than 20 steps up from here",
    ),
    (
        [region(within="arm")],
        "region r > paired: a part of a paired region that is not paired itself, within `arm`",
    ),
    (
        [region(central="arm")],
        "region r > central: a region of a limb that is not paired, with a more central one: `arm`",
    ),
    (
        [region(paired=True, central="neck")],
        "region r > central: the more central region of a limb must be paired, and is not: `neck`",
    ),
    ([region(paired=True, central="r")], "region r > central: more central than itself: `r > r`"),
    (
        [region(paired=True, central="s"), region(id="s", paired=True, central="r")],
        "region r > central: more central than itself: `r > s > r`",
    ),
    (
        [region(paired=True, central="u"), region(id="s", paired=True, central="r"),
         region(id="u", within="s", paired=True)],
        "region r > central: more central than itself: `r > u > r`",
    ),
    (
        [region(within="arm", paired=True, central="arm")],
        "region r > central: a more central region that it is a part of, or that is a part of it: `arm`",
    ),
    (
        [region(paired=True, central="s"), region(id="s", within="r", paired=True, central="hand")],
        "region r > central: a more central region that it is a part of, or that is a part of it: `s`",
    ),
    ([region(), region()], "region r: an id given to 2 things; it can name one"),
]  # fmt: skip

AGE = {"id": "age", "unit": "years", "least": 0, "most": 120, "days_per_unit": 365.25}
NOT_AN_AGE = "the client's age is in `years`, moves on every 365.25 days and never goes stale; it cannot have"
QUANTITIES = [
    (
        [quantity(shows=[Showing(condition="fevr", below=9)])],
        "quantity q > shows: unknown condition `fevr`; did you mean `fever`?",
    ),
    ([quantity(describes="fevr")], "quantity q > describes: unknown condition `fevr`; did you mean `fever`?"),
    ([quantity(fresh_for="0 days")], "quantity q > fresh_for: a time in which no value ever holds: `0 days`"),
    (
        [quantity(days_per_unit=0.001)],
        "quantity q > days_per_unit: days for one unit must be 0.01 to 100000, not `0.001`",
    ),
    (
        [quantity(days_per_unit=7, most=2_000_000)],
        (
            "quantity q > most: a quantity that moves on by itself must stay within -1000000 and 1000000, "
            "not go to `2000000`"
        ),
    ),
]

TECHNIQUES = [
    (
        [technique(only_for=["pregnency"])],
        "technique t > only_for: unknown condition `pregnency`; did you mean `pregnancy`?",
    ),
    ([technique(family="clinicl")], "technique t > family: unknown family `clinicl`; did you mean `clinical`?"),
    ([technique(traits=["heet"])], "technique t > traits: unknown trait `heet`; did you mean `heat`?"),
    ([technique(positions=["pron"])], "technique t > positions: unknown position `pron`; did you mean `prone`?"),
    (
        [technique(regions=["left back"])],
        "technique t > regions: a side of a region that has none `left back`; write `back`",
    ),
    ([technique(products=["oils"])], "technique t > products: unknown product `oils`; did you mean `oil`?"),
    ([technique(sources=["boook"])], "technique t > sources: unknown source `boook`; did you mean `book`?"),
    (
        [technique(id="clinical")],
        "technique clinical: an id that a family has too; techniques, families and traits share no id",
    ),
    ([technique(id="heat")], "technique heat: an id that a trait has too; techniques, families and traits share no id"),
]

INDICATIONS = [
    (
        [indication(technique="swedsh")],
        "indication swedsh/fever/pain > technique: unknown technique `swedsh`; did you mean `swedish`?",
    ),
    (
        [indication(families=["clinic"])],
        "indication clinic/fever/pain > families: unknown family `clinic`; did you mean `clinical`?",
    ),
    (
        [indication(technique="deep", complaint="fevers")],
        "indication deep/fevers/pain > complaint: unknown condition `fevers`; did you mean `fever`?",
    ),
    (
        [indication(technique="deep", outcome="pian")],
        "indication deep/fever/pian > outcome: unknown outcome `pian`; did you mean `pain`?",
    ),
    (
        [indication(technique="deep", sources=["bok"])],
        "indication deep/fever/pain > sources: unknown source `bok`; did you mean `book`?",
    ),
    (
        [indication(technique="deep"), indication(technique="deep", effect="more")],
        (
            "indication deep/fever/pain: a second indication of one technique for one complaint, outcome and stage: "
            "`deep`; put it together with `deep/fever/pain`"
        ),
    ),
    (
        [indication(families=["clinical", "relaxation"]), indication(families=["clinical"])],
        (
            "indication clinical/fever/pain: a second indication of one family for one complaint, outcome and stage: "
            "`clinical`; put it together with `clinical+relaxation/fever/pain`"
        ),
    ),
]

CLEARANCES = [
    (
        [clearance(clinician="physican")],
        "clearance k > clinician: unknown clinician `physican`; did you mean `physician`?",
    ),
    ([clearance(lasts="0 days")], "clearance k > lasts: a time in which no answer ever holds: `0 days`"),
]


def test_a_sound_rulebook_has_no_problem():
    assert messages() == []
    assert problems(Parts()) == []


@pytest.mark.parametrize(("things", "message"), CONDITIONS)
def test_each_mistake_in_conditions_is_named(things, message):
    assert messages(conditions=things) == [message]


@pytest.mark.parametrize(("things", "message"), CODE_SYSTEMS)
def test_each_mistake_in_code_systems_is_named(things, message):
    assert messages(code_systems=things) == [message]


@pytest.mark.parametrize(("things", "message"), REGIONS)
def test_each_mistake_in_regions_is_named(things, message):
    assert messages(regions=things) == [message]


@pytest.mark.parametrize(("things", "message"), QUANTITIES)
def test_each_mistake_in_quantities_is_named(things, message):
    assert messages(quantities=things) == [message]


@pytest.mark.parametrize(
    ("said", "key", "value"),
    [
        ({"unit": "months"}, "unit", "months"),
        ({"days_per_unit": None}, "days_per_unit", "None"),
        ({"fresh_for": "1 week"}, "fresh_for", "7 days, 0:00:00"),
    ],
)
def test_the_age_of_a_client_is_in_years(said, key, value):
    quantities = [*PARTS["quantities"][1:], quantity(**AGE | said)]
    found = problems(parts_of({"quantities": quantities}))
    assert [str(problem) for problem in found] == [f"quantity age > {key}: {NOT_AN_AGE} `{value}`"]


@pytest.mark.parametrize(("things", "message"), TECHNIQUES)
def test_each_mistake_in_techniques_is_named(things, message):
    assert messages(techniques=things) == [message]


def test_families_and_traits_share_no_id():
    what = "an id that a trait has too; techniques, families and traits share no id"
    assert messages(families=terms("heat")) == [f"family heat: {what}"]


@pytest.mark.parametrize(("things", "message"), INDICATIONS)
def test_each_mistake_in_indications_is_named(things, message):
    assert messages(indications=things) == [message]


def test_one_indication_given_twice_is_a_mistake():
    given = indication(technique="deep")
    assert len(messages(indications=[given, given])) == 1


def test_indications_differ_by_stage_and_outcome():
    given = [
        indication(technique="deep"),
        indication(technique="deep", stage="acute"),
        indication(families=["clinical"]),
    ]
    assert messages(indications=[*given, indication(technique="deep", outcome="sleep")]) == []


@pytest.mark.parametrize(("things", "message"), CLEARANCES)
def test_each_mistake_in_clearances_is_named(things, message):
    assert messages(clearances=things) == [message]


def test_what_could_not_be_read_is_not_called_unknown():
    rules = [asks("x0", "fracture"), asks("x1", "unread-kind"), about_fever(id="x2", sources=["unread-paper"])]
    rules.append(about_fever(id="x3", about="c"))
    abstract = condition(ask="")
    unread = frozenset({"unread-kind", "unread-paper", "unread-region"})
    changes = {
        "contraindications": [*PARTS["contraindications"], *rules],
        "clearances": [*PARTS["clearances"], clearance()],
        "conditions": [*PARTS["conditions"], abstract, condition(id="d", broader=["unread-kind"])],
        "regions": [*PARTS["regions"], region(within="unread-region")],
    }
    assert problems(parts_of(changes, unread=unread, lost=True)) == []
    shared = {"contraindications": [*PARTS["contraindications"], *rules[:2]], "clearances": changes["clearances"]}
    assert problems(parts_of(shared, unread=unread)) == []
    assert len(problems(parts_of(changes))) == 6


def test_sites_are_not_judged_on_a_body_that_is_none():
    given = rule(about="neck-pain", when=This(Details(sites=["left hand"])), where="beyond")
    assert messages(contraindications=[given], regions=[region(within="r")]) == [
        "region r > within: a part of itself: `r > r`"
    ]


def test_a_thing_of_another_kind_is_named():
    assert messages(conditions=[3, "fever"]) == [
        "conditions: a condition is expected, not `3`",
        "conditions: a condition is expected, not `fever`",
    ]


def test_only_so_many_suggestions_are_looked_for():
    found = messages(contraindications=[about_fever(sources=[f"bo{number}ok" for number in range(300)])])
    assert len(found) == 300
    assert sum("did you mean" in message for message in found) == 100


def test_all_mistakes_are_named_at_once():
    wrong = {
        "conditions": [*PARTS["conditions"], condition(broader=["fractur"])],
        "regions": [*PARTS["regions"], region(within="arm")],
        "techniques": [*PARTS["techniques"], technique(traits=["heet"])],
        "contraindications": [
            *PARTS["contraindications"],
            rule(),
            about_fever(id="y", verdict="modify"),
            about_fever(id="y", when=AllOf([])),
        ],
        "scoring": None,
        "id": "Not An Id",
        "version": " ",
        "language": "english!",
    }
    with pytest.raises(InvalidRulebook) as refused:
        small_book(**wrong)
    assert str(refused.value).splitlines() == [
        "rulebook > id: not the form of an id `Not An Id`; did you mean `not-an-id`?",
        "rulebook > version: a text is expected here, and it is empty",
        "rulebook > language: not a language `english!`; a code such as `en` or `pt-BR`",
        "scoring: a scoring is expected, not `None`",
        "contraindication y: an id given to 2 things; it can name one",
        "condition c > broader: unknown condition `fractur`; did you mean `fracture`?",
        "region r > paired: a part of a paired region that is not paired itself, within `arm`",
        "technique t > traits: unknown trait `heet`; did you mean `heat`?",
        "contraindication x > when: a rule about nothing that asks nothing; give `about` or `when`",
        "contraindication y > verdict: `modify` that says nothing to change; give limits or advice",
        "contraindication y > when > all_of: an empty list",
    ]


def test_a_level_of_pressure_that_no_technique_can_have_is_named():
    levels = [Term(id="5", name="the deepest"), Term(id="6", name="deeper")]
    assert messages(pressures=levels) == ["pressure 6: no level of pressure has this id; there are 0 to 5"]
