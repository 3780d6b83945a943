"""Values as far as they could be read: a part that could not be is unset, and nothing is concluded from it.

Such a value exists only while problems are looked for; it never leaves the library.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar, cast

import attrs

__all__: list[str] = []

T = TypeVar("T")


def half_read(kind: type[T], known: Mapping[str, object]) -> T:
    """A value of which only some attributes are set, as pickle sets them; to ask for another is an ``AttributeError``.

    Args:
        kind: its class.
        known: the attributes that could be read.
    """
    made: Any = object.__new__(kind)
    made.__setstate__(known)
    return cast("T", made)


def was_read(value: object, *names: str) -> bool:
    """Whether these attributes of a value are set; without names, whether all are.

    Args:
        value: a value of the model.
        names: the names of attributes.
    """
    wanted = names or tuple(field.name for field in attrs.fields(cast("Any", type(value))))
    return all(hasattr(value, name) for name in wanted)


@contextmanager
def as_far_as_read() -> Iterator[None]:
    """End a check where it asks for what was not read; what it found before stands."""
    try:
        yield
    except AttributeError as error:
        _pass_over(error)


def _pass_over(error: AttributeError) -> None:
    """Raise an error again, unless it says that something was asked for that was not read."""
    if not attrs.has(type(error.obj)) or was_read(error.obj):
        raise error


def judged(checks: Iterable[Callable[..., Iterator[T]]], *of: object) -> Iterator[T]:
    """What checks find, each by itself as far as what it asks for was read.

    Args:
        checks: the checks.
        of: what each of them is given.
    """
    for check in checks:
        try:
            yield from check(*of)
        except AttributeError as error:
            _pass_over(error)
