"""What an assessment says of one technique, and why."""

from typing import Protocol, final

import attrs

from bodywork_rules.errors import UnknownId, near
from bodywork_rules.model.body import Body, Site
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.ids import ClearanceId, ConditionId, QuantityId, TechniqueId
from bodywork_rules.model.limits import Limits
from bodywork_rules.model.profile import ClearanceRecord, Finding, Goal
from bodywork_rules.model.rules import Contraindication
from bodywork_rules.model.scales import Bound, Cause, Detail, Direction, Verdict
from bodywork_rules.model.techniques import Indication, Technique

__all__ = [
    "Argument",
    "Contribution",
    "Declined",
    "Infeasible",
    "Judgement",
    "Restriction",
    "Shown",
    "SiteJudgement",
    "Unknown",
]

_BENEFIT = Direction.BENEFIT


@final
@attrs.frozen(kw_only=True, cache_hash=True)
class Unknown(Closed):
    """Something that is not known, and why not.

    Attributes:
        cause: why it is not known.
        condition: the condition that nobody told us of, or that the finding is of; nothing for a quantity.
        finding: the finding whose status or detail is not known; nothing for a condition never answered.
        detail: which detail of the finding.
        quantity: the quantity that is missing or stale.
    """

    cause: Cause
    condition: ConditionId | None = None
    finding: Finding | None = None
    detail: Detail | None = None
    quantity: QuantityId | None = None

    @property
    def id(self) -> str:
        """What is not known, as one text, by which questions are put in order.

        >>> Unknown(cause=Cause.NOT_GIVEN, condition="fracture", finding=Finding("fracture"), detail=Detail.ONSET).id
        'fracture.onset'
        """
        about = self.quantity or self.condition or ""
        name = f"[{self.finding.id}]" if self.finding and self.finding.id else ""
        return f"{about}{name}{'.' + self.detail.value if self.detail else ''}"


@final
@attrs.frozen(kw_only=True)
class Restriction(Closed):
    """One rule that counts, for one finding.

    Attributes:
        rule: the rule.
        finding: the finding for which it counts; nothing when it is about no condition, or nobody reported one.
        acts: it counts in the reading to act on; else only in ``high``, for what is not known.
        verdict: what it asks for, after what clinicians answered (in ``high`` where it does not act).
        limits: what it limits, with the limits written on a grant.
        sites: where it holds.
        record: the clinician's answer that decided it; nothing when none did.
        assumed: what was read as true for want of an answer.
        unknown: what is not known of it.
    """

    rule: Contraindication
    finding: Finding | None = None
    acts: bool
    verdict: Verdict
    limits: Limits
    sites: tuple[Site, ...]
    record: ClearanceRecord | None = None
    assumed: tuple[Unknown, ...] = ()
    unknown: tuple[Unknown, ...] = ()


@final
@attrs.frozen(kw_only=True)
class Declined(Closed):
    """The client declined it: AVOID, for that reason.

    Attributes:
        what: the technique, family or trait that was declined, or empty for a place.
        sites: where it is declined.
    """

    what: str
    sites: tuple[Site, ...]


@final
@attrs.frozen(kw_only=True)
class Infeasible(Closed):
    """The technique cannot be done within the limits there: AVOID.

    Attributes:
        bound: which limit leaves no way.
        rules: the rules that limit it so, in id order.
        sites: where.
    """

    bound: Bound
    rules: tuple[Contraindication, ...]
    sites: tuple[Site, ...]


Shown = Restriction | Declined | Infeasible
"""A reason for a verdict."""


@final
@attrs.frozen(kw_only=True)
class Argument(Closed):
    """An indication that matches one of the client's goals.

    Attributes:
        indication: the indication.
        goal: the goal.
        points: what it adds to the score: its strength times the goal's importance; 0 when set aside.
        set_aside: every point of the goal within the technique's reach is kept off.
    """

    indication: Indication
    goal: Goal
    points: int
    set_aside: bool


@final
@attrs.frozen(kw_only=True)
class Contribution(Closed):
    """One part of a score.

    Attributes:
        of: ``argument``, ``like``, ``dislike`` or ``response``.
        about: the indication, the id liked or disliked, or the change after an earlier treatment.
        points: what it adds.
    """

    of: str
    about: str
    points: int


@final
@attrs.frozen(kw_only=True)
class SiteJudgement(Closed):
    """What is said of one technique at sites that no rule tells apart.

    Attributes:
        sites: the sites.
        low: the verdict if all that is not known turns out well.
        verdict: the verdict to act on.
        high: the verdict if all that is not known turns out badly.
        limits: what to keep within there.
        kept_off: stricter than the technique's verdict: not to be worked.
    """

    sites: tuple[Site, ...]
    low: Verdict
    verdict: Verdict
    high: Verdict
    limits: Limits
    kept_off: bool


class Particulars(Protocol):
    """Where a judgement finds what is built when first read. Never part of its value."""

    @property
    def body(self) -> Body:
        """The body whose sites are judged."""
        ...

    def sites(self, technique: TechniqueId, /) -> tuple[SiteJudgement, ...]:
        """The technique's regions, grouped."""
        ...

    def restrictions(self, technique: TechniqueId, /) -> tuple[Shown, ...]:
        """Why."""
        ...

    def limits(self, technique: TechniqueId, /) -> Limits:
        """What to keep within."""
        ...

    def clearances(self, technique: TechniqueId, /) -> tuple[ClearanceId, ...]:
        """The clearances to ask for, in id order."""
        ...


@final
@attrs.frozen
class Written(Closed):
    """The particulars of one judgement, written out.

    Attributes:
        body: the body whose sites are judged.
        at: what is said of the technique's regions.
        why: the reasons.
        within: the limits.
        waits: the clearances.
    """

    body: Body
    at: tuple[SiteJudgement, ...]
    why: tuple[Shown, ...]
    within: Limits
    waits: tuple[ClearanceId, ...]

    def sites(self, _: TechniqueId) -> tuple[SiteJudgement, ...]:
        """What is said of the technique's regions."""
        return self.at

    def restrictions(self, _: TechniqueId) -> tuple[Shown, ...]:
        """The reasons."""
        return self.why

    def limits(self, _: TechniqueId) -> Limits:
        """The limits."""
        return self.within

    def clearances(self, _: TechniqueId) -> tuple[ClearanceId, ...]:
        """The clearances."""
        return self.waits


@final
@attrs.frozen(kw_only=True, eq=False, hash=False)
class Judgement(Closed):
    """All that an assessment says of one technique.

    Attributes:
        technique: the technique.
        low: the verdict if all that is not known turns out well.
        verdict: the verdict to act on.
        high: the verdict if all that is not known turns out badly.
        settled: nothing that is not known can change the verdict or the limits at any of its points.
        arguments: the indications that match a goal.
        contributions: what makes up the score.
        score: whole-number points, the sum of the contributions.
        declined: the client declined the technique everywhere.
        called_for: the technique is for everybody, or the client has or wants treated what it is only for; where the
            technique says that the past counts too, or had it.
    """

    technique: Technique
    low: Verdict
    verdict: Verdict
    high: Verdict
    settled: bool
    arguments: tuple[Argument, ...]
    contributions: tuple[Contribution, ...]
    score: int
    declined: bool
    called_for: bool = True
    _particulars: Particulars = attrs.field(repr=False)

    @property
    def ready(self) -> bool:
        """Settled, and at worst to be modified: the one yes or no to act on.

        It says that the technique may be done, not that it is ``offered``: a technique for some clients only may be
        ready for everybody, and what was declined in part is ready at the rest.
        """
        return self.settled and self.high <= Verdict.MODIFY

    @property
    def indicated(self) -> bool:
        """It is called for, an argument of benefit is in force and the score is above zero."""
        if not self.called_for or self.score <= 0:
            return False
        return any(not each.set_aside and each.indication.direction is _BENEFIT for each in self.arguments)

    @property
    def offered(self) -> bool:
        """Called for, below AVOID and not declined, with or without a goal."""
        return self.called_for and self.verdict < Verdict.AVOID and not self.declined

    @property
    def limits(self) -> Limits:
        """What to keep within, wherever it is not to be kept off."""
        return self._particulars.limits(self.technique.id)

    @property
    def clearances(self) -> tuple[ClearanceId, ...]:
        """The clearances to ask for, in id order."""
        return self._particulars.clearances(self.technique.id)

    @property
    def sites(self) -> tuple[SiteJudgement, ...]:
        """What is said of each of its regions, points of which the same is said grouped; strictest first."""
        return self._particulars.sites(self.technique.id)

    @property
    def restrictions(self) -> tuple[Shown, ...]:
        """The reasons: those that act first, the strictest of them first."""
        return self._particulars.restrictions(self.technique.id)

    @property
    def keep_off(self) -> tuple[Site, ...]:
        """The sites that are not to be worked: stricter than the verdict, or all when that is AVOID."""
        body = self._particulars.body
        mask = 0
        for at in self.sites:
            if at.kept_off:
                mask |= body.union(at.sites)
        return body.sites(mask)

    def at(self, site: str | Site) -> SiteJudgement:
        """What is said of one site; of a site with several points, the strictest of each.

        Args:
            site: as in ``left wrist``; of a paired region without a side, both.

        Raises:
            UnknownId: the region is not of this body, or the technique is not done there.
            InvalidValue: a side of a region that has none.
        """
        return strictest_at(self._particulars.body, self.technique, self.sites, site)

    def _values(self) -> tuple[object, ...]:
        """All that makes up the value, in whatever way it is held."""
        return (
            self.technique,
            (self.low, self.verdict, self.high, self.settled),
            self.limits,
            (self.arguments, self.contributions, self.score, self.clearances, self.declined),
            self.sites,
            self.restrictions,
        )

    def __eq__(self, other: object) -> bool:
        """Equal when the same is said of the same technique for the same reasons."""
        return isinstance(other, Judgement) and self._values() == other._values()

    def __hash__(self) -> int:
        """The hash that goes with equality by value."""
        return hash((self.technique.id, self.low, self.verdict, self.high, self.settled, self.score))


def strictest_at(
    body: Body, technique: Technique, judged: tuple[SiteJudgement, ...], site: str | Site
) -> SiteJudgement:
    """The strictest of what is said at a site's points.

    Raises:
        UnknownId: the region is not of this body, or the technique is not done there.
        InvalidValue: a side of a region that has none.
    """
    mask = body.mask(site)
    there = [at for at in judged if body.union(at.sites) & mask]
    if not there:
        known = {str(each) for at in judged for each in at.sites}
        raise UnknownId(f"site of {technique.id}", str(site), near(str(site), known))
    limits = there[0].limits
    for at in there[1:]:
        limits = limits.tightest(at.limits)
    return SiteJudgement(
        sites=body.sites(mask & body.union(each for at in there for each in at.sites)),
        low=max(at.low for at in there),
        verdict=max(at.verdict for at in there),
        high=max(at.high for at in there),
        limits=limits,
        kept_off=any(at.kept_off for at in there),
    )
