"""The shipped rulebook on published cases: no dangerous client is told to go ahead, no sound one is refused."""

from pathlib import Path

import pytest

from bodywork_rules.insight import Grade, load_cases, score_cases
from content import catalogue_cases
from content.coverage import rows
from shipped import EVALUATOR

CASES = load_cases(Path(__file__).parent / "cases" / "published.jsonl")
OTHERWISE = {
    "EX-AE-08": "milder: neck work with changes; what broke the neck was a thrust, which tuina here leaves out",
    "EX-EXAM-04": "stricter: waits for a doctor",
    "EX-EXAM-15": "milder: with changes; that lymph drainage harms in autoimmune disease is disputed",
}
CARD = score_cases(EVALUATOR, CASES)


@pytest.mark.parametrize("outcome", CARD.outcomes, ids=lambda outcome: outcome.case.id)
def test_a_case_is_judged_within_what_is_reasonable(outcome):
    assert outcome.grade in {Grade.AS_EXPECTED, Grade.ACCEPTED, Grade.PENDING}


def test_no_dangerous_client_is_told_to_go_ahead():
    assert [outcome.case.id for outcome in CARD.of(Grade.MISSED)] == []


def test_the_cases_judged_otherwise_than_to_the_letter_are_these():
    strict = [outcome.case for outcome in CARD.of(Grade.ACCEPTED) if outcome.case.expect.verdict is not None]
    assert {case.id for case in strict} == OTHERWISE.keys()


def test_all_thirty_six_cases_are_listed_and_none_waits():
    assert len({outcome.case.id for outcome in CARD.outcomes}) == 36
    assert CARD.of(Grade.PENDING) == ()


def test_every_profile_is_valid_even_of_those_that_wait():
    assert {
        case.id: EVALUATOR.check(case.profile, case.on) for case in CASES if EVALUATOR.check(case.profile, case.on)
    } == {}


def test_the_cases_of_the_catalogue_are_those_of_the_coverage_file():
    written = catalogue_cases.PATH.read_text("utf-8")
    assert written == catalogue_cases.lines(), "run `python -m content.catalogue_cases` in tests"


def test_the_catalogue_has_cases_for_every_section_and_none_is_judged_more_mildly():
    cases = load_cases(catalogue_cases.PATH)
    sections = {row.section for row in rows() if any(case.client for case in row.cases)}
    assert {case.note.partition(": ")[0] for case in cases} == sections
    card = score_cases(EVALUATOR, cases)
    for grade in (Grade.MISSED, Grade.MILDER, Grade.PENDING):
        assert [outcome.case.id for outcome in card.of(grade)] == []
