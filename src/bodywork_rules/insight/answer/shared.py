"""What holds for every technique that is told of: said once, and left out where each is told of."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar, final

import attrs

from bodywork_rules.insight.answer.reasons import acting, rules_of
from bodywork_rules.model import Assessment, Judgement, Limits, Restriction, Site, Verdict
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.limits import NO_LIMITS

__all__ = ["NOTHING_SHARED", "Shared", "places_of", "shared_by", "told_of"]

T = TypeVar("T")


@final
@attrs.frozen(kw_only=True)
class Shared(Closed):
    """What holds for all.

    Attributes:
        limits: what to keep within, whichever technique is chosen.
        off: the sites that no technique may work, or none before a clinician's yes; a mask of the body's points.
        because: the rules that limit so.
    """

    limits: Limits = NO_LIMITS
    off: int = 0
    because: tuple[Restriction, ...] = ()

    def rest(self, limits: Limits) -> Limits:
        """What a technique has to keep within besides."""
        ours = self.limits
        return Limits(
            pressure_at_most=_unless(limits.pressure_at_most, ours.pressure_at_most),
            no_traits=[each for each in limits.no_traits if each not in ours.no_traits],
            no_products=[each for each in limits.no_products if each not in ours.no_products],
            minutes_at_most=_unless(limits.minutes_at_most, ours.minutes_at_most),
            no_positions=[each for each in limits.no_positions if each not in ours.no_positions],
        )

    def elsewhere(self, assessment: Assessment, sites: Iterable[Site]) -> tuple[Site, ...]:
        """The sites that are kept off besides."""
        return assessment.body.sites(assessment.body.union(sites) & ~self.off)


NOTHING_SHARED = Shared()


def shared_by(assessment: Assessment) -> Shared:
    """What holds for every technique told of that may be done."""
    told = told_of(assessment)
    if not told:
        return NOTHING_SHARED
    limits = Limits(
        pressure_at_most=_loosest(told, lambda each: (each.limits.pressure_at_most, each.technique.pressure.most)),
        no_traits=_common(told, lambda each: each.limits.no_traits, lambda each: each.technique.traits),
        no_products=_common(told, lambda each: each.limits.no_products, lambda each: each.limits.no_products),
        minutes_at_most=_loosest(told, lambda each: (each.limits.minutes_at_most, each.technique.minutes.most)),
        no_positions=_common(told, lambda each: each.limits.no_positions, lambda each: each.technique.positions),
    )
    everywhere = [set(rules_of(acting(each))) for each in told]
    because = [each for each in rules_of(acting(told[0])) if each.limits.any and all(each in of for of in everywhere)]
    return Shared(limits=limits, off=_kept_off(assessment), because=tuple(because) if limits.any else ())


def told_of(assessment: Assessment) -> list[Judgement]:
    """The techniques that may be done and are told of: those with an argument, all where none has one."""
    argued = [each for each in assessment.judgements if each.arguments]
    return [each for each in argued or assessment.judgements if each.offered]


def places_of(assessment: Assessment) -> dict[Restriction, None]:
    """The rules that keep every technique off some place, or off it before a clinician's yes."""
    return dict.fromkeys(
        each
        for judgement in assessment.judgements
        for each in rules_of(acting(judgement))
        if each.rule.to.all and assessment.body.union(each.sites) != assessment.body.whole
    )


def _kept_off(assessment: Assessment) -> int:
    """The points that the client declines, or that a rule about all techniques keeps off."""
    off = assessment.body.union(assessment.profile.preferences.declines_sites)
    for each in places_of(assessment):
        if each.verdict > Verdict.MODIFY:
            off |= assessment.body.union(each.sites)
    return off


def _loosest(told: Sequence[Judgement], bound: Callable[[Judgement], tuple[int | None, int]]) -> int | None:
    """The bound that holds for all, if each has one and it changes anything in one of them."""
    bounds, most = zip(*map(bound, told), strict=True)
    ours = max((each for each in bounds if each is not None), default=None)
    return ours if None not in bounds and ours is not None and ours < max(most) else None


def _unless(bound: int | None, ours: int | None) -> int | None:
    """A bound, unless it is the one that holds for all."""
    return None if bound == ours else bound


def _common(
    told: Sequence[Judgement], ruled_out: Callable[[Judgement], Iterable[T]], used: Callable[[Judgement], Iterable[T]]
) -> list[T]:
    """What is ruled out for each, as far as one of them uses it."""
    of_each = [set(ruled_out(each)) for each in told]
    any_uses = {each for judgement in told for each in used(judgement)}
    return [each for each in ruled_out(told[0]) if each in any_uses and all(each in of for of in of_each)]
