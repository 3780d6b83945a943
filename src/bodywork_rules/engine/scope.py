"""Which techniques a rule is for, and which of them its limits leave no way to do."""

from bodywork_rules.model import Bound, Limits, Scope, Technique

__all__ = ["has_part", "takes_in", "without_way"]


def takes_in(scope: Scope, technique: Technique) -> bool:
    """Whether a rule is for a technique."""
    return (
        scope.all
        or bool(set(scope.traits_any) & set(technique.traits))
        or technique.family in scope.families
        or technique.id in scope.techniques
        or (scope.pressure is not None and scope.pressure.overlaps(technique.pressure))
    )


def without_way(technique: Technique, limits: Limits) -> list[Bound]:
    """The limits that leave no way to do a technique; none when there is a way."""
    pressure, minutes = limits.pressure_at_most, limits.minutes_at_most
    return [
        bound
        for bound, leaves_none in (
            (Bound.PRESSURE, pressure is not None and technique.pressure.least > pressure),
            (Bound.TRAITS, bool(set(technique.essential) & set(limits.no_traits))),
            (Bound.MINUTES, minutes is not None and technique.minutes.least > minutes),
            (Bound.POSITIONS, set(technique.positions) <= set(limits.no_positions)),
        )
        if leaves_none
    ]


def has_part(technique: Technique, limits: Limits, bound: Bound) -> bool:
    """Whether these limits have a part in leaving no way: every position ruled out has, since it takes them all."""
    if bound is Bound.POSITIONS:
        return bool(set(technique.positions) & set(limits.no_positions))
    return bound in without_way(technique, limits)
