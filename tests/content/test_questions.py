"""A no never denies more than was asked: the questions of the shipped rulebook, read with what they close."""

import math
import re
from datetime import date
from functools import cache

from bodywork_rules import EVERYTHING, ClientProfile, Finding, Verdict
from bodywork_rules.model import Detail, Had, This
from bodywork_rules.model.predicates import leaves
from shipped import EVALUATOR, RULEBOOK

ASKED = [RULEBOOK.conditions[id] for id in RULEBOOK.everything]
DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 364 / 12, "year": 364}
NUMBERS = {"last": 1, "two": 2, "three": 3, "four": 4, "six": 6, "twelve": 12}
FOR_LIFE = re.compile(r"\b(ever|in (the|your) past)\b")
BOUNDED = re.compile(r"\b(?:with)?in the last (?:(two|three|four|six|twelve) )?(hour|day|week|month|year)")


@cache
def spoken_of(ask: str) -> float:
    """How many days back a question surely reaches, as people read it."""
    if FOR_LIFE.search(ask):
        return math.inf
    bounds = [round(NUMBERS[number or "last"] * DAYS[unit], 1) for number, unit in BOUNDED.findall(ask)]
    return max(bounds, default=0.0)


ASKED_BY_ITS_GROUP = "urgent-warning-sign"
"""Its signs are asked now; the question before them asks for those that came and went, and is answered yes."""


@cache
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


def test_a_question_reaches_as_far_back_as_the_rules_about_what_it_closes():
    """Else a no to it denies what lies further back, about which nobody was asked."""
    too_far = {
        (condition.ask, kind): needed(kind)
        for condition in ASKED
        for kind in RULEBOOK.narrower_of(condition.id)
        if needed(kind) > spoken_of(condition.ask)
    }
    assert too_far == {}


def test_a_question_reaches_as_far_back_as_the_questions_that_it_saves():
    saved = {
        (condition.ask, kind)
        for condition in ASKED
        for kind in RULEBOOK.narrower_of(condition.id)
        if spoken_of(RULEBOOK.conditions[kind].ask) > spoken_of(condition.ask)
    }
    assert saved == set()


def test_a_no_to_the_question_is_a_no_to_the_condition():
    """Not a question whose no tells that something is wrong, nor two in one, where a no to the second denies both."""
    asked = {condition.id: condition.ask for condition in ASKED}
    assert {id: ask for id, ask in asked.items() if re.match(r"(Can|Could|May|Are you able)\b", ask)} == {}
    two_in_one = re.compile(r", and (is|are|has|have) (it|the|an?) ")
    assert {id: ask for id, ask in asked.items() if two_in_one.search(ask.partition(" If so,")[0])} == {}


ON = date(2026, 11, 24)


def _client(condition, *sites):
    return ClientProfile(taken=ON, age=40, findings=[Finding(condition, sites=sites)], answered=[EVERYTHING])


def _refuses(client):
    return all(verdict is Verdict.AVOID for verdict in EVALUATOR.screen(client, ON).verdict)


def _never_asks_for_its_place(condition):
    """Whether it refuses everything, at a place would not, and nobody is asked for the place."""
    bare, points = _client(condition), RULEBOOK.can_be(condition)
    placed = _client(condition, RULEBOOK.body.points[(points & -points).bit_length() - 1])
    if EVALUATOR.check(bare, ON) or not _refuses(bare) or EVALUATOR.check(placed, ON) or _refuses(placed):
        return False
    asked = EVALUATOR.evaluate(bare, on=ON).questions
    return all(question.unknown.detail is not Detail.SITES for question in asked)


def test_what_refuses_everything_only_for_want_of_a_place_asks_for_the_place():
    """A wart or a bruise of which nobody said where it is may be under any hand; the place lets go of the rest."""
    assert list(filter(_never_asks_for_its_place, RULEBOOK.conditions.ids)) == []
