"""What is not known: what was assumed for want of an answer, what to ask and why, and what nobody could code."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bodywork_rules.insight.page import Block, Heading, Item, Paragraph
from bodywork_rules.insight.reasons import CAUSES, assumed_text, unknown_text
from bodywork_rules.insight.wording import REFERRALS, Wording, and_list, count, inside, sentence
from bodywork_rules.model import (
    Assessment,
    Cause,
    Contraindication,
    Detail,
    Extent,
    Question,
    Referral,
    Restriction,
    Unknown,
    Verdict,
)

__all__ = ["asked", "assumed", "is_urgent", "question_text", "unmapped"]

MOST_IN_FULL = 6
"""So many questions are told with their reason; of the others, what they are about."""
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


def assumed(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """What was read as true for want of an answer, and which rules count for it."""
    rules: dict[Unknown, dict[str, Contraindication]] = {}
    for judgement in assessment.judgements:
        for shown in judgement.restrictions:
            if isinstance(shown, Restriction) and shown.acts:
                for unknown in shown.assumed:
                    rules.setdefault(unknown, {})[shown.rule.id] = shown.rule
    if not rules:
        return
    yield Heading("Assumed for want of an answer")
    yield Paragraph(
        "What was left open about something reported is read on the side of caution; an answer may lift it."
    )
    for unknown, by_id in sorted(rules.items(), key=lambda pair: pair[0].id):
        reasons = dict.fromkeys(_plain_reason(wording, rule) for rule in by_id.values())
        yield Item(f"{assumed_text(wording, unknown)}. So this counts: {'; '.join(reasons)}.")


def _plain_reason(wording: Wording, rule: Contraindication) -> str:
    about = f"{wording.condition(rule.about)}: " if rule.about else ""
    return f"{about}{rule.reason.rstrip('.')}"


def question_text(wording: Wording, question: Question) -> str:
    """The question to put, as the rulebook words it."""
    unknown = question.unknown
    if unknown.finding is not None and unknown.detail is not None:
        return QUESTIONS[unknown.detail].format(wording.finding(unknown.finding))
    texts = list(dict.fromkeys(text for _, text in question.asks))
    return _several(wording, unknown, texts)


def _several(wording: Wording, unknown: Unknown, texts: Sequence[str]) -> str:
    """The first of the texts of a question, and how many more there are; what is not known where there is none."""
    if not texts:
        return f"{unknown_text(wording, unknown)}?"
    more = len(texts) - MOST_ASKS
    rest = f" (and {count(more, 'more kind')} of {inside(unknown_text(wording, unknown))})" if more > 0 else ""
    return f"{' '.join(texts[:MOST_ASKS])}{rest}"


def _put(wording: Wording, question: Question) -> str:
    """The question to put, without what was asked before."""
    if question.unknown.finding is not None or not question.asks:
        return question_text(wording, question)
    new = [text for text in dict.fromkeys(text for _, text in question.asks) if wording.first_time(("asked", text))]
    return _several(wording, question.unknown, new)


def is_urgent(question: Question) -> bool:
    """Whether the answer could mean that a doctor has to see the client the same day or at once."""
    return question.referral is not None and question.referral >= Referral.SAME_DAY


def asked(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """What could change the answer, in the order to ask: the urgent and the first in full, the others by name."""
    questions = assessment.questions
    if not questions:
        return
    yield Heading("Not known, in the order to ask")
    numbers = iter(range(1, len(questions) + 1))
    for referral, doctor in URGENT.items():
        group = [each for each in questions if each.referral is referral]
        if group:
            yield Paragraph(
                f"a doctor should see the client {doctor}, and no technique is to be done before that.",
                lead=f"{_answers(group)} could mean {_article(REFERRALS[referral])}",
            )
        for question in group:
            yield Item(f"{_put(wording, question)}{_cause(question)} {_reason(question)}", number=next(numbers))
    others = [each for each in questions if not is_urgent(each)]
    if 0 < len(others) < len(questions):
        yield Paragraph("Then, in this order:")
    for question in others[:MOST_IN_FULL]:
        yield Item(f"{_put(wording, question)} {_why(wording, question)}", number=next(numbers))
    rest = others[MOST_IN_FULL:]
    if rest:
        yield Paragraph(f"Then, in this order, {len(rest)} more. The answer could:")
    for verdict, run in groupby(rest, key=lambda each: each.strictest):
        names = dict.fromkeys(_in_short(wording, question) for question in run)
        yield Item("; ".join(names), lead=f"{COULD[verdict]} some technique")


def _in_short(wording: Wording, question: Question) -> str:
    referral = f" ({REFERRALS[question.referral]})" if question.referral else ""
    return f"{unknown_text(wording, question.unknown)}{referral}"


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
