"""Care around an answer: values and functions of values, without a clock or a file."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bodywork_rules._later import later

if TYPE_CHECKING:
    from bodywork_rules.care.feedback import adjust, after_session
    from bodywork_rules.care.plan import plan_session
    from bodywork_rules.care.plan_words import explain_plan
    from bodywork_rules.care.preparation import prepare

__all__ = ["adjust", "after_session", "explain_plan", "plan_session", "prepare"]

__getattr__: Callable[[str], object] = later(
    __name__,
    {
        "adjust": "feedback",
        "after_session": "feedback",
        "explain_plan": "plan_words",
        "plan_session": "plan",
        "prepare": "preparation",
    },
)
