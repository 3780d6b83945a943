"""Writing SVG: elements, text that is broken into lines, and ids that begin as the caller wants."""

import re
import textwrap
import unicodedata
from typing import final
from xml.etree.ElementTree import Element, SubElement, tostring

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.parse import shown

__all__ = ["Element", "Ids", "add", "lines_of", "said", "written"]

_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LETTER = 0.475
"""The width of a letter, on average, for a size of 1."""


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
        text: its text; nothing for none. Characters that no XML can hold are left out.
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
    """A text without the characters that no XML can hold."""
    return _NOT_XML.sub("", text)


def lines_of(text: str, width: float, size: float) -> list[str]:
    """A text broken into lines that fit.

    Args:
        text: the text.
        width: the width that there is.
        size: the size of the letters.
    """
    clean = said(text)
    wide = sum(unicodedata.east_asian_width(letter) in {"F", "W"} for letter in clean)
    letter = LETTER + (1 - LETTER) * wide / max(1, len(clean))
    return textwrap.wrap(clean, max(1, int(width / (size * letter)))) or [""]


def written(root: Element) -> str:
    """An element as text."""
    return tostring(root, encoding="unicode")
