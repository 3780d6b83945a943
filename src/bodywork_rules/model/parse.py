"""The form of ids, dates, durations and other small texts: what the classes of the model turn their arguments into.

Only the form is judged here; whether an id exists is the rulebook's to say.
The functions that stand in for an attribute's type return ``Any``, since one of them serves every kind of id.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import attrs

from bodywork_rules.errors import InvalidValue, near
from bodywork_rules.model.scales import Severity, Stage

__all__: list[str] = []

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DURATION = re.compile(r"([0-9]{1,6}) (day|days|week|weeks)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ID_PATTERN = f"^{_ID.pattern}$"
DURATION_PATTERN = f"^{_DURATION.pattern}$"
LONGEST_TEXT = 20_000
"""No text of the model is longer, in characters."""

LARGEST_NUMBER = 1e12
"""No number of the model is larger, on either side of zero."""
LONGEST_TIME = timedelta(weeks=99_999)
"""No duration of the model is longer."""

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


def shown(value: object) -> str:
    """The value as a message shows it: short, on one line, and without anything that a terminal would obey."""
    try:
        text = str(value) if isinstance(value, str | date) else repr(value)
    except (ValueError, RecursionError):
        text = f"{type(value).__name__} too large to be written"
    line = " ".join(text.split())
    if not line.isprintable():
        line = "".join(each if each.isprintable() else ascii(each)[1:-1] for each in line)
    return line if len(line) <= 80 else line[:77] + "..."


def unlike(value: object) -> str:
    """The value as a message shows it where another type is expected: a text in quotes, since they are the mistake."""
    return shown(repr(value)) if isinstance(value, str) else shown(value)


def ident(value: str) -> Any:
    """An id: lower-case words and numbers joined by hyphens, at most 80 characters."""
    if not isinstance(value, str) or not _ID.fullmatch(value) or len(value) > 80:
        proper = proper_ident(value)
        hint = f"did you mean `{proper}`?" if proper and proper != value else "lower-case words joined by hyphens"
        raise InvalidValue("not the form of an id", shown(value), hint)
    return value


def proper_ident(value: object) -> str:
    """The id that a text was probably meant to be; empty when it is no text."""
    return "-".join(re.findall(r"[a-z0-9]+", value.lower())) if isinstance(value, str) else ""


def ident_or_none(value: str | None) -> Any:
    """An id or nothing."""
    return None if value is None else ident(value)


def items(value: Iterable[T]) -> tuple[T, ...]:
    """A collection as a tuple; a bare string is not one, and nor is a mapping, whose values would be lost."""
    listed = isinstance(value, list | tuple)
    if not listed and (isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable)):
        raise InvalidValue("a list is expected, not", shown(value), "put it in [ ]")
    return tuple(value)


def idents(value: Iterable[str]) -> Any:
    """A set of ids, kept in order."""
    return tuple(sorted({ident(each) for each in items(value)}))


def text(value: str) -> str:
    """A text without surrounding white space."""
    if not isinstance(value, str):
        raise InvalidValue("text is expected, not", shown(value))
    if len(value) > LONGEST_TEXT:
        raise InvalidValue(f"a text longer than {LONGEST_TEXT} characters", shown(value))
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InvalidValue("a text that cannot be written as UTF-8") from None
    return value.strip()


def needed_text(value: str) -> str:
    """A text that is not empty."""
    stripped = text(value)
    if not stripped:
        raise InvalidValue("a text is expected here, and it is empty")
    return stripped


def texts(value: Iterable[str]) -> tuple[str, ...]:
    """Texts in their order, none empty."""
    return tuple(needed_text(each) for each in items(value))


def flag(value: bool) -> bool:
    """True or false, nothing that merely looks like it."""
    if value is not True and value is not False:
        raise InvalidValue("true or false is expected, not", unlike(value))
    return value


def flag_or_none(value: bool | None) -> bool | None:
    """True, false or not said."""
    return None if value is None else flag(value)


def number(value: float) -> float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST_NUMBER:
        raise InvalidValue("a number is expected, not", unlike(value))
    return value


def number_or_none(value: float | None) -> float | None:
    """A finite number or nothing."""
    return None if value is None else number(value)


def whole(value: int) -> int:
    """A whole number; 2.7 is none, and nor is True."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidValue("a whole number is expected, not", unlike(value))
    return value


def whole_or_none(value: int | None) -> int | None:
    """A whole number or nothing."""
    return None if value is None else whole(value)


def day(value: str | date) -> date:
    """A calendar day, from ISO text such as ``2026-11-23``; a time of day is refused."""
    if isinstance(value, datetime) or not isinstance(value, str | date):
        raise InvalidValue("a date is expected, not", shown(value), "a date without a time, such as 2026-11-23")
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value if _DATE.fullmatch(value) else "")
    except ValueError:
        raise InvalidValue("not a date", shown(value), "write it as 2026-11-23") from None


def day_or_none(value: str | date | None) -> date | None:
    """A calendar day or nothing."""
    return None if value is None else day(value)


def duration(value: str | timedelta) -> timedelta:
    """A number of whole days, from text such as ``12 weeks`` or ``1 day``; at most 99,999 weeks."""
    if isinstance(value, timedelta):
        if not timedelta(0) <= value <= LONGEST_TIME or value != timedelta(days=value.days):
            raise InvalidValue("a duration of whole days is expected, not", shown(value))
        return value
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise InvalidValue("not a duration", shown(value), "write it in days or weeks, as in `12 weeks`")
    return duration(timedelta(days=int(found[1]) * (7 if found[2].startswith("week") else 1)))


def duration_or_none(value: str | timedelta | None) -> timedelta | None:
    """A number of whole days or nothing."""
    return None if value is None else duration(value)


def name_of(member: Enum) -> str:
    """The text of an enum's member in files and messages: its name in lower case with hyphens."""
    return member.name.lower().replace("_", "-")


@cache
def _named(kind: type[Enum]) -> dict[str, Any]:
    """The members of an enum by their texts."""
    return {name_of(each): each for each in kind}


def member(kind: type[E], value: object) -> E:
    """The member of an enum that a text names; a member stands for itself."""
    if isinstance(value, kind):
        return value
    names: dict[str, E] = _named(kind)
    if isinstance(value, str) and value in names:
        return names[value]
    known = ", ".join(names)
    hint = near(value, names) if isinstance(value, str) else ""
    name = kind.__name__.lower()
    article = "an" if name[0] in "aeiou" else "a"
    raise InvalidValue(f"not {article} {name}", shown(value), hint or f"one of {known}")


def members(kind: type[E], value: Iterable[object]) -> tuple[E, ...]:
    """A set of an enum's members, in the order in which the enum declares them."""
    chosen = {member(kind, each) for each in items(value)}
    return tuple(each for each in kind if each in chosen)


def severity_or_none(value: str | Severity | None) -> Severity | None:
    """A severity or nothing."""
    return None if value is None else member(Severity, value)


def stage_or_none(value: str | Stage | None) -> Stage | None:
    """A stage or nothing."""
    return None if value is None else member(Stage, value)


def only(kind: type[T], value: object) -> T:
    """A value of a class and nothing else."""
    if not isinstance(value, kind):
        name = kind.__name__
        raise InvalidValue(f"{'an' if name[0] in 'AEIOU' else 'a'} {name} is expected, not", shown(value))
    return value


def instance(kind: type[T], build: Callable[[str], T], value: object) -> T:
    """A value of the class, or one built from the text that stands for it."""
    if isinstance(value, kind):
        return value
    if isinstance(value, str):
        return build(value)
    raise InvalidValue(f"a {kind.__name__} or its text is expected, not", shown(value))


def within(what: str, least: float, most: float) -> Callable[[object, object, Any], None]:
    """What refuses a number outside its range, both ends inclusive; nothing is in every range.

    Of a value of the model, each of its numbers is meant.

    Args:
        what: what the number is of.
        least: the lower end.
        most: the upper end.
    """

    def validate(_: object, __: object, value: Any) -> None:
        if value is None:
            return
        for each in (value,) if isinstance(value, int | float) else attrs.astuple(value):
            if not least <= each <= most:
                raise InvalidValue(f"{what} is out of its range {least:g} to {most:g}:", shown(each))

    return validate


def some(whose: str, what: str) -> Callable[[object, object, Collection[object]], None]:
    """What refuses an empty collection.

    Args:
        whose: what has it.
        what: what it is of.
    """

    def validate(_: object, __: object, value: Collection[object]) -> None:
        if not value:
            raise InvalidValue(f"{whose} needs at least one {what}")

    return validate
