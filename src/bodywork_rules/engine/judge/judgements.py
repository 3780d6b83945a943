"""From what was weighed to a judgement of every technique."""

from functools import partial

from bodywork_rules.engine.facts import goal_points
from bodywork_rules.engine.judge.board import Board
from bodywork_rules.engine.judge.weigh import levels
from bodywork_rules.engine.rank import Indications, contributions
from bodywork_rules.engine.rank import weigh as weigh_arguments
from bodywork_rules.engine.screen.found import Sweep
from bodywork_rules.model import Argument, Contribution, Goal, Judgement, Status

__all__ = ["judge"]

_RESOLVED = Status.RESOLVED


def judge(found: Sweep, board: Board, indications: Indications) -> list[Judgement]:
    """A judgement of every technique, in id order.

    Args:
        found: what was found of the client.
        board: the particulars of all judgements.
        indications: the rulebook's.
    """
    profile, weighed = found.profile, board.weighed
    rulebook, layout = found.compiled.rulebook, weighed.layout
    matches = indications.matching(profile) if profile.goals else {}
    declines = set(profile.preferences.declines)
    plain = not profile.responses and not profile.preferences.any

    judgements = []
    said = zip(
        layout.techniques,
        *levels(layout, weighed.verdicts),
        layout.flags(weighed.unsettled),
        _called_for(found),
        strict=True,
    )
    for at, (technique, low, act, high, unsettled, called_for) in enumerate(said):
        arguments: tuple[Argument, ...] = ()
        parts: tuple[Contribution, ...] = ()
        if matching := matches.get(technique.id):
            arguments = weigh_arguments(matching, act, partial(_is_out_of_play, found, at, board.kept_off(at)))
        if arguments or not plain:
            parts = contributions(rulebook, profile, technique, arguments)
        judgements.append(
            Judgement(
                technique=technique,
                low=low,
                verdict=act,
                high=high,
                settled=not unsettled,
                arguments=arguments,
                contributions=parts,
                score=sum([part.points for part in parts]) if parts else 0,
                declined=bool(declines)
                and not declines.isdisjoint((technique.id, technique.family, *technique.traits)),
                called_for=called_for,
                particulars=board,
            )
        )
    return judgements


def _is_out_of_play(found: Sweep, at: int, kept_off: int, goal: Goal) -> bool:
    """Whether every point of a goal within a technique's reach is kept off."""
    if not kept_off:
        return False
    within_reach = goal_points(found.compiled.rulebook, goal) & found.compiled.regions[at]
    return bool(within_reach) and within_reach | kept_off == kept_off


def _called_for(found: Sweep) -> list[bool]:
    """Whether each technique is for everybody, or for something that the client has or wants treated, or had."""
    now = ever = 0
    for finding, entry in found.findings:
        ever |= entry.up
        if finding.status is not _RESOLVED:
            now |= entry.up
    called_for = [True] * len(found.compiled.regions)
    for at, conditions, past_too in found.compiled.for_some:
        called_for[at] = bool(conditions & (ever if past_too else now))
    return called_for
