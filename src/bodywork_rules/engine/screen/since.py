"""What a rule asks besides its finding, held against the day of a yes (meaning, "How far a grant reaches")."""

from collections.abc import Iterator
from typing import assert_never

from bodywork_rules.engine.compile.compiled import Asked, RuleCode
from bodywork_rules.engine.screen.doubts import of_asked_finding, of_quantity, of_status, truth_of
from bodywork_rules.engine.screen.found import Sweep
from bodywork_rules.engine.screen.records import Fact, Grants, came_up_after, changed_after, ended_after, of_date
from bodywork_rules.model import Detail, Had, Has, Measured, Status, This, Truth

__all__ = ["asked_since"]

FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE


def asked_since(found: Sweep, code: RuleCode, grants: Grants) -> Iterator[Fact]:
    """What a rule asks of the client besides its finding, held against the grants that decide."""
    for asked, lifts in ((code.when, False), (code.unless, True)):
        for each in _leaves(asked):
            match each.leaf:
                case Has() as leaf if lifts:
                    yield from _gone(found, leaf, grants)
                case Has() | Had() as leaf if not lifts:
                    yield from _of_condition(found, leaf, grants)
                case Measured() as leaf:
                    yield from _of_quantity(found, each, leaf, grants, lifts=lifts)
                case Had() | Has() | This() | None:
                    pass
                case _:
                    assert_never(each.leaf)


def _leaves(asked: Asked | None) -> Iterator[Asked]:
    if asked is not None and asked.leaf is not None:
        yield asked
    elif asked is not None:
        for each in asked.of:
            yield from _leaves(each)


def _of_condition(found: Sweep, leaf: Has | Had, grants: Grants) -> Iterator[Fact]:
    """The findings that a rule needs, and the one that nobody told us of."""
    entry, day = found.compiled.entries[leaf.condition], found.day
    for finding, of in found.findings:
        if of.up & entry.bit and (truth := truth_of(day, finding, leaf)) is not FALSE:
            later, dates = came_up_after(finding, leaf, grants, day.taken)
            doubts = (*of_asked_finding(day, finding, leaf), *dates)
            yield Fact(truth=truth, to_act=True, later=later, unknown=doubts)
    if found.open & entry.bit:
        yield Fact(truth=UNKNOWN, to_act=False, later=UNKNOWN, unknown=(of_status(None, leaf.condition),))


def _gone(found: Sweep, leaf: Has, grants: Grants) -> Iterator[Fact]:
    """The findings that would lift a rule and are over, or may be."""
    entry, day = found.compiled.entries[leaf.condition], found.day
    for finding, of in found.findings:
        if of.up & entry.bit and finding.status is Status.RESOLVED:
            later = ended_after(finding, grants, day.taken)
            yield Fact(truth=TRUE, to_act=True, later=later, unknown=of_date(finding, Detail.END, later))
        elif of.up & entry.bit and finding.status is Status.SUSPECTED:
            status = of_status(finding, finding.condition)
            yield Fact(truth=UNKNOWN, to_act=False, later=UNKNOWN, unknown=(status,))
    if found.open & entry.bit:
        yield Fact(truth=UNKNOWN, to_act=False, later=UNKNOWN, unknown=(of_status(None, leaf.condition),))


def _of_quantity(found: Sweep, asked: Asked, leaf: Measured, grants: Grants, *, lifts: bool) -> Iterator[Fact]:
    """A value that a rule needs, or that would lift it; of a stale or missing one, what a newer may say."""
    rulebook, profile = found.compiled.rulebook, found.profile
    reading = found.reading(leaf.quantity)
    if reading.value is not None:
        holds = asked.holds(found.cautious) is not lifts
        later = changed_after(rulebook, profile, leaf, found.on, grants)
        yield Fact(truth=TRUE if holds and reading.fresh else UNKNOWN if holds else FALSE, to_act=holds, later=later)
    if not reading.fresh:
        yield Fact(truth=UNKNOWN, to_act=False, later=UNKNOWN, unknown=(of_quantity(leaf.quantity, reading),))
