"""The commands that write documents write them wholly or not at all, and replace nothing unasked."""

from datetime import date
from pathlib import Path

import pytest

from bodywork_rules.care import Letter, letters
from bodywork_rules.cli import output
from bodywork_rules.engine import Evaluator
from bodywork_rules.report import body_chart, letter_html, letter_markdown, report_page
from bodywork_rules.rulebook import from_json, load_profile, load_rulebook

BEN = """
format = 1
taken = 2026-11-23
answered = ["sunburn", "tension"]
findings = [{ condition = "numbness", sites = ["right arm"] }]
goals = [{ complaint = "tension" }]
"""
DAY = ("--on", "2026-11-23")
SCORES = ((7, "2026-10-05"), (4, "2026-11-02"))


@pytest.fixture
def ben(write):
    return write("ben.toml", BEN)


@pytest.fixture
def evaluator(studio):
    return Evaluator(load_rulebook(studio))


def answer_for(evaluator, client):
    return evaluator.evaluate(load_profile(client), on=date(2026, 11, 23))


def test_a_report_is_written_to_the_file(bodywork, ben, studio, evaluator, tmp_path):
    to = tmp_path / "ben.html"
    done = bodywork("report", ben, "-o", to, *DAY, "--rulebook", studio, "--client", "Ben <1>")
    assert (done.status, done.out, done.err) == (0, f"{to}\n", "")
    answer = answer_for(evaluator, ben)
    chart = body_chart(answer, reasons=False, prefix="report")
    assert to.read_text("utf-8") == report_page(evaluator.rulebook, answer, client="Ben <1>", chart=chart)


def test_a_report_shows_the_plan_of_the_session_and_how_the_course_goes(bodywork, write, tmp_path):
    told = ["taken = 2026-11-23", "age = 40", 'answered = ["EVERYTHING"]', 'goals = [{ complaint = "neck-pain" }]']
    profile = write("anna.toml", "\n".join(["format = 1", *told]))
    course = [f'{{ measure = "nprs", value = {value}, on = {on}, complaint = "neck-pain" }}' for value, on in SCORES]
    scores = write("scores.toml", f"format = 1\nscores = [{', '.join(course)}]\n")
    to = tmp_path / "anna.html"
    options = ("--minutes", 60, "--session", 3, "--scores", scores)
    assert bodywork("report", profile, "-o", to, *DAY, *options).err == ""
    html = to.read_text("utf-8")
    for part in (
        "Session 3 of the course",
        "How the course goes",
        "7 on 2026-10-05, 4 on 2026-11-02",
        "Pain from 0 to",
    ):
        assert part in html
    assert html.index("Plan of the session") < html.index("How the course goes")
    early = write("early.toml", f"format = 1\nscores = [{', '.join(course)}]\nreviewed = 2027-01-01\n")
    wrong = bodywork(
        "report", profile, "-o", tmp_path / "b.html", *DAY, *options[:2], "--reviewed", 3, "--scores", early
    )
    assert wrong.err.splitlines() == [
        f"{early}: reviewed: after 2026-11-23, the day on which it is looked at: `2027-01-01`",
        "reviewed: a review after a session that comes before session 1 only: `3`",
    ]


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_letters_are_written_to_the_folder(bodywork, ben, evaluator, studio, tmp_path, form):
    out, options = tmp_path / "out" / "ben", ("--format", form, "--from", "Studio")
    done = bodywork("letters", ben, "-o", out, *DAY, "--rulebook", studio, *options)
    (letter,) = letters(evaluator, answer_for(evaluator, ben))
    suffix, put = ("html", letter_html) if form == "html" else ("md", letter_markdown)
    to = out / f"letter-to-{letter.clinician}.{suffix}"
    kept = to.with_suffix(".json")
    assert (done.status, done.out, done.err) == (0, f"{to}\n{kept}\n", "")
    assert to.read_text("utf-8") == put(evaluator.rulebook, letter, sender="Studio")
    assert from_json(Letter, kept.read_text("utf-8")) == letter


def test_without_anything_to_ask_no_letter_is_written(bodywork, write, studio, tmp_path):
    nobody = write("nobody.toml", "format = 1\n")
    done = bodywork("letters", nobody, "-o", tmp_path / "out", *DAY, "--rulebook", studio)
    assert (done.status, done.err) == (0, "")
    assert "no letter" in done.out
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["report", "letters"])
def test_what_is_there_is_replaced_only_when_asked(bodywork, ben, studio, tmp_path, command):
    to = (tmp_path / "ben.html") if command == "report" else tmp_path
    arguments = (command, ben, "-o", to, *DAY, "--rulebook", studio)
    written = [Path(each) for each in bodywork(*arguments).out.split()]
    for file in written:
        file.write_text("mine")
    refused = bodywork(*arguments)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.splitlines() == [f"{file}: is there already; --replace writes in its place" for file in written]
    assert {file.read_text() for file in written} == {"mine"}
    assert bodywork(*arguments, "--replace").status == 0
    assert written[0].read_text("utf-8").startswith("<!DOCTYPE html>")


def test_everything_that_is_wrong_is_told_at_once(bodywork, write, studio, tmp_path):
    wrong = write("wrong.toml", 'format = 1\nfindings = ["sunburnt"]\n')
    there = write("there.html", "mine")
    done = bodywork("report", wrong, "-o", there, "--on", "tomorrow", "--rulebook", studio)
    assert (done.status, done.out) == (2, "")
    for part in ("there.html: is there already", "--on: not a date `tomorrow`", "did you mean `sunburn`?"):
        assert part in done.err


@pytest.mark.parametrize(("command", "to"), [("report", "no/such/folder/a.html"), ("letters", "file/a")])
def test_where_nothing_can_be_written_one_line_says_so(bodywork, ben, studio, tmp_path, command, to):
    (tmp_path / "file").write_text("")
    done = bodywork(command, ben, "-o", tmp_path / to, *DAY, "--rulebook", studio)
    assert (done.status, done.out) == (2, "")
    assert "cannot be" in done.err
    assert done.err.count("\n") == 1


def test_a_file_that_cannot_be_written_wholly_stays_as_it_was(tmp_path):
    to = tmp_path / "a.html"
    to.write_text("mine")
    with pytest.raises(SystemExit):
        output.write_file(to, "yours \ud800")
    assert to.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [to]
    output.write_file(to, "yours")
    assert to.read_text() == "yours"
    assert list(tmp_path.iterdir()) == [to]


def test_letters_about_what_is_wrong_are_not_written(bodywork, write, studio, tmp_path):
    wrong = write("wrong.toml", 'format = 1\nfindings = ["sunburnt"]\n')
    done = bodywork("letters", wrong, "-o", tmp_path / "out", "--on", "tomorrow", "--rulebook", studio)
    assert (done.status, done.out) == (2, "")
    assert "--on: not a date `tomorrow`" in done.err
    assert "did you mean `sunburn`?" in done.err


def test_what_is_written_may_be_told_in_names(bodywork, write, studio, tmp_path):
    named = write("named.toml", 'format = 1\nfindings = ["Sunburn"]\ngoals = ["tension"]\n')
    for command, to in (("report", "a.html"), ("chart", "a.svg")):
        arguments = (command, named, "-o", tmp_path / to, *DAY, "--rulebook", studio)
        assert bodywork(*arguments).status == 2
        assert bodywork(*arguments, "--lenient").status == 0
    wrong = write("wrong.toml", 'format = 1\nfindings = ["odd", { condition = "Sunburn", onset = "2999-01-01" }]\n')
    told = bodywork("chart", wrong, "-o", tmp_path / "b.svg", *DAY, "--rulebook", studio, "--lenient").err
    assert "findings[1].onset: " in told
