"""What the command is given: everything is read before anything is refused, so that all mistakes are told at once."""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn, TypeVar, final

import attrs

from bodywork_rules.cli.output import rejected
from bodywork_rules.engine.validity.problems import problems_of
from bodywork_rules.errors import (
    CombineConflict,
    InvalidData,
    InvalidPlan,
    InvalidProfile,
    InvalidRecord,
    InvalidReply,
    InvalidRulebook,
    InvalidValue,
    MissingExtra,
    Problem,
    UnknownId,
    UnreadableFile,
)
from bodywork_rules.model import ClientProfile, Coded, parse
from bodywork_rules.rulebook import Rulebook, load_rulebook
from bodywork_rules.rulebook.coding import written_at
from bodywork_rules.rulebook.convert.misread import Gather
from bodywork_rules.rulebook.documents import from_document
from bodywork_rules.rulebook.files import Document, one_file
from bodywork_rules.rulebook.load import read_coded, read_profile

__all__ = [
    "Data",
    "Reading",
    "asked_for",
    "day_of",
    "document_of",
    "named",
    "needed",
    "rulebook_of",
]

T = TypeVar("T")
Data = Mapping[str, object]
WITH_PROBLEMS = (
    CombineConflict,
    InvalidData,
    InvalidPlan,
    InvalidProfile,
    InvalidRecord,
    InvalidReply,
    InvalidRulebook,
)
MISTAKES = (*WITH_PROBLEMS, InvalidValue, MissingExtra, UnknownId, UnreadableFile)
"""What is raised for what a user gave."""


@final
class Reading:
    """Reads one thing after the other, and holds what is wrong until all was read."""

    def __init__(self) -> None:
        """Begin with no mistakes."""
        self.mistakes: list[str] = []

    def read(self, reader: Callable[[], T], *, file: str = "", where: str = "") -> T | None:
        """What a reader gives; nothing when it is wrong, which is held.

        Args:
            reader: reads it.
            file: the file in which it stands, for problems that do not name one.
            where: the option or argument it was given as.
        """
        try:
            return reader()
        except WITH_PROBLEMS as error:
            if not error.problems:
                raise
            self.tell(error.problems, file=file)
        except MISTAKES as error:
            self.mistakes.append(f"{where}: {error}" if where else str(error))
        return None

    def far(self, reader: Callable[[Data], T], data: Data, instead: Data) -> T | None:
        """What a reader gives of data, or would give with others in place of what may be wrong in them, which is held.

        So what is right is looked at too; as something is held, nothing comes of it.

        Args:
            reader: reads the data.
            data: the data.
            instead: what is right under some of their keys.
        """
        found = self.read(lambda: reader(data))
        if found is None:
            with suppress(*MISTAKES):
                return reader({**data, **instead})
        return found

    def tell(self, problems: Iterable[Problem], *, file: str) -> None:
        """Hold what is wrong and was found in another way.

        Args:
            problems: what is wrong.
            file: the file in which it stands, for problems that do not name one.
        """
        self.mistakes += [str(attrs.evolve(each, file=each.file or file)) for each in problems]

    def refuse_to_replace(self, paths: Iterable[Path], *, replace: bool) -> None:
        """Hold the files that are there and are not to be replaced; a folder or a device is none.

        Args:
            paths: where is to be written.
            replace: they may be replaced.
        """
        there = (
            []
            if replace
            else [path for path in paths if os.path.lexists(path) and (path.is_file() or not path.exists())]
        )
        self.mistakes += [f"{path}: is there already; --replace writes in its place" for path in there]

    def leave(self) -> NoReturn:
        """Tell all that is wrong, and leave with status 2.

        Raises:
            SystemExit: always.
        """
        rejected(self.mistakes)


def needed(reader: Callable[[], T], *, file: str = "") -> T:
    """What a reader gives; when it is wrong, all that is wrong is told.

    Args:
        reader: reads it.
        file: the file in which it stands, for problems that do not name one.

    Raises:
        SystemExit: it is wrong.
    """
    reading = Reading()
    found = reading.read(reader, file=file)
    if found is None:
        reading.leave()
    return found


def named(reader: Callable[[], T], options: Mapping[str, str]) -> T:
    """What a reader gives; what is wrong with what an option says is told of the option.

    Args:
        reader: reads it.
        options: the option that says what stands at each place.

    Raises:
        InvalidData: it is wrong.
        InvalidPlan: it is wrong.
        InvalidRecord: it is wrong.
    """
    try:
        return reader()
    except (InvalidData, InvalidPlan, InvalidRecord) as error:
        raise type(error)(
            attrs.evolve(each, file=options[each.where], where="") if each.where in options else each
            for each in error.problems
        ) from None


def day_of(text: str | None) -> date:
    """The day that an option names; today, when it names none.

    Raises:
        InvalidValue: the text is no date.
    """
    return datetime.now().astimezone().date() if text is None else parse.day(text)


def rulebook_of(path: Path | None) -> Rulebook:
    """The rulebook at a path; the shipped one, when none is given.

    Raises:
        InvalidRulebook: it is wrong.
        UnreadableFile: it cannot be read.
    """
    return load_rulebook() if path is None else load_rulebook(path)


def document_of(kind: type[T], path: Path) -> T:
    """A value that a file holds, TOML or JSON.

    Args:
        kind: its type.
        path: the file.

    Raises:
        InvalidData: it is not of that form; it names everything that is wrong.
        UnreadableFile: it cannot be read.
    """
    document, found = one_file(path), Gather()
    _, data = found.far((), Document.data, document)
    return from_document(kind, data, found)


def asked_for(
    reading: Reading, profile: Path, on: str | None, rulebook: Path | None, *, lenient: bool
) -> tuple[date | None, Rulebook | None, ClientProfile | None]:
    """The day, the rulebook and the client that a command is given; nothing for what is wrong, which is held.

    Args:
        reading: holds what is wrong, also what the rulebook has against the client on that day.
        profile: the file of the client profile.
        on: the day; nothing for today.
        rulebook: the rulebook; nothing for the shipped one.
        lenient: names and codes are taken for ids.
    """
    day = reading.read(lambda: day_of(on), where="--on")
    book = reading.read(lambda: rulebook_of(rulebook))
    coded: Coded | None = None
    if lenient and book is not None:
        coded = reading.read(lambda: read_coded(book, profile), file=str(profile))
        client = None if coded is None else coded.profile
    else:
        client, found = reading.read(lambda: read_profile(profile)) or (None, [])
        reading.tell(found, file=str(profile))
    if book is not None and client is not None:
        wrong = problems_of(book, client, day or date.max)
        if coded is not None:
            wrong = tuple(attrs.evolve(each, where=written_at(coded, each.where)) for each in wrong)
        reading.tell(wrong, file=str(profile))
    return day, book, client
