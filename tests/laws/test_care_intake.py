"""Laws of the intake: what it leaves out would have changed nothing that is recommended."""

from hypothesis import given

from bodywork_rules import Evaluator
from bodywork_rules.engine.facts import is_urgent
from laws.interviews import clients, interviewed, referred, said_of_what_is_recommended, steps
from strategies import Scene


@given(clients())
def test_an_interview_recommends_as_the_whole_form_does(scene: Scene) -> None:
    evaluator = Evaluator(scene.rulebook)
    for profile in (interviewed(scene, evaluator).told, interviewed(scene, evaluator).profile):
        short, whole = (evaluator.evaluate(each, scene.on) for each in (profile, scene.profile))
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
def test_no_question_is_put_twice(scene: Scene) -> None:
    put = [question.id for _, question, _ in steps(scene, Evaluator(scene.rulebook))]
    assert len(put) == len(set(put))
