"""The commands that write documents for people: a report, and letters to clinicians."""

import os
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated, NamedTuple, final

import attrs
import typer

from bodywork_rules import report as report_room
from bodywork_rules.care import letters as letters_of
from bodywork_rules.care import plan_session, prepare
from bodywork_rules.care.plan_words import plan_page
from bodywork_rules.cli.output import rejected, write, write_file
from bodywork_rules.cli.reading import (
    LenientOption,
    OnOption,
    ProfileArgument,
    Reading,
    RulebookOption,
    asked_for,
    needed,
)
from bodywork_rules.engine import Evaluator
from bodywork_rules.insight.page import Heading
from bodywork_rules.model import Assessment
from bodywork_rules.rulebook import Rulebook

__all__ = ["letters", "report"]

ReplaceOption = Annotated[bool, typer.Option("--replace", help="Write in the place of a file that is there.")]
ClientOption = Annotated[str, typer.Option("--client", help="Who the client is; else room to write it by hand.")]


@final
class LetterForm(Enum):
    """How a letter is written."""

    HTML = "html"
    MARKDOWN = "markdown"


@final
class Drawing(NamedTuple):
    """What the room of reports hands out, under the names it has there."""

    body_chart: Callable[..., str]
    html_of: Callable[..., str]
    report_page: Callable[..., str]
    letter_html: Callable[..., str]
    letter_markdown: Callable[..., str]


SUFFIXES = {LetterForm.HTML: "html", LetterForm.MARKDOWN: "md"}


def report(
    profile: ProfileArgument,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write it, as HTML.")],
    on: OnOption = None,
    client: ClientOption = "",
    minutes: Annotated[
        int | None, typer.Option("--minutes", help="Plan a session of so many minutes too; else none is planned.")
    ] = None,
    rulebook: RulebookOption = None,
    lenient: LenientOption = False,
    replace: ReplaceOption = False,
) -> None:
    """Assess a client and write the answer as one HTML page with a body chart, to look at and to print."""
    reading = Reading()
    room = _drawing(reading)
    _refuse_to_replace(reading, [output], replace=replace)
    day, book, told = asked_for(reading, profile, on, rulebook, lenient=lenient)
    if room is None or day is None or book is None or told is None or reading.mistakes:
        reading.leave()
    answer = Evaluator(book).evaluate(told, on=day)
    plan = "" if minutes is None else _planned(room, book, answer, minutes, day)
    chart = room.body_chart(answer, reasons=False, prefix="report")
    write_file(output, room.report_page(book, answer, client=client, chart=chart, plan=plan))
    write(f"{output}\n")


def _planned(room: Drawing, rulebook: Rulebook, answer: Assessment, minutes: int, day: date) -> str:
    """The plan of a session as HTML, its headings one level below those of the page that it is put into."""
    made = needed(lambda: plan_session(rulebook, answer, minutes, on=day))
    page = needed(lambda: plan_page(rulebook, made, prepare(rulebook, answer, made)))
    return room.html_of(
        tuple(attrs.evolve(each, level=each.level + 1) if isinstance(each, Heading) else each for each in page)
    )


def letters(
    profile: ProfileArgument,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write them to.")],
    on: OnOption = None,
    form: Annotated[LetterForm, typer.Option("--format", help="How to write them.")] = LetterForm.HTML,
    client: ClientOption = "",
    sender: Annotated[str, typer.Option("--from", help="Who writes; else room to write it by hand.")] = "",
    rulebook: RulebookOption = None,
    lenient: LenientOption = False,
    replace: ReplaceOption = False,
) -> None:
    """Write a letter to each clinician whose yes a technique waits for, with room for the reply."""
    reading = Reading()
    room = _drawing(reading)
    day, book, told = asked_for(reading, profile, on, rulebook, lenient=lenient)
    if room is None or day is None or book is None or told is None or reading.mistakes:
        reading.leave()
    evaluator = Evaluator(book)
    written = letters_of(evaluator, evaluator.evaluate(told, on=day))
    put = room.letter_html if form is LetterForm.HTML else room.letter_markdown
    texts = {
        output / f"letter-to-{each.clinician}.{SUFFIXES[form]}": put(book, each, client=client, sender=sender)
        for each in written
    }
    _refuse_to_replace(reading, texts, replace=replace)
    if reading.mistakes:
        reading.leave()
    if not texts:
        write("No technique waits for a clinician's yes, so there is no letter to write.\n")
        return
    _make(output)
    for path, text in texts.items():
        write_file(path, text)
        write(f"{path}\n")


def _drawing(reading: Reading) -> Drawing | None:
    """What draws documents; nothing when its extra is not installed, which is held."""
    return reading.read(lambda: Drawing(*(getattr(report_room, name) for name in Drawing._fields)))


def _refuse_to_replace(reading: Reading, paths: Iterable[Path], *, replace: bool) -> None:
    """Hold as mistakes the files that are there and are not to be replaced."""
    there = [] if replace else [path for path in paths if os.path.lexists(path)]
    reading.mistakes += [f"{path}: is there already; --replace writes in its place" for path in there]


def _make(folder: Path) -> None:
    """Make a folder, if it is not there.

    Raises:
        SystemExit: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        rejected([f"{folder}: cannot be made: {error.strerror}"])
