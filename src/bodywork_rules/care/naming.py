"""Ids for findings that have none, so that a clinician's answer can name them."""

from collections.abc import Iterable

import attrs

from bodywork_rules.engine.facts import given_findings, implied_findings
from bodywork_rules.model import ClientProfile, Finding, FindingId
from bodywork_rules.rulebook import Rulebook

__all__ = ["named"]


def named(
    rulebook: Rulebook, profile: ClientProfile, findings: Iterable[Finding]
) -> tuple[ClientProfile, dict[Finding, tuple[FindingId, ...]]]:
    """A profile in which some findings have ids, and the ids of each.

    A finding told several times gets several. When one is implied by a goal, all that are implied are written down, so
    that what is known of the client stays the same.

    Args:
        rulebook: the rulebook.
        profile: the profile.
        findings: the findings, with or without an id; given or implied.

    Returns:
        The profile, and for each finding its ids; no ids for one that is not in the profile.
    """
    wanted = list(dict.fromkeys(findings))
    alike = {_nameless(each) for each in wanted}
    implied = implied_findings(rulebook, profile)
    if any(each in alike for each in implied):
        profile = attrs.evolve(profile, findings=(*profile.findings, *implied))
    taken = {each.id for each in given_findings(profile) if each.id is not None}

    def with_id(finding: Finding) -> Finding:
        if finding.id is not None or finding not in alike:
            return finding
        id = _free(finding.condition, taken)
        taken.add(id)
        return attrs.evolve(finding, id=id)

    profile = attrs.evolve(
        profile,
        findings=[with_id(each) for each in profile.findings],
        medications=[with_id(each) for each in profile.medications],
    )
    ids: dict[Finding, list[FindingId]] = {}
    for each in given_findings(profile):
        if each.id is not None:
            ids.setdefault(_nameless(each), []).append(each.id)
    return profile, {each: tuple(ids.get(_nameless(each), ())) for each in wanted}


def _nameless(finding: Finding) -> Finding:
    return attrs.evolve(finding, id=None)


def _free(condition: str, taken: set[FindingId]) -> FindingId:
    """The condition's id, with a number where it is taken."""
    number, id = 1, FindingId(condition)
    while id in taken:
        number += 1
        id = FindingId(f"{condition}-{number}")
    return id
