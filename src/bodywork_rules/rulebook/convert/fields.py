"""From a table to a value of a class: every attribute by itself, then what the class asks of several together."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, cast, final

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.half import as_far_as_read, half_read
from bodywork_rules.rulebook.convert.misread import Gather, Misread, missing, unknown_key

__all__ = ["Fields", "asked_of", "read_fields", "unsaid"]

Read = Callable[[Any], Any]
Table = Mapping[str, Any]


@final
@attrs.frozen(eq=False)
class Fields(Closed):
    """How a value of a class is read.

    Attributes:
        kind: the class.
        reads: what reads each of its attributes, and asks of it what the class asks of it alone.
        unsaid: what each attribute is that need not be said, when nothing is said.
        agree: the class asks something of several attributes together.
    """

    kind: type
    reads: Mapping[str, Read]
    unsaid: Mapping[str, Any]
    agree: bool


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


def unsaid(field: "attrs.Attribute[Any]") -> Any:
    """What an attribute is when nothing is said.

    Args:
        field: the attribute.
    """
    return field.default if field.converter is None else cast("Read", field.converter)(field.default)


def read_fields(fields: Fields, table: Table) -> Any:
    """A value of a class from a table.

    It is put together as it was read: each attribute was asked by then all that the class asks of it alone.

    Args:
        fields: how it is read.
        table: the table.

    Raises:
        Misread: anything is wrong with the table; it names all that is, and holds what could be read.
    """
    found = Gather()
    sure: dict[str, Any] = {**fields.unsaid}
    half: dict[str, Any] = {}
    for name, read in fields.reads.items():
        if name in table:
            try:
                sure[name] = read(table[name])
            except (InvalidValue, Misread) as error:
                sure.pop(name, None)
                half[name] = found.hold((name,), error)
        elif name not in sure:
            found.note((name,), missing())
    for key in sorted(map(str, table.keys() - fields.reads.keys())):
        found.note(*unknown_key(key, fields.reads))
        for name in get_close_matches(key, fields.reads):
            if name not in table:
                sure.pop(name, None)
    value: Any = half_read(fields.kind, sure)
    if fields.agree:
        found.of((), _agree, value)
    if found.placed:
        known = {name: got for name, got in half.items() if got is not None}
        raise Misread(found.placed, half_read(fields.kind, {**known, **sure}))
    return value


def _agree(value: Any) -> None:
    """Ask a value, as far as it was read, what its class asks of several attributes together."""
    with as_far_as_read():
        value.__attrs_post_init__()
