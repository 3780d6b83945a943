"""The rules that nothing in a profile touches: how they are shown, and what is not known of them.

Of these nothing depends on the client, but for which of them there are: all is made ready with the rulebook.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial, reduce
from typing import TypeAlias, TypeVar, final

import attrs

from bodywork_rules.engine.ask import texts_of, urgency
from bodywork_rules.engine.board import Seen, seen_as
from bodywork_rules.engine.compiled import Compiled, RuleCode
from bodywork_rules.engine.facts import UnknownKey, is_urgent, unknown_key
from bodywork_rules.engine.kept import Kept
from bodywork_rules.engine.pack import bits
from bodywork_rules.engine.why import untouched_restriction
from bodywork_rules.model import Cause, ConditionId, Contraindication, Referral, Unknown, Verdict

__all__ = ["URGENCY", "Doubt", "Stake", "Untouched"]

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
        asks: the questions to put for it; nothing where it is asked through its kinds.
        through: the questions to put for those of its kinds that are open.
    """

    unknown: Unknown
    key: UnknownKey
    never_answered: int
    kinds: int
    asks: Asks
    through: Kept[int, Asks] | None


# Plain tuples, since they are unpacked for every client.
Alike: TypeAlias = tuple[int, int, int, int, RuleCode | None]
"""Rules that say the same at the same points: as bits, their place among such, the points, their code, and one of them
if they limit the minutes."""
Doubted: TypeAlias = tuple[int, Doubt, Stake, int, tuple[tuple[int, int], ...]]
"""The rules of which something is not known, as bits; what it is; what the answer could bring when they are all
untouched; their place in ``alike`` when they have one in common, else -1; each of their bits with its place."""
Row = TypeVar("Row", Alike, Doubted)
Runs: TypeAlias = tuple[tuple[int, tuple[Row, ...]], ...]
"""Rows in their order, some at a time with all their rules, so that those of which none counts are soon passed over."""
_RUN = 16


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
        alike: the rules, those together that say the same.
        doubts: what is not known of them, in order.
        stakes: what some of the rules could bring, which are given as bits.
    """

    compiled: Compiled
    seen: tuple[tuple[int, Seen], ...]
    concerned: int
    urgent: int
    referring: int
    alike: Runs[Alike]
    doubts: Runs[Doubted]
    stakes: Kept[int, Stake]
    _of_any: Kept[Unknown, Doubt]

    @classmethod
    def of(cls, compiled: Compiled) -> "Untouched":
        """Look through the rules once."""
        seen = [
            (code.bit, seen_as(compiled, untouched_restriction(compiled, code), code, code.points))
            for code in compiled.rules
        ]
        asking: dict[Unknown, int] = {}
        for bit, shown in seen:
            for unknown in shown.restriction.unknown:
                asking[unknown] = asking.get(unknown, 0) | bit
        alike = _alike(compiled.rules)
        places = {1 << at: place for rules, place, *_ in alike for at in bits(rules)}
        doubts = [_doubted(compiled, unknown, rules, places) for unknown, rules in asking.items()]
        return cls(
            compiled=compiled,
            seen=tuple(sorted(seen, key=lambda pair: pair[1].order)),
            concerned=sum(bit for bit, shown in seen if shown.techniques),
            urgent=sum(bit for bit, shown in seen if is_urgent(shown.restriction.rule.referral)),
            referring=sum(bit for bit, shown in seen if shown.restriction.rule.referral is not None),
            alike=_runs(alike),
            doubts=_runs(sorted(doubts, key=lambda each: each[1].key)),
            stakes=Kept(partial(_stake, compiled)),
            of_any=Kept(partial(_doubt, compiled)),
        )

    def doubt(self, unknown: Unknown) -> Doubt:
        """How something that is not known is asked for; what is not known of a client's finding is never kept."""
        return self._of_any[unknown] if unknown.finding is None else _doubt(self.compiled, unknown)


def _runs(rows: Sequence[Row]) -> Runs[Row]:
    parts = [tuple(rows[first : first + _RUN]) for first in range(0, len(rows), _RUN)]
    return tuple((reduce(int.__or__, (row[0] for row in part)), part) for part in parts)


def _alike(rules: Iterable[RuleCode]) -> list[Alike]:
    found: dict[tuple[int, int, int | None], list[RuleCode]] = {}
    for code in rules:
        found.setdefault((code.points, code.code, code.rule.limits.minutes_at_most), []).append(code)
    return [
        (sum(each.bit for each in codes), place, points, code, None if minutes is None else codes[0])
        for place, ((points, code, minutes), codes) in enumerate(found.items())
    ]


def _doubted(compiled: Compiled, unknown: Unknown, rules: int, places: Mapping[int, int]) -> Doubted:
    of = tuple((1 << at, places[1 << at]) for at in bits(rules))
    common = {place for _, place in of}
    return rules, _doubt(compiled, unknown), _stake(compiled, rules), common.pop() if len(common) == 1 else -1, of


def _doubt(compiled: Compiled, unknown: Unknown) -> Doubt:
    """How something that is not known is asked for."""
    rulebook, entries = compiled.rulebook, compiled.entries
    never = unknown.condition if unknown.cause is Cause.NEVER_ANSWERED else None
    abstract = never is not None and not rulebook.conditions[never].ask

    def asks(is_open: int) -> Asks:
        return texts_of(rulebook, unknown, lambda kind: bool(entries[kind].bit & is_open))

    return Doubt(
        unknown=unknown,
        key=compiled.keys[unknown] if unknown.finding is None else unknown_key(unknown),
        never_answered=0 if never is None else entries[never].bit,
        kinds=entries[never].down if never is not None and abstract else 0,
        asks=() if abstract else asks(0),
        through=Kept(asks) if abstract else None,
    )


def _stake(compiled: Compiled, rules: int) -> Stake:
    chosen = tuple(compiled.rules[at].rule for at in bits(rules))
    return Stake(
        chosen,
        max(rule.verdict for rule in chosen),
        max((rule.referral for rule in chosen if rule.referral is not None), default=None),
    )
