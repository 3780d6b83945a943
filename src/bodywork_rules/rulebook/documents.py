"""Values as plain data and as JSON documents, and back."""

import json
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, cast

import attrs

from bodywork_rules.errors import InvalidData, Problem
from bodywork_rules.model import Assessment, Catalogue, Predicate, Scope, Shown
from bodywork_rules.model.parse import shown
from bodywork_rules.rulebook.answer import read_answer, write_answer
from bodywork_rules.rulebook.convert.converter import converter, reader, writer
from bodywork_rules.rulebook.convert.forms import form_of
from bodywork_rules.rulebook.convert.misread import Gather, Misread, a_table, as_keys, single_values
from bodywork_rules.rulebook.convert.text import FORMAT, data_of, format_problem, sound
from bodywork_rules.rulebook.draft import Draft, write_rulebook
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["Plain", "from_data", "from_document", "from_json", "to_data", "to_json"]

T = TypeVar("T")

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
"""What JSON can say."""


def to_data(value: object) -> Plain:
    """A value of the model, a rulebook or an assessment as plain JSON values.

    Whatever has the value that it has when nothing is said is left out.

    Args:
        value: the value.

    Raises:
        InvalidData: the value is none of the library's.

    >>> from bodywork_rules.model import Finding
    >>> to_data(Finding("fracture", onset="2026-10-30", sites=["left wrist"]))
    {'condition': 'fracture', 'onset': '2026-10-30', 'sites': ['left wrist']}
    """
    if isinstance(value, Rulebook):
        return cast("Plain", write_rulebook(value))
    if isinstance(value, Assessment):
        return cast("Plain", write_answer(value))
    kind: Any = type(value)
    if not _is_ours(kind):
        raise InvalidData([Problem(what="not a value of this library:", value=shown(value))])
    return cast("Plain", writer(converter(), kind)(value))


def from_data(kind: type[T], data: object) -> T:
    """A value from plain JSON values, strictly: what is of another form is refused and never turned into one that fits.

    Args:
        kind: the type of the value.
        data: dicts with text keys, lists, texts, numbers, ``True``, ``False`` and ``None``.

    Raises:
        InvalidData: the data are not of the form of the type; it names everything that is wrong.
        InvalidRulebook: of a rulebook, anything is wrong with it.

    >>> from bodywork_rules.model import Finding
    >>> from_data(Finding, {"condition": "fracture", "controlled": "false"})
    Traceback (most recent call last):
    bodywork_rules.errors.InvalidData: controlled: true or false is expected, not `'false'`
    """
    found = Gather()
    _, half = found.far((), sound, data)
    return cast("T", _all_read(kind, half, found, _read))


def _all_read(kind: Any, data: object, found: Gather, read: Callable[[Any, Any, Gather], Any]) -> Any:
    """A value from data, refused with everything that is wrong: what was found in them, and with their form.

    Args:
        kind: the type of the value.
        data: the data; nothing when nothing of them could be read.
        found: what no value can have, if they have such.
        read: reads the value, and gathers what is wrong.
    """
    if data is None:
        _refuse(found)
    if kind is Rulebook:
        return _rulebook(data, found)
    form, told = Gather(), single_values(data, found.placed)
    value = read(kind, data, form)
    found.placed.extend(each for each in form.placed if each[0] not in told)
    _refuse(found)
    return value


def _rulebook(data: object, found: Gather) -> Rulebook:
    """A rulebook from the data of one file, refused with all that is wrong, whatever it is."""

    def read() -> object:
        if found.placed:
            raise Misread(found.placed, data)
        return data

    draft = Draft()
    draft.add("", read, lambda: "")
    return draft.finish()


def _read(kind: Any, data: object, found: Gather) -> Any:
    """A value from plain data; what is wrong with them is gathered."""
    if kind is Assessment:
        return found.of((), read_answer, data)
    return found.of((), reader(converter(), _ours(kind)), data)


def _ours(kind: Any) -> Any:
    """A type of this library and no other."""
    if kind is Catalogue:
        raise InvalidData(
            [Problem(what="a catalogue of unknown things", hint="say of what, as in Catalogue[Technique]")]
        )
    if not _is_ours(kind):
        raise InvalidData([Problem(what="not a type of this library:", value=shown(getattr(kind, "__name__", kind)))])
    return kind


def _is_ours(kind: Any) -> bool:
    """Whether a type is one of this library that has a written form."""
    of = getattr(kind, "__origin__", kind)
    ours = getattr(of, "__module__", "").startswith(("bodywork_rules.model", "bodywork_rules.care"))
    return kind in (Predicate, Shown) or (form_of(kind) is not None) or ours


def _refuse(found: Gather) -> None:
    """Refuse data when anything was found to be wrong with them."""
    if found.placed:
        raise InvalidData(attrs.evolve(problem, where=as_keys(path)) for path, problem in found.placed)


def to_json(value: object) -> str:
    r"""A value as a JSON document, canonical: the same value is the same text, byte for byte, in every process.

    Args:
        value: a value of the model, a rulebook or an assessment.

    Returns:
        One line, keys in order, with ``format`` among them; what is no table by itself stands under ``value``.

    Raises:
        InvalidData: the value is none of the library's, or has a text that is not Unicode.

    >>> from bodywork_rules.model import Goal
    >>> to_json(Goal("neck-pain", importance=3))
    '{"complaint":"neck-pain","format":1,"importance":3}\n'
    """
    data = to_data(value)
    whole = {**data} if _is_table(type(value)) and isinstance(data, dict) else {"value": data}
    found = Gather()
    found.of((), sound, whole)
    _refuse(found)
    return json.dumps({**whole, "format": FORMAT}, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def from_json(kind: type[T], text: str | bytes) -> T:
    """A value from a JSON document.

    Args:
        kind: the type of the value.
        text: the document, as text or as UTF-8.

    Raises:
        InvalidData: it is no JSON, repeats a key, is too large or too deep, or is not of the form of the type; it names
            everything that is wrong.
        InvalidRulebook: of a rulebook, anything is wrong with it.

    >>> from bodywork_rules.model import Goal
    >>> from_json(Goal, '{"format": 1, "complaint": "neck-pain"}').importance
    2
    """
    if not isinstance(text, str | bytes):
        raise InvalidData([Problem(what="text is expected, not", value=shown(text))])
    found = Gather()
    _, data = found.far((), lambda given: data_of(".json", given), _as_bytes(text))
    return from_document(kind, data, found)


def _as_bytes(text: str | bytes) -> bytes:
    """A text as bytes; half a character is kept, so that it is refused where others are."""
    return text.encode(errors="surrogatepass") if isinstance(text, str) else text


def from_document(kind: type[T], data: object, found: Gather) -> T:
    """A value from the plain data of a document, with their ``format``.

    Args:
        kind: the type of the value.
        data: the data.
        found: what is wrong with the data whatever their form; it is told with the rest.

    Raises:
        InvalidData: they are not of the form of the type, or of another format, or something was found.
        InvalidRulebook: of a rulebook, anything is wrong with it.
    """
    whole = None if data is None and found.placed else found.of((), a_table, data)
    if whole is None:
        _refuse(found)
    table = {key: each for key, each in (whole or {}).items() if key != "format"}
    told = single_values(data, found.placed)
    found.placed.extend(each for each in format_problem(whole or {}) if each[0] not in told)
    return cast("T", _all_read(kind, table, found, _read if _is_table(kind) else _read_alone))


def _read_alone(kind: Any, table: Any, found: Gather) -> Any:
    """What is no table by itself and stands under ``value``."""
    if set(table) != {"value"}:
        return found.note((), Problem(what="`value` is expected beside `format`, and nothing else"))
    return found.of(("value",), lambda given: _read_inner(kind, given), table["value"])


def _read_inner(kind: Any, data: object) -> Any:
    """What stands under ``value``, with the paths of what is wrong as seen from there."""
    inner = Gather()
    value = _read(kind, data, inner)
    inner.check()
    return value


def _is_table(kind: Any) -> bool:
    """Whether every value of a type is written as a table."""
    return kind is not Scope and (kind in (Predicate, Shown) or (form_of(kind) is None))
