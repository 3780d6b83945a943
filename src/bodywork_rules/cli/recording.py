"""The commands that record what came in since: a clinician's reply to a letter, and a score."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import attrs
import typer

from bodywork_rules.care import ClinicianReply, Letter, Score, record_reply
from bodywork_rules.care.progress.scores import ScoreFile, checked
from bodywork_rules.cli.options import OnOption, ProfileArgument, ReplaceOption, RulebookOption
from bodywork_rules.cli.output import write, write_file
from bodywork_rules.cli.reading import Data, Reading, asked_for, day_of, document_of, named, rulebook_of
from bodywork_rules.engine import Evaluator
from bodywork_rules.errors import InvalidData, InvalidReply, Problem
from bodywork_rules.rulebook import Rulebook, from_data, to_json

__all__ = ["reply", "score"]

OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Where to write it, JSON; else to the file itself."),
]
Ids = list[str] | None
SCORE_OPTIONS = {
    "measure": "--measure",
    "value": "--value",
    "complaint": "--complaint",
    "techniques": "--technique",
    "session": "--session",
}
"""The option that says what stands under each key of a score."""


def reply(
    profile: ProfileArgument,
    letter: Annotated[Path, typer.Argument(help="The letter that was answered, the JSON that `letters` wrote.")],
    *,
    answered: Annotated[str, typer.Option("--answered", metavar="YYYY-MM-DD", help="The day of the answer.")],
    granted: Annotated[Ids, typer.Option("--granted", metavar="ID", help="A clearance that is granted.")] = None,
    refused: Annotated[Ids, typer.Option("--refused", metavar="ID", help="A clearance that is refused.")] = None,
    expires: Annotated[
        str | None,
        typer.Option("--expires", metavar="YYYY-MM-DD", help="The first day on which it no longer holds."),
    ] = None,
    pressure: Annotated[int | None, typer.Option("--pressure-at-most", help="Written on what is granted.")] = None,
    minutes: Annotated[int | None, typer.Option("--minutes-at-most", help="Written on what is granted.")] = None,
    no_trait: Annotated[Ids, typer.Option("--no-trait", metavar="ID", help="Ruled out on what is granted.")] = None,
    no_position: Annotated[
        Ids, typer.Option("--no-position", metavar="ID", help="Ruled out on what is granted.")
    ] = None,
    output: OutputOption = None,
    on: OnOption = None,
    rulebook: RulebookOption = None,
    replace: ReplaceOption = False,
) -> None:
    """Record a clinician's reply to a letter in the client profile."""
    reading = Reading()
    to = _recorded_in(reading, profile, output, replace=replace)
    bounds = {"pressure_at_most": pressure, "minutes_at_most": minutes}
    names = {"no_traits": no_trait or [], "no_positions": no_position or []}
    limits = {**_told(bounds), **names}
    told = _told({"on": answered, "expires": expires})
    yes: list[Data] = [{"clearance": id, "answer": "granted", "limits": limits, **told} for id in granted or ()]
    no: list[Data] = [{"clearance": id, "answer": "refused", **told} for id in refused or ()]
    others = len(reading.mistakes)
    day, book, client = asked_for(reading, profile, on, rulebook, lenient=False)
    is_sound = len(reading.mistakes) == others
    right: Data = {"expires": None, "on": str(day or date.max)}
    replies = [reading.far(_reply, each, {**right, "limits": names}) for each in yes]
    replies += [reading.far(_reply, each, right) for each in no]
    asked = reading.read(lambda: document_of(Letter, letter), file=str(letter))
    if asked is not None and not replies:
        ids = ", ".join(f"`{each.clearance.id}`" for each in asked.questions)
        reading.mistakes.append(f"say with --granted or --refused what was answered; the letter asks for {ids}")
    if day is None or book is None or client is None or asked is None or not is_sound:
        reading.leave()
    given = [each for each in replies if each is not None]
    after = reading.read(lambda: _answered(Evaluator(book), client, asked, given, day))
    if after is None or reading.mistakes:
        reading.leave()
    write_file(to, to_json(after))
    write(f"{to}\n")


def score(
    file: Annotated[Path, typer.Argument(help="Where the scores of the course are kept, JSON; begun if not there.")],
    *,
    measure: Annotated[str, typer.Option("--measure", metavar="ID", help="What was measured.")],
    value: Annotated[float, typer.Option("--value", help="In the unit of the measure.")],
    complaint: Annotated[str, typer.Option("--complaint", metavar="ID", help="The complaint whose course it shows.")],
    technique: Annotated[
        Ids, typer.Option("--technique", metavar="ID", help="What was done that day, after it was measured.")
    ] = None,
    session: Annotated[int | None, typer.Option("--session", help="Which session of the course it is, from 1.")] = None,
    review: Annotated[bool, typer.Option("--review", help="The formal review was held on this day.")] = False,
    output: OutputOption = None,
    on: OnOption = None,
    rulebook: RulebookOption = None,
    replace: ReplaceOption = False,
) -> None:
    """Record a score, taken before the work of the day."""
    reading = Reading()
    to = _recorded_in(reading, file, output, replace=replace)
    day = reading.read(lambda: day_of(on), where="--on")
    book = reading.read(lambda: rulebook_of(rulebook))
    before = reading.read(lambda: document_of(ScoreFile, file), file=str(file)) if file.exists() else ScoreFile()
    told = {"measure": measure, "value": value, "complaint": complaint, "techniques": technique or []}
    data = {**told, **_told({"session": session}), "on": str(day or date.max)}
    made = reading.far(lambda told: named(lambda: from_data(Score, told), SCORE_OPTIONS), data, {"session": None})
    if day is None or book is None or before is None or made is None:
        reading.leave()
    reviewed = max(day, before.reviewed or day) if review else before.reviewed
    after = ScoreFile(scores=(*before.scores, made), reviewed=reviewed)
    options = {f"scores[{len(before.scores)}] > {name}": option for name, option in SCORE_OPTIONS.items()}
    if reading.read(lambda: named(lambda: _checked(book, after), options), file=str(file)) is None or reading.mistakes:
        reading.leave()
    write_file(to, to_json(after))
    write(f"{to}\n")


def _recorded_in(reading: Reading, file: Path, output: Path | None, *, replace: bool) -> Path:
    """Where what is recorded is written: to the file itself when it is JSON, so that no comment of a TOML is lost."""
    to = file if output is None else output
    if output is not None:
        reading.refuse_to_replace([output], replace=replace)
    if to.suffix != ".json":
        reading.mistakes.append(f"{to}: what is recorded is kept as JSON; -o FILE.json writes it there")
    return to


def _told(given: dict[str, Any]) -> dict[str, Any]:
    """What was given of some options."""
    return {name: each for name, each in given.items() if each is not None}


def _reply(data: Data) -> ClinicianReply:
    """A reply; what is wrong with it is told of the clearance that it is about."""
    try:
        return from_data(ClinicianReply, data)
    except InvalidData as error:
        raise InvalidData(_of(each, each.where, str(data["clearance"])) for each in error.problems) from None


def _answered(evaluator: Evaluator, client: Any, letter: Letter, replies: Sequence[ClinicianReply], on: date) -> Any:
    """The profile with the replies on record; what is wrong with one is told of the clearance that it is about."""
    try:
        return record_reply(evaluator, client, letter, replies, on)
    except InvalidReply as error:
        places = {f"replies[{at}]": each.clearance for at, each in enumerate(replies)}
        raise InvalidReply(
            _of(each, rest, places[first]) if (first := each.where.partition(".")[0]) in places else each
            for each in error.problems
            for rest in [each.where.partition(".")[2]]
        ) from None


def _of(problem: Problem, where: str, clearance: str) -> Problem:
    """A problem told of a clearance."""
    return attrs.evolve(problem, where=clearance if where in {"", "clearance"} else f"{clearance}.{where}")


def _checked(rulebook: Rulebook, kept: ScoreFile) -> ScoreFile:
    """The scores, refused with all that is wrong with them by the last of their days."""
    checked(rulebook, kept.scores, max(each.on for each in kept.scores))
    return kept
