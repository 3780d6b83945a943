"""What is known of one client on one day: findings given and implied, conditions closed, quantities read.

Every way of computing an answer rests on these plain facts (meaning, "Facts").
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import assert_never, final

import attrs

from bodywork_rules.model import (
    EVERYTHING,
    ClearanceRecord,
    ClientProfile,
    ConditionId,
    DaysAgo,
    Finding,
    Goal,
    Measurement,
    PartialDate,
    Quantity,
    QuantityId,
    Referral,
    Side,
    Site,
    Status,
    Technique,
    Unknown,
)
from bodywork_rules.model.body import Body
from bodywork_rules.model.dates import When, span_of
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = [
    "AGE",
    "FindingKey",
    "Reading",
    "Told",
    "UnknownKey",
    "begun",
    "called_for",
    "days_since",
    "expiry_of",
    "finding_key",
    "given_findings",
    "goal_points",
    "holds_still",
    "implied_findings",
    "in_days",
    "is_closed",
    "is_urgent",
    "measurements_of",
    "moved",
    "read",
    "taken_on",
    "told_of",
    "unknown_key",
    "value_then",
]

_RESOLVED = Status.RESOLVED
AGE = QuantityId("age")
"""The quantity that a profile's ``born`` or ``age`` feeds, in years."""


def taken_on(profile: ClientProfile, on: date) -> date:
    """The day the history was taken; of an undated one, the day of the evaluation."""
    return profile.taken or on


def given_findings(profile: ClientProfile) -> tuple[Finding, ...]:
    """The findings that the profile states, medications included."""
    return profile.findings + profile.medications


def goal_points(rulebook: Rulebook, goal: Goal) -> int:
    """Where a goal is meant: its sites, or wherever its complaint can be."""
    return rulebook.body.union(goal.sites) if goal.sites else rulebook.can_be(goal.complaint)


def finding_points(body: Body, finding: Finding) -> int:
    """Every point that a finding's sites may mean, both sides where the side is not said."""
    return body.union(finding.sites)


def implied_findings(rulebook: Rulebook, profile: ClientProfile) -> tuple[Finding, ...]:
    """The findings that the client's goals imply: each complaint, where no finding of it is given.

    A finding of the complaint or of a narrower condition, present or suspected, stands for the complaint at its
    sites; one without a site stands for it everywhere.
    """
    implied: list[Finding] = []
    present = [finding for finding in given_findings(profile) if finding.status is not _RESOLVED]
    for goal in profile.goals:
        kinds = rulebook.narrower_of(goal.complaint)
        told = [finding for finding in present if finding.condition in kinds]
        if not goal.sites:
            found = None if told else Finding(goal.complaint)
        elif any(not finding.sites for finding in told):
            found = None
        else:
            body, taken = rulebook.body, 0
            for finding in told:
                taken |= finding_points(body, finding)
            left = [part for site in goal.sites for part in _sided(body.sites(body.mask(site) & ~taken))]
            found = Finding(goal.complaint, sites=left) if left else None
        if found and found not in implied:
            implied.append(found)
    return tuple(implied)


@final
@attrs.frozen(eq=False, repr=False)
class Told:
    """What a client told of, with all that is broader.

    Attributes:
        now: what is present, suspected or wanted treated.
        ever: that, and what is over.
    """

    now: frozenset[ConditionId]
    ever: frozenset[ConditionId]


def called_for(technique: Technique, told: Told) -> bool:
    """Whether a technique is for everybody, or for one of some conditions.

    Args:
        technique: the technique.
        told: what ``told_of`` gives.
    """
    of = told.ever if technique.only_for_ever else told.now
    return not technique.only_for or not of.isdisjoint(technique.only_for)


def told_of(rulebook: Rulebook, profile: ClientProfile) -> Told:
    """What the client has or wants treated, and what the client ever had, with all that is broader."""
    given = given_findings(profile)
    now = {each.condition for each in given if each.status is not Status.RESOLVED}
    now |= {each.complaint for each in profile.goals}
    ever = now | {each.condition for each in given}
    return Told(*(frozenset().union(*(rulebook.broader_of(each) for each in of)) for of in (now, ever)))


def _sided(sites: tuple[Site, ...]) -> Iterator[Site]:
    """The same sites with "both" written as left and right."""
    for site in sites:
        sides = (Side.LEFT, Side.RIGHT) if site.side is Side.BOTH else (site.side,)
        yield from (Site(region=site.region, side=side) for side in sides)


def holds_still(rulebook: Rulebook, profile: ClientProfile, condition: ConditionId, on: date) -> bool:
    """Whether a "no" about a condition, told when the history was taken, has not lapsed."""
    time = rulebook.conditions[condition].ask_again_after
    return time is None or on - taken_on(profile, on) < time


def is_closed(
    rulebook: Rulebook, profile: ClientProfile, condition: ConditionId, on: date, findings: tuple[Finding, ...]
) -> bool:
    """Whether of a condition there is nothing beyond what is reported.

    A broader condition that is closed closes its kinds, unless there is a finding of just that broader one: "heart
    disease: yes", without saying which, leaves its kinds open.

    Args:
        rulebook: the rulebook.
        profile: the client.
        condition: which condition.
        on: the day.
        findings: all findings, given and implied.
    """
    if not holds_still(rulebook, profile, condition, on):
        return False
    broader = rulebook.conditions[condition].broader
    if condition in profile.answered or (EVERYTHING in profile.answered and not broader):
        return True
    unspecified = {finding.condition for finding in findings}
    return any(each not in unspecified and is_closed(rulebook, profile, each, on, findings) for each in broader)


@final
@attrs.frozen(eq=False, repr=False)
class Reading:
    """A quantity as read on a day.

    Attributes:
        value: in the quantity's unit; nothing when it is missing.
        fresh: the value still holds; of a missing one, false.
        measured: the day it was measured; nothing when missing, or told by the day of birth.
    """

    value: float | None
    fresh: bool
    measured: date | None


MISSING = Reading(None, fresh=False, measured=None)


def read(rulebook: Rulebook, profile: ClientProfile, quantity: QuantityId, on: date) -> Reading:
    """A quantity on a day: its latest value, moved on where it moves on by itself; past its range it is missing."""
    of = rulebook.quantities[quantity]
    if quantity == AGE and profile.born is not None:
        years = on.year - profile.born.year - ((on.month, on.day) < (profile.born.month, profile.born.day))
        return Reading(years, fresh=True, measured=profile.born) if of.least <= years <= of.most else MISSING
    taken = taken_on(profile, on)
    latest = max(measurements_of(profile, quantity), key=lambda measurement: measurement.on or taken, default=None)
    if latest is None:
        return MISSING
    measured = latest.on or taken
    value = moved(of, latest.value, (on - measured).days)
    if not of.least <= value <= of.most:
        return MISSING
    return Reading(value, fresh=of.fresh_for is None or on - measured < of.fresh_for, measured=measured)


def measurements_of(profile: ClientProfile, quantity: QuantityId) -> list[Measurement]:
    """The measurements of a quantity, the age that the profile states among them."""
    found = [each for each in profile.measurements if each.quantity == quantity]
    if quantity == AGE and profile.age is not None:
        found.append(Measurement(AGE, value=profile.age))
    return found


def moved(quantity: Quantity, value: float, days: int) -> float:
    """A value so many days after it was measured."""
    return value if quantity.days_per_unit is None else value + days / quantity.days_per_unit


def begun(finding: Finding, taken: date) -> tuple[date | None, date] | None:
    """The first and the last day on which a finding can have begun; nothing when neither onset nor end is given.

    What has ended began no later than that: of an end alone, the first day is not known.
    """
    ended = span_of(finding.end, taken)[1] if finding.end is not None else None
    if finding.onset is None:
        return None if ended is None else (None, ended)
    earliest, latest = span_of(finding.onset, taken)
    return earliest, latest if ended is None else min(latest, ended)


def value_then(rulebook: Rulebook, profile: ClientProfile, quantity: QuantityId, on: date, day: date) -> float | None:
    """What a value that moves on by itself was on an earlier day, told by what it is on a later one.

    Args:
        rulebook: the rulebook.
        profile: the client.
        quantity: a quantity that moves on by itself.
        on: the day on which it is read.
        day: the earlier day.
    """
    if quantity == AGE and profile.born is not None:
        return read(rulebook, profile, quantity, day).value
    value = read(rulebook, profile, quantity, on).value
    return None if value is None else moved(rulebook.quantities[quantity], value, (day - on).days)


def expiry_of(rulebook: Rulebook, record: ClearanceRecord) -> date:
    """The first day on which a record is no longer in force."""
    try:
        return record.expires or record.on + rulebook.clearances[record.clearance].lasts
    except OverflowError:
        return date.max


def days_since(when: When, taken: date, on: date) -> tuple[int, int]:
    """At least and at most how many days before ``on`` something was."""
    earliest, latest = span_of(when, taken)
    return (on - latest).days, (on - earliest).days


def in_days(time: timedelta | None, default: int) -> int:
    """A time in whole days."""
    return default if time is None else time.days


def is_urgent(referral: Referral | None) -> bool:
    """Whether a referral is for the same day or an emergency."""
    return referral is not None and referral >= Referral.SAME_DAY


FindingKey = tuple[str, ...]
UnknownKey = tuple[str, str, FindingKey]


def finding_key(finding: Finding | None) -> FindingKey:
    """By which findings are put in an order of their own, whatever the order in which they were given."""
    if finding is None:
        return ()
    return (
        finding.condition,
        finding.id or "",
        finding.status.value,
        _when_key(finding.onset),
        _when_key(finding.end),
        " ".join(map(str, finding.sites)),
        str(int(finding.severity or 0)),
        finding.stage.value if finding.stage else "",
        str(finding.controlled),
    )


def _when_key(when: When | None) -> str:
    match when:
        case None:
            return ""
        case DaysAgo(days=days):
            return f"{days:07}"
        case PartialDate(earliest=earliest, latest=latest):
            return f"{earliest} {latest}"
        case _:
            assert_never(when)


def unknown_key(unknown: Unknown) -> UnknownKey:
    """By which unknowns are put in order."""
    return unknown.id, unknown.cause.value, finding_key(unknown.finding)
