"""What the shipped rulebook must and must not say of some clients in particular."""

from datetime import date

import attrs
import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Finding, Goal, Measurement, Verdict
from bodywork_rules.model import AtLeast, Direction, Referral, Restriction
from shipped import EVALUATOR, RULEBOOK

ON = date(2026, 11, 23)
EXAMPLE = ClientProfile(
    taken="2026-11-23",
    age=46,
    findings=[
        Finding("neck-pain", stage="chronic", sites=["neck"]),
        Finding("fracture", onset="2026-10-30", sites=["left wrist"]),
    ],
    medications=["warfarin"],
    goals=[Goal("neck-pain")],
    answered=["pregnancy", "infection"],
)


def answer(**told):
    return EVALUATOR.evaluate(ClientProfile(**{"taken": "2026-11-23"} | told), on=ON)


def test_the_rulebook_has_what_a_first_one_needs():
    assert len(RULEBOOK.regions) >= 60
    assert len(RULEBOOK.contraindications) >= 60
    for technique in (
        "neuromuscular-therapy", "trigger-point-compression", "myofascial-release", "sports-massage",
        "swedish-massage", "deep-tissue-massage", "abdominal-massage", "abhyanga", "visceral-manipulation",
        "maya-abdominal-massage", "scar-massage", "assisted-stretching",
    ):  # fmt: skip
        assert RULEBOOK.techniques[technique].target


def test_every_rule_and_argument_leads_to_a_source():
    assert [
        rule.id for rule in RULEBOOK.contraindications if not rule.sources and rule.basis.value != "unsourced"
    ] == []
    assert [argument.id for argument in RULEBOOK.indications if not argument.sources] == []


class TestTheExample:
    answer = EVALUATOR.evaluate(EXAMPLE, on=ON)

    def test_the_neck_is_treated(self):
        offered = {judgement.technique.id: judgement for judgement in self.answer.offered}
        for technique in ("swedish-massage", "chair-massage", "acupressure"):
            assert offered[technique].at("back-of-neck").verdict is Verdict.MODIFY

    def test_chair_massage_is_recommended_for_what_it_was_found_to_help_the_neck_with(self):
        (judgement,) = self.answer.recommendations
        found = [argument.indication for argument in judgement.arguments]
        helped = {indication.outcome for indication in found if indication.direction is Direction.BENEFIT}
        assert judgement.technique.id == "chair-massage"
        assert helped == {"tenderness", "range-of-motion"}

    def test_for_the_pain_by_itself_nothing_is_recommended_that_pressure_does_not_rule_out(self):
        pain = EVALUATOR.evaluate(attrs.evolve(EXAMPLE, goals=[Goal("neck-pain", outcome="pain")]), on=ON)
        assert pain.recommendations == ()
        assert "deep-tissue-massage" in {judgement.technique.id for judgement in pain.withheld}
        assert pain.judgements["swedish-massage"].at("back-of-neck").verdict is Verdict.MODIFY

    def test_warfarin_caps_the_pressure_with_bleeding_as_the_reason(self):
        for judgement in (*self.answer.recommendations, self.answer.judgements["swedish-massage"]):
            assert judgement.limits.pressure_at_most == 2
            why = [each for each in judgement.restrictions if isinstance(each, Restriction) and each.acts]
            assert any(each.rule.about == "bleeding-risk" and each.finding == Finding("warfarin") for each in why)

    def test_the_left_wrist_and_only_it_is_kept_off(self):
        judgement = self.answer.judgements["swedish-massage"]
        assert [str(site) for site in judgement.keep_off] == ["left wrist"]
        assert judgement.at("left wrist").verdict is Verdict.AVOID
        assert judgement.at("right wrist").verdict is Verdict.MODIFY

    def test_what_nobody_answered_is_a_question_and_no_refusal(self):
        assert not self.answer.settled
        assert self.answer.questions
        assert self.answer.judgements["swedish-massage"].verdict is Verdict.MODIFY


def test_a_client_with_answers_and_a_goal_only_is_offered_treatment():
    told = answer(age=40, answered=[EVERYTHING], goals=[Goal("relaxation")])
    assert "swedish-massage" in [judgement.technique.id for judgement in told.recommendations]


@pytest.mark.parametrize("condition", ["hypertension", "diabetes", "pregnancy", "low-back-pain", "headache"])
def test_a_common_condition_reported_bare_leaves_some_relaxation(condition):
    told = answer(findings=[condition], goals=[Goal("relaxation")])
    offered = [judgement for judgement in told.offered if judgement.technique.family == "relaxation"]
    assert offered


def test_low_back_pain_alone_does_not_refuse_low_back_work():
    told = answer(findings=["low-back-pain"], goals=[Goal("low-back-pain")])
    assert told.judgements["swedish-massage"].at("lower-back").verdict <= Verdict.MODIFY


@pytest.mark.parametrize(
    "told",
    [
        {"findings": [Finding("hypertension", controlled=True)]},
        {"findings": [Finding("diabetes", controlled=True)]},
        {"findings": [Finding("fracture", status="resolved", onset="2020", end="2021", sites=["left wrist"])]},
        {
            "findings": [Finding("pregnancy")],
            "measurements": [Measurement("pregnancy-weeks", value=24)],
        },
        {"age": 30},
    ],
)
def test_the_healthy_the_healed_and_the_stable_are_treated(told):
    given = answer(answered=[EVERYTHING], goals=[Goal("relaxation")], **told)
    assert given.judgements["swedish-massage"].verdict <= Verdict.MODIFY


@pytest.mark.parametrize(
    "flag",
    [each.id for each in RULEBOOK.conditions if each.kind == "red-flag"],
)
def test_every_red_flag_present_or_suspected_refers_and_stops(flag):
    for status in ("present", "suspected"):
        told = answer(findings=[Finding(flag, status=status)], answered=[EVERYTHING], goals=[Goal("relaxation")])
        assert told.referrals, flag
        if told.referrals[0].referral >= Referral.SAME_DAY:
            assert not told.offered
        assert all(judgement.verdict >= Verdict.CLEARANCE for judgement in told.judgements), flag


def test_unmapped_text_keeps_every_answer_open():
    told = answer(answered=[EVERYTHING], goals=[Goal("relaxation")], unmapped=["something with the liver"])
    assert all(judgement.high is Verdict.AVOID and not judgement.ready for judgement in told.judgements)


@pytest.mark.parametrize("flag", sorted(RULEBOOK.narrower_of("urgent-warning-sign") - {"urgent-warning-sign"}))
def test_a_warning_sign_that_passed_yesterday_still_stops_and_refers(flag):
    passed = Finding(flag, status="resolved", onset="2026-11-22", end="2026-11-22")
    told = answer(findings=[passed], answered=[EVERYTHING], goals=[Goal("relaxation")])
    assert not told.offered
    assert told.referrals[0].referral >= Referral.SAME_DAY
    long_ago = Finding(flag, status="resolved", onset="2020", end="2020")
    assert answer(findings=[long_ago], answered=[EVERYTHING]).offered


@pytest.mark.parametrize(
    "event",
    [
        "heart-surgery",
        "major-surgery",
        "head-injury",
        "recent-neck-trauma",
        "recent-seizure",
        "muscle-breakdown",
    ],
)
def test_an_event_that_is_over_counts_as_long_as_it_is_recent(event):
    over = Finding(event, status="resolved", onset="2026-11-16", end="2026-11-16")
    told = answer(findings=[over], answered=[EVERYTHING], goals=[Goal("relaxation")])
    assert not any(judgement.ready for judgement in told.judgements if judgement.technique.id == "swedish-massage")
    assert told.judgements["swedish-massage"].at("neck").verdict >= Verdict.CLEARANCE


@pytest.mark.parametrize(
    "event",
    [
        "heart-surgery", "major-surgery", "head-injury", "recent-neck-trauma", "recent-seizure",
        "muscle-breakdown", "recent-birth", "recent-miscarriage", "surgery", "abdominal-surgery", "detached-retina",
    ],
)  # fmt: skip
def test_an_event_long_over_refuses_nothing(event):
    over = Finding(event, status="resolved", onset="2010", end="2010")
    told = answer(findings=[over], answered=[EVERYTHING], goals=[Goal("relaxation")])
    assert told.judgements["swedish-massage"].verdict <= Verdict.MODIFY


def test_a_spine_broken_lately_waits_for_a_clearance_everywhere():
    for finding in (
        Finding("vertebral-fracture", onset="2026-11-20", sites=["lower-back"]),
        Finding("fracture", onset="2026-11-02", sites=["neck"]),
    ):
        told = answer(findings=[finding], answered=[EVERYTHING], goals=[Goal("relaxation")])
        assert all(judgement.verdict >= Verdict.CLEARANCE for judgement in told.judgements)
    wrist = Finding("fracture", onset="2026-11-02", sites=["left wrist"])
    assert answer(findings=[wrist], answered=[EVERYTHING]).judgements["swedish-massage"].verdict is Verdict.MODIFY


@pytest.mark.parametrize("condition", ["bowel-blockage", "cord-compression"])
def test_what_needs_a_hospital_at_once_says_so(condition):
    told = answer(findings=[condition], answered=[EVERYTHING])
    assert not told.offered
    assert told.referrals[0].referral is Referral.EMERGENCY


@pytest.mark.parametrize(
    ("onset", "least"), [("2026-11-01", Verdict.AVOID), ("2026-10-10", Verdict.CLEARANCE), ("2020", Verdict.MODIFY)]
)
def test_a_stroke_is_never_without_care_however_steady_it_is_called(onset, least):
    told = answer(findings=[Finding("stroke", onset=onset, controlled=True)], answered=[EVERYTHING])
    assert told.judgements["swedish-massage"].verdict is least
    assert "suction" in told.judgements["cupping-dry"].technique.traits
    assert told.judgements["cupping-dry"].verdict is Verdict.AVOID
    assert (told.judgements["craniosacral-therapy"].verdict is Verdict.AVOID) is (onset != "2020")


@pytest.mark.parametrize("skipped", ["hypertension", "cancer", "infection", "injury", "warning-sign"])
def test_a_question_taken_out_of_the_list_by_hand_stays_open(skipped):
    told = answer(age=30, answered=[id for id in RULEBOOK.everything if id != skipped], goals=[Goal("relaxation")])
    assert not told.settled
    assert skipped in [id for question in told.questions for id, _ in question.asks]


def test_who_is_not_pregnant_may_still_have_the_illness_of_the_weeks_after():
    told = answer(age=30, answered=["pregnancy"], goals=[Goal("relaxation")])
    assert {"eclampsia", "pre-eclampsia"} <= {question.unknown.condition for question in told.questions}


def _counted(rule):
    """The longest list of what a rule counts two of."""
    asked = RULEBOOK.contraindications[rule].when
    lists = [each.of for each in getattr(asked, "of", ()) if isinstance(each, AtLeast)] or [asked.of]
    return {each.condition for each in max(lists, key=len)}


@pytest.mark.parametrize(
    ("rule", "classes"),
    [
        ("two-blood-thinners", ["anticoagulant"]),
        ("two-platelet-drugs", ["antiplatelet"]),
        ("sedatives-together", ["opioid", "sedative", "nerve-pain-drug"]),
        ("several-immune-suppressants", ["immune-suppressant"]),
    ],
)
def test_a_rule_that_counts_medicines_knows_each_of_them(rule, classes):
    kinds = set().union(*(RULEBOOK.narrower_of(each) for each in classes))
    counted = _counted(rule)
    assert counted <= kinds
    once = {each for each in kinds if len(RULEBOOK.broader_of(each) & counted) == 1}
    assert {each for each in kinds if RULEBOOK.narrower_of(each) == {each}} <= once


@pytest.mark.parametrize(
    ("medicines", "waits"),
    [
        (["apixaban", "rivaroxaban"], True),
        (["warfarin", "acenocoumarol"], True),
        (["anticoagulant-direct", "warfarin"], True),
        (["aspirin", "clopidogrel"], True),
        (["apixaban", "anticoagulant-direct"], False),
        (["enoxaparin", "anticoagulant-heparin"], False),
        (["apixaban"], False),
    ],
)
def test_two_blood_thinners_wait_and_one_told_by_name_and_class_does_not(medicines, waits):
    swedish = answer(age=60, medications=medicines, answered=[EVERYTHING]).judgements["swedish-massage"]
    assert (swedish.verdict >= Verdict.CLEARANCE) is waits
