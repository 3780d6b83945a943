"""Dates as people give them: a day, a month, a year, a span, or about so many days ago."""

import calendar
import re
from datetime import date, timedelta
from typing import final

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import parse
from bodywork_rules.model.closed import Closed

__all__ = ["DaysAgo", "PartialDate", "When", "span_of"]

_ABOUT = re.compile(r"about ([0-9]{1,6}) (day|days|week|weeks) ago")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")


@final
@attrs.frozen(kw_only=True)
class PartialDate(Closed):
    """A date known to lie between two days, both inclusive.

    Attributes:
        earliest: the first day that it can be.
        latest: the last day that it can be.

    Raises:
        InvalidValue: the latest day is before the earliest.

    >>> str(PartialDate.of("2026-02")), PartialDate.of("2026-02").latest
    ('2026-02', datetime.date(2026, 2, 28))
    """

    earliest: date = attrs.field(converter=parse.day)
    latest: date = attrs.field(converter=parse.day)

    def __attrs_post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        if self.latest < self.earliest:
            raise InvalidValue("a span that ends before it begins", f"{self.earliest}/{self.latest}")

    @classmethod
    def of(cls, text: str) -> "PartialDate":
        """Read ``2026``, ``2026-02``, ``2026-02-07`` or ``2026-02-07/2026-03-01``.

        Args:
            text: the text; a month or a year stands for all its days.

        Raises:
            InvalidValue: the text is none of these.
        """
        try:
            if _YEAR.fullmatch(text):
                return cls(earliest=date(int(text), 1, 1), latest=date(int(text), 12, 31))
            if found := _MONTH.fullmatch(text):
                year, month = int(found[1]), int(found[2])
                last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 31
                return cls(earliest=date(year, month, 1), latest=date(year, month, last))
        except ValueError:
            raise InvalidValue("not a date", parse.shown(text), "write it as 2026, 2026-02 or 2026-02-07") from None
        first, _, last_day = text.partition("/")
        return cls(earliest=parse.day(first), latest=parse.day(last_day or first))

    def __str__(self) -> str:
        """The shortest text that means this span."""
        for text in (
            f"{self.earliest.year:04}",
            f"{self.earliest.year:04}-{self.earliest.month:02}",
            str(self.earliest),
        ):
            if PartialDate.of(text) == self:
                return text
        return f"{self.earliest}/{self.latest}"


@final
@attrs.frozen
class DaysAgo(Closed):
    """A date given as about so many days before the history was taken.

    It is taken to be right within a fifth, rounded up: about 10 days ago is 8 to 12 days ago.

    Attributes:
        days: days before ``taken``, 0 (that very day) to 99,999 weeks.

    >>> str(DaysAgo(10)), DaysAgo.of("about 3 weeks ago")
    ('about 10 days ago', DaysAgo(days=21))
    """

    days: int = attrs.field(converter=parse.whole, validator=parse.within("days ago", 0, 99_999 * 7))

    @classmethod
    def of(cls, text: str) -> "DaysAgo":
        """Read ``about 10 days ago`` or ``about 3 weeks ago``.

        Args:
            text: the text, in days or weeks.

        Raises:
            InvalidValue: the text is neither.
        """
        found = _ABOUT.fullmatch(text)
        if not found:
            raise InvalidValue("not a date", parse.shown(text), "write it as `about 10 days ago`")
        return cls(int(found[1]) * (7 if found[2].startswith("week") else 1))

    def __str__(self) -> str:
        """The text that means this."""
        return f"about {self.days} days ago"


When = PartialDate | DaysAgo
"""When something began or ended, as precisely as it is known."""


def when(value: "str | date | When") -> When:
    """A date of any precision, from a day, or from text such as ``2026``, ``2026-02`` or ``about 10 days ago``."""
    if isinstance(value, PartialDate | DaysAgo):
        return value
    if isinstance(value, str):
        return DaysAgo.of(value) if value.startswith("about") else PartialDate.of(value)
    exact = parse.day(value)
    return PartialDate(earliest=exact, latest=exact)


def when_or_none(value: "str | date | When | None") -> When | None:
    """A date of any precision, or nothing."""
    return None if value is None else when(value)


def span_of(given: When, taken: date) -> tuple[date, date]:
    """The first and the last day that a date can be, told on the day the history was taken.

    What was told cannot lie after the telling: the span is cut at ``taken``, unless it begins after it.

    Args:
        given: the date as it was given.
        taken: the day on which it was given.

    Returns:
        The first and the last day, both inclusive.

    >>> [str(day) for day in span_of(DaysAgo(10), date(2026, 11, 23))]
    ['2026-11-11', '2026-11-15']
    >>> [str(day) for day in span_of(PartialDate.of("2026"), date(2026, 11, 23))]
    ['2026-01-01', '2026-11-23']
    """
    if isinstance(given, DaysAgo):
        slack = -(-given.days // 5)
        given = PartialDate(
            earliest=_before(taken, given.days + slack), latest=_before(taken, max(given.days - slack, 0))
        )
    return given.earliest, max(min(given.latest, taken), given.earliest)


def _before(day: date, days: int) -> date:
    """The day so many days earlier, or the first day of the calendar."""
    return date.min if days >= (day - date.min).days else day - timedelta(days=days)
