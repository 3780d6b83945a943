"""What is done in a session, for how long and in which order, within the limits of the answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import final

import attrs

from bodywork_rules.care.plan.advice import aim_of, free_of, helped_by, reached
from bodywork_rules.engine.reference.truth import Client
from bodywork_rules.model import Judgement, Pace, PositionId, Range, Restriction, Work
from bodywork_rules.model.limits import MOST_MINUTES

__all__ = ["caps_of", "fitted", "in_order", "least_minutes", "work_of"]

ON_THE_CLOCK = ""
"""Stands for the minutes of the session beside the ids of rules."""


def work_of(client: Client, judgement: Judgement, *, lighter: int, at_first: int) -> Work | None:
    """A technique at its least minutes and within its limits; nothing when it cannot be done so lightly.

    Nothing too when it reaches no place of a goal that it may help with.

    Args:
        client: the client.
        judgement: what is said of it; it is ready.
        lighter: by how many levels lighter than allowed it must be.
        at_first: by how many levels lighter still it begins, as far as it can be.
    """
    technique, limits, body = judgement.technique, judgement.limits, client.rulebook.body
    cap = technique.pressure.most if limits.pressure_at_most is None else limits.pressure_at_most
    most = min(technique.pressure.most, cap) - lighter
    aim = aim_of(client, judgement)
    if not aim or most < technique.pressure.least:
        return None
    positions = [each for each in technique.positions if each not in limits.no_positions]
    return Work(
        technique=technique,
        goals=tuple(sorted({goal.complaint for goal in helped_by(judgement) if reached(client, judgement, [goal])})),
        sites=body.sites(aim),
        keep_off=judgement.keep_off,
        minutes=technique.minutes.least,
        pressure=Range(technique.pressure.least, max(technique.pressure.least, most - at_first)),
        position=positions[0],
        positions=tuple(positions),
        without=tuple(each for each in technique.traits if each in limits.no_traits),
        products=tuple(each for each in technique.products if each not in limits.no_products),
        limits=limits,
    )


def most_minutes(work: Work) -> int:
    """For how long it may be done at most."""
    most = work.technique.minutes.most
    return most if work.limits.minutes_at_most is None else min(most, work.limits.minutes_at_most)


def usual_minutes(work: Work) -> int:
    """For how long it is usually done: half-way from its least to its most, as far as it may be."""
    bounds = work.technique.minutes
    return min(bounds.least + (bounds.most - bounds.least) // 2, most_minutes(work))


def least_minutes(pace: Pace, able: Sequence[Work]) -> int:
    """The fewest minutes in which any of these can be done, with all around it.

    Args:
        pace: how long the parts around the work are; all of them are given.
        able: what can be done; at least one.
    """
    return _around(pace) + min(each.minutes for each in able)


def _around(pace: Pace) -> int:
    return sum(part.least for part in (pace.opening, pace.test, pace.retest, pace.close) if part is not None)


def caps_of(judgement: Judgement) -> dict[str, int]:
    """The minutes that each rule allows at most, by its id: all that it is for shares them in one session.

    Args:
        judgement: what is said of a technique.
    """
    found: dict[str, int] = {}
    for each in judgement.restrictions:
        if isinstance(each, Restriction) and each.acts and each.limits.minutes_at_most is not None:
            found[each.rule.id] = min(each.limits.minutes_at_most, found.get(each.rule.id, MOST_MINUTES))
    return found


def fitted(pace: Pace, able: Sequence[Work], caps: Mapping[str, Mapping[str, int]], minutes: int) -> tuple[Work, ...]:
    """What there is time for: for each goal the best, then more by rank, until what is chosen fills the session.

    Each is taken at its least minutes, so that nothing makes way for what ranks lower. It is enough when what is chosen
    can fill the session, and at its usual minutes (half-way from least to most) leaves no room for the next. Then each
    is given its usual minutes, and what is left, best first.

    Args:
        pace: how long the parts around the work are; all of them are given.
        able: what can be done, best first, each at its least minutes.
        caps: for each technique, the minutes that each rule allows at most.
        minutes: the minutes of the session.
    """
    budget, served = _Budget.of(caps, minutes - _around(pace)), set[str]()
    for place, work in enumerate(able):
        if not served.issuperset(work.goals) and budget.take(place, work):
            served.update(work.goals)
    for place, work in enumerate(able):
        if place not in budget.chosen:
            if budget.lengthened(usual_minutes).left_on_the_clock < work.minutes and budget.can_fill:
                break
            budget.take(place, work)
    done = budget.lengthened(usual_minutes).lengthened(most_minutes)
    return tuple(done.chosen[place] for place in sorted(done.chosen))


@final
@attrs.frozen(eq=False)
class _Budget:
    """The minutes of a session as they are given out: those on the clock, and those that each rule allows.

    Attributes:
        keys: for each technique, whose minutes it takes.
        left: the minutes that are left of each.
        chosen: the work so far, by its rank.
    """

    keys: Mapping[str, tuple[str, ...]]
    left: dict[str, int]
    chosen: dict[int, Work]

    @classmethod
    def of(cls, caps: Mapping[str, Mapping[str, int]], minutes: int) -> "_Budget":
        """One of which nothing is given out.

        Args:
            caps: for each technique, the minutes that each rule allows at most.
            minutes: the minutes of all work together.
        """
        left = {ON_THE_CLOCK: minutes}
        for rules in caps.values():
            for rule, most in rules.items():
                left[rule] = min(most, left.get(rule, MOST_MINUTES))
        return cls({id: (ON_THE_CLOCK, *rules) for id, rules in caps.items()}, left, {})

    @property
    def left_on_the_clock(self) -> int:
        """The minutes of the session that are left."""
        return self.left[ON_THE_CLOCK]

    @property
    def can_fill(self) -> bool:
        """Whether what is chosen can be made so long that no minute of the session is left."""
        return not self.lengthened(most_minutes).left_on_the_clock

    def take(self, place: int, work: Work) -> bool:
        """Choose some work, if there are as many minutes as it has."""
        fits = self._free(work) >= work.minutes
        if fits:
            self._give(place, work, work.minutes)
        return fits

    def lengthened(self, until: Callable[[Work], int]) -> "_Budget":
        """One in which all that is chosen has so many minutes, best first, as far as there are as many."""
        longer = _Budget(self.keys, dict(self.left), dict(self.chosen))
        for place, work in sorted(self.chosen.items()):
            more = min(max(0, until(work) - work.minutes), longer._free(work))
            longer._give(place, attrs.evolve(work, minutes=work.minutes + more), more)
        return longer

    def _free(self, work: Work) -> int:
        """How many minutes are left for it."""
        return min(self.left[key] for key in self.keys[work.technique.id])

    def _give(self, place: int, work: Work, minutes: int) -> None:
        """Choose some work, which takes so many minutes more."""
        for key in self.keys[work.technique.id]:
            self.left[key] -= minutes
        self.chosen[place] = work


def in_order(client: Client, chosen: Iterable[Work]) -> tuple[Work, ...]:
    """The order of a session: the lightest pressure first, of equal pressure the larger area, then the better ranked.

    So the work goes from gentle to firm and from general to specific. What comes first also warms up the places of what
    follows, as far as it may be done there. The client turns over as seldom as the positions allow.

    Args:
        client: the client.
        chosen: what is done, best first.
    """
    body = client.rulebook.body
    ordered = sorted(chosen, key=lambda work: (work.pressure.most, -body.union(work.sites).bit_count()))
    found: list[Work] = []
    before: PositionId | None = None
    for work in ordered:
        before = before if before in work.positions else work.position
        found.append(attrs.evolve(work, position=before))
    if found:
        later = body.union(site for work in found[1:] for site in work.sites)
        warmed = body.union(found[0].sites) | later & free_of(client, found[0].technique, found[0].keep_off)
        found[0] = attrs.evolve(found[0], sites=body.sites(warmed))
    return tuple(found)
