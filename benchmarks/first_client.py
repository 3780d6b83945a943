"""How long a newcomer needs for one client, from the install to the report: ``python -m benchmarks.first_client``.

Three clients are interviewed on a terminal of 80 by 24 by the code that the command runs, with all that is on the
screen counted; then the commands of the README are run for them as they were installed.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar
from unittest import mock

import questionary
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import DummyInput
from prompt_toolkit.output import DummyOutput
from questionary.prompts.common import InquirerControl

from benchmarks.report import table, written_into
from bodywork_rules.cli import asking
from bodywork_rules.cli.intake import interviewing
from bodywork_rules.rulebook import load_rulebook

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "how-to" / "run-an-intake.md"
BEGIN, END = "<!-- first client begin -->", "<!-- first client end -->"
TODAY = date(2026, 11, 23)
LINES, COLUMNS = 24, 80
A_MINUTE = 240
"""Words that a person reads in a minute."""
A_SCREEN = 2.0
"""Seconds to answer, for each screen."""
EXAMPLE = re.compile(r"examples/profiles/\S+\.toml")
"""The client of the README, in whose place another stands here."""
T = TypeVar("T")
WORD = re.compile(r"\w[\w\u2019'.-]*")
ITEM = re.compile(r"^ *(\d+)  ")
"""How a line of a checklist begins."""
LIKELY = ("No", "That is all", "Nothing in particular", "Yes", "Not sure")
"""What is chosen where nothing else was said, the first that can be."""


@dataclass(frozen=True)
class Persona:
    """A client, and what is answered other than no.

    Attributes:
        name: who it is.
        told: for words of a question, or of a line of a checklist, what is chosen or written.
    """

    name: str
    told: dict[str, str]


PERSONAS = (
    Persona(
        "35, healthy, a stiff neck",
        {
            "What brings you here": "Neck pain",
            "Neck pain: where on your body": "neck",
            "How strong is your pain": "4",
            "What makes it worse": "sitting",
            "How old are you": "35",
            "some weeks old": "Some weeks old",
        },
    ),
    Persona(
        "46, neck pain, warfarin, a broken wrist",
        {
            "What brings you here": "Neck pain",
            "Neck pain: where on your body": "neck",
            "How strong is your pain": "5",
            "What makes it worse": "sitting",
            "Which injuries": "broken left wrist in 2026",
            "Which medicines": "warfarin",
            "How old are you": "46",
            "your last INR": "2.4",
            "On which day was it measured": "2026-11-20",
            "some weeks old": "Long-standing",
            "Broken bone: when did it begin": "2026-10-30",
            "Broken bone: is it certain": "It is there",
        },
    ),
    Persona(
        "31, 30 weeks pregnant, low back pain",
        {
            "What brings you here": "Low back pain",
            "Low back pain: where on your body": "lower back",
            "How strong is your pain": "4",
            "What makes it worse": "standing",
            "How old are you": "31",
            "some weeks old": "Some weeks old",
            "A pregnancy, or": "yes",
            "Which is it": "Pregnancy",
            "Pregnancy: How is it": "It is there",
            "In which week of pregnancy": "30",
        },
    ),
)


@dataclass
class Desk:
    """Stands where the terminal would be: counts what is shown, and answers for a client.

    Attributes:
        persona: the client.
        shown: what was written since the last answer.
        screens: for each answer, what was to be read and what was replied.
        keys: how many keys were pressed.
    """

    persona: Persona
    shown: StringIO = field(default_factory=StringIO)
    screens: list[tuple[str, str]] = field(default_factory=list)
    keys: int = 0

    def select(self, message: str, **options: Any) -> Any:
        """Stand in for a choice."""
        real = questionary.select(message, **options)
        return SimpleNamespace(application=real.application, unsafe_ask=lambda: self._chosen(message, real, options))

    def text(self, message: str, **options: Any) -> Any:
        """Stand in for a line."""
        real = questionary.text(message, **options)
        validate = options.get("validate", lambda _: True)
        return SimpleNamespace(application=real.application, unsafe_ask=lambda: self._written(message, validate))

    def _seen(self, below: str, reply: str, keys: int) -> str:
        self.screens.append((self.shown.getvalue() + below, reply))
        self.keys += keys
        self.shown.seek(0)
        self.shown.truncate()
        return reply

    def _told(self, text: str) -> str | None:
        """What this client answers to a text, each answer once."""
        plain = " ".join(text.split())
        found = next((each for each in self.persona.told if each in plain and each not in self._used), None)
        if found is None:
            return None
        self._used.add(found)
        return self.persona.told[found]

    _used: set[str] = field(default_factory=set)

    def _chosen(self, message: str, real: Any, options: dict[str, Any]) -> Any:
        named = [each.title for each in options["choices"]]
        room = len(named)
        for window in real.application.layout.find_all_windows():
            if isinstance(window.content, InquirerControl) and window.height is not None:
                room = min(room, window.height.max)
        told = self._told(self.shown.getvalue())
        if told is not None and told not in named:
            raise ValueError(f"{told!r} is none of {named}")
        reply = told or next(each for each in LIKELY if each in named)
        at = named.index(reply)
        below = "\n".join([f"{message}{options.get('instruction') or ''}", *named[:room]])
        self._seen(below, reply, 1 + (len(reply) if options.get("use_search_filter") and at else at))
        return options["choices"][at].value

    def _written(self, message: str, valid: Any) -> str:
        shown = self.shown.getvalue()
        several = any(ITEM.match(line) for line in shown.splitlines())
        reply = self._ticked(shown) or "0" if several else self._told(shown) or ""
        if valid(reply) is not True:
            raise ValueError(f"{reply!r} is no answer to: {shown}: {valid(reply)}")
        return self._seen(message, reply, 1 + len(reply))

    def _ticked(self, shown: str) -> str:
        """The numbers of what is so on a checklist."""
        parts = re.split(r"(?m)^ *(\d+)  ", shown)
        return ", ".join(
            number for number, text in zip(parts[1::2], parts[2::2], strict=True) if self._told(text) is not None
        )

    @property
    def rest(self) -> str:
        """What is shown after the last answer."""
        return self.shown.getvalue()


@contextmanager
def at(desk: Desk) -> Iterator[None]:
    """All that the interview shows and asks goes to a desk."""
    size = os.terminal_size((COLUMNS, LINES))
    with (
        create_app_session(input=DummyInput(), output=DummyOutput()),
        mock.patch.object(
            asking,
            "questionary",
            SimpleNamespace(select=desk.select, text=desk.text, Choice=questionary.Choice),
        ),
        mock.patch.object(asking, "get_terminal_size", return_value=size),
        mock.patch.object(sys, "stdin", SimpleNamespace(isatty=lambda: True)),
        mock.patch.object(sys, "stdout", desk.shown),
    ):
        yield


def words(text: str) -> int:
    """How many words there are to read."""
    return len(WORD.findall(text))


def interviewed(persona: Persona, file: Path) -> Desk:
    """The interview with a client, at its end."""
    desk = Desk(persona)
    with at(desk), chdir(file.parent):
        interviewing(Path(file.name), load_rulebook(), TODAY)
    return desk


@dataclass(frozen=True)
class Shown:
    """What an interview asks of a person.

    Attributes:
        name: who the client is.
        screens: how often something was shown and answered.
        words: how many words were shown.
        keys: how many keys were pressed.
    """

    name: str
    screens: int
    words: int
    keys: int

    @classmethod
    def at(cls, desk: Desk) -> "Shown":
        """What was counted at a desk."""
        told = sum(words(text) for text, _ in desk.screens) + words(desk.rest)
        return cls(desk.persona.name, len(desk.screens), told, desk.keys)

    @property
    def minutes(self) -> float:
        """Minutes to read and to answer."""
        return self.words / A_MINUTE + self.screens * A_SCREEN / 60


def steps(readme: str) -> tuple[str, list[str]]:
    """What the README says of a clinic's day up to the report, and its commands after the install."""
    section = readme.partition("## For a clinic's day")[2].partition("\n## ")[0]
    there, command, _ = section.partition("$ bodywork-rules chart")
    if not command:
        raise ValueError("the README has no steps that end with a chart")
    return there, re.findall(r"(?m)^\$ bodywork-rules (.+)$", there)


def installed(folder: Path) -> Path:
    """The command, installed as the README says in a new environment, out of a copy of what git keeps."""
    copy, venv = folder / "copy", folder / "venv"
    kept = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, kept.split("\0")):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    _run(sys.executable, "-m", "venv", str(venv))
    _run(str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet", f"{copy}[cli,report]")
    return venv / "bin" / "bodywork-rules"


def _run(*command: str, within: Path | None = None) -> None:
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=within, env=bare, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr}")


def working(what: Callable[[], T]) -> tuple[T, float]:
    """What comes of something, and the minutes that processors worked for it, here and in the commands it ran."""
    before = os.times()
    found = what()
    return found, sum(os.times()[:4]) / 60 - sum(before[:4]) / 60


def report(rows: list[tuple[Shown, float]], install: float, readme: int) -> str:
    """What was counted, as a table."""
    head = ("client", "screens", "words", "keys", "interview, min", "all, min")
    before = readme / A_MINUTE + install
    table_rows = [
        (each.name, str(each.screens), str(each.words), str(each.keys), f"{each.minutes:.1f}", f"{whole:.1f}")
        for each, commands in rows
        for whole in [before + each.minutes + commands]
    ]
    told = (
        "`python -m benchmarks.first_client --write` made this table.\n"
        f"The interview is {A_MINUTE} words a minute and {A_SCREEN:g} seconds a screen; all is that, "
        f"{readme} words of the README ({readme / A_MINUTE:.1f} min), "
        f"what the processor worked to install ({install:.1f} min, without the download) and to run the commands "
        f"({max(commands for _, commands in rows):.1f} min)."
    )
    return f"{told}\n\n{table(head, table_rows)}"


def measured(folder: Path) -> tuple[list[tuple[Shown, float]], float, int]:
    """Each client's interview and how long the commands take; how long the install takes, and the words to read."""
    there, commands = steps((ROOT / "README.md").read_text(encoding="utf-8"))
    command, install = working(lambda: installed(folder))
    rows = []
    for number, persona in enumerate(PERSONAS):
        at_home = folder / f"client-{number}"
        at_home.mkdir()
        desk, minutes = working(partial(interviewed, persona, at_home / "client.json"))
        for line in commands:
            told = [EXAMPLE.sub("client.json", each) for each in shlex.split(line)]
            _, more = working(partial(_run, str(command), *told, within=at_home))
            minutes += more
        rows.append((Shown.at(desk), minutes))
    return rows, install, words(there)


def main() -> None:
    """Measure, print, and write where that was asked for."""
    parser = ArgumentParser(prog="python -m benchmarks.first_client", description="Time a newcomer's first client.")
    parser.add_argument("--write", action="store_true", help="put the table into docs/how-to/run-an-intake.md")
    parser.add_argument("--screens", action="store_true", help="show each screen and the reply, and measure nothing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.screens:
            for persona in PERSONAS:
                _show(interviewed(persona, folder / "client.json"))
                for each in folder.iterdir():
                    each.unlink()
            return
        rows, install, readme = measured(folder)
    text = report(rows, install, readme)
    print(text)
    if options.write:
        PAGE.write_text(written_into(PAGE.read_text(encoding="utf-8"), text, (BEGIN, END)), encoding="utf-8")


def _show(desk: Desk) -> None:
    """Print each screen of an interview."""
    rule = "=" * COLUMNS
    for text, reply in desk.screens:
        print(f"{rule}\n{text}\n> {reply}")
    counted = Shown.at(desk)
    print(f"{rule}\n{desk.rest}\n{rule}\n{counted} {counted.minutes:.1f} min")


if __name__ == "__main__":
    main()
