"""From a rulebook and a profile to an assessment: the definition, and the evaluator that agrees with it.

``reference`` is the definition, to be read first. The rest, in the order in which the data walks through it:

- is the profile possible: ``admit`` at a glance, ``validity`` in full, with ``named``, ``courses`` and ``measured``;
- what is known of the client: ``facts``, ``records`` with its ``ruling``, ``since``, ``why``;
- the rulebook made ready, once: ``compile`` makes what ``compiled`` describes, from ``atoms``, ``reach``, ``scope``;
- which rules count: ``screen``, from ``found``, ``details``, ``quantities``, ``doubts``;
- what that means for each technique: ``weigh``, on ``cells`` of the body and ``pack`` of numbers, then ``judge``;
- what the answer shows: ``shown`` and ``board``, with what ``untouched`` has ready of the rules that nothing touches;
- what it adds: ``rank``; ``moves`` in the ``room`` left, with ``stakes`` and ``ask``; ``horizon``; ``assemble``;
- all of it for one client: ``evaluate``.
"""

from bodywork_rules.engine.evaluate import Evaluator

__all__ = ["Evaluator"]
