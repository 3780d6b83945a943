"""Until when an answer holds: the days on which something changes with no new fact (meaning, "Valid until")."""

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import assert_never, cast, final

import attrs

from bodywork_rules.engine.facts import AGE, expiry_of, given_findings, measurements_of, moved
from bodywork_rules.model import (
    EVERYTHING,
    Assessment,
    Breakpoint,
    ClientProfile,
    ConditionId,
    Details,
    Had,
    Has,
    Measured,
    Quantity,
    QuantityId,
    This,
)
from bodywork_rules.model.dates import When, span_of
from bodywork_rules.model.predicates import leaves
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["Horizon"]

Change = tuple[date, str, str]
"""A day on which something may change, what it is, and what it concerns, as of ``Breakpoint``."""


@final
@attrs.frozen(eq=False, repr=False)
class Horizon:
    """What in a rulebook depends on the day.

    Attributes:
        rulebook: the rulebook.
        onset: for each condition, after how many days since its onset some rule's window opens or closes.
        end: the same since its end.
        bounds: for each quantity that a rule reads, the bounds it is compared with.
        lapsing: for each time after which a "no" lapses, the conditions of which it does, in order.
    """

    rulebook: Rulebook
    onset: dict[ConditionId, tuple[int, ...]]
    end: dict[ConditionId, tuple[int, ...]]
    bounds: dict[QuantityId, tuple[float, ...]]
    lapsing: dict[timedelta, tuple[ConditionId, ...]]

    @classmethod
    def of(cls, rulebook: Rulebook) -> "Horizon":
        """Look through a rulebook once."""
        onset: dict[ConditionId, set[int]] = {}
        end: dict[ConditionId, set[int]] = {}
        bounds: dict[QuantityId, set[float]] = {}
        for rule in rulebook.contraindications:
            for asked in (*leaves(rule.when), *leaves(rule.unless)):
                match asked:
                    case Measured(quantity=quantity, at_least=at_least, below=below):
                        bounds.setdefault(quantity, set()).update(x for x in (at_least, below) if x is not None)
                    case Has(condition=condition, details=details) | Had(condition=condition, details=details):
                        _note(onset, end, condition, details)
                    case This(details=details):  # a rule about nothing has none
                        _note(onset, end, cast("ConditionId", rule.about), details)
                    case _:
                        assert_never(asked)
        return cls(
            rulebook,
            _for_each_kind(rulebook, onset),
            _for_each_kind(rulebook, end),
            {quantity: tuple(sorted(found)) for quantity, found in bounds.items()},
            _lapsing(rulebook),
        )

    def held(self, answer: Assessment, differs: Callable[[date], bool]) -> Assessment:
        """The same answer with the first day on which it differs, and what changes on that day.

        Args:
            answer: the answer for one day.
            differs: whether the answer for another day differs in anything but the day.
        """
        profile, on = answer.profile, answer.provenance.on
        lapses = self._lapses(profile)
        days: dict[date, list[Change]] = {day: [] for day in lapses if day > on}
        for found in (self._of_findings(profile), self._of_quantities(profile), self._of_records(profile)):
            for change in found:
                if change[0] > on:
                    days.setdefault(change[0], []).append(change)
        for day in sorted(days):
            if differs(day):
                changes: list[tuple[str, str]] = [("answer", each) for each in lapses.get(day, ())]
                changes += sorted({(what, about) for _, what, about in days[day]})  # all come after "answer"
                told = tuple([Breakpoint(on=day, what=what, about=about) for what, about in changes])
                return attrs.evolve(answer, valid_until=day, changes=told)
        return answer

    def _of_findings(self, profile: ClientProfile) -> Iterator[Change]:
        for finding in given_findings(profile):
            if finding.onset is None and finding.end is None:
                continue
            for day in _ends(finding.onset, profile.taken) | _ends(finding.end, profile.taken):
                for offset in self.onset.get(finding.condition, ()):
                    yield from _at(day, offset, "window", finding.condition)
            for day in _ends(finding.end, profile.taken):
                for offset in self.end.get(finding.condition, ()):
                    yield from _at(day, offset, "window", finding.condition)

    def _of_quantities(self, profile: ClientProfile) -> Iterator[Change]:
        for quantity, bounds in self.bounds.items():
            of = self.rulebook.quantities[quantity]
            if quantity == AGE and profile.born is not None:
                for years in (*map(math.ceil, bounds), math.floor(of.most) + 1, math.ceil(of.least)):
                    if day := _birthday(profile.born, years):
                        yield day, "quantity", quantity
                continue
            for measurement in measurements_of(profile, quantity):
                measured = measurement.on or profile.taken
                if measured is None:
                    continue
                if of.fresh_for is not None:
                    yield from _at(measured, of.fresh_for.days, "freshness", quantity)
                if of.days_per_unit is not None:
                    for days in _crossings(of, measurement.value, bounds):
                        yield from _at(measured, days, "quantity", quantity)

    def _of_records(self, profile: ClientProfile) -> Iterator[Change]:
        for record in profile.clearances:
            yield expiry_of(self.rulebook, record), "record", record.clearance
            if profile.taken is None:  # the end of an imprecise onset is cut at the day of evaluation
                yield from _at(record.on, 1, "record", record.clearance)

    def _lapses(self, profile: ClientProfile) -> dict[date, Sequence[ConditionId]]:
        """The days on which a "no" that the client gave lapses, with the conditions of which it does, in order."""
        if profile.taken is None or not profile.answered:
            return {}
        told = set(profile.answered)
        for condition in profile.answered:
            if condition != EVERYTHING:
                told |= self.rulebook.narrower_of(condition)
        days: dict[date, Sequence[ConditionId]] = {}
        for time, conditions in self.lapsing.items():
            lapsed = conditions if EVERYTHING in told else [each for each in conditions if each in told]
            if lapsed and time <= date.max - profile.taken:
                days[profile.taken + time] = lapsed
        return days


def _lapsing(rulebook: Rulebook) -> dict[timedelta, tuple[ConditionId, ...]]:
    found: dict[timedelta, list[ConditionId]] = {}
    for condition in rulebook.conditions:
        if condition.ask_again_after is not None:
            found.setdefault(condition.ask_again_after, []).append(condition.id)
    return {time: tuple(conditions) for time, conditions in found.items()}


def _note(
    onset: dict[ConditionId, set[int]], end: dict[ConditionId, set[int]], condition: ConditionId, details: Details
) -> None:
    for found, within, at_least in (
        (onset, details.onset_within, details.onset_at_least),
        (end, details.ended_within, details.ended_at_least),
    ):
        if within is not None:
            found.setdefault(condition, set()).add(within.days + 1)
        if at_least is not None:
            found.setdefault(condition, set()).add(at_least.days)


def _for_each_kind(rulebook: Rulebook, asked: dict[ConditionId, set[int]]) -> dict[ConditionId, tuple[int, ...]]:
    """What is asked of each condition, and so of every narrower one."""
    kinds: dict[ConditionId, set[int]] = {}
    for condition, offsets in asked.items():
        for kind in rulebook.narrower_of(condition):
            kinds.setdefault(kind, set()).update(offsets)
    return {kind: tuple(sorted(offsets)) for kind, offsets in kinds.items()}


def _ends(when: When | None, taken: date | None) -> set[date]:
    """The ends of a date's span; of an undated history, without the cut that moves along with the evaluation."""
    return set() if when is None else set(span_of(when, taken or date.max))


def _at(day: date, days: int, what: str, about: str) -> Iterator[Change]:
    """So many days later; nothing past the end of the calendar."""
    if days <= (date.max - day).days:
        yield day + timedelta(days=days), what, about


def _birthday(born: date, years: int) -> date | None:
    """The day on which so many years are completed."""
    if not date.min.year <= born.year + years <= date.max.year:
        return None
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def _crossings(quantity: Quantity, value: float, bounds: tuple[float, ...]) -> Iterator[int]:
    """After how many days a value reaches each bound, and passes the end of its quantity's range."""
    for bound in bounds:
        yield _days_to(quantity, value, bound, past=False)
    yield _days_to(quantity, value, quantity.most, past=True)


def _days_to(quantity: Quantity, value: float, bound: float, *, past: bool) -> int:
    """After how many whole days a value that moves on reaches a bound, or is past it."""
    days = max(0, math.floor((bound - value) * (quantity.days_per_unit or 0)) - 2)
    while moved(quantity, value, days) < bound or (past and moved(quantity, value, days) == bound):
        days += 1
    return days
