"""What a body chart says in words: its legend, what is marked and why, and all of it in one text."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import final

from bodywork_rules.insight.wording import Wording, numbered, sentence
from bodywork_rules.model import Body, Restriction
from bodywork_rules.report.chart.figures import outlined, swatch, target
from bodywork_rules.report.chart.marks import Mark, Marks
from bodywork_rules.report.svg import Element, Ids, add, lines_of, width_of

__all__ = ["Column", "aim_text", "legend", "places_listed", "places_text", "reasons_listed", "summary"]

MARGIN = 20.0
INDENT = 68.0
SIZE = 17.5
SMALL = 16.0
LINE = 1.32
"""The height of a line, for a size of 1."""
UNNUMBERED = "\u2013"
"""What stands in the place of the number of a reason that the answer does not number."""
ROW = 31.0
"""The height of a row of the legend."""
LEGEND = (Mark.WORK, Mark.OFF, Mark.CARE, Mark.OUT, Mark.ASK)
"""The marks as they stand in the legend, two in a row."""


@final
class Column:
    """Lines of text, one below the other.

    Attributes:
        root: what they are put into.
        width: from the left edge to the right one.
        y: where the last line stands.
    """

    def __init__(self, root: Element, width: float, y: float) -> None:
        """Begin above the first line."""
        self.root: Element = root
        self.width: float = width
        self.y: float = y

    def text(
        self, text: str, *, x: float = MARGIN, size: float = SMALL, bold: bool = False, right: float | None = None
    ) -> None:
        """Add a paragraph, broken into lines that fit."""
        room = (self.width if right is None else right) - x - (MARGIN if right is None else 4)
        for line in lines_of(text, room, size, bold=bold):
            self.y += size * LINE
            weight = {"font_weight": "bold"} if bold else {}
            add(self.root, "text", line, x=x, y=self.y, font_size=size, **weight)
        self.y += 4


def legend(column: Column, ids: Ids, wording: Wording, *, wanted: bool, aimed: bool) -> None:
    """What each pattern and sign means, in two columns.

    Args:
        column: where it goes.
        ids: the ids of the chart.
        wording: the words.
        wanted: some places are marked as where the client wants help.
        aimed: some places are marked as where the work aims.
    """
    root, half = column.root, column.width / 2
    entries: list[tuple[str, Callable[[float, float], None]]] = [
        (f"chart-{mark.value}", partial(swatch, root, ids, mark)) for mark in LEGEND
    ]
    entries += [("chart-wanted", lambda x, y: target(root, x + 17.5, y + 10.5))] if wanted else []
    entries += [("chart-aim", partial(outlined, root))] if aimed else []
    for first in range(0, len(entries), 2):
        top = lowest = column.y
        for across, (id, sample) in enumerate(entries[first : first + 2]):
            sample(MARGIN + across * half, top + 6)
            column.y = top
            column.text(wording.say(id), x=across * half + INDENT, size=SIZE, right=(across + 1) * half)
            lowest = max(lowest, column.y)
        column.y = max(lowest, top + ROW)
    column.y += 4


def places_listed(
    column: Column,
    ids: Ids,
    places: tuple[tuple[Mark, int], ...],
    body: Body,
    wording: Wording,
) -> None:
    """Marked places, each mark with its pattern.

    Args:
        column: where they go.
        ids: the ids of the chart.
        places: the points that have each mark.
        body: the body.
        wording: the words.
    """
    for mark, points in places:
        column.y += 4
        swatch(column.root, ids, mark, MARGIN, column.y + 4)
        column.text(places_text(mark, points, body, wording), x=INDENT)


def reasons_listed(
    column: Column, marks: Marks, numbers: Mapping[Restriction, int], body: Body, wording: Wording
) -> None:
    """Why places are marked, each reason with its places and the numbers that its rules have in the answer.

    Args:
        column: where they go.
        marks: what is marked.
        numbers: the number of each rule in the answer.
        body: the body.
        wording: the words.
    """
    if not marks.reasons:
        return
    column.y += 4
    column.text(wording.say("chart-reasons"), size=SIZE, bold=True)
    for reason, text in zip(marks.reasons, _whys(marks, body, wording), strict=True):
        number = numbered({numbers[rule] for rule in reason.rules if rule in numbers}, "R") or UNNUMBERED
        top = column.y
        column.text(number, bold=True)
        if width_of(number, SMALL, bold=True) <= INDENT - MARGIN:
            column.y = top
        column.text(text, x=INDENT)


def places_text(mark: Mark, points: int, body: Body, wording: Wording) -> str:
    """How places are marked, and which these are."""
    marked = wording.say(f"chart-{mark.value}")
    return wording.say("chart-marked", mark=marked, places=_places(points, body, wording))


def aim_text(aims: int, body: Body, wording: Wording) -> str:
    """Where the work aims; nothing for nowhere in particular."""
    if not aims:
        return ""
    return sentence(wording.say("chart-marked", mark=wording.say("chart-aim"), places=_places(aims, body, wording)))


def _places(points: int, body: Body, wording: Wording) -> str:
    return wording.say("chart-whole") if points == body.whole else wording.sites(body.sites(points))


def _whys(marks: Marks, body: Body, wording: Wording) -> list[str]:
    """Each reason, with its places where they are not all that is marked."""
    reached = sum(points for mark, points in marks.places if mark is not Mark.OUT)
    return [
        reason.text
        if reason.points == reached
        else wording.say("chart-why", reason=reason.text, places=_places(reason.points, body, wording))
        for reason in marks.reasons
    ]


def summary(marks: Marks, aims: int, body: Body, wording: Wording) -> str:
    """All that a chart shows, in one text: where the work aims, which places are marked, then why."""
    aimed = aim_text(aims, body, wording)
    places = [places_text(*each, body, wording) for each in marks.places if each[0] is not Mark.OUT]
    return " ".join([*([aimed] if aimed else []), *map(sentence, places), *_whys(marks, body, wording)])
