"""Small draws from which the strategies are made: each is one choice, and shrinks to the simplest."""

from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

T = TypeVar("T")


@cache
def upto(most: int) -> SearchStrategy[int]:
    """A whole number from 0 to ``most``."""
    return st.integers(0, most)


def pick(draw: DrawFn, among: Sequence[T]) -> T:
    """One of these; the first is the simplest."""
    return among[draw(upto(len(among) - 1))] if len(among) > 1 else among[0]


def chance(draw: DrawFn, one_in: int) -> bool:
    """True once in so many draws."""
    return draw(upto(one_in - 1)) == one_in - 1


def some(draw: DrawFn, among: Sequence[T], least: int = 0, most: int = 99) -> list[T]:
    """A choice of these, each at most once, in their order; as few as ``least`` and as many as ``most``."""
    if not among:
        return []
    mask = draw(upto((1 << len(among)) - 1))
    chosen = [each for bit, each in enumerate(among) if mask >> bit & 1][:most]
    return chosen if len(chosen) >= least else list(among[:least])


def few(draw: DrawFn, among: Sequence[T], least: int = 0, most: int = 3) -> list[T]:
    """Up to so many of these, each at most once, in their order: of a long list rarely more than one or two."""
    if not among:
        return []
    wanted = least + draw(upto(max(0, most - least)))
    chosen = {draw(upto(len(among) - 1)) for _ in range(wanted)}
    found = [among[at] for at in sorted(chosen)]
    return found if len(found) >= least else list(among[:least])


def words(draw: DrawFn, one_in: int = 6) -> str:
    """Now and then a text, else none."""
    return pick(draw, ("heed", "naïve café: “µ” 肌", "two\nlines")) if chance(draw, one_in) else ""
