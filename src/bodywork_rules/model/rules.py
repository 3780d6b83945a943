"""Rules that restrict: contraindications, what they limit, and the clearances that they ask for."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import final

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import parse
from bodywork_rules.model.body import Site, sites
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.ids import (
    ClearanceId,
    ClinicianId,
    ConditionId,
    ContraindicationId,
    FamilyId,
    PositionId,
    ProductId,
    SourceId,
    TechniqueId,
    TraitId,
)
from bodywork_rules.model.predicates import Predicate, predicate_or_none
from bodywork_rules.model.scales import Basis, Extent, Referral, Verdict

__all__ = ["Clearance", "Contraindication", "Limits", "Range", "Scope", "Where"]

LEAST_PRESSURE, MOST_PRESSURE = 0, 5
"""The ends of the Walton pressure scale (Walton 2011, Medical Conditions and Massage Therapy)."""
MOST_MINUTES = 240
"""No treatment of the model is longer, in minutes."""
PRESSURE = parse.within("pressure", LEAST_PRESSURE, MOST_PRESSURE)
MINUTES = parse.within("minutes", 1, MOST_MINUTES)


@final
@attrs.frozen
class Range(Closed):
    """A range of whole numbers, both ends inclusive: of pressure on the Walton scale, or of minutes.

    Attributes:
        least: the lower end.
        most: the upper end.

    Raises:
        InvalidValue: the upper end is below the lower.
    """

    least: int = attrs.field(converter=parse.whole)
    most: int = attrs.field(converter=parse.whole)

    def __attrs_post_init__(self) -> None:
        """Refuse a range that ends before it begins."""
        if self.most < self.least:
            raise InvalidValue("a range whose upper end is below the lower:", f"{self.least} to {self.most}")

    def overlaps(self, other: "Range") -> bool:
        """Whether any number is in both.

        >>> Range(1, 3).overlaps(Range(3, 5))
        True
        """
        return self.least <= other.most and other.least <= self.most


def whole_range(value: "Range | Iterable[int]") -> Range:
    """A range, from a pair of whole numbers."""
    if isinstance(value, Range):
        return value
    pair = parse.items(value)
    if len(pair) != 2:
        raise InvalidValue("a range is two whole numbers, not", parse.shown(list(pair)), "as in [1, 3]")
    return Range(*pair)


def range_or_none(value: "Range | Iterable[int] | None") -> Range | None:
    """A range or nothing."""
    return None if value is None else whole_range(value)


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


@final
@attrs.frozen(kw_only=True)
class Scope(Closed):
    """Which techniques a rule is for: all of them, or each that any one of these takes in.

    Attributes:
        all: every technique; then nothing else may be given.
        traits_any: techniques with any of these traits.
        families: techniques of any of these families.
        techniques: these techniques. A technique added later is not among them: prefer traits.
        pressure: techniques whose pressure range has any number in this range (Walton scale, 0 to 5).

    Raises:
        InvalidValue: nothing is taken in, all and something else besides, or a pressure out of its range.
    """

    all: bool = attrs.field(default=False, converter=parse.flag)
    traits_any: tuple[TraitId, ...] = attrs.field(default=(), converter=parse.idents)
    families: tuple[FamilyId, ...] = attrs.field(default=(), converter=parse.idents)
    techniques: tuple[TechniqueId, ...] = attrs.field(default=(), converter=parse.idents)
    pressure: Range | None = attrs.field(default=None, converter=range_or_none, validator=PRESSURE)

    def __attrs_post_init__(self) -> None:
        """Refuse an empty scope and one that says two things."""
        named = bool(self.traits_any or self.families or self.techniques or self.pressure)
        if self.all == named:
            raise InvalidValue("a scope is either `all` or names what it takes in")


ALL_TECHNIQUES = Scope(all=True)


def scope(value: "str | Scope") -> Scope:
    """A scope; the text ``all`` stands for every technique."""
    if value == "all":
        return ALL_TECHNIQUES
    if not isinstance(value, Scope):
        raise InvalidValue("a scope is expected, not", parse.shown(value), "`all`, or what it takes in")
    return value


Where = Extent | tuple[Site, ...]
"""Where a rule holds: an extent, or the sites named."""


def where(value: "str | Extent | Iterable[str | Site]") -> Where:
    """An extent, or the sites named; none named is refused."""
    if isinstance(value, str | Extent):
        return parse.member(Extent, value)
    named = sites(value)
    if not named:
        raise InvalidValue("a rule that holds nowhere", "[]", "name a region, or `everywhere`")
    return named


def _verdict(value: "str | Verdict") -> Verdict:
    chosen = parse.member(Verdict, value)
    if chosen is Verdict.PROCEED:
        raise InvalidValue("a rule's verdict is never", "proceed", "modify, clearance or avoid")
    return chosen


def referral_or_none(value: "str | Referral | None") -> Referral | None:
    """A referral, or none."""
    return None if value is None else parse.member(Referral, value)


def _basis(value: "str | Basis") -> Basis:
    return parse.member(Basis, value)


def limits(value: Limits) -> Limits:
    """Limits and nothing else."""
    if not isinstance(value, Limits):
        raise InvalidValue("limits are expected, not", parse.shown(value))
    return value


@final
@attrs.frozen(kw_only=True)
class Contraindication(Closed):
    """A rule that restricts.

    It is tested once for each finding of what it is about, and counts when that finding is present (or, with
    ``ever``, resolved), ``when`` holds and ``unless`` does not.

    Attributes:
        id: names it, for ever.
        about: the condition it is about, narrower ones included; nothing for a rule about no condition, which is tested
            once and asks something by ``when``.
        ever: a resolved finding counts too.
        when: what must hold besides; nothing asks nothing.
        unless: what lifts it; only what we were told ever does.
        to: the techniques it restricts.
        where: where on the body it holds.
        verdict: ``MODIFY``, ``CLEARANCE`` or ``AVOID``.
        limits: the bounds for the techniques in its scope.
        advice: what to heed, in words; empty for none.
        clearance: of a CLEARANCE rule, the clearance to ask for; nothing for any other.
        referral: how soon a doctor should see the client; nothing for no referral.
        reason: why, in plain words, for the practitioner.
        sources: where it was published; empty only when the basis is ``UNSOURCED``.
        basis: how it comes from the sources.
        dissent: where sources disagree, what the others say; empty when they do not.
        locator: where in its sources it stands, in words that name each source by its id in back-ticks.
        reviewed: the day on which it was last compared with what was read of its sources; nothing for the rulebook's
            day.

    Raises:
        InvalidValue: a value is not of its form, or the verdict is ``PROCEED``.
    """

    id: ContraindicationId = attrs.field(converter=parse.ident)
    about: ConditionId | None = attrs.field(default=None, converter=parse.ident_or_none)
    ever: bool = attrs.field(default=False, converter=parse.flag)
    when: Predicate | None = attrs.field(default=None, converter=predicate_or_none)
    unless: Predicate | None = attrs.field(default=None, converter=predicate_or_none)
    to: Scope = attrs.field(default=ALL_TECHNIQUES, converter=scope)
    where: Where = attrs.field(default=Extent.EVERYWHERE, converter=where)
    verdict: Verdict = attrs.field(converter=_verdict)
    limits: Limits = attrs.field(default=NO_LIMITS, converter=limits)
    advice: str = attrs.field(default="", converter=parse.text)
    clearance: ClearanceId | None = attrs.field(default=None, converter=parse.ident_or_none)
    referral: Referral | None = attrs.field(default=None, converter=referral_or_none)
    reason: str = attrs.field(converter=parse.needed_text)
    sources: tuple[SourceId, ...] = attrs.field(default=(), converter=parse.idents)
    basis: Basis = attrs.field(converter=_basis)
    dissent: str = attrs.field(default="", converter=parse.text)
    locator: str = attrs.field(default="", converter=parse.text)
    reviewed: date | None = attrs.field(default=None, converter=parse.day_or_none)


@final
@attrs.frozen(kw_only=True)
class Clearance(Closed):
    """An obligation to ask a clinician before treatment.

    Attributes:
        id: names it.
        name: what people call it.
        clinician: who can answer.
        question: what to ask, in words that the clinician can answer with yes or no.
        unlocks: what a yes changes.
        lasts: for how long a yes holds when it does not say, in whole days.
        meanwhile: what can be done until then.
    """

    id: ClearanceId = attrs.field(converter=parse.ident)
    name: str = attrs.field(converter=parse.needed_text)
    clinician: ClinicianId = attrs.field(converter=parse.ident)
    question: str = attrs.field(converter=parse.needed_text)
    unlocks: str = attrs.field(converter=parse.needed_text)
    lasts: timedelta = attrs.field(converter=parse.duration)
    meanwhile: str = attrs.field(default="", converter=parse.text)
