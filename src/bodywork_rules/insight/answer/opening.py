"""The top of an explanation: settled or provisional, referrals, the answer at a glance, and the client as told.

It is what is acted on, and all of it fits on one screen for most clients: what follows it says why.
"""

from collections.abc import Iterator, Sequence

from bodywork_rules.insight.answer.reasons import acting, assumed_text, decisive, headline, origin, rules_of
from bodywork_rules.insight.answer.shared import Shared, places_of
from bodywork_rules.insight.answer.techniques import waiting_for, whom
from bodywork_rules.insight.answer.unknowns import is_urgent, question_text, urgent_first
from bodywork_rules.insight.page import Block, Cell, Heading, Item, Notice, Paragraph, Table
from bodywork_rules.insight.wording import MOST_OF_A_LIST, Wording, sentence
from bodywork_rules.model import EVERYTHING, Assessment, Finding, Judgement, Question, Verdict

__all__ = ["opening", "verdict_cell", "warnings"]

PLACES = {Verdict.AVOID: "explain-keep-off", Verdict.CLEARANCE: "explain-keep-off-before-yes"}
COLUMNS = ("technique", "today", "score", "pressure", "keep-off", "at-worst", "ready", "why")
ALWAYS = 3
"""So many columns, that of the rank among them, are shown though they be empty."""


def opening(wording: Wording, assessment: Assessment, shared: Shared) -> Iterator[Block]:
    """What has to be seen first.

    Args:
        wording: the words; reasons are numbered from here on.
        assessment: the answer.
        shared: what holds for every technique told of.
    """
    yield Heading(wording.say("explain-title", on=assessment.provenance.on), 1)
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
            wording.say("explain-undated-text", on=assessment.provenance.on), lead=wording.say("explain-undated")
        )
    if said := len(assessment.profile.unmapped):
        yield Paragraph(
            wording.count("explain-not-coded-text", said),
            lead=wording.say("explain-not-coded"),
            verdict=Verdict.AVOID,
        )
    yield from _referrals(wording, assessment)


def _status(wording: Wording, assessment: Assessment) -> Block:
    """Whether the answer is settled; if not, how much is open, and what to ask first."""
    if assessment.settled:
        lead = wording.say("explain-settled")
        return Paragraph(wording.say("explain-settled-text"), lead=lead, verdict=Verdict.PROCEED)
    told = [*_open(wording, assessment.questions)]
    if assessment.recommendations and not any(judgement.ready for judgement in assessment.recommendations):
        told.append(wording.say("explain-none-ready"))
    return Paragraph(" ".join(told), lead=wording.say("explain-provisional"), verdict=Verdict.MODIFY)


def _open(wording: Wording, questions: Sequence[Question]) -> Iterator[str]:
    """How many questions are open, and which come first."""
    urgent = sum(map(is_urgent, questions))
    if not questions:
        yield wording.say("explain-open")
    elif urgent:
        yield wording.count("explain-open-urgent", len(questions), urgent=urgent)
    else:
        yield wording.count("explain-open", len(questions))
    if urgent > 1:
        yield wording.say("explain-ask-those")
    elif questions:
        first = sentence(question_text(wording, urgent_first(questions)[0]))
        yield wording.say("explain-ask-this", question=first)


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
                    parts.append(wording.say("explain-caution", assumed=told))
                parts.append(origin(wording, notice.rule))
                lines.append(" ".join(part for part in parts if part))
        named |= {notice.finding for notice in here if notice.finding}
        if lines:
            yield Notice(f"{wording.word('referral', referral)}: {wording.word('how-soon', referral)}", lines)


def _glance(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """The ranked techniques as a table, and which of them rank alike."""
    ranked = (*assessment.recommendations, *assessment.after_clearance, *assessment.withheld)
    rows = [_row(wording, str(place), judgement) for place, judgement in enumerate(ranked, 1)]
    if not assessment.recommendations:
        others = (each for each in assessment.judgements if each.arguments and not each.indicated and each.offered)
        rows += [_row(wording, "-", each) for each in others]
    names = ("", *(wording.say(f"column-{name}") for name in COLUMNS))
    used = [at for at in range(len(names)) if at < ALWAYS or any(row[at].text for row in rows)]
    if rows:
        yield Table(tuple(names[at] for at in used), [tuple(row[at] for at in used) for row in rows])
    able = {judgement.technique.id for judgement in (*assessment.recommendations, *assessment.after_clearance)}
    ties = [tied for tie in assessment.ties if len(tied := [wording.technique(id) for id in tie if id in able]) > 1]
    if ties:
        told = "; ".join(map(wording.and_list, ties))
        yield Paragraph(wording.say("explain-ties-text", ties=told), lead=wording.say("explain-ties"))


def _row(wording: Wording, place: str, judgement: Judgement) -> tuple[Cell, ...]:
    """A row of the table; what a column would only repeat is left empty.

    Args:
        wording: the words.
        place: the rank; a dash for a technique that has none.
        judgement: what is said of the technique.

    Returns:
        A cell for each of the columns; a column that is empty in every row is not shown.
    """
    verdict = judgement.verdict
    pressure, cap = judgement.technique.pressure, judgement.limits.pressure_at_most
    most = pressure.most if cap is None else min(cap, pressure.most)
    span = wording.say("range", least=pressure.least, most=most) if pressure.least < most else f"{most}"
    off = wording.say("explain-everywhere") if verdict is Verdict.AVOID else wording.sites(judgement.keep_off)
    rules = rules_of(acting(judgement) if verdict < Verdict.AVOID else decisive(judgement))
    return (
        Cell(place),
        Cell(judgement.technique.name),
        _today(wording, judgement),
        Cell(str(judgement.score) if judgement.arguments else ""),
        Cell("" if verdict is Verdict.AVOID else span),
        Cell(off),
        verdict_cell(wording, judgement.high) if judgement.high > verdict else Cell(""),
        Cell(wording.say("explain-yes") if judgement.ready else ""),
        Cell(wording.refer(rules)),
    )


def _today(wording: Wording, judgement: Judgement) -> Cell:
    """What may be done as far as is known; marked as what simply can be done only when it is ready."""
    marked = judgement.verdict if judgement.ready else max(judgement.verdict, Verdict.MODIFY)
    return Cell(wording.word("cell", judgement.verdict), marked)


def verdict_cell(wording: Wording, verdict: Verdict) -> Cell:
    """A verdict as it stands in a table."""
    return Cell(wording.word("cell", verdict), verdict)


def _whatever_is_done(wording: Wording, assessment: Assessment, shared: Shared) -> Iterator[Block]:
    """What holds whichever technique is chosen, and the limits of those that can be done besides."""
    if told := wording.limits(shared.limits):
        yield Item(f"{'; '.join(told)} ({wording.refer(shared.because)}).", lead=wording.say("explain-for-all"))
    for judgement in (*assessment.recommendations, *assessment.after_clearance):
        if own := wording.changes(judgement.technique, shared.rest(judgement.limits)):
            name = judgement.technique.name
            lead = wording.say("explain-besides", technique=name) if told else name
            yield Item(f"{'; '.join(own)}.", lead=lead)
    places: dict[Verdict, list[str]] = {}
    for each in places_of(assessment):
        about = wording.inside(headline(wording, each.rule, None))
        places.setdefault(each.verdict, []).append(
            wording.say("explain-place", sites=wording.sites(each.sites), about=about, reasons=wording.refer([each]))
        )
    for verdict, lead in PLACES.items():
        if verdict in places:
            yield Item(f"{'; '.join(places[verdict])}.", lead=wording.say(lead), verdict=verdict)
    if declined := assessment.profile.preferences.declines_sites:
        told_sites = wording.say("explain-declined-sites", sites=wording.sites(declined))
        yield Item(told_sites, lead=wording.say("explain-keep-off"), verdict=Verdict.AVOID)


def _clearances(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """Each clinician's yes that something waits for, and what waits; that there is none, too."""
    for request in assessment.clearances:
        waiting = [each for group in waiting_for(assessment, request) for each in group]
        names = wording.and_list(judgement.technique.name for judgement in waiting)
        told = whom(wording, assessment, request.clearance.id)
        text = wording.say("explain-needs-yes-text", clearance=told, techniques=names) if waiting else f"{told}."
        yield Item(text, lead=wording.say("explain-needs-yes"))
    if not assessment.clearances:
        yield Item(wording.say("explain-needs-nothing"), lead=wording.say("explain-needs-yes"))


def _client(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """The client as told, so that a slip of the pen is seen."""
    profile = assessment.profile
    facts = [
        wording.say("client-born", day=profile.born) if profile.born else "",
        wording.say("client-age", age=profile.age) if profile.age is not None else "",
        *(wording.finding(finding) for finding in profile.findings),
        *(wording.say("client-takes", finding=wording.finding(finding)) for finding in profile.medications),
        *(f"{wording.name('quantity', each.quantity)} {each.value:g}" for each in profile.measurements),
    ]
    if known := [fact for fact in facts if fact]:
        yield Item(f"{'; '.join(known)}.", lead=wording.say("explain-client"))
    goals = [
        f"{wording.condition(goal.complaint)}"
        f"{': ' + wording.name('outcome', goal.outcome) if goal.outcome else ''}"
        f"{' (' + wording.sites(goal.sites) + ')' if goal.sites else ''}"
        for goal in profile.goals
    ]
    yield Item(f"{'; '.join(goals)}." if goals else wording.say("explain-no-goals"), lead=wording.say("explain-goals"))
    if EVERYTHING in profile.answered:
        yield Item(wording.say("explain-answered-everything"), lead=wording.say("explain-answered"))
    elif profile.answered:
        names = [wording.condition(id) for id in profile.answered]
        told = "; ".join(names) if len(names) <= MOST_OF_A_LIST else wording.count("conditions", len(names))
        yield Item(f"{told}.", lead=wording.say("explain-answered-in-full"))
    else:
        yield Item(wording.say("explain-answered-nothing"), lead=wording.say("explain-answered-in-full"))
