"""Whether a finding of what only groups others leaves untold what it is."""

from collections.abc import Iterator
from datetime import date

from bodywork_rules.engine.facts import given_findings, is_closed
from bodywork_rules.engine.validity.named import Found
from bodywork_rules.errors import Problem
from bodywork_rules.model import ClientProfile, Contraindication, Extent, Finding, Status, This, Verdict
from bodywork_rules.model.predicates import leaves
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["without_kind"]


def without_kind(rulebook: Rulebook, profile: ClientProfile, on: date, condition: str, where: str) -> Found:
    """A group of which nobody told which kind of it there is, while no question is left that holds everything back.

    Such a question is an open kind about which a rule is that, while it may count, lets nothing be ready. Of a group
    that is there a kind must be there, or suspected; of one that is over, any will do.

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
    there = any(each.condition == of.id and each.status is not Status.RESOLVED for each in reported)
    if any(each.condition in kinds and not (there and each.status is Status.RESOLVED) for each in reported):
        return
    about = {broader for kind in kinds for broader in rulebook.broader_of(kind)}
    walls = {rule.about for rule in rulebook.contraindications if rule.about in about and _holds_all_back(rule)}
    held = (kind for kind in kinds if not walls.isdisjoint(rulebook.broader_of(kind)))
    if all(is_closed(rulebook, profile, kind, on, reported) for kind in held):
        yield Problem(
            where=where,
            what="told, and yet not which kind it is:",
            value=of.id,
            hint="report the kind, or write what it is called under `unmapped` until somebody knows",
        )


def _holds_all_back(rule: Contraindication) -> bool:
    """Whether nothing is ready while a finding that nobody told of may make a rule count, whatever else is told."""
    if not rule.to.all or rule.where is not Extent.EVERYWHERE or rule.verdict < Verdict.CLEARANCE:
        return False
    return all(isinstance(leaf, This) for leaf in (*leaves(rule.when), *leaves(rule.unless)))


def _reported(rulebook: Rulebook, profile: ClientProfile) -> Iterator[Finding]:
    """The findings given, and each complaint of a goal of which none is given, present or suspected."""
    given = given_findings(profile)
    yield from given
    there = {each.condition for each in given if each.status is not Status.RESOLVED}
    for goal in profile.goals:
        known = rulebook.conditions.get(goal.complaint)
        if known is not None and there.isdisjoint(rulebook.narrower_of(known.id)):
            yield Finding(known.id)
