"""The drawn figures: which shapes there are, on which view, for which region and side."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, final

import attrs

from bodywork_rules.model import Body, Region, RegionId, Side, Site
from bodywork_rules.model.closed import Closed

__all__ = ["Drawing", "Part", "Shape", "View", "load_drawing"]

_PAIR = re.compile(r"(-?[\d.]+) (-?[\d.]+)")
OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


@final
@attrs.frozen
class Shape(Closed):
    """A smallest region as it is seen in one view.

    Attributes:
        region: the region.
        side: the client's side; nothing where the shape is drawn over the middle.
        path: its outline as a path of SVG.
        middle: a point well inside of what is seen of it.
    """

    region: str
    side: Side | None
    path: str
    middle: tuple[float, float]


@final
@attrs.frozen
class Part(Closed):
    """A part of a figure, drawn over the parts before it.

    Attributes:
        outline: what its shapes are cut to, as a path of SVG.
        shapes: its shapes, each drawn over those before it.
        lines: lines that only make it easier to read.
    """

    outline: str
    shapes: tuple[Shape, ...]
    lines: tuple[str, ...]


@final
@attrs.frozen
class View(Closed):
    """The body seen from one direction.

    Attributes:
        id: names it.
        left_first: the client's left is on the left of the view.
        parts: its parts, in the order in which they are drawn.
    """

    id: str
    left_first: bool
    parts: tuple[Part, ...]


@final
@attrs.frozen
class Drawing(Closed):
    """All that is drawn.

    Attributes:
        views: the views.
        larger: for each region of a body, the larger one that it is a part of.
    """

    views: tuple[View, ...]
    larger: Mapping[str, str] = attrs.field(hash=False)

    def points_of(self, body: Body) -> dict[Shape, int]:
        """The points of a body that each shape shows, a bit each; a shape that shows none is left out.

        A shape shows its own region; on a body that does not have it, the nearest larger one.

        Args:
            body: the body, of any rulebook.
        """
        found: dict[Shape, int] = {}
        for view in self.views:
            for part in view.parts:
                for shape in part.shapes:
                    points = self._point(body, shape)
                    if points:
                        found[shape] = points
        return found

    def _point(self, body: Body, shape: Shape) -> int:
        at: str | None = shape.region
        while at is not None and at not in body.by_id:
            at = self.larger.get(at)
        region: Region | None = body.by_id.get(RegionId(at)) if at else None
        if region is None or region.id in body.parts or (region.paired and shape.side is None):
            return 0
        return body.mask(Site(region=region.id, side=shape.side if region.paired else None))


@cache
def load_drawing() -> Drawing:
    """The drawing that comes with the library."""
    data = tomllib.loads(files("bodywork_rules.report.chart").joinpath("figures.toml").read_text(encoding="utf-8"))
    return Drawing(
        views=tuple(_view(each) for each in data["view"]),
        larger={part: whole for whole, parts in data["larger"].items() for part in parts},
    )


def _view(data: Mapping[str, Any]) -> View:
    side = Side(data["side"])
    parts = tuple(part for each in data["part"] for part in _parts(each, side))
    return View(id=data["id"], left_first=side is Side.RIGHT, parts=parts)


def _parts(data: Mapping[str, Any], side: Side) -> Iterable[Part]:
    """A part, and its mirror image where there is one."""
    outline, shapes, lines = data["outline"], data["shape"], data.get("line", ())
    if data.get("mirrored", False):
        drawn = tuple(_shape(each, outline, side) for each in shapes)
        paths = tuple(each["path"] for each in lines)
        yield Part(outline, drawn, paths)
        yield Part(_mirrored(outline), tuple(map(_other, drawn)), tuple(map(_mirrored, paths)))
    else:
        yield Part(
            outline,
            tuple(shape for each in shapes for shape in _both(each, outline, side)),
            tuple(path for each in lines for path in _turned(each)),
        )


def _shape(data: Mapping[str, Any], outline: str, side: Side | None) -> Shape:
    x, y = data["middle"]
    return Shape(data["region"], side, data.get("path", outline), (x, y))


def _other(shape: Shape) -> Shape:
    """A shape on the other side."""
    x, y = shape.middle
    return Shape(shape.region, OTHER[shape.side] if shape.side else None, _mirrored(shape.path), (-x, y))


def _both(data: Mapping[str, Any], outline: str, side: Side) -> Iterable[Shape]:
    if data.get("mirrored", False):
        shape = _shape(data, outline, side)
        yield from (shape, _other(shape))
    else:
        yield _shape(data, outline, None)


def _turned(data: Mapping[str, Any]) -> Iterable[str]:
    yield data["path"]
    if data.get("mirrored", False):
        yield _mirrored(data["path"])


def _mirrored(path: str) -> str:
    """A path as a mirror in the middle of the figure shows it."""
    return _PAIR.sub(lambda pair: f"{-float(pair[1]):g} {pair[2]}", path)
