"""Why a technique is restricted, in words: the rule, the client's own fact, what it asks for, and its sources."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from bodywork_rules.insight.page import Block, Heading, Item
from bodywork_rules.insight.wording import Wording, outside, sentence
from bodywork_rules.model import (
    Assessment,
    Basis,
    Body,
    Bound,
    Contraindication,
    Declined,
    Finding,
    Infeasible,
    Judgement,
    Restriction,
    Shown,
    Technique,
    Unknown,
    Verdict,
)
from bodywork_rules.model.parse import name_of

__all__ = [
    "acting",
    "assumed_text",
    "decisive",
    "declined_text",
    "headline",
    "infeasible_text",
    "origin",
    "reasons_told",
    "rules_of",
    "unknown_text",
    "why_not",
]


def unknown_text(wording: Wording, unknown: Unknown, finding: Finding | None = None) -> str:
    """What is not known; of the finding that was just spoken of, without naming it again.

    Args:
        wording: the words.
        unknown: what is not known.
        finding: the finding that was just spoken of; nothing for none.
    """
    if unknown.quantity is not None:
        return wording.name("quantity", unknown.quantity)
    if unknown.finding is not None and unknown.detail is not None:
        told = wording.word("detail", unknown.detail)
        return told if unknown.finding == finding else f"{wording.finding(unknown.finding)}: {told}"
    return wording.condition(unknown.condition or "")


def assumed_text(wording: Wording, unknown: Unknown, finding: Finding | None = None) -> str:
    """What is not known, and why not; of the finding that was just spoken of, without naming it again."""
    return f"{unknown_text(wording, unknown, finding)} ({wording.word('cause', unknown.cause)})"


def acting(judgement: Judgement) -> tuple[Shown, ...]:
    """The reasons that count in the reading to act on, in their order; of one bound that leaves no way, one reason.

    Args:
        judgement: what is said of a technique. What counts only if the worst comes of what is not known is left out.
    """
    found: dict[object, Shown] = {}
    for each in judgement.restrictions:
        match each:
            case Infeasible(bound=bound):
                before = found.get(bound)
                found[bound] = _together(before, each) if isinstance(before, Infeasible) else each
            case Declined():
                found[each] = each
            case Restriction(acts=True):
                found[each] = each
    return tuple(found.values())


def rules_of(reasons: Iterable[Shown]) -> list[Restriction]:
    """The rules among reasons, in their order."""
    return [each for each in reasons if isinstance(each, Restriction)]


def _together(one: Infeasible, other: Infeasible) -> Infeasible:
    """Two reasons of one bound as one: all the rules and all the places."""
    rules = {rule.id: rule for rule in (*one.rules, *other.rules)}
    return Infeasible(
        bound=one.bound,
        rules=tuple(rules[id] for id in sorted(rules)),
        sites=tuple(sorted({*one.sites, *other.sites}, key=str)),
    )


def decisive(judgement: Judgement) -> tuple[Shown, ...]:
    """The reasons for which a technique is withheld, with the rules whose limits leave no way to do it.

    Args:
        judgement: what is said of a technique that is not to be done.
    """
    reasons = acting(judgement)
    limiting = {rule.id for each in reasons if isinstance(each, Infeasible) for rule in each.rules}
    return tuple(
        each
        for each in reasons
        if not isinstance(each, Restriction) or each.verdict is Verdict.AVOID or each.rule.id in limiting
    )


def headline(wording: Wording, rule: Contraindication, finding: Finding | None) -> str:
    """What a rule is about, as this client has it; of a rule about no condition, what it asks.

    Args:
        wording: the words.
        rule: the rule.
        finding: the finding for which it counts; nothing to speak of the condition by itself.
    """
    about = wording.about(rule.about, finding)
    if about:
        return about
    return outside(wording.predicate(rule.when, inner=False)) if rule.when else wording.say("reason-every-client")


def infeasible_text(wording: Wording, body: Body, shown: Infeasible, judgement: Judgement) -> str:
    """That a technique cannot be done within the limits, where if not wherever it is done, and for which reasons."""
    place = _place(wording, body, shown, judgement.technique)
    named = wording.refer(each for each in rules_of(acting(judgement)) if each.rule in shown.rules)
    needs = wording.word("bound", shown.bound)
    ruled_out = {trait for rule in shown.rules for trait in rule.limits.no_traits}
    traits = [trait for trait in judgement.technique.essential if trait in ruled_out]
    if shown.bound is Bound.TRAITS and traits:
        needs = wording.say("bound-these-traits", traits=wording.and_list(wording.named("trait", traits)))
    return wording.say("bound-at", bound=needs, sites=place, reasons=named) if place else f"{needs} ({named})"


def declined_text(wording: Wording, body: Body, shown: Declined) -> str:
    """What the client declines, or where."""
    return wording.say("declines", what=wording.wish(shown.what) if shown.what else _place(wording, body, shown))


def why_not(wording: Wording, body: Body, judgement: Judgement) -> str:
    """Why a technique is not to be done: each reason in a few words, by number.

    Args:
        wording: the words; reasons not told of before get a number.
        body: the regions that the answer speaks of.
        judgement: what is said of the technique.
    """
    told: list[str] = []
    limiting: list[Restriction] = []
    reasons = decisive(judgement)
    rules = rules_of(reasons)
    for shown in reasons:
        match shown:
            case Infeasible():
                told.append(infeasible_text(wording, body, shown, judgement))
                limiting += [each for each in rules if each.rule in shown.rules]
            case Declined():
                told.append(declined_text(wording, body, shown))
            case Restriction():
                pass
            case _:
                assert_never(shown)
    named: dict[str, list[Restriction]] = {}
    for each in rules:
        if each.verdict is Verdict.AVOID or each not in limiting:
            named.setdefault(wording.inside(headline(wording, each.rule, None)), []).append(each)
    return "; ".join([*told, *(f"{name} ({wording.refer(group)})" for name, group in named.items())])


def reasons_told(wording: Wording, assessment: Assessment, *, dissent: bool = False) -> Iterator[Block]:
    """Each reason referred to, once.

    Args:
        wording: the words, with the reasons referred to.
        assessment: the answer.
        dissent: with what the sources say that differ, not only that they do.
    """
    if not wording.reasons:
        return
    yield Heading(wording.say("explain-reasons"))
    for shown, number in wording.reasons.items():
        parts = [*_restriction(wording, assessment.body, shown)]
        if shown.rule.dissent:
            parts.append(_dissent(wording, shown.rule.dissent if dissent else ""))
        yield Item(" ".join([*parts, origin(wording, shown.rule)]), lead=f"R{number}")


def _dissent(wording: Wording, dissent: str) -> str:
    """That sources differ; with what they say where that is given."""
    if not dissent:
        return wording.say("reason-sources-differ")
    return wording.say("reason-sources-differ-so", dissent=wording.prose(dissent))


def _restriction(wording: Wording, body: Body, shown: Restriction) -> Iterator[str]:
    """A rule that counts, in sentences: for what, why, what it asks for where, and what was assumed."""
    rule, place = shown.rule, _place(wording, body, shown)
    yield f"{headline(wording, rule, shown.finding)}. {wording.prose(rule.reason)}"
    if shown.verdict is Verdict.AVOID:
        yield wording.say("reason-keep-off", sites=place) if place else wording.say("reason-not-to-be-done")
    elif shown.verdict is Verdict.CLEARANCE:
        yield wording.say("reason-not-before-yes-at", sites=place) if place else wording.say("reason-not-before-yes")
    if told := wording.limits(shown.limits):
        limits = "; ".join(told)
        at_place = place and shown.verdict is Verdict.MODIFY
        yield wording.say("reason-limits-at", sites=place, limits=limits) if at_place else sentence(outside(limits))
    if rule.advice:
        yield wording.prose(rule.advice)
    if shown.record:
        clearance = wording.name("clearance", shown.record.clearance)
        yield wording.say(f"reason-{name_of(shown.record.answer)}", on=shown.record.on, clearance=clearance)
    if shown.assumed:
        assumed = "; ".join(assumed_text(wording, each, shown.finding) for each in shown.assumed)
        yield wording.say("explain-caution", assumed=assumed)


def origin(wording: Wording, rule: Contraindication) -> str:
    """Where a rule comes from: the numbers of its sources, and how far they say it.

    Args:
        wording: the words; the sources are numbered as they are cited.
        rule: the rule.
    """
    numbers = wording.cite(rule.sources).strip()
    if rule.basis is Basis.UNSOURCED or not numbers:
        return wording.say("origin-unsourced")
    return wording.say(f"origin-{name_of(rule.basis)}", sources=numbers[1:-1])


def _place(wording: Wording, body: Body, shown: Shown, technique: Technique | None = None) -> str:
    """Where a reason holds; nothing when that is everywhere (that the technique is done)."""
    reach = body.union(technique.regions) if technique else body.whole
    there = body.union(shown.sites) & reach
    return "" if there == reach else wording.sites(body.sites(there))
