"""A detail that says that an illness is worse than it could be never lets more through than the bare word for it.

It is refused until what it shows is told, or judged at least as strictly; what stays mild all the same is written here.
"""

from functools import cache

import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Finding, Verdict
from bodywork_rules.model import Status
from content.adults import ON
from shipped import EVALUATOR, RULEBOOK

TOLD = [each for each in RULEBOOK.conditions if each.ask]
WORSE = {
    "acute": {"stage": "acute"},
    "severe": {"severity": "severe"},
    "not under control": {"controlled": False},
    "acute and severe": {"stage": "acute", "severity": "severe"},
    "acute and under control": {"stage": "acute", "controlled": True},
    "severe and under control": {"severity": "severe", "controlled": True},
    "all of it": {"stage": "acute", "severity": "severe", "controlled": False},
}
HELD = {
    "complicated-diabetes": "However well it is held now, a doctor's word is asked for the harm that it has done.",
    "polymyalgia": "Once treatment holds, how stiff it was does not matter.",
    "pulmonary-embolism": "While it is treated a doctor's word is asked, whatever its size was.",
}
"""What is milder when it is severe and under control than when nothing is told of it, and why that is right."""


@cache
def screened(condition, *, status=Status.PRESENT, **details):
    told = Finding(condition, status=status, **details)
    client = ClientProfile(taken=ON, age=40, findings=[told], answered=[EVERYTHING])
    return None if EVALUATOR.check(client, ON) else EVALUATOR.screen(client, ON)


@pytest.mark.parametrize("status", [Status.PRESENT, Status.SUSPECTED])
@pytest.mark.parametrize("said", WORSE)
def test_a_worse_detail_lets_nothing_through_that_the_bare_word_does_not(said, status):
    milder = set()
    for condition in (each.id for each in TOLD):
        bare, worse = (screened(condition, status=status, **details) for details in ({}, WORSE[said]))
        if (
            bare is not None
            and worse is not None
            and any(now < was for was, now in zip(bare.high, worse.high, strict=True))
        ):
            milder.add(condition)
    assert milder == ({*HELD} if (said, status) == ("severe and under control", Status.PRESENT) else set())


MILD = {
    "abdominal-wall-gap": "A gap, large or small, is spared itself.",
    "acne": "It is spared where it is.",
    "after-ayurvedic-cleansing": "A tradition that speaks of oil only.",
    "aneurysm-risk": "Something in the family, without stages.",
    "bell-palsy": "The face is spared while it is new; the rest of the body is well.",
    "clotting-tendency": "A tendency; the clot is a condition of its own.",
    "disc-herniation": "The spine is spared while it is acute; numbness and weakness are conditions of their own.",
    "down-syndrome": "It has no stages; the neck is spared.",
    "explained-ankle-swelling": "Its cause is known; swelling without one is a condition of its own.",
    "hiatus-hernia": "Acid that comes up, much or little, is met by how the client lies.",
    "indigestion-today": "A tradition that speaks of oil only; severe pain is a condition of its own.",
    "joint-hypermobility": "It has no stages.",
    "kapha-aggravation": "A tradition that speaks of oil only.",
    "little-movement": "It has no stages; what brought it on is a condition of its own.",
    "marfan-syndrome": "It has no stages.",
    "mastitis": "The breast is spared; fever is a condition of its own.",
    "menstruation": "Belly and lower back are spared.",
    "osteopenia": "Bone that is much less dense is a condition of its own.",
    "pelvic-organ-prolapse": "The abdomen is spared.",
    "prehypertension": "A pressure that is high is a condition of its own.",
    "premature-baby": "It says how a life began, without stages.",
    "raynaud": "Fingers and toes are handled lightly; a sore is a condition of its own.",
    "recent-neck-trauma": "Head and neck are spared.",
    "scoliosis": "It has no stages.",
    "spina-bifida": "It is there from birth, without stages; what feels less is handled lightly.",
    "spinal-stenosis": "The spine is handled lightly; numbness and weakness are conditions of their own.",
    "unexplained-bowel-trouble": "It is new or severe by its name, and the abdomen is spared.",
    "vaginal-infection": "It is spared where it is.",
    "worn-spine": "The spine is handled lightly; numbness and weakness are conditions of their own.",
}
"""What leaves some technique as it is although it is acute and severe, and why that is right.

A complaint is not listed: a sign of danger in it is a condition of its own, never its stage or how strong it is.
Nor is what has no stages: a drug, a device, an operation.
"""


def test_what_is_acute_and_severe_leaves_nothing_as_it_is_unless_that_is_written_down():
    mild = {
        each.id
        for each in TOLD
        if each.kind not in ("complaint", "drug", "device", "procedure")
        if (worse := screened(each.id, **WORSE["acute and severe"])) is not None
        if Verdict.PROCEED in worse.high
    }
    assert mild == {*MILD}


@pytest.mark.parametrize(
    ("condition", "details", "shown"),
    [
        ("psychotic-illness", {"stage": "acute", "severity": "severe", "controlled": True}, {"mental-crisis"}),
        ("low-mood", {"severity": "severe"}, {"mental-crisis"}),
        ("trauma-history", {"controlled": False}, {"mental-crisis"}),
        ("anxiety", {"stage": "acute"}, {"panic-attack"}),
        ("knee-osteoarthritis", {"stage": "acute", "sites": ["left knee"]}, {"inflamed-arthritic-joint"}),
        ("hip-osteoarthritis", {"stage": "acute"}, {"inflamed-arthritic-joint"}),
        ("diabetes", {"controlled": False}, {"complicated-diabetes"}),
        ("diabetes", {"stage": "acute"}, {"diabetic-emergency-signs"}),
        ("adrenal-insufficiency", {"stage": "acute"}, {"urgent-warning-sign"}),
        ("lymphoedema", {"stage": "acute"}, {"hot-swollen-lymph-limb"}),
        ("atrial-fibrillation", {"stage": "acute"}, {"unsteady-illness"}),
        ("heart-rhythm-disorder", {"severity": "severe", "controlled": True}, {"severe-chronic-illness"}),
        ("stroke", {"stage": "acute", "onset": "2015"}, {"sudden-face-arm-speech-signs"}),
        ("hypertension", {"severity": "severe"}, {"unsteady-illness"}),
        ("hypertension", {"stage": "acute", "severity": "severe"}, {"high-pressure-with-symptoms", "unsteady-illness"}),
        ("angina", {"controlled": False}, {"unstable-angina"}),
        ("immune-suppression", {"severity": "severe"}, {"very-low-white-cells"}),
        ("fracture", {"sites": ["head"], "onset": "2026-11-20"}, {"head-injury"}),
    ],
)
def test_what_a_detail_shows_is_asked_for_by_name(condition, details, shown):
    client = ClientProfile(taken=ON, age=40, findings=[Finding(condition, **details)], answered=[EVERYTHING])
    assert {problem.value for problem in EVALUATOR.check(client, ON)} == shown


def test_a_joint_of_the_spine_out_of_place_is_held_back_everywhere_as_a_broken_one_is():
    for condition in ("dislocation", "fracture"):
        for place in ("neck", "back", "sacrum"):
            spine = screened(condition, sites=(place,), onset="2026-11-20")
            assert min(spine.high) >= Verdict.CLEARANCE, (condition, place)
    assert min(screened("dislocation", sites=("left shoulder",), onset="2026-11-20").high) <= Verdict.MODIFY
    assert EVALUATOR.check(ClientProfile(findings=[Finding("fracture", sites=["nose"])]), ON) == ()
