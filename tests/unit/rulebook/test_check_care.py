"""Each mistake in what a rulebook says around a session is named where it stands."""

import pytest

from bodywork_rules.model import Advice, AllOf, Details, Has, Pace, Schedule, Scope, Sign, Term, This
from wrong_books import messages


def advice(**said):
    return Advice(**{"id": "a", "name": "A", "moment": "home", "text": "Do it.", "basis": "unsourced"} | said)


def schedule(**said):
    kept = {"complaint": "neck-pain", "minutes": [30, 60], "per_week": [1, 2], "weeks": [4, 6], "then": "See."}
    return Schedule(**{"id": "s", "basis": "unsourced"} | kept | said)


def pace(**said):
    return Pace(**{"id": "p", "name": "P", "when": Has("fever"), "leave_at": 3, "basis": "unsourced"} | said)


def sign(**said):
    kept = {"text": "It hurts.", "during": True, "follows": "leave", "then": "See."}
    return Sign(**{"id": "f", "basis": "unsourced"} | kept | said)


def nested(levels):
    asked = Has("fever")
    for _ in range(levels):
        asked = AllOf([asked])
    return asked


WRONG = [
    ({"paces": [pace(when=nested(99))]}, "pace p > when: predicates within predicates, more than "),
    ({"advices": [advice(technique="swedis")]}, "advice a > technique: unknown technique `swedis`"),
    ({"advices": [advice(traits=["heet"])]}, "advice a > traits: unknown trait `heet`; did you mean `heat`?"),
    ({"advices": [advice(sources=["bok"])]}, "advice a > sources: unknown source `bok`; did you mean `book`?"),
    ({"advices": [advice(regions=["nek"])]}, "advice a > regions: unknown region `nek`; did you mean `neck`?"),
    (
        {"advices": [advice(to=Scope(traits_any=["heet"]))]},
        "advice a > to > traits_any: unknown trait `heet`; did you mean `heat`?",
    ),
    (
        {"advices": [advice(to=Scope(families=["clinicl"]))]},
        "advice a > to > families: unknown family `clinicl`; did you mean `clinical`?",
    ),
    ({"advices": [advice(when=Has("fevr"))]}, "advice a > when > has: unknown condition `fevr`"),
    (
        {"advices": [advice(unless=This(Details(controlled=True)))]},
        "advice a > unless > this: `this` in what is no rule, and so about no finding",
    ),
    (
        {"advices": [advice(certainty="low")]},
        (
            "advice a > certainty: a certainty without `evidence` and `sources` that it is of; "
            "leave it out of what nobody graded"
        ),
    ),
    (
        {"advices": [advice(basis="explicit")]},
        "advice a > basis: `explicit` without a source; name the source, or write `unsourced`",
    ),
    ({"advices": [advice(), advice(name="B")]}, "advice a: an id given to 2 things; it can name one"),
    ({"schedules": [schedule(complaint="nek-pain")]}, "schedule s > complaint: unknown condition `nek-pain`"),
    (
        {"schedules": [schedule(), schedule(id="t")]},
        "schedule t: a second schedule for one complaint and stage: `s`",
    ),
    (
        {"schedules": [schedule(basis="inferred")]},
        "schedule s > basis: `inferred` without a source; name the source, or write `unsourced`",
    ),
    ({"paces": [pace(at_home=["clinicl"])]}, "pace p > at_home: unknown family `clinicl`; did you mean `clinical`?"),
    ({"paces": [pace(when=Has("fevr"))]}, "pace p > when > has: unknown condition `fevr`"),
    ({"signs": [sign(sources=["bok"])]}, "sign f > sources: unknown source `bok`; did you mean `book`?"),
    (
        {"signs": [sign(basis="explicit")]},
        "sign f > basis: `explicit` without a source; name the source, or write `unsourced`",
    ),
    ({"signs": [Term(id="t", name="T")]}, "signs: a sign is expected, not `Term(id='t', name='T', text='')`"),
]


@pytest.mark.parametrize(("added", "message"), WRONG)
def test_a_mistake_is_named_where_it_stands(added, message):
    (told,) = messages(**added)
    assert told.startswith(message)


def test_what_is_right_is_not_a_mistake():
    stages = [schedule(), schedule(id="t", stage="chronic")]
    assert messages(advices=[advice()], schedules=stages, paces=[pace()], signs=[sign()]) == []
