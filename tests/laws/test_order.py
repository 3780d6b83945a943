"""Law 2: order does not matter, nor do duplicates, hash seeds or how things are spread over files."""

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.reference import assess
from bodywork_rules.model import Assessment, Contraindication, Finding
from bodywork_rules.rulebook.parts import KINDS
from laws.learning import places_of
from strategies import Scene, scenes
from strategies_draws import pick, upto

LISTS = ("findings", "medications", "measurements", "goals", "clearances", "responses", "unmapped")


def moved(draw, things: Sequence[object]) -> list[object]:
    """The same things in another order."""
    at = draw(upto(max(0, len(things) - 1)))
    turned = [*things[at:], *things[:at]]
    return turned[::-1] if draw(upto(1)) else turned


@st.composite
def told_in_another_order(draw) -> tuple[Scene, Scene]:
    scene = draw(scenes())
    return scene, scene.but(**{name: moved(draw, getattr(scene.profile, name)) for name in LISTS})


@st.composite
def written_in_another_order(draw) -> tuple[Scene, Scene]:
    scene = draw(scenes())
    return scene, scene.under(**{name: moved(draw, list(getattr(scene.rulebook, name))) for name in KINDS})


def answers(scene: Scene) -> tuple[Assessment, Assessment]:
    """What the definition and the evaluator say."""
    evaluated = Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)
    return assess(scene.rulebook, scene.profile, scene.on), evaluated


@given(told_in_another_order())
def test_the_order_in_which_a_client_tells_does_not_matter(drawn: tuple[Scene, Scene]) -> None:
    one, other = drawn
    for said, again in zip(answers(one), answers(other), strict=True):
        assert attrs.evolve(again, profile=one.profile) == said


@given(written_in_another_order())
def test_the_order_in_which_a_rulebook_is_written_does_not_matter(drawn: tuple[Scene, Scene]) -> None:
    one, other = drawn
    assert one.rulebook == other.rulebook
    assert one.rulebook.digest == other.rulebook.digest
    assert answers(one) == answers(other)


def essence(answer: Assessment) -> object:
    """All that an answer says but for how often it says it."""
    return (
        [
            (
                *(each.technique.id, each.low, each.verdict, each.high, each.settled, each.limits, each.sites),
                *(each.keep_off, each.arguments, each.contributions, each.score, each.clearances, each.declined),
            )
            for each in answer.judgements
        ],
        [[each.technique.id for each in group] for group in (answer.recommendations, answer.after_clearance)],
        [each.technique.id for each in answer.withheld],
        answer.ties,
        {(each.clearance, each.techniques) for each in answer.clearances},
        {each.referral for each in answer.referrals},
        (answer.settled, answer.valid_until),
    )


@given(scenes())
def test_what_is_told_twice_counts_once(scene: Scene) -> None:
    twice = scene.but(**{name: getattr(scene.profile, name) * 2 for name in LISTS[2:]})
    plain = [each for each in scene.profile.findings if each.id is None]
    twice = twice.but(findings=(*scene.profile.findings, *plain))
    for said, again in zip(answers(scene), answers(twice), strict=True):
        assert attrs.evolve(again, profile=scene.profile) == said


@st.composite
def with_a_finding_told_twice(draw) -> tuple[Scene, Finding]:
    """A client, and a finding that no record names, under an id of its own."""
    scene = draw(scenes(rules=1, reported=1))
    named = {id for record in scene.profile.clearances for id in record.findings}
    free = [each for _, each in places_of(scene) if each.id not in named]
    twin = attrs.evolve(pick(draw, free or [Finding("c0")]), id="twin")
    return (scene if free else scene.but(findings=(*scene.profile.findings, Finding("c0")))), twin


@given(with_a_finding_told_twice())
def test_a_finding_told_twice_under_two_ids_counts_once(drawn: tuple[Scene, Finding]) -> None:
    scene, twin = drawn
    twice = scene.but(findings=(*scene.profile.findings, twin))
    assert [essence(each) for each in answers(twice)] == [essence(each) for each in answers(scene)]


@st.composite
def with_a_rule_written_twice(draw) -> tuple[Scene, Contraindication]:
    scene = draw(scenes(rules=1))
    twin = attrs.evolve(pick(draw, list(scene.rulebook.contraindications)), id="a-twin")
    return scene, twin


@given(with_a_rule_written_twice())
def test_a_rule_written_twice_under_two_ids_counts_once(drawn: tuple[Scene, Contraindication]) -> None:
    scene, twin = drawn
    # Rules about nothing share no clearance: the twin asks for one of its own, whose records are none.
    if twin.about is None and twin.clearance is not None:
        scene = scene.but(clearances=())
        own = attrs.evolve(scene.rulebook.clearances[twin.clearance], id="twin-ok")
        twice = scene.under(
            contraindications=[*scene.rulebook.contraindications, attrs.evolve(twin, clearance=own.id)],
            clearances=[*scene.rulebook.clearances, own],
        )
        assert [[each[:8] for each in essence(said)[0]] for said in answers(twice)] == [
            [each[:8] for each in essence(said)[0]] for said in answers(scene)
        ]
        return
    twice = scene.under(contraindications=[*scene.rulebook.contraindications, twin])
    assert [essence(each) for each in answers(twice)] == [essence(each) for each in answers(scene)]


ANSWER_ALL = """
import pickle, sys
from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.reference import assess
from bodywork_rules.rulebook import to_json
for rulebook, profile, on in pickle.load(sys.stdin.buffer):
    evaluator = Evaluator(rulebook)
    screened = evaluator.screen(profile, on)
    print(to_json(evaluator.evaluate(profile, on=on)), to_json(assess(rulebook, profile, on)), screened)
    print(rulebook.digest, to_json(rulebook), to_json(profile))
"""


def test_hash_seeds_do_not_matter() -> None:
    drawn: list[Scene] = []

    @settings(max_examples=40)
    @given(scenes(rules=2, reported=1))
    def draw_some(scene: Scene) -> None:
        drawn.append(scene)

    draw_some()
    asked = pickle.dumps([(each.rulebook, each.profile, each.on) for each in drawn])
    outputs = {
        subprocess.run(
            [sys.executable, "-c", ANSWER_ALL],
            input=asked,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) >= 2 * len(drawn)
