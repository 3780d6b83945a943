"""What a course of treatment is followed by: measures, the change in them that matters, and when to look at it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, final

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import parse
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.ids import ConditionId, MeasureId, OutcomeId, SourceId
from bodywork_rules.model.scales import Basis, Better, Referral

__all__ = ["Measure", "ReviewRule", "Threshold"]


def _basis(value: "str | Basis") -> Basis:
    return parse.member(Basis, value)


def _better(value: "str | Better") -> Better:
    return parse.member(Better, value)


def _referral(value: "str | Referral") -> Referral:
    return parse.member(Referral, value)


def _above_nought(_: object, field: Any, value: float | None) -> None:
    if value is not None and value <= 0:
        raise InvalidValue(f"`{field.name}` must be more than 0, not", parse.shown(value))


def _part(_: object, field: Any, value: Any) -> None:
    if value is not None and not 0 < value <= 1:
        raise InvalidValue(f"`{field.name}` must be more than 0 and at most 1, not", parse.shown(value))


@final
@attrs.frozen(kw_only=True)
class Threshold(Closed):
    """The smallest change of a measure that matters to one person; each of its parts must be reached.

    Attributes:
        complaints: the complaints, with their kinds, for which it holds; empty for all that have none of their own.
        points: the change in the unit of the measure; nothing when it is only a share.
        share: the change as a part of the first score, above 0, at most 1; nothing when it is only in points. It is
            asked for before a change for the better is believed, and of one for the worse only where nothing else is.
        detectable: the smallest change that is more than the error of measuring one person; nothing when not known.
        reach: the score that a change for the better must come to besides; nothing when any will do.
        studied: who was studied, in words; empty when not known.
        basis: whether its sources say so, it is read across, or no source that was read says so.
        sources: where it is from.
        note: what a reader should know about it; empty for nothing.

    Raises:
        InvalidValue: neither points nor a share are given, a number is out of its range, or a value is not of its form.
    """

    complaints: tuple[ConditionId, ...] = attrs.field(default=(), converter=parse.idents)
    points: float | None = attrs.field(default=None, converter=parse.number_or_none, validator=_above_nought)
    share: float | None = attrs.field(default=None, converter=parse.number_or_none, validator=_part)
    detectable: float | None = attrs.field(default=None, converter=parse.number_or_none, validator=_above_nought)
    reach: float | None = attrs.field(default=None, converter=parse.number_or_none)
    studied: str = attrs.field(default="", converter=parse.text)
    basis: Basis = attrs.field(converter=_basis)
    sources: tuple[SourceId, ...] = attrs.field(default=(), converter=parse.idents)
    note: str = attrs.field(default="", converter=parse.text)

    def __attrs_post_init__(self) -> None:
        """Refuse a threshold that every change reaches."""
        if self.points is None and self.share is None:
            raise InvalidValue("a threshold needs points, a share of the first score, or both")


def _thresholds(value: Iterable[Threshold]) -> tuple[Threshold, ...]:
    given = [parse.only(Threshold, each) for each in parse.items(value)]
    return tuple(sorted(given, key=lambda each: each.complaints))


@final
@attrs.frozen(kw_only=True)
class Measure(Closed):
    """Something by which the course of a complaint is followed.

    Attributes:
        id: names it, for ever.
        name: what people call it.
        unit: the unit of its scores.
        least: the lowest score that can be, inclusive.
        most: the highest score that can be, inclusive.
        step: scores are so many of these above the lowest; nothing when any number between can be.
        better: whether lower or higher is better.
        outcomes: what it tells of.
        thresholds: the smallest change that matters, for each complaint that has one of its own and for all others.
            Empty when none was found: it then shows the course and decides nothing.
        counts_from: the first score, from there on toward the bad end, that leaves room to get better by; where the
            first score is better than that, the measure tells only of getting worse. Nothing when any will do.
        severe_from: from this score on, toward the bad end, inclusive, whoever got clearly worse is referred at once.
            Nothing when no score says so.
        alone: whether a change for the better in it is enough by itself.
        sources: where the measure itself is described.
        synonyms: other names.
        note: what a reader should know about it; empty for nothing.

    Raises:
        InvalidValue: the range ends before it begins, a number is out of its range, or a value is not of its form.
    """

    id: MeasureId = attrs.field(converter=parse.ident)
    name: str = attrs.field(converter=parse.needed_text)
    unit: str = attrs.field(converter=parse.needed_text)
    least: float = attrs.field(converter=parse.number)
    most: float = attrs.field(converter=parse.number)
    step: float | None = attrs.field(default=None, converter=parse.number_or_none, validator=_above_nought)
    better: Better = attrs.field(converter=_better)
    outcomes: tuple[OutcomeId, ...] = attrs.field(default=(), converter=parse.idents)
    thresholds: tuple[Threshold, ...] = attrs.field(default=(), converter=_thresholds)
    counts_from: float | None = attrs.field(default=None, converter=parse.number_or_none)
    severe_from: float | None = attrs.field(default=None, converter=parse.number_or_none)
    alone: bool = attrs.field(default=True, converter=parse.flag)
    sources: tuple[SourceId, ...] = attrs.field(default=(), converter=parse.idents)
    synonyms: tuple[str, ...] = attrs.field(default=(), converter=parse.texts)
    note: str = attrs.field(default="", converter=parse.text)

    def __attrs_post_init__(self) -> None:
        """Refuse a range without room, and a score that is outside it."""
        if self.most <= self.least:
            raise InvalidValue(
                "a measure whose highest score is not above its lowest:", f"{self.least:g} to {self.most:g}"
            )
        for name in ("counts_from", "severe_from"):
            score: float | None = getattr(self, name)
            if score is not None and not self.least <= score <= self.most:
                raise InvalidValue(f"`{name}` must be {self.least:g} to {self.most:g}, not", f"{score:g}")


@final
@attrs.frozen(kw_only=True)
class ReviewRule(Closed):
    """When a course is judged, how long it may go on, and what follows.

    Attributes:
        id: names it.
        complaints: the complaints, with their kinds, for which it holds; empty for all that have none of their own.
        sessions: at which session a course is judged, counted from 1; or earlier, ``after``.
        after: after how long at the latest it is judged, in whole days.
        partial: the part of the change that matters which makes it worth while to change something once, 0 to 1.
        further_sessions: after how many sessions more a course that was changed is judged again.
        most_sessions: so many sessions at most without a formal review.
        worse_times: on how many days the client may have been clearly worse until the course stops.
        unchanged_referral: how soon to see a doctor or therapist when nothing changed.
        worse_referral: how soon when the client got worse.
        basis: whether its sources say so, it is read across, or no source that was read says so.
        sources: where it is from.
        note: what a reader should know about it; empty for nothing.

    Raises:
        InvalidValue: a number is out of its range, or a value is not of its form.
    """

    id: str = attrs.field(converter=parse.ident)
    complaints: tuple[ConditionId, ...] = attrs.field(default=(), converter=parse.idents)
    sessions: int = attrs.field(converter=parse.whole, validator=parse.within("sessions", 2, 100))
    after: timedelta = attrs.field(converter=parse.duration)
    partial: float = attrs.field(converter=parse.number, validator=_part)
    further_sessions: int = attrs.field(converter=parse.whole, validator=parse.within("sessions", 1, 100))
    most_sessions: int = attrs.field(converter=parse.whole, validator=parse.within("sessions", 1, 100))
    worse_times: int = attrs.field(converter=parse.whole, validator=parse.within("times", 1, 100))
    unchanged_referral: Referral = attrs.field(converter=_referral)
    worse_referral: Referral = attrs.field(converter=_referral)
    basis: Basis = attrs.field(converter=_basis)
    sources: tuple[SourceId, ...] = attrs.field(default=(), converter=parse.idents)
    note: str = attrs.field(default="", converter=parse.text)
