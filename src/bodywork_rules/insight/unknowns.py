"""What is not known: what was assumed for want of an answer, what to ask and why, and what nobody could code."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from bodywork_rules.insight.page import Block, Heading, Item, Paragraph
from bodywork_rules.insight.reasons import CAUSES, assumed_text, unknown_text
from bodywork_rules.insight.wording import REFERRALS, Wording, and_list, count, inside, sentence
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

__all__ = ["asked", "asked_first", "assumed", "is_urgent", "question_text", "unmapped", "urgent_first"]

MOST_ASKED = 10
"""So many questions are put in an answer; of the others, how many they are."""
MOST_ASKS = 3
"""Of a question asked through several conditions, so many texts are told."""
MOST_NAMES = 3
"""So many techniques are named; of more, how many they are."""
COULD = {
    Verdict.PROCEED: "change what to heed in",
    Verdict.MODIFY: "limit",
    Verdict.CLEARANCE: "make a clinician's yes needed for",
    Verdict.AVOID: "rule out",
}
IN_PLACES = {
    Verdict.AVOID: "rule out some places for",
    Verdict.CLEARANCE: "make a clinician's yes needed in places for",
}
URGENT = {Referral.EMERGENCY: "at once", Referral.SAME_DAY: "the same day"}
QUESTIONS = {
    Detail.STATUS: "Is it confirmed: {}?",
    Detail.ONSET: "When did it begin: {}?",
    Detail.END: "When did it end: {}?",
    Detail.SITES: "Where exactly is it: {}?",
    Detail.SEVERITY: "How severe is it (mild, moderate, severe): {}?",
    Detail.STAGE: "Is it acute, subacute or chronic: {}?",
    Detail.CONTROLLED: "Is it under control: {}?",
}


def assumed(wording: Wording) -> Iterator[Block]:
    """What was read as true for want of an answer, with the reasons told that count for it."""
    found: dict[Unknown, list[Restriction]] = {}
    for shown in wording.reasons:
        for unknown in shown.assumed:
            found.setdefault(unknown, []).append(shown)
    if not found:
        return
    yield Heading("Assumed for want of an answer")
    yield Paragraph(
        "What was left open about something reported is read on the side of caution in the reasons named here; an "
        "answer may lift them."
    )
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
        return QUESTIONS[unknown.detail].format(wording.finding(unknown.finding))
    return _several(wording, unknown, _texts(wording, question))


def _texts(wording: Wording, question: Question) -> list[str]:
    """The texts to ask with; a name that stands for one is none."""
    return list(dict.fromkeys(text for id, text in question.asks if text != wording.condition(id or "")))


def _several(wording: Wording, unknown: Unknown, texts: Sequence[str]) -> str:
    """The first of the texts of a question, and how many more there are; where there is none, one of our own."""
    if not texts:
        asks = "What is it, and when was it measured: {}?" if unknown.quantity else "Is it so, now or before: {}?"
        return asks.format(unknown_text(wording, unknown))
    more = len(texts) - MOST_ASKS
    rest = f" (and {count(more, 'more kind')} of {inside(unknown_text(wording, unknown))})" if more > 0 else ""
    return f"{' '.join(texts[:MOST_ASKS])}{rest}"


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
    yield Heading("Ask first")
    yield from _asked(wording, questions[:MOST_ASKED], _cause)
    rest = questions[MOST_ASKED:]
    if rest:
        urgent = sum(map(is_urgent, rest))
        among = f", {urgent} of which could mean that a doctor has to see the client the same day or at once"
        yield Paragraph(f"Then {len(rest)} more{among if urgent else ''}. The end of this page says how to see all.")


def asked(wording: Wording, questions: Sequence[Question]) -> Iterator[Block]:
    """Questions in the order to ask, each with the reason why.

    Args:
        wording: the words.
        questions: the questions in the order of the answer; none when nothing could change it.
    """
    if not questions:
        return
    yield Heading("Not known, in the order to ask")
    yield from _asked(wording, urgent_first(questions), lambda each: f"{_cause(each)} {_reason(each)}")


def _asked(wording: Wording, questions: Sequence[Question], urgent: Callable[[Question], str]) -> Iterator[Block]:
    """Questions in their order; what an answer could mean once for all urgent ones in a row, of the others for each."""
    numbered = enumerate(questions, 1)
    for referral, run in groupby(numbered, key=lambda each: each[1].referral if is_urgent(each[1]) else None):
        group = list(run)
        if referral is not None:
            yield Paragraph(
                f"a doctor should see the client {URGENT[referral]}, and no technique is to be done before that.",
                lead=f"{_answers([question for _, question in group])} could mean {_article(REFERRALS[referral])}",
            )
        elif group[0][0] > 1:
            yield Paragraph("Then, in this order:")
        for number, question in group:
            why = urgent(question) if referral is not None else f" {_why(wording, question)}"
            yield Item(f"{_put(wording, question)}{why}", number=number)


def _answers(group: Sequence[Question]) -> str:
    """The answers to some questions, as the beginning of what they could mean."""
    no_yes = any(each.unknown.quantity or each.unknown.detail not in (None, Detail.STATUS) for each in group)
    to = f"any of these {len(group)}" if len(group) > 1 else "this"
    return f"{'The answer' if no_yes else 'A yes'} to {to}"


def _cause(question: Question) -> str:
    cause = question.unknown.cause
    return "" if cause is Cause.NEVER_ANSWERED else f" ({CAUSES[cause]})"


def _reason(question: Question) -> str:
    """The reason of the strictest rule behind a question, of the most urgent referral."""
    rules = [rule for rule in question.rules if rule.verdict is question.strictest] or list(question.rules)
    of = [rule for rule in rules if rule.referral is question.referral] or rules
    more = f" ({count(len(question.rules) - 1, 'more reason')})" if len(question.rules) > 1 else ""
    return f"{sentence(of[0].reason)}{more}" if of else ""


def _why(wording: Wording, question: Question) -> str:
    """Why it is asked: what the answer could bring, and the reason of the strictest rule behind it."""
    names = [wording.technique(id) for id in question.techniques]
    which = and_list(names) if len(names) <= MOST_NAMES else count(len(names), "technique")
    strictest = [rule for rule in question.rules if rule.verdict is question.strictest] or list(question.rules)
    everywhere = any(rule.where is Extent.EVERYWHERE for rule in strictest)
    could = (COULD if everywhere else COULD | IN_PLACES)[question.strictest]
    effects = [f"mean {_article(REFERRALS[question.referral])}"] if question.referral else []
    effects += [f"{could} {which}"] if names else []
    return f"The answer{_cause(question)} could {and_list(effects)}: {_reason(question)}"


def _article(name: str) -> str:
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def unmapped(wording: Wording) -> Iterator[Block]:
    """What the client said that nobody could code."""
    texts = wording.profile.unmapped
    if not texts:
        return
    yield Heading("Said by the client, and not coded")
    yield Paragraph("No rule has read this. While it stands, every technique is at worst not to be done.")
    yield from (Item(f"“{text}”") for text in texts)
