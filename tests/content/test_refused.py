"""Clients of whom something is told that cannot be as it is told: no answer is given, so none is mild by mistake."""

from datetime import date

import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Finding, InvalidProfile, Measurement
from shipped import EVALUATOR, RULEBOOK

ON = date(2026, 11, 24)
YESTERDAY = "2026-11-23"


def over(condition, end=YESTERDAY, onset=None):
    return Finding(condition, status="resolved", onset=onset, end=end)


REFUSED = {
    "a heart attack lately, called over": over("heart-attack", onset="2026-11-10"),
    "a stroke lately, called over": over("stroke", onset="2026-11-10"),
    "a mini-stroke three days ago": over("transient-ischaemic-attack", onset="2026-11-21", end="2026-11-21"),
    "a lung that collapsed last week, called over": over("collapsed-lung", onset="2026-11-17"),
    "a tendon torn last month, called over": over("tendon-rupture", onset="2026-10-20", end=YESTERDAY),
    "one swollen ankle, explained": Finding("explained-ankle-swelling", sites=["left ankle"]),
    "one swollen leg, explained": Finding("explained-ankle-swelling", sites=["right lower-leg", "right foot"]),
    "numb between the legs": Finding("numbness", onset=YESTERDAY, sites=["pelvic-floor"]),
    "numb where one sits": Finding("numbness", sites=["both buttock"]),
    "both thighs numb": Finding("numbness", sites=["both leg"]),
    "numb in both groins": Finding("numbness", sites=["both groin"]),
    "one inner thigh numb": Finding("numbness", sites=["left inner-thigh"]),
    "an inner thigh numb, it is not said which": Finding("numbness", sites=["inner-thigh"]),
    "both inner thighs numb, called lasting": Finding("numbness", sites=["both inner-thigh"], stage="chronic"),
    "numb where one sits since yesterday, called lasting": Finding(
        "numbness", sites=["both buttock"], stage="chronic", onset=YESTERDAY
    ),
    "damaged nerves where one sits": Finding("peripheral-neuropathy", sites=["both buttock"]),
    "a lung that collapsed this month, called over": Finding("collapsed-lung", status="resolved", onset="2026-11"),
    "a lung that collapsed this year, called over": Finding("collapsed-lung", status="resolved", onset="2026"),
}
"""What cannot be as it is told: nothing is answered, and the problem says what to tell instead."""


@pytest.mark.parametrize("finding", REFUSED.values(), ids=REFUSED)
def test_no_answer_is_given_to(finding):
    client = ClientProfile(taken=ON, age=40, findings=[finding, "low-back-pain"], answered=[EVERYTHING])
    (problem,) = EVALUATOR.check(client, ON)
    assert problem.hint
    with pytest.raises(InvalidProfile):
        EVALUATOR.evaluate(client, on=ON)


@pytest.mark.parametrize(
    ("acute", "told", "missing"),
    [
        (["left knee"], ["right hand"], ["left knee"]),
        (["both knee"], ["left knee"], ["right knee"]),
        (["left knee", "right hand"], ["right wrist"], ["left knee", "right hand"]),
        (["left knee"], ["left knee", "right hand"], []),
        (["left knee"], ["left leg"], []),
        (["left leg"], ["left knee"], []),
        (["left knee"], ["knee"], []),
        (["knee"], ["left knee"], []),
        (["left knee"], [], []),
        ([], ["right hand"], []),
    ],
)
def test_a_joint_that_is_acute_is_told_as_inflamed_at_its_place(acute, told, missing):
    joints = [
        Finding("osteoarthritis", stage="acute", sites=acute),
        Finding("inflamed-arthritic-joint", status="suspected", sites=told),
    ]
    problems = EVALUATOR.check(ClientProfile(taken=ON, age=70, findings=joints, answered=[EVERYTHING]), ON)
    assert [(problem.where, problem.value) for problem in problems] == [("findings[0].stage", at) for at in missing]


def test_what_is_refused_everywhere_need_not_be_where_the_illness_is():
    told = [
        Finding("stroke", stage="acute", sites=["head"]),
        Finding("sudden-face-arm-speech-signs", sites=["right arm"]),
        Finding("lymph-node-removal", stage="acute", sites=["left armpit"]),
        Finding("hot-swollen-lymph-limb", sites=["left arm"]),
    ]
    assert EVALUATOR.check(ClientProfile(taken=ON, age=70, findings=told, answered=[EVERYTHING]), ON) == ()


CONTRADICTIONS = {
    "week 30 of a pregnancy that is over": (
        [over("pregnancy", end="2026-10-01"), "recent-birth"],
        [("pregnancy-weeks", 30, "2026-11-20")],
    ),
    "week 30 of a pregnancy that is over, it is not said since when": (
        [over("pregnancy", end=None), "recent-birth"],
        [("pregnancy-weeks", 30, "2026-11-24")],
    ),
    "week 30 of no pregnancy": ([], [("pregnancy-weeks", 30, "2026-11-20")]),
    "week 30, and a week later week 10": (
        [Finding("pregnancy")],
        [("pregnancy-weeks", 30, "2026-11-13"), ("pregnancy-weeks", 10, "2026-11-20")],
    ),
}


@pytest.mark.parametrize(("findings", "readings"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_weeks_of_pregnancy_that_cannot_be_are_refused(findings, readings):
    measured = [Measurement(quantity, value=value, on=on) for quantity, value, on in readings]
    client = ClientProfile(taken=ON, age=30, findings=findings, measurements=measured, answered=[EVERYTHING])
    assert len(EVALUATOR.check(client, ON)) == 1


@pytest.mark.parametrize(
    "reading",
    [
        {"systolic-blood-pressure": 145},
        {"diastolic-blood-pressure": 92},
        {"systolic-blood-pressure": 80},
        {"diastolic-blood-pressure": 50},
        {"inr": 8},
    ],
)
def test_a_reading_that_shows_something_is_not_passed_over(reading):
    measured = [Measurement(quantity, value=value, on=ON) for quantity, value in reading.items()]
    client = ClientProfile(taken=ON, findings=["pregnancy", "rivaroxaban"], measurements=measured)
    assert [problem.where for problem in EVALUATOR.check(client, ON)] == ["measurements[0].value"]


FULLY = RULEBOOK.everything_but()
GROUPS = sorted(condition.id for condition in RULEBOOK.conditions if condition.needs_kind)


THINGS = {"kidney-stone", "scar"}
"""No rule is about them but about a kind of theirs; they say enough by themselves."""


def test_every_group_about_which_no_rule_is_needs_a_kind():
    ruled = {rule.about for rule in RULEBOOK.contraindications}
    unruled = {
        each.id
        for each in RULEBOOK.conditions
        if each.kind not in ("complaint", "drug") and each.ask and RULEBOOK.broader_of(each.id).isdisjoint(ruled)
        if any(not RULEBOOK.broader_of(kind).isdisjoint(ruled) for kind in RULEBOOK.narrower_of(each.id))
    }
    assert (unruled - THINGS) | {"medication"} == set(GROUPS)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("status", ["present", "suspected", "resolved"])
def test_a_yes_of_which_nobody_says_to_what_is_never_ready(group, status):
    told = [Finding(group, status=status)]
    client = ClientProfile(taken=ON, age=40, findings=told, answered=FULLY)
    assert [problem.where for problem in EVALUATOR.check(client, ON)] == ["findings[0].condition"]
    for more in ({"answered": FULLY, "unmapped": ["what the client calls it"]}, {"answered": ["allergy", "injury"]}):
        answer = EVALUATOR.evaluate(ClientProfile(taken=ON, age=40, findings=told, **more), ON)
        assert not any(judgement.ready for judgement in answer.judgements)


@pytest.mark.parametrize("group", GROUPS)
def test_of_a_group_a_kind_can_be_told(group):
    kinds = sorted(RULEBOOK.narrower_of(group) - {group})
    told = [ClientProfile(taken=ON, age=40, findings=[group, kind], answered=FULLY) for kind in kinds]
    assert any(EVALUATOR.check(client, ON) == () for client in told)


@pytest.mark.parametrize(
    "harmless", ["scoliosis", "kidney-stone", Finding("underactive-thyroid", controlled=True), "scar"]
)
def test_what_is_common_and_harmless_has_an_id_of_its_own(harmless):
    client = ClientProfile(taken=ON, age=40, findings=[harmless], answered=FULLY)
    assert any(judgement.ready for judgement in EVALUATOR.evaluate(client, ON).judgements)


@pytest.mark.parametrize("told", ["pregnancy", "labour-pain", "high-risk-pregnancy", "gestational-diabetes"])
@pytest.mark.parametrize("end", ["2026-11-23", "2026-11", "2026", None])
def test_a_pregnancy_that_is_over_ended_in_something(told, end):
    def problems(*more):
        client = ClientProfile(taken=ON, age=30, findings=[over(told, end=end), *more], answered=FULLY)
        return [problem.where for problem in EVALUATOR.check(client, ON)]

    assert problems() == ["findings[0].status"]
    for left in ("recent-birth", "recent-miscarriage", "caesarean-birth", Finding("recent-birth", status="suspected")):
        assert problems(left) == []
    assert problems(over("recent-birth", end="2020")) == ([] if end is None else ["findings[0].status"])


def test_a_pregnancy_of_long_ago_left_nothing():
    client = ClientProfile(taken=ON, age=30, findings=[over("pregnancy", end="2026-08-31")], answered=FULLY)
    assert EVALUATOR.check(client, ON) == ()


def test_a_sickness_that_passed_in_a_pregnancy_that_goes_on_is_no_birth():
    told = ["pregnancy", over("pregnancy-sickness")]
    assert EVALUATOR.check(ClientProfile(taken=ON, age=30, findings=told, answered=FULLY), ON) == ()


@pytest.mark.parametrize("left", ["kidney-disease", "organ-transplant"])
def test_of_a_dialysis_that_is_over_something_stays(left):
    alone = ClientProfile(taken=ON, findings=[over("dialysis")], answered=FULLY)
    assert [problem.where for problem in EVALUATOR.check(alone, ON)] == ["findings[0].status"]
    both = ClientProfile(taken=ON, findings=[over("dialysis"), left], answered=FULLY)
    assert EVALUATOR.check(both, ON) == ()


def test_no_problem_offers_to_leave_a_telling_detail_out():
    told = [
        Finding("asthma", controlled=False),
        Finding("explained-ankle-swelling", sites=["left ankle"]),
        Finding("numbness", sites=["both groin"]),
    ]
    hints = [problem.hint for problem in EVALUATOR.check(ClientProfile(taken=ON, findings=told), ON)]
    named = ["one-sided-limb-swelling", "asthma-attack", "saddle-numbness"]
    assert sorted(hints) == sorted(
        f"report `{id}`, as suspected if nobody has diagnosed it; correct this only if it was a slip" for id in named
    )


READINGS = {
    "a clotting value of 3.9 and no word of blood that clots slowly": ([], [("inr", 3.9, ON)]),
    "a pressure of 210 yesterday and of 130 today": (
        [],
        [("systolic-blood-pressure", 210, "2026-11-23"), ("systolic-blood-pressure", 130, ON)],
    ),
    "a pressure of 85 in summer, called over": (
        [over("low-blood-pressure", end=None)],
        [("systolic-blood-pressure", 85, "2026-07-01")],
    ),
    "a pressure of 55, called low": (["low-blood-pressure"], [("systolic-blood-pressure", 55, ON)]),
    "a lower value of 30, called low": (["low-blood-pressure"], [("diastolic-blood-pressure", 30, ON)]),
}


@pytest.mark.parametrize(("findings", "readings"), READINGS.values(), ids=READINGS)
def test_a_reading_is_not_made_good_by_a_milder_word_or_a_later_one(findings, readings):
    measured = [Measurement(quantity, value=value, on=on) for quantity, value, on in readings]
    client = ClientProfile(taken=ON, findings=findings, measurements=measured, answered=[EVERYTHING])
    assert [problem.where for problem in EVALUATOR.check(client, ON)] == ["measurements[0].value"]


def test_what_a_clotting_value_shows_names_no_drug():
    client = ClientProfile(taken=ON, measurements=[Measurement("inr", value=8)], answered=[EVERYTHING])
    hints = [problem.hint for problem in EVALUATOR.check(client, ON)]
    assert [hint.split("`")[1] for hint in hints] == ["bleeding-risk", "slow-clotting"]
