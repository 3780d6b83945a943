"""A command in a terminal of its own, as a person has it."""

import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from bodywork_rules import ClientProfile, to_json
from bodywork_rules.care import Interview
from bodywork_rules.care.intake.form import talk_questions
from shipped import RULEBOOK

COMMAND = "import sys; sys.argv[0] = 'bodywork-rules'; from bodywork_rules.cli import main; main()"
ENTER, CTRL_C = "\r", "\x03"
LONGEST = 60
"""Seconds after which a terminal has to have answered."""


class Terminal:
    """A command in a terminal of its own."""

    def __init__(self, folder: Path, *arguments: str, size: tuple[int, int] = (50, 120)) -> None:
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, size)
        self._ours, self.seen = ours, ""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in {"NO_COLOR", "PYTHONHASHSEED", "COLUMNS", "LINES"}
        }
        self._process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env=kept | {"TERM": "xterm", "PYTHONUTF8": "1"},
            start_new_session=True,
        )
        os.close(theirs)

    def wait_for(self, *texts: str) -> str:
        """Read until one of some texts is on the screen, and forget what came before it."""
        return self.read_until(*texts)[1]

    def read_until(self, *texts: str) -> tuple[str, str]:
        """What is on the screen before one of some texts, and which of them it is."""
        until = time.monotonic() + LONGEST
        while not (found := [text for text in texts if text in self.seen]):
            assert time.monotonic() < until, f"not seen: {texts}; but: {self.seen[-2000:]}"
            if select.select([self._ours], [], [], 0.2)[0]:
                self._read()
        before, _, self.seen = self.seen.partition(found[0])
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", before), found[0]

    def rest(self, seconds: float = 1.0) -> str:
        """What comes within some seconds."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if select.select([self._ours], [], [], 0.1)[0]:
                self._read()
        seen, self.seen = self.seen, ""
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", seen)

    def _read(self) -> None:
        try:
            self.seen += os.read(self._ours, 65536).decode(errors="replace")
        except OSError:
            pytest.fail(f"the command ended: {self.seen[-2000:]}")
        if "\x1b[6n" in self.seen:
            self.type("\x1b[1;1R")
            self.seen = self.seen.replace("\x1b[6n", "")

    def type(self, keys: str) -> None:
        """Type keys."""
        os.write(self._ours, keys.encode())

    def status(self) -> int:
        """The status with which the command ends."""
        status = self._process.wait(LONGEST)
        os.close(self._ours)
        return status

    def kill(self) -> None:
        """End it, if it has not ended."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


def choose(screen: Terminal, *named: str) -> None:
    """Choose complaints by typing their names, say nothing of where they are, and that this is all."""
    for name in named:
        screen.wait_for("What brings you here", "Anything else")
        screen.wait_for("Your answer")
        screen.type(name.lower())
        screen.wait_for(name.lower())
        screen.type(ENTER)
        screen.wait_for(f"{name}: where on your body")
        screen.wait_for("Your answer")
        screen.type(ENTER)
    screen.wait_for("Anything else")
    screen.wait_for("That is all")
    screen.type(ENTER)


def reply(screen: Terminal, asked: str, line: str = "") -> None:
    """Write a line at a question."""
    screen.wait_for(asked)
    screen.wait_for("Your answer")
    screen.type(line + ENTER)


def talk(screen: Terminal) -> None:
    """Say in the talk that the neck hurts, and nothing else."""
    choose(screen, "Neck pain")
    for asked in (
        "How strong is your pain",
        "What makes it worse",
        "Which injuries",
        "Which medicines",
        "tests or scans",
        "do not want",
    ):
        reply(screen, asked)


def talked_of(write, name: str, *but: str, **told: object) -> None:
    """Write the interview of a client with neck pain, of whom all of the talk was asked but for some of it."""
    put = [question.id for question in talk_questions(RULEBOOK) if question.id not in but]
    write(name, to_json(Interview(ClientProfile(taken="2026-11-23", age=40, goals=["neck-pain"], **told), put=put)))
