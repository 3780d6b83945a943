"""Arbitrary profiles that are valid for a rulebook on a day: every field, every precision, every kind of answer."""

from datetime import date, timedelta

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from bodywork_rules.model import (
    EVERYTHING,
    Answer,
    Body,
    Change,
    ClearanceRecord,
    ClientProfile,
    DaysAgo,
    Extent,
    Finding,
    Goal,
    Limits,
    Measurement,
    PartialDate,
    Preferences,
    Quantity,
    Response,
    Severity,
    Side,
    Site,
    Stage,
    Status,
    When,
)
from bodywork_rules.model.dates import span_of
from bodywork_rules.model.limits import NO_LIMITS
from bodywork_rules.rulebook.lifelong import lasts_for_life
from bodywork_rules.rulebook.rulebook import Rulebook
from strategies_courses import is_told, possible, sides_of, with_kinds
from strategies_draws import chance, few, pick, some, upto
from strategies_rules import WINDOWS

NEAR = (*tuple(sorted({max(0, each + by) for each in (0, 60, *WINDOWS) for by in (-1, 0, 1)})), 200, 1000)
"""So many days ago: close to the ends of the windows that rules ask about, and far from them."""


@attrs.frozen
class Visit:
    """What a profile is drawn for.

    Attributes:
        rulebook: the rulebook.
        on: the day of the evaluation.
        taken: the day the history was taken; nothing when not known.
        sites: every site of the body.
        style: whether findings have ``any`` details, ``none`` at all, or ``all`` of them, exactly.
    """

    rulebook: Rulebook
    on: date
    taken: date | None
    sites: list[Site]
    style: str = "any"

    @property
    def told(self) -> date:
        """The day on which the history counts as told."""
        return self.taken or self.on

    def places(self, condition: str) -> list[Site]:
        """The sites that lie where a condition can be."""
        points = self.rulebook.can_be(condition)
        return [site for site in self.sites if not self.rulebook.body.mask(site) & ~points]

    def span(self, when: When) -> tuple[date, date]:
        """The first and the last day that a date can be."""
        return span_of(when, self.told)


def every_site(body: Body) -> list[Site]:
    """Each region; each paired one under left, no side, right and both."""
    return [
        Site(region=region.id, side=side)
        for region in body.regions
        for side in ((Side.LEFT, None, Side.RIGHT, Side.BOTH) if region.paired else (None,))
    ]


def past(draw: DrawFn, day: date) -> date:
    """A day before another, or that day."""
    return day - timedelta(days=pick(draw, NEAR))


def when(draw: DrawFn, visit: Visit) -> When:
    """A date of any precision that does not begin after the evaluation."""
    kinds = ("day", "day", "span", "month", "year", *(("about",) if visit.taken else ()))
    kind, day = pick(draw, kinds), past(draw, visit.on)
    match kind:
        case "about":
            return DaysAgo(pick(draw, NEAR))
        case "span":
            return PartialDate(earliest=day, latest=day + timedelta(days=pick(draw, (1, 5, 40))))
        case "month":
            return PartialDate.of(f"{day:%Y-%m}")
        case "year":
            return PartialDate.of(f"{day:%Y}")
        case _:
            return PartialDate(earliest=day, latest=day)


def status_of(draw: DrawFn, visit: Visit, condition: str, statuses: tuple[Status, ...]) -> Status:
    """One of some statuses that a finding of a condition can have."""
    status = pick(draw, statuses)
    conditions = visit.rulebook.conditions
    never_alone = lasts_for_life(conditions, condition) or conditions[condition].leaves
    return Status.PRESENT if status is Status.RESOLVED and never_alone else status


def began(draw: DrawFn, visit: Visit, condition: str) -> When:
    """A date on which a finding of a condition can have begun."""
    drawn, least = when(draw, visit), visit.rulebook.conditions[condition].onset_at_least
    if least is None or visit.span(drawn)[0] <= visit.on - least:
        return drawn
    day = past(draw, visit.on - least)
    return PartialDate(earliest=day, latest=day)


def finding(draw: DrawFn, visit: Visit, condition: str, id: str | None = None) -> Finding:
    """One condition as the client has it."""
    if visit.style == "none":
        return Finding(
            condition, status=status_of(draw, visit, condition, (Status.PRESENT, Status.PRESENT, Status.RESOLVED))
        )
    if visit.style == "all":
        return known_finding(draw, visit, condition, id)
    status = status_of(draw, visit, condition, (Status.PRESENT, Status.PRESENT, Status.SUSPECTED, Status.RESOLVED))
    onset = began(draw, visit, condition) if chance(draw, 2) else None
    end = when(draw, visit) if status is not Status.PRESENT and chance(draw, 2) else None
    if onset is not None and end is not None and visit.span(end)[1] < visit.span(onset)[0]:
        end = onset
    places = visit.places(condition)
    return Finding(
        condition,
        status=status,
        id=id,
        onset=onset,
        end=end,
        sites=few(draw, places, least=1, most=2) if places and chance(draw, 2) else (),
        severity=pick(draw, tuple(Severity)) if chance(draw, 3) else None,
        stage=pick(draw, tuple(Stage)) if chance(draw, 3) else None,
        controlled=chance(draw, 2) if chance(draw, 3) else None,
    )


def known_finding(draw: DrawFn, visit: Visit, condition: str, id: str | None) -> Finding:
    """A finding of which every detail is known."""
    status = status_of(draw, visit, condition, (Status.PRESENT, Status.RESOLVED))
    least = visit.rulebook.conditions[condition].onset_at_least
    day = past(draw, visit.on - (least or timedelta(0)))
    ended = max(day, past(draw, visit.on))
    sides = [site for site in visit.places(condition) if site.side or not visit.rulebook.regions[site.region].paired]
    return Finding(
        condition,
        status=status,
        id=id,
        onset=PartialDate(earliest=day, latest=day),
        end=PartialDate(earliest=ended, latest=ended) if status is Status.RESOLVED else None,
        sites=few(draw, sides, least=1, most=2),
        severity=pick(draw, tuple(Severity)),
        stage=pick(draw, tuple(Stage)),
        controlled=chance(draw, 2),
    )


def findings(draw: DrawFn, visit: Visit, prefix: str, least: int, most: int) -> list[Finding]:
    """Some findings, some of them with an id."""
    ids = visit.rulebook.conditions.ids
    return [
        finding(draw, visit, pick(draw, ids), f"{prefix}{number}" if chance(draw, 2) else None)
        for number in range(least + draw(upto(most - least)))
    ]


def value(draw: DrawFn, of: Quantity) -> float:
    """A value in a quantity's range, often at an end of it or next to a bound that rules ask about."""
    values = (of.least, of.most, 5, 4.5, 2.5, 1, 0, *((64, 65, 17) if of.most > 65 else ()))
    return pick(draw, [each for each in values if of.least <= each <= of.most])


def may_be(visit: Visit, told: list[Finding], of: Quantity, value: float) -> bool:
    """Whether a value shows no condition, or those that are told as present or suspected."""
    return all(is_told(visit.rulebook, told, shows.condition) for shows in of.shows if shows.holds(value))


def measurements(draw: DrawFn, visit: Visit, told: list[Finding], *, aged: bool) -> list[Measurement]:
    """Values of quantities, no two of one quantity on one day."""
    found: dict[tuple[str, date], Measurement] = {}
    able = [each for each in visit.rulebook.quantities if each.id != "age" or not aged]
    for _ in range(draw(upto(3)) if able else 0):
        of = pick(draw, able)
        on = past(draw, visit.on) if visit.style == "any" and chance(draw, 2) else None
        drawn = value(draw, of)
        moves_on = of.days_per_unit is not None and any(of.id == id for id, _ in found)
        if may_be(visit, told, of, drawn) and not moves_on:
            found.setdefault((of.id, on or visit.told), Measurement(of.id, value=drawn, on=on))
    return list(found.values())


def goals(draw: DrawFn, visit: Visit, least: int) -> list[Goal]:
    """What the client comes for: often something that arguments speak of, or a kind of it."""
    book, found = visit.rulebook, []
    argued = sorted({kind for each in book.indications for kind in book.narrower_of(each.complaint)})
    for _ in range(max(least, pick(draw, (0, 1, 2, 3, 2)))):
        complaint = pick(draw, argued if argued and not chance(draw, 3) else book.conditions.ids)
        places = visit.places(complaint)
        sites = few(draw, places, least=1, most=2) if places and chance(draw, 2) else ()
        worse = any(book.conditions[each].there for each in book.broader_of(complaint))
        found.append(
            Goal(
                complaint,
                outcome=pick(draw, book.outcomes.ids) if chance(draw, 3) else None,
                importance=pick(draw, (2, 1, 3)),
                sites=() if worse else sides_of(book, complaint, sites),
            )
        )
    return found


def preferences(draw: DrawFn, visit: Visit) -> Preferences:
    """What the client wants and does not want; most want nothing in particular."""
    if not chance(draw, 3):
        return Preferences()
    book = visit.rulebook
    names = [*book.techniques.ids, *book.families.ids, *book.traits.ids]
    return Preferences(
        likes=few(draw, names, most=2),
        dislikes=few(draw, names, most=2),
        declines=few(draw, names, least=1, most=1) if chance(draw, 2) else (),
        declines_sites=few(draw, visit.sites, least=1, most=2) if chance(draw, 2) else (),
    )


def granted_limits(draw: DrawFn, visit: Visit, clearance: str) -> Limits:
    """What a clinician may write on a grant: of the whole technique only when every rule that asks holds everywhere."""
    book = visit.rulebook
    whole = all(rule.where is Extent.EVERYWHERE for rule in book.contraindications if rule.clearance == clearance)
    return Limits(
        pressure_at_most=pick(draw, (2, 0, 3)) if chance(draw, 2) else None,
        no_traits=some(draw, book.traits.ids, least=1) if chance(draw, 5) else (),
        no_products=some(draw, book.products.ids, least=1) if chance(draw, 8) else (),
        minutes_at_most=pick(draw, (30, 5)) if whole and chance(draw, 5) else None,
        no_positions=some(draw, book.positions.ids, least=1) if whole and chance(draw, 5) else (),
    )


def record(
    draw: DrawFn, visit: Visit, given: list[Finding], clearance: str, answer: Answer | None = None
) -> ClearanceRecord:
    """A clinician's answer, in force or not, naming findings or none."""
    on = past(draw, visit.on)
    nameable = [
        each.id for each in given if each.id is not None and (each.onset is None or visit.span(each.onset)[0] <= on)
    ]
    chosen = answer or pick(draw, (Answer.GRANTED, Answer.GRANTED, Answer.REFUSED))
    limited = chosen is Answer.GRANTED and chance(draw, 2)
    return ClearanceRecord(
        clearance=clearance,
        findings=few(draw, nameable, least=1) if nameable and chance(draw, 2) else (),
        answer=chosen,
        on=on,
        expires=on + timedelta(days=pick(draw, (0, 1, 30, 365))) if chance(draw, 2) else None,
        limits=granted_limits(draw, visit, clearance) if limited else NO_LIMITS,
    )


def records(draw: DrawFn, visit: Visit, given: list[Finding]) -> list[ClearanceRecord]:
    """Clinicians' answers."""
    asked = visit.rulebook.clearances.ids
    return [record(draw, visit, given, pick(draw, asked)) for _ in range(draw(upto(3)) if asked else 0)]


def responses(draw: DrawFn, visit: Visit) -> list[Response]:
    """How the client responded to earlier treatment."""
    book = visit.rulebook
    return [
        Response(
            technique=pick(draw, book.techniques.ids),
            change=pick(draw, tuple(Change)),
            complaint=pick(draw, book.conditions.ids) if chance(draw, 2) else None,
            on=past(draw, visit.on) if chance(draw, 2) else None,
        )
        for _ in range(draw(upto(2)) if chance(draw, 3) else 0)
    ]


def answered(draw: DrawFn, visit: Visit) -> list[str]:
    """What the client told us all about: nothing, everything, or some conditions."""
    match draw(upto(3)) if visit.style == "any" else 1:
        case 0:
            return []
        case 1:
            return [EVERYTHING]
        case 2:
            return some(draw, visit.rulebook.conditions.ids)
        case _:
            return [EVERYTHING, *some(draw, visit.rulebook.conditions.ids)]


def age_of(draw: DrawFn, visit: Visit) -> tuple[date | None, int | None]:
    """The day of birth or the age, or neither."""
    match draw(upto(3)):
        case 1:
            year = visit.told.year - pick(draw, (17, 18, 65, 66))
            leap = year - year % 4
            return pick(draw, (date(year, 2, 24), date(year, 11, 24), date(year, 12, 24), date(leap, 2, 29))), None
        case 2:
            return None, pick(draw, (64, 65, 17, 0, 130))
        case _:
            return None, None


@st.composite
def profiles(draw: DrawFn, rulebook: Rulebook, on: date, *, reported: int = 0, wanted: int = 0) -> ClientProfile:
    """An arbitrary profile that is valid for a rulebook on a day.

    Args:
        draw: given by Hypothesis.
        rulebook: the rulebook.
        on: the day.
        reported: how many findings there are at least.
        wanted: how many goals there are at least.
    """
    taken = pick(draw, (None, on, on - timedelta(days=pick(draw, NEAR))))
    style = pick(draw, ("any", "any", "any", "any", "none", "all"))
    visit = Visit(rulebook, on, taken, every_site(rulebook.body), style)
    if style == "none" and not wanted:
        given = findings(draw, visit, "f", reported, 3)
        found = ClientProfile(
            taken=taken,
            findings=given,
            measurements=measurements(draw, visit, given, aged=False),
            answered=answered(draw, visit),
        )
        return with_kinds(rulebook, on, found)
    born, age = age_of(draw, visit)
    given = findings(draw, visit, "f", reported, 3)
    drugs = findings(draw, visit, "m", 0, 1) if chance(draw, 3) else []
    given, drugs = possible(rulebook, on, visit.told, given, drugs), possible(rulebook, on, visit.told, drugs, given)
    found = ClientProfile(
        taken=taken,
        born=born,
        age=age,
        findings=given,
        medications=drugs,
        measurements=measurements(draw, visit, [*given, *drugs], aged=bool(born or age is not None)),
        goals=goals(draw, visit, wanted),
        preferences=preferences(draw, visit),
        clearances=records(draw, visit, [*given, *drugs]),
        responses=responses(draw, visit),
        answered=answered(draw, visit),
        unmapped=["my aunt says so"] if chance(draw, 12) else (),
    )
    return with_kinds(rulebook, on, found)
