"""The figures of a body chart: every region in the pattern of its mark."""

from collections.abc import Mapping
from typing import final

import attrs

from bodywork_rules.model.closed import Closed
from bodywork_rules.report.chart.drawing import Part, Shape, View
from bodywork_rules.report.chart.marks import Mark
from bodywork_rules.report.svg import Element, Ids, add

__all__ = ["INK", "Told", "figure", "outlined", "patterns", "swatch", "target"]

INK = "#26323b"
THIN = "#6b7780"
GROUND = {
    Mark.OFF: "#a4262c",
    Mark.ASK: "#ccd6f0",
    Mark.CARE: "#fbe7ae",
    Mark.WORK: "#e6f4ea",
    Mark.OUT: "#ffffff",
}
STROKES = {
    Mark.OFF: ("M-2 2 L2 -2 M0 7 L7 0 M5 9 L9 5 M-2 5 L2 9 M0 0 L7 7 M5 -2 L9 2", "#ffffff", 1.3),
    Mark.ASK: ("M0 2 L7 2 M0 5.5 L7 5.5", "#33478f", 1.1),
    Mark.CARE: ("M-2 2 L2 -2 M0 7 L7 0 M5 9 L9 5", "#8a5a00", 1.2),
    Mark.WORK: ("M2 2 L2.01 2 M5.5 5.5 L5.51 5.5", "#2f7a4b", 1.4),
}
"""For each mark the lines of its pattern on a tile of seven by seven, their colour and their width."""
TILE = 7


@final
@attrs.frozen
class Told(Closed):
    """What is shown and said of a shape.

    Attributes:
        mark: how it is marked.
        wanted: the client wants help there.
        aimed: the work aims at it.
        numbers: those of the rules that hold there in particular; empty for none.
        title: which place it is, and how it is marked.
        reasons: why; empty for no reason.
    """

    mark: Mark
    wanted: bool
    aimed: bool
    numbers: str
    title: str
    reasons: str


def patterns(parent: Element, ids: Ids) -> None:
    """The pattern of each mark."""
    for mark, (path, colour, width) in STROKES.items():
        tile = add(parent, "pattern", id=ids.of(mark.value), width=TILE, height=TILE, patternUnits="userSpaceOnUse")
        add(tile, "rect", width=TILE, height=TILE, fill=GROUND[mark])
        add(tile, "path", d=path, stroke=colour, stroke_width=width, stroke_linecap="round", fill="none")


def figure(root: Element, ids: Ids, view: View, told: Mapping[Shape, Told], at: tuple[float, float]) -> None:
    """One view of the body.

    Args:
        root: what it is put into.
        ids: the ids of the chart.
        view: the view.
        told: what is shown and said of its shapes; a shape that is not in it shows nothing of this body.
        at: where the middle of its top is.
    """
    group = add(root, "g", transform=f"translate({at[0]:g} {at[1]:g})", stroke_linejoin="round", stroke_linecap="round")
    around = add(group, "g", fill="#ffffff", stroke=INK, stroke_width=2.8)
    for number, part in enumerate(view.parts):
        add(around, "path", d=part.outline)
        cut = add(group, "clipPath", id=ids.of(f"{view.id}-{number}"))
        add(cut, "path", d=part.outline)
    for number, part in enumerate(view.parts):
        _part(group, ids, f"{view.id}-{number}", part, told)
    for part in view.parts:
        for shape in part.shapes:
            if shape in told and told[shape].wanted:
                target(group, *shape.middle)


def _part(group: Element, ids: Ids, name: str, part: Part, told: Mapping[Shape, Told]) -> None:
    cut = add(group, "g", clip_path=ids.url(name), stroke=THIN, stroke_width=0.9)
    for number, shape in enumerate(part.shapes):
        shown = told.get(shape)
        if shown is None:
            add(cut, "path", d=shape.path, fill=GROUND[Mark.OUT])
            continue
        own = ids.of(f"{name}-{number}")
        place = add(cut, "g", id=own, role="img", aria_labelledby=f"{own}-t")
        add(place, "title", shown.title, id=f"{own}-t")
        if shown.reasons:
            place.set("aria-describedby", f"{own}-d")
            add(place, "desc", shown.reasons, id=f"{own}-d")
        add(place, "path", d=shape.path, fill=filling(ids, shown.mark))
    for path in part.lines:
        add(cut, "path", d=path, fill="none", stroke_width=0.8)
    for shape in part.shapes:
        if shape in told and told[shape].aimed:
            add(cut, "path", d=shape.path, fill="none", stroke=INK, stroke_width=4)
    add(cut, "path", d=part.outline, fill="none", stroke_width=1.2)


def filling(ids: Ids, mark: Mark) -> str:
    """What fills a place that is marked so."""
    return ids.url(mark.value) if mark in STROKES else GROUND[mark]


def swatch(root: Element, ids: Ids, mark: Mark, x: float, y: float) -> None:
    """A sample of a mark, for the legend."""
    add(root, "rect", x=x, y=y, width=35, height=21, rx=3, fill=filling(ids, mark), stroke=INK, stroke_width=1)


def outlined(root: Element, x: float, y: float) -> None:
    """A sample of the outline of a place that the work aims at, for the legend."""
    add(root, "rect", x=x + 1, y=y + 1, width=33, height=19, rx=3, fill="#ffffff", stroke=INK, stroke_width=4)


def target(root: Element, x: float, y: float) -> None:
    """The sign of a place where the client wants help."""
    add(root, "circle", cx=x, cy=y, r=4.2, fill="#ffffff", stroke=INK, stroke_width=1.6)
    add(root, "circle", cx=x, cy=y, r=1.5, fill=INK)
