"""From values to plain data: everything that a value says, and nothing of what it leaves to silence."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, final, get_args

from bodywork_rules.model import Catalogue, Details, Judgement, Scope, Shown
from bodywork_rules.model.judgement import Written
from bodywork_rules.rulebook.forms import form_of
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
from bodywork_rules.rulebook.tagged import write_predicate

__all__ = ["Writers", "writers"]

Write = Callable[[Any], Any]


@final
class Writers:
    """What writes values of each type as plain data, made when it is first asked for.

    Args:
        instead: what writes some types in a way of their own.
    """

    def __init__(self, instead: Mapping[Any, Write]) -> None:
        """Hold what is made already."""
        self._made: dict[Any, Write] = dict(instead)

    def of(self, kind: Any) -> Write:
        """What writes values of a type.

        Args:
            kind: the type.
        """
        if form := form_of(kind):
            return form.write
        if kind not in self._made:
            self._made[kind] = _writer(self, kind)
        return self._made[kind]


@cache
def writers() -> Writers:
    """What writes each value whole."""
    return Writers({})


def _writer(made: Writers, kind: Any) -> Write:
    """What writes values of a type as a table or a list."""
    if kind is Scope:
        return _scope_writer(made)
    if kind is Judgement:
        return _judgement_writer(made)
    if kind == Shown:
        return _shown_writer(made)
    if is_predicate(kind):
        return _predicate_writer(made)
    if is_union(kind):
        return _union_writer(made, kind)
    if is_tuple(kind):
        return _tuple_writer(made, kind)
    return _catalogue_writer(made) if is_catalogue(kind) else _class_writer(made, kind)


def _class_writer(made: Writers, kind: type) -> Write:
    """What writes a class as a table, without what has the value it has when nothing is said."""
    fields = [(name, made.of(of), field.default) for name, (of, field) in fields_of(kind).items()]

    def write(value: object) -> dict[str, Any]:
        return {
            name: write_field(said) for name, write_field, unsaid in fields if (said := getattr(value, name)) != unsaid
        }

    return write


def _tuple_writer(made: Writers, kind: Any) -> Write:
    """What writes a tuple as a list."""
    kinds = get_args(kind)
    writes = [made.of(each) for each in kinds if each is not Ellipsis]
    if kinds[-1] is Ellipsis:
        write = writes[0]
        return lambda value: [write(each) for each in value]
    return lambda value: [write(each) for write, each in zip(writes, value, strict=True)]


def _union_writer(made: Writers, kind: Any) -> Write:
    """What writes what may be nothing."""
    write = made.of(without_none(kind))
    return lambda value: None if value is None else write(value)


def _predicate_writer(made: Writers) -> Write:
    """What writes a predicate under its tag."""
    write_details = made.of(Details)
    return lambda value: write_predicate(value, write_details)


def _shown_writer(made: Writers) -> Write:
    """What writes a reason for a verdict under its tag."""
    tags = {kind: tag for tag, kind in SHOWN_TAGS.items()}
    return lambda value: {tags[type(value)]: made.of(type(value))(value)}


def _scope_writer(made: Writers) -> Write:
    """What writes the techniques that a rule restricts."""
    write_table = _class_writer(made, Scope)
    return lambda value: "all" if value.all else write_table(value)


def _judgement_writer(made: Writers) -> Write:
    """What writes a judgement by itself, with all that it builds when it is first read."""
    own = {name: made.of(of) for name, (of, _) in own_fields(Judgement).items()}
    written = fields_of(Written)
    body = made.of(written["body"][0])
    own |= {name: made.of(written[field][0]) for name, field in WRITTEN_AS.items()}

    def write(value: Judgement) -> dict[str, Any]:
        return {
            **{name: write_field(getattr(value, name)) for name, write_field in own.items()},
            "body": body(value._particulars.body),  # noqa: SLF001 - no part of its value, but needed to ask it
        }

    return write


def _catalogue_writer(made: Writers) -> Write:
    """What writes a catalogue."""

    def write(value: Catalogue[Any]) -> dict[str, Any]:
        things = zip(value.ids, value, strict=True)
        return {"kind": value.kind, "things": {id: made.of(type(each))(each) for id, each in things}}

    return write
