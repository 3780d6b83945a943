"""The shipped rulebook on published cases: no dangerous client is told to go ahead, no sound one is refused."""

from pathlib import Path

import pytest

from bodywork_rules import Evaluator, Verdict, load_rulebook
from case_files import cases_of, refers, said

CASES = cases_of(Path(__file__).parent / "cases" / "published.jsonl")
JUDGED = [case for case in CASES if not case.pending]
EVALUATOR = Evaluator(load_rulebook())


@pytest.mark.parametrize("case", JUDGED, ids=lambda case: case.id)
def test_a_case_is_judged_within_what_is_reasonable(case):
    answer = EVALUATOR.evaluate(case.profile, on=case.on)
    if not case.expect.get("foreseeable", True):
        assert said(case, answer) < Verdict.CLEARANCE
        return
    if case.lenient:
        assert said(case, answer) in case.lenient
    if "referral" in case.expect:
        assert refers(case, answer)


def test_no_dangerous_client_is_told_to_go_ahead():
    dangerous = [case for case in JUDGED if case.strict and max(case.strict) >= Verdict.CLEARANCE]
    told = {case.id: said(case, EVALUATOR.evaluate(case.profile, on=case.on)) for case in dangerous}
    assert {id: verdict for id, verdict in told.items() if verdict is Verdict.PROCEED} == {}


def test_most_cases_are_judged_to_the_letter():
    strict = [case for case in JUDGED if case.strict]
    exact = sum(said(case, EVALUATOR.evaluate(case.profile, on=case.on)) in case.strict for case in strict)
    assert exact >= len(strict) - 1


def test_all_thirty_six_cases_are_listed_and_those_that_wait_say_why():
    assert len({case.id for case in CASES}) == 36
    assert all(case.pending.strip() for case in CASES if case.pending)
    assert len(JUDGED) >= 27


def test_every_profile_is_valid_even_of_those_that_wait():
    assert {
        case.id: EVALUATOR.check(case.profile, case.on) for case in CASES if EVALUATOR.check(case.profile, case.on)
    } == {}
