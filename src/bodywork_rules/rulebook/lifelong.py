"""What a condition says of how it goes on, or those broader do: for life, over at the earliest, what a detail says."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

from bodywork_rules.model import Catalogue, Condition, ConditionId

__all__ = ["State", "lasts_for_life", "over_after", "states"]

State = Literal["acute_is", "severe_is", "uncontrolled_is"]
"""What a condition says that it is, or shows, by a detail."""


def lasts_for_life(conditions: Catalogue[Condition] | Mapping[str, Condition], id: str) -> bool:
    """Whether a finding of a condition can never be over.

    Args:
        conditions: the conditions, whose kinds form no ring.
        id: one of them.
    """
    condition = conditions.get(id)
    if condition is None:
        return False
    if condition.lifelong is not None:
        return condition.lifelong
    return any(lasts_for_life(conditions, broader) for broader in condition.broader)


def over_after(conditions: Catalogue[Condition] | Mapping[str, Condition], id: str) -> timedelta:
    """How long after it began a condition is over at the earliest; of several that are broader the longest.

    Args:
        conditions: the conditions, whose kinds form no ring.
        id: one of them.
    """
    condition = conditions.get(id)
    if condition is None:
        return timedelta(0)
    if condition.over_after is not None:
        return condition.over_after
    return max((over_after(conditions, broader) for broader in condition.broader), default=timedelta(0))


def states(
    conditions: Catalogue[Condition] | Mapping[str, Condition],
    id: str,
    said: State,
) -> frozenset[ConditionId]:
    """The conditions that a condition is, or shows, while it is acute, severe or not under control.

    Args:
        conditions: the conditions, whose kinds form no ring.
        id: one of them.
        said: which of the three.
    """
    condition = conditions.get(id)
    if condition is None:
        return frozenset()
    own: ConditionId | None = getattr(condition, said)
    if own is not None:
        return frozenset({own})
    return frozenset().union(*(states(conditions, broader, said) for broader in condition.broader))
