"""Questions, which are made when they are first read: from what, how often, and what of them is written."""

import gc
import pickle
from datetime import date
from types import BuiltinFunctionType, FunctionType, ModuleType

import attrs

from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.compile.compiled import Compiled
from bodywork_rules.engine.reference import assess
from bodywork_rules.model import ClientProfile, Condition, Contraindication, Limits
from bodywork_rules.rulebook import Rulebook
from small_book import PARTS, small_book

ON = date(2026, 11, 23)
CLIENT = ClientProfile(taken=ON, findings=["fracture"])
MANY = range(40)
BOOK = small_book(
    conditions=[*PARTS["conditions"], *(Condition(id=f"ill-{at}", name=f"Ill {at}", ask="?") for at in MANY)],
    contraindications=[
        *PARTS["contraindications"],
        *(
            Contraindication(
                id=f"ill-{at}",
                about=f"ill-{at}",
                to="all",
                where="everywhere",
                verdict="modify",
                limits=Limits(pressure_at_most=at % 4, minutes_at_most=30 + at),
                reason="Ill.",
                basis="unsourced",
            )
            for at in MANY
        ),
    ],
)


def held_by(thing):
    """Everything that a thing leads to, but for code, and what the code itself is made of."""
    seen, left = {}, [thing]
    while left:
        each = left.pop()
        if id(each) not in seen and not isinstance(each, type | ModuleType):
            seen[id(each)] = each
            parts = [each.__closure__] if isinstance(each, FunctionType) else gc.get_referents(each)
            left += [] if isinstance(each, BuiltinFunctionType) else parts
    return seen.values()


def test_questions_are_made_once():
    answer = Evaluator(small_book()).evaluate(CLIENT, on=ON)
    assert answer.questions is answer.questions


def test_an_answer_whose_questions_are_not_read_holds_no_rulebook():
    answer = Evaluator(small_book()).evaluate(CLIENT, on=ON)
    assert not [each for each in held_by(answer) if isinstance(each, Rulebook | Evaluator | Compiled)]


def test_questions_that_are_not_read_are_written_as_those_that_are():
    evaluator = Evaluator(small_book())
    answer, again = (evaluator.evaluate(CLIENT, on=ON) for _ in range(2))
    assert answer.questions
    assert answer == again
    assert hash(answer) == hash(again)
    read = pickle.loads(pickle.dumps(evaluator.evaluate(CLIENT, on=ON)))
    assert read == answer
    assert isinstance(read._questions, tuple)
    assert attrs.evolve(answer, questions=()).questions == ()


def test_of_many_rules_those_are_asked_about_that_may_count():
    for left in (["ill-3"], ["ill-20", "ill-21"], [f"ill-{at}" for at in MANY]):
        answered = [each.id for each in BOOK.conditions if each.id not in left]
        client = attrs.evolve(CLIENT, findings=[], answered=answered)
        answer = Evaluator(BOOK).evaluate(client, on=ON)
        assert answer == assess(BOOK, client, ON)
        assert {each.unknown.condition for each in answer.questions} >= set(left)
