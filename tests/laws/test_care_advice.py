"""What is said around a session is for what is done, and brings and teaches nothing that the answer forbids."""

import functools
import operator
from collections.abc import Iterable

from hypothesis import given

from bodywork_rules.care import prepare
from bodywork_rules.engine.facts import goal_points
from bodywork_rules.engine.scope import takes_in
from bodywork_rules.model import Restriction, Verdict
from laws.planning import Case, cases, plan_or_none


@given(cases())
def test_advice_is_for_what_is_done_and_teaches_nothing_that_may_not_be_done(case: Case) -> None:
    plan, body = plan_or_none(case), case.scene.rulebook.body
    if plan is None:
        return
    for advice in plan.advice:
        where = body.union(advice.regions) if advice.regions else body.whole
        everyone = advice.to.all and not advice.regions
        assert everyone or any(
            takes_in(advice.to, work.technique) and body.union(work.sites) & where for work in plan.work
        )
    told = (*plan.advice, *prepare(case.scene.rulebook, case.answer, plan).advice)
    for advice in told:
        if advice.technique is not None:
            assert case.judged(advice.technique).ready
            assert case.judged(advice.technique).offered


def forbidden(case: Case, trait: str, where: int) -> bool:
    """Whether any rule shown of any technique forbids a trait at some of these points, in whatever reading."""
    body = case.scene.rulebook.body
    shown = {
        each
        for judged in case.answer.judgements
        for each in judged.restrictions
        if isinstance(each, Restriction) and body.union(each.sites) & where
    }
    return any(
        trait in each.limits.no_traits
        or (each.verdict > Verdict.MODIFY and (each.rule.to.all or trait in each.rule.to.traits_any))
        for each in shown
    )


def waits_wherever_it_is_needed(case: Case, trait: str, where: int) -> bool:
    """Whether every technique that cannot do without a trait has to wait or be avoided at some of these points."""
    body = case.scene.rulebook.body
    highest = [
        max(at.high for at in there)
        for judged in case.answer.judgements
        if trait in judged.technique.essential
        and (there := [at for at in judged.sites if body.union(at.sites) & where])
    ]
    return bool(highest) and min(highest) > Verdict.MODIFY


@given(cases())
def test_advice_brings_nothing_to_a_place_that_a_rule_forbids_there(case: Case) -> None:
    plan, body = plan_or_none(case), case.scene.rulebook.body
    worked = 0 if plan is None else body.union(site for work in plan.work for site in work.sites)
    for advice in () if plan is None else plan.advice:
        where = body.union(advice.regions) if advice.regions else worked
        for trait in advice.traits:
            assert trait not in case.scene.profile.preferences.declines
            assert not forbidden(case, trait, where)
            assert not waits_wherever_it_is_needed(case, trait, where)
        if advice.technique is not None:
            meant = sum_of(goal_points(case.scene.rulebook, goal) for goal in case.goals)
            assert not body.union(case.judged(advice.technique).keep_off) & where & meant


def sum_of(masks: Iterable[int]) -> int:
    """The points of any of these."""
    return functools.reduce(operator.or_, masks, 0)
