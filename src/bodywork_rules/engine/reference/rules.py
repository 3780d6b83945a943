"""A rule, tested (design sections 4.2 to 4.4): whether it counts, where it holds, and what is not known of it."""

from collections.abc import Callable, Iterator
from typing import assert_never, final

import attrs

from bodywork_rules.engine.facts import read, unknown_key
from bodywork_rules.engine.records import (
    Fact,
    Grants,
    Ruling,
    came_up_after,
    changed_after,
    ended_after,
    of_date,
    ruling,
)
from bodywork_rules.engine.reference.truth import (
    Client,
    cautious,
    detail_truths,
    of_finding,
    status_truth,
    truth,
    union,
    yes,
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
    Status,
    This,
    Truth,
    Unknown,
    Verdict,
)
from bodywork_rules.model.predicates import leaves

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
        ruling=ruling(
            client.rulebook, client.profile, rule, finding, client.on, lambda grants: asked_since(client, rule, grants)
        ),
    )


def asked_since(client: Client, rule: Contraindication, grants: Grants) -> Iterator[Fact]:
    """What a rule asks of the client, held against the day of the grants: what came up later is not granted.

    A detail of the finding itself is part of what the clinician was asked about.
    """
    for leaf in leaves(rule.when):
        match leaf:
            case Has() | Had():
                yield from what_is_there(client, leaf, grants)
            case Measured():
                yield from what_is_measured(client, leaf, grants, lifts=False)
            case This():
                pass
            case _:
                assert_never(leaf)
    for leaf in leaves(rule.unless):
        match leaf:
            case Has():
                yield from what_is_gone(client, leaf, grants)
            case Measured():
                yield from what_is_measured(client, leaf, grants, lifts=True)
            case Had() | This():
                pass
            case _:
                assert_never(leaf)


def what_is_there(client: Client, asked: Has | Had, grants: Grants) -> Iterator[Fact]:
    """The findings that a rule needs: each was granted if it was there on the day."""
    for finding in client.of_condition(asked.condition):
        fact = of_finding(client, finding, asked.details, ever=isinstance(asked, Had))
        later, dates = came_up_after(finding, asked, grants, client.profile.taken or client.on)
        doubts = (*unknowns_of_finding(client, finding, asked), *dates)
        yield Fact(truth=fact, to_act=fact is not FALSE, later=later, unknown=doubts)
    yield from one_not_told(client, asked.condition)


def what_is_gone(client: Client, asked: Has, grants: Grants) -> Iterator[Fact]:
    """The findings that would lift a rule: one that was there on the day and is over lifts it no more."""
    for finding in client.of_condition(asked.condition):
        if finding.status is Status.RESOLVED:
            later = ended_after(finding, grants, client.profile.taken or client.on)
            yield Fact(truth=TRUE, to_act=True, later=later, unknown=of_date(finding, Detail.END, later))
        if finding.status is Status.SUSPECTED:
            status = of_status(finding, finding.condition)
            yield Fact(truth=UNKNOWN, to_act=False, later=UNKNOWN, unknown=(status,))
    yield from one_not_told(client, asked.condition)


def one_not_told(client: Client, condition: ConditionId) -> Iterator[Fact]:
    """The finding that nobody told us of: it may have come up, or gone, since."""
    if client.is_open(condition):
        yield Fact(truth=UNKNOWN, to_act=False, later=UNKNOWN, unknown=(of_status(None, condition),))


def what_is_measured(client: Client, asked: Measured, grants: Grants, *, lifts: bool) -> Iterator[Fact]:
    """A value that a rule needs, or that would lift it."""
    reading = read(client.rulebook, client.profile, asked.quantity, client.on)
    if reading.value is not None:
        so = truth(client, asked, None, cautiously=True) is not yes(lifts)
        fact = yes(so) if reading.fresh else min(yes(so), UNKNOWN)
        later = changed_after(client.rulebook, client.profile, asked, client.on, grants)
        yield Fact(truth=fact, to_act=so, later=later)
    if not reading.fresh:  # a newer value may say more
        cause = Cause.MISSING if reading.value is None else Cause.STALE
        newer = Unknown(cause=cause, quantity=asked.quantity)
        yield Fact(truth=UNKNOWN, to_act=False, later=UNKNOWN, unknown=(newer,))


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


def of_status(finding: Finding | None, condition: ConditionId) -> Unknown:
    """The unknown status of a finding, or a condition that nobody told us of."""
    if finding is None:
        return Unknown(cause=Cause.NEVER_ANSWERED, condition=condition)
    return Unknown(cause=Cause.ONLY_SUSPECTED, condition=finding.condition, finding=finding, detail=Detail.STATUS)


def of_details(client: Client, finding: Finding, asked: Details) -> set[Unknown]:
    """The details asked for that are not known of a finding; of a suspicion, not yet whether it is under control."""
    given = {Detail.ONSET: finding.onset, Detail.END: finding.end, Detail.SITES: finding.sites or None}
    lacking = [detail for detail, known in detail_truths(client, finding, asked).items() if known is UNKNOWN]
    suspected = finding.status is Status.SUSPECTED
    return {
        of_status(finding, finding.condition)
        if suspected and detail is Detail.CONTROLLED
        else Unknown(
            cause=Cause.NOT_GIVEN if given.get(detail) is None else Cause.IMPRECISE,
            condition=finding.condition,
            finding=finding,
            detail=detail,
        )
        for detail in lacking
    }


def unknowns_of_finding(client: Client, finding: Finding, asked: Has | Had) -> set[Unknown]:
    """What is not known of one finding, of the status and details that are asked for."""
    ever = isinstance(asked, Had)
    if of_finding(client, finding, asked.details, ever=ever) is not UNKNOWN:
        return set()
    found = of_details(client, finding, asked.details)
    return found | {of_status(finding, asked.condition)} if status_truth(finding, ever=ever) is UNKNOWN else found


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
        case Has(condition=condition) | Had(condition=condition):
            found: set[Unknown] = set()
            for finding in client.of_condition(condition):
                found |= unknowns_of_finding(client, finding, asked)
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
