"""Arbitrary measures, rules for reviews, trainings and signs, and the scores of courses that they judge."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from bodywork_rules.care import Score
from bodywork_rules.model import (
    Basis,
    Better,
    Condition,
    Measure,
    Referral,
    ReviewRule,
    TherapistSign,
    Threshold,
    Training,
)
from bodywork_rules.rulebook.rulebook import Rulebook
from strategies_draws import chance, few, pick, some, upto, words

START = date(2026, 3, 2)


def thresholds(draw: DrawFn, known: list[Condition], least: float) -> list[Threshold]:
    """None, one for all complaints, or one for some and one for the others."""
    found = []
    named = few(draw, [each.id for each in known], most=2)
    for complaints in ((), named)[: draw(upto(2))]:
        if found and not complaints:
            break
        kind = draw(upto(2))
        basis = pick(draw, tuple(Basis))
        found.append(
            Threshold(
                complaints=complaints,
                points=pick(draw, (2, 1.5, 4)) if kind != 1 else None,
                share=pick(draw, (0.3, 0.5, 1)) if kind else None,
                detectable=pick(draw, (1, 3)) if chance(draw, 3) else None,
                reach=least + 4 if chance(draw, 4) else None,
                studied=words(draw),
                basis=basis,
                sources=["book"] if basis is not Basis.UNSOURCED else (),
                note=words(draw),
            )
        )
    return found


def measures(draw: DrawFn, known: list[Condition], least: int = 0) -> list[Measure]:
    """So many measures, or up to three, of either direction."""
    found = []
    for number in range(least + draw(upto(3 - least))):
        lowest = pick(draw, (0, -3, 10))
        found.append(
            Measure(
                id=f"m{number}",
                name=f"measure {number}",
                unit="points",
                least=lowest,
                most=lowest + 10,
                step=pick(draw, (1, 0.5)) if chance(draw, 2) else None,
                better=pick(draw, tuple(Better)),
                outcomes=some(draw, ("function", "pain")),
                thresholds=thresholds(draw, known, lowest),
                counts_from=lowest + pick(draw, (4, 7)) if chance(draw, 3) else None,
                severe_from=lowest + pick(draw, (2, 8)) if chance(draw, 3) else None,
                alone=not chance(draw, 4),
                sources=["book"] if (text := words(draw)) else (),
                synonyms=[text] if text else (),
                note=text,
            )
        )
    return found


def reviews(draw: DrawFn, known: list[Condition]) -> list[ReviewRule]:
    """One rule for all complaints, and perhaps one for some."""
    found = []
    for id, complaints in (("all", ()), ("some", few(draw, [each.id for each in known], most=2))):
        if found and not complaints:
            break
        basis = pick(draw, tuple(Basis))
        found.append(
            ReviewRule(
                id=id,
                complaints=complaints,
                sessions=pick(draw, (3, 2, 5)),
                after=timedelta(days=pick(draw, (28, 10))),
                partial=pick(draw, (0.5, 1)),
                further_sessions=pick(draw, (3, 1)),
                most_sessions=pick(draw, (6, 3)),
                worse_times=pick(draw, (2, 1)),
                unchanged_referral=pick(draw, tuple(Referral)),
                worse_referral=pick(draw, tuple(Referral)),
                basis=basis,
                sources=["book"] if basis is not Basis.UNSOURCED else (),
                note=words(draw),
            )
        )
    return found


def trainings(draw: DrawFn, ids: tuple[str, ...]) -> list[Training]:
    """A course and a licence."""
    text = words(draw)
    return [
        Training(id=id, name=f"the {id}", text=text, licence=id == "licence", sources=["book"] if text else ())
        for id in ids
    ]


def therapist_signs(draw: DrawFn) -> list[TherapistSign]:
    """Up to two signs, of which the second is a red flag."""
    basis = pick(draw, tuple(Basis))
    sources = ["book"] if basis is not Basis.UNSOURCED else ()
    return [
        TherapistSign(id=f"sign-{number}", text="They ask.", red_flag=number > 0, basis=basis, sources=sources)
        for number in range(draw(upto(2)))
    ]


@st.composite
def courses(draw: DrawFn, rulebook: Rulebook, complaints: int = 2) -> tuple[Score, ...]:
    """The scores of up to so many complaints over some check-ins, in the order of their days; perhaps none.

    Args:
        draw: given by Hypothesis.
        rulebook: has the measures.
        complaints: of how many complaints at most.
    """
    if not rulebook.measures:
        return ()
    found = []
    for complaint in few(draw, rulebook.conditions.ids, least=1, most=complaints):
        numbered, day = chance(draw, 2), START
        for visit in range(draw(upto(6))):
            done = some(draw, rulebook.techniques.ids, most=2)
            found += [
                Score(
                    measure=measure.id,
                    value=measure.least + draw(upto(10)),
                    on=day,
                    complaint=complaint,
                    techniques=done,
                    session=visit + 1 if numbered else None,
                )
                for measure in some(draw, tuple(rulebook.measures), least=1)
            ]
            day += timedelta(days=pick(draw, (1, 4, 30)))
    return tuple(found)
