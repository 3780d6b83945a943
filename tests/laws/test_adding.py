"""Laws 3, 4 and 8: a rule or a finding more never relaxes, and a rule about a site stays there."""

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from bodywork_rules.model import Contraindication, Extent, Finding, Had, Has, Status
from bodywork_rules.model.predicates import leaves
from bodywork_rules.rulebook.rulebook import Rulebook
from laws.learning import paired, visit_of
from laws.readings import ACT, HIGH, LOW, assert_at_least_as_strict, implied, readings
from strategies import Scene, scenes
from strategies_draws import chance, pick
from strategies_profiles import finding


@st.composite
def with_a_rule(draw) -> tuple[Scene, Contraindication]:
    """A client, and one of the rules, without which the others still make a rulebook."""
    scene = draw(scenes(rules=1))
    return scene, pick(draw, [rule for rule in scene.rulebook.contraindications if not holds_together(scene, rule)])


def holds_together(scene: Scene, rule: Contraindication) -> bool:
    """Whether other rules may share a clearance only because this one is about what all of them are kinds of."""
    sharing = [each for each in scene.rulebook.contraindications if each.clearance and each.clearance == rule.clearance]
    others = {each.about for each in sharing if each != rule}
    return len(others) > 1 and not any(others <= scene.rulebook.narrower_of(each) for each in others)


def without(scene: Scene, rule: Contraindication) -> Scene:
    """The same client under the rulebook without one rule."""
    return scene.under(contraindications=[each for each in scene.rulebook.contraindications if each != rule])


@given(with_a_rule())
def test_adding_a_contraindication_never_relaxes(drawn: tuple[Scene, Contraindication]) -> None:
    scene, rule = drawn
    assert_at_least_as_strict(readings(scene), readings(without(scene, rule)))


def excused(rulebook: Rulebook, condition: str) -> bool:
    """Whether some rule's ``unless`` names a condition, or one broader or narrower."""
    kin = rulebook.broader_of(condition) | rulebook.narrower_of(condition)
    return any(
        isinstance(leaf, Has | Had) and leaf.condition in kin
        for rule in rulebook.contraindications
        for leaf in leaves(rule.unless)
    )


@st.composite
def with_one_more_finding(draw) -> tuple[Scene, Finding]:
    """A client, and a present or suspected finding of a condition that no ``unless`` is concerned with."""
    scene = draw(scenes(unless=chance(draw, 3), rules=1))
    free = [id for id in scene.rulebook.conditions.ids if not excused(scene.rulebook, id)]
    assume(free)
    added = finding(draw, visit_of(scene), pick(draw, free), pick(draw, (None, "added")))
    if added.status is Status.RESOLVED:
        added = attrs.evolve(added, status=Status.SUSPECTED)
    return scene, added


@given(with_one_more_finding())
def test_reporting_a_present_or_suspected_finding_never_relaxes(drawn: tuple[Scene, Finding]) -> None:
    scene, added = drawn
    more = scene.but(findings=(*scene.profile.findings, added))
    assume(implied(more) == implied(scene))
    assert_at_least_as_strict(readings(more), readings(scene))


def reach(scene: Scene, rule: Contraindication, reading: int) -> int:
    """The points at which a rule may hold for what is reported; in high also for what nobody told us of."""
    if rule.where is Extent.EVERYWHERE:
        return scene.rulebook.body.whole
    if not isinstance(rule.where, Extent):
        return scene.rulebook.body.union(rule.where)
    body, about = scene.rulebook.body, rule.about or ""
    places = [1 << bit for bit in range(len(body.points)) if scene.rulebook.can_be(about) >> bit & 1]
    starts = places if reading == HIGH else []
    for each in (*scene.profile.findings, *scene.profile.medications, *implied(scene)):
        if about in scene.rulebook.broader_of(each.condition):
            if each.sites:
                sure = [site for site in each.sites if site.side or not paired(scene, site)]
                starts += [body.mask(site) for site in (sure if reading == LOW else each.sites)]
            elif reading != LOW:
                anywhere = scene.rulebook.can_be(each.condition)
                starts += [place for place in places if place & anywhere]
    extend = {Extent.LIMB: body.limb, Extent.BEYOND: body.beyond}.get(rule.where, int)
    mask = 0
    for start in starts:
        mask |= extend(start)
    return mask


@given(with_a_rule())
def test_a_rule_about_a_site_changes_nothing_at_points_outside_it(drawn: tuple[Scene, Contraindication]) -> None:
    scene, rule = drawn
    with_it, without_it = readings(scene), readings(without(scene, rule))
    for reading in (LOW, ACT, HIGH):
        inside = reach(scene, rule, reading)
        for id in with_it:
            there = without_it[id][reading].at
            for bit, at in with_it[id][reading].at.items():
                assert inside >> bit & 1 or at == there[bit], f"{id} at {scene.rulebook.body.points[bit]}"
