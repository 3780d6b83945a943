"""Files on disk and files that are shipped: which there are, and what is in them."""

import os
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, final

import attrs

from bodywork_rules.errors import InvalidValue, Problem, UnreadableFile
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.parse import shown
from bodywork_rules.rulebook.convert.misread import Misread
from bodywork_rules.rulebook.convert.text import LARGEST, data_of

__all__ = ["Document", "a_path", "one_file", "toml_files"]

MOST_FOLDERS = 20
"""No folders stand within each other more levels deep."""


@final
@attrs.frozen(eq=False)
class Document(Closed):
    """A file that can be read when it is asked for.

    Attributes:
        name: what it is called in messages.
        suffix: with its point, as in ``.toml``.
        at: where it is.
        kept: data that were read before, by the SHA-256 of the bytes of their file.
    """

    name: str
    suffix: str
    at: Traversable
    kept: Mapping[str, Any] = {}

    def data(self) -> Any:
        """The plain data in it; where they are kept it is not read again.

        Raises:
            Misread: it cannot be read, or is no such text.
        """
        content = self.content()
        fingerprint = sha256(content).hexdigest() if self.kept else ""
        return self.kept[fingerprint] if fingerprint in self.kept else data_of(self.suffix, content)

    def content(self) -> bytes:
        """What is in it, and no more of it than may be.

        Raises:
            Misread: it cannot be read.
        """
        try:
            with self.at.open("rb") as opened:
                size = opened.seek(0, os.SEEK_END)
                opened.seek(0)
                return opened.read(min(size, LARGEST) + 1)
        except OSError as error:
            raise Misread([((), Problem(what=f"a file that cannot be read: {_why(error)}"))]) from None


def a_path(value: str | os.PathLike[str]) -> Path:
    """A path and nothing else.

    Raises:
        InvalidValue: it is none.
    """
    try:
        return Path(value)
    except TypeError:
        raise InvalidValue("a path is expected, not", shown(value)) from None


def one_file(path: str | os.PathLike[str], suffixes: tuple[str, ...] = (".toml", ".json")) -> Document:
    """The file at a path, what is in it told apart by the suffix.

    Args:
        path: the path.
        suffixes: those that it may have.

    Raises:
        UnreadableFile: there is none, it is a folder, it may not be read, or it has another suffix.
    """
    at = a_path(path)
    suffix = at.suffix.lower()
    try:
        if not at.exists():
            raise UnreadableFile(str(at), "no such file")
        if at.is_dir():
            raise UnreadableFile(str(at), "a folder where a file is expected")
        if not at.is_file():
            raise UnreadableFile(str(at), "not a regular file")
    except (OSError, ValueError) as error:
        raise error if isinstance(error, UnreadableFile) else UnreadableFile(str(at), _why(error)) from None
    if suffix not in suffixes:
        no = "neither" if len(suffixes) > 1 else "not"
        raise UnreadableFile(str(at), f"{no} a {' nor a '.join(suffixes)} file")
    return Document(str(at), suffix, at)


def toml_files(folder: Traversable, name: str, kept: Mapping[str, Any] = {}) -> Iterator[Document]:
    """The TOML files in a folder and its sub-folders, in the order of their names.

    Args:
        folder: the folder.
        name: what it is called in messages.
        kept: data of some of them, by the SHA-256 of the bytes of the file.

    Raises:
        UnreadableFile: a folder cannot be read, or folders stand within each other too deep.
    """
    for below, at in _walk(folder, name, 0):
        yield Document(below, ".toml", at, kept)


def _walk(folder: Traversable, name: str, depth: int) -> Iterator[tuple[str, Traversable]]:
    if depth > MOST_FOLDERS:
        raise UnreadableFile(name, f"folders within each other more than {MOST_FOLDERS} levels deep")
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise UnreadableFile(name, _why(error)) from None
    for entry in entries:
        below = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, below, depth + 1)
        elif entry.name.endswith(".toml"):
            yield below, entry


def _why(error: OSError | ValueError) -> str:
    said = error.strerror if isinstance(error, OSError) else str(error)
    return (said or str(error)).lower()
