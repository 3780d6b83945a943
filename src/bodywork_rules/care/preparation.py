"""What a client is told before the visit: what to tell, bring, wear and heed."""

from bodywork_rules.care.plan.advice import advice_for, aim_of, client_of
from bodywork_rules.errors import InvalidPlan
from bodywork_rules.model import Assessment, Moment, Preparation, SessionPlan
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["prepare"]

BEFORE_THE_VISIT = (Moment.TELL, Moment.BRING, Moment.WEAR, Moment.BEFORE)


def prepare(rulebook: Rulebook, assessment: Assessment, plan: SessionPlan | None = None) -> Preparation:
    """What this client is told before the visit.

    Args:
        rulebook: the rulebook by which the answer was given.
        assessment: the answer.
        plan: the session; where there is none, or none that is ready, whatever is recommended or waits for a clearance
            is thought of.

    Raises:
        InvalidPlan: the answer is another rulebook's.
        InvalidValue: the rulebook or the answer is something else.

    >>> from datetime import date
    >>> from bodywork_rules import ClientProfile, Evaluator, Goal, load_rulebook
    >>> from bodywork_rules.care import prepare
    >>> from bodywork_rules.model import Moment
    >>> rulebook, client = load_rulebook(), ClientProfile(goals=[Goal("knee-osteoarthritis")])
    >>> told = prepare(rulebook, Evaluator(rulebook).evaluate(client, on=date(2026, 11, 23)))
    >>> "wear-shorts" in {advice.id for advice in told.at(Moment.WEAR)}
    True
    """
    client, found = client_of(rulebook, assessment)
    if found:
        raise InvalidPlan(found)
    if plan is not None and plan.ready:
        done = [(each.technique, rulebook.body.union(each.sites)) for each in plan.work]
    else:
        thought_of = (*assessment.recommendations, *assessment.after_clearance)
        done = [(each.technique, aim_of(client, each)) for each in thought_of]
    return Preparation(
        advice=advice_for(client, assessment, done, BEFORE_THE_VISIT),
        clearances=assessment.clearances,
        questions=assessment.questions,
    )
