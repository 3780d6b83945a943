"""Every rule that counts, as it is shown: what the client told us touches some, nothing touches the rest."""

from bisect import insort
from collections.abc import Iterator
from operator import attrgetter
from typing import final

import attrs

from bodywork_rules.engine.ask import texts_of
from bodywork_rules.engine.assemble import restriction_order
from bodywork_rules.engine.board import Seen
from bodywork_rules.engine.compiled import Compiled
from bodywork_rules.engine.facts import UnknownKey, is_urgent, unknown_key
from bodywork_rules.engine.found import Sweep, Tested, bits
from bodywork_rules.engine.why import unknowns_of, untouched_restriction
from bodywork_rules.model import ConditionId, Contraindication, Restriction, Status, Unknown

__all__ = ["Doubt", "ShownCase", "Untouched", "all_shown", "touched_cases"]

_ORDER = attrgetter("order")


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
class Doubt:
    """Something that is not known while nobody told us of it, of the rules that nothing touches.

    Attributes:
        unknown: what is not known.
        key: by which it is put in order.
        rules: the rules of which it is not known, as bits.
        of: the same rules, each with its place and bit.
        asks: the question to put; empty where it depends on what is open.
    """

    unknown: Unknown
    key: UnknownKey
    rules: int
    of: tuple[tuple[int, int, Contraindication], ...]
    asks: tuple[tuple[ConditionId | None, str], ...]


@final
@attrs.frozen
class Untouched:
    """What does not depend on the client of the rules that nothing in a profile touches.

    Attributes:
        seen: each rule's bit and how it is shown, in the order in which they are shown.
        concerned: the rules that say something of a technique, as bits.
        urgent: those that refer on the same day or as an emergency.
        referring: those that refer.
        doubts: what is not known of them, in order.
        codes: each rule's place, bit, code and points.
    """

    seen: tuple[tuple[int, Seen], ...]
    concerned: int
    urgent: int
    referring: int
    doubts: tuple[Doubt, ...]
    codes: tuple[tuple[int, int, int, int], ...]

    @classmethod
    def of(cls, compiled: Compiled) -> "Untouched":
        """Look through the rules once."""
        seen = [
            (code.bit, _seen(compiled, untouched_restriction(compiled, code), code.scope, code.points))
            for code in compiled.rules
        ]
        asking: dict[Unknown, int] = {}
        for bit, shown in seen:
            for unknown in shown.restriction.unknown:
                asking[unknown] = asking.get(unknown, 0) | bit
        doubts = [
            Doubt(
                unknown,
                unknown_key(unknown),
                rules,
                tuple((place, 1 << place, compiled.rules[place].rule) for place in bits(rules)),
                _fixed_asks(compiled, unknown),
            )
            for unknown, rules in asking.items()
        ]
        return cls(
            seen=tuple(sorted(seen, key=lambda pair: pair[1].order)),
            concerned=sum(bit for bit, shown in seen if shown.concerned),
            urgent=sum(bit for bit, shown in seen if is_urgent(shown.restriction.rule.referral)),
            referring=sum(bit for bit, shown in seen if shown.restriction.rule.referral is not None),
            doubts=tuple(sorted(doubts, key=attrgetter("key"))),
            codes=tuple((place, code.bit, code.code, code.points) for place, code in enumerate(compiled.rules)),
        )

    def among(self, rules: int, touched: tuple[ShownCase, ...]) -> bool:
        """Whether these rules, untouched, are shown just as others that are touched, where anybody is shown them."""
        shown = [case.seen.restriction for case in touched]
        concerned = rules & self.concerned
        return all(seen.restriction in shown for bit, seen in self.seen if bit & concerned)


def _fixed_asks(compiled: Compiled, unknown: Unknown) -> tuple[tuple[ConditionId | None, str], ...]:
    """The question to put, unless it is put through those kinds of a condition that are open."""
    if unknown.condition is not None and not compiled.rulebook.conditions[unknown.condition].ask:
        return ()
    return texts_of(compiled.rulebook, unknown, lambda _: True)


def _seen(compiled: Compiled, restriction: Restriction, scope: tuple[int, ...], points: int) -> Seen:
    return Seen(
        restriction=restriction,
        scope=scope,
        points=points,
        concerned=any(points & compiled.regions[at] for at in scope),
        order=restriction_order(restriction),
    )


def touched_cases(found: Sweep) -> tuple[ShownCase, ...]:
    """The rules that count and that something touches, each once, in the order in which they are shown."""
    cases = sorted(_touched(found), key=lambda case: case.seen.order)
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


def _touched(found: Sweep) -> Iterator[ShownCase]:
    compiled = found.compiled
    whole = compiled.rulebook.body.whole
    for finding, entry in found.findings:
        resolved, surely = finding.status is Status.RESOLVED, finding.status is not Status.SUSPECTED
        for place in bits((entry.alone_ever if resolved else entry.alone) & ~found.special):
            yield _case(found, Tested(compiled.rules[place], finding, (surely, True, True), whole, whole, None))
    for place in bits(found.high & compiled.fired & ~found.untouched):
        code = compiled.rules[place]
        counts = (bool(found.low & code.bit), bool(found.act & code.bit), True)
        yield _case(found, Tested(code, None, counts, whole, whole, None))
    for code, of, counts in found.counted:
        yield _case(found, Tested(code, of, counts, whole, whole, None))
    for tested in found.tested:
        yield _case(found, tested)


def _case(found: Sweep, tested: Tested) -> ShownCase:
    rule, finding, acts = tested.code.rule, tested.finding, tested.counts[1]
    reading = 1 if acts else 2
    not_known = not tested.is_certain
    restriction = Restriction(
        rule=rule,
        finding=finding,
        acts=acts,
        verdict=tested.ruling.verdicts[reading] if tested.ruling else rule.verdict,
        limits=tested.ruling.limits if tested.ruling else rule.limits,
        sites=found.compiled.sites(tested.possible),
        record=tested.ruling.record if tested.ruling else None,
        assumed=unknowns_of(found, tested, assumed=True) if acts and not_known else (),
        unknown=unknowns_of(found, tested, assumed=False) if not_known else (),
    )
    return ShownCase(_seen(found.compiled, restriction, tested.code.scope, tested.possible), tested)
