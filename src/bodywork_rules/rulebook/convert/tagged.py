"""Alternatives in files and JSON: tables that say by one tag key which of a closed union they are."""

from collections.abc import Callable, Mapping
from typing import Any, Final, assert_never

import attrs

from bodywork_rules.errors import InvalidValue, Problem, near
from bodywork_rules.model import AllOf, AnyOf, AtLeast, Details, Had, Has, Measured, Predicate, This, parse
from bodywork_rules.rulebook.convert.forms import write_number
from bodywork_rules.rulebook.convert.misread import Gather, a_list, a_table, missing, unknown_key

__all__ = ["BOUNDS", "PREDICATE_TAGS", "predicate_reader", "read_tag", "write_predicate"]

Table = Mapping[str, Any]

PREDICATE_TAGS: Final[Mapping[str, type]] = {
    "has": Has,
    "had": Had,
    "this": This,
    "quantity": Measured,
    "all_of": AllOf,
    "any_of": AnyOf,
    "at_least_n": AtLeast,
}
"""The tag key of each kind of predicate."""
BOUNDS: Final = ("at_least", "below")
DETAILS: Final = tuple(field.name for field in attrs.fields(Details))


def read_tag(table: Table, tags: Mapping[str, object], what: str) -> str:
    """The one tag of a table.

    Args:
        table: the table.
        tags: the tags that there are.
        what: what the tags tell apart.

    Raises:
        InvalidValue: it has none of the tags, or several.
    """
    given = [tag for tag in tags if tag in table]
    if len(given) == 1:
        return given[0]
    if given:
        raise InvalidValue(f"a {what} has one tag, not several:", ", ".join(given), "write each as a table of its own")
    hints = [hint for hint in (near(str(key), tags) for key in table) if hint]
    written = ", ".join(map(str, table)) or "{}"
    raise InvalidValue(
        f"not a {what}: no known tag among", parse.shown(written), hints[0] if hints else f"one of {', '.join(tags)}"
    )


def predicate_reader(read_details: Callable[[Any], Details]) -> Callable[[Any], Predicate]:
    """What reads a predicate.

    Args:
        read_details: what reads the details of a finding.
    """

    def read(value: object) -> Predicate:
        table = a_table(value)
        tag = read_tag(table, PREDICATE_TAGS, "predicate")
        beside = {key: each for key, each in table.items() if key != tag}
        match tag:
            case "has" | "had":
                return read_found(tag, table[tag], beside)
            case "this":
                return read_this(table[tag], beside)
            case "quantity":
                return _read_measured(table[tag], beside)
            case _:
                return read_several(tag, table[tag], beside)

    def read_found(tag: str, condition: object, beside: Table) -> Predicate:
        found = Gather()
        about = found.of((tag,), parse.ident, condition)
        details = found.of((), read_details, beside)
        found.check()
        kind = Has if tag == "has" else Had
        return kind(about, details=details or Details())

    def read_this(details: object, beside: Table) -> Predicate:
        found = Gather()
        asked = found.of(("this",), read_details, details)
        _refuse_others(found, beside, ())
        found.check()
        return This(asked or Details())

    def read_several(tag: str, value: object, beside: Table) -> Predicate:
        found = Gather()
        count, inner, at = value, value, tag
        if tag == "at_least_n":
            count, inner, at = found.of((tag,), parse.whole, value), beside.get("of", []), "of"
            if "of" not in beside:
                found.note(("of",), missing("list the predicates that are counted"))
        listed = found.of((at,), a_list, inner) or []
        read_each = [found.of((at, place), read, each) for place, each in enumerate(listed)]
        _refuse_others(found, beside, ("of",) if tag == "at_least_n" else ())
        found.check()
        of = tuple(each for each in read_each if each is not None)
        return _several(tag, count, of)

    return read


def _several(tag: str, count: Any, of: tuple[Predicate, ...]) -> Predicate:
    match tag:
        case "all_of":
            return AllOf(of)
        case "any_of":
            return AnyOf(of)
        case _:
            return AtLeast(count, of)


def _read_measured(quantity: object, beside: Table) -> Predicate:
    found = Gather()
    about = found.of(("quantity",), parse.ident, quantity)
    bounds = {bound: found.of((bound,), parse.number_or_none, beside.get(bound)) for bound in BOUNDS}
    _refuse_others(found, beside, BOUNDS)
    found.check()
    return Measured(about, **bounds)


def _refuse_others(found: Gather, beside: Table, known: tuple[str, ...]) -> None:
    for key in beside:
        if key not in known:
            path, problem = unknown_key(str(key), known)
            if key in DETAILS:
                problem = Problem(
                    what="a detail that stands in the wrong place:", value=key, hint="put it inside `this`"
                )
            found.note(path, problem)


def write_predicate(asked: Predicate, write_details: Callable[[Details], dict[str, Any]]) -> dict[str, Any]:
    """A predicate as a tagged table.

    Args:
        asked: the predicate.
        write_details: what writes the details of a finding.
    """
    match asked:
        case Has(condition=condition, details=details):
            return {"has": condition, **write_details(details)}
        case Had(condition=condition, details=details):
            return {"had": condition, **write_details(details)}
        case This(details=details):
            return {"this": write_details(details)}
        case Measured():
            bounds = {bound: getattr(asked, bound) for bound in BOUNDS}
            return {
                "quantity": asked.quantity,
                **{key: write_number(at) for key, at in bounds.items() if at is not None},
            }
        case AllOf(of=of):
            return {"all_of": [write_predicate(each, write_details) for each in of]}
        case AnyOf(of=of):
            return {"any_of": [write_predicate(each, write_details) for each in of]}
        case AtLeast(n=n, of=of):
            return {"at_least_n": n, "of": [write_predicate(each, write_details) for each in of]}
        case _:
            assert_never(asked)
