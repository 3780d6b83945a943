"""What is known about one client, on the day the history was taken."""

from collections.abc import Iterable
from datetime import date
from typing import final

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import parse
from bodywork_rules.model.body import Site, sites
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.dates import When, when_or_none
from bodywork_rules.model.ids import EVERYTHING, ClearanceId, ConditionId, FindingId, OutcomeId, QuantityId, TechniqueId
from bodywork_rules.model.limits import NO_LIMITS, Limits, limits
from bodywork_rules.model.scales import Answer, Change, Severity, Stage, Status

__all__ = ["ClearanceRecord", "ClientProfile", "Finding", "Goal", "Measurement", "Preferences", "Response"]


def _status(value: "str | Status") -> Status:
    return parse.member(Status, value)


def _answer(value: "str | Answer") -> Answer:
    return parse.member(Answer, value)


def _change(value: "str | Change") -> Change:
    return parse.member(Change, value)


def _finding_id(value: str | None) -> FindingId | None:
    return None if value is None else FindingId(parse.needed_text(value))


def _finding_ids(value: Iterable[str]) -> tuple[FindingId, ...]:
    return tuple(sorted({FindingId(parse.needed_text(each)) for each in parse.items(value)}))


@final
@attrs.frozen
class Finding(Closed):
    """One condition as one client has it.

    Attributes:
        condition: which one.
        status: present, suspected or resolved (healed, stopped, over).
        id: the caller's own id, to be named by a clearance record; nothing when not needed.
        onset: when it began, as precisely as it is known; nothing when not given.
        end: when it ended, and so began no later; nothing when it lasts or is not given.
        sites: where it is; empty when not given. A paired region without a side: one side, not known which.
        severity: how bad it is; nothing when not given.
        stage: acute, subacute or chronic; nothing when not given.
        controlled: of what lasts, whether it is under control; nothing when not given. Of what is only suspected it
            is not known, whatever is given.

    Raises:
        InvalidValue: a value is not of its form.

    >>> Finding("fracture", onset="2026-10-30", sites=["left wrist"]).sites
    (Site(region='wrist', side=<Side.LEFT: 'left'>),)
    """

    condition: ConditionId = attrs.field(converter=parse.ident)
    status: Status = attrs.field(default=Status.PRESENT, kw_only=True, converter=_status)
    id: FindingId | None = attrs.field(default=None, kw_only=True, converter=_finding_id)
    onset: When | None = attrs.field(default=None, kw_only=True, converter=when_or_none)
    end: When | None = attrs.field(default=None, kw_only=True, converter=when_or_none)
    sites: tuple[Site, ...] = attrs.field(default=(), kw_only=True, converter=sites)
    severity: Severity | None = attrs.field(default=None, kw_only=True, converter=parse.severity_or_none)
    stage: Stage | None = attrs.field(default=None, kw_only=True, converter=parse.stage_or_none)
    controlled: bool | None = attrs.field(default=None, kw_only=True, converter=parse.flag_or_none)


@final
@attrs.frozen
class Measurement(Closed):
    """A value of a quantity and its date.

    Attributes:
        quantity: what was measured.
        value: in the quantity's unit.
        on: the day it was measured; nothing for the day the history was taken.

    Raises:
        InvalidValue: a value is not of its form; the number is none, or beyond 10 to the power of 12.

    >>> Measurement("inr", value=2.4, on="2026-11-20").on
    datetime.date(2026, 11, 20)
    """

    quantity: QuantityId = attrs.field(converter=parse.ident)
    value: float = attrs.field(kw_only=True, converter=parse.number)
    on: date | None = attrs.field(default=None, kw_only=True, converter=parse.day_or_none)


@final
@attrs.frozen
class Goal(Closed):
    """What the client comes for.

    Attributes:
        complaint: the condition that should get better, or the wish.
        outcome: what should change; nothing for any outcome.
        importance: 1 (minor) to 3 (most important).
        sites: where; empty for wherever the complaint can be. A paired region without a side means both.

    Raises:
        InvalidValue: a value is not of its form, or the importance is out of its range.

    >>> Goal("neck-pain", outcome="pain", importance=3).sites
    ()
    """

    complaint: ConditionId = attrs.field(converter=parse.ident)
    outcome: OutcomeId | None = attrs.field(default=None, kw_only=True, converter=parse.ident_or_none)
    importance: int = attrs.field(
        default=2, kw_only=True, converter=parse.whole, validator=parse.within("importance", 1, 3)
    )
    sites: tuple[Site, ...] = attrs.field(default=(), kw_only=True, converter=sites)


@final
@attrs.frozen(kw_only=True)
class Preferences(Closed):
    """What the client wants and does not want. Ids of techniques, families or traits.

    Attributes:
        likes: raise the score.
        dislikes: lower the score.
        declines: are not done at all.
        declines_sites: where the client does not want to be touched. A paired region without a side means both.

    Raises:
        InvalidValue: a value is not of its form.

    >>> Preferences(declines=["suction"], declines_sites=["face"]).declines
    ('suction',)
    """

    likes: tuple[str, ...] = attrs.field(default=(), converter=parse.idents)
    dislikes: tuple[str, ...] = attrs.field(default=(), converter=parse.idents)
    declines: tuple[str, ...] = attrs.field(default=(), converter=parse.idents)
    declines_sites: tuple[Site, ...] = attrs.field(default=(), converter=sites)

    @property
    def any(self) -> bool:
        """Whether anything is wanted or not."""
        return bool(self.likes or self.dislikes or self.declines or self.declines_sites)


NO_PREFERENCES = Preferences()


@final
@attrs.frozen(kw_only=True)
class ClearanceRecord(Closed):
    """A clinician's answer.

    Attributes:
        clearance: which clearance was asked for.
        findings: the ids of the findings it names; empty when it names none.
        answer: granted or refused.
        on: the day of the answer, from which it is in force.
        expires: the first day on which it is no longer in force; nothing for the clearance's own time. One that expires
            on or before its date is never in force, but stands as the later answer.
        limits: what was written on a grant.

    Raises:
        InvalidValue: a refusal bears limits, or a value is not of its form.

    >>> limits = Limits(pressure_at_most=2)
    >>> yes = ClearanceRecord(clearance="bone-ok", findings=["w1"], answer="granted", on="2026-11-01", limits=limits)
    >>> yes.answer.name, yes.expires
    ('GRANTED', None)
    """

    clearance: ClearanceId = attrs.field(converter=parse.ident)
    findings: tuple[FindingId, ...] = attrs.field(default=(), converter=_finding_ids)
    answer: Answer = attrs.field(converter=_answer)
    on: date = attrs.field(converter=parse.day)
    expires: date | None = attrs.field(default=None, converter=parse.day_or_none)
    limits: Limits = attrs.field(default=NO_LIMITS, converter=limits)

    def __attrs_post_init__(self) -> None:
        """Refuse limits on a refusal."""
        if self.answer is Answer.REFUSED and self.limits.any:
            raise InvalidValue("limits on a refusal; only a grant can have them")


@final
@attrs.frozen(kw_only=True)
class Response(Closed):
    """How the client responded to an earlier treatment.

    Attributes:
        technique: what was done.
        change: improved, unchanged or worse.
        complaint: of which complaint; nothing for all.
        on: when; nothing when not given.

    Raises:
        InvalidValue: a value is not of its form.

    >>> Response(technique="swedish-massage", change="improved").complaint is None
    True
    """

    technique: TechniqueId = attrs.field(converter=parse.ident)
    change: Change = attrs.field(converter=_change)
    complaint: ConditionId | None = attrs.field(default=None, converter=parse.ident_or_none)
    on: date | None = attrs.field(default=None, converter=parse.day_or_none)


def _findings(value: "Iterable[str | Finding]") -> tuple[Finding, ...]:
    return tuple(parse.instance(Finding, Finding, each) for each in parse.items(value))


def _goals(value: "Iterable[str | Goal]") -> tuple[Goal, ...]:
    return tuple(parse.instance(Goal, Goal, each) for each in parse.items(value))


def _answered(value: Iterable[str]) -> tuple[ConditionId, ...]:
    given = (EVERYTHING,) if value == EVERYTHING else parse.items(value)
    ids: tuple[ConditionId, ...] = parse.idents(each for each in given if each != EVERYTHING)
    return (EVERYTHING, *ids) if EVERYTHING in given else ids


def _measurements(value: Iterable[Measurement]) -> tuple[Measurement, ...]:
    return tuple(parse.only(Measurement, each) for each in parse.items(value))


def _records(value: Iterable[ClearanceRecord]) -> tuple[ClearanceRecord, ...]:
    return tuple(parse.only(ClearanceRecord, each) for each in parse.items(value))


def _responses(value: Iterable[Response]) -> tuple[Response, ...]:
    return tuple(parse.only(Response, each) for each in parse.items(value))


def _preferences(value: Preferences) -> Preferences:
    return parse.only(Preferences, value)


@final
@attrs.frozen(kw_only=True, repr=False)
class ClientProfile(Closed):
    """What is known about one client. What is not given is not known: it is never taken to be "no".

    Attributes:
        taken: the day the history was taken; nothing when not known (the history is then as of the evaluation).
        born: the day of birth; nothing when not given.
        age: in whole years on the day the history was taken, 0 to 130; nothing when not given.
        findings: conditions as the client has or had them; a bare id is a finding of it.
        medications: findings of drugs and drug classes; a bare name is enough.
        measurements: values of quantities.
        goals: what the client comes for.
        preferences: what the client wants and does not want.
        clearances: clinicians' answers on record.
        responses: how the client responded to earlier treatment.
        answered: conditions about which the client told us all there is, now and before; or ``EVERYTHING``.
            It is the only way to say no.
        unmapped: what the client said that nobody could code. While there is any, only what is to be avoided anyway
            is settled.

    Raises:
        InvalidValue: both ``born`` and ``age`` are given, the age is out of its range, or a value is not of its form.

    >>> client = ClientProfile(taken="2026-11-23", findings=["fracture"], medications=["warfarin"])
    >>> client.findings[0].status.name
    'PRESENT'
    >>> client
    <ClientProfile: 1 findings, 1 medications>
    """

    taken: date | None = attrs.field(default=None, converter=parse.day_or_none)
    born: date | None = attrs.field(default=None, converter=parse.day_or_none)
    age: int | None = attrs.field(default=None, converter=parse.whole_or_none, validator=parse.within("age", 0, 130))
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=_findings)
    medications: tuple[Finding, ...] = attrs.field(default=(), converter=_findings)
    measurements: tuple[Measurement, ...] = attrs.field(default=(), converter=_measurements)
    goals: tuple[Goal, ...] = attrs.field(default=(), converter=_goals)
    preferences: Preferences = attrs.field(default=NO_PREFERENCES, converter=_preferences)
    clearances: tuple[ClearanceRecord, ...] = attrs.field(default=(), converter=_records)
    responses: tuple[Response, ...] = attrs.field(default=(), converter=_responses)
    answered: tuple[ConditionId, ...] = attrs.field(default=(), converter=_answered)
    unmapped: tuple[str, ...] = attrs.field(default=(), converter=parse.texts)

    def __attrs_post_init__(self) -> None:
        """Refuse an age that is told twice."""
        if self.born is not None and self.age is not None:
            raise InvalidValue("both `born` and `age`", hint="give one of them")

    def __repr__(self) -> str:
        """Counts only: no health fact of a client is shown by accident."""
        told = attrs.asdict(self, recurse=False, filter=lambda _, value: isinstance(value, tuple) and bool(value))
        counts = ", ".join(f"{len(values)} {name}" for name, values in told.items())
        return f"<ClientProfile: {counts or 'nothing told'}>"
