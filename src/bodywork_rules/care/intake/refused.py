"""Why a reply is refused: what it contradicts, and which earlier "no" would have to be taken back."""

from collections.abc import Iterable, Iterator

import attrs

from bodywork_rules.care.intake.standing import Standing
from bodywork_rules.engine import Evaluator
from bodywork_rules.errors import Problem
from bodywork_rules.model import EVERYTHING, ClientProfile, ConditionId, Finding, Status
from bodywork_rules.model.intake import Asks, IntakeQuestion, Interview, Reply, Said

__all__ = ["contradictions", "denied_by_a_yes", "denied_by_what_is_said", "earlier", "taken_back"]

MOST_KINDS = 6
"""No hint names more kinds."""


def contradictions(standing: Standing, question: IntakeQuestion, reply: Reply) -> Iterator[Problem]:
    """A no after a yes, and a yes after a no.

    Args:
        standing: how the client stands before the reply.
        question: the question.
        reply: the reply.
    """
    condition = question.condition
    if condition is None or question.asks is Asks.DETAIL:
        return
    if reply.said is Said.NO:
        yield from _after_a_yes(standing, question, condition)
    if reply.kind is not None and reply.kind not in standing.kinds_of(condition):
        yield Problem(where=f"{question.id} > kind", what="not a kind of what was asked:", value=reply.kind)
    for denied in denied_by_a_yes(standing, question, reply):
        what = "a yes, after a no to it or to something broader:"
        yield Problem(where=question.id, what=what, value=denied)


def _after_a_yes(standing: Standing, question: IntakeQuestion, condition: ConditionId) -> Iterator[Problem]:
    """A no to what was answered yes: a yes stands until it is told what it is."""
    kinds = standing.rulebook.narrower_of(condition)
    if question.asks is Asks.CONDITION:
        for given in standing.reported:
            if given.condition in kinds:
                yield Problem(where=question.id, what="a no, after a yes to", value=given.condition)
    opened = {condition} if question.asks is Asks.WHICH else kinds & {*standing.interview.opened}
    for each in sorted(opened):
        yield Problem(where=question.id, what="a no, after a yes to", value=each, hint=_which(standing, each))


def _which(standing: Standing, condition: ConditionId) -> str:
    """Which kinds there are to say."""
    kinds = standing.open_kinds(condition)
    named = ", ".join(f"`{each}`" for each in kinds[:MOST_KINDS])
    more = f" and {len(kinds) - MOST_KINDS} more" if len(kinds) > MOST_KINDS else ""
    return f"say which kind it is ({named}{more}), or yes without a kind when it is none of these"


def denied_by_a_yes(standing: Standing, question: IntakeQuestion, reply: Reply) -> tuple[ConditionId, ...]:
    """What a yes is about, where that was denied before.

    Args:
        standing: how the client stands before the reply.
        question: the question.
        reply: the reply.
    """
    condition = reply.kind or question.condition
    of_a_condition = question.asks in (Asks.CONDITION, Asks.MORE, Asks.WHICH) and reply.said is Said.YES
    able = condition in standing.rulebook.conditions
    return (condition,) if of_a_condition and condition and able and standing.is_closed(condition) else ()


def denied_by_what_is_said(standing: Standing, evaluator: Evaluator, after: Interview) -> tuple[ConditionId, ...]:
    """What a detail or a value says and was denied before: to suspect it would leave less to refuse.

    Args:
        standing: how the client stands before the reply.
        evaluator: the rulebook made ready.
        after: the interview with the reply.
    """
    rulebook, profile = standing.rulebook, after.profile
    wrong = {*evaluator.check(profile, standing.on)}
    if not wrong:
        return ()

    def mends(condition: ConditionId) -> bool:
        suspected = Finding(condition, status=Status.SUSPECTED)
        other = attrs.evolve(profile, findings=(*profile.findings, suspected))
        return {*evaluator.check(other, standing.on)} < wrong

    able = {each.id for each in rulebook.conditions if standing.is_closed(each.id) and mends(each.id)}
    return tuple(sorted(each for each in able if rulebook.broader_of(each) & able == {each}))


def earlier(standing: Standing, question: IntakeQuestion, denied: Iterable[ConditionId]) -> Iterator[Problem]:
    """The earlier nos with which a reply does not go together.

    Args:
        standing: how the client stands before the reply.
        question: the question.
        denied: what the reply says and was denied.
    """
    nos = {no for condition in denied for no in standing.denied_by(condition)}
    for no in sorted(nos & {*standing.asked, EVERYTHING} or nos):
        hint = "ask that again, or take the no back with `take_back`"
        yield Problem(where=question.id, what="not so by the earlier no to", value=no, hint=hint)


def taken_back(standing: Standing, denied: Iterable[ConditionId]) -> ClientProfile:
    """The profile without the nos that deny some conditions, nor what was answered only because of these.

    Args:
        standing: how the client stands.
        denied: the conditions.
    """
    rulebook, told = standing.rulebook, standing.interview.told
    nos = {no for condition in denied for no in standing.denied_by(condition)}
    open_again = frozenset().union(*(rulebook.narrower_of(no) for no in nos if no != EVERYTHING))
    abstract = {
        each
        for each in told.answered
        if each not in standing.asked and each in rulebook.conditions and rulebook.narrower_of(each) & open_again
    }
    return attrs.evolve(told, answered=[each for each in told.answered if each not in nos | abstract])
