"""What clinicians answered, and what it does to a rule that asks for it (meaning, "Clearances on record")."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import reduce
from typing import final

import attrs

from bodywork_rules.engine.facts import begun, expiry_of, read, taken_on, unknown_key, value_then
from bodywork_rules.engine.ruling import Ruling
from bodywork_rules.engine.screen.details import Day, detail_truths
from bodywork_rules.model import (
    Answer,
    Cause,
    ClearanceRecord,
    ClientProfile,
    Contraindication,
    Detail,
    Finding,
    Had,
    Has,
    Limits,
    Measured,
    Status,
    This,
    Truth,
    Unknown,
    Verdict,
)
from bodywork_rules.model.dates import span_of
from bodywork_rules.model.predicates import leaves
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = [
    "Fact",
    "Grants",
    "began_after",
    "came_up_after",
    "changed_after",
    "ended_after",
    "of_date",
    "plain_ruling",
    "ruling",
]

Grants = Sequence[ClearanceRecord]
"""The grants that decide, all of one day; at least one."""


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Fact:
    """One thing that a rule rests on, held against the day of a clinician's yes.

    Attributes:
        truth: whether it is so.
        to_act: whether it is so in the reading to act on.
        later: whether it came up after that day.
        unknown: what would tell.
    """

    truth: Truth
    to_act: bool
    later: Truth
    unknown: tuple[Unknown, ...] = ()

    @property
    def escapes(self) -> tuple[bool, bool, bool]:
        """Whether a grant of that day does not reach it, in the readings low, act and high."""
        may_be_later = self.later is not Truth.FALSE
        return (
            self.truth is Truth.TRUE and self.later is Truth.TRUE,
            self.to_act and may_be_later,
            self.truth is not Truth.FALSE and may_be_later,
        )


def plain_ruling(rule: Contraindication) -> Ruling:
    """What a rule asks for when no clinician answered."""
    return Ruling((rule.verdict, rule.verdict, rule.verdict), rule.limits)


def ruling(
    rulebook: Rulebook,
    profile: ClientProfile,
    rule: Contraindication,
    finding: Finding | None,
    on: date,
    asked: Callable[[Grants], Iterable[Fact]],
) -> Ruling:
    """What a rule asks for, for one finding.

    Args:
        rulebook: the rulebook.
        profile: the client.
        rule: the rule.
        finding: the finding; nothing for the one nobody told us of, or a rule about nothing.
        on: the day.
        asked: what the rule asks of the client besides that finding, held against the grants that decide.
    """
    decide = deciding(rulebook, profile, rule, finding, on)
    if not decide:
        return plain_ruling(rule)
    if decide[0].answer is Answer.REFUSED:
        return Ruling((Verdict.AVOID, Verdict.AVOID, Verdict.AVOID), rule.limits, decide[-1])
    limits = reduce(Limits.tightest, (record.limits for record in decide), rule.limits)
    lifted = Verdict.MODIFY if limits.any or rule.advice else Verdict.PROCEED
    facts = [_tested(rulebook, profile, rule, finding, on, decide)]
    if rule.about is not None:
        facts += [*_over(rulebook, profile, rule, finding, on, decide), *asked(decide)]
    low, act, high = (
        Verdict.CLEARANCE if any(fact.escapes[reading] for fact in facts) else lifted for reading in (0, 1, 2)
    )
    doubts = {unknown for fact in facts if fact.escapes[2] for unknown in fact.unknown} if low < high else ()
    return Ruling((low, act, high), limits, decide[-1], tuple(sorted(doubts, key=unknown_key)))


def deciding(
    rulebook: Rulebook, profile: ClientProfile, rule: Contraindication, finding: Finding | None, on: date
) -> list[ClearanceRecord]:
    """The grants of one day that decide, or the refusals that do, in a fixed order; none when none decides.

    A grant decides while it is in force and no later record, nor a refusal of its day, stands: an older grant never
    comes back. Otherwise a refusal in force decides.
    """
    concerning = [
        record
        for record in sorted(set(profile.clearances), key=_order)
        if record.clearance == rule.clearance
        and (not record.findings or (finding is not None and finding.id in record.findings))
    ]
    in_force = [record for record in concerning if record.on <= on < expiry_of(rulebook, record)]
    if not in_force:
        return []
    latest = max(record.on for record in concerning)
    of_latest_day = [record for record in concerning if record.on == latest]
    if all(record.answer is Answer.GRANTED for record in of_latest_day):
        grants = [record for record in in_force if record.on == latest]
        if grants:
            return grants
    return [record for record in in_force if record.answer is Answer.REFUSED]


def _order(record: ClearanceRecord) -> tuple[date, str]:
    return record.on, repr(record)


def _tested(
    rulebook: Rulebook,
    profile: ClientProfile,
    rule: Contraindication,
    finding: Finding | None,
    on: date,
    grants: Grants,
) -> Fact:
    """The finding that a rule is tested for, or all that a rule about nothing reads, held against grants."""
    if rule.about is None:
        asked = [each for each in (*leaves(rule.when), *leaves(rule.unless)) if isinstance(each, Measured)]
        later = max((changed_after(rulebook, profile, each, on, grants) for each in asked), default=Truth.FALSE)
        missing = tuple(
            Unknown(cause=Cause.MISSING, quantity=each.quantity)
            for each in asked
            if read(rulebook, profile, each.quantity, on).value is None
        )
        return Fact(truth=Truth.TRUE, to_act=True, later=later, unknown=missing)
    if finding is None:
        return Fact(truth=Truth.TRUE, to_act=True, later=Truth.TRUE)
    later = began_after(finding, grants, taken_on(profile, on))
    return Fact(truth=Truth.TRUE, to_act=True, later=later, unknown=of_date(finding, Detail.ONSET, later))


def _over(
    rulebook: Rulebook,
    profile: ClientProfile,
    rule: Contraindication,
    finding: Finding | None,
    on: date,
    grants: Grants,
) -> Iterator[Fact]:
    """The finding that a rule is tested for, wherever its end is asked for."""
    if finding is None or _is_named(finding, grants):
        return
    taken = taken_on(profile, on)
    for leaf in leaves(rule.when):
        if isinstance(leaf, This) and leaf.details.asks_end:
            truth = min(detail_truths(Day(rulebook.body, taken, on), finding, leaf.details))
            later = ended_after(finding, grants, taken)
            if truth is not Truth.FALSE:
                yield Fact(truth=truth, to_act=True, later=later, unknown=of_date(finding, Detail.END, later))


def _is_named(finding: Finding, grants: Grants) -> bool:
    """Whether one of some grants names a finding."""
    return finding.id is not None and any(finding.id in grant.findings for grant in grants)


def began_after(finding: Finding, grants: Grants, taken: date) -> Truth:
    """Whether a finding began after grants of one day; of one that they name, the clinician knew."""
    if _is_named(finding, grants):
        return Truth.FALSE
    known = begun(finding, taken)
    if known is None:
        return Truth.UNKNOWN
    earliest, latest = known
    if latest <= grants[0].on:
        return Truth.FALSE
    return Truth.TRUE if earliest is not None and earliest > grants[0].on else Truth.UNKNOWN


def ended_after(finding: Finding, grants: Grants, taken: date) -> Truth:
    """Whether a finding ended after grants of one day; what is present has not ended."""
    if finding.end is None:
        return Truth.FALSE if finding.status is Status.PRESENT else Truth.UNKNOWN
    earliest, latest = span_of(finding.end, taken)
    if latest <= grants[0].on:
        return Truth.FALSE
    return Truth.TRUE if earliest > grants[0].on else Truth.UNKNOWN


def came_up_after(finding: Finding, asked: Has | Had, grants: Grants, taken: date) -> tuple[Truth, tuple[Unknown, ...]]:
    """Whether what is asked of a finding came up after grants of one day, and what would tell.

    What is asked of its end came up when it ended.
    """
    begun_later, over_later = began_after(finding, grants, taken), Truth.FALSE
    if asked.details.asks_end:
        over_later = ended_after(finding, grants, taken)
    doubts = (*of_date(finding, Detail.ONSET, begun_later), *of_date(finding, Detail.END, over_later))
    return max(begun_later, over_later), doubts


def changed_after(rulebook: Rulebook, profile: ClientProfile, asked: Measured, on: date, grants: Grants) -> Truth:
    """Whether what is asked of a quantity may have become another since grants of one day.

    A value that moves on by itself is known for that day too; another tells of the day on which it was measured.
    """
    reading = read(rulebook, profile, asked.quantity, on)
    if reading.value is None or reading.measured is None:
        return Truth.UNKNOWN
    if rulebook.quantities[asked.quantity].days_per_unit is None:
        return Truth.TRUE if reading.measured > grants[0].on else Truth.FALSE
    then = value_then(rulebook, profile, asked.quantity, on, grants[0].on)
    return Truth.TRUE if then is None or asked.holds(then) is not asked.holds(reading.value) else Truth.FALSE


def of_date(finding: Finding, detail: Detail, later: Truth) -> tuple[Unknown, ...]:
    """The onset or the end of a finding, where it does not tell whether that was later."""
    if later is not Truth.UNKNOWN:
        return ()
    given = finding.onset if detail is Detail.ONSET else finding.end
    cause = Cause.NOT_GIVEN if given is None else Cause.IMPRECISE
    return (Unknown(cause=cause, condition=finding.condition, finding=finding, detail=detail),)
