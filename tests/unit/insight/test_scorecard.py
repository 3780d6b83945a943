"""A scorecard counts each case once, says why it was judged so, and drops none."""

import json
from datetime import date
from pathlib import Path

import attrs
import pytest

from bodywork_rules import ClientProfile, Evaluator, Finding, Verdict, load_rulebook
from bodywork_rules.errors import InvalidData, InvalidValue, UnreadableFile
from bodywork_rules.insight import Case, Expectation, Grade, load_cases, score_cases
from bodywork_rules.insight.plain import plain
from bodywork_rules.insight.scorecard.page import scorecard_data, scorecard_page
from bodywork_rules.model import Restriction

STUDIO = Path(__file__).parents[3] / "examples" / "own_rulebook"
EVALUATOR = Evaluator(load_rulebook(STUDIO))
BURNT = ClientProfile(taken="2026-03-02", findings=[Finding("sunburn", sites=["neck"])], answered=["numbness"])
NUMB = ClientProfile(taken="2026-03-02", findings=[Finding("numbness", sites=["right arm"])], answered=["sunburn"])
LINE = {
    "format": 1,
    "id": "A1",
    "kind": "exam",
    "on": "2026-03-02",
    "profile": {"taken": "2026-03-02", "findings": [{"condition": "sunburn", "sites": ["neck"]}]},
    "expect": {"scope": "site", "site": "neck", "verdict": "avoid"},
    "source": "Invented.",
    "note": "A burnt neck.",
}


def case(profile=BURNT, **expect):
    given = {"scope": "site", "site": "neck"} | expect
    return Case(
        id="A1",
        kind="exam",
        on=date(2026, 3, 2),
        profile=profile,
        expect=Expectation(**given),
        source="Invented.",
        note="Invented",
    )


def grade(profile=BURNT, **expect):
    (outcome,) = score_cases(EVALUATOR, [case(profile, **expect)]).outcomes
    return outcome.grade


@pytest.fixture
def file(tmp_path):
    def written(*lines):
        path = tmp_path / "cases.jsonl"
        path.write_text("".join(f"{json.dumps(line) if isinstance(line, dict) else line}\n" for line in lines), "utf-8")
        return path

    return written


@pytest.mark.parametrize(
    ("expect", "expected"),
    [
        ({"verdict": "avoid"}, Grade.AS_EXPECTED),
        ({"verdict": "clearance", "accept": ["avoid"]}, Grade.ACCEPTED),
        ({"verdict": "modify"}, Grade.STRICTER),
        ({"accept": ["modify"]}, Grade.STRICTER),
        ({"foreseeable": False}, Grade.STRICTER),
        ({"foreseeable": False, "accept": ["avoid"]}, Grade.ACCEPTED),
        ({"verdict": "avoid", "referral": "routine"}, Grade.MILDER),
        ({"verdict": "modify", "referral": "routine"}, Grade.MILDER),
        ({"referral": "emergency"}, Grade.MILDER),
    ],
)
def test_a_refusal_is_compared_with_what_was_expected(expect, expected):
    assert grade(**expect) is expected


@pytest.mark.parametrize(
    ("expect", "expected"),
    [
        ({"verdict": "proceed"}, Grade.AS_EXPECTED),
        ({"foreseeable": False}, Grade.AS_EXPECTED),
        ({"verdict": "modify"}, Grade.MILDER),
        ({"accept": ["modify"]}, Grade.MILDER),
        ({"verdict": "avoid"}, Grade.MISSED),
        ({"verdict": "clearance", "accept": ["modify"]}, Grade.MISSED),
        ({"verdict": "clearance", "accept": ["proceed"]}, Grade.ACCEPTED),
        ({"referral": "routine"}, Grade.MILDER),
        ({"referral": "same-day"}, Grade.MISSED),
        ({"verdict": "proceed", "referral": "emergency"}, Grade.MISSED),
        ({"verdict": "avoid", "accept": ["proceed"], "referral": "emergency"}, Grade.MISSED),
    ],
)
def test_to_go_ahead_is_compared_with_what_was_expected(expect, expected):
    assert grade(ClientProfile(taken="2026-03-02", answered=["sunburn", "numbness"]), **expect) is expected


def test_the_verdict_of_the_whole_body_is_the_mildest_but_any_refusal_counts_of_the_unforeseeable():
    whole = {"scope": "whole-body", "site": None}
    assert grade(NUMB, verdict="clearance", **whole) is Grade.MISSED
    (outcome,) = score_cases(EVALUATOR, [case(NUMB, foreseeable=False, **whole)]).outcomes
    assert outcome.said is max(judgement.verdict for judgement in outcome.answer.judgements)


def test_a_case_names_the_rules_that_counted_at_its_place_only():
    (outcome,) = score_cases(EVALUATOR, [case(verdict="proceed")]).outcomes
    assert outcome.said is Verdict.AVOID
    assert [reason.rule.id for reason in outcome.trace if isinstance(reason, Restriction)] == ["sunburn-keep-off"]
    (elsewhere,) = score_cases(EVALUATOR, [case(verdict="avoid", site="right arm")]).outcomes
    assert (elsewhere.grade, elsewhere.trace) == (Grade.MISSED, ())


def test_a_place_where_nothing_is_done_is_avoided():
    (outcome,) = score_cases(EVALUATOR, [case(verdict="avoid", technique="warm-stones")]).outcomes
    assert (outcome.grade, outcome.trace) == (Grade.AS_EXPECTED, ())
    card = score_cases(EVALUATOR, [case(verdict="proceed", technique="warm-stones")])
    assert "Nothing that is meant is ever done at that place." in plain(scorecard_page(card))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (case(verdict="avoid", technique="cold-stones", scope="technique"), "no technique `cold-stones`"),
        (case(verdict="avoid", site="tail"), "no region `tail`"),
        (case(ClientProfile(findings=["sunbrun"]), verdict="avoid"), "did you mean `sunburn`?"),
        (attrs.evolve(case(verdict="avoid"), pending="it is too early"), "it is too early"),
    ],
)
def test_what_cannot_be_judged_is_listed_with_the_reason(given, why):
    card = score_cases(EVALUATOR, [given, case(verdict="avoid")])
    assert [outcome.grade for outcome in card.outcomes] == [Grade.PENDING, Grade.AS_EXPECTED]
    assert why in card.outcomes[0].pending
    assert (card.judged, card.strict, card.lenient) == (1, 1, 1)
    assert why in " ".join(plain(scorecard_page(card)).split())


def test_the_counts_add_up_to_the_cases_by_kind_and_in_all():
    others = [attrs.evolve(case(verdict="modify"), id="B1", kind="trial"), case(verdict="clearance", accept=["avoid"])]
    card = score_cases(EVALUATOR, [case(verdict="avoid"), *others])
    assert (card.kinds, card.judged, card.strict, card.lenient) == (("exam", "trial"), 3, 1, 2)
    data = json.loads(json.dumps(scorecard_data(card)))
    assert sum(sum(counts.values()) for counts in data["kinds"].values()) == len(data["cases"]) == 3
    assert data["kinds"]["trial"]["stricter"] == 1
    assert data["cases"][1]["trace"][0]["rules"] == ["sunburn-keep-off"]


def test_the_page_says_what_was_expected_what_was_said_and_why():
    text = " ".join(plain(scorecard_page(score_cases(EVALUATOR, [case(verdict="modify", referral="prompt")]))).split())
    assert "Expected: with changes, with a prompt referral." in text
    assert "Said: not to be done." in text
    assert "sunburn-keep-off: Sunburn (neck)" in text


def test_a_case_file_is_read_as_it_says(file):
    (read,) = load_cases(file(LINE))
    assert read.profile.findings == (Finding("sunburn", sites=["neck"]),)
    assert (read.expect.verdict, read.expect.foreseeable, read.pending) == (Verdict.AVOID, True, "")


def test_everything_wrong_with_a_case_file_is_told_at_once_with_its_line(file):
    path = file(
        LINE,
        "{",
        "",
        LINE | {"format": 2, "on": "02.03.2026", "nite": "x"},
        LINE | {"expect": {"scope": "body", "verdict": "no"}, "profile": {"age": True}},
        LINE | {"expect": {"scope": "site", "verdict": "avoid"}},
        LINE,
    )
    with pytest.raises(InvalidData) as refused:
        load_cases(path)
    told = [str(problem) for problem in refused.value.problems]
    assert all(line.startswith(f"{path}: ") for line in told)
    for place in ("line 2: ", "line 3: ", "line 4: format", "line 4: on", "line 4: nite", "line 5: expect.scope"):
        assert any(f"{path}: {place}" in line for line in told), place
    for place in ("line 5: expect.verdict", "line 5: profile.age", "line 6: expect"):
        assert any(f"{path}: {place}" in line for line in told), place
    assert any("the id of two cases: `A1`" in line for line in told)


def test_a_file_that_is_no_case_file_is_refused(tmp_path):
    (tmp_path / "cases.json").write_text("[]", "utf-8")
    with pytest.raises(UnreadableFile, match=r"not a \.jsonl file"):
        load_cases(tmp_path / "cases.json")
    (tmp_path / "latin.jsonl").write_bytes(b"\xe9")
    with pytest.raises(InvalidData, match="UTF-8"):
        load_cases(tmp_path / "latin.jsonl")


@pytest.mark.parametrize(
    "expect",
    [
        {"scope": "whole-body"},
        {"scope": "site", "verdict": "avoid"},
        {"scope": "technique", "verdict": "avoid"},
        {"scope": "whole-body", "verdict": "avoid", "foreseeable": False},
    ],
)
def test_an_expectation_that_cannot_be_judged_is_refused(expect):
    with pytest.raises(InvalidValue):
        Expectation(**expect)
