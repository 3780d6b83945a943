"""Whether the rules that restrict, and the clearances that they ask for, say what can be meant."""

from collections import Counter
from collections.abc import Iterator

import attrs

from bodywork_rules.errors import Problem
from bodywork_rules.model import Basis, Contraindication, Extent, Had, Has, Limits, Referral, Verdict
from bodywork_rules.model.predicates import leaves
from bodywork_rules.model.rules import MOST_MINUTES, MOST_PRESSURE
from bodywork_rules.rulebook.check_graphs import DEEPEST
from bodywork_rules.rulebook.check_predicates import Asked, check_predicate, too_deep
from bodywork_rules.rulebook.known import Known, check_time

__all__ = ["check_clearances", "check_contraindications"]

AT_A_SITE = (Extent.SITE, Extent.LIMB, Extent.BEYOND)


def check_contraindications(known: Known) -> Iterator[Problem]:
    """What is wrong with each contraindication."""
    for rule in known.parts.contraindications:
        at = f"contraindication {rule.id}"
        deep = [name for name in ("when", "unless") if too_deep(getattr(rule, name))]
        for name in deep:
            yield Problem(where=f"{at} > {name}", what=f"predicates within predicates, more than {DEEPEST} levels deep")
        shallow = attrs.evolve(rule, when=None, unless=None) if deep else rule
        yield from _check_names(known, at, rule)
        yield from _check_effect(at, rule)
        yield from _check_about(known, at, shallow, nothing_asked=rule.when is None)
        yield from _check_asked(known, at, shallow)


def _check_names(known: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
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


def _check_effect(at: str, rule: Contraindication) -> Iterator[Problem]:
    """What is wrong with what the rule brings: its verdict, limits, clearance, referral and basis."""
    if rule.verdict is Verdict.MODIFY and not rule.advice and not _bounds_something(rule.limits):
        yield Problem(
            where=f"{at} > verdict", what="`modify` that says nothing to change", hint="give limits or advice"
        )
    if rule.verdict is Verdict.AVOID and rule.limits.any:
        yield Problem(where=f"{at} > limits", what="limits on `avoid`; only `modify` and `clearance` can have them")
    if rule.verdict is Verdict.CLEARANCE and rule.clearance is None:
        yield Problem(where=f"{at} > clearance", what="`clearance` that names no clearance to ask for")
    if rule.verdict is not Verdict.CLEARANCE and rule.clearance is not None:
        what = f"a clearance on `{rule.verdict.name.lower()}`; only `clearance` can have one:"
        yield Problem(where=f"{at} > clearance", what=what, value=rule.clearance)
    if rule.limits.of_the_whole_technique and rule.where is not Extent.EVERYWHERE:
        what = "minutes or positions are of the whole technique: only a rule that holds everywhere can limit them"
        yield Problem(where=f"{at} > limits", what=what)
    if rule.referral is not None and rule.referral >= Referral.SAME_DAY:
        held = rule.verdict is Verdict.AVOID and rule.where is Extent.EVERYWHERE and rule.to.all
        if not held:
            what = "a same-day or emergency referral must be `avoid`, everywhere, for all techniques"
            yield Problem(where=f"{at} > referral", what=what)
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


def _check_about(known: Known, at: str, rule: Contraindication, *, nothing_asked: bool) -> Iterator[Problem]:
    """What is wrong with what the rule is about, and with where it holds for that."""
    if rule.about is not None:
        if rule.where is Extent.BEYOND and _nothing_beyond(known, rule.about):
            what = f"a rule that holds nowhere: nothing lies beyond where `{rule.about}` can be"
            yield Problem(where=f"{at} > where", what=what)
        return
    if nothing_asked:
        yield Problem(
            where=f"{at} > when", what="a rule about nothing that asks nothing", hint="give `about` or `when`"
        )
    if rule.ever:
        yield Problem(where=f"{at} > ever", what="`ever` in a rule about nothing", hint="give `about`")
    if rule.where in AT_A_SITE:
        what = f"the site of a finding in a rule about nothing: `{rule.where.value}`"
        yield Problem(where=f"{at} > where", what=what, hint="give `about`")
    if rule.clearance is None:
        return
    for asked in (*leaves(rule.when), *leaves(rule.unless)):
        if isinstance(asked, Has | Had):
            what = "a rule about nothing that asks for a clearance cannot name a condition:"
            yield Problem(
                where=f"{at} > clearance", what=what, value=asked.condition, hint="make it `about` the condition"
            )


def _nothing_beyond(known: Known, condition: str) -> bool:
    """Whether a condition can only be where no limb goes on."""
    body = known.body
    if body is None or condition not in known.can_be:
        return False
    points = known.can_be[condition]
    return not any(body.beyond(1 << bit) for bit in range(len(body.points)) if points >> bit & 1)


def _check_asked(known: Known, at: str, rule: Contraindication) -> Iterator[Problem]:
    """What is wrong with the ``when`` and the ``unless``, by themselves and together."""
    found: list[Problem] = []
    for name, asked in (("when", rule.when), ("unless", rule.unless)):
        if asked is not None:
            found += check_predicate(Asked(known, rule, f"{at} > {name}"), asked)
    yield from found
    if not found and rule.unless is not None and rule.unless == rule.when:
        yield Problem(where=f"{at} > unless", what="the same as `when`, so that the rule can never hold")


def check_clearances(known: Known) -> Iterator[Problem]:
    """What is wrong with the clearances, and with which rules share one."""
    for clearance in known.parts.clearances:
        at = f"clearance {clearance.id}"
        yield from known.unknown(f"{at} > clinician", "clinicians", clearance.clinician)
        yield from check_time(f"{at} > lasts", clearance.lasts, holds="answer")
    sharing: dict[str, list[Contraindication]] = {}
    for rule in known.parts.contraindications:
        if rule.clearance is not None:
            sharing.setdefault(rule.clearance, []).append(rule)
    for shared, rules in sorted(sharing.items()):
        if len(rules) > 1 and known.broader is not None:
            yield from _check_sharing(known, shared, rules)


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
    if rule.about is None:
        return frozenset()
    return (known.broader or {}).get(rule.about, frozenset({rule.about}))
