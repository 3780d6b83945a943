"""The shipped rulebook and its evaluator, made once for all tests: neither changes, and reading it takes a while."""

from bodywork_rules import Evaluator, load_rulebook

RULEBOOK = load_rulebook()
EVALUATOR = Evaluator(RULEBOOK)
