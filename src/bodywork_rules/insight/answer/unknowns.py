"""What is not known: what was assumed for want of an answer, what to ask and why, and what nobody could code."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby

from bodywork_rules.insight.answer.reasons import assumed_text, unknown_text
from bodywork_rules.insight.page import Block, Heading, Item, Paragraph
from bodywork_rules.insight.wording import Wording, sentence
from bodywork_rules.model import (
    Cause,
    Detail,
    Extent,
    Question,
    Referral,
    Restriction,
    Unknown,
    Verdict,
)
from bodywork_rules.model.parse import name_of

__all__ = ["MOST_ASKED", "asked", "asked_first", "assumed", "is_urgent", "question_text", "unmapped", "urgent_first"]

MOST_ASKED = 10
"""So many questions are put in an answer; of the others, how many they are."""
MOST_ASKS = 3
"""Of a question asked through several conditions, so many texts are told."""
MOST_NAMES = 3
"""So many techniques are named; of more, how many they are."""
IN_PLACES = {Verdict.AVOID, Verdict.CLEARANCE}
"""What of these a rule could bring for some places only, is said so."""


def assumed(wording: Wording) -> Iterator[Block]:
    """What was read as true for want of an answer, with the reasons told that count for it."""
    found: dict[Unknown, list[Restriction]] = {}
    for shown in wording.reasons:
        for unknown in shown.assumed:
            found.setdefault(unknown, []).append(shown)
    if not found:
        return
    yield Heading(wording.say("explain-assumed"))
    yield Paragraph(wording.say("explain-assumed-text"))
    for unknown, reasons in sorted(found.items(), key=lambda pair: pair[0].id):
        yield Item(f"{assumed_text(wording, unknown)}: {wording.refer(reasons)}.")


def question_text(wording: Wording, question: Question) -> str:
    """The question to put, as the rulebook words it; of a detail, which it does not word, one of our own.

    Args:
        wording: the words.
        question: the question.
    """
    unknown = question.unknown
    if unknown.finding is not None and unknown.detail is not None:
        return wording.say(f"question-{name_of(unknown.detail)}", finding=wording.finding(unknown.finding))
    return _several(wording, unknown, _texts(wording, question))


def _texts(wording: Wording, question: Question) -> list[str]:
    """The texts to ask with; a name that stands for one is none."""
    return list(dict.fromkeys(text for id, text in question.asks if text != wording.condition(id or "")))


def _several(wording: Wording, unknown: Unknown, texts: Sequence[str]) -> str:
    """The first of the texts of a question, and how many more there are; where there is none, one of our own."""
    if not texts:
        told = unknown_text(wording, unknown)
        if unknown.quantity:
            return wording.say("question-quantity", quantity=told)
        return wording.say("question-condition", condition=told)
    more = len(texts) - MOST_ASKS
    of = wording.inside(unknown_text(wording, unknown))
    rest = [wording.count("question-more-kinds", more, condition=of)] if more > 0 else []
    return " ".join([*texts[:MOST_ASKS], *rest])


def _put(wording: Wording, question: Question) -> str:
    """The question to put, without what was asked before, unless that is all of it."""
    if question.unknown.finding is not None or not question.asks:
        return question_text(wording, question)
    texts = _texts(wording, question)
    new = [text for text in texts if wording.first_time(("asked", text))]
    return _several(wording, question.unknown, new or texts)


def is_urgent(question: Question) -> bool:
    """Whether the answer could mean that a doctor has to see the client the same day or at once."""
    return question.referral is not None and question.referral >= Referral.SAME_DAY


def urgent_first(questions: Sequence[Question]) -> list[Question]:
    """Questions in their order, but those that could mean a same-day or emergency referral before all others.

    Args:
        questions: the questions in the order of the answer.
    """
    return sorted(questions, key=lambda each: -each.referral if each.referral and is_urgent(each) else 0)


def asked_first(wording: Wording, questions: Sequence[Question]) -> Iterator[Block]:
    """The first questions to put, and how many more there are.

    Args:
        wording: the words.
        questions: the questions in the order of the answer; none when nothing could change it.
    """
    if not questions:
        return
    questions = urgent_first(questions)
    yield Heading(wording.say("questions-first"))
    yield from _asked(wording, questions[:MOST_ASKED], partial(_cause, wording))
    rest = questions[MOST_ASKED:]
    if rest:
        urgent = sum(map(is_urgent, rest))
        if urgent:
            yield Paragraph(wording.say("questions-more-urgent", count=len(rest), urgent=urgent))
        else:
            yield Paragraph(wording.say("questions-more", count=len(rest)))


def asked(wording: Wording, questions: Sequence[Question]) -> Iterator[Block]:
    """Questions in the order to ask, each with the reason why.

    Args:
        wording: the words.
        questions: the questions in the order of the answer; none when nothing could change it.
    """
    if not questions:
        return
    yield Heading(wording.say("questions-in-order"))
    yield from _asked(
        wording, urgent_first(questions), lambda each: f"{_cause(wording, each)} {_reason(wording, each)}"
    )


def _asked(wording: Wording, questions: Sequence[Question], urgent: Callable[[Question], str]) -> Iterator[Block]:
    """Questions in their order; what an answer could mean once for all urgent ones in a row, of the others for each."""
    numbered = enumerate(questions, 1)
    for referral, run in groupby(numbered, key=lambda each: each[1].referral if is_urgent(each[1]) else None):
        group = list(run)
        if referral is not None:
            lead = _could_mean(wording, [question for _, question in group], referral)
            yield Paragraph(wording.word("urgent", referral), lead=lead)
        elif group[0][0] > 1:
            yield Paragraph(wording.say("questions-then"))
        for number, question in group:
            why = urgent(question) if referral is not None else f" {_why(wording, question)}"
            yield Item(f"{_put(wording, question)}{why}", number=number)


def _could_mean(wording: Wording, group: Sequence[Question], referral: Referral) -> str:
    """What the answers to some questions could mean."""
    no_yes = any(each.unknown.quantity or each.unknown.detail not in (None, Detail.STATUS) for each in group)
    answer = "answer" if no_yes else "yes"
    of = wording.word("a-referral", referral)
    if len(group) == 1:
        return wording.say(f"urgent-{answer}-to-this", referral=of)
    return wording.say(f"urgent-{answer}-to-these", count=len(group), referral=of)


def _cause(wording: Wording, question: Question) -> str:
    cause = question.unknown.cause
    return "" if cause is Cause.NEVER_ANSWERED else f" ({wording.word('cause', cause)})"


def _reason(wording: Wording, question: Question) -> str:
    """The reason of the strictest rule behind a question, of the most urgent referral."""
    rules = [rule for rule in question.rules if rule.verdict is question.strictest] or list(question.rules)
    of = [rule for rule in rules if rule.referral is question.referral] or rules
    if not of:
        return ""
    more = [wording.count("more-reasons", len(question.rules) - 1)] if len(question.rules) > 1 else []
    return " ".join([sentence(of[0].reason), *more])


def _why(wording: Wording, question: Question) -> str:
    """Why it is asked: what the answer could bring, and the reason of the strictest rule behind it."""
    names = [wording.technique(id) for id in question.techniques]
    which = wording.and_list(names) if len(names) <= MOST_NAMES else wording.count("techniques", len(names))
    strictest = [rule for rule in question.rules if rule.verdict is question.strictest] or list(question.rules)
    everywhere = any(rule.where is Extent.EVERYWHERE for rule in strictest)
    in_places = "-in-places" if question.strictest in IN_PLACES and not everywhere else ""
    effects = []
    if question.referral:
        effects.append(wording.say("effect-referral", referral=wording.word("a-referral", question.referral)))
    if names:
        effects.append(wording.say(f"effect-{name_of(question.strictest)}{in_places}", techniques=which))
    effect, reason, cause = wording.and_list(effects), _reason(wording, question), question.unknown.cause
    if cause is Cause.NEVER_ANSWERED:
        return wording.say("why-asked", effects=effect, reason=reason)
    return wording.say("why-asked-since", cause=wording.word("cause", cause), effects=effect, reason=reason)


def unmapped(wording: Wording) -> Iterator[Block]:
    """What the client said that nobody could code."""
    texts = wording.profile.unmapped
    if not texts:
        return
    yield Heading(wording.say("explain-unmapped"))
    yield Paragraph(wording.say("explain-unmapped-text"))
    yield from (Item(f"“{text}”") for text in texts)
