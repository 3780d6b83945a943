"""A rulebook in the making: the tables of its files, read one by one, and everything that is wrong with them."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, cast, final

import attrs

from bodywork_rules.errors import InvalidRulebook, InvalidValue, Problem
from bodywork_rules.model import About, Scoring, parse
from bodywork_rules.model.about import NO_ABOUT
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.half import half_read
from bodywork_rules.model.parse import shown
from bodywork_rules.rulebook.check.known import Known
from bodywork_rules.rulebook.check.problems import problems, problems_of_head
from bodywork_rules.rulebook.convert.converter import converter, reader, writer
from bodywork_rules.rulebook.convert.misread import (
    Gather,
    Misread,
    Path,
    a_table,
    as_sentence,
    missing,
    single_values,
    unknown_key,
)
from bodywork_rules.rulebook.convert.text import FORMAT, format_problem
from bodywork_rules.rulebook.parts import KINDS, Parts
from bodywork_rules.rulebook.references import references
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["COLLECTIONS", "HEAD", "NEEDED", "SINGLE", "Draft", "write_rulebook"]

HEAD: Final = ("id", "version", "name", "language", "licence", "replaced")
"""The keys of a rulebook's own table, besides ``format``."""
NEEDED: Final = ("id", "version", "name")
COLLECTIONS: Final = {kind: (collection, of) for collection, (kind, of) in KINDS.items()}
"""What each array of tables in a file is called, with the collection that it belongs to and its class."""
SINGLE: Final = {"scoring": Scoring, "about": About}
"""The tables besides ``rulebook`` of which a rulebook has at most one, with their classes."""
TOP: Final = ("rulebook", *SINGLE, *COLLECTIONS)
FIRST: Final[dict[str, Any]] = {
    "id": "unread",
    "version": "unread",
    "name": "unread",
    "language": "en",
    "licence": "",
    "replaced": [],
}
"""What stands for a part of the head that was not given or could not be read."""

_ID_LINE = re.compile(r"""^\s*id\s*=\s*["']([^"'\n]{1,80})["']""", re.MULTILINE)


def _no_things() -> dict[str, list[Any]]:
    """No thing of any collection."""
    return {collection: [] for collection in KINDS}


@final
@attrs.frozen(eq=False)
class Draft(Closed):
    """What was read so far.

    Attributes:
        things: the things of each collection.
        head: the rulebook's own table, and each single table under its name, once they were read.
        at: in which files each thing, ``rulebook`` and the single tables stand, by the beginning of their paths.
        files: the files in the order in which they were read.
        found: what is wrong.
        unread: ids of things that could not be read.
        lost: what messages call the files and things of which not even an id could be read.
        told: file and path of each value that none can be, which is told already.
        half_read: tables of things that could not be read, each with its file, path and class.
    """

    things: dict[str, list[Any]] = attrs.field(factory=_no_things, init=False)
    head: dict[str, Any] = attrs.field(factory=dict, init=False)
    at: dict[str, list[str]] = attrs.field(factory=dict, init=False)
    files: dict[str, int] = attrs.field(factory=dict, init=False)
    found: list[Problem] = attrs.field(factory=list, init=False)
    unread: set[str] = attrs.field(factory=set, init=False)
    lost: list[str] = attrs.field(factory=list, init=False)
    told: set[tuple[str, str]] = attrs.field(factory=set, init=False)
    half_read: list[tuple[str, str, type, Mapping[str, Any]]] = attrs.field(factory=list, init=False)

    def add(self, file: str, read: Callable[[], Any], text: Callable[[], str]) -> None:
        """Read one file.

        Args:
            file: its name.
            read: gives its data; raises ``Misread``.
            text: gives its text as far as possible, when it cannot be read.
        """
        self.files.setdefault(file, len(self.files))
        unread = Gather()
        _, data = unread.far((), lambda _: a_table(read()), None)
        if data is None:
            self._note(file, (), Misread(unread.placed))
            self.lost.append(file)
            self._skim(text())
            return
        for path, problem in unread.placed:
            self._note(file, _labelled(data, path), Misread([((), problem)]))
        self.told.update((file, as_sentence(_labelled(data, path))) for path in single_values(data, unread.placed))
        for key, value in data.items():
            if key == "rulebook":
                self._add_head(file, value)
            elif key in SINGLE:
                self._add_single(file, key, value)
            elif key in COLLECTIONS:
                self._add_things(file, key, value)
            else:
                self.lost.append(key)
                path, problem = unknown_key(key, TOP)
                self._note(file, (), Misread([(path, problem)]))

    def _note(self, file: str, path: Path, error: Misread | InvalidValue) -> None:
        """Hold what is wrong, with its file and its path, unless it was told before."""
        placed = error.placed if isinstance(error, Misread) else [((), error.as_problem())]
        for further, problem in placed:
            where = as_sentence((*path, *further))
            if (file, where) not in self.told:
                self.found.append(attrs.evolve(problem, file=file, where=where))

    def _skim(self, text: str) -> None:
        """Note what a file that cannot be read seems to declare, so that naming it is no second mistake."""
        self.unread.update(_ID_LINE.findall(text))
        for key in ("rulebook", *SINGLE):
            if re.search(rf"^\s*\[{key}[\].]", text, re.MULTILINE):
                self.at.setdefault(key, [])

    def _once(self, file: str, key: str) -> bool:
        """Whether a table that stands once in a rulebook is the first of its name."""
        before = self.at.setdefault(key, [])
        before.append(file)
        if len(before) > 1:
            problem = Problem(what="given twice; a rulebook has it once", hint=f"it stands in `{before[0]}` too")
            self._note(file, (key,), Misread([((), problem)]))
        return len(before) == 1

    def _add_head(self, file: str, value: object) -> None:
        """Read a rulebook's own table."""
        if not self._once(file, "rulebook"):
            return
        found = Gather()
        table = found.of((), a_table, value) or {}
        if table:
            found.placed.extend(format_problem(table))
        for key in table:
            if key not in HEAD and key != "format":
                found.note(*unknown_key(key, (*HEAD, "format")))
        for key in NEEDED:
            if key not in table and isinstance(value, dict):
                found.note((key,), missing())
        replaced = reader(converter(), tuple[str, ...])
        found.of(("replaced",), replaced, table.get("replaced", []))
        self._note(file, ("rulebook",), Misread(found.placed))
        said = {key: table[key] for key in HEAD if key in table}
        if any(path[:1] == ("replaced",) for path, _ in found.placed):
            del said["replaced"]
        self.head.update(said)

    def _add_single(self, file: str, key: str, value: object) -> None:
        """Read a table of which a rulebook has one."""
        if not self._once(file, key):
            return
        found = Gather()
        self.head[key] = found.of((key,), reader(converter(), SINGLE[key]), value)
        self._note(file, (), Misread(found.placed))

    def _add_things(self, file: str, kind: str, value: object) -> None:
        """Read the things of one kind; of one that is wrong, as much as can be read."""
        if not isinstance(value, list):
            hint = f"write [[{kind}]]"
            self._note(file, (kind,), InvalidValue("an array of tables is expected, not", shown(value), hint))
            self.lost.append(kind)
            return
        collection, of = COLLECTIONS[kind]
        read, things = reader(converter(), of), self.things[collection]
        for place, table in enumerate(value):
            found = Gather()
            whole, thing = found.far((), read, table)
            if not whole:
                label = _label(kind, place, table)
                self._note(file, (label,), Misread(found.placed))
                self._note_half(file, label, of, table)
                thing = _surely(thing, found)
            if hasattr(thing, "id"):
                self.at.setdefault(f"{kind} {thing.id}", []).append(file)
                things.append(thing)
            else:
                self.lost.append(f"{kind}[{place}]")

    def _note_half(self, file: str, label: str, of: type, table: object) -> None:
        """Note what a thing that cannot be read names, and by which ids it may be named."""
        if isinstance(table, dict):
            self.half_read.append((file, label, of, table))
            self.unread.update((str(table.get("id")), parse.proper_ident(table.get("id"))))

    def finish(self) -> Rulebook:
        """The rulebook, checked.

        Raises:
            InvalidRulebook: something is wrong with it, or was with its files; it names everything that is.
        """
        if not self.found and self._has_head():
            try:
                return Rulebook(**self.head, **cast("Any", self.things))
            except InvalidRulebook as error:
                raise InvalidRulebook(map(self._with_file, error.problems)) from None
        self.found.extend(self._missing_head())
        parts = Parts(**self.things, unread=frozenset(self.unread), lost=bool(self.lost))
        known = Known(parts)
        self.found.extend([*self._wrong_head(), *map(self._with_file, problems(parts)), *self._dangling(known)])
        found = dict.fromkeys(self.found)
        raise InvalidRulebook(sorted(found, key=lambda problem: self.files.get(problem.file, len(self.files))))

    def _has_head(self) -> bool:
        """Whether all that a rulebook must say of itself was given."""
        return all(self.at.get(key) for key in ("rulebook", "scoring"))

    def _missing_head(self) -> Iterator[Problem]:
        """A problem for each table that a rulebook must have and that was not given."""
        for key in ("rulebook", "scoring"):
            if key not in self.at:
                yield Problem(where=key, what="missing; a rulebook has it once", hint=f"write a table [{key}]")

    def _wrong_head(self) -> Iterator[Problem]:
        """What is wrong with what the rulebook says of itself, as far as it was read."""
        head = {**FIRST, "scoring": None, **self.head}
        del head["replaced"]
        head.pop("about", None)
        for problem in problems_of_head(**head):
            if problem.where != "scoring":
                yield self._with_file(problem)

    def _dangling(self, known: Known) -> Iterator[Problem]:
        """A problem for each id that names nothing in a thing that could not be read."""
        for file, label, of, table in self.half_read:
            for path, collection, id in references(of, table):
                for problem in known.unknown(as_sentence((label, *path)), collection, id):
                    yield attrs.evolve(problem, file=file)

    def _with_file(self, problem: Problem) -> Problem:
        """A problem with the file in which the thing stands."""
        label, _, inside = problem.where.partition(" > ")
        files = self.at.get(label) or [""]
        others = sorted(set(files) - {files[-1]})
        hint = problem.hint
        if not inside and not hint and len(files) > 1 and others:
            hint = f"it stands in {', '.join(f'`{other}`' for other in others)} too"
        return attrs.evolve(problem, file=files[-1], hint=hint)


def _surely(thing: Any, found: Gather) -> Any:
    """A thing that could not be read, with only those attributes in which nothing at all is wrong."""
    wrong = {path[0] for path, _ in found.placed if path}
    names = [
        field.name for field in attrs.fields(type(thing)) if field.name not in wrong and hasattr(thing, field.name)
    ]
    return half_read(type(thing), {name: getattr(thing, name) for name in names})


def _labelled(data: Mapping[str, Any], path: Path) -> Path:
    """The path of something in a file, with the thing that it is in called as messages call it."""
    match path:
        case (str() as kind, int() as place, *rest) if kind in COLLECTIONS:
            return (_label(kind, place, data[kind][place]), *rest)
        case _:
            return path


def _label(kind: str, place: int, table: object) -> str:
    """How a message calls a thing that could not be read: by its id, or by its place in the file."""
    if isinstance(table, dict):
        keys = ("technique", "complaint", "outcome", "stage") if kind == "indication" else ("id",)
        said = [shown(table[key]) for key in keys if isinstance(table.get(key), str)]
        if said:
            return f"{kind} {'/'.join(said)}"
    return f"{kind}[{place}]"


def write_rulebook(rulebook: Rulebook) -> dict[str, Any]:
    """A rulebook as the plain data of one file.

    Args:
        rulebook: the rulebook.
    """
    head = {key: getattr(rulebook, key) for key in HEAD}
    written: dict[str, Any] = {
        "rulebook": {"format": FORMAT, **head, "replaced": list(rulebook.replaced)},
        "scoring": writer(converter(), Scoring)(rulebook.scoring),
    }
    if rulebook.about != NO_ABOUT:
        written["about"] = writer(converter(), About)(rulebook.about)
    for kind, (collection, of) in COLLECTIONS.items():
        write = writer(converter(), of)
        if things := [write(thing) for thing in getattr(rulebook, collection)]:
            written[kind] = things
    return written
