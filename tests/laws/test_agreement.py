"""Law 12: every way of computing agrees on whatever it computes."""

from hypothesis import given

from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.reference import assess
from bodywork_rules.model import Assessment, Screening
from laws.readings import ACT, HIGH, LOW, cases_of, readings, tighter
from strategies import Scene, scenes


def assert_same(one: Assessment, other: Assessment) -> None:
    """Two answers are equal: part by part first, so that a failure says which part is not."""
    for judgement in one.judgements:
        same = other.judgements[judgement.technique.id]
        for part in ("low", "verdict", "high", "settled", "sites", "limits", "restrictions", "arguments"):
            assert getattr(judgement, part) == getattr(same, part), f"{part} of {judgement.technique.id}"
        for part in ("contributions", "score", "clearances", "declined", "called_for", "keep_off"):
            assert getattr(judgement, part) == getattr(same, part), f"{part} of {judgement.technique.id}"
    for part in ("recommendations", "after_clearance", "withheld"):
        ids = [[judgement.technique.id for judgement in getattr(each, part)] for each in (one, other)]
        assert ids[0] == ids[1], part
    for part in ("ties", "clearances", "referrals", "questions", "settled", "valid_until", "changes", "provenance"):
        assert getattr(one, part) == getattr(other, part), part
    assert (one.words, one.body, one) == (other.words, other.body, other)


@given(scenes())
def test_the_reference_and_the_evaluator_give_one_answer(scene: Scene) -> None:
    evaluated = Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)
    assert_same(assess(scene.rulebook, scene.profile, scene.on), evaluated)


def screening_of(scene: Scene) -> Screening:
    """What the definition says of verdicts and of the rules that count, and nothing else."""
    said = readings(scene)
    tested = cases_of(scene)
    acting = {case.rule.id for case in tested if case.counts[ACT]}
    return Screening(
        techniques=tuple(said),
        low=tuple(three[LOW].verdict for three in said.values()),
        verdict=tuple(three[ACT].verdict for three in said.values()),
        high=tuple(three[HIGH].verdict for three in said.values()),
        acting=tuple(sorted(acting)),
        possible=tuple(sorted({case.rule.id for case in tested if case.counts[HIGH]} - acting)),
    )


@given(scenes())
def test_the_screen_and_the_reference_agree_on_verdicts_and_the_rules_that_count(scene: Scene) -> None:
    assert Evaluator(scene.rulebook).screen(scene.profile, scene.on) == screening_of(scene)


@given(scenes())
def test_an_evaluator_that_was_asked_before_gives_the_same_answer(scene: Scene) -> None:
    evaluator = Evaluator(scene.rulebook)
    first = evaluator.evaluate(scene.profile, on=scene.on)
    screened = evaluator.screen(scene.profile, scene.on)
    assert evaluator.evaluate(scene.profile, on=scene.on) == first
    assert evaluator.screen(scene.profile, scene.on) == screened
    assert all(screened[each.technique.id].verdict is each.verdict for each in first.judgements)


@given(scenes())
def test_low_is_at_most_the_verdict_and_the_verdict_at_most_high(scene: Scene) -> None:
    for low, act, high in readings(scene).values():
        assert low.verdict <= act.verdict <= high.verdict
        assert all(low.at[bit].verdict <= act.at[bit].verdict <= high.at[bit].verdict for bit in act.at)
        assert all(tighter(act.at[bit].limits, low.at[bit].limits) for bit in act.at)
        assert all(tighter(high.at[bit].limits, act.at[bit].limits) for bit in act.at)
