"""Every value within a value: what a law about all types is tried on."""

from collections.abc import Iterator

import attrs

from bodywork_rules.model import Catalogue


def values_in(value: object) -> Iterator[object]:
    """A value and all values that it holds, those of collections too."""
    if isinstance(value, tuple | Catalogue):
        for each in value:
            yield from values_in(each)
    elif attrs.has(type(value)):
        yield value
        for field in attrs.fields(type(value)):
            if not field.name.startswith("_"):
                yield from values_in(getattr(value, field.name))
    else:
        yield value
