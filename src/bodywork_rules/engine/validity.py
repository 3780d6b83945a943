"""Whether a profile can be evaluated: every problem at once (design section 4.7)."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from itertools import combinations

from bodywork_rules.engine.facts import AGE, given_findings, taken_on
from bodywork_rules.errors import Problem, near
from bodywork_rules.model import (
    EVERYTHING,
    Catalogue,
    ClearanceRecord,
    ClientProfile,
    DaysAgo,
    Extent,
    Finding,
    Limits,
    Measurement,
    Site,
    Status,
)
from bodywork_rules.model.dates import When, span_of
from bodywork_rules.model.profile import NO_PREFERENCES
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["problems_of"]

Found = Iterator[Problem]


def problems_of(rulebook: Rulebook, profile: ClientProfile, on: date) -> tuple[Problem, ...]:
    """Everything for which a profile cannot be evaluated on a day, in the order of the profile's fields.

    Args:
        rulebook: the rulebook.
        profile: the profile.
        on: the day.
    """
    if isinstance(on, datetime) or not isinstance(on, date):
        return (Problem(where="on", what="a date is expected, not", value=repr(on), hint="a date without a time"),)
    return tuple(_all(rulebook, profile, on))


def _all(rulebook: Rulebook, profile: ClientProfile, on: date) -> Found:
    for where, day in (("taken", profile.taken), ("born", profile.born)):
        if day is not None and day > on:
            yield Problem(where=where, what=f"after the evaluation on {on}:", value=str(day))
    for name, findings in (("findings", profile.findings), ("medications", profile.medications)):
        for at, finding in enumerate(findings):
            yield from _of_finding(rulebook, profile, on, finding, f"{name}[{at}]")
    yield from _twice(profile)
    yield from _of_quantities(rulebook, profile, on)
    yield from _of_goals(rulebook, profile)
    yield from _of_preferences(rulebook, profile)
    for at, record in enumerate(profile.clearances):
        yield from _of_record(rulebook, profile, on, record, f"clearances[{at}]")
    yield from _of_responses(rulebook, profile, on)
    for condition in rulebook.conditions.missing(profile.answered):
        if condition != EVERYTHING:
            yield from _known_condition(rulebook, condition, "answered")


def _known(things: Catalogue[object], kind: str, id: str, where: str) -> Found:
    if things.get(id) is None:
        yield Problem(where=where, what=f"unknown {kind}", value=id, hint=near(id, things.ids))


def _known_condition(rulebook: Rulebook, id: str, where: str) -> Found:
    """A condition that is none; what its everyday words or a misspelt name may mean is told."""
    if rulebook.conditions.get(id) is None:
        meant = [each.id for each in rulebook.find(id) if each.kind == "condition"]
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
    return span_of(when, taken_on(profile, on))[0]


def _of_finding(rulebook: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str) -> Found:
    yield from _known_condition(rulebook, finding.condition, f"{where}.condition")
    yield from _sites(rulebook, finding.sites, f"{where}.sites", finding.condition)
    for name, when in (("onset", finding.onset), ("end", finding.end)):
        if isinstance(when, DaysAgo) and profile.taken is None:
            hint = "give `taken`, the day the history was taken"
            yield Problem(
                where=f"{where}.{name}", what="so many days ago, but before which day? not", value=str(when), hint=hint
            )
        elif when is not None and _begins(when, profile, on) > on:
            yield Problem(where=f"{where}.{name}", what=f"after the evaluation on {on}:", value=str(when))
    if finding.end is not None and finding.status is Status.PRESENT:
        hint = "it is `resolved`, or give no end"
        yield Problem(where=f"{where}.end", what="a present finding with an end:", value=str(finding.end), hint=hint)
    if finding.onset is not None and finding.end is not None:
        taken = taken_on(profile, on)
        if span_of(finding.end, taken)[1] < span_of(finding.onset, taken)[0]:
            yield Problem(where=f"{where}.end", what=f"before the onset {finding.onset}:", value=str(finding.end))


def _twice(profile: ClientProfile) -> Found:
    ids = [finding.id for finding in given_findings(profile) if finding.id is not None]
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        yield Problem(where="findings", what="two findings with one id", value=id)


def _of_quantities(rulebook: Rulebook, profile: ClientProfile, on: date) -> Found:
    if AGE in rulebook.quantities.ids:
        years = rulebook.quantities[AGE]
        if profile.age is not None and not years.least <= profile.age <= years.most:
            what = f"out of the range {years.least:g} to {years.most:g}:"
            yield Problem(where="age", what=what, value=str(profile.age))
    for at, measurement in enumerate(profile.measurements):
        where = f"measurements[{at}]"
        yield from _known(rulebook.quantities, "quantity", measurement.quantity, f"{where}.quantity")
        if measurement.on is not None and measurement.on > on:
            yield Problem(where=f"{where}.on", what=f"after the evaluation on {on}:", value=str(measurement.on))
        if measurement.quantity == AGE and (profile.age is not None or profile.born is not None):
            yield Problem(where=where, what="an age beside `born` or `age`", hint="give one of them")
        of = rulebook.quantities.get(measurement.quantity)
        if of is not None and not of.least <= measurement.value <= of.most:
            what = f"out of the range {of.least:g} to {of.most:g} {of.unit}:"
            yield Problem(where=f"{where}.value", what=what, value=f"{measurement.value:g}")
    yield from _contradictions(profile, on)


def _contradictions(profile: ClientProfile, on: date) -> Found:
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


def _of_goals(rulebook: Rulebook, profile: ClientProfile) -> Found:
    for at, goal in enumerate(profile.goals):
        where = f"goals[{at}]"
        yield from _known_condition(rulebook, goal.complaint, f"{where}.complaint")
        if goal.outcome is not None:
            yield from _known(rulebook.outcomes, "outcome", goal.outcome, f"{where}.outcome")
        yield from _sites(rulebook, goal.sites, f"{where}.sites", goal.complaint)


def _of_responses(rulebook: Rulebook, profile: ClientProfile, on: date) -> Found:
    for at, response in enumerate(profile.responses):
        where = f"responses[{at}]"
        yield from _known(rulebook.techniques, "technique", response.technique, f"{where}.technique")
        if response.complaint is not None:
            yield from _known_condition(rulebook, response.complaint, f"{where}.complaint")
        if response.on is not None and response.on > on:
            yield Problem(where=f"{where}.on", what=f"after the evaluation on {on}:", value=str(response.on))


def _of_preferences(rulebook: Rulebook, profile: ClientProfile) -> Found:
    if profile.preferences == NO_PREFERENCES:
        return
    known = {*rulebook.techniques.ids, *rulebook.families.ids, *rulebook.traits.ids}
    for name in ("likes", "dislikes", "declines"):
        for id in getattr(profile.preferences, name):
            if id not in known:
                what = "unknown technique, family or trait"
                yield Problem(where=f"preferences.{name}", what=what, value=id, hint=near(id, known))
    yield from _sites(rulebook, profile.preferences.declines_sites, "preferences.declines_sites")


def _of_record(rulebook: Rulebook, profile: ClientProfile, on: date, record: ClearanceRecord, where: str) -> Found:
    yield from _known(rulebook.clearances, "clearance", record.clearance, f"{where}.clearance")
    if record.on > on:
        yield Problem(where=f"{where}.on", what=f"after the evaluation on {on}:", value=str(record.on))
    by_id = {finding.id: finding for finding in given_findings(profile) if finding.id is not None}
    for id in record.findings:
        finding = by_id.get(id)
        if finding is None:
            yield Problem(where=f"{where}.findings", what="no finding has the id", value=id, hint=near(id, by_id))
        elif _began_after(profile, on, finding, record.on):
            what = f"a finding that began after the record of {record.on}:"
            yield Problem(where=f"{where}.findings", what=what, value=id)
    yield from _of_limits(rulebook, record, f"{where}.limits")


def _began_after(profile: ClientProfile, on: date, finding: Finding, day: date) -> bool:
    """Whether a finding certainly began after a day."""
    if finding.onset is None or (isinstance(finding.onset, DaysAgo) and profile.taken is None):
        return False
    return _begins(finding.onset, profile, on) > day


def _of_limits(rulebook: Rulebook, record: ClearanceRecord, where: str) -> Found:
    limits: Limits = record.limits
    checks: tuple[tuple[Catalogue[object], str, Collection[str]], ...] = (
        (rulebook.traits, "trait", limits.no_traits),
        (rulebook.products, "product", limits.no_products),
        (rulebook.positions, "position", limits.no_positions),
    )
    for things, kind, ids in checks:
        for id in ids:
            yield from _known(things, kind, id, where)
    local = [
        rule.id
        for rule in rulebook.contraindications
        if rule.clearance == record.clearance and rule.where is not Extent.EVERYWHERE
    ]
    if limits.of_the_whole_technique and local:
        what = "minutes or positions limited on a clearance that is not asked for everywhere, by the rule"
        yield Problem(where=where, what=what, value=local[0])
