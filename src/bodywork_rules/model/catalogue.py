"""A collection of things with ids."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar, final

from bodywork_rules.errors import UnknownId, near
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.parse import shown

__all__ = ["Catalogue"]

T_co = TypeVar("T_co", covariant=True)


@final
class Catalogue(Closed, Generic[T_co]):
    """An immutable collection of things with ids: iterates over the things in id order, looks one up by its id.

    Args:
        kind: what the things are called in a message, as in ``technique``.
        pairs: each thing with its id; of two with one id the last stays.

    >>> from bodywork_rules import load_rulebook
    >>> clinicians = load_rulebook().clinicians
    >>> "dentist" in clinicians, clinicians["dentist"].name, clinicians.get("butcher")
    (True, 'Dentist', None)
    """

    __slots__ = ("_by_id", "kind")

    def __init__(self, kind: str, pairs: Iterable[tuple[str, T_co]] = ()) -> None:
        """Hold the things in the order of their ids."""
        self.kind: str = kind
        self._by_id: dict[str, T_co] = dict(sorted(dict(pairs).items()))

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, in order."""
        return tuple(self._by_id)

    def __iter__(self) -> Iterator[T_co]:
        """The things, in id order."""
        return iter(self._by_id.values())

    def __len__(self) -> int:
        """How many there are."""
        return len(self._by_id)

    def __contains__(self, thing: object) -> bool:
        """Whether there is a thing with this id, or this very thing."""
        return thing in self._by_id if isinstance(thing, str) else any(thing == each for each in self)

    def __getitem__(self, id: str) -> T_co:
        """The thing with this id.

        Args:
            id: the id.

        Raises:
            UnknownId: there is none; near ids are named.
        """
        try:
            return self._by_id[id]
        except (KeyError, TypeError):
            hint = near(id, self._by_id) if isinstance(id, str) else ""
            raise UnknownId(self.kind, shown(id), hint) from None

    def get(self, id: str) -> T_co | None:
        """The thing with this id, or nothing.

        Args:
            id: the id.
        """
        return self._by_id.get(id)

    def missing(self, ids: Iterable[str]) -> list[str]:
        """Those of some ids under which there is nothing, in order, each once.

        Args:
            ids: the ids.
        """
        return sorted(set(ids) - self._by_id.keys())

    def __eq__(self, other: object) -> bool:
        """Equal when the same things stand under the same ids."""
        return isinstance(other, Catalogue) and self._by_id == other._by_id

    def __hash__(self) -> int:
        """The hash that goes with equality by value."""
        return hash(tuple(self._by_id))

    def __repr__(self) -> str:
        """How many of what."""
        return f"<{len(self)} x {self.kind}>"
