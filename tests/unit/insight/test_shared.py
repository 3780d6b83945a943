"""What is said once for all techniques holds for each, and nothing that holds for one of them is lost by it."""

from hypothesis import given

from bodywork_rules.engine import Evaluator
from bodywork_rules.insight.answer.shared import NOTHING_SHARED, shared_by, told_of
from bodywork_rules.model import ClientProfile, Goal, Verdict
from small_book import small_book
from strategies import scenes


def answers(scene):
    return Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)


@given(scenes())
def test_limits_said_for_all_bind_each_and_those_left_are_its_own(scene):
    answer = answers(scene)
    shared = shared_by(answer)
    for judgement in told_of(answer):
        own = judgement.limits
        assert own.tightest(shared.limits) == own
        assert shared.rest(own).tightest(shared.limits) == own


@given(scenes())
def test_a_place_said_for_all_is_off_for_each_and_those_left_are_its_own(scene):
    answer = answers(scene)
    shared, union = shared_by(answer), answer.body.union
    for judgement in told_of(answer):
        reach, kept = union(judgement.technique.regions), union(judgement.keep_off)
        assert union(shared.elsewhere(answer, judgement.keep_off)) == kept & ~shared.off
        if judgement.verdict < Verdict.CLEARANCE:
            assert shared.off & reach & ~kept == 0


def test_where_nothing_may_be_done_nothing_is_said_for_all():
    fevered = ClientProfile(taken="2026-11-23", findings=["fever"], goals=[Goal("neck-pain")])
    assert shared_by(Evaluator(small_book()).evaluate(fevered, on=fevered.taken)) == NOTHING_SHARED


def test_a_limit_that_changes_none_of_them_is_not_said():
    client = ClientProfile(taken="2026-11-23", medications=["warfarin"], goals=[Goal("neck-pain")])
    limits = shared_by(Evaluator(small_book()).evaluate(client, on=client.taken)).limits
    assert limits.pressure_at_most == 2
    assert limits.no_traits == ()
