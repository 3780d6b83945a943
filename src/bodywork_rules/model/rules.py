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
    SourceId,
    TechniqueId,
    TraitId,
)
from bodywork_rules.model.limits import NO_LIMITS, PRESSURE, Limits, limits
from bodywork_rules.model.predicates import Predicate, predicate_or_none
from bodywork_rules.model.scales import Basis, Extent, Referral, Verdict

__all__ = ["Clearance", "Contraindication", "Range", "Scope", "Where"]


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
