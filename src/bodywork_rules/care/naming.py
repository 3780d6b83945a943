"""Ids for findings that have none, so that a clinician's answer can name them."""

from collections.abc import Collection, Iterable
from datetime import date

import attrs

from bodywork_rules.engine.facts import given_findings, implied_findings
from bodywork_rules.model import ClientProfile, Finding, FindingId, PartialDate, Stage
from bodywork_rules.model.dates import When, span_of
from bodywork_rules.rulebook import Rulebook

__all__ = ["as_told", "asked_anew", "named"]


def as_told(finding: Finding, taken: date) -> Finding:
    """A finding whose dates do not move with the day of the history.

    Args:
        finding: the finding.
        taken: the day on which it was told.
    """
    return attrs.evolve(finding, onset=_fixed(finding.onset, taken), end=_fixed(finding.end, taken))


def _fixed(when: When | None, taken: date) -> PartialDate | None:
    if when is None:
        return None
    earliest, latest = span_of(when, taken)
    return PartialDate(earliest=earliest, latest=latest)


def named(
    rulebook: Rulebook, profile: ClientProfile, findings: Iterable[Finding], taken: date | None
) -> tuple[ClientProfile, dict[Finding, tuple[FindingId, ...]]]:
    """A profile in which some findings have ids, and the ids of each.

    A finding told several times gets several; one that a later visit tells without some details of its day is the same
    still. When one is implied by a goal, all that are implied are written down, so
    that what is known of the client stays the same.

    Args:
        rulebook: the rulebook.
        profile: the profile.
        findings: the findings, with or without an id; given or implied.
        taken: the day on which these findings were told, which may be another than that of the profile; nothing when
            it is not known.

    Returns:
        The profile, and for each finding its ids; no ids for one that is not in the profile.
    """
    implied = implied_findings(rulebook, profile)
    present = {_nameless(each, profile.taken): None for each in (*given_findings(profile), *implied)}
    meant = {each: _meant(_nameless(each, taken), present) for each in dict.fromkeys(findings)}
    alike = {each for found in meant.values() for each in found}
    if any(_nameless(each, profile.taken) in alike for each in implied):
        profile = attrs.evolve(profile, findings=(*profile.findings, *implied))
    there = {each.id for each in given_findings(profile) if each.id is not None}

    def with_id(finding: Finding) -> Finding:
        if finding.id is not None or _nameless(finding, profile.taken) not in alike:
            return finding
        id = _free(finding.condition, there)
        there.add(id)
        return attrs.evolve(finding, id=id)

    profile = attrs.evolve(
        profile,
        findings=[with_id(each) for each in profile.findings],
        medications=[with_id(each) for each in profile.medications],
    )
    ids: dict[Finding, list[FindingId]] = {}
    for each in given_findings(profile):
        if each.id is not None:
            ids.setdefault(_nameless(each, profile.taken), []).append(each.id)
    return profile, {each: tuple(id for one in found for id in ids.get(one, ())) for each, found in meant.items()}


def _meant(told: Finding, present: Collection[Finding]) -> list[Finding]:
    """What is the finding that was told: itself, else what lacks only details that a later visit asks anew."""
    return [told] if told in present else [each for each in present if each == _as_known(told, each)]


def _as_known(told: Finding, now: Finding) -> Finding:
    """A finding without the details of its day that are not known now."""
    return attrs.evolve(
        told,
        severity=None if now.severity is None else told.severity,
        stage=None if now.stage is None else told.stage,
        controlled=None if now.controlled is None else told.controlled,
    )


def asked_anew(finding: Finding) -> Finding:
    """A finding without what holds only for the day on which it was told: how bad it is, how new, how controlled.

    What is chronic stays so.

    Args:
        finding: the finding.
    """
    stage = finding.stage if finding.stage is Stage.CHRONIC else None
    return attrs.evolve(finding, severity=None, stage=stage, controlled=None)


def _nameless(finding: Finding, taken: date | None) -> Finding:
    """What is compared: a finding without its id, as it was told on a day."""
    nameless = attrs.evolve(finding, id=None)
    return nameless if taken is None else as_told(nameless, taken)


def _free(condition: str, there: set[FindingId]) -> FindingId:
    """The condition's id, with a number where it is taken."""
    number, id = 1, FindingId(condition)
    while id in there:
        number += 1
        id = FindingId(f"{condition}-{number}")
    return id
