"""The talk of a first visit on a terminal: what the client comes for, takes, had and does not want."""

from collections import Counter
from datetime import date
from functools import partial

import attrs

from bodywork_rules.care import IntakeQuestion, Meant, Reply, understood
from bodywork_rules.care.intake.places import Places
from bodywork_rules.cli.asking import Asking, texts_of
from bodywork_rules.engine.validity.problems import problems_of
from bodywork_rules.insight.wording import Wording
from bodywork_rules.model import ClientProfile, ConditionId, Goal, Site

__all__ = ["talked"]

AT_ONCE = 6
"""No more complaints are shown at once: who does not see theirs types it."""
MOST, USUAL = 3, 2
"""The importance of the goal that matters most, and of the others."""


def talked(asking: Asking, places: Places, question: IntakeQuestion, on: date) -> Reply:
    """Put a question of the talk until it has a reply.

    Args:
        asking: asks it.
        places: reads places.
        question: the question.
        on: the day.

    Raises:
        KeyboardInterrupt: the interview is broken off.
    """
    match question.id:
        case "talk/goals":
            goals = _goals(asking, places, question.text)
            return Reply("yes", goals=goals) if goals else Reply("not-sure")
        case "talk/pain":
            value = asking.read(question.text, _of_ten, asking.say("not-of-ten"))
            return Reply("not-sure") if value is None else Reply("yes", value=value)
        case "talk/medicines" | "talk/injuries" | "talk/tests" | "talk/declines":
            return _in_words(asking, question, on)
        case _:
            texts = _list(asking, question.text)
            return Reply("yes", texts=texts) if texts else Reply("not-sure")


def _goals(asking: Asking, places: Places, text: str) -> list[Goal]:
    """What the client comes for, one after the other until nothing more is named; where it is; what matters most.

    What most is known about stands first, since it is what most come for.
    """
    rulebook = asking.rulebook
    known = Counter(each.complaint for each in rulebook.indications)
    left = sorted(known, key=lambda each: (-known[each], rulebook.conditions[each].name))
    goals: list[Goal] = []
    while True:
        able: dict[ConditionId | None, str] = {None: asking.say("say-enough" if goals else "say-nothing")}
        able |= {id: rulebook.conditions[id].name for id in left}
        chosen = asking.choose(asking.say("goal-more") if goals else text, able, search=True, at_once=AT_ONCE)
        if chosen is None:
            return _weighed(asking, goals)
        asked, reader = asking.say("goal-sites", name=able[chosen]), partial(_sites_of, asking, places, chosen)
        sites = asking.read(asked, reader, hint=asking.say("places"))
        goals.append(Goal(chosen, sites=sites or ()))
        left.remove(chosen)


def _sites_of(asking: Asking, places: Places, complaint: ConditionId, line: str) -> tuple[Site, ...]:
    """The sites that a list names, where the complaint can be.

    Raises:
        ValueError: it cannot be at one of them, or one is not known.
    """
    rulebook, sites = asking.rulebook, places.read(line)
    able = [not problems_of(rulebook, ClientProfile(goals=[Goal(complaint, sites=[each])]), date.max) for each in sites]
    if not all(able):
        wrong = [each for each, can in zip(sites, able, strict=True) if not can]
        told = Wording(rulebook.words, ClientProfile()).sites(wrong)
        raise ValueError(asking.say("not-there", name=rulebook.conditions[complaint].name, places=told))
    return sites


def _weighed(asking: Asking, goals: list[Goal]) -> list[Goal]:
    """The goals with what matters most, which is asked where there are several."""
    if len(goals) < 2:
        return goals
    named = {each.complaint: asking.rulebook.conditions[each.complaint].name for each in goals}
    most = asking.choose(asking.say("goal-most"), {None: asking.say("say-all-alike"), **named})
    return [attrs.evolve(each, importance=MOST if each.complaint == most else USUAL) for each in goals]


def _in_words(asking: Asking, question: IntakeQuestion, on: date) -> Reply:
    """What a list names, as the rulebook knows it, repeated until the client agrees; the rest in the client's words."""
    while texts := _list(asking, question.text):
        found = {text: _meant(asking, question, text, on) for text in texts}
        meant = [each for each in found.values() if each is not None]
        kept = [text for text, each in found.items() if each is None]
        if meant:
            names = [name for each in meant for name in _called(asking, each)]
            asking.write(asking.say("understood", names=", ".join(names)))
        if kept:
            asking.write(asking.say("not-understood", texts=", ".join(kept)))
        if asking.choose(asking.say("is-right"), {True: asking.say("say-yes"), False: asking.say("say-again")}):
            return Reply("yes", meant=meant, texts=kept)
    return Reply("not-sure")


def _meant(asking: Asking, question: IntakeQuestion, text: str, on: date) -> Meant | None:
    """What is meant; nothing when nobody can tell, or the client would rather keep the words."""
    able = understood(asking.rulebook, question, text, on)
    if not able or able[0].sure:
        return able[0] if able else None
    offered: dict[Meant | None, str] = {None: asking.say("say-keep")}
    offered |= {each: ", ".join(_called(asking, each)) for each in able}
    return asking.choose(asking.say("is-it-one", text=text), offered)


def _called(asking: Asking, meant: Meant) -> list[str]:
    """What the rulebook calls what is meant."""
    wording = Wording(asking.rulebook.words, ClientProfile())
    return [
        *(wording.finding(each, status=False) for each in meant.findings),
        *map(wording.wish, meant.declines),
        *map(wording.site, meant.declines_sites),
    ]


def _list(asking: Asking, text: str) -> list[str]:
    return asking.read(text, texts_of, hint=asking.say("list")) or []


def _of_ten(line: str) -> int:
    value = int(line)
    if not 0 <= value <= 10:
        raise ValueError(line)
    return value
