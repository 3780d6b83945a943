"""The body chart: where to work, to take care and to keep off, drawn on figures seen from front and back."""

from collections.abc import Mapping

from bodywork_rules.insight.wording import Wording, outside, some
from bodywork_rules.model import Assessment, Body, Judgement
from bodywork_rules.report.chart_figures import INK, Told, figure, patterns
from bodywork_rules.report.chart_marks import Mark, Marked, drawn_for, marks, wanted
from bodywork_rules.report.chart_words import Column, legend, listed, summary
from bodywork_rules.report.drawing import Drawing, Shape, filled, load_drawing
from bodywork_rules.report.svg import Element, Ids, add, written

__all__ = ["body_chart"]

WIDTH = 560
FIGURES = {"front": (148.0, 76.0), "back": (412.0, 76.0), "soles": (280.0, 76.0)}
"""Where the middle of the top of each view is."""
BELOW = 690.0
"""Where the figures end."""


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
    """
    drawing, ids = load_drawing(), Ids(prefix)
    words = {id: (texts or {}).get(id, text) for id, text in drawing.words.items()}
    wording = Wording(assessment.words, assessment.profile)
    judgements = drawn_for(assessment, technique)
    found = marks(assessment, judgements, words)
    root = Element(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": "Helvetica, Arial, sans-serif",
         "aria-labelledby": ids.of("title"), "aria-describedby": ids.of("desc"), "fill": INK},
    )  # fmt: skip
    one = wording.technique(technique) if technique is not None else ""
    title = filled(words["chart-title-technique" if one else "chart-title"], technique=one)
    add(root, "title", title, id=ids.of("title"))
    add(root, "desc", summary(wording, assessment.body, found, words), id=ids.of("desc"))
    patterns(add(root, "defs"), ids)
    add(root, "rect", width="100%", height="100%", fill="#ffffff")
    _head(root, title, _state(assessment, judgements, words), words)
    shown = drawing.points_of(assessment.body)
    told = _told(wording, assessment, found, shown, words)
    for view in drawing.views:
        figure(root, ids, view, told, FIGURES[view.id])
    column = Column(root, WIDTH, BELOW)
    legend(column, ids, words, several=technique is None, aimed=wanted(assessment) != 0)
    if technique is None:
        names = [wording.technique(judgement.technique.id) for judgement in judgements]
        column.text(filled(words["chart-over"], techniques=some(names)))
    listed(column, ids, wording, assessment.body, found, words, hidden=_hidden(assessment.body, shown), reasons=reasons)
    made = assessment.provenance
    column.text(filled(words["chart-source"], rulebook=made.rulebook, version=made.version), size=13)
    root.set("viewBox", f"0 0 {WIDTH} {column.y + 8:g}")
    return written(root)


def _state(assessment: Assessment, judgements: tuple[Judgement, ...], words: Mapping[str, str]) -> str:
    """For which day it is, and whether what is not known could change it."""
    settled = all(judgement.settled for judgement in judgements)
    day = filled(words["chart-day"], day=str(assessment.provenance.on))
    return f"{day} {words['chart-settled' if settled else 'chart-provisional']}"


def _head(root: Element, title: str, state: str, words: Mapping[str, str]) -> None:
    """What stands above and between the figures."""
    add(root, "text", title, x=20, y=32, font_size=22, font_weight="bold")
    add(root, "text", f"{state} {words['chart-side-means']}", x=20, y=54, font_size=14)
    for name, (x, y) in FIGURES.items():
        sides = ("chart-left", "chart-right") if name == "back" else ("chart-right", "chart-left")
        away, top = (24, y + 496) if name == "soles" else (84, y + 66)
        add(root, "text", words[f"chart-{name}"], x=x, y=top - 54 + (34 if away == 24 else -2), font_size=16,
            font_weight="bold", text_anchor="middle")  # fmt: skip
        for side, x_of_side in zip(sides, (x - away, x + away), strict=True):
            add(root, "text", words[side], x=x_of_side, y=top, font_size=14, text_anchor="middle")


def _told(
    wording: Wording, assessment: Assessment, found: tuple[Marked, ...], shown: Mapping[Shape, int], words: Mapping[str, str]
) -> dict[Shape, Told]:
    """What is shown and said of each shape."""
    aimed = wanted(assessment)
    told = {}
    for shape, points in shown.items():
        marked = next(each for each in found if each.points & points)
        place = outside(wording.sites(assessment.body.sites(points)))
        title = f"{place}: {words[f'chart-{marked.mark.value}']}"
        told[shape] = Told(marked.mark, bool(aimed & points), title, " ".join(marked.reasons))
    return told


def _hidden(body: Body, shown: Mapping[Shape, int]) -> int:
    """The points that no figure shows."""
    hidden = body.whole
    for points in shown.values():
        hidden &= ~points
    return hidden
