"""Two rulebooks become one in which nothing is replaced unsaid."""

import attrs
import pytest

from bodywork_rules.errors import CombineConflict, InvalidRulebook, InvalidValue
from bodywork_rules.model import Measured
from bodywork_rules.rulebook import Rulebook
from small_book import PARTS, SCORING, small_book, terms
from wrong_books import clearance, condition, rule

BOOK = small_book()
LAPSES = "1 day"
"""No longer than a no to anything in the small book holds."""


def other_book(**changes):
    return Rulebook(**{"id": "mine", "version": "3", "name": "Mine", "scoring": SCORING} | changes)


def test_the_whole_has_what_both_have():
    other = other_book(conditions=[condition()], traits=terms("ice"), licence="CC0")
    whole = small_book(licence="MIT").combine(other)
    assert set(whole.conditions) == {*BOOK.conditions, *other.conditions}
    assert whole.traits.ids == ("heat", "ice", "suction", "tool")
    assert (whole.id, whole.version, whole.name) == ("small", "1+mine.3", "A small rulebook, with Mine")
    assert (whole.language, whole.licence, whole.replaced) == ("en", "MIT; CC0", ())
    assert whole.digest not in {BOOK.digest, other.digest}


def test_what_is_said_to_be_replaced_gives_way():
    hot = condition(id="fever", name="A high temperature", ask_again_after=LAPSES)
    other = other_book(conditions=[hot], replaced=["older"])
    whole = BOOK.combine(other, replacing=["fever"])
    assert whole.conditions["fever"].name == "A high temperature"
    assert whole.replaced == ("fever", "older")
    assert len(whole.conditions) == len(BOOK.conditions)


def test_all_conflicts_are_named_at_once():
    points = attrs.evolve(SCORING, like=9)
    other = other_book(
        conditions=[condition(id="fever"), condition(id="pregnancy", ask_again_after=LAPSES)],
        traits=terms("heat"),
        scoring=points,
        language="de",
    )
    with pytest.raises(CombineConflict) as refused:
        BOOK.combine(other, replacing=["pregnancy", "haet", "warfarin"])
    stands = "stands in both rulebooks, and is not said to be replaced"
    same = "stands in both rulebooks, the same in both, and is not said to be replaced"
    assert str(refused.value).splitlines() == [
        f"condition fever: {stands}; name `fever` in `replacing`, or give it another id",
        f"trait heat: {same}; name `heat` in `replacing`, or leave it out of one",
        (
            "scoring: differs in the two rulebooks, and is not said to be replaced; "
            "name `scoring` in `replacing`, or make them the same"
        ),
        "replacing: said to be replaced, and does not stand in both rulebooks: `haet`; did you mean `heat`?",
        "replacing: said to be replaced, and does not stand in both rulebooks: `warfarin`",
        "rulebook > language: a rulebook in another language than `en`: `de`",
    ]


def test_a_condition_is_not_cut_from_its_risk_unsaid():
    heparin = condition(id="heparin", name="Heparin", broader=["bleeding-risk"])
    ours = small_book(conditions=[*PARTS["conditions"], heparin])
    alone = [condition(id="warfarin", name="Warfarin")]
    with pytest.raises(CombineConflict) as refused:
        ours.combine(other_book(conditions=alone), replacing=["warfarin", "fever < bleeding-risk"])
    assert str(refused.value).splitlines() == [
        (
            "condition warfarin: replaced, and no more a kind of `bleeding-risk`; give it in `broader`, "
            "or name `warfarin < bleeding-risk` in `replacing` too"
        ),
        (
            "replacing: said to be replaced, and does not stand in both rulebooks: `fever < bleeding-risk`; "
            "did you mean `warfarin < bleeding-risk`?"
        ),
    ]
    cut = ours.combine(other_book(conditions=alone), replacing=["warfarin", "warfarin < bleeding-risk"])
    assert cut.replaced == ("warfarin", "warfarin < bleeding-risk")
    assert cut.broader_of("warfarin") == {"warfarin"}


STATES = {
    "acute_is": {},
    "severe_is": {},
    "uncontrolled_is": {},
    "there_is": {"there": ["neck"]},
    "one_side_is": {},
}


@pytest.mark.parametrize(("state", "beside"), STATES.items(), ids=STATES)
def test_a_condition_does_not_lose_what_it_is_by_a_detail_unsaid(state, beside):
    told = condition(id="fever", name="Fever", **{state: "fit"}, **beside)
    fit = condition(id="fit", name="Fit")
    ours = small_book(conditions=[*(each for each in PARTS["conditions"] if each.id != "fever"), told, fit])
    silent = other_book(conditions=[condition(id="fever", name="Fever")])
    with pytest.raises(CombineConflict) as refused:
        ours.combine(silent, replacing=["fever"])
    assert str(refused.value).splitlines() == [
        (
            f"condition fever: replaced, and no more with its `{state}`: `fit`; "
            f"give it as `{state}`, or name `fever {state} fit` in `replacing` too"
        )
    ]
    cut = ours.combine(silent, replacing=["fever", f"fever {state} fit"])
    assert cut.replaced == ("fever", f"fever {state} fit")
    same = other_book(conditions=[attrs.evolve(told, name="Hot"), fit], regions=PARTS["regions"])
    names = ["fever", "fit", *(each.id for each in PARTS["regions"])]
    assert ours.combine(same, replacing=names).conditions["fever"].name == "Hot"


FIT = {"leaves": ["fit"]}
HELD = [
    ("needs_kind", {"needs_kind": True}, {}),
    ("lifelong", {"lifelong": True}, {}),
    ("over_after", {"over_after": "12 weeks"}, {"over_after": "1 week"}),
    ("onset_at_least", {"onset_at_least": "4 weeks"}, {}),
    ("leaves", FIT, {}),
    ("leaves", FIT, {"leaves": ["fit", "warfarin"]}),
    ("leaves_for", FIT | {"leaves_for": "12 weeks"}, FIT | {"leaves_for": "1 week"}),
    ("leaves_for", FIT, FIT | {"leaves_for": "52 weeks"}),
    ("there", {"there_is": "fit", "there": ["neck"]}, {"there_is": "fit", "there": ["left arm"]}),
    ("ask", {"ask": "Do you have a fever?"}, {"ask": ""}),
    ("ask_again_after", {"ask_again_after": "1 day"}, {"ask_again_after": "4 weeks"}),
    ("ask_again_after", {"ask_again_after": "1 day"}, {}),
    ("regions", {}, {"regions": ["neck"]}),
    ("icd10cm", {"icd10cm": ["R50"]}, {"icd10cm_past": ["R50.2"]}),
    ("icd10cm_not", {"icd10cm": ["R50"], "icd10cm_not": ["R50.2"]}, {"icd10cm": ["R50"]}),
]
"""What a condition says of how it cannot be told, or of what a no or a code says, and what lets more through."""


def with_fever(told):
    """A rulebook whose fever says so, and another one whose fever says something else."""
    fever, fit = condition(id="fever", name="Fever", **told), condition(id="fit", name="Fit")
    kind = condition(id="heat-fever", name="Heat fever", broader=["fever"])
    return small_book(conditions=[*(each for each in PARTS["conditions"] if each.id != "fever"), fever, fit, kind])


def other_fever(told):
    """Another rulebook in which fever says something else, and the ids that both have."""
    others = [condition(id="fit", name="Fit"), condition(id="warfarin", name="Warfarin", broader=["bleeding-risk"])]
    risk = condition(id="bleeding-risk", name="Bleeding risk")
    conditions = [condition(id="fever", name="Hot", **told), *others, risk]
    book = other_book(conditions=conditions, regions=PARTS["regions"])
    return book, [*(each.id for each in conditions), *(each.id for each in PARTS["regions"])]


@pytest.mark.parametrize(("name", "given", "less"), HELD)
def test_a_condition_does_not_lose_unsaid_what_it_cannot_be(name, given, less):
    """Else a group that is told without its kind, or a heart attack that is called over, would pass for harmless."""
    ours, (theirs, names) = with_fever(given), other_fever(less)
    with pytest.raises(CombineConflict) as refused:
        ours.combine(theirs, replacing=names)
    assert str(refused.value).splitlines() == [
        (
            f"condition fever: replaced, and no more with its `{name}`; "
            f"give it no less than it had, or name `fever {name}` in `replacing` too"
        )
    ]
    assert ours.combine(theirs, replacing=[*names, f"fever {name}"]).conditions["fever"].name == "Hot"


BY_THE_WIDER = [
    ("lifelong", {"lifelong": True}, {"lifelong": False}, "heat-fever lifelong"),
    ("over_after", {"over_after": "12 weeks"}, {"over_after": "1 day"}, "heat-fever over_after"),
    ("acute_is", {"acute_is": "fit"}, {"acute_is": "warfarin"}, "heat-fever acute_is fit"),
]
"""What a kind says by its wider condition, and what it says of its own that is less."""


@pytest.mark.parametrize(("name", "given", "own", "said"), BY_THE_WIDER, ids=[each[0] for each in BY_THE_WIDER])
def test_a_kind_does_not_lose_unsaid_what_its_wider_condition_says(name, given, own, said):
    kind = condition(id="heat-fever", name="Heat fever", broader=["fever"], **own)
    theirs, names = other_fever(given)
    theirs = theirs.combine(Rulebook(id="kind", version="1", name="Kind", scoring=SCORING, conditions=[
        kind, *(each for each in theirs.conditions if each.id in ("fever", "warfarin", "bleeding-risk", "fit"))
    ]), replacing=["fever", "warfarin", "bleeding-risk", "fit"])  # fmt: skip
    with pytest.raises(CombineConflict, match=f"condition heat-fever: replaced, and no more with its `{name}`"):
        with_fever(given).combine(theirs, replacing=[*names, "heat-fever"])
    assert with_fever(given).combine(theirs, replacing=[*names, "heat-fever", said]).conditions["heat-fever"] == kind


@pytest.mark.parametrize(("more", "given"), [each[1:] for each in (*HELD[1:3], *HELD[5:8])])
def test_a_condition_may_say_of_more_that_it_cannot_be(more, given):
    theirs, names = other_fever(more)
    assert with_fever(given).combine(theirs, replacing=names).conditions["fever"].name == "Hot"


def test_a_condition_may_get_its_risk_by_another_way():
    longer = [
        condition(id="bleeding-risk", name="Bleeding risk"),
        condition(id="thinner", name="Blood thinner", broader=["bleeding-risk"]),
        condition(id="warfarin", name="Warfarin", broader=["thinner"]),
    ]
    whole = BOOK.combine(other_book(conditions=longer), replacing=["warfarin", "bleeding-risk"])
    assert whole.broader_of("warfarin") == {"warfarin", "thinner", "bleeding-risk"}


def test_what_stands_between_is_not_cut_either():
    ours = small_book(conditions=[*PARTS["conditions"], condition(id="tablet", name="Tablet", broader=["warfarin"])])
    with pytest.raises(CombineConflict, match="condition warfarin: replaced, and no more a kind of `bleeding-risk`"):
        ours.combine(other_book(conditions=[condition(id="warfarin", name="Warfarin")]), replacing=["warfarin"])


def test_the_same_thing_in_both_is_a_conflict_too():
    with pytest.raises(CombineConflict):
        BOOK.combine(other_book(traits=terms("heat")))


def test_points_give_way_when_said_so():
    points = attrs.evolve(SCORING, like=9)
    whole = BOOK.combine(other_book(scoring=points), replacing=["scoring"])
    assert whole.scoring == points
    assert whole.replaced == ("scoring",)
    with pytest.raises(CombineConflict, match="does not stand in both rulebooks: `scoring`"):
        BOOK.combine(other_book(), replacing=["scoring"])


def test_the_whole_is_checked_like_any_rulebook():
    added = rule(id="fever", when=Measured("q", at_least=4), verdict="clearance", clearance="bone-ok")
    quantities = [attrs.evolve(PARTS["quantities"][2], id="q")]
    other = other_book(
        clearances=[clearance(id="bone-ok")], clinicians=terms("physician"), quantities=quantities,
        contraindications=[added],
    )  # fmt: skip
    with pytest.raises(InvalidRulebook, match="contraindication fever > clearance: shared with `fracture-old`"):
        BOOK.combine(other, replacing=["bone-ok", "physician", "fever"])


def test_a_bare_text_is_no_list_of_ids():
    with pytest.raises(InvalidValue, match="a list is expected, not `fever`"):
        BOOK.combine(other_book(), replacing="fever")


def test_combining_changes_neither():
    other = other_book(conditions=[condition()])
    before = BOOK.digest, other.digest
    BOOK.combine(other)
    assert (small_book().digest, other_book(conditions=[condition()]).digest) == before
