"""What to do next in a course of treatment: go on, lighten, change something, review, or stop and refer."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import final

import attrs

from bodywork_rules.care.progress.response import Figure, Progress, Trend, figure_of, judged
from bodywork_rules.care.progress.scores import Score, checked
from bodywork_rules.errors import InvalidRecord, InvalidValue, Problem
from bodywork_rules.model import Better, Change, Referral, parse
from bodywork_rules.model.closed import Closed
from bodywork_rules.rulebook import Rulebook

__all__ = ["NextStep", "Reason", "Step", "advise"]


@final
class Step(Enum):
    """What to do next.

    Attributes:
        GO_ON: as planned, to the end of the plan.
        LIGHTEN: less pressure, shorter, a smaller area.
        CHANGE: another technique or another dose, once.
        REVIEW: no further session before a formal review.
        STOP: end the course, say why, and refer.
    """

    GO_ON = "go-on"
    LIGHTEN = "lighten"
    CHANGE = "change"
    REVIEW = "review"
    STOP = "stop"


@final
class Reason(Enum):
    """Why; the first that fits.

    Attributes:
        WORSE_AGAIN: the client was clearly worse on as many days as end a course.
        WORSE_AT_REVIEW: the client is clearly worse, and the time for the review has come.
        SEVERELY_WORSE: the client is clearly worse, and severely so.
        MOST_SESSIONS: so many sessions without a formal review as there may be.
        OUT_OF_DATE: the last score lies further back than the time after which a course is judged.
        WORSE_ONCE: the client is clearly worse for the first time.
        TOO_EARLY: the time for the review has not come, or nothing was measured again.
        IMPROVED: what matters was reached.
        PARTLY: a part of it was reached that makes a change worth while.
        NOTHING_CHANGED: not even that, or not after the change either.
    """

    WORSE_AGAIN = "worse-again"
    WORSE_AT_REVIEW = "worse-at-review"
    SEVERELY_WORSE = "severely-worse"
    MOST_SESSIONS = "most-sessions"
    OUT_OF_DATE = "out-of-date"
    WORSE_ONCE = "worse-once"
    TOO_EARLY = "too-early"
    IMPROVED = "improved"
    PARTLY = "partly"
    NOTHING_CHANGED = "nothing-changed"


@final
@attrs.frozen(kw_only=True, repr=False)
class NextStep(Closed):
    """What to do next for one complaint, and why.

    Attributes:
        step: what to do.
        reason: why.
        progress: how the course goes as a whole.
        sessions: how many sessions were given since the last formal review, at least.
        worse_on: the days of this course on which the client was clearly worse than at its start.
        referral: how soon another clinician should see the client; nothing when no one needs to.
    """

    step: Step
    reason: Reason
    progress: Progress
    sessions: int
    worse_on: tuple[date, ...] = ()
    referral: Referral | None = None

    def __repr__(self) -> str:
        """What to do and why, and no health fact of a client."""
        return f"<NextStep: {self.step.value}, {self.reason.value}>"


def advise(rulebook: Rulebook, scores: Iterable[Score], on: date, reviewed: date | None = None) -> tuple[NextStep, ...]:
    """What to do next for each complaint in these scores, in the order of their ids.

    It speaks of scores alone: what an assessment refers for comes first.

    Args:
        rulebook: the rulebook, for its measures and its rules for reviews.
        scores: the scores of one client, of this course.
        on: the day on which they are looked at.
        reviewed: the day of the last formal review, whose sessions no longer count; nothing when there was none.

    Raises:
        InvalidRecord: something is wrong with the scores or the days; it names everything that is.
        InvalidValue: the rulebook is none.

    >>> from bodywork_rules import load_rulebook
    >>> advise(load_rulebook(), [], date(2026, 11, 24))
    ()
    """
    given = _checked(rulebook, scores, on, reviewed)
    courses = [
        [score for score in given if score.complaint == complaint]
        for complaint in sorted({score.complaint for score in given})
    ]
    return tuple(_next(rulebook, course, parse.day(on), reviewed) for course in courses)


def _checked(rulebook: Rulebook, scores: Iterable[Score], on: date, reviewed: date | None) -> tuple[Score, ...]:
    """The scores in order, when nothing is wrong with them or with the day of the review."""
    found: list[Problem] = []
    try:
        day = parse.day_or_none(reviewed)
        if day is not None and parse.day(on) < day:
            what = f"after {on}, the day on which it is looked at:"
            found.append(Problem(where="reviewed", what=what, value=str(day)))
    except InvalidValue as error:
        found.append(attrs.evolve(error.as_problem(), where="reviewed"))
    try:
        given = checked(rulebook, scores, on)
    except InvalidRecord as error:
        raise InvalidRecord([*error.problems, *found]) from None
    if found:
        raise InvalidRecord(found)
    return given


def _next(rulebook: Rulebook, course: Sequence[Score], on: date, reviewed: date | None) -> NextStep:
    """What to do next in the course of one complaint."""
    progress = judged(rulebook, course)
    worse_on = _worse_on(rulebook, course)
    sessions = _sessions(course, reviewed)
    step, reason = _decided(progress, sessions, len(worse_on), on)
    referral = None
    if step is Step.STOP:
        review = progress.review
        nothing = reason is Reason.NOTHING_CHANGED
        referral = review.unchanged_referral if nothing else review.worse_referral
    return NextStep(
        step=step, reason=reason, progress=progress, sessions=sessions, worse_on=worse_on, referral=referral
    )


def _decided(progress: Progress, sessions: int, times_worse: int, on: date) -> tuple[Step, Reason]:
    """The step and the first reason that fits."""
    review, visits = progress.review, progress.visits
    due = visits >= review.sessions or progress.until - progress.since >= review.after
    worse = progress.trend is Trend.WORSE
    again = visits >= review.sessions + review.further_sessions
    if times_worse >= review.worse_times:
        return Step.STOP, Reason.WORSE_AGAIN
    if worse and due:
        return Step.STOP, Reason.WORSE_AT_REVIEW
    if any(each.change is Change.WORSE and _is_severe(each) for each in progress.figures):
        return Step.STOP, Reason.SEVERELY_WORSE
    if progress.trend is Trend.UNCHANGED and (again or not progress.partly):
        return Step.STOP, Reason.NOTHING_CHANGED
    if sessions >= review.most_sessions:
        return Step.REVIEW, Reason.MOST_SESSIONS
    if on - progress.until > review.after:
        return Step.REVIEW, Reason.OUT_OF_DATE
    if worse:
        return Step.LIGHTEN, Reason.WORSE_ONCE
    if progress.trend is Trend.IMPROVED:
        return Step.GO_ON, Reason.IMPROVED
    if progress.trend is Trend.UNCHANGED:
        return Step.CHANGE, Reason.PARTLY
    return Step.GO_ON, Reason.TOO_EARLY


def _is_severe(figure: Figure) -> bool:
    """Whether the last score of a measure is one that is severe."""
    bound, last = figure.measure.severe_from, figure.last.value
    if bound is None:
        return False
    return last >= bound if figure.measure.better is Better.LOWER else last <= bound


def _worse_on(rulebook: Rulebook, course: Sequence[Score]) -> tuple[date, ...]:
    """The days on which some measure was clearly worse than its first score."""
    firsts: dict[str, Score] = {}
    days = set()
    for score in course:
        first = firsts.setdefault(score.measure, score)
        if figure_of(rulebook, first, score).change is Change.WORSE:
            days.add(score.on)
    return tuple(sorted(days))


def _sessions(course: Sequence[Score], reviewed: date | None) -> int:
    """How many sessions were given since a day, by the days on which something was done and by their numbers."""
    done = [score for score in course if score.techniques]
    counted = [score for score in done if reviewed is None or score.on > reviewed]
    earlier = [score.session for score in course if reviewed and score.on <= reviewed and score.session is not None]
    numbers = [score.session for score in counted if score.session is not None]
    by_number = max(numbers) - max(earlier, default=0) if numbers else 0
    return max(len({score.on for score in counted}), by_number)
