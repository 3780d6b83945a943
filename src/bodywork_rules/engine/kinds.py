"""Whether a finding of what only groups others leaves untold what it is."""

from collections.abc import Iterator
from datetime import date

from bodywork_rules.engine.facts import given_findings, is_closed
from bodywork_rules.engine.named import Found
from bodywork_rules.errors import Problem
from bodywork_rules.model import ClientProfile, Finding, Status
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["without_kind"]


def without_kind(rulebook: Rulebook, profile: ClientProfile, on: date, condition: str, where: str) -> Found:
    """A group of which a client told everything, and yet not which kind of it there is.

    Everything was told when the group is closed, or each of its kinds that some rule is about. While one is open, a
    question is left that tells it.

    Args:
        rulebook: the rulebook.
        profile: the profile.
        on: the day of the evaluation.
        condition: what is reported.
        where: the path at which it stands.
    """
    of = rulebook.conditions.get(condition)
    if of is None or not of.needs_kind or profile.unmapped:
        return
    kinds = rulebook.narrower_of(of.id) - {of.id}
    reported = tuple(_reported(rulebook, profile))
    if any(each.condition in kinds for each in reported):
        return
    ruled = {rule.about for rule in rulebook.contraindications}
    asked = [kind for kind in kinds if not ruled.isdisjoint(rulebook.broader_of(kind))]
    if is_closed(rulebook, profile, of.id, on, reported) or (
        asked and all(is_closed(rulebook, profile, kind, on, reported) for kind in asked)
    ):
        yield Problem(
            where=where,
            what="all was told, and yet not which kind it is:",
            value=of.id,
            hint="report the kind, or write what it is called under `unmapped` until somebody knows",
        )


def _reported(rulebook: Rulebook, profile: ClientProfile) -> Iterator[Finding]:
    """The findings given, and each complaint of a goal of which none is given, present or suspected."""
    given = given_findings(profile)
    yield from given
    there = {each.condition for each in given if each.status is not Status.RESOLVED}
    for goal in profile.goals:
        known = rulebook.conditions.get(goal.complaint)
        if known is not None and there.isdisjoint(rulebook.narrower_of(known.id)):
            yield Finding(known.id)
