"""The shipped measures, rules for reviews, trainings and signs: sourced where they say so, and complete."""

import re

import pytest

from bodywork_rules.care import checklist
from bodywork_rules.model import Basis, Better
from shipped import RULEBOOK

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
