"""Every text that a plan asks for is there, with the placeholders that are filled, and none is there for nothing."""

import ast
import re

from bodywork_rules import load_rulebook
from style.reading import SOURCE

PREFIX = "plan-"


def asked() -> dict[str, list[set[str]]]:
    """The ids that the words of a plan ask for, each with the names that are filled in at each place."""
    tree = ast.parse((SOURCE / "care" / "plan_words.py").read_text(encoding="utf-8"))
    found: dict[str, list[set[str]]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say":
            (id,) = node.args
            assert isinstance(id, ast.Constant), "a text is asked for by an id that can be read"
            found.setdefault(id.value, []).append({word.arg or "" for word in node.keywords})
    return found


def test_every_text_asked_for_is_there_with_the_names_that_are_filled_in():
    texts = load_rulebook().texts
    for id, places in asked().items():
        wanted = set(re.findall(r"{(\w+)}", texts[id].text))
        assert all(given == wanted for given in places), id


def test_no_text_is_there_for_nothing():
    there = {text.id for text in load_rulebook().texts if text.id.startswith(PREFIX)}
    assert there == set(asked())
