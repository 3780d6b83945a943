"""How the types of the model are told apart: classes and their fields, unions, tuples, catalogues, predicates."""

from functools import reduce
from operator import or_
from types import UnionType
from typing import Any, Final, Union, cast, get_args, get_origin, get_type_hints

import attrs

from bodywork_rules.model import Catalogue, Declined, Infeasible, Predicate, Restriction
from bodywork_rules.rulebook.tagged import PREDICATE_TAGS

__all__ = [
    "SHOWN_TAGS",
    "WRITTEN_AS",
    "fields_of",
    "is_catalogue",
    "is_predicate",
    "is_tuple",
    "is_union",
    "members_of",
    "own_fields",
    "without_none",
]

SHOWN_TAGS: Final = {"restriction": Restriction, "declined": Declined, "infeasible": Infeasible}
"""The tag key of each kind of reason."""
WRITTEN_AS: Final = {"sites": "at", "restrictions": "why", "limits": "within", "clearances": "waits"}
"""What a judgement builds when it is read, and the field of ``Written`` that holds it."""


def fields_of(kind: type) -> "dict[str, tuple[Any, attrs.Attribute[Any]]]":
    """The fields of one of the model's classes, by name, each with its type.

    Args:
        kind: the class.
    """
    hints = get_type_hints(kind)
    return {field.name: (hints[field.name], field) for field in attrs.fields(cast("Any", kind)) if field.init}


def own_fields(kind: type) -> "dict[str, tuple[Any, attrs.Attribute[Any]]]":
    """The fields of a class that are public.

    Args:
        kind: the class.
    """
    return {name: each for name, each in fields_of(kind).items() if not name.startswith("_")}


def members_of(kind: Any) -> tuple[Any, ...]:
    """The members of a union, without ``None``; the type itself when it is none.

    Args:
        kind: the type.
    """
    if is_union(kind):
        return tuple(each for each in get_args(kind) if each is not type(None))
    return (kind,)


def without_none(kind: Any) -> Any:
    """A type without its ``None``.

    Args:
        kind: the type.
    """
    return reduce(or_, members_of(kind))


def is_union(kind: Any) -> bool:
    """Whether a type is one of several, or nothing."""
    return get_origin(kind) in {UnionType, Union}


def is_tuple(kind: Any) -> bool:
    """Whether a type is a tuple of something."""
    return get_origin(kind) is tuple


def is_catalogue(kind: Any) -> bool:
    """Whether a type is a catalogue, of whatever."""
    return get_origin(kind) is Catalogue or kind is Catalogue


def is_predicate(kind: Any) -> bool:
    """Whether a type is a predicate, or one kind of them."""
    return kind == Predicate or kind in PREDICATE_TAGS.values()
