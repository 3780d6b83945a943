"""What to ask, the fast way: which unknowns could change a verdict, a limit or a referral."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import itemgetter

from bodywork_rules.engine.facts import UnknownKey
from bodywork_rules.engine.found import Sweep
from bodywork_rules.engine.room import Room
from bodywork_rules.engine.shown import ShownCase
from bodywork_rules.engine.untouched import URGENCY, Doubt, Stake, Untouched
from bodywork_rules.engine.weigh import Weighed
from bodywork_rules.model import Question, Unknown

__all__ = ["questions"]

_NEAREST = 1 << (URGENCY - 1)
"""Above every verdict, and below what is urgent: the kinds of what is reported."""


Put = tuple[Doubt, Stake, int]
"""What is not known, what the answer could bring, and the techniques that this moves, by place, as bits."""
_RANK = itemgetter(0)


def _key(put: Put) -> UnknownKey:
    return put[0].key


def questions(
    found: Sweep, weighed: Weighed, touched: Iterable[ShownCase], untouched: Untouched, focus: int
) -> tuple[Question, ...]:
    """The questions about the techniques that matter, in the order to ask.

    Args:
        found: what was found of the client.
        weighed: what it comes to.
        touched: the rules that count and that something in the profile touches.
        untouched: what is the same for every client of the others.
        focus: the techniques that matter, by the lowest bits of their fields.
    """
    room = Room.of(found.compiled, weighed, focus)
    put = list(_of_untouched(found, untouched, room)) if found.untouched else []
    for unknown, (rules, ruled, moved) in _of_touched(found, weighed, touched, room).items():
        stakes = [*([untouched.stakes[rules]] if rules else []), *([ruled] if ruled is not None else [])]
        stake = reduce(Stake.joined, stakes)
        doubt = untouched.doubt(unknown)
        at = bisect_left(put, doubt.key, key=_key)
        if at < len(put) and put[at][0].unknown == unknown:
            _, other, also = put[at]
            put[at] = doubt, other.joined(stake), moved | also
        else:
            put.insert(at, (doubt, stake, moved))
    return _in_order(found, put)


def _in_order(found: Sweep, put: list[Put]) -> tuple[Question, ...]:
    """The questions, from what is in the order of its keys to the order of ``ask.place_of``."""
    compiled, is_open, kinds = found.compiled, found.open, 0
    for _, entry in found.findings:
        kinds |= entry.down ^ entry.bit
    named, most = compiled.layout.named, len(compiled.layout.techniques) + 1
    asked = []
    for doubt, stake, moved in put:
        names = named[moved]
        question = Question(
            unknown=doubt.unknown,
            asks=doubt.asks if doubt.through is None else doubt.through[doubt.kinds & is_open],
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
    found: Sweep, weighed: Weighed, touched: Iterable[ShownCase], room: Room
) -> dict[Unknown, tuple[int, Stake | None, int]]:
    """What the unknowns of the rules that something touches could bring, and the techniques that this moves.

    Of rules that a clinician answered it is told by itself, of others by the rules as bits.
    """
    asked: dict[Unknown, tuple[int, Stake | None, int]] = {}
    for case in touched:
        restriction, tested = case.seen.restriction, case.tested
        if not restriction.unknown:
            continue
        moved, rule = room.moved(found, weighed, tested), restriction.rule
        if not moved and rule.referral is None:
            continue
        bit, ruled = tested.code.bit, None
        if tested.ruling is not None:
            bit, ruled = 0, Stake((rule,), tested.ruling.verdicts[2], rule.referral)
        for unknown in restriction.unknown:
            rules, other, also = asked.get(unknown, (0, None, 0))
            both = other.joined(ruled) if other is not None and ruled is not None else other or ruled
            asked[unknown] = rules | bit, both, also | moved
    return asked


def _of_untouched(found: Sweep, untouched: Untouched, room: Room) -> Iterator[Put]:
    """What the unknowns of the rules that nothing touches could bring, and the techniques that this moves."""
    moved, moving = _moved(found, untouched, room)
    for of_run, run in untouched.doubts:
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
                yield doubt, stake if mine == rules else untouched.stakes[mine], techniques


def _moved(found: Sweep, untouched: Untouched, room: Room) -> tuple[dict[int, int], int]:
    """What the rules that nothing touches could move: by their place, the techniques by place; and these rules.

    A rule that refers is among them, whatever it moves.
    """
    layout, there, moved = room.compiled.layout, found.untouched, dict[int, int]()
    moving = there & untouched.referring
    for of_run, run in untouched.alike:
        if not of_run & there:
            continue
        for rules, place, points, code, timed in run:
            some = rules & there
            if some:
                free = code & room.left_at[points]
                techniques = layout.any_set(free) if free else 0
                if timed is not None:
                    techniques |= room.shorter(timed)
                if techniques:
                    moving |= some
                    moved[place] = layout.places(techniques)
    return moved, moving
