"""What is said of single techniques: why, at what, what speaks against it, what to change and where not to work."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from bodywork_rules.insight.arguments import arguments_text, gist, preferences, speaks_for
from bodywork_rules.insight.page import Block, Heading, Item, Paragraph
from bodywork_rules.insight.reasons import acting, declined_text, infeasible_text, rules_of, why_not
from bodywork_rules.insight.wording import BRIEF, VERDICTS, Wording, and_list, days, inside, sentence
from bodywork_rules.model import Assessment, ClearanceId, ClearanceRequest, Declined, Infeasible, Judgement, Verdict

__all__ = ["after_clearance", "argued", "not_indicated", "offered", "recommended", "waiting_for", "whom", "withheld"]

Key = TypeVar("Key", bound=Hashable)


def recommended(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """The techniques that can be done today, best first."""
    yield Heading("Recommended today" if assessment.recommendations else "Nothing is recommended today")
    yield from _told(wording, assessment, assessment.recommendations)


def after_clearance(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """What to ask clinicians, and the techniques that wait for the answers."""
    if not assessment.clearances:
        return
    yield Heading("After a clinician's yes")
    for request in assessment.clearances:
        yield from _request(wording, assessment, request)
    yield from _told(wording, assessment, assessment.after_clearance, start=len(assessment.recommendations) + 1)


def withheld(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """The techniques not to be done, those with the same reasons together."""
    avoided = assessment.withheld
    if not argued(assessment):
        avoided = tuple(each for each in assessment.judgements if not each.offered)
    if not avoided:
        return
    yield Heading("Withheld: not to be done", verdict=Verdict.AVOID)
    for reasons, judgements in _together(avoided, lambda each: why_not(wording, assessment.body, each)):
        yield Item(sentence(reasons), lead=_names(judgements))
        for arguments, alike in _together(judgements, lambda each: (each.arguments, each.score)):
            if arguments[0]:
                told = "; ".join(gist(wording, each) for each in alike[0].arguments)
                it = "it" if len(alike) == len(judgements) else _names(alike)
                yield Item(f"{told} (score {alike[0].score}).", lead=f"Argued for {it}", depth=1)


def not_indicated(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """The techniques with an argument for which, all in all, nothing speaks."""
    found = [each for each in assessment.judgements if each.arguments and not each.indicated]
    if not found:
        return
    yield Heading("Looked at, and not recommended")
    yield Paragraph("What is known does not speak for these, all in all; whether they may be done is said of each.")
    for _, judgements in _together(found, lambda each: each.arguments):
        yield Heading(_names(judgements), 3)
        yield from (Item(text) for text in arguments_text(wording, judgements[0].arguments))
        for told, alike in _together(judgements, lambda each: _may(wording, assessment, each)):
            yield Item(sentence(told), lead="Today" if len(alike) == len(judgements) else _names(alike))
            for judgement in alike:
                yield from (Item(want, depth=1) for want in _wants(wording, judgement))


def offered(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """Where no technique has an argument: the techniques offered, by verdict."""
    goals = assessment.profile.goals
    told = and_list(wording.condition(goal.complaint) for goal in goals)
    yield Heading("Techniques by verdict")
    yield Paragraph(
        f"The rulebook has no argument for or against any technique for {told}. These may be offered."
        if goals
        else "The client gave no goal, so nothing can be recommended. These may be offered."
    )
    if not assessment.offered:
        yield Paragraph("None may be offered.")
    for verdict, group in groupby(assessment.offered, key=lambda each: each.verdict):
        yield Heading(f"{VERDICTS[verdict].capitalize()}", 3, verdict=verdict)
        for text, alike in _together(group, lambda each: _may(wording, assessment, each)):
            yield Item(sentence(text), lead=_names(alike))


def argued(assessment: Assessment) -> bool:
    """Whether any technique has an argument."""
    return any(judgement.arguments for judgement in assessment.judgements)


def waiting_for(assessment: Assessment, request: ClearanceRequest) -> tuple[list[Judgement], list[Judgement]]:
    """The techniques told of that wait for a clearance: wholly, and in part."""
    of = {each.technique.id for each in assessment.judgements if each.arguments}
    of = of or {each.technique.id for each in assessment.offered}
    waiting = [assessment.judgements[id] for id in request.techniques if id in of]
    wholly = [each for each in waiting if each.verdict is Verdict.CLEARANCE]
    return wholly, [each for each in waiting if each.verdict < Verdict.CLEARANCE]


def _together(judgements: Iterable[Judgement], key: Callable[[Judgement], Key]) -> list[tuple[Key, list[Judgement]]]:
    """Techniques of which the same is said, in the order of the first of each."""
    groups: dict[Key, list[Judgement]] = {}
    for judgement in judgements:
        groups.setdefault(key(judgement), []).append(judgement)
    return list(groups.items())


def _names(judgements: Iterable[Judgement]) -> str:
    return and_list(judgement.technique.name for judgement in judgements)


def _told(wording: Wording, assessment: Assessment, judgements: Sequence[Judgement], start: int = 1) -> Iterator[Block]:
    """Ranked techniques; those next to each other for which the same speaks, under one heading."""

    def alike(ranked: tuple[int, Judgement]) -> tuple[object, ...]:
        of = ranked[1]
        return (of.verdict, of.score, of.arguments, _wants(wording, of), _only_in_part_open(of))

    for _, run in groupby(enumerate(judgements, start), key=alike):
        group = list(run)
        first = group[0][1]
        names = and_list(f"{rank}. {judgement.technique.name}" for rank, judgement in group)
        verdict = first.verdict
        yield Heading(f"{names}: {VERDICTS[verdict]} (score {first.score})", 3, verdict=verdict)
        arguments_for = [each for each in first.arguments if speaks_for(each)]
        against = [each for each in first.arguments if not speaks_for(each)]
        yield from _listed(
            "Why", [*arguments_text(wording, arguments_for), *preferences(wording, first, positive=True)]
        )
        yield from _listed(
            "Against it, or unclear",
            [*arguments_text(wording, against), *preferences(wording, first, positive=False)],
        )
        for _, judgement in group:
            yield Item(
                _how(wording, assessment, judgement), lead="How" if len(group) == 1 else judgement.technique.name
            )
        if _only_in_part_open(first):
            yield Item("what is not known could still change where, or within which limits.", lead="Not settled")


def _only_in_part_open(judgement: Judgement) -> bool:
    """Whether something is open, though not the verdict; what the verdict is at worst stands at the top."""
    return not judgement.settled and judgement.high is judgement.verdict


def _wants(wording: Wording, judgement: Judgement) -> tuple[str, ...]:
    """What the client likes, dislikes and told of earlier treatment; what speaks for it first."""
    return (*preferences(wording, judgement, positive=True), *preferences(wording, judgement, positive=False))


def _how(wording: Wording, assessment: Assessment, judgement: Judgement) -> str:
    """How a technique may be done, why so, and at what it aims."""
    told = "; ".join(_in_short(wording, assessment, judgement)) or "no limit on pressure, time or way of working"
    return f"{told}{_referred(wording, judgement)}. Aims at: {sentence(inside(judgement.technique.target))}"


def _may(wording: Wording, assessment: Assessment, judgement: Judgement) -> str:
    """Whether and how a technique may be done, and for which reasons."""
    if judgement.verdict is Verdict.AVOID:
        return f"{BRIEF[judgement.verdict]}: {why_not(wording, assessment.body, judgement)}"
    told = [BRIEF[judgement.verdict], *_in_short(wording, assessment, judgement)]
    return f"{'; '.join(told)}{_referred(wording, judgement)}"


def _referred(wording: Wording, judgement: Judgement) -> str:
    named = wording.refer(rules_of(acting(judgement)))
    return f" ({named})" if named else ""


def _in_short(wording: Wording, assessment: Assessment, judgement: Judgement) -> Iterator[str]:
    yield from wording.changes(judgement.technique, judgement.limits)
    if judgement.keep_off:
        yield f"keep off {wording.sites(judgement.keep_off)}"
    for shown in acting(judgement):
        if isinstance(shown, Declined):
            yield declined_text(wording, assessment.body, shown)
        elif isinstance(shown, Infeasible):
            yield infeasible_text(wording, assessment.body, shown, judgement)
    if judgement.clearances:
        yield f"waits for a yes to {and_list(whom(wording, assessment, id) for id in judgement.clearances)}"


def whom(wording: Wording, assessment: Assessment, clearance: ClearanceId) -> str:
    """A clearance, with the clinician to ask."""
    asked = {request.clearance.id: request.clearance.clinician for request in assessment.clearances}
    clinician = f" (ask: {inside(wording.name('clinician', asked[clearance]))})" if clearance in asked else ""
    return f"{wording.name('clearance', clearance)}{clinician}"


def _listed(lead: str, texts: Sequence[str]) -> Iterator[Block]:
    """What stands under one word: on its line when it is one text, else as a list."""
    if len(texts) == 1:
        yield Item(texts[0], lead=lead)
    elif texts:
        yield Item("", lead=lead)
        yield from (Item(text, depth=1) for text in texts)


def _request(wording: Wording, assessment: Assessment, request: ClearanceRequest) -> Iterator[Block]:
    clearance = request.clearance
    yield Heading(f"Ask: {clearance.name}", 3, verdict=Verdict.CLEARANCE)
    yield Item(f"{wording.name('clinician', clearance.clinician)}", lead="Whom")
    yield Item(clearance.question, lead="The question")
    if request.findings:
        yield Item("; ".join(wording.finding(finding) for finding in request.findings), lead="About")
    lasts = f"It holds for {days(clearance.lasts)} unless it says otherwise."
    yield Item(f"{sentence(clearance.unlocks)} {lasts}", lead="A yes unlocks")
    if clearance.meanwhile:
        yield Item(clearance.meanwhile, lead="Until then")
    wholly, partly = waiting_for(assessment, request)
    if wholly:
        yield Item(_names(wholly), lead="Waiting")
    if partly:
        yield Item(f"{_names(partly)} (the rest can be done)", lead="Waiting in part")
    reasons = (each for id in request.techniques for each in rules_of(acting(assessment.judgements[id])))
    yield Item(wording.refer(each for each in reasons if each.rule in request.rules), lead="Why")
