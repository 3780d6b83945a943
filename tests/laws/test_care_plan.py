"""What a session plan may be, and what feedback may do to it."""

import itertools
from collections.abc import Callable
from datetime import timedelta

import attrs
import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bodywork_rules.care import after_session, feedback, plan_session, prepare
from bodywork_rules.care.plan.advice import helped_by
from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.facts import goal_points
from bodywork_rules.errors import InvalidPlan
from bodywork_rules.model import (
    EVERYTHING,
    Assessment,
    Direction,
    Feedback,
    Follow,
    Goal,
    Judgement,
    Preparation,
    Referral,
    Restriction,
    SessionPlan,
    Triage,
    Verdict,
)
from bodywork_rules.rulebook import from_json, to_json
from strategies import Scene, scenes
from strategies_draws import chance, pick, some, upto

LONG, TRIES = 240, 3


@attrs.frozen(repr=False)
class Case:
    """An answer, and what is asked of a plan."""

    scene: Scene
    answer: Assessment
    minutes: int
    session: int = 1
    reviewed: int = 0
    lighter: int = 0

    def plan(self, **other: object) -> SessionPlan:
        asked = {"session": self.session, "reviewed": self.reviewed, "lighter": self.lighter} | other
        minutes = asked.pop("minutes", self.minutes)
        return plan_session(self.scene.rulebook, self.answer, minutes, on=self.scene.on, **asked)

    def __repr__(self) -> str:
        """Lines that replay it through the public API."""
        asked = f"on={str(self.scene.on)!r}, session={self.session}, reviewed={self.reviewed}, lighter={self.lighter}"
        return f"{self.scene!r}\nplan_session(rulebook, assessment, {self.minutes}, {asked})"

    def judged(self, technique: str) -> Judgement:
        return self.answer.judgements[technique]

    @property
    def goals(self) -> tuple[Goal, ...]:
        return self.scene.profile.goals


@st.composite
def cases(draw, *, often: bool = True, surely: bool = False, later: bool = True) -> Case:
    """An answer and so many minutes; with ``often`` mostly one by which something is recommended, or ``surely``."""
    scene = draw(scenes(argued=True))
    if often and (surely or not chance(draw, 4)):
        book = scene.rulebook
        scene = scene.under(indications=[attrs.evolve(each, direction=Direction.BENEFIT) for each in book.indications])
        scene = scene.but(responses=(), preferences=attrs.evolve(scene.profile.preferences, dislikes=()))
    if often and (surely or not chance(draw, 4)):
        scene = scene.but(answered=(EVERYTHING,), unmapped=())
        if chance(draw, 2) or (surely and chance(draw, 2)):
            scene = scene.but(findings=(), medications=(), clearances=(), measurements=())
    if surely or (often and scene.profile.taken is None):
        scene = scene.but(taken=scene.on)
    evaluator = Evaluator(scene.rulebook)
    assume(not evaluator.check(scene.profile, scene.on))
    answer = evaluator.evaluate(scene.profile, on=scene.on)
    reviewed = draw(upto(8)) if later and chance(draw, 2) else 0
    session = reviewed + 1 + (draw(upto(5)) if later else 0)
    return Case(
        scene, answer, 30 + draw(upto(210)), session, reviewed, draw(upto(2)) if later and chance(draw, 3) else 0
    )


def plan_or_none(case: Case) -> SessionPlan | None:
    """The plan; nothing where the minutes are too few."""
    try:
        return case.plan()
    except InvalidPlan:
        return None


@st.composite
def plans(draw) -> tuple[Case, SessionPlan]:
    """A case and its plan with work in it; a few are tried, since many a client may not be worked on."""
    for _ in range(TRIES):
        case = draw(cases(surely=True, later=False))
        plan = plan_or_none(case)
        if plan is not None and plan.ready:
            return case, plan
    return reject()


@given(cases())
def test_a_plan_keeps_within_the_limits_at_every_point(case: Case) -> None:
    plan = plan_or_none(case)
    body = case.scene.rulebook.body
    for work in () if plan is None else (*plan.work, *plan.home):
        technique, judged = work.technique, case.judged(work.technique.id)
        assert work.sites
        assert body.union(work.sites) & ~body.union(technique.regions) == 0
        for at in judged.sites:
            if not body.union(at.sites) & body.union(work.sites):
                continue
            assert at.high <= Verdict.MODIFY
            cap, most = at.limits.pressure_at_most, at.limits.minutes_at_most
            assert technique.pressure.least <= work.pressure.least <= work.pressure.most <= technique.pressure.most
            assert cap is None or work.pressure.most <= cap
            assert technique.minutes.least <= work.minutes <= technique.minutes.most
            assert most is None or work.minutes <= most
            assert work.position in technique.positions
            assert not set(work.positions) & set(at.limits.no_positions)
            assert work.position in work.positions
            assert set(at.limits.no_traits) & set(technique.traits) <= set(work.without)
            assert not set(work.without) & set(technique.essential)
            assert not set(work.products) & set(at.limits.no_products)


@given(cases())
def test_what_is_kept_off_is_not_worked(case: Case) -> None:
    plan = plan_or_none(case)
    body = case.scene.rulebook.body
    declined = body.union(case.scene.profile.preferences.declines_sites)
    for work in () if plan is None else (*plan.work, *plan.home):
        assert work.keep_off == case.judged(work.technique.id).keep_off
        assert not body.union(work.sites) & (body.union(work.keep_off) | declined)


@given(cases())
def test_what_is_planned_is_done_where_a_goal_is_that_it_helps(case: Case) -> None:
    plan, book = plan_or_none(case), case.scene.rulebook
    for work in () if plan is None else (*plan.work, *plan.home):
        helped = [goal for goal in helped_by(case.judged(work.technique.id)) if goal.complaint in work.goals]
        assert helped
        for goal in helped:
            meant = goal_points(book, goal) & book.body.union(work.technique.regions) & ~book.body.union(work.keep_off)
            assert meant & ~book.body.union(work.sites) == 0
        assert any(goal_points(book, goal) & book.body.union(work.sites) for goal in helped)


@given(cases())
def test_a_plan_never_takes_longer_than_there_is_time(case: Case) -> None:
    plan = plan_or_none(case)
    assert plan is None or not plan.work or plan.planned_minutes <= plan.minutes == case.minutes


@given(cases())
def test_all_that_a_rule_is_for_together_takes_no_longer_than_it_allows(case: Case) -> None:
    plan = plan_or_none(case)
    spent: dict[str, int] = {}
    most: dict[str, int] = {}
    for work in () if plan is None else plan.work:
        rules = {}
        for each in case.judged(work.technique.id).restrictions:
            if isinstance(each, Restriction) and each.acts and each.limits.minutes_at_most is not None:
                rules[each.rule.id] = min(each.limits.minutes_at_most, rules.get(each.rule.id, LONG))
        for rule_id, cap in rules.items():
            spent[rule_id] = spent.get(rule_id, 0) + work.minutes
            most[rule_id] = min(cap, most.get(rule_id, LONG))
    assert all(minutes <= most[rule_id] for rule_id, minutes in spent.items())


@given(cases(often=False))
def test_nothing_is_planned_that_may_not_be_done_today(case: Case) -> None:
    plan = plan_or_none(case)
    if plan is None:
        return
    urgent = any(each.referral >= Referral.SAME_DAY for each in case.answer.referrals)
    if urgent or not case.answer.settled:
        assert not plan.ready
        assert (plan.work, plan.home) == ((), ())
        assert plan.referrals == case.answer.referrals
        assert urgent or plan.questions == case.answer.questions
    recommended = [each.technique.id for each in case.answer.recommendations]
    for work in (*plan.work, *plan.home):
        judged = case.judged(work.technique.id)
        assert work.technique.id in recommended
        assert judged.ready
        assert judged.verdict <= Verdict.MODIFY
        assert not judged.declined


@given(cases())
def test_too_few_minutes_are_refused_and_the_least_is_named(case: Case) -> None:
    long = case.plan(minutes=LONG)
    if not long.work:
        assert not case.plan(minutes=1).work
        return
    with pytest.raises(InvalidPlan) as refused:
        case.plan(minutes=1)
    (problem,) = refused.value.problems
    least = int(problem.hint.removeprefix("the least is ").removesuffix(" minutes"))
    assert case.plan(minutes=least).work
    with pytest.raises(InvalidPlan):
        case.plan(minutes=least - 1)


@given(cases())
def test_no_course_goes_past_a_review(case: Case) -> None:
    plan = case.plan(minutes=LONG)
    for pace in case.scene.rulebook.paces:
        if pace.when is None and case.session - case.reviewed > pace.review_every:
            assert plan.review_first
    assert not (plan.review_first and plan.work)
    if plan.course is None or not plan.course.reviews:
        return
    every = min(pace.review_every for pace in case.scene.rulebook.paces if pace.when is None)
    ends = (case.reviewed, *plan.course.reviews)
    assert all(0 < later - earlier <= every for earlier, later in itertools.pairwise(ends))
    assert ends[-1] == plan.course.sessions


@given(cases())
def test_the_work_goes_from_gentle_to_firm(case: Case) -> None:
    plan = plan_or_none(case)
    firmness = [] if plan is None else [work.pressure.most for work in plan.work]
    assert firmness == sorted(firmness)
    assert plan is None or len({work.technique.id for work in plan.work}) == len(plan.work)


@given(cases())
def test_a_plan_reads_back(case: Case) -> None:
    plan = plan_or_none(case)
    assume(plan is not None)
    prepared = prepare(case.scene.rulebook, case.answer, plan)
    assert from_json(SessionPlan, to_json(plan)) == plan
    assert from_json(Preparation, to_json(prepared)) == prepared


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
        lambda each: attrs.evolve(each, signs=[sign.id for sign in plan.signs]),
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


@given(plans(), st.integers(1, 5))
def test_a_lighter_plan_is_nowhere_firmer(drawn: tuple[Case, SessionPlan], lighter: int) -> None:
    case, _ = drawn
    long, light = case.plan(minutes=LONG), case.plan(minutes=LONG, lighter=lighter)
    for work in light.work:
        limit = case.judged(work.technique.id).limits.pressure_at_most
        cap = work.technique.pressure.most if limit is None else min(limit, work.technique.pressure.most)
        assert work.pressure.most <= cap - lighter
    assert {work.technique.id for work in (*light.work, *light.home)} <= {
        judged.technique.id for judged in case.answer.recommendations
    }
    assert long.work


@given(plans())
def test_a_plan_is_refused_on_a_day_on_which_the_answer_does_not_hold(drawn: tuple[Case, SessionPlan]) -> None:
    case, _ = drawn
    until = case.answer.valid_until
    days = [case.scene.on - timedelta(days=1), *([] if until is None else [until])]
    for day in days:
        try:
            planned = plan_session(case.scene.rulebook, case.answer, LONG, on=day)
        except InvalidPlan:
            continue
        assert planned is None, f"planned for {day}"
