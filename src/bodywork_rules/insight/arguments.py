"""The arguments for and against a technique, in words: what was found, how sure it is, and what the client wants."""

from collections.abc import Callable, Hashable, Iterable, Sequence

from bodywork_rules.insight.wording import CERTAINTIES, DIRECTIONS, Wording, and_list
from bodywork_rules.model import Argument, Contribution, Direction, Judgement

__all__ = ["arguments_text", "gists", "preferences", "speaks_for"]


OF_FAMILY = ", for its family in general"


def speaks_for(argument: Argument) -> bool:
    """Whether an argument is one of benefit, and in force."""
    return argument.indication.direction is Direction.BENEFIT and not argument.set_aside


def arguments_text(wording: Wording, arguments: Iterable[Argument]) -> list[str]:
    """Arguments in words with what was found, those that rest on one and the same finding together.

    Args:
        wording: the words; the studies are numbered as they are cited.
        arguments: the arguments, in the order in which they are told.

    Returns:
        A text for each finding: what it is about, its direction and certainty, the points it adds to the score, the
        numbers of its studies, what was found and with which dose.
    """
    groups = _together(arguments, lambda each: each.indication.effect)
    return [_in_full(wording, group) for group in groups]


def gists(wording: Wording, arguments: Iterable[Argument]) -> list[str]:
    """Arguments in a few words, those of one direction and certainty together.

    Args:
        wording: the words; the studies are numbered as they are cited.
        arguments: the arguments, in the order in which they are told.
    """
    groups = _together(arguments, lambda each: each.goal)
    return [_gist(wording, group, OF_FAMILY) for group in groups]


def _together(arguments: Iterable[Argument], further: Callable[[Argument], Hashable]) -> list[list[Argument]]:
    groups: dict[Hashable, list[Argument]] = {}
    for argument in arguments:
        of = argument.indication
        found = (of.direction, of.certainty, of.complaint, of.stage, of.families)
        groups.setdefault((argument.goal, found, argument.set_aside, further(argument)), []).append(argument)
    return list(groups.values())


def _gist(wording: Wording, group: Sequence[Argument], of_families: str) -> str:
    """What arguments say, of what, how sure it is and what they add, without what was found."""
    first, goal = group[0].indication, group[0].goal
    outcomes = dict.fromkeys(wording.named("outcome", (each.indication.outcome for each in group)))
    of = wording.condition(goal.complaint)
    if first.complaint != goal.complaint:
        of += f" (known for {wording.condition(first.complaint)})"
    if first.stage:
        of += f", {first.stage.value}"
    families = of_families if first.families else ""
    points = sum(each.points for each in group)
    aside = "; set aside, since every place of this goal is kept off" if group[0].set_aside else ""
    cited = wording.cite(source for each in group for source in each.indication.sources)
    return (
        f"{of}, {and_list(outcomes)}: {DIRECTIONS[first.direction]}, {CERTAINTIES[first.certainty]}{families} "
        f"({points:+}){aside}{cited}"
    )


def _in_full(wording: Wording, group: Sequence[Argument]) -> str:
    """What arguments say with what was found; of what was told before, only that it was."""
    first = group[0].indication
    if not wording.first_time(first):
        return f"{_gist(wording, group, OF_FAMILY)}: as above."
    families = f", for {and_list(wording.named('family', first.families))} in general"
    dose = f" Dose: {first.dose.rstrip('.')}." if first.dose else ""
    return f"{_gist(wording, group, families)}: {wording.prose(first.effect)}{dose}"


def preferences(wording: Wording, judgement: Judgement, *, positive: bool) -> list[str]:
    """What the client likes, dislikes and told of earlier treatment.

    Args:
        wording: the words.
        judgement: the technique.
        positive: what adds points; else what takes away points, or adds none.
    """
    return [
        _contribution(wording, each)
        for each in judgement.contributions
        if each.of != "argument" and (each.points > 0) is positive
    ]


def _contribution(wording: Wording, part: Contribution) -> str:
    if part.of == "response":
        return f"After an earlier treatment: {part.about} ({part.points:+})."
    return f"The client {part.of}s it: {wording.wish(part.about)} ({part.points:+})."
