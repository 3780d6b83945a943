"""Whatever the sources speak of has a rule or a reason for none, and no rule stands without a row."""

from collections import Counter

import pytest

from bodywork_rules import Verdict
from content.coverage import rows
from shipped import RULEBOOK

ROWS = rows()
GUARDED = ("throat", "both armpit", "both elbow-crease", "both groin", "both back-of-knee")
FIRM = 3


@pytest.mark.parametrize(("kind", "last"), [("finding", 249), ("medicine", 34), ("allergy", 14), ("danger", 27)])
def test_there_is_no_hole(kind, last):
    numbers = sorted(int(row.row.removeprefix(f"{kind}-")) for row in ROWS if row.row.startswith(f"{kind}-"))
    assert numbers == list(range(1, last + 1))


def test_each_row_stands_once():
    assert [row for row, times in Counter(each.row for each in ROWS).items() if times > 1] == []


def test_rows_name_only_rules_there_are():
    assert {(row.row, rule) for row in ROWS for rule in row.rules if rule not in RULEBOOK.contraindications} == set()


def test_every_rule_answers_a_row():
    answered = {rule for row in ROWS for rule in row.rules}
    assert [rule.id for rule in RULEBOOK.contraindications if rule.id not in answered] == []


def test_a_row_without_a_rule_says_why():
    bare = [row for row in ROWS if not row.rules and not row.note]
    assert [row.row for row in bare if not all(said.why for case in row.cases for said in case.says)] == []


def test_every_sign_of_danger_leads_to_a_doctor():
    """But for the client who is harmed by somebody: there it is for the law of the place to say."""
    danger = [row for row in ROWS if row.row.startswith("danger-") and row.level > Verdict.MODIFY]
    assert len(danger) == 26
    for row in danger:
        assert any(RULEBOOK.contraindications[rule].referral for rule in row.rules), row.row


@pytest.mark.parametrize("technique", list(RULEBOOK.techniques), ids=lambda technique: technique.id)
def test_what_is_always_firm_or_scrapes_or_sucks_keeps_off_the_places_handled_with_care(technique):
    if technique.pressure.least >= FIRM or {"tool", "suction"} & {*technique.essential}:
        reached = RULEBOOK.body.union(technique.regions)
        assert [site for site in GUARDED if reached & RULEBOOK.body.mask(site)] == []
