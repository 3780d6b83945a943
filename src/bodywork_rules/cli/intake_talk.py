"""The talk of a first visit on a terminal: what the client comes for, takes, had and does not want."""

from datetime import date
from functools import partial

import attrs

from bodywork_rules.care.intake_answer import CODED, DRUG
from bodywork_rules.cli.asking import Asking
from bodywork_rules.cli.intake_places import Places
from bodywork_rules.cli.output import write
from bodywork_rules.engine.facts import given_findings
from bodywork_rules.engine.validity import problems_of
from bodywork_rules.model import ClientProfile, ConditionId, Goal, Preferences, Site
from bodywork_rules.model.intake import IntakeQuestion, Reply
from bodywork_rules.rulebook import code_profile

__all__ = ["talked"]

MOST, USUAL = 3, 2
"""The importance of the goal that matters most, and of the others."""


def talked(asking: Asking, places: Places, question: IntakeQuestion) -> Reply:
    """Put a question of the talk until it has a reply.

    Args:
        asking: asks it.
        places: reads places.
        question: the question.

    Raises:
        KeyboardInterrupt: the interview is broken off.
    """
    match question.id.partition("/")[2]:
        case "goals":
            goals = _goals(asking, places, question.text)
            return Reply("yes", goals=goals) if goals else Reply("not-sure")
        case "pain":
            value = asking.read(question.text, _of_ten, asking.say("not-of-ten"))
            return Reply("not-sure") if value is None else Reply("yes", value=value)
        case "declines":
            return _declines(asking, places, question.text)
        case _:
            part = CODED.get(question.id)
            texts = _coded(asking, question.text, part) if part else _list(asking, question.text)
            return Reply("yes", texts=texts) if texts else Reply("not-sure")


def _goals(asking: Asking, places: Places, text: str) -> list[Goal]:
    """What the client comes for, one after the other until nothing more is named; where it is; what matters most."""
    rulebook = asking.rulebook
    left = sorted({each.complaint for each in rulebook.indications}, key=lambda each: rulebook.conditions[each].name)
    goals: list[Goal] = []
    while True:
        able: dict[ConditionId | None, str] = {None: asking.say("say-enough" if goals else "say-nothing")}
        able |= {id: rulebook.conditions[id].name for id in left}
        chosen = asking.choose(text, able, search=True)
        if chosen is None:
            return _weighed(asking, goals)
        asked = f"{asking.say('goal-sites', name=able[chosen])} {asking.say('places')}"
        sites = asking.read(asked, partial(_sites_of, asking, places, chosen))
        goals.append(Goal(chosen, sites=sites or ()))
        left.remove(chosen)


def _sites_of(asking: Asking, places: Places, complaint: ConditionId, line: str) -> tuple[Site, ...]:
    """The sites that a list names, where the complaint can be.

    Raises:
        ValueError: it cannot be at one of them, or one is not known.
    """
    sites = places.read(line)
    problems = problems_of(asking.rulebook, ClientProfile(goals=[Goal(complaint, sites=sites)]), date.max)
    if problems:
        raise ValueError("; ".join(map(str, problems)))
    return sites


def _weighed(asking: Asking, goals: list[Goal]) -> list[Goal]:
    """The goals with what matters most, which is asked where there are several."""
    if len(goals) < 2:
        return goals
    named = {each.complaint: asking.rulebook.conditions[each.complaint].name for each in goals}
    most = asking.choose(asking.say("goal-most"), {None: asking.say("say-all-alike"), **named})
    return [attrs.evolve(each, importance=MOST if each.complaint == most else USUAL) for each in goals]


def _coded(asking: Asking, text: str, part: str) -> list[str]:
    """What a list names, as ids where the rulebook knows it, repeated until the client agrees."""
    while texts := _list(asking, text):
        found = [_meant(asking, each, part) for each in texts]
        known = [named for id in found if (named := asking.rulebook.conditions.get(id)) is not None]
        kept = [each for each in found if each not in asking.rulebook.conditions]
        if known:
            write(f"{asking.say('understood', names=', '.join(each.name for each in known))}\n")
        if kept:
            write(f"{asking.say('not-understood', texts=', '.join(kept))}\n")
        if asking.choose(asking.say("is-right"), {True: asking.say("say-yes"), False: asking.say("say-again")}):
            return found
    return []


def _meant(asking: Asking, text: str, part: str) -> str:
    """The id of what is meant; the text itself when nobody can tell."""
    rulebook = asking.rulebook
    coded = given_findings(code_profile(rulebook, {part: [text]}).profile)
    if coded:
        return coded[0].condition
    near = [each for each in rulebook.find(text) if each.kind == "condition"]
    able: dict[str, str] = {
        each.id: each.name for each in near if (rulebook.conditions[each.id].kind == DRUG) == (part == "medications")
    }
    if not able:
        return text
    return asking.choose(asking.say("is-it-one", text=text), {**able, text: asking.say("say-keep")})


def _declines(asking: Asking, places: Places, text: str) -> Reply:
    """What the client does not want, and places."""
    declined = asking.read(f"{text} {asking.say('list')}", partial(_declined, asking))
    sites = asking.read(f"{asking.say('no-touch')} {asking.say('places')}", places.read)
    if not declined and not sites:
        return Reply("not-sure")
    return Reply("yes", preferences=Preferences(declines=declined or (), declines_sites=sites or ()))


def _declined(asking: Asking, line: str) -> list[str]:
    """The techniques, families and traits that a list names.

    Raises:
        ValueError: one is not known.
    """
    book, found = asking.rulebook, []
    for each in _texts(line):
        able = [*book.techniques, *book.families, *book.traits]
        ids = [thing.id for thing in able if each.lower() in (thing.id, thing.name.lower())]
        if not ids:
            raise ValueError(asking.say("not-known", text=each))
        found.append(ids[0])
    return found


def _list(asking: Asking, text: str) -> list[str]:
    return asking.read(f"{text} {asking.say('list')}", _texts) or []


def _texts(line: str) -> list[str]:
    return [each.strip() for each in line.split(",") if each.strip()]


def _of_ten(line: str) -> int:
    value = int(line)
    if not 0 <= value <= 10:
        raise ValueError(line)
    return value
