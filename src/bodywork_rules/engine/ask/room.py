"""What in ``low`` could still get stricter, and so which techniques a rule could move that is not known to count."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import final

import attrs

from bodywork_rules.engine.compile.pack import Layout
from bodywork_rules.engine.judge.weigh import Weighed, weigh
from bodywork_rules.engine.kept import Kept
from bodywork_rules.engine.ruling import Ruling
from bodywork_rules.engine.screen.found import Sweep, Tested

__all__ = ["Room", "moved_by_trial"]


@final
@attrs.frozen(kw_only=True)
class Room:
    """What in ``low`` could still get stricter. A rule that finds no room there moves nothing in any reading.

    Attributes:
        layout: how codes are laid out.
        workable: the techniques that matter and are not AVOID everywhere, by the lowest bits of their fields.
        capped: the techniques that low allows at most so many minutes, by the lowest bits of their fields.
        left_at: the bits that are not yet set somewhere among some points.
        places: techniques that are given by the lowest bits of their fields, by place, as bits.
    """

    layout: Layout
    workable: int
    capped: Kept[int, int]
    left_at: Kept[int, int]
    places: Kept[int, int]

    @classmethod
    def of(cls, weighed: Weighed, fields_at: Kept[int, int], focus: int) -> "Room":
        """Look at what is said in low.

        Args:
            weighed: what the rules that count come to.
            fields_at: all bits of the fields of the techniques that are done at some of some points.
            focus: the techniques that matter, by the lowest bits of their fields.
        """
        layout, workable, free = weighed.layout, 0, []
        for low, points in weighed.at_best:
            here = focus ^ (focus & layout.avoided(low))
            left = here * layout.full
            workable |= here & fields_at[points]
            free.append((points, left ^ (left & low)))
        return cls(
            layout=layout,
            workable=workable,
            capped=Kept(partial(_capped, layout, weighed.minutes[0])),
            left_at=Kept(partial(_left, fields_at, free)),
            places=Kept(layout.places),
        )

    def moved(self, code: int, left: int, minutes: int | None) -> int:
        """The techniques, by place, of which something more would be said, or that would get shorter.

        Args:
            code: what a rule says.
            left: the bits that are not yet set where it would say so.
            minutes: to how many minutes it limits.
        """
        free = code & left
        moved = self.layout.any_set(free) if free else 0
        if minutes is not None:
            moved |= code & self.workable & ~self.capped[minutes]
        return self.places[moved] if moved else 0


def moved_by_trial(found: Sweep, weighed: Weighed, tested: Tested, ruling: Ruling) -> int:
    """The techniques, by the lowest bits of their fields, that a rule which a clinician's answer concerns could move.

    It is tried both ways, and all is weighed anew.

    Args:
        found: what was found of the client.
        weighed: what it comes to.
        tested: the rule, as it was tested.
        ruling: what it asks for after what the clinician answered.
    """
    others = [each for each in found.tested if each is not tested]
    surely = attrs.evolve(tested, counts=(True, True, True), certain=tested.possible, ruling=ruling.always(2))
    otherwise = attrs.evolve(tested, possible=tested.certain, ruling=ruling.always(0))
    differing = 0
    for instead in ([surely], [otherwise] if tested.counts[0] else []):
        differing |= _differs(found, weighed, weigh(attrs.evolve(found, tested=[*others, *instead])))
    return differing


def _differs(found: Sweep, one: Weighed, other: Weighed) -> int:
    """The techniques of which two weighings say different things somewhere."""
    layout, differing = one.layout, 0
    for cell, *codes in zip(one.cells, *one.codes, strict=True):
        for other_cell, *other_codes in zip(other.cells, *other.codes, strict=True):
            if not cell & other_cell:
                continue
            here, workable = 0, 0
            for regions, members in found.compiled.cutting.groups:
                if cell & other_cell & regions:
                    here |= members
            for reading, (code, other_code) in enumerate(zip(codes, other_codes, strict=True)):
                differing |= layout.differing(code, other_code) & here
                workable = here & ~layout.avoided(code)
                for at in one.minutes[reading].keys() | other.minutes[reading].keys():
                    if one.minutes[reading].get(at) != other.minutes[reading].get(at):
                        differing |= workable & 1 << (layout.bits * at)
    return differing


def _left(fields_at: Kept[int, int], free_in: Iterable[tuple[int, int]], points: int) -> int:
    """The bits that are not yet set somewhere among some points.

    Args:
        fields_at: all bits of the fields of the techniques that are done at some of some points.
        free_in: for each set of points at which low says the same, the bits that are not set there.
        points: the points.
    """
    left = 0
    for region, free in free_in:
        inside = region & points
        if inside:
            left |= free & fields_at[inside]
    return left


def _capped(layout: Layout, caps: Mapping[int, int], minutes: int) -> int:
    return layout.spread(at for at, cap in caps.items() if cap <= minutes)
