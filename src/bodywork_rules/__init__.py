"""Which massage and bodywork techniques suit a client, why, what to change, and what is not known.

What a caller types every day; the rest is public in ``bodywork_rules.model``, ``bodywork_rules.errors`` and the other
rooms. What reads and writes files, and what an answer is made of, is imported when it is first asked for.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bodywork_rules._later import later
from bodywork_rules._version import __version__
from bodywork_rules.errors import BodyworkRulesError, InvalidProfile, InvalidRulebook
from bodywork_rules.model import (
    EVERYTHING,
    ClearanceRecord,
    ClientProfile,
    Finding,
    Goal,
    Measurement,
    Preferences,
    Referral,
    Response,
    Verdict,
)

if TYPE_CHECKING:
    from bodywork_rules.engine import Evaluator
    from bodywork_rules.insight import explain
    from bodywork_rules.model import Assessment, Judgement, Limits, Screening
    from bodywork_rules.rulebook import Rulebook, from_data, from_json, load_profile, load_rulebook, to_data, to_json

__all__ = [
    "EVERYTHING",
    "Assessment",
    "BodyworkRulesError",
    "ClearanceRecord",
    "ClientProfile",
    "Evaluator",
    "Finding",
    "Goal",
    "InvalidProfile",
    "InvalidRulebook",
    "Judgement",
    "Limits",
    "Measurement",
    "Preferences",
    "Referral",
    "Response",
    "Rulebook",
    "Screening",
    "Verdict",
    "__version__",
    "explain",
    "from_data",
    "from_json",
    "load_profile",
    "load_rulebook",
    "to_data",
    "to_json",
]

__getattr__: Callable[[str], object] = later(
    __name__,
    {
        "Evaluator": "engine",
        "explain": "insight",
        **dict.fromkeys(("Assessment", "Judgement", "Limits", "Screening"), "model"),
        **dict.fromkeys(
            ("Rulebook", "from_data", "from_json", "load_profile", "load_rulebook", "to_data", "to_json"), "rulebook"
        ),
    },
)
