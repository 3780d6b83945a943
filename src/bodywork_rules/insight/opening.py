"""The top of an explanation: settled or provisional, referrals, the answer at a glance, and the client as told."""

from collections.abc import Iterator

from bodywork_rules.insight.page import Block, Heading, Notice, Paragraph, Table
from bodywork_rules.insight.reasons import assumed_text, headline, origin
from bodywork_rules.insight.unknowns import question_text
from bodywork_rules.insight.wording import BRIEF, REFERRALS, Wording, and_list, count, some
from bodywork_rules.model import EVERYTHING, Assessment, Finding, Judgement, Referral, Verdict

__all__ = ["opening"]

HOW_SOON = {
    Referral.ROUTINE: "a doctor should see the client, without hurry",
    Referral.PROMPT: "a doctor should see the client soon",
    Referral.SAME_DAY: "a doctor should see the client today, before any treatment",
    Referral.EMERGENCY: "a doctor should see the client at once, before any treatment",
}
COLUMNS = ("", "Technique", "Today", "Pressure", "Keep off", "At worst", "Ready")


def opening(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """What has to be seen first."""
    yield Heading(f"Assessment for {assessment.provenance.on}", 1)
    yield _status(wording, assessment)
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
    yield from _glance(wording, assessment)
    yield from _client(wording, assessment)


def _status(wording: Wording, assessment: Assessment) -> Block:
    if assessment.settled:
        return Paragraph("what is not known cannot change what may be done, or how.", lead="Settled")
    told = "what is not known could still change this answer."
    if questions := assessment.questions:
        first = question_text(wording, questions[0])
        urgent = sum(each.referral is not None and each.referral >= Referral.SAME_DAY for each in questions)
        of_these = f", {urgent} of which could mean that a doctor has to see the client the same day" if urgent else ""
        told += f" {count(len(questions), 'question')} below{of_these}. Ask first: {first}"
    return Paragraph(told, lead="Provisional")


def _referrals(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """One notice for each urgency, the most urgent first; a finding named in one is not named in a weaker one."""
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
    ranked = (*assessment.recommendations, *assessment.after_clearance, *assessment.withheld)
    rows = [_row(wording, str(place), judgement) for place, judgement in enumerate(ranked, 1)]
    if not assessment.recommendations:
        others = (each for each in assessment.judgements if each.arguments and not each.indicated)
        rows += [_row(wording, "-", each) for each in others]
    rows = rows or [_row(wording, "-", each) for each in assessment.offered]
    if rows:
        yield Table(COLUMNS, rows)
    able = {judgement.technique.id for judgement in (*assessment.recommendations, *assessment.after_clearance)}
    ties = [names for tie in assessment.ties if len(names := [wording.technique(id) for id in tie if id in able]) > 1]
    if ties:
        told = "; ".join(and_list(names) for names in ties)
        yield Paragraph(f"which of these comes first says nothing: {told}.", lead="Equal scores")


def _row(wording: Wording, place: str, judgement: Judgement) -> tuple[str, ...]:
    end = (BRIEF[judgement.high], "yes" if judgement.ready else "no")
    if judgement.verdict is Verdict.AVOID:
        return (place, judgement.technique.name, BRIEF[judgement.verdict], "", "everywhere", *end)
    pressure, cap = judgement.technique.pressure, judgement.limits.pressure_at_most
    most = pressure.most if cap is None else min(cap, pressure.most)
    return (
        place,
        judgement.technique.name,
        BRIEF[judgement.verdict],
        f"{pressure.least} to {most}" if pressure.least < most else f"{most}",
        wording.sites(judgement.keep_off),
        *end,
    )


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
    if told := [fact for fact in facts if fact]:
        yield Paragraph(f"{'; '.join(told)}.", lead="Client")
    goals = [
        f"{wording.condition(goal.complaint)}"
        f"{': ' + wording.name('outcome', goal.outcome) if goal.outcome else ''}"
        f"{' (' + wording.sites(goal.sites) + ')' if goal.sites else ''}"
        for goal in profile.goals
    ]
    yield Paragraph(f"{'; '.join(goals)}." if goals else "none given.", lead="Goals")
    if EVERYTHING in profile.answered:
        yield Paragraph("everything, whatever a rulebook may ask.", lead="Answered")
    elif profile.answered:
        yield Paragraph(f"{some([wording.condition(id) for id in profile.answered])}.", lead="Answered in full")
    else:
        yield Paragraph("nothing: no question was answered with no.", lead="Answered in full")
