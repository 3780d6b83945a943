"""Names, facts, limits, dates and rules in words."""

from datetime import date, timedelta

import pytest

from bodywork_rules.insight.wording import Wording, source_text
from bodywork_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    ClientProfile,
    DaysAgo,
    Details,
    Finding,
    Had,
    Has,
    Limits,
    Measured,
    Measurement,
    PartialDate,
    Restriction,
    Site,
    Source,
    This,
)
from small_book import small_book

BOOK = small_book()
WORDING = Wording(BOOK.words, ClientProfile())


def test_lists():
    assert [WORDING.and_list(texts) for texts in ([], ["a"], ["a", "b"])] == ["", "a", "a and b"]
    assert WORDING.or_list(["a", "b", "c"]) == "a, b or c"
    assert WORDING.some([str(n) for n in range(15)]) == "0; 1; 2; 3; 4; 5; 6; 7; 8; 9; 10; 11; and 3 more"


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Left wrist", "left wrist"),
        ("INR", "INR"),
        ("Ehlers-Danlos syndrome", "Ehlers-Danlos syndrome"),
        ("Parkinson disease", "Parkinson disease"),
        ("Von Willebrand disease", "von Willebrand disease"),
    ],
)
def test_a_name_inside_a_sentence_loses_a_capital_that_only_the_beginning_gave_it(name, inside):
    assert WORDING.inside(name) == inside


def test_durations_are_told_in_weeks_where_they_are_weeks():
    told = [WORDING.days(timedelta(days=n)) for n in (0, 1, 7, 14, 15)]
    assert told == ["0 days", "1 day", "1 week", "2 weeks", "15 days"]


def test_dates_are_told_as_they_were_given():
    assert WORDING.when(PartialDate.of("2026-02")) == "2026-02"
    assert WORDING.when(PartialDate.of("2026-02-07/2026-03-01")) == "between 2026-02-07 and 2026-03-01"
    assert WORDING.when(DaysAgo(10)) == "about 10 days before the history was taken"


def test_sites():
    sites = [Site.of("left wrist"), Site.of("both hand"), Site.of("neck")]
    assert WORDING.sites(sites) == "left wrist, hand (both sides), neck"


def test_a_finding_is_told_with_all_its_details():
    finding = Finding(
        "fracture",
        status="resolved",
        id="w1",
        onset="2025",
        end="2026-01",
        sites=["left wrist"],
        severity="mild",
        stage="acute",
        controlled=False,
    )
    assert WORDING.finding(finding) == (
        "Fracture (resolved, left wrist, acute, mild, began 2025, ended 2026-01, not controlled, noted as w1)"
    )


@pytest.mark.parametrize(
    ("finding", "says"),
    [
        (Finding("fever"), "has Fever"),
        (Finding("fever", status="suspected"), "may have Fever"),
        (Finding("fever", status="resolved"), "had Fever"),
        (Finding("warfarin"), "takes Warfarin"),
        (Finding("warfarin", status="suspected"), "may take Warfarin"),
        (Finding("warfarin", status="resolved"), "took Warfarin"),
    ],
)
def test_a_fact_says_how_the_client_has_it(finding, says):
    drug = finding.condition == "warfarin"
    profile = ClientProfile(medications=[finding]) if drug else ClientProfile(findings=[finding])
    assert Wording(BOOK.words, profile).fact(finding) == f"the client {says}"


def test_what_a_goal_implies_is_told_as_a_goal():
    assert WORDING.fact(Finding("neck-pain")) == "the client comes for Neck pain"


def test_limits_are_told_each_by_itself():
    limits = Limits(
        pressure_at_most=0, no_traits=["heat", "tool"], no_products=["oil"], minutes_at_most=1, no_positions=["prone"]
    )
    assert WORDING.limits(limits) == [
        "pressure at most 0 of 5",
        "without heat or tool",
        "no oil",
        "at most 1 minute",
        "not prone",
    ]


def test_what_limits_change_leaves_out_what_the_technique_never_does():
    swedish = BOOK.techniques["swedish"]
    loose = Limits(pressure_at_most=3, no_traits=["heat"], minutes_at_most=60, no_products=["oil"])
    assert WORDING.changes(swedish, loose) == ["no oil"]
    tight = Limits(pressure_at_most=2, minutes_at_most=45, no_positions=["prone"])
    assert WORDING.changes(swedish, tight) == [
        "pressure at most 2 of 5 (rubbing lotion in)",
        "at most 45 minutes",
        "not prone",
    ]
    assert WORDING.changes(BOOK.techniques["stones"], Limits(no_traits=["heat"])) == ["without heat"]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (Has("fever"), "Fever"),
        (Had("fever", details=Details(ended_within="2 weeks")), "Fever now or before, ended within 2 weeks"),
        (
            This(Details(onset_within="3 days", onset_at_least="1 day", severity_at_least="moderate", controlled=True)),
            "began within 3 days, began at least 1 day ago, at least moderate, controlled",
        ),
        (
            This(Details(ended_at_least="1 week", sites=["neck", "left wrist"], stages=["acute"], controlled=False)),
            "ended at least 1 week ago, at the left wrist or neck, acute, not controlled",
        ),
        (Measured("age", at_least=65), "Age at least 65"),
        (Measured("pain", below=4), "Pain below 4"),
        (AllOf([Has("fever"), AnyOf([Has("fracture"), Has("warfarin")])]), "Fever and (Fracture or Warfarin)"),
        (AtLeast(2, [Has("fever"), Has("fracture")]), "at least 2 of: Fever; Fracture"),
    ],
)
def test_what_a_rule_asks(asked, says):
    assert WORDING.predicate(asked, inner=False) == says


def test_the_value_that_the_client_gave_last_is_told():
    given = [Measurement("pain", value=7, on="2026-11-01"), Measurement("pain", value=3, on="2026-11-20")]
    profile = ClientProfile(age=80, measurements=given, taken=date(2026, 11, 23))
    wording = Wording(BOOK.words, profile)
    assert wording.predicate(Measured("pain", below=4)) == "Pain below 4 (given: 3 on 2026-11-20)"
    assert wording.predicate(Measured("age", at_least=65)) == "Age at least 65 (given: 80)"


def test_reasons_are_numbered_as_they_are_referred_to_and_runs_are_told_as_such():
    wording = Wording(BOOK.words, ClientProfile())
    of = [
        Restriction(rule=rule, acts=True, verdict=rule.verdict, limits=rule.limits, sites=())
        for rule in BOOK.contraindications
    ]
    assert [wording.refer(each) for each in (of[1:2], of[:2], of[:4], [of[5], *of[1:4]], [])] == [
        "R1",
        "R1, R2",
        "R1-R4",
        "R1, R3-R5",
        "",
    ]


def test_sources_are_numbered_as_they_are_cited():
    wording = Wording(BOOK.words, ClientProfile())
    assert [wording.cite(["b"]), wording.cite(["a", "b"]), wording.cite([])] == [" [1]", " [1, 2]", ""]


def test_a_source_named_in_prose_becomes_its_number():
    wording = Wording(BOOK.words, ClientProfile())
    assert wording.prose("`book` says no, `another` yes") == "[1] says no, another yes."


def test_a_source_as_it_is_cited():
    source = Source(id="x", title="Knees.", authors="A. Writer", year=2020, publisher="The Press")
    assert source_text(source) == "A. Writer. 2020. Knees. The Press."
