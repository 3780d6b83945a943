"""From what was weighed to a judgement of every technique."""

from functools import partial

from bodywork_rules.engine.board import Board, Seen
from bodywork_rules.engine.facts import called_for, goal_points, told_of
from bodywork_rules.engine.found import Sweep
from bodywork_rules.engine.rank import Indications, contributions
from bodywork_rules.engine.rank import weigh as weigh_arguments
from bodywork_rules.engine.weigh import Weighed, levels
from bodywork_rules.model import Argument, Contribution, Goal, Judgement
from bodywork_rules.model.profile import NO_PREFERENCES

__all__ = ["judge"]


def judge(found: Sweep, weighed: Weighed, shown: tuple[Seen, ...], indications: Indications) -> list[Judgement]:
    """A judgement of every technique, in id order.

    Args:
        found: what was found of the client.
        weighed: what it comes to.
        shown: every rule that counts.
        indications: the rulebook's.
    """
    compiled, profile, layout = found.compiled, found.profile, weighed.layout
    rulebook = compiled.rulebook
    board = Board(rulebook.body, weighed, compiled.regions, shown, profile.preferences)
    matches = indications.matching(profile)
    goals = {id(goal): goal_points(rulebook, goal) for goal in profile.goals}
    declines = set(profile.preferences.declines)
    told = told_of(rulebook, profile)
    plain = not profile.responses and profile.preferences == NO_PREFERENCES

    def out_of_play(at: int, goal: Goal) -> bool:
        within_reach = goals[id(goal)] & compiled.regions[at]
        return bool(within_reach) and within_reach & ~board.kept_off(at) == 0

    judgements = []
    said = zip(layout.techniques, *levels(layout, weighed.verdicts), layout.flags(weighed.unsettled), strict=True)
    for at, (technique, low, act, high, unsettled) in enumerate(said):
        arguments: tuple[Argument, ...] = ()
        parts: tuple[Contribution, ...] = ()
        if matching := matches.get(technique.id):
            arguments = weigh_arguments(rulebook, matching, act, partial(out_of_play, at))
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
                called_for=called_for(technique, told),
                particulars=board,
            )
        )
    return judgements
