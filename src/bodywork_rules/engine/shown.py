"""Every rule that counts, as it is shown: what the client told us touches some, nothing touches the rest."""

from bisect import insort
from collections.abc import Iterator
from functools import cached_property, partial
from operator import attrgetter
from typing import final

import attrs

from bodywork_rules.engine.ask import texts_of, urgency
from bodywork_rules.engine.assemble import restriction_order
from bodywork_rules.engine.board import Seen
from bodywork_rules.engine.compiled import Compiled, RuleCode
from bodywork_rules.engine.facts import UnknownKey, is_urgent, unknown_key
from bodywork_rules.engine.found import Sweep, Tested
from bodywork_rules.engine.kept import Kept
from bodywork_rules.engine.pack import bits
from bodywork_rules.engine.why import unknowns_of, untouched_restriction
from bodywork_rules.model import Cause, ConditionId, Contraindication, Referral, Restriction, Status, Unknown, Verdict

__all__ = [
    "URGENCY",
    "Doubt",
    "ShownCase",
    "Stake",
    "Untouched",
    "all_shown",
    "doubt_of",
    "shows_others",
    "touched_cases",
]

_ORDER = attrgetter("order")

URGENCY = 3
"""The bit from which on the level of a stake says how urgent it is: room below for a verdict and one bit more."""


@final
@attrs.frozen
class ShownCase:
    """A rule that counts and that something in the profile touches, as it is shown and as it was tested.

    Attributes:
        seen: as it is shown.
        tested: as it was tested.
    """

    seen: Seen
    tested: Tested


@final
@attrs.frozen
class Stake:
    """What an answer could bring.

    Attributes:
        rules: the rules that it could settle, in id order.
        strictest: their strictest verdict.
        referral: their most urgent referral; nothing when none refers.
        level: how urgent the referral is and, below that, the strictest verdict, as one plain number.
    """

    rules: tuple[Contraindication, ...]
    strictest: Verdict
    referral: Referral | None
    level: int = attrs.field(init=False)

    @level.default
    def _level(self) -> int:
        return urgency(self.referral) << URGENCY | self.strictest.value

    def joined(self, other: "Stake") -> "Stake":
        """What either could bring."""
        rules = {rule.id: rule for rule in (*self.rules, *other.rules)}
        referrals = [each.referral for each in (self, other) if each.referral is not None]
        return Stake(
            tuple(rules[id] for id in sorted(rules)),
            max(self.strictest, other.strictest),
            max(referrals, default=None),
        )


@final
@attrs.frozen(kw_only=True)
class Doubt:
    """Something that is not known.

    Attributes:
        unknown: what it is.
        key: by which it is put in order.
        never_answered: the condition that was never answered, as a bit; 0 of anything else.
        kinds: the conditions through which it is asked instead of by itself, as bits.
        asks: the questions to put for those of these kinds that are open.
    """

    unknown: Unknown
    key: UnknownKey
    never_answered: int
    kinds: int
    asks: Kept[int, tuple[tuple[ConditionId | None, str], ...]]


@final
@attrs.frozen(kw_only=True)
class Untouched:
    """What does not depend on the client of the rules that nothing in a profile touches.

    Attributes:
        compiled: the rulebook.
        seen: each rule's bit and how it is shown, in the order in which they are shown.
        concerned: the rules that say something of a technique, as bits.
        urgent: those that refer on the same day or as an emergency.
        referring: those that refer.
        doubts: what is not known of them, in order: each with the rules of which it is not known, as bits; with each
            of these bits and its place in ``alike``; with what the answer could bring when they are all untouched.
        alike: the rules that say the same at the same points: those points, those rules as bits, their
            code, and one of them if they limit the minutes.
    """

    compiled: Compiled
    seen: tuple[tuple[int, Seen], ...]
    concerned: int
    urgent: int
    referring: int
    doubts: tuple[tuple[Doubt, int, tuple[tuple[int, int], ...], Stake], ...]
    alike: tuple[tuple[int, int, int, RuleCode | None], ...]

    @classmethod
    def of(cls, compiled: Compiled) -> "Untouched":
        """Look through the rules once."""
        seen = [
            (code.bit, _seen(compiled, untouched_restriction(compiled, code), code, code.points))
            for code in compiled.rules
        ]
        asking: dict[Unknown, int] = {}
        for bit, shown in seen:
            for unknown in shown.restriction.unknown:
                asking[unknown] = asking.get(unknown, 0) | bit
        alike: dict[tuple[int, int, int | None], list[RuleCode]] = {}
        for code in compiled.rules:
            alike.setdefault((code.points, code.code, code.rule.limits.minutes_at_most), []).append(code)
        place = {code.bit: at for at, codes in enumerate(alike.values()) for code in codes}
        doubts = [
            (
                doubt_of(compiled, unknown),
                rules,
                tuple((1 << at, place[1 << at]) for at in bits(rules)),
                _stake(compiled, rules),
            )
            for unknown, rules in asking.items()
        ]
        return cls(
            compiled=compiled,
            seen=tuple(sorted(seen, key=lambda pair: pair[1].order)),
            concerned=sum(bit for bit, shown in seen if shown.techniques),
            urgent=sum(bit for bit, shown in seen if is_urgent(shown.restriction.rule.referral)),
            referring=sum(bit for bit, shown in seen if shown.restriction.rule.referral is not None),
            doubts=tuple(sorted(doubts, key=lambda each: each[0].key)),
            alike=tuple(
                (points, sum(each.bit for each in codes), code, codes[0] if minutes is not None else None)
                for (points, code, minutes), codes in alike.items()
            ),
        )

    @cached_property
    def stakes(self) -> Kept[int, Stake]:
        """What some of the rules could bring, which are given as bits."""
        return Kept(partial(_stake, self.compiled))


def doubt_of(compiled: Compiled, unknown: Unknown) -> Doubt:
    """How something that is not known is asked for."""
    rulebook, entries = compiled.rulebook, compiled.entries
    never = unknown.condition if unknown.cause is Cause.NEVER_ANSWERED else None
    abstract = never is not None and not rulebook.conditions[never].ask
    kinds = sum(entries[kind].bit for kind in rulebook.narrower_of(never)) if never and abstract else 0

    def asks(is_open: int) -> tuple[tuple[ConditionId | None, str], ...]:
        return texts_of(rulebook, unknown, lambda kind: bool(entries[kind].bit & is_open))

    return Doubt(
        unknown=unknown,
        key=unknown_key(unknown),
        never_answered=0 if never is None else entries[never].bit,
        kinds=kinds,
        asks=Kept(asks),
    )


def _stake(compiled: Compiled, rules: int) -> Stake:
    chosen = tuple(compiled.rules[at].rule for at in bits(rules))
    return Stake(
        chosen,
        max(rule.verdict for rule in chosen),
        max((rule.referral for rule in chosen if rule.referral is not None), default=None),
    )


def _seen(compiled: Compiled, restriction: Restriction, code: RuleCode, points: int) -> Seen:
    return Seen(
        restriction=restriction,
        techniques=compiled.reaching[points] & code.members,
        points=points,
        order=restriction_order(restriction),
    )


def touched_cases(found: Sweep) -> tuple[ShownCase, ...]:
    """The rules that count and that something touches, each once, in the order in which they are shown."""
    cases = sorted((_case(found, tested) for tested in _touched(found)), key=lambda case: case.seen.order)
    return tuple(
        case
        for at, case in enumerate(cases)
        if at == 0 or case.seen.order != cases[at - 1].seen.order or case != cases[at - 1]
    )


def all_shown(touched: tuple[ShownCase, ...], found: Sweep, untouched: Untouched) -> tuple[Seen, ...]:
    """Every rule that counts, as it is shown, in the order in which it is shown."""
    if not found.untouched:
        return tuple(case.seen for case in touched)
    first = [case.seen for case in touched if case.seen.restriction.acts]
    rest = [seen for bit, seen in untouched.seen if bit & found.untouched]
    for case in touched[len(first) :]:
        insort(rest, case.seen, key=_ORDER)
    return (*first, *rest)


def shows_others(touched: tuple[ShownCase, ...], found: Sweep, then: Sweep, untouched: Untouched) -> bool:
    """Whether a rule is shown for a finding, to act on or not, on one of two days only.

    Args:
        touched: what is shown on the day first looked at.
        found: what was found on that day.
        then: what was found of the same client on another day.
        untouched: what is the same for every client of the rules that nothing touches.
    """
    was, now = set(), set()
    unreported_was, unreported_now = found.untouched, then.untouched
    for case in touched:
        tested = case.tested
        if tested.finding is None and not tested.counts[1]:
            unreported_was |= tested.code.bit
        elif case.seen.techniques:
            was.add((tested.code.bit, id(tested.finding), tested.counts[1]))
    for tested in _touched(then):
        key = tested.code.bit, id(tested.finding), tested.counts[1]
        if tested.finding is None and not tested.counts[1]:
            unreported_now |= tested.code.bit
        elif key in was:
            now.add(key)
        elif then.compiled.reaching[tested.possible] & tested.code.members:
            return True
    return bool((unreported_was ^ unreported_now) & untouched.concerned) or now != was


def _touched(found: Sweep) -> Iterator[Tested]:
    """The rules that count and that something touches, as they were tested; some more than once."""
    compiled = found.compiled
    whole = compiled.rulebook.body.whole
    for finding, entry in found.findings:
        resolved, surely = finding.status is Status.RESOLVED, finding.status is not Status.SUSPECTED
        for place in bits((entry.alone_ever if resolved else entry.alone) & ~found.special):
            yield Tested(compiled.rules[place], finding, (surely, True, True), whole, whole, None)
    for place in bits(found.high & compiled.fired & ~found.untouched):
        code = compiled.rules[place]
        counts = (bool(found.low & code.bit), bool(found.act & code.bit), True)
        yield Tested(code, None, counts, whole, whole, None)
    for code, of, counts in found.counted:
        yield Tested(code, of, counts, whole, whole, None)
    yield from found.tested


def _case(found: Sweep, tested: Tested) -> ShownCase:
    rule, finding, acts = tested.code.rule, tested.finding, tested.counts[1]
    reading, ruled = 1 if acts else 2, tested.ruling
    assumed: tuple[Unknown, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    if not tested.is_certain:
        assumed, unknown = unknowns_of(found, tested)
    restriction = Restriction(
        rule=rule,
        finding=finding,
        acts=acts,
        verdict=ruled.verdicts[reading] if ruled else rule.verdict,
        limits=ruled.limits if ruled else rule.limits,
        sites=found.compiled.sites[tested.possible],
        record=ruled.record if ruled else None,
        assumed=assumed,
        unknown=unknown,
    )
    return ShownCase(_seen(found.compiled, restriction, tested.code, tested.possible), tested)
