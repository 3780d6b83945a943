"""Law 9: reasons are complete."""

from hypothesis import given

from bodywork_rules.engine import Evaluator
from bodywork_rules.model import (
    Bound,
    Cause,
    Declined,
    Infeasible,
    Judgement,
    Limits,
    Preferences,
    Referral,
    Restriction,
    Technique,
    Verdict,
)
from laws.readings import ACT, HIGH, LOW, readings, together
from strategies import Scene, scenes


def points_of(scene: Scene, technique: Technique) -> list[int]:
    """The points of a technique's regions."""
    regions = scene.rulebook.body.union(technique.regions)
    return [1 << bit for bit in range(len(scene.rulebook.body.points)) if regions >> bit & 1]


def no_way(technique: Technique, limits: Limits) -> set[Bound]:
    """The limits within which a technique cannot be done."""
    found = set()
    if limits.pressure_at_most is not None and technique.pressure.least > limits.pressure_at_most:
        found.add(Bound.PRESSURE)
    if set(limits.no_traits) & set(technique.essential):
        found.add(Bound.TRAITS)
    if limits.minutes_at_most is not None and technique.minutes.least > limits.minutes_at_most:
        found.add(Bound.MINUTES)
    if not set(technique.positions) - set(limits.no_positions):
        found.add(Bound.POSITIONS)
    return found


def follows(scene: Scene, judgement: Judgement, shown: list[object]) -> dict[int, tuple[Verdict, Limits]]:
    """Verdict and limits at each point, worked out from reasons alone (steps 1 and 2)."""
    body, said = scene.rulebook.body, {}
    for point in points_of(scene, judgement.technique):
        here = [each for each in shown if body.union(each.sites) & point]
        rules = [each for each in here if isinstance(each, Restriction)]
        limits = together(each.limits for each in rules)
        verdict = max((each.verdict for each in rules), default=Verdict.PROCEED)
        if any(isinstance(each, Declined) for each in here) or no_way(judgement.technique, limits):
            verdict = Verdict.AVOID
        said[point] = verdict, limits
    return said


def aim_of(scene: Scene, technique: Technique) -> list[int]:
    """The points at which a goal is meant, or all."""
    points = points_of(scene, technique)
    meant = 0
    for goal in scene.profile.goals:
        meant |= scene.rulebook.body.union(goal.sites) if goal.sites else scene.rulebook.can_be(goal.complaint)
    return [point for point in points if point & meant] or points


def verdict_of(scene: Scene, technique: Technique, said: dict[int, tuple[Verdict, Limits]]) -> Verdict:
    """The verdict of the whole (step 3)."""
    mildest = min(said[point][0] for point in aim_of(scene, technique))
    touched = any(verdict is not Verdict.PROCEED for verdict, _ in said.values())
    return max(mildest, Verdict.MODIFY) if touched else mildest


@given(scenes(rules=1))
def test_the_verdict_follows_from_the_restrictions_shown(scene: Scene) -> None:
    for judgement in Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on).judgements:
        acting = [each for each in judgement.restrictions if not isinstance(each, Restriction) or each.acts]
        said = follows(scene, judgement, acting)
        verdict = verdict_of(scene, judgement.technique, said)
        assert judgement.verdict is verdict
        kept_off = [point for point, (at, _) in said.items() if at > verdict or verdict is Verdict.AVOID]
        assert scene.rulebook.body.union(judgement.keep_off) == sum(kept_off)
        worked = [limits for point, (_, limits) in said.items() if point not in kept_off]
        assert judgement.limits == together(worked)
        for point, (at, limits) in said.items():
            for there in judgement.sites:
                if scene.rulebook.body.union(there.sites) & point:
                    assert (there.verdict, there.limits, there.kept_off) == (at, limits, point in kept_off)


@given(scenes(rules=1))
def test_high_follows_from_the_restrictions_shown(scene: Scene) -> None:
    said = readings(scene)
    for judgement in Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on).judgements:
        if scene.profile.unmapped:
            assert judgement.high is Verdict.AVOID
            continue
        shown = [each for each in judgement.restrictions if not isinstance(each, Infeasible)]
        worst = follows(scene, judgement, shown)
        assert judgement.high is verdict_of(scene, judgement.technique, worst)
        at_points = said[judgement.technique.id][HIGH].at
        assert {1 << bit: (at.verdict, at.limits) for bit, at in at_points.items()} == worst


@given(scenes(rules=1))
def test_what_cannot_be_done_within_the_limits_names_the_limiting_rules(scene: Scene) -> None:
    body = scene.rulebook.body
    for judgement in Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on).judgements:
        acting = [each for each in judgement.restrictions if isinstance(each, Restriction) and each.acts]
        infeasible = [each for each in judgement.restrictions if isinstance(each, Infeasible)]
        for point in points_of(scene, judgement.technique):
            here = [each for each in acting if body.union(each.sites) & point]
            limits = together(each.limits for each in here)
            told = [each for each in infeasible if body.union(each.sites) & point]
            assert {each.bound for each in told} == no_way(judgement.technique, limits)
            for each in told:
                named = {rule.id for rule in each.rules}
                of_these = [at.limits for at in here if at.rule.id in named]
                assert each.bound in no_way(judgement.technique, together(of_these))


@given(scenes(rules=1, reported=1))
def test_each_detail_read_as_true_for_want_of_an_answer_is_named(scene: Scene) -> None:
    answer = Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)
    for judgement in answer.judgements:
        for each in judgement.restrictions:
            if not isinstance(each, Restriction):
                continue
            assert not each.assumed or each.acts
            assert each.acts or each.unknown
            assert all(unknown.cause is not Cause.NEVER_ANSWERED for unknown in each.assumed)
            if each.acts and each.finding is not None and each.finding.status.value == "suspected":
                assert any(unknown.cause is Cause.ONLY_SUSPECTED for unknown in each.assumed)
    low_counts = readings(scene)
    for judgement in answer.judgements:
        acting = [each for each in judgement.restrictions if isinstance(each, Restriction) and each.acts]
        if not any(each.assumed or each.unknown for each in acting) and not scene.profile.clearances:
            three = low_counts[judgement.technique.id]
            assert three[LOW].verdict is three[ACT].verdict


@given(scenes())
def test_settled_means_that_the_three_readings_agree(scene: Scene) -> None:
    said = readings(scene)
    for judgement in Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on).judgements:
        low, act, high = said[judgement.technique.id]
        agree = all(
            one.at[bit].verdict is act.at[bit].verdict
            and (one.at[bit].verdict is Verdict.AVOID or one.at[bit].limits == act.at[bit].limits)
            for one in (low, high)
            for bit in act.at
        )
        assert judgement.settled is agree
        assert judgement.ready is (agree and high.verdict <= Verdict.MODIFY)


@given(scenes(rules=1, reported=1))
def test_each_clearance_that_something_waits_for_is_asked_for(scene: Scene) -> None:
    body = scene.rulebook.body
    answer = Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)
    for judgement in answer.judgements:
        waiting = body.union(
            site for there in judgement.sites if there.verdict is Verdict.CLEARANCE for site in there.sites
        )
        asked = {
            each.rule.clearance
            for each in judgement.restrictions
            if isinstance(each, Restriction) and each.acts and each.verdict is Verdict.CLEARANCE
            if body.union(each.sites) & waiting
        }
        assert set(judgement.clearances) == asked
    asked_of_all = {(request.clearance.id, id) for request in answer.clearances for id in request.techniques}
    assert asked_of_all == {(id, each.technique.id) for each in answer.judgements for id in each.clearances}


@given(scenes(rules=1, reported=1))
def test_a_referral_is_never_lost_and_while_an_urgent_one_is_unknown_nothing_is_settled(scene: Scene) -> None:
    untouched = [region.id for region in scene.rulebook.regions if region.within is None]
    for each in (scene, scene.but(preferences=Preferences(declines_sites=untouched))):
        assert_referrals_and_settled(each)


def assert_referrals_and_settled(scene: Scene) -> None:
    """Of rules that act each referral is told; settled is what every technique is and no urgent referral unknown."""
    answer = Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)
    shown = [each for said in answer.judgements for each in said.restrictions if isinstance(each, Restriction)]
    referring = [each for each in shown if each.rule.referral is not None]
    acting = {(each.rule.id, each.finding, each.rule.referral) for each in referring if each.acts}
    assert acting <= {(each.rule.id, each.finding, each.referral) for each in answer.referrals}
    urgencies = [each.referral for each in answer.referrals]
    assert urgencies == sorted(urgencies, reverse=True)
    unsure = any(each.unknown and each.rule.referral >= Referral.SAME_DAY for each in referring)
    argued = [each for each in answer.judgements if each.arguments] or list(answer.judgements)
    assert answer.settled is (not unsure and all(each.settled for each in argued))
