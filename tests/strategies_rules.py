"""Arbitrary contraindications: about something or nothing, of every extent, scope, limit and predicate."""

from collections.abc import Iterator
from datetime import date, timedelta

import attrs
from hypothesis.strategies import DrawFn

from bodywork_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Basis,
    Body,
    Condition,
    Contraindication,
    Details,
    Extent,
    Had,
    Has,
    Limits,
    Measured,
    Predicate,
    Quantity,
    Range,
    Referral,
    Scope,
    Severity,
    Site,
    Stage,
    Technique,
    This,
    Verdict,
)
from bodywork_rules.model.limits import NO_LIMITS
from bodywork_rules.model.predicates import leaves
from bodywork_rules.rulebook.lifelong import lasts_for_life
from strategies_draws import chance, few, pick, some, upto, words

WINDOWS = (3, 10, 30)
"""The days that rules ask about; profiles are drawn close to them, on either side."""


@attrs.frozen
class Ground:
    """What rules may speak of.

    Attributes:
        body: the body.
        conditions: the ids of the conditions.
        broader: each condition's broader ones, itself included.
        can_be: for each condition, the points where it can be.
        courses: for each condition, how long ago any finding of it began at least, and whether none is ever over.
        quantities: the quantities.
        techniques: the techniques.
        sites: every site of the body.
    """

    body: Body
    conditions: list[str]
    broader: dict[str, frozenset[str]]
    can_be: dict[str, int]
    courses: dict[str, tuple[timedelta, bool]]
    quantities: list[Quantity]
    techniques: list[Technique]
    sites: list[Site]

    @classmethod
    def of(
        cls, body: Body, known: list[Condition], measured: list[Quantity], able: list[Technique], sites: list[Site]
    ) -> "Ground":
        broader: dict[str, frozenset[str]] = {}
        for each in known:  # broader ones stand first
            broader[each.id] = frozenset({each.id}).union(*(broader[one] for one in each.broader))
        by_id = {each.id: each for each in known}
        can_be, courses = {}, {}
        for at in known:
            kinds = [each for each in known if at.id in broader[each.id]]
            points = body.whole if any(not each.regions for each in kinds) else 0
            can_be[at.id] = points | body.union(site for each in kinds for site in each.regions)
            least = min(each.onset_at_least or timedelta(0) for each in kinds)
            courses[at.id] = least, all(lasts_for_life(by_id, each.id) for each in kinds)
        return cls(body, [each.id for each in known], broader, can_be, courses, measured, able, sites)

    def places(self, condition: str) -> list[Site]:
        """The sites that lie where a condition can be."""
        return [site for site in self.sites if not self.body.mask(site) & ~self.can_be[condition]]

    def beyond(self, condition: str) -> bool:
        """Whether anything lies further out than where a condition can be."""
        points = self.can_be[condition]
        return any(self.body.beyond(1 << bit) for bit in range(len(self.body.points)) if points >> bit & 1)


def days(draw: DrawFn, one_in: int) -> timedelta | None:
    """Now and then so many days."""
    return timedelta(days=pick(draw, WINDOWS)) if chance(draw, one_in) else None


def details(draw: DrawFn, ground: Ground, condition: str, *, ended: bool) -> Details:
    """What is asked of one finding: mostly one or two things, and nothing that no finding can be."""
    places, (youngest, lasts) = ground.places(condition), ground.courses[condition]
    least, most = sorted([draw(upto(3)), draw(upto(3))])
    onset = [None, *(timedelta(days=each) for each in WINDOWS)]
    end_least = days(draw, 4) if ended else None
    end_most = days(draw, 3) if ended else None
    if end_least and end_most and end_least > end_most:
        end_least, end_most = end_most, end_least
    within = onset[most] if chance(draw, 2) else None
    since = onset[least] if chance(draw, 3) else None
    if lasts:
        end_least = end_most = None
    if within and within < youngest:
        within = None
    if within and end_least and end_least > within:
        end_least = None
    return Details(
        onset_within=within,
        onset_at_least=since if since and since > youngest else None,
        ended_within=end_most,
        ended_at_least=end_least,
        sites=few(draw, places, least=1) if places and chance(draw, 5) else (),
        severity_at_least=pick(draw, (Severity.MODERATE, Severity.SEVERE)) if chance(draw, 5) else None,
        stages=some(draw, tuple(Stage), least=1, most=2) if chance(draw, 4) else (),
        controlled=chance(draw, 2) if chance(draw, 4) else None,
    )


def leaf(draw: DrawFn, ground: Ground, about: str | None, *, ever: bool, measured_only: bool) -> Predicate:
    """One thing asked."""
    kinds = ["has", "had", "this", "this", "measured"]
    if measured_only or (ground.quantities and chance(draw, 4)):
        kinds = ["measured"]
    kind = pick(draw, kinds)
    if kind == "measured" and ground.quantities:
        of = pick(draw, ground.quantities)
        bound = pick(draw, (of.most, 5, 2.5, 65 if of.most > 65 else 1))
        return Measured(of.id, at_least=bound) if chance(draw, 2) else Measured(of.id, below=bound)
    if kind == "this" and about is not None:
        asked = details(draw, ground, about, ended=ever)
        return This(asked if asked.asked else Details(controlled=True))
    condition = pick(draw, ground.conditions)
    asked = details(draw, ground, condition, ended=kind == "had") if chance(draw, 2) else Details()
    return (Had if kind == "had" else Has)(condition, details=asked)


def predicate(
    draw: DrawFn, ground: Ground, about: str | None, *, ever: bool, measured_only: bool = False, depth: int = 2
) -> Predicate:
    """Something asked: mostly one thing, else a small tree."""
    if depth == 0 or not chance(draw, 3):
        return leaf(draw, ground, about, ever=ever, measured_only=measured_only)
    of = [
        predicate(draw, ground, about, ever=ever, measured_only=measured_only, depth=depth - 1)
        for _ in range(1 + draw(upto(2)))
    ]
    match draw(upto(2)):
        case 0:
            return AnyOf(of)
        case 1:
            return AllOf(compatible(of))
        case _:
            return AtLeast(1 + draw(upto(len(of) - 1)), of)


def plainly(draw: DrawFn, ground: Ground) -> Predicate:
    """One thing or two, asked without details."""
    asked: list[Predicate] = [Has(pick(draw, ground.conditions))]
    if chance(draw, 2):
        asked.append(Had(pick(draw, ground.conditions)))
    if ground.quantities and chance(draw, 2):
        of = pick(draw, ground.quantities)
        asked.append(Measured(of.id, at_least=pick(draw, (1, 5, of.most))))
    return AllOf(asked) if chance(draw, 2) else AnyOf(asked)


def parts_of(asked: Predicate) -> Iterator[Predicate]:
    """The predicates that must all hold for a predicate to hold."""
    if isinstance(asked, AllOf):
        for each in asked.of:
            yield from parts_of(each)
    else:
        yield asked


def compatible(of: list[Predicate]) -> list[Predicate]:
    """Those that do not ask the same finding or quantity twice, so that nothing clashes."""
    taken: set[str] = set()
    kept: list[Predicate] = []
    for each in of:
        keys = {
            "this" if isinstance(part, This) else part.quantity
            for part in parts_of(each)
            if isinstance(part, This | Measured)
        }
        if not keys & taken:
            taken |= keys
            kept.append(each)
    return kept


def scope(draw: DrawFn, ground: Ground) -> Scope:
    """All techniques, or some by trait, family, id or pressure."""
    least = draw(upto(5))
    named = {
        "traits_any": few(draw, ("heat", "oil", "stretch", "suction"), least=1) if chance(draw, 2) else [],
        "families": [pick(draw, ("plain", "vivid"))] if chance(draw, 5) else [],
        "techniques": [pick(draw, ground.techniques).id] if chance(draw, 5) else [],
        "pressure": Range(least, least + draw(upto(5 - least))) if chance(draw, 5) else None,
    }
    return Scope(**named) if any(named.values()) else Scope(all=True)


def limits(draw: DrawFn, *, whole: bool) -> Limits:
    """What to keep within; minutes and positions only of the whole technique."""
    return Limits(
        pressure_at_most=draw(upto(5)) if chance(draw, 2) else None,
        no_traits=few(draw, ("heat", "oil", "stretch", "suction"), least=1) if chance(draw, 4) else (),
        no_products=[pick(draw, ("balm", "lotion"))] if chance(draw, 6) else (),
        minutes_at_most=pick(draw, (5, 20, 40)) if whole and chance(draw, 4) else None,
        no_positions=some(draw, ("prone", "supine"), least=1) if whole and chance(draw, 4) else (),
    )


def says_nothing(bounds: Limits) -> bool:
    """Whether limits bound nothing but what no technique goes beyond."""
    return not bounds.any or bounds == Limits(pressure_at_most=5)


def where(draw: DrawFn, ground: Ground, about: str | None) -> Extent | list[Site]:
    """Where a rule holds; relative to a finding only when it is about one."""
    extents = (Extent.EVERYWHERE, Extent.SITE, Extent.SITE, Extent.LIMB, Extent.BEYOND, None)
    chosen = pick(draw, extents if about is not None else (Extent.EVERYWHERE, None))
    if chosen is Extent.BEYOND and about is not None and not ground.beyond(about):
        chosen = Extent.SITE
    return few(draw, ground.sites, least=1) if chosen is None else chosen


def referral(draw: DrawFn, *, urgent: bool) -> Referral | None:
    """Now and then a referral; an urgent one only where the rule allows it."""
    if not chance(draw, 4):
        return None
    return pick(draw, tuple(Referral) if urgent else (Referral.ROUTINE, Referral.PROMPT))


def names_a_condition(rule: Contraindication) -> bool:
    """Whether a rule asks for a condition."""
    return any(not isinstance(each, Measured) for each in (*leaves(rule.when), *leaves(rule.unless)))


@attrs.define
class Asking:
    """Which clearances are asked for so far, and of which condition each is."""

    tops: dict[str, str | None] = attrs.Factory(dict)

    def clearance(self, draw: DrawFn, ground: Ground, about: str | None) -> str:
        """One that rules about this may ask for: shared only along one line of kinds, or new."""
        shared = [
            id
            for id, top in self.tops.items()
            if about is not None and top is not None and top in ground.broader[about] and top != about
        ]
        shared += [id for id, top in self.tops.items() if top == about and about is not None]
        if shared and chance(draw, 2):
            return pick(draw, shared)
        id = f"ok-{len(self.tops)}"
        self.tops[id] = about
        return id


def said(asked: Details) -> set[str]:
    """The names of the details asked for."""
    return {field.name for field in attrs.fields(Details) if getattr(asked, field.name) != field.default}


def may_lift(ground: Ground, about: str | None, when: Predicate | None, unless: Predicate) -> bool:
    """Whether no part of an ``unless`` follows from what else the rule asks: then it does not always lift it."""
    given = list(leaves(when))
    kinds = [each.condition for each in given if isinstance(each, Has | Had)] + ([about] if about else [])
    certain = set().union(*(ground.broader[kind] for kind in kinds))
    details = set().union(*(said(each.details) for each in given if not isinstance(each, Measured)))
    measured = {each.quantity for each in given if isinstance(each, Measured)}
    for leaf in leaves(unless):
        match leaf:
            case Measured(quantity=quantity):
                free = quantity not in measured
            case This(details=asked):
                free = bool(said(asked) - details)
            case Has(condition=condition, details=asked) | Had(condition=condition, details=asked):
                free = condition not in certain or bool(said(asked) - details)
        if not free:
            return False
    return True


def contraindication(
    draw: DrawFn, ground: Ground, number: int, asking: Asking, *, unless: bool, asks: bool = False
) -> Contraindication:
    """One rule; with ``asks`` it asks for a clearance for a condition."""
    about = pick(draw, ground.conditions if asks else [*ground.conditions, None])
    ever = about is not None and chance(draw, 4)
    verdict = Verdict.CLEARANCE if asks else pick(draw, (Verdict.MODIFY, Verdict.CLEARANCE, Verdict.AVOID))
    measured_only = about is None and verdict is Verdict.CLEARANCE
    if measured_only and not ground.quantities:
        measured_only, verdict = False, Verdict.AVOID
    when = None
    if about is None and not measured_only and chance(draw, 2):
        when = plainly(draw, ground)
    elif about is None or chance(draw, 2):
        when = predicate(draw, ground, about, ever=ever, measured_only=measured_only)
    lifted = None
    if unless and chance(draw, 3):
        lifted = predicate(draw, ground, about, ever=ever, measured_only=measured_only)
        lifted = lifted if may_lift(ground, about, when, lifted) else None
    to, place = scope(draw, ground), where(draw, ground, about)
    everywhere = place is Extent.EVERYWHERE
    bounds = NO_LIMITS if verdict is Verdict.AVOID else limits(draw, whole=everywhere)
    advice = words(draw, one_in=5) or ("heed" if says_nothing(bounds) and verdict is Verdict.MODIFY else "")
    text = words(draw)
    return Contraindication(
        id=f"r{number}",
        about=about,
        ever=ever,
        when=when,
        unless=lifted,
        to=to,
        where=place,
        verdict=verdict,
        limits=bounds,
        advice=advice,
        clearance=asking.clearance(draw, ground, about) if verdict is Verdict.CLEARANCE else None,
        referral=referral(draw, urgent=verdict is Verdict.AVOID and everywhere and to.all),
        reason="because",
        sources=() if text else ["book"],
        basis=Basis.UNSOURCED if text else pick(draw, (Basis.EXPLICIT, Basis.INFERRED)),
        dissent=text,
        locator=text,
        reviewed=date(2026, 3, 1) if text else None,
    )


def contraindications(
    draw: DrawFn, ground: Ground, *, unless: bool, least: int, asks: bool
) -> tuple[list[Contraindication], list[str]]:
    """Up to eight rules, and the clearances that they ask for."""
    asking = Asking()
    rules = [
        contraindication(draw, ground, number, asking, unless=unless, asks=asks and number == 0)
        for number in range(least + draw(upto(8 - least)))
    ]
    return rules, list(asking.tops)
