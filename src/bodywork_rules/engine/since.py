"""What a rule asks of a client besides its finding, held against the day of a clinician's yes (design section 4.4)."""

from collections.abc import Iterator
from typing import assert_never

from bodywork_rules.engine.compiled import Asked
from bodywork_rules.engine.doubts import of_asked_finding, of_quantity, of_status, truth_of
from bodywork_rules.engine.facts import read
from bodywork_rules.engine.found import Sweep
from bodywork_rules.engine.records import Fact, Grants, began_after, of_onset
from bodywork_rules.model import Had, Has, Measured, This, Truth

__all__ = ["asked_since"]

FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE


def asked_since(found: Sweep, asked: Asked | None, grants: Grants) -> Iterator[Fact]:
    """What a rule's ``when`` asks of the client, held against the grants that decide."""
    if asked is None:
        return
    for each in asked.of:
        yield from asked_since(found, each, grants)
    match asked.leaf:
        case Has() | Had() as leaf:
            yield from _of_condition(found, leaf, grants)
        case Measured():
            yield from _of_quantity(found, asked, asked.leaf, grants)
        case This() | None:
            pass
        case _:
            assert_never(asked.leaf)


def _of_condition(found: Sweep, leaf: Has | Had, grants: Grants) -> Iterator[Fact]:
    entry, day = found.compiled.entries[leaf.condition], found.day
    for finding, of in found.findings:
        if of.up & entry.bit and (truth := truth_of(day, finding, leaf)) is not FALSE:
            later = began_after(finding, grants, day.taken)
            doubts = (*of_asked_finding(day, finding, leaf), *of_onset(finding, later))
            yield Fact(truth=truth, to_act=True, later=later, unknown=doubts)
    if found.open & entry.bit:
        yield Fact(truth=UNKNOWN, to_act=False, later=UNKNOWN, unknown=(of_status(None, leaf.condition),))


def _of_quantity(found: Sweep, asked: Asked, leaf: Measured, grants: Grants) -> Iterator[Fact]:
    reading = read(found.compiled.rulebook, found.profile, leaf.quantity, found.on)
    if reading.measured is not None:
        holds, later = asked.holds(found.cautious), TRUE if reading.measured > grants[0].on else FALSE
        yield Fact(truth=TRUE if holds and reading.fresh else UNKNOWN if holds else FALSE, to_act=holds, later=later)
    if not reading.fresh:
        yield Fact(truth=UNKNOWN, to_act=False, later=UNKNOWN, unknown=(of_quantity(leaf.quantity, reading),))
