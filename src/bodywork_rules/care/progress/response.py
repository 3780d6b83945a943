"""Whether a course of treatment helps: each complaint, and each technique given for it, by scores and their rules."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import final

import attrs

from bodywork_rules.care.progress.scores import NEARLY, Score, checked
from bodywork_rules.engine.rank import distances
from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import (
    Better,
    Change,
    ConditionId,
    Measure,
    Response,
    ReviewRule,
    TechniqueId,
    Threshold,
    parse,
)
from bodywork_rules.model.closed import Closed
from bodywork_rules.rulebook import Rulebook

__all__ = ["Decision", "Figure", "Progress", "Trend", "figure_of", "judged", "response", "to_responses"]


@final
class Trend(Enum):
    """How a course goes.

    Attributes:
        IMPROVED: better, by as much as matters.
        UNCHANGED: neither better nor worse by as much as matters.
        WORSE: worse, by as much as matters.
        TOO_EARLY: nothing to go by yet.
    """

    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    WORSE = "worse"
    TOO_EARLY = "too-early"


@final
class Decision(Enum):
    """By which rule a course was judged; the first that fits.

    Attributes:
        NO_SECOND_SCORE: no measure has been taken again since the start: too early.
        CLEARLY_WORSE: a measure is worse by as much as matters: worse, whatever the others say.
        BEFORE_REVIEW: neither the session nor the day of the review has come: too early.
        REACHED: a measure that is enough by itself is better by as much as matters: improved.
        NOT_ENOUGH_ALONE: only measures that are not enough by themselves are: unchanged.
        NOT_REACHED: none is: unchanged.
    """

    NO_SECOND_SCORE = "no-second-score"
    CLEARLY_WORSE = "clearly-worse"
    BEFORE_REVIEW = "before-review"
    REACHED = "reached"
    NOT_ENOUGH_ALONE = "not-enough-alone"
    NOT_REACHED = "not-reached"


@final
@attrs.frozen(kw_only=True)
class Figure(Closed):
    """How one measure changed in a course.

    Attributes:
        measure: the measure.
        first: its score at the start.
        last: its last score.
        gain: by how much it got better, in its unit; below nought when it got worse.
        threshold: the smallest change that matters; nothing when the rulebook has none for the complaint.
        needed: by how much it must get better for this first score; nothing without a threshold.
        counts: whether its first score leaves room to get better by.
        change: what that comes to; unchanged without a threshold.
    """

    measure: Measure
    first: Score
    last: Score
    gain: float
    threshold: Threshold | None = None
    needed: float | None = None
    counts: bool = True
    change: Change = Change.UNCHANGED

    @property
    def reached(self) -> float:
        """The part of the change that matters which was reached, 0 at least; 0 where it cannot count."""
        if not self.needed or not self.counts or not self.measure.alone:
            return 0.0
        return max(0.0, self.gain / self.needed)


@final
@attrs.frozen(kw_only=True, repr=False)
class Progress(Closed):
    """How the course of one complaint goes, as a whole or of one technique.

    Attributes:
        complaint: the complaint.
        technique: the technique; nothing for the course as a whole.
        trend: improved, unchanged, worse or too early.
        decision: the rule that decided.
        figures: every measure that was taken again, in id order.
        decided_by: the ids of the measures that decided, in order; empty when none did.
        together_with: the other techniques given in the same time, whose part in it the scores cannot tell apart.
        since: the day of the start.
        until: the day of the last score that counts.
        visits: the check-ins from the start to the last score, both included.
        review: the rule for the review of this complaint.
    """

    complaint: ConditionId
    technique: TechniqueId | None = None
    trend: Trend
    decision: Decision
    figures: tuple[Figure, ...] = ()
    decided_by: tuple[str, ...] = ()
    together_with: tuple[TechniqueId, ...] = ()
    since: date
    until: date
    visits: int
    review: ReviewRule

    @property
    def partly(self) -> bool:
        """Whether it is unchanged, but a measure came as far as makes it worth while to change something."""
        return self.trend is Trend.UNCHANGED and any(each.reached >= self.review.partial for each in self.figures)

    def __repr__(self) -> str:
        """Counts only: no health fact of a client is shown by accident."""
        return f"<Progress: {self.trend.value}, {len(self.figures)} figures, {self.visits} visits>"


def response(rulebook: Rulebook, scores: Iterable[Score], on: date) -> tuple[Progress, ...]:
    """How the courses in these scores go: of each complaint as a whole, then of each technique given for it.

    The order of the scores does not matter. A course begins with its first score: leave out those of a course before.

    Args:
        rulebook: the rulebook, for its measures and its rules for reviews.
        scores: the scores of one client.
        on: the day on which they are looked at.

    Raises:
        InvalidRecord: something is wrong with the scores or the day; it names everything that is.
        InvalidValue: the rulebook is none.

    >>> from bodywork_rules import load_rulebook
    >>> response(load_rulebook(), [], date(2026, 11, 24))
    ()
    """
    given = checked(rulebook, scores, on)
    found = []
    for complaint in sorted({score.complaint for score in given}):
        course = [score for score in given if score.complaint == complaint]
        found.append(judged(rulebook, course))
        given_for_it = sorted({technique for score in course for technique in score.techniques})
        found += [_of_technique(rulebook, course, technique) for technique in given_for_it]
    return tuple(found)


def to_responses(progress: Iterable[Progress]) -> tuple[Response, ...]:
    """What a client profile says of the techniques of these courses; nothing of those that it is too early for.

    Give them to the profile as its ``responses``: each shows as a contribution to the score of its technique.

    Args:
        progress: how the courses go.

    Raises:
        InvalidValue: something else is among them, or a bare text is given.

    >>> to_responses([])
    ()
    """
    told = [parse.only(Progress, each) for each in parse.items(progress)]
    return tuple(
        Response(technique=each.technique, change=Change(each.trend.value), complaint=each.complaint, on=each.until)
        for each in told
        if each.technique is not None and each.trend is not Trend.TOO_EARLY
    )


def _of_technique(rulebook: Rulebook, course: Sequence[Score], technique: TechniqueId) -> Progress:
    """How a course goes from the first day of a technique to the first check-in after its last day."""
    days = [score.on for score in course if technique in score.techniques]
    end = min((score.on for score in course if score.on > days[-1]), default=days[-1])
    window = [score for score in course if score.on <= end]
    others = {each for score in window if days[0] <= score.on < end for each in score.techniques} - {technique}
    found = judged(rulebook, window, since=days[0])
    return attrs.evolve(found, technique=technique, together_with=tuple(sorted(others)))


def judged(rulebook: Rulebook, course: Sequence[Score], since: date | None = None) -> Progress:
    """How the course of one complaint goes as a whole.

    Args:
        rulebook: the rulebook.
        course: the scores of the complaint in the order of their days, at least one.
        since: the day of the start; nothing for that of the first score.
    """
    complaint = course[0].complaint
    start = since or course[0].on
    figures = tuple(_figures(rulebook, course, start))
    review = review_of(rulebook, complaint)
    visits = _visits([score for score in course if score.on >= start])
    until = course[-1].on
    due = visits >= review.sessions or until - start >= review.after
    trend, decision, by = _decided(figures, due=due)
    return Progress(
        complaint=complaint,
        trend=trend,
        decision=decision,
        figures=figures,
        decided_by=tuple(figure.measure.id for figure in by),
        since=start,
        until=until,
        visits=visits,
        review=review,
    )


def _decided(figures: Sequence[Figure], *, due: bool) -> tuple[Trend, Decision, Sequence[Figure]]:
    """How a course with these figures goes, by which rule, and the figures that decided."""
    worse = [each for each in figures if each.change is Change.WORSE]
    better = [each for each in figures if each.change is Change.IMPROVED]
    enough = [each for each in better if each.measure.alone]
    if not figures:
        return Trend.TOO_EARLY, Decision.NO_SECOND_SCORE, ()
    if worse:
        return Trend.WORSE, Decision.CLEARLY_WORSE, worse
    if not due:
        return Trend.TOO_EARLY, Decision.BEFORE_REVIEW, ()
    if enough:
        return Trend.IMPROVED, Decision.REACHED, enough
    if better:
        return Trend.UNCHANGED, Decision.NOT_ENOUGH_ALONE, better
    return Trend.UNCHANGED, Decision.NOT_REACHED, ()


def _visits(course: Sequence[Score]) -> int:
    """How many check-ins there were at least, by the days of the scores and by the numbers of the sessions."""
    numbers = [score.session for score in course if score.session is not None]
    spanned = max(numbers) - min(numbers) + 1 if numbers else 0
    return max(len({score.on for score in course}), spanned)


def _figures(rulebook: Rulebook, course: Sequence[Score], start: date) -> Iterable[Figure]:
    """How each measure changed that was taken again after the start."""
    for id in sorted({score.measure for score in course}):
        scores = [score for score in course if score.measure == id]
        before = [score for score in scores if score.on <= start]
        first = before[-1] if before else scores[0]
        if scores[-1].on > first.on:
            yield figure_of(rulebook, first, scores[-1])


def figure_of(rulebook: Rulebook, first: Score, last: Score) -> Figure:
    """How a measure changed from one score to a later one.

    Args:
        rulebook: the rulebook.
        first: the score at the start.
        last: the later score.
    """
    measure = rulebook.measures[first.measure]
    sign = 1 if measure.better is Better.HIGHER else -1
    gain = round(sign * (last.value - first.value), 9)
    threshold = threshold_of(rulebook, measure, first.complaint)
    counts = measure.counts_from is None or sign * (measure.counts_from - first.value) >= 0
    if threshold is None:
        return Figure(measure=measure, first=first, last=last, gain=gain, counts=counts)
    needed, harm = _needed(threshold, first)
    arrived = threshold.reach is None or sign * (last.value - threshold.reach) >= 0
    change = Change.UNCHANGED
    if gain < 0 and -gain >= harm - NEARLY:
        change = Change.WORSE
    elif gain > 0 and gain >= needed - NEARLY and counts and arrived:
        change = Change.IMPROVED
    return Figure(
        measure=measure,
        first=first,
        last=last,
        gain=gain,
        threshold=threshold,
        needed=needed,
        counts=counts,
        change=change,
    )


def _needed(threshold: Threshold, first: Score) -> tuple[float, float]:
    """By how much a measure must get better, and by how much worse, for either to matter."""
    share = abs(first.value) * (threshold.share or 0)
    fixed = max(threshold.points or 0, threshold.detectable or 0)
    return round(max(fixed, share), 9), round(fixed or share, 9)


def threshold_of(rulebook: Rulebook, measure: Measure, complaint: ConditionId) -> Threshold | None:
    """The smallest change of a measure that matters: that of the nearest complaint, else that of all others.

    Args:
        rulebook: the rulebook.
        measure: the measure.
        complaint: the complaint.
    """
    steps = distances(rulebook, complaint)
    far = len(rulebook.conditions) + 1

    def rank(threshold: Threshold) -> tuple[float, ...]:
        near = min((steps.get(each, far) for each in threshold.complaints), default=far - 1)
        strict = (threshold.points or 0, threshold.share or 0, threshold.detectable or 0)
        return (near, *(-each for each in strict))

    fitting = [each for each in measure.thresholds if rank(each)[0] < far]
    return min(fitting, key=rank, default=None)


def review_of(rulebook: Rulebook, complaint: ConditionId) -> ReviewRule:
    """The rule for the review of a complaint: that of the nearest one, else that of all others.

    Args:
        rulebook: the rulebook; it has measures.
        complaint: the complaint.

    Raises:
        InvalidValue: the rulebook has no rule for reviews.
    """
    steps = distances(rulebook, complaint)
    near = [
        (steps[each], rule.sessions, rule) for rule in rulebook.reviews for each in rule.complaints if each in steps
    ]
    others = [rule for rule in rulebook.reviews if not rule.complaints]
    if near:
        return min(near, key=lambda each: (each[0], each[1], each[2].id))[-1]
    if not others:
        raise InvalidValue("a rulebook without a rule for reviews")
    return others[0]
