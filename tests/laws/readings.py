"""What the definition says in each of the three readings, point by point, and how two such answers are compared."""

from collections.abc import Iterable
from functools import reduce

from bodywork_rules.engine.facts import implied_findings
from bodywork_rules.engine.reference.rules import Case, cases
from bodywork_rules.engine.reference.truth import Client
from bodywork_rules.engine.reference.verdicts import At, Outcome, outcome
from bodywork_rules.model import Finding, Limits
from strategies import Scene

LOW, ACT, HIGH = 0, 1, 2
ALL = (LOW, ACT, HIGH)

Readings = dict[str, tuple[Outcome, Outcome, Outcome]]


def client_of(scene: Scene) -> Client:
    """The client as the definition sees one."""
    return Client.of(scene.rulebook, scene.profile, scene.on)


def cases_of(scene: Scene) -> list[Case]:
    """Every rule, tested for every finding."""
    return list(cases(client_of(scene)))


def readings(scene: Scene) -> Readings:
    """What is said of each technique, by its id, in low, act and high."""
    client = client_of(scene)
    tested = [case for case in cases(client) if case.counts[HIGH]]
    return {
        technique.id: tuple(outcome(client, technique, tested, reading) for reading in ALL)
        for technique in scene.rulebook.techniques
    }


def implied(scene: Scene) -> set[Finding]:
    """The findings that the client's goals imply."""
    return set(implied_findings(scene.rulebook, scene.profile))


def _lower(one: int | None, other: int | None) -> int | None:
    return min((each for each in (one, other) if each is not None), default=None)


def _both(one: Limits, other: Limits) -> Limits:
    return Limits(
        pressure_at_most=_lower(one.pressure_at_most, other.pressure_at_most),
        no_traits={*one.no_traits, *other.no_traits},
        no_products={*one.no_products, *other.no_products},
        minutes_at_most=_lower(one.minutes_at_most, other.minutes_at_most),
        no_positions={*one.no_positions, *other.no_positions},
    )


def together(limits: Iterable[Limits]) -> Limits:
    """The tightest of several limits, worked out apart from the library."""
    return reduce(_both, limits, Limits())


def tighter(one: Limits, other: Limits) -> bool:
    """Whether one is at least as tight as the other."""
    return _both(one, other) == one


def stricter(one: At, other: At) -> bool:
    """Whether the verdict of one is at least as strict, and its limits at least as tight."""
    return one.verdict >= other.verdict and tighter(one.limits, other.limits)


def assert_at_least_as_strict(
    one: Readings, other: Readings, in_readings: Iterable[int] = ALL, *, limits: bool = True
) -> None:
    """Of every technique of both, one answer is at no point milder or looser than the other, nor as a whole."""
    for id in one.keys() & other.keys():
        for reading in in_readings:
            here, there = one[id][reading], other[id][reading]
            told = f"{id} in reading {('low', 'act', 'high')[reading]}"
            assert here.verdict >= there.verdict, f"{told}: {here.verdict!r} after {there.verdict!r}"
            for bit in there.at:
                at, was = here.at[bit], there.at[bit]
                assert stricter(at, was) if limits else at.verdict >= was.verdict, f"{told}: {at} after {was}"


def judged(readings: Readings) -> dict[str, list[tuple[int, dict[int, At]]]]:
    """Verdicts and what is said at each point, to be compared as one."""
    return {id: [(each.verdict, each.at) for each in three] for id, three in readings.items()}
