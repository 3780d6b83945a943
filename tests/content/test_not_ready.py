"""Clients whom somebody might let through by mistake: no technique, or none of those named, may be ready for them."""

import pytest

from bodywork_rules import (
    EVERYTHING,
    ClientProfile,
    Finding,
    Measurement,
    Verdict,
)
from bodywork_rules.model import Detail
from content.adults import ON, YESTERDAY, over, ready, told
from shipped import EVALUATOR, RULEBOOK

NOBODY = {
    "chest pain from the heart that went quiet yesterday": over("unstable-angina"),
    "steady angina said to be over": over("angina"),
    "a failing heart that is better since yesterday": over("worsening-heart-failure"),
    "an inflamed heart since yesterday well": over("heart-inflammation"),
    "the last chemotherapy yesterday": over("chemotherapy"),
    "an inflamed vein that settled yesterday": over("superficial-vein-clot"),
    "swelling that went without an explanation": over("unexplained-swelling"),
    "a lump that went without an explanation": over("unexplained-lump"),
    "weight loss that stopped without an explanation": over("weight-loss-night-pain"),
    "a changed headache that stopped": over("changed-headache"),
    "signs of a stroke fifteen days ago": over("sudden-face-arm-speech-signs", end="2026-11-09"),
    "pressure in the chest three weeks ago": over("chest-pressure", end="2026-11-03"),
    "a crisis of the mind until yesterday": over("mental-crisis"),
    "a psychosis until yesterday": over("psychotic-illness"),
    "pre-eclampsia until yesterday": over("pre-eclampsia"),
    "a bleed into a joint that stopped yesterday": over("joint-or-muscle-bleed"),
    "narrowed leg arteries said to be over": over("peripheral-artery-disease", end="2025-01-01"),
    "a narrowed neck artery said to be over": over("carotid-artery-disease", end="2025-01-01"),
    "a crisis of sickle cells, over": over("sickle-cell-crisis"),
    "an acute infection that is said to be controlled": Finding("infection", stage="acute", controlled=True),
    "a pneumonia that is said to be controlled": Finding("pneumonia", controlled=True),
    "an urgent sign that nobody named": Finding("urgent-warning-sign"),
    "a failing organ, called over": over("severe-chronic-illness"),
    "a hardened skin of which nothing more is known": Finding("scleroderma"),
    "a fever that went this morning": over("fever", end="2026-11-24"),
    "vomiting until yesterday": over("stomach-bug"),
    "a cancer whose treatment ended yesterday": over("cancer"),
    "a leak of spinal fluid that was sealed yesterday": over("spinal-fluid-leak"),
    "a leak of spinal fluid that was sealed in the summer": over("spinal-fluid-leak", end="2026-07-15"),
    "pressure in the head that went down yesterday": over("raised-brain-pressure"),
    "a spinal cord that was freed yesterday": over("cord-compression"),
    "an infected kidney until yesterday": over("kidney-infection"),
    "an infected joint until yesterday": over("joint-infection"),
    "an infected bone until yesterday": over("bone-infection"),
    "an inflamed pancreas until yesterday": over("pancreatitis"),
    "pain that went without an explanation": over("unexplained-pain"),
    "a relapse until yesterday, of a multiple sclerosis that is not told": over("multiple-sclerosis-relapse"),
    "tuberculosis until yesterday": over("tuberculosis"),
    "tuberculosis that sleeps": Finding("latent-tuberculosis"),
    "a psychosis that is only suspected, and said to be controlled": Finding(
        "psychotic-illness", status="suspected", controlled=True
    ),
    "a clot in a leg that is only suspected, and said to be controlled": Finding(
        "deep-vein-thrombosis", status="suspected", controlled=True
    ),
    "a lymphoma whose treatment ended in the summer": over("blood-cancer", end="2026-07-15"),
    "a neck artery that tore today": Finding("neck-artery-tear", onset="2026-11-24"),
    "a torn neck artery, maybe": Finding("neck-artery-tear", status="suspected"),
    "a torn neck artery of last month, called over": over("neck-artery-tear", onset="2026-10-20"),
    "an operation inside the belly, two days ago": Finding("abdominal-surgery", onset="2026-11-22", sites=["abdomen"]),
    "a new hip, two days old": Finding("joint-replacement", onset="2026-11-22", sites=["left hip"]),
    "a spine operated on two days ago": Finding("spinal-surgery", onset="2026-11-22", sites=["lower-back"]),
    "a shunt of the brain, two days old": Finding("brain-shunt", onset="2026-11-22"),
    "liposuction two days ago": Finding("cosmetic-surgery", onset="2026-11-22", sites=["abdomen"]),
    "a vertebra that broke three weeks ago, called healed": over("vertebral-fracture", onset="2026-11-03"),
    "signs of a stroke that passed five weeks ago": over("sudden-face-arm-speech-signs", end="2026-10-20"),
    "breath that lately fails lying flat": Finding("breathless-lying-flat", onset="2026-11-20"),
    "brittle bones, said to be held": Finding("brittle-bone-disease", controlled=True),
    "a nitrate, and no word of the heart": Finding("nitroglycerin"),
    "a pressure that was far too low until yesterday": over("very-low-blood-pressure"),
    "a drug for the heartbeat, and no word of the heart": Finding("digoxin"),
    "a collapsed lung of last week, over": over("collapsed-lung", end="2026-11-21"),
    "a collapsed lung that is over, it is not said since when": over("collapsed-lung", end=None),
    "bone that grew in a muscle until yesterday": over("bone-in-muscle"),
    "a wrist that broke in a small fall, long healed": over("fragility-fracture", onset="2015", end="2015"),
    "a nitrate that was stopped last week, and no word of the heart": over("isosorbide-mononitrate", end="2026-11-17"),
    "a drug for the heartbeat that was stopped yesterday": over("amiodarone"),
    "a drug that forms blood, stopped yesterday": over("darbepoetin-alfa"),
}
"""What is told of a client for whom nothing at all may be ready."""


@pytest.mark.parametrize("finding", NOBODY.values(), ids=NOBODY)
def test_nothing_is_ready_for(finding):
    assert ready(told(finding)) == set()


def test_numbness_without_a_place_and_a_sore_back_are_a_question_and_no_refusal():
    answer = told("low-back-pain", "numbness")
    assert answer.offered
    assert not answer.referrals
    assert not ready(answer)
    assert any(question.unknown.detail is Detail.SITES for question in answer.questions)


TOGETHER = {
    "a pregnancy with high blood pressure that is held": ("pregnancy", Finding("hypertension", controlled=True)),
    "a pregnancy with a heart that is steady": ("pregnancy", Finding("heart-valve-disease", controlled=True)),
    "a pregnancy with diabetes that is held": ("pregnancy", Finding("diabetes", controlled=True)),
    "diabetes of pregnancy held by insulin": (Finding("gestational-diabetes", controlled=True), "insulin"),
    "after COVID-19, with a clot in the past": ("after-covid", over("deep-vein-thrombosis", end="2015")),
    "after COVID-19, with a disease of the liver": ("after-covid", "liver-disease"),
}
"""What is told together of a client for whom nothing may be offered without a clinician's word."""


@pytest.mark.parametrize("findings", TOGETHER.values(), ids=TOGETHER)
def test_nothing_is_offered_without_a_word_for(findings):
    assert min(judgement.verdict for judgement in told(*findings).judgements) >= Verdict.CLEARANCE


READ = {
    "pains of labour in week 30": (["labour-pain"], {"pregnancy-weeks": 30}),
    "a raised pressure in week 30": (
        ["pregnancy", Finding("hypertension", status="suspected")],
        {"pregnancy-weeks": 30, "systolic-blood-pressure": 150, "diastolic-blood-pressure": 95},
    ),
    "headache and swollen ankles in week 32": (
        ["pregnancy", "headache", "explained-ankle-swelling"],
        {"pregnancy-weeks": 32},
    ),
    "a clotting value of 8 under a newer blood thinner": (
        ["rivaroxaban", Finding("slow-clotting", status="suspected")],
        {"inr": 8},
    ),
    "a pressure of 75": (["very-low-blood-pressure"], {"systolic-blood-pressure": 75}),
}
"""What is told and measured of a client for whom nothing at all may be ready."""


@pytest.mark.parametrize(("findings", "readings"), READ.values(), ids=READ)
def test_nothing_is_ready_with_a_reading_for(findings, readings):
    measured = [Measurement(quantity, value=value, on=ON) for quantity, value in readings.items()]
    client = ClientProfile(taken=ON, age=40, findings=findings, measurements=measured, answered=[EVERYTHING])
    assert ready(EVALUATOR.evaluate(client, on=ON)) == set()


@pytest.mark.parametrize("condition", ["past-anaphylaxis", "breast-implant"])
def test_a_wide_word_with_a_date_of_yesterday_is_refused(condition):
    """A reaction or an operation of yesterday is told by its own name."""
    yesterday, long_ago = Finding(condition, onset=YESTERDAY), Finding(condition, onset="2015")
    wrong = EVALUATOR.check(ClientProfile(taken=ON, findings=[yesterday], answered=[EVERYTHING]), ON)
    assert [problem.where for problem in wrong] == ["findings[0].onset"]
    assert ready(told(long_ago))


@pytest.mark.parametrize("drug", ["zoledronic-acid", "denosumab", "insulin"])
def test_what_a_medicine_of_the_last_weeks_was_for_still_bounds_what_is_done(drug):
    for end, is_held in ((YESTERDAY, True), ("2026-11-10", True), ("2015", False)):
        strictest = max(judgement.verdict for judgement in told(over(drug, end=end)).judgements)
        assert (strictest >= Verdict.CLEARANCE) is is_held


@pytest.mark.parametrize(("value", "verdict"), [(3, Verdict.MODIFY), (4.5, Verdict.CLEARANCE), (8, Verdict.AVOID)])
def test_the_further_off_a_clotting_value_is_the_less_is_done(value, verdict):
    measured = [Measurement("inr", value=value, on=ON)]
    client = ClientProfile(taken=ON, age=70, medications=["warfarin"], measurements=measured, answered=[EVERYTHING])
    assert EVALUATOR.evaluate(client, on=ON).judgements["swedish-massage"].verdict is verdict


def test_who_is_under_age_is_not_treated_without_a_word_of_a_guardian():
    client = ClientProfile(taken=ON, age=15, answered=[EVERYTHING])
    assert all(judgement.verdict >= Verdict.MODIFY for judgement in EVALUATOR.evaluate(client, on=ON).judgements)


KEPT_OFF = {
    "inside, two days after a birth": (Finding("recent-birth", onset="2026-11-22"), "internal", "pelvic-floor"),
    "inside, seven weeks after a birth": (Finding("recent-birth", onset="2026-10-06"), "internal", "pelvic-floor"),
    "inside, after a birth without a date": (Finding("recent-birth"), "internal", "pelvic-floor"),
    "inside, after a caesarean": (Finding("caesarean-birth", onset="2026-11-01"), "internal", "pelvic-floor"),
    "inside, after a pregnancy that ended": ((over("pregnancy"), "recent-birth"), "internal", "pelvic-floor"),
    "inside, after an operation in the pelvis": (
        Finding("abdominal-surgery", onset="2026-10-20", sites=["lower-abdomen"]),
        "internal",
        "pelvic-floor",
    ),
    "the belly, two days after a birth": (Finding("recent-birth", onset="2026-11-22"), "abdominal", "abdomen"),
    "the belly, over a repaired aorta": (over("abdominal-aortic-aneurysm", end="2020"), "abdominal", "abdomen"),
    "drainage, after a weak heart": (over("worsening-heart-failure", end="2015"), "drainage", "both leg"),
    "a belly opened ten days ago, called over": (over("caesarean-birth", onset="2026-11-14"), "gliding", "abdomen"),
    "a knee replaced ten days ago": (
        Finding("joint-replacement", onset="2026-11-14", sites=["left knee"]),
        "gliding",
        "left front-of-knee",
    ),
    "cups, with a pacemaker": (Finding("pacemaker", onset="2015"), "suction", "back"),
    "cups, with an unexplained lump elsewhere": (
        Finding("unexplained-lump", sites=["left thigh"]),
        "suction",
        "upper-back",
    ),
    "cups, with an inflamed vein elsewhere": (
        Finding("superficial-vein-clot", sites=["left calf"]),
        "suction",
        "upper-back",
    ),
    "forceful work on the spine, after a tumour of it": (over("bone-tumour", end="2015"), "vigorous", "back"),
    "the neck, a day after a whiplash": (Finding("whiplash-pain", onset=YESTERDAY), "gliding", "neck"),
    "heat, a day after a whiplash": (Finding("whiplash-pain", onset=YESTERDAY), "heat", "back"),
    "blows, with a treated clot in a leg": (
        Finding("deep-vein-thrombosis", controlled=True, sites=["left calf"]),
        "percussion",
        "back",
    ),
    "force on the legs, with a pacemaker two days old": (
        Finding("pacemaker", onset="2026-11-22"),
        "vigorous",
        "both leg",
    ),
    "force elsewhere, with a new hip of last week, called over": (
        over("joint-replacement", onset="2026-11-14"),
        "vigorous",
        "upper-back",
    ),
    "pulling on a hip that broke ten days ago, called healed": (
        Finding("fracture", status="resolved", onset="2026-11-14", end=YESTERDAY, sites=["left hip"]),
        "stretch",
        "left hip",
    ),
    "force on a shoulder that was out of place yesterday": (
        Finding("dislocation", status="resolved", onset=YESTERDAY, end=YESTERDAY, sites=["left shoulder"]),
        "vigorous",
        "left shoulder",
    ),
    "the back, newly painful after a cancer": (
        (Finding("back-pain", onset="2026-11-14"), over("cancer", end="2015")),
        "gliding",
        "back",
    ),
    "heat, with insulin and no word of diabetes": (Finding("insulin"), "heat", "back"),
    "force elsewhere, two weeks after an operation": (
        Finding("surgery", onset="2026-11-10", sites=["left knee"]),
        "vigorous",
        "back",
    ),
}
"""What is told, the trait that a method has, and the place that it must be kept off."""


@pytest.mark.parametrize(("finding", "trait", "place"), KEPT_OFF.values(), ids=KEPT_OFF)
def test_methods_of_that_kind_are_kept_off(finding, trait, place):
    body, answer = RULEBOOK.body, told(*(finding if isinstance(finding, tuple) else (finding,)))
    reach_it = [
        judgement
        for judgement in answer.judgements
        if trait in judgement.technique.traits and body.union(judgement.technique.regions) & body.union([place])
    ]
    assert reach_it
    for judgement in reach_it:
        without = trait in judgement.limits.no_traits and trait not in judgement.technique.essential
        assert without or judgement.at(place).verdict >= Verdict.CLEARANCE, judgement.technique.id


KIND = {"light": 2, "gentle": 3}


@pytest.mark.parametrize("rule", [rule for rule in RULEBOOK.contraindications if rule.clearance], ids=lambda r: r.id)
def test_a_yes_to_light_or_gentle_treatment_unlocks_nothing_firmer(rule):
    """Of the rules that are for whole treatments; those for a kind of method unlock that method."""
    unlocks = RULEBOOK.clearances[rule.clearance].unlocks.lower()
    most = min((most for word, most in KIND.items() if word in unlocks), default=5)
    if rule.to.all and most < 5:
        assert rule.limits.pressure_at_most is not None
        assert rule.limits.pressure_at_most <= most
