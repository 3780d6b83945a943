"""What feedback may do to a session, and what follows from it afterwards."""

from collections.abc import Callable

import attrs
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bodywork_rules.care import after_session, feedback
from bodywork_rules.model import (
    Feedback,
    Follow,
    Referral,
    SessionPlan,
    Triage,
)
from bodywork_rules.rulebook import from_json, to_json
from laws.planning import Case, plans
from strategies_draws import chance, pick, some, upto


@st.composite
def feedbacks(draw, plan: SessionPlan, *, after: bool = False) -> Feedback:
    """Anything that a client may say of a session."""
    ids = [work.technique.id for work in plan.work] + list(plan.left)
    signs = some(draw, [sign.id for sign in plan.signs], most=2)
    return Feedback(
        signs=signs,
        pain=draw(upto(10)) if (signs or not after) and chance(draw, 2) else None,
        technique=pick(draw, ids) if ids and chance(draw, 2) else None,
        hours=draw(upto(100)) if after and chance(draw, 2) else None,
        other=["it feels odd"] if chance(draw, 8) else (),
    )


def followed(plan: SessionPlan, feedback: Feedback) -> Follow:
    """The most cautious thing that the signs and the words say."""
    signs = [sign.follows for sign in plan.signs if sign.id in feedback.signs]
    return max([Follow.GO_ON, *signs, *([Follow.STOP] if feedback.other else [])])


class Session(RuleBasedStateMachine):
    """No sequence of feedback ever raises the pressure, or resumes what was left or stopped."""

    @initialize(drawn=plans())
    def begin(self, drawn: tuple[Case, SessionPlan]) -> None:
        self.case, self.plan = drawn
        self.first = self.plan

    @rule(data=st.data())
    def say(self, data: st.DataObject) -> None:
        before, said = self.plan, data.draw(feedbacks(self.plan))
        self.plan = feedback.adjust(before, said)
        capped = {work.technique.id: work.pressure.most for work in before.work}
        for work in self.plan.work:
            assert work.pressure.most <= capped[work.technique.id]
        follows = followed(before, said)
        concerned = {id for id in capped if said.technique in (None, id)}
        kept = {work.technique.id: work.pressure.most for work in self.plan.work}
        if follows is Follow.STOP:
            assert self.plan.stopped
            assert not self.plan.work
        elif follows is Follow.LEAVE or (said.pain or 0) >= before.timing.leave_at > 0:
            assert not concerned & set(kept)
        elif follows is Follow.LIGHTEN:
            assert all(kept[id] < capped[id] for id in concerned & set(kept))
        assert set(capped) - concerned <= set(kept) or self.plan.stopped
        for sign in before.signs:
            if sign.id in said.signs and sign.referral is not None:
                assert self.plan.referral is not None
                assert self.plan.referral >= sign.referral
        assert self.plan.felt == (*before.felt, said)
        assert not before.stopped or self.plan.stopped

    @invariant()
    def nothing_is_taken_up_again(self) -> None:
        if not hasattr(self, "plan"):
            return
        now = [work.technique.id for work in self.plan.work]
        assert not set(now) & set(self.plan.left)
        assert {*now, *self.plan.left} == {work.technique.id for work in self.first.work}
        assert not (self.plan.stopped and (self.plan.work or self.plan.ready))
        first = {work.technique.id: work for work in self.first.work}
        for work in self.plan.work:
            pressure = attrs.evolve(work, pressure=first[work.technique.id].pressure)
            assert pressure == first[work.technique.id]
            cap = self.case.judged(work.technique.id).limits.pressure_at_most
            assert cap is None or work.pressure.most <= cap


TestSession = Session.TestCase


@st.composite
def afterwards(draw) -> tuple[SessionPlan, Feedback]:
    """A session, and what was felt after it."""
    _, plan = draw(plans())
    return plan, draw(feedbacks(plan, after=True))


@given(afterwards())
def test_worse_or_longer_or_untold_is_never_taken_more_lightly_after_a_session(
    drawn: tuple[SessionPlan, Feedback],
) -> None:
    plan, felt = drawn
    found = after_session(plan, felt)
    assert found.follows >= followed(plan, felt)
    told: list[Callable[[Feedback], Feedback]] = [
        lambda each: each if feedback.by_pain(plan, each) else attrs.evolve(each, pain=None),
        lambda each: attrs.evolve(each, hours=None),
        lambda each: attrs.evolve(each, pain=None if each.pain is None else min(10, each.pain + 1)),
        lambda each: attrs.evolve(each, hours=None if each.hours is None else each.hours + 24),
        lambda each: attrs.evolve(each, signs=[sign.id for sign in plan.signs]) if each.signs or each.other else each,
        lambda each: attrs.evolve(each, other=["odd"]),
    ]
    for worse in told:
        then = after_session(plan, worse(felt))
        assert then.follows >= found.follows
        assert (then.referral or 0) >= (found.referral or 0)
    again = after_session(plan, felt, before=found)
    assert again.follows >= found.follows
    assert found.follows is not Follow.LIGHTEN or again.follows is Follow.LEAVE
    assert from_json(Triage, to_json(found)) == found


@given(afterwards(), st.integers(0, 10))
def test_a_severe_pain_after_a_session_is_for_a_clinician_whatever_the_word(
    drawn: tuple[SessionPlan, Feedback], pain: int
) -> None:
    plan, felt = drawn
    felt = attrs.evolve(felt, pain=pain, other=felt.other or (() if felt.signs else ["odd"]))
    found = after_session(plan, felt)
    if pain >= plan.timing.refer_at:
        assert found.follows is Follow.STOP
        assert (found.referral or 0) >= Referral.PROMPT
    silent = [sign for sign in plan.signs if all(rise.pain_at_least is None for rise in sign.rises)]
    if {sign.id for sign in silent} & {*felt.signs}:
        assert found.follows >= feedback.by_pain(plan, felt)


@given(afterwards())
def test_what_ended_a_session_still_follows_when_it_is_over(drawn: tuple[SessionPlan, Feedback]) -> None:
    """And of a session of which nothing is told, nothing goes on."""
    plan, felt = drawn
    ended = feedback.adjust(plan, felt)
    for calm in (Feedback(), *(Feedback(signs=[sign.id], pain=0, hours=1) for sign in plan.signs)):
        found = after_session(ended, calm)
        assert (found.referral or 0) >= (ended.referral or 0)
        assert ended.referral is None or found.follows is Follow.STOP
        assert found.follows >= Follow.LEAVE or (calm.signs and not ended.stopped)
