"""What clinicians answered, and what it does to a rule that asks for their clearance (design section 4.4)."""

from datetime import date
from functools import reduce
from typing import final

import attrs

from bodywork_rules.engine.facts import read, taken_on
from bodywork_rules.model import (
    Answer,
    ClearanceRecord,
    ClientProfile,
    Contraindication,
    Finding,
    Limits,
    Measured,
    Verdict,
)
from bodywork_rules.model.dates import span_of
from bodywork_rules.model.predicates import leaves
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["Ruling", "expiry_of", "plain_ruling", "ruling"]


@final
@attrs.frozen
class Ruling:
    """What a rule asks for after what clinicians answered.

    Attributes:
        verdicts: in the readings low, act and high.
        limits: the rule's, and those written on the grants that decide.
        record: the record that decides; nothing when none does.
    """

    verdicts: tuple[Verdict, Verdict, Verdict]
    limits: Limits
    record: ClearanceRecord | None = None


def plain_ruling(rule: Contraindication) -> Ruling:
    """What a rule asks for when no clinician answered."""
    return Ruling((rule.verdict, rule.verdict, rule.verdict), rule.limits)


def ruling(
    rulebook: Rulebook, profile: ClientProfile, rule: Contraindication, finding: Finding | None, on: date
) -> Ruling:
    """What a rule asks for, for one finding (nothing: the one nobody told us of, or a rule about nothing)."""
    if rule.clearance is None:
        return plain_ruling(rule)
    decide = deciding(rulebook, profile, rule, finding, on)
    if not decide:
        return plain_ruling(rule)
    if decide[0].answer is Answer.REFUSED:
        return Ruling((Verdict.AVOID, Verdict.AVOID, Verdict.AVOID), rule.limits, decide[-1])
    limits = reduce(Limits.tightest, (record.limits for record in decide), rule.limits)
    lifted = Verdict.MODIFY if limits.any or rule.advice else Verdict.PROCEED
    reach = min(_column(rulebook, profile, rule, finding, on, record) for record in decide)
    verdicts = {
        1: (lifted, lifted, lifted),
        2: (lifted, Verdict.CLEARANCE, Verdict.CLEARANCE),
        3: (Verdict.CLEARANCE, Verdict.CLEARANCE, Verdict.CLEARANCE),
    }[reach]
    return Ruling(verdicts, limits, decide[-1])


def expiry_of(rulebook: Rulebook, record: ClearanceRecord) -> date:
    """The first day on which a record is no longer in force."""
    try:
        return record.expires or record.on + rulebook.clearances[record.clearance].lasts
    except OverflowError:
        return date.max


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


def _column(
    rulebook: Rulebook,
    profile: ClientProfile,
    rule: Contraindication,
    finding: Finding | None,
    on: date,
    record: ClearanceRecord,
) -> int:
    """How far a grant reaches: 1 it lifts the rule, 2 in low only, 3 not at all."""
    if rule.about is None:
        readings = [
            read(rulebook, profile, asked.quantity, on)
            for asked in (*leaves(rule.when), *leaves(rule.unless))
            if isinstance(asked, Measured)
        ]
        known = (reading.value is not None and reading.measured is not None for reading in readings)
        dated = all(known) and all(reading.measured <= record.on for reading in readings if reading.measured)
        return 1 if dated else 3
    if finding is None:
        return 3
    if finding.id is not None and finding.id in record.findings:
        return 1
    if finding.onset is None:
        return 2
    earliest, latest = span_of(finding.onset, taken_on(profile, on))
    if latest <= record.on:
        return 1
    return 2 if earliest <= record.on else 3
