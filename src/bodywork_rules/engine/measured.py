"""Whether what is told of measurements can be so, and whether what they show is told too."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from bodywork_rules.engine.courses import is_reported
from bodywork_rules.engine.facts import AGE, moved, read, taken_on
from bodywork_rules.engine.named import Found, known
from bodywork_rules.errors import Problem
from bodywork_rules.model import ClientProfile, ConditionId, Measurement, Quantity
from bodywork_rules.model.half import judged
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["OF_MEASUREMENTS"]


def _of_measurements(rulebook: Rulebook, profile: ClientProfile, on: date) -> Found:
    for at, measurement in enumerate(profile.measurements):
        yield from judged(OF_A_MEASUREMENT, rulebook, profile, on, measurement, f"measurements[{at}]")


def _quantity(rulebook: Rulebook, _: ClientProfile, __: date, measurement: Measurement, where: str) -> Found:
    yield from known(rulebook.quantities, "quantity", measurement.quantity, f"{where}.quantity")


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


def _out_of_step(rulebook: Rulebook, profile: ClientProfile, on: date) -> Found:
    """Values of a quantity that moves on by itself which are more than one unit apart on the day, so not both true.

    One unit may come from rounding. What has moved past the range says nothing any more.
    """
    taken = taken_on(profile, on)
    for of in rulebook.quantities:
        if of.days_per_unit is None:
            continue
        told = sorted(
            (measurement.on or taken, measurement.value, moved(of, measurement.value, days))
            for measurement in profile.measurements
            if measurement.quantity == of.id and (days := (on - (measurement.on or taken)).days) >= 0
        )
        still = [each for each in told if of.least <= each[-1] <= of.most]
        apart = [(one, other) for one, other in combinations(still, 2) if abs(one[-1] - other[-1]) > _ROUNDING]
        for one, other in apart[:1]:
            yield Problem(
                where="measurements",
                what="two values of one quantity that moves on by itself, not both true:",
                value=f"{of.id} of {one[1]:g} on {one[0]} and of {other[1]:g} on {other[0]}",
                hint="leave out what was wrong or is long past",
            )


_ROUNDING = 1.000_001


def _shown(rulebook: Rulebook, profile: ClientProfile, on: date) -> Found:
    """A problem for each condition that a reading shows and no finding, given or implied, reports.

    Beyond a bound, a fresh reading says that it is there now. A stale one says that it was, and one of a quantity
    whose every value shows it that it was on that day, so that a finding that was over later reports it too.
    """
    taken = taken_on(profile, on)
    for at, measurement in enumerate(profile.measurements):
        of = rulebook.quantities.get(measurement.quantity)
        if of is None:
            continue
        measured = measurement.on or taken
        reading = read(rulebook, profile, of.id, on)
        for condition, bounded in _shows(of, measurement.value) if reading.measured == measured else ():
            later = measured if not bounded else None if reading.fresh else date.min
            if not is_reported(rulebook, profile, on, condition, over_later=later):
                yield Problem(
                    where=f"measurements[{at}].value",
                    what="a reading that shows a condition which no finding reports:",
                    value=f"{of.id} of {measurement.value:g} shows {condition}",
                    hint=f"add `{condition}` to the findings, as suspected if nobody has diagnosed it",
                )


def _shows(of: Quantity, value: float) -> Iterator[tuple[ConditionId, bool]]:
    """The conditions that a value shows, each with whether it is one beyond a bound, and not any."""
    if of.shows is not None and (of.shows_from is None or value >= of.shows_from):
        yield of.shows, of.shows_from is not None
    if of.low_shows is not None and of.low_shows_below is not None and value < of.low_shows_below:
        yield of.low_shows, True


OF_MEASUREMENTS = (_of_measurements, _contradictions, _out_of_step, _shown)
