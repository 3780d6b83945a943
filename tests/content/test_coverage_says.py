"""The shipped rules do what the sources say: where, to which method, for how long, and whose word releases it.

Each row of the coverage file describes clients and what the sources say of them. The clients are judged, and
whatever comes out milder or stricter than the sources, ends sooner or later, or is released by somebody else, has its
reason in the row; a reason for a difference that is not there is a fault as well.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import attrs

from bodywork_rules import (
    Assessment,
    ClientProfile,
    Evaluator,
    Rulebook,
    Verdict,
)
from bodywork_rules.model import Judgement, Limits, Restriction, SiteJudgement
from content.coverage import ON, PRESSED, Case, Row, Says, client, rows
from shipped import RULEBOOK as SHIPPED

ROWS = rows()
TOUCH = "touch"


def with_touch(rulebook: Rulebook) -> Rulebook:
    """The rulebook with one more technique, the gentlest there can be, done everywhere: what it may not, none may."""
    swedish = rulebook.techniques["swedish-massage"]
    touch = attrs.evolve(swedish, id=TOUCH, traits=(), essential=(), pressure=(0, 1), regions=["body"])
    fields = {field.name: getattr(rulebook, field.name) for field in attrs.fields(Rulebook)}
    return Rulebook(**fields | {"techniques": [*rulebook.techniques, touch]})


RULEBOOK = with_touch(SHIPPED)
EVALUATOR = Evaluator(RULEBOOK)
BODY = RULEBOOK.body


@cache
def judged(profile: ClientProfile) -> Assessment:
    """What the rulebook says of the client."""
    return EVALUATOR.evaluate(profile, on=ON)


def _places(said: Says, profile: ClientProfile) -> int:
    if said.where == "everywhere":
        return BODY.union(["body"])
    if said.where == "site":
        return BODY.union([site for finding in profile.findings for site in finding.sites])
    return BODY.union(said.where)


def _at(judgement: Judgement, places: int) -> Iterator[SiteJudgement]:
    return (each for each in judgement.sites if BODY.union(each.sites) & places)


def _does(what: str, judgement: Judgement) -> bool:
    """Whether a technique is, does or uses it."""
    technique = judgement.technique
    if what in PRESSED:
        return technique.pressure.most >= PRESSED[what]
    if what in RULEBOOK.products or what in RULEBOOK.positions:
        return technique.id == TOUCH
    return what == technique.id or what in technique.traits


def _ruled_out(what: str, limits: Limits) -> bool:
    """Whether the limits leave it out, so that the technique goes on without it."""
    if what in PRESSED:
        return limits.pressure_at_most is not None and limits.pressure_at_most < PRESSED[what]
    return what in limits.no_traits or what in limits.no_products or what in limits.no_positions


def holds(said: Says, profile: ClientProfile) -> bool:
    """Whether the rulebook is at least as strict as the sources: at each of the places, with each of the methods."""
    places = _places(said, profile)
    assessment = judged(profile)
    for what in said.to or (None,):
        for judgement in assessment.judgements:
            if what is None or _does(what, judgement):
                for at in _at(judgement, places):
                    if at.verdict < said.verdict and not (what and _ruled_out(what, at.limits)):
                        return False
    return True


def _stricter(case: Case) -> bool:
    """Whether the gentlest touch waits or is barred where no source says so, if they speak of more than a method."""
    if all(each.to for each in case.says):
        return False
    profile = client(case)
    for at in judged(profile).judgements[TOUCH].sites:
        here = BODY.union(at.sites)
        said = [each.verdict for each in case.says if not each.to and here & _places(each, profile)]
        if at.verdict > max([Verdict.MODIFY, *said]):
            return True
    return False


def difference(said: Says, case: Case) -> str:
    """How the rules differ from one thing that the sources say of a state; empty when they do not."""
    if not case.client:
        return "milder"
    if said.days is None:
        return "" if holds(said, client(case)) else "milder"
    if not holds(said, client(case, said, said.days)):
        return "sooner" if holds(said, client(case)) else "milder"
    return "later" if holds(said, client(case, said, said.days + 1)) else ""


def strictness(said: Says, case: Case) -> Verdict:
    """The strictest verdict that the rulebook reaches at each of the places, with each of the methods."""
    profile = client(case, said, said.days) if said.days is not None else client(case)
    return max(verdict for verdict in Verdict if holds(replace(said, verdict=verdict), profile))


def _asks(row: Row) -> set[str]:
    """Whose word the rules of a row ask for."""
    rules = [RULEBOOK.contraindications[rule] for rule in row.rules]
    return {RULEBOOK.clearances[rule.clearance].clinician for rule in rules if rule.clearance}


CASES = [(row, case) for row in ROWS for case in row.cases]
SAID = [(row, case, said) for row, case in CASES for said in case.says]
assert SAID, "there is nothing to try"


def test_the_rules_do_what_the_sources_say_or_the_row_says_why_not():
    found = [(row.row, said, difference(said, case)) for row, case, said in SAID]
    assert [(row, said, differs) for row, said, differs in found if differs != said.differs] == []


def test_each_difference_has_its_reason_and_nothing_else_has():
    wrong = [(row.row, said) for row, _, said in SAID if not (said.why.endswith(".") if said.differs else not said.why)]
    assert wrong == []


def test_where_the_rules_are_milder_the_row_says_how_strict_they_are():
    milder = [each for each in SAID if each[2].differs == "milder" and each[1].client]
    found = [(row.row, said, strictness(said, case)) for row, case, said in milder]
    assert [(row, said, here) for row, said, here in found if said.here is not here] == []


def test_no_touch_waits_that_the_sources_allow_unless_the_row_says_why():
    found = [(row.row, case, bool(case.client and _stricter(case))) for row, case in CASES]
    assert [(row, case, stricter) for row, case, stricter in found if stricter != case.stricter.endswith(".")] == []


def _fits(row: Row) -> bool:
    """Whether those who are asked are named by the sources, and somebody is where a word is needed."""
    return _asks(row) <= {*row.clinicians} and bool(_asks(row) or row.level is not Verdict.CLEARANCE)


def test_the_clinician_asked_is_one_the_sources_name_unless_the_row_says_why():
    named = [row for row in ROWS if row.clinicians]
    assert [row.row for row in named if _fits(row) == row.somebody_else.endswith(".")] == []


def _acting(row: Row) -> set[str]:
    """The rules that act for the client of the strictest state."""
    return {
        said.rule.id
        for judgement in judged(client(row.cases[0])).judgements
        for said in judgement.restrictions
        if isinstance(said, Restriction) and said.acts
    }


def test_a_rule_of_the_row_acts_for_its_client():
    answered = [row for row in ROWS if row.cases[0].client and row.rules]
    assert [row.row for row in answered if not _acting(row) & {*row.rules}] == []
