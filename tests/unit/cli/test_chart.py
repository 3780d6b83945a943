"""The command `chart` writes the drawing, and refuses what is wrong."""

from datetime import date

import pytest

from bodywork_rules.engine import Evaluator
from bodywork_rules.report import body_chart
from bodywork_rules.rulebook import load_profile, load_rulebook

BEN = """
format = 1
taken = 2026-11-23
findings = [{ condition = "sunburn", sites = ["neck"] }, { condition = "numbness", sites = ["right arm"] }]
goals = [{ complaint = "tension" }]
"""
DAY = ("--on", "2026-11-23")


@pytest.fixture
def ben(write):
    return write("ben.toml", BEN)


@pytest.fixture
def answer(ben, studio):
    return Evaluator(load_rulebook(studio)).evaluate(load_profile(ben), on=date(2026, 11, 23))


def test_the_chart_is_written_to_the_file(bodywork, ben, studio, answer, tmp_path):
    path = tmp_path / "chart.svg"
    done = bodywork("chart", ben, *DAY, "--rulebook", studio, "-o", path)
    assert (done.status, done.out, done.err) == (0, f"{path}\n", "")
    assert path.read_text("utf-8") == body_chart(answer) + "\n"


def test_it_can_be_of_one_technique_and_without_reasons(bodywork, ben, studio, answer, tmp_path):
    path = tmp_path / "chart.svg"
    asked = ("--technique", "warm-stones", "--no-reasons")
    assert bodywork("chart", ben, *DAY, "--rulebook", studio, "-o", path, *asked).status == 0
    assert path.read_text("utf-8") == body_chart(answer, "warm-stones", reasons=False) + "\n"


def test_one_that_is_there_is_replaced_only_when_asked(bodywork, ben, studio, tmp_path):
    path = tmp_path / "chart.svg"
    path.write_text("mine")
    refused = bodywork("chart", ben, *DAY, "--rulebook", studio, "-o", path)
    assert (refused.status, refused.out, path.read_text()) == (2, "", "mine")
    assert bodywork("chart", ben, *DAY, "--rulebook", studio, "-o", path, "--replace").status == 0


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_written(bodywork, write, studio, tmp_path):
    wrong = write("wrong.toml", 'format = 1\nfindings = [{ condition = "sunburnt" }]\n')
    path = tmp_path / "chart.svg"
    done = bodywork("chart", wrong, "--on", "soon", "--rulebook", studio, "--technique", "stones", "-o", path)
    assert (done.status, done.out) == (2, "")
    for told in ("--on: ", "unknown condition `sunburnt`", "--technique: unknown technique `stones`"):
        assert told in done.err
    assert not path.exists()


def test_a_file_that_cannot_be_written_is_told(bodywork, ben, studio, tmp_path):
    done = bodywork("chart", ben, *DAY, "--rulebook", studio, "-o", tmp_path)
    assert done.status == 2
    assert done.err.startswith(f"{tmp_path}: cannot be written: ")
