"""A no never denies more than was asked: the questions of the shipped rulebook, read with what they close."""

import math
import re
from datetime import date

import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Finding, Verdict
from bodywork_rules.model import Detail, Had, This
from bodywork_rules.model.predicates import leaves
from shipped import EVALUATOR, RULEBOOK

ASKED = [RULEBOOK.conditions[id] for id in RULEBOOK.everything]
DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 364 / 12, "year": 364}
NUMBERS = {"last": 1, "two": 2, "three": 3, "four": 4, "six": 6, "twelve": 12}
FOR_LIFE = re.compile(r"\b(ever|in (the|your) past)\b")
BOUNDED = re.compile(r"\b(?:with)?in the last (?:(two|three|four|six|twelve) )?(hour|day|week|month|year)")


def spoken_of(ask: str) -> float:
    """How many days back a question surely reaches, as people read it."""
    if FOR_LIFE.search(ask):
        return math.inf
    bounds = [round(NUMBERS[number or "last"] * DAYS[unit], 1) for number, unit in BOUNDED.findall(ask)]
    return max(bounds, default=0.0)


ASKED_BY_ITS_GROUP = "urgent-warning-sign"
"""Its signs are asked now; the question before them asks for those that came and went, and is answered yes."""


def needed(condition: str) -> float:
    """How many days back the rules look for a condition that is over, with those about a risk nobody is asked for."""
    found = [0.0]
    unasked = {each for each in RULEBOOK.broader_of(condition) if not RULEBOOK.conditions[each].ask}
    unasked -= {ASKED_BY_ITS_GROUP}
    for rule in RULEBOOK.contraindications:
        windows = [leaf.details for leaf in leaves(rule.when) if isinstance(leaf, This)]
        if rule.about in unasked | {condition} and rule.ever:
            found.append(_longest(windows))
        had = [leaf for leaf in (*leaves(rule.when), *leaves(rule.unless)) if isinstance(leaf, Had)]
        found += [_longest([leaf.details]) for leaf in had if leaf.condition == condition]
    return max(found)


def _longest(windows) -> float:
    bounds = [bound.days for each in windows for bound in (each.onset_within, each.ended_within) if bound is not None]
    return max(bounds, default=math.inf)


@pytest.mark.parametrize("condition", ASKED, ids=lambda each: each.id)
def test_a_question_reaches_as_far_back_as_the_rules_about_what_it_closes(condition):
    """Else a no to it denies what lies further back, about which nobody was asked."""
    kinds = RULEBOOK.narrower_of(condition.id)
    too_far = {kind: needed(kind) for kind in kinds if needed(kind) > spoken_of(condition.ask)}
    assert too_far == {}, condition.ask


@pytest.mark.parametrize("condition", ASKED, ids=lambda each: each.id)
def test_a_question_reaches_as_far_back_as_the_questions_that_it_saves(condition):
    kinds = {kind: spoken_of(RULEBOOK.conditions[kind].ask) for kind in RULEBOOK.narrower_of(condition.id)}
    assert {kind for kind, days in kinds.items() if days > spoken_of(condition.ask)} == set(), condition.ask


@pytest.mark.parametrize("condition", ASKED, ids=lambda each: each.id)
def test_a_no_to_the_question_is_a_no_to_the_condition(condition):
    """Not a question whose no tells that something is wrong, nor two in one, where a no to the second denies both."""
    assert not re.match(r"(Can|Could|May|Are you able)\b", condition.ask)
    first = condition.ask.partition(" If so,")[0]
    assert not re.search(r", and (is|are|has|have) (it|the|an?) ", first)


ON = date(2026, 11, 24)


def told(finding):
    client = ClientProfile(taken=ON, age=40, findings=[finding], answered=[EVERYTHING])
    return None if EVALUATOR.check(client, ON) else EVALUATOR.evaluate(client, on=ON)


def _refuses(answer):
    return answer is not None and all(judgement.verdict is Verdict.AVOID for judgement in answer.judgements)


@pytest.mark.parametrize("condition", RULEBOOK.conditions.ids)
def test_what_refuses_everything_only_for_want_of_a_place_asks_for_the_place(condition):
    """A wart or a bruise of which nobody said where it is may be under any hand; the place lets go of the rest."""
    bare, points = told(Finding(condition)), RULEBOOK.can_be(condition)
    place = RULEBOOK.body.points[(points & -points).bit_length() - 1]
    placed = told(Finding(condition, sites=[place]))
    if _refuses(bare) and placed is not None and not _refuses(placed):
        assert any(question.unknown.detail is Detail.SITES for question in bare.questions)
