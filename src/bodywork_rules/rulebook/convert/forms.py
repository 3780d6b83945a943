"""How each small value is written in files and JSON: one table for reading, writing and the schema."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Any, Final, final

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import (
    EVERYTHING,
    ClearanceId,
    ClinicianId,
    ConditionId,
    ContraindicationId,
    DaysAgo,
    Extent,
    FamilyId,
    FindingId,
    MeasureId,
    OutcomeId,
    PartialDate,
    PositionId,
    ProductId,
    QuantityId,
    Range,
    RegionId,
    Site,
    SourceId,
    TechniqueId,
    TrainingId,
    TraitId,
    When,
    Where,
    parse,
)
from bodywork_rules.model.body import site
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.dates import when
from bodywork_rules.model.rules import where, whole_range
from bodywork_rules.rulebook.convert.misread import Gather, a_list

__all__ = ["ANY_ID", "ID_KINDS", "LARGEST_INTEGER", "Form", "form_of", "write_number"]

LARGEST_INTEGER = 2**63
"""Whole numbers are smaller, on either side of nought: more than that is no fact about a client."""
LONGEST_IN_DAYS = 99_999
"""A longer time is written in weeks."""

SITE_PATTERN = r"^((left|right|both) )?[a-z0-9]+(-[a-z0-9]+)*$"
DAY_PATTERN = r"^\d{4}-\d{2}-\d{2}$"
WHEN_PATTERN = r"^(\d{4}(-\d{2}(-\d{2}(/\d{4}-\d{2}-\d{2})?)?)?|about \d{1,5} (day|days|week|weeks) ago)$"


@final
@attrs.frozen(eq=False)
class Form(Closed):
    """How one kind of value is written.

    Attributes:
        read: from plain data to the value; raises ``InvalidValue``.
        write: from the value to plain data.
        schema: what the data look like, as JSON Schema.
        alone: it is one text, number or yes-or-no, which an attribute's own converter reads as it stands.
    """

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]
    schema: Mapping[str, Any]
    alone: bool = True


def _as_is(value: Any) -> Any:
    """The value itself."""
    return value


def _condition_id(value: str) -> Any:
    """The id of a condition, or what stands for all of them."""
    return EVERYTHING if value == EVERYTHING else parse.ident(value)


def write_number(value: float) -> float:
    """A number, written in one way only: a whole one without a point.

    Args:
        value: the number.
    """
    return int(value) if abs(value) < LARGEST_INTEGER and value == int(value) else value


def _write_duration(value: timedelta) -> str:
    """A duration as it is read: in days, but for times too long for that."""
    if value.days > LONGEST_IN_DAYS and value.days % 7 == 0:
        return f"{value.days // 7} weeks"
    return f"{value.days} day" if value.days == 1 else f"{value.days} days"


def _write_when(value: When) -> str:
    """A date as it is read, of whatever precision."""
    if isinstance(value, DaysAgo):
        return f"about {_write_duration(timedelta(days=value.days))} ago"
    return str(value)


def _exactly(kind: type) -> Callable[[Any], Any]:
    """What reads a date of the one kind of precision and refuses the other."""

    def read(value: Any) -> Any:
        given = when(value)
        if not isinstance(given, kind):
            raise InvalidValue("another kind of date than this:", parse.shown(value))
        return given

    return read


def _read_range(value: object) -> Range:
    """A range from a list of its two ends."""
    return whole_range(a_list(value))


def _read_where(value: object) -> Where:
    """Where a rule holds: the name of an extent, or a list of sites, of which each mistake is told."""
    if isinstance(value, str):
        return where(value)
    found = Gather()
    named = [found.of((place,), site, each) for place, each in enumerate(a_list(value))]
    found.check()
    return where([each for each in named if each is not None])


def _write_where(value: Where) -> Any:
    """Where a rule holds, as it is read."""
    return value.value if isinstance(value, Extent) else [str(each) for each in value]


_ID_SCHEMA = {"type": "string", "pattern": parse.ID_PATTERN, "maxLength": 80}
_TEXT_SCHEMA = {"type": "string", "maxLength": parse.LONGEST_TEXT}
_SITE_SCHEMA = {"type": "string", "pattern": SITE_PATTERN}
_WHEN_SCHEMA = {"type": "string", "pattern": WHEN_PATTERN}

ID_KINDS: Final[Mapping[Any, str]] = {
    ConditionId: "conditions",
    QuantityId: "quantities",
    RegionId: "regions",
    TechniqueId: "techniques",
    ContraindicationId: "contraindications",
    ClearanceId: "clearances",
    SourceId: "sources",
    TraitId: "traits",
    FamilyId: "families",
    PositionId: "positions",
    ProductId: "products",
    OutcomeId: "outcomes",
    ClinicianId: "clinicians",
    MeasureId: "measures",
    TrainingId: "trainings",
}
"""Each kind of id, and the collection of a rulebook whose things it names."""

ANY_ID: Final = Form(parse.ident, _as_is, _ID_SCHEMA)

_FORMS: Final[Mapping[Any, Form]] = {
    str: Form(parse.text, _as_is, _TEXT_SCHEMA),
    bool: Form(parse.flag, _as_is, {"type": "boolean"}),
    int: Form(parse.whole, _as_is, {"type": "integer"}),
    float: Form(parse.number, write_number, {"type": "number"}),
    date: Form(parse.day, str, {"type": "string", "format": "date", "pattern": DAY_PATTERN}),
    timedelta: Form(parse.duration, _write_duration, {"type": "string", "pattern": parse.DURATION_PATTERN}),
    Site: Form(site, str, _SITE_SCHEMA),
    When: Form(when, _write_when, _WHEN_SCHEMA),
    PartialDate: Form(_exactly(PartialDate), _write_when, _WHEN_SCHEMA),
    DaysAgo: Form(_exactly(DaysAgo), _write_when, _WHEN_SCHEMA),
    Range: Form(
        _read_range,
        lambda value: [value.least, value.most],
        {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
        alone=False,
    ),
    Where: Form(
        _read_where,
        _write_where,
        {
            "anyOf": [
                {"enum": [parse.name_of(each) for each in Extent]},
                {"type": "array", "items": _SITE_SCHEMA, "minItems": 1},
            ]
        },
        alone=False,
    ),
    FindingId: Form(parse.needed_text, _as_is, {**_TEXT_SCHEMA, "minLength": 1}),
    **dict.fromkeys(ID_KINDS, ANY_ID),
    ConditionId: Form(_condition_id, _as_is, _ID_SCHEMA),
}


def form_of(kind: object) -> Form | None:
    """How values of a type are written; nothing when they are tables or lists.

    Args:
        kind: the type.
    """
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum_form(kind)
    try:
        return _FORMS.get(kind)
    except TypeError:
        return None


def _enum_form(kind: type[Enum]) -> Form:
    """How the members of a vocabulary are written: by their names."""

    def read(value: object) -> Enum:
        return parse.member(kind, value)

    return Form(read, parse.name_of, {"enum": [parse.name_of(each) for each in kind]})
