"""Questions about an answer: what it says, in words, and how often it is right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bodywork_rules._later import later
from bodywork_rules.insight.answer.in_words import explain, explain_questions, explain_technique

if TYPE_CHECKING:
    from bodywork_rules.insight.scorecard.cases import Case, Expectation, load_cases
    from bodywork_rules.insight.scorecard.score import Grade, Outcome, Scorecard, score_cases

__all__ = [
    "Case",
    "Expectation",
    "Grade",
    "Outcome",
    "Scorecard",
    "explain",
    "explain_questions",
    "explain_technique",
    "load_cases",
    "score_cases",
]

__getattr__: Callable[[str], object] = later(
    __name__,
    {
        "Case": "scorecard.cases",
        "Expectation": "scorecard.cases",
        "Grade": "scorecard.score",
        "Outcome": "scorecard.score",
        "Scorecard": "scorecard.score",
        "load_cases": "scorecard.cases",
        "score_cases": "scorecard.score",
    },
)
