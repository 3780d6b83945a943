"""Errors say what, where and what was probably meant; they compare by value, pickle, and can be logged safely."""

import copy
import pickle

import pytest

from bodywork_rules.errors import (
    BodyworkRulesError,
    ClosedClass,
    CombineConflict,
    InvalidData,
    InvalidProfile,
    InvalidRulebook,
    InvalidValue,
    MissingExtra,
    NoTruthValue,
    Problem,
    UnknownId,
    UnreadableFile,
    near,
)

PROBLEM = Problem(
    file="a.toml", where="condition x", what="unknown region", value="ankel", hint="did you mean `ankle`?"
)
ERRORS = [
    ClosedClass("closed"),
    CombineConflict([PROBLEM]),
    InvalidData([PROBLEM]),
    InvalidProfile([PROBLEM]),
    InvalidRulebook([PROBLEM]),
    InvalidValue("not a date", "soon"),
    MissingExtra("cli", "the command"),
    NoTruthValue("no"),
    UnknownId("condition", "fractur", "did you mean `fracture`?"),
    UnreadableFile("a.toml", "no such file"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_every_error_pickles_copies_and_compares_by_value(error):
    for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
        assert again == error
        assert hash(again) == hash(error)
        assert str(again) == str(error)
    assert error != BodyworkRulesError(*error.args)
    assert error != "text"


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (ERRORS[0], TypeError),
        (ERRORS[1], ValueError),
        (ERRORS[3], ValueError),
        (ERRORS[6], ImportError),
        (ERRORS[8], LookupError),
        (ERRORS[9], OSError),
    ],
)
def test_every_error_is_also_a_builtin(error, builtin):
    assert isinstance(error, builtin)
    assert not isinstance(error, KeyError)


def test_a_problem_is_one_line_with_file_path_value_and_hint():
    assert str(PROBLEM) == "a.toml: condition x: unknown region `ankel`; did you mean `ankle`?"
    assert str(Problem(what="nothing given")) == "nothing given"


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_without_values_no_value_of_the_input_is_shown(error):
    text = error.without_values()
    assert text
    for value in ("ankel", "ankle", "soon", "fractur"):
        assert value not in text


def test_all_problems_are_shown_one_a_line():
    error = InvalidProfile([PROBLEM, Problem(what="second")])
    assert str(error).splitlines() == [str(PROBLEM), "second"]
    assert error.problems == (PROBLEM, Problem(what="second"))


def test_messages_name_what_is_missing_and_what_to_do():
    assert str(UnknownId("condition", "fractur", "did you mean `fracture`?")) == (
        "unknown condition `fractur`; did you mean `fracture`?"
    )
    assert str(MissingExtra("cli", "the command")) == (
        "the command needs the extra `cli`: pip install 'bodywork-rules[cli]', "
        "or in a copy of the repository pip install '.[cli]'"
    )
    assert str(UnreadableFile("a.toml", "no such file")) == "a.toml: no such file"


def test_a_suggestion_is_made_only_when_something_is_near():
    assert near("fractur", ["fever", "fracture"]) == "did you mean `fracture`?"
    assert near("zebra", ["fever", "fracture"]) == ""
    assert near("swedish", ["hot-stone-massage", "swedish-massage"]) == "did you mean `swedish-massage`?"
    assert near("massage", ["hot-stone-massage", "swedish-massage"]) == ""


@pytest.mark.parametrize(("text", "meant"), [("hvi", "hiv"), ("gut", "gout"), ("brun", "burn"), ("hv", "hiv")])
def test_a_very_short_text_is_near_with_one_letter_wrong(text, meant):
    assert near(text, ["burn", "fever", "gout", "hiv"]) == f"did you mean `{meant}`?"
    assert near("xyz", ["burn", "fever", "gout", "hiv"]) == ""
