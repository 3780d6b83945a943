"""Everything that is wrong with data that is of another form than asked for, each problem with its path."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, final

from bodywork_rules.errors import InvalidValue, Problem, near
from bodywork_rules.model.parse import shown

__all__ = [
    "Gather",
    "Misread",
    "Path",
    "a_list",
    "a_table",
    "as_keys",
    "as_sentence",
    "missing",
    "read_keys",
    "single_values",
    "unknown_key",
]

Path = tuple[str | int, ...]
"""The keys and positions that lead to a value."""

Placed = tuple[Path, Problem]


@final
class Misread(Exception):
    """What could not be read, as pairs of path and problem; it never leaves this room.

    Attributes:
        placed: the pairs, in the order in which they stand.
        half: the value as far as it could be read; nothing when nothing of it could.
    """

    def __init__(self, placed: Iterable[Placed], half: Any = None) -> None:
        """Hold the pairs in the order in which they stand."""
        super().__init__()
        self.placed: Final = tuple(placed)
        self.half: Final = half


@final
class Gather:
    """Collects what is wrong with the parts of a value, so that one mistake does not hide the next.

    Attributes:
        placed: what was found so far.
    """

    __slots__ = ("placed",)

    def __init__(self) -> None:
        """Nothing was found yet."""
        self.placed: Final[list[Placed]] = []

    def of(self, path: Path, read: Callable[[Any], Any], value: object) -> Any:
        """What a part reads as; nothing when it cannot be read, and then the reason is noted.

        Args:
            path: where the part stands.
            read: what reads it.
            value: the part.
        """
        sure, read_as = self.far(path, read, value)
        return read_as if sure else None

    def far(self, path: Path, read: Callable[[Any], Any], value: object) -> tuple[bool, Any]:
        """Whether a part can be read, and what it reads as, or as far as it can be; else the reason is noted.

        Args:
            path: where the part stands.
            read: what reads it.
            value: the part.
        """
        try:
            return True, read(value)
        except (InvalidValue, Misread) as error:
            return False, self.hold(path, error)

    def hold(self, path: Path, error: InvalidValue | Misread) -> Any:
        """Note why a part cannot be read; what it reads as as far as it can be, or nothing.

        Args:
            path: where the part stands.
            error: what reading it raised.
        """
        if isinstance(error, InvalidValue):
            self.placed.append((path, error.as_problem()))
            return None
        self.placed.extend((path + further, problem) for further, problem in error.placed)
        return error.half

    def note(self, path: Path, problem: Problem) -> None:
        """Add a problem found in another way."""
        self.placed.append((path, problem))

    def check(self) -> None:
        """Refuse the whole when anything was found.

        Raises:
            Misread: something was.
        """
        if self.placed:
            raise Misread(self.placed)


def single_values(data: Any, placed: Iterable[Placed]) -> set[Path]:
    """Those of some paths that lead to a text, a number or the like: what is wrong there need not be told again.

    Args:
        data: what they lead into.
        placed: pairs of path and problem.
    """
    found = set()
    for path, _ in placed:
        value = data
        for step in path:
            inside = dict(enumerate(value)) if isinstance(value, list) else value
            value = inside.get(step, {}) if isinstance(inside, dict) else {}
        if not isinstance(value, dict | list):
            found.add(path)
    return found


def missing(hint: str = "") -> Problem:
    """The problem of something that must be given and is not.

    Args:
        hint: what to write.
    """
    return Problem(what="missing; it must be given", hint=hint)


def unknown_key(key: str, known: Iterable[str]) -> Placed:
    """The problem of a key that means nothing.

    Args:
        key: the key.
        known: the keys that mean something.
    """
    return (shown(key),), Problem(what="unknown key", value=shown(key), hint=near(key, known))


def read_keys(found: Gather, table: Mapping[str, Any], reads: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """What the keys of a table read as, all of which must be given, and no others.

    Args:
        found: collects what is wrong.
        table: the table.
        reads: what reads each key.
    """
    for key in table:
        if key not in reads:
            found.note(*unknown_key(str(key), reads))
    for key in reads:
        if key not in table:
            found.note((key,), missing())
    return {key: found.of((key,), read, table[key]) for key, read in reads.items() if key in table}


def a_table(value: object) -> Mapping[str, Any]:
    """A table (of TOML) or object (of JSON) and nothing else.

    Raises:
        InvalidValue: it is none.
    """
    if not isinstance(value, dict):
        raise InvalidValue("a table is expected, not", shown(value), "write it as { key = value }")
    return value


def a_list(value: object) -> list[Any]:
    """A list and nothing else.

    Raises:
        InvalidValue: it is none.
    """
    if not isinstance(value, list):
        raise InvalidValue("a list is expected, not", shown(value), "put it in [ ]")
    return value


def as_keys(path: Path) -> str:
    """A path as code writes it.

    >>> as_keys(("findings", 0, "onset"))
    'findings[0].onset'
    """
    return _joined(path, ".")


def as_sentence(path: Path) -> str:
    """A path as the rulebook's messages write it.

    >>> as_sentence(("contraindication fracture", "when", "all_of", 1, "has"))
    'contraindication fracture > when > all_of[1] > has'
    """
    return _joined(path, " > ")


def _joined(path: Path, by: str) -> str:
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f"{by if text else ''}{step}"
    return text
