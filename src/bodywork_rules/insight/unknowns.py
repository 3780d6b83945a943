"""What is not known: what was assumed for want of an answer, what to ask and why, and what nobody could code."""

from collections.abc import Iterator, Sequence

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

__all__ = ["asked", "assumed", "question_text", "unmapped"]

MOST_IN_FULL = 12
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
    if not texts:
        return f"{unknown_text(wording, unknown)}?"
    more = len(texts) - MOST_ASKS
    rest = f" (and {count(more, 'more kind')} of {inside(unknown_text(wording, unknown))})" if more > 0 else ""
    return f"{' '.join(texts[:MOST_ASKS])}{rest}"


def asked(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """What could change the answer, in the order to ask: the first in full, the others by what they are about."""
    questions = assessment.questions
    if not questions:
        return
    yield Heading("Not known, in the order to ask")
    for referral in (Referral.EMERGENCY, Referral.SAME_DAY):
        names = dict.fromkeys(unknown_text(wording, each.unknown) for each in questions if each.referral is referral)
        if names:
            yield Paragraph(f"{'; '.join(names)}.", lead=f"Could mean {_article(REFERRALS[referral])}")
    for number, question in enumerate(questions[:MOST_IN_FULL], 1):
        yield Item(f"{question_text(wording, question)} {_why(wording, question)}", number=number)
    rest = questions[MOST_IN_FULL:]
    if rest:
        yield Paragraph(f"Then, in this order, {len(rest)} more. The answer could:")
    for verdict, group in _runs(rest):
        names = dict.fromkeys(_in_short(wording, question) for question in group)
        yield Item("; ".join(names), lead=f"{COULD[verdict]} some technique")


def _runs(questions: Sequence[Question]) -> list[tuple[Verdict, list[Question]]]:
    """Questions one after the other that could bring the same verdict, together."""
    runs: list[tuple[Verdict, list[Question]]] = []
    for question in questions:
        if not runs or runs[-1][0] is not question.strictest:
            runs.append((question.strictest, []))
        runs[-1][1].append(question)
    return runs


def _in_short(wording: Wording, question: Question) -> str:
    """What it is about; an urgent referral was named before."""
    told = question.referral is not None and question.referral < Referral.SAME_DAY
    referral = f" ({REFERRALS[question.referral]})" if question.referral and told else ""
    return f"{unknown_text(wording, question.unknown)}{referral}"


def _why(wording: Wording, question: Question) -> str:
    """Why it is asked: what the answer could bring, and the reason of the strictest rule behind it."""
    names = [wording.technique(id) for id in question.techniques]
    which = and_list(names) if len(names) <= MOST_NAMES else count(len(names), "technique")
    strictest = [rule for rule in question.rules if rule.verdict is question.strictest] or list(question.rules)
    everywhere = any(rule.where is Extent.EVERYWHERE for rule in strictest)
    could = (COULD if everywhere else COULD | IN_PLACES)[question.strictest]
    effects = [f"mean {_article(REFERRALS[question.referral])}"] if question.referral else []
    effects += [f"{could} {which}"] if names else []
    cause = "" if question.unknown.cause is Cause.NEVER_ANSWERED else f" ({CAUSES[question.unknown.cause]})"
    more = f" ({count(len(question.rules) - 1, 'more reason')})" if len(question.rules) > 1 else ""
    reason = next((rule.reason for rule in strictest), "")
    return f"The answer{cause} could {and_list(effects)}: {sentence(reason)}{more}"


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
