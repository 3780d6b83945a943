"""The drawing of a course: it stands by itself, says all in words, and tells nothing by colour alone."""

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import attrs
import pytest

from bodywork_rules.care import Score
from bodywork_rules.errors import InvalidRecord, InvalidValue, UnknownId
from bodywork_rules.report import course_plot
from bodywork_rules.rulebook import Rulebook
from shipped import RULEBOOK

ON = date(2026, 11, 24)
SVG = "{http://www.w3.org/2000/svg}"


def scores(*values, measure="nprs", techniques=("swedish-massage",)):
    return [
        Score(
            measure=measure,
            value=value,
            on=date(2026, 9, 7) + timedelta(days=5 * place),
            complaint="neck-pain",
            techniques=techniques,
        )
        for place, value in enumerate(values)
    ]


def drawn(given, measure="nprs", **told):
    return ET.fromstring(course_plot(RULEBOOK, given, measure=measure, complaint="neck-pain", on=ON, **told))


def texts(root):
    return [each.text for each in root.iter(f"{SVG}text")]


def test_it_is_an_image_with_a_title_and_a_description():
    root = drawn(scores(7, 6, 4))
    assert root.get("role") == "img"
    ids = {each.get("id"): each.text for each in root if each.get("id")}
    title, description = (ids[id] for id in root.get("aria-labelledby").split())
    assert title == "Pain from 0 to 10 (NPRS): Neck pain"
    assert "3 scores from 2026-09-07 to 2026-09-17" in description
    assert "2026-09-12: 6 points" in description
    assert description.endswith("Better by what matters.")


def test_the_zones_are_hatched_each_in_its_own_way_and_named():
    root = drawn(scores(7, 6, 4))
    leans = [each.get("patternTransform") for each in root.iter(f"{SVG}pattern")]
    assert len(set(leans)) == 2
    assert {"sessions", "better by what matters", "worse by what matters"} <= set(texts(root))


def test_the_legend_names_every_mark_that_is_drawn():
    marks = {"first score and its level", "last score", "sessions"}
    assert marks <= set(texts(drawn(scores(7, 6, 4))))
    one = drawn(scores(7, techniques=()))
    assert marks & set(texts(one)) == {"first score and its level"}
    dots = [(each.get("fill"), each.get("r")) for each in drawn(scores(7, 6, 4)).iter(f"{SVG}circle")]
    shown, sampled = dots[:3], dots[3:]
    assert sampled == [("#ffffff", "4.5"), (shown[-1][0], "6")]
    assert shown[0] == sampled[0]


@pytest.mark.parametrize(("measure", "above"), [("nprs", False), ("psfs", True)])
def test_the_better_zone_lies_in_the_measures_own_direction(measure, above):
    root = drawn(scores(5, 5, 5, measure=measure), measure)
    (zone,) = [each for each in root.iter(f"{SVG}rect") if each.get("fill") == "url(#course-better)"][:1]
    first = next(root.iter(f"{SVG}circle"))
    assert (float(zone.get("y")) < float(first.get("cy"))) == above


def test_a_measure_without_a_threshold_has_no_zones():
    root = drawn(scores(70, 80, measure="rom-neck"), "rom-neck")
    assert "better by what matters" not in texts(root)


def test_each_session_is_marked_and_each_score_says_its_day():
    root = drawn([*scores(7, 6), *[attrs.evolve(each, techniques=()) for each in scores(7, 6, 4)[2:]]])
    hints = [each.text for each in root.iter(f"{SVG}title")]
    assert "2026-09-07: Swedish massage" in hints
    assert "2026-09-17: 4 points" in hints
    assert "2026-09-17: Swedish massage" not in hints


@pytest.mark.parametrize(("width", "height"), [(320, 240), (340, 260), (720, 400), (1400, 700)])
@pytest.mark.parametrize("measure", ["nprs", "psfs", "modified-ashworth"])
def test_nothing_stands_outside_at_any_size(width, height, measure):
    root = drawn(scores(*[4, 3, 2, 3, 2, 1, 1, 0] * 2, measure=measure), measure, width=width, height=height)
    for each in root.iter():
        for key, most in (("x", width), ("cx", width), ("x2", width), ("y", height), ("cy", height), ("y2", height)):
            if each.get(key) is not None:
                assert 0 <= float(each.get(key)) <= most
    for each in root.iter(f"{SVG}text"):
        wide = 7.2 * len(each.text or "")
        if each.get("text-anchor") is None and each.get("font-size") != "16":
            assert float(each.get("x")) + wide <= width + 16


def test_it_needs_nothing_from_elsewhere():
    text = course_plot(RULEBOOK, scores(7, 6, 4), measure="nprs", complaint="neck-pain", on=ON)
    assert text.count("http") == 1
    assert "<script" not in text


def test_names_of_the_rulebook_are_escaped():
    parts = {field.name: getattr(RULEBOOK, field.name) for field in attrs.fields(Rulebook)}
    nasty = attrs.evolve(RULEBOOK.measures["nprs"], name="<script>alert(1)</script> & co")
    book = Rulebook(**{**parts, "measures": [nasty]})
    text = course_plot(book, scores(7, 6, 4), measure="nprs", complaint="neck-pain", on=ON)
    assert "<script" not in text
    assert ET.fromstring(text).find(f"{SVG}title").text.startswith("<script>")


@pytest.mark.parametrize(
    ("told", "error", "message"),
    [
        ({"measure": "psfs"}, InvalidValue, "no score of `psfs` for `neck-pain`"),
        ({"measure": "nprz"}, UnknownId, "unknown measure `nprz`"),
        ({"width": 10}, InvalidValue, "width is out of its range"),
        ({"height": 10}, InvalidValue, "height is out of its range"),
        ({"name": '"><b'}, InvalidValue, "not the beginning of an id"),
        ({"on": date(2026, 9, 1)}, InvalidRecord, "after 2026-09-01"),
    ],
)
def test_what_cannot_be_drawn_is_refused(told, error, message):
    with pytest.raises(error, match=message):
        course_plot(RULEBOOK, scores(7, 6), **{"measure": "nprs", "complaint": "neck-pain", "on": ON, **told})
