"""What was worked out once for a key and is kept, as long as there are not too many."""

from collections.abc import Callable, Hashable
from typing import TypeVar

__all__ = ["Kept"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
MOST = 4096
"""No more is kept, so that memory stays bounded whatever is asked."""


class Kept(dict[K, V]):
    """A dictionary that works out what it does not have yet.

    Args:
        make: from a key to what belongs to it; always the same, so that threads may share it.
    """

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[K], V]) -> None:
        """Keep nothing yet."""
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        """Work it out."""
        if len(self) >= MOST:
            self.clear()
        made = self[key] = self._make(key)
        return made
