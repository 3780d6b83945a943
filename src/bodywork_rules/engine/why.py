"""Why a rule that counts is not known to: what nobody answered, what is only suspected, which detail is missing."""

from collections.abc import Iterator
from typing import assert_never

from bodywork_rules.engine.compiled import Asked, Compiled, Leaf, RuleCode
from bodywork_rules.engine.doubts import of_asked_finding, of_details, of_quantity, of_status
from bodywork_rules.engine.facts import read, unknown_key
from bodywork_rules.engine.found import Sweep, Tested
from bodywork_rules.engine.screen import with_this
from bodywork_rules.model import (
    Cause,
    ConditionId,
    Detail,
    Finding,
    Had,
    Has,
    Measured,
    Restriction,
    Status,
    This,
    Unknown,
)
from bodywork_rules.model.predicates import leaves

__all__ = ["unknowns_of", "untouched_restriction"]


def unknowns_of(found: Sweep, tested: Tested) -> tuple[tuple[Unknown, ...], tuple[Unknown, ...]]:
    """What the reading to act on took to be true of a rule, and all that is not known of it, each in order.

    Args:
        found: what was found of the client.
        tested: the rule, as it was tested.
    """
    code, finding, acts = tested.code, tested.finding, tested.counts[1]
    rule, status = code.rule, []
    if rule.about is not None and (finding is None or finding.status is Status.SUSPECTED):
        status.append(of_status(finding, rule.about))
    atoms = with_this(found, code, finding) if code.this else (found.true, found.cautious, found.possible)
    assumed, unknown = set(status), set(status)
    if code.when is not None:
        unknown.update(_of_asked(found, code.when, finding, rule.about, atoms, assumed=False))
        if acts:
            assumed.update(_of_asked(found, code.when, finding, rule.about, atoms, assumed=True))
    if code.unless is not None:
        unknown.update(_of_asked(found, code.unless, finding, rule.about, atoms, assumed=False))
    if finding and tested.certain != tested.possible:
        cause = Cause.IMPRECISE if finding.sites else Cause.NOT_GIVEN
        unknown.add(Unknown(cause=cause, condition=finding.condition, finding=finding, detail=Detail.SITES))
    if tested.ruling is not None:
        unknown.update(tested.ruling.doubts)
    return _in_order(assumed) if acts else (), _in_order(unknown)


def _in_order(unknown: set[Unknown]) -> tuple[Unknown, ...]:
    return tuple(sorted(unknown, key=unknown_key)) if len(unknown) > 1 else tuple(unknown)


def _of_asked(
    found: Sweep,
    asked: Asked,
    this: Finding | None,
    about: ConditionId | None,
    atoms: tuple[int, int, int],
    *,
    assumed: bool,
) -> Iterator[Unknown]:
    true, cautious, possible = atoms
    if asked.holds(true) or not asked.holds(possible) or (assumed and not asked.holds(cautious)):
        return
    match asked.leaf:
        case None:
            for each in asked.of:
                yield from _of_asked(found, each, this, about, atoms, assumed=assumed)
        case Has() | Had() as leaf:
            yield from _of_condition(found, leaf, assumed=assumed)
        case This(details=details) if this is not None:
            yield from of_details(found.day, this, details)
        case This():
            yield Unknown(cause=Cause.NEVER_ANSWERED, condition=about)
        case Measured(quantity=quantity):
            yield of_quantity(quantity, read(found.compiled.rulebook, found.profile, quantity, found.on))
        case _:
            assert_never(asked.leaf)


def _of_condition(found: Sweep, leaf: Has | Had, *, assumed: bool) -> Iterator[Unknown]:
    entry = found.compiled.entries[leaf.condition]
    for finding, of in found.findings:
        if of.up & entry.bit:
            yield from of_asked_finding(found.day, finding, leaf)
    if found.open & entry.bit and not assumed:
        yield of_status(None, leaf.condition)


def untouched_restriction(compiled: Compiled, code: RuleCode) -> Restriction:
    """How a rule is shown that counts in high since nothing in the profile touches it."""
    rule = code.rule
    unknown = {_if_untouched(leaf, rule.about) for leaf in (*leaves(rule.when), *leaves(rule.unless))}
    if rule.about is not None:
        unknown.add(of_status(None, rule.about))
    return Restriction(
        rule=rule,
        acts=False,
        verdict=rule.verdict,
        limits=rule.limits,
        sites=compiled.sites[code.points],
        unknown=tuple(sorted(unknown, key=unknown_key)),
    )


def _if_untouched(leaf: Leaf, about: ConditionId | None) -> Unknown:
    match leaf:
        case Measured(quantity=quantity):
            return Unknown(cause=Cause.MISSING, quantity=quantity)
        case Has(condition=condition) | Had(condition=condition):
            return Unknown(cause=Cause.NEVER_ANSWERED, condition=condition)
        case This():
            return Unknown(cause=Cause.NEVER_ANSWERED, condition=about)
        case _:
            assert_never(leaf)
