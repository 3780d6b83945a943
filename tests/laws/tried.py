"""How a law is tried where a deliberate fault is put in: on many examples, or on one that breaks it."""

from collections.abc import Callable
from functools import cache

import attrs
from hypothesis import HealthCheck, Phase, given, is_hypothesis_test, seed, settings
from hypothesis import strategies as st

Law = Callable[[], None]

SEEKING = settings(
    max_examples=3_000,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
"""Many examples, given up at the first that breaks a law."""


@attrs.frozen
class Tried:
    """A law tried on one fixed case, for a fault that arbitrary ones seldom meet."""

    law: Law
    on: Callable[[], object]

    @property
    def __name__(self) -> str:
        return self.law.__name__

    def __call__(self) -> None:
        SEEKING(given(st.just(self.on()))(self.law.hypothesis.inner_test))()


@attrs.frozen
class Seeded:
    """A law tried on many examples of another seed than its own, for a fault that its own would meet late."""

    law: Law
    seed: int

    @property
    def __name__(self) -> str:
        return self.law.__name__

    def __call__(self) -> None:
        law = sought(self.law)
        seed(self.seed)(law)
        try:
            law()
        finally:
            seed(None)(law)


@cache
def sought(law: Law) -> Law:
    """A law tried on many examples, and given up at the first that breaks it."""
    return SEEKING(law) if is_hypothesis_test(law) else law
