"""The bounds within which a technique may be done: of a rule, and those that a clinician writes on a yes."""

from typing import final

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import parse
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.ids import PositionId, ProductId, TraitId

__all__ = ["Limits"]

LEAST_PRESSURE, MOST_PRESSURE = 0, 5
"""The ends of the Walton pressure scale (Walton 2011, Medical Conditions and Massage Therapy)."""
MOST_MINUTES = 240
"""No treatment of the model is longer, in minutes."""
PRESSURE = parse.within("pressure", LEAST_PRESSURE, MOST_PRESSURE)
MINUTES = parse.within("minutes", 1, MOST_MINUTES)


@final
@attrs.frozen(kw_only=True)
class Limits(Closed):
    """The bounds within which a technique may be done; the default bounds nothing.

    Attributes:
        pressure_at_most: Walton scale, 0 to 5, inclusive; nothing when not bounded.
        no_traits: traits of techniques ruled out.
        no_products: products ruled out.
        minutes_at_most: minutes of the whole technique, 1 to 240, inclusive; nothing when not bounded.
        no_positions: positions of the client ruled out, for the whole technique.

    Raises:
        InvalidValue: pressure or minutes are out of their range, or a value is not of its form.
    """

    pressure_at_most: int | None = attrs.field(default=None, converter=parse.whole_or_none, validator=PRESSURE)
    no_traits: tuple[TraitId, ...] = attrs.field(default=(), converter=parse.idents)
    no_products: tuple[ProductId, ...] = attrs.field(default=(), converter=parse.idents)
    minutes_at_most: int | None = attrs.field(default=None, converter=parse.whole_or_none, validator=MINUTES)
    no_positions: tuple[PositionId, ...] = attrs.field(default=(), converter=parse.idents)

    @property
    def any(self) -> bool:
        """Whether anything is bounded."""
        return self != NO_LIMITS

    @property
    def of_the_whole_technique(self) -> bool:
        """Whether minutes or positions are bounded: what can only be said of a technique everywhere."""
        return self.minutes_at_most is not None or bool(self.no_positions)

    def tightest(self, other: "Limits") -> "Limits":
        """Both together.

        >>> Limits(pressure_at_most=3).tightest(Limits(pressure_at_most=2, no_traits=["heat"]))
        Limits(pressure_at_most=2, no_traits=('heat',), no_products=(), minutes_at_most=None, no_positions=())
        """
        return Limits(
            pressure_at_most=_lower(self.pressure_at_most, other.pressure_at_most),
            no_traits=self.no_traits + other.no_traits,
            no_products=self.no_products + other.no_products,
            minutes_at_most=_lower(self.minutes_at_most, other.minutes_at_most),
            no_positions=self.no_positions + other.no_positions,
        )


def _lower(one: int | None, other: int | None) -> int | None:
    return min((cap for cap in (one, other) if cap is not None), default=None)


NO_LIMITS = Limits()


def limits(value: Limits) -> Limits:
    """Limits and nothing else."""
    if not isinstance(value, Limits):
        raise InvalidValue("limits are expected, not", parse.shown(value))
    return value
