"""What follows from what in a rule, as far as its own words show.

Nothing here is complete: what is found to be so is so, what is not found may be so all the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import assert_never

from bodywork_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Contraindication,
    Details,
    Had,
    Has,
    Measured,
    Predicate,
    Stage,
    This,
)

__all__ = ["always_lifted", "why_never"]

Leaf = Has | Had | This | Measured
Kinds = Mapping[str, frozenset[str]]


def why_never(asked: Predicate) -> str:
    """Why a predicate is never true: on what its parts clash; empty when it may be true.

    Args:
        asked: the predicate, none of whose lists is empty.
    """
    match asked:
        case Has(details=details) | Had(details=details):
            return _clash_of_details([details])
        case AllOf():
            together = list(_parts_of(asked))
            return next(filter(None, map(why_never, together)), "") or _clash(together)
        case AnyOf(of=of):
            return _why_so_many_never(of, 1)
        case AtLeast(n=n, of=of):
            return _why_so_many_never(of, n)
        case This() | Measured():
            return _clash([asked])
        case _:
            assert_never(asked)


def _why_so_many_never(of: Sequence[Predicate], n: int) -> str:
    """Why at least so many are never true together: the first reason why one of them never is."""
    reasons = [reason for each in of if (reason := why_never(each))]
    return reasons[0] if reasons and len(of) - len(reasons) < n else ""


def _parts_of(asked: Predicate | None) -> Iterator[Predicate]:
    """The predicates that must all hold for a predicate to hold, itself unless it is an "all of"."""
    if isinstance(asked, AllOf):
        for each in asked.of:
            yield from _parts_of(each)
    elif asked is not None:
        yield asked


def _clash(together: Sequence[Predicate]) -> str:
    """On what predicates clash that must all hold; empty when they do not."""
    this = [each.details for each in together if isinstance(each, This)]
    return _clash_of_details(this) or _clash_of_bounds(each for each in together if isinstance(each, Measured))


def _clash_of_details(all_of: list[Details]) -> str:
    """On what details of one and the same finding clash: no time, no stage, or both under control and not."""
    onset_at_least, ended_at_least = _longest(all_of, "onset_at_least"), _longest(all_of, "ended_at_least")
    onset_within, ended_within = _shortest(all_of, "onset_within"), _shortest(all_of, "ended_within")
    stages = set(Stage).intersection(*(set(each.stages or Stage) for each in all_of))
    for what, found in (
        ("the onset", _none_between(onset_at_least, onset_within)),
        ("the end", _none_between(ended_at_least, ended_within)),
        ("an end before the onset", _none_between(ended_at_least, onset_within)),
        ("the stage", not stages),
        ("being controlled", {True, False} <= {each.controlled for each in all_of}),
    ):
        if found:
            return what
    return ""


def _clash_of_bounds(all_of: Iterable[Measured]) -> str:
    """The quantity that would have to be at least one bound, and below another that is no higher."""
    floors: dict[str, float] = {}
    ceilings: dict[str, float] = {}
    for each in all_of:
        if each.at_least is not None:
            floors[each.quantity] = max(each.at_least, floors.get(each.quantity, each.at_least))
        if each.below is not None:
            ceilings[each.quantity] = min(each.below, ceilings.get(each.quantity, each.below))
    return min((of for of, floor in floors.items() if of in ceilings and floor >= ceilings[of]), default="")


def _none_between(at_least: timedelta | None, at_most: timedelta | None) -> bool:
    return at_least is not None and at_most is not None and at_least > at_most


def _longest(all_of: Iterable[Details], name: str) -> timedelta | None:
    return max((time for each in all_of if (time := getattr(each, name)) is not None), default=None)


def _shortest(all_of: Iterable[Details], name: str) -> timedelta | None:
    return min((time for each in all_of if (time := getattr(each, name)) is not None), default=None)


def always_lifted(rule: Contraindication, unless: Predicate, broader: Kinds) -> bool:
    """Whether the ``unless`` of a rule is true whenever all else that the rule asks is true.

    Args:
        rule: the rule.
        unless: what lifts it.
        broader: each condition's broader ones, itself included.
    """
    given = list(_parts_of(rule.when))
    if rule.about is not None:
        kind = Had if rule.ever else Has
        given.append(kind(rule.about))
        given += [kind(rule.about, details=each.details) for each in given if isinstance(each, This)]
    return _follows(unless, given, broader)


def _follows(asked: Predicate, given: Sequence[Predicate], broader: Kinds) -> bool:
    """Whether a predicate is true whenever all those given are."""
    if asked in given:
        return True
    match asked:
        case AllOf(of=of):
            return all(_follows(each, given, broader) for each in of)
        case AnyOf(of=of):
            return any(_follows(each, given, broader) for each in of)
        case AtLeast(n=n, of=of):
            return sum(_follows(each, given, broader) for each in of) >= n
        case Has() | Had() | This() | Measured():
            return any(_leaf_follows(asked, each, broader) for each in given)
        case _:
            assert_never(asked)


def _leaf_follows(asked: Leaf, given: Predicate, broader: Kinds) -> bool:
    match asked:
        case Has(condition=condition, details=details):
            return isinstance(given, Has) and _kind_follows(condition, details, given, broader)
        case Had(condition=condition, details=details):
            return isinstance(given, Has | Had) and _kind_follows(condition, details, given, broader)
        case This(details=details):
            return isinstance(given, This) and _weaker(details, given.details)
        case Measured(quantity=quantity, at_least=at_least, below=below):
            if not isinstance(given, Measured) or quantity != given.quantity:
                return False
            return _at_most(at_least, given.at_least) or _at_most(given.below, below)
        case _:
            assert_never(asked)


def _kind_follows(condition: str, asked: Details, given: Has | Had, broader: Kinds) -> bool:
    """Whether a finding like the one given is a finding of the condition, like the one asked for."""
    return condition in broader.get(given.condition, ()) and _weaker(asked, given.details)


def _at_most(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and one <= other


def _weaker(asked: Details, given: Details) -> bool:
    """Whether a finding that is like the one given is surely like the one asked for."""
    return (
        _within(asked.onset_within, given.onset_within)
        and _since(asked.onset_at_least, given.onset_at_least)
        and _within(asked.ended_within, given.ended_within)
        and _since(asked.ended_at_least, given.ended_at_least)
        and (not asked.sites or (bool(given.sites) and set(given.sites) <= set(asked.sites)))
        and (not asked.stages or (bool(given.stages) and set(given.stages) <= set(asked.stages)))
        and (asked.severity_at_least or 0) <= (given.severity_at_least or 0)
        and asked.controlled in {None, given.controlled}
    )


def _within(asked: timedelta | None, given: timedelta | None) -> bool:
    return asked is None or (given is not None and given <= asked)


def _since(asked: timedelta | None, given: timedelta | None) -> bool:
    return asked is None or (given is not None and given >= asked)
