"""Laws 1 and 10: arguments rank, and never change a verdict."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

from bodywork_rules.engine import Evaluator
from bodywork_rules.model import Direction, Goal, Judgement, Preferences, Scoring, Status, Verdict
from laws.readings import readings
from strategies import Scene, scenes
from strategies_rulebooks import scorings


def verdicts_of(scene: Scene) -> list[tuple[object, ...]]:
    """All that an assessment says of what may be done, without what speaks for or against doing it."""
    answer = Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)
    return [
        (
            each.technique,
            each.low,
            each.verdict,
            each.high,
            each.settled,
            each.ready,
            each.limits,
            each.keep_off,
            each.sites,
            each.restrictions,
            each.clearances,
            each.declined,
        )
        for each in answer.judgements
    ]


@st.composite
def scored_otherwise(draw) -> tuple[Scene, Scoring]:
    return draw(scenes(argued=True)), scorings(draw)


@given(scored_otherwise())
def test_indications_and_scores_never_change_a_verdict(given_: tuple[Scene, Scoring]) -> None:
    scene, scoring = given_
    told = verdicts_of(scene)
    assert verdicts_of(scene.under(indications=(), scoring=scoring)) == told
    assert verdicts_of(scene.under(indications=list(scene.rulebook.indications)[::2])) == told


@given(scenes(argued=True))
def test_likes_dislikes_responses_and_importance_never_change_a_verdict(scene: Scene) -> None:
    wants = scene.profile.preferences
    names = [*scene.rulebook.techniques.ids, *scene.rulebook.families.ids, *scene.rulebook.traits.ids]
    kept = {"declines": wants.declines, "declines_sites": wants.declines_sites}
    minor = [Goal(goal.complaint, importance=1, sites=goal.sites) for goal in scene.profile.goals]
    told = verdicts_of(scene)
    assert verdicts_of(scene.but(preferences=Preferences(likes=names, **kept), goals=minor)) == told
    assert verdicts_of(scene.but(preferences=Preferences(dislikes=names, **kept), responses=())) == told


@given(scenes(argued=True))
def test_a_contraindication_trumps_every_argument(scene: Scene) -> None:
    answer = Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)
    said = readings(scene)
    for judgement in answer.judgements:
        assert judgement.verdict is said[judgement.technique.id][1].verdict
    assert all(judgement.verdict <= Verdict.MODIFY for judgement in answer.recommendations)
    assert all(judgement.verdict is Verdict.CLEARANCE for judgement in answer.after_clearance)
    assert all(judgement.verdict is Verdict.AVOID for judgement in answer.withheld)


@given(scenes(argued=True))
def test_what_is_passed_down_reaches_the_goal(scene: Scene) -> None:
    body = scene.rulebook.body
    for judgement in Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on).judgements:
        reach = body.union(judgement.technique.regions)
        for argument in judgement.arguments:
            goal, indication = argument.goal, argument.indication
            meant = body.union(goal.sites) if goal.sites else scene.rulebook.can_be(goal.complaint)
            assert meant & reach or (indication.technique and indication.complaint == goal.complaint)


@given(scenes(argued=True))
def test_what_a_technique_is_only_for_decides_whether_it_is_offered_and_no_verdict(scene: Scene) -> None:
    given = (*scene.profile.findings, *scene.profile.medications)
    for everybody, ever in ((True, False), (False, False), (False, True)):
        kind = scene.rulebook.conditions.ids[-1]
        told = [each.condition for each in given if ever or each.status is not Status.RESOLVED]
        told += [goal.complaint for goal in scene.profile.goals]
        only_for = () if everybody else (kind,)
        techniques = [attrs.evolve(each, only_for=only_for, only_for_ever=ever) for each in scene.rulebook.techniques]
        other = scene.under(techniques=techniques)
        assert [each[1:] for each in verdicts_of(other)] == [each[1:] for each in verdicts_of(scene)]
        called_for = everybody or any(kind in scene.rulebook.broader_of(each) for each in told)
        for judgement in Evaluator(other.rulebook).evaluate(scene.profile, on=scene.on).judgements:
            assert judgement.called_for is called_for
            may = judgement.verdict < Verdict.AVOID and not judgement.declined
            assert judgement.offered is (called_for and may)
            assert called_for or not judgement.indicated


def worth(scene: Scene, judgement: Judgement) -> int:
    """A score, worked out from the arguments, likes, dislikes and responses by hand."""
    scoring, profile, technique = scene.rulebook.scoring, scene.profile, judgement.technique
    points = sum(
        scoring.strength(argument.indication.direction, argument.indication.certainty) * argument.goal.importance
        for argument in judgement.arguments
        if not argument.set_aside
    )
    names = {technique.id, technique.family, *technique.traits}
    points += scoring.like * len(names & set(profile.preferences.likes))
    points += scoring.dislike * len(names & set(profile.preferences.dislikes))
    complaints = {each for goal in profile.goals for each in scene.rulebook.broader_of(goal.complaint)}
    return points + sum(
        scoring.response(response.change)
        for response in set(profile.responses)
        if response.technique == technique.id and response.complaint in {None, *complaints}
    )


@given(scenes(argued=True))
def test_the_contributions_shown_add_up_to_the_score_shown(scene: Scene) -> None:
    for judgement in Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on).judgements:
        assert judgement.score == sum(part.points for part in judgement.contributions)
        assert judgement.score == worth(scene, judgement)
        of_arguments = [part.points for part in judgement.contributions if part.of == "argument"]
        assert of_arguments == [argument.points for argument in judgement.arguments]
        assert all(argument.points == 0 for argument in judgement.arguments if argument.set_aside)


@given(scenes(argued=True))
def test_the_ranking_follows_its_one_key(scene: Scene) -> None:
    answer = Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)
    ranked = [*answer.recommendations, *answer.after_clearance, *answer.withheld]
    indicated = {
        judgement.technique.id
        for judgement in answer.judgements
        if judgement.score > 0
        and judgement.called_for
        and any(
            argument.indication.direction is Direction.BENEFIT and not argument.set_aside
            for argument in judgement.arguments
        )
    }
    assert {judgement.technique.id for judgement in ranked} == indicated
    for group in (answer.recommendations, answer.after_clearance, answer.withheld):
        keys = [(-judgement.score, judgement.verdict, judgement.technique.id) for judgement in group]
        assert keys == sorted(keys)
    tied = {id for group in answer.ties for id in group}
    scores = [judgement.score for judgement in ranked]
    assert tied == {judgement.technique.id for judgement in ranked if scores.count(judgement.score) > 1}
