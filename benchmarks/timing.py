"""Timing side by side: every contender has its turn in every round, and ratios are taken within a round."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any


@dataclass(frozen=True)
class Contender:
    """One way of doing one piece of work.

    Attributes:
        name: what the tables call it.
        inputs: makes the inputs; called afresh in every round and not timed.
        run: does the work for one input; each call is timed.
    """

    name: str
    inputs: Callable[[], list[Any]]
    run: Callable[[Any], object]


@dataclass(frozen=True)
class Figures:
    """What the rounds gave: for each contender, the median seconds of one call in each round."""

    seconds: dict[str, list[float]]

    def __contains__(self, name: object) -> bool:
        """Whether the contender took part."""
        return name in self.seconds

    def median(self, name: str) -> float:
        """The seconds of one call, the median of the rounds."""
        return median(self.seconds[name])

    def ratio(self, name: str, to: str) -> float:
        """How many times as long one takes as the other, the median of the ratios within each round."""
        pairs = zip(self.seconds[name], self.seconds[to], strict=True)
        return median(one / other for one, other in pairs)


def side_by_side(contenders: list[Contender], *, rounds: int, budget: float) -> Figures:
    """Time the contenders in turn, round after round; the order turns too.

    Args:
        contenders: at least one; each with its own name.
        rounds: how often each has its turn.
        budget: about how many seconds a turn takes.
    """
    calls = {each.name: _calls_within(each, budget) for each in contenders}
    seconds: dict[str, list[float]] = {each.name: [] for each in contenders}
    for number in range(rounds):
        turn = number % len(contenders)
        for each in contenders[turn:] + contenders[:turn]:
            inputs = each.inputs()
            start = number * calls[each.name] % len(inputs)
            chosen = (inputs[start:] + inputs[:start])[: calls[each.name]]
            seconds[each.name].append(_median_call(each.run, chosen))
    return Figures(seconds)


def _calls_within(contender: Contender, budget: float) -> int:
    inputs = contender.inputs()
    return max(10, min(len(inputs), int(budget / _median_call(contender.run, inputs[:20]))))


def _median_call(run: Callable[[Any], object], inputs: list[Any]) -> float:
    taken = []
    for each in inputs:
        begun = perf_counter()
        run(each)
        taken.append(perf_counter() - begun)
    return median(taken)
