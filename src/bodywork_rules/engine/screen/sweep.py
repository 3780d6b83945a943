"""Which rules count for one client, in the three readings: the fast way to what the reference defines.

Only rules that something in the profile can make count are looked at. Where the client told us of everything, those
are the rules that a finding or a quantity touches; else every rule about an open condition counts in ``high``, and
those that something touches are tested.
"""

from datetime import date
from functools import partial

from bodywork_rules.engine.compile.compiled import Compiled, RuleCode
from bodywork_rules.engine.compile.pack import bits
from bodywork_rules.engine.facts import given_findings, implied_findings
from bodywork_rules.engine.screen.admit import admit, tells
from bodywork_rules.engine.screen.details import detail_truths
from bodywork_rules.engine.screen.found import Sweep, Tested
from bodywork_rules.engine.screen.quantities import Today, note_quantities, note_today, of_today
from bodywork_rules.engine.screen.records import ruling
from bodywork_rules.engine.screen.since import asked_since
from bodywork_rules.engine.validity.problems import problems_of
from bodywork_rules.errors import InvalidProfile
from bodywork_rules.model import (
    EVERYTHING,
    ClientProfile,
    Extent,
    Finding,
    Status,
    Truth,
)

__all__ = ["sweep", "with_this"]

FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
_PRESENT, _SUSPECTED = Status.PRESENT, Status.SUSPECTED
_ALWAYS = (True, True, True)


def sweep(compiled: Compiled, profile: ClientProfile, on: date, since: Sweep | None = None) -> Sweep:
    """Find out which rules count.

    Args:
        compiled: the rulebook.
        profile: the client.
        on: the day.
        since: what was found of the same client on an earlier day; what could be evaluated then can be on a later day.

    Raises:
        InvalidProfile: the profile cannot be evaluated on that day; it holds every problem.
    """
    found = Sweep(compiled, profile, on)
    if since is None:
        today = _gather(found)
    else:
        today, found.findings, found.special = of_today(found), since.findings, since.special
    touched, anchored, has_up = _note_findings(found)
    if today is None:
        more_touched, more_anchored = note_quantities(found, has_up)
    else:
        more_touched, more_anchored = note_today(found, has_up, today)
    found.touched = touched
    touched, anchored = touched | more_touched, anchored | more_anchored
    found.open = compiled.conditions & ~_closed(found, found.on)
    pending = _pending(found, touched, anchored) if found.open else compiled.about_nothing & anchored
    if found.special:
        pending |= found.special & compiled.fired
        found.low, found.act, found.high = (each & ~found.special for each in (found.low, found.act, found.high))
    if found.true == found.possible and not found.special:
        _test_known(found, pending)
    else:
        for finding, entry in found.findings:
            for code in entry.tested:
                _test(found, code, finding)
        for place in bits(pending):
            _test(found, compiled.rules[place], None)
    return found


def _pending(found: Sweep, touched: int, anchored: int) -> int:
    """The rules to test for what nobody told us of, or about nothing; those that nothing touches are noted."""
    compiled, unreported = found.compiled, found.compiled.about_any(found.open)
    possible, high = found.possible, found.high
    for bit, atoms, rules, anchors, fires in compiled.asked:
        if bit & found.open:
            possible |= atoms
            high |= fires
            anchored |= anchors
        else:
            touched |= rules
    found.possible = possible
    pending = unreported | compiled.about_nothing
    untouched = pending & ~touched
    for place in bits(untouched & found.special):
        _count(found, compiled.rules[place], None, (False, False, True))
    found.untouched = (untouched | high & compiled.fired & ~touched) & ~found.special
    found.high |= high | untouched & ~compiled.local & ~found.special
    return pending & touched & (anchored | unreported)


def _test_known(found: Sweep, pending: int) -> None:
    """Test the rules when no atom is unknown: one look is enough for all three readings."""
    true, counts, counted = found.true, 0, found.counted
    for finding, entry in found.findings:
        if finding.status is not _PRESENT:
            for code in entry.tested:
                _test(found, code, finding)
            continue
        for need, bar, code in entry.simple:
            if true & need == need and not true & bar:
                counts |= code.bit
                counted.append((code, finding, _ALWAYS))
        for code in entry.complex:
            _test(found, code, finding)
    rules = found.compiled.rules
    while pending:
        lowest = pending & -pending
        pending ^= lowest
        code = rules[lowest.bit_length() - 1]
        if code.need is None or code.about >= 0:
            _test(found, code, None)
        elif true & code.need == code.need and not true & code.bar:
            counts |= lowest
            counted.append((code, None, _ALWAYS))
    found.low |= counts
    found.act |= counts
    found.high |= counts


def _gather(found: Sweep) -> Today | None:
    """Gather the findings, and refuse a profile that cannot be evaluated; return what its quantities note at once."""
    compiled, profile, today = found.compiled, found.profile, of_today(found)
    entries = compiled.entries
    if today is not None and type(found.on) is date and _is_plain(profile):
        findings, told = found.findings, 0
        for finding in profile.findings:
            entry = entries.get(finding.condition)
            if entry is None or told & entry.bit or finding.sites or finding.onset or finding.end or finding.id:
                break
            if finding.status is Status.RESOLVED or entry.group or (entry.telling and tells(finding)):
                break
            findings.append((finding, entry))
            told |= entry.bit
        else:
            return today
    admit(compiled, profile, found.on)
    given = given_findings(profile)
    reported = given + implied_findings(compiled.rulebook, profile) if profile.goals else given
    if len({finding.condition for finding in reported}) < len(reported):
        reported = tuple(dict.fromkeys(reported))
    found.findings = [(finding, entries[finding.condition]) for finding in reported]
    answered = {record.clearance for record in profile.clearances}
    if answered:
        for code in compiled.rules:
            if code.rule.clearance in answered:
                found.special |= code.bit
    return today


def _is_plain(profile: ClientProfile) -> bool:
    """Whether only findings, measurements and answers are given, so that little can be wrong."""
    if profile.medications or profile.goals or profile.clearances or profile.responses or profile.unmapped:
        return False
    return not profile.preferences.any


def _note_findings(found: Sweep) -> tuple[int, int, int]:
    """Note what the findings make true; return the rules they touch and anchor, and what there is now, as bits."""
    true = cautious = low = act = touched = anchored = exact = has_up = had_up = 0
    compiled_rules, special = found.compiled.rules, found.special
    for finding, entry in found.findings:
        exact |= entry.bit
        touched |= entry.touches
        anchored |= entry.anchors
        if finding.status is _PRESENT:
            true |= entry.has
            low |= entry.counts
            has_up |= entry.up
        elif finding.status is _SUSPECTED:
            cautious |= entry.has
            act |= entry.counts
            has_up |= entry.up
        else:
            true |= entry.had
            low |= entry.counts_ever
            had_up |= entry.up
        for bit, details, ever, fires in entry.detailed:
            truths = detail_truths(found.day, finding, details)
            found.read.append(truths)
            truth = min(_status(finding, ever=ever), *truths)
            if truth is TRUE:
                true |= bit
                low |= fires
            elif truth is UNKNOWN:
                cautious |= bit
                act |= fires
        if special & entry.alone:
            for place in bits(found.special & entry.alone):
                _test(found, compiled_rules[place], finding)
    found.true, found.cautious, found.possible = true, true | cautious, true | cautious
    found.low, found.act, found.high = low, low | act, low | act
    found.exact, found.reported = exact, has_up | had_up
    return touched, anchored, has_up


def _closed(found: Sweep, on: date) -> int:
    """The conditions of which there is on a day nothing beyond what is reported."""
    compiled, profile, exact = found.compiled, found.profile, found.exact
    if not profile.answered:
        return 0
    elapsed = (on - profile.taken).days if profile.taken else 0
    lapsed = closed = direct = 0
    still = compiled.conditions
    for time, conditions, still_closed in compiled.lapses:
        if elapsed < time:
            break
        lapsed, still = conditions, still_closed
    for id in profile.answered:
        if id == EVERYTHING:
            direct |= compiled.roots
            closed |= still
            continue
        entry = compiled.entries.get(id)
        if entry is None:
            raise InvalidProfile(problems_of(compiled.rulebook, profile, found.on))
        direct |= entry.bit
        closed |= entry.down
    doubtful = closed & (lapsed | (exact & compiled.branching))
    if doubtful:
        affected = 0
        for place in bits(doubtful):
            affected |= compiled.by_place[place].down
        for place in bits(affected & closed):
            entry = compiled.by_place[place]
            if entry.bit & lapsed or not (entry.bit & direct or entry.broader & closed & ~exact):
                closed &= ~entry.bit
    return closed


def _test(found: Sweep, code: RuleCode, finding: Finding | None) -> None:
    """Test one rule for one finding, or for the one that nobody told us of, or once when it is about nothing."""
    true, cautious, possible = found.true, found.cautious, found.possible
    status = TRUE if code.about < 0 else _status(finding, ever=code.rule.ever)
    if status is FALSE:
        return
    if code.this:
        true, cautious, possible = with_this(found, code, finding)
        if finding:
            found.read += [detail_truths(found.day, finding, details) for _, details in code.this]
    when, unless = code.when, code.unless
    if (when is not None and not when.holds(possible)) or (unless is not None and unless.holds(true)):
        return
    low = status is TRUE and (when is None or when.holds(true)) and (unless is None or not unless.holds(possible))
    act = (finding is not None or code.about < 0) and (when is None or when.holds(cautious))
    _count(found, code, finding, (low, act, True))


def with_this(found: Sweep, code: RuleCode, finding: Finding | None) -> tuple[int, int, int]:
    """The atoms that are true, cautiously true and possible when a rule is tested for a finding."""
    true, cautious, possible = found.true, found.cautious, found.possible
    for bit, details in code.this:
        truth = min(detail_truths(found.day, finding, details)) if finding else UNKNOWN
        if truth is not FALSE:
            possible |= bit
            true |= bit if truth is TRUE else 0
            cautious |= bit if finding else 0
    return true, cautious, possible


def _count(found: Sweep, code: RuleCode, finding: Finding | None, counts: tuple[bool, bool, bool]) -> None:
    """Note that a rule counts."""
    if code.everywhere and not code.bit & found.special:
        found.high |= code.bit
        if counts[0]:
            found.low |= code.bit
        if counts[1]:
            found.act |= code.bit
        found.counted.append((code, finding, counts))
        return
    rulebook = found.compiled.rulebook
    ruled = None
    if code.bit & found.special:
        asked = partial(asked_since, found, code)
        ruled = ruling(rulebook, found.profile, code.rule, finding, found.on, asked)
    certain, possible = where_it_holds(found, code, finding)
    found.tested.append(Tested(code, finding, counts, certain, possible, ruled))


def where_it_holds(found: Sweep, code: RuleCode, finding: Finding | None) -> tuple[int, int]:
    """The points at which a rule certainly holds for a finding, and those at which it may."""
    extent = code.rule.where
    if extent is Extent.EVERYWHERE or not isinstance(extent, Extent):
        return code.points, code.points
    if finding is None:
        return 0, code.points
    reach = found.compiled.reach
    if not finding.sites:
        return 0, found.compiled.reach.anywhere(extent, finding.condition)
    body = found.compiled.rulebook.body
    certain = [body.mask(site) for site in finding.sites if body.certain_side(site)]
    return reach.of(extent, certain), reach.of(extent, map(body.mask, finding.sites))


def _status(finding: Finding | None, *, ever: bool) -> Truth:
    """Whether a finding is present, or with ``ever`` also resolved."""
    if finding is None or finding.status is _SUSPECTED:
        return UNKNOWN
    return TRUE if ever or finding.status is _PRESENT else FALSE
