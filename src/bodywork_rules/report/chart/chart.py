"""The body chart: where to work, to take care and to keep off, drawn on figures seen from front and back."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_

from bodywork_rules.insight.answer.shared import shared_by, told_of
from bodywork_rules.insight.wording import Wording, outside
from bodywork_rules.model import Assessment, Body, Judgement, Limits, Restriction, Site
from bodywork_rules.model.limits import NO_LIMITS
from bodywork_rules.report.chart.drawing import Shape, load_drawing
from bodywork_rules.report.chart.figures import INK, Told, figure, patterns
from bodywork_rules.report.chart.labels import Box, labels
from bodywork_rules.report.chart.marks import WORKED, Mark, Marks, aimed_at, drawn_for, marks_of, numbers_told, wanted
from bodywork_rules.report.chart.words import Column, aim_text, legend, places_listed, reasons_listed, summary
from bodywork_rules.report.svg import Element, Ids, add, width_of, written

__all__ = ["body_chart"]

FONT = "Helvetica, Arial, sans-serif"
WIDTH = 560
HEIGHT = 622.0
"""Of the figures."""
PLACES = {"front": (148.0, 13.0, 78.0, 92.0), "back": (412.0, 13.0, 78.0, 92.0), "soles": (280.0, 486.0, 608.0, 26.0)}
"""Of each view its middle, how far below the top its name and the sides stand, and how far from the middle those."""


def body_chart(
    assessment: Assessment,
    technique: str | None = None,
    *,
    aims: Iterable[Site] = (),
    reasons: bool = True,
    prefix: str = "chart",
) -> str:
    """The body with every place marked: can be worked, take care, needs a clinician's yes first, keep off.

    It is one SVG that needs nothing else. Marks differ in pattern and in words, not in colour alone. A place that the
    figures do not show is listed below them. Drawn for several techniques, a place can be worked when each that reaches
    it can simply be done there, and is kept off, or needs a yes first, when none is milder there.

    Args:
        assessment: the answer.
        technique: the id of the technique to draw it for; nothing for all that are recommended (else for those that
            wait for a clearance, else for all that are offered, else for all).
        aims: where the work is meant to be, as a plan or a goal says; outlined where it can be done.
        reasons: write out, below the figures, why each place is marked so.
        prefix: what the ids in it begin with; give each chart on one page its own.

    Raises:
        UnknownId: there is no technique of this id.
        InvalidValue: the prefix cannot begin an id.

    >>> from datetime import date
    >>> from bodywork_rules import ClientProfile, Evaluator, load_rulebook
    >>> answer = Evaluator(load_rulebook()).evaluate(ClientProfile(goals=["relaxation"]), on=date(2026, 11, 23))
    >>> body_chart(answer, "swedish-massage").startswith("<svg")
    True
    """
    drawing, ids = load_drawing(), Ids(prefix)
    body, wording = assessment.body, Wording(assessment.words, assessment.profile)
    judgements = drawn_for(assessment, technique)
    marks = marks_of(wording, assessment, judgements)
    shown = drawing.points_of(body)
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": FONT, "fill": INK})
    title = _title(wording, technique)
    aimed = aimed_at(marks, body.union(aims))
    _named(root, ids, title, summary(marks, aimed, body, wording))
    column = Column(root, WIDTH, 8)
    column.text(title, size=22, bold=True)
    column.text(_state(wording, assessment, judgements), size=15)
    numbers = numbers_told(assessment)
    told = _told(wording, assessment, marks, aimed, shown, numbers)
    _figures(root, ids, told, wording, column.y + 10)
    column.y += 10 + HEIGHT
    legend(column, ids, wording, wanted=wanted(assessment) != 0, aimed=aimed != 0)
    if aimed:
        column.text(aim_text(aimed, body, wording))
    _kept_within(column, wording, assessment, judgements, numbered=any(each.numbers for each in told.values()))
    hidden = reduce(and_, (~points for points in shown.values()), body.whole)
    _beside(column, ids, marks, hidden, body, wording)
    if reasons:
        reasons_listed(column, marks, numbers, body, wording)
    made = wording.say("chart-source", rulebook=assessment.provenance.rulebook, version=assessment.provenance.version)
    column.text(f"{wording.say('chart-sides')} {made}", size=14)
    root.set("viewBox", f"0 0 {WIDTH} {column.y + 8:g}")
    return written(root)


def _title(wording: Wording, technique: str | None) -> str:
    """What the chart is of: all together, or one technique."""
    if technique is None:
        return wording.say("chart-title")
    return wording.say("chart-title-technique", technique=wording.technique(technique))


def _beside(column: Column, ids: Ids, marks: Marks, hidden: int, body: Body, wording: Wording) -> None:
    """The marked places that the figures do not show, if there are any."""
    places = tuple((mark, points & hidden) for mark, points in marks.places if points & hidden and mark is not Mark.OUT)
    if places:
        column.text(wording.say("chart-beside"), size=18, bold=True)
        places_listed(column, ids, places, body, wording)


def _kept_within(
    column: Column, wording: Wording, assessment: Assessment, judgements: tuple[Judgement, ...], *, numbered: bool
) -> None:
    """What holds for the whole of the drawing, and for which techniques it is."""
    if limits := wording.limits(_limits(assessment, judgements)):
        column.text(wording.say("chart-limits", limits="; ".join(limits)))
    if numbered:
        column.text(wording.say("chart-numbers"))
    names = wording.some([wording.technique(judgement.technique.id) for judgement in judgements])
    column.text(wording.say("chart-over-several" if len(judgements) > 1 else "chart-over", techniques=names))


def _named(root: Element, ids: Ids, title: str, summary: str) -> None:
    """Give the chart its name and all that it shows in words, its patterns and its ground."""
    root.set("aria-labelledby", ids.of("title"))
    root.set("aria-describedby", ids.of("desc"))
    add(root, "title", title, id=ids.of("title"))
    add(root, "desc", summary, id=ids.of("desc"))
    patterns(add(root, "defs"), ids)
    add(root, "rect", width="100%", height="100%", fill="#ffffff")


def _state(wording: Wording, assessment: Assessment, judgements: tuple[Judgement, ...]) -> str:
    """For which day it is, and whether what is not known could change the answer or what is drawn."""
    settled = assessment.settled and all(judgement.settled for judgement in judgements)
    day = wording.say("chart-day", day=assessment.provenance.on)
    return f"{day} {wording.say('chart-settled' if settled else 'chart-provisional')}"


def _figures(root: Element, ids: Ids, told: Mapping[Shape, Told], wording: Wording, top: float) -> None:
    """The views, each under its name and with the client's sides beside it."""
    views, words = {}, list[Box]()
    for view in load_drawing().views:
        x, name, sides, away = PLACES[view.id]
        add(root, "text", wording.say(f"chart-{view.id}"), x=x, y=top + name, font_size=17, font_weight="bold",
            text_anchor="middle")  # fmt: skip
        first, last = ("chart-left", "chart-right") if view.left_first else ("chart-right", "chart-left")
        for side, at in ((first, x - away), (last, x + away)):
            add(root, "text", wording.say(side), x=at, y=top + sides, font_size=15, text_anchor="middle")
            words.append(Box.about(at, top + sides - 5, width_of(wording.say(side), 15), 18))
        words.append(Box.about(x, top + name - 5, width_of(wording.say(f"chart-{view.id}"), 17, bold=True), 20))
        views[view] = (x, top)
        figure(root, ids, view, told, views[view])
    labels(root, views, told, Box(4, top, WIDTH - 4, top + HEIGHT), words)


def _limits(assessment: Assessment, judgements: tuple[Judgement, ...]) -> Limits:
    """The limits of the one technique drawn, else those that all of them have."""
    if len(judgements) == 1:
        return judgements[0].limits
    told = told_of(assessment)
    return shared_by(assessment).limits if all(each in told for each in judgements) else NO_LIMITS


def _told(
    wording: Wording,
    assessment: Assessment,
    marks: Marks,
    aimed: int,
    shown: Mapping[Shape, int],
    numbers: Mapping[Restriction, int],
) -> dict[Shape, Told]:
    """What is shown and said of each shape."""
    asked_for, told = wanted(assessment), {}
    for shape, points in shown.items():
        mark = marks.at(points)
        place = outside(wording.sites(assessment.body.sites(points)))
        title = wording.say("chart-marked", mark=place, places=wording.say(f"chart-{mark.value}"))
        aim = mark in WORKED and bool(aimed & points)
        if aim:
            title = f"{title}. {wording.say('chart-aim')}"
        told[shape] = Told(
            mark, bool(asked_for & points), aim, marks.numbers(points, numbers), title, marks.why(points)
        )
    return told
