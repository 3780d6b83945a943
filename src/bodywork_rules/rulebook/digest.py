"""A fingerprint of what a rulebook says, whatever the order, the files or the machine that it was read from."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum
from hashlib import sha256
from typing import Any

import attrs

from bodywork_rules.model import Site
from bodywork_rules.model.parse import name_of

__all__ = ["digest_of"]


def digest_of(head: Iterable[object], collections: Iterable[tuple[str, Iterable[object]]]) -> str:
    """The SHA-256, in hexadecimal, of a rulebook's content.

    What has the value that stands for silence is left out, so that a later attribute with such a value changes no
    digest.

    Args:
        head: what is said once, in a fixed order.
        collections: each collection by its name, its things in the order of their ids.
    """
    whole = sha256()
    for each in (*head, *((name, tuple(things)) for name, things in collections)):
        whole.update("".join(_written(each)).encode(errors="surrogatepass"))
    return whole.hexdigest()


def _written(value: object) -> Iterator[str]:
    """A value as text that no other value has: each piece says its kind, and where it ends."""
    match value:
        case str():
            yield f'"{len(value)}:{value}'
        case Enum():
            yield f".{name_of(value)};"
        case None | bool():
            yield f"{value};"
        case int() | float():
            yield f"{int(value) if value == int(value) else value!r};"
        case timedelta():
            yield f"{value.days}d;"
        case date():
            yield f"{value}d;"
        case Site():
            yield f"@{value};"
        case tuple():
            yield "["
            for each in value:
                yield from _written(each)
            yield "]"
        case _:
            yield f"{type(value).__name__}("
            yield from _said(value)
            yield ")"


def _said(thing: Any) -> Iterator[str]:
    """The attributes of a thing in the order of their names, but for those that say nothing."""
    for field in sorted(attrs.fields(type(thing)), key=lambda field: field.name):
        said = getattr(thing, field.name)
        if said is not field.default and said != field.default:
            yield f"{field.name}="
            yield from _written(said)
