"""Whether what is told of one finding can be so: where, since when, whether it is over, how bad and how new it is."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

import attrs

from bodywork_rules.engine.facts import begun, given_findings, taken_on
from bodywork_rules.engine.validity.kinds import without_kind
from bodywork_rules.engine.validity.named import Found, begins, known_condition, misplaced, one_of, one_sided
from bodywork_rules.errors import Problem
from bodywork_rules.model import (
    Body,
    ClientProfile,
    Contraindication,
    DaysAgo,
    Extent,
    Finding,
    Severity,
    Side,
    Site,
    Stage,
    Status,
    Verdict,
)
from bodywork_rules.model.dates import When, span_of
from bodywork_rules.rulebook.lifelong import State, lasts_for_life, over_after, states
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["OF_A_FINDING", "goes_by_place", "is_reported", "is_worse_there", "missed"]


def _condition(rulebook: Rulebook, _: ClientProfile, __: date, finding: Finding, where: str) -> Found:
    yield from known_condition(rulebook, finding.condition, f"{where}.condition")


def _kind(rulebook: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str) -> Found:
    yield from without_kind(rulebook, profile, on, finding.condition, f"{where}.condition")


def _places(rulebook: Rulebook, _: ClientProfile, __: date, finding: Finding, where: str) -> Found:
    yield from misplaced(rulebook, finding.sites, f"{where}.sites", getattr(finding, "condition", None))


def _onset(_: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str) -> Found:
    yield from _when(profile, on, finding.onset, f"{where}.onset")


def _end(_: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str) -> Found:
    yield from _when(profile, on, finding.end, f"{where}.end")


def _when(profile: ClientProfile, on: date, when: When | None, where: str) -> Found:
    if isinstance(when, DaysAgo) and profile.taken is None:
        hint = "give `taken`, the day the history was taken"
        yield Problem(where=where, what="so many days ago, but before which day? not", value=str(when), hint=hint)
    elif when is not None and begins(when, profile, on) > on:
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
        hint = "report it as `present`; only what the client never had, or what was taken out of the body, is left out"
        yield Problem(
            where=f"{where}.status", what="what lasts for life is never over:", value=finding.condition, hint=hint
        )


def _over_too_soon(rulebook: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str) -> Found:
    """What is called over although, by what is told of its onset, it may have begun too short a time ago."""
    least = over_after(rulebook.conditions, finding.condition)
    if finding.status is not Status.RESOLVED or finding.onset is None or least == timedelta(0):
        return
    if _certainly_begun(profile, on, finding, least):
        return
    what = f"less than {least.days} days after it may have begun, which is too soon for it to be over:"
    hint = "report it as `present`; if it began earlier, say when"
    yield Problem(where=f"{where}.status", what=what, value=finding.condition, hint=hint)


def _certainly_begun(profile: ClientProfile, on: date, finding: Finding, ago: timedelta) -> bool:
    """Whether a finding certainly began at least so long ago."""
    if isinstance(finding.onset, DaysAgo) and profile.taken is None:
        return False
    known = begun(finding, taken_on(profile, on))
    return known is not None and on - known[1] >= ago


def _over_without_trace(rulebook: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str) -> Found:
    """What is called over although nothing reports what it leaves behind."""
    of = rulebook.conditions.get(finding.condition)
    if of is None or not of.leaves or finding.status is not Status.RESOLVED:
        return
    if isinstance(finding.end, DaysAgo) and profile.taken is None:
        return
    first, last = span_of(finding.end, taken_on(profile, on)) if finding.end is not None else (date.min, on)
    if of.leaves_for is not None and on - last >= of.leaves_for:
        return
    before = None if of.leaves_for is None else max(first, _EARLY) - timedelta(days=1)
    wider = rulebook.broader_of(of.id)
    left = any(
        is_reported(rulebook, profile, on, each, over_later=None if each in wider else before) for each in of.leaves
    )
    if not left and not is_reported(rulebook, profile, on, of.id):
        what = "over, and nothing is reported of what it leaves behind:"
        hint = f"report {one_of(of.leaves)}, as suspected if nobody is sure"
        if of.leaves_for is not None:
            hint += f"; if it ended {of.leaves_for.days} days ago or earlier, say when"
        yield Problem(where=f"{where}.status", what=what, value=of.id, hint=hint)


_EARLY = date.min + timedelta(days=1)


def _too_young(rulebook: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str) -> Found:
    of, onset = rulebook.conditions.get(finding.condition), finding.onset
    if of is None or of.onset_at_least is None or onset is None:
        return
    if isinstance(onset, DaysAgo) and profile.taken is None:
        return
    if on - begins(onset, profile, on) < of.onset_at_least:
        what = f"less than {of.onset_at_least.days} days ago, which `{of.id}` cannot be:"
        younger = one_of(sorted(states(rulebook.conditions, of.id, "acute_is")))
        hint = f"report {younger}" if younger else "report what is younger by the condition for it"
        yield Problem(where=f"{where}.onset", what=what, value=str(onset), hint=hint)


def _on_both_sides(rulebook: Rulebook, profile: ClientProfile, _: date, finding: Finding, where: str) -> Found:
    """What is on one side only, together with all findings that tell the same, of what is on both."""
    if finding.sites:
        yield from one_sided(rulebook, finding.condition, _places_told(profile, finding), f"{where}.sites")


def _places_told(profile: ClientProfile, finding: Finding) -> list[Site]:
    """The sites of a finding and of those of its condition that have its status."""
    return [
        site
        for each in given_findings(profile)
        if (each.condition, each.status) == (finding.condition, finding.status)
        for site in each.sites
    ]


def _acute(rulebook: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str) -> Found:
    if finding.stage is Stage.ACUTE and finding.status is not Status.RESOLVED:
        yield from _shown(rulebook, profile, on, finding, f"{where}.stage", "acute_is")


def _severe(rulebook: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str) -> Found:
    if finding.severity is Severity.SEVERE and finding.status is not Status.RESOLVED:
        yield from _shown(rulebook, profile, on, finding, f"{where}.severity", "severe_is")


def _uncontrolled(rulebook: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str) -> Found:
    if finding.controlled is False and finding.status is Status.PRESENT:
        yield from _shown(rulebook, profile, on, finding, f"{where}.controlled", "uncontrolled_is")


_SAID: Mapping[State, str] = {"acute_is": "acute", "severe_is": "severe", "uncontrolled_is": "not under control"}


def _shown(rulebook: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str, state: State) -> Found:
    """A problem for each condition that a detail of a finding says and that is not reported, or not at its place."""
    worse, said = states(rulebook.conditions, finding.condition, state), _SAID[state]
    yield from _unreported(rulebook, profile, on, worse, where, said)
    for condition in sorted(worse):
        if is_reported(rulebook, profile, on, condition) and goes_by_place(rulebook, condition):
            for site in missed(rulebook, profile, condition, finding.sites):
                hint = f"report `{condition}` there too; correct this only if it was a slip"
                what = f"{said}, which says `{condition}`, and no finding reports it at"
                yield Problem(where=where, what=what, value=str(site), hint=hint)


def goes_by_place(rulebook: Rulebook, condition: str) -> bool:
    """Whether it matters where a condition is: some rule goes by its place, and none refuses everything anyway.

    Args:
        rulebook: the rulebook.
        condition: the condition.
    """
    above = rulebook.broader_of(condition)
    rules = [rule for rule in rulebook.contraindications if rule.about in above]
    return any(rule.where in _BY_PLACE for rule in rules) and not any(_refuses_all(rule) for rule in rules)


_BY_PLACE = (Extent.SITE, Extent.LIMB, Extent.BEYOND)


def _refuses_all(rule: Contraindication) -> bool:
    """Whether a rule refuses every technique everywhere, of whoever has what it is about."""
    everything = rule.to.all and rule.where is Extent.EVERYWHERE
    return everything and rule.verdict is Verdict.AVOID and rule.when is None and rule.unless is None


def missed(rulebook: Rulebook, profile: ClientProfile, condition: str, sites: Iterable[Site]) -> Iterator[Site]:
    """The places, each side by itself, of which no report of a condition or a kind of it touches any point.

    Args:
        rulebook: the rulebook.
        profile: the profile; what it reports without a place is everywhere.
        condition: the condition.
        sites: the places.
    """
    body, kinds = rulebook.body, rulebook.narrower_of(condition)
    told = [each.sites for each in given_findings(profile) if each.condition in kinds and each.status in _THERE]
    told += [goal.sites for goal in profile.goals if goal.complaint in kinds]
    if not all(told):
        return
    points = body.union(site for places in told for site in places if not body.problem_of(site))
    for site in (each for each in sites if not body.problem_of(each)):
        sides = _SIDES if site.side is Side.BOTH else (site.side,)
        yield from (at for side in sides if not body.mask(at := attrs.evolve(site, side=side)) & points)


_SIDES = (Side.LEFT, Side.RIGHT)
_THERE = (Status.PRESENT, Status.SUSPECTED)


def _there(rulebook: Rulebook, profile: ClientProfile, on: date, finding: Finding, where: str) -> Found:
    long_so = finding.stage is Stage.CHRONIC and _certainly_begun(profile, on, finding, _LONG)
    if finding.sites and finding.status is not Status.RESOLVED and not long_so:
        sites = _places_told(profile, finding)
        yield from is_worse_there(rulebook, profile, on, finding.condition, sites, f"{where}.sites")


_LONG = timedelta(weeks=12)


def is_worse_there(
    rulebook: Rulebook, profile: ClientProfile, on: date, condition: str, sites: Iterable[Site], where: str
) -> Found:
    """What no finding reports, and a condition is at one of these sites.

    Args:
        rulebook: the rulebook.
        profile: the profile.
        on: the day of the evaluation.
        condition: the condition that is told.
        sites: where it is.
        where: the path at which they stand.
    """
    body = rulebook.body
    if rulebook.conditions.get(condition) is None:
        return
    told = [site for site in sites if not body.problem_of(site)]
    either = [body.union(_on(body, site, side) for site in told) for side in (Side.LEFT, Side.RIGHT)]
    above = [rulebook.conditions[each] for each in rulebook.broader_of(condition)]
    worse = {
        each.there_is
        for each in above
        if each.there_is is not None and any(not body.mask(site) & ~points for site in each.there for points in either)
    }
    yield from _unreported(rulebook, profile, on, worse, where, "there")


def _on(body: Body, site: Site, side: Side) -> Site:
    """A site as it is, or on one side where it does not say on which."""
    return site if body.certain_side(site) else attrs.evolve(site, side=side)


def _unreported(
    rulebook: Rulebook, profile: ClientProfile, on: date, worse: Iterable[str], where: str, said: str
) -> Found:
    """A problem for each condition that what was said of another one says, and no finding reports."""
    for condition in sorted(worse):
        if not is_reported(rulebook, profile, on, condition):
            hint = f"report `{condition}`, as suspected if nobody has diagnosed it; correct this only if it was a slip"
            yield Problem(
                where=where,
                what=f"{said}, which says what no finding reports:",
                value=condition,
                hint=hint,
            )


def is_reported(
    rulebook: Rulebook, profile: ClientProfile, on: date, condition: str, *, over_later: date | None = None
) -> bool:
    """Whether a condition or a kind of it is told as present or suspected, by a finding or as what a goal is about.

    Args:
        rulebook: the rulebook.
        profile: the profile.
        on: the day of the evaluation.
        condition: the condition.
        over_later: a day, if it is enough that it can have been over later than on that day.
    """
    kinds, taken = rulebook.narrower_of(condition), taken_on(profile, on)
    for each in given_findings(profile):
        if each.condition in kinds:
            over = taken if each.end is None else span_of(each.end, taken)[1]
            if each.status is not Status.RESOLVED or (over_later is not None and over > over_later):
                return True
    return any(goal.complaint in kinds for goal in profile.goals)


OF_A_FINDING = (
    _condition,
    _kind,
    _places,
    _on_both_sides,
    _onset,
    _end,
    _present_and_over,
    _over_before,
    _over_for_life,
    _over_too_soon,
    _over_without_trace,
    _too_young,
    _acute,
    _severe,
    _uncontrolled,
    _there,
)
