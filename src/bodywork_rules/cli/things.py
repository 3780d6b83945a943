"""A thing of a rulebook by its attributes, for whoever keeps the rulebook."""

from collections.abc import Iterator
from datetime import timedelta
from enum import Enum
from typing import Any

import attrs

from bodywork_rules.insight.page import Item
from bodywork_rules.insight.wording import Wording
from bodywork_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Coding,
    Had,
    Has,
    Limits,
    Measured,
    Range,
    Rise,
    Scope,
    Showing,
    Site,
    This,
    parse,
)
from bodywork_rules.model.rules import ALL_TECHNIQUES

__all__ = ["thing_items"]

NAMES = {
    "about": "condition",
    "broader": "condition",
    "complaint": "condition",
    "describes": "condition",
    "replaced_by": "condition",
    "acute_is": "condition",
    "severe_is": "condition",
    "uncontrolled_is": "condition",
    "there_is": "condition",
    "condition": "condition",
    "within": "region",
    "central": "region",
    "family": "family",
    "families": "family",
    "at_home": "family",
    "traits": "trait",
    "traits_any": "trait",
    "essential": "trait",
    "positions": "position",
    "products": "product",
    "technique": "technique",
    "techniques": "technique",
    "outcome": "outcome",
    "clinician": "clinician",
    "clearance": "clearance",
}
"""Of what each attribute that holds ids holds them."""
LEFT_OUT = {"id", "name", "sources"}


def thing_items(wording: Wording, thing: Any) -> Iterator[Item]:
    """Each attribute of a thing that says something, but for its id, its name and its sources.

    Args:
        wording: the words of its rulebook.
        thing: the thing.
    """
    for field in attrs.fields(type(thing)):
        value = getattr(thing, field.name)
        nothing = value is None or value is False or value in ((), "") or value in (Limits(), ALL_TECHNIQUES)
        if field.name not in LEFT_OUT and not nothing:
            yield Item(_said(wording, field.name, value), lead=field.name.replace("_", " ").capitalize())


def _said(wording: Wording, name: str, value: Any) -> str:
    """The value of an attribute in words."""
    match value:
        case bool():
            return "yes"
        case Enum():
            return parse.name_of(value).replace("-", " ")
        case timedelta():
            return wording.days(value)
        case Range(least=least, most=most):
            return wording.say("range", least=least, most=most)
        case Limits():
            return "; ".join(wording.limits(value))
        case Has() | Had() | This() | Measured() | AllOf() | AnyOf() | AtLeast():
            return wording.predicate(value, inner=False)
        case tuple():
            return ", ".join(_said(wording, name, each) for each in value)
        case Site():
            return wording.site(value)
        case Scope() | Rise() | Showing():
            return "; ".join(f"{item.lead.lower()}: {item.text}" for item in thing_items(wording, value))
        case Coding(condition=condition, codes=codes):
            return f"{condition} {' '.join(codes)}"
        case str() if name in NAMES:
            return f"{wording.name(NAMES[name], value)} ({value})"
        case _:
            return f"{value:g}" if isinstance(value, float) else str(value)
