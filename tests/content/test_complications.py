"""That a code of a complication is not read as the mere illness below whose code it lies."""

import re
from datetime import date
from functools import cache

import pytest

from bodywork_rules import ClientProfile, Finding, Verdict
from bodywork_rules.model import EVERYTHING
from shipped import EVALUATOR, RULEBOOK

release = pytest.importorskip("simple_icd_10_cm", reason="simple-icd-10-cm, the list of all codes, is not there")

ON = date(2026, 11, 24)
WORSE = re.compile(
    r"perforat|ha?emorrhag|bleeding|blood loss|obstructi|gangren|necro|sepsis|septic|ketoacidosis|\bcoma\b|hyperosmol"
    r"|\bulcer|infarct|abscess|exacerbation|status (?:epilep|asthm)|(?<!not )intractable|psychotic|rupture|dissection"
    r"|shock|crisis|thyroid storm|mening|encephalitis|empyema|pneumonia|embol|acute|cholangitis|infection|failure",
    re.IGNORECASE,
)
NOT_SO = re.compile(
    r"\bwithout (?:mention of )?[^,]*?(?=\bwith\b|,|$)|unspecified as acute or chronic|\bsub\w+|\bnot intractable"
    r"|non-?\w+|obstructive",
    re.IGNORECASE,
)


@cache
def worse(code):
    """The words of a code that tell of a complication."""
    return {word.casefold() for word in WORSE.findall(NOT_SO.sub(" ", release.get_description(code)))}


def is_a_wall(condition):
    """Whether a finding of it leaves no technique at all."""
    client = ClientProfile(taken=ON, age=40, findings=[Finding(condition)], answered=[EVERYTHING])
    return bool(EVALUATOR.check(client, ON)) or all(
        judgement.verdict is Verdict.AVOID for judgement in EVALUATOR.evaluate(client, on=ON).judgements
    )


EXCUSED = {
    ("anaemia", "blood loss"): "Iron lost slowly; what was lost fast is found where the grave ones are.",
    ("bowel-disease-flare", "bleeding"): "A bowel that bleeds is what flaring up means.",
    (
        "dementia",
        "psychotic",
    ): "What the mind sees in a dementia is part of it; what changes is how far the client can speak.",
    ("headache", "intractable"): "Pain that medicines do not stop is no danger by itself.",
    (
        "head-injury",
        "hemorrhag",
    ): "Whatever bled after the blow, head and neck are left alone and a word is asked for the rest.",
    ("head-injury", "intractable"): "Pain after a blow; what the blow did is what the rule asks about.",
    ("tendon-or-bursa-trouble", "acute"): "The code says acute or chronic, all the same to it.",
    ("infertility", "infection"): "It may be long over, and names no danger.",
    ("infertility", "obstructi"): "Of the ducts of the seed; names no danger.",
    ("lung-disease", "pneumonia"): "Stiff lungs are called so without an infection.",
    ("migraine", "intractable"): "Pain that medicines do not stop is no danger by itself.",
    ("peptic-ulcer", "acute"): "New, but it neither bleeds nor has broken through.",
    ("recent-seizure", "intractable"): "Fits that medicines do not stop are what the rule asks about.",
    ("tension-headache", "intractable"): "Pain that medicines do not stop is no danger by itself.",
    ("trauma-history", "acute"): "The first months; no source tells them apart.",
    ("severe-chronic-illness", "failure"): "Of the power supply.",
    ("vaginal-infection", "acute"): "Where it is, and not how new it is, is what the rule is about.",
}
"""By condition and word: codes that are read as the condition alone all the same, and why."""


@cache
def read_as(code):
    return {found.id for found in RULEBOOK.find(f"icd10cm:{code}") if found.kind == "condition" and found.how.sure}


def bare_readings():
    """Each condition and word of a code that says no more than a listed code above it, which does not tell of it."""
    for condition in RULEBOOK.conditions:
        codes = [code.split("*")[0] for code in condition.icd10cm if "-" not in code]
        if not codes or is_a_wall(condition.id):
            continue
        for above in codes:
            for code in filter(release.is_leaf, release.get_descendants(above)):
                if condition.id in read_as(code) and read_as(code) <= read_as(above):
                    yield from ((condition.id, word, code) for word in worse(code) - worse(above))


def test_a_code_of_a_complication_is_not_read_as_the_mere_illness():
    readings = list(bare_readings())
    assert [each for each in readings if each[:2] not in EXCUSED] == []
    assert EXCUSED.keys() == {each[:2] for each in readings}


@pytest.mark.parametrize(
    ("codes", "condition"),
    [
        ("E10.10 E11.00 E11.10 E13.10 E11.641", "diabetic-emergency-signs"),
        ("E11.52 E11.621 E11.65 E11.21 E11.319 E11.8", "complicated-diabetes"),
        ("K25.0 K25.1 K26.4 K27.5 K57.31 K40.40 K80.00 K80.33 K81.0", "severe-belly-pain"),
        ("K40.30 K42.0 K43.0 K46.0 K44.0 K50.012", "bowel-blockage"),
        ("K50.014", "abdominal-infection"),
        ("K50.011 K51.911", "bowel-disease-flare"),
        ("J44.0", "chest-infection"),
        ("J44.1 H40.211 O03.1 O03.37 E05.91 E03.5 E27.2", "urgent-warning-sign"),
        ("I71.10 I71.010 G40.901 S06.5X0A", "emergency-sign"),
        ("G40.901 G40.911", "recent-seizure"),
        ("G43.601", "stroke"),
        ("D62", "serious-anaemia"),
        ("F32.3", "psychotic-illness"),
        ("O91.13", "cellulitis"),
        ("I87.331 I83.009", "skin-ulcer"),
    ],
)
def test_a_code_of_a_complication_is_read_as_what_it_is(codes, condition):
    for code in codes.split():
        assert condition in read_as(code), code


def test_a_code_of_what_has_no_entry_of_its_own_is_left_for_a_human_to_read():
    assert read_as("I73.00") == {"raynaud"}
    assert read_as("I73.01") == set()
