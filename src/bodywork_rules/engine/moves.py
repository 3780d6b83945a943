"""What to ask, the fast way: which unknowns could change a verdict, a limit or a referral."""

from collections.abc import Collection, Iterable
from typing import final

import attrs

from bodywork_rules.engine.ask import Asked, in_order
from bodywork_rules.engine.found import Sweep, Tested
from bodywork_rules.engine.judge import ShownCase
from bodywork_rules.engine.pack import Layout
from bodywork_rules.engine.weigh import Weighed, weigh
from bodywork_rules.model import ConditionId, Question, TechniqueId, Unknown

__all__ = ["questions"]


def questions(
    found: Sweep, weighed: Weighed, shown: Iterable[ShownCase], techniques: Collection[TechniqueId]
) -> tuple[Question, ...]:
    """The questions about these techniques, in the order to ask.

    Args:
        found: what was found of the client.
        weighed: what it comes to.
        shown: every rule that counts.
        techniques: those that matter.
    """
    asked: dict[Unknown, Asked] = {}
    room = Room.of(found, weighed, techniques)
    for case in shown:
        restriction = case.seen.restriction
        if not restriction.unknown:
            continue
        moved = room.moved(found, weighed, case.tested)
        if moved or restriction.rule.referral is not None:
            verdict = case.tested.ruling.verdicts[2] if case.tested.ruling else restriction.rule.verdict
            for unknown in restriction.unknown:
                Asked.add(asked, unknown, restriction.rule, verdict, moved)
    reported = {finding.condition for finding, _ in found.findings}

    def is_open(condition: ConditionId) -> bool:
        return bool(found.open & found.compiled.entries[condition].bit)

    return in_order(found.compiled.rulebook, asked, reported, is_open)


@final
@attrs.frozen(kw_only=True)
class Room:
    """What in ``low`` could still get stricter. A rule that finds no room there moves nothing in any reading.

    Attributes:
        layout: how codes are laid out.
        cells: the points of each cell.
        left: for each cell, the bits that are not yet set of the techniques that matter there.
        anywhere: the same over all cells.
        places: the techniques that matter, by place.
        workable: the lowest bits of the fields of those that are not AVOID everywhere.
        names: the techniques whose fields are not zero, for each code that was met.
    """

    layout: Layout
    cells: tuple[int, ...]
    left: tuple[int, ...]
    anywhere: int
    places: frozenset[int]
    workable: int
    names: dict[int, frozenset[TechniqueId]]

    @classmethod
    def of(cls, found: Sweep, weighed: Weighed, techniques: Collection[TechniqueId]) -> "Room":
        """Look at what is said in low."""
        layout = weighed.layout
        places = frozenset(at for at, technique in enumerate(layout.techniques) if technique.id in techniques)
        focus = layout.spread(places)
        left, anywhere, workable = [], 0, 0
        for cell, low in zip(weighed.cells, weighed.codes[0], strict=True):
            here = 0
            for regions, members in found.compiled.groups:
                if cell & regions:
                    here |= members
            here &= focus & ~layout.avoided(low)
            workable |= here
            left.append(here * layout.full & ~low)
            anywhere |= left[-1]
        return cls(
            layout=layout,
            cells=weighed.cells,
            left=tuple(left),
            anywhere=anywhere,
            places=places,
            workable=workable,
            names={0: frozenset()},
        )

    def moved(self, found: Sweep, weighed: Weighed, tested: Tested) -> frozenset[TechniqueId]:
        """The techniques of which a rule that is not known to count could change what is said."""
        ruling = tested.ruling
        if ruling is not None:
            fields = self._by_trial(found, weighed, tested)
        else:
            code = tested.code.code
            fields = self._new(code, tested.possible)
            minutes = tested.code.rule.limits.minutes_at_most
            if minutes is not None:
                fields |= self._shorter(weighed, tested.code.scope, minutes)
        if fields not in self.names:
            self.names[fields] = frozenset(
                id for id, field in zip(self.layout.ids, self.layout.fields(fields), strict=True) if field
            )
        return self.names[fields]

    def _new(self, code: int, points: int) -> int:
        fields = code & self.anywhere
        if not fields or points == sum(self.cells):
            return fields
        fields = 0
        for cell, left in zip(self.cells, self.left, strict=True):
            if cell & points:
                fields |= code & left
        return fields

    def _shorter(self, weighed: Weighed, scope: Iterable[int], minutes: int) -> int:
        shorter = self.layout.spread(
            at for at in scope if at in self.places and minutes < weighed.minutes[0].get(at, minutes + 1)
        )
        return shorter & self.workable

    def _by_trial(self, found: Sweep, weighed: Weighed, tested: Tested) -> int:
        """A rule that a clinician's answer concerns is tried both ways, and all is weighed anew."""
        others = [each for each in found.tested if each is not tested]
        surely = attrs.evolve(tested, counts=(True, True, True), certain=tested.possible)
        otherwise = [attrs.evolve(tested, possible=tested.certain)] if tested.counts[0] else []
        fields = 0
        for instead in ([surely], otherwise):
            fields |= _differs(found, weighed, weigh(attrs.evolve(found, tested=[*others, *instead])))
        return fields & self.layout.spread(self.places) * self.layout.full


def _differs(found: Sweep, one: Weighed, other: Weighed) -> int:
    """The fields of the techniques of which two weighings say different things somewhere."""
    layout, fields = one.layout, 0
    for cell, *codes in zip(one.cells, *one.codes, strict=True):
        for other_cell, *other_codes in zip(other.cells, *other.codes, strict=True):
            if not cell & other_cell:
                continue
            here, workable = 0, 0
            for regions, members in found.compiled.groups:
                if cell & other_cell & regions:
                    here |= members
            for reading, (code, other_code) in enumerate(zip(codes, other_codes, strict=True)):
                fields |= (layout.bearing(code) ^ layout.bearing(other_code)) & here * layout.full
                workable = here & ~layout.avoided(code)
                for at in one.minutes[reading].keys() | other.minutes[reading].keys():
                    if one.minutes[reading].get(at) != other.minutes[reading].get(at):
                        fields |= workable & 1 << (layout.bits * at)
    return fields
