"""The answer: a judgement of every technique, and what follows from them together."""

from datetime import date
from typing import Protocol, final

import attrs

from bodywork_rules.errors import UnknownId, near
from bodywork_rules.model.body import Body
from bodywork_rules.model.care import Text
from bodywork_rules.model.catalogue import Catalogue
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.conditions import Source
from bodywork_rules.model.ids import ConditionId, ContraindicationId, TechniqueId
from bodywork_rules.model.judgement import Judgement, Unknown
from bodywork_rules.model.profile import ClientProfile, Finding
from bodywork_rules.model.rules import Clearance, Contraindication
from bodywork_rules.model.scales import Referral, Verdict

__all__ = [
    "Assessment",
    "Breakpoint",
    "ClearanceRequest",
    "Interval",
    "Provenance",
    "Question",
    "ReferralNotice",
    "Screening",
    "Words",
]


@final
@attrs.frozen(kw_only=True)
class Question(Closed):
    """Something that is not known and could change the answer.

    Attributes:
        unknown: what is not known.
        asks: the conditions to ask about with the text of each question; of a detail or a quantity, one text without
            a condition.
        rules: the rules that it could settle, in id order.
        strictest: the strictest verdict that these rules could bring.
        techniques: the techniques whose answer could move, in id order.
        referral: the most urgent referral that they could bring; nothing when none could.
    """

    unknown: Unknown
    asks: "tuple[tuple[ConditionId | None, str], ...]"
    rules: tuple[Contraindication, ...]
    strictest: Verdict
    techniques: tuple[TechniqueId, ...]
    referral: Referral | None = None


@final
@attrs.frozen(kw_only=True)
class ClearanceRequest(Closed):
    """A clinician's yes that something waits for.

    Attributes:
        clearance: which clinician, which question, what a yes unlocks.
        rules: the rules that ask for it, in id order.
        findings: the findings it is about; empty for a rule about no condition.
        techniques: the techniques that wait for it, in id order.
    """

    clearance: Clearance
    rules: tuple[Contraindication, ...]
    findings: tuple[Finding, ...]
    techniques: tuple[TechniqueId, ...]


@final
@attrs.frozen(kw_only=True)
class ReferralNotice(Closed):
    """A doctor should see the client.

    Attributes:
        referral: how soon.
        rule: the rule that says so.
        finding: the signs as the client reported them; nothing for a rule about no condition.
        assumed: what was read as true for want of an answer.
    """

    referral: Referral
    rule: Contraindication
    finding: Finding | None = None
    assumed: tuple[Unknown, ...] = ()


@final
@attrs.frozen(kw_only=True)
class Breakpoint(Closed):
    """Something that changes with no new fact, on the day it does.

    Attributes:
        on: the day.
        what: ``window``, ``quantity``, ``freshness``, ``record`` or ``answer``.
        about: the condition, quantity or clearance that it concerns.
    """

    on: date
    what: str
    about: str


@final
@attrs.frozen(kw_only=True)
class Provenance(Closed):
    """What the answer was made from.

    Attributes:
        rulebook: the rulebook's id.
        version: its version.
        review: whether and by whom it was reviewed, as it says itself.
        digest: of all that it says, SHA-256 in hexadecimal.
        replaced: the ids of one rulebook that another combined with it replaced.
        engine: the version of this library.
        on: the day for which the answer was asked.
    """

    rulebook: str
    version: str
    review: str = ""
    digest: str
    replaced: tuple[str, ...] = ()
    engine: str
    on: date


NO_TEXTS = Catalogue[Text]("text")


@final
@attrs.frozen(kw_only=True)
class Words(Closed):
    """The rulebook's words for what an answer speaks of.

    Attributes:
        names: pairs of ``kind/id`` and name, in order.
        sources: the sources cited, in id order.
        texts: the rulebook's own texts; one that is not among them is the shipped one, in English.
    """

    names: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    texts: Catalogue[Text] = attrs.field(default=NO_TEXTS)


class Asking(Protocol):
    """Where an assessment finds its questions, which are made when they are first read. Never part of its value."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """In the order to ask."""
        ...


def _read(questions: tuple[Question, ...] | Asking) -> tuple[Question, ...]:
    return questions if isinstance(questions, tuple) else questions.questions


@final
@attrs.frozen(kw_only=True, repr=False)
class Assessment(Closed):
    """The answer for one client on one day.

    Attributes:
        profile: the client profile it answers.
        judgements: what is said of every technique, by technique id.
        recommendations: indicated techniques that can be done today, best first.
        after_clearance: indicated techniques that wait for a clearance, best first.
        withheld: indicated techniques not to be done, best first.
        ties: groups of ranked techniques with equal scores, in the order in which they rank.
        clearances: the clearances to ask for, in id order.
        referrals: most urgent first.
        settled: nothing that is not known can change what is said of a technique with an argument (of any technique
            where none has one), and no same-day or emergency referral is unknown.
        valid_until: the first day on which anything in the answer changes with no new fact; nothing when none will.
        changes: what changes on that day.
        provenance: what it was made from.
        words: the rulebook's names for what it speaks of; no part of its value.
        body: the regions that it speaks of; no part of its value.
    """

    profile: ClientProfile
    judgements: Catalogue[Judgement]
    recommendations: tuple[Judgement, ...]
    after_clearance: tuple[Judgement, ...]
    withheld: tuple[Judgement, ...]
    ties: tuple[tuple[TechniqueId, ...], ...]
    clearances: tuple[ClearanceRequest, ...]
    referrals: tuple[ReferralNotice, ...]
    _questions: "tuple[Question, ...] | Asking" = attrs.field(eq=_read)
    settled: bool
    valid_until: date | None
    changes: tuple[Breakpoint, ...]
    provenance: Provenance
    words: Words = attrs.field(eq=False)
    body: Body = attrs.field(eq=False)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is not known and could change the answer, in the order to ask."""
        return _read(self._questions)

    @property
    def undated(self) -> bool:
        """The day on which the history was taken is not known: it is read as of the evaluation."""
        return self.profile.taken is None

    @property
    def offered(self) -> tuple[Judgement, ...]:
        """Every technique called for, below AVOID and not declined: mildest verdict first, then id."""
        able = [judgement for judgement in self.judgements if judgement.offered]
        return tuple(sorted(able, key=lambda judgement: (judgement.verdict, judgement.technique.id)))

    def __repr__(self) -> str:
        """Counts only: no health fact of a client is shown by accident."""
        return (
            f"<Assessment on {self.provenance.on}: {'settled' if self.settled else 'provisional'}, "
            f"{len(self.recommendations)} recommended, {len(self.after_clearance)} after clearance, "
            f"{len(self.withheld)} withheld, {len(self.referrals)} referrals, {len(self.questions)} questions>"
        )


@final
@attrs.frozen
class Interval(Closed):
    """The verdict of one technique in the three readings.

    Attributes:
        low: if all that is not known turns out well.
        verdict: the one to act on.
        high: if all that is not known turns out badly.
    """

    low: Verdict
    verdict: Verdict
    high: Verdict


@final
@attrs.frozen(kw_only=True)
class Screening(Closed):
    """Verdicts and the rules that count, and nothing else.

    Attributes:
        techniques: the ids of all techniques, in order.
        low: their verdicts if all that is not known turns out well, in the same order.
        verdict: their verdicts to act on.
        high: their verdicts if all that is not known turns out badly.
        acting: the ids of the rules that count in the reading to act on, in order.
        possible: the ids of the rules that count in ``high`` only, in order.
    """

    techniques: tuple[TechniqueId, ...] = attrs.field(repr=False)
    low: tuple[Verdict, ...]
    verdict: tuple[Verdict, ...]
    high: tuple[Verdict, ...]
    acting: tuple[ContraindicationId, ...]
    possible: tuple[ContraindicationId, ...]

    def __getitem__(self, technique: str) -> Interval:
        """The verdicts of one technique.

        Raises:
            UnknownId: there is none of this id; near ids are named.
        """
        if technique not in self.techniques:
            raise UnknownId("technique", str(technique), near(str(technique), self.techniques))
        at = self.techniques.index(TechniqueId(technique))
        return Interval(self.low[at], self.verdict[at], self.high[at])
