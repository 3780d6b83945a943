"""Nothing is ready for a client of whom a group is told, and not which kind of it."""

from datetime import date

import attrs
import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Evaluator, Finding, Goal, InvalidProfile
from bodywork_rules.model import Condition
from small_book import small_book

ON = date(2026, 11, 24)
PLAIN = small_book()
CHANGED = [
    attrs.evolve(PLAIN.conditions["fever"], broader=["trouble"]),
    attrs.evolve(PLAIN.conditions["chest-pain"], broader=["trouble"]),
    Condition(id="itch", name="Itch", broader=["trouble"], ask="Does it itch?"),
    Condition(id="trouble", name="Trouble", kind="group", ask="Is anything wrong?", needs_kind=True),
]
BOOK = small_book(
    conditions=[*(each for each in PLAIN.conditions if each.id not in {new.id for new in CHANGED}), *CHANGED]
)
EVALUATOR = Evaluator(BOOK)
NOT_WHICH = (
    "told, and yet not which kind it is: `trouble`; report the kind, or write what it is called under "
    "`unmapped` until somebody knows"
)


@pytest.mark.parametrize("status", ["present", "suspected", "resolved"])
@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"answered": ["trouble"]}, False),
        ({"answered": [EVERYTHING]}, False),
        ({"answered": BOOK.everything_but()}, True),
        ({"answered": ["chest-pain", "fever"]}, True),
        ({"answered": ["fever"]}, False),
        ({"answered": ["itch"]}, False),
        ({}, False),
        ({"answered": [EVERYTHING], "unmapped": ["the ague"]}, False),
        ({"answered": [EVERYTHING], "goals": ["itch"]}, False),
    ],
)
def test_a_group_must_say_which_kind_it_is_or_hold_everything_back(status, more, refused):
    client = ClientProfile(taken=ON, findings=[Finding("trouble", status=status)], **more)
    assert [str(problem) for problem in EVALUATOR.check(client, ON)] == (
        [f"findings[0].condition: {NOT_WHICH}"] if refused else []
    )
    for ask in (EVALUATOR.evaluate, EVALUATOR.screen):
        if refused:
            with pytest.raises(InvalidProfile):
                ask(client, ON)
        else:
            ask(client, ON)
    if not refused and "goals" not in more:
        assert not any(judgement.ready for judgement in EVALUATOR.evaluate(client, ON).judgements)


@pytest.mark.parametrize("kind", ["itch", Finding("fever", status="suspected")])
@pytest.mark.parametrize("status", ["present", "suspected", "resolved"])
def test_a_kind_says_which_it_is(kind, status):
    told = [Finding("trouble", status=status), kind]
    assert EVALUATOR.check(ClientProfile(taken=ON, findings=told, answered=BOOK.everything_but()), ON) == ()


def test_what_is_over_says_only_of_what_is_over_which_it_is():
    over = Finding("fever", status="resolved", end="2010")
    past = ClientProfile(
        taken=ON, findings=[Finding("trouble", status="resolved"), over], answered=BOOK.everything_but()
    )
    assert EVALUATOR.check(past, ON) == ()
    for now in ({"findings": ["trouble", over]}, {"findings": [over], "goals": [Goal("trouble")]}):
        client = ClientProfile(taken=ON, answered=BOOK.everything_but(), **now)
        assert any("told, and yet not which kind it is" in str(each) for each in EVALUATOR.check(client, ON))


def test_a_goal_for_a_group_must_say_which_kind_it_is():
    client = ClientProfile(taken=ON, goals=[Goal("trouble")], answered=["fever", "chest-pain"])
    assert [str(problem) for problem in EVALUATOR.check(client, ON)] == [f"goals[0].complaint: {NOT_WHICH}"]


def test_with_what_nobody_could_code_nothing_is_ready():
    client = ClientProfile(taken=ON, findings=["trouble"], unmapped=["the ague"], answered=BOOK.everything_but())
    for judgement in EVALUATOR.evaluate(client, ON).judgements:
        assert not judgement.ready


def test_a_no_that_has_lapsed_tells_nothing():
    client = ClientProfile(taken="2026-01-01", findings=["trouble"], answered=["chest-pain", "fever"])
    assert EVALUATOR.check(client, ON) == ()
