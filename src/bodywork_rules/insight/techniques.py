"""What is said of techniques: why, at what, what speaks against it, what to change and where not to work."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from bodywork_rules.insight.arguments import arguments_text, gists, preferences, speaks_for
from bodywork_rules.insight.page import Block, Heading, Item, Paragraph
from bodywork_rules.insight.reasons import acting, declined_text, infeasible_text, rules_of, why_not
from bodywork_rules.insight.shared import NOTHING_SHARED, Shared
from bodywork_rules.insight.wording import VERDICTS, Wording, and_list, days, inside, outside, sentence
from bodywork_rules.model import (
    Argument,
    Assessment,
    ClearanceId,
    ClearanceRequest,
    Declined,
    Direction,
    Infeasible,
    Judgement,
    Verdict,
)

__all__ = [
    "after_clearance",
    "against",
    "argued",
    "changes_text",
    "listed",
    "not_indicated",
    "offered",
    "recommended",
    "request_told",
    "waiting_for",
    "whom",
    "withheld",
]

Key = TypeVar("Key", bound=Hashable)
MOST_IN_FULL = 3
"""Up to this rank an argument is told with what was found; further down without."""


def recommended(wording: Wording, assessment: Assessment, shared: Shared) -> Iterator[Block]:
    """The techniques that can be done today, best first.

    Args:
        wording: the words.
        assessment: the answer.
        shared: what holds for every technique told of, and was said before.
    """
    yield Heading("Recommended today" if assessment.recommendations else "Nothing is recommended today")
    yield from _told(wording, assessment, shared, assessment.recommendations)


def after_clearance(wording: Wording, assessment: Assessment, shared: Shared) -> Iterator[Block]:
    """What to ask clinicians, and the techniques that wait for the answers."""
    if not assessment.clearances:
        return
    yield Heading("After a clinician's yes")
    for request in assessment.clearances:
        yield from request_told(wording, assessment, request)
    yield from _told(wording, assessment, shared, assessment.after_clearance, start=len(assessment.recommendations) + 1)


def withheld(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """The techniques not to be done, those with the same reasons together."""
    avoided = assessment.withheld
    if not argued(assessment):
        avoided = tuple(each for each in assessment.judgements if not each.offered)
    if not avoided:
        return
    yield Heading("Withheld: not to be done", verdict=Verdict.AVOID)
    for reasons, alike in _together(avoided, lambda each: why_not(wording, assessment.body, each)):
        yield Item(sentence(reasons), lead=_names(alike))


def not_indicated(wording: Wording, assessment: Assessment, shared: Shared) -> Iterator[Block]:
    """The techniques with an argument for which, all in all, nothing speaks: by what may be done, with their scores."""
    found = [each for each in assessment.judgements if each.arguments and not each.indicated]
    if not found:
        return
    yield Heading("Looked at, and not recommended")
    yield Paragraph("What is known does not speak for these, all in all; the score of each stands in brackets.")
    yield from _by_verdict(wording, assessment, shared, sorted(found, key=lambda each: each.verdict), scores=True)


def offered(wording: Wording, assessment: Assessment, shared: Shared) -> Iterator[Block]:
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
    yield from _by_verdict(wording, assessment, shared, assessment.offered, scores=False)


def argued(assessment: Assessment) -> bool:
    """Whether any technique has an argument."""
    return any(judgement.arguments for judgement in assessment.judgements)


def waiting_for(assessment: Assessment, request: ClearanceRequest) -> tuple[list[Judgement], list[Judgement]]:
    """The techniques told of that wait for a clearance: wholly, and in part.

    Args:
        assessment: the answer.
        request: the clearance.

    Returns:
        Those that may not be done before a yes, and those that may not be done at some places before it.
    """
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


def _names(judgements: Iterable[Judgement], *, scores: bool = False) -> str:
    """The names of techniques, with their scores when asked for."""
    return and_list(f"{each.technique.name} ({each.score:+})" if scores else each.technique.name for each in judgements)


def _by_verdict(
    wording: Wording, assessment: Assessment, shared: Shared, judgements: Iterable[Judgement], *, scores: bool
) -> Iterator[Block]:
    """Techniques, the mildest verdict first, those that may be done in the same way together."""

    def how(judgement: Judgement) -> str:
        if judgement.verdict is Verdict.AVOID:
            told = why_not(wording, assessment.body, judgement)
        else:
            told = changes_text(wording, assessment, judgement, shared)
        return " ".join([sentence(told), *_wants(wording, judgement)])

    for verdict, group in groupby(judgements, key=lambda each: each.verdict):
        yield Item("", lead=outside(VERDICTS[verdict]))
        for text, alike in _together(group, how):
            yield Item(text, lead=_names(alike, scores=scores), depth=1)


def _told(
    wording: Wording, assessment: Assessment, shared: Shared, judgements: Sequence[Judgement], start: int = 1
) -> Iterator[Block]:
    """Ranked techniques; those next to each other for which the same speaks, under one heading.

    Args:
        wording: the words.
        assessment: the answer.
        shared: what holds for every technique told of; of a single technique it is said again.
        judgements: the techniques, best first.
        start: the rank of the first.
    """
    shared = shared if len(judgements) > 1 else NOTHING_SHARED

    def alike(ranked: tuple[int, Judgement]) -> tuple[object, ...]:
        of = ranked[1]
        return (of.verdict, of.score, of.arguments, _wants(wording, of), _only_in_part_open(of))

    for _, run in groupby(enumerate(judgements, start), key=alike):
        group = list(run)
        first = group[0][1]
        names = and_list(f"{rank}. {judgement.technique.name}" for rank, judgement in group)
        verdict = first.verdict
        yield Heading(f"{names}: {VERDICTS[verdict]} (score {first.score})", 3, verdict=verdict)
        yield from _how(wording, assessment, shared, [judgement for _, judgement in group])
        arguments_for = [each for each in first.arguments if speaks_for(each)]
        argue = arguments_text if group[0][0] <= MOST_IN_FULL else gists
        told_for = [*map(sentence, argue(wording, arguments_for)), *preferences(wording, first, positive=True)]
        yield from listed("Why", told_for)
        yield from listed("Against it, or unclear", against(wording, first, gists))
        if _only_in_part_open(first):
            yield Item("what is not known could still change where, or within which limits.", lead="Not settled")


def _how(wording: Wording, assessment: Assessment, shared: Shared, judgements: Sequence[Judgement]) -> Iterator[Block]:
    """How techniques may be done, and at what they aim; of several together, what holds for all is referred to."""
    if len(judgements) == 1:
        how = changes_text(wording, assessment, judgements[0], shared)
        yield Item(f"{outside(how)}. Aims at: {inside(sentence(judgements[0].technique.target))}", lead="How")
        return
    for how, alike in _together(judgements, lambda each: changes_text(wording, assessment, each, shared)):
        yield Item(f"{how}.", lead=_names(alike))
    aims = [f"{each.technique.name}: {inside(each.technique.target.rstrip('.'))}" for each in judgements]
    yield Item(f"{'; '.join(aims)}.", lead="What each aims at")


def against(
    wording: Wording, judgement: Judgement, unclear: Callable[[Wording, Iterable[Argument]], list[str]]
) -> list[str]:
    """What speaks against a technique, or for it neither way; a harm always with what was found.

    Args:
        wording: the words.
        judgement: the technique.
        unclear: how the arguments that tell of no harm are put in words.
    """
    arguments = [each for each in judgement.arguments if not speaks_for(each)]
    harms = [each for each in arguments if each.indication.direction is Direction.HARM]
    others = [each for each in arguments if each not in harms]
    return [
        *arguments_text(wording, harms),
        *map(sentence, unclear(wording, others)),
        *preferences(wording, judgement, positive=False),
    ]


def _wants(wording: Wording, judgement: Judgement) -> tuple[str, ...]:
    """What the client likes, dislikes and told of earlier treatment; what speaks for it first."""
    return (*preferences(wording, judgement, positive=True), *preferences(wording, judgement, positive=False))


def _only_in_part_open(judgement: Judgement) -> bool:
    """Whether something is open, though not the verdict; what the verdict is at worst stands at the top."""
    return not judgement.settled and judgement.high is judgement.verdict


def changes_text(wording: Wording, assessment: Assessment, judgement: Judgement, shared: Shared) -> str:
    """How a technique may be done, where not, and for which reasons; what holds for all is referred to.

    Args:
        wording: the words; reasons not told of before get a number.
        assessment: the answer.
        judgement: what is said of the technique, which may be done.
        shared: what holds for every technique told of, and was said before.
    """
    told = [*_in_short(wording, assessment, judgement, shared)]
    if shared.rest(judgement.limits) != judgement.limits or (
        shared.elsewhere(assessment, judgement.keep_off) != judgement.keep_off
    ):
        told.insert(0, "as at the top" if not told else "besides what stands at the top")
    named = wording.refer(rules_of(acting(judgement)))
    if not told:
        return f"as usual; what to heed is in {named}" if named else "as usual"
    return f"{'; '.join(told)} ({named})" if named else "; ".join(told)


def _in_short(wording: Wording, assessment: Assessment, judgement: Judgement, shared: Shared) -> Iterator[str]:
    """What changes in a technique beside what holds for all, each change by itself."""
    yield from wording.changes(judgement.technique, shared.rest(judgement.limits))
    if elsewhere := shared.elsewhere(assessment, judgement.keep_off):
        yield f"keep off {wording.sites(elsewhere)}"
    for shown in acting(judgement):
        if isinstance(shown, Declined):
            yield declined_text(wording, assessment.body, shown)
        elif isinstance(shown, Infeasible) and not _is_off_anyway(assessment, judgement, shown):
            yield infeasible_text(wording, assessment.body, shown, judgement)
    if judgement.clearances:
        yield f"waits for a yes to {and_list(whom(wording, assessment, id) for id in judgement.clearances)}"


def _is_off_anyway(assessment: Assessment, judgement: Judgement, shown: Infeasible) -> bool:
    """Whether single rules already keep a technique off the places at which it cannot be done within the limits."""
    union = assessment.body.union
    stricter = [each for each in rules_of(acting(judgement)) if each.verdict > judgement.verdict]
    return not union(shown.sites) & ~union(site for each in stricter for site in each.sites)


def whom(wording: Wording, assessment: Assessment, clearance: ClearanceId) -> str:
    """A clearance, with the clinician to ask."""
    asked = {request.clearance.id: request.clearance.clinician for request in assessment.clearances}
    clinician = f" (ask: {inside(wording.name('clinician', asked[clearance]))})" if clearance in asked else ""
    return f"{wording.name('clearance', clearance)}{clinician}"


def listed(lead: str, texts: Sequence[str]) -> Iterator[Block]:
    """What stands under one word: on its line when it is one text, else as a list.

    Args:
        lead: the word.
        texts: what stands under it; nothing is shown when there is none.
    """
    if len(texts) == 1:
        yield Item(texts[0], lead=lead)
    elif texts:
        yield Item("", lead=lead)
        yield from (Item(text, depth=1) for text in texts)


def request_told(wording: Wording, assessment: Assessment, request: ClearanceRequest) -> Iterator[Block]:
    """A clearance: whom to ask what about what, and what a yes brings."""
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
