"""Every finding in the literature that was collected is weighed in some argument, or left out for a reason on file."""

import csv
from pathlib import Path

import pytest

from bodywork_rules import load_rulebook
from bodywork_rules.model import Certainty, Direction, Indication
from bodywork_rules.model.parse import member

RULEBOOK = load_rulebook()
ARGUMENTS = {argument.id: argument for argument in RULEBOOK.indications}
ROWS = list(csv.DictReader((Path(__file__).parent / "evidence.csv").read_text("utf-8").splitlines()))
SUPPORT: dict[str, list[dict[str, str]]] = {
    id: [row for row in ROWS if id in row["arguments"].split()] for id in ARGUMENTS
}
STUDIED = [argument for argument in RULEBOOK.indications if argument.certainty is not Certainty.TRADITIONAL]
NUMBERS = {f"i{number:03}" for number in range(1, 354)}
SPEAKS_OF_ANOTHER = {"i189": "self-massage of the belly is taught abdominal massage", "i210": "a relaxation massage"}


def certainty_of(row: dict[str, str]) -> Certainty:
    return member(Certainty, row["certainty"])


def test_no_finding_is_lost():
    assert {row["row"] for row in ROWS} == NUMBERS
    assert len(ROWS) == len(NUMBERS)


def test_each_finding_is_in_an_argument_or_says_why_not():
    assert [row["row"] for row in ROWS if bool(row["arguments"]) == bool(row["why_none"].strip())] == []


@pytest.mark.parametrize("row", [row for row in ROWS if row["arguments"]], ids=lambda row: row["row"])
def test_the_arguments_of_a_finding_are_there_and_cite_its_source(row):
    cited = [ARGUMENTS[id] for id in row["arguments"].split()]
    assert all(row["source"] in argument.sources for argument in cited)
    if row["technique"] and row["row"] not in SPEAKS_OF_ANOTHER:
        assert {argument.technique for argument in cited} == {row["technique"]}
    if not row["technique"]:
        assert all(argument.families for argument in cited)


@pytest.mark.parametrize("argument", STUDIED, ids=lambda argument: argument.id)
def test_an_argument_rests_on_findings_that_point_its_way(argument: Indication):
    directions = {direction for row in SUPPORT[argument.id] for direction in row["direction"].split()}
    own = argument.direction.value
    if argument.direction is Direction.MIXED:
        assert "mixed" in directions or {"benefit", "no-benefit"} <= directions
    else:
        assert directions & {own, "mixed"}


@pytest.mark.parametrize("argument", STUDIED, ids=lambda argument: argument.id)
def test_an_argument_is_no_surer_than_the_best_of_its_findings(argument: Indication):
    best = max(certainty_of(row) for row in SUPPORT[argument.id])
    step = 1 if argument.families else 0
    assert argument.certainty <= max(best - step, Certainty.VERY_LOW)
