"""The arguments for and against a technique, in words: what was found, how sure it is, and what the client wants."""

from collections.abc import Iterable, Sequence

from bodywork_rules.insight.wording import CERTAINTIES, DIRECTIONS, Wording, and_list, inside
from bodywork_rules.model import Argument, Contribution, Direction, Judgement

__all__ = ["arguments_text", "gist", "preferences", "speaks_for"]


def speaks_for(argument: Argument) -> bool:
    """Whether an argument is one of benefit, and in force."""
    return argument.indication.direction is Direction.BENEFIT and not argument.set_aside


def arguments_text(wording: Wording, arguments: Iterable[Argument]) -> list[str]:
    """Arguments in words, those that rest on one and the same finding together."""
    groups: dict[tuple[object, ...], list[Argument]] = {}
    for argument in arguments:
        of = argument.indication
        found = (of.direction, of.certainty, of.effect)
        key = (argument.goal, of.complaint, of.stage, of.families, found, argument.set_aside)
        groups.setdefault(key, []).append(argument)
    return [_argument(wording, group) for group in groups.values()]


def _argument(wording: Wording, group: Sequence[Argument]) -> str:
    first = group[0].indication
    goal = group[0].goal
    outcomes = and_list(wording.named("outcome", (each.indication.outcome for each in group)))
    of = wording.condition(goal.complaint)
    if first.complaint != goal.complaint:
        of += f" (known for {wording.condition(first.complaint)})"
    if first.stage:
        of += f", {first.stage.value}"
    families = f", for {and_list(wording.named('family', first.families))} in general" if first.families else ""
    points = sum(each.points for each in group)
    effect = "as above." if not wording.first_time(first) else wording.prose(first.effect)
    dose = f" Dose: {first.dose.rstrip('.')}." if first.dose and effect != "as above." else ""
    aside = " Set aside: every place of this goal is kept off." if group[0].set_aside else ""
    cited = wording.cite(source for each in group for source in each.indication.sources)
    return (
        f"{of}, {outcomes}: {DIRECTIONS[first.direction]}, {CERTAINTIES[first.certainty]}{families} ({points:+}): "
        f"{effect}{dose}{aside}{cited}"
    )


def gist(wording: Wording, argument: Argument) -> str:
    """An argument in a few words."""
    of = argument.indication
    about = f"{wording.condition(of.complaint)}, {inside(wording.name('outcome', of.outcome))}"
    return f"{about}: {DIRECTIONS[of.direction]}, {CERTAINTIES[of.certainty]}{wording.cite(of.sources)}"


def preferences(wording: Wording, judgement: Judgement, *, positive: bool) -> list[str]:
    """What the client likes, dislikes and told of earlier treatment."""
    return [
        _contribution(wording, each)
        for each in judgement.contributions
        if each.of != "argument" and (each.points > 0) is positive
    ]


def _contribution(wording: Wording, part: Contribution) -> str:
    if part.of == "response":
        return f"After an earlier treatment: {part.about} ({part.points:+})."
    return f"The client {part.of}s it: {wording.wish(part.about)} ({part.points:+})."
