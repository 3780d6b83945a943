"""From a rulebook and a profile to an assessment: the definition, and the evaluator that agrees with it.

``reference`` is the definition, to be read first. The evaluator, in the order in which the data walks through it:

- ``facts``: what is known of the client on the day;
- ``validity``: whether the profile can be evaluated, and everything that is wrong with it;
- ``compile``: the rulebook made ready, once;
- ``screen``: which rules count, in the three readings;
- ``judge``: what that means for each technique;
- ``ask``: what is not known and could change it;
- ``rank``, ``horizon``, ``assemble``: who comes first, until when it holds, and the parts that follow from the others;
- ``evaluate``: all of it for one client.

No folder imports one that stands below it here. What both programs share stands beside the folders.
"""

from bodywork_rules.engine.evaluate import Evaluator

__all__ = ["Evaluator"]
