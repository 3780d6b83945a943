"""Writing SVG: elements, text that is broken into lines, and ids that begin as the caller wants."""

import re
import unicodedata
from typing import final
from xml.etree.ElementTree import Element, SubElement, tostring

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.insight.page import one_line
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.parse import shown

__all__ = ["Element", "Ids", "add", "lines_of", "said", "width_of", "written"]

_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
WIDTHS = {
    letter: width
    for letters, width in (
        ("il.,:;'|!Ij ", 0.35),
        ("()[]/-ftr", 0.42),
        ("cksvxyz", 0.6),
        ("mwMW%@&+<=>\u2610\u2026\u2014", 1.0),
    )
    for letter in letters
}
"""The widths of some letters for a size of 1, in the widest of the fonts that a machine falls back to."""
SMALL, CAPITAL, FULL = 0.64, 0.79, 1.0
"""The same of other letters: small ones and digits, capitals, and those of eastern Asia."""
BOLD = 1.13
"""How much wider bold letters are."""


@final
@attrs.frozen
class Ids(Closed):
    """The ids of one drawing, which all begin alike.

    Attributes:
        prefix: what they begin with.

    Raises:
        InvalidValue: the prefix cannot begin an id.
    """

    prefix: str = attrs.field()

    @prefix.validator
    def _begins_an_id(self, _: object, value: object) -> None:
        if not isinstance(value, str) or not _PREFIX.fullmatch(value):
            raise InvalidValue(
                "not the beginning of an id", shown(value), "letters, digits and hyphens, a letter first"
            )

    def of(self, name: str) -> str:
        """The id of a thing in the drawing."""
        return f"{self.prefix}-{name}"

    def url(self, name: str) -> str:
        """The reference to it in a property."""
        return f"url(#{self.of(name)})"


def add(parent: Element, tag: str, text: str | None = None, **attributes: str | float) -> Element:
    """Add an element; ``stroke_width`` becomes ``stroke-width``, numbers are written short.

    Args:
        parent: what it is put into.
        tag: its name.
        text: its text; nothing for none. Characters that no XML can hold, or that steer what is shown, are left out.
        attributes: its attributes.
    """
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    added = SubElement(
        parent,
        tag,
        {name: said(f"{value:g}" if isinstance(value, float) else str(value)) for name, value in names.items()},
    )
    added.text = None if text is None else said(text)
    return added


def said(text: str) -> str:
    """A text without the characters that no XML can hold, or that turn the direction of writing."""
    return one_line(text)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is at most, in whichever font without serifs a machine has.

    Args:
        text: the text.
        size: the size of the letters.
        bold: the letters are bold.
    """
    return sum(map(_wide, text)) * size * (BOLD if bold else 1)


def _wide(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in {"F", "W"}:
        return FULL
    return WIDTHS.get(letter, CAPITAL if letter.isupper() else SMALL)


def lines_of(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """A text broken into lines that fit, between words or, in a word that is longer than a line, within it.

    Args:
        text: the text.
        width: the width that there is.
        size: the size of the letters.
        bold: the letters are bold.
    """
    lines = [""]
    for word in said(text).split():
        joined = f"{lines[-1]} {word}".strip()
        if width_of(joined, size, bold=bold) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if lines[-1] and width_of(lines[-1] + letter, size, bold=bold) > width:
                lines.append("")
            lines[-1] += letter
    return lines


def written(root: Element) -> str:
    """An element as text."""
    return tostring(root, encoding="unicode")
