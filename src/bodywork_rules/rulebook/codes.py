"""Codes of code systems: how one is written, which lies below which, and what ICD-10-CM says of the course."""

import re
from typing import Final, final

import attrs

from bodywork_rules.model import Course
from bodywork_rules.model.closed import Closed

__all__ = ["Span", "bare", "course_of", "like_a_drug", "says_none", "without_dose"]

_NESTED: Final = re.compile(r"[a-z][0-9][0-9a-z]{1,5}(-[a-z][0-9][0-9a-z]|\*[a-z])?")
_LIKE_ATC: Final = re.compile(r"[a-z][0-9]{2}[a-wyz]")
_DOSE: Final = re.compile(
    r"(?P<low>low[ -]dose\s+)?(?P<drug>[^\d\W].*?)"
    r"(?P<dose>(\s*\b\d{1,6}([.,]\d{1,3})?\s*(mg|mcg|µg|μg|g|micrograms?|units|iu|ie)"
    r"|\s+(?![1-4](\s|$))\d{1,4}([.,]\d{1,3})?)"
    r"(\s+(once|twice|three times))?(\s+(daily|a day|weekly|a week|at night|in the morning))?)?",
    re.IGNORECASE,
)
_NONE: Final = re.compile(
    r"-+|n/a|nil|(no|none|nothing)( known)?|not applicable|no (drugs?|medications?|medicines?)", re.IGNORECASE
)
_ICD_LENGTH: Final = 7
"""An ICD-10-CM code that tells of the course has so many signs, and the last is a letter."""


def bare(code: str) -> str:
    """A code without its dots, in small letters.

    Args:
        code: the code.

    >>> bare("S52.501D")
    's52501d'
    """
    return code.strip().replace(".", "").casefold()


def like_a_drug(text: str) -> bool:
    """Whether a text has the form that a code of the ATC has, and without its dot an ICD-10-CM code may have too.

    Args:
        text: the text.

    >>> like_a_drug("C07AB02"), like_a_drug("F32A"), like_a_drug("C07.9"), like_a_drug("C079"), like_a_drug("S52X")
    (True, True, False, False, False)
    """
    return _LIKE_ATC.match(text.strip().casefold()) is not None


def says_none(text: str) -> bool:
    """Whether a text says that there is none of what was asked for, and nothing else.

    Args:
        text: the text.

    >>> says_none("None"), says_none("nil."), says_none("no warfarin"), says_none("nonsense")
    (True, True, False, False)
    """
    return _NONE.fullmatch(text.strip().rstrip(".!")) is not None


def without_dose(text: str) -> str | None:
    """What is named beside one plain dose, and perhaps how often; nothing when the text tells of no dose.

    A number alone is one, and so is a dose that is called low; but a whole number up to four is none, for it may be how
    many are taken, or be part of the name of another medicine: Tylenol 3 holds codeine.

    A strength in per cent or for an hour is none, for it tells of a cream or a patch.

    Args:
        text: what was written of a medicine.

    >>> without_dose("warfarin 5mg"), without_dose("clopidogrel 75 mg daily")
    ('warfarin', 'clopidogrel')
    >>> without_dose("aspirin 100"), without_dose("low dose aspirin")
    ('aspirin', 'aspirin')
    >>> without_dose("bisoprolol 2.5"), without_dose("Tylenol 3"), without_dose("Tylenol 3 daily")
    ('bisoprolol', None, None)
    >>> without_dose("fentanyl 25 mcg/h"), without_dose("warfarin 5 mg and aspirin"), without_dose("warfarin")
    (None, None, None)
    """
    told = _DOSE.fullmatch(text.strip())
    return told["drug"] if told and (told["low"] or told["dose"]) else None


def course_of(code: str) -> Course | None:
    """What an ICD-10-CM code says of the course of an injury; nothing when it says nothing.

    Args:
        code: the code, bare.
    """
    if len(code) != _ICD_LENGTH or not code[-1].isalpha():
        return None
    if code[-1] in "abc":
        return Course.ACTIVE
    return Course.LATE_EFFECT if code[-1] == "s" else Course.HEALING


@final
@attrs.frozen
class Span(Closed):
    """A code, or a block of codes, of a system in which a code stands for all longer ones that begin with it.

    Attributes:
        first: the first code of it, bare.
        last: the last code of it, bare; of a code by itself the same.
        ending: the letter of the course that a whole code within it ends with; empty when any may be within it.
    """

    first: str
    last: str
    ending: str = ""

    @classmethod
    def of(cls, code: str) -> "Span | None":
        """The span that a bare code stands for; nothing when the text has not the form of such a code.

        Args:
            code: the code, bare.

        >>> Span.of("s065*a").holds(Span.of("s065x0a")), Span.of("s065*a").holds(Span.of("s065x0d"))
        (True, False)
        """
        if not _NESTED.fullmatch(code):
            return None
        code, _, ending = code.partition("*")
        first, _, last = code.partition("-")
        return cls(first, last or first, ending)

    @property
    def letters(self) -> str:
        """What the codes within it begin with."""
        return "".join(map(chr, range(ord(self.first[0]), ord(self.last[0]) + 1)))

    def holds(self, other: "Span") -> bool:
        """Whether another lies within it, or is the same."""
        ending = other.last[_ICD_LENGTH - 1 :] or other.ending
        if self.ending not in ("", ending):
            return False
        return self.first <= other.first and other.last[: len(self.last)] <= self.last
