"""The two files of an interview, neither ever half written: the profile, and beside it how far the interview came."""

import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import final

import attrs

from bodywork_rules.cli.asking import Answer
from bodywork_rules.cli.output import rejected
from bodywork_rules.errors import UnreadableFile
from bodywork_rules.model import ClientProfile, Finding
from bodywork_rules.model.intake import Interview, Note
from bodywork_rules.rulebook import from_json, load_profile, to_json

__all__ = ["Files"]


@final
@attrs.frozen
class Files:
    """Where an interview is kept.

    Attributes:
        profile: the client profile, JSON.
    """

    profile: Path

    @property
    def interview(self) -> Path:
        """The file of how far it has come."""
        return self.profile.parent / f"{self.profile.stem}.interview.json"

    @property
    def begun(self) -> Path:
        """The file of a question that was broken off; there only until it is answered."""
        return self.profile.parent / f"{self.profile.stem}.begun.json"

    def read(self, empty: ClientProfile) -> Interview:
        """The interview as it was left; one that begins with the profile, or with nothing where there is no file.

        Where both are there, the profile counts: something may have been recorded in it since.

        Args:
            empty: the profile to begin with where there is none.

        Raises:
            InvalidData: a file is not of its form.
            InvalidProfile: a file is not of its form.
            UnreadableFile: a file cannot be read.
        """
        profile = load_profile(self.profile) if self.profile.exists() else None
        interview = self._told()
        if interview is None:
            return Interview(profile or empty)
        return interview if profile is None else _with(interview, profile)

    def _told(self) -> Interview | None:
        """What the file of the interview says; nothing where there is none."""
        try:
            return from_json(Interview, self.interview.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UnreadableFile(str(self.interview), str(error.strerror)) from None

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was said in the interview and no rule reads; nothing where there was none.

        Raises:
            InvalidData: the file of the interview is not of its form.
            UnreadableFile: it cannot be read.
        """
        told = self._told()
        return told.notes if told else ()

    def write(self, interview: Interview) -> None:
        """Write both files, each as a whole; the profile first, which counts when nothing more can be written.

        Raises:
            SystemExit: one of them cannot be written.
        """
        _write_whole(self.profile, to_json(interview.profile))
        _write_whole(self.interview, to_json(interview))

    def answers(self, question: str, on: date) -> list[Answer]:
        """What was answered of a question when it was broken off that day; nothing where nothing was, or no saying."""
        try:
            told = json.loads(self.begun.read_bytes())
        except (OSError, ValueError):
            return []
        match told:
            case [str(id), str(day), list(said)] if (id, day) == (question, on.isoformat()):
                return [answer for each in said for answer in _answers(each)]
            case _:
                return []

    def keep(self, question: str, on: date, said: Sequence[Answer]) -> None:
        """Write what was answered of a question that is broken off, in the place of what was kept of another.

        Args:
            question: the question.
            on: the day.
            said: what was asked and answered, in order; nothing leaves no file.

        Raises:
            SystemExit: it cannot be written.
        """
        if said:
            _write_whole(self.begun, json.dumps([question, on.isoformat(), said], ensure_ascii=False))
        else:
            self.begun.unlink(missing_ok=True)


def _answers(entry: object) -> list[Answer]:
    """What an entry of the file of a question says was answered; nothing where it is of another form."""
    match entry:
        case [str(asked), str(reply)]:
            return [(asked, reply)]
        case _:
            return []


def _with(interview: Interview, profile: ClientProfile) -> Interview:
    """An interview whose client is as a profile says: what was opened and no more is told of stays opened."""
    findings, opened = list(profile.findings), []
    for condition in interview.opened:
        if Finding(condition) in findings:
            findings.remove(Finding(condition))
            opened.append(condition)
    return attrs.evolve(interview, told=attrs.evolve(profile, findings=findings), opened=opened)


def _write_whole(path: Path, text: str) -> None:
    """Write a file beside its place and put it there at once, so that whoever reads it sees the old one or the new."""
    beside = path.with_name(f"{path.name}.new")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        beside.replace(path)
    except OSError as error:
        rejected([f"{path}: cannot be written: {error.strerror}"])
