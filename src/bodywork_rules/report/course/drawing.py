"""The drawing of a course: a frame, and all that stands in it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import final

import attrs

from bodywork_rules.care.progress.scores import Score
from bodywork_rules.model import Measure
from bodywork_rules.model.closed import Closed
from bodywork_rules.report.svg import Element, Ids, add, width_of, written
from bodywork_rules.rulebook import Rulebook
from bodywork_rules.rulebook.texts import text_of

__all__ = ["BIG", "RIGHT", "SIZE", "Entry", "Frame", "drawn"]

LEFT, RIGHT, ROW = 56, 22, 19
"""The margins beside the scores and the height of a line of text, in pixels."""
SIZE, BIG = 13, 16
"""The sizes of letters: of the labels, and of the name of the measure."""
INK, PALE, BETTER, WORSE = "#1b2733", "#5b6875", "#1f6f54", "#9a3412"
FONT = "system-ui, -apple-system, Segoe UI, Roboto, sans-serif"
SMALL_DOT, BIG_DOT = 4.5, 6.0
"""The radius of a score, and of the last one."""


@final
@attrs.frozen
class Entry(Closed):
    """What a mark means, in the legend."""

    mark: str
    text: str
    x: float


@final
@attrs.frozen(kw_only=True)
class Frame(Closed):
    """Where things stand on the drawing."""

    ids: Ids
    width: int
    height: int
    measure: Measure
    scale: tuple[float, ...]
    start: date
    end: date
    heading: tuple[tuple[str, bool], ...]
    legend: tuple[tuple[Entry, ...], ...]

    def x(self, day: date) -> float:
        """From left to right."""
        span = max((self.end - self.start).days, 1)
        return round(LEFT + (self.width - LEFT - RIGHT) * (day - self.start).days / span, 1)

    def y(self, value: float) -> float:
        """From top to bottom."""
        low, high = self.scale[0], self.scale[-1]
        part = (min(max(value, low), high) - low) / (high - low)
        return round(self.floor - (self.floor - self.top) * part, 1)

    @property
    def floor(self) -> int:
        """Where the lowest score stands."""
        return self.height - 52 - ROW * len(self.legend)

    @property
    def top(self) -> int:
        """Where the highest score stands."""
        return 24 + ROW * len(self.heading)

    @property
    def right(self) -> int:
        """Where the last day stands."""
        return self.width - RIGHT


def drawn(
    rulebook: Rulebook,
    frame: Frame,
    course: Sequence[Score],
    shown: Sequence[Score],
    edges: Sequence[tuple[str, float, float]],
    named: tuple[str, str],
) -> str:
    """The drawing with its title and description, from its ground up."""
    ids, width, height = frame.ids, frame.width, frame.height
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": FONT, "fill": INK})
    root.set("aria-labelledby", f"{ids.of('title')} {ids.of('desc')}")
    root.set("viewBox", f"0 0 {width} {height}")
    for key, size in (("width", width), ("height", height), ("font-size", SIZE)):
        root.set(key, str(size))
    for tag, text in zip(("title", "desc"), named, strict=True):
        add(root, tag, text, id=ids.of(tag))
    _patterns(root, ids)
    add(root, "rect", width=width, height=height, fill="#ffffff")
    _heading(root, frame)
    _zones(root, frame, shown[0], edges)
    _axes(root, frame)
    _days(root, frame, shown)
    _sessions(root, rulebook, frame, course)
    _line(root, rulebook, frame, shown)
    _legend_drawn(root, frame)
    return written(root)


def _legend_drawn(root: Element, frame: Frame) -> None:
    """The rows of the legend at the foot."""
    for row, entries in enumerate(frame.legend):
        y = frame.floor + 58 + ROW * row
        for entry in entries:
            _sample(root, frame.ids, entry.mark, entry.x, y)
            add(root, "text", entry.text, x=entry.x + 24, y=y)


def _sample(root: Element, ids: Ids, mark: str, x: float, y: float) -> None:
    """A mark as it is drawn, for the legend."""
    match mark:
        case "first":
            _dotted(root, x, x + 18, y - 5)
            _dot(root, x + 9, y - 5, first=True, last=False)
        case "last":
            _dot(root, x + 9, y - 5, first=False, last=True)
        case "session":
            _triangle(root, x + 9, y - 10)
        case _:
            colour = BETTER if mark == "better" else WORSE
            add(root, "rect", x=x, y=y - 11, width=18, height=12, fill=ids.url(mark), stroke=colour)


def _dot(root: Element, x: float, y: float, *, first: bool, last: bool) -> Element:
    """A score: the first is hollow, the last is larger."""
    size, fill = BIG_DOT if last else SMALL_DOT, "#ffffff" if first else INK
    return add(root, "circle", cx=x, cy=y, r=size, fill=fill, stroke=INK, stroke_width=2)


def _dotted(root: Element, left: float, right: float, y: float) -> None:
    """The line of the first score."""
    add(root, "line", x1=left, y1=y, x2=right, y2=y, stroke=PALE, stroke_dasharray="2 5")


def _triangle(root: Element, x: float, y: float) -> Element:
    """A session."""
    return add(root, "path", d=f"M{x:g} {y:g}l6 10h-12z", fill=PALE)


def _patterns(root: Element, ids: Ids) -> None:
    """The hatching of each zone, leaning in its own way."""
    defs = add(root, "defs")
    for which, colour, turn, gap in (("better", BETTER, 45, 9), ("worse", WORSE, -45, 5)):
        tile = add(defs, "pattern", id=ids.of(which), width=gap, height=gap, patternUnits="userSpaceOnUse",
                   patternTransform=f"rotate({turn})")  # fmt: skip
        add(tile, "rect", width=gap, height=gap, fill=colour, fill_opacity=0.06)
        add(tile, "line", x1=0, y1=0, x2=0, y2=gap, stroke=colour, stroke_width=1.4, stroke_opacity=0.4)


def _heading(root: Element, frame: Frame) -> None:
    """The measure, then the complaint and the unit."""
    for row, (line, bold) in enumerate(frame.heading):
        look: dict[str, str | float] = {"font_size": BIG, "font_weight": 600} if bold else {"fill": PALE}
        add(root, "text", line, x=16, y=24 + ROW * row, **look)


def _zones(root: Element, frame: Frame, first: Score, edges: Iterable[tuple[str, float, float]]) -> None:
    """The line of the first score, and the zones that are better or worse than it by what matters."""
    _dotted(root, LEFT, frame.right, frame.y(first.value))
    for which, edge, end in edges:
        top, bottom = sorted((frame.y(edge), frame.y(end)))
        colour, dashes = (BETTER, "9 4") if which == "better" else (WORSE, "4 3")
        add(root, "rect", x=LEFT, y=top, width=frame.right - LEFT, height=round(bottom - top, 1),
            fill=frame.ids.url(which))  # fmt: skip
        add(root, "line", x1=LEFT, y1=frame.y(edge), x2=frame.right, y2=frame.y(edge), stroke=colour,
            stroke_width=1.5, stroke_dasharray=dashes)  # fmt: skip


def _axes(root: Element, frame: Frame) -> None:
    """The scale at the left and the line of the days."""
    for value in frame.scale:
        y = frame.y(value)
        add(root, "line", x1=LEFT - 5, y1=y, x2=LEFT, y2=y, stroke=INK)
        add(root, "text", f"{value:g}", x=LEFT - 9, y=y + 4.5, text_anchor="end")
    path = f"M{LEFT} {frame.top}V{frame.floor}H{frame.right}"
    add(root, "path", d=path, fill="none", stroke=INK, stroke_width=1.2)


def _days(root: Element, frame: Frame, shown: Sequence[Score]) -> None:
    """The days of the scores below, as many as there is room for: always the first, and the last if it has room."""
    wide = width_of(str(shown[0].on), SIZE)
    days = sorted({score.on for score in shown})
    taken, told = frame.width - 4 - wide, [days[-1]] if len(days) > 1 else []
    free = float(4)
    for day in days:
        left = min(max(frame.x(day) - wide / 2, 4), frame.width - 4 - wide)
        if left >= free and (day in told or left + wide + 8 <= taken or len(days) == 1):
            add(root, "text", str(day), x=round(left, 1), y=frame.floor + 36)
            free = left + wide + 8


def _sessions(root: Element, rulebook: Rulebook, frame: Frame, course: Sequence[Score]) -> None:
    """A triangle below the line of the days for each session."""
    done: dict[date, set[str]] = {}
    for score in course:
        if score.techniques:
            done.setdefault(score.on, set()).update(rulebook.techniques[id].name for id in score.techniques)
    for day, names in sorted(done.items()):
        text = text_of(rulebook.texts, "course-session", day=day, techniques=", ".join(sorted(names)))
        add(_triangle(root, frame.x(day), frame.floor + 9), "title", text)


def _line(root: Element, rulebook: Rulebook, frame: Frame, shown: Sequence[Score]) -> None:
    """The scores, joined, each with its value where there is room."""
    points = [(frame.x(score.on), frame.y(score.value)) for score in shown]
    path = " ".join(f"{x:g},{y:g}" for x, y in points)
    add(root, "polyline", points=path, fill="none", stroke=INK, stroke_width=2, stroke_linejoin="round")
    free, last = float("-inf"), len(shown) - 1
    for place, (score, (x, y)) in enumerate(zip(shown, points, strict=True)):
        told = f"{score.value:g}"
        hint = text_of(rulebook.texts, "course-score", day=score.on, value=told, unit=frame.measure.unit)
        add(_dot(root, x, y, first=place == 0, last=place == last), "title", hint)
        if x - free >= 26 and (place in {0, last} or points[-1][0] - x >= 26):
            free = x
            _value(root, frame, told, (x, y), first=place == 0)


def _value(root: Element, frame: Frame, told: str, at: tuple[float, float], *, first: bool) -> None:
    """The value of a score, above it where there is room, readable on hatching."""
    x, y = at
    up = y - 12 if y - 12 > frame.top else y + 22
    add(root, "text", told, x=x + 8 if first else x, y=up, text_anchor="start" if first else "middle", font_weight=600,
        stroke="#ffffff", stroke_width=4, stroke_linejoin="round", paint_order="stroke fill")  # fmt: skip
