"""The commands that write documents for people: a report, and letters to clinicians."""

from datetime import date
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Annotated, final

import attrs
import typer

from bodywork_rules import report as report_room
from bodywork_rules.care import advise, prepare, response
from bodywork_rules.care import letters as letters_of
from bodywork_rules.care.plan_advice import aims_of
from bodywork_rules.care.plan_words import plan_page
from bodywork_rules.care.progress_words import progress_page
from bodywork_rules.care.scores import ScoreFile
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
    made = None
    if minutes is not None:
        wanted = partial(session_of, session=session, reviewed=reviewed, lighter=lighter, practitioner=who)
        made = reading.read(partial(wanted, book, answer, minutes))
    if reading.mistakes:
        reading.leave()
    chart = report_room.body_chart(answer, aims=aims_of(book, answer, made), reasons=False, prefix="report")
    plan = "" if made is None else needed(lambda: _planned(book, answer, made))
    page = report_room.report_page(
        book, answer, client=client, chart=chart, plan=plan, course=course or "", all_questions=all_questions
    )
    write_file(output, page)
    write(f"{output}\n")


def _planned(rulebook: Rulebook, answer: Assessment, plan: SessionPlan) -> str:
    """The plan of a session as HTML, without its title."""
    return _html(plan_page(rulebook, plan, prepare(rulebook, answer, plan))[1:], lower=1)


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
    written = letters_of(evaluator, evaluator.evaluate(told, on=day))
    put = report_room.letter_html if form is LetterForm.HTML else report_room.letter_markdown
    texts: dict[Path, str] = {}
    for each in written:
        name = f"letter-to-{each.clinician}"
        texts[output / f"{name}.{SUFFIXES[form]}"] = put(book, each, client=client, sender=sender)
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
