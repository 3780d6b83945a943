"""A rule, tested (design sections 4.2 to 4.4): whether it counts, where it holds, and what is not known of it."""

from collections.abc import Callable, Iterator
from typing import assert_never, final

import attrs

from bodywork_rules.engine.facts import read, unknown_key
from bodywork_rules.engine.records import Ruling, ruling
from bodywork_rules.engine.reference.truth import (
    Client,
    cautious,
    detail_truths,
    of_finding,
    status_truth,
    truth,
    union,
)
from bodywork_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Cause,
    ConditionId,
    Contraindication,
    Detail,
    Details,
    Extent,
    Finding,
    Had,
    Has,
    Limits,
    Measured,
    Predicate,
    This,
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
        """Whether it is not known that the rule counts, or where."""
        return self.counts[2] and (not self.counts[0] or self.points[0] != self.points[2])


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
        ruling=ruling(client.rulebook, client.profile, rule, finding, client.on),
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
    return tuple(sorted(found, key=unknown_key))


def of_status(finding: Finding | None, condition: ConditionId) -> Unknown:
    """The unknown status of a finding, or a condition that nobody told us of."""
    if finding is None:
        return Unknown(cause=Cause.NEVER_ANSWERED, condition=condition)
    return Unknown(cause=Cause.ONLY_SUSPECTED, condition=finding.condition, finding=finding, detail=Detail.STATUS)


def of_details(client: Client, finding: Finding, asked: Details) -> set[Unknown]:
    """The details asked for that are not known of a finding."""
    given = {Detail.ONSET: finding.onset, Detail.END: finding.end, Detail.SITES: finding.sites or None}
    return {
        Unknown(
            cause=Cause.NOT_GIVEN if given.get(detail) is None else Cause.IMPRECISE,
            condition=finding.condition,
            finding=finding,
            detail=detail,
        )
        for detail, known in detail_truths(client, finding, asked).items()
        if known is UNKNOWN
    }


def unknowns(
    client: Client, asked: Predicate, this: Finding | None, about: ConditionId | None, *, assumed: bool = False
) -> set[Unknown]:
    """What makes a predicate unknown: nothing where it is known, and only the branches that are not.

    With ``assumed``, only what the reading to act on took to be true.
    """
    if truth(client, asked, this) is not UNKNOWN:
        return set()
    if assumed and truth(client, asked, this, cautiously=True) is not TRUE:
        return set()
    match asked:
        case Has(condition=condition, details=details) | Had(condition=condition, details=details):
            ever = isinstance(asked, Had)
            found: set[Unknown] = set()
            for finding in client.of_condition(condition):
                if of_finding(client, finding, details, ever=ever) is UNKNOWN:
                    found |= of_details(client, finding, details)
                    if status_truth(finding, ever=ever) is UNKNOWN:
                        found.add(of_status(finding, condition))
            if client.is_open(condition) and not assumed:
                found.add(of_status(None, condition))
            return found
        case This(details=details):
            return of_details(client, this, details) if this else {of_status(None, about or ConditionId(""))}
        case Measured(quantity=quantity):
            missing = read(client.rulebook, client.profile, quantity, client.on).value is None
            return {Unknown(cause=Cause.MISSING if missing else Cause.STALE, quantity=quantity)}
        case AllOf(of=of) | AnyOf(of=of) | AtLeast(of=of):
            return set().union(*(unknowns(client, each, this, about, assumed=assumed) for each in of))
        case _:
            assert_never(asked)
