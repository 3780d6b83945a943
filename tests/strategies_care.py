"""Arbitrary advice, schedules, paces and signs around the sessions of an arbitrary rulebook."""

from hypothesis.strategies import DrawFn

from bodywork_rules.model import (
    Advice,
    Basis,
    Certainty,
    Follow,
    Moment,
    Pace,
    Range,
    Referral,
    Rise,
    Schedule,
    Scope,
    Sign,
    Stage,
)
from strategies_draws import chance, few, pick, some, upto, words
from strategies_rules import Ground, plainly, scope

FAMILIES = ("plain", "vivid")


def care(draw: DrawFn, ground: Ground) -> dict[str, list[Advice] | list[Schedule] | list[Pace] | list[Sign]]:
    """What a rulebook says around a session; always how one goes for everyone."""
    return {
        "advices": advices(draw, ground),
        "schedules": schedules(draw, ground),
        "paces": [pace(draw, "usual"), *([gentle(draw, ground)] if chance(draw, 3) else [])],
        "signs": signs(draw),
    }


def span(draw: DrawFn, least: int, most: int) -> Range:
    """A range within these bounds."""
    low = least + draw(upto(most - least))
    return Range(low, low + draw(upto(most - low)))


def advices(draw: DrawFn, ground: Ground) -> list[Advice]:
    """Up to four, for whomever, with whatever, sure or not."""
    found = []
    traits = sorted({trait for each in ground.techniques for trait in each.traits})
    for number in range(draw(upto(4))):
        text = words(draw, one_in=3)
        to: Scope = scope(draw, ground) if chance(draw, 2) else Scope(all=True)
        found.append(
            Advice(
                id=f"a{number}",
                name=f"advice {number}",
                moment=pick(draw, tuple(Moment)),
                text="Do it.",
                when=plainly(draw, ground) if chance(draw, 3) else None,
                unless=plainly(draw, ground) if chance(draw, 4) else None,
                to=to,
                regions=few(draw, ground.sites) if chance(draw, 3) else (),
                technique=pick(draw, ground.techniques).id if chance(draw, 3) else None,
                traits=some(draw, traits, most=2) if chance(draw, 2) else (),
                evidence=text,
                certainty=pick(draw, tuple(Certainty)) if text else None,
                sources=["book"] if text else (),
                basis=pick(draw, (Basis.EXPLICIT, Basis.INFERRED)) if text else Basis.UNSOURCED,
            )
        )
    return found


def schedules(draw: DrawFn, ground: Ground) -> list[Schedule]:
    """Up to three, each for another complaint or stage."""
    found: dict[tuple[str, Stage | None], Schedule] = {}
    for number in range(draw(upto(3))):
        text = words(draw, one_in=3)
        schedule = Schedule(
            id=f"s{number}",
            complaint=pick(draw, ground.conditions),
            stage=pick(draw, (None, None, *Stage)),
            minutes=span(draw, 10, 90),
            per_week=span(draw, 1, 7),
            weeks=span(draw, 1, 12),
            then="See.",
            evidence=text,
            sources=["book"] if text else (),
            basis=Basis.EXPLICIT if text else Basis.UNSOURCED,
        )
        found.setdefault((schedule.complaint, schedule.stage), schedule)
    return list(found.values())


def pace(draw: DrawFn, id: str) -> Pace:
    """One that says every number, for everyone."""
    pains = sorted(draw(upto(10)) for _ in range(4))
    return Pace(
        id=id,
        name=id,
        opening=span(draw, 1, 10),
        test=span(draw, 1, 5),
        retest=span(draw, 1, 5),
        close=span(draw, 1, 5),
        pain_aim=pains[0],
        lighten_at=pains[1],
        leave_at=pains[2],
        refer_at=pains[3],
        lighter_at_first=draw(upto(2)),
        first_review=1 + draw(upto(5)),
        review_every=1 + draw(upto(12)),
        at_home=some(draw, FAMILIES, most=1) if chance(draw, 4) else (),
        sources=["book"],
        basis=Basis.INFERRED,
    )


def gentle(draw: DrawFn, ground: Ground) -> Pace:
    """One for some clients, which says some of the numbers."""
    pains = sorted(draw(upto(10)) for _ in range(4))
    return Pace(
        id="gentle",
        name="gentle",
        when=plainly(draw, ground),
        opening=span(draw, 1, 10) if chance(draw, 2) else None,
        lighten_at=pains[1] if chance(draw, 2) else None,
        leave_at=pains[2],
        refer_at=pains[3] if chance(draw, 2) else None,
        review_every=1 + draw(upto(12)) if chance(draw, 2) else None,
        basis=Basis.UNSOURCED,
    )


def signs(draw: DrawFn) -> list[Sign]:
    """Up to five, of which some rise with pain or time."""
    found = []
    for number in range(draw(upto(5))):
        follows = pick(draw, tuple(Follow))
        after = chance(draw, 2)
        text = words(draw)
        found.append(
            Sign(
                id=f"f{number}",
                text="It is felt.",
                during=not after or chance(draw, 2),
                after=after,
                follows=follows,
                referral=pick(draw, (None, *Referral)) if follows is Follow.STOP else None,
                rises=[rise(draw) for _ in range(draw(upto(2)))] if after else (),
                then="Heed it.",
                sources=["book"] if text else (),
                basis=Basis.EXPLICIT if text else Basis.UNSOURCED,
            )
        )
    return found


def rise(draw: DrawFn) -> Rise:
    """One with a bound on pain, on hours, or on both."""
    follows = pick(draw, tuple(Follow))
    by_pain = chance(draw, 2)
    return Rise(
        follows=follows,
        referral=pick(draw, (None, *Referral)) if follows is Follow.STOP else None,
        pain_at_least=draw(upto(10)) if by_pain else None,
        hours_at_least=pick(draw, (24, 48, 72)) if not by_pain or chance(draw, 2) else None,
    )
