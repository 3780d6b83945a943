"""What is not known, and what an answer could bring: of the rules that nothing in a profile touches, all made ready.

An answer holds on to this table until its questions are read, so it is made of plain values: no rulebook is in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial, reduce
from typing import TypeAlias, TypeVar, final

import attrs

from bodywork_rules.engine.ask.questions import texts_of, urgency
from bodywork_rules.engine.compile.compiled import Compiled, RuleCode
from bodywork_rules.engine.compile.pack import bits
from bodywork_rules.engine.facts import UnknownKey, unknown_key
from bodywork_rules.engine.kept import Kept
from bodywork_rules.model import Cause, ConditionId, Contraindication, Referral, Unknown, Verdict

__all__ = ["URGENCY", "Doubt", "Doubts", "Stake"]

Asks = tuple[tuple[ConditionId | None, str], ...]
"""The conditions to ask about, with the text of each question."""
URGENCY = 3
"""The bit from which on the level of a stake says how urgent it is: room below for a verdict and one bit more."""


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
        asks: the questions to put for it; where it is asked through its kinds, while none of them is open.
        through: the questions to put for those of its kinds that are open.
    """

    unknown: Unknown
    key: UnknownKey
    never_answered: int = 0
    kinds: int = 0
    asks: Asks = ()
    through: Kept[int, Asks] | None = None

    @classmethod
    def of(cls, compiled: Compiled, unknown: Unknown) -> "Doubt":
        """How something that is not known is asked for, but for a detail of a finding."""
        rulebook, entries, never = compiled.rulebook, compiled.entries, unknown.condition
        asks = texts_of(rulebook, unknown, lambda _: False)
        if never is None or rulebook.conditions[never].ask:
            bit = 0 if never is None else entries[never].bit
            return cls(unknown=unknown, key=unknown_key(unknown), never_answered=bit, asks=asks)
        kinds = [rulebook.conditions[kind] for kind in sorted(rulebook.narrower_of(never))]
        through = [(entries[each.id].bit, entries[each.id].up, (each.id, each.ask)) for each in kinds if each.ask]
        return cls(
            unknown=unknown,
            key=unknown_key(unknown),
            never_answered=entries[never].bit,
            kinds=sum(bit for bit, _, _ in through),
            asks=asks,
            through=Kept(partial(_topmost, through, asks)),
        )


def _topmost(through: Iterable[tuple[int, int, tuple[ConditionId, str]]], asks: Asks, is_open: int) -> Asks:
    """The questions for the open kinds but those of which a broader one is asked, since a "no" to that denies them."""
    return tuple([ask for bit, up, ask in through if bit & is_open and up & is_open == bit]) or asks


# Plain tuples, since they are unpacked for every client.
Alike: TypeAlias = tuple[int, int, int, int, int | None]
"""Rules that say the same at the same points: as bits, their place among such, the points, their code, and the minutes
to which they limit."""
Doubted: TypeAlias = tuple[int, Doubt, Stake, int, tuple[tuple[int, int], ...]]
"""The rules of which something is not known, as bits; what it is; what the answer could bring when they are all
untouched; their place in ``alike`` when they have one in common, else -1; each of their bits with its place."""
Row = TypeVar("Row", Alike, Doubted)
Runs: TypeAlias = tuple[tuple[int, tuple[Row, ...]], ...]
"""Rows in their order, some at a time with all their rules, so that those of which none counts are soon passed over."""
_RUN = 16


@final
@attrs.frozen(kw_only=True)
class Doubts:
    """What is not known of the rules that nothing in a profile touches, and what the answers could bring.

    Attributes:
        referring: the rules that refer, as bits.
        alike: the rules, those together that say the same.
        doubted: what is not known of them, in order.
        known: how to ask for what is not known, but for a detail of a finding.
        stakes: what some of the rules could bring, which are given as bits.
    """

    referring: int
    alike: Runs[Alike]
    doubted: Runs[Doubted]
    known: Mapping[Unknown, Doubt]
    stakes: Kept[int, Stake]

    @classmethod
    def of(cls, compiled: Compiled, unknowns: Iterable[tuple[int, tuple[Unknown, ...]]]) -> "Doubts":
        """Look through the rules once.

        Args:
            compiled: the rulebook.
            unknowns: each rule's bit, and what is not known of it when nothing touches it.
        """
        asking: dict[Unknown, int] = {}
        for bit, of_rule in unknowns:
            for unknown in of_rule:
                asking[unknown] = asking.get(unknown, 0) | bit
        stale = [Unknown(cause=Cause.STALE, quantity=quantity) for quantity in compiled.gauges]
        known = {unknown: Doubt.of(compiled, unknown) for unknown in (*asking, *stale)}
        alike = _alike(compiled.rules)
        places = {1 << at: place for rules, place, *_ in alike for at in bits(rules)}
        rules = tuple([code.rule for code in compiled.rules])
        doubted = [_doubted(known[unknown], of, _stake(rules, of), places) for unknown, of in asking.items()]
        return cls(
            referring=sum(code.bit for code in compiled.rules if code.rule.referral is not None),
            alike=_runs(alike),
            doubted=_runs(sorted(doubted, key=lambda each: each[1].key)),
            known=known,
            stakes=Kept(partial(_stake, rules)),
        )

    def doubt(self, unknown: Unknown) -> Doubt:
        """How something that is not known is asked for: a detail of a finding without a text of the rulebook's."""
        return self.known[unknown] if unknown.finding is None else Doubt(unknown=unknown, key=unknown_key(unknown))


def _runs(rows: Sequence[Row]) -> Runs[Row]:
    parts = [tuple(rows[first : first + _RUN]) for first in range(0, len(rows), _RUN)]
    return tuple((reduce(int.__or__, (row[0] for row in part)), part) for part in parts)


def _alike(rules: Iterable[RuleCode]) -> list[Alike]:
    found: dict[tuple[int, int, int | None], int] = {}
    for code in rules:
        said = code.points, code.code, code.rule.limits.minutes_at_most
        found[said] = found.get(said, 0) | code.bit
    return [(of, place, *said) for place, (said, of) in enumerate(found.items())]


def _doubted(doubt: Doubt, rules: int, stake: Stake, places: Mapping[int, int]) -> Doubted:
    each = tuple((1 << at, places[1 << at]) for at in bits(rules))
    common = {place for _, place in each}
    return rules, doubt, stake, common.pop() if len(common) == 1 else -1, each


def _stake(every: Sequence[Contraindication], rules: int) -> Stake:
    chosen = tuple([every[at] for at in bits(rules)])
    return Stake(
        chosen,
        max(rule.verdict for rule in chosen),
        max((rule.referral for rule in chosen if rule.referral is not None), default=None),
    )
