"""Whatever else is known of a client, to report one more condition of the shipped rulebook never relaxes anything."""

from datetime import date
from functools import cache

import attrs
import pytest
from hypothesis import Phase, given, settings

from bodywork_rules import EVERYTHING, ClientProfile, Evaluator, Finding, Rulebook
from bodywork_rules.engine.facts import implied_findings
from bodywork_rules.model import Had, Has, Screening
from bodywork_rules.model.predicates import leaves
from shipped import RULEBOOK
from strategies_profiles import profiles

ON = date(2026, 11, 23)
FINDINGS = [Finding(each.id, status=status) for each in RULEBOOK.conditions for status in ("present", "suspected")]


def excused(condition: str) -> frozenset[str]:
    """The rules whose `unless` names a condition, or one broader or narrower."""
    kin = RULEBOOK.broader_of(condition) | RULEBOOK.narrower_of(condition)
    return frozenset(
        rule.id
        for rule in RULEBOOK.contraindications
        for leaf in leaves(rule.unless)
        if isinstance(leaf, Has | Had) and leaf.condition in kin
    )


@cache
def without_excuse(rules: frozenset[str]) -> Evaluator:
    """The shipped rulebook, in which nothing lifts some of the rules."""
    fields = {field.name: getattr(RULEBOOK, field.name) for field in attrs.fields(Rulebook)}
    strict = [attrs.evolve(rule, unless=None) if rule.id in rules else rule for rule in RULEBOOK.contraindications]
    return Evaluator(Rulebook(**fields | {"contraindications": strict}))


@cache
def evaluators() -> dict[str, Evaluator]:
    """For each condition the rulebook in which nothing lifts the rules that it excuses."""
    return {condition: without_excuse(excused(condition)) for condition in RULEBOOK.conditions.ids}


def relaxed(before: Screening, after: Screening) -> list[str]:
    """The techniques of which the verdict is milder in one of the three readings, and the rules that are forgotten."""
    milder = [
        id
        for id, *each in zip(
            before.techniques,
            before.low,
            before.verdict,
            before.high,
            after.low,
            after.verdict,
            after.high,
            strict=True,
        )
        if each[:3] > each[3:] or any(was > now for was, now in zip(each[:3], each[3:], strict=True))
    ]
    forgotten = {*before.acting} - {*after.acting}
    return milder + sorted(forgotten | {*before.possible} - {*after.acting, *after.possible})


def relaxing(client: ClientProfile) -> dict[tuple[str, str], list[str]]:
    """What each finding relaxes when it is reported of a client besides."""
    screened = {each: each.screen(client, ON) for each in {*evaluators().values()}}
    implied, found = set(implied_findings(RULEBOOK, client)), {}
    for finding in FINDINGS:
        more = attrs.evolve(client, findings=[*client.findings, finding])
        evaluator = evaluators()[finding.condition]
        alike = not client.goals or set(implied_findings(RULEBOOK, more)) == implied
        can_be = alike and not evaluator.check(more, ON)
        if can_be and (worse := relaxed(screened[evaluator], evaluator.screen(more, ON))):
            found[finding.condition, finding.status.value] = worse
    return found


@pytest.mark.parametrize("answered", [(), (EVERYTHING,)])
def test_to_report_a_condition_relaxes_nothing(answered):
    assert relaxing(ClientProfile(taken=ON, age=40, answered=answered)) == {}


@settings(max_examples=8, phases=[Phase.generate])
@given(profiles(RULEBOOK, ON))
def test_to_report_a_condition_besides_others_relaxes_nothing(client):
    assert relaxing(client) == {}


def test_what_an_unless_names_relaxes_and_is_seen_here():
    rule, lifting = next(
        (rule, leaf)
        for rule in RULEBOOK.contraindications
        for leaf in leaves(rule.unless)
        if isinstance(leaf, Has) and rule.about and not rule.when
    )
    client = ClientProfile(taken=ON, age=40, findings=[rule.about], answered=[EVERYTHING])
    more = attrs.evolve(client, findings=[rule.about, Finding(lifting.condition)])
    shipped = without_excuse(frozenset())
    assert rule.id in relaxed(shipped.screen(client, ON), shipped.screen(more, ON))
