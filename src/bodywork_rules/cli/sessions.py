"""The commands around a session: what a client felt and what follows, and how a client chooses a therapist."""

from enum import Enum
from pathlib import Path
from typing import Annotated, final

import typer

from bodywork_rules.care import Practitioner, adjust, after_session, plan_session
from bodywork_rules.care import checklist as checklist_of
from bodywork_rules.care.feedback_words import triage_page
from bodywork_rules.care.plan.words import plan_page
from bodywork_rules.care.practitioner_words import checklist_page
from bodywork_rules.cli.options import RulebookOption
from bodywork_rules.cli.output import show_page, write
from bodywork_rules.cli.reading import Reading, document_of, named, needed, rulebook_of
from bodywork_rules.model import Assessment, Feedback, Follow, SessionPlan, Triage
from bodywork_rules.rulebook import Rulebook, from_data, to_json

__all__ = ["checklist", "felt", "practitioner_in", "session_of"]

FELT_OPTIONS = {
    "signs": "--sign",
    "other": "--other",
    "pain": "--pain",
    "technique": "--technique",
    "hours": "--hours",
}
"""The option that says what stands under each key of what was felt."""


@final
class Followed(Enum):
    """What followed after a session, as it is written."""

    GO_ON = "go-on"
    LIGHTEN = "lighten"
    LEAVE = "leave"
    STOP = "stop"


def practitioner_in(reading: Reading, file: Path | None) -> Practitioner | None:
    """Who does the work, as a file says; nothing when none is given, or it is wrong, which is held.

    Args:
        reading: holds what is wrong.
        file: the file.
    """
    return None if file is None else reading.read(lambda: document_of(Practitioner, file), file=str(file))


def session_of(
    rulebook: Rulebook,
    assessment: Assessment,
    minutes: int,
    *,
    session: int,
    reviewed: int,
    lighter: int,
    practitioner: Practitioner | None,
) -> SessionPlan:
    """A session on the day of an answer, of what a practitioner may do.

    Args:
        rulebook: the rulebook.
        assessment: the answer.
        minutes: of the whole session.
        session: which one it is, from 1.
        reviewed: after which session the last review was.
        lighter: by how many levels of pressure it stays below what is allowed.
        practitioner: who does the work; nothing for anybody.

    Raises:
        InvalidPlan: it cannot be planned; it holds every problem.
        InvalidRecord: the practitioner has or leaves out what the rulebook does not know.
    """
    return plan_session(
        rulebook,
        assessment,
        minutes,
        on=assessment.provenance.on,
        session=session,
        reviewed=reviewed,
        lighter=lighter,
        practitioner=practitioner,
    )


@final
class PlanForm(Enum):
    """How the rest of a session is written."""

    TEXT = "text"
    JSON = "json"


def felt(
    plan: Annotated[Path, typer.Argument(help="The plan of the session, the JSON that `plan` wrote.")],
    *,
    sign: Annotated[
        list[str] | None, typer.Option("--sign", metavar="ID", help="What was felt, a sign of the plan.")
    ] = None,
    other: Annotated[list[str] | None, typer.Option("--other", help="What was felt and is none of the signs.")] = None,
    pain: Annotated[int | None, typer.Option("--pain", help="How bad it is, 0 to 10.")] = None,
    technique: Annotated[
        str | None, typer.Option("--technique", metavar="ID", help="At which technique; else at all.")
    ] = None,
    after: Annotated[bool, typer.Option("--after", help="It was felt after the session, not during it.")] = False,
    hours: Annotated[int | None, typer.Option("--hours", help="How many hours after the session.")] = None,
    before: Annotated[
        Followed | None, typer.Option("--before", help="What followed after the session before this one.")
    ] = None,
    form: Annotated[PlanForm, typer.Option("--format", help="How to write the rest of the session.")] = PlanForm.TEXT,
    rulebook: RulebookOption = None,
) -> None:
    """Tell what follows from what a client felt: the rest of the session, or with --after what comes next."""
    reading = Reading()
    if not after and (hours is not None or before is not None):
        reading.mistakes.append("--hours and --before: only with --after")
    if after and form is PlanForm.JSON:
        reading.mistakes.append("--format json: only of the rest of a session, not with --after")
    if not (sign or other or pain is not None):
        reading.mistakes.append("say with --sign, --other or --pain what was felt")
    book = reading.read(lambda: rulebook_of(rulebook))
    made = reading.read(lambda: document_of(SessionPlan, plan), file=str(plan))
    data = {"signs": sign or [], "other": other or [], "pain": pain, "technique": technique, "hours": hours}
    told = reading.read(lambda: named(lambda: from_data(Feedback, data), FELT_OPTIONS))
    if book is None or made is None or told is None or reading.mistakes:
        reading.leave()
    if after:
        last = None if before is None else Triage(follows=Follow[before.name], referral=None, signs=())
        follows = needed(lambda: named(lambda: after_session(made, told, before=last), FELT_OPTIONS))
        show_page(triage_page(book, follows))
        return
    rest = needed(lambda: named(lambda: adjust(made, told), FELT_OPTIONS))
    if form is PlanForm.JSON:
        write(f"{to_json(rest)}\n")
    else:
        show_page(plan_page(book, rest))


def checklist(rulebook: RulebookOption = None) -> None:
    """Tell a client how to choose a therapist: what to look for, and when to walk away."""
    book = needed(lambda: rulebook_of(rulebook))
    show_page(checklist_page(book, checklist_of(book)))
