"""The commands that write documents for people: a report, and letters to clinicians."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Annotated, final

import attrs
import typer

from bodywork_rules import report as report_room
from bodywork_rules.care import Practitioner, advise, prepare, response, within_scope
from bodywork_rules.care import letters as letters_of
from bodywork_rules.care.plan.advice import aims_of
from bodywork_rules.care.plan.words import plan_page
from bodywork_rules.care.practitioner_words import scope_page
from bodywork_rules.care.progress.scores import ScoreFile
from bodywork_rules.care.progress.words import progress_page
from bodywork_rules.cli.options import (
    ClientOption,
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
from bodywork_rules.cli.output import rejected, write, write_file
from bodywork_rules.cli.reading import Reading, asked_for, document_of, needed
from bodywork_rules.cli.sessions import practitioner_in, session_of
from bodywork_rules.engine import Evaluator
from bodywork_rules.insight.page import Heading, Page
from bodywork_rules.model import Assessment, SessionPlan
from bodywork_rules.rulebook import Rulebook, to_json
from bodywork_rules.rulebook.texts import text_of

__all__ = ["letters", "report"]


@final
class LetterForm(Enum):
    """How a letter is written."""

    HTML = "html"
    MARKDOWN = "markdown"


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
    session: SessionOption = 1,
    reviewed: ReviewedOption = 0,
    lighter: LighterOption = 0,
    practitioner: PractitionerOption = None,
    scores: Annotated[
        Path | None, typer.Option("--scores", metavar="FILE", help="Show how the course goes by these scores.")
    ] = None,
    all_questions: Annotated[
        bool, typer.Option("--all-questions", help="Print every question, not only the first.")
    ] = False,
    rulebook: RulebookOption = None,
    lenient: LenientOption = False,
    replace: ReplaceOption = False,
) -> None:
    """Assess a client and write the answer as one HTML page with a body chart, to look at and to print."""
    reading = Reading()
    _hold_what_is_missing(reading)
    reading.refuse_to_replace([output], replace=replace)
    day, book, told = asked_for(reading, profile, on, rulebook, lenient=lenient)
    who = practitioner_in(reading, practitioner)
    kept = None if scores is None else reading.read(lambda: document_of(ScoreFile, scores), file=str(scores))
    if day is None or book is None or told is None or reading.mistakes:
        reading.leave()
    answer = Evaluator(book).evaluate(told, on=day)
    course = None if kept is None else reading.read(lambda: _course(book, kept, day), file=str(scores))
    scope = None if who is None else reading.read(lambda: _scope(book, answer, who), file=str(practitioner))
    made = None
    if minutes is not None:
        able = None if scope is None else who
        wanted = partial(session_of, session=session, reviewed=reviewed, lighter=lighter, practitioner=able)
        made = reading.read(partial(wanted, book, answer, minutes))
    if reading.mistakes:
        reading.leave()
    chart = report_room.body_chart(answer, aims=aims_of(book, answer, made), reasons=False, prefix="report")
    plan = "" if made is None else needed(lambda: _planned(book, answer, made))
    parts = {"chart": chart, "scope": scope or "", "plan": plan, "course": course or ""}
    write_file(output, report_room.report_page(book, answer, client=client, all_questions=all_questions, **parts))
    write(f"{output}\n")


def _scope(rulebook: Rulebook, answer: Assessment, practitioner: Practitioner) -> str:
    """What a practitioner may do of an answer as HTML."""
    return _html(scope_page(rulebook, within_scope(rulebook, answer, practitioner)), lower=1)


def _planned(rulebook: Rulebook, answer: Assessment, plan: SessionPlan) -> str:
    """The plan of a session as HTML, without its title, and without what the scope tells beside it."""
    return _html(plan_page(rulebook, plan, prepare(rulebook, answer, plan), beyond=False)[1:], lower=1)


def _course(rulebook: Rulebook, kept: ScoreFile, day: date) -> str:
    """How a course goes as HTML: in words, and each measure of each complaint as a drawing."""
    steps = advise(rulebook, kept.scores, day, kept.reviewed)
    words = _html(progress_page(rulebook, response(rulebook, kept.scores, day), steps), lower=2)
    drawn = sorted({(each.complaint, each.measure) for each in kept.scores})
    return "\n".join(
        [
            words,
            *(
                report_room.course_plot(
                    rulebook, kept.scores, measure=measure, complaint=complaint, on=day, name=f"course-{number}"
                )
                for number, (complaint, measure) in enumerate(drawn)
            ),
        ]
    )


def _html(page: Page, *, lower: int) -> str:
    """A page as HTML, its headings so many levels below those of the page that it is put into."""
    return report_room.html_of(
        tuple(attrs.evolve(each, level=each.level + lower) if isinstance(each, Heading) else each for each in page)
    )


def letters(
    profile: ProfileArgument,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write them to.")],
    on: OnOption = None,
    form: Annotated[LetterForm, typer.Option("--format", help="How to write them.")] = LetterForm.HTML,
    client: ClientOption = "",
    sender: Annotated[str, typer.Option("--from", help="Who writes; else room to write it by hand.")] = "",
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="[CLINICIAN=]NAME", help="Whom it is to; else room to write it by hand."),
    ] = None,
    technique: Annotated[
        list[str] | None,
        typer.Option("--technique", metavar="ID", help="What is planned; else what a session would be of after a yes."),
    ] = None,
    minutes: Annotated[int, typer.Option("--minutes", help="Of that session.")] = 60,
    rulebook: RulebookOption = None,
    lenient: LenientOption = False,
    replace: ReplaceOption = False,
) -> None:
    """Write a letter to each clinician whose yes a technique waits for, and keep it as JSON until the reply comes."""
    reading = Reading()
    _hold_what_is_missing(reading)
    day, book, told = asked_for(reading, profile, on, rulebook, lenient=lenient)
    if day is None or book is None or told is None or reading.mistakes:
        reading.leave()
    evaluator = Evaluator(book)
    answer = evaluator.evaluate(told, on=day)
    written = needed(lambda: letters_of(evaluator, answer, technique or None, minutes=minutes))
    named = _named(reading, [each.clinician for each in written], to or ())
    put = report_room.letter_html if form is LetterForm.HTML else report_room.letter_markdown
    texts: dict[Path, str] = {}
    for each in written:
        name = f"letter-to-{each.clinician}"
        texts[output / f"{name}.{SUFFIXES[form]}"] = put(
            book, each, client=client, sender=sender, to=named.get(each.clinician, "")
        )
        texts[output / f"{name}.json"] = to_json(each)
    reading.refuse_to_replace(texts, replace=replace)
    if reading.mistakes:
        reading.leave()
    if not texts:
        write(f"{text_of(book.texts, 'letter-none')}\n")
        return
    _make(output)
    for path, text in texts.items():
        write_file(path, text)
        write(f"{path}\n")


def _named(reading: Reading, clinicians: Sequence[str], to: Iterable[str]) -> dict[str, str]:
    """The name of each clinician to whom a letter goes; what names none is held."""
    found: dict[str, str] = {}
    for told in to:
        clinician, equals, name = told.partition("=")
        if equals and clinician in clinicians:
            found[clinician] = name
        elif len(clinicians) == 1 and not equals:
            found[clinicians[0]] = told
        elif clinicians:
            reading.mistakes.append(f"--to: say to which of {', '.join(clinicians)}, as in {clinicians[0]}=NAME")
    return found


def _hold_what_is_missing(reading: Reading) -> None:
    """Hold that the extra that draws documents is not installed, if it is not."""
    reading.read(lambda: [getattr(report_room, name) for name in report_room.__all__])


def _make(folder: Path) -> None:
    """Make a folder, if it is not there.

    Raises:
        SystemExit: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        rejected([f"{folder}: cannot be made: {error.strerror}"])
