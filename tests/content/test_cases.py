"""The shipped rulebook on published cases: no dangerous client is told to go ahead, no sound one is refused."""

from pathlib import Path

import pytest

from bodywork_rules import Evaluator, load_rulebook
from bodywork_rules.insight import Grade, load_cases, score_cases

CASES = load_cases(Path(__file__).parent / "cases" / "published.jsonl")
EVALUATOR = Evaluator(load_rulebook())
CARD = score_cases(EVALUATOR, CASES)


@pytest.mark.parametrize("outcome", CARD.outcomes, ids=lambda outcome: outcome.case.id)
def test_a_case_is_judged_within_what_is_reasonable(outcome):
    assert outcome.grade in {Grade.AS_EXPECTED, Grade.ACCEPTED, Grade.PENDING}


def test_no_dangerous_client_is_told_to_go_ahead():
    assert [outcome.case.id for outcome in CARD.of(Grade.MISSED)] == []


def test_most_cases_are_judged_to_the_letter():
    assert CARD.strict >= CARD.judged - 1


def test_all_thirty_six_cases_are_listed_and_those_that_wait_say_so_themselves():
    assert len({outcome.case.id for outcome in CARD.outcomes}) == 36
    assert {outcome.case.id for outcome in CARD.of(Grade.PENDING)} == {case.id for case in CASES if case.pending}
    assert CARD.judged >= 27


def test_every_profile_is_valid_even_of_those_that_wait():
    assert {
        case.id: EVALUATOR.check(case.profile, case.on) for case in CASES if EVALUATOR.check(case.profile, case.on)
    } == {}
