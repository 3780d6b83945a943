"""What a table that could not be read as a whole names nevertheless, so that a dangling id in it is found too."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast, get_args

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import Details, Predicate, Site, Where, parse
from bodywork_rules.rulebook.convert.converter import fields_of, members_of, without_none
from bodywork_rules.rulebook.convert.forms import ID_KINDS
from bodywork_rules.rulebook.convert.misread import Path

__all__ = ["references"]

Reference = tuple[Path, str, str]


def references(kind: Any, value: object, path: Path = ()) -> Iterator[Reference]:
    """Each id that plain data name, with its path and the collection in which it should be.

    Data of another form than that of the type name nothing.

    Args:
        kind: the type that the data should be of.
        value: the data.
        path: the path that leads to them.
    """
    kind = tuple[Site, ...] if kind == Where else without_none(kind)
    if kind in ID_KINDS:
        if _is_id(value):
            yield path, ID_KINDS[kind], cast("str", value)
    elif kind is Site:
        yield from _region(value, path)
    elif kind == Predicate:
        yield from _asked(value, path)
    elif attrs.has(members_of(kind)[0]):
        yield from _of_fields(kind, value, path)
    elif get_args(kind) and isinstance(value, list):
        for each in value:
            yield from references(get_args(kind)[0], each, path)


def _of_fields(kind: type, value: object, path: Path) -> Iterator[Reference]:
    if isinstance(value, dict):
        for name, (of, _) in fields_of(kind).items():
            if name in value and name != "id":
                yield from references(of, value[name], (*path, name))


def _is_id(value: object) -> bool:
    """Whether it has the form of an id; what has not is a mistake of another kind."""
    return isinstance(value, str) and re.fullmatch(parse.ID_PATTERN, value) is not None


def _region(value: object, path: Path) -> Iterator[Reference]:
    if isinstance(value, str):
        try:
            yield path, "regions", Site.of(value).region
        except InvalidValue:
            return


def _asked(value: object, path: Path) -> Iterator[Reference]:
    if not isinstance(value, Mapping):
        return
    for tag, collection in (("has", "conditions"), ("had", "conditions"), ("quantity", "quantities")):
        if _is_id(value.get(tag)):
            yield (*path, tag), collection, value[tag]
    yield from references(Details, {**value}, path)
    yield from references(Details, value.get("this"), (*path, "this"))
    for tag in ("all_of", "any_of", "of"):
        inner = value.get(tag)
        for place, each in enumerate(inner if isinstance(inner, list) else ()):
            yield from _asked(each, (*path, tag, place))
