"""Whether what a rule asks can be asked, and can ever be so."""

from collections.abc import Iterator
from datetime import timedelta
from typing import assert_never, final

import attrs

from bodywork_rules.errors import Problem
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
    Quantity,
    Severity,
    Stage,
    This,
)
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.half import was_read
from bodywork_rules.rulebook.check.graphs import DEEPEST
from bodywork_rules.rulebook.check.known import Known, check_time
from bodywork_rules.rulebook.lifelong import lasts_for_life

__all__ = ["Place", "check_predicate", "too_deep"]


def too_deep(asked: Predicate | None) -> bool:
    """Whether predicates stand within predicates more than so many levels deep."""
    level, depth = [asked] if asked is not None else [], 0
    while level and depth < DEEPEST:
        level = [inner for each in level if isinstance(each, AllOf | AnyOf | AtLeast) for inner in each.of]
        depth += 1
    return bool(level)


@final
@attrs.frozen
class Place(Closed):
    """Where a predicate stands.

    Attributes:
        known: what it may name.
        rule: the rule that it is of; nothing for what is no rule, and so about no finding.
        at: its path.
    """

    known: Known
    rule: Contraindication | None
    at: str

    def within(self, step: str) -> "Place":
        """One step further in."""
        return attrs.evolve(self, at=f"{self.at} > {step}")

    def problem(self, what: str, value: str = "", hint: str = "") -> Problem:
        """A problem here."""
        return Problem(where=self.at, what=what, value=value, hint=hint)


def check_predicate(here: Place, asked: Predicate) -> Iterator[Problem]:
    """What is wrong with a predicate that is not nested too deeply.

    Args:
        here: where it stands.
        asked: the predicate.
    """
    match asked:
        case Has(condition=condition, details=details):
            yield from here.known.unknown(f"{here.at} > has", "conditions", condition)
            yield from _check_details(
                here, details, condition, ended="`has` asks for what is present; `had` asks for the past too"
            )
        case Had(condition=condition, details=details):
            yield from here.known.unknown(f"{here.at} > had", "conditions", condition)
            yield from _check_details(here, details, condition, ended="")
        case This(details=details):
            yield from _check_this(here.within("this"), details)
        case Measured():
            yield from _check_measured(here, asked)
        case AllOf(of=of):
            yield from _check_each(here, "all_of", of)
        case AnyOf(of=of):
            yield from _check_each(here, "any_of", of)
        case AtLeast(n=n, of=of):
            yield from _check_each(here, "of", of)
            if of and n > len(of):
                yield here.within("at_least_n").problem(f"can never hold: only {len(of)} are listed, not", str(n))
        case _:
            assert_never(asked)


def _check_each(here: Place, key: str, of: tuple[Predicate, ...]) -> Iterator[Problem]:
    """What is wrong with the predicates within one; a list of none asks nothing."""
    if not of:
        yield here.within(key).problem("an empty list")
    for number, each in enumerate(of):
        yield from check_predicate(here.within(f"{key}[{number}]"), each)


def _check_this(here: Place, details: Details) -> Iterator[Problem]:
    """What is wrong with what is asked of the very finding that a rule is about."""
    if here.rule is None:
        yield here.problem("`this` in what is no rule, and so about no finding")
        return
    if here.rule.about is None:
        yield here.problem("`this` in a rule about nothing", hint="give `about`")
    if not details.asked:
        yield here.problem("`this` without a detail", hint="leave it out")
    ended = "" if here.rule.ever else "only a rule with `ever` is about what is over too"
    yield from _check_details(here, details, here.rule.about, ended=ended)


def _check_details(here: Place, details: Details, condition: str | None, *, ended: str) -> Iterator[Problem]:
    """What is wrong with details.

    Args:
        here: where they stand.
        details: the details.
        condition: what they are asked of.
        ended: why no end can be asked for; empty when one can.
    """
    yield from here.known.misplaced(f"{here.at} > sites", details.sites)
    if condition is not None:
        yield from here.known.elsewhere(f"{here.at} > sites", condition, details.sites)
    kinds = here.known.kinds.get(condition or "", ())
    if not ended and kinds and all(lasts_for_life(here.known.conditions, kind.id) for kind in kinds):
        ended = f"`{condition}` lasts for life"
    for name in ("onset_within", "onset_at_least", "ended_within", "ended_at_least"):
        time: timedelta | None = getattr(details, name)
        yield from check_time(f"{here.at} > {name}", time)
        if ended and time is not None and name.startswith("ended"):
            yield here.within(name).problem(f"the end of what is not over: {ended}")
    yield from _check_onset(here, details, condition)
    for name, asks_nothing, text in (
        ("onset_at_least", details.onset_at_least == timedelta(0), "0 days"),
        ("severity_at_least", details.severity_at_least is Severity.MILD, "mild"),
        ("stages", len(details.stages) == len(Stage), ", ".join(stage.value for stage in details.stages)),
    ):
        if asks_nothing:
            yield here.within(name).problem("true of every finding that says it, so it asks nothing:", text)


def _check_onset(here: Place, details: Details, condition: str | None) -> Iterator[Problem]:
    """A problem where nothing that is asked about can have begun so lately, or all of it began so long ago."""
    ages = [kind.onset_at_least or timedelta(0) for kind in here.known.kinds.get(condition or "", ())]
    least = min(ages, default=timedelta(0))
    began = f"`{condition}` began at least {least.days} days ago"
    if details.onset_within is not None and details.onset_within < least:
        hint = f"ask for {least.days} days or more, or of what can be younger"
        yield here.within("onset_within").problem(f"can never hold: {began}, not", _days(details.onset_within), hint)
    if details.onset_at_least is not None and timedelta(0) < details.onset_at_least <= least:
        what = f"asks nothing, since {began}:"
        yield here.within("onset_at_least").problem(what, _days(details.onset_at_least), "leave it out")


def _days(time: timedelta) -> str:
    return f"{time.days} days"


def _check_measured(here: Place, asked: Measured) -> Iterator[Problem]:
    """A problem where a bound is met by every value that can be, or by none."""
    yield from here.known.unknown(f"{here.at} > quantity", "quantities", asked.quantity)
    quantity = here.known.ids["quantities"].get(asked.quantity)
    if not isinstance(quantity, Quantity) or not was_read(quantity, "least", "most"):
        return
    name = "below" if asked.at_least is None else "at_least"
    bound = asked.at_least if asked.at_least is not None else asked.below
    if bound is None or quantity.least < bound <= quantity.most:
        return
    what = f"a bound outside the range of `{quantity.id}`, {quantity.least:g} to {quantity.most:g}:"
    if bound == quantity.least:
        what = f"a bound at the lower end of the range of `{quantity.id}`, which every value is at or above:"
    yield here.within(name).problem(what, str(bound))
