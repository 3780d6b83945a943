"""Every example of the documentation runs and gives what the page says it gives."""

import re
import sys
import tomllib
from typing import get_args

import pytest

from bodywork_rules import from_data
from bodywork_rules.model import Contraindication, Predicate
from docs.blocks import DOCS, ROOT, agrees, blocks, exchanges, pages, printed, ran

PAGES = pages()
NOT_RUN = re.compile(r"(pip install|python -m |python examples/|python3 \.ci/|git clone|\.ci/run|\.venv/bin/|cd )")
"""Commands that set a machine up or check the project itself: shown, not run."""
LANGUAGES = {"python", "text", "toml", "json", "console", "markdown"}


def named(page):
    return str(page.relative_to(ROOT))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of the reader's own in which the examples are at hand."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_does_what_it_says(page, folder):
    names: dict[str, object] = {"__name__": "__main__"}
    output = None
    for block in blocks(page):
        where = f"{named(page)}, line {block.line}"
        if block.language == "python":
            output = printed(block, page, names)
            continue
        if block.language == "text" and output is not None:
            assert agrees(block.text.strip("\n"), output), f"{where}: it prints\n{output}"
        elif block.title:
            path = folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            for command, shown in exchanges(block):
                if not NOT_RUN.match(command):
                    given = ran(command, folder)
                    assert agrees(shown, given), f"{where}: `{command}` prints\n{given}"
        output = None


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_block_says_what_it_is(page):
    assert {block.language for block in blocks(page)} <= LANGUAGES
    fences = re.findall(r"^```(.*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert all(opening.strip() for opening in fences[::2])


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=named)
def test_one_sentence_stands_on_one_line(page):
    made = r"^```.*?^```$|^<!-- figures begin.*?figures end"
    text = re.sub(made, "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    prose = [line for line in text.splitlines() if line[:1].isalpha()]
    plain = [re.sub(r"`[^`]*`|\([^()]*\)", "x", line) for line in prose]
    assert [line for line in plain if re.search(r"[a-z]{2}[.?!] [A-Z]", line)] == []


def test_shown_output_is_compared_line_by_line():
    assert agrees("a\nb", "a\nb\n")
    assert agrees("a\n...\nd", "a\nb\nc\nd")
    assert agrees("a\n...", "a\nb\nc")
    assert agrees("...\nd", "a\nd")
    assert agrees("a\n...\nb", "a\nb")
    assert not agrees("a\nb", "a\nc")
    assert not agrees("a\n...\nd", "a\nb")


def test_the_whole_check_begins_with_the_two_commands_of_the_readme():
    readme = [
        command
        for block in blocks(ROOT / "README.md")
        if block.language == "console"
        for command, _ in exchanges(block)
    ]
    steps = re.findall(r"^step (.+)$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert steps[:2] == [command for command in readme if ".ci/" in command]


@pytest.fixture
def generate(monkeypatch):
    monkeypatch.syspath_prepend(str(DOCS))
    import generate

    yield generate
    sys.modules.pop("generate", None)


def test_generated_pages_are_what_the_code_says_today(generate):
    for path, text in generate.pages().items():
        assert path.read_text(encoding="utf-8") == text, f"run `python docs/generate.py`: {path.name}"


def test_every_reference_page_that_looks_generated_is(generate):
    marked = {page for page in DOCS.rglob("*.md") if "Written by docs/generate.py" in page.read_text(encoding="utf-8")}
    assert marked == set(generate.pages())


def test_the_pages_of_how_to_are_in_the_order_of_the_home_page():
    home = (DOCS / "index.md").read_text(encoding="utf-8")
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert re.findall(r": (how-to/.*\.md)$", nav, flags=re.MULTILINE) == re.findall(r"\((how-to/[^)]*\.md)\)", home)


def test_every_decision_is_listed_and_says_what_else_was_considered():
    index = (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")
    found = sorted((DOCS / "decisions").glob("0*.md"))
    assert [int(page.name[:4]) for page in found] == list(range(1, len(found) + 1))
    for page in found:
        assert page.name in index
        assert "## Options considered" in page.read_text(encoding="utf-8")


def test_predicates_are_written_as_the_page_says():
    page = (DOCS / "reference" / "rulebook-format.md").read_text(encoding="utf-8")
    written = re.findall(r"^\| `(\{ .* \})` \|", page, flags=re.MULTILINE)
    assert len(written) == len(get_args(Predicate))
    rule = {"id": "a", "about": "b", "verdict": "avoid", "reason": "c", "basis": "unsourced"}
    read = set()
    for text in written:
        when = tomllib.loads("when = " + text.replace("[ ... ]", '[{ has = "b" }, { has = "c" }]'))["when"]
        read.add(type(from_data(Contraindication, rule | {"when": when}).when))
    assert read == set(get_args(Predicate))
