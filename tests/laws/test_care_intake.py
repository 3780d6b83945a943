"""Laws of the intake: what it leaves out would have changed nothing that is recommended."""

import attrs
from hypothesis import given

from bodywork_rules import Evaluator
from bodywork_rules.engine.facts import given_findings, is_urgent
from laws.interviews import (
    AtRandom,
    at_random,
    by_pages,
    clients,
    interviewed,
    referred,
    said_of_what_is_recommended,
    steps,
)
from strategies import Scene


@given(clients())
def test_an_interview_recommends_as_the_whole_form_does(scene: Scene) -> None:
    evaluator = Evaluator(scene.rulebook)
    interview = interviewed(scene, evaluator)
    for profile in (interview.told, interview.profile):
        as_uncoded = attrs.evolve(scene.profile, unmapped=profile.unmapped)
        short, whole = (evaluator.evaluate(each, scene.on) for each in (profile, as_uncoded))
        assert said_of_what_is_recommended(short, short) == said_of_what_is_recommended(whole, short)


@given(clients())
def test_an_interview_refers_as_the_whole_form_does(scene: Scene) -> None:
    evaluator = Evaluator(scene.rulebook)
    short, whole = (
        evaluator.evaluate(each, scene.on) for each in (interviewed(scene, evaluator).profile, scene.profile)
    )
    assert referred(short) == referred(whole)


@given(clients())
def test_an_interview_leaves_no_urgent_question_that_the_client_can_answer(scene: Scene) -> None:
    evaluator = Evaluator(scene.rulebook)
    short, whole = (evaluator.evaluate(each, scene.on) for each in (interviewed(scene, evaluator).told, scene.profile))
    open_still = {each.unknown.id for each in short.questions if is_urgent(each.referral)}
    assert open_still <= {each.unknown.id for each in whole.questions}


@given(clients())
def test_an_interview_by_pages_comes_to_what_the_whole_form_does(scene: Scene) -> None:
    evaluator = Evaluator(scene.rulebook)
    interview = by_pages(scene, evaluator)
    as_uncoded = attrs.evolve(scene.profile, unmapped=interview.profile.unmapped)
    short, whole = (evaluator.evaluate(each, scene.on) for each in (interview.profile, as_uncoded))
    assert said_of_what_is_recommended(short, short) == said_of_what_is_recommended(whole, short)
    assert referred(short) == referred(whole)
    open_still = {each.unknown.id for each in short.questions if is_urgent(each.referral)}
    assert open_still <= {each.unknown.id for each in whole.questions}


@given(clients())
def test_no_question_is_put_twice(scene: Scene) -> None:
    put = [question.id for _, question, _ in steps(scene, Evaluator(scene.rulebook))]
    assert len(put) == len(set(put))


@given(at_random())
def test_after_a_yes_no_interview_ends_ready_with_nothing_reported_of_it(drawn: AtRandom) -> None:
    answer = Evaluator(drawn.scene.rulebook).evaluate(drawn.end.profile, drawn.scene.on)
    reported = {
        above
        for finding in given_findings(drawn.end.profile)
        for above in drawn.scene.rulebook.broader_of(finding.condition)
    }
    assert drawn.yes <= reported
    for condition in drawn.yes:
        named = any(
            each.condition in drawn.scene.rulebook.narrower_of(condition) - {condition}
            for each in given_findings(drawn.end.profile)
        )
        if not named and drawn.scene.rulebook.conditions[condition].needs_kind:
            assert not any(judgement.ready for judgement in answer.judgements)
