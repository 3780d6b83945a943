"""Names of a package that are imported when they are first asked for, so that importing the package stays cheap."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def later(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """A package's ``__getattr__``.

    Args:
        package: the package's name.
        homes: for each of its names that are imported later, the module in it that has it; one of another package of
            this library with a dot before it, as ``.model.intake``.
    """

    def get(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module `{package}` has no attribute `{name}`")
        found: object = getattr(import_module(f".{homes[name]}", package), name)
        setattr(sys.modules[package], name, found)
        return found

    return get
