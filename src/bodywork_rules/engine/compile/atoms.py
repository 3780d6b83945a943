"""Predicates made ready: each thing that rules ask has a bit, and a predicate is a test on a set of such bits."""

from collections import Counter
from collections.abc import Iterable
from typing import assert_never

from bodywork_rules.engine.compile.compiled import Asked, Leaf, Test
from bodywork_rules.model import AllOf, AnyOf, AtLeast, Had, Has, Measured, Predicate

__all__ = ["all_of", "anchors", "any_of", "mask_of", "ready"]


def anchors(asked: Predicate, popular: Counter[Leaf]) -> set[Leaf]:
    """The fewest things asked of which one at least holds whenever the predicate does, rarely asked ones first."""
    match asked:
        case AllOf(of=of):
            choices = [anchors(each, popular) for each in of]
            return min(choices, key=lambda few: sum(1000 * isinstance(leaf, Measured) + popular[leaf] for leaf in few))
        case AnyOf(of=of) | AtLeast(of=of):
            return set().union(*(anchors(each, popular) for each in of))
        case _:
            return {asked}


def all_of(asked: Predicate | None, atoms: dict[Leaf, int]) -> int | None:
    """The atoms that a predicate needs, when it needs them all and nothing else."""
    match asked:
        case None:
            return 0
        case Has() | Had() | Measured():
            return 1 << atoms[asked]
        case AllOf(of=of) if all(isinstance(each, Has | Had | Measured) for each in of):
            return mask_of(of, atoms)
        case _:
            return None


def any_of(asked: Predicate | None, atoms: dict[Leaf, int]) -> int | None:
    """The atoms any one of which is enough for a predicate, when nothing else is."""
    if isinstance(asked, AnyOf) and all(isinstance(each, Has | Had | Measured) for each in asked.of):
        return mask_of(asked.of, atoms)
    return None if isinstance(asked, AllOf) else all_of(asked, atoms)


def ready(asked: Predicate, atoms: dict[Leaf, int]) -> Asked:
    """A predicate, made ready."""
    if isinstance(asked, Leaf):
        bit = 1 << atoms[asked]
        return Asked(lambda having: having & bit != 0, leaf=asked, bit=bit)
    of = tuple(ready(each, atoms) for each in asked.of)
    return Asked(_test_of(asked, of, mask_of(asked.of, atoms)), of=of)


def _test_of(asked: AllOf | AnyOf | AtLeast, of: tuple[Asked, ...], mask: int) -> Test:
    """How predicates are joined; ``mask`` has the atoms of those that ask one thing only."""
    tests = tuple(each.holds for each in of if each.leaf is None)
    match asked:
        case AllOf() if not tests:
            return lambda having: having & mask == mask
        case AnyOf() if not tests:
            return lambda having: having & mask != 0
        case AllOf():
            return lambda having: having & mask == mask and all(test(having) for test in tests)
        case AnyOf():
            return lambda having: having & mask != 0 or any(test(having) for test in tests)
        case AtLeast(n=n) if mask.bit_count() == len(of):
            return lambda having: (having & mask).bit_count() >= n
        case AtLeast(n=n):
            every = tuple(each.holds for each in of)
            return lambda having: sum(test(having) for test in every) >= n
        case _:
            assert_never(asked)


def mask_of(of: Iterable[Predicate], atoms: dict[Leaf, int]) -> int:
    """The atoms among some predicates that ask one thing each."""
    mask = 0
    for each in of:
        if isinstance(each, Leaf):
            mask |= 1 << atoms[each]
    return mask
