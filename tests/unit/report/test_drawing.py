"""The drawn figures and the shipped body have the same regions, and every shape is there to be seen."""

import re

import pytest

from bodywork_rules.model import Body, Region, Side
from bodywork_rules.report.chart.drawing import OTHER, load_drawing
from shipped import RULEBOOK

DRAWING = load_drawing()
NOT_DRAWN = {"pelvic-floor"}
"""Smallest regions that cannot be seen from outside; a chart lists them below the figures."""
PATH = re.compile(r"(?:M|L|C|Z| |-?\d+(?:\.\d+)?)+")
SHAPES = [shape for view in DRAWING.views for part in view.parts for shape in part.shapes]


@pytest.fixture(scope="module")
def body() -> Body:
    return RULEBOOK.body


def drawn(body: Body) -> int:
    points = 0
    for there in DRAWING.points_of(body).values():
        points |= there
    return points


def test_every_point_of_the_shipped_body_is_drawn_or_named_as_not_drawn(body):
    missing = {point.region for bit, point in enumerate(body.points) if not drawn(body) >> bit & 1}
    assert missing == NOT_DRAWN


def test_every_shape_shows_one_point_of_the_shipped_body(body):
    shown = DRAWING.points_of(body)
    for shape in SHAPES:
        assert shape in shown, shape.region
        point = body.sites(shown[shape])
        assert [(each.region, each.side) for each in point] == [(shape.region, shape.side)]


def test_the_larger_regions_are_those_of_the_shipped_body(body):
    for part, whole in DRAWING.larger.items():
        assert body.by_id[part].within == whole
    inner = {region for region in body.by_id if body.by_id[region].within not in {None, "body"}}
    assert inner - set(DRAWING.larger) == NOT_DRAWN


def test_paths_are_of_absolute_pairs_only_so_that_they_can_be_mirrored():
    paths = [shape.path for shape in SHAPES]
    paths += [path for view in DRAWING.views for part in view.parts for path in (part.outline, *part.lines)]
    for path in paths:
        assert PATH.fullmatch(path), path
        assert len(re.findall(r"-?\d+(?:\.\d+)?", path)) % 2 == 0, path


def test_what_is_on_one_side_is_mirrored_on_the_other():
    for view in DRAWING.views:
        shapes = [shape for part in view.parts for shape in part.shapes if shape.side]
        middles = {(shape.region, shape.side, shape.middle) for shape in shapes}
        assert {(region, OTHER[side], (-x, y)) for region, side, (x, y) in middles} == middles


@pytest.mark.parametrize(("view", "right_of_view"), [("front", Side.LEFT), ("back", Side.RIGHT), ("soles", Side.LEFT)])
def test_the_client_faces_the_reader_in_front_and_turns_away_in_the_back(view, right_of_view):
    parts = next(each for each in DRAWING.views if each.id == view).parts
    sides = {shape.side for part in parts for shape in part.shapes if shape.side and shape.middle[0] > 0}
    assert sides == {right_of_view}


def test_the_middle_of_a_shape_lies_in_it():
    for shape in SHAPES:
        x, y = shape.middle
        corners = [(float(at), float(down)) for at, down in re.findall(r"(-?[\d.]+) (-?[\d.]+)", shape.path)]
        assert min(at for at, _ in corners) <= x <= max(at for at, _ in corners), shape.region
        assert min(down for _, down in corners) <= y <= max(down for _, down in corners), shape.region


def test_a_body_with_a_larger_region_only_is_drawn_by_its_parts():
    body = Body([Region(id="neck", name="Neck"), Region(id="arm", name="Arm", paired=True)])
    shown = DRAWING.points_of(body)
    assert {shape.region for shape, points in shown.items() if points == body.mask("neck")} == {
        "throat", "side-of-neck", "back-of-neck",
    }  # fmt: skip
    assert {shape.side for shape, points in shown.items() if points == body.mask("left arm")} == {Side.LEFT}


def test_a_region_that_has_no_sides_is_drawn_on_both():
    body = Body([Region(id="wrist", name="Wrists")])
    assert {shape.side for shape in DRAWING.points_of(body)} == {Side.LEFT, Side.RIGHT}


def test_a_paired_region_is_not_drawn_where_the_shape_has_no_side():
    assert DRAWING.points_of(Body([Region(id="nose", name="Nostril", paired=True)])) == {}


def test_a_region_of_another_name_is_not_drawn():
    assert DRAWING.points_of(Body([Region(id="third-eye", name="Third eye")])) == {}
