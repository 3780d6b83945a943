"""Whether a profile can be evaluated: every problem at once (meaning, "Invalid profiles")."""

from datetime import date, datetime

from bodywork_rules.engine.facts import AGE, given_findings
from bodywork_rules.engine.validity.courses import OF_A_FINDING, is_worse_there
from bodywork_rules.engine.validity.kinds import without_kind
from bodywork_rules.engine.validity.measured import OF_MEASUREMENTS
from bodywork_rules.engine.validity.named import Found, begins, known, known_condition, misplaced, one_sided
from bodywork_rules.errors import Problem, near
from bodywork_rules.model import (
    EVERYTHING,
    Catalogue,
    ClearanceRecord,
    ClientProfile,
    DaysAgo,
    Extent,
    Finding,
    Goal,
    Response,
    parse,
)
from bodywork_rules.model.half import judged
from bodywork_rules.model.profile import NO_PREFERENCES
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["problems_of"]


def problems_of(rulebook: Rulebook, profile: ClientProfile, on: date) -> tuple[Problem, ...]:
    """Everything for which a profile cannot be evaluated on a day, in the order of the profile's fields.

    Of a profile that could not be read as a whole, each problem that what was read shows by itself. A day with a time
    is a problem of its own, and the rest is held against that day.

    Args:
        rulebook: the rulebook.
        profile: the profile.
        on: the day.
    """
    found = []
    day = on.date() if isinstance(on, datetime) else on
    if day is not on or not isinstance(day, date):
        value = parse.shown(repr(on))
        found.append(Problem(where="on", what="a date is expected, not", value=value, hint="a date without a time"))
    if not isinstance(profile, ClientProfile):
        found.append(Problem(what="a ClientProfile is expected, not", value=parse.shown(profile)))
    elif isinstance(day, date):
        found += judged(OF_A_PROFILE, rulebook, profile, day)
    return tuple(found)


def _of_days(_: Rulebook, profile: ClientProfile, on: date) -> Found:
    for where in ("taken", "born"):
        day: date | None = getattr(profile, where, None)
        if day is not None and day > on:
            yield Problem(where=where, what=f"after the evaluation on {on}:", value=str(day))


def _of_findings(rulebook: Rulebook, profile: ClientProfile, on: date) -> Found:
    for at, finding in enumerate(profile.findings):
        yield from judged(OF_A_FINDING, rulebook, profile, on, finding, f"findings[{at}]")


def _of_medications(rulebook: Rulebook, profile: ClientProfile, on: date) -> Found:
    for at, finding in enumerate(profile.medications):
        yield from judged(OF_A_FINDING, rulebook, profile, on, finding, f"medications[{at}]")


def _of_answers(rulebook: Rulebook, profile: ClientProfile, _: date) -> Found:
    for condition in rulebook.conditions.missing(profile.answered):
        if condition != EVERYTHING:
            yield from known_condition(rulebook, condition, "answered")


def _twice(_: Rulebook, profile: ClientProfile, __: date) -> Found:
    given = (*getattr(profile, "findings", ()), *getattr(profile, "medications", ()))
    ids = [finding.id for finding in given if getattr(finding, "id", None) is not None]
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        yield Problem(where="findings", what="two findings with one id", value=id)


def _of_age(rulebook: Rulebook, profile: ClientProfile, _: date) -> Found:
    years = rulebook.quantities.get(AGE)
    if years is not None and profile.age is not None and not years.least <= profile.age <= years.most:
        what = f"out of the range {years.least:g} to {years.most:g}:"
        yield Problem(where="age", what=what, value=str(profile.age))


def _of_goals(rulebook: Rulebook, profile: ClientProfile, on: date) -> Found:
    for at, goal in enumerate(profile.goals):
        where = f"goals[{at}]"
        yield from judged((_complaint, _outcome, _goal_places, _goal_sides), rulebook, goal, where)
        yield from judged((_goal_kind, _goal_there), rulebook, profile, on, goal, where)


def _complaint(rulebook: Rulebook, of: Goal | Response, where: str) -> Found:
    if of.complaint is not None:
        yield from known_condition(rulebook, of.complaint, f"{where}.complaint")


def _outcome(rulebook: Rulebook, goal: Goal, where: str) -> Found:
    if goal.outcome is not None:
        yield from known(rulebook.outcomes, "outcome", goal.outcome, f"{where}.outcome")


def _goal_places(rulebook: Rulebook, goal: Goal, where: str) -> Found:
    yield from misplaced(rulebook, goal.sites, f"{where}.sites", getattr(goal, "complaint", None))


def _goal_sides(rulebook: Rulebook, goal: Goal, where: str) -> Found:
    yield from one_sided(rulebook, goal.complaint, goal.sites, f"{where}.sites")


def _goal_kind(rulebook: Rulebook, profile: ClientProfile, on: date, goal: Goal, where: str) -> Found:
    yield from without_kind(rulebook, profile, on, goal.complaint, f"{where}.complaint")


def _goal_there(rulebook: Rulebook, profile: ClientProfile, on: date, goal: Goal, where: str) -> Found:
    yield from is_worse_there(rulebook, profile, on, goal.complaint, goal.sites, f"{where}.sites")


def _of_responses(rulebook: Rulebook, profile: ClientProfile, on: date) -> Found:
    for at, response in enumerate(profile.responses):
        where = f"responses[{at}]"
        yield from judged((_technique, _complaint), rulebook, response, where)
        yield from judged((_told_later,), on, response, where)


def _technique(rulebook: Rulebook, response: Response, where: str) -> Found:
    yield from known(rulebook.techniques, "technique", response.technique, f"{where}.technique")


def _told_later(on: date, of: Response | ClearanceRecord, where: str) -> Found:
    if of.on is not None and of.on > on:
        yield Problem(where=f"{where}.on", what=f"after the evaluation on {on}:", value=str(of.on))


def _of_preferences(rulebook: Rulebook, profile: ClientProfile, _: date) -> Found:
    if profile.preferences is NO_PREFERENCES:
        return
    known = {*rulebook.techniques.ids, *rulebook.families.ids, *rulebook.traits.ids}
    for name in ("likes", "dislikes", "declines"):
        for id in getattr(profile.preferences, name, ()):
            if id not in known:
                what = "unknown technique, family or trait"
                yield Problem(where=f"preferences.{name}", what=what, value=id, hint=near(id, known))
    yield from misplaced(rulebook, profile.preferences.declines_sites, "preferences.declines_sites")


def _of_records(rulebook: Rulebook, profile: ClientProfile, on: date) -> Found:
    for at, record in enumerate(profile.clearances):
        where = f"clearances[{at}]"
        yield from judged((_clearance,), rulebook, record, where)
        yield from judged((_told_later,), on, record, where)
        yield from judged((_named,), profile, on, record, where)
        yield from judged((_limit_names, _limits_fit), rulebook, record, f"{where}.limits")


def _clearance(rulebook: Rulebook, record: ClearanceRecord, where: str) -> Found:
    yield from known(rulebook.clearances, "clearance", record.clearance, f"{where}.clearance")


def _named(profile: ClientProfile, on: date, record: ClearanceRecord, where: str) -> Found:
    """A problem for each finding that a record names and that is not there, or began after it."""
    by_id = {finding.id: finding for finding in given_findings(profile) if finding.id is not None}
    for id in record.findings:
        finding = by_id.get(id)
        if finding is None:
            yield Problem(where=f"{where}.findings", what="no finding has the id", value=id, hint=near(id, by_id))
        elif _began_after(profile, on, finding, record.on):
            what = f"a finding that began after the record of {record.on}:"
            yield Problem(where=f"{where}.findings", what=what, value=id)


def _began_after(profile: ClientProfile, on: date, finding: Finding, day: date) -> bool:
    """Whether a finding certainly began after a day."""
    if finding.onset is None or (isinstance(finding.onset, DaysAgo) and profile.taken is None):
        return False
    return begins(finding.onset, profile, on) > day


def _limit_names(rulebook: Rulebook, record: ClearanceRecord, where: str) -> Found:
    checks: tuple[tuple[Catalogue[object], str, str], ...] = (
        (rulebook.traits, "trait", "no_traits"),
        (rulebook.products, "product", "no_products"),
        (rulebook.positions, "position", "no_positions"),
    )
    for things, kind, name in checks:
        for id in getattr(record.limits, name, ()):
            yield from known(things, kind, id, where)


def _limits_fit(rulebook: Rulebook, record: ClearanceRecord, where: str) -> Found:
    if not record.limits.of_the_whole_technique:
        return
    for rule in rulebook.contraindications:
        if rule.clearance == record.clearance and rule.where is not Extent.EVERYWHERE:
            what = "minutes or positions limited on a clearance that is not asked for everywhere, by the rule"
            yield Problem(where=where, what=what, value=rule.id)
            return


OF_A_PROFILE = (
    _of_days,
    _of_findings,
    _of_medications,
    _twice,
    _of_age,
    *OF_MEASUREMENTS,
    _of_goals,
    _of_preferences,
    _of_records,
    _of_responses,
    _of_answers,
)
