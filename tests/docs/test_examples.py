"""Every example runs as it stands, and the picture shows what the command prints today."""

import html
import importlib
import re
import subprocess
import sys
from io import BytesIO

import pytest

from bodywork_rules import load_rulebook
from docs.blocks import DOCS, ROOT, blocks

EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
ARGUMENTS = {"embed_in_an_app.py": ["--once"], "letters_for_a_day.py": ["{folder}", "2026-11-23"]}
PRINTS = {
    "embed_in_an_app.py": "200 OK application/json",
    "letters_for_a_day.py": "blood-pressure-and-old-fracture-physician.html: Blood pressure under control, Bone united",
    "script_a_study.py": "age,weeks_since_fracture,medications,technique,low,verdict,high,rules",
    "write_your_own_rulebook.py": "Chair massage",
}


def ran(name: str, folder: object = "") -> subprocess.CompletedProcess[str]:
    arguments = [each.format(folder=folder) for each in ARGUMENTS.get(name, [])]
    return subprocess.run(
        [sys.executable, str(ROOT / "examples" / name), *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_runs(example, tmp_path):
    done = ran(example.name, tmp_path)
    assert done.returncode == 0, done.stderr
    assert PRINTS[example.name] in done.stdout


def test_an_example_that_needs_arguments_says_which():
    name = "letters_for_a_day.py"
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / name)], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (1, f"usage: python examples/{name} FOLDER YYYY-MM-DD\n")


def test_the_rulebook_of_the_tutorial_is_the_one_among_the_examples(tmp_path):
    for block in blocks(DOCS / "tutorial" / "first-rulebook.md"):
        if block.title.startswith("studio/") and block.title != "studio/wrong.toml":
            (tmp_path / block.title.removeprefix("studio/")).write_text(block.text, encoding="utf-8")
    assert load_rulebook(tmp_path) == load_rulebook(ROOT / "examples" / "own_rulebook")


def test_the_study_tells_a_new_fracture_from_an_old_one():
    rows = [line.split(",") for line in ran("script_a_study.py").stdout.splitlines()[1:]]
    assert len({tuple(row[:3]) for row in rows}) == 30
    assert len({tuple(row[4:7]) for row in rows}) > 1


@pytest.fixture
def application(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "examples"))
    module = importlib.import_module("embed_in_an_app")
    yield module.Application(module.Evaluator(module.load_rulebook()))
    sys.modules.pop("embed_in_an_app", None)


@pytest.mark.parametrize(
    ("method", "target", "length", "body", "status"),
    [
        ("GET", "/", "", b"", 404),
        ("POST", "/assessments", "2", b"{}", 400),
        ("POST", "/assessments?on=yesterday", "2", b"{}", 400),
        ("POST", "/assessments?on=2026-11-23", "much", b"{}", 400),
        ("POST", "/assessments?on=2026-11-23", "1", b"\xff", 400),
        ("POST", "/assessments?on=2026-11-23", "999999999", b"{}", 413),
        ("POST", "/assessments?on=2026-11-23", "2", b"{}", 422),
        ("POST", "/assessments?on=2026-11-23", "13", b'{"format": 1}', 200),
    ],
)
def test_the_application_answers_every_request(application, method, target, length, body, status):
    path, _, query = target.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_LENGTH": length,
        "wsgi.input": BytesIO(body),
    }
    assert application.respond(environ)[0] == status


def shown(svg: str) -> list[str]:
    """The lines of text in a picture, top to bottom."""
    lines: dict[float, str] = {}
    for y, text in re.findall(r'<text [^>]*y="([\d.]+)"[^>]*>([^<]*)</text>', svg):
        lines[float(y)] = lines.get(float(y), "") + html.unescape(text).replace("\xa0", " ")
    return [lines[y].strip() for y in sorted(lines)]


def test_the_picture_shows_what_the_command_prints_today(monkeypatch):
    monkeypatch.syspath_prepend(str(DOCS))
    picture = importlib.import_module("picture")
    committed = picture.PICTURE.read_text(encoding="utf-8")
    assert shown(committed) == shown(picture.drawn()), "run `python docs/picture.py`"


def test_the_picture_fetches_nothing():
    svg = (DOCS / "images" / "assessment.svg").read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\"'\s]+", svg.replace("http://www.w3.org/2000/svg", "")) == []
