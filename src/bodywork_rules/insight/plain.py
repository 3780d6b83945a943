"""A page as plain text.

No line is wider than asked, but for a single word that is: an address is never cut.
"""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from textwrap import wrap
from typing import assert_never

from bodywork_rules.insight.page import Blank, Block, Heading, Item, Notice, Page, Paragraph, Table

__all__ = ["WIDTH", "plain"]

WIDTH = 100
"""Columns of a line."""
ROOM = "_" * 40
"""Where something is to be written by hand."""
GAP = "  "
NARROWEST = 8
"""No column of a table is made narrower than so many characters."""


def plain(page: Page, width: int = WIDTH) -> str:
    """A page as plain text; one line feed at the end.

    Args:
        page: the page.
        width: columns of a line.

    >>> from bodywork_rules.insight.page import Heading, Item
    >>> print(plain((Heading("Keep off"), Item("left wrist", lead="Today"))), end="")
    Keep off
    --------
    <BLANKLINE>
    - Today: left wrist
    """
    lines: list[str] = []
    before: Block | None = None
    for block in page:
        if before is not None and not (isinstance(block, Item) and isinstance(before, Item)):
            lines.append("")
        lines.extend(_lines(block, width))
        before = block
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _lines(block: Block, width: int) -> Iterator[str]:
    """The lines of one part of a page."""
    match block:
        case Heading(text=text, level=level):
            yield from _wrapped(text, width)
            if level < 3:
                yield ("=" if level == 1 else "-") * min(len(text), width)
        case Paragraph(text=text, lead=lead):
            yield from _wrapped(f"{lead}: {text}" if lead else text, width)
        case Item():
            yield from _item(block, width)
        case Notice(title=title, lines=lines):
            yield "!" * width
            for line in (title.upper(), *lines):
                yield from _wrapped(line, width, "!!  ", "!!  ")
            yield "!" * width
        case Table():
            yield from _table(block, width)
        case Blank(label=label):
            yield from _wrapped(f"{label}: {ROOM}", width)
        case _:
            assert_never(block)


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """A text in lines of at most so many columns."""
    return wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _item(item: Item, width: int) -> list[str]:
    """An item with its mark; what runs on is indented under its text."""
    indent = "   " * item.depth
    mark = f"{indent}- " if item.number is None else f"{indent}{item.number}. "
    text = " ".join(part for part in (item.text, item.link) if part)
    return _wrapped(f"{item.lead}: {text}" if item.lead else text, width, mark, " " * len(mark))


def _table(table: Table, width: int) -> Iterator[str]:
    """The lines of a table, of which a cell may take several."""
    texts = [tuple(cell.text for cell in row) for row in table.rows]
    widths = _widths([table.header, *texts], width)
    rule = tuple("-" * column for column in widths)
    for row in (table.header, rule, *texts):
        cells = [
            wrap(cell, column, break_long_words=False, break_on_hyphens=False)
            for cell, column in zip(row, widths, strict=True)
        ]
        for line in zip_longest(*cells, fillvalue=""):
            yield GAP.join(part.ljust(column) for part, column in zip(line, widths, strict=True))


def _widths(rows: Iterable[tuple[str, ...]], most: int) -> list[int]:
    """The width of each column: as wide as its text, the widest made narrower until all fit.

    Args:
        rows: the rows of a table, its header among them.
        most: columns of a line; exceeded when there are so many columns that none may be narrower.
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    while sum(widths) + len(GAP) * (len(widths) - 1) > most and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths
