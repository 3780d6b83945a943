"""What is said of techniques: why, at what, what speaks against it, what to change and where not to work."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from bodywork_rules.insight.answer.arguments import arguments_text, gists, preferences, speaks_for
from bodywork_rules.insight.answer.reasons import acting, declined_text, infeasible_text, rules_of, why_not
from bodywork_rules.insight.answer.shared import NOTHING_SHARED, Shared
from bodywork_rules.insight.page import Block, Heading, Item, Paragraph
from bodywork_rules.insight.wording import Wording, outside, sentence
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
    yield Heading(wording.say("explain-recommended" if assessment.recommendations else "explain-none-recommended"))
    if not assessment.recommendations and any(each.verdict <= Verdict.MODIFY for each in assessment.offered):
        yield Paragraph(wording.say("explain-still-possible"))
    yield from _told(wording, assessment, shared, assessment.recommendations)


def after_clearance(wording: Wording, assessment: Assessment, shared: Shared) -> Iterator[Block]:
    """What to ask clinicians, and the techniques that wait for the answers."""
    if not assessment.clearances:
        return
    yield Heading(wording.say("explain-after-yes"))
    for request in assessment.clearances:
        yield from request_told(wording, assessment, request)
    yield from _told(wording, assessment, shared, assessment.after_clearance, start=len(assessment.recommendations) + 1)


def withheld(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """The techniques not to be done, those with the same reasons together."""
    avoided = (*assessment.withheld, *_for_others_only(assessment))
    if not argued(assessment):
        avoided = tuple(each for each in assessment.judgements if not each.offered and _can_be_told_why(each))
    if not avoided:
        return
    yield Heading(wording.say("explain-withheld"), verdict=Verdict.AVOID)
    for reasons, alike in _together(avoided, lambda each: why_not(wording, assessment.body, each)):
        yield Item(sentence(reasons), lead=_names(wording, alike))


def _for_others_only(assessment: Assessment) -> tuple[Judgement, ...]:
    """What is for some clients only and not to be done with this one, where not everything is to be left."""
    judged = assessment.judgements
    if all(each.verdict is Verdict.AVOID for each in judged):
        return ()
    told = [each for each in judged if each.technique.only_for and each.verdict is Verdict.AVOID]
    return tuple(each for each in told if each not in assessment.withheld and not each.arguments)


def _can_be_told_why(judgement: Judgement) -> bool:
    return judgement.verdict is Verdict.AVOID or judgement.declined


def not_indicated(wording: Wording, assessment: Assessment, shared: Shared) -> Iterator[Block]:
    """The techniques with an argument for which, all in all, nothing speaks: by what may be done, with their scores."""
    found = [each for each in assessment.judgements if each.arguments and not each.indicated]
    if not found:
        return
    yield Heading(wording.say("explain-not-recommended"))
    yield Paragraph(wording.say("explain-not-recommended-text"))
    yield from _by_verdict(wording, assessment, shared, sorted(found, key=lambda each: each.verdict), scores=True)


def offered(wording: Wording, assessment: Assessment, shared: Shared) -> Iterator[Block]:
    """Where no technique has an argument: the techniques offered, by verdict."""
    goals = assessment.profile.goals
    told = wording.and_list(wording.condition(goal.complaint) for goal in goals)
    yield Heading(wording.say("explain-by-verdict"))
    yield Paragraph(
        wording.say("explain-no-argument", complaints=told) if goals else wording.say("explain-no-goal"),
    )
    if not assessment.offered:
        yield Paragraph(wording.say("explain-none-offered"))
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


def _names(wording: Wording, judgements: Iterable[Judgement], *, scores: bool = False) -> str:
    """The names of techniques, with their scores when asked for."""
    return wording.and_list(
        f"{each.technique.name} ({each.score:+})" if scores else each.technique.name for each in judgements
    )


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
        yield Item("", lead=outside(wording.word("verdict", verdict)))
        for text, alike in _together(group, how):
            yield Item(text, lead=_names(wording, alike, scores=scores), depth=1)


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
        names = wording.and_list(f"{rank}. {judgement.technique.name}" for rank, judgement in group)
        verdict = wording.word("verdict", first.verdict)
        title = wording.say("explain-ranked", techniques=names, verdict=verdict, score=first.score)
        yield Heading(title, 3, verdict=first.verdict)
        yield from _how(wording, assessment, shared, [judgement for _, judgement in group])
        arguments_for = [each for each in first.arguments if speaks_for(each)]
        argue = arguments_text if group[0][0] <= MOST_IN_FULL else gists
        told_for = [*map(sentence, argue(wording, arguments_for)), *preferences(wording, first, positive=True)]
        yield from listed(wording.say("explain-why"), told_for)
        yield from listed(wording.say("explain-against"), against(wording, first, gists))
        if _only_in_part_open(first):
            yield Item(wording.say("explain-not-settled-text"), lead=wording.say("explain-not-settled"))


def _how(wording: Wording, assessment: Assessment, shared: Shared, judgements: Sequence[Judgement]) -> Iterator[Block]:
    """How techniques may be done, and at what they aim; of several together, what holds for all is referred to."""
    if len(judgements) == 1:
        how = changes_text(wording, assessment, judgements[0], shared)
        target = wording.inside(sentence(judgements[0].technique.target))
        yield Item(wording.say("explain-how-text", how=outside(how), target=target), lead=wording.say("explain-how"))
        return
    for how, alike in _together(judgements, lambda each: changes_text(wording, assessment, each, shared)):
        yield Item(f"{how}.", lead=_names(wording, alike))
    aims = [f"{each.technique.name}: {wording.inside(each.technique.target.rstrip('.'))}" for each in judgements]
    yield Item(f"{'; '.join(aims)}.", lead=wording.say("explain-aims"))


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
        told.insert(0, wording.say("how-besides-the-top" if told else "how-as-at-the-top"))
    named = wording.refer(rules_of(acting(judgement)))
    if not told:
        return wording.say("how-as-usual-but", reasons=named) if named else wording.say("how-as-usual")
    return f"{'; '.join(told)} ({named})" if named else "; ".join(told)


def _in_short(wording: Wording, assessment: Assessment, judgement: Judgement, shared: Shared) -> Iterator[str]:
    """What changes in a technique beside what holds for all, each change by itself."""
    yield from wording.changes(judgement.technique, shared.rest(judgement.limits))
    if elsewhere := shared.elsewhere(assessment, judgement.keep_off):
        yield wording.say("how-keep-off", sites=wording.sites(elsewhere))
    for shown in acting(judgement):
        if isinstance(shown, Declined):
            yield declined_text(wording, assessment.body, shown)
        elif isinstance(shown, Infeasible) and not _is_off_anyway(assessment, judgement, shown):
            yield infeasible_text(wording, assessment.body, shown, judgement)
    if judgement.clearances:
        waited_for = wording.and_list(whom(wording, assessment, id) for id in judgement.clearances)
        yield wording.say("how-waits", clearances=waited_for)


def _is_off_anyway(assessment: Assessment, judgement: Judgement, shown: Infeasible) -> bool:
    """Whether single rules already keep a technique off the places at which it cannot be done within the limits."""
    union = assessment.body.union
    stricter = [each for each in rules_of(acting(judgement)) if each.verdict > judgement.verdict]
    return not union(shown.sites) & ~union(site for each in stricter for site in each.sites)


def whom(wording: Wording, assessment: Assessment, clearance: ClearanceId) -> str:
    """A clearance, with the clinician to ask."""
    asked = {request.clearance.id: request.clearance.clinician for request in assessment.clearances}
    name = wording.name("clearance", clearance)
    if clearance not in asked:
        return name
    clinician = wording.inside(wording.name("clinician", asked[clearance]))
    return wording.say("explain-whom", clearance=name, clinician=clinician)


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
    yield Heading(wording.say("ask-title", clearance=clearance.name), 3, verdict=Verdict.CLEARANCE)
    yield Item(f"{wording.name('clinician', clearance.clinician)}", lead=wording.say("ask-whom"))
    yield Item(clearance.question, lead=wording.say("ask-question"))
    if request.findings:
        yield Item("; ".join(map(wording.finding, request.findings)), lead=wording.say("ask-about"))
    unlocks, lasts = sentence(clearance.unlocks), wording.days(clearance.lasts)
    yield Item(wording.say("ask-unlocks-text", unlocks=unlocks, time=lasts), lead=wording.say("ask-unlocks"))
    if clearance.meanwhile:
        yield Item(clearance.meanwhile, lead=wording.say("ask-meanwhile"))
    wholly, partly = waiting_for(assessment, request)
    if wholly:
        yield Item(_names(wording, wholly), lead=wording.say("ask-waiting"))
    if partly:
        told = wording.say("ask-waiting-in-part-text", techniques=_names(wording, partly))
        yield Item(told, lead=wording.say("ask-waiting-in-part"))
    reasons = (each for id in request.techniques for each in rules_of(acting(assessment.judgements[id])))
    told = wording.refer(each for each in reasons if each.rule in request.rules)
    yield Item(told, lead=wording.say("ask-why"))
