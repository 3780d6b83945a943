"""A rule, tested: whether it counts, where it holds, and what is not known of it.

See meaning, "When a rule counts", "Where a rule holds" and "Three readings".
"""

from collections.abc import Callable, Iterator
from typing import final

import attrs

from bodywork_rules.engine.facts import unknown_key
from bodywork_rules.engine.reference.records import ruling
from bodywork_rules.engine.reference.truth import Client, cautious, status_truth, truth, union
from bodywork_rules.engine.reference.unknowns import of_status, unknowns
from bodywork_rules.engine.ruling import Ruling
from bodywork_rules.model import (
    Cause,
    ConditionId,
    Contraindication,
    Detail,
    Extent,
    Finding,
    Limits,
    Truth,
    Unknown,
    Verdict,
)

__all__ = ["Case", "cases", "unknowns_of"]

FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE


@final
@attrs.frozen(kw_only=True)
class Case:
    """One rule tested for one finding, in the three readings: low, act, high.

    Attributes:
        rule: the rule.
        finding: the finding it is tested for; nothing for the one nobody told us of, or a rule about nothing.
        counts: whether it counts, in each reading.
        points: where it holds, in each reading.
        verdicts: what it asks for, in each reading, after what clinicians answered.
        limits: what it limits, wherever it counts, with the limits written on a grant.
        ruling: what clinicians answered.
    """

    rule: Contraindication
    finding: Finding | None
    counts: tuple[bool, bool, bool]
    points: tuple[int, int, int]
    ruling: Ruling

    @property
    def verdicts(self) -> tuple[Verdict, Verdict, Verdict]:
        """What it asks for, in each reading."""
        return self.ruling.verdicts

    @property
    def limits(self) -> Limits:
        """What it limits."""
        return self.ruling.limits

    @property
    def is_unknown(self) -> bool:
        """Whether it is not known that the rule counts, or where, or that a grant reaches all that it rests on."""
        certain = self.counts[0] and self.points[0] == self.points[2] and self.ruling.is_certain
        return self.counts[2] and not certain


def cases(client: Client) -> Iterator[Case]:
    """Every rule tested for every finding of what it is about, and for the one that nobody told us of."""
    for rule in client.rulebook.contraindications:
        if rule.about is None:
            yield case_of(client, rule, None)
            continue
        for finding in dict.fromkeys(client.of_condition(rule.about)):
            yield case_of(client, rule, finding)
        if client.is_open(rule.about):
            yield case_of(client, rule, None)


def case_of(client: Client, rule: Contraindication, finding: Finding | None) -> Case:
    """One rule tested for one finding: its truth is ``status and when and not unless``."""
    status = TRUE if rule.about is None else status_truth(finding, ever=rule.ever)
    status_to_act = FALSE if rule.about is not None and finding is None else cautious(status)
    when = truth(client, rule.when, finding) if rule.when else TRUE
    when_to_act = truth(client, rule.when, finding, cautiously=True) if rule.when else TRUE
    unless = truth(client, rule.unless, finding) if rule.unless else FALSE
    low = status is TRUE and when is TRUE and unless is FALSE
    act = status_to_act is TRUE and when_to_act is TRUE and unless is not TRUE
    high = status is not FALSE and when is not FALSE and unless is not TRUE
    certain, possible = where_it_holds(client, rule, finding)
    return Case(
        rule=rule,
        finding=finding,
        counts=(low, act, high),
        points=(certain, possible, possible),
        ruling=ruling(client, rule, finding),
    )


def where_it_holds(client: Client, rule: Contraindication, finding: Finding | None) -> tuple[int, int]:
    """The points at which a rule certainly holds, and those at which it may."""
    body = client.rulebook.body
    match rule.where:
        case Extent.EVERYWHERE:
            return body.whole, body.whole
        case Extent.SITE | Extent.LIMB | Extent.BEYOND as extent:
            extents: dict[Extent, Callable[[int], int]] = {Extent.LIMB: body.limb, Extent.BEYOND: body.beyond}
            reach = extents.get(extent, int)
            if finding is None or not finding.sites:
                anywhere = client.rulebook.can_be(finding.condition if finding else rule.about or ConditionId(""))
                places = [1 << bit for bit in range(len(body.points)) if anywhere >> bit & 1]
                return 0, union(map(reach, places))
            certain = [site for site in finding.sites if body.certain_side(site)]
            return union(reach(body.mask(s)) for s in certain), union(reach(body.mask(s)) for s in finding.sites)
        case named:
            return body.union(named), body.union(named)


def unknowns_of(client: Client, case: Case, *, assumed: bool = False) -> tuple[Unknown, ...]:
    """What is not known of a rule, in the order of their ids.

    Args:
        client: the client.
        case: the rule, tested.
        assumed: only what the reading to act on took to be true for want of an answer.
    """
    found: set[Unknown] = set()
    rule, finding = case.rule, case.finding
    if rule.about is not None and status_truth(finding, ever=rule.ever) is UNKNOWN:
        found.add(of_status(finding, rule.about))
    if rule.when is not None:
        found |= unknowns(client, rule.when, finding, rule.about, assumed=assumed)
    if rule.unless is not None and not assumed:
        found |= unknowns(client, rule.unless, finding, rule.about)
    if finding and case.points[0] != case.points[2] and not assumed:
        cause = Cause.IMPRECISE if finding.sites else Cause.NOT_GIVEN
        found.add(Unknown(cause=cause, condition=finding.condition, finding=finding, detail=Detail.SITES))
    if not assumed:
        found |= set(case.ruling.doubts)
    return tuple(sorted(found, key=unknown_key))
