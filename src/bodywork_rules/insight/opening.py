"""The top of an explanation: settled or provisional, referrals, the answer at a glance, and the client as told.

It is what is acted on, and all of it fits on one screen for most clients: what follows it says why.
"""

from collections.abc import Iterator

from bodywork_rules.insight.page import Block, Heading, Item, Notice, Paragraph, Table
from bodywork_rules.insight.reasons import acting, assumed_text, decisive, headline, origin, rules_of
from bodywork_rules.insight.shared import Shared, places_of
from bodywork_rules.insight.techniques import waiting_for, whom
from bodywork_rules.insight.unknowns import is_urgent, question_text, urgent_first
from bodywork_rules.insight.wording import CELLS, MOST_OF_A_LIST, REFERRALS, Wording, and_list, count, inside, sentence
from bodywork_rules.model import EVERYTHING, Assessment, Finding, Judgement, Referral, Verdict

__all__ = ["opening", "warnings"]

HOW_SOON = {
    Referral.ROUTINE: "a doctor should see the client, without hurry",
    Referral.PROMPT: "a doctor should see the client soon",
    Referral.SAME_DAY: "a doctor should see the client today, before any treatment",
    Referral.EMERGENCY: "a doctor should see the client at once, before any treatment",
}
PLACES = {Verdict.AVOID: "Keep off", Verdict.CLEARANCE: "Keep off before a clinician's yes"}
COLUMNS = ("", "Technique", "Today", "Score", "Pressure", "Keep off", "At worst", "Ready", "Why")


def opening(wording: Wording, assessment: Assessment, shared: Shared) -> Iterator[Block]:
    """What has to be seen first.

    Args:
        wording: the words; reasons are numbered from here on.
        assessment: the answer.
        shared: what holds for every technique told of.
    """
    yield Heading(f"Assessment for {assessment.provenance.on}", 1)
    yield _status(wording, assessment)
    yield from warnings(wording, assessment)
    yield from _glance(wording, assessment)
    yield from _whatever_is_done(wording, assessment, shared)
    yield from _clearances(wording, assessment)
    yield from _client(wording, assessment)


def warnings(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """What nobody may miss: an undated history, what was not coded, and each referral."""
    if assessment.undated:
        yield Paragraph(
            f"nobody said on which day the history was taken; it is read as if taken on {assessment.provenance.on}.",
            lead="Undated history",
        )
    if said := len(assessment.profile.unmapped):
        yield Paragraph(
            f"{count(said, 'thing')} that the client said could not be coded; no rule has read them (see below).",
            lead="Not coded",
        )
    yield from _referrals(wording, assessment)


def _status(wording: Wording, assessment: Assessment) -> Block:
    """Whether the answer is settled; if not, how much is open, and what to ask first."""
    if assessment.settled:
        return Paragraph("what is not known cannot change what may be done, or how.", lead="Settled")
    told = "what is not known could still change this answer"
    if questions := assessment.questions:
        urgent = sum(map(is_urgent, questions))
        told += f": {count(len(questions), 'question is', 'questions are')} open"
        if urgent:
            told += f", and {urgent} could mean that a doctor has to see the client the same day or at once"
        first = question_text(wording, urgent_first(questions)[0])
        told += ". Ask those first" if urgent > 1 else f". Ask first: {first.removesuffix('.')}"
    told = sentence(told)
    if assessment.recommendations and not any(judgement.ready for judgement in assessment.recommendations):
        told += " None of the techniques below is ready to be done before that."
    return Paragraph(told, lead="Provisional")


def _referrals(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """One notice for each urgency, the most urgent first; a finding named in one is not named in a weaker one.

    Args:
        wording: the words.
        assessment: the answer; without referrals there is no notice.
    """
    named: set[Finding] = set()
    for referral in sorted({notice.referral for notice in assessment.referrals}, reverse=True):
        lines = []
        here = [notice for notice in assessment.referrals if notice.referral is referral]
        for notice in here:
            if notice.finding not in named:
                head = headline(wording, notice.rule, notice.finding)
                parts = [
                    f"{head}: {wording.prose(notice.rule.reason)}",
                    wording.prose(notice.rule.advice) if notice.rule.advice else "",
                ]
                if notice.assumed:
                    told = "; ".join(assumed_text(wording, each, notice.finding) for each in notice.assumed)
                    parts.append(f"Read with caution, since not known: {told}.")
                parts.append(origin(wording, notice.rule))
                lines.append(" ".join(part for part in parts if part))
        named |= {notice.finding for notice in here if notice.finding}
        if lines:
            yield Notice(f"{REFERRALS[referral]}: {HOW_SOON[referral]}", lines)


def _glance(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """The ranked techniques as a table, and which of them rank alike."""
    ranked = (*assessment.recommendations, *assessment.after_clearance, *assessment.withheld)
    rows = [_row(wording, str(place), judgement) for place, judgement in enumerate(ranked, 1)]
    if not assessment.recommendations:
        others = (each for each in assessment.judgements if each.arguments and not each.indicated and each.offered)
        rows += [_row(wording, "-", each) for each in others]
    used = [at for at, name in enumerate(COLUMNS) if name in COLUMNS[:3] or any(row[at] for row in rows)]
    if rows:
        yield Table(tuple(COLUMNS[at] for at in used), [tuple(row[at] for at in used) for row in rows])
    able = {judgement.technique.id for judgement in (*assessment.recommendations, *assessment.after_clearance)}
    ties = [names for tie in assessment.ties if len(names := [wording.technique(id) for id in tie if id in able]) > 1]
    if ties:
        told = "; ".join(and_list(names) for names in ties)
        yield Paragraph(f"which of these comes first says nothing: {told}.", lead="Equal scores")


def _row(wording: Wording, place: str, judgement: Judgement) -> tuple[str, ...]:
    """A row of the table; what a column would only repeat is left empty.

    Args:
        wording: the words.
        place: the rank; a dash for a technique that has none.
        judgement: what is said of the technique.

    Returns:
        A text for each of the columns; a column that is empty in every row is not shown.
    """
    verdict = judgement.verdict
    pressure, cap = judgement.technique.pressure, judgement.limits.pressure_at_most
    most = pressure.most if cap is None else min(cap, pressure.most)
    span = f"{pressure.least} to {most}" if pressure.least < most else f"{most}"
    rules = rules_of(acting(judgement) if verdict < Verdict.AVOID else decisive(judgement))
    return (
        place,
        judgement.technique.name,
        CELLS[verdict],
        str(judgement.score) if judgement.arguments else "",
        "" if verdict is Verdict.AVOID else span,
        "everywhere" if verdict is Verdict.AVOID else wording.sites(judgement.keep_off),
        CELLS[judgement.high] if judgement.high > verdict else "",
        "yes" if judgement.ready else "",
        wording.refer(rules),
    )


def _whatever_is_done(wording: Wording, assessment: Assessment, shared: Shared) -> Iterator[Block]:
    """What holds whichever technique is chosen, and the limits of those that can be done besides."""
    if told := wording.limits(shared.limits):
        yield Item(f"{'; '.join(told)} ({wording.refer(shared.because)}).", lead="For all named here")
    for judgement in (*assessment.recommendations, *assessment.after_clearance):
        if own := wording.changes(judgement.technique, shared.rest(judgement.limits)):
            yield Item(f"{'; '.join(own)}.", lead=f"{judgement.technique.name}{', besides' if told else ''}")
    places: dict[Verdict, list[str]] = {}
    for each in places_of(assessment):
        about = inside(headline(wording, each.rule, None))
        places.setdefault(each.verdict, []).append(
            f"{wording.sites(each.sites)}, for {about} ({wording.refer([each])})"
        )
    for verdict, lead in PLACES.items():
        if verdict in places:
            yield Item(f"{'; '.join(places[verdict])}.", lead=lead)
    if declined := assessment.profile.preferences.declines_sites:
        yield Item(f"{wording.sites(declined)}: the client declines it.", lead="Keep off")


def _clearances(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """Each clinician's yes that something waits for, and what waits; that there is none, too."""
    for request in assessment.clearances:
        waiting = [each for group in waiting_for(assessment, request) for each in group]
        names = and_list(judgement.technique.name for judgement in waiting)
        of = f", for {names}" if waiting else ""
        yield Item(f"{whom(wording, assessment, request.clearance.id)}{of}.", lead="Needs a clinician's yes")
    if not assessment.clearances:
        yield Item("nothing.", lead="Needs a clinician's yes")


def _client(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """The client as told, so that a slip of the pen is seen."""
    profile = assessment.profile
    facts = [
        f"born {profile.born}" if profile.born else "",
        f"age {profile.age}" if profile.age is not None else "",
        *(wording.finding(finding) for finding in profile.findings),
        *(f"takes {wording.finding(finding)}" for finding in profile.medications),
        *(f"{wording.name('quantity', each.quantity)} {each.value:g}" for each in profile.measurements),
    ]
    if known := [fact for fact in facts if fact]:
        yield Item(f"{'; '.join(known)}.", lead="Client")
    goals = [
        f"{wording.condition(goal.complaint)}"
        f"{': ' + wording.name('outcome', goal.outcome) if goal.outcome else ''}"
        f"{' (' + wording.sites(goal.sites) + ')' if goal.sites else ''}"
        for goal in profile.goals
    ]
    yield Item(f"{'; '.join(goals)}." if goals else "none given.", lead="Goals")
    if EVERYTHING in profile.answered:
        yield Item("everything, whatever a rulebook may ask.", lead="Answered")
    elif profile.answered:
        names = [wording.condition(id) for id in profile.answered]
        told = "; ".join(names) if len(names) <= MOST_OF_A_LIST else count(len(names), "condition")
        yield Item(f"{told}.", lead="Answered in full")
    else:
        yield Item("nothing: no question was answered with no.", lead="Answered in full")
