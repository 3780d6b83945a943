"""What to ask next: the question that does most to settle the answer, safety first."""

from collections.abc import Iterator
from datetime import date
from typing import final

import attrs

from bodywork_rules.care.intake.form import (
    condition_question,
    has_staged_arguments,
    quantity_question,
)
from bodywork_rules.care.intake.standing import Standing, finding_id
from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.facts import is_urgent
from bodywork_rules.model import (
    Cause,
    ClientProfile,
    ConditionId,
    Contraindication,
    ContraindicationId,
    Detail,
    Finding,
    Question,
    Referral,
    TechniqueId,
    Unknown,
    Verdict,
)
from bodywork_rules.model.intake import Asks, IntakeQuestion, Interview
from bodywork_rules.rulebook.rulebook import Rulebook
from bodywork_rules.rulebook.texts import text_of

__all__ = ["interview_of", "next_question", "next_questions"]


def interview_of(told: Interview | ClientProfile) -> Interview:
    """An interview; one at its beginning, of a client of whom something is known already."""
    return told if isinstance(told, Interview) else Interview(told)


def next_question(evaluator: Evaluator, told: Interview | ClientProfile, on: date) -> IntakeQuestion | None:
    """The question that does most to settle the answer, with why it is asked; nothing when no question is left.

    None is left when no answer could change a verdict, a place, a limit or a referral any more. Only what a client
    could not tell may then still be unknown. A no that was taken back is asked again first, then comes what could mean
    a same-day or emergency referral, then the kinds and details of what was answered yes, then what a no settles most
    of. It evaluates once.

    Args:
        evaluator: the rulebook made ready.
        told: how far the interview has come; a profile for its beginning.
        on: the day.

    Raises:
        InvalidProfile: the profile cannot be evaluated on that day; it holds every problem.

    >>> from datetime import date
    >>> from bodywork_rules import Goal, load_rulebook
    >>> client = ClientProfile(taken="2026-11-23", goals=[Goal("relaxation")])
    >>> question = next_question(Evaluator(load_rulebook()), client, date(2026, 11, 23))
    >>> question.condition, question.referral.name
    ('warning-sign', 'EMERGENCY')
    """
    standing = Standing(evaluator.rulebook, interview_of(told), on)
    found = _found(evaluator, standing)
    best = min(found, key=_Put.place, default=None)
    return best.question(standing, len(found)) if best else None


def next_questions(evaluator: Evaluator, told: Interview | ClientProfile, on: date) -> tuple[IntakeQuestion, ...]:
    """The next question, and after it those that may stand on the same page; nothing when no question is left.

    Beside a question whether a client has a condition stand the others of that kind that are about nothing that was
    answered yes. No two of them are about a kind of both, so each can be answered whatever the others are, nor is one
    after the first about a kind of what was answered yes and is still to be told. A page may hold as many of the first
    of them as fit on it. Any other question stands alone. It evaluates once.

    Args:
        evaluator: the rulebook made ready.
        told: how far the interview has come; a profile for its beginning.
        on: the day.

    Raises:
        InvalidProfile: the profile cannot be evaluated on that day; it holds every problem.

    >>> from datetime import date
    >>> from bodywork_rules import Goal, load_rulebook
    >>> client = ClientProfile(taken="2026-11-23", goals=[Goal("relaxation")], answered=["warning-sign"])
    >>> page = next_questions(Evaluator(load_rulebook()), client, date(2026, 11, 23))
    >>> {question.asks.name for question in page}, "heart-disease" in [question.condition for question in page]
    ({'CONDITION'}, True)
    """
    standing = Standing(evaluator.rulebook, interview_of(told), on)
    found = sorted(_found(evaluator, standing), key=_Put.place)
    alone = found[:1] if found and not found[0].target.has_company else []
    page = alone or _apart(standing, [each for each in found if each.target.has_company])
    return tuple(each.question(standing, len(found)) for each in page)


def _apart(standing: Standing, found: "list[_Put]") -> "Iterator[_Put]":
    """The first, and those that share no kind with one before, nor with a yes of which nobody told the kind yet.

    A no to the one would deny what the yes to the other may mean.
    """
    before = {kind for each in standing.interview.opened for kind in standing.rulebook.narrower_of(each)}
    for each in found:
        kinds = standing.rulebook.narrower_of(each.target.about)
        if each is found[0] or before.isdisjoint(kinds):
            before |= kinds
            yield each


def _found(evaluator: Evaluator, standing: Standing) -> "list[_Put]":
    """The questions that are left, each with what an answer to it could settle."""
    found: dict[str, _Put] = {}
    for question in evaluator.evaluate(standing.interview.told, standing.on).questions:
        targets = list(_targets(standing, question.unknown))
        for target in targets:
            found.setdefault(target.id, _Put(target)).add(question, len(targets))
    for target in _of_goals(standing):
        found.setdefault(target.id, _Put(target))
    return list(found.values())


@final
@attrs.frozen
class _Target:
    """A question that may be put.

    Attributes:
        id: its id.
        asks: what it asks.
        about: the condition or quantity.
        finding: of a detail, the finding.
        number: of a detail, which of the findings of its condition it is; 0 for one that a goal implies.
        detail: which one.
        near: it is about what was answered yes.
        again: it is about what was answered no, which was taken back.
    """

    id: str
    asks: Asks
    about: str
    finding: Finding | None = None
    number: int | None = None
    detail: Detail | None = None
    near: bool = False
    again: bool = False

    @property
    def has_company(self) -> bool:
        """Whether others like it may stand beside it."""
        return self.asks is Asks.CONDITION and not self.near and not self.again


@final
@attrs.define
class _Put:
    """What an answer to a question could settle, while it is being gathered."""

    target: _Target
    rules: dict[ContraindicationId, Contraindication] = attrs.Factory(dict)
    techniques: set[TechniqueId] = attrs.Factory(set)
    strictest: Verdict | None = None
    referral: Referral | None = None
    weight: float = 0

    def add(self, question: Question, shared: int) -> None:
        """Note an unknown that the answer settles, alone or with some others."""
        self.rules.update((rule.id, rule) for rule in question.rules)
        self.techniques.update(question.techniques)
        self.strictest = question.strictest if self.strictest is None else max(self.strictest, question.strictest)
        self.referral = max((each for each in (self.referral, question.referral) if each), default=None)
        self.weight += (1 + int(question.strictest)) * (1 + len(question.techniques)) / shared

    def place(self) -> tuple[bool, int, bool, float, str]:
        """By which questions are put in order; among urgent ones, that which settles most comes first."""
        urgency = int(self.referral or 0) if is_urgent(self.referral) else 0
        return not self.target.again, -urgency, not (urgency or self.target.near), -self.weight, self.target.id

    def question(self, standing: Standing, left: int) -> IntakeQuestion:
        """The question, with why it is asked and how many are left."""
        return attrs.evolve(
            _question(standing, self.target),
            rules=tuple(sorted(self.rules)),
            techniques=tuple(sorted(self.techniques)),
            strictest=self.strictest,
            referral=self.referral,
            left=left,
        )


def _targets(standing: Standing, unknown: Unknown) -> Iterator[_Target]:
    """The questions that can settle something that is not known; none when all of them were put."""
    if unknown.quantity is not None:
        yield from _of_quantity(standing, unknown.quantity)
    elif unknown.finding is not None and unknown.detail is not None:
        yield from _of_detail(standing, unknown.finding, unknown.detail)
    elif unknown.condition is not None and unknown.cause is Cause.NEVER_ANSWERED:
        yield from _of_condition(standing, unknown.condition)


def _of_condition(standing: Standing, condition: ConditionId) -> Iterator[_Target]:
    """The questions that a no to closes a condition."""
    opened = standing.interview.opened
    for each in sorted(standing.left_of(condition)):
        id, asks = standing.question_of(each)
        near = asks is not Asks.CONDITION or not standing.rulebook.broader_of(each).isdisjoint(opened)
        yield _Target(id=id, asks=asks, about=each, near=near, again=each in standing.interview.again)


def _of_quantity(standing: Standing, quantity: str) -> Iterator[_Target]:
    """The question for a value; before it, those for the conditions that a value can show."""
    of = standing.rulebook.quantities[quantity]
    for shows in of.shows:
        if not standing.is_closed(shows.condition):
            first = list(_of_condition(standing, shows.condition))
            if first:
                yield from first
                return
    id = f"quantity/{quantity}"
    if not standing.is_put(id):
        yield _Target(id=id, asks=Asks.QUANTITY, about=quantity)


def _of_detail(standing: Standing, finding: Finding, detail: Detail) -> Iterator[_Target]:
    """The question for a detail of a finding."""
    for number in standing.numbers_of(finding):
        id = f"{finding_id(finding, number)}/{detail.value}"
        if not standing.is_put(id):
            yield _Target(
                id=id,
                asks=Asks.DETAIL,
                about=finding.condition,
                finding=finding,
                number=number,
                detail=detail,
                near=True,
            )
            return


def _of_goals(standing: Standing) -> Iterator[_Target]:
    """What is asked of any goal: whether there is more of its complaint, where that is, and its stage where it counts.

    What a goal says of itself gives way to what is told of its complaint, so that has to be known.
    """
    rulebook = standing.rulebook
    for goal in standing.interview.told.goals:
        kinds = rulebook.narrower_of(goal.complaint)
        for kind in sorted(kinds):
            if not standing.is_closed(kind):
                yield from _of_condition(standing, kind)
        for finding in standing.reported:
            if finding.condition not in kinds:
                continue
            if goal.sites and not finding.sites:
                yield from _of_detail(standing, finding, Detail.SITES)
            if finding.stage is None and has_staged_arguments(rulebook, finding.condition):
                yield from _of_detail(standing, finding, Detail.STAGE)


def _question(standing: Standing, target: _Target) -> IntakeQuestion:
    """A question without why it is asked."""
    rulebook = standing.rulebook
    if target.asks is Asks.QUANTITY:
        return quantity_question(rulebook, target.about)
    about = ConditionId(target.about)
    asked = condition_question(rulebook, about)
    if target.asks is Asks.CONDITION:
        return asked
    if target.asks is not Asks.DETAIL:
        kinds = standing.open_kinds(about) if target.asks is Asks.WHICH else ()
        text = _further(rulebook, target.asks, asked)
        return attrs.evolve(asked, id=target.id, asks=target.asks, text=text, kinds=tuple(kinds))
    name, detail = rulebook.conditions[about].name, target.detail or Detail.STATUS
    return IntakeQuestion(
        id=target.id,
        asks=Asks.DETAIL,
        text=text_of(rulebook.texts, f"intake-{detail.value}", name=name),
        condition=about,
        finding=target.finding,
        number=target.number,
        details=(detail,),
    )


def _further(rulebook: Rulebook, asks: Asks, asked: IntakeQuestion) -> str:
    """The question of a condition, put once more after a yes."""
    id = "intake-which" if asks is Asks.WHICH else "intake-more" if asked.opens else "intake-again"
    return text_of(rulebook.texts, id, question=asked.text)
