"""The course of a complaint as a drawing: the scores of one measure, and the change that matters."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import ceil, floor, log10

import attrs

from bodywork_rules.care.progress.response import figure_of
from bodywork_rules.care.progress.scores import Score, checked
from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import Better, Change, Condition, Measure, parse
from bodywork_rules.model.parse import name_of
from bodywork_rules.report.course.drawing import BIG, RIGHT, SIZE, Entry, Frame, drawn
from bodywork_rules.report.svg import Ids, lines_of, width_of
from bodywork_rules.rulebook import Rulebook
from bodywork_rules.rulebook.texts import text_of

__all__ = ["course_plot"]


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

    The zones of the changes that matter are hatched and named, sessions are marked below, and words say the same.

    Args:
        rulebook: the rulebook, with its texts.
        scores: the scores of one client; those of other measures and complaints are left out.
        measure: which measure.
        complaint: which complaint.
        on: the day on which it is looked at.
        width: in pixels, 320 to 4000.
        height: in pixels, 240 to 4000.
        name: begins the ids within the drawing.

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
    for side, pixels, least in (("width", width, 320), ("height", height, 240)):
        parse.within(side, least, 4000)(None, None, parse.whole(pixels))
    kind, of = rulebook.measures[measure], rulebook.conditions[complaint]
    course = [score for score in checked(rulebook, scores, on) if score.complaint == of.id]
    shown = [score for score in course if score.measure == kind.id]
    if not shown:
        raise InvalidValue(f"no score of `{kind.id}` for", of.id)
    better = text_of(rulebook.texts, f"course-better-{name_of(kind.better)}")
    edges = tuple(_edges(rulebook, kind, shown[0]))
    values = [*(each.value for each in shown), *(edge for _, edge, _ in edges)]
    frame = Frame(
        ids=Ids(name),
        width=width,
        height=height,
        measure=kind,
        scale=_scale(kind, values, parts=5 if height >= 320 else 2),
        start=course[0].on,
        end=course[-1].on,
        heading=tuple(_heading(rulebook, kind, of, better, width - 16 - RIGHT)),
        legend=_legend(rulebook, width, _marks(course, shown, edges)),
    )
    title = text_of(rulebook.texts, "course-title", measure=kind.name, complaint=of.name)
    return drawn(rulebook, frame, course, shown, edges, (title, _description(rulebook, kind, shown, better)))


def _heading(
    rulebook: Rulebook, measure: Measure, of: Condition, better: str, width: int
) -> Iterator[tuple[str, bool]]:
    """The lines above the drawing, and whether each is bold."""
    yield from ((line, True) for line in lines_of(measure.name, width, BIG, bold=True))
    below = text_of(rulebook.texts, "course-below", complaint=of.name, unit=measure.unit, better=better)
    yield from ((line, False) for line in lines_of(below, width, SIZE))


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


def _marks(
    course: Sequence[Score], shown: Sequence[Score], edges: Iterable[tuple[str, float, float]]
) -> Iterator[tuple[str, str]]:
    """Each mark that is drawn, with the text that says what it means."""
    yield "first", "course-first"
    if len(shown) > 1:
        yield "last", "course-last"
    if any(score.techniques for score in course):
        yield "session", "course-sessions"
    for which, _, _ in edges:
        yield which, f"course-zone-{which}"


def _legend(rulebook: Rulebook, width: int, marks: Iterable[tuple[str, str]]) -> tuple[tuple[Entry, ...], ...]:
    """What the marks mean, in rows that fit the width."""
    rows: list[list[Entry]] = [[]]
    x = 16.0
    for mark, id in marks:
        text = text_of(rulebook.texts, id)
        wide = 40 + width_of(text, SIZE)
        if rows[-1] and x + wide > width:
            rows.append([])
            x = 16.0
        rows[-1].append(Entry(mark, text, x))
        x = round(x + wide, 1)
    return tuple(map(tuple, rows))


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
