"""The commands, their arguments and what each writes."""

import json
from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Annotated, final

import typer

from bodywork_rules._version import __version__
from bodywork_rules.care import prepare
from bodywork_rules.care.plan.words import plan_page
from bodywork_rules.cli.chart import chart
from bodywork_rules.cli.documents import letters, report
from bodywork_rules.cli.intake import interviewing
from bodywork_rules.cli.intake_ending import notes_page
from bodywork_rules.cli.intake_files import Files
from bodywork_rules.cli.options import (
    LenientOption,
    LighterOption,
    OnOption,
    PractitionerOption,
    ProfileArgument,
    ReplaceOption,
    ReviewedOption,
    RulebookOption,
    SessionOption,
)
from bodywork_rules.cli.output import OurFault, show_page, write, write_file
from bodywork_rules.cli.progress import progress
from bodywork_rules.cli.reading import Reading, asked_for, day_of, needed, rulebook_of
from bodywork_rules.cli.recording import reply, score
from bodywork_rules.cli.sessions import checklist, felt, practitioner_in, session_of
from bodywork_rules.cli.show import checked_page, found_page, thing_pages
from bodywork_rules.cli.template import template_text
from bodywork_rules.engine import Evaluator
from bodywork_rules.insight.answer.in_words import page_of, questions_page, technique_page
from bodywork_rules.insight.markdown import markdown
from bodywork_rules.insight.packet import packet_page
from bodywork_rules.insight.scorecard.cases import load_cases
from bodywork_rules.insight.scorecard.page import scorecard_data, scorecard_page
from bodywork_rules.insight.scorecard.score import score_cases
from bodywork_rules.rulebook import load_rulebook, to_json
from bodywork_rules.rulebook import schema as schema_of

__all__ = ["app", "run"]

app: typer.Typer = typer.Typer(
    name="bodywork-rules",
    help="Which bodywork techniques suit a client, why, what to change, and what is not known.",
    epilog="Exit status: 0 an answer was given, whatever it says; 2 the input is wrong; 1 our fault.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@final
class Form(Enum):
    """How an assessment is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


@final
class CardForm(Enum):
    """How a scorecard is written."""

    TEXT = "text"
    JSON = "json"


@final
class Described(Enum):
    """What there is a JSON Schema of."""

    PROFILE = "profile"
    RULEBOOK = "rulebook"
    ASSESSMENT = "assessment"


def run() -> None:
    """Run the command with the arguments of the process.

    Raises:
        SystemExit: always, with the status.
    """
    with OurFault():
        app()


def _version(wanted: bool) -> None:
    if wanted:
        write(f"bodywork-rules {__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Print the version and leave.")
    ] = False,
) -> None:
    """Nothing: each command does its own."""


def assess(
    profile: ProfileArgument,
    *,
    on: OnOption = None,
    form: Annotated[Form, typer.Option("--format", help="How to write the answer.")] = Form.TEXT,
    rulebook: RulebookOption = None,
    technique: Annotated[
        str | None, typer.Option("--technique", metavar="ID", help="All that is said of one technique.")
    ] = None,
    questions: Annotated[bool, typer.Option("--questions", help="All questions that could change the answer.")] = False,
    lenient: LenientOption = False,
) -> None:
    """Assess a client: what suits, in what order and why, and what is not known."""
    reading = Reading()
    if technique is not None and questions:
        reading.mistakes.append("--technique and --questions: one or the other, since each is a page of its own")
    if form is Form.JSON and (technique is not None or questions):
        reading.mistakes.append("--format json: it holds all techniques and questions; leave out the other option")
    day, book, client = asked_for(reading, profile, on, rulebook, lenient=lenient)
    if book is not None and technique is not None:
        reading.read(lambda: book.techniques[technique], where="--technique")
    notes = reading.read(lambda: Files(profile).notes, file=str(Files(profile).interview))
    if day is None or book is None or client is None or reading.mistakes:
        reading.leave()
    assessment = Evaluator(book).evaluate(client, on=day)
    if form is Form.JSON:
        write(_ended(to_json(assessment)))
        return
    if technique is not None:
        page = technique_page(assessment, technique)
    else:
        page = questions_page(assessment) if questions else (*page_of(assessment), *notes_page(book, notes or ()))
    match form:
        case Form.TEXT:
            show_page(page)
        case Form.MARKDOWN:
            write(markdown(page))


def plan(
    profile: ProfileArgument,
    *,
    minutes: Annotated[int, typer.Option("--minutes", help="Of the whole session.")] = 60,
    session: SessionOption = 1,
    reviewed: ReviewedOption = 0,
    lighter: LighterOption = 0,
    practitioner: PractitionerOption = None,
    on: OnOption = None,
    form: Annotated[Form, typer.Option("--format", help="How to write it.")] = Form.TEXT,
    rulebook: RulebookOption = None,
    lenient: LenientOption = False,
) -> None:
    """Plan one session: what to do and keep off, what to ask, what to say, and how often to come."""
    reading = Reading()
    day, book, client = asked_for(reading, profile, on, rulebook, lenient=lenient)
    who = practitioner_in(reading, practitioner)
    if day is None or book is None or client is None or reading.mistakes:
        reading.leave()
    assessment = Evaluator(book).evaluate(client, on=day)
    wanted = partial(session_of, session=session, reviewed=reviewed, lighter=lighter, practitioner=who)
    made = needed(lambda: wanted(book, assessment, minutes))
    if form is Form.JSON:
        write(_ended(to_json(made)))
        return
    page = needed(lambda: plan_page(book, made, prepare(book, assessment, made)))
    match form:
        case Form.TEXT:
            show_page(page)
        case Form.MARKDOWN:
            write(markdown(page))


def intake(
    file: Annotated[
        Path, typer.Argument(help="Where the profile is kept, JSON; one that was begun is gone on with.")
    ] = Path("client.json"),
    *,
    on: OnOption = None,
    rulebook: RulebookOption = None,
) -> None:
    """Take a history on the terminal: only the questions that matter, saved after each."""
    reading = Reading()
    day = reading.read(lambda: day_of(on), where="--on")
    book = reading.read(lambda: rulebook_of(rulebook))
    if day is None or book is None:
        reading.leave()
    interviewing(file, book, day)


def template(
    *,
    questions: Annotated[bool, typer.Option("--questions", help="With every question of the rulebook.")] = False,
    rulebook: RulebookOption = None,
) -> None:
    """Print a client profile to fill in, with comments."""
    book = needed(lambda: rulebook_of(rulebook))
    write(template_text(book, questions=questions))


def check(rulebook: Annotated[Path, typer.Argument(help="A rulebook, a folder or a file.")]) -> None:
    """Check a rulebook, and report everything that is wrong with it."""
    show_page(checked_page(needed(lambda: load_rulebook(rulebook))))


def show(
    id: Annotated[str, typer.Argument(help="The id of anything in the rulebook.")], rulebook: RulebookOption = None
) -> None:
    """Show what the rulebook says under an id, with its sources."""
    book = needed(lambda: rulebook_of(rulebook))
    show_page(needed(lambda: thing_pages(book, id)))


def find(
    text: Annotated[str, typer.Argument(help="An id, a name, a synonym, a code, or something like one.")],
    rulebook: RulebookOption = None,
) -> None:
    """Find the id of something, and say how it matched."""
    book = needed(lambda: rulebook_of(rulebook))
    show_page(found_page(text, needed(lambda: book.find(text))))


def scorecard(
    cases: Annotated[Path, typer.Argument(help="A case file, JSON Lines.")],
    form: Annotated[CardForm, typer.Option("--format", help="How to write it.")] = CardForm.TEXT,
    rulebook: RulebookOption = None,
) -> None:
    """Judge cases whose right answer is known, and count how many are judged so."""
    reading = Reading()
    book = reading.read(lambda: rulebook_of(rulebook))
    known = reading.read(lambda: load_cases(cases))
    if book is None or known is None:
        reading.leave()
    card = score_cases(Evaluator(book), known)
    match form:
        case CardForm.TEXT:
            show_page(scorecard_page(card))
        case CardForm.JSON:
            write(_ended(json.dumps(scorecard_data(card), indent=2, ensure_ascii=False)))


def packet(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write it; else it is printed.")
    ] = None,
    rulebook: RulebookOption = None,
    replace: ReplaceOption = False,
) -> None:
    """Write every rule and argument in words as Markdown, for a clinician to mark up."""
    reading = Reading()
    reading.refuse_to_replace([output] if output else [], replace=replace)
    book = reading.read(lambda: rulebook_of(rulebook))
    if book is None or reading.mistakes:
        reading.leave()
    text = markdown(packet_page(book))
    if output is None:
        write(text)
    else:
        write_file(output, text)
        write(f"{output}\n")


def schema(of: Annotated[Described, typer.Argument(metavar="TYPE", help="profile, rulebook or assessment.")]) -> None:
    """Print a JSON Schema."""
    write(_ended(json.dumps(schema_of(of.value), indent=2, sort_keys=True, ensure_ascii=False)))


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


COMMANDS: tuple[Callable[..., None], ...] = (
    *(intake, assess, plan, felt, report, chart, letters, reply, score, progress, checklist),
    *(template, find, show, check, scorecard, packet, schema),
)
for _command in COMMANDS:
    app.command()(_command)
