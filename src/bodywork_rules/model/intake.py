"""What passes between client and practitioner when a history is taken: questions, replies, and how far they came."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import final

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import parse
from bodywork_rules.model.body import Site, sites
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.dates import When, when_or_none
from bodywork_rules.model.ids import ConditionId, ContraindicationId, QuantityId, TechniqueId
from bodywork_rules.model.profile import ClientProfile, Finding, Goal, Preferences
from bodywork_rules.model.scales import Detail, Referral, Severity, Stage, Status, Verdict

__all__ = ["Asks", "IntakeQuestion", "Interview", "Meant", "Note", "Reply", "Said"]


@final
class Asks(Enum):
    """What a question of an intake asks.

    Attributes:
        CONDITION: whether the client has or had a condition or a kind of it.
        MORE: whether there is another finding of a condition, besides what was told.
        WHICH: of what was answered yes, which kind it is.
        DETAIL: one detail of a finding.
        QUANTITY: a value that is measured.
        TALK: what a first visit is about, apart from what rules ask.
    """

    CONDITION = "condition"
    MORE = "more"
    WHICH = "which"
    DETAIL = "detail"
    QUANTITY = "quantity"
    TALK = "talk"


@final
class Said(Enum):
    """How a client answers.

    Attributes:
        YES: so it is; what is told stands beside it.
        NO: not so, neither now nor before.
        NOT_SURE: the client does not know, or would not say.
    """

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"


def _status_or_none(value: str | Status | None) -> Status | None:
    return None if value is None else parse.member(Status, value)


def _said(value: str | Said) -> Said:
    return parse.member(Said, value)


def _details(value: Iterable[str | Detail]) -> tuple[Detail, ...]:
    return parse.members(Detail, value)


def _goals(value: Iterable[str | Goal]) -> tuple[Goal, ...]:
    return tuple(parse.instance(Goal, Goal, each) for each in parse.items(value))


def _preferences_or_none(value: Preferences | None) -> Preferences | None:
    return None if value is None else parse.only(Preferences, value)


def _given(value: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(parse.only(Finding, each) for each in parse.items(value))


@final
@attrs.frozen(kw_only=True)
class Meant(Closed):
    """What a client said in words, and what of the rulebook that means or may mean.

    Attributes:
        text: what was said.
        sure: whether it means that for sure; else the client is to be asked.
        findings: of a medicine or an injury, what it is, with the place and the year that were said with it.
        declines: of what the client does not want, the techniques, families and traits.
        declines_sites: of the same, the places.

    Raises:
        InvalidValue: it says not what is meant: such a text stays among the texts of the reply.

    >>> Meant(text="Broken left wrist", findings=[Finding("fracture", sites=["left wrist"])]).findings[0].condition
    'fracture'
    """

    text: str = attrs.field(converter=parse.needed_text)
    sure: bool = attrs.field(default=True, converter=parse.flag)
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=_given)
    declines: tuple[str, ...] = attrs.field(default=(), converter=parse.idents)
    declines_sites: tuple[Site, ...] = attrs.field(default=(), converter=sites)

    def __attrs_post_init__(self) -> None:
        """Refuse to say of a text that it is understood, and not as what."""
        if not (self.findings or self.declines or self.declines_sites):
            raise InvalidValue("meant, and nothing that it means:", self.text, "leave it among the texts")


def _meant(value: Iterable[Meant]) -> tuple[Meant, ...]:
    return tuple(parse.only(Meant, each) for each in parse.items(value))


@final
@attrs.frozen
class Reply(Closed):
    """What a client answers to one question.

    Attributes:
        said: yes, no or not sure. A value, a detail or a text is told with a yes.
        kind: of a condition that has kinds, which of them it is; nothing when it is none of them, or still to be asked.
            Where a condition needs a kind, what is none of them is put under ``unmapped``, by what it is called, and
            keeps the answer provisional until somebody has coded it.
        status: of a yes, whether it is there, suspected or over. Of a condition that has kinds, a yes with neither kind
            nor status leaves the kind to be asked.
        onset: when it began.
        end: when it ended.
        sites: where it is.
        severity: how bad it is.
        stage: acute, subacute or chronic.
        controlled: whether it is under control.
        value: of a quantity, in its unit.
        on: the day on which the value was measured; nothing for the day of the interview.
        texts: of a talk, in the client's words; of a yes without a kind, what it is called. Of medicines, injuries and
            what tests showed, what is known for sure is coded. Everything else is kept under ``unmapped`` that is said
            of medicines, of injuries, of what the client does not want or of what the client comes for; of anything
            else, what names a condition that some rule is about and nobody told, and of what makes it worse, one that
            a clinician has to see. The rest is a note.
        meant: of medicines, injuries, tests and what the client does not want, what was said and what it is taken for.
        goals: of the talk about them, what the client comes for.
        preferences: of the talk about them, what the client wants and does not want.

    Raises:
        InvalidValue: something is told beside a no or a "not sure", or a value is not of its form.

    >>> Reply("yes", status="resolved", onset="2025-11").said.name
    'YES'
    """

    said: Said = attrs.field(converter=_said)
    kind: ConditionId | None = attrs.field(default=None, kw_only=True, converter=parse.ident_or_none)
    status: Status | None = attrs.field(default=None, kw_only=True, converter=_status_or_none)
    onset: When | None = attrs.field(default=None, kw_only=True, converter=when_or_none)
    end: When | None = attrs.field(default=None, kw_only=True, converter=when_or_none)
    sites: tuple[Site, ...] = attrs.field(default=(), kw_only=True, converter=sites)
    severity: Severity | None = attrs.field(default=None, kw_only=True, converter=parse.severity_or_none)
    stage: Stage | None = attrs.field(default=None, kw_only=True, converter=parse.stage_or_none)
    controlled: bool | None = attrs.field(default=None, kw_only=True, converter=parse.flag_or_none)
    value: float | None = attrs.field(default=None, kw_only=True, converter=parse.number_or_none)
    on: date | None = attrs.field(default=None, kw_only=True, converter=parse.day_or_none)
    texts: tuple[str, ...] = attrs.field(default=(), kw_only=True, converter=parse.texts)
    meant: tuple[Meant, ...] = attrs.field(default=(), kw_only=True, converter=_meant)
    goals: tuple[Goal, ...] = attrs.field(default=(), kw_only=True, converter=_goals)
    preferences: Preferences | None = attrs.field(default=None, kw_only=True, converter=_preferences_or_none)

    def __attrs_post_init__(self) -> None:
        """Refuse what is told beside anything but a yes."""
        if self.said is not Said.YES and self.told:
            raise InvalidValue("told beside a no or a `not sure`:", ", ".join(self.told), "say yes, or leave it out")

    @property
    def told(self) -> tuple[str, ...]:
        """The names of what is told beside the yes."""
        names = [field.name for field in attrs.fields(Reply) if field.name != "said"]
        return tuple(name for name in names if getattr(self, name) not in (None, ()))


@final
@attrs.frozen(kw_only=True)
class IntakeQuestion(Closed):
    """One question of an intake, with the answers that it may take and why it is asked.

    Attributes:
        id: names it within one interview.
        asks: what it asks.
        text: the question in words for the client.
        condition: what it is about; nothing for a quantity or a talk.
        finding: of a detail, the finding.
        number: of a detail, which of the findings of its condition that is, from 1; 0 of one that a goal implies;
            nothing for the first one that is just like it.
        details: what may be told with a yes: the details that some rule asks of this condition or a broader one.
        quantity: the quantity whose value is asked.
        unit: its unit; empty for none.
        least: its smallest value, inclusive.
        most: its largest value, inclusive.
        opens: the questions that a yes opens: the nearest narrower conditions with a question.
        kinds: of a question which kind it is, those that it may be.
        rules: the rules that the answer can settle, in id order.
        techniques: the techniques whose answer can move, in id order.
        strictest: the strictest verdict that the rules could bring; nothing when none is waiting for the answer.
        referral: the most urgent referral that they could bring; nothing when none could.
        left: how many questions are left as things stand, this one included: a yes may open more, and a no close
            several; nothing where that was not counted.
    """

    id: str
    asks: Asks
    text: str
    condition: ConditionId | None = None
    finding: Finding | None = None
    number: int | None = None
    details: tuple[Detail, ...] = attrs.field(default=(), converter=_details)
    quantity: QuantityId | None = None
    unit: str = ""
    least: float | None = None
    most: float | None = None
    opens: tuple[ConditionId, ...] = ()
    kinds: tuple[ConditionId, ...] = ()
    rules: tuple[ContraindicationId, ...] = ()
    techniques: tuple[TechniqueId, ...] = ()
    strictest: Verdict | None = None
    referral: Referral | None = None
    left: int | None = None


@final
@attrs.frozen(kw_only=True)
class Note(Closed):
    """Something that was said and that no rule reads.

    Attributes:
        question: the id of the question to which it was said.
        text: what was said.
        on: the day on which it was said; nothing where nobody wrote that down.
    """

    question: str = attrs.field(converter=parse.needed_text)
    text: str = attrs.field(converter=parse.needed_text)
    on: date | None = attrs.field(default=None, converter=parse.day_or_none)


def _profile(value: ClientProfile) -> ClientProfile:
    return parse.only(ClientProfile, value)


def _notes(value: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(parse.only(Note, each) for each in parse.items(value))


def _in_order(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(parse.texts(value))))


@final
@attrs.frozen(repr=False)
class Interview(Closed):
    """How far an intake has come: all that is needed to go on with it.

    Attributes:
        told: what is known of the client for certain.
        opened: conditions that were answered yes and of which no finding was told yet.
        put: the ids of the questions that were put, in order. None of them is put again.
        again: conditions of which an earlier no was taken back, to be asked again before anything else.
        notes: what was said and no rule reads, in the order in which it was said.
        before: of a later visit, the findings with what was last told of how bad and how new they are, and whether
            they are under control: that is asked anew, and a clinician's yes does not outlive its getting worse.

    >>> Interview(ClientProfile(taken="2026-11-23"), opened=["heart-disease"]).profile
    <ClientProfile: 1 findings>
    """

    told: ClientProfile = attrs.field(converter=_profile)
    opened: tuple[ConditionId, ...] = attrs.field(default=(), kw_only=True, converter=parse.idents)
    put: tuple[str, ...] = attrs.field(default=(), kw_only=True, converter=_in_order)
    again: tuple[ConditionId, ...] = attrs.field(default=(), kw_only=True, converter=parse.idents)
    notes: tuple[Note, ...] = attrs.field(default=(), kw_only=True, converter=_notes)
    before: tuple[Finding, ...] = attrs.field(default=(), kw_only=True, converter=_given)

    @property
    def profile(self) -> ClientProfile:
        """The client as told up to now: what was answered yes without saying more is there, and its kinds are open."""
        unspecified = tuple(Finding(condition) for condition in self.opened)
        return attrs.evolve(self.told, findings=(*self.told.findings, *unspecified))

    def __repr__(self) -> str:
        """Counts only: no health fact of a client is shown by accident."""
        return f"<Interview: {len(self.put)} questions put, {len(self.opened)} opened, {self.told!r}>"
