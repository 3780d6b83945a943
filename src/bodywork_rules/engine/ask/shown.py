"""Every rule that counts, as it is shown: what the client told us touches some, nothing touches the rest."""

from collections.abc import Iterator
from typing import final

import attrs

from bodywork_rules.engine.ask.untouched import Untouched
from bodywork_rules.engine.compile.pack import bits
from bodywork_rules.engine.facts import FindingKey, finding_key
from bodywork_rules.engine.judge.board import Board, Others, Seen, seen_as
from bodywork_rules.engine.judge.weigh import weigh
from bodywork_rules.engine.screen.found import Sweep, Tested
from bodywork_rules.engine.screen.why import unknowns_of
from bodywork_rules.model import Restriction, Status

__all__ = ["ShownCase", "board_of", "shows_others", "touched_cases"]


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


def touched_cases(found: Sweep) -> tuple[ShownCase, ...]:
    """The rules that count and that something touches, each once, in the order in which they are shown."""
    cases = _in_order([_case(found, tested) for tested in _touched(found)])
    return tuple(
        [
            case
            for at, case in enumerate(cases)
            if at == 0 or case.seen.order != cases[at - 1].seen.order or case != cases[at - 1]
        ]
    )


def _in_order(cases: list[ShownCase]) -> list[ShownCase]:
    """In the order in which they are shown, of one rule by the finding."""
    orders = [case.seen.order for case in cases]
    if len(set(orders)) == len(orders):
        return sorted(cases, key=lambda case: case.seen.order)
    tied = {order for order in orders if orders.count(order) > 1}

    def key(case: ShownCase) -> tuple[int, FindingKey]:
        order = case.seen.order
        return order, finding_key(case.tested.finding) if order in tied else ()

    return sorted(cases, key=key)


def board_of(found: Sweep, touched: tuple[ShownCase, ...], untouched: Untouched) -> Board:
    """The particulars of all judgements of one client.

    Args:
        found: what was found of the client.
        touched: the rules that count and that something in the profile touches.
        untouched: what is the same for every client of the others.
    """
    return Board(
        found.compiled.rulebook.body,
        weigh(found),
        found.compiled.regions,
        tuple([case.seen for case in touched]),
        Others(untouched.seen, found.untouched),
        found.profile.preferences,
    )


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
    code, acts, ruled = tested.code, tested.counts[1], tested.ruling
    rule, points = code.rule, tested.possible
    assumed, unknown = ((), ()) if tested.is_certain else unknowns_of(found, tested)
    restriction = Restriction(
        rule=rule,
        finding=tested.finding,
        acts=acts,
        verdict=rule.verdict if ruled is None else ruled.verdicts[1 if acts else 2],
        limits=rule.limits if ruled is None else ruled.limits,
        sites=found.compiled.sites[points],
        record=None if ruled is None else ruled.record,
        assumed=assumed,
        unknown=unknown,
    )
    return ShownCase(seen_as(found.compiled, restriction, code, points), tested)
