"""Findings made such as they can be: over late enough, on both sides, acute or severe only where it is told as what."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from bodywork_rules.engine.facts import begun
from bodywork_rules.engine.validity.courses import goes_by_place, is_worse_there, missed
from bodywork_rules.engine.validity.kinds import without_kind
from bodywork_rules.engine.validity.named import one_sided
from bodywork_rules.errors import Problem
from bodywork_rules.model import ClientProfile, Finding, Severity, Site, Stage, Status
from bodywork_rules.rulebook.lifelong import over_after, states
from bodywork_rules.rulebook.rulebook import Rulebook


def sides_of(rulebook: Rulebook, condition: str, sites: Iterable[Site]) -> tuple[Site, ...]:
    """The sites, but none where they are on one side only of a condition that is on both."""
    return () if any(one_sided(rulebook, condition, sites, "")) else tuple(sites)


def is_told(rulebook: Rulebook, told: Iterable[Finding], condition: str) -> bool:
    """Whether a condition or a kind of it is told as present or suspected."""
    kinds = rulebook.narrower_of(condition)
    return any(each.condition in kinds and each.status is not Status.RESOLVED for each in told)


def _is_told_there(rulebook: Rulebook, told: Iterable[Finding], finding: Finding, condition: str) -> bool:
    """Whether a condition is told, and wherever a finding is, if that matters."""
    if not is_told(rulebook, told, condition):
        return False
    places = missed(rulebook, ClientProfile(findings=told), condition, finding.sites)
    return not goes_by_place(rulebook, condition) or not any(True for _ in places)


def possible(
    rulebook: Rulebook, on: date, taken: date, findings: Iterable[Finding], others: Iterable[Finding]
) -> list[Finding]:
    """Findings each changed so that it can be, beside some others; no detail that was given is left out but sites."""
    late = [_late_enough(rulebook, on, taken, each) for each in findings]
    no_worse = [_no_worse(rulebook, [*late, *others], each) for each in late]
    told = ClientProfile(findings=[*no_worse, *others])
    return [
        each
        if each.status is Status.RESOLVED or not any(_worse_there(rulebook, on, told, each))
        else attrs.evolve(each, sites=())
        for each in no_worse
    ]


def with_kinds(rulebook: Rulebook, on: date, profile: ClientProfile) -> ClientProfile:
    """A profile of whose groups a kind is told, or what nobody could code."""
    told = (*profile.findings, *profile.medications)
    names = {*(each.condition for each in told), *(goal.complaint for goal in profile.goals)}
    if any(any(without_kind(rulebook, profile, on, name, "")) for name in names):
        return attrs.evolve(profile, unmapped=["what it is called"])
    return profile


def _worse_there(rulebook: Rulebook, on: date, told: ClientProfile, finding: Finding) -> Iterator[Problem]:
    sites = [site for each in told.findings if each.condition == finding.condition for site in each.sites]
    return is_worse_there(rulebook, told, on, finding.condition, sites, "")


def _late_enough(rulebook: Rulebook, on: date, taken: date, finding: Finding) -> Finding:
    """A finding that is not over too soon, and not on one side of what is on both."""
    finding = attrs.evolve(finding, sites=sides_of(rulebook, finding.condition, finding.sites))
    if finding.status is not Status.RESOLVED or finding.onset is None:
        return finding
    begins = begun(finding, taken)
    if begins is None or on - begins[1] >= over_after(rulebook.conditions, finding.condition):
        return finding
    return attrs.evolve(finding, status=Status.PRESENT, end=None)


def _no_worse(rulebook: Rulebook, told: list[Finding], finding: Finding) -> Finding:
    """A finding that is not acute, severe or out of control where that is a condition which is not told."""
    acute, severe, uncontrolled = (
        all(
            _is_told_there(rulebook, told, finding, each)
            for each in states(rulebook.conditions, finding.condition, said)
        )
        for said in ("acute_is", "severe_is", "uncontrolled_is")
    )
    return attrs.evolve(
        finding,
        stage=finding.stage if acute or finding.stage is not Stage.ACUTE else Stage.SUBACUTE,
        severity=finding.severity if severe or finding.severity is not Severity.SEVERE else Severity.MODERATE,
        controlled=finding.controlled if uncontrolled or finding.controlled is not False else True,
    )
