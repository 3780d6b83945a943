"""JSON Schema of profiles, rulebook files and assessments, from the classes and forms that read them."""

import inspect
import re
from collections.abc import Mapping
from typing import Any, Final, Literal, get_args, get_origin

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import (
    EVERYTHING,
    ClientProfile,
    Details,
    Predicate,
    Region,
    Scope,
    Shown,
    parse,
)
from bodywork_rules.model.closed import Closed
from bodywork_rules.rulebook.answer import ANSWER_KEYS, DIRECT, JUDGED, RANKED, TABLES
from bodywork_rules.rulebook.convert.converter import SHORT, SHOWN_TAGS, fields_of, members_of, without_none
from bodywork_rules.rulebook.convert.forms import ANY_ID, form_of
from bodywork_rules.rulebook.convert.tagged import BOUNDS
from bodywork_rules.rulebook.convert.text import FORMAT
from bodywork_rules.rulebook.draft import COLLECTIONS, HEAD, NEEDED, SINGLE

__all__ = ["Kind", "schema"]

Kind = Literal["profile", "rulebook", "assessment"]
Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_FORMAT: Final[Schema] = {"const": FORMAT}
_ID: Final[Schema] = dict(ANY_ID.schema)
_TEXT: Final[Schema] = {"type": "string", "pattern": r"\S", "maxLength": parse.LONGEST_TEXT}
_ANSWERED: Final[Schema] = {
    "anyOf": [{"const": EVERYTHING}, {"type": "array", "items": {"anyOf": [_ID, {"const": EVERYTHING}]}}]
}
_ASKED: Final[Mapping[Any, Schema]] = {
    parse.ident: _ID,
    parse.idents: {"type": "array", "items": _ID},
    parse.needed_text: _TEXT,
    parse.texts: {"type": "array", "items": _TEXT},
}
"""What an attribute's own converter asks beyond the form of its type."""
_NULL: Final[Schema] = {"type": "null"}


def schema(kind: Kind) -> dict[str, object]:
    """The JSON Schema (2020-12) of one kind of document.

    It says what form a document has. What must be true besides, as that an id exists, is checked when it is read.

    Args:
        kind: ``profile``, ``rulebook`` (one file of it, as JSON) or ``assessment``.

    Raises:
        InvalidValue: there is no such kind.

    >>> schema("profile")["required"]
    ['format']
    """
    match kind:
        case "profile":
            return _profile()
        case "rulebook":
            return _rulebook()
        case "assessment":
            return _assessment()
        case _:
            raise InvalidValue("not a kind of document", parse.shown(kind), f"one of {', '.join(get_args(Kind))}")


def _object(properties: Mapping[str, Schema], required: list[str]) -> Schema:
    made: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return {**made, "required": required} if required else made


def _map(of: Schema) -> Schema:
    return {"type": "object", "additionalProperties": of}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _document(title: str, body: Schema, defs: Mapping[str, Schema]) -> dict[str, object]:
    return {"$schema": DIALECT, "title": title, **body, "$defs": dict(sorted(defs.items()))}


def _profile() -> dict[str, object]:
    made = _Schemas()
    body = made.table(ClientProfile)
    body["properties"]["format"] = _FORMAT
    return _document("A client profile", {**body, "required": ["format"]}, made.defs)


def _rulebook() -> dict[str, object]:
    made = _Schemas()
    head: dict[str, Schema] = {**dict.fromkeys(HEAD, _TEXT), "format": _FORMAT, "id": _ID}
    head["licence"] = {"type": "string", "maxLength": parse.LONGEST_TEXT}
    head["replaced"] = _list(_TEXT)
    properties = {
        "format": _FORMAT,
        "rulebook": _object(head, ["format", *NEEDED]),
        **{key: made.of(of) for key, of in SINGLE.items()},
        **{kind: _list(made.of(of)) for kind, (_, of) in COLLECTIONS.items()},
    }
    return _document("A file of a rulebook", _object(properties, []), made.defs)


def _assessment() -> dict[str, object]:
    made = _Schemas(frozenset(TABLES.values()))
    judgement = {
        **{name: made.of(of) for name, of in JUDGED.items()},
        "restrictions": _list({"type": "integer", "minimum": 0}),
    }
    properties: dict[str, Schema] = {
        "format": _FORMAT,
        **{name: made.of(of) for name, of in DIRECT.items()},
        **{name: _map(made.whole(kind)) for name, kind in TABLES.items()},
        **{name: _list(_ID) for name in RANKED},
        "judgements": _map(_object(judgement, list(judgement))),
        "restrictions": _list(made.of(Shown)),
        "names": _map({"type": "string"}),
        "texts": _map({"type": "string"}),
        "regions": _list(made.of(Region)),
    }
    return _document("An assessment", _object(properties, ["format", *ANSWER_KEYS]), made.defs)


def _described(kind: type) -> tuple[str, dict[str, str]]:
    """The first sentence of a class's docstring, and what it says of each attribute."""
    lines = inspect.getdoc(kind) or ""
    first, _, rest = lines.partition("\n")
    _, _, listed = rest.partition("Attributes:\n")
    section = re.split(r"\n(?! )", listed)[0]
    found = re.findall(r"^    (\w+): (.*(?:\n {8}.*)*)", section, re.MULTILINE)
    return first, {name: " ".join(said.split()).replace("``", "`") for name, said in found}


@attrs.frozen(eq=False)
class _Schemas(Closed):
    """Schemas of types, those of classes under their names.

    Attributes:
        by_id: the classes whose things are named by id instead of written whole.
        defs: the schemas of the classes met so far.
    """

    by_id: frozenset[type] = frozenset()
    defs: dict[str, Schema] = attrs.field(factory=dict, init=False)

    def of(self, kind: Any) -> Schema:
        """The schema of a type."""
        if type(None) in get_args(kind) and get_origin(kind) is not tuple:
            return {"anyOf": [self.of(without_none(kind)), _NULL]}
        if kind in self.by_id:
            return {"type": "string"}
        if form := form_of(kind):
            return dict(form.schema)
        if get_origin(kind) is tuple:
            return self._tuple(get_args(kind))
        if kind == Predicate:
            return self._named("Predicate", self._predicate)
        if kind == Shown:
            tags = {tag: self.of(each) for tag, each in SHOWN_TAGS.items()}
            return {"oneOf": [_object({tag: each}, [tag]) for tag, each in tags.items()]}
        return self.whole(members_of(kind)[0])

    def _tuple(self, kinds: tuple[Any, ...]) -> Schema:
        if kinds[-1] is Ellipsis:
            return _list(self.of(kinds[0]))
        return {
            "type": "array",
            "prefixItems": [self.of(each) for each in kinds],
            "minItems": len(kinds),
            "maxItems": len(kinds),
        }

    def _named(self, name: str, make: Any) -> Schema:
        if name not in self.defs:
            self.defs[name] = {}
            self.defs[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def whole(self, kind: type) -> Schema:
        """The schema of a class whose things are written whole."""
        named = self._named(kind.__name__, lambda: self.table(kind))
        if kind is Scope:
            return {"anyOf": [{"const": "all"}, named]}
        return {"anyOf": [_ID, named]} if kind in SHORT else named

    def table(self, kind: type) -> Schema:
        """The schema of the table of a class."""
        first, said = _described(kind)
        properties, required = {}, []
        for name, (of, field) in fields_of(kind).items():
            asked = _ASKED.get(field.converter) if field.converter else None
            properties[name] = {**(asked or self.of(of)), **({"description": said[name]} if name in said else {})}
            if field.default is attrs.NOTHING:
                required.append(name)
        if kind is ClientProfile:
            properties["answered"] = {**_ANSWERED, "description": said["answered"]}
        return {"description": first, **_object(properties, required)}

    def _predicate(self) -> Schema:
        details = self.table(Details)["properties"]
        this = {**self.whole(Details), "minProperties": 1}
        several = {"type": "array", "items": {"$ref": "#/$defs/Predicate"}, "minItems": 1}
        measured = [_object({"quantity": _ID, bound: {"type": "number"}}, ["quantity", bound]) for bound in BOUNDS]
        return {
            "oneOf": [
                *(_object({tag: _ID, **details}, [tag]) for tag in ("has", "had")),
                _object({"this": this}, ["this"]),
                *measured,
                *(_object({tag: several}, [tag]) for tag in ("all_of", "any_of")),
                _object({"at_least_n": {"type": "integer", "minimum": 1}, "of": several}, ["at_least_n", "of"]),
            ]
        }
