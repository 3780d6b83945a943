"""Questions about an answer: what it says, in words, and how often it is right."""

from importlib import import_module
from typing import TYPE_CHECKING

from bodywork_rules.insight.explain import explain

if TYPE_CHECKING:
    from bodywork_rules.insight.scorecard import Grade, Outcome, Scorecard, score_cases
    from bodywork_rules.insight.scorecard_cases import Case, Expectation, load_cases

__all__ = ["Case", "Expectation", "Grade", "Outcome", "Scorecard", "explain", "load_cases", "score_cases"]

_LATER = {
    "Case": "scorecard_cases",
    "Expectation": "scorecard_cases",
    "Grade": "scorecard",
    "Outcome": "scorecard",
    "Scorecard": "scorecard",
    "load_cases": "scorecard_cases",
    "score_cases": "scorecard",
}


def __getattr__(name: str) -> object:
    """What reads files, imported now."""
    if name not in _LATER:
        raise AttributeError(f"module `{__name__}` has no attribute `{name}`")
    found: object = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = found
    return found
