"""What nobody gets rid of."""

from datetime import date

import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Finding
from bodywork_rules.rulebook.lifelong import lasts_for_life
from shipped import EVALUATOR, RULEBOOK

ON = date(2026, 11, 24)

LIFELONG = (
    "adrenal-insufficiency",
    "advanced-liver-disease",
    "ankylosing-spondylitis",
    "atrial-fibrillation",
    "bleeding-disorder",
    "brain-shunt",
    "breast-implant",
    "breast-removal",
    "brittle-bone-disease",
    "central-line",
    "cerebral-palsy",
    "chronic-pancreatitis",
    "clotting-tendency",
    "coeliac-disease",
    "complicated-diabetes",
    "copd",
    "coronary-artery-disease",
    "coronary-stent",
    "dementia",
    "diabetes",
    "dialysis-access",
    "down-syndrome",
    "ehlers-danlos",
    "giant-cell-arteritis",
    "haemophilia",
    "heart-failure",
    "heart-valve-disease",
    "hiv",
    "hypertension",
    "insulin-pump",
    "kidney-disease",
    "kidney-failure",
    "life-limiting-illness",
    "lupus",
    "lymph-node-removal",
    "lymphoedema",
    "marfan-syndrome",
    "metal-in-body",
    "motor-neurone-disease",
    "multiple-sclerosis",
    "muscular-dystrophy",
    "myasthenia",
    "neck-instability",
    "nephrotic-syndrome",
    "nerve-stimulator",
    "organ-transplant",
    "osteoporosis",
    "pacemaker",
    "paget-disease-of-bone",
    "parkinson-disease",
    "past-anaphylaxis",
    "polycystic-kidneys",
    "post-polio",
    "rheumatoid-arthritis",
    "scleroderma",
    "severe-osteoporosis",
    "sickle-cell-disease",
    "spina-bifida",
    "spinal-cord-injury",
    "stoma",
    "vascular-ehlers-danlos",
    "vessel-graft",
    "von-willebrand-disease",
    "wasting-disease",
)
"""What nobody gets rid of, or has while it is in the body, written down apart from what the rulebook says of it."""


@pytest.mark.parametrize("condition", LIFELONG)
def test_what_lasts_for_life_is_never_taken_to_be_over(condition):
    client = ClientProfile(
        taken=ON, findings=[Finding(condition, status="resolved", end="2026-11-23")], answered=[EVERYTHING]
    )
    assert [problem.where for problem in EVALUATOR.check(client, ON)] == ["findings[0].status"]


def test_nothing_else_is_said_to_last_for_life():
    assert [
        each.id
        for each in RULEBOOK.conditions
        if lasts_for_life(RULEBOOK.conditions, each.id) and each.id not in LIFELONG
    ] == []
