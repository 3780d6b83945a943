"""From what was weighed to a judgement of every technique, and every rule that counts as it is shown."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import final

import attrs

from bodywork_rules.engine.assemble import restriction_order
from bodywork_rules.engine.board import Board, Seen
from bodywork_rules.engine.compiled import Compiled
from bodywork_rules.engine.facts import goal_points
from bodywork_rules.engine.found import Sweep, Tested, bits
from bodywork_rules.engine.rank import Indications, contributions
from bodywork_rules.engine.rank import weigh as weigh_arguments
from bodywork_rules.engine.weigh import Weighed, levels
from bodywork_rules.engine.why import unknowns_of, untouched_restriction
from bodywork_rules.model import Goal, Judgement, Restriction, Status, Verdict

__all__ = ["ShownCase", "judge", "shown_cases", "untouched_cases"]


@final
@attrs.frozen
class ShownCase:
    """A rule that counts, as it is shown and as it was tested.

    Attributes:
        seen: as it is shown.
        tested: as it was tested.
        order: by which cases are put in order.
    """

    seen: Seen
    tested: Tested
    order: tuple[object, ...]


def untouched_cases(compiled: Compiled) -> tuple[ShownCase, ...]:
    """How each rule is shown when nothing in a profile touches it, by the rule's place."""
    return tuple(
        _as_shown(untouched_restriction(compiled, code), Tested(code, None, (False, False, True), 0, code.points, None))
        for code in compiled.rules
    )


def _as_shown(restriction: Restriction, tested: Tested) -> ShownCase:
    seen = Seen(restriction, tested.code.scope, tested.possible)
    return ShownCase(seen, tested, restriction_order(restriction))


def shown_cases(found: Sweep, untouched: Sequence[ShownCase]) -> tuple[ShownCase, ...]:
    """Every rule that counts, as it is shown, in the order in which it is shown.

    Args:
        found: what was found of the client.
        untouched: how each rule is shown when nothing in the profile touches it, by the rule's place.
    """
    cases = [untouched[place] for place in bits(found.untouched)]
    cases += _touched(found)
    cases.sort(key=_ORDER)
    return tuple(
        case for at, case in enumerate(cases) if at == 0 or case.order != cases[at - 1].order or case != cases[at - 1]
    )


_ORDER = attrgetter("order")


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
        if tested.finding is not None or not tested.code.bit & found.untouched:
            yield _case(found, tested)


def _case(found: Sweep, tested: Tested) -> ShownCase:
    rule, finding, acts = tested.code.rule, tested.finding, tested.counts[1]
    reading = 1 if acts else 2
    where_unknown = tested.certain != tested.possible
    not_known = where_unknown or not tested.counts[0]
    restriction = Restriction(
        rule=rule,
        finding=finding,
        acts=acts,
        verdict=tested.ruling.verdicts[reading] if tested.ruling else rule.verdict,
        limits=tested.ruling.limits if tested.ruling else rule.limits,
        sites=found.compiled.sites(tested.possible),
        record=tested.ruling.record if tested.ruling else None,
        assumed=unknowns_of(found, tested.code, finding, assumed=True, sites=False) if acts and not_known else (),
        unknown=unknowns_of(found, tested.code, finding, assumed=False, sites=where_unknown) if not_known else (),
    )
    return _as_shown(restriction, tested)


def judge(found: Sweep, weighed: Weighed, shown: tuple[ShownCase, ...], indications: Indications) -> list[Judgement]:
    """A judgement of every technique, in id order.

    Args:
        found: what was found of the client.
        weighed: what it comes to.
        shown: every rule that counts.
        indications: the rulebook's.
    """
    compiled, profile, layout = found.compiled, found.profile, weighed.layout
    rulebook = compiled.rulebook
    seen = tuple(case.seen for case in shown)
    board = Board(rulebook.body, weighed, compiled.regions, seen, profile.preferences)
    asking = [case for case in seen if case.restriction.acts and case.restriction.verdict is Verdict.CLEARANCE]
    matches = indications.matching(profile)
    goals = {goal: goal_points(rulebook, goal) for goal in profile.goals}
    low, act, high = levels(weighed)
    declines = set(profile.preferences.declines)
    judgements = []
    for at, technique in enumerate(layout.techniques):
        kept_off = board.kept_off(at, act[at])
        regions = compiled.regions[at]

        def out_of_play(goal: Goal, reach: int = regions, off: int = kept_off) -> bool:
            within_reach = goals[goal] & reach
            return bool(within_reach) and within_reach & ~off == 0

        arguments = weigh_arguments(rulebook, matches.get(technique.id, ()), act[at], out_of_play)
        parts = contributions(rulebook, profile, technique, arguments)
        judgements.append(
            Judgement(
                technique=technique,
                low=low[at],
                verdict=act[at],
                high=high[at],
                settled=not weighed.unsettled >> (layout.bits * at) & layout.full,
                limits=board.limits(at, kept_off),
                arguments=arguments,
                contributions=parts,
                score=sum(part.points for part in parts),
                clearances=board.clearances(at, asking),
                declined=not declines.isdisjoint((technique.id, technique.family, *technique.traits)),
                particulars=board,
            )
        )
    return judgements
