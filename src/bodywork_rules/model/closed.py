"""What every class of the model has in common: it is closed, so that a value is only ever what it says."""

from typing import Any, cast

import attrs

from bodywork_rules.errors import ClosedClass

__all__ = ["Closed"]


class Closed:
    """The root of the model's classes, each of which refuses to be a base class itself.

    They share one ``__repr__``: attrs would write and compile another for each of them whenever it is imported.
    """

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        """Refuse a class that derives from one of the model's.

        Raises:
            ClosedClass: always, but for the model's own classes.
        """
        super().__init_subclass__()
        for base in cls.__bases__:
            if base is not Closed and issubclass(base, Closed):
                raise ClosedClass(f"`{base.__name__}` is closed: hold one as an attribute instead of deriving from it")
        if "__repr__" not in cls.__dict__:
            setattr(cls, "__repr__", Closed.__repr__)  # noqa: B010 - attrs writes none where a class has its own

    def __repr__(self) -> str:
        """The class, and each attribute with its value."""
        fields = [field.name for field in attrs.fields(cast("Any", type(self))) if field.repr]
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in fields)})"
