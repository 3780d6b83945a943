"""Every exception that the library raises on purpose: what is wrong, where, and what was probably meant.

Each leaf is also a builtin, so a caller who knows only Python can catch it.
Exceptions compare by value and pickle: all they hold is in ``args``.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import final

import attrs

__all__ = [
    "BodyworkRulesError",
    "ClosedClass",
    "CombineConflict",
    "InvalidData",
    "InvalidPlan",
    "InvalidProfile",
    "InvalidRecord",
    "InvalidReply",
    "InvalidRulebook",
    "InvalidValue",
    "MissingExtra",
    "NoTruthValue",
    "Problem",
    "UnknownId",
    "UnreadableFile",
    "near",
]

SHORT = (3, 4)
"""In a text of so many letters one that is wrong, or two that changed places, are a large part of it."""


def alike_from(text: str, usual: float) -> float:
    """How alike another text must be to be near: less alike when it is very short.

    Args:
        text: what was written.
        usual: how alike it must be otherwise, where 1 is the same (``difflib.SequenceMatcher.ratio``).

    >>> alike_from("hvi", 0.75), alike_from("fractur", 0.75)
    (0.6, 0.75)
    """
    return min(usual, 0.6) if len(text) in SHORT else usual


def near(text: str, known: Iterable[str]) -> str:
    """Suggest what was probably meant: the nearest known text as a hint, or nothing when none is near.

    Near is, too, the only one that has all the words of the text, as `swedish` for `swedish-massage`.

    Args:
        text: what was written.
        known: what could have been meant.

    >>> near("fractur", ["fever", "fracture"])
    'did you mean `fracture`?'
    """
    able = sorted(known)
    found = get_close_matches(text, able, n=1, cutoff=alike_from(text, 0.7))
    words = set(text.split("-"))
    with_all = [] if found else [each for each in able if words <= set(each.split("-"))]
    return f"did you mean `{(found or with_all)[0]}`?" if found or len(with_all) == 1 else ""


@final
@attrs.frozen(kw_only=True, order=True)
class Problem:
    """One thing that is wrong with an input.

    Attributes:
        file: the file in which it stands, empty when there is none.
        where: the path inside it, by id where a thing has one (``contraindication fracture > when > has``).
        what: what is wrong, in lower case, without the value.
        value: the offending value as it was written, empty when there is none.
        hint: what was probably meant, or what to do; empty when nothing is near.
    """

    file: str = ""
    where: str = ""
    what: str
    value: str = ""
    hint: str = ""

    def __str__(self) -> str:
        """One line: where, what, the value in back-ticks, the hint."""
        place = ": ".join(part for part in (self.file, self.where) if part)
        value = f" `{self.value}`" if self.value else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}{': ' if place else ''}{self.what}{value}{hint}"

    def without_values(self) -> str:
        """The same without the value and the hint that was drawn from it: safe for a log.

        >>> Problem(where="findings[0]", what="unknown condition", value="fractur").without_values()
        'findings[0]: unknown condition'
        """
        return str(attrs.evolve(self, value="", hint=""))


class BodyworkRulesError(Exception):
    """The base of all that the library raises on purpose."""

    def __eq__(self, other: object) -> bool:
        """Equal when of one class and about the same things."""
        return isinstance(other, BodyworkRulesError) and type(self) is type(other) and self.args == other.args

    def __hash__(self) -> int:
        """The hash that goes with equality by value."""
        return hash((type(self), self.args))

    def without_values(self) -> str:
        """What can be written to a log: the kind of error, without any value of the input."""
        return type(self).__name__


class _Problems(BodyworkRulesError, ValueError):
    """An input that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Hold the problems in the order in which they stand in the input."""
        super().__init__(tuple(problems))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong, at least one."""
        found: tuple[Problem, ...] = self.args[0]
        return found

    def __str__(self) -> str:
        """One line a problem."""
        return "\n".join(str(problem) for problem in self.problems)

    def without_values(self) -> str:
        """One line a problem, without any value of the input."""
        return "\n".join(problem.without_values() for problem in self.problems)


@final
class InvalidProfile(_Problems):
    """A client profile that cannot be evaluated against this rulebook on this day."""


@final
class InvalidRecord(_Problems):
    """A record of care, such as scores or credentials, that cannot be, beside this rulebook or on this day."""


class InvalidReply(_Problems):
    """A clinician's reply that contradicts the letter it answers, or could not be."""


@final
class InvalidRulebook(_Problems):
    """A rulebook that breaks the rules of its format or its meaning."""


@final
class InvalidData(_Problems):
    """Data (JSON, TOML or plain values) that are not of the form of the type asked for."""


@final
class InvalidPlan(_Problems):
    """A session that cannot be planned as asked, or feedback that is not about the session."""


@final
class CombineConflict(_Problems):
    """Two rulebooks that cannot be combined: ids that stand in both and are not said to be replaced."""


@final
class UnreadableFile(BodyworkRulesError, OSError):
    """A file or folder that cannot be read or written."""

    def __init__(self, path: str, why: str) -> None:
        """Name the path and the reason."""
        super().__init__(path, why)

    def __str__(self) -> str:
        """One line: the path and the reason."""
        path, why = self.args
        return f"{path}: {why}"


@final
class InvalidValue(BodyworkRulesError, ValueError):
    """A value that a class of the model refuses: a form, a range or a combination that cannot be."""

    def __init__(self, what: str, value: str = "", hint: str = "") -> None:
        """Say what is wrong, the value as written, and what was probably meant."""
        super().__init__(what, value, hint)

    def as_problem(self) -> Problem:
        """The same as a problem, for a list of all that is wrong."""
        what, value, hint = self.args
        return Problem(what=what, value=value, hint=hint)

    def __str__(self) -> str:
        """One line: what, the value in back-ticks, the hint."""
        return str(self.as_problem())

    def without_values(self) -> str:
        """What is wrong, without the value."""
        return self.as_problem().without_values()


@final
class UnknownId(BodyworkRulesError, LookupError):
    """An id that is not there."""

    def __init__(self, kind: str, unknown: str, hint: str = "") -> None:
        """Name the kind of thing looked for, the id, and a near one."""
        super().__init__(kind, unknown, hint)

    def __str__(self) -> str:
        """One line: the kind, the id in back-ticks, the hint."""
        kind, unknown, hint = self.args
        return str(Problem(what=f"unknown {kind}", value=unknown, hint=hint))


@final
class NoTruthValue(BodyworkRulesError, TypeError):
    """A three-valued truth or a verdict used as if it were yes or no."""


@final
class ClosedClass(BodyworkRulesError, TypeError):
    """A class of the library used as a base class."""


@final
class MissingExtra(BodyworkRulesError, ImportError):
    """A part of the library whose optional dependencies are not installed."""

    def __init__(self, extra: str, why: str) -> None:
        """Name the extra and what needs it."""
        super().__init__(extra, why)

    def __str__(self) -> str:
        """One line: what needs it, and the line that installs it."""
        extra, why = self.args
        return (
            f"{why} needs the extra `{extra}`: pip install 'bodywork-rules[{extra}]', "
            f"or in a copy of the repository pip install '.[{extra}]'"
        )
