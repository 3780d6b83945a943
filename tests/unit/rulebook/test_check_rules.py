"""Each mistake in the rules that restrict, and in what they ask, is named where it stands."""

from datetime import timedelta

import pytest

from bodywork_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Details,
    Had,
    Has,
    Limits,
    Measured,
    Scope,
    This,
)
from wrong_books import (
    about_fever,
    asks,
    clearance,
    condition,
    messages,
    rule,
)

NAMES = [
    (about_fever(about="fevr"), "about: unknown condition `fevr`; did you mean `fever`?"),
    (
        about_fever(to=Scope(traits_any=["heta"])),
        "to > traits_any: unknown trait `heta`; did you mean `heat`?",
    ),
    (
        about_fever(to=Scope(families=["clinica"])),
        "to > families: unknown family `clinica`; did you mean `clinical`?",
    ),
    (
        about_fever(to=Scope(techniques=["deeep"])),
        "to > techniques: unknown technique `deeep`; did you mean `deep`?",
    ),
    (about_fever(where=["bck"]), "where: unknown region `bck`; did you mean `back`?"),
    (about_fever(where=["both neck"]), "where: a side of a region that has none `both neck`; write `neck`"),
    (
        about_fever(verdict="modify", limits=Limits(no_traits=["heaat"])),
        "limits > no_traits: unknown trait `heaat`; did you mean `heat`?",
    ),
    (
        about_fever(verdict="modify", limits=Limits(no_products=["oill"])),
        "limits > no_products: unknown product `oill`; did you mean `oil`?",
    ),
    (
        about_fever(verdict="modify", limits=Limits(no_positions=["seatd"])),
        "limits > no_positions: unknown position `seatd`; did you mean `seated`?",
    ),
    (
        about_fever(verdict="clearance", clearance="bone-okay"),
        "clearance: unknown clearance `bone-okay`; did you mean `bone-ok`?",
    ),
    (about_fever(sources=["books"]), "sources: unknown source `books`; did you mean `book`?"),
    (about_fever(when=Has("fracturre")), "when > has: unknown condition `fracturre`; did you mean `fracture`?"),
    (
        about_fever(unless=AllOf([Has("fracture"), Had("fracturre")])),
        "unless > all_of[1] > had: unknown condition `fracturre`; did you mean `fracture`?",
    ),
    (
        about_fever(when=AtLeast(1, [Measured("pian", at_least=4)])),
        "when > of[0] > quantity: unknown quantity `pian`; did you mean `pain`?",
    ),
    (
        about_fever(when=AnyOf([Has("fracture", details=Details(sites=["nec"]))])),
        "when > any_of[0] > sites: unknown region `nec`; did you mean `neck`?",
    ),
]

EFFECTS = [
    (about_fever(verdict="modify"), "verdict: `modify` that says nothing to change; give limits or advice"),
    (
        about_fever(verdict="modify", limits=Limits(pressure_at_most=5, minutes_at_most=240)),
        "verdict: `modify` that says nothing to change; give limits or advice",
    ),
    (
        about_fever(limits=Limits(pressure_at_most=2)),
        "limits: limits on `avoid`; only `modify` and `clearance` can have them",
    ),
    (about_fever(verdict="clearance"), "clearance: `clearance` that names no clearance to ask for"),
    (
        about_fever(clearance="k"),
        "clearance: a clearance on `avoid`; only `clearance` can have one: `k`",
    ),
    (
        about_fever(verdict="modify", limits=Limits(minutes_at_most=30), where=["neck"]),
        "limits: minutes or positions are of the whole technique: only a rule that holds everywhere can limit them",
    ),
    (
        about_fever(verdict="modify", limits=Limits(no_positions=["prone"]), where="site"),
        "limits: minutes or positions are of the whole technique: only a rule that holds everywhere can limit them",
    ),
    (
        about_fever(verdict="modify", advice="Take care.", referral="same-day"),
        "referral: a same-day or emergency referral must be `avoid`, everywhere, for all techniques",
    ),
    (
        about_fever(referral="emergency", where=["neck"]),
        "referral: a same-day or emergency referral must be `avoid`, everywhere, for all techniques",
    ),
    (
        about_fever(referral="emergency", to=Scope(pressure=[0, 5])),
        "referral: a same-day or emergency referral must be `avoid`, everywhere, for all techniques",
    ),
    (
        about_fever(basis="explicit"),
        "basis: `explicit` without a source; name the source, or write `unsourced`",
    ),
    (
        about_fever(basis="inferred"),
        "basis: `inferred` without a source; name the source, or write `unsourced`",
    ),
]

ABOUT = [
    (rule(), "when: a rule about nothing that asks nothing; give `about` or `when`"),
    (rule(unless=Has("fever")), "when: a rule about nothing that asks nothing; give `about` or `when`"),
    (rule(when=Has("fever"), ever=True), "ever: `ever` in a rule about nothing; give `about`"),
    (
        rule(when=Has("fever"), where="site"),
        "where: the site of a finding in a rule about nothing: `site`; give `about`",
    ),
    (
        rule(when=Has("fever"), where="limb"),
        "where: the site of a finding in a rule about nothing: `limb`; give `about`",
    ),
    (
        rule(when=Has("fever"), where="beyond"),
        "where: the site of a finding in a rule about nothing: `beyond`; give `about`",
    ),
    (
        rule(when=AllOf([Has("fever"), This(Details(controlled=False))])),
        "when > all_of[1] > this: `this` in a rule about nothing; give `about`",
    ),
    (
        rule(when=AllOf([Measured("pain", at_least=4), Has("fever")]), verdict="clearance", clearance="k"),
        (
            "clearance: a rule about nothing that asks for a clearance cannot name a condition: `fever`; "
            "make it `about` the condition"
        ),
    ),
    (
        rule(when=Measured("pain", at_least=4), unless=AnyOf([Had("fever")]), verdict="clearance", clearance="k"),
        (
            "clearance: a rule about nothing that asks for a clearance cannot name a condition: `fever`; "
            "make it `about` the condition"
        ),
    ),
    (
        rule(about="neck-pain", where="beyond"),
        "where: a rule that holds nowhere: nothing lies beyond where `neck-pain` can be",
    ),
]

DETAILS = [
    (about_fever(when=This(Details())), "when > this: `this` without a detail; leave it out"),
    (
        about_fever(unless=Has("fracture", details=Details(ended_within="2 weeks"))),
        (
            "unless > ended_within: the end of what is not over: `has` asks for what is present; "
            "`had` asks for the past too"
        ),
    ),
    (
        about_fever(when=This(Details(ended_at_least="2 weeks"))),
        "when > this > ended_at_least: the end of what is not over: only a rule with `ever` is about what is over too",
    ),
    (
        rule(about="neck-pain", when=This(Details(sites=["left hand"]))),
        "when > this > sites: a site where `neck-pain` cannot be: `left hand`",
    ),
    (
        about_fever(unless=Had("wrist-fracture", details=Details(sites=["wrist", "neck"]))),
        "unless > sites: a site where `wrist-fracture` cannot be: `neck`",
    ),
    (
        about_fever(unless=This(Details(onset_at_least="0 days"))),
        "unless > this > onset_at_least: true of every finding that says it, so it asks nothing: `0 days`",
    ),
    (
        about_fever(unless=This(Details(severity_at_least="mild"))),
        "unless > this > severity_at_least: true of every finding that says it, so it asks nothing: `mild`",
    ),
    (
        about_fever(unless=This(Details(stages=["chronic", "acute", "subacute"]))),
        "unless > this > stages: true of every finding that says it, so it asks nothing: `acute, subacute, chronic`",
    ),
    (
        about_fever(unless=This(Details(onset_within=timedelta(days=100_000)))),
        "unless > this > onset_within: longer than 99999 days: `100000 days`",
    ),
]

COURSES = [
    (
        rule(about="brittle", ever=True, when=This(Details(ended_within="2 weeks"))),
        "when > this > ended_within: the end of what is not over: `brittle` lasts for life",
    ),
    (
        about_fever(unless=Had("brittle", details=Details(ended_at_least="2 weeks"))),
        "unless > ended_at_least: the end of what is not over: `brittle` lasts for life",
    ),
    (
        rule(about="scar", when=This(Details(onset_within="51 weeks"))),
        (
            "when > this > onset_within: can never hold: `scar` began at least 364 days ago, not `357 days`; "
            "ask for 364 days or more, or of what can be younger"
        ),
    ),
    (
        about_fever(when=Has("scar", details=Details(onset_at_least="52 weeks"))),
        "when > onset_at_least: asks nothing, since `scar` began at least 364 days ago: `364 days`; leave it out",
    ),
]

COURSES_THAT_CAN_BE = [
    rule(about="sickle", ever=True, when=This(Details(ended_within="2 weeks"))),
    rule(about="brittle", when=This(Details(onset_within="2 weeks"))),
    rule(about="scar", when=This(Details(onset_within="52 weeks"))),
    rule(about="scar", when=This(Details(onset_at_least="53 weeks"))),
    rule(about="operation", when=This(Details(onset_within="2 weeks"))),
]

BOUNDS = [
    (Measured("pain", at_least=11), "at_least: a bound outside the range of `pain`, 0 to 10: `11`"),
    (Measured("pain", at_least=-1), "at_least: a bound outside the range of `pain`, 0 to 10: `-1`"),
    (Measured("pain", below=10.5), "below: a bound outside the range of `pain`, 0 to 10: `10.5`"),
    (
        Measured("pain", at_least=0),
        "at_least: a bound at the lower end of the range of `pain`, which every value is at or above: `0`",
    ),
    (
        Measured("pain", below=0),
        "below: a bound at the lower end of the range of `pain`, which every value is at or above: `0`",
    ),
    (AllOf([]), "all_of: an empty list"),
    (AnyOf([]), "any_of: an empty list"),
    (AtLeast(1, []), "of: an empty list"),
    (AtLeast(3, [Has("fever"), Has("fracture")]), "at_least_n: can never hold: only 2 are listed, not `3`"),
]


IN_WEEKS = {"when": This(Details(onset_within="2 weeks"))}


@pytest.mark.parametrize(("given", "message"), [*NAMES, *EFFECTS, *ABOUT, *DETAILS])
def test_each_mistake_in_a_rule_is_named(given, message):
    assert messages(contraindications=[given], clearances=[clearance()]) == [f"contraindication x > {message}"]


LASTING = [
    condition(id="brittle", lifelong=True),
    condition(id="brittle-kind", broader=["brittle"]),
    condition(id="sickle", lifelong=True),
    condition(id="sickle-attack", broader=["sickle"], lifelong=False),
    condition(id="operation"),
    condition(id="scar", broader=["operation"], onset_at_least="52 weeks"),
]


@pytest.mark.parametrize(("given", "message"), COURSES)
def test_what_no_course_can_be_is_named(given, message):
    assert messages(contraindications=[given], conditions=LASTING) == [f"contraindication x > {message}"]


@pytest.mark.parametrize("given", COURSES_THAT_CAN_BE)
def test_a_course_that_some_kind_can_have_is_no_mistake(given):
    assert messages(contraindications=[given], conditions=LASTING) == []


@pytest.mark.parametrize(("asked", "message"), BOUNDS)
@pytest.mark.parametrize("key", ["when", "unless"])
def test_what_can_never_or_always_be_so_is_named(asked, message, key):
    found = messages(contraindications=[about_fever(**{key: asked})])
    assert found == [f"contraindication x > {key} > {message}"]
    nested = messages(contraindications=[about_fever(**{key: AnyOf([Has("fracture"), asked])})])
    assert nested == [f"contraindication x > {key} > any_of[1] > {message}"]


def test_an_unless_equal_to_its_when_is_named():
    asked = AnyOf([Has("fracture"), Measured("pain", at_least=4)])
    what = "the same as `when`, so that the rule can never hold"
    assert messages(contraindications=[rule(when=asked, unless=asked)]) == [f"contraindication x > unless: {what}"]


def test_predicates_nested_too_deeply_are_named():
    asked = Has("fever")
    for _ in range(19):
        asked = AnyOf([asked, Has("fracture")])
    assert messages(contraindications=[rule(when=asked)]) == []
    for deeper in (1, 10_000):
        for _ in range(deeper):
            asked = AllOf([asked])
        what = "predicates within predicates, more than 20 levels deep"
        assert messages(contraindications=[rule(when=asked)]) == [f"contraindication x > when: {what}"]
        assert messages(contraindications=[about_fever(unless=asked)]) == [f"contraindication x > unless: {what}"]


@pytest.mark.parametrize(
    ("abouts", "strangers"),
    [
        (["fracture", "wrist-fracture", "fracture"], []),
        (["wrist-fracture", "fracture"], []),
        (["fever", "fracture", "wrist-fracture"], [(0, 1)]),
        (["fever", "pregnancy"], [(1, 0)]),
        ([None, "fever"], [(0, 1)]),
        ([None, None], [(1, 0)]),
    ],
)
def test_rules_share_a_clearance_only_about_one_condition_or_its_kinds(abouts, strangers):
    rules = [asks(f"x{number}", about) for number, about in enumerate(abouts)]
    what = "which is not about the same condition or a broader one: `k`"
    assert messages(contraindications=rules, clearances=[clearance()]) == [
        f"contraindication x{one} > clearance: shared with `x{other}`, {what}" for one, other in strangers
    ]


def test_what_a_rule_needs_is_asked_for_and_nothing_else_must_be():
    unasked = [condition(ask=""), condition(id="d", ask="", broader=["c"])]
    assert messages(conditions=unasked) == []
    what = "no question asks for it: `ask` is empty, and so is that of everything narrower"
    for needing in (about_fever(about="c"), about_fever(when=Has("c")), about_fever(unless=AnyOf([Had("c")]))):
        found = messages(conditions=unasked, contraindications=[needing])
        assert found == [f"condition {id} > ask: {what}" for id in ("c", "d")]
    narrower = [condition(ask=""), condition(id="d", broader=["c"])]
    assert messages(conditions=narrower, contraindications=[about_fever(about="c")]) == []
