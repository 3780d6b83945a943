"""What is done in a session, for how long and in which order, within the limits of the answer."""

from collections.abc import Iterable, Sequence

import attrs

from bodywork_rules.care.plan_advice import aim_of
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
        sites=body.sites(aim_of(client, judgement)),
        keep_off=judgement.keep_off,
        minutes=technique.minutes.least,
        pressure=Range(technique.pressure.least, max(technique.pressure.least, most - at_first)),
        position=positions[0],
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
    """As many of these as there is time for, best first, and each for as long as there is.

    Args:
        pace: how long the parts around the work are; all of them are given.
        able: what can be done, best first, each at its least minutes.
        minutes: the minutes of the session.
    """
    left, chosen = minutes - _around(pace), list[Work]()
    for work in able:
        if work.minutes <= left:
            chosen.append(work)
            left -= work.minutes
    for place, work in enumerate(chosen):
        more = min(left, most_minutes(work) - work.minutes)
        chosen[place] = attrs.evolve(work, minutes=work.minutes + more)
        left -= more
    return tuple(chosen)


def in_order(client: Client, chosen: Iterable[Work]) -> tuple[Work, ...]:
    """The order of a session: the lightest pressure first, of equal pressure the larger area, then the better ranked.

    So the work goes from gentle to firm and from general to specific. The client turns over as seldom as the positions
    allow.

    Args:
        client: the client.
        chosen: what is done, best first.
    """
    body = client.rulebook.body
    ordered = sorted(chosen, key=lambda work: (work.pressure.most, -body.union(work.sites).bit_count()))
    found: list[Work] = []
    before: PositionId | None = None
    for work in ordered:
        able = [each for each in work.technique.positions if each not in work.limits.no_positions]
        before = before if before in able else work.position
        found.append(attrs.evolve(work, position=before))
    return tuple(found)
