"""Whether what is told of measurements can be so, and whether what they show is told too."""

from datetime import date
from itertools import combinations

from bodywork_rules.engine.facts import AGE, moved, read, taken_on
from bodywork_rules.engine.validity.courses import is_reported
from bodywork_rules.engine.validity.named import Found, known
from bodywork_rules.errors import Problem
from bodywork_rules.model import ClientProfile, Measurement, Quantity
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

    The latest reading says how it is, however old it is; an earlier one that is still fresh, and one of a quantity
    whose every value shows a condition, how it was, so that a finding that was over later reports it too.
    """
    taken = taken_on(profile, on)
    for at, measurement in enumerate(profile.measurements):
        of = rulebook.quantities.get(measurement.quantity)
        if of is None:
            continue
        measured = measurement.on or taken
        latest = read(rulebook, profile, of.id, on).measured == measured
        if not latest and of.fresh_for is not None and on - measured >= of.fresh_for:
            continue
        for shows in of.shows if _in_range(of, measurement.value, (on - measured).days) else ():
            later = None if latest and shows.bounded else measured
            if shows.holds(measurement.value) and not is_reported(
                rulebook, profile, on, shows.condition, over_later=later
            ):
                yield Problem(
                    where=f"measurements[{at}].value",
                    what="a reading that shows a condition which no finding reports:",
                    value=f"{of.id} of {measurement.value:g} shows {shows.condition}",
                    hint=f"add `{shows.condition}` to the findings, as suspected if nobody has diagnosed it",
                )


def _in_range(of: Quantity, value: float, days: int) -> bool:
    """Whether a value still can be, so many days after it was measured."""
    return of.least <= moved(of, value, days) <= of.most


OF_MEASUREMENTS = (_of_measurements, _contradictions, _out_of_step, _shown)
