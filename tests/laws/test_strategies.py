"""What the laws are tried on: valid by construction, and able to draw every field of the model."""

from collections import defaultdict
from enum import Enum

import attrs
import pytest
from hypothesis import given, settings

from bodywork_rules import model
from bodywork_rules.engine import Evaluator
from bodywork_rules.rulebook import Rulebook
from laws.walking import values_in
from strategies import Scene, scenes

ANSWERS = tuple(
    f"bodywork_rules.model.{name}" for name in ("assessment", "judgement", "lookup", "practitioner", "session")
)
NOT_DRAWN = {model.Cause, model.Course, model.Detail, model.Bound, model.How, model.Truth, model.Verdict}
"""Enums of answers, and one of which rules never say the mildest."""


@given(scenes())
def test_every_client_drawn_is_valid(scene: Scene) -> None:
    assert Evaluator(scene.rulebook).check(scene.profile, scene.on) == ()


@pytest.fixture(scope="module")
def drawn() -> tuple[dict[tuple[type, str], bool], set[Enum]]:
    """Which fields took a value that is not the one of silence, and which members of enums were met."""
    fields: dict[tuple[type, str], bool] = defaultdict(bool)
    members: set[Enum] = set()

    @settings(max_examples=600)
    @given(scenes(rules=1, reported=1))
    def draw(scene: Scene) -> None:
        for value in values_in((scene.rulebook, scene.profile)):
            if isinstance(value, Enum):
                members.add(value)
            for field in attrs.fields(type(value)) if attrs.has(type(value)) else ():
                fields[type(value), field.name] |= getattr(value, field.name) != field.default

    draw()
    return fields, members


def inputs() -> list[type]:
    """The classes of the model that rulebooks and profiles are made of."""
    named = [getattr(model, name) for name in model.__all__]
    classes = [each for each in named if isinstance(each, type) and attrs.has(each)]
    return [Rulebook, *(each for each in classes if each.__module__ not in ANSWERS and each is not model.Body)]


def test_every_field_of_the_model_can_be_drawn(drawn: tuple[dict[tuple[type, str], bool], set[Enum]]) -> None:
    fields, _ = drawn
    asked = {(kind, field.name) for kind in inputs() for field in attrs.fields(kind)}
    missing = sorted(f"{kind.__name__}.{name}" for kind, name in asked if not fields.get((kind, name)))
    assert missing == []


def test_every_member_of_every_vocabulary_can_be_drawn(
    drawn: tuple[dict[tuple[type, str], bool], set[Enum]],
) -> None:
    _, members = drawn
    enums = [each for each in map(model.__dict__.get, model.__all__) if isinstance(each, type)]
    asked = {member for each in enums if issubclass(each, Enum) and each not in NOT_DRAWN for member in each}
    assert sorted(str(member) for member in asked - members) == []
    assert {model.Verdict.MODIFY, model.Verdict.CLEARANCE, model.Verdict.AVOID} <= members
