"""The numbers of reasons on a body chart: within a place that has room, else beside the body, with a line to it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import ceil, cos, floor, sin, tau
from typing import final

import attrs

from bodywork_rules.model.closed import Closed
from bodywork_rules.report.chart.drawing import Part, Shape, View
from bodywork_rules.report.chart.figures import INK, Told
from bodywork_rules.report.svg import Element, add, lines_of, width_of

__all__ = ["Box", "labels"]

SIZE, LINE, WIDEST = 12, 14.0, 64.0
"""The size of the numbers, the height of a line, and how wide one is at most."""
ROOM = 3.0
"""So much of a place is seen around a number that stands in it."""
APART = 2.0
ROW = 3
"""The height of the rows in which it is known where a path is."""
RINGS = range(12, 320, 4)
AROUND = sorted((step / 24 for step in range(24)), key=lambda part: abs(sin(part * tau)))
"""The directions in which a free spot is looked for, those to the side first."""
_PART = re.compile(r"[MLCZ]|-?[\d.]+")


@final
@attrs.frozen
class Box(Closed):
    """A rectangle.

    Attributes:
        left: its left edge.
        top: its upper edge.
        right: its right edge.
        bottom: its lower edge.
    """

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def about(cls, x: float, y: float, width: float, height: float) -> "Box":
        """The box around a point."""
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def wider(self, by: float) -> "Box":
        """The box with so much around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: "Box") -> bool:
        """Whether two boxes overlap."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def moved(self, x: float, y: float) -> "Box":
        """The box elsewhere."""
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The point of the box that is nearest to another."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


@final
@attrs.frozen(eq=False)
class _Ground:
    """Where some paths are: in each row the spans that they cover."""

    rows: Mapping[int, list[tuple[float, float]]]

    @classmethod
    def of(cls, paths: Iterable[str]) -> "_Ground":
        """What paths of absolute M, L, C and Z cover."""
        rows: dict[int, list[tuple[float, float]]] = {}
        for path in paths:
            for corners in _corners(path):
                crossed: dict[int, list[float]] = {}
                for (x, y), (to_x, to_y) in zip(corners, corners[1:] + corners[:1], strict=True):
                    for row in range(ceil(min(y, to_y) / ROW), ceil(max(y, to_y) / ROW)):
                        crossed.setdefault(row, []).append(x + (row * ROW - y) / (to_y - y) * (to_x - x))
                for row, at in crossed.items():
                    at.sort()
                    rows.setdefault(row, []).extend(zip(at[::2], at[1::2], strict=True))
        return cls(rows)

    def _under(self, box: Box) -> Iterator[list[tuple[float, float]]]:
        return (self.rows.get(row, []) for row in range(floor(box.top / ROW), ceil(box.bottom / ROW) + 1))

    def meets(self, box: Box) -> bool:
        """Whether any of a box is covered."""
        return any(left < box.right and right > box.left for spans in self._under(box) for left, right in spans)

    def holds(self, box: Box) -> bool:
        """Whether all of a box is covered."""
        return all(any(left <= box.left and right >= box.right for left, right in spans) for spans in self._under(box))


def _corners(path: str) -> Iterator[list[tuple[float, float]]]:
    """A path as polygons: of each curve some points."""
    found: list[tuple[float, float]] = []
    command, numbers = "", list[float]()
    for part in [*_PART.findall(path), "Z"]:
        if part not in "MLCZ":
            numbers.append(float(part))
            continue
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        while points:
            used, points = (points[:3], points[3:]) if command == "C" else (points[:1], points[1:])
            found += _curve(found[-1], *used) if command == "C" else used
        if part in "MZ" and found:
            yield found
            found = []
        command, numbers = part, []


def _curve(
    start: tuple[float, float], one: tuple[float, float], two: tuple[float, float], end: tuple[float, float]
) -> Iterator[tuple[float, float]]:
    """Points on a curve."""
    for part in (0.25, 0.5, 0.75, 1.0):
        rest = 1 - part
        weights = (rest**3, 3 * rest * rest * part, 3 * rest * part * part, part**3)
        across, down = zip(start, one, two, end, strict=True)
        yield (
            sum(w * x for w, x in zip(weights, across, strict=True)),
            sum(w * y for w, y in zip(weights, down, strict=True)),
        )


@cache
def _body(view: View) -> _Ground:
    return _Ground.of(part.outline for part in view.parts)


@cache
def _seen(part: Part, shape: Shape) -> tuple[_Ground, _Ground]:
    return _Ground.of([shape.path]), _Ground.of([part.outline])


def labels(
    root: Element,
    views: Mapping[View, tuple[float, float]],
    told: Mapping[Shape, Told],
    page: Box,
    taken: Iterable[Box],
) -> None:
    """Put the numbers of the rules of each place to it, once for each side of a view where they are the same.

    Args:
        root: what they are put into.
        views: the views, each with where the middle of its top is.
        told: what is shown and said of their shapes.
        page: where they may stand.
        taken: where other words stand.
    """
    used, beside = list(taken), list[tuple[str, tuple[float, float]]]()
    for view, (x, y) in views.items():
        seen: set[tuple[str, object]] = set()
        for part, shape in ((each, shape) for each in view.parts for shape in each.shapes):
            numbers = told[shape].numbers if shape in told else ""
            if not numbers or (numbers, shape.side) in seen:
                continue
            seen.add((numbers, shape.side))
            below = 14 if told[shape].wanted else 0
            box = Box.about(shape.middle[0], shape.middle[1] + below, *_size(numbers))
            there = box.moved(x, y)
            has_room = all(ground.holds(box.wider(ROOM)) for ground in _seen(part, shape))
            if has_room and not any(there.meets(other) for other in used):
                used.append(there)
                _written(root, numbers, there)
            else:
                beside.append((numbers, (shape.middle[0] + x, shape.middle[1] + y)))
    for numbers, place in beside:
        box = _free(_size(numbers), place, views, page, used)
        used.append(box)
        _line(root, box.nearest(*place), place)
        _written(root, numbers, box)


def _lines(numbers: str) -> list[str]:
    return lines_of(numbers, WIDEST, SIZE, bold=True)


def _size(numbers: str) -> tuple[float, float]:
    """How wide and how high numbers are."""
    lines = _lines(numbers)
    return max(width_of(line, SIZE, bold=True) for line in lines), LINE * len(lines)


def _free(
    size: tuple[float, float],
    place: tuple[float, float],
    views: Mapping[View, tuple[float, float]],
    page: Box,
    used: list[Box],
) -> Box:
    """The nearest box off the body and off all other words; at the place itself where there is none."""
    for away in RINGS:
        for part in AROUND:
            box = Box.about(place[0] + away * cos(part * tau), place[1] + away * sin(part * tau), *size)
            apart = box.wider(APART)
            within = page.left <= box.left and box.right <= page.right and page.top <= box.top
            if not within or box.bottom > page.bottom or any(apart.meets(other) for other in used):
                continue
            if not any(_body(view).meets(apart.moved(-x, -y)) for view, (x, y) in views.items()):
                return box
    return Box.about(*place, *size)


def _line(root: Element, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A line from numbers to their place, that is seen on every pattern."""
    line = f"M{start[0]:g} {start[1]:g} L{end[0]:g} {end[1]:g}"
    dot = f"M{end[0]:g} {end[1]:g} L{end[0] + 0.01:g} {end[1]:g}"
    for path, colour, width in ((line, "#ffffff", 3), (dot, "#ffffff", 5), (line, INK, 1.1), (dot, INK, 3.4)):
        add(root, "path", d=path, fill="none", stroke=colour, stroke_width=width, stroke_linecap="round")


def _written(root: Element, numbers: str, box: Box) -> None:
    """Numbers in their box."""
    for number, line in enumerate(_lines(numbers)):
        add(root, "text", line, x=(box.left + box.right) / 2, y=box.top + LINE * number + 11, font_size=SIZE,
            font_weight="bold", text_anchor="middle", stroke="#ffffff", stroke_width=3,
            paint_order="stroke fill")  # fmt: skip
