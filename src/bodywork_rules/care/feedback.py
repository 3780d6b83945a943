"""What follows from what a client says, during a session and after it: never more than was planned."""

from collections.abc import Iterator

import attrs

from bodywork_rules.errors import InvalidPlan, Problem, near
from bodywork_rules.model import Feedback, Follow, Range, Referral, SessionPlan, Sign, Triage, Work, parse

__all__ = ["adjust", "after_session", "by_pain"]


def adjust(plan: SessionPlan, feedback: Feedback) -> SessionPlan:
    """The rest of a session, after what the client said or showed.

    Pressure only ever goes down, what was left is not taken up again, and a session that was stopped stays stopped.

    Args:
        plan: the session so far.
        feedback: what the client said or showed.

    Returns:
        The plan with what is still to be done; of what gets lighter, the most pressure is one level lower, and what
        cannot be done more lightly is left.

    Raises:
        InvalidPlan: a sign is not the plan's, or a technique is none of its own. It holds every problem.

    >>> from datetime import date
    >>> from bodywork_rules import EVERYTHING, ClientProfile, Evaluator, Goal, load_rulebook
    >>> from bodywork_rules.care import adjust, plan_session
    >>> from bodywork_rules.model import Feedback
    >>> rulebook, day = load_rulebook(), date(2026, 11, 23)
    >>> client = ClientProfile(taken=day, age=40, goals=[Goal("relaxation")], answered=[EVERYTHING])
    >>> plan = plan_session(rulebook, Evaluator(rulebook).evaluate(client, on=day), 60, on=day)
    >>> after = adjust(plan, Feedback(signs=["chest-signs"]))
    >>> after.stopped, after.ready, after.referral.name
    (True, False, 'EMERGENCY')
    """
    _refuse(plan, feedback)
    felt = _felt(plan, feedback)
    follows = max([*(sign.follows for sign in felt), by_pain(plan, feedback), _by_other(feedback)])
    concerned = [
        each for each in plan.work if feedback.technique in (None, each.technique.id) or follows is Follow.STOP
    ]
    kept = [after for each in plan.work if (after := _after(each, follows) if each in concerned else each) is not None]
    ids = {each.technique.id for each in kept}
    left = [each.technique.id for each in plan.work if each.technique.id not in ids]
    return attrs.evolve(
        plan,
        work=tuple(kept),
        felt=(*plan.felt, feedback),
        left=(*plan.left, *left),
        stopped=plan.stopped or follows is Follow.STOP or bool(left and not kept),
        referral=_sooner([plan.referral, *(sign.referral for sign in felt)]),
    )


def after_session(plan: SessionPlan, feedback: Feedback, *, before: Triage | None = None) -> Triage:
    """What follows from what a client felt after a session.

    A pain that is told counts whatever word stands beside it: a severe one is for a clinician, and beside a sign that
    says nothing of pain it counts as during the session. Nothing told is not nothing felt, and a session that was
    stopped does not go on as planned: client and therapist talk first. Who was to be seen by a clinician still is.

    Args:
        plan: the session, as it was when it ended.
        feedback: what the client felt, how bad it is and how many hours after; what a sign asks for of these and is not
            told counts against going on.
        before: what followed after the session before; nothing when there was none. Twice in a row lighter means that
            client and therapist talk first.

    Raises:
        InvalidPlan: a sign is not the plan's, a technique was none of its own, or a pain is told of which no sign says
            what it is. It holds every problem.

    >>> from datetime import date
    >>> from bodywork_rules import EVERYTHING, ClientProfile, Evaluator, Goal, load_rulebook
    >>> from bodywork_rules.care import after_session, plan_session
    >>> from bodywork_rules.model import Feedback
    >>> rulebook, day = load_rulebook(), date(2026, 11, 23)
    >>> client = ClientProfile(taken=day, age=40, goals=[Goal("relaxation")], answered=[EVERYTHING])
    >>> plan = plan_session(rulebook, Evaluator(rulebook).evaluate(client, on=day), 60, on=day)
    >>> after_session(plan, Feedback(signs=["sore-afterwards"], pain=3, hours=20)).follows.name
    'GO_ON'
    """
    _refuse(plan, feedback, signs_needed=True)
    risen = [(sign, _risen(plan, sign, feedback)) for sign in _felt(plan, feedback)]
    severe = _is_severe(plan, feedback)
    by_now = Follow.STOP if severe or plan.referral else _by_course(plan, feedback)
    strictest = max([*(follows for _, (follows, _) in risen), _by_other(feedback), by_now])
    again = strictest is Follow.LIGHTEN and before is not None and before.follows >= Follow.LIGHTEN
    return Triage(
        follows=Follow.LEAVE if again else strictest,
        referral=_sooner([plan.referral, *(each for _, (_, each) in risen), Referral.PROMPT if severe else None]),
        signs=tuple(sign for sign, (follows, _) in risen if follows is strictest),
    )


def _felt(plan: SessionPlan, feedback: Feedback) -> list[Sign]:
    """The signs that were told."""
    return [sign for sign in plan.signs if sign.id in feedback.signs]


def _refuse(plan: SessionPlan, feedback: Feedback, *, signs_needed: bool = False) -> None:
    """Refuse feedback that is not about this session.

    Raises:
        InvalidPlan: it is not.
    """
    parse.only(SessionPlan, plan)
    found = list(_misfits(plan, parse.only(Feedback, feedback)))
    if signs_needed and feedback.pain is not None and not (feedback.signs or feedback.other):
        what = "a pain of which no sign says what it is:"
        found.append(Problem(where="pain", what=what, value=str(feedback.pain), hint="name the sign beside it"))
    if found:
        raise InvalidPlan(found)


def _misfits(plan: SessionPlan, feedback: Feedback) -> Iterator[Problem]:
    """A problem for each sign that is not the plan's, and for a technique that is not in it."""
    known = [sign.id for sign in plan.signs]
    for id in feedback.signs:
        if id not in known:
            yield Problem(where="signs", what="unknown sign", value=id, hint=near(id, known))
    planned = [*(each.technique.id for each in plan.work), *plan.left]
    if feedback.technique is not None and feedback.technique not in planned:
        hint = near(feedback.technique, planned)
        yield Problem(where="technique", what="no technique of this session", value=feedback.technique, hint=hint)


def by_pain(plan: SessionPlan, feedback: Feedback) -> Follow:
    """What follows from how much it hurts.

    Args:
        plan: the session.
        feedback: what the client said; a pain that is not told is none.
    """
    pain = -1 if feedback.pain is None else feedback.pain
    if pain >= plan.timing.leave_at:
        return Follow.LEAVE
    return Follow.LIGHTEN if pain >= plan.timing.lighten_at else Follow.GO_ON


def _is_severe(plan: SessionPlan, feedback: Feedback) -> bool:
    """Whether it hurts so much after a session that a clinician sees the client first."""
    return feedback.pain is not None and feedback.pain >= plan.timing.refer_at


def _by_other(feedback: Feedback) -> Follow:
    """What follows from words that are none of the signs: nothing goes on before somebody knows what they mean."""
    return Follow.STOP if feedback.other else Follow.GO_ON


def _by_course(plan: SessionPlan, feedback: Feedback) -> Follow:
    """What follows from how a session ended, and from hearing nothing: somebody asks before anything goes on."""
    untold = not (feedback.signs or feedback.other)
    return Follow.LEAVE if untold or plan.stopped else Follow.GO_ON


def _after(work: Work, follows: Follow) -> Work | None:
    """What is left of some work."""
    if follows is Follow.GO_ON:
        return work
    if follows is not Follow.LIGHTEN or work.pressure.most == work.pressure.least:
        return None
    return attrs.evolve(work, pressure=Range(work.pressure.least, work.pressure.most - 1))


def _sooner(referrals: list[Referral | None]) -> Referral | None:
    """The most urgent of some referrals, if there is any."""
    return max((each for each in referrals if each is not None), default=None)


def _risen(plan: SessionPlan, sign: Sign, feedback: Feedback) -> tuple[Follow, Referral | None]:
    """The most cautious thing that follows from a sign that is so strong and lasts so long."""
    silent = all(rise.pain_at_least is None for rise in sign.rises)
    fitting = [
        rise
        for rise in sign.rises
        if _reaches(feedback.pain, rise.pain_at_least) and _reaches(feedback.hours, rise.hours_at_least)
    ]
    by_strength = by_pain(plan, feedback) if silent else Follow.GO_ON
    follows = max([sign.follows, by_strength, *(rise.follows for rise in fitting)])
    return follows, _sooner([sign.referral, *(rise.referral for rise in fitting)])


def _reaches(told: int | None, bound: int | None) -> bool:
    """Whether a number reaches a bound; one that is not told does."""
    return bound is None or told is None or told >= bound
