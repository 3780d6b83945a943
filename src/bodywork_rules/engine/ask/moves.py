"""What to ask, the fast way: which unknowns could change a verdict, a limit or a referral."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property, reduce
from operator import itemgetter
from typing import final

import attrs

from bodywork_rules.engine.ask.room import Room, moved_by_trial
from bodywork_rules.engine.ask.shown import ShownCase
from bodywork_rules.engine.ask.stakes import URGENCY, Doubt, Doubts, Stake
from bodywork_rules.engine.facts import UnknownKey
from bodywork_rules.engine.judge.weigh import Weighed
from bodywork_rules.engine.kept import Kept
from bodywork_rules.engine.screen.found import Sweep
from bodywork_rules.model import Question, Restriction, Unknown

__all__ = ["Moves", "moves"]

_NEAREST = 1 << (URGENCY - 1)
"""Above every verdict, and below what is urgent: the kinds of what is reported."""
Put = tuple[Doubt, Stake, int]
"""What is not known, what the answer could bring, and the techniques that this moves, by place, as bits."""
Told = tuple[Restriction, int, int, int, Stake | None, int]
"""A rule that something touches and of which something is not known: as it is shown, its bit, its code and where it may
hold; or, after what a clinician answered, what it could bring and what it moves, by place, as bits."""
Asked = dict[Unknown, tuple[int, Stake | None, int]]
"""What is not known of such rules: the rules as bits, but for those that a clinician answered; what those could bring;
and the techniques that this moves, by place, as bits."""
_RANK = itemgetter(0)


def _key(put: Put) -> UnknownKey:
    return put[0].key


def moves(found: Sweep, weighed: Weighed, touched: Iterable[ShownCase], doubts: Doubts, focus: int) -> "Moves":
    """What an answer could move of the techniques that matter.

    Args:
        found: what was found of the client.
        weighed: what it comes to.
        touched: the rules that count and that something in the profile touches.
        doubts: what is the same for every client of the others.
        focus: the techniques that matter, by the lowest bits of their fields.
    """
    kinds = 0
    for _, entry in found.findings:
        kinds |= entry.down ^ entry.bit
    return Moves(
        weighed=weighed,
        fields_at=found.compiled.fields_at,
        focus=focus,
        doubts=doubts,
        untouched=found.untouched,
        touched=tuple([_told(found, weighed, case, focus) for case in touched if case.seen.restriction.unknown]),
        is_open=found.open,
        kinds=kinds,
    )


def _told(found: Sweep, weighed: Weighed, case: ShownCase, focus: int) -> Told:
    restriction, code, ruling = case.seen.restriction, case.tested.code, case.tested.ruling
    if ruling is None:
        return restriction, code.bit, code.code, case.tested.possible, None, 0
    tried = weighed.layout.places(moved_by_trial(found, weighed, case.tested, ruling) & focus)
    return restriction, 0, 0, 0, Stake((code.rule,), ruling.verdicts[2], code.rule.referral), tried


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Moves:
    """What answers could move: the questions, which are made when they are first read.

    Attributes:
        weighed: what the rules that count come to.
        fields_at: all bits of the fields of the techniques that are done at some of some points.
        focus: the techniques that matter, by the lowest bits of their fields.
        doubts: what is the same for every client of the rules that nothing touches.
        untouched: those of them that count, as bits.
        touched: the rules that something touches and of which something is not known.
        is_open: the conditions of which there may be one more finding, as bits.
        kinds: the kinds of what is reported, as bits.
    """

    weighed: Weighed
    fields_at: Kept[int, int]
    focus: int
    doubts: Doubts
    untouched: int
    touched: tuple[Told, ...]
    is_open: int
    kinds: int

    def __reduce__(self) -> tuple[type[tuple[Question, ...]], tuple[list[Question]]]:
        """Written as the questions."""
        return tuple, (list(self.questions),)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions, in the order to ask."""
        room = Room.of(self.weighed, self.fields_at, self.focus)
        put = list(self._of_untouched(room)) if self.untouched else []
        for unknown, (rules, ruled, moved) in self._of_touched(room).items():
            stakes = [*([self.doubts.stakes[rules]] if rules else []), *([ruled] if ruled is not None else [])]
            stake = reduce(Stake.joined, stakes)
            doubt = self.doubts.doubt(unknown)
            at = bisect_left(put, doubt.key, key=_key)
            if at < len(put) and put[at][0].unknown == unknown:
                _, other, also = put[at]
                put[at] = doubt, other.joined(stake), moved | also
            else:
                put.insert(at, (doubt, stake, moved))
        return self._in_order(put)

    def _in_order(self, put: Iterable[Put]) -> tuple[Question, ...]:
        """The questions, from what is in the order of its keys to the order of ``ask.place_of``."""
        layout, kinds, is_open = self.weighed.layout, self.kinds, self.is_open
        named, most, asked = layout.named, len(layout.techniques) + 1, []
        for doubt, stake, moved in put:
            names, level, asks = named[moved], stake.level, doubt.asks
            if doubt.never_answered & kinds:
                level |= _NEAREST
            if doubt.through is not None:
                asks = doubt.through[doubt.kinds & is_open]
            question = Question(
                unknown=doubt.unknown,
                asks=asks,
                rules=stake.rules,
                strictest=stake.strictest,
                techniques=names,
                referral=stake.referral,
            )
            asked.append((level * most + len(names), question))
        asked.sort(key=_RANK, reverse=True)
        return tuple([question for _, question in asked])

    def _of_untouched(self, room: Room) -> Iterator[Put]:
        """What the unknowns of the rules that nothing touches could bring, and the techniques that this moves."""
        moved, moving = self._moved(room)
        for of_run, run in self.doubts.doubted:
            if not of_run & moving:
                continue
            for rules, doubt, stake, place, each in run:
                mine = rules & moving
                if mine:
                    techniques = moved.get(place, 0)
                    if place < 0:
                        for bit, at in each:
                            if bit & mine:
                                techniques |= moved.get(at, 0)
                    yield doubt, stake if mine == rules else self.doubts.stakes[mine], techniques

    def _moved(self, room: Room) -> tuple[dict[int, int], int]:
        """What the rules that nothing touches could move: by their place, the techniques by place; and these rules.

        A rule that refers is among them, whatever it moves.
        """
        there, left_at, moved = self.untouched, room.left_at, dict[int, int]()
        moving = there & self.doubts.referring
        for of_run, run in self.doubts.alike:
            if not of_run & there:
                continue
            for rules, place, points, code, minutes in run:
                some, left = rules & there, left_at[points]
                if some and (code & left or minutes is not None):
                    techniques = room.moved(code, left, minutes)
                    if techniques:
                        moving |= some
                        moved[place] = techniques
        return moved, moving

    def _of_touched(self, room: Room) -> Asked:
        """What the unknowns of the rules that something touches could bring, and the techniques that this moves."""
        asked: Asked = {}
        for restriction, bit, code, points, ruled, tried in self.touched:
            rule = restriction.rule
            moved = tried if ruled is not None else room.moved(code, room.left_at[points], rule.limits.minutes_at_most)
            if not moved and rule.referral is None:
                continue
            for unknown in restriction.unknown:
                rules, other, also = asked.get(unknown, (0, None, 0))
                both = other.joined(ruled) if other is not None and ruled is not None else other or ruled
                asked[unknown] = rules | bit, both, also | moved
        return asked
