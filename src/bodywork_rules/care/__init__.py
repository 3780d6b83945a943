"""Acting on an answer: whether a course helps, and what a practitioner may do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bodywork_rules._later import later

if TYPE_CHECKING:
    from bodywork_rules.care.practitioner import Credential, Practitioner, checklist, within_scope
    from bodywork_rules.care.progress import Progress, response, to_responses
    from bodywork_rules.care.scores import Score
    from bodywork_rules.care.steps import NextStep, advise

__all__ = [
    "Credential",
    "NextStep",
    "Practitioner",
    "Progress",
    "Score",
    "advise",
    "checklist",
    "response",
    "to_responses",
    "within_scope",
]

__getattr__: Callable[[str], object] = later(
    __name__,
    {
        **dict.fromkeys(("Credential", "Practitioner", "checklist", "within_scope"), "practitioner"),
        **dict.fromkeys(("Progress", "response", "to_responses"), "progress"),
        "Score": "scores",
        **dict.fromkeys(("NextStep", "advise"), "steps"),
    },
)
