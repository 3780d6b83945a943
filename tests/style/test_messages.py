"""A message is one lower-case line: what, the value in back-ticks, the hint."""

import ast

import pytest

from bodywork_rules import errors
from style.reading import modules

ALL = modules()
RAISED = {name for name in errors.__all__ if isinstance(getattr(errors, name), type)}
PROPER = ("`", "{", "JSON", "TOML", "UTF-8", "ICD", "ISO", "NaN")
"""What a message may begin with although it is no lower-case word."""


def first_text(node: ast.expr) -> str | None:
    """The text with which an argument begins; ``{`` where an f-string begins with a value."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        first = node.values[0]
        return str(first.value) if isinstance(first, ast.Constant) else "{"
    return None


def messages(tree: ast.AST):
    """What each exception or problem says, where the code says it as a text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in RAISED:
            said = {word.arg: word.value for word in node.keywords}
            parts = [*node.args[:1], *(said[name] for name in ("what", "hint", "why") if name in said)]
            for part in parts:
                if text := first_text(part):
                    yield node.lineno, text


def test_a_message_is_one_lower_case_line_without_a_full_stop():
    wrong = [
        (module.name, line, text)
        for module in ALL
        for line, text in messages(module.tree)
        if "\n" in text or text.endswith((".", "!")) or (text[0].isupper() and not text.startswith(PROPER))
    ]
    assert wrong == []


def test_every_exception_is_also_a_builtin_and_never_a_key_error():
    base = errors.BodyworkRulesError
    leaves = [kind for name in RAISED if issubclass(kind := getattr(errors, name), base) and kind is not base]
    assert leaves
    for kind in leaves:
        assert not issubclass(kind, KeyError)
        builtin = {each for each in kind.__mro__ if each.__module__ == "builtins"}
        assert builtin - {Exception, BaseException, object}


@pytest.mark.parametrize(
    "error",
    [
        errors.InvalidValue("not a date", "x", "write it as 2026-11-23"),
        errors.UnknownId("technique", "swedich", "did you mean `swedish`?"),
        errors.MissingExtra("cli", "the command"),
        errors.UnreadableFile("a.toml", "no such file"),
        errors.InvalidProfile([errors.Problem(what="unknown condition", value="x", where="findings[0]")]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_an_exception_prints_is_one_line(error):
    assert str(error)
    assert "\n" not in str(error)
