"""Questions about an answer: what it says, in words."""

from bodywork_rules.insight.explain import explain

__all__ = ["explain"]
