"""From bytes to plain data: TOML and JSON, with bounds on size and depth, and nothing lost or guessed."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Final, final

from bodywork_rules.errors import Problem
from bodywork_rules.model.parse import shown
from bodywork_rules.rulebook.convert.forms import LARGEST_INTEGER
from bodywork_rules.rulebook.convert.misread import Misread, Path

__all__ = ["FORMAT", "LARGEST", "MOST_DEEP", "data_of", "decoded", "format_problem", "sound"]

FORMAT: Final = 1
"""The number of the format of documents that this version reads and writes."""
LARGEST: Final = 20_000_000
"""No file and no document is larger, in bytes."""
MOST_DEEP: Final = 60
"""No lists and tables stand within each other more levels deep."""

MOST_DIGITS: Final = 40
"""A whole number with more digits is too large, whatever they are."""

TOO_MANY_DIGITS: Final = "a whole number of too many digits"

_TOO_LONG = re.compile(r"[\d_]{1000,}")
_PLACE = re.compile(r"(.*) \(at (.*)\)", re.DOTALL)
_MARK = b"\xef\xbb\xbf"


@final
class _Repeating(dict[str, Any]):
    """An object of JSON in which keys are repeated."""

    repeated: tuple[str, ...] = ()


def data_of(suffix: str, content: bytes) -> Any:
    """The plain data that a text stands for.

    Args:
        suffix: ``.toml`` or ``.json``.
        content: the text, as bytes.

    Raises:
        Misread: it is not UTF-8, not of that language, too large, nested too deep, or has what no value can have.
    """
    read = _toml if suffix == ".toml" else _json
    return sound(_parsed(read, decoded(content)))


def decoded(content: bytes) -> str:
    """The text that bytes stand for.

    Raises:
        Misread: there are too many, they are not UTF-8, or they begin with a byte order mark.
    """
    if len(content) > LARGEST:
        raise Misread([((), Problem(what=f"larger than {LARGEST} bytes", hint="split it into several files"))])
    if content.startswith(_MARK):
        what = "a byte order mark at the beginning"
        raise Misread([((), Problem(what=what, hint="save it as UTF-8 without one"))])
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong = Problem(
            what="text that is not UTF-8:", value=f"byte 0x{content[error.start]:02x}", hint="save it as UTF-8"
        )
        raise Misread([((f"line {line}",), wrong)]) from None


def _parsed(read: Callable[[str], Any], text: str) -> Any:
    """What a text reads as; of one that is nested too deep, the problem."""
    try:
        return read(text)
    except RecursionError:
        raise Misread([((), _too_deep())]) from None


def _toml(text: str) -> Any:
    """The data of a text in TOML; what is wrong is told of the text as it was written."""
    with suppress(ValueError):
        return tomllib.loads(_in_apostrophes(text))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.fullmatch(str(error))
        what, place = (found[1], found[2]) if found else (str(error), "")
        raise _not("TOML", what, place) from None
    except ValueError:
        found = _TOO_LONG.search(text)
        line = text.count("\n", 0, found.start() if found else 0) + 1
        raise _not("TOML", TOO_MANY_DIGITS, f"line {line}") from None


def _in_apostrophes(text: str) -> str:
    """A text in TOML with apostrophes for the quotation marks, wherever it says the same so.

    What stands in quotation marks is read letter by letter, since a backslash may follow; the end of what stands in
    apostrophes is found at once. A line in which there is neither an apostrophe nor a backslash says the same either
    way, unless a text goes over several lines.

    Args:
        text: the text.
    """
    if '"""' in text or "'''" in text:
        return text
    if "'" not in text and "\\" not in text:
        return text.replace('"', "'")
    lines = [line if "'" in line or "\\" in line else line.replace('"', "'") for line in text.split("\n")]
    return "\n".join(lines)


def _json(text: str) -> Any:
    """The data of a text in JSON, with the keys that are repeated noted in them."""
    try:
        return json.loads(text, object_pairs_hook=_object, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise _not("JSON", error.msg, f"line {error.lineno}, column {error.colno}") from None


def _whole(text: str) -> int:
    """A whole number; of one with more digits than any may have, the first of them."""
    return int(text[:MOST_DIGITS])


def _not(language: str, what: str, place: str) -> Misread:
    """What is raised for a text that is not of its language."""
    said = " ".join(what.split()).rstrip(".")
    problem = Problem(what=f"{language} that cannot be read: {said[:1].lower()}{said[1:]}")
    return Misread([((place,) if place else (), problem)])


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; with repeated keys it holds the last value of each, and which they are."""
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    repeating = _Repeating(made)
    keys = [key for key, _ in pairs]
    repeating.repeated = tuple(sorted({key for key in keys if keys.count(key) > 1}))
    return repeating


def sound(data: Any) -> Any:
    """The same data, once nothing is in them that no value can have.

    Raises:
        Misread: a key is repeated, a number is none or too large, a text is not Unicode, or they are nested too deep.
            It holds the data nevertheless, so that what else is wrong with them is found too; not those too deep.
    """
    if found := list(_unsound(data, ())):
        raise Misread(found, None if any(problem == _too_deep() for _, problem in found) else data)
    return data


def _unsound(data: Any, path: Path) -> Iterator[tuple[Path, Problem]]:
    """What no value can have, each with its path, in the order in which it stands."""
    if isinstance(data, str):
        if not data.isascii() and not _is_unicode(data):
            yield path, Problem(what="text with half a character:", value=ascii(data)[:80])
    elif isinstance(data, dict | list):
        if len(path) >= MOST_DEEP:
            yield path, _too_deep()
            return
        if isinstance(data, _Repeating):
            yield from ((path, Problem(what="a key given twice:", value=shown(key))) for key in data.repeated)
        pairs = data.items() if isinstance(data, dict) else enumerate(data)
        for key, each in pairs:
            if not (type(each) is str and each.isascii()):
                yield from _unsound(each, (*path, key))
            if isinstance(key, str) and not key.isascii() and not _is_unicode(key):
                yield path, Problem(what="a key with half a character:", value=ascii(key)[:80])
    elif isinstance(data, int):
        if abs(data) >= LARGEST_INTEGER:
            yield path, Problem(what=TOO_MANY_DIGITS)
    elif isinstance(data, float) and not abs(data) < float("inf"):
        yield path, Problem(what="not a number that can be:", value=str(data))


def _is_unicode(text: str) -> bool:
    """Whether a text has no half characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _too_deep() -> Problem:
    """The problem of data that are nested too deep."""
    return Problem(what=f"lists and tables within each other more than {MOST_DEEP} levels deep")


def format_problem(table: Mapping[str, Any], path: Path = ("format",)) -> Iterator[tuple[Path, Problem]]:
    """A problem when a document does not say of which format it is, or says one that cannot be read.

    Args:
        table: what should have ``format``.
        path: where ``format`` stands.
    """
    if "format" not in table:
        yield path, Problem(what="missing; it must be given", hint=f"write {path[-1]} = {FORMAT}")
    elif type(table["format"]) is not int or table["format"] != FORMAT:
        given = shown(table["format"])
        yield path, Problem(what="a format that this version cannot read:", value=given, hint=f"it reads {FORMAT}")
