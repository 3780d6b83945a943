"""Deliberate faults: each, put into the engine, turns the law named beside it red."""

import sys
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, settings

from laws import (
    test_meaning,
)

pytestmark = pytest.mark.faults

Law = Callable[[], None]
Put = Callable[[object, str, Callable[..., object]], None]


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> Put:
    """Puts a wrong function in the place of a right one, wherever the engine uses it."""

    def put_in(home: object, name: str, wrong: Callable[..., object]) -> None:
        right = getattr(home, name)
        monkeypatch.setattr(home, name, wrong)
        for module in [each for key, each in sys.modules.items() if key.startswith("bodywork_rules.")]:
            for used_as, used in list(vars(module).items()):
                if used is right:
                    monkeypatch.setattr(module, used_as, wrong)

    return put_in


@cache
def sought(law: Law) -> Law:
    """A law tried on many examples, and given up at the first that breaks it."""
    return settings(
        max_examples=3_000,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )(law)


def meaning() -> None:
    """All worked examples, one after the other."""
    for example in test_meaning.EXAMPLES:
        test_meaning.test_a_worked_example_comes_out_as_worked(example)


FAULTS: dict[str, tuple[Law, Callable[[Put], None]]] = {}


def fault(law: Law) -> Callable[[Callable[[Put], None]], Callable[[Put], None]]:
    """Name the law that a fault must turn red."""

    def named(put_in: Callable[[Put], None]) -> Callable[[Put], None]:
        FAULTS[put_in.__name__] = (law, put_in)
        return put_in

    return named


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_turns_its_law_red(name: str, put: Put) -> None: ...
