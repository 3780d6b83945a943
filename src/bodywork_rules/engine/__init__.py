"""From a rulebook and a profile to an assessment: the definition, and the evaluator that agrees with it."""

from bodywork_rules.engine.evaluate import Evaluator

__all__ = ["Evaluator"]
