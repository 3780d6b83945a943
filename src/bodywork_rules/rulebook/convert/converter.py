"""Between values and plain data, strictly: nothing is turned into what it is not, and no mistake hides another."""

from collections.abc import Callable
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Any, Final, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import (
    EVERYTHING,
    Catalogue,
    Declined,
    Details,
    Finding,
    Goal,
    Infeasible,
    Judgement,
    Predicate,
    Restriction,
    Scope,
    Shown,
)
from bodywork_rules.model.half import half_read
from bodywork_rules.model.judgement import Written
from bodywork_rules.model.parse import shown
from bodywork_rules.model.rules import ALL_TECHNIQUES
from bodywork_rules.rulebook.convert.fields import Fields, asked_of, read_fields, unsaid
from bodywork_rules.rulebook.convert.forms import form_of
from bodywork_rules.rulebook.convert.misread import Gather, Misread, a_list, a_table, read_keys
from bodywork_rules.rulebook.convert.tagged import PREDICATE_TAGS, predicate_reader, read_tag, write_predicate

__all__ = [
    "SHORT",
    "SHOWN_TAGS",
    "WRITTEN_AS",
    "converter",
    "fields_of",
    "members_of",
    "new_converter",
    "reader",
    "without_none",
    "writer",
]

T = TypeVar("T")
Read = Callable[[Any], Any]
Write = Callable[[Any], Any]

SHOWN_TAGS: Final = {"restriction": Restriction, "declined": Declined, "infeasible": Infeasible}
"""The tag key of each kind of reason."""
WRITTEN_AS: Final = {"sites": "at", "restrictions": "why", "limits": "within", "clearances": "waits"}
"""What a judgement builds when it is read, and the field of ``Written`` that holds it."""
SHORT: Final = (Finding, Goal)
"""What can be written as the bare id of a condition."""


@cache
def converter() -> Converter:
    """What turns values of the model into plain data and back; each value is written whole."""
    return new_converter()


def new_converter() -> Converter:
    """A converter of its own, to which other ways of writing can be added."""
    made = Converter()
    for applies, read, write in (
        (attrs.has, _class_reader, _class_writer),
        (_is_catalogue, _catalogue_reader, _catalogue_writer),
        (_is_tuple, _tuple_reader, _tuple_writer),
        (_is_union, _union_reader, _union_writer),
        (_is_predicate, _predicate_reader, _predicate_writer),
        (lambda kind: kind == Shown, _shown_reader, _shown_writer),
        (lambda kind: kind is Judgement, _judgement_reader, _judgement_writer),
        (lambda kind: kind is Scope, _scope_reader, _scope_writer),
    ):
        made.register_structure_hook_factory(applies, _structured(read, made))
        made.register_unstructure_hook_factory(applies, _unstructured(write, made))
    return made


def _structured(read: Callable[[Converter, Any], Read], made: Converter) -> Callable[[Any], Callable[[Any, Any], Any]]:
    """What makes the hooks that read, as cattrs asks for them."""

    def factory(kind: Any) -> Callable[[Any, Any], Any]:
        how = read(made, kind)
        return lambda value, _: how(value)

    return factory


def _unstructured(write: Callable[[Converter, Any], Write], made: Converter) -> Callable[[Any], Write]:
    """What makes the hooks that write, as cattrs asks for them."""
    return lambda kind: write(made, kind)


def reader(made: Converter, kind: Any) -> Read:
    """What reads values of a type from plain data; it raises what ``Gather`` collects.

    Texts, numbers and the like never pass through cattrs, which would turn one into another.

    Args:
        made: the converter.
        kind: the type.
    """
    if form := form_of(kind):
        return form.read
    hook = made.get_structure_hook(kind)
    return lambda value: hook(value, kind)


def writer(made: Converter, kind: Any) -> Write:
    """What writes values of a type as plain data.

    Args:
        made: the converter.
        kind: the type.
    """
    form = form_of(kind)
    return form.write if form else made.get_unstructure_hook(kind)


def fields_of(kind: type) -> "dict[str, tuple[Any, attrs.Attribute[Any]]]":
    """The fields of one of the model's classes, by name, each with its type.

    Args:
        kind: the class.
    """
    hints = get_type_hints(kind)
    return {field.name: (hints[field.name], field) for field in attrs.fields(cast("Any", kind)) if field.init}


def members_of(kind: Any) -> tuple[Any, ...]:
    """The members of a union, without ``None``; the type itself when it is none.

    Args:
        kind: the type.
    """
    if get_origin(kind) in {UnionType, Union}:
        return tuple(each for each in get_args(kind) if each is not type(None))
    return (kind,)


def without_none(kind: Any) -> Any:
    """A type without its ``None``.

    Args:
        kind: the type.
    """
    return reduce(or_, members_of(kind))


def _is_union(kind: Any) -> bool:
    """Whether a type is one of several, or nothing."""
    return get_origin(kind) in {UnionType, Union}


def _is_tuple(kind: Any) -> bool:
    """Whether a type is a tuple of something."""
    return get_origin(kind) is tuple


def _is_catalogue(kind: Any) -> bool:
    """Whether a type is a catalogue, of whatever."""
    return get_origin(kind) is Catalogue or kind is Catalogue


def _is_predicate(kind: Any) -> bool:
    """Whether a type is a predicate, or one kind of them."""
    return kind == Predicate or kind in PREDICATE_TAGS.values()


def _class_reader(made: Converter, kind: type) -> Read:
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


def _field_reader(made: Converter, kind: Any, field: "attrs.Attribute[Any]") -> Read:
    """What reads one attribute: the form of its type, then what the class itself asks of it."""
    read, ask = reader(made, kind), cast("Read | None", field.converter)
    if ask is None:
        return read
    form = form_of(without_none(kind))
    if form and form.alone:
        return ask
    if _is_tuple(kind) and (inner := form_of(get_args(kind)[0])) and inner.alone:
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


def _class_writer(made: Converter, kind: type) -> Write:
    """What writes a class as a table, without what has the value it has when nothing is said."""
    hooks: Any = {name: override(unstruct_hook=writer(made, of)) for name, (of, _) in fields_of(kind).items()}
    return make_dict_unstructure_fn(kind, made, _cattrs_omit_if_default=True, _cattrs_use_alias=False, **hooks)


def _tuple_reader(made: Converter, kind: Any) -> Read:
    """What reads a list, each of it by itself, so that one mistake does not hide the next."""
    kinds = get_args(kind)
    reads = [reader(made, each) for each in kinds if each is not Ellipsis]
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


def _tuple_writer(made: Converter, kind: Any) -> Write:
    """What writes a tuple as a list."""
    kinds = get_args(kind)
    writes = [writer(made, each) for each in kinds if each is not Ellipsis]
    if kinds[-1] is Ellipsis:
        write = writes[0]
        return lambda value: [write(each) for each in value]
    return lambda value: [write(each) for write, each in zip(writes, value, strict=True)]


def _union_reader(made: Converter, kind: Any) -> Read:
    """What reads what may be nothing."""
    read = reader(made, without_none(kind))
    return lambda value: None if value is None else read(value)


def _union_writer(made: Converter, kind: Any) -> Write:
    """What writes what may be nothing."""
    write = writer(made, without_none(kind))
    return lambda value: None if value is None else write(value)


def _predicate_reader(made: Converter, kind: Any) -> Read:
    """What reads a predicate by its tag, and refuses another kind than asked for."""
    read_any = predicate_reader(reader(made, Details))

    def read(value: object) -> Any:
        asked = read_any(value)
        if not isinstance(asked, kind):
            raise InvalidValue(f"another predicate than {kind.__name__} is expected here:", shown(value))
        return asked

    return read


def _predicate_writer(made: Converter, _: Any) -> Write:
    """What writes a predicate under its tag."""
    write_details = writer(made, Details)
    return lambda value: write_predicate(value, write_details)


def _shown_reader(made: Converter, _: Any) -> Read:
    """What reads a reason for a verdict by its tag."""

    def read(value: object) -> Any:
        table = a_table(value)
        tag = read_tag(table, SHOWN_TAGS, "reason")
        found = Gather()
        reason = found.of((tag,), reader(made, SHOWN_TAGS[tag]), table[tag])
        if len(table) > 1:
            raise InvalidValue("a reason has one tag and nothing beside it:", shown(", ".join(map(str, table))))
        found.check()
        return reason

    return read


def _shown_writer(made: Converter, _: Any) -> Write:
    """What writes a reason for a verdict under its tag."""
    tags = {kind: tag for tag, kind in SHOWN_TAGS.items()}
    return lambda value: {tags[type(value)]: writer(made, type(value))(value)}


def _scope_reader(made: Converter, kind: type) -> Read:
    """What reads the techniques that a rule restricts: `all`, or a table."""
    read_table = _class_reader(made, kind)

    def read(value: object) -> Scope:
        if value == "all":
            return ALL_TECHNIQUES
        if not isinstance(value, dict):
            raise InvalidValue("a scope is expected, not", shown(value), "`all`, or what it takes in")
        return cast("Scope", read_table(value))

    return read


def _scope_writer(made: Converter, kind: type) -> Write:
    """What writes the techniques that a rule restricts."""
    write_table = _class_writer(made, kind)
    return lambda value: "all" if value.all else write_table(value)


def _judgement_reader(made: Converter, _: Any) -> Read:
    """What reads a judgement by itself, with all that it builds when it is first read."""
    written = fields_of(Written)
    kinds = {
        **{name: of for name, (of, _) in _own_fields(Judgement).items()},
        **{name: written[field][0] for name, field in WRITTEN_AS.items()},
        "body": written["body"][0],
    }

    def read(value: object) -> Judgement:
        found = Gather()
        got = read_keys(found, a_table(value), {name: reader(made, of) for name, of in kinds.items()})
        found.check()
        particulars = Written(got.pop("body"), **{field: got.pop(name) for name, field in WRITTEN_AS.items()})
        return Judgement(**{**got, "particulars": particulars})

    return read


def _own_fields(kind: type) -> "dict[str, tuple[Any, attrs.Attribute[Any]]]":
    """The fields of a class that are public."""
    return {name: each for name, each in fields_of(kind).items() if not name.startswith("_")}


def _judgement_writer(made: Converter, kind: type) -> Write:
    """What writes a judgement by itself, with all that it builds when it is first read."""
    own = {name: writer(made, of) for name, (of, _) in _own_fields(kind).items()}
    written = fields_of(Written)
    body = writer(made, written["body"][0])
    own |= {name: writer(made, written[field][0]) for name, field in WRITTEN_AS.items()}

    def write(value: Judgement) -> dict[str, Any]:
        return {
            **{name: write_field(getattr(value, name)) for name, write_field in own.items()},
            "body": body(value._particulars.body),  # noqa: SLF001 - no part of its value, but needed to ask it
        }

    return write


def _catalogue_reader(made: Converter, kind: Any) -> Read:
    """What reads a catalogue: what its things are called, and each under its id."""
    read_thing = reader(made, get_args(kind)[0])

    def read(value: object) -> Catalogue[Any]:
        table = a_table(value)
        found = Gather()
        name = found.of(("kind",), reader(made, str), table.get("kind"))
        things = found.of(("things",), a_table, table.get("things")) or {}
        pairs = [(str(id), found.of(("things", str(id)), read_thing, each)) for id, each in things.items()]
        found.check()
        return Catalogue(str(name), pairs)

    return read


def _catalogue_writer(made: Converter, _: Any) -> Write:
    """What writes a catalogue."""

    def write(value: Catalogue[Any]) -> dict[str, Any]:
        things = zip(value.ids, value, strict=True)
        return {"kind": value.kind, "things": {id: writer(made, type(each))(each) for id, each in things}}

    return write
