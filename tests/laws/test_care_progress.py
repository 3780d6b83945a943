"""The laws of progress and scope: scores decide on their own direction, and a practitioner changes no answer."""

from datetime import date, timedelta

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from bodywork_rules.care import Credential, Practitioner, Progress, Score, advise, response, to_responses, within_scope
from bodywork_rules.care.progress.response import Trend
from bodywork_rules.care.progress.steps import Step
from bodywork_rules.engine import Evaluator
from bodywork_rules.model import Better, Change, Goal, Measure
from bodywork_rules.rulebook import Rulebook, to_json
from laws.test_arguments import verdicts_of
from strategies import Scene, rulebook_with, rulebooks, scenes
from strategies_draws import pick, some, upto
from strategies_measures import courses
from strategies_rulebooks import FAMILIES, TRAININGS, TRAITS

RANK = {Trend.WORSE: 0, Trend.UNCHANGED: 1, Trend.TOO_EARLY: 1, Trend.IMPROVED: 2}


@attrs.frozen(repr=False)
class Followed:
    """The scores of one client under one rulebook, looked at on their last day."""

    rulebook: Rulebook
    scores: tuple[Score, ...]

    def __repr__(self) -> str:
        """Lines that replay it through the public API."""
        told = ", ".join(f"from_json(Score, {to_json(score)!r})" for score in self.scores)
        return f"rulebook = from_json(Rulebook, {to_json(self.rulebook)!r})\nscores = [{told}]"

    @property
    def on(self) -> date:
        return max(score.on for score in self.scores)

    @property
    def progress(self) -> tuple[Progress, ...]:
        return response(self.rulebook, self.scores, self.on)

    @property
    def trends(self) -> dict[tuple[str, str | None], Trend]:
        return {(each.complaint, each.technique): each.trend for each in self.progress}

    def towards_worse(self, score: Score, steps: int) -> Score:
        """The same score, worse by so many points, as far as there is room."""
        measure = self.rulebook.measures[score.measure]
        by = steps if measure.better is Better.LOWER else -steps
        return attrs.evolve(score, value=min(max(score.value + by, measure.least), measure.most))

    def last_of(self, draw) -> Score:
        """The last score of some measure for some complaint."""
        last = {(score.complaint, score.measure): score for score in sorted(self.scores, key=lambda each: each.on)}
        return pick(draw, [last[key] for key in sorted(last)])


@st.composite
def followed(draw) -> Followed:
    rulebook = draw(rulebooks(followed=1))
    scores = draw(courses(rulebook))
    assume(scores)
    return Followed(rulebook, scores)


@st.composite
def reordered(draw) -> tuple[Followed, list[Score]]:
    one = draw(followed())
    return one, draw(st.permutations(one.scores))


@given(reordered())
def test_the_order_of_scores_does_not_matter(drawn: tuple[Followed, list[Score]]) -> None:
    one, order = drawn
    assert response(one.rulebook, order, one.on) == one.progress
    assert advise(one.rulebook, order, one.on) == advise(one.rulebook, one.scores, one.on)


def upside_down(measure: Measure) -> Measure:
    """The same measure with its scale turned over, and without what is counted from nought."""
    whole = measure.least + measure.most
    kept = [attrs.evolve(each, share=None) for each in measure.thresholds if each.points is not None]
    turned = [attrs.evolve(each, reach=None if each.reach is None else whole - each.reach) for each in kept]
    return attrs.evolve(
        measure,
        better=Better.LOWER if measure.better is Better.HIGHER else Better.HIGHER,
        thresholds=turned,
        counts_from=None if measure.counts_from is None else whole - measure.counts_from,
    )


@given(followed())
def test_each_measure_is_judged_on_its_own_direction(one: Followed) -> None:
    turned = rulebook_with(one.rulebook, measures=[upside_down(each) for each in one.rulebook.measures])
    back = rulebook_with(one.rulebook, measures=[upside_down(each) for each in turned.measures])
    ends = {each.id: each.least + each.most for each in one.rulebook.measures}
    scores = [attrs.evolve(each, value=ends[each.measure] - each.value) for each in one.scores]
    assert Followed(turned, scores).trends == Followed(back, one.scores).trends
    for progress in one.progress:
        for figure in progress.figures:
            rose = figure.last.value - figure.first.value
            assert figure.gain == (rose if figure.measure.better is Better.HIGHER else -rose)


@given(followed())
def test_a_course_that_improved_reached_all_that_matters(one: Followed) -> None:
    for progress in one.progress:
        if progress.trend is not Trend.IMPROVED:
            continue
        assert progress.decided_by
        for figure in progress.figures:
            if figure.measure.id in progress.decided_by:
                asked, first = figure.threshold, figure.first.value
                assert asked is not None
                assert figure.measure.alone
                assert figure.gain >= (asked.points or 0)
                assert figure.gain >= (asked.detectable or 0)
                assert figure.gain >= abs(first) * (asked.share or 0) - 1e-9
                assert figure.gain > 0


@given(followed())
def test_what_is_clearly_worse_is_never_hidden(one: Followed) -> None:
    for progress in one.progress:
        for figure in progress.figures:
            if figure.threshold is None or figure.threshold.points is None:
                continue
            if -figure.gain >= max(figure.threshold.points, figure.threshold.detectable or 0):
                assert progress.trend is Trend.WORSE
                assert figure.change is Change.WORSE


@st.composite
def a_worse_last(draw) -> tuple[Followed, Followed]:
    one = draw(followed())
    score = one.last_of(draw)
    worse = one.towards_worse(score, 1 + draw(upto(6)))
    return one, Followed(one.rulebook, tuple(worse if each == score else each for each in one.scores))


@given(a_worse_last())
def test_a_worse_score_in_place_of_the_last_never_makes_a_course_better(drawn: tuple[Followed, Followed]) -> None:
    before, after = (each.trends for each in drawn)
    assert before.keys() == after.keys()
    assert all(RANK[after[key]] <= RANK[before[key]] for key in before)


@st.composite
def a_later(draw) -> tuple[Followed, Followed]:
    one = draw(followed())
    score = one.towards_worse(one.last_of(draw), draw(upto(6)))
    later = attrs.evolve(score, on=one.on + timedelta(days=1), techniques=(), session=None)
    return one, Followed(one.rulebook, (*one.scores, later))


@given(a_later())
def test_a_later_score_that_is_no_better_never_turns_a_course_to_improved(drawn: tuple[Followed, Followed]) -> None:
    before, after = (each.trends for each in drawn)
    for course, trend in before.items():
        if trend in {Trend.UNCHANGED, Trend.WORSE}:
            assert after[course] is not Trend.IMPROVED


@given(followed())
def test_a_course_stops_when_the_client_was_worse_too_often(one: Followed) -> None:
    for step in advise(one.rulebook, one.scores, one.on):
        if len(step.worse_on) >= step.progress.review.worse_times:
            assert step.step is Step.STOP
        assert (step.referral is not None) == (step.step is Step.STOP)
        if step.progress.trend is Trend.WORSE:
            assert step.worse_on
            assert step.step not in {Step.GO_ON, Step.CHANGE}


@given(followed())
def test_no_course_goes_on_past_the_most_sessions_without_a_review(one: Followed) -> None:
    for step in advise(one.rulebook, one.scores, one.on):
        given_on = {each.on for each in one.scores if each.complaint == step.progress.complaint and each.techniques}
        assert step.sessions >= len(given_on)
        if step.sessions >= step.progress.review.most_sessions:
            assert step.step in {Step.REVIEW, Step.STOP}


@given(scenes(argued=True, followed=1), st.data())
def test_a_response_shows_as_a_contribution_and_changes_no_verdict(scene: Scene, data: st.DataObject) -> None:
    scores = data.draw(courses(scene.rulebook))
    on = max((score.on for score in scores), default=scene.on)
    progress = response(scene.rulebook, scores, on)
    told = to_responses(progress)
    goals = [Goal(id) for id in sorted({each.complaint for each in progress})]
    before, after = scene.but(goals=goals, responses=()), scene.but(goals=goals, responses=told)
    if Evaluator(scene.rulebook).check(after.profile, scene.on):
        return
    assert verdicts_of(before) == verdicts_of(after)
    judged = Evaluator(scene.rulebook).evaluate(after.profile, on=scene.on).judgements
    for each in progress:
        if each.technique is not None and each.trend is not Trend.TOO_EARLY:
            shown = [part for part in judged[each.technique].contributions if part.of == "response"]
            points = scene.rulebook.scoring.response(Change(each.trend.value))
            assert (each.trend.value, points) in [(part.about, part.points) for part in shown]


@st.composite
def practised(draw) -> tuple[Scene, Practitioner]:
    scene = draw(scenes())
    until = pick(draw, (None, scene.on, scene.on - timedelta(days=1)))
    credentials = [Credential(each, until=until) for each in some(draw, TRAININGS)]
    return scene, Practitioner(credentials=credentials, excludes=some(draw, (*FAMILIES, *TRAITS), most=1))


@given(practised())
def test_scope_parts_all_techniques_and_changes_nothing(drawn: tuple[Scene, Practitioner]) -> None:
    scene, practitioner = drawn
    answer = Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)
    before = to_json(answer)
    scope = within_scope(scene.rulebook, answer, practitioner)
    assert scope.assessment is answer
    assert to_json(answer) == before
    beyond = [each.technique.id for each in scope.beyond]
    assert sorted([*(each.technique.id for each in scope.may), *beyond]) == list(scene.rulebook.techniques.ids)
    held = {each.training for each in practitioner.credentials if each.until is None or each.until >= scene.on}
    for technique in scene.rulebook.techniques:
        left_out = {technique.id, technique.family, *technique.traits} & set(practitioner.excludes)
        untrained = technique.trainings and not held & set(technique.trainings)
        assert (technique.id in beyond) == bool(left_out or untrained)
    assert all(each in answer.judgements for each in scope.may)


@given(practised(), st.sampled_from(TRAININGS), st.sampled_from(TRAITS))
def test_a_credential_only_widens_scope_and_an_exclusion_only_narrows_it(
    drawn: tuple[Scene, Practitioner], training: str, trait: str
) -> None:
    scene, practitioner = drawn
    answer = Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)

    def may(who: Practitioner) -> set[str]:
        return {each.technique.id for each in within_scope(scene.rulebook, answer, who).may}

    now = may(practitioner)
    assert now <= may(attrs.evolve(practitioner, credentials=[*practitioner.credentials, training]))
    assert now >= may(attrs.evolve(practitioner, excludes=[*practitioner.excludes, trait]))
