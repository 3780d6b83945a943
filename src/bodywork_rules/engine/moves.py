"""What to ask, the fast way: which unknowns could change a verdict, a limit or a referral."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import final

import attrs

from bodywork_rules.engine.compiled import RuleCode
from bodywork_rules.engine.facts import UnknownKey, unknown_key
from bodywork_rules.engine.found import Sweep, Tested
from bodywork_rules.engine.kept import Kept
from bodywork_rules.engine.pack import Layout
from bodywork_rules.engine.records import Ruling
from bodywork_rules.engine.shown import URGENCY, Doubt, ShownCase, Stake, Untouched, doubt_of
from bodywork_rules.engine.weigh import Weighed, weigh
from bodywork_rules.model import Question, TechniqueId, Unknown

__all__ = ["questions"]

_NEAREST = 1 << (URGENCY - 1)
"""Above every verdict, and below what is urgent: the kinds of what is reported."""


_RANK = itemgetter(0)


def _key(put: "tuple[Doubt, Stake, int]") -> UnknownKey:
    return put[0].key


def questions(
    found: Sweep,
    weighed: Weighed,
    touched: Iterable[ShownCase],
    untouched: Untouched,
    techniques: Collection[TechniqueId],
) -> tuple[Question, ...]:
    """The questions about these techniques, in the order to ask.

    Args:
        found: what was found of the client.
        weighed: what it comes to.
        touched: the rules that count and that something in the profile touches.
        untouched: what is the same for every client of the others.
        techniques: those that matter.
    """
    room = Room.of(weighed, techniques, found.compiled.cutting.sets)
    stakes = _of_touched(found, weighed, touched, room)
    put = list(_of_untouched(found, weighed, untouched, room))
    for unknown, (stake, moved) in stakes.items():
        key = unknown_key(unknown)
        at = bisect_left(put, key, key=_key)
        if at < len(put) and put[at][0].unknown == unknown:
            doubt, other, also = put[at]
            put[at] = doubt, other.joined(stake), moved | also
        else:
            put.insert(at, (doubt_of(found.compiled, unknown), stake, moved))
    return _in_order(found, put)


def _in_order(found: Sweep, put: list[tuple[Doubt, Stake, int]]) -> tuple[Question, ...]:
    """The questions, from what is in the order of its keys to the order of ``ask.place_of``."""
    compiled, is_open, kinds = found.compiled, found.open, 0
    for _, entry in found.findings:
        kinds |= entry.down & ~entry.bit
    names_of, most = compiled.layout.chosen, len(compiled.layout.techniques) + 1
    asked = []
    for doubt, stake, moved in put:
        names = names_of[moved]
        question = Question(
            unknown=doubt.unknown,
            asks=doubt.asks[doubt.kinds & is_open],
            rules=stake.rules,
            strictest=stake.strictest,
            techniques=names,
            referral=stake.referral,
        )
        level = stake.level | _NEAREST if doubt.never_answered & kinds else stake.level
        asked.append((level * most + len(names), question))
    asked.sort(key=_RANK, reverse=True)
    return tuple([question for _, question in asked])


def _of_touched(
    found: Sweep, weighed: Weighed, touched: Iterable[ShownCase], room: "Room"
) -> dict[Unknown, tuple[Stake, int]]:
    """What the unknowns of the rules that something touches could bring, and the techniques that this moves."""
    stakes: dict[Unknown, tuple[Stake, int]] = {}
    for case in touched:
        restriction, tested = case.seen.restriction, case.tested
        if not restriction.unknown:
            continue
        moved = room.moved(found, weighed, tested)
        if moved or restriction.rule.referral is not None:
            verdict = tested.ruling.verdicts[2] if tested.ruling else restriction.rule.verdict
            for unknown in restriction.unknown:
                stake, also = Stake((restriction.rule,), verdict, restriction.rule.referral), moved
                if unknown in stakes:
                    stake, also = stake.joined(stakes[unknown][0]), moved | stakes[unknown][1]
                stakes[unknown] = stake, also
    return stakes


def _of_untouched(
    found: Sweep, weighed: Weighed, untouched: Untouched, room: "Room"
) -> Iterator[tuple[Doubt, Stake, int]]:
    """What the unknowns of the rules that nothing touches could bring, and the techniques that this moves."""
    rules_untouched, moved = found.untouched, []
    moving = rules_untouched & untouched.referring
    any_set, left_at = room.layout.any_set, room.left_at
    for points, rules, code, timed in untouched.alike:
        techniques, some = 0, rules & rules_untouched
        if some:
            techniques = any_set(code & left_at[points])
            if timed is not None:
                techniques |= room.shorter(weighed, timed)
            if techniques:
                moving |= some
        moved.append(techniques)
    for doubt, rules, of, stake in untouched.doubts:
        mine = rules & moving
        if mine:
            techniques = 0
            for bit, at in of:
                if bit & mine:
                    techniques |= moved[at]
            yield doubt, stake if mine == rules else untouched.stakes[mine], techniques


@final
@attrs.frozen(kw_only=True)
class Room:
    """What in ``low`` could still get stricter. A rule that finds no room there moves nothing in any reading.

    Techniques are given by the lowest bits of their fields.

    Attributes:
        layout: how codes are laid out.
        focus: the techniques that matter.
        workable: those of them that are not AVOID everywhere.
        left_at: the bits that are not yet set somewhere among some points.
    """

    layout: Layout
    focus: int
    workable: int
    left_at: Kept[int, int]

    @classmethod
    def of(cls, weighed: Weighed, techniques: Collection[TechniqueId], sets: Sequence[int]) -> "Room":
        """Look at what is said in low.

        Args:
            weighed: what the rules that count come to.
            techniques: those that matter.
            sets: the sets of points at which rules hold that nothing touches.
        """
        layout = weighed.layout
        focus = layout.spread(at for at, technique in enumerate(layout.techniques) if technique.id in techniques)
        workable, everywhere, in_cells = 0, 0, []
        in_sets: dict[int, int] = {}
        for done, under, low in zip(weighed.done, weighed.under, weighed.codes[0], strict=True):
            here = done & focus & ~layout.avoided(low)
            left = here * layout.full & ~low
            workable |= here
            everywhere |= left
            in_cells.append(left)
            for place in under:
                in_sets[place] = in_sets.get(place, 0) | left

        def at(points: int) -> int:
            left = 0
            for cell, of_cell in zip(weighed.cells, in_cells, strict=True):
                if cell & points:
                    left |= of_cell
            return left

        left_at = Kept(at)
        left_at.update((sets[place], left) for place, left in in_sets.items())
        left_at[sum(weighed.cells)] = everywhere
        return cls(layout=layout, focus=focus, workable=workable, left_at=left_at)

    def moved(self, found: Sweep, weighed: Weighed, tested: Tested) -> int:
        """The techniques of which a rule that is not known to count could change what is said."""
        if tested.ruling is not None:
            return self._by_trial(found, weighed, tested, tested.ruling)
        moved = self.layout.any_set(tested.code.code & self.left_at[tested.possible])
        return moved | self.shorter(weighed, tested.code)

    def shorter(self, weighed: Weighed, code: RuleCode) -> int:
        """The techniques that the minutes of a rule would shorten."""
        minutes = code.rule.limits.minutes_at_most
        if minutes is None:
            return 0
        shorter = code.code & self.workable
        for at, cap in weighed.minutes[0].items():
            if cap <= minutes:
                shorter &= ~(1 << self.layout.bits * at)
        return shorter

    def _by_trial(self, found: Sweep, weighed: Weighed, tested: Tested, ruling: Ruling) -> int:
        """A rule that a clinician's answer concerns is tried both ways, and all is weighed anew."""
        others = [each for each in found.tested if each is not tested]
        surely = attrs.evolve(tested, counts=(True, True, True), certain=tested.possible, ruling=ruling.always(2))
        otherwise = attrs.evolve(tested, possible=tested.certain, ruling=ruling.always(0))
        differing = 0
        for instead in ([surely], [otherwise] if tested.counts[0] else []):
            differing |= _differs(found, weighed, weigh(attrs.evolve(found, tested=[*others, *instead])))
        return differing & self.focus


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
