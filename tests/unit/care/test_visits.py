"""A later visit: what is asked anew, and what becomes of a clinician's yes when something got worse."""

from datetime import date

import pytest

from bodywork_rules import ClientProfile, Finding, from_json, to_json
from bodywork_rules.care import Asks, IntakeQuestion, Interview, Reply, answered, next_visit
from bodywork_rules.model import ClearanceRecord
from shipped import EVALUATOR, RULEBOOK

FIRST, SECOND, THIRD = date(2026, 11, 2), date(2026, 11, 16), date(2026, 11, 30)


def client(**details: object) -> ClientProfile:
    """Somebody with a fluttering heart, maybe not steady, to whose treatment a doctor has said yes."""
    (rule, *_) = [each for each in RULEBOOK.contraindications if each.about == "heart-disease" and each.clearance]
    return ClientProfile(
        taken=FIRST,
        findings=[
            Finding("atrial-fibrillation", id="a", **details),
            Finding("unsteady-illness", status="suspected"),
        ],
        clearances=[ClearanceRecord(clearance=rule.clearance, findings=["a"], answer="granted", on=FIRST)],
    )


def told(interview: Interview, on: date, **detail: object) -> Interview:
    """The interview with one detail of the heart."""
    question = IntakeQuestion(
        id=f"atrial-fibrillation/1/{next(iter(detail))}",
        asks=Asks.DETAIL,
        text="?",
        condition="atrial-fibrillation",
        finding=interview.told.findings[0],
        details=[*detail],
    )
    return answered(EVALUATOR, interview, question, Reply("yes", **detail), on)


def test_how_bad_it_was_is_asked_anew_and_what_is_chronic_stays_so():
    before = client(severity="mild", stage="chronic", controlled=True)
    (finding, _) = next_visit(RULEBOOK, before, SECOND).told.findings
    assert (finding.severity, finding.stage.value, finding.controlled) == (None, "chronic", None)
    (finding, _) = next_visit(RULEBOOK, client(stage="acute"), SECOND).told.findings
    assert finding.stage is None


def test_on_the_same_day_nothing_is_forgotten():
    before = client(severity="mild", controlled=True)
    assert next_visit(RULEBOOK, before, FIRST).told == before


@pytest.mark.parametrize(
    ("details", "detail", "outlived"),
    [
        ({"controlled": True}, {"controlled": False}, True),
        ({}, {"controlled": False}, True),
        ({"controlled": False}, {"controlled": False}, False),
        ({"controlled": False}, {"controlled": True}, False),
        ({"severity": "mild"}, {"severity": "moderate"}, True),
        ({"severity": "severe"}, {"severity": "severe"}, False),
        ({}, {"severity": "moderate"}, False),
        ({}, {"severity": "severe"}, True),
        ({"stage": "subacute"}, {"stage": "acute"}, True),
        ({"stage": "acute"}, {"stage": "acute"}, False),
    ],
)
def test_a_yes_does_not_outlive_what_gets_worse(details, detail, outlived):
    interview = next_visit(RULEBOOK, client(**details), SECOND)
    interview = next_visit(RULEBOOK, from_json(Interview, to_json(interview)), THIRD)
    after = told(interview, THIRD, **detail)
    (record,) = after.told.clearances
    assert (record.expires == THIRD) is outlived
    assert bool(after.notes) is outlived
    assert all("given before this got worse" in each.text for each in after.notes)


def test_a_yes_of_the_day_itself_is_to_what_is_told_that_day():
    interview = next_visit(RULEBOOK, client(), FIRST)
    assert told(interview, FIRST, controlled=False).told.clearances[0].expires is None
