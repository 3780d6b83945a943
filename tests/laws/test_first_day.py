"""Law 14: a technique is safe from its first day."""

import attrs
from hypothesis import given, reject
from hypothesis import strategies as st

from bodywork_rules import InvalidRulebook
from bodywork_rules.model import Technique
from bodywork_rules.rulebook.check import problems as check
from laws.readings import assert_at_least_as_strict, readings
from strategies import Scene, scenes
from strategies_draws import pick, some


@st.composite
def with_a_new_technique(draw) -> tuple[Scene, Technique, Technique]:
    """A client under rules that name no technique, a technique, and a new one with its traits and more."""
    scene = draw(scenes())
    rules = [rule for rule in scene.rulebook.contraindications if not rule.to.techniques]
    old = pick(draw, list(scene.rulebook.techniques))
    traits = {*old.traits, *some(draw, scene.rulebook.traits.ids)}
    essential = {*old.essential, *some(draw, sorted(traits))}
    new = attrs.evolve(old, id="new", traits=traits, essential=essential)
    declines = [each for each in scene.profile.preferences.declines if each != old.id]
    wants = attrs.evolve(scene.profile.preferences, declines=declines)
    try:
        scene = scene.under(contraindications=rules, techniques=[*scene.rulebook.techniques, new])
    except InvalidRulebook:  # the rules that are left share a clearance that a rule left out had joined
        reject()
    return scene.but(preferences=wants), old, new


@given(with_a_new_technique())
def test_a_technique_with_more_traits_is_judged_at_least_as_strictly(drawn: tuple[Scene, Technique, Technique]) -> None:
    scene, old, new = drawn
    said = readings(scene)
    assert_at_least_as_strict({"new": said[new.id]}, {"new": said[old.id]})


@given(scenes())
def test_the_checker_lists_the_rules_that_name_techniques(scene: Scene) -> None:
    naming = [rule.id for rule in scene.rulebook.contraindications if rule.to.techniques]
    assert [rule.id for rule in check.rules_naming_techniques(scene.rulebook)] == naming
