"""Clients of whom something is told that cannot be as it is told: no answer is given, so none is mild by mistake."""

from datetime import date

import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Evaluator, Finding, InvalidProfile, Measurement, load_rulebook

ON = date(2026, 11, 24)
RULEBOOK = load_rulebook()
EVALUATOR = Evaluator(RULEBOOK)
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
}
"""What cannot be as it is told: nothing is answered, and the problem says what to tell instead."""


@pytest.mark.parametrize("finding", REFUSED.values(), ids=REFUSED)
def test_no_answer_is_given_to(finding):
    client = ClientProfile(taken=ON, age=40, findings=[finding, "low-back-pain"], answered=[EVERYTHING])
    (problem,) = EVALUATOR.check(client, ON)
    assert problem.hint
    with pytest.raises(InvalidProfile):
        EVALUATOR.evaluate(client, on=ON)


CONTRADICTIONS = {
    "week 30 of a pregnancy that is over": (
        [over("pregnancy", end="2026-10-01")],
        [("pregnancy-weeks", 30, "2026-11-20")],
    ),
    "week 30 of a pregnancy that is over, it is not said since when": (
        [over("pregnancy", end=None)],
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


READINGS = {
    "a clotting value of 3.9 and no word of blood that clots slowly": ([], [("inr", 3.9, ON)]),
    "a pressure of 210 yesterday and of 130 today": (
        [],
        [("systolic-blood-pressure", 210, "2026-11-23"), ("systolic-blood-pressure", 130, ON)],
    ),
    "a pressure of 210 in summer, called over": (
        [over("hypertension", end=None)],
        [("systolic-blood-pressure", 210, "2026-07-01")],
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
