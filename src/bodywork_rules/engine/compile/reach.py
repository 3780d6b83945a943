"""Where rules hold: how far an extent reaches from the site of a finding."""

from collections.abc import Iterable
from typing import final

import attrs

from bodywork_rules.model import ConditionId, Extent
from bodywork_rules.model.rules import Where
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["Reach"]


@final
@attrs.frozen(eq=False, repr=False)
class Reach:
    """How far each extent reaches on a rulebook's body.

    Attributes:
        rulebook: the rulebook.
        from_point: what each extent reaches from each point by itself; filled when it is made.
        known: what each extent reaches from the points where some condition can be, as far as it was asked.
    """

    rulebook: Rulebook
    from_point: dict[Extent, tuple[int, ...]] = attrs.field(init=False)
    known: dict[tuple[Extent, int], int] = attrs.field(init=False, factory=dict)

    @from_point.default
    def _from_point(self) -> dict[Extent, tuple[int, ...]]:
        body = self.rulebook.body
        points = [1 << bit for bit in range(len(body.points))]
        return {
            Extent.LIMB: tuple(map(body.limb, points)),
            Extent.BEYOND: tuple(map(body.beyond, points)),
        }

    def of(self, extent: Extent, sites: Iterable[int]) -> int:
        """What an extent reaches from the points of each of these sites."""
        body, reached = self.rulebook.body, 0
        for points in sites:
            match extent:
                case Extent.LIMB:
                    reached |= body.limb(points)
                case Extent.BEYOND:
                    reached |= body.beyond(points)
                case _:
                    reached |= points
        return reached

    def anywhere(self, where: Where, condition: ConditionId | None) -> int:
        """Where a rule may hold for a finding of a condition whose site is not known: from each point by itself."""
        body = self.rulebook.body
        if where is Extent.EVERYWHERE:
            return body.whole
        if not isinstance(where, Extent):
            return body.union(where)
        points = self.rulebook.can_be(condition) if condition is not None else 0
        if where is Extent.SITE:
            return points
        if (where, points) not in self.known:
            reached = 0
            for bit, reach in enumerate(self.from_point[where]):
                reached |= reach if points >> bit & 1 else 0
            self.known[where, points] = reached
        return self.known[where, points]
