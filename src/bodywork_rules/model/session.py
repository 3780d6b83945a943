"""What a session will be, what a client says of it, and what follows: the values of planning."""

from datetime import date
from typing import final

import attrs

from bodywork_rules.model import parse
from bodywork_rules.model.assessment import ClearanceRequest, Question, ReferralNotice
from bodywork_rules.model.body import Site
from bodywork_rules.model.care import HOURS, PAIN, Advice, Follow, Moment, Schedule, Sign
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.ids import ConditionId, PositionId, ProductId, TechniqueId, TraitId
from bodywork_rules.model.limits import Limits
from bodywork_rules.model.practitioner import Beyond
from bodywork_rules.model.rules import Range
from bodywork_rules.model.scales import Referral
from bodywork_rules.model.techniques import Technique

__all__ = ["CourseOfCare", "Feedback", "Preparation", "SessionPlan", "Timing", "Triage", "Work"]


@final
@attrs.frozen(kw_only=True)
class Work(Closed):
    """One technique as it is to be done in a session.

    Attributes:
        technique: the technique.
        goals: the complaints of the goals that it is done for, in id order.
        sites: where it is done.
        keep_off: where it is not to be done.
        minutes: how long.
        pressure: Walton scale, the lightest it can be done with, and the most allowed.
        position: how the client lies or sits.
        positions: all in which it may be done.
        without: those of its traits that are left out.
        products: what may be put on the skin or used.
        limits: the limits that all this keeps within.
    """

    technique: Technique
    goals: tuple[ConditionId, ...]
    sites: tuple[Site, ...]
    keep_off: tuple[Site, ...]
    minutes: int
    pressure: Range
    position: PositionId
    positions: tuple[PositionId, ...]
    without: tuple[TraitId, ...]
    products: tuple[ProductId, ...]
    limits: Limits


@final
@attrs.frozen(kw_only=True)
class Timing(Closed):
    """Minutes for the parts of a session around the work, and how much discomfort is borne in it.

    Attributes:
        opening: minutes for the check at the beginning.
        test: minutes for the quick test.
        retest: minutes for the same test after the work.
        close: minutes for the talk at the end.
        pain_aim: up to this the discomfort of the work is as intended, 0 to 10.
        lighten_at: from this on the work gets lighter.
        leave_at: from this on the technique is left.
        refer_at: from this on, after the session, a clinician sees the client first.
        paces: the ids of the paces from which this comes.
    """

    opening: int
    test: int
    retest: int
    close: int
    pain_aim: int
    lighten_at: int
    leave_at: int
    refer_at: int
    paces: tuple[str, ...]

    @property
    def around(self) -> int:
        """Minutes of all that is not the work."""
        return self.opening + self.test + self.retest + self.close


@final
@attrs.frozen(kw_only=True)
class CourseOfCare(Closed):
    """How often, for how long, and after which sessions to review.

    Attributes:
        schedule: what it comes from.
        sessions: how many at most.
        reviews: the numbers of the sessions after which there is a review, the last of all among them.
    """

    schedule: Schedule
    sessions: int
    reviews: tuple[int, ...]


@final
@attrs.frozen(kw_only=True)
class Feedback(Closed):
    """What a client says or shows, during a session or some hours after it.

    Attributes:
        signs: the ids of the signs.
        pain: how much it hurts, 0 to 10; nothing when not told.
        technique: with which technique; nothing when it is not told, which means each of them.
        hours: of what is felt after a session, how many hours after it; nothing when not told.
        other: what was said and is none of the signs; while there is any, the session does not go on.

    Raises:
        InvalidValue: a number is out of its range, or a value is not of its form.
    """

    signs: tuple[str, ...] = attrs.field(default=(), converter=parse.idents)
    pain: int | None = attrs.field(default=None, converter=parse.whole_or_none, validator=PAIN)
    technique: TechniqueId | None = attrs.field(default=None, converter=parse.ident_or_none)
    hours: int | None = attrs.field(default=None, converter=parse.whole_or_none, validator=HOURS)
    other: tuple[str, ...] = attrs.field(default=(), converter=parse.texts)


@final
@attrs.frozen(kw_only=True, repr=False)
class SessionPlan(Closed):
    """What one session will be. One that is not ready has no work in it: it says what stands in the way.

    Attributes:
        on: the day.
        session: which session of the course it is, from 1.
        minutes: how many are available.
        digest: the rulebook's, by which what it was made from is known.
        timing: the parts around the work, and how much discomfort is borne.
        work: what is done, in order.
        home: what the client is shown, to do without the practitioner; no part of the minutes.
        advice: what to say and ask, by moment, then id.
        signs: what to ask after during the work and afterwards.
        course: how often and for how long; nothing where the rulebook has no schedule for any goal.
        questions: what has to be known first.
        referrals: what a doctor has to see first.
        clearances: what clinicians have to answer before more can be done.
        unmapped: what the client said that nobody could code, which has to be read first.
        undated: nobody said on which day the history was taken, so it may be an old one.
        beyond: what is recommended and the practitioner may not do, best first: reasons to hand the client on.
        not_among: the ids of what is recommended and was none of what there was to choose from, best first.
        review_first: so many sessions went by without a review that this one is to be a review.
        felt: what the client said so far.
        left: techniques that were left and are not taken up again.
        stopped: the session has ended early.
        referral: how soon a clinician should see the client for what was felt; nothing when none need to.
    """

    on: date
    session: int
    minutes: int
    digest: str
    timing: Timing
    work: tuple[Work, ...] = ()
    home: tuple[Work, ...] = ()
    advice: tuple[Advice, ...] = ()
    signs: tuple[Sign, ...] = ()
    course: CourseOfCare | None = None
    questions: tuple[Question, ...] = ()
    referrals: tuple[ReferralNotice, ...] = ()
    clearances: tuple[ClearanceRequest, ...] = ()
    unmapped: tuple[str, ...] = ()
    undated: bool = False
    beyond: tuple[Beyond, ...] = ()
    not_among: tuple[TechniqueId, ...] = ()
    review_first: bool = False
    felt: tuple[Feedback, ...] = ()
    left: tuple[TechniqueId, ...] = ()
    stopped: bool = False
    referral: Referral | None = None

    @property
    def ready(self) -> bool:
        """Whether there is work that may be begun or gone on with: the one yes or no to act on."""
        return bool(self.work) and not self.stopped

    @property
    def planned_minutes(self) -> int:
        """The minutes of the work and of all around it."""
        return self.timing.around + sum(each.minutes for each in self.work)

    def at(self, *moments: Moment) -> tuple[Advice, ...]:
        """What is said at these moments.

        Args:
            moments: the moments.
        """
        return tuple(each for each in self.advice if each.moment in moments)

    def __repr__(self) -> str:
        """Counts only: no health fact of a client is shown by accident."""
        said = "stopped" if self.stopped else "ready" if self.ready else "not ready"
        return f"<SessionPlan on {self.on}: {said}, {len(self.work)} techniques, {self.planned_minutes} minutes>"


@final
@attrs.frozen(kw_only=True)
class Triage(Closed):
    """What follows from what a client felt after a session.

    Attributes:
        follows: what follows.
        referral: how soon a clinician should see the client; nothing when none need to.
        signs: the signs for which it does, in id order; empty when only what was said in other words, how much it
            hurts, or that nothing was told, does.
    """

    follows: Follow
    referral: Referral | None
    signs: tuple[Sign, ...]


@final
@attrs.frozen(kw_only=True)
class Preparation(Closed):
    """What a client is told before the visit.

    Attributes:
        advice: what to tell, bring, wear and heed, by moment, then id.
        clearances: the clinicians' answers to bring.
        questions: what to have an answer to.
    """

    advice: tuple[Advice, ...]
    clearances: tuple[ClearanceRequest, ...]
    questions: tuple[Question, ...]

    def at(self, *moments: Moment) -> tuple[Advice, ...]:
        """What is said at these moments.

        Args:
            moments: the moments.
        """
        return tuple(each for each in self.advice if each.moment in moments)
