"""Whether the rules that restrict, and the clearances that they ask for, say what can be meant."""

from collections import Counter
from collections.abc import Iterator

import attrs

from bodywork_rules.errors import Problem
from bodywork_rules.model import Basis, Clearance, Contraindication, Extent, Had, Has, Limits, Referral, Verdict
from bodywork_rules.model.half import judged, was_read
from bodywork_rules.model.limits import MOST_MINUTES, MOST_PRESSURE
from bodywork_rules.model.predicates import leaves
from bodywork_rules.rulebook.check.graphs import DEEPEST
from bodywork_rules.rulebook.check.known import Known, check_time
from bodywork_rules.rulebook.check.predicates import Place, check_predicate, too_deep

__all__ = ["check_asked", "check_clearances", "check_contraindications"]

AT_A_SITE = (Extent.SITE, Extent.LIMB, Extent.BEYOND)


def check_contraindications(known: Known) -> Iterator[Problem]:
    """What is wrong with each contraindication."""
    for rule in known.parts.contraindications:
        yield from judged(OF_A_RULE, known, f"contraindication {rule.id}", rule)


def check_asked(known: Known) -> Iterator[Problem]:
    """A problem for each condition that a rule needs and no question asks for, its own nor that of a narrower one."""
    if not known.all_read("broader", "ask"):
        return
    asked = set(known.adrift)
    for condition in known.conditions.values():
        if condition.ask:
            asked |= known.broader[condition.id]
    needed = set(_needed(known))
    for id in known.conditions:
        if id not in asked and not needed.isdisjoint(known.broader[id]):
            what = "no question asks for it: `ask` is empty, and so is that of everything narrower"
            yield Problem(where=f"condition {id} > ask", what=what)


def _needed(known: Known) -> Iterator[str]:
    """The conditions of which an answer must know, as far as what speaks of them was read."""
    for rule in known.parts.contraindications:
        if was_read(rule, "about") and rule.about:
            yield rule.about
        for name in ("when", "unless"):
            asked = getattr(rule, name, None)
            for leaf in () if too_deep(asked) else leaves(asked):
                if isinstance(leaf, Has | Had):
                    yield leaf.condition
    for technique in known.parts.techniques:
        yield from getattr(technique, "only_for", ())


def _check_depth(_: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """A problem for each predicate that is nested too deep to be read on."""
    for name in ("when", "unless"):
        if too_deep(getattr(rule, name, None)):
            yield Problem(where=f"{at} > {name}", what=f"predicates within predicates, more than {DEEPEST} levels deep")


def _check_names(known: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """A problem for each id that names nothing, and each place that is none."""
    yield from known.unknown(f"{at} > about", "conditions", rule.about)
    yield from known.unknown(f"{at} > to > traits_any", "traits", *rule.to.traits_any)
    yield from known.unknown(f"{at} > to > families", "families", *rule.to.families)
    yield from known.unknown(f"{at} > to > techniques", "techniques", *rule.to.techniques)
    if not isinstance(rule.where, Extent):
        yield from known.misplaced(f"{at} > where", rule.where)
    yield from known.unknown(f"{at} > limits > no_traits", "traits", *rule.limits.no_traits)
    yield from known.unknown(f"{at} > limits > no_products", "products", *rule.limits.no_products)
    yield from known.unknown(f"{at} > limits > no_positions", "positions", *rule.limits.no_positions)
    yield from known.unknown(f"{at} > clearance", "clearances", rule.clearance)
    yield from known.unknown(f"{at} > sources", "sources", *rule.sources)


def _check_change(_: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """A problem where a technique is to be changed, and nobody says how."""
    if rule.verdict is Verdict.MODIFY and not rule.advice and not _bounds_something(rule.limits):
        yield Problem(
            where=f"{at} > verdict", what="`modify` that says nothing to change", hint="give limits or advice"
        )


def _check_limits(_: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """A problem where what is not to be done has limits: they would never bind."""
    if rule.limits.any and rule.verdict is Verdict.AVOID:
        yield Problem(where=f"{at} > limits", what="limits on `avoid`; only `modify` and `clearance` can have them")


def _check_reach(_: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """A problem where a rule for a place limits what only the whole technique has."""
    if rule.limits.of_the_whole_technique and rule.where is not Extent.EVERYWHERE:
        what = "minutes or positions are of the whole technique: only a rule that holds everywhere can limit them"
        yield Problem(where=f"{at} > limits", what=what)


def _check_clearance(_: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """A problem where a verdict asks for a clearance and none is named, or names one that it does not ask for."""
    if rule.verdict is Verdict.CLEARANCE and rule.clearance is None:
        yield Problem(where=f"{at} > clearance", what="`clearance` that names no clearance to ask for")
    if rule.verdict is not Verdict.CLEARANCE and rule.clearance is not None:
        what = f"a clearance on `{rule.verdict.name.lower()}`; only `clearance` can have one:"
        yield Problem(where=f"{at} > clearance", what=what, value=rule.clearance)


def _check_referral(_: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """A problem where a doctor is needed today or at once, and something may be done all the same."""
    if rule.referral is not None and rule.referral >= Referral.SAME_DAY:
        held = rule.verdict is Verdict.AVOID and rule.where is Extent.EVERYWHERE and rule.to.all
        if not held:
            what = "a same-day or emergency referral must be `avoid`, everywhere, for all techniques"
            yield Problem(where=f"{at} > referral", what=what)


def _check_basis(_: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """A problem where a source is said to stand behind a rule, and none is named."""
    if rule.basis is not Basis.UNSOURCED and not rule.sources:
        what = f"`{rule.basis.value}` without a source"
        yield Problem(where=f"{at} > basis", what=what, hint="name the source, or write `unsourced`")


def _bounds_something(limits: Limits) -> bool:
    """Whether the limits are within the ends of the scales."""
    return attrs.evolve(
        limits,
        pressure_at_most=None if limits.pressure_at_most == MOST_PRESSURE else limits.pressure_at_most,
        minutes_at_most=None if limits.minutes_at_most == MOST_MINUTES else limits.minutes_at_most,
    ).any


def _check_about(known: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """What is wrong with where a rule about a condition holds."""
    if rule.about is not None and rule.where is Extent.BEYOND and _nothing_beyond(known, rule.about):
        what = f"a rule that holds nowhere: nothing lies beyond where `{rule.about}` can be"
        yield Problem(where=f"{at} > where", what=what)


def _check_about_nothing(_: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """A problem where a rule would count for everybody."""
    if rule.about is None and rule.when is None:
        yield Problem(
            where=f"{at} > when", what="a rule about nothing that asks nothing", hint="give `about` or `when`"
        )


def _check_ever(_: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """A problem where a rule about nothing is said to count what is over."""
    if rule.about is None and rule.ever:
        yield Problem(where=f"{at} > ever", what="`ever` in a rule about nothing", hint="give `about`")


def _check_where(_: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """A problem where a rule about nothing holds at the site of what it is about."""
    if rule.about is None and rule.where in AT_A_SITE:
        what = f"the site of a finding in a rule about nothing: `{rule.where.value}`"
        yield Problem(where=f"{at} > where", what=what, hint="give `about`")


def _check_named(_: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """A problem for each condition that a rule about nothing names although it asks for a clearance."""
    if rule.about is not None or rule.clearance is None:
        return
    for asked in (getattr(rule, name, None) for name in ("when", "unless")):
        for leaf in () if too_deep(asked) else leaves(asked):
            if isinstance(leaf, Has | Had):
                what = "a rule about nothing that asks for a clearance cannot name a condition:"
                hint = "make it `about` the condition"
                yield Problem(where=f"{at} > clearance", what=what, value=leaf.condition, hint=hint)


def _nothing_beyond(known: Known, condition: str) -> bool:
    """Whether a condition can only be where no limb goes on."""
    body = known.body
    if body is None or condition not in known.can_be:
        return False
    points = known.can_be[condition]
    return not any(body.beyond(1 << bit) for bit in range(len(body.points)) if points >> bit & 1)


def _check_when(known: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """What is wrong with when a rule counts."""
    if rule.when is not None and not too_deep(rule.when):
        yield from check_predicate(Place(known, rule, f"{at} > when"), rule.when)


def _check_unless(known: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """What is wrong with what lifts a rule."""
    if rule.unless is not None and not too_deep(rule.unless):
        yield from check_predicate(Place(known, rule, f"{at} > unless"), rule.unless)


def _check_never(_: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """A problem where what makes a rule count lifts it too."""
    if rule.unless is not None and not too_deep(rule.unless) and rule.unless == rule.when:
        yield Problem(where=f"{at} > unless", what="the same as `when`, so that the rule can never hold")


OF_A_RULE = (
    _check_depth,
    _check_names,
    _check_change,
    _check_limits,
    _check_clearance,
    _check_reach,
    _check_referral,
    _check_basis,
    _check_about,
    _check_about_nothing,
    _check_ever,
    _check_where,
    _check_named,
    _check_when,
    _check_unless,
    _check_never,
)


def check_clearances(known: Known) -> Iterator[Problem]:
    """What is wrong with the clearances, and with which rules share one."""
    for clearance in known.parts.clearances:
        yield from judged((_clearance_names, _clearance_time), known, f"clearance {clearance.id}", clearance)
    rules = known.parts.contraindications
    if known.circles or known.parts.lost or not all(was_read(rule, "about", "clearance") for rule in rules):
        return
    sharing: dict[str, list[Contraindication]] = {}
    for rule in rules:
        if rule.clearance is not None:
            sharing.setdefault(rule.clearance, []).append(rule)
    for shared, those in sorted(sharing.items()):
        if len(those) > 1:
            yield from _check_sharing(known, shared, those)


def _clearance_names(known: Known, at: str, clearance: Clearance) -> Iterator[Problem]:
    """A problem where the clinician to ask is not declared."""
    yield from known.unknown(f"{at} > clinician", "clinicians", clearance.clinician)


def _clearance_time(_: Known, at: str, clearance: Clearance) -> Iterator[Problem]:
    """A problem where a yes would hold for no time, or longer than any time may be."""
    yield from check_time(f"{at} > lasts", clearance.lasts, holds="answer")


def _check_sharing(known: Known, clearance: str, rules: list[Contraindication]) -> Iterator[Problem]:
    """A problem for each rule that is not about the condition that most others are about, or a kind of it."""
    counts = Counter(each for rule in rules for each in _broader(known, rule))
    if known.parts.unread & counts.keys():
        return
    head = max(sorted(rules, key=lambda rule: rule.id), key=lambda rule: counts[rule.about or ""])
    for rule in rules:
        if rule is not head and head.about not in _broader(known, rule):
            what = f"shared with `{head.id}`, which is not about the same condition or a broader one:"
            yield Problem(where=f"contraindication {rule.id} > clearance", what=what, value=clearance)


def _broader(known: Known, rule: Contraindication) -> frozenset[str]:
    """What a rule is about, with all that is broader; nothing for a rule about nothing."""
    if rule.about is None:
        return frozenset()
    return known.broader.get(rule.about, frozenset({rule.about}))
