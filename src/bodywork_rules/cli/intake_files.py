"""The two files of an interview, neither ever half written: the profile, and beside it how far the interview came."""

import os
from pathlib import Path
from typing import final

import attrs

from bodywork_rules.cli.output import rejected
from bodywork_rules.errors import UnreadableFile
from bodywork_rules.model import ClientProfile
from bodywork_rules.model.intake import Interview
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
        return self.profile.with_suffix(".interview.json")

    def read(self, empty: ClientProfile) -> Interview:
        """The interview as it was left; one that begins with the profile, or with nothing where there is no file.

        Args:
            empty: the profile to begin with where there is none.

        Raises:
            InvalidData: a file is not of its form.
            InvalidProfile: a file is not of its form.
            UnreadableFile: a file cannot be read.
        """
        try:
            return from_json(Interview, self.interview.read_bytes())
        except FileNotFoundError:
            pass
        except OSError as error:
            raise UnreadableFile(str(self.interview), str(error.strerror)) from None
        return Interview(load_profile(self.profile) if self.profile.exists() else empty)

    def write(self, interview: Interview) -> None:
        """Write both files, each as a whole.

        Raises:
            SystemExit: one of them cannot be written.
        """
        _write_whole(self.interview, to_json(interview))
        _write_whole(self.profile, to_json(interview.profile))


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
