"""What an explanation is made of before it is plain text, Markdown or a coloured terminal."""

from collections.abc import Iterable
from typing import final

import attrs

from bodywork_rules.model.closed import Closed
from bodywork_rules.model.scales import Verdict

__all__ = ["Blank", "Block", "Cell", "Heading", "Item", "Notice", "Page", "Paragraph", "Table", "one_line"]


def one_line(text: str) -> str:
    r"""A text on one line, without characters that steer a terminal or turn the direction of writing.

    Args:
        text: the text; white space in a row becomes one blank.

    >>> one_line("a knee\nthat\x1b[2J clicks")
    'a knee that [2J clicks'
    """
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _rows(rows: "Iterable[Iterable[str | Cell]]") -> "tuple[tuple[Cell, ...], ...]":
    return tuple(tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row) for row in rows)


def _lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(one_line(line) for line in lines)


@final
@attrs.frozen
class Heading(Closed):
    """A heading.

    Attributes:
        text: what it says.
        level: 1 for the whole page, 2 for a section, 3 within one.
        verdict: the verdict that it stands for; nothing when it stands for none.
    """

    text: str = attrs.field(converter=one_line)
    level: int = 2
    verdict: Verdict | None = attrs.field(default=None, kw_only=True)


@final
@attrs.frozen
class Paragraph(Closed):
    """Running text.

    Attributes:
        text: what it says.
        lead: the words to stand out before it.
        verdict: the verdict in whose colour these words stand; nothing when they stand for none.
    """

    text: str = attrs.field(converter=one_line)
    lead: str = attrs.field(default="", kw_only=True, converter=one_line)
    verdict: Verdict | None = attrs.field(default=None, kw_only=True)


@final
@attrs.frozen
class Item(Closed):
    """One item of a list.

    Attributes:
        text: what it says.
        lead: the words to stand out before it.
        depth: 0 for a list by itself, 1 for one within an item.
        number: its number; nothing in a list without numbers.
        link: a web address that ends it.
        verdict: the verdict in whose colour the words before it stand; nothing when they stand for none.
    """

    text: str = attrs.field(converter=one_line)
    lead: str = attrs.field(default="", kw_only=True, converter=one_line)
    depth: int = attrs.field(default=0, kw_only=True)
    number: int | None = attrs.field(default=None, kw_only=True)
    link: str = attrs.field(default="", kw_only=True, converter=one_line)
    verdict: Verdict | None = attrs.field(default=None, kw_only=True)


@final
@attrs.frozen
class Notice(Closed):
    """Something that must not be missed.

    Attributes:
        title: what it is.
        lines: what it says.
    """

    title: str = attrs.field(converter=one_line)
    lines: tuple[str, ...] = attrs.field(converter=_lines)


@final
@attrs.frozen
class Cell(Closed):
    """A cell of a table.

    Attributes:
        text: what it says.
        verdict: the verdict that it stands for; nothing when it stands for none.
    """

    text: str = attrs.field(converter=one_line)
    verdict: Verdict | None = None


@final
@attrs.frozen
class Table(Closed):
    """A table.

    Attributes:
        header: the name of each column.
        rows: a cell for each column; a text is a cell that says it.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_rows)


@final
@attrs.frozen
class Blank(Closed):
    """Room to write by hand.

    Attributes:
        label: what to write there.
    """

    label: str = attrs.field(converter=one_line)


Block = Heading | Paragraph | Item | Notice | Table | Blank
"""A part of a page."""

Page = tuple[Block, ...]
"""An explanation, top to bottom."""
