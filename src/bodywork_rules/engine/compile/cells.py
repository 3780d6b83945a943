"""The body cut into *cells*: groups of points that no rule that counts tells apart.

How the rules that nothing touches cut it depends on the rulebook and on which of them count; few clients differ in
that, and so it is kept. What a client's own findings cut is cut from there.
"""

from collections.abc import Iterable
from functools import partial
from typing import final

import attrs

from bodywork_rules.engine.kept import Kept

__all__ = ["Cells", "Cutting"]


@final
@attrs.frozen
class Cells:
    """A body that was cut.

    Attributes:
        points: the points of each cell.
        done: for each cell, the lowest bits of the fields of the techniques that are done there.
        under: for each cell, the places of the sets of points that cut the body and take it in.
    """

    points: tuple[int, ...]
    done: tuple[int, ...]
    under: tuple[tuple[int, ...], ...]


@final
@attrs.frozen
class Cutting:
    """How a rulebook's body is cut.

    Attributes:
        whole: all points.
        groups: the techniques with the same regions: those points, and the lowest bits of their fields.
        sets: the sets of points at which the rules hold that do not hold everywhere.
        by: the cells that some of the sets make, given by their places as bits.
        done: the lowest bits of the fields of the techniques that are done at some of some points.
    """

    whole: int
    groups: tuple[tuple[int, int], ...]
    sets: tuple[int, ...]
    by: Kept[int, Cells] = attrs.field(init=False, eq=False, repr=False)
    done: Kept[int, int] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Be ready to keep the cells that are made."""
        object.__setattr__(self, "by", Kept(self._by))
        object.__setattr__(self, "done", Kept(partial(_done, self.groups)))

    def _by(self, chosen: int) -> Cells:
        sets = [(place, points) for place, points in enumerate(self.sets) if chosen >> place & 1]
        cells = self.further(Cells((self.whole,), (self.done[self.whole],), ((),)), [points for _, points in sets])
        under = tuple(tuple(place for place, points in sets if points & cell) for cell in cells.points)
        return attrs.evolve(cells, under=under)

    def further(self, cells: Cells, sets: Iterable[int]) -> Cells:
        """The same cells, cut by more sets of points."""
        parts = list(zip(cells.points, cells.done, cells.under, strict=True))
        for points in sets:
            cut = []
            for part in parts:
                cell, _, under = part
                inside = cell & points
                if inside and inside != cell:
                    cut += [(inside, -1, under), (cell ^ inside, -1, under)]
                else:
                    cut.append(part)
            parts = cut
        if len(parts) == len(cells.points):
            return cells
        return Cells(
            tuple([cell for cell, _, _ in parts]),
            tuple([self.done[cell] if done < 0 else done for cell, done, _ in parts]),
            tuple([under for _, _, under in parts]),
        )

    def aimed(self, cells: Cells, goals: int) -> tuple[int, ...]:
        """For each cell, the lowest bits of the fields of the techniques that are aimed there.

        Args:
            cells: the cells.
            goals: the points at which a goal has a site.
        """
        if not goals:
            return cells.done
        aimless = 0
        for regions, members in self.groups:
            if not regions & goals:
                aimless |= members
        aimed = []
        for cell, done in zip(cells.points, cells.done, strict=True):
            inside = cell & goals
            if not inside:
                aimed.append(done & aimless)
            elif inside == cell:
                aimed.append(done)
            else:
                aimed.append(done & aimless | self.done[inside])
        return tuple(aimed)


def _done(groups: Iterable[tuple[int, int]], points: int) -> int:
    done = 0
    for regions, members in groups:
        if points & regions:
            done |= members
    return done
