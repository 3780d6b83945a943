"""What is said of single techniques: why, at what, what speaks against it, what to change and where not to work."""

from collections.abc import Container, Iterator, Sequence

from bodywork_rules.insight.arguments import arguments_text, gist, preferences, speaks_for
from bodywork_rules.insight.page import Block, Heading, Item, Paragraph
from bodywork_rules.insight.reasons import acting, decisive, reason_text, shared
from bodywork_rules.insight.wording import BRIEF, VERDICTS, Wording, and_list, days, inside, sentence
from bodywork_rules.model import Argument, Assessment, ClearanceRequest, Judgement, Restriction, Shown, Verdict

__all__ = ["after_clearance", "argued", "not_indicated", "offered", "recommended", "withheld"]


def recommended(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """The techniques that can be done today, best first."""
    yield Heading("Recommended today" if assessment.recommendations else "Nothing is recommended today")
    if assessment.recommendations and not any(judgement.ready for judgement in assessment.recommendations):
        yield Paragraph("None of these is ready yet: what is not known could still change each of them. Ask first.")
    yield from _told(wording, assessment, assessment.recommendations)


def after_clearance(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """What to ask clinicians, and the techniques that wait for the answers."""
    waiting = assessment.after_clearance
    if not assessment.clearances:
        return
    yield Heading("After a clinician's yes")
    of = [each for each in assessment.judgements if each.arguments] or assessment.offered
    shown = {judgement.technique.id for judgement in of}
    for request in assessment.clearances:
        yield from _request(wording, assessment, request, shown)
    yield from _told(wording, assessment, waiting, start=len(assessment.recommendations) + 1)


def withheld(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """The techniques not to be done, those with the same reasons together."""
    avoided = assessment.withheld
    if not argued(assessment):
        avoided = tuple(each for each in assessment.judgements if not each.offered)
    if not avoided:
        return
    yield Heading("Withheld: not to be done", verdict=Verdict.AVOID)
    groups: dict[tuple[Shown, ...], list[Judgement]] = {}
    for judgement in avoided:
        groups.setdefault(decisive(judgement), []).append(judgement)
    for reasons, judgements in groups.items():
        names = and_list(judgement.technique.name for judgement in judgements)
        yield Heading(names, 3, verdict=Verdict.AVOID)
        technique = judgements[0].technique if len(judgements) == 1 else None
        for shown in reasons:
            yield Item(reason_text(wording, assessment.body, shown, technique))
        if len(judgements) == 1 and judgements[0].arguments:
            told = "; ".join(gist(wording, each) for each in judgements[0].arguments)
            yield Item(f"{told} (score {judgements[0].score})", lead="Argued for it")
        elif judgements[0].arguments:
            yield Item(", ".join(f"{each.technique.name} {each.score}" for each in judgements), lead="Scores")


def not_indicated(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """The techniques with an argument for which, all in all, nothing speaks."""
    found = [each for each in assessment.judgements if each.arguments and not each.indicated]
    if not found:
        return
    yield Heading("Looked at, and not recommended")
    yield Paragraph("What is known does not speak for these, all in all; whether they may be done is said of each.")
    groups: dict[tuple[Argument, ...], list[Judgement]] = {}
    for judgement in found:
        groups.setdefault(judgement.arguments, []).append(judgement)
    common = shared(found)
    yield from _common(wording, assessment, common)
    for arguments, judgements in groups.items():
        yield Heading(and_list(judgement.technique.name for judgement in judgements), 3)
        yield from (Item(text) for text in arguments_text(wording, arguments))
        for judgement in judgements:
            yield from _briefly(wording, assessment, judgement, common)
            wants = [*preferences(wording, judgement, positive=True), *preferences(wording, judgement, positive=False)]
            yield from (Item(want, depth=1) for want in wants)


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
    common = shared(assessment.offered)
    yield from _common(wording, assessment, common)
    for verdict in (Verdict.PROCEED, Verdict.MODIFY, Verdict.CLEARANCE):
        group = [judgement for judgement in assessment.offered if judgement.verdict is verdict]
        if group:
            yield Heading(f"{VERDICTS[verdict].capitalize()}", 3, verdict=verdict)
        for judgement in group:
            yield from _briefly(wording, assessment, judgement, common)


def argued(assessment: Assessment) -> bool:
    """Whether any technique has an argument."""
    return any(judgement.arguments for judgement in assessment.judgements)


def _told(wording: Wording, assessment: Assessment, judgements: Sequence[Judgement], start: int = 1) -> Iterator[Block]:
    common = shared(judgements)
    yield from _common(wording, assessment, common)
    for rank, judgement in enumerate(judgements, start):
        yield Heading(
            f"{rank}. {judgement.technique.name}: {VERDICTS[judgement.verdict]} (score {judgement.score})",
            3,
            verdict=judgement.verdict,
        )
        yield from _block(wording, assessment, judgement, common)


def _common(wording: Wording, assessment: Assessment, common: Sequence[Shown]) -> Iterator[Block]:
    if common:
        yield Heading("Heed with every one of them", 3)
        yield from (Item(reason_text(wording, assessment.body, shown)) for shown in common)


def _block(wording: Wording, assessment: Assessment, judgement: Judgement, common: Sequence[Shown]) -> Iterator[Block]:
    technique = judgement.technique
    arguments_for = [each for each in judgement.arguments if speaks_for(each)]
    yield from _listed(
        "Why", [*arguments_text(wording, arguments_for), *preferences(wording, judgement, positive=True)]
    )
    yield Item(technique.target, lead="Aims at")
    against = [each for each in judgement.arguments if not speaks_for(each)]
    yield from _listed(
        "Against it, or unclear", [*arguments_text(wording, against), *preferences(wording, judgement, positive=False)]
    )
    changes = wording.changes(technique, judgement.limits)
    yield Item("; ".join(changes) if changes else "no limit on pressure, time or way of working", lead="Change")
    if judgement.keep_off:
        yield Item(wording.sites(judgement.keep_off), lead="Keep off")
    if judgement.clearances:
        yield Item(_waits(wording, assessment, judgement), lead="Waits for a yes to")
    own = [
        reason_text(wording, assessment.body, shown, technique) for shown in acting(judgement) if shown not in common
    ]
    yield from _listed("Because" if not common else "Besides, because", own)
    if not judgement.ready and judgement.high > judgement.verdict:
        yield Item(f"what is not known could make it: {VERDICTS[judgement.high]}", lead="Not settled")
    elif not judgement.settled:
        yield Item("what is not known could still change where, or within which limits", lead="Not settled")


def _briefly(
    wording: Wording, assessment: Assessment, judgement: Judgement, common: Sequence[Shown]
) -> Iterator[Block]:
    yield Item(
        "; ".join([BRIEF[judgement.verdict], *_in_short(wording, assessment, judgement)]), lead=judgement.technique.name
    )
    reasons = acting(judgement) if judgement.verdict < Verdict.AVOID else decisive(judgement)
    for shown in reasons:
        if shown not in common:
            yield Item(reason_text(wording, assessment.body, shown, judgement.technique), depth=1)


def _in_short(wording: Wording, assessment: Assessment, judgement: Judgement) -> Iterator[str]:
    if judgement.verdict is Verdict.AVOID:
        return
    yield from wording.changes(judgement.technique, judgement.limits)
    if judgement.keep_off:
        yield f"keep off {wording.sites(judgement.keep_off)}"
    if judgement.clearances:
        yield f"waits for a yes to {_waits(wording, assessment, judgement)}"


def _waits(wording: Wording, assessment: Assessment, judgement: Judgement) -> str:
    """The clearances that a technique waits for, each with whom to ask."""
    asked = {request.clearance.id: request.clearance.clinician for request in assessment.clearances}
    whom = {id: f" (ask: {inside(wording.name('clinician', clinician))})" for id, clinician in asked.items()}
    return and_list(f"{wording.name('clearance', id)}{whom.get(id, '')}" for id in judgement.clearances)


def _listed(lead: str, texts: Sequence[str]) -> Iterator[Block]:
    """What stands under one word: on its line when it is one text, else as a list."""
    if len(texts) == 1:
        yield Item(texts[0], lead=lead)
    elif texts:
        yield Item("", lead=lead)
        yield from (Item(text, depth=1) for text in texts)


def _request(
    wording: Wording, assessment: Assessment, request: ClearanceRequest, shown: Container[str]
) -> Iterator[Block]:
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
    wholly = [id for id in request.techniques if id in shown and assessment.judgements[id].verdict is Verdict.CLEARANCE]
    partly = [id for id in request.techniques if id in shown and assessment.judgements[id].verdict < Verdict.CLEARANCE]
    if wholly:
        yield Item(and_list(wording.technique(id) for id in wholly), lead="Waiting")
    if partly:
        yield Item(f"{and_list(wording.technique(id) for id in partly)} (the rest can be done)", lead="Waiting in part")
    reasons = dict.fromkeys(
        each
        for id in request.techniques
        for each in assessment.judgements[id].restrictions
        if isinstance(each, Restriction) and each.acts and each.rule in request.rules
    )
    yield from _listed("Why", [reason_text(wording, assessment.body, each) for each in reasons])
