"""The body chart: where to work, to take care and to keep off, drawn on figures seen from front and back."""

from collections.abc import Mapping
from functools import reduce
from operator import and_

from bodywork_rules.insight.wording import Wording, outside, some
from bodywork_rules.model import Assessment, Judgement
from bodywork_rules.report.chart_figures import INK, Told, figure, patterns
from bodywork_rules.report.chart_marks import Mark, Marks, drawn_for, marks_of, wanted
from bodywork_rules.report.chart_words import Column, legend, places_listed, reasons_listed, summary
from bodywork_rules.report.drawing import Shape, filled, load_drawing
from bodywork_rules.report.svg import Element, Ids, add, written

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
    reasons: bool = True,
    prefix: str = "chart",
    texts: Mapping[str, str] | None = None,
) -> str:
    """The body with every place marked: can be worked, take care, needs a clinician's yes first, keep off.

    It is one SVG that needs nothing else: no style sheet, script or font. Marks differ in pattern and in words, not in
    colour alone. A place that the figures do not show is listed below them. Drawn for several techniques, a place can
    be worked when each of them that reaches it can simply be done there, and is kept off, or needs a yes first, when
    none of them is milder there.

    Args:
        assessment: the answer.
        technique: the id of the technique to draw it for; nothing for all that are recommended (else for those that
            wait for a clearance, else for all that are offered, else for all).
        reasons: write out, below the figures, why each place is marked so.
        prefix: what the ids in it begin with; give each chart on one page its own.
        texts: words in the place of the chart's own, by their ids.

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
    words = {id: (texts or {}).get(id, text) for id, text in drawing.words.items()}
    body, wording = assessment.body, Wording(assessment.words, assessment.profile)
    judgements = drawn_for(assessment, technique)
    marks = marks_of(assessment, judgements, words)
    shown = drawing.points_of(body)
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": FONT, "fill": INK})
    one = wording.technique(technique) if technique is not None else ""
    title = filled(words["chart-title-technique" if one else "chart-title"], technique=one)
    _named(root, ids, title, summary(marks, body, wording, words))
    column = Column(root, WIDTH, 8)
    column.text(title, size=22, bold=True)
    column.text(_state(assessment, judgements, words), size=15)
    column.y += 10
    _figures(root, ids, _told(assessment, marks, shown, words), words, column.y)
    column.y += HEIGHT
    legend(column, ids, words, aimed=wanted(assessment) != 0)
    names = some([wording.technique(judgement.technique.id) for judgement in judgements])
    column.text(filled(words["chart-over-several" if len(judgements) > 1 else "chart-over"], techniques=names))
    hidden = reduce(and_, (~points for points in shown.values()), body.whole)
    beside = tuple((mark, points & hidden) for mark, points in marks.places if points & hidden and mark is not Mark.OUT)
    if beside:
        column.text(words["chart-beside"], size=18, bold=True)
        places_listed(column, ids, beside, body, wording, words)
    if reasons:
        reasons_listed(column, marks, body, wording, words)
    made = filled(words["chart-source"], rulebook=assessment.provenance.rulebook, version=assessment.provenance.version)
    column.text(f"{words['chart-sides']} {made}", size=14)
    root.set("viewBox", f"0 0 {WIDTH} {column.y + 8:g}")
    return written(root)


def _named(root: Element, ids: Ids, title: str, summary: str) -> None:
    """Give the chart its name and all that it shows in words, its patterns and its ground."""
    root.set("aria-labelledby", ids.of("title"))
    root.set("aria-describedby", ids.of("desc"))
    add(root, "title", title, id=ids.of("title"))
    add(root, "desc", summary, id=ids.of("desc"))
    patterns(add(root, "defs"), ids)
    add(root, "rect", width="100%", height="100%", fill="#ffffff")


def _state(assessment: Assessment, judgements: tuple[Judgement, ...], words: Mapping[str, str]) -> str:
    """For which day it is, and whether what is not known could change it."""
    settled = all(judgement.settled for judgement in judgements)
    day = filled(words["chart-day"], day=str(assessment.provenance.on))
    return f"{day} {words['chart-settled' if settled else 'chart-provisional']}"


def _figures(root: Element, ids: Ids, told: Mapping[Shape, Told], words: Mapping[str, str], top: float) -> None:
    """The views, each under its name and with the client's sides beside it."""
    for view in load_drawing().views:
        x, name, sides, away = PLACES[view.id]
        add(root, "text", words[f"chart-{view.id}"], x=x, y=top + name, font_size=17, font_weight="bold",
            text_anchor="middle")  # fmt: skip
        first, last = ("chart-left", "chart-right") if view.left_first else ("chart-right", "chart-left")
        for side, at in ((first, x - away), (last, x + away)):
            add(root, "text", words[side], x=at, y=top + sides, font_size=15, text_anchor="middle")
        figure(root, ids, view, told, (x, top))


def _told(
    assessment: Assessment, marks: Marks, shown: Mapping[Shape, int], words: Mapping[str, str]
) -> dict[Shape, Told]:
    """What is shown and said of each shape."""
    wording, aimed = Wording(assessment.words, assessment.profile), wanted(assessment)
    told = {}
    for shape, points in shown.items():
        mark = marks.at(points)
        place = outside(wording.sites(assessment.body.sites(points)))
        title = filled(words["chart-marked"], mark=place, places=words[f"chart-{mark.value}"])
        told[shape] = Told(mark, bool(aimed & points), title, marks.why(points))
    return told
