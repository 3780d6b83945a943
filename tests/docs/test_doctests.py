"""The examples in docstrings run and give what they show."""

import doctest
import importlib
import inspect

import pytest

from style.reading import PACKAGE, modules

WITH_EXAMPLES = [module.name for module in modules() if ">>> " in module.text]
ROOMS = ("errors", "rulebook", "insight", "care", "report")


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_an_example_gives_what_it_shows(name):
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert tried > 0
    assert failed == 0


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_function_has_an_example(room):
    module = importlib.import_module(f"{PACKAGE}.{room}")
    functions = [name for name in module.__all__ if inspect.isfunction(getattr(module, name))]
    assert [name for name in functions if ">>> " not in (getattr(module, name).__doc__ or "")] == []
