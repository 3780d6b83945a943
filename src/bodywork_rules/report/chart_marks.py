"""What a body chart shows of an answer: how each point of the body is marked, and why."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import assert_never, final

import attrs

from bodywork_rules.insight.reasons import acting, headline
from bodywork_rules.insight.wording import Wording, inside, sentence, some
from bodywork_rules.model import Assessment, Body, Declined, Infeasible, Judgement, Restriction, Shown, Verdict
from bodywork_rules.model.closed import Closed
from bodywork_rules.report.drawing import filled

__all__ = ["Mark", "Marked", "drawn_for", "marks", "wanted"]


@final
class Mark(Enum):
    """How a place is marked, the strictest first."""

    OFF = "off"
    ASK = "ask"
    CARE = "care"
    WORK = "work"
    OUT = "out"


MARKS = {Verdict.PROCEED: Mark.WORK, Verdict.MODIFY: Mark.CARE, Verdict.CLEARANCE: Mark.ASK, Verdict.AVOID: Mark.OFF}


@final
@attrs.frozen
class Marked(Closed):
    """Points of the body that are marked alike, for the same reasons.

    Attributes:
        mark: how.
        reasons: why, each in words.
        points: the points, a bit each.
    """

    mark: Mark
    reasons: tuple[str, ...]
    points: int


@final
@attrs.frozen
class Reach(Closed):
    """What is said of one technique, point by point.

    Attributes:
        judgement: what is said of it.
        verdicts: sets of points, each with the verdict there.
        reasons: sets of points, each with a reason for not simply working there.
    """

    judgement: Judgement
    verdicts: tuple[tuple[int, Verdict], ...]
    reasons: tuple[tuple[int, str], ...]

    def at(self, bit: int) -> Verdict | None:
        """The verdict at a point; nothing where the technique is not done."""
        return next((verdict for points, verdict in self.verdicts if points & bit), None)


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


def marks(
    assessment: Assessment, judgements: tuple[Judgement, ...], words: Mapping[str, str]
) -> tuple[Marked, ...]:
    """The points of the body by how they are marked and why, the strictest first.

    A place can be worked when each technique that reaches it can simply be done there; it is kept off, or needs a yes
    first, when none can be done there otherwise; in between, care is taken.

    Args:
        assessment: the answer.
        judgements: the techniques to draw it for.
        words: the words of the chart.
    """
    wording = Wording(assessment.words, assessment.profile)
    reaches = [_reach(wording, assessment.body, judgement, words) for judgement in judgements]
    found: dict[tuple[Mark, tuple[str, ...]], int] = {}
    for at in range(len(assessment.body.points)):
        bit = 1 << at
        there = [(reach, verdict) for reach in reaches if (verdict := reach.at(bit)) is not None]
        mark = _mark([verdict for _, verdict in there])
        reasons = _reasons(wording, [reach for reach, _ in there], bit, words)
        found[mark, reasons] = found.get((mark, reasons), 0) | bit
    order = list(Mark)
    return tuple(Marked(*key, found[key]) for key in sorted(found, key=lambda key: (order.index(key[0]), key[1])))


def _mark(verdicts: list[Verdict]) -> Mark:
    """How a place is marked at which techniques have these verdicts."""
    if not verdicts:
        return Mark.OUT
    mildest = min(verdicts)
    return Mark.CARE if mildest is Verdict.PROCEED and max(verdicts) is not mildest else MARKS[mildest]


def _reach(wording: Wording, body: Body, judgement: Judgement, words: Mapping[str, str]) -> Reach:
    verdicts = tuple((body.union(at.sites), at.verdict) for at in judgement.sites)
    reasons = tuple((body.union(each.sites), _told(wording, each, words)) for each in acting(judgement))
    return Reach(judgement, verdicts, reasons)


def _told(wording: Wording, shown: Shown, words: Mapping[str, str]) -> str:
    """A reason in words."""
    match shown:
        case Restriction(rule=rule, finding=finding, limits=limits):
            told = [f"{headline(wording, rule, finding)}: {inside(sentence(rule.reason))}"]
            told += [sentence("; ".join(limited))] if (limited := wording.limits(limits)) else []
            return " ".join(told)
        case Infeasible():
            return words["chart-cannot"]
        case Declined(what=what):
            return filled(words["chart-declines"], what=wording.wish(what)) if what else words["chart-declines-place"]
        case _:
            assert_never(shown)


def _reasons(wording: Wording, there: list[Reach], bit: int, words: Mapping[str, str]) -> tuple[str, ...]:
    """Why a place is marked so: each reason once, with the techniques that it holds for where it is not for all."""
    found: dict[str, list[str]] = {}
    for reach, reason in _all(there, bit):
        names = found.setdefault(reason, [])
        name = inside(wording.technique(reach.judgement.technique.id))
        if name not in names:
            names.append(name)
    return tuple(
        reason if len(names) == len(there) else filled(words["chart-only"], reason=reason, techniques=some(names))
        for reason, names in found.items()
    )


def _all(there: list[Reach], bit: int) -> Iterator[tuple[Reach, str]]:
    for reach in there:
        for points, reason in reach.reasons:
            if points & bit:
                yield reach, reason
