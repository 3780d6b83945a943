"""Every finding in the literature that was collected is weighed in some argument, or left out for a reason on file."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Goal
from bodywork_rules.model import Certainty, Direction, Indication
from bodywork_rules.model.parse import member
from shipped import EVALUATOR, RULEBOOK

ARGUMENTS = {argument.id: argument for argument in RULEBOOK.indications}
ROWS = list(csv.DictReader((Path(__file__).parent / "evidence.csv").read_text("utf-8").splitlines()))
SUPPORT: dict[str, list[dict[str, str]]] = {
    id: [row for row in ROWS if id in row["arguments"].split()] for id in ARGUMENTS
}
STUDIED = [argument for argument in RULEBOOK.indications if argument.certainty is not Certainty.TRADITIONAL]
NUMBERS = {f"i{number:03}" for number in range(1, 354)}
FAMILY_OF = {technique.id: technique.family for technique in RULEBOOK.techniques}
OF_A_CLASS = [argument for argument in RULEBOOK.indications if argument.families]
OF_CUSTOM = [argument for argument in RULEBOOK.indications if argument.certainty is Certainty.TRADITIONAL]
assert all([ROWS, STUDIED, OF_A_CLASS, OF_CUSTOM]), "there is nothing to try"
MAY_INHERIT = {"relaxation", "clinical", "sport", "east-asian"}  # what "massage" in a trial may stand for
STEP_TAKEN = re.compile(
    r"Studied for massage in general, not for this style"
    r"(?:, so the certainty is one step lower \((?P<now>.+) instead of (?P<before>.+)\)|"
    r"; the certainty is the lowest there is)\.$"
)
SAYS_MORE = {
    "relaxation/relaxation/relaxation": {"sherman-2006"},  # what these styles are made for
    "perineal-massage/birth-preparation/birth-injury": {"bnssg-perineal"},  # how often, in leaflets
    "manual-lymphatic-drainage/lymphoedema/symptoms": {"lf06"},  # what experts agreed on
}
FOUND_CONVINCING_FOR_NOTHING = {"reflexology": "ernst-2011", "visceral-manipulation": "ceballos-visceral-2024"}
SPEAKS_OF_ANOTHER = {"i189": "self-massage of the belly is taught abdominal massage", "i210": "a relaxation massage"}


def certainty_of(row: dict[str, str]) -> Certainty:
    return member(Certainty, row["certainty"])


def test_no_finding_is_lost():
    assert {row["row"] for row in ROWS} == NUMBERS
    assert len(ROWS) == len(NUMBERS)


def test_each_finding_is_in_an_argument_or_says_why_not():
    assert [row["row"] for row in ROWS if bool(row["arguments"]) == bool(row["why_none"].strip())] == []


def test_the_arguments_of_a_finding_are_there_and_cite_its_source():
    cited = [(row, ARGUMENTS[id]) for row in ROWS for id in row["arguments"].split()]
    assert [(row["row"], each.id) for row, each in cited if row["source"] not in each.sources] == []
    own = [each for each in cited if each[0]["technique"] and each[0]["row"] not in SPEAKS_OF_ANOTHER]
    assert [(row["row"], each.id) for row, each in own if each.technique != row["technique"]] == []
    assert [(row["row"], each.id) for row, each in cited if not row["technique"] and not each.families] == []


def _rests_on_what_points_its_way(argument: Indication) -> bool:
    directions = {direction for row in SUPPORT[argument.id] for direction in row["direction"].split()}
    if argument.direction is Direction.MIXED:
        return "mixed" in directions or {"benefit", "no-benefit"} <= directions
    return bool(directions & {argument.direction.value, "mixed"})


def test_an_argument_rests_on_findings_that_point_its_way():
    assert [argument.id for argument in STUDIED if not _rests_on_what_points_its_way(argument)] == []


def agree_with(argument: Indication) -> list[dict[str, str]]:
    """The findings that point the way of the argument; those that differ among themselves are for a mixed one."""
    rows = SUPPORT[argument.id]
    if argument.direction is Direction.MIXED:
        return rows
    same = [row for row in rows if argument.direction.value in row["direction"].split()]
    return same or rows


def _surest(argument: Indication, steps: int = 0) -> int:
    """How sure it may be, so many steps below the best of the findings that point its way; one more for a class."""
    best = max(certainty_of(row) for row in agree_with(argument))
    return max(best - steps - (1 if argument.families else 0), Certainty.VERY_LOW)


def test_an_argument_is_no_surer_than_the_best_of_the_findings_that_point_its_way():
    assert [argument.id for argument in STUDIED if argument.certainty > _surest(argument)] == []


def _denied(argument: Indication) -> bool:
    best = max(certainty_of(row) for row in agree_with(argument))
    return any(
        row["direction"] in ("no-benefit", "harm") and not row["limited_to"] and certainty_of(row) >= best
        for row in SUPPORT[argument.id]
    )


def test_a_benefit_that_a_finding_as_sure_denies_is_one_step_less_sure_and_says_so():
    denied = [argument for argument in STUDIED if argument.direction is Direction.BENEFIT and _denied(argument)]
    assert [argument.id for argument in denied if argument.certainty > _surest(argument, steps=1)] == []
    assert [argument.id for argument in denied if "one step" not in argument.effect.lower()] == []


def test_a_review_that_finds_a_technique_convincing_for_nothing_is_weighed_in_each_of_its_arguments():
    weighed = [argument for argument in STUDIED if argument.technique in FOUND_CONVINCING_FOR_NOTHING]
    assert len(weighed) >= 10
    assert [each.id for each in weighed if FOUND_CONVINCING_FOR_NOTHING[each.technique] not in each.sources] == []


def test_what_a_finding_is_limited_to_is_said_only_where_it_excuses_a_benefit():
    excused = {
        row["row"]
        for argument in STUDIED
        if argument.direction is Direction.BENEFIT
        for row in SUPPORT[argument.id]
        if row["direction"] == "no-benefit"
    }
    assert {row["row"] for row in ROWS if row["limited_to"]} <= excused


def test_what_was_not_read_is_no_evidence():
    assert [row["row"] for row in ROWS if row["arguments"] and row["read"] != "yes"] == []


def test_an_argument_cites_the_sources_of_its_findings_and_no_others():
    found = {each.id: {row["source"] for row in SUPPORT[each.id]} | SAYS_MORE.get(each.id, set()) for each in STUDIED}
    assert [(each.id, found[each.id]) for each in STUDIED if {*each.sources} != found[each.id]] == []


@pytest.mark.parametrize("argument", OF_CUSTOM, ids=lambda argument: argument.id)
def test_custom_speaks_only_where_no_study_does(argument: Indication):
    assert all(certainty_of(row) <= Certainty.VERY_LOW for row in SUPPORT[argument.id])
    assert argument.technique is not None
    nearer = RULEBOOK.broader_of(argument.complaint)
    hidden = [
        other.id
        for other in RULEBOOK.indications
        if other.certainty is not Certainty.TRADITIONAL
        and other.outcome == argument.outcome
        and other.complaint in nearer
        and (other.technique == argument.technique or FAMILY_OF[argument.technique] in other.families)
    ]
    assert hidden == []


@pytest.mark.parametrize("argument", OF_A_CLASS, ids=lambda argument: argument.id)
def test_what_was_studied_for_massage_in_general_is_passed_on_one_step_lower_and_says_so(argument: Indication):
    assert set(argument.families) <= MAY_INHERIT
    said = STEP_TAKEN.search(argument.effect)
    assert said is not None
    if said["now"] is None:
        assert argument.certainty is Certainty.VERY_LOW
        return
    now, before = (member(Certainty, said[which].replace(" ", "-")) for which in ("now", "before"))
    assert argument.certainty is now
    assert before - now == 1
    assert before <= max(certainty_of(row) for row in agree_with(argument))


def test_no_technique_outside_the_families_named_gets_what_was_studied_for_massage_in_general():
    complaints = {argument.complaint for argument in OF_A_CLASS}
    for complaint in complaints:
        answer = EVALUATOR.evaluate(
            ClientProfile(goals=[Goal(complaint)], answered=[EVERYTHING]), on=date(2026, 11, 23)
        )
        for judgement in answer.judgements:
            if any(argument.indication.families for argument in judgement.arguments):
                assert judgement.technique.family in MAY_INHERIT
