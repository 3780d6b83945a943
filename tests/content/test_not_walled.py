"""Clients whom only a word or a detail keeps from treatment: not all may be barred for them, and not for ever."""

import pytest

from bodywork_rules import (
    EVERYTHING,
    ClientProfile,
    Finding,
    Verdict,
)
from bodywork_rules.model import Referral
from bodywork_rules.rulebook import code_profile
from content.adults import ON, YESTERDAY, over, told
from shipped import EVALUATOR, RULEBOOK

MENDED = {
    "an old stroke of which only the end is known": over("stroke", end="2015"),
    "a stroke some time in the past": over("stroke", end=None),
    "a heart attack some time in the past": over("heart-attack", end=None),
}
"""What a doctor's word must be able to release, however little is known of it."""


@pytest.mark.parametrize("finding", MENDED.values(), ids=MENDED)
def test_a_doctor_can_release(finding):
    verdicts = {judgement.verdict for judgement in told(finding).judgements}
    assert Verdict.CLEARANCE in verdicts
    assert min(verdicts) is Verdict.CLEARANCE


@pytest.mark.parametrize(
    "finding",
    ["surgery", "major-surgery", "head-injury", "alteplase", "new-tattoo", "kidney-infection", "pancreatitis"],
)
def test_of_what_is_long_over_no_first_day_need_be_known(finding):
    assert told(over(finding, end="2015")).judgements["swedish-massage"].verdict <= Verdict.MODIFY


OPERATIONS = sorted(
    each
    for each in RULEBOOK.narrower_of("procedure")
    if "surgery" in each or "operation" in each or each in ("joint-replacement", "caesarean-birth", "hernia-repair")
)


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("dated", [{"onset": "2015"}, {"end": "2015"}, {"onset": "2015", "end": "2016"}])
def test_of_an_old_operation_the_year_is_enough(operation, dated):
    answer = told(Finding(operation, status="resolved", **dated))
    assert answer.judgements["swedish-massage"].verdict <= Verdict.MODIFY


@pytest.mark.parametrize("finding", ["caesarean-birth", "hernia-repair"])
def test_an_operation_on_the_abdomen_without_a_date_leaves_the_rest_of_the_body(finding):
    assert told(Finding(finding)).judgements["swedish-massage"].verdict <= Verdict.MODIFY


def test_an_urgent_sign_that_nobody_named_is_for_a_doctor_today():
    answer = told(Finding("urgent-warning-sign"))
    assert not answer.offered
    assert answer.referrals[0].referral >= Referral.SAME_DAY


@pytest.mark.parametrize(
    "condition",
    [
        "acquired-clotting-disorder",
        "angina",
        "acute-kidney-failure",
        "heart-attack",
        "lupus-flare",
        "multiple-sclerosis-relapse",
        "rheumatoid-flare",
        "sickle-cell-crisis",
        "spondylitis-flare",
        "unstable-angina",
        "worsening-heart-failure",
    ],
)
def test_an_attack_of_what_lasts_for_life_may_be_over(condition):
    client = ClientProfile(taken=ON, findings=[over(condition)], answered=[EVERYTHING])
    assert EVALUATOR.check(client, ON) == ()


def test_an_operation_of_four_days_ago_is_no_earlier_one():
    client = ClientProfile(taken=ON, findings=[over("earlier-operation", onset="2026-11-20")], answered=[EVERYTHING])
    assert [problem.where for problem in EVALUATOR.check(client, ON)] == ["findings[0].onset"]


@pytest.mark.parametrize("finding", ["recent-vaccination", "insulin-pump", "injection-site"])
def test_what_is_put_into_belly_or_limbs_leaves_the_neck_though_its_place_is_not_told(finding):
    assert told(Finding(finding)).judgements["swedish-massage"].at("neck").verdict <= Verdict.MODIFY


def test_numbness_of_a_foot_or_alone_is_no_emergency():
    back_and_foot = told("low-back-pain", Finding("numbness", onset=YESTERDAY, sites=["left foot"]))
    for answer in (back_and_foot, told("numbness")):
        assert answer.offered
        assert not answer.referrals


@pytest.mark.parametrize("code", ["Z86.73", "I25.2", "Z98.1"])
def test_a_code_of_a_history_without_a_date_waits_for_a_word_and_is_no_wall(code):
    client = code_profile(RULEBOOK, {"taken": "2026-11-24", "findings": [code], "answered": [EVERYTHING]}).profile
    verdicts = {judgement.verdict for judgement in EVALUATOR.evaluate(client, on=ON).judgements}
    assert Verdict.CLEARANCE in verdicts
    assert Verdict.PROCEED not in verdicts


@pytest.mark.parametrize("onset", ["2026-11-22", "2026-10-06", None])
def test_work_on_the_pelvic_floor_after_a_birth_waits_for_the_midwife(onset):
    answer = told(Finding("recent-birth", onset=onset))
    for technique in ("perineal-massage", "pelvic-floor-myofascial-therapy"):
        assert answer.judgements[technique].verdict >= Verdict.CLEARANCE


@pytest.mark.parametrize("event", ["recent-birth", "caesarean-birth", "recent-miscarriage", "major-surgery"])
def test_two_days_after_it_nothing_goes_on_as_usual(event):
    for status in ({}, {"status": "resolved"}):
        answer = told(Finding(event, onset="2026-11-22", **status))
        for judgement in answer.judgements:
            forceful = {"vigorous", "suction", "tool"} & {*judgement.technique.essential}
            assert judgement.verdict >= (Verdict.CLEARANCE if forceful else Verdict.MODIFY), judgement.technique.id
