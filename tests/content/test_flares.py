"""A lasting illness that is told as acute, severe or out of control is judged as strictly as its flare or attack.

It is refused until that is told too: a detail alone would be read as given for everybody who did not mention it.
"""

import re
from datetime import date

import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Finding
from shipped import EVALUATOR, RULEBOOK

ON = date(2026, 11, 24)
DETAILS = {
    "acute_is": {"stage": "acute"},
    "severe_is": {"severity": "severe"},
    "uncontrolled_is": {"controlled": False},
}
WORSE = re.compile(r"flare|attack|crisis|relapse|worsening|unstable|acute|severe|serious|critical|seizure|complicated")
NOT_A_STATE = {
    ("coronary-artery-disease", "heart-attack"): "An event of its own; what is acute in it is asked as angina.",
    ("kidney-disease", "acute-kidney-failure"): "Said of `kidney-failure`, which is between them.",
    ("autoimmune-flare", "lupus-flare"): "A flare itself.",
    ("catching-illness", "acute-hepatitis"): "Said of `liver-disease`; what catches is avoided whatever its stage.",
    ("catching-illness", "acute-sinusitis"): "What catches is avoided whatever its stage.",
    ("inflamed-rash", "psoriasis-flare"): "Said of `psoriasis`.",
    ("stroke", "transient-ischaemic-attack"): "A milder kind.",
}
"""Kinds whose name sounds like a state of the broader condition, and why they are none."""


def states():
    """Each lasting illness, and a kind of it that judges more strictly and is named after getting worse."""
    for kind in RULEBOOK.conditions:
        for broader in kind.broader:
            of = RULEBOOK.conditions[broader]
            if WORSE.search(kind.id) and of.kind in ("disorder", "complaint") and kind.kind in ("disorder", "symptom"):
                yield broader, kind.id


def said_of(condition):
    """What a condition or one broader says that it is, by each detail."""
    return {
        (name, getattr(RULEBOOK.conditions[each], name))
        for each in RULEBOOK.broader_of(condition)
        for name in DETAILS
        if getattr(RULEBOOK.conditions[each], name) is not None
    }


@pytest.mark.parametrize(("condition", "state"), sorted(states()))
def test_every_illness_says_by_which_detail_it_is_its_flare(condition, state):
    if (condition, state) not in NOT_A_STATE:
        assert state in {each for _, each in said_of(condition)}


OWN = [(each.id, name, getattr(each, name)) for each in RULEBOOK.conditions for name in DETAILS if getattr(each, name)]


@pytest.mark.parametrize(("condition", "name", "state"), OWN)
def test_a_flare_told_by_a_detail_must_be_told(condition, name, state):
    alone = Finding(condition, **DETAILS[name])
    client = ClientProfile(taken=ON, age=40, findings=[alone], answered=[EVERYTHING])
    assert [problem.value for problem in EVALUATOR.check(client, ON)] == [state]
    beside = ClientProfile(taken=ON, age=40, findings=[alone, state], answered=[EVERYTHING])
    assert EVALUATOR.check(beside, ON) == ()
    flare = EVALUATOR.evaluate(ClientProfile(taken=ON, age=40, findings=[state], answered=[EVERYTHING]), on=ON)
    for judgement in EVALUATOR.evaluate(beside, on=ON).judgements:
        assert judgement.verdict >= flare.judgements[judgement.technique.id].verdict


HARMLESS = {
    "anaemia": "Blood that is short of iron is met with rest; what is graver is a condition of its own.",
    "anxiety": "It is what the client comes for; a panic now and a crisis are conditions of their own.",
    "blood-donor": "What is under control or not cannot be said of it.",
    "breast-implant": "What is under control or not cannot be said of it.",
    "breast-removal": "The arm and the side of the chest wait for a doctor's word anyway.",
    "chronic-fatigue": "No treatment holds it, and it is met with less; where it is grave, that is told.",
    "dehydration": "It is met with rest and water; heat illness is a condition of its own.",
    "dementia": "What is under control or not cannot be said of it.",
    "enlarged-liver-or-spleen": "The abdomen is left alone until it is explained.",
    "hearing-loss": "What is under control or not cannot be said of it.",
    "leaking-bladder": "It leaks, and new trouble is the sign of danger itself.",
    "limb-loss": "What is under control or not cannot be said of it.",
    "low-mood": "It is what the client comes for; a crisis is a condition of its own.",
    "lymph-node-removal": "The limb that drains through them waits for a doctor's word anyway.",
    "migraine": "Attacks that come often are no danger to be worked around between them.",
    "neck-instability": "No force on the neck is right at any time.",
    "osteoarthritis": "Its pain is what the client comes for; a joint that is inflamed is a condition of its own.",
    "past-anaphylaxis": "What is under control or not cannot be said of what is past.",
    "pelvic-growth": "Abdomen and pelvis are handled lightly anyway.",
    "peptic-ulcer": "The abdomen is left alone anyway; severe pain is a condition of its own.",
    "round-or-hollow-back": "What is under control or not cannot be said of it.",
    "sight-loss": "What is under control or not cannot be said of it.",
    "spondylolisthesis": "Force on that place waits for a doctor's word anyway.",
    "tattoo-or-piercing": "What is under control or not cannot be said of it.",
    "tiredness": "What is under control or not cannot be said of it.",
    "trigeminal-neuralgia": "The face is left alone anyway.",
    "underactive-thyroid": "Those who are slow and cold from it are kept warm, and asked whether it is treated.",
    "vaccination": "What is under control or not cannot be said of it.",
    "varicose-veins": "What is under control or not cannot be said of them.",
    "venous-insufficiency": "The legs are handled lightly anyway.",
}


@pytest.mark.parametrize("condition", sorted({condition for condition, _, _ in OWN} - HARMLESS.keys()))
def test_nothing_is_ready_for_a_lasting_illness_that_is_out_of_control(condition):
    """Where a doctor is asked, that is enough; where nobody is, the flare must be told."""
    client = ClientProfile(taken=ON, age=40, findings=[Finding(condition, controlled=False)], answered=[EVERYTHING])
    if not EVALUATOR.check(client, ON):
        assert not any(judgement.ready for judgement in EVALUATOR.evaluate(client, on=ON).judgements)
