"""What is not known: of a finding, of a detail, of a predicate (meaning, "Questions")."""

from typing import assert_never

from bodywork_rules.engine.facts import read
from bodywork_rules.engine.reference.truth import Client, detail_truths, of_finding, status_truth, truth
from bodywork_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Cause,
    ConditionId,
    Detail,
    Details,
    Finding,
    Had,
    Has,
    Measured,
    Predicate,
    QuantityId,
    Status,
    This,
    Truth,
    Unknown,
)

__all__ = ["of_quantity", "of_status", "unknowns", "unknowns_of_finding"]

UNKNOWN, TRUE = Truth.UNKNOWN, Truth.TRUE


def of_status(finding: Finding | None, condition: ConditionId) -> Unknown:
    """The unknown status of a finding, or a condition that nobody told us of."""
    if finding is None:
        return Unknown(cause=Cause.NEVER_ANSWERED, condition=condition)
    return Unknown(cause=Cause.ONLY_SUSPECTED, condition=finding.condition, finding=finding, detail=Detail.STATUS)


def of_quantity(client: Client, quantity: QuantityId) -> Unknown:
    """A quantity whose value is missing, or too old to trust."""
    missing = read(client.rulebook, client.profile, quantity, client.on).value is None
    return Unknown(cause=Cause.MISSING if missing else Cause.STALE, quantity=quantity)


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
            return {of_quantity(client, quantity)}
        case AllOf(of=of) | AnyOf(of=of) | AtLeast(of=of):
            return set().union(*(unknowns(client, each, this, about, assumed=assumed) for each in of))
        case _:
            assert_never(asked)
