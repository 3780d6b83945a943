"""The code blocks of the documentation, page by page, and what running them gives."""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import attrs

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = "import sys; sys.argv[0] = 'bodywork-rules'; from bodywork_rules.cli import main; main()"
ELIDED = "..."
"""A line of shown output that stands for any number of lines."""


@attrs.frozen
class Block:
    """A fenced block: its language, its title, its text and the line on which it begins."""

    language: str
    title: str
    text: str
    line: int


def pages() -> list[Path]:
    """Every page with a code block, the README first."""
    found = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
    return [page for page in found if FENCE.search(page.read_text(encoding="utf-8"))]


def blocks(page: Path) -> list[Block]:
    """The blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in FENCE.finditer(text):
        title = re.search(r'title="([^"]+)"', match[2])
        line = text.count("\n", 0, match.start()) + 1
        found.append(Block(match[1], title[1] if title else "", match[3], line))
    return found


def printed(block: Block, page: Path, names: dict[str, object]) -> str:
    """What a block of Python prints, run with the names that the blocks before it made."""
    source = "\n" * block.line + block.text
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(source, str(page), "exec"), names)  # noqa: S102 - the documentation's own examples
    return out.getvalue()


def exchanges(block: Block) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output shown for it."""
    parts = re.split(r"^\$ (.*)$", block.text, flags=re.MULTILINE)
    return [(command, shown.strip("\n")) for command, shown in zip(parts[1::2], parts[2::2], strict=True)]


def ran(command: str, folder: Path) -> str:
    """What the command of this project prints."""
    program, *arguments = shlex.split(command)
    assert program == "bodywork-rules", f"only the project's own command is run: {command}"
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=plain_terminal(),
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


def plain_terminal() -> dict[str, str]:
    """An environment in which output is plain text, 100 columns wide."""
    kept = {name: value for name, value in os.environ.items() if name not in {"FORCE_COLOR", "PYTHONHASHSEED"}}
    return kept | {"NO_COLOR": "1", "COLUMNS": "100", "TERM": "dumb", "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}


def agrees(shown: str, given: str) -> bool:
    """Whether a shown output is the given one; a line ``...`` stands for any lines, trailing blanks do not count."""
    wanted, had = ([line.rstrip() for line in text.strip("\n").splitlines()] for text in (shown, given))
    return fits(wanted, had)


def fits(wanted: list[str], had: list[str]) -> bool:
    """Whether lines are the wanted ones."""
    if ELIDED not in wanted:
        return wanted == had
    at = wanted.index(ELIDED)
    if wanted[:at] != had[:at]:
        return False
    return any(fits(wanted[at + 1 :], had[start:]) for start in range(at, len(had) + 1))
