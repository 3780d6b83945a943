"""Ids for findings that have none, so that a clinician's answer can name them."""

from collections.abc import Iterable
from datetime import date

import attrs

from bodywork_rules.engine.facts import given_findings, implied_findings
from bodywork_rules.model import ClientProfile, Finding, FindingId, PartialDate
from bodywork_rules.model.dates import When, span_of
from bodywork_rules.rulebook import Rulebook

__all__ = ["as_told", "named"]


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

    A finding told several times gets several. When one is implied by a goal, all that are implied are written down, so
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
    wanted = list(dict.fromkeys(findings))
    alike = {_nameless(each, taken) for each in wanted}
    implied = implied_findings(rulebook, profile)
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
    return profile, {each: tuple(ids.get(_nameless(each, taken), ())) for each in wanted}


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
