"""What is true of a client: findings, details, predicates (meaning, "Truth")."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import assert_never, final

import attrs

from bodywork_rules.engine.facts import days_since, given_findings, implied_findings, in_days, is_closed, read
from bodywork_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    ClientProfile,
    ConditionId,
    Detail,
    Details,
    Finding,
    Had,
    Has,
    Measured,
    Predicate,
    Status,
    This,
    Truth,
)
from bodywork_rules.model.dates import When
from bodywork_rules.model.scales import Side
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["Client", "cautious", "detail_truths", "of_finding", "status_truth", "truth", "union", "yes"]

FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE


@final
@attrs.frozen
class Client:
    """One client on one day, as the rulebook sees them.

    Attributes:
        rulebook: the rulebook.
        profile: what is known.
        on: the day.
        findings: what is reported: the findings given, and those that the goals imply.
    """

    rulebook: Rulebook
    profile: ClientProfile
    on: date
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, rulebook: Rulebook, profile: ClientProfile, on: date) -> "Client":
        """Gather what is reported."""
        return cls(rulebook, profile, on, given_findings(profile) + implied_findings(rulebook, profile))

    def of_condition(self, condition: ConditionId) -> list[Finding]:
        """The reported findings of a condition or of anything narrower."""
        return [finding for finding in self.findings if condition in self.rulebook.broader_of(finding.condition)]

    def is_open(self, condition: ConditionId) -> bool:
        """Whether there may be one more finding of a condition, that nobody told us of."""
        return not is_closed(self.rulebook, self.profile, condition, self.on, self.findings)


def in_window(client: Client, when: When | None, at_least: int, at_most: int) -> Truth:
    """Whether something was so many days ago, both ends included."""
    if when is None:
        return UNKNOWN
    nearest, furthest = days_since(when, client.profile.taken or client.on, client.on)
    if at_least <= nearest and furthest <= at_most:
        return TRUE
    return FALSE if furthest < at_least or at_most < nearest else UNKNOWN


def began_in_window(client: Client, finding: Finding, at_least: int, at_most: int) -> Truth:
    """Whether a finding began so many days ago, both ends included; what is over began no later than it ended."""
    began = in_window(client, finding.onset, at_least, at_most)
    if began is not UNKNOWN or finding.end is None:
        return began
    taken, forever = client.profile.taken or client.on, 10**9
    since_end = days_since(finding.end, taken, client.on)[0]
    nearest, furthest = days_since(finding.onset, taken, client.on) if finding.onset else (since_end, forever)
    nearest = max(nearest, since_end)
    if at_least <= nearest and furthest <= at_most:
        return TRUE
    return FALSE if furthest < at_least or at_most < nearest else UNKNOWN


def yes(fact: bool) -> Truth:
    """A plain fact as a truth."""
    return TRUE if fact else FALSE


def at_sites(client: Client, finding: Finding, asked: int) -> Truth:
    """Whether a finding is at one of the points asked for."""
    body = client.rulebook.body
    possible, certain = FALSE, FALSE
    for site in finding.sites:
        sides = (
            [site] if body.certain_side(site) else [attrs.evolve(site, side=side) for side in (Side.LEFT, Side.RIGHT)]
        )
        hits = [bool(body.mask(side) & asked) for side in sides]
        certain = max(certain, yes(all(hits)))
        possible = max(possible, UNKNOWN if any(hits) else FALSE)
    return max(certain, possible) if finding.sites else UNKNOWN


def detail_truths(client: Client, finding: Finding | None, asked: Details) -> dict[Detail, Truth]:
    """The truth of each detail asked of one finding; of one that nobody told us of, all are unknown."""
    truths: dict[Detail, Truth] = {}
    forever = 10**9
    if asked.onset_within is not None or asked.onset_at_least is not None:
        window = in_days(asked.onset_at_least, 0), in_days(asked.onset_within, forever)
        truths[Detail.ONSET] = began_in_window(client, finding, *window) if finding else UNKNOWN
    if asked.ended_within is not None or asked.ended_at_least is not None:
        window = in_days(asked.ended_at_least, 0), in_days(asked.ended_within, forever)
        truths[Detail.END] = in_window(client, finding.end, *window) if finding else UNKNOWN
        if finding and finding.status is Status.PRESENT:
            truths[Detail.END] = FALSE
    if asked.sites:
        truths[Detail.SITES] = (
            at_sites(client, finding, client.rulebook.body.union(asked.sites)) if finding else UNKNOWN
        )
    if asked.severity_at_least is not None:
        severity = finding.severity if finding else None
        truths[Detail.SEVERITY] = UNKNOWN if severity is None else yes(severity >= asked.severity_at_least)
    if asked.stages:
        stage = finding.stage if finding else None
        truths[Detail.STAGE] = UNKNOWN if stage is None else yes(stage in asked.stages)
    if asked.controlled is not None:
        controlled = finding.controlled if finding and finding.status is not Status.SUSPECTED else None
        truths[Detail.CONTROLLED] = UNKNOWN if controlled is None else yes(controlled is asked.controlled)
    return truths


def status_truth(finding: Finding | None, *, ever: bool) -> Truth:
    """Whether a finding is present, or with ``ever`` also resolved; one that nobody told us of may be."""
    if finding is None or finding.status is Status.SUSPECTED:
        return UNKNOWN
    return yes(ever or finding.status is Status.PRESENT)


def of_finding(client: Client, finding: Finding | None, asked: Details, *, ever: bool) -> Truth:
    """Whether one finding has the status and all the details asked for."""
    return min([status_truth(finding, ever=ever), *detail_truths(client, finding, asked).values()])


def cautious(truth: Truth) -> Truth:
    """What is unknown of a reported finding counts as true."""
    return TRUE if truth is UNKNOWN else truth


def truth(client: Client, asked: Predicate, this: Finding | None, *, cautiously: bool = False) -> Truth:
    """The truth of a predicate, read plainly or cautiously.

    Args:
        client: the client.
        asked: the predicate.
        this: the finding that the rule is about; nothing for one that nobody told us of.
        cautiously: in the reading to act on.
    """

    def again(each: Predicate) -> Truth:
        return truth(client, each, this, cautiously=cautiously)

    match asked:
        case Has(condition=condition, details=details) | Had(condition=condition, details=details):
            ever = isinstance(asked, Had)
            truths = [of_finding(client, each, details, ever=ever) for each in client.of_condition(condition)]
            if cautiously:
                return max(map(cautious, truths), default=FALSE)
            return max([*truths, UNKNOWN if client.is_open(condition) else FALSE])
        case This(details=details):
            plain = min(detail_truths(client, this, details).values())
            return plain if not cautiously or this is None else cautious(plain)
        case Measured():
            return measured_truth(client, asked, cautiously=cautiously)
        case AllOf(of=of):
            return min(map(again, of))
        case AnyOf(of=of):
            return max(map(again, of))
        case AtLeast(n=n, of=of):
            return sorted(map(again, of), reverse=True)[n - 1]
        case _:
            assert_never(asked)


def measured_truth(client: Client, asked: Measured, *, cautiously: bool) -> Truth:
    """Whether a quantity is at least, or below, a bound."""
    reading = read(client.rulebook, client.profile, asked.quantity, client.on)
    if reading.value is None:
        described = client.rulebook.quantities[asked.quantity].describes
        counts = described is not None and any(
            finding.status is not Status.RESOLVED for finding in client.of_condition(described)
        )
        return yes(counts) if cautiously else UNKNOWN
    if not reading.fresh and not cautiously:
        return UNKNOWN
    return yes(reading.value >= asked.at_least if asked.at_least is not None else reading.value < (asked.below or 0))


def union(masks: Iterable[int]) -> int:
    """All points of several sets."""
    return reduce(int.__or__, masks, 0)
