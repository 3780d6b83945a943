"""The course of a complaint as a drawing: the scores of one measure, and the change that matters."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from math import ceil, floor, log10
from textwrap import wrap
from typing import final

import attrs

from bodywork_rules.care.progress import figure_of
from bodywork_rules.care.scores import Score, checked
from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import Better, Change, Measure, parse
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.parse import name_of
from bodywork_rules.rulebook import Rulebook
from bodywork_rules.rulebook.texts import text_of

__all__ = ["course_plot"]

LEFT, RIGHT, ROW = 56, 22, 19
"""The margins beside the scores and the height of a line of text, in pixels."""
LETTER = 7.2
"""How wide a letter of the labels is, about, in pixels."""
INK, PALE, BETTER, WORSE = "#1b2733", "#5b6875", "#1f6f54", "#9a3412"
FONT = 'font-family="system-ui, -apple-system, Segoe UI, Roboto, sans-serif"'


@final
@attrs.frozen(kw_only=True)
class _Frame(Closed):
    """Where things stand on the drawing."""

    name: str
    width: int
    height: int
    measure: Measure
    scale: tuple[float, ...]
    start: date
    end: date
    heading: tuple[tuple[str, bool], ...]
    legend: tuple[tuple[tuple[str, str], ...], ...]

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


def course_plot(
    rulebook: Rulebook,
    scores: Iterable[Score],
    *,
    measure: str,
    complaint: str,
    on: date,
    width: int = 720,
    height: int = 400,
    name: str = "course",
) -> str:
    """The scores of one measure for one complaint as an SVG that stands by itself.

    The zones of the changes that matter are hatched and named, and sessions are marked below: nothing is told by
    colour alone. A title and a description say the same in words.

    Args:
        rulebook: the rulebook, with its texts.
        scores: the scores of one client; those of other measures and complaints are left out.
        measure: which measure.
        complaint: which complaint.
        on: the day on which it is looked at.
        width: in pixels, 320 to 4000.
        height: in pixels, 240 to 4000.
        name: begins the ids within the drawing: give each another where several stand on one page.

    Raises:
        InvalidRecord: something is wrong with the scores or the day; it names everything that is.
        InvalidValue: there is no such score, a size is out of its range, or the name is no id.
        UnknownId: the rulebook has no such measure or complaint, or lacks a text.

    >>> from bodywork_rules import load_rulebook
    >>> told = (("2026-10-01", 7), ("2026-11-01", 4))
    >>> scores = [Score(measure="nprs", value=value, on=day, complaint="neck-pain") for day, value in told]
    >>> drawn = course_plot(load_rulebook(), scores, measure="nprs", complaint="neck-pain", on=date(2026, 11, 23))
    >>> drawn.startswith("<svg")
    True
    """
    given = checked(rulebook, scores, on)
    parse.within("width", 320, 4000)(None, None, parse.whole(width))
    parse.within("height", 240, 4000)(None, None, parse.whole(height))
    kind, of = rulebook.measures[measure], rulebook.conditions[complaint]
    course = [score for score in given if score.complaint == of.id]
    shown = [score for score in course if score.measure == kind.id]
    if not shown:
        raise InvalidValue(f"no score of `{kind.id}` for", of.id)
    better = text_of(rulebook.texts, f"course-better-{name_of(kind.better)}")
    below = text_of(rulebook.texts, "course-below", complaint=of.name, unit=kind.unit, better=better)
    edges = tuple(_edges(rulebook, kind, shown[0]))
    values = [*(each.value for each in shown), *(edge for _, edge, _ in edges)]
    frame = _Frame(
        name=parse.ident(name),
        width=width,
        height=height,
        measure=kind,
        scale=_scale(kind, values, parts=5 if height >= 320 else 2),
        start=course[0].on,
        end=course[-1].on,
        heading=(*_wrapped(kind.name, width, bold=True), *_wrapped(below, width, bold=False)),
        legend=_legend(rulebook, width, [which for which, _, _ in edges]),
    )
    title = text_of(rulebook.texts, "course-title", measure=kind.name, complaint=of.name)
    named = title, _description(rulebook, kind, shown, better)
    return _drawn(rulebook, frame, course, shown, edges, named)


def _drawn(
    rulebook: Rulebook,
    frame: _Frame,
    course: Sequence[Score],
    shown: Sequence[Score],
    edges: Sequence[tuple[str, float, float]],
    named: tuple[str, str],
) -> str:
    """The drawing with its title and description, from its ground up."""
    title, description = named
    name, width, height = frame.name, frame.width, frame.height
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" {FONT} font-size="13" fill="{INK}">'
    )
    parts = [
        head,
        f'<title id="{name}-title">{escape(title)}</title>',
        f'<desc id="{name}-desc">{escape(description)}</desc>',
        *_patterns(name),
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *_heading(frame),
        *_zones(frame, shown[0], edges),
        *_axes(frame),
        *_days(frame, shown),
        *_sessions(rulebook, frame, course),
        *_line(rulebook, frame, shown),
        *_legend_drawn(frame),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _scale(measure: Measure, values: Sequence[float], *, parts: int) -> tuple[float, ...]:
    """The numbers beside the scores: the whole range of the measure, or a part where the values fill little of it."""
    room, low, high = measure.most - measure.least, min(values), max(values)
    span = max(high - low, room / 50)
    if 4 * span >= room:
        return tuple(measure.least + room * place / parts for place in range(parts + 1))
    power = 10 ** floor(log10(2 * span / parts))
    step = next(power * each for each in (1, 2, 5, 10) if power * each >= 2 * span / parts)
    first = max(measure.least, floor((low - span / 2) / step) * step)
    count = ceil((min(measure.most, high + span / 2) - first) / step)
    return tuple(round(min(first + step * place, measure.most), 9) for place in range(count + 1))


def _wrapped(text: str, width: int, *, bold: bool) -> Iterator[tuple[str, bool]]:
    """A text in lines that fit the width, each with whether it is a title."""
    letter = LETTER * 1.42 if bold else LETTER
    for line in wrap(text, int((width - 16 - RIGHT) / letter)):
        yield line, bold


def _legend(rulebook: Rulebook, width: int, zones: Iterable[str]) -> tuple[tuple[tuple[str, str], ...], ...]:
    """What the marks mean, in rows that fit the width: each mark with its words."""
    rows: list[list[tuple[str, str]]] = [[]]
    used = 0.0
    for mark, id in (("session", "course-sessions"), *((which, f"course-zone-{which}") for which in zones)):
        text = text_of(rulebook.texts, id)
        wide = 40 + LETTER * len(text)
        if rows[-1] and used + wide > width - 16:
            rows.append([])
            used = 0.0
        rows[-1].append((mark, text))
        used += wide
    return tuple(map(tuple, rows))


def _legend_drawn(frame: _Frame) -> Iterator[str]:
    """The rows of the legend at the foot."""
    for row, items in enumerate(frame.legend):
        x, y = 16.0, frame.floor + 58 + ROW * row
        for mark, text in items:
            if mark == "session":
                yield f'<path d="M{x + 3:g} {y}l6 -10l6 10z" fill="{PALE}"/>'
            else:
                colour = BETTER if mark == "better" else WORSE
                yield (
                    f'<rect x="{x:g}" y="{y - 11}" width="18" height="12" fill="url(#{frame.name}-{mark})" '
                    f'stroke="{colour}"/>'
                )
            yield f'<text x="{x + 24:g}" y="{y}">{escape(text)}</text>'
            x = round(x + 40 + LETTER * len(text), 1)


def _description(rulebook: Rulebook, measure: Measure, shown: Sequence[Score], better: str) -> str:
    """All that the drawing shows, in words."""
    change = ""
    if len(shown) > 1:
        figure = figure_of(rulebook, shown[0], shown[-1])
        trend = {Change.IMPROVED: "better", Change.WORSE: "worse"}.get(figure.change)
        change = f"{text_of(rulebook.texts, f'course-zone-{trend}').capitalize()}." if trend else ""
    told = (
        text_of(rulebook.texts, "course-score", day=each.on, value=f"{each.value:g}", unit=measure.unit)
        for each in shown
    )
    values = {
        "count": len(shown),
        "first_day": shown[0].on,
        "last_day": shown[-1].on,
        "least": f"{measure.least:g}",
        "most": f"{measure.most:g}",
        "unit": measure.unit,
        "better": better,
        "scores": "; ".join(told),
        "change": change,
    }
    return text_of(rulebook.texts, "course-desc", **values).strip()


def _patterns(name: str) -> Iterator[str]:
    """The two hatchings, of different lean and density, to be told apart without colour."""
    for which, colour, turn, gap in (("better", BETTER, 45, 9), ("worse", WORSE, -45, 5)):
        yield (
            f'<defs><pattern id="{name}-{which}" width="{gap}" height="{gap}" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate({turn})"><rect width="{gap}" height="{gap}" fill="{colour}" '
            f'fill-opacity="0.06"/><line x1="0" y1="0" x2="0" y2="{gap}" stroke="{colour}" stroke-width="1.4" '
            'stroke-opacity="0.4"/></pattern></defs>'
        )


def _heading(frame: _Frame) -> Iterator[str]:
    """The measure, then the complaint and the unit."""
    for row, (line, bold) in enumerate(frame.heading):
        look = 'font-size="16" font-weight="600"' if bold else f'fill="{PALE}"'
        yield f'<text x="16" y="{24 + ROW * row}" {look}>{escape(line)}</text>'


def _zones(frame: _Frame, first: Score, edges: Iterable[tuple[str, float, float]]) -> Iterator[str]:
    """The line of the first score, and the zones that are better or worse than it by what matters."""
    y = frame.y(first.value)
    yield f'<line x1="{LEFT}" y1="{y}" x2="{frame.right}" y2="{y}" stroke="{PALE}" stroke-dasharray="2 5"/>'
    for which, edge, end in edges:
        top, bottom = sorted((frame.y(edge), frame.y(end)))
        colour, dashes = (BETTER, "9 4") if which == "better" else (WORSE, "4 3")
        yield (
            f'<rect x="{LEFT}" y="{top}" width="{frame.right - LEFT}" height="{round(bottom - top, 1)}" '
            f'fill="url(#{frame.name}-{which})"/>'
            f'<line x1="{LEFT}" y1="{frame.y(edge)}" x2="{frame.right}" y2="{frame.y(edge)}" stroke="{colour}" '
            f'stroke-width="1.5" stroke-dasharray="{dashes}"/>'
        )


def _edges(rulebook: Rulebook, measure: Measure, first: Score) -> Iterator[tuple[str, float, float]]:
    """Each zone that there is room for: which it is, where it begins and where it ends."""
    ends = {Better.HIGHER: (measure.most, measure.least), Better.LOWER: (measure.least, measure.most)}
    for which, change, end in zip(
        ("better", "worse"), (Change.IMPROVED, Change.WORSE), ends[measure.better], strict=True
    ):
        edge = _edge(rulebook, first, change, end)
        if edge is not None:
            yield which, edge, end


def _edge(rulebook: Rulebook, first: Score, change: Change, end: float) -> float | None:
    """The score nearest the first one from which on, to the end, the change matters; nothing when there is none."""
    near, far = first.value, end
    if figure_of(rulebook, first, attrs.evolve(first, value=far)).change is not change:
        return None
    for _ in range(40):
        middle = (near + far) / 2
        matters = figure_of(rulebook, first, attrs.evolve(first, value=middle)).change is change
        near, far = (near, middle) if matters else (middle, far)
    return round(far, 6)


def _axes(frame: _Frame) -> Iterator[str]:
    """The scale at the left and the line of the days."""
    for value in frame.scale:
        y = frame.y(value)
        yield (
            f'<line x1="{LEFT - 5}" y1="{y}" x2="{LEFT}" y2="{y}" stroke="{INK}"/>'
            f'<text x="{LEFT - 9}" y="{y + 4.5}" text-anchor="end">{value:g}</text>'
        )
    yield f'<path d="M{LEFT} {frame.top}V{frame.floor}H{frame.right}" fill="none" stroke="{INK}" stroke-width="1.2"/>'


def _days(frame: _Frame, shown: Sequence[Score]) -> Iterator[str]:
    """The days of the scores below, as many as there is room for: always the first, and the last if it has room."""
    wide = LETTER * 10
    days = sorted({score.on for score in shown})
    taken, told = frame.width - 4 - wide, [days[-1]] if len(days) > 1 else []
    free = float(4)
    for day in days:
        left = min(max(frame.x(day) - wide / 2, 4), frame.width - 4 - wide)
        if left >= free and (day in told or left + wide + 8 <= taken or len(days) == 1):
            yield f'<text x="{round(left, 1)}" y="{frame.floor + 36}">{day}</text>'
            free = left + wide + 8


def _sessions(rulebook: Rulebook, frame: _Frame, course: Sequence[Score]) -> Iterator[str]:
    """A triangle below the line of the days for each session."""
    done: dict[date, set[str]] = {}
    for score in course:
        if score.techniques:
            done.setdefault(score.on, set()).update(rulebook.techniques[id].name for id in score.techniques)
    y = frame.floor + 9
    for day, names in sorted(done.items()):
        text = text_of(rulebook.texts, "course-session", day=day, techniques=", ".join(sorted(names)))
        x = frame.x(day)
        yield f'<path d="M{x} {y}l6 10h-12z" fill="{PALE}"><title>{escape(text)}</title></path>'


def _line(rulebook: Rulebook, frame: _Frame, shown: Sequence[Score]) -> Iterator[str]:
    """The scores, joined, each with its value where there is room; the first is hollow, the last is larger."""
    points = [(frame.x(score.on), frame.y(score.value)) for score in shown]
    path = " ".join(f"{x},{y}" for x, y in points)
    yield f'<polyline points="{path}" fill="none" stroke="{INK}" stroke-width="2" stroke-linejoin="round"/>'
    free = float("-inf")
    ends = {0, len(shown) - 1}
    for place, (score, (x, y)) in enumerate(zip(shown, points, strict=True)):
        values = {"day": score.on, "value": f"{score.value:g}", "unit": frame.measure.unit}
        hint = escape(text_of(rulebook.texts, "course-score", **values))
        size = 6 if place == len(shown) - 1 else 4.5
        fill = "#ffffff" if place == 0 else INK
        yield (
            f'<circle cx="{x}" cy="{y}" r="{size}" fill="{fill}" stroke="{INK}" stroke-width="2">'
            f"<title>{hint}</title></circle>"
        )
        room = x - free >= 26 and (place in ends or points[-1][0] - x >= 26)
        if room:
            free = x
            at, aside = ("start", 8) if place == 0 else ("middle", 0)
            up = y - 12 if y - 12 > frame.top else y + 22
            spot = f'x="{x + aside:g}" y="{up:g}" text-anchor="{at}"'
            yield f'<text {spot} font-weight="600" {_halo()}>{score.value:g}</text>'


def _halo() -> str:
    """What keeps a text readable on hatching."""
    return 'stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
