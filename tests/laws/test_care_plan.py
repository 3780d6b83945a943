"""What a session plan may be."""

import itertools
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bodywork_rules.care import plan_session, prepare
from bodywork_rules.care.plan.advice import helped_by
from bodywork_rules.engine.facts import goal_points
from bodywork_rules.errors import InvalidPlan
from bodywork_rules.model import (
    Preparation,
    Referral,
    Restriction,
    SessionPlan,
    Verdict,
)
from bodywork_rules.rulebook import from_json, to_json
from laws.planning import LONG, Case, cases, plan_or_none, plans


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
