"""What every class of the model has in common: it is closed, so that a value is only ever what it says."""

from bodywork_rules.errors import ClosedClass

__all__ = ["Closed"]


class Closed:
    """The root of the model's classes, each of which refuses to be a base class itself."""

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
