"""What a body chart shows of an answer: how each point of the body is marked, and why."""

from collections.abc import Mapping
from enum import Enum
from functools import reduce
from operator import or_
from typing import assert_never, final

import attrs

from bodywork_rules.insight.answer.opening import opening
from bodywork_rules.insight.answer.reasons import acting, headline, rules_of
from bodywork_rules.insight.answer.shared import shared_by
from bodywork_rules.insight.wording import Wording, numbered, outside, sentence
from bodywork_rules.model import Assessment, Declined, Infeasible, Judgement, Restriction, Shown, SiteJudgement, Verdict
from bodywork_rules.model.closed import Closed

__all__ = [
    "WORKED",
    "Mark",
    "Marks",
    "Reason",
    "aimed_at",
    "drawn_for",
    "marks_of",
    "numbers_told",
    "verdict_at",
    "wanted",
]


@final
class Mark(Enum):
    """How a place is marked, the strictest first; the last where none of the techniques is done."""

    OFF = "off"
    ASK = "ask"
    CARE = "care"
    WORK = "work"
    OUT = "out"


WORKED = {Mark.WORK, Mark.CARE}
"""The marks of places that are worked."""
MARKS = {Verdict.PROCEED: Mark.WORK, Verdict.MODIFY: Mark.CARE, Verdict.CLEARANCE: Mark.ASK, Verdict.AVOID: Mark.OFF}


@final
@attrs.frozen
class Reason(Closed):
    """Why a place is not simply worked.

    Attributes:
        text: why, in words.
        points: where, a bit for each point.
        rules: the rules that say so; none where only the client or the limits do.
    """

    text: str
    points: int
    rules: tuple[Restriction, ...] = ()


@final
@attrs.frozen
class Marks(Closed):
    """How the points of the body are marked.

    Attributes:
        places: for each mark that is there the points that have it, a bit each, the strictest first.
        reasons: why, each once, the strictest first.
    """

    places: tuple[tuple[Mark, int], ...]
    reasons: tuple[Reason, ...]

    def at(self, points: int) -> Mark:
        """The strictest mark at any of some points."""
        return next(mark for mark, there in self.places if there & points)

    def why(self, points: int) -> str:
        """All reasons that hold at any of some points, in one text."""
        return " ".join(reason.text for reason in self.reasons if reason.points & points)

    def numbers(self, points: int, told: Mapping[Restriction, int]) -> str:
        """The numbers of the rules that hold at any of some points, but not wherever anything is done.

        Args:
            points: the points.
            told: the number of each rule in the answer; one that has none there has none here.
        """
        reached = reduce(or_, (there for mark, there in self.places if mark is not Mark.OUT), 0)
        local = [reason for reason in self.reasons if reason.points & points and reason.points != reached]
        return numbered({told[rule] for reason in local for rule in reason.rules if rule in told}, "R")


def drawn_for(assessment: Assessment, technique: str | None) -> tuple[Judgement, ...]:
    """The techniques that a chart is drawn for.

    Args:
        assessment: the answer.
        technique: the one technique; nothing for those recommended, else those after clearance, else those offered,
            else all.

    Raises:
        UnknownId: there is no technique of this id.
    """
    if technique is not None:
        return (assessment.judgements[technique],)
    return assessment.recommendations or assessment.after_clearance or assessment.offered or (*assessment.judgements,)


def wanted(assessment: Assessment) -> int:
    """The points at which the client wants help, where the goals say so."""
    return assessment.body.union(site for goal in assessment.profile.goals for site in goal.sites)


def numbers_told(assessment: Assessment) -> dict[Restriction, int]:
    """The numbers that the rules have in the answer in words, as far as its beginning names them.

    Args:
        assessment: the answer.
    """
    wording = Wording(assessment.words, assessment.profile)
    tuple(opening(wording, assessment, shared_by(assessment)))
    return wording.reasons


def aimed_at(marks: Marks, points: int) -> int:
    """Of the points that work is meant for, those at which it can be done: never where a yes is needed or to keep off.

    Args:
        marks: how the points are marked.
        points: what the work is meant for.
    """
    return points & reduce(or_, (there for mark, there in marks.places if mark in WORKED), 0)


def marks_of(wording: Wording, assessment: Assessment, judgements: tuple[Judgement, ...]) -> Marks:
    """How the points of the body are marked, and why.

    A place can be worked when each technique that reaches it can simply be done there; it is kept off when none can,
    and needs a yes first when none can without one; in between, care is taken.

    Args:
        wording: the words.
        assessment: the answer.
        judgements: the techniques to draw it for.
    """
    body = assessment.body
    told = [[(body.union(at.sites), verdict_at(judgement, at)) for at in judgement.sites] for judgement in judgements]
    places = dict.fromkeys(Mark, 0)
    for number in range(len(body.points)):
        bit = 1 << number
        places[_mark([verdict for one in told for points, verdict in one if points & bit])] |= bit
    return Marks(
        places=tuple((mark, points) for mark, points in places.items() if points),
        reasons=_reasons(wording, assessment, judgements),
    )


def verdict_at(judgement: Judgement, at: SiteJudgement) -> Verdict:
    """The verdict at some of a technique's sites; a technique that is not to be done is not to be done anywhere."""
    return Verdict.AVOID if judgement.verdict is Verdict.AVOID else at.verdict


def _mark(verdicts: list[Verdict]) -> Mark:
    """How a place is marked at which the techniques that reach it have these verdicts."""
    if not verdicts:
        return Mark.OUT
    mildest = min(verdicts)
    return Mark.CARE if mildest is Verdict.PROCEED and max(verdicts) is not mildest else MARKS[mildest]


def _reasons(wording: Wording, assessment: Assessment, judgements: tuple[Judgement, ...]) -> tuple[Reason, ...]:
    """Why places are not simply worked: each reason once, where it holds for any technique that reaches that place."""
    body, nowhere = assessment.body, wording.say("chart-nowhere")
    where: dict[str, int] = {}
    rules: dict[str, dict[Restriction, None]] = {}
    strictness: dict[str, int] = {}
    for judgement in judgements:
        reach = reduce(or_, (body.union(at.sites) for at in judgement.sites), 0)
        for shown in acting(judgement):
            text = _told(wording, shown, several=len(judgements) > 1)
            where[text] = where.get(text, 0) | body.union(shown.sites) & reach
            rules.setdefault(text, {}).update(dict.fromkeys(rules_of([shown])))
            strictness[text] = max(strictness.get(text, -1), _strictness(shown))
        if judgement.verdict is Verdict.AVOID:
            milder = body.union(site for at in judgement.sites if at.verdict < Verdict.AVOID for site in at.sites)
            where[nowhere] = where.get(nowhere, 0) | milder
            strictness[nowhere] = -2
    strictest_first = sorted(where, key=lambda text: -strictness[text])
    return tuple(Reason(text, where[text], tuple(rules.get(text, ()))) for text in strictest_first if where[text])


def _strictness(shown: Shown) -> int:
    """How far in front a reason stands; what only follows from other reasons stands last."""
    match shown:
        case Restriction(verdict=verdict):
            return verdict
        case Infeasible():
            return -1
        case Declined():
            return Verdict.AVOID
        case _:
            assert_never(shown)


def _told(wording: Wording, shown: Shown, *, several: bool) -> str:
    """A reason in words."""
    match shown:
        case Restriction(rule=rule, finding=finding, limits=limits):
            limited = "; ".join(wording.limits(limits))
            told = f"{headline(wording, rule, finding)}. {sentence(rule.reason)}"
            return f"{told} {sentence(outside(limited))}" if limited else told
        case Infeasible():
            return wording.say("chart-cannot-several" if several else "chart-cannot")
        case Declined(what=what):
            if not what:
                return wording.say("chart-declines-place")
            return wording.say("chart-declines", what=wording.inside(wording.wish(what)))
        case _:
            assert_never(shown)
