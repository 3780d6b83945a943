"""The shipped measures, rules for reviews, trainings and signs: sourced where they say so, and complete."""

import re

import attrs
import pytest

from bodywork_rules import load_rulebook
from bodywork_rules.care import checklist
from bodywork_rules.model import Basis, Better
from bodywork_rules.rulebook.check import problems
from bodywork_rules.rulebook.parts import KINDS, Parts

RULEBOOK = load_rulebook()
NAMED = re.compile("`([a-z0-9-]+)`")
NONE_NEEDED = {"self-massage", "percussive-massage"}
"""What a client does alone."""
WANTED = {
    "nprs": (0, 10, Better.LOWER),
    "vas-pain": (0, 100, Better.LOWER),
    "ndi": (0, 50, Better.LOWER),
    "odi": (0, 100, Better.LOWER),
    "rdq": (0, 24, Better.LOWER),
    "psfs": (0, 10, Better.HIGHER),
    "lefs": (0, 80, Better.HIGHER),
    "dash": (0, 100, Better.LOWER),
    "quickdash": (0, 100, Better.LOWER),
    "rom-shoulder": (0, 180, Better.HIGHER),
    "psqi": (0, 21, Better.LOWER),
    "stool-diary": (0, 50, Better.HIGHER),
    "pac-sym": (0, 4, Better.LOWER),
}


@pytest.mark.parametrize("id", WANTED)
def test_the_measures_of_a_clinic_ship_with_their_scale(id):
    measure = RULEBOOK.measures[id]
    assert (measure.least, measure.most, measure.better) == WANTED[id]
    assert measure.outcomes


def test_a_threshold_that_rests_on_a_source_says_who_was_studied():
    told = [each for measure in RULEBOOK.measures for each in measure.thresholds]
    assert len(told) > 25
    for threshold in told:
        assert (threshold.basis is Basis.UNSOURCED) == (not threshold.sources)
        assert threshold.studied or threshold.basis is Basis.UNSOURCED


def test_a_measure_without_a_threshold_says_why():
    assert [each.id for each in RULEBOOK.measures if not each.thresholds] == ["mfi", "nbd-score", "rom-neck"]
    assert all(each.note for each in RULEBOOK.measures if not each.thresholds)


def test_notes_name_sources_that_are_there():
    notes = [each.note for measure in RULEBOOK.measures for each in (measure, *measure.thresholds)]
    named = [id for note in notes for id in NAMED.findall(note)]
    assert named
    assert [id for id in named if id not in RULEBOOK.sources] == []


def test_every_technique_names_the_trainings_that_are_enough():
    assert {each.id for each in RULEBOOK.techniques if not each.trainings} == NONE_NEEDED
    assert {id for each in RULEBOOK.techniques for id in each.trainings} == set(RULEBOOK.trainings.ids)


def test_internal_work_of_the_pelvis_needs_a_licence():
    for technique in RULEBOOK.techniques:
        if "birth-canal" in technique.traits or technique.id == "pelvic-floor-myofascial-therapy":
            assert all(RULEBOOK.trainings[id].licence for id in technique.trainings)


def test_the_checklist_for_clients_holds_good_signs_and_red_flags():
    told = checklist(RULEBOOK)
    assert len(told.look_for) >= 8
    assert len(told.walk_away) >= 8
    assert {"promises-cures", "no-intake"} <= {each.id for each in told.walk_away}
    assert all(each.text.endswith(".") for each in (*told.look_for, *told.walk_away))


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
