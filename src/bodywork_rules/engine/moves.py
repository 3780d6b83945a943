"""What to ask, the fast way: which unknowns could change a verdict, a limit or a referral."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import final

import attrs

from bodywork_rules.engine.ask import texts_of
from bodywork_rules.engine.compiled import RuleCode
from bodywork_rules.engine.facts import unknown_key
from bodywork_rules.engine.found import Sweep, Tested
from bodywork_rules.engine.pack import Layout
from bodywork_rules.engine.shown import Doubt, ShownCase, Stake, Untouched
from bodywork_rules.engine.weigh import Weighed, weigh
from bodywork_rules.model import ConditionId, Question, TechniqueId, Unknown
from bodywork_rules.model.scales import Cause

__all__ = ["questions"]

_KEY, _RANK, _QUESTION = itemgetter(0), itemgetter(1), itemgetter(2)


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
    room = Room.of(weighed, techniques)
    stakes = _of_touched(found, weighed, touched, room)
    kinds = 0
    for _, entry in found.findings:
        kinds |= entry.down & ~entry.bit
    asked = []
    for doubt, stake, moved in _of_untouched(found, weighed, untouched, room):
        if stakes and (more := stakes.pop(doubt.unknown, None)):
            stake, moved = stake.joined(more[0]), moved | more[1]  # noqa: PLW2901 - one question for both
        asks = tuple([text for bit, text in doubt.through if bit & found.open]) if doubt.through else ()
        names = room.names(moved)
        question = Question(
            unknown=doubt.unknown,
            asks=asks or doubt.asks,
            rules=stake.rules,
            strictest=stake.strictest,
            techniques=names,
            referral=stake.referral,
        )
        asked.append((doubt.key, room.rank(stake, len(names), nearest=doubt.never_answered & kinds), question))
    if stakes:
        asked += _put(found, stakes, room, kinds)
        asked.sort(key=_KEY)
    asked.sort(key=_RANK)
    return tuple(map(_QUESTION, asked))


def _put(
    found: Sweep, stakes: dict[Unknown, tuple[Stake, int]], room: "Room", kinds: int
) -> Iterator[tuple[tuple[object, ...], int, Question]]:
    """The questions of the rules that something touches, each with what decides its place."""
    entries = found.compiled.entries

    def is_open(condition: ConditionId) -> bool:
        return bool(found.open & entries[condition].bit)

    for unknown, (stake, moved) in stakes.items():
        names = room.names(moved)
        never = unknown.cause is Cause.NEVER_ANSWERED and unknown.condition is not None
        nearest = entries[unknown.condition].bit & kinds if never and unknown.condition else 0
        question = Question(
            unknown=unknown,
            asks=texts_of(found.compiled.rulebook, unknown, is_open),
            rules=stake.rules,
            strictest=stake.strictest,
            techniques=names,
            referral=stake.referral,
        )
        yield unknown_key(unknown), room.rank(stake, len(names), nearest=nearest), question


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
    moving, moved = found.untouched & untouched.referring, []
    for points, rules, code in untouched.alike:
        techniques = 0
        if rules & found.untouched:
            techniques = room.layout.any_set(code.code & room.left_at[points]) | room.shorter(weighed, code)
            if techniques:
                moving |= rules & found.untouched
        moved.append(techniques)
    for doubt in untouched.doubts:
        mine = doubt.rules & moving
        if mine:
            techniques = 0
            for bit, at in doubt.of:
                if bit & mine:
                    techniques |= moved[at]
            yield doubt, doubt.stake if mine == doubt.rules else untouched.stake(mine), techniques


@final
@attrs.frozen(kw_only=True)
class Room:
    """What in ``low`` could still get stricter. A rule that finds no room there moves nothing in any reading.

    Techniques are given by the lowest bits of their fields.

    Attributes:
        layout: how codes are laid out.
        focus: the techniques that matter.
        workable: those of them that are not AVOID everywhere.
        left_at: the bits that are not yet set at any of some points.
    """

    layout: Layout
    focus: int
    workable: int
    left_at: "_Left"
    _names: dict[int, tuple[TechniqueId, ...]] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(cls, weighed: Weighed, techniques: Collection[TechniqueId]) -> "Room":
        """Look at what is said in low."""
        layout = weighed.layout
        focus = layout.spread(at for at, technique in enumerate(layout.techniques) if technique.id in techniques)
        left, workable = [], 0
        for cell, done, low in zip(weighed.cells, weighed.done, weighed.codes[0], strict=True):
            here = done & focus & ~layout.avoided(low)
            workable |= here
            left.append((cell, here * layout.full & ~low))
        return cls(layout=layout, focus=focus, workable=workable, left_at=_Left(left))

    def names(self, techniques: int) -> tuple[TechniqueId, ...]:
        """The ids of some techniques, in order."""
        known = self._names.get(techniques)
        if known is None:
            known = self._names[techniques] = self.layout.chosen(techniques)
        return known

    def rank(self, stake: Stake, techniques: int, *, nearest: int) -> int:
        """The place of a question, lowest first, as ``ask.place_of`` has it but for the key of its unknown.

        Args:
            stake: what the answer could bring.
            techniques: how many techniques it could move.
            nearest: not zero of a kind of what is reported.
        """
        return -((bool(nearest) << 2 | stake.strictest) * (len(self.layout.techniques) + 1) + techniques)

    def moved(self, found: Sweep, weighed: Weighed, tested: Tested) -> int:
        """The techniques of which a rule that is not known to count could change what is said."""
        if tested.ruling is not None:
            return self._by_trial(found, weighed, tested)
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

    def _by_trial(self, found: Sweep, weighed: Weighed, tested: Tested) -> int:
        """A rule that a clinician's answer concerns is tried both ways, and all is weighed anew."""
        others = [each for each in found.tested if each is not tested]
        surely = attrs.evolve(tested, counts=(True, True, True), certain=tested.possible)
        otherwise = [attrs.evolve(tested, possible=tested.certain)] if tested.counts[0] else []
        fields = 0
        for instead in ([surely], otherwise):
            fields |= _differs(found, weighed, weigh(attrs.evolve(found, tested=[*others, *instead])))
        return self.layout.any_set(fields) & self.focus


@final
class _Left(dict[int, int]):
    """For some points, the bits that are not yet set at any of them, worked out when first asked for."""

    def __init__(self, cells: Sequence[tuple[int, int]]) -> None:
        super().__init__()
        self._cells = cells

    def __missing__(self, points: int) -> int:
        left = 0
        for cell, of_cell in self._cells:
            if cell & points:
                left |= of_cell
        self[points] = left
        return left


def _differs(found: Sweep, one: Weighed, other: Weighed) -> int:
    """The fields of the techniques of which two weighings say different things somewhere."""
    layout, fields = one.layout, 0
    for cell, *codes in zip(one.cells, *one.codes, strict=True):
        for other_cell, *other_codes in zip(other.cells, *other.codes, strict=True):
            if not cell & other_cell:
                continue
            here, workable = 0, 0
            for regions, members in found.compiled.cutting.groups:
                if cell & other_cell & regions:
                    here |= members
            for reading, (code, other_code) in enumerate(zip(codes, other_codes, strict=True)):
                fields |= (layout.bearing(code) ^ layout.bearing(other_code)) & here * layout.full
                workable = here & ~layout.avoided(code)
                for at in one.minutes[reading].keys() | other.minutes[reading].keys():
                    if one.minutes[reading].get(at) != other.minutes[reading].get(at):
                        fields |= workable & 1 << (layout.bits * at)
    return fields
