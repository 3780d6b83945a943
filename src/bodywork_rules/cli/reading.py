"""What the command is given: everything is read before anything is refused, so that all mistakes are told at once."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn, TypeVar, final

import attrs

from bodywork_rules.cli.output import rejected
from bodywork_rules.errors import (
    CombineConflict,
    InvalidData,
    InvalidProfile,
    InvalidReply,
    InvalidRulebook,
    InvalidValue,
    Problem,
    UnknownId,
    UnreadableFile,
)
from bodywork_rules.model import parse
from bodywork_rules.rulebook import Rulebook, load_rulebook

__all__ = ["Reading", "day_of", "needed", "rulebook_of"]

T = TypeVar("T")
WITH_PROBLEMS = (CombineConflict, InvalidData, InvalidProfile, InvalidReply, InvalidRulebook)
MISTAKES = (*WITH_PROBLEMS, InvalidValue, UnknownId, UnreadableFile)
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

    def tell(self, problems: Iterable[Problem], *, file: str) -> None:
        """Hold what is wrong and was found in another way.

        Args:
            problems: what is wrong.
            file: the file in which it stands, for problems that do not name one.
        """
        self.mistakes += [str(attrs.evolve(each, file=each.file or file)) for each in problems]

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
