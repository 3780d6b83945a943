"""What a body chart says in words: its legend, what is marked and why, and all of it in one text."""

from collections.abc import Iterator, Mapping

from bodywork_rules.insight.wording import Wording, outside, sentence
from bodywork_rules.model import Body
from bodywork_rules.report.chart_figures import swatch, target
from bodywork_rules.report.chart_marks import Mark, Marked
from bodywork_rules.report.drawing import filled
from bodywork_rules.report.svg import Element, Ids, add, lines_of

__all__ = ["Column", "legend", "listed", "summary"]

MARGIN = 20.0
SIZE = 16.0


class Column:
    """Lines of text, one below the other.

    Attributes:
        root: what they are put into.
        width: from the left edge to the right one.
        y: where the last line stands.
    """

    def __init__(self, root: Element, width: float, y: float) -> None:
        """Begin above the first line."""
        self.root, self.width, self.y = root, width, y

    def text(self, text: str, *, x: float = MARGIN, size: float = 15.0, bold: bool = False) -> None:
        """Add a paragraph, broken into lines that fit."""
        for line in lines_of(text, self.width - x - MARGIN, size * (1.08 if bold else 1)):
            self.y += size * 1.32
            weight = {"font_weight": "bold"} if bold else {}
            add(self.root, "text", line, x=x, y=self.y, font_size=size, **weight)
        self.y += 4


def legend(column: Column, ids: Ids, words: Mapping[str, str], *, several: bool, aimed: bool) -> None:
    """What each pattern means, the mildest first.

    Args:
        column: where it goes.
        ids: the ids of the chart.
        words: the words of the chart.
        several: the chart is drawn for more than one technique.
        aimed: some places are marked as where the client wants help.
    """
    for mark in reversed(Mark):
        name = f"chart-{mark.value}-means"
        swatch(column.root, ids, mark, MARGIN, column.y + 5)
        column.text(words.get(f"{name}-technique", words[name]) if not several else words[name], x=68, size=SIZE)
        column.y += 3
    if aimed:
        target(column.root, MARGIN + 17.5, column.y + 15)
        column.text(words["chart-wanted-means"], x=68, size=SIZE)
    column.y += 4


def listed(
    column: Column,
    ids: Ids,
    wording: Wording,
    body: Body,
    found: tuple[Marked, ...],
    words: Mapping[str, str],
    *,
    hidden: int,
    reasons: bool,
) -> None:
    """What is marked where and why; of what the figures do not show always, of the rest when reasons are wanted.

    Args:
        column: where it goes.
        ids: the ids of the chart.
        wording: the words.
        body: the body.
        found: what is marked.
        words: the words of the chart.
        hidden: the points that no figure shows.
        reasons: write out all that is marked, and why.
    """
    for marked in found:
        if reasons and marked.reasons:
            _item(column, ids, marked, _line(wording, body, marked, marked.points, words))
            for reason in marked.reasons:
                column.text(reason, x=68)
        elif marked.points & hidden:
            line = _line(wording, body, marked, marked.points & hidden, words)
            _item(column, ids, marked, filled(words["chart-beside"], places=line))


def _item(column: Column, ids: Ids, marked: Marked, text: str) -> None:
    column.y += 6
    swatch(column.root, ids, marked.mark, MARGIN, column.y + 4)
    column.text(text, x=68, bold=True)


def _line(wording: Wording, body: Body, marked: Marked, points: int, words: Mapping[str, str]) -> str:
    """How places are marked, and which these are."""
    places = words["chart-whole"] if points == body.whole else wording.sites(body.sites(points))
    return f"{words[f'chart-{marked.mark.value}']}: {places}"


def summary(wording: Wording, body: Body, found: tuple[Marked, ...], words: Mapping[str, str]) -> str:
    """All that a chart shows, in one text."""
    return " ".join(_sentences(wording, body, found, words))


def _sentences(
    wording: Wording, body: Body, found: tuple[Marked, ...], words: Mapping[str, str]
) -> Iterator[str]:
    for marked in found:
        if marked.mark is not Mark.OUT:
            yield sentence(outside(_line(wording, body, marked, marked.points, words)))
            yield from marked.reasons
