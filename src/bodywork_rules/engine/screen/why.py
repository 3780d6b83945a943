"""Why a rule that counts is not known to: what nobody answered, what is only suspected, which detail is missing."""

from collections.abc import Iterable, Iterator
from typing import assert_never, cast

from bodywork_rules.engine.compile.compiled import Asked, Compiled, Leaf, RuleCode
from bodywork_rules.engine.facts import unknown_key
from bodywork_rules.engine.screen.doubts import of_asked_finding, of_details, of_quantity, of_status
from bodywork_rules.engine.screen.found import Sweep, Tested
from bodywork_rules.engine.screen.sweep import with_this
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
    about = code.rule.about
    assumed: set[Unknown] = set()
    unknown: set[Unknown] = set()
    if about is not None and finding is None:
        unknown.add(found.compiled.unreported[about])
    elif finding is not None and finding.status is Status.SUSPECTED:
        assumed.add(of_status(finding, finding.condition))
    if code.when is not None or code.unless is not None:
        atoms = with_this(found, code, finding) if code.this else (found.true, found.cautious, found.possible)
        for asked, acting in ((code.when, acts), (code.unless, False)):
            for leaf, taken in _doubtful(asked, atoms, acting=acting) if asked is not None else ():
                if isinstance(leaf, Has | Had):
                    bit = found.compiled.entries[leaf.condition].bit
                    if bit & found.open:
                        unknown.add(found.compiled.unreported[leaf.condition])
                    if not bit & found.reported:
                        continue
                (assumed if taken else unknown).update(_of_leaf(found, leaf, finding, about))
    if finding and tested.certain != tested.possible:
        cause = Cause.IMPRECISE if finding.sites else Cause.NOT_GIVEN
        unknown.add(Unknown(cause=cause, condition=finding.condition, finding=finding, detail=Detail.SITES))
    if tested.ruling is not None:
        unknown.update(tested.ruling.doubts)
    return _in_order(found, assumed) if acts else (), _in_order(found, unknown | assumed)


def _in_order(found: Sweep, unknown: set[Unknown]) -> tuple[Unknown, ...]:
    if len(unknown) < 2:
        return tuple(unknown)
    of_any = found.compiled.keys
    return tuple(sorted(unknown, key=lambda each: of_any[each] if each.finding is None else unknown_key(each)))


def _doubtful(asked: Asked, atoms: tuple[int, int, int], *, acting: bool) -> Iterator[tuple[Leaf, bool]]:
    """What a predicate asks that is not known, while that leaves it open, and whether it was taken to be true."""
    true, cautious, possible = atoms
    if asked.holds(true) or not asked.holds(possible):
        return
    acting = acting and asked.holds(cautious)
    if asked.leaf is not None:
        yield asked.leaf, acting
    for each in asked.of:
        if each.leaf is None:
            yield from _doubtful(each, atoms, acting=acting)
        elif each.bit & possible and not each.bit & true:
            yield each.leaf, acting and bool(each.bit & cautious)


def _of_leaf(found: Sweep, leaf: Leaf, this: Finding | None, about: ConditionId | None) -> Iterable[Unknown]:
    """What is not known of one thing that a rule asks, but for the finding that nobody told us of."""
    match leaf:
        case Has(condition=condition) | Had(condition=condition):
            bit, day = found.compiled.entries[condition].bit, found.day
            return [
                each for finding, of in found.findings if of.up & bit for each in of_asked_finding(day, finding, leaf)
            ]
        case This(details=details) if this is not None:
            return of_details(found.day, this, details)
        case This():  # a rule about nothing has none
            return (found.compiled.unreported[cast("ConditionId", about)],)
        case Measured(quantity=quantity):
            return (of_quantity(quantity, found.reading(quantity)),)
        case _:
            assert_never(leaf)


def untouched_restriction(compiled: Compiled, code: RuleCode) -> Restriction:
    """How a rule is shown that counts in high since nothing in the profile touches it."""
    rule = code.rule
    unknown = {_if_untouched(compiled, leaf, rule.about) for leaf in (*leaves(rule.when), *leaves(rule.unless))}
    if rule.about is not None:
        unknown.add(compiled.unreported[rule.about])
    return Restriction(
        rule=rule,
        acts=False,
        verdict=rule.verdict,
        limits=rule.limits,
        sites=compiled.sites[code.points],
        unknown=tuple(sorted(unknown, key=unknown_key)),
    )


def _if_untouched(compiled: Compiled, leaf: Leaf, about: ConditionId | None) -> Unknown:
    match leaf:
        case Measured(quantity=quantity):
            return Unknown(cause=Cause.MISSING, quantity=quantity)
        case Has(condition=condition) | Had(condition=condition):
            return compiled.unreported[condition]
        case This():  # a rule about nothing has none
            return compiled.unreported[cast("ConditionId", about)]
        case _:
            assert_never(leaf)
