"""Walks along the is-a graph and the tree of regions that end whatever an author wrote."""

from collections.abc import Iterable, Iterator, Mapping

__all__ = ["closure", "cycles", "heights"]


def cycles(steps: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """The cycles met on a walk along all steps, each as the ids on it; none when there is no cycle at all.

    Args:
        steps: for each id, those one step on; steps to an id that is none of these are passed over.
    """
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in sorted(steps):
        path: dict[str, Iterator[str]] = {}
        onward: str | None = None if start in done else start
        while path or onward is not None:
            if onward is not None:
                path[onward] = iter(sorted(steps[onward]))
            at = next(reversed(path))
            onward = next((each for each in path[at] if each in steps and each not in done), None)
            if onward is None:
                done.add(at)
                del path[at]
            elif onward in path:
                on_it = list(path)
                found.append(tuple(on_it[on_it.index(onward) :]))
                onward = None
    return found


def _in_order(steps: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The ids of a graph without cycles, each after all those that its steps lead to."""
    done: set[str] = set()
    for start in steps:
        waiting = [start]
        while waiting:
            left = [each for each in steps[waiting[-1]] if each in steps and each not in done]
            if left:
                waiting += left
                continue
            at = waiting.pop()
            if at not in done:
                done.add(at)
                yield at


def closure(steps: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Everything that the steps lead to from each id, itself included, in a graph without cycles.

    Args:
        steps: for each id, those one step on; steps to an id that is none of these are passed over.

    >>> sorted(closure({"wrist": ["arm"], "arm": []})["wrist"])
    ['arm', 'wrist']
    """
    reached: dict[str, frozenset[str]] = {}
    for at in _in_order(steps):
        reached[at] = frozenset({at}).union(*(reached[each] for each in steps[at] if each in steps))
    return reached


def heights(steps: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """How many ids stand on the longest way from each id, itself included, in a graph without cycles.

    Args:
        steps: for each id, those one step on; steps to an id that is none of these are passed over.
    """
    height: dict[str, int] = {}
    for at in _in_order(steps):
        height[at] = 1 + max((height[each] for each in steps[at] if each in steps), default=0)
    return height
