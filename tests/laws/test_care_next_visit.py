"""Laws of a later visit: nothing is renewed that was not asked again."""

from datetime import timedelta

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from bodywork_rules import Evaluator, InvalidProfile
from bodywork_rules.care import Asks, IntakeQuestion, Reply, answered, next_visit
from bodywork_rules.model import ClearanceRecord, Stage, Status
from laws.readings import ACT, HIGH, assert_at_least_as_strict, client_of, readings
from strategies import Scene, scenes
from strategies_draws import pick


@st.composite
def later_visits(draw) -> tuple[Scene, Scene]:
    """A client on a later day, by the history as it was, and by the one that a new visit begins with."""
    scene = draw(scenes(reported=1))
    scene = scene.but(taken=scene.profile.taken or scene.on)
    day = scene.on + timedelta(days=pick(draw, (0, 1, 3, 40, 500)))
    old = attrs.evolve(scene, on=day)
    assume(not Evaluator(scene.rulebook).check(old.profile, day))
    return old, attrs.evolve(old, profile=next_visit(scene.rulebook, scene.profile, day).profile)


@given(later_visits())
def test_a_new_visit_renews_no_answer_unasked(drawn: tuple[Scene, Scene]) -> None:
    old, new = drawn
    before, after = client_of(old), client_of(new)
    for condition in old.rulebook.conditions.ids:
        assert after.is_open(condition) or not before.is_open(condition)


@given(later_visits())
def test_a_new_visit_begins_no_milder_than_the_old_history_was(drawn: tuple[Scene, Scene]) -> None:
    old, new = drawn
    assert Evaluator(new.rulebook).check(new.profile, new.on) == ()
    assert_at_least_as_strict(readings(new), readings(old), (ACT, HIGH))


@given(later_visits())
def test_a_new_visit_takes_nothing_for_as_mild_as_it_was(drawn: tuple[Scene, Scene]) -> None:
    old, new = drawn
    if old.profile.taken != new.profile.taken:
        for finding in (*new.profile.findings, *new.profile.medications):
            untold = finding.severity is finding.controlled is None and finding.stage in (None, Stage.CHRONIC)
            assert finding.status is Status.RESOLVED or untold


@given(later_visits())
def test_no_yes_outlives_what_gets_worse(drawn: tuple[Scene, Scene]) -> None:
    """Of what is told to be out of control, after a yes of before, nothing that the yes lifted is lifted any more."""
    new = drawn[1]
    given = [each for each in new.profile.findings if each.status is not Status.RESOLVED]
    assume(given)
    finding = given[0]
    about = new.rulebook.broader_of(finding.condition)
    rules = [each for each in new.rulebook.contraindications if each.clearance and each.about in about]
    assume(rules)
    day = new.on - timedelta(days=1)
    records = [ClearanceRecord(clearance=each.clearance, answer="granted", on=day) for each in rules]
    number = [each for each in new.profile.findings if each.condition == finding.condition].index(finding) + 1
    question = IntakeQuestion(
        id=f"{finding.condition}/{number}/controlled",
        asks=Asks.DETAIL,
        text="?",
        condition=finding.condition,
        finding=finding,
        details=["controlled"],
    )
    told = attrs.evolve(new.profile, clearances=records)
    evaluator = Evaluator(new.rulebook)
    assume(finding.controlled is None and not evaluator.check(told, new.on))
    try:
        after = answered(evaluator, told, question, Reply("yes", controlled=False), new.on)
    except InvalidProfile:
        return
    assert all(each.expires == new.on for each in after.told.clearances)
    assert len(after.notes) == len(after.told.clearances)
