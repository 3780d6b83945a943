"""Each mistake in measures, reviews, trainings and the signs of a therapist is named where it stands."""

import attrs
import pytest

from bodywork_rules.rulebook.check.problems import problems
from bodywork_rules.rulebook.parts import KINDS, Parts
from shipped import RULEBOOK

WRONG = {
    "measure nprs > outcomes: unknown outcome": ("measures", "nprs", {"outcomes": ["pian"]}),
    "training cupping-course > sources: unknown source": ("trainings", "cupping-course", {"sources": ["book"]}),
    "therapist_sign asks-about-health > basis: `explicit` without a source": (
        "therapist_signs",
        "asks-about-health",
        {"sources": []},
    ),
    "review any-course > basis: `inferred` without a source": ("reviews", "any-course", {"sources": []}),
    "review any-course > after: a time in which no course ever holds": ("reviews", "any-course", {"after": "0 days"}),
    "reviews: measures, and no rule for the review": ("reviews", "any-course", {"complaints": ["neck-pain"]}),
    "technique swedish-massage > trainings: unknown training": (
        "techniques",
        "swedish-massage",
        {"trainings": ["first-training"]},
    ),
}


def parts(**changes):
    return Parts(**{collection: tuple(getattr(RULEBOOK, collection)) for collection in KINDS} | changes)


@pytest.mark.parametrize("message", WRONG)
def test_the_checker_refuses_what_cannot_be(message):
    collection, id, changes = WRONG[message]
    things = [attrs.evolve(each, **changes) if each.id == id else each for each in getattr(RULEBOOK, collection)]
    assert [str(each) for each in problems(parts(**{collection: things})) if str(each).startswith(message)]


def test_the_checker_refuses_thresholds_that_no_score_can_come_to_and_complaints_told_twice():
    nprs = RULEBOOK.measures["nprs"]
    first = nprs.thresholds[0]
    wrong = attrs.evolve(nprs, thresholds=[attrs.evolve(first, points=11, reach=12), attrs.evolve(first, points=3)])
    twice = attrs.evolve(nprs, id="again", thresholds=[attrs.evolve(first, complaints=["neck-pain"])] * 2)
    said = [str(each) for each in problems(parts(measures=[wrong, twice]))]
    assert said == [
        "measure nprs > thresholds > points: more than the 10 from the lowest score to the highest: `11`",
        "measure nprs > thresholds > reach: out of the range 0 to 10 of the measure: `12`",
        "measure nprs > thresholds: given twice for all complaints that have none of their own",
        "measure again > thresholds: a complaint given twice: `neck-pain`",
    ]
