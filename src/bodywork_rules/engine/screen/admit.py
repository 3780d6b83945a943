"""Whether a profile can be evaluated, told at a glance where it can: what a glance leaves in doubt is checked in full.

``validity`` says what a profile must be, and every problem of one that is not. Most of what it looks for can be wrong
only of few conditions, which are marked when the rulebook is made ready, or of few profiles.
"""

from datetime import date
from typing import Any

from bodywork_rules.engine.compile.compiled import Compiled, Entry
from bodywork_rules.engine.facts import AGE
from bodywork_rules.engine.validity.courses import OF_A_FINDING
from bodywork_rules.engine.validity.problems import problems_of
from bodywork_rules.errors import InvalidProfile
from bodywork_rules.model import ClientProfile, DaysAgo, Finding, Goal, Severity, Site, Stage, Status
from bodywork_rules.model.half import judged

__all__ = ["admit", "tells"]


def admit(compiled: Compiled, profile: ClientProfile, on: date) -> None:
    """Refuse a profile that cannot be evaluated on a day.

    Args:
        compiled: the rulebook.
        profile: the profile.
        on: the day.

    Raises:
        InvalidProfile: it cannot be; it holds every problem.
    """
    if not _is_sound(compiled, profile, on) and (problems := problems_of(compiled.rulebook, profile, on)):
        raise InvalidProfile(problems)


def _is_sound(compiled: Compiled, profile: ClientProfile, on: date) -> bool:
    """Whether it is plain that nothing is wrong; the conditions in ``answered`` are left to who closes them."""
    if type(on) is not date or profile.clearances or profile.responses or profile.preferences.any:
        return False
    if (profile.taken is not None and profile.taken > on) or (profile.born is not None and profile.born > on):
        return False
    if not _are_measured(compiled, profile, on):
        return False
    for goal in profile.goals:
        if not _is_goal(compiled, goal):
            return False
    named = set()
    for finding in (*profile.findings, *profile.medications):
        if finding.id in named or not _is_told(compiled, profile, on, finding):
            return False
        if finding.id is not None:
            named.add(finding.id)
    return True


def _are_measured(compiled: Compiled, profile: ClientProfile, on: date) -> bool:
    """Whether each quantity is measured once, with a value that can be and that shows nothing."""
    noted, age = 0, compiled.gauges.get(AGE)
    if age is not None and (profile.age is not None or profile.born is not None):
        noted = age.bit
        if profile.age is not None and not age.least <= profile.age <= age.most:
            return False
    for measurement in profile.measurements:
        gauge, value = compiled.gauges.get(measurement.quantity), measurement.value
        if gauge is None or noted & gauge.bit or (measurement.on is not None and measurement.on > on):
            return False
        if not gauge.least <= value <= gauge.most or not gauge.shows_below <= value < gauge.shows_from:
            return False
        noted |= gauge.bit
    return True


def _is_goal(compiled: Compiled, goal: Goal) -> bool:
    entry = compiled.entries.get(goal.complaint)
    if entry is None or entry.group or (goal.outcome is not None and goal.outcome not in compiled.rulebook.outcomes):
        return False
    return not goal.sites or _are_placed(compiled, entry, goal.sites)


def _is_told(compiled: Compiled, profile: ClientProfile, on: date, finding: Finding) -> bool:
    """Whether nothing is wrong with a finding: at a glance, or else as far as it goes by itself."""
    entry = compiled.entries.get(finding.condition)
    if entry is not None and _is_plain(compiled, entry, profile, on, finding):
        return True
    given: tuple[Any, ...] = (compiled.rulebook, profile, on, finding, "")
    return next(judged(OF_A_FINDING, *given), None) is None


def _is_plain(compiled: Compiled, entry: Entry, profile: ClientProfile, on: date, finding: Finding) -> bool:
    if entry.group or (entry.lasting and finding.status is Status.RESOLVED) or (entry.telling and tells(finding)):
        return False
    if finding.sites and not _are_placed(compiled, entry, finding.sites):
        return False
    if finding.onset is None and finding.end is None:
        return True
    return not entry.young and _are_dated(profile, on, finding)


def _are_dated(profile: ClientProfile, on: date, finding: Finding) -> bool:
    """Whether the onset and the end lie in the past, in their order."""
    onset, end = finding.onset, finding.end
    if end is None:
        return profile.taken is not None if isinstance(onset, DaysAgo) else onset is None or onset.earliest <= on
    if isinstance(end, DaysAgo) or isinstance(onset, DaysAgo) or finding.status is Status.PRESENT:
        return False
    return end.earliest <= on and (onset is None or onset.earliest <= end.earliest)


def tells(finding: Finding) -> bool:
    """Whether a finding has a detail that may say that it is a narrower condition."""
    return finding.stage is Stage.ACUTE or finding.severity is Severity.SEVERE or finding.controlled is False


def _are_placed(compiled: Compiled, entry: Entry, sites: tuple[Site, ...]) -> bool:
    """Whether these are sites at which a condition can be, and say no more of it."""
    if entry.placing:
        return False
    body, nowhere = compiled.rulebook.body, ~entry.can_be
    for site in sites:
        points = body.mask_or_none(site)
        if not points or points & nowhere:
            return False
    return True
