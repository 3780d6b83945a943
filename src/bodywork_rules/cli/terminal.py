"""A page on a terminal that takes colours."""

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text

from bodywork_rules.insight.page import Blank, Block, Heading, Item, Notice, Page, Paragraph, Table
from bodywork_rules.insight.plain import WIDTH, plain
from bodywork_rules.model import Verdict

__all__ = ["drawn"]

COLOURS = {
    Verdict.PROCEED: "green",
    Verdict.MODIFY: "yellow",
    Verdict.CLEARANCE: "magenta",
    Verdict.AVOID: "red",
}


def drawn(console: Console, page: Page) -> None:
    """Draw a page, no wider than plain text is."""
    width = min(console.width, WIDTH)
    before: Block | None = None
    for block in page:
        if before is not None and not (isinstance(block, Item) and isinstance(before, Item)):
            console.print()
        console.print(_drawing(block, width))
        before = block


def _drawing(block: Block, width: int) -> Text | Panel | Grid:
    """One part of a page, as it is drawn."""
    match block:
        case Notice(title=title, lines=lines):
            return Panel(
                Text("\n".join((title.upper(), *lines))),
                style="bold red",
                box=box.HEAVY,
                width=width,
                padding=(0, 1),
            )
        case Table():
            return _grid(block, width)
        case Heading(text=text, level=level, verdict=verdict):
            colour = COLOURS[verdict] if verdict is not None else "cyan" if level < 3 else ""
            shown = plain((block,), width).rstrip("\n") if level < 3 else text
            return Text(shown, style=f"bold {colour}".strip(), overflow="fold")
        case Paragraph(lead=lead, verdict=verdict) | Item(lead=lead, verdict=verdict):
            return _led(plain((block,), width).rstrip("\n"), lead, verdict)
        case Blank(label=label):
            return _led(plain((block,), width).rstrip("\n"), label)


def _led(shown: str, lead: str, verdict: Verdict | None = None) -> Text:
    """A text whose lead stands out."""
    text = Text(shown)
    start = shown.find(lead) if lead else -1
    if start >= 0:
        text.stylize("bold" if verdict is None else f"bold {COLOURS[verdict]}", start, start + len(lead))
    return text


def _grid(table: Table, width: int) -> Grid:
    """A table, its verdicts in their colours."""
    grid = Grid(box=box.SIMPLE_HEAD, width=width, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for name in table.header:
        grid.add_column(name)
    for row in table.rows:
        grid.add_row(*(Text(cell.text, style="" if cell.verdict is None else COLOURS[cell.verdict]) for cell in row))
    return grid
