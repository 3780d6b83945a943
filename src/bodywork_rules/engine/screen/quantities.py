"""What the quantities of one client make true: of values of the day in short, of others with all that they may be."""

from bisect import bisect_right

from bodywork_rules.engine.facts import AGE
from bodywork_rules.engine.screen.found import Sweep

__all__ = ["Today", "note_quantities", "note_today", "of_today"]

Today = tuple[int, int, int, int, int]
"""Of values of the day: the atoms that are true, the rules they fire, touch and anchor, the quantities not given."""


def note_quantities(found: Sweep, has_up: int) -> tuple[int, int]:
    """Note what the quantities make true; return the rules they touch and anchor."""
    touched = anchored = missing = fresh = 0
    for quantity, gauge in found.compiled.gauges.items():
        if not gauge.atoms:
            continue
        reading = found.reading(quantity)
        value = reading.value
        if value is None:
            missing |= gauge.bit
            found.possible |= gauge.atoms
            found.high |= gauge.all_fires
            anchored |= gauge.all_anchors
            if gauge.describes & has_up:
                found.cautious |= gauge.atoms
                found.act |= gauge.all_fires
            continue
        segment = gauge.segment(value)
        touched |= gauge.touches
        found.cautious |= gauge.true[segment]
        found.act |= gauge.fires[segment]
        if reading.fresh:
            fresh |= gauge.bit
            found.true |= gauge.true[segment]
            found.possible |= gauge.true[segment]
            found.low |= gauge.fires[segment]
            found.high |= gauge.fires[segment]
            anchored |= gauge.anchors[segment]
        else:
            found.possible |= gauge.atoms
            found.high |= gauge.all_fires
            anchored |= gauge.all_anchors
    found.read.append((missing, fresh))
    return touched, anchored


def of_today(found: Sweep) -> Today | None:
    """What values note that are all of the day, so that none is stale or has moved; nothing when some are not.

    Nor when a value is given twice, cannot be, or shows a condition: that is looked at with more care.
    """
    profile, compiled = found.profile, found.compiled
    if profile.born is not None or (profile.taken is not None and profile.taken != found.on):
        return None
    gauges = compiled.gauges
    true = fires = touched = anchored = noted = 0
    values = [(measurement.quantity, measurement.value, measurement.on) for measurement in profile.measurements]
    if profile.age is not None:
        values.append((AGE, profile.age, None))
    for quantity, value, on in values:
        gauge = gauges.get(quantity)
        if gauge is None or on is not None or not gauge.least <= value <= gauge.most:
            return None
        if noted & gauge.bit or not gauge.shows_below <= value < gauge.shows_from:
            return None
        noted |= gauge.bit
        at = bisect_right(gauge.cuts, value)
        true |= gauge.true[at]
        fires |= gauge.fires[at]
        anchored |= gauge.anchors[at]
        touched |= gauge.touches
    return true, fires, touched, anchored, compiled.gauged & ~noted


def note_today(found: Sweep, has_up: int, today: Today) -> tuple[int, int]:
    """Note what values of the day make true; return the rules they touch and anchor."""
    true, fires, touched, anchored, missing = today
    possible, may_fire = true, fires
    cautious, acts = true, fires
    found.read.append((missing, found.compiled.gauged & ~missing))
    for gauge in found.compiled.gauges.values() if missing else ():
        if gauge.bit & missing:
            possible |= gauge.atoms
            may_fire |= gauge.all_fires
            anchored |= gauge.all_anchors
            if gauge.describes & has_up:
                cautious |= gauge.atoms
                acts |= gauge.all_fires
    found.true, found.cautious, found.possible = found.true | true, found.cautious | cautious, found.possible | possible
    found.low, found.act, found.high = found.low | fires, found.act | acts, found.high | may_fire
    return touched, anchored
