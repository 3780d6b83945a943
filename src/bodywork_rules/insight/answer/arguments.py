"""The arguments for and against a technique, in words: what was found, how sure it is, and what the client wants."""

from collections.abc import Callable, Hashable, Iterable, Sequence

from bodywork_rules.insight.wording import Wording
from bodywork_rules.model import Argument, Contribution, Direction, Judgement

__all__ = ["arguments_text", "gists", "preferences", "speaks_for"]


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
    return [_gist(wording, group, wording.say("argument-of-family")) for group in groups]


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
        of = wording.say("argument-known-for", goal=of, complaint=wording.condition(first.complaint))
    if first.stage:
        of += f", {wording.word('stage', first.stage)}"
    families = of_families if first.families else ""
    points = sum(each.points for each in group)
    aside = f"; {wording.say('argument-set-aside')}" if group[0].set_aside else ""
    found = f"{wording.word('direction', first.direction)}, {wording.word('certainty', first.certainty)}{families}"
    cited = wording.cite(source for each in group for source in each.indication.sources)
    return f"{of}, {wording.and_list(outcomes)}: {found} ({points:+}){aside}{cited}"


def _in_full(wording: Wording, group: Sequence[Argument]) -> str:
    """What arguments say with what was found; of what was told before, only that it was."""
    first = group[0].indication
    if not wording.first_time(first):
        gist = _gist(wording, group, wording.say("argument-of-family"))
        return f"{gist}: {wording.say('argument-as-above')}"
    families = wording.say("argument-of-families", families=wording.and_list(wording.named("family", first.families)))
    told = f"{_gist(wording, group, families)}: {wording.prose(first.effect)}"
    dose = first.dose.rstrip(".")
    return f"{told} {wording.say('argument-dose', dose=dose)}" if dose else told


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
    what = wording.say(f"change-{part.about}") if part.of == "response" else wording.wish(part.about)
    return wording.say(f"wish-{part.of}", what=what, points=f"{part.points:+}")
