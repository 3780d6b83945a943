"""From rules to verdicts at points, and from points to one verdict (meaning, "From rules to techniques")."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import final

import attrs

from bodywork_rules.engine.facts import goal_points
from bodywork_rules.engine.reference.rules import Case
from bodywork_rules.engine.reference.truth import Client, union
from bodywork_rules.engine.scope import has_part, takes_in, without_way
from bodywork_rules.model import Bound, ContraindicationId, Declined, Infeasible, Limits, Technique, Verdict
from bodywork_rules.model.limits import NO_LIMITS

__all__ = ["At", "Outcome", "judged_at", "outcome", "reasons"]


@final
@attrs.frozen
class At:
    """What one reading says of one technique at one point.

    Attributes:
        verdict: the verdict there.
        limits: the limits there.
    """

    verdict: Verdict
    limits: Limits

    @property
    def bearing(self) -> tuple[Verdict, Limits | None]:
        """What bears on what may be done there: of an AVOID, no limits."""
        return self.verdict, None if self.verdict is Verdict.AVOID else self.limits


def declined_at(client: Client, technique: Technique) -> int:
    """The points at which the client declines a technique."""
    preferences = client.profile.preferences
    if set(preferences.declines) & {technique.id, technique.family, *technique.traits}:
        return client.rulebook.body.whole
    return client.rulebook.body.union(preferences.declines_sites)


def judged_at(client: Client, technique: Technique, tested: Iterable[Case], reading: int) -> dict[int, At]:
    """What a reading says of a technique at each point of its regions (the number of its bit)."""
    regions = client.rulebook.body.union(technique.regions)
    declined = declined_at(client, technique)
    in_scope = [case for case in tested if case.counts[reading] and takes_in(case.rule.to, technique)]
    judged = {}
    for bit in (bit for bit in range(len(client.rulebook.body.points)) if regions >> bit & 1):
        here = [case for case in in_scope if case.points[reading] >> bit & 1]
        verdict = max((case.verdicts[reading] for case in here), default=Verdict.PROCEED)
        limits = reduce(Limits.tightest, (case.limits for case in here), NO_LIMITS)
        refused = declined >> bit & 1 or (reading == 2 and client.profile.unmapped)
        judged[bit] = At(Verdict.AVOID if refused or without_way(technique, limits) else verdict, limits)
    return judged


def aim_of(client: Client, technique: Technique) -> int:
    """The points of a technique's regions at which a goal is meant, or all of them when there is none."""
    regions = client.rulebook.body.union(technique.regions)
    goals = union(goal_points(client.rulebook, goal) for goal in client.profile.goals)
    return regions & goals or regions


@final
@attrs.frozen
class Outcome:
    """What one reading says of one technique.

    Attributes:
        verdict: of the technique.
        at: what is said at each point of its regions, by the number of the point's bit.
        kept_off: the points that are not to be worked.
    """

    verdict: Verdict
    at: dict[int, At]
    kept_off: int

    @property
    def limits(self) -> Limits:
        """The tightest limits over the points that are not kept off."""
        worked = (at.limits for bit, at in self.at.items() if not self.kept_off >> bit & 1)
        return reduce(Limits.tightest, worked, NO_LIMITS)


def outcome(client: Client, technique: Technique, tested: Iterable[Case], reading: int) -> Outcome:
    """What a reading says of a technique: the mildest verdict over its aim points, at least MODIFY unless all is free.

    Points that are stricter are kept off; of a technique that is AVOID, all.
    """
    judged = judged_at(client, technique, tested, reading)
    aim = aim_of(client, technique)
    verdict = min(at.verdict for bit, at in judged.items() if aim >> bit & 1)
    if any(at.verdict > Verdict.PROCEED for at in judged.values()):
        verdict = max(verdict, Verdict.MODIFY)
    stricter = (bit for bit, at in judged.items() if at.verdict > verdict or verdict is Verdict.AVOID)
    return Outcome(verdict, judged, union(1 << bit for bit in stricter))


def reasons(client: Client, technique: Technique, tested: Sequence[Case]) -> Iterator[Declined | Infeasible]:
    """Why a technique is AVOID besides the rules that say so: it was declined, or the limits leave no way."""
    body = client.rulebook.body
    regions = body.union(technique.regions)
    preferences = client.profile.preferences
    for what in preferences.declines:
        if what in {technique.id, technique.family, *technique.traits}:
            yield Declined(what=what, sites=body.sites(regions))
    if places := body.union(preferences.declines_sites) & regions:
        yield Declined(what="", sites=body.sites(places))
    in_scope = [case for case in tested if case.counts[1] and takes_in(case.rule.to, technique)]
    groups: dict[tuple[Bound, tuple[ContraindicationId, ...]], int] = {}
    for bit in (bit for bit in range(len(body.points)) if regions >> bit & 1):
        here = [case for case in in_scope if case.points[1] >> bit & 1]
        limits = reduce(Limits.tightest, (case.limits for case in here), NO_LIMITS)
        for bound in without_way(technique, limits):
            limiting = {case.rule.id for case in here if has_part(technique, case.limits, bound)}
            groups[bound, tuple(sorted(limiting))] = groups.get((bound, tuple(sorted(limiting))), 0) | 1 << bit
    for (bound, ids), points in sorted(groups.items(), key=lambda item: (item[0][0].value, item[0][1])):
        rules = tuple(client.rulebook.contraindications[id] for id in ids)
        yield Infeasible(bound=bound, rules=rules, sites=body.sites(points))
