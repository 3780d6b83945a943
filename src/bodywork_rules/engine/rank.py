"""From arguments to an order: which indications match a client's goals, what each is worth, who comes first.

Nothing here changes a verdict (meaning, "Arguments, score and order").
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import attrgetter
from typing import final

import attrs

from bodywork_rules.engine.facts import given_findings, goal_points
from bodywork_rules.engine.kept import Kept
from bodywork_rules.model import (
    Argument,
    ClientProfile,
    ConditionId,
    Contribution,
    Goal,
    Indication,
    Judgement,
    OutcomeId,
    Stage,
    Status,
    Technique,
    TechniqueId,
    Verdict,
)
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["Indications", "Match", "contributions", "distances", "ranked", "ties", "weigh"]

_ID = attrgetter("id")
_AVOID = Verdict.AVOID


Match = tuple[Goal, Indication, int]
"""A goal, an indication that matches it, and its strength, before the importance of the goal multiplies it."""
Wish = tuple[ConditionId, OutcomeId | None, frozenset[Stage], bool]
"""A complaint, the outcome that is wanted or any, the stages that are given, and whether it is within reach."""


@final
@attrs.frozen(eq=False, repr=False)
class Indications:
    """The indications of a rulebook, to be looked up by technique and complaint.

    Attributes:
        rulebook: the rulebook.
        by_complaint: for each complaint, the techniques with an argument and those arguments.
        regions: the points of each technique's regions.
        nearest: the indications that serve a wish, by technique, with their strengths.
    """

    rulebook: Rulebook
    by_complaint: dict[ConditionId, dict[TechniqueId, list[Indication]]]
    regions: dict[TechniqueId, int]
    nearest: Kept[Wish, dict[TechniqueId, tuple[tuple[Indication, int], ...]]]

    @classmethod
    def of(cls, rulebook: Rulebook) -> "Indications":
        """Look through a rulebook once."""
        members: dict[str, list[TechniqueId]] = {}
        for technique in rulebook.techniques:
            members.setdefault(technique.family, []).append(technique.id)
        found: dict[ConditionId, dict[TechniqueId, list[Indication]]] = {}
        for indication in rulebook.indications:
            by_technique = found.setdefault(indication.complaint, {})
            of_families = [each for family in indication.families for each in members.get(family, [])]
            for id in [indication.technique] if indication.technique else of_families:
                by_technique.setdefault(id, []).append(indication)
        regions = {technique.id: rulebook.body.union(technique.regions) for technique in rulebook.techniques}
        return cls(rulebook, found, regions, Kept(partial(_nearest, rulebook, found)))

    def matching(self, profile: ClientProfile) -> dict[TechniqueId, list[Match]]:
        """The indications that match the client's goals, by technique, with their strengths; in a fixed order.

        For each goal, technique and outcome the nearest count: those of the technique itself before those of its
        family, then those for the nearest complaint, then those for the stage of the client's complaint. Those of a
        family, or for a broader complaint, serve only a technique that reaches a point of the goal.
        """
        matches: dict[TechniqueId, list[Match]] = {}
        for goal in sorted(set(profile.goals), key=_goal_order):
            points, stages = goal_points(self.rulebook, goal), self._stages(profile, goal)
            near, far = (self.nearest[goal.complaint, goal.outcome, stages, reached] for reached in (True, False))
            for technique, indications in near.items():
                serving = indications if self.regions[technique] & points else far.get(technique, ())
                if serving:
                    matches.setdefault(technique, []).extend([(goal, *each) for each in serving])
        return matches

    def _stages(self, profile: ClientProfile, goal: Goal) -> frozenset[Stage]:
        """The stages with which the goal's complaint is given."""
        kinds = self.rulebook.narrower_of(goal.complaint)
        return frozenset(
            [
                finding.stage
                for finding in given_findings(profile)
                if finding.stage and finding.condition in kinds and finding.status is not Status.RESOLVED
            ]
        )


def _nearest(
    rulebook: Rulebook, by_complaint: dict[ConditionId, dict[TechniqueId, list[Indication]]], wish: Wish
) -> dict[TechniqueId, tuple[tuple[Indication, int], ...]]:
    wanted, outcome, stages, reached = wish
    nearest: dict[tuple[TechniqueId, str], tuple[tuple[bool, int, bool], list[Indication]]] = {}
    for complaint, distance in distances(rulebook, wanted).items():
        for technique, indications in by_complaint.get(complaint, {}).items():
            for indication in indications:
                if not reached and (distance or indication.technique is None):
                    continue
                if outcome not in (None, indication.outcome):
                    continue
                if indication.stage and indication.stage not in stages:
                    continue
                rank = (indication.technique is None, distance, indication.stage is None)
                key = (technique, indication.outcome)
                best, among = nearest.get(key, (rank, []))
                if rank < best:
                    best, among = rank, []
                if rank == best:
                    among.append(indication)
                nearest[key] = (best, among)
    chosen: dict[TechniqueId, tuple[tuple[Indication, int], ...]] = {}
    for (technique, _), (_, among) in sorted(nearest.items()):
        strong = [(each, rulebook.scoring.strength(each.direction, each.certainty)) for each in sorted(among, key=_ID)]
        chosen[technique] = (*chosen.get(technique, ()), *strong)
    return chosen


def distances(rulebook: Rulebook, condition: ConditionId) -> dict[ConditionId, int]:
    """How many is-a steps lead from a condition to each broader one; itself is 0 away."""
    found = {condition: 0}
    step = [condition]
    while step:
        step = [broader for each in step for broader in rulebook.conditions[each].broader if broader not in found]
        found |= dict.fromkeys(step, max(found.values()) + 1)
    return found


def _goal_order(goal: Goal) -> tuple[str, str, int, str]:
    return goal.complaint, goal.outcome or "", goal.importance, " ".join(map(str, goal.sites))


def weigh(matches: Iterable[Match], verdict: Verdict, out_of_play: Callable[[Goal], bool]) -> tuple[Argument, ...]:
    """The arguments for and against one technique.

    Args:
        matches: the goals and the indications that match them.
        verdict: the technique's verdict; at AVOID no argument is set aside.
        out_of_play: whether every point of a goal within the technique's reach is kept off.
    """
    arguments = []
    for goal, indication, strength in matches:
        set_aside = verdict < _AVOID and out_of_play(goal)
        points = 0 if set_aside else strength * goal.importance
        arguments.append(Argument(indication=indication, goal=goal, points=points, set_aside=set_aside))
    return tuple(arguments)


def contributions(
    rulebook: Rulebook, profile: ClientProfile, technique: Technique, arguments: Sequence[Argument]
) -> tuple[Contribution, ...]:
    """All that makes up a technique's score: its arguments, then likes, dislikes and earlier responses.

    A preference counts when it names the technique, its family or one of its traits. A response counts when it is to
    this technique, for no complaint in particular or for one that a goal is about.
    """
    scoring = rulebook.scoring
    parts = [
        Contribution(of="argument", about=argument.indication.id, points=argument.points) for argument in arguments
    ]
    if not profile.responses and not profile.preferences.any:
        return tuple(parts)
    names = {technique.id, technique.family, *technique.traits}
    for of, named, points in (
        ("like", profile.preferences.likes, scoring.like),
        ("dislike", profile.preferences.dislikes, scoring.dislike),
    ):
        parts += [Contribution(of=of, about=each, points=points) for each in named if each in names]
    complaints = {broader for goal in profile.goals for broader in rulebook.broader_of(goal.complaint)}
    responses = {
        response
        for response in profile.responses
        if response.technique == technique.id and (response.complaint is None or response.complaint in complaints)
    }
    for response in sorted(responses, key=lambda each: (each.change.value, str(each.complaint), str(each.on))):
        parts.append(Contribution(of="response", about=response.change.value, points=scoring.response(response.change)))
    return tuple(parts)


def _order(judgement: Judgement) -> tuple[int, Verdict, TechniqueId]:
    """The one ranking key: the higher score first, of equal scores the milder verdict, then the id."""
    return -judgement.score, judgement.verdict, judgement.technique.id


def ranked(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The indicated techniques, best first."""
    return tuple(sorted((each for each in judgements if each.indicated), key=_order))


def ties(in_order: Iterable[Judgement]) -> tuple[tuple[TechniqueId, ...], ...]:
    """Groups of ranked techniques with equal scores, in the order in which they rank."""
    by_score: dict[int, list[TechniqueId]] = {}
    for judgement in in_order:
        by_score.setdefault(judgement.score, []).append(judgement.technique.id)
    return tuple(tuple(group) for group in by_score.values() if len(group) > 1)
