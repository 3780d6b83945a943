"""The project's texts are finished, its content is data, and its code makes no clinical statement."""

import ast
import re

import pytest

from shipped import RULEBOOK
from style.reading import ROOT, SOURCE, modules, texts

ALL = modules()
UNFINISHED = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "H" + "ACK", "NotImplemented" + "Error")))
SUFFIXES = {".py", ".toml", ".md", ".yml", ".jsonl"}
FOLDERS = ("src", "docs", "tests", "examples", "benchmarks", ".ci")
WORDS_OF_THE_LIBRARY = {"age"}
"""The one quantity that the model itself feeds."""
DRAWING = re.compile(r"stroke(?=[=\"-]| fill)")
"""What the outline of a shape is called in SVG."""


def written() -> list:
    """Every text file of the project, in order."""
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in SUFFIXES]
    return sorted([*found, *ROOT.glob("*.md"), *ROOT.glob("*.toml"), *ROOT.glob("*.yml")])


def test_nothing_is_left_for_later():
    unfinished = [path for path in written() if UNFINISHED.search(path.read_text(encoding="utf-8"))]
    assert unfinished == []


def test_content_is_toml_and_nothing_else():
    found = [path for path in (SOURCE / "content").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert found
    assert {path.suffix for path in found} == {".toml"}


@pytest.fixture(scope="module")
def clinical() -> re.Pattern[str]:
    """The ids and names of every condition, technique, rule and clearance of the shipped rulebook."""
    things = (*RULEBOOK.conditions, *RULEBOOK.techniques, *RULEBOOK.clearances)
    words = {thing.name.lower() for thing in things} | {thing.id for thing in things}
    words |= {rule.id for rule in RULEBOOK.contraindications}
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    any_word = "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"(?<![\w-])(?:{any_word})(?![\w-])")


def test_code_names_no_condition_technique_or_rule(clinical):
    found = {
        (module.name, line, match.group())
        for module in ALL
        for line, text in texts(module)
        if (match := clinical.search(DRAWING.sub("", text.lower()))) and match.group() not in WORDS_OF_THE_LIBRARY
    }
    assert found == set()


def test_code_holds_no_number_of_weeks_or_grade_of_a_rule():
    durations = [
        (module.name, line)
        for module in ALL
        for line, text in texts(module)
        if re.fullmatch(r"[1-9]\d* (day|days|week|weeks)", text.strip())
    ]
    assert durations == []


def test_no_lock_file_is_kept():
    held = [path for path in ROOT.iterdir() if path.is_file()]
    assert not [path.name for path in held if path.suffix == ".lock" or path.stem.endswith("-lock")]


def test_no_bare_except_and_no_exception_that_is_swallowed():
    for module in ALL:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ExceptHandler):
                caught = "" if node.type is None else ast.unparse(node.type)
                assert caught not in {"", "Exception", "BaseException"}, f"{module.name}:{node.lineno}"
