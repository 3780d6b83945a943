"""A scorecard in words and as plain data: the counts first, then every case that was not judged to the letter."""

from collections.abc import Iterator
from typing import Any

from bodywork_rules.insight.page import Block, Heading, Item, Page, Paragraph, Table
from bodywork_rules.insight.reasons import BOUNDS, headline
from bodywork_rules.insight.scorecard import Grade, Outcome, Scorecard
from bodywork_rules.insight.scorecard_cases import Expectation
from bodywork_rules.insight.wording import BRIEF, REFERRALS, Wording, count, or_list, sentence
from bodywork_rules.model import Assessment, Body, Declined, Infeasible, Restriction, Shown, parse
from bodywork_rules.rulebook import to_data
from bodywork_rules.rulebook.text import FORMAT

__all__ = ["scorecard_data", "scorecard_page"]

GRADES = {
    Grade.MISSED: (
        "Missed",
        "A refusal, a clearance or an urgent referral was expected; the answer was to go ahead.",
    ),
    Grade.MILDER: ("Milder", "The answer was milder than expected, or a referral was lacking."),
    Grade.STRICTER: ("Stricter", "More was refused than expected."),
    Grade.ACCEPTED: ("Accepted", "Not what was expected, and still reasonable."),
    Grade.PENDING: ("Pending", "This rulebook cannot judge these yet."),
}
COLUMNS = (Grade.AS_EXPECTED, Grade.ACCEPTED, Grade.STRICTER, Grade.MILDER, Grade.MISSED, Grade.PENDING)


def scorecard_page(card: Scorecard) -> Page:
    """A scorecard in words.

    Args:
        card: the scorecard.
    """
    blocks: list[Block] = [
        Heading(f"Scorecard of {card.rulebook} {card.version}", 1),
        Paragraph(
            f"{count(card.judged, 'case')} of {len(card.outcomes)} judged: {card.strict} to the letter, "
            f"{card.lenient} within what is reasonable, {len(card.of(Grade.MISSED))} missed."
        ),
        _counts(card),
    ]
    for grade, (title, meaning) in GRADES.items():
        outcomes = card.of(grade)
        if outcomes:
            blocks += [Heading(f"{title}: {len(outcomes)}"), Paragraph(meaning)]
        for outcome in outcomes:
            blocks += _told(outcome)
    return (*blocks, Paragraph(card.digest, lead="Rulebook's SHA-256"))


def _counts(card: Scorecard) -> Table:
    """How many cases of each kind got which grade, as a table."""
    header = ("Kind", *(parse.name_of(grade).replace("-", " ").capitalize() for grade in COLUMNS))
    rows = [(kind, *(str(len(card.of(grade, kind=kind))) for grade in COLUMNS)) for kind in card.kinds]
    return Table(header, [*rows, ("all", *(str(len(card.of(grade))) for grade in COLUMNS))])


def _told(outcome: Outcome) -> Iterator[Block]:
    case = outcome.case
    yield Item(sentence(case.note), lead=case.id)
    if outcome.answer is None or outcome.said is None:
        yield Item(sentence(outcome.pending), lead="Why not", depth=1)
        return
    yield Item(sentence(_expected(case.expect)), lead="Expected", depth=1)
    yield Item(sentence(f"{BRIEF[outcome.said]}{_referred(outcome.answer)}"), lead="Said", depth=1)
    wording = Wording(outcome.answer.words, case.profile)
    for reason in outcome.trace:
        yield Item(_why(wording, outcome.answer.body, reason), lead=", ".join(_rules(reason)) or "Because", depth=1)
    if not outcome.trace:
        yield Item("No rule counted.", lead="Because", depth=1)


def _why(wording: Wording, body: Body, reason: Shown) -> str:
    """A restriction in short."""
    match reason:
        case Restriction(rule=rule, finding=finding, verdict=verdict, limits=limits):
            told = "; ".join([BRIEF[verdict], *wording.limits(limits)])
            return f"{headline(wording, rule, finding)}: {told}."
        case Infeasible(bound=bound):
            return f"Within the limits {BOUNDS[bound]}."
        case Declined(what=what, sites=sites):
            return (
                f"The client declines {wording.wish(what) if what else wording.sites(body.sites(body.union(sites)))}."
            )


def _expected(expect: Expectation) -> str:
    if not expect.foreseeable:
        return "no refusal, since nothing that could be asked would have told"
    parts = [BRIEF[expect.verdict]] if expect.verdict is not None else []
    parts += [f"with a {REFERRALS[expect.referral]}"] if expect.referral is not None else []
    accepted = or_list(BRIEF[verdict] for verdict in expect.accept)
    return ", ".join([*parts, *([f"or else {accepted}" if parts else accepted] if accepted else [])])


def _referred(answer: Assessment) -> str:
    urgent = max((notice.referral for notice in answer.referrals), default=None)
    return f", with a {REFERRALS[urgent]}" if urgent is not None else ""


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
