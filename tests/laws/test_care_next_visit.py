"""Laws of a later visit: nothing is renewed that was not asked again."""

from datetime import timedelta

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from bodywork_rules import Evaluator
from bodywork_rules.care import next_visit
from laws.readings import assert_at_least_as_strict, client_of, readings
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
    assert_at_least_as_strict(readings(new), readings(old))
