"""The command as a user runs it, within this process."""

import sys
from pathlib import Path

import attrs
import pytest

from bodywork_rules.cli import main
from unit.cli.terminals import Terminal

ROOT = Path(__file__).parent.parent.parent.parent


@attrs.frozen
class Done:
    """What a run of the command left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def bodywork(monkeypatch, capfd):
    """Run the command with arguments; it has to leave with a status."""
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["bodywork-rules", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Done(left.value.code or 0, out, err)

    return run


@pytest.fixture
def studio():
    """A small rulebook in a folder."""
    return ROOT / "examples" / "own_rulebook"


@pytest.fixture
def write(tmp_path):
    """Write a file and give its path."""

    def written(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


@pytest.fixture
def terminal(tmp_path):
    """Run the command in a terminal."""
    opened = []

    def run(*arguments: str, size: tuple[int, int] = (50, 120)) -> Terminal:
        opened.append(Terminal(tmp_path, *arguments, size=size))
        return opened[-1]

    yield run
    for each in opened:
        each.kill()
