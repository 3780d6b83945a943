"""A page as Markdown. All text is escaped: what a client said cannot become a heading, a link or markup."""

import re
from collections.abc import Iterator
from typing import assert_never

from bodywork_rules.insight.page import Blank, Block, Heading, Item, Notice, Page, Paragraph, Table

__all__ = ["escaped", "markdown"]

ROOM = "_" * 40
"""Where something is to be written by hand."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#!{}$@])")
_AT_THE_START = re.compile(r"^(\d+)([.)])|^([-+=:])")
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_BARE_ADDRESS = re.compile(r"(?i)(https?|ftp|mailto|www)(:|\.)")


def markdown(page: Page) -> str:
    """A page as Markdown (CommonMark with tables); one line feed at the end.

    Args:
        page: the page.

    >>> from bodywork_rules.insight.page import Heading, Item
    >>> print(markdown((Heading("Keep off"), Item("left wrist", lead="Today"))), end="")
    ## Keep off
    <BLANKLINE>
    - **Today:** left wrist
    """
    lines: list[str] = []
    before: Block | None = None
    for block in page:
        if before is not None and not (isinstance(block, Item) and isinstance(before, Item)):
            lines.append("")
        lines.extend(_lines(block))
        before = block
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    r"""A text that Markdown shows as it stands: no character of it is markup, and no address in it becomes a link.

    Args:
        text: the text, on one line.

    >>> print(escaped("<b>bold</b>"))
    \<b\>bold\</b\>
    """
    quiet = _SPECIAL.sub(r"\\\1", text)
    quiet = _BARE_ADDRESS.sub(lambda found: f"{found[1]}\\{found[2]}", quiet)
    return _AT_THE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", quiet)


def _led(lead: str, text: str) -> str:
    """A text after the words that lead it."""
    return f"**{escaped(lead)}:** {escaped(text)}" if lead else escaped(text)


def _lines(block: Block) -> Iterator[str]:
    """The lines of one part of a page."""
    match block:
        case Heading(text=text, level=level):
            yield f"{'#' * level} {escaped(text)}"
        case Paragraph(text=text, lead=lead):
            yield _led(lead, text)
        case Item():
            yield _item(block)
        case Notice(title=title, lines=lines):
            yield f"> **{escaped(title.upper())}**"
            for line in lines:
                yield ">"
                yield f"> {escaped(line)}"
        case Table(header=header, rows=rows):
            yield _row(header)
            yield _row("---" for _ in header)
            yield from (_row(escaped(cell.text) for cell in row) for row in rows)
        case Blank(label=label):
            yield f"**{escaped(label)}:** {escaped(ROOM)}"
        case _:
            assert_never(block)


def _row(cells: "Iterator[str] | tuple[str, ...]") -> str:
    """A row of a table."""
    return f"| {' | '.join(cells)} |"


def _item(item: Item) -> str:
    """An item with its mark; a web address is a link only when it is wholly one."""
    mark = "-" if item.number is None else f"{item.number}."
    link = f" <{item.link}>" if _ADDRESS.fullmatch(item.link) else f" {escaped(item.link)}" if item.link else ""
    return f"{'    ' * item.depth}{mark} {_led(item.lead, item.text)}{link}".rstrip()
