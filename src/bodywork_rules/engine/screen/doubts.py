"""What is not known of one finding or quantity."""

from collections.abc import Iterator

from bodywork_rules.engine.facts import Reading
from bodywork_rules.engine.screen.details import DETAILS, Day, detail_truths
from bodywork_rules.model import (
    Cause,
    ConditionId,
    Detail,
    Details,
    Finding,
    Had,
    Has,
    QuantityId,
    Status,
    Truth,
    Unknown,
)

__all__ = ["of_asked_finding", "of_details", "of_quantity", "of_status", "truth_of"]


def of_status(finding: Finding | None, condition: ConditionId) -> Unknown:
    """The status of a finding, or a condition that nobody told us of."""
    if finding is None:
        return Unknown(cause=Cause.NEVER_ANSWERED, condition=condition)
    return Unknown(cause=Cause.ONLY_SUSPECTED, condition=finding.condition, finding=finding, detail=Detail.STATUS)


def of_details(day: Day, finding: Finding, asked: Details) -> Iterator[Unknown]:
    """The details asked for that are not known of a finding; of a suspicion, not yet whether it is under control."""
    given = {Detail.ONSET: finding.onset, Detail.END: finding.end, Detail.SITES: finding.sites or None}
    for detail, truth in zip(DETAILS, detail_truths(day, finding, asked), strict=True):
        if truth is Truth.UNKNOWN and detail is Detail.CONTROLLED and finding.status is Status.SUSPECTED:
            yield of_status(finding, finding.condition)
        elif truth is Truth.UNKNOWN:
            cause = Cause.NOT_GIVEN if given.get(detail) is None else Cause.IMPRECISE
            yield Unknown(cause=cause, condition=finding.condition, finding=finding, detail=detail)


def truth_of(day: Day, finding: Finding, asked: Has | Had) -> Truth:
    """Whether a finding has the status and all the details that are asked for."""
    if finding.status is Status.RESOLVED and isinstance(asked, Has):
        return Truth.FALSE
    truth = min(detail_truths(day, finding, asked.details))
    return min(truth, Truth.UNKNOWN) if finding.status is Status.SUSPECTED else truth


def of_asked_finding(day: Day, finding: Finding, asked: Has | Had) -> Iterator[Unknown]:
    """What is not known of one finding, of the status and details that are asked for."""
    if truth_of(day, finding, asked) is Truth.UNKNOWN:
        yield from of_details(day, finding, asked.details)
        if finding.status is Status.SUSPECTED:
            yield of_status(finding, finding.condition)


def of_quantity(quantity: QuantityId, reading: Reading) -> Unknown:
    """A quantity whose value is missing or too old."""
    return Unknown(cause=Cause.MISSING if reading.value is None else Cause.STALE, quantity=quantity)
