"""Which rules count for one client, in the three readings: the fast way to what the reference defines.

Only rules that something in the profile can make count are looked at. Where the client told us of everything, those
are the rules that a finding or a quantity touches; else every rule about an open condition counts in ``high``, and
those that something touches are tested.
"""

from collections.abc import Iterator
from datetime import date
from typing import final

import attrs

from bodywork_rules.engine.compile import anywhere, reach
from bodywork_rules.engine.compiled import Compiled, Entry, RuleCode
from bodywork_rules.engine.details import Day, detail_truths
from bodywork_rules.engine.facts import given_findings, implied_findings, read
from bodywork_rules.engine.records import Ruling, ruling
from bodywork_rules.engine.validity import problems_of
from bodywork_rules.errors import InvalidProfile
from bodywork_rules.model import (
    EVERYTHING,
    ClientProfile,
    Extent,
    Finding,
    QuantityId,
    Status,
    Truth,
)

__all__ = ["Sweep", "Tested", "bits", "sweep", "with_this"]

FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
_PRESENT, _SUSPECTED = Status.PRESENT, Status.SUSPECTED


@final
@attrs.frozen
class Tested:
    """A rule that counts for one finding and does not hold everywhere, or that a clinician's answer concerns.

    Attributes:
        code: the rule.
        finding: the finding; nothing for the one that nobody told us of.
        counts: whether it counts in low, act and high.
        certain: the points at which it holds in low.
        possible: the points at which it holds in act and high.
        ruling: what clinicians answered; nothing when nobody did.
    """

    code: RuleCode
    finding: Finding | None
    counts: tuple[bool, bool, bool]
    certain: int
    possible: int
    ruling: Ruling | None


@final
@attrs.define
class Sweep:
    """What was found of one client on one day.

    Attributes:
        compiled: the rulebook.
        profile: the client.
        on: the day.
        findings: what is reported, given and implied, each with what it sets in motion.
        true: the atoms that are true.
        cautious: the atoms that are true when read cautiously.
        possible: the atoms that are true or unknown.
        open: the conditions of which there may be one more finding.
        special: the rules whose clearance a clinician answered.
        low: the rules that count in low, everywhere, with no clinician's answer.
        act: the same in the reading to act on.
        high: the same in high.
        untouched: the rules that count in high since nothing in the profile touches them.
        counted: the other rules that count everywhere and ask more than that their finding is there: the rule, the
            finding, and whether it counts in low, act and high.
        tested: what counts besides.
        read: what was read of details and quantities on the way.
        day: what details are read by.
    """

    compiled: Compiled = attrs.field(eq=False)
    profile: ClientProfile
    on: date
    findings: list[tuple[Finding, Entry]] = attrs.Factory(list)
    true: int = 0
    cautious: int = 0
    possible: int = 0
    open: int = 0
    special: int = 0
    low: int = 0
    act: int = 0
    high: int = 0
    untouched: int = 0
    counted: list[tuple[RuleCode, Finding | None, tuple[bool, bool, bool]]] = attrs.Factory(list)
    tested: list[Tested] = attrs.Factory(list)
    read: list[tuple[object, ...]] = attrs.Factory(list)
    day: Day = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Note the day."""
        self.day = Day(self.compiled.rulebook.body, self.profile.taken or self.on, self.on)

    def same_as(self, other: "Sweep") -> bool:
        """Whether everything that an answer is made from is the same, but for the day."""
        return attrs.evolve(self, on=other.on) == other


def bits(mask: int) -> Iterator[int]:
    """The places of the bits of a mask, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def sweep(compiled: Compiled, profile: ClientProfile, on: date) -> Sweep:
    """Find out which rules count.

    Raises:
        InvalidProfile: the profile cannot be evaluated on that day; it holds every problem.
    """
    found = Sweep(compiled, profile, on)
    _admit(found)
    touched, anchored, exact, has_up = _note_findings(found)
    more_touched, more_anchored = _note_quantities(found, has_up)
    touched, anchored = touched | more_touched, anchored | more_anchored
    found.open = (1 << len(compiled.by_place)) - 1 & ~_closed(found, exact)
    unreported = 0
    everything = EVERYTHING in profile.answered
    if found.open or not everything:
        for bit, atoms, rules, anchors in compiled.asked:
            if bit & found.open:
                found.possible |= atoms
                anchored |= anchors
            else:
                touched |= rules
        for bit, rules in compiled.abouts:
            if bit & found.open:
                unreported |= rules
    pending = unreported | compiled.about_nothing
    if everything:
        pending &= anchored | unreported
    else:
        _leave_open(found, pending & ~touched)
        pending &= touched
    for finding, entry in found.findings:
        for code in entry.tested:
            _test(found, code, finding)
    for place in bits(pending):
        _test(found, compiled.rules[place], None)
    return found


def _admit(found: Sweep) -> None:
    """Gather the findings, and refuse a profile that cannot be evaluated."""
    compiled, profile = found.compiled, found.profile
    entries = compiled.entries
    plain = type(found.on) is date and profile.nothing_but_answers
    if plain:
        for finding in profile.findings:
            entry = entries.get(finding.condition)
            if entry is None or not finding.bare:
                plain = False
                break
            found.findings.append((finding, entry))
    if plain:
        return
    if problems := problems_of(compiled.rulebook, profile, found.on):
        raise InvalidProfile(problems)
    given = given_findings(profile)
    reported = given + implied_findings(compiled.rulebook, profile) if profile.goals else given
    found.findings = [(finding, entries[finding.condition]) for finding in dict.fromkeys(reported)]
    answered = {record.clearance for record in profile.clearances}
    if answered:
        for code in compiled.rules:
            if code.rule.clearance in answered:
                found.special |= code.bit


def _note_findings(found: Sweep) -> tuple[int, int, int, int]:
    """Note what the findings make true; return the rules they touch and anchor, and their conditions as bits."""
    true = cautious = low = act = touched = anchored = exact = has_up = 0
    compiled_rules = found.compiled.rules
    for finding, entry in found.findings:
        exact |= entry.bit
        touched |= entry.touches
        anchored |= entry.anchors
        if finding.status is _PRESENT:
            true |= entry.has | entry.had
            low |= entry.alone
            has_up |= entry.up
        elif finding.status is _SUSPECTED:
            cautious |= entry.has | entry.had
            act |= entry.alone
            has_up |= entry.up
        else:
            true |= entry.had
            low |= entry.alone_ever
        for bit, details, ever in entry.detailed:
            truths = detail_truths(found.day, finding, details)
            found.read.append(truths)
            truth = min(_status(finding, ever=ever), *truths)
            if truth is TRUE:
                true |= bit
            elif truth is UNKNOWN:
                cautious |= bit
        if found.special & entry.alone:
            for place in bits(found.special & entry.alone):
                _test(found, compiled_rules[place], finding)
    found.true, found.cautious, found.possible = true, true | cautious, true | cautious
    keep = ~found.special
    found.low, found.act, found.high = low & keep, (low | act) & keep, (low | act) & keep
    return touched, anchored, exact, has_up


def _note_quantities(found: Sweep, has_up: int) -> tuple[int, int]:
    """Note what the quantities make true; return the rules they touch and anchor."""
    gauges, profile = found.compiled.gauges, found.profile
    touched = anchored = 0
    steady: dict[QuantityId, float] = {}
    for measurement in profile.measurements:
        gauge = gauges.get(measurement.quantity)
        if gauge is None or not gauge.least <= measurement.value <= gauge.most:
            raise InvalidProfile(problems_of(found.compiled.rulebook, profile, found.on))
        if gauge.steady and measurement.quantity not in steady:
            steady[measurement.quantity] = measurement.value
    plain = len(steady) == len(profile.measurements) and profile.age is None and profile.born is None
    for quantity, gauge in gauges.items():
        if not gauge.atoms:
            continue
        if plain:
            value, fresh = steady.get(quantity), True
        else:
            reading = read(found.compiled.rulebook, profile, quantity, found.on)
            value, fresh = reading.value, reading.fresh
        found.read.append((value is None, fresh))
        if value is None:
            found.possible |= gauge.atoms
            anchored |= gauge.all_anchors
            if gauge.describes & has_up:
                found.cautious |= gauge.atoms
            continue
        segment = gauge.segment(value)
        touched |= gauge.touches
        found.cautious |= gauge.true[segment]
        if fresh:
            found.true |= gauge.true[segment]
            found.possible |= gauge.true[segment]
            anchored |= gauge.anchors[segment]
        else:
            found.possible |= gauge.atoms
            anchored |= gauge.all_anchors
    return touched, anchored


def _closed(found: Sweep, exact: int) -> int:
    """The conditions of which there is nothing beyond what is reported."""
    compiled, profile = found.compiled, found.profile
    if not profile.answered:
        return 0
    elapsed = (found.on - profile.taken).days if profile.taken else 0
    lapsed = closed = direct = 0
    for time, conditions in compiled.lapses:
        if elapsed < time:
            break
        lapsed = conditions
    for id in profile.answered:
        if id == EVERYTHING:
            direct |= compiled.roots
            closed = (1 << len(compiled.by_place)) - 1
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


def _leave_open(found: Sweep, untouched: int) -> None:
    """Rules that nothing touches, about what nobody told us of: they count in high, each for want of an answer."""
    local = found.compiled.local | found.special
    found.untouched = untouched & ~found.special
    found.high |= untouched & ~local
    for place in bits(untouched & local):
        _count(found, found.compiled.rules[place], None, (False, False, True))


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
    ruled = ruling(rulebook, found.profile, code.rule, finding, found.on) if code.bit & found.special else None
    certain, possible = where_it_holds(found, code, finding)
    found.tested.append(Tested(code, finding, counts, certain, possible, ruled))


def where_it_holds(found: Sweep, code: RuleCode, finding: Finding | None) -> tuple[int, int]:
    """The points at which a rule certainly holds for a finding, and those at which it may."""
    extent = code.rule.where
    if extent is Extent.EVERYWHERE or not isinstance(extent, Extent):
        return code.points, code.points
    if finding is None:
        return 0, code.points
    rulebook = found.compiled.rulebook
    if not finding.sites:
        return 0, anywhere(rulebook, code.rule, finding.condition)
    body = rulebook.body
    certain = [body.mask(site) for site in finding.sites if body.certain_side(site)]
    return reach(rulebook, extent, certain), reach(rulebook, extent, map(body.mask, finding.sites))


def _status(finding: Finding | None, *, ever: bool) -> Truth:
    """Whether a finding is present, or with ``ever`` also resolved."""
    if finding is None or finding.status is _SUSPECTED:
        return UNKNOWN
    return TRUE if ever or finding.status is _PRESENT else FALSE
