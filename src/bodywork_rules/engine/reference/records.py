"""What a clinician's yes or no does to a rule: the tables row by row (meaning, "Clearances on record").

Written apart from what the evaluator does, so that a fault in one of them is seen by the other.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from typing import assert_never, final

import attrs

from bodywork_rules.engine.facts import read, taken_on, unknown_key, value_then
from bodywork_rules.engine.reference.truth import Client, of_finding, truth, yes
from bodywork_rules.engine.reference.unknowns import of_quantity, of_status, unknowns_of_finding
from bodywork_rules.engine.ruling import Ruling
from bodywork_rules.model import (
    Answer,
    Cause,
    ClearanceRecord,
    ConditionId,
    Contraindication,
    Detail,
    Finding,
    Had,
    Has,
    Measured,
    Status,
    This,
    Truth,
    Unknown,
    Verdict,
)
from bodywork_rules.model.dates import span_of
from bodywork_rules.model.predicates import leaves

__all__ = ["ruling"]

FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
READINGS = (0, 1, 2)
"""Low, act and high."""


def ruling(client: Client, rule: Contraindication, finding: Finding | None) -> Ruling:
    """What a rule asks for, for one finding; nothing for the one nobody told us of, or a rule about nothing."""
    decide = deciding(client, rule, finding)
    if not decide:
        return Ruling((rule.verdict, rule.verdict, rule.verdict), rule.limits)
    shown = max(decide, key=lambda record: (record.on, repr(record)))
    if shown.answer is Answer.REFUSED:
        return Ruling((Verdict.AVOID, Verdict.AVOID, Verdict.AVOID), rule.limits, shown)
    limits = rule.limits
    for record in decide:
        limits = limits.tightest(record.limits)
    lifted = Verdict.MODIFY if limits.any or rule.advice else Verdict.PROCEED
    rests = list(rests_on(client, rule, finding, Granted(client, shown.on, decide)))
    low, act, high = (
        lifted if all(each.lifted[reading] for each in rests) else Verdict.CLEARANCE for reading in READINGS
    )
    doubts: set[Unknown] = set()
    if low is not high:
        for each in rests:
            if not each.lifted[2]:
                doubts.update(each.unknown)
    return Ruling((low, act, high), limits, shown, tuple(sorted(doubts, key=unknown_key)))


def deciding(client: Client, rule: Contraindication, finding: Finding | None) -> list[ClearanceRecord]:
    """The grants that decide, else the refusals that do; none when none decides."""
    concerning = [record for record in client.profile.clearances if concerns(record, rule, finding)]
    grants, refusals = [], []
    for record in concerning:
        if not in_force(client, record):
            continue
        if record.answer is Answer.REFUSED:
            refusals.append(record)
        elif not any(goes_before(other, record) for other in concerning):
            grants.append(record)
    return grants or refusals


def concerns(record: ClearanceRecord, rule: Contraindication, finding: Finding | None) -> bool:
    """Whether a record answers the clearance of a rule, for this finding; one that names none is for every finding."""
    if record.clearance != rule.clearance:
        return False
    return not record.findings or (finding is not None and finding.id in record.findings)


def in_force(client: Client, record: ClearanceRecord) -> bool:
    """Whether a record is in force: from its day on, until the day before it expires."""
    if record.expires is not None:
        return record.on <= client.on < record.expires
    return timedelta(0) <= client.on - record.on < client.rulebook.clearances[record.clearance].lasts


def goes_before(other: ClearanceRecord, grant: ClearanceRecord) -> bool:
    """Whether a record, in force or not, takes the place of a grant: a later one, or a refusal of the same day."""
    return other.on > grant.on or (other.on == grant.on and other.answer is Answer.REFUSED)


class Is(Enum):
    """Whether what a rule rests on is so: the rows of the table."""

    SO = "so"
    MAY_BE = "may be so, by what was told"
    UNTOLD = "nobody told us whether it is"


LIFTED, LOW_ONLY, ALL_BUT_HIGH, NEVER = (True, True, True), (True, False, False), (True, True, False), (False,) * 3

TABLE: dict[Is, dict[Truth, tuple[bool, bool, bool]]] = {
    #                 no later than the yes      not known                came up after it
    Is.SO: {FALSE: LIFTED, UNKNOWN: LOW_ONLY, TRUE: NEVER},
    Is.MAY_BE: {FALSE: LIFTED, UNKNOWN: LOW_ONLY, TRUE: LOW_ONLY},
    Is.UNTOLD: {UNKNOWN: ALL_BUT_HIGH},
}
"""Whether a yes lifts a rule, in low, act and high, as far as one thing goes that the rule rests on."""


@final
@attrs.frozen
class Rest:
    """One thing that a rule rests on, held against the day of a yes.

    Attributes:
        row: whether it is so.
        later: whether it came up after that day.
        unknown: what would tell.
    """

    row: Is
    later: Truth
    unknown: tuple[Unknown, ...] = ()

    @property
    def lifted(self) -> tuple[bool, bool, bool]:
        """Whether the yes lifts the rule as far as this goes."""
        return TABLE[self.row][self.later]


@final
@attrs.frozen
class Granted:
    """What clinicians allowed on one day.

    Attributes:
        client: to whom.
        on: the day.
        grants: the records.
    """

    client: Client
    on: date
    grants: list[ClearanceRecord]

    def before(self, first: date | None, last: date | None) -> Truth:
        """Whether what was on one of some days was after this one; nothing for an end of them that is not known."""
        if last is not None and last <= self.on:
            return FALSE
        return TRUE if first is not None and first > self.on else UNKNOWN

    def names(self, finding: Finding) -> bool:
        """Whether one of them names a finding."""
        return any(finding.id is not None and finding.id in grant.findings for grant in self.grants)

    def began_later(self, finding: Finding) -> Truth:
        """Whether a finding began later; of one that was named, the clinician knew."""
        if self.names(finding):
            return FALSE
        taken = taken_on(self.client.profile, self.client.on)
        first, last = span_of(finding.onset, taken) if finding.onset else (None, None)
        if finding.end is not None:  # it began no later than it ended
            over = span_of(finding.end, taken)[1]
            last = over if last is None or over < last else last
        return self.before(first, last)

    def ended_later(self, finding: Finding) -> Truth:
        """Whether a finding that is over, or may be, ended later."""
        if finding.end is None:
            return UNKNOWN
        return self.before(*span_of(finding.end, taken_on(self.client.profile, self.client.on)))

    def changed_later(self, asked: Measured) -> Truth:
        """Whether a value was measured later; of one that moves on by itself, whether the answer was another then."""
        book, profile, on = self.client.rulebook, self.client.profile, self.client.on
        reading = read(book, profile, asked.quantity, on)
        if reading.value is None or reading.measured is None:
            return UNKNOWN
        if book.quantities[asked.quantity].days_per_unit is None:
            return self.before(reading.measured, reading.measured)
        then = value_then(book, profile, asked.quantity, on, self.on)
        return yes(then is None or asked.holds(then) is not asked.holds(reading.value))


def rests_on(client: Client, rule: Contraindication, finding: Finding | None, granted: Granted) -> Iterator[Rest]:
    """All that a rule rests on: its finding, and what its ``when`` and its ``unless`` ask for.

    But for its end, a detail of the finding itself is part of what the clinician was asked about.
    """
    if rule.about is None:
        yield from all_that_is_measured(client, rule, granted)
        return
    yield its_finding(finding, granted)
    for leaf in leaves(rule.when):
        match leaf:
            case Has() | Had():
                yield from what_is_there(client, leaf, granted)
            case Measured():
                yield from what_is_measured(client, leaf, granted, so=TRUE)
            case This():
                yield from what_is_over(client, leaf, finding, granted)
            case _:
                assert_never(leaf)
    for leaf in leaves(rule.unless):
        match leaf:
            case Has():
                yield from what_is_gone(client, leaf, granted)
            case Measured():
                yield from what_is_measured(client, leaf, granted, so=FALSE)
            case Had() | This():
                pass
            case _:
                assert_never(leaf)


def all_that_is_measured(client: Client, rule: Contraindication, granted: Granted) -> Iterator[Rest]:
    """All that a rule about nothing rests on."""
    measured = [leaf for leaf in (*leaves(rule.when), *leaves(rule.unless)) if isinstance(leaf, Measured)]
    for leaf in measured:
        missing = read(client.rulebook, client.profile, leaf.quantity, client.on).value is None
        yield Rest(Is.SO, granted.changed_later(leaf), (of_quantity(client, leaf.quantity),) if missing else ())


def its_finding(finding: Finding | None, granted: Granted) -> Rest:
    """The finding that a rule is tested for; the one that nobody told us of is later than any yes."""
    if finding is None:
        return Rest(Is.SO, TRUE)
    later = granted.began_later(finding)
    return Rest(Is.SO, later, of_date(finding, Detail.ONSET, later))


def what_is_over(client: Client, asked: This, finding: Finding | None, granted: Granted) -> Iterator[Rest]:
    """The finding itself, of which the end is asked for, came up when it ended; of one named, the clinician knew."""
    so = truth(client, asked, finding)
    if finding is None or granted.names(finding) or not asked.details.asks_end or so is FALSE:
        return
    later = granted.ended_later(finding)
    yield Rest(Is.SO if so is TRUE else Is.MAY_BE, later, of_date(finding, Detail.END, later))


def what_is_there(client: Client, asked: Has | Had, granted: Granted) -> Iterator[Rest]:
    """The findings that a rule asks for: each came up when it began, or ended where its end is asked for."""
    for finding in client.of_condition(asked.condition):
        so = of_finding(client, finding, asked.details, ever=isinstance(asked, Had))
        if so is FALSE:
            continue
        began, over = granted.began_later(finding), FALSE
        if asked.details.asks_end:
            over = granted.ended_later(finding)
        unknown = (
            *unknowns_of_finding(client, finding, asked),
            *of_date(finding, Detail.ONSET, began),
            *of_date(finding, Detail.END, over),
        )
        yield Rest(Is.SO if so is TRUE else Is.MAY_BE, max(began, over), unknown)
    yield from one_not_told(client, asked.condition)


def what_is_gone(client: Client, asked: Has, granted: Granted) -> Iterator[Rest]:
    """The findings that would lift a rule: one that is over came up, as a loss, when it ended."""
    for finding in client.of_condition(asked.condition):
        if finding.status is Status.RESOLVED:
            later = granted.ended_later(finding)
            yield Rest(Is.SO, later, of_date(finding, Detail.END, later))
        if finding.status is Status.SUSPECTED:
            yield Rest(Is.UNTOLD, UNKNOWN, (of_status(finding, finding.condition),))
    yield from one_not_told(client, asked.condition)


def one_not_told(client: Client, condition: ConditionId) -> Iterator[Rest]:
    """The finding that nobody told us of: it may have come up, or gone, since."""
    if client.is_open(condition):
        yield Rest(Is.UNTOLD, UNKNOWN, (of_status(None, condition),))


def what_is_measured(client: Client, asked: Measured, granted: Granted, *, so: Truth) -> Iterator[Rest]:
    """A value for which a rule counts, where the predicate is so; and the newer one that nobody told us of."""
    reading = read(client.rulebook, client.profile, asked.quantity, client.on)
    if reading.value is not None and truth(client, asked, None, cautiously=True) is so:
        yield Rest(Is.SO if reading.fresh else Is.MAY_BE, granted.changed_later(asked))
    if not reading.fresh:
        yield Rest(Is.UNTOLD, UNKNOWN, (of_quantity(client, asked.quantity),))


def of_date(finding: Finding, detail: Detail, later: Truth) -> tuple[Unknown, ...]:
    """The onset or the end of a finding, where it does not tell whether that was later."""
    if later is not UNKNOWN:
        return ()
    given = finding.onset if detail is Detail.ONSET else finding.end
    cause = Cause.NOT_GIVEN if given is None else Cause.IMPRECISE
    return (Unknown(cause=cause, condition=finding.condition, finding=finding, detail=detail),)
