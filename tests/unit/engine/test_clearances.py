"""How far a clinician's yes reaches: each row of the tables of the meaning, in the definition and in the evaluator."""

from datetime import date

import pytest

from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.reference import assess
from bodywork_rules.model import (
    EVERYTHING,
    AnyOf,
    ClearanceRecord,
    ClientProfile,
    Contraindication,
    Details,
    Finding,
    Had,
    Has,
    Measured,
    Measurement,
    This,
)
from small_book import small_book

ON = date(2026, 11, 23)
GRANTED, BEFORE, AFTER = "2026-11-01", "2026-10-20", "2026-11-10"
LONG_SINCE = Finding("hypertension", onset="2020")
DRUG, ENDED = Has("warfarin"), Had("warfarin", details=Details(ended_within="8 weeks"))
PAIN, NO_PAIN = Measured("pain", at_least=5), Measured("pain", below=5)


def drug(**told):
    return Finding("warfarin", **told)


def over(end):
    return drug(status="resolved", onset="2020", end=end)


def pain(on):
    return [Measurement("pain", value=6, on=on)]


def said(rule, *, on=GRANTED, named=(), **told):
    """What is said of a technique in low, act and high, a letter each, where everybody asks for one clearance."""
    asks = {"id": "asks", "verdict": "clearance", "clearance": "pressure-ok", "reason": "So.", "basis": "unsourced"}
    book = small_book(contraindications=[Contraindication(**asks | {"about": "hypertension"} | rule)])
    grant = ClearanceRecord(clearance="pressure-ok", answer="granted", on=on, findings=named)
    client = ClientProfile(**{"taken": ON, "answered": [EVERYTHING]} | told, clearances=[grant])
    answer = Evaluator(book).evaluate(client, on=ON)
    assert answer == assess(book, client, ON)
    judged = answer.judgements["swedish"]
    return "".join(each.name[0] for each in (judged.low, judged.verdict, judged.high))


@pytest.mark.parametrize(
    ("finding", "named", "expected"),
    [
        (LONG_SINCE, [], "PPP"),
        (Finding("hypertension", onset=GRANTED), [], "PPP"),
        (Finding("hypertension", onset="2026-11"), [], "PCC"),
        (Finding("hypertension"), [], "PCC"),
        (Finding("hypertension", onset=AFTER), [], "CCC"),
        (Finding("hypertension", id="h"), ["h"], "PPP"),
    ],
)
def test_a_yes_reaches_a_finding_that_had_begun_or_that_it_names(finding, named, expected):
    assert said({}, named=named, findings=[finding]) == expected


def test_a_yes_does_not_reach_a_finding_that_nobody_told_of():
    assert said({}, answered=[]) == "PPC"


@pytest.mark.parametrize(
    ("when", "told", "expected"),
    [
        (DRUG, [drug(onset="2020")], "PPP"),
        (DRUG, [drug()], "PCC"),
        (DRUG, [drug(onset=AFTER)], "CCC"),
        (DRUG, [drug(onset="2020"), drug(onset=AFTER)], "CCC"),
        (DRUG, [drug(status="suspected", onset="2020")], "PPP"),
        (DRUG, [drug(status="suspected")], "PCC"),
        (DRUG, [drug(status="suspected", onset=AFTER)], "PCC"),
        (ENDED, [over(BEFORE)], "PPP"),
        (ENDED, [over(None)], "PCC"),
        (ENDED, [over(AFTER)], "CCC"),
        (This(Details(severity_at_least="moderate")), [], "PPP"),
    ],
)
def test_a_yes_reaches_what_when_asks_of_findings_as_it_was_on_its_day(when, told, expected):
    worse = Finding("hypertension", onset="2020", severity="severe")
    assert said({"when": when}, findings=[worse, *told]) == expected


@pytest.mark.parametrize(("end", "expected"), [(BEFORE, "PPP"), (AFTER, "CCC")])
def test_a_yes_reaches_the_end_that_counts_and_heeds_none_that_does_not(end, expected):
    ended = AnyOf([This(Details(ended_within="1 week")), This(Details(ended_within="26 weeks"))])
    of = Finding("hypertension", status="resolved", onset="2020", end=end)
    assert said({"when": ended, "ever": True}, findings=[of]) == expected


@pytest.mark.parametrize(
    ("unless", "told", "expected"),
    [
        (DRUG, [], "PPP"),
        (DRUG, [over(BEFORE)], "PPP"),
        (DRUG, [over(None)], "PCC"),
        (DRUG, [over(AFTER)], "CCC"),
        (DRUG, [drug(status="suspected")], "PPC"),
        (Had("warfarin"), [], "PPP"),
        (This(Details(controlled=True)), [], "PPP"),
    ],
)
def test_a_yes_reaches_what_would_have_lifted_the_rule_as_it_was_on_its_day(unless, told, expected):
    worse = Finding("hypertension", onset="2020", controlled=False)
    assert said({"unless": unless}, findings=[worse, *told]) == expected


@pytest.mark.parametrize("asked", [{"when": DRUG}, {"unless": DRUG}])
def test_what_nobody_told_of_is_in_doubt_at_worst(asked):
    assert said(asked, findings=[LONG_SINCE], answered=["hypertension"]) == "PPC"


@pytest.mark.parametrize("asked", [{"when": PAIN}, {"unless": NO_PAIN}])
@pytest.mark.parametrize(
    ("granted", "measured", "expected"),
    [
        ("2026-11-22", pain("2026-11-22"), "PPP"),
        (GRANTED, pain("2026-11-22"), "CCC"),
        (GRANTED, pain(BEFORE), "PPC"),
        (GRANTED, pain(AFTER), "PCC"),
    ],
)
def test_a_yes_reaches_a_value_that_was_measured_by_then(asked, granted, measured, expected):
    assert said(asked, on=granted, findings=[LONG_SINCE], measurements=measured) == expected


@pytest.mark.parametrize("asked", [{"when": PAIN}, {"unless": NO_PAIN}])
def test_a_value_that_is_missing_is_in_doubt_at_worst(asked):
    assert said(asked, findings=[LONG_SINCE]) == "PPC"


@pytest.mark.parametrize(("born", "expected"), [(date(1961, 11, 1), "PPP"), (date(1961, 11, 2), "CCC")])
def test_a_value_that_moves_on_is_known_for_the_day_of_a_yes(born, expected):
    assert said({"when": Measured("age", at_least=65)}, born=born, findings=[LONG_SINCE]) == expected


@pytest.mark.parametrize(
    ("granted", "told", "expected"),
    [
        ("2026-11-22", {"measurements": pain("2026-11-22")}, "PPP"),
        (GRANTED, {"measurements": pain("2026-11-22")}, "CCC"),
        (GRANTED, {"measurements": pain(BEFORE)}, "PPP"),
        (GRANTED, {}, "PPC"),
    ],
)
def test_a_yes_to_a_rule_about_nothing_reaches_what_was_measured_by_then(granted, told, expected):
    assert said({"about": None, "when": PAIN}, on=granted, **told) == expected


def test_a_missing_value_that_counts_leaves_a_yes_in_doubt():
    rule = {"about": None, "when": Measured("weeks", at_least=13)}
    assert said(rule, findings=[Finding("pregnancy")]) == "PCC"
