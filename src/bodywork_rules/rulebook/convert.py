"""From plain data to values, strictly: nothing is turned into what it is not, and no mistake hides another."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, cast, final, get_args

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import (
    EVERYTHING,
    Catalogue,
    Details,
    Finding,
    Goal,
    Judgement,
    Scope,
    Shown,
)
from bodywork_rules.model.half import half_read
from bodywork_rules.model.judgement import Written
from bodywork_rules.model.parse import shown
from bodywork_rules.model.rules import ALL_TECHNIQUES
from bodywork_rules.rulebook.fields import Fields, asked_of, read_fields, unsaid
from bodywork_rules.rulebook.forms import form_of
from bodywork_rules.rulebook.misread import Gather, Misread, a_list, a_table, read_keys
from bodywork_rules.rulebook.shapes import (
    SHOWN_TAGS,
    WRITTEN_AS,
    fields_of,
    is_catalogue,
    is_predicate,
    is_tuple,
    is_union,
    own_fields,
    without_none,
)
from bodywork_rules.rulebook.tagged import predicate_reader, read_tag

__all__ = ["SHORT", "Readers", "readers"]

Read = Callable[[Any], Any]

SHORT: Final = (Finding, Goal)
"""What can be written as the bare id of a condition."""


@final
class Readers:
    """What reads values of each type from plain data, made when it is first asked for.

    Args:
        instead: what reads some types in a way of their own.
    """

    def __init__(self, instead: Mapping[Any, Read]) -> None:
        """Hold what is made already."""
        self._made: dict[Any, Read] = dict(instead)

    def of(self, kind: Any) -> Read:
        """What reads values of a type; it raises what ``Gather`` collects.

        Args:
            kind: the type.
        """
        if form := form_of(kind):
            return form.read
        if kind not in self._made:
            self._made[kind] = _reader(self, kind)
        return self._made[kind]


@cache
def readers() -> Readers:
    """What reads values that are written whole."""
    return Readers({})


def _reader(made: Readers, kind: Any) -> Read:
    """What reads values of a type that is written as a table or a list."""
    if kind is Scope:
        return _scope_reader(made)
    if kind is Judgement:
        return _judgement_reader(made)
    if kind == Shown:
        return _shown_reader(made)
    if is_predicate(kind):
        return _predicate_reader(made, kind)
    if is_union(kind):
        return _union_reader(made, kind)
    if is_tuple(kind):
        return _tuple_reader(made, kind)
    return _catalogue_reader(made, kind) if is_catalogue(kind) else _class_reader(made, kind)


def _class_reader(made: Readers, kind: type) -> Read:
    """What reads a class from a table, or from the bare id that stands for one."""
    by_name = fields_of(kind)
    fields = Fields(
        kind,
        {name: asked_of(_field_reader(made, of, field), field) for name, (of, field) in by_name.items()},
        {name: unsaid(field) for name, (_, field) in by_name.items() if field.default is not attrs.NOTHING},
        agree=hasattr(kind, "__attrs_post_init__"),
    )

    def read(value: object) -> Any:
        if isinstance(value, dict):
            return read_fields(fields, value)
        try:
            return kind(value) if kind in SHORT and isinstance(value, str) else a_table(value)
        except InvalidValue as error:
            raise Misread([((), error.as_problem())], half_read(kind, {})) from None

    return read


def _field_reader(made: Readers, kind: Any, field: "attrs.Attribute[Any]") -> Read:
    """What reads one attribute: the form of its type, then what the class itself asks of it."""
    read, ask = made.of(kind), cast("Read | None", field.converter)
    if ask is None:
        return read
    form = form_of(without_none(kind))
    if form and form.alone:
        return ask
    if is_tuple(kind) and (inner := form_of(get_args(kind)[0])) and inner.alone:
        return _short_list_reader(ask, read)
    return lambda value: ask(read(value))


def _short_list_reader(ask: Read, read: Read) -> Read:
    """What reads a list of texts at once, and only when that fails one by one, to find out which are wrong."""

    def read_list(value: Any) -> Any:
        if value == EVERYTHING:
            return ask(value)
        try:
            return ask(a_list(value))
        except InvalidValue:
            read(value)
            raise

    return read_list


def _tuple_reader(made: Readers, kind: Any) -> Read:
    """What reads a list, each of it by itself, so that one mistake does not hide the next."""
    kinds = get_args(kind)
    reads = [made.of(each) for each in kinds if each is not Ellipsis]
    several = kinds[-1] is Ellipsis

    def read(value: object) -> tuple[Any, ...]:
        listed = a_list(value)
        if not several and len(listed) != len(reads):
            raise InvalidValue(f"a list of {len(reads)} is expected, not", shown(listed))
        found = Gather()
        each_reads = reads * len(listed) if several else reads
        got = [found.far((place,), each_reads[place], each)[1] for place, each in enumerate(listed)]
        if found.placed:
            raise Misread(found.placed, tuple(each for each in got if each is not None) if several else None)
        return tuple(got)

    return read


def _union_reader(made: Readers, kind: Any) -> Read:
    """What reads what may be nothing."""
    read = made.of(without_none(kind))
    return lambda value: None if value is None else read(value)


def _predicate_reader(made: Readers, kind: Any) -> Read:
    """What reads a predicate by its tag, and refuses another kind than asked for."""
    read_any = predicate_reader(made.of(Details))

    def read(value: object) -> Any:
        asked = read_any(value)
        if not isinstance(asked, kind):
            raise InvalidValue(f"another predicate than {kind.__name__} is expected here:", shown(value))
        return asked

    return read


def _shown_reader(made: Readers) -> Read:
    """What reads a reason for a verdict by its tag."""

    def read(value: object) -> Any:
        table = a_table(value)
        tag = read_tag(table, SHOWN_TAGS, "reason")
        found = Gather()
        reason = found.of((tag,), made.of(SHOWN_TAGS[tag]), table[tag])
        if len(table) > 1:
            raise InvalidValue("a reason has one tag and nothing beside it:", shown(", ".join(map(str, table))))
        found.check()
        return reason

    return read


def _scope_reader(made: Readers) -> Read:
    """What reads the techniques that a rule restricts: `all`, or a table."""
    read_table = _class_reader(made, Scope)

    def read(value: object) -> Scope:
        if value == "all":
            return ALL_TECHNIQUES
        if not isinstance(value, dict):
            raise InvalidValue("a scope is expected, not", shown(value), "`all`, or what it takes in")
        return cast("Scope", read_table(value))

    return read


def _judgement_reader(made: Readers) -> Read:
    """What reads a judgement by itself, with all that it builds when it is first read."""
    written = fields_of(Written)
    kinds = {
        **{name: of for name, (of, _) in own_fields(Judgement).items()},
        **{name: written[field][0] for name, field in WRITTEN_AS.items()},
        "body": written["body"][0],
    }

    def read(value: object) -> Judgement:
        found = Gather()
        got = read_keys(found, a_table(value), {name: made.of(of) for name, of in kinds.items()})
        found.check()
        particulars = Written(got.pop("body"), **{field: got.pop(name) for name, field in WRITTEN_AS.items()})
        return Judgement(**{**got, "particulars": particulars})

    return read


def _catalogue_reader(made: Readers, kind: Any) -> Read:
    """What reads a catalogue: what its things are called, and each under its id."""
    read_thing = made.of(get_args(kind)[0])

    def read(value: object) -> Catalogue[Any]:
        table = a_table(value)
        found = Gather()
        name = found.of(("kind",), made.of(str), table.get("kind"))
        things = found.of(("things",), a_table, table.get("things")) or {}
        pairs = [(str(id), found.of(("things", str(id)), read_thing, each)) for id, each in things.items()]
        found.check()
        return Catalogue(str(name), pairs)

    return read
