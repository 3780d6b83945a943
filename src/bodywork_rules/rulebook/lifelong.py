"""Whether whoever has a condition keeps it for life, as the condition says or those broader do."""

from collections.abc import Mapping

from bodywork_rules.model import Catalogue, Condition

__all__ = ["lasts_for_life"]


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
