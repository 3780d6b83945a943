"""What a rule may ask about a client: a small closed union, without negation and without "is this known?"."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import final

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import parse
from bodywork_rules.model.body import Site, sites
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.ids import ConditionId, QuantityId
from bodywork_rules.model.scales import Severity, Stage

__all__ = ["AllOf", "AnyOf", "AtLeast", "Details", "Had", "Has", "Measured", "Predicate", "This", "leaves"]


def _stages(value: "Iterable[str | Stage]") -> tuple[Stage, ...]:
    return parse.members(Stage, value)


@final
@attrs.frozen(kw_only=True)
class Details(Closed):
    """What may be asked of one finding besides its status; all that is given must hold of the same finding.

    Attributes:
        onset_within: it began at most so long ago, that day included.
        onset_at_least: it began at least so long ago, that day included.
        ended_within: it ended at most so long ago, that day included. What is present has not ended.
        ended_at_least: it ended at least so long ago, that day included.
        sites: it is at one of these sites, in part at least. A paired region without a side means either side.
        severity_at_least: it is at least so bad.
        stages: its stage is one of these; empty asks nothing.
        controlled: it is under control, or (``False``) it is not.

    Raises:
        InvalidValue: a window on the onset or the end that no day is in, or a value is not of its form.
    """

    onset_within: timedelta | None = attrs.field(default=None, converter=parse.duration_or_none)
    onset_at_least: timedelta | None = attrs.field(default=None, converter=parse.duration_or_none)
    ended_within: timedelta | None = attrs.field(default=None, converter=parse.duration_or_none)
    ended_at_least: timedelta | None = attrs.field(default=None, converter=parse.duration_or_none)
    sites: tuple[Site, ...] = attrs.field(default=(), converter=sites)
    severity_at_least: Severity | None = attrs.field(default=None, converter=parse.severity_or_none)
    stages: tuple[Stage, ...] = attrs.field(default=(), converter=_stages)
    controlled: bool | None = attrs.field(default=None, converter=parse.flag_or_none)

    def __attrs_post_init__(self) -> None:
        """Refuse a window that no day is in."""
        for name, least, most in (
            ("onset", self.onset_at_least, self.onset_within),
            ("end", self.ended_at_least, self.ended_within),
        ):
            if least is not None and most is not None and least > most:
                raise InvalidValue(f"a window on the {name} that no day is in", f"{least.days} to {most.days} days")

    @property
    def asked(self) -> bool:
        """Whether anything is asked at all."""
        return self != _NOTHING_ASKED

    @property
    def asks_end(self) -> bool:
        """Whether it is asked when it ended."""
        return self.ended_within is not None or self.ended_at_least is not None


_NOTHING_ASKED = Details()


def _details(value: Details) -> Details:
    if not isinstance(value, Details):
        raise InvalidValue("details are expected, not", parse.shown(value))
    return value


@final
@attrs.frozen
class Has(Closed):
    """The client has the condition, or a narrower one: one finding, present or suspected, with all the details.

    Of a finding that is only suspected, of a detail that is not given, and of a condition never asked for it is
    UNKNOWN.

    Attributes:
        condition: which one.
        details: what that finding must be like; by default anything.

    >>> Has("fracture", details=Details(onset_within="12 weeks")).details.onset_within.days
    84
    """

    condition: ConditionId = attrs.field(converter=parse.ident)
    details: Details = attrs.field(default=_NOTHING_ASKED, kw_only=True, converter=_details)


@final
@attrs.frozen
class Had(Closed):
    """The client has or had the condition, or a narrower one: as ``Has``, but resolved counts too.

    Attributes:
        condition: which one.
        details: what that finding must be like.
    """

    condition: ConditionId = attrs.field(converter=parse.ident)
    details: Details = attrs.field(default=_NOTHING_ASKED, kw_only=True, converter=_details)


@final
@attrs.frozen
class This(Closed):
    """The very finding that the rule is about has the details.

    Attributes:
        details: what it must be like; at least one must be asked.

    Only a rule about a condition can ask it, in its ``when`` or its ``unless``.
    """

    details: Details = attrs.field(converter=_details)


@final
@attrs.frozen
class Measured(Closed):
    """A quantity is at least one bound, or below the other; UNKNOWN where no value is given, or a stale one.

    Attributes:
        quantity: which one.
        at_least: in the quantity's unit, inclusive.
        below: in the quantity's unit, exclusive.

    Raises:
        InvalidValue: not exactly one of the two bounds is given.
    """

    quantity: QuantityId = attrs.field(converter=parse.ident)
    at_least: float | None = attrs.field(default=None, kw_only=True, converter=parse.number_or_none)
    below: float | None = attrs.field(default=None, kw_only=True, converter=parse.number_or_none)

    def __attrs_post_init__(self) -> None:
        """Refuse no bound, and two."""
        if (self.at_least is None) == (self.below is None):
            raise InvalidValue("a quantity needs one bound", self.quantity, "give `at_least` or `below`")

    def holds(self, value: float) -> bool:
        """Whether it is true of a value.

        Args:
            value: in the quantity's unit.
        """
        return value >= self.at_least if self.at_least is not None else self.below is not None and value < self.below


def _predicates(value: "Iterable[Predicate]") -> "tuple[Predicate, ...]":
    return tuple(predicate(each) for each in parse.items(value))


def predicate(value: "Predicate") -> "Predicate":
    """A predicate and nothing else."""
    if not isinstance(value, Predicate):
        raise InvalidValue("a predicate is expected, not", parse.shown(value))
    return value


@final
@attrs.frozen
class AllOf(Closed):
    """Every one of these holds: FALSE when one is FALSE, else UNKNOWN when one is UNKNOWN.

    Attributes:
        of: at least one predicate.
    """

    of: "tuple[Predicate, ...]" = attrs.field(converter=_predicates)


@final
@attrs.frozen
class AnyOf(Closed):
    """At least one of these holds: TRUE when one is TRUE, else UNKNOWN when one is UNKNOWN.

    Attributes:
        of: at least one predicate.
    """

    of: "tuple[Predicate, ...]" = attrs.field(converter=_predicates)


@final
@attrs.frozen
class AtLeast(Closed):
    """At least so many of these hold, counted as listed.

    Attributes:
        n: how many, 1 or more.
        of: the predicates; one that is listed twice counts twice.

    Raises:
        InvalidValue: ``n`` is less than 1, or a value is not of its form.
    """

    n: int = attrs.field(converter=parse.whole)
    of: "tuple[Predicate, ...]" = attrs.field(converter=_predicates)

    def __attrs_post_init__(self) -> None:
        """Check the range."""
        if self.n < 1:
            raise InvalidValue("at least how many? not", str(self.n), "1 or more")


Predicate = Has | Had | This | Measured | AllOf | AnyOf | AtLeast
"""Anything that a rule may ask in its ``when`` or ``unless``."""


def predicate_or_none(value: Predicate | None) -> Predicate | None:
    """A predicate or nothing."""
    return None if value is None else predicate(value)


def leaves(asked: Predicate | None) -> Iterator[Has | Had | This | Measured]:
    """The predicates at the ends of a predicate's branches, in the order in which they stand; none of nothing.

    Args:
        asked: the predicate.

    >>> [leaf.condition for leaf in leaves(AllOf([Has("fever"), AnyOf([Has("pain"), Had("fracture")])]))]
    ['fever', 'pain', 'fracture']
    """
    match asked:
        case None:
            return
        case AllOf(of=of) | AnyOf(of=of) | AtLeast(of=of):
            for each in of:
                yield from leaves(each)
        case _:
            yield asked
