"""Whether a profile can be evaluated: every problem at once (design section 4.7)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import combinations

from bodywork_rules.engine.facts import AGE, given_findings, read, taken_on
from bodywork_rules.errors import Problem, near
from bodywork_rules.model import (
    EVERYTHING,
    Catalogue,
    ClearanceRecord,
    ClientProfile,
    ConditionId,
    DaysAgo,
    Extent,
    Finding,
    Goal,
    Measurement,
    PartialDate,
    Response,
    Site,
    Status,
    parse,
)
from bodywork_rules.model.dates import When, span_of
from bodywork_rules.model.half import judged
from bodywork_rules.model.profile import NO_PREFERENCES
from bodywork_rules.rulebook.lifelong import lasts_for_life
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["problems_of"]

Found = Iterator[Problem]


def problems_of(rulebook: Rulebook, profile: ClientProfile, on: date) -> tuple[Problem, ...]:
    """Everything for which a profile cannot be evaluated on a day, in the order of the profile's fields.

    Of a profile that could not be read as a whole, each problem that what was read shows by itself.

    Args:
        rulebook: the rulebook.
        profile: the profile.
        on: the day.
    """
    found = []
    if isinstance(on, datetime) or not isinstance(on, date):
        value = parse.shown(repr(on))
        found.append(Problem(where="on", what="a date is expected, not", value=value, hint="a date without a time"))
    if not isinstance(profile, ClientProfile):
        found.append(Problem(what="a ClientProfile is expected, not", value=parse.shown(profile)))
    if found:
        return tuple(found)
    return tuple(judged(OF_A_PROFILE, rulebook, profile, on))


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
            yield from _known_condition(rulebook, condition, "answered")


def _known(things: Catalogue[object], kind: str, id: str, where: str) -> Found:
    if things.get(id) is None:
        yield Problem(where=where, what=f"unknown {kind}", value=id, hint=near(id, things.ids))


def _known_condition(rulebook: Rulebook, id: str, where: str) -> Found:
    """A condition that is none; what its everyday words, a code or a misspelt name may mean is told."""
    if rulebook.conditions.get(id) is None:
        may_be = rulebook.find(id, of_drugs=where.startswith("medications["))
        meant = [each.id for each in may_be if each.kind == "condition"]
        hint = f"did you mean `{meant[0]}`?" if meant else near(id, rulebook.conditions.ids)
        yield Problem(where=where, what="unknown condition", value=id, hint=hint)


def _sites(rulebook: Rulebook, sites: Iterable[Site], where: str, condition: str | None = None) -> Found:
    """Sites that are not on the body, or at which a condition cannot be."""
    body = rulebook.body
    for site in sites:
        if problem := body.problem_of(site):
            hint = near(site.region, body.by_id) if problem == "unknown region" else f"write `{site.region}`"
            yield Problem(where=where, what=problem, value=str(site), hint=hint)
        elif condition is not None and rulebook.conditions.get(condition) is not None:
            anywhere = rulebook.can_be(rulebook.conditions[condition].id)
            if body.mask(site) & ~anywhere:
                can_be = ", ".join(map(str, body.sites(anywhere)[:5]))
                yield Problem(
                    where=where, what="a site where it cannot be:", value=str(site), hint=f"it is in {can_be}"
                )


def _begins(when: When, profile: ClientProfile, on: date) -> date:
    """The first day that a date can be."""
    return when.earliest if isinstance(when, PartialDate) else span_of(when, taken_on(profile, on))[0]


def _condition(rulebook: Rulebook, _: ClientProfile, __: date, finding: Finding, where: str) -> Found:
    yield from _known_condition(rulebook, finding.condition, f"{where}.condition")


def _places(rulebook: Rulebook, _: ClientProfile, __: date, finding: Finding, where: str) -> Found:
    yield from _sites(rulebook, finding.sites, f"{where}.sites", getattr(finding, "condition", None))


def _onset(_: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str) -> Found:
    yield from _when(profile, on, finding.onset, f"{where}.onset")


def _end(_: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str) -> Found:
    yield from _when(profile, on, finding.end, f"{where}.end")


def _when(profile: ClientProfile, on: date, when: When | None, where: str) -> Found:
    if isinstance(when, DaysAgo) and profile.taken is None:
        hint = "give `taken`, the day the history was taken"
        yield Problem(where=where, what="so many days ago, but before which day? not", value=str(when), hint=hint)
    elif when is not None and _begins(when, profile, on) > on:
        yield Problem(where=where, what=f"after the evaluation on {on}:", value=str(when))


def _present_and_over(_: Rulebook, __: ClientProfile, ___: date, finding: Finding, where: str) -> Found:
    if finding.end is not None and finding.status is Status.PRESENT:
        hint = "it is `resolved`, or give no end"
        yield Problem(where=f"{where}.end", what="a present finding with an end:", value=str(finding.end), hint=hint)


def _over_before(_: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str) -> Found:
    if finding.onset is not None and finding.end is not None:
        taken = taken_on(profile, on)
        if span_of(finding.end, taken)[1] < span_of(finding.onset, taken)[0]:
            yield Problem(where=f"{where}.end", what=f"before the onset {finding.onset}:", value=str(finding.end))


def _over_for_life(rulebook: Rulebook, _: ClientProfile, __: date, finding: Finding, where: str) -> Found:
    if finding.status is Status.RESOLVED and lasts_for_life(rulebook.conditions, finding.condition):
        hint = "it is `present`, or leave it out if the client never had it"
        yield Problem(
            where=f"{where}.status", what="what lasts for life is never over:", value=finding.condition, hint=hint
        )


def _too_young(rulebook: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str) -> Found:
    of, onset = rulebook.conditions.get(finding.condition), finding.onset
    if of is None or of.onset_at_least is None or onset is None:
        return
    if isinstance(onset, DaysAgo) and profile.taken is None:
        return
    if on - _begins(onset, profile, on) < of.onset_at_least:
        what = f"less than {of.onset_at_least.days} days ago, which `{of.id}` cannot be:"
        hint = "report what is younger by the condition for it"
        yield Problem(where=f"{where}.onset", what=what, value=str(onset), hint=hint)


OF_A_FINDING = (_condition, _places, _onset, _end, _present_and_over, _over_before, _over_for_life, _too_young)


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


def _of_measurements(rulebook: Rulebook, profile: ClientProfile, on: date) -> Found:
    for at, measurement in enumerate(profile.measurements):
        yield from judged(OF_A_MEASUREMENT, rulebook, profile, on, measurement, f"measurements[{at}]")


def _quantity(rulebook: Rulebook, _: ClientProfile, __: date, measurement: Measurement, where: str) -> Found:
    yield from _known(rulebook.quantities, "quantity", measurement.quantity, f"{where}.quantity")


def _day(_: Rulebook, __: ClientProfile, on: date, measurement: Measurement, where: str) -> Found:
    if measurement.on is not None and measurement.on > on:
        yield Problem(where=f"{where}.on", what=f"after the evaluation on {on}:", value=str(measurement.on))


def _age_again(_: Rulebook, profile: ClientProfile, __: date, measurement: Measurement, where: str) -> Found:
    if measurement.quantity == AGE and (profile.born is not None or profile.age is not None):
        yield Problem(where=where, what="an age beside `born` or `age`", hint="give one of them")


def _value(rulebook: Rulebook, _: ClientProfile, __: date, measurement: Measurement, where: str) -> Found:
    of = rulebook.quantities.get(measurement.quantity)
    if of is not None and not of.least <= measurement.value <= of.most:
        what = f"out of the range {of.least:g} to {of.most:g} {of.unit}:"
        yield Problem(where=f"{where}.value", what=what, value=f"{measurement.value:g}")


OF_A_MEASUREMENT = (_quantity, _day, _age_again, _value)


def _contradictions(_: Rulebook, profile: ClientProfile, on: date) -> Found:
    """Two values of one quantity on one day."""
    taken = taken_on(profile, on)

    def key(measurement: Measurement) -> tuple[str, date]:
        return measurement.quantity, measurement.on or taken

    clashes = {
        key(one)
        for one, other in combinations(profile.measurements, 2)
        if key(one) == key(other) and one.value != other.value
    }
    for quantity, day in sorted(clashes):
        yield Problem(where="measurements", what=f"two values of one quantity on {day}:", value=quantity)


def _shown(rulebook: Rulebook, profile: ClientProfile, on: date) -> Found:
    """A problem for each condition that a reading shows and no finding, given or implied, reports.

    From a bound on, a fresh reading says that it is there now. A stale one says that it was, and one of a quantity
    whose every value shows it that it is or was, so that a resolved finding reports it too.
    """
    taken = taken_on(profile, on)
    for at, measurement in enumerate(profile.measurements):
        of = rulebook.quantities.get(measurement.quantity)
        if of is None or of.shows is None or (of.shows_from is not None and measurement.value < of.shows_from):
            continue
        reading, now = read(rulebook, profile, of.id, on), of.shows_from is not None
        decides = reading.measured == (measurement.on or taken)
        if decides and not _is_reported(rulebook, profile, of.shows, now=now and reading.fresh):
            yield Problem(
                where=f"measurements[{at}].value",
                what="a reading that shows a condition which no finding reports:",
                value=f"{of.id} of {measurement.value:g} shows {of.shows}",
                hint=f"add `{of.shows}` to the findings, as suspected if nobody has diagnosed it",
            )


def _is_reported(rulebook: Rulebook, profile: ClientProfile, condition: ConditionId, *, now: bool) -> bool:
    """Whether a condition or a kind of it is present or suspected, or else ever was; a goal that is one implies it."""
    kinds = rulebook.narrower_of(condition)
    told = {
        finding.condition for finding in given_findings(profile) if not now or finding.status is not Status.RESOLVED
    }
    return not kinds.isdisjoint(told | {goal.complaint for goal in profile.goals})


def _of_goals(rulebook: Rulebook, profile: ClientProfile, _: date) -> Found:
    for at, goal in enumerate(profile.goals):
        yield from judged((_complaint, _outcome, _goal_places), rulebook, goal, f"goals[{at}]")


def _complaint(rulebook: Rulebook, of: Goal | Response, where: str) -> Found:
    if of.complaint is not None:
        yield from _known_condition(rulebook, of.complaint, f"{where}.complaint")


def _outcome(rulebook: Rulebook, goal: Goal, where: str) -> Found:
    if goal.outcome is not None:
        yield from _known(rulebook.outcomes, "outcome", goal.outcome, f"{where}.outcome")


def _goal_places(rulebook: Rulebook, goal: Goal, where: str) -> Found:
    yield from _sites(rulebook, goal.sites, f"{where}.sites", getattr(goal, "complaint", None))


def _of_responses(rulebook: Rulebook, profile: ClientProfile, on: date) -> Found:
    for at, response in enumerate(profile.responses):
        where = f"responses[{at}]"
        yield from judged((_technique, _complaint), rulebook, response, where)
        yield from judged((_told_later,), on, response, where)


def _technique(rulebook: Rulebook, response: Response, where: str) -> Found:
    yield from _known(rulebook.techniques, "technique", response.technique, f"{where}.technique")


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
    yield from _sites(rulebook, profile.preferences.declines_sites, "preferences.declines_sites")


def _of_records(rulebook: Rulebook, profile: ClientProfile, on: date) -> Found:
    for at, record in enumerate(profile.clearances):
        where = f"clearances[{at}]"
        yield from judged((_clearance,), rulebook, record, where)
        yield from judged((_told_later,), on, record, where)
        yield from judged((_named,), profile, on, record, where)
        yield from judged((_limit_names, _limits_fit), rulebook, record, f"{where}.limits")


def _clearance(rulebook: Rulebook, record: ClearanceRecord, where: str) -> Found:
    yield from _known(rulebook.clearances, "clearance", record.clearance, f"{where}.clearance")


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
    return _begins(finding.onset, profile, on) > day


def _limit_names(rulebook: Rulebook, record: ClearanceRecord, where: str) -> Found:
    checks: tuple[tuple[Catalogue[object], str, str], ...] = (
        (rulebook.traits, "trait", "no_traits"),
        (rulebook.products, "product", "no_products"),
        (rulebook.positions, "position", "no_positions"),
    )
    for things, kind, name in checks:
        for id in getattr(record.limits, name, ()):
            yield from _known(things, kind, id, where)


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
    _of_measurements,
    _contradictions,
    _shown,
    _of_goals,
    _of_preferences,
    _of_records,
    _of_responses,
    _of_answers,
)
