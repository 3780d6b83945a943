"""What is of another kind than asked for is refused by an error of the library's own, whatever asks for it."""

from datetime import date

import pytest

from bodywork_rules import ClientProfile, Evaluator, explain, load_profile, load_rulebook
from bodywork_rules.errors import BodyworkRulesError, InvalidData, InvalidProfile, InvalidValue, UnknownId
from bodywork_rules.insight import explain_questions, explain_technique, score_cases
from bodywork_rules.insight.answer.in_words import page_of
from bodywork_rules.model import About, Finding
from bodywork_rules.rulebook import (
    code_profile,
    from_data,
    from_json,
    rules_naming_techniques,
    schema,
    to_data,
    to_json,
)
from small_book import small_book

ON = date(2026, 11, 23)
BOOK = small_book()
EVALUATOR = Evaluator(BOOK)
ANSWER = EVALUATOR.evaluate(ClientProfile(), on=ON)
JUDGED = ANSWER.judgements["swedish"]
REFUSED = {
    "evaluator": (lambda: Evaluator(5), InvalidValue, "a Rulebook is expected, not `5`"),
    "evaluate": (lambda: EVALUATOR.evaluate("x", on=ON), InvalidProfile, "a ClientProfile is expected, not `x`"),
    "screen": (lambda: EVALUATOR.screen(None, on=ON), InvalidProfile, "a ClientProfile is expected, not `None`"),
    "explain": (lambda: explain(5), InvalidValue, "an Assessment is expected, not `5`"),
    "page": (lambda: page_of(None), InvalidValue, "an Assessment is expected, not `None`"),
    "find a number": (lambda: BOOK.find(5), InvalidValue, "text is expected, not `5`"),
    "load rulebook": (lambda: load_rulebook(5), InvalidValue, "a path is expected, not `5`"),
    "load profile": (lambda: load_profile(None), InvalidValue, "a path is expected, not `None`"),
    "to data": (lambda: to_data(object()), InvalidData, "not a value of this library: `<object object"),
    "to json": (lambda: to_json({}), InvalidData, "not a value of this library: `{}`"),
    "from data": (lambda: from_data(5, {}), InvalidData, "not a type of this library: `5`"),
    "from json": (lambda: from_json(int, "5"), InvalidData, "a table is expected, not `5`"),
    "schema": (lambda: schema(5), InvalidValue, "not a kind of document `5`"),
    "combine": (lambda: BOOK.combine(5), InvalidValue, "a Rulebook is expected, not `5`"),
    "naming": (lambda: rules_naming_techniques(5), InvalidValue, "a rulebook is expected, not `5`"),
    "no such id": (lambda: BOOK.conditions[5], UnknownId, "unknown condition `5`"),
    "no id at all": (lambda: BOOK.can_be([]), UnknownId, "unknown condition `[]`"),
    "a place": (lambda: JUDGED.at(None), InvalidValue, "a site is expected, not `None`"),
    "a technique": (lambda: EVALUATOR.screen(ClientProfile(), ON)[3], UnknownId, "unknown technique `3`"),
    "explain a technique": (lambda: explain_technique(None, "swedish"), InvalidValue, "an Assessment is expected"),
    "explain no technique": (lambda: explain_technique(ANSWER, 5), UnknownId, "unknown technique `5`"),
    "explain questions": (lambda: explain_questions({}), InvalidValue, "an Assessment is expected, not `{}`"),
    "code for no rulebook": (lambda: code_profile(5, {}), InvalidValue, "a Rulebook is expected, not `5`"),
    "score with no evaluator": (lambda: score_cases(BOOK, []), InvalidValue, "an Evaluator is expected"),
    "score no cases": (lambda: score_cases(EVALUATOR, "x"), InvalidValue, "a list is expected, not `x`"),
    "score other things": (lambda: score_cases(EVALUATOR, [5]), InvalidValue, "a Case is expected, not `5`"),
    "joined with nothing": (lambda: About().joined(5), InvalidValue, "what a rulebook says of itself is expected"),
    "skipped": (lambda: BOOK.everything_but("fever"), InvalidValue, "a list is expected, not `fever`"),
    "skipped nothing known": (lambda: BOOK.everything_but(["fevr"]), UnknownId, "did you mean `fever`?"),
    "a mapping": (lambda: ClientProfile(findings={"fracture": 1}), InvalidValue, "a list is expected, not `{'frac"),
    "a command to a terminal": (lambda: Finding("\x1b[31mred"), InvalidValue, r"not the form of an id `\x1b[31mred`"),
    "half a character": (lambda: Finding("\ud800"), InvalidValue, r"not the form of an id `\ud800`"),
    "digits of another script": (lambda: Finding("a", onset="about \u0663 days ago"), InvalidValue, "not a date"),
    "an endless number": (lambda: ClientProfile(age=10**5000), InvalidValue, "age is out of its range 0 to 130: `int"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_of_another_kind_is_refused_by_an_error_of_ours(name):
    ask, kind, said = REFUSED[name]
    with pytest.raises(BodyworkRulesError) as refused:
        ask()
    assert type(refused.value) is kind
    assert said in str(refused.value)


def test_a_wrong_profile_and_a_wrong_day_are_told_together():
    assert [str(problem) for problem in EVALUATOR.check("x", "today")] == [
        "on: a date is expected, not `'today'`; a date without a time",
        "a ClientProfile is expected, not `x`",
    ]
