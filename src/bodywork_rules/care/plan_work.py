"""What is done in a session, for how long and in which order, within the limits of the answer."""

from collections.abc import Iterable, Sequence

import attrs

from bodywork_rules.care.plan_advice import aim_of, free_of, helped_by
from bodywork_rules.engine.reference.truth import Client
from bodywork_rules.model import Judgement, Pace, PositionId, Range, Work

__all__ = ["fitted", "in_order", "least_minutes", "work_of"]


def work_of(client: Client, judgement: Judgement, *, lighter: int, at_first: int) -> Work | None:
    """A technique at its least minutes and within its limits; nothing when it cannot be done so lightly.

    Args:
        client: the client.
        judgement: what is said of it; it is ready.
        lighter: by how many levels lighter than allowed it must be.
        at_first: by how many levels lighter still it begins, as far as it can be.
    """
    technique, limits, body = judgement.technique, judgement.limits, client.rulebook.body
    cap = technique.pressure.most if limits.pressure_at_most is None else limits.pressure_at_most
    most = min(technique.pressure.most, cap) - lighter
    if most < technique.pressure.least:
        return None
    positions = [each for each in technique.positions if each not in limits.no_positions]
    return Work(
        technique=technique,
        goals=tuple(sorted({goal.complaint for goal in helped_by(judgement)})),
        sites=body.sites(aim_of(client, judgement)),
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


def least_minutes(pace: Pace, able: Sequence[Work]) -> int:
    """The fewest minutes in which any of these can be done, with all around it.

    Args:
        pace: how long the parts around the work are; all of them are given.
        able: what can be done; at least one.
    """
    return _around(pace) + min(each.minutes for each in able)


def _around(pace: Pace) -> int:
    return sum(part.least for part in (pace.opening, pace.test, pace.retest, pace.close) if part is not None)


def fitted(pace: Pace, able: Sequence[Work], minutes: int) -> tuple[Work, ...]:
    """What there is time for: for each goal the best, longer where there is time; then more, best first.

    Args:
        pace: how long the parts around the work are; all of them are given.
        able: what can be done, best first, each at its least minutes.
        minutes: the minutes of the session.
    """
    left, chosen, served = minutes - _around(pace), dict[int, Work](), set[str]()
    for place, work in enumerate(able):
        if work.minutes <= left and not served.issuperset(work.goals):
            chosen[place] = work
            served.update(work.goals)
            left -= work.minutes
    left = _lengthen(chosen, left)
    for place, work in enumerate(able):
        if place not in chosen and work.minutes <= left:
            chosen[place] = work
            left = _lengthen(chosen, left - work.minutes)
    return tuple(chosen[place] for place in sorted(chosen))


def _lengthen(chosen: dict[int, Work], left: int) -> int:
    """Give the minutes that are left to what is chosen, one to each in turn as long as it may have more.

    Returns:
        The minutes that are left then.
    """
    while left:
        able = [place for place in sorted(chosen) if chosen[place].minutes < most_minutes(chosen[place])][:left]
        if not able:
            break
        for place in able:
            chosen[place] = attrs.evolve(chosen[place], minutes=chosen[place].minutes + 1)
        left -= len(able)
    return left


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
