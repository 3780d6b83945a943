"""Scores of measures, and all that can be wrong with them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import final

import attrs

from bodywork_rules.errors import InvalidRecord, InvalidValue, Problem, near
from bodywork_rules.model import Catalogue, ConditionId, MeasureId, TechniqueId, parse
from bodywork_rules.model.closed import Closed
from bodywork_rules.rulebook import Rulebook

__all__ = ["NEARLY", "Score", "ScoreFile", "checked"]

NEARLY = 1e-9
"""Numbers nearer than this are the same."""


@final
@attrs.frozen(kw_only=True)
class Score(Closed):
    """One score of a measure for one complaint, taken at the check-in: before the work of that day.

    Attributes:
        measure: what was measured.
        value: in the measure's unit.
        on: the day.
        complaint: the complaint whose course it shows.
        techniques: what was done for the complaint that day, after the score was taken; empty for nothing.
        session: the number of the session, counted from 1; nothing when not given.

    Raises:
        InvalidValue: the number of the session is out of its range, or a value is not of its form.

    >>> Score(measure="sleep-score", value=7, on="2026-11-02", complaint="bad-nights", techniques=["stroking"]).on
    datetime.date(2026, 11, 2)
    """

    measure: MeasureId = attrs.field(converter=parse.ident)
    value: float = attrs.field(converter=parse.number)
    on: date = attrs.field(converter=parse.day)
    complaint: ConditionId = attrs.field(converter=parse.ident)
    techniques: tuple[TechniqueId, ...] = attrs.field(default=(), converter=parse.idents)
    session: int | None = attrs.field(
        default=None, converter=parse.whole_or_none, validator=parse.within("session", 1, 10_000)
    )


def _scores(value: Iterable[Score]) -> tuple[Score, ...]:
    return tuple(parse.only(Score, each) for each in parse.items(value))


@final
@attrs.frozen(kw_only=True, repr=False)
class ScoreFile(Closed):
    """The scores of one client's course, as they are kept in a file.

    Attributes:
        scores: the scores, in any order.
        reviewed: the day of the last formal review; nothing when there was none.

    Raises:
        InvalidValue: a value is not of its form.
    """

    scores: tuple[Score, ...] = attrs.field(default=(), converter=_scores)
    reviewed: date | None = attrs.field(default=None, converter=parse.day_or_none)

    def __repr__(self) -> str:
        """Counts only: no health fact of a client is shown by accident."""
        return f"<ScoreFile: {len(self.scores)} scores>"


def checked(rulebook: Rulebook, scores: Iterable[Score], on: date) -> tuple[Score, ...]:
    """The scores in a fixed order, each once, when nothing is wrong with them.

    Args:
        rulebook: the rulebook.
        scores: the scores, in any order.
        on: the day on which they are looked at.

    Raises:
        InvalidRecord: something is wrong with them; it names everything that is.
        InvalidValue: the rulebook is none.
    """
    parse.only(Rulebook, rulebook)
    given: list[Score] = []
    found: list[Problem] = []
    day: date | None = None
    try:
        day = parse.day(on)
    except InvalidValue as error:
        found.append(attrs.evolve(error.as_problem(), where="on"))
    try:
        items = parse.items(scores)
    except InvalidValue as error:
        raise InvalidRecord([*found, attrs.evolve(error.as_problem(), where="scores")]) from None
    for place, score in enumerate(items):
        if isinstance(score, Score):
            given.append(score)
            found += _wrong(rulebook, score, f"scores[{place}]", day)
        else:
            found.append(Problem(where=f"scores[{place}]", what="a Score is expected, not", value=parse.shown(score)))
    found += _twice(given)
    found += _out_of_order(given)
    if found:
        raise InvalidRecord(found)
    return tuple(sorted(given, key=lambda score: (score.on, score.complaint, score.measure)))


def _wrong(rulebook: Rulebook, score: Score, at: str, on: date | None) -> Iterator[Problem]:
    """What is wrong with one score by itself."""
    yield from _unknown(rulebook.measures, f"{at} > measure", score.measure)
    yield from _unknown(rulebook.conditions, f"{at} > complaint", score.complaint)
    for technique in score.techniques:
        yield from _unknown(rulebook.techniques, f"{at} > techniques", technique)
    if on is not None and score.on > on:
        yield Problem(where=f"{at} > on", what=f"after {on}, the day on which it is looked at:", value=str(score.on))
    measure = rulebook.measures.get(score.measure)
    if measure is None:
        return
    if not measure.least <= score.value <= measure.most:
        what = f"out of the range {measure.least:g} to {measure.most:g} of `{measure.id}`:"
        yield Problem(where=f"{at} > value", what=what, value=f"{score.value:g}")
    elif measure.step:
        steps = (score.value - measure.least) / measure.step
        if abs(steps - round(steps)) > NEARLY:
            what = f"not one of the scores of `{measure.id}`, which go by {measure.step:g}:"
            yield Problem(where=f"{at} > value", what=what, value=f"{score.value:g}")


def _unknown(among: Catalogue[object], where: str, id: str) -> Iterator[Problem]:
    if id not in among:
        yield Problem(where=where, what=f"unknown {among.kind}", value=id, hint=near(id, among.ids))


def _twice(scores: Iterable[Score]) -> Iterator[Problem]:
    """A problem for each measure with several scores on one day for one complaint."""
    counted = Counter((score.measure, score.complaint, score.on) for score in scores)
    for (measure, complaint, on), times in sorted(counted.items()):
        if times > 1:
            what = f"{times} scores of `{measure}` for `{complaint}` on one day:"
            yield Problem(where="scores", what=what, value=str(on), hint="give the one taken before the work")


def _out_of_order(scores: Iterable[Score]) -> Iterator[Problem]:
    """A problem for each session whose number is not that of its day."""
    days = {(score.complaint, score.on, score.session) for score in scores if score.session is not None}
    for (complaint, before, earlier), (same, on, session) in pairwise(sorted(days)):
        if complaint == same and (before == on or session <= earlier):
            what = f"session {session} of `{complaint}` where session {earlier} was on {before}:"
            yield Problem(where="scores", what=what, value=str(on), hint="a later day has a higher number")
