"""A scorecard in words and as plain data: the counts first, then every case that was not judged to the letter."""

from collections.abc import Iterator
from typing import Any

from bodywork_rules.insight.answer.reasons import headline
from bodywork_rules.insight.page import Block, Heading, Item, Page, Paragraph, Table
from bodywork_rules.insight.scorecard.cases import Expectation
from bodywork_rules.insight.scorecard.score import Grade, Outcome, Scorecard
from bodywork_rules.insight.wording import Wording, sentence
from bodywork_rules.model import (
    Assessment,
    Body,
    ClientProfile,
    Declined,
    Infeasible,
    Referral,
    Restriction,
    Shown,
    Verdict,
    parse,
)
from bodywork_rules.rulebook import to_data
from bodywork_rules.rulebook.convert.text import FORMAT

__all__ = ["scorecard_data", "scorecard_page"]

TOLD = (Grade.MISSED, Grade.MILDER, Grade.STRICTER, Grade.ACCEPTED, Grade.PENDING)
"""The grades whose cases are told one by one, in this order."""
COLUMNS = (Grade.AS_EXPECTED, Grade.ACCEPTED, Grade.STRICTER, Grade.MILDER, Grade.MISSED, Grade.PENDING)


def scorecard_page(card: Scorecard) -> Page:
    """A scorecard in words.

    Args:
        card: the scorecard.
    """
    wording = Wording(card.words, ClientProfile())
    numbers = {
        "all": len(card.outcomes),
        "strict": card.strict,
        "lenient": card.lenient,
        "missed": len(card.of(Grade.MISSED)),
    }
    blocks: list[Block] = [
        Heading(wording.say("scorecard-title", rulebook=card.rulebook, version=card.version), 1),
        Paragraph(wording.count("scorecard-judged", card.judged, **numbers)),
        _counts(wording, card),
    ]
    for grade in TOLD:
        outcomes = card.of(grade)
        if outcomes:
            title = f"{wording.word('grade', grade)}: {len(outcomes)}"
            blocks += [Heading(title), Paragraph(wording.say(f"grade-{parse.name_of(grade)}-text"))]
        for outcome in outcomes:
            blocks += _told(Wording(card.words, outcome.case.profile), outcome)
    return (*blocks, Paragraph(card.digest, lead=wording.say("scorecard-digest")))


def _counts(wording: Wording, card: Scorecard) -> Table:
    """How many cases of each kind got which grade, as a table."""
    header = (wording.say("scorecard-kind"), *(wording.word("grade", grade) for grade in COLUMNS))
    rows = [(kind, *(str(len(card.of(grade, kind=kind))) for grade in COLUMNS)) for kind in card.kinds]
    return Table(header, [*rows, (wording.say("scorecard-all"), *(str(len(card.of(grade))) for grade in COLUMNS))])


def _told(wording: Wording, outcome: Outcome) -> Iterator[Block]:
    case = outcome.case
    yield Item(sentence(case.note), lead=case.id)
    if outcome.answer is None or outcome.said is None:
        yield Item(sentence(outcome.pending), lead=wording.say("scorecard-why-not"), depth=1)
        return
    yield Item(sentence(_expected(wording, case.expect)), lead=wording.say("scorecard-expected"), depth=1)
    said = sentence(f"{wording.word('brief', outcome.said)}{_referred(wording, outcome.answer)}")
    yield Item(said, lead=wording.say("scorecard-said"), depth=1)
    because = wording.say("scorecard-because")
    for reason in outcome.trace:
        yield Item(_why(wording, outcome.answer.body, reason), lead=", ".join(_rules(reason)) or because, depth=1)
    if not outcome.trace:
        never = outcome.said is Verdict.AVOID
        yield Item(wording.say("scorecard-never-there" if never else "scorecard-no-rule"), lead=because, depth=1)


def _why(wording: Wording, body: Body, reason: Shown) -> str:
    """A restriction in short."""
    match reason:
        case Restriction(rule=rule, finding=finding, verdict=verdict, limits=limits):
            told = "; ".join([wording.word("brief", verdict), *wording.limits(limits)])
            return f"{headline(wording, rule, finding)}: {told}."
        case Infeasible(bound=bound):
            return wording.say("scorecard-bound", bound=wording.word("bound", bound))
        case Declined(what=what, sites=sites):
            told = wording.wish(what) if what else wording.sites(body.sites(body.union(sites)))
            return wording.say("scorecard-declines", what=told)


def _expected(wording: Wording, expect: Expectation) -> str:
    if not expect.foreseeable:
        return wording.say("scorecard-not-foreseeable")
    parts = [wording.word("brief", expect.verdict)] if expect.verdict is not None else []
    parts += [_with(wording, expect.referral)] if expect.referral is not None else []
    accepted = wording.or_list(wording.word("brief", verdict) for verdict in expect.accept)
    if accepted and parts:
        accepted = wording.say("scorecard-or-else", verdicts=accepted)
    return ", ".join(filter(None, [*parts, accepted]))


def _with(wording: Wording, referral: Referral) -> str:
    return wording.say("scorecard-with", referral=wording.word("a-referral", referral))


def _referred(wording: Wording, answer: Assessment) -> str:
    urgent = max((notice.referral for notice in answer.referrals), default=None)
    return f", {_with(wording, urgent)}" if urgent is not None else ""


def _rules(reason: Shown) -> tuple[str, ...]:
    match reason:
        case Restriction(rule=rule):
            return (rule.id,)
        case Infeasible(rules=rules):
            return tuple(rule.id for rule in rules)
        case Declined():
            return ()


def scorecard_data(card: Scorecard) -> dict[str, Any]:
    """A scorecard as plain JSON values.

    Args:
        card: the scorecard.
    """
    kinds = {kind: {parse.name_of(grade): len(card.of(grade, kind=kind)) for grade in COLUMNS} for kind in card.kinds}
    return {
        "format": FORMAT,
        "rulebook": {"id": card.rulebook, "version": card.version, "digest": card.digest},
        "judged": card.judged,
        "strict": card.strict,
        "lenient": card.lenient,
        "kinds": kinds,
        "cases": [_case_data(outcome) for outcome in card.outcomes],
    }


def _case_data(outcome: Outcome) -> dict[str, Any]:
    case = outcome.case
    told: dict[str, Any] = {"id": case.id, "kind": case.kind, "grade": parse.name_of(outcome.grade)}
    if outcome.answer is None or outcome.said is None:
        return {**told, "pending": outcome.pending}
    urgent = max((notice.referral for notice in outcome.answer.referrals), default=None)
    return {
        **told,
        "expected": None if case.expect.verdict is None else parse.name_of(case.expect.verdict),
        "said": parse.name_of(outcome.said),
        "referral": None if urgent is None else parse.name_of(urgent),
        "trace": [_reason_data(reason) for reason in outcome.trace],
    }


def _reason_data(reason: Shown) -> dict[str, Any]:
    told: dict[str, Any] = {"rules": list(_rules(reason))}
    match reason:
        case Restriction(finding=finding, verdict=verdict):
            counted = {"verdict": parse.name_of(verdict)}
            return {**told, **counted, **({"finding": to_data(finding)} if finding is not None else {})}
        case Infeasible(bound=bound):
            return {**told, "verdict": "avoid", "bound": parse.name_of(bound)}
        case Declined():
            return {**told, "verdict": "avoid", "declined": True}
