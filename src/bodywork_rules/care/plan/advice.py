"""Which advice of a rulebook is for this client and what is done with them."""

from collections.abc import Iterable, Iterator

from bodywork_rules.care.plan.traits import is_ruled_out, that_may_count
from bodywork_rules.engine.facts import goal_points
from bodywork_rules.engine.reference.rules import Case
from bodywork_rules.engine.reference.truth import Client, truth, union
from bodywork_rules.engine.scope import takes_in
from bodywork_rules.errors import Problem
from bodywork_rules.model import (
    Advice,
    Assessment,
    Direction,
    Goal,
    Judgement,
    Moment,
    Predicate,
    SessionPlan,
    Site,
    Technique,
    Truth,
    parse,
)
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = [
    "Done",
    "advice_for",
    "aim_of",
    "aims_of",
    "client_of",
    "free_of",
    "helped_by",
    "holds",
    "may_hold",
    "reached",
]

Done = tuple[Technique, int]
"""A technique, and the points at which it is done."""


def client_of(rulebook: Rulebook, assessment: Assessment) -> tuple[Client, list[Problem]]:
    """The client of an answer as the rulebook sees them, and a problem where the answer is another rulebook's.

    Args:
        rulebook: the rulebook.
        assessment: the answer.

    Raises:
        InvalidValue: one of them is something else.
    """
    parse.only(Rulebook, rulebook)
    made = parse.only(Assessment, assessment).provenance
    found: list[Problem] = []
    if rulebook.digest != made.digest:
        what = "an assessment by another rulebook, or by another version of this one:"
        found.append(Problem(where="assessment", what=what, value=made.rulebook))
    return Client.of(rulebook, assessment.profile, made.on), found


def holds(client: Client, asked: Predicate | None) -> bool:
    """Whether what is asked is so, read cautiously as a rule's is; what asks nothing is.

    Args:
        client: the client.
        asked: what is asked.
    """
    return asked is None or truth(client, asked, None, cautiously=True) is Truth.TRUE


def may_hold(client: Client, asked: Predicate | None) -> bool:
    """Whether what is asked is so, or is not known not to be; what asks nothing is.

    Args:
        client: the client.
        asked: what is asked.
    """
    return asked is None or truth(client, asked, None) is not Truth.FALSE


def helped_by(judgement: Judgement) -> tuple[Goal, ...]:
    """The goals that a technique is done for: those with an argument of benefit that is in force.

    Args:
        judgement: what is said of the technique.
    """
    arguments = [each for each in judgement.arguments if each.indication.direction is Direction.BENEFIT]
    return tuple(dict.fromkeys(each.goal for each in arguments if not each.set_aside))


def aim_of(client: Client, judgement: Judgement) -> int:
    """The points at which a technique is to be done: those of the goals that it may help with, but for those kept off.

    Args:
        client: the client.
        judgement: what is said of the technique, which is below ``AVOID``.

    Returns:
        The points, a bit each; none where it reaches none of them: then there is nothing to do it for.
    """
    return reached(client, judgement, helped_by(judgement))


def reached(client: Client, judgement: Judgement, goals: Iterable[Goal]) -> int:
    """The points of some goals that a technique reaches, but for those kept off.

    Args:
        client: the client.
        judgement: what is said of the technique.
        goals: the goals.
    """
    meant = union(goal_points(client.rulebook, goal) for goal in goals)
    return free_of(client, judgement.technique, judgement.keep_off) & meant


def aims_of(rulebook: Rulebook, assessment: Assessment, plan: SessionPlan | None = None) -> tuple[Site, ...]:
    """Where the work is meant to be: the places of a session that is ready, else those that the goals are of.

    Args:
        rulebook: the rulebook by which the answer was given.
        assessment: the answer.
        plan: the session; nothing where there is none.

    Raises:
        InvalidValue: the rulebook or the answer is something else.
    """
    client, _ = client_of(rulebook, assessment)
    if plan is not None and plan.ready:
        return rulebook.body.sites(rulebook.body.union(site for work in plan.work for site in work.sites))
    return rulebook.body.sites(union(_own_places(client)))


def free_of(client: Client, technique: Technique, keep_off: Iterable[Site]) -> int:
    """The points of a technique's regions that are not kept off.

    Args:
        client: the client.
        technique: the technique.
        keep_off: the sites kept off.
    """
    body = client.rulebook.body
    return body.union(technique.regions) & ~body.union(keep_off)


def advice_for(
    client: Client, assessment: Assessment, done: Iterable[Done], moments: Iterable[Moment]
) -> tuple[Advice, ...]:
    """The advice for some moments, by moment; what is for wherever is worked comes first, then by id.

    Args:
        client: the client.
        assessment: the answer, which says what they may do by themselves.
        done: what is done, and where.
        moments: the moments.
    """
    wanted, all_done = tuple(moments), tuple(done)
    order = list(Moment)
    found = [each for each in client.rulebook.advices if each.moment in wanted and _is_for(client, each)]
    found = [each for each in found if _fits(client, each, all_done)]
    rules = that_may_count(client) if any(each.traits for each in found) else ()
    found = [each for each in found if _may_be(client, assessment, rules, each, all_done)]
    return tuple(sorted(found, key=lambda each: (order.index(each.moment), bool(each.regions), each.id)))


def _is_for(client: Client, advice: Advice) -> bool:
    """Whether an advice is for a client: ``unless`` must be known to be false."""
    ruled_out = advice.unless is not None and may_hold(client, advice.unless)
    return holds(client, advice.when) and not ruled_out


def _fits(client: Client, advice: Advice, done: tuple[Done, ...]) -> bool:
    """Whether anything is done with which it is said; a test of a place only where a goal is of such places."""
    if advice.to.all and not advice.regions:
        return True
    where = client.rulebook.body.union(advice.regions) if advice.regions else client.rulebook.body.whole
    if advice.moment is Moment.TEST and advice.regions:
        where &= union(_own_places(client))
    return any(points & where and takes_in(advice.to, technique) for technique, points in done)


def _own_places(client: Client) -> Iterator[int]:
    """The points of each goal that is of certain places; a goal that is meant everywhere has none."""
    body = client.rulebook.body
    for goal in client.profile.goals:
        meant = goal_points(client.rulebook, goal)
        if meant != body.whole:
            yield meant


def _may_be(
    client: Client, assessment: Assessment, rules: tuple[Case, ...], advice: Advice, done: tuple[Done, ...]
) -> bool:
    """Whether the client may do what it teaches and have what it brings, where it is said for."""
    body = client.rulebook.body
    places = body.union(advice.regions) if advice.regions else union(points for _, points in done)
    taught = None if advice.technique is None else assessment.judgements[advice.technique]
    if taught is not None and not _may_be_taught(client, taught, places):
        return False
    return not any(is_ruled_out(client, assessment, rules, trait, places) for trait in advice.traits)


def _may_be_taught(client: Client, judgement: Judgement, places: int) -> bool:
    """Whether a technique may be done where a goal is, and is kept off at none of the goals' places that are meant."""
    goals, body = client.profile.goals, client.rulebook.body
    meant = union(goal_points(client.rulebook, goal) for goal in goals) if goals else body.whole
    kept_off = body.union(judgement.keep_off) & places & meant
    may_be = judgement.ready and judgement.offered and not kept_off
    return may_be and (not goals or reached(client, judgement, goals) != 0)
