"""From a table to a value of a class: every attribute by itself, then what the class asks of several together."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, TypeAlias, cast

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model.half import as_far_as_read, half_read
from bodywork_rules.rulebook.misread import Gather, Misread, missing, unknown_key

__all__ = ["Fields", "asked_of", "read_fields"]

Read = Callable[[Any], Any]
Table = Mapping[str, Any]
Fields: TypeAlias = "Mapping[str, tuple[Read, attrs.Attribute[Any]]]"
"""What reads each attribute of a class, by name."""


def asked_of(read: Read, field: "attrs.Attribute[Any]") -> Read:
    """What reads one attribute, and asks of it what the class asks of it alone.

    Args:
        read: what reads it.
        field: the attribute.
    """
    ask = field.validator
    if ask is None:
        return read

    def read_asked(value: object) -> Any:
        got = read(value)
        ask(None, field, got)
        return got

    return read_asked


def read_fields(kind: type, fields: Fields, table: Table) -> Any:
    """A value of a class from a table.

    Args:
        kind: the class.
        fields: what reads each of its attributes, by name.
        table: the table.

    Raises:
        Misread: anything is wrong with the table; it names all that is, and holds what could be read.
    """
    found, sure, half = Gather(), {}, {}
    for name, (read, field) in fields.items():
        if name in table:
            whole, got = found.far((name,), read, table[name])
            if whole:
                sure[name] = got
            elif got is not None:
                half[name] = got
        elif field.default is attrs.NOTHING:
            found.note((name,), missing())
    odd = sorted(str(key) for key in table if key not in fields)
    for key in odd:
        found.note(*unknown_key(key, fields))
    if not found.placed:
        try:
            return kind(**sure)
        except InvalidValue as error:
            found.note((), error.as_problem())
            raise Misread(found.placed, half_read(kind, {**_unsaid(fields, table, odd), **sure})) from None
    sure |= _unsaid(fields, table, odd)
    found.of((), _agree, half_read(kind, sure))
    raise Misread(found.placed, half_read(kind, {**half, **sure}))


def _unsaid(fields: Fields, table: Table, odd: list[str]) -> dict[str, Any]:
    """What a table leaves to the default, but for what an unknown key may have meant."""
    meant = {name for key in odd for name in get_close_matches(key, fields)}
    return {
        name: field.default if field.converter is None else cast("Read", field.converter)(field.default)
        for name, (_, field) in fields.items()
        if name not in table and name not in meant and field.default is not attrs.NOTHING
    }


def _agree(value: Any) -> None:
    """Ask a value, as far as it was read, what its class asks of several attributes together."""
    if ask := getattr(value, "__attrs_post_init__", None):
        with as_far_as_read():
            ask()
