"""What the shipped rulebook says around a session: honest about what is known, and never milder than its rules."""

import re
from datetime import date

import pytest

from bodywork_rules import ClientProfile, Evaluator, Finding, Goal
from bodywork_rules.care import plan_session
from bodywork_rules.errors import InvalidPlan, InvalidProfile
from bodywork_rules.model import Basis, Follow, Moment, Referral, Verdict
from shipped import RULEBOOK

SAME = {
    "chest-signs": ("chest-pressure", "sudden-breathlessness"),
    "face-arm-speech": ("sudden-face-arm-speech-signs",),
    "sudden-headache": ("sudden-worst-headache",),
    "neck-with-dizziness": ("new-neck-pain-with-head-signs",),
    "saddle-or-bladder": ("saddle-numbness",),
    "allergic-signs": ("severe-allergic-signs",),
    "new-weakness": ("spreading-limb-weakness",),
    "one-swollen-limb": ("one-sided-limb-swelling",),
    "severe-belly-pain": ("severe-belly-pain",),
    "pregnancy-signs": ("pregnancy-danger-signs",),
    "something-cracked": ("suspected-fracture",),
    "dark-urine": ("dark-urine-with-muscle-pain",),
}
"""Each sign that stops and refers, with the rules about the same."""


@pytest.mark.parametrize("sign", SAME)
def test_a_warning_sign_is_never_less_urgent_than_the_rule_about_it(sign):
    told = RULEBOOK.signs[sign]
    assert told.follows is Follow.STOP
    for rule in SAME[sign]:
        assert told.referral >= RULEBOOK.contraindications[rule].referral


def test_every_sign_that_refers_has_its_rule_or_comes_after_a_session_only():
    referring = {sign.id for sign in RULEBOOK.signs if sign.referral is not None and sign.during}
    assert referring <= set(SAME)
    assert {sign.referral for sign in RULEBOOK.signs if sign.referral} == {Referral.SAME_DAY, Referral.EMERGENCY}


def test_a_session_with_work_in_it_says_something_at_every_moment():
    assert {advice.moment for advice in RULEBOOK.advices} == set(Moment)
    for moment in (Moment.OPENING, Moment.TEST, Moment.CHECK_IN, Moment.HOME, Moment.AFTERCARE):
        plain = [each for each in RULEBOOK.advices if each.moment is moment and each.to.all and not each.regions]
        assert any(each.when is None and each.unless is None for each in plain)


def test_proposals_are_marked_as_such():
    assert {pace.basis for pace in RULEBOOK.paces} == {Basis.UNSOURCED}
    (usual,) = [pace for pace in RULEBOOK.paces if pace.when is None]
    assert (usual.first_review, usual.review_every) == (4, 12)
    for schedule in RULEBOOK.schedules:
        assert schedule.basis is not Basis.EXPLICIT
        assert bool(schedule.evidence) == bool(schedule.sources)


def test_what_says_that_something_is_known_names_its_source():
    for advice in RULEBOOK.advices:
        assert bool(advice.evidence) == bool(advice.sources)
        assert (advice.basis is Basis.UNSOURCED) == (not advice.sources)


def test_words_for_clients_are_whole_sentences():
    said = [advice.text for advice in RULEBOOK.advices] + [sign.then for sign in RULEBOOK.signs]
    said += [sign.text for sign in RULEBOOK.signs] + [schedule.then for schedule in RULEBOOK.schedules]
    assert [text for text in said if not re.fullmatch(r"[A-Z].*[.!?]", text)] == []
    assert [text for text in said if re.search(r"\b(toxin|detox|cure)", text, re.IGNORECASE)] == []


BRINGS = {
    r"\bwarm pack|\bhot\b": "heat",
    r"\bcool it|\bice\b": "cold",
    r"\bstretch": "stretch",
    r"\broll\b|\bmassage gun\b": "tool",
    r"\bjumps\b": "vigorous",
}
"""What advice to do something at home brings, by its words."""


@pytest.mark.parametrize("words", BRINGS)
def test_advice_says_what_it_brings_so_that_rules_can_speak_of_it(words):
    for advice in RULEBOOK.advices:
        if advice.moment in {Moment.HOME, Moment.AFTERCARE} and re.search(words, advice.text, re.IGNORECASE):
            assert BRINGS[words] in advice.traits, advice.id


def test_no_plan_advises_heat_while_all_that_cannot_do_without_it_waits():
    """Of every third condition, beside a chronic low back pain, that leaves something to be done today."""
    evaluator, day, planned, warm = Evaluator(RULEBOOK), date(2026, 11, 23), 0, 0
    hot = [each.id for each in RULEBOOK.techniques if "heat" in each.essential]
    sore = Finding("low-back-pain", stage="chronic", onset="2025-05", sites=["lower-back"])
    goal = Goal("low-back-pain", sites=["lower-back"])
    for condition in tuple(RULEBOOK.conditions)[::3]:
        known = Finding(condition.id, controlled=True, stage="chronic", severity="mild", onset="2024-01")
        client = ClientProfile(
            taken=day, age=50, findings=[sore, known], goals=[goal], answered=RULEBOOK.conditions.ids
        )
        try:
            answer = evaluator.evaluate(client, on=day)
            plan = plan_session(RULEBOOK, answer, 60, on=day)
        except (InvalidProfile, InvalidPlan):
            continue
        planned += plan.ready
        if "after-heat" in {each.id for each in plan.advice}:
            warm += 1
            assert min(answer.judgements[each].verdict for each in hot) <= Verdict.MODIFY, condition.id
    assert planned > warm > 50
