"""What the short form of an answer leaves out: all that is said of one technique, and all questions."""

from collections.abc import Iterator

from bodywork_rules.insight.answer.arguments import arguments_text, preferences, speaks_for
from bodywork_rules.insight.answer.closing import holds, made_from, more, sources
from bodywork_rules.insight.answer.opening import verdict_cell, warnings
from bodywork_rules.insight.answer.reasons import acting, reasons_told, rules_of, why_not
from bodywork_rules.insight.answer.shared import NOTHING_SHARED
from bodywork_rules.insight.answer.techniques import against, changes_text, listed, request_told
from bodywork_rules.insight.answer.unknowns import asked, asked_first, assumed, unmapped
from bodywork_rules.insight.page import Block, Cell, Heading, Item, Page, Paragraph, Table
from bodywork_rules.insight.wording import Wording, sentence
from bodywork_rules.model import Assessment, Judgement, Verdict

__all__ = ["questions_page", "technique_page"]


def technique_page(assessment: Assessment, technique: str) -> Page:
    """All that an answer says of one technique, recommended or not.

    Args:
        assessment: the answer.
        technique: the id of the technique.

    Raises:
        UnknownId: there is no such technique.
    """
    wording = Wording(assessment.words, assessment.profile)
    judgement = assessment.judgements[technique]
    title = wording.say(
        "technique-title",
        technique=judgement.technique.name,
        on=assessment.provenance.on,
        verdict=wording.word("verdict", judgement.verdict),
    )
    wording.refer(rules_of(acting(judgement)))
    return (
        Heading(title, 1, verdict=judgement.verdict),
        _standing(wording, judgement),
        *warnings(wording, assessment),
        *_how(wording, assessment, judgement),
        *_places(wording, judgement),
        *_arguments(wording, judgement),
        *(
            block
            for request in assessment.clearances
            if request.clearance.id in judgement.clearances
            for block in request_told(wording, assessment, request)
        ),
        *reasons_told(wording, assessment, dissent=True),
        *assumed(wording),
        *asked_first(wording, [each for each in assessment.questions if technique in each.techniques]),
        *holds(wording, assessment),
        *sources(wording),
        more(wording),
        *made_from(wording, assessment),
    )


def questions_page(assessment: Assessment) -> Page:
    """All that is not known and could change an answer, as questions in the order to ask.

    Args:
        assessment: the answer.
    """
    wording = Wording(assessment.words, assessment.profile)
    none = Paragraph(wording.say("questions-none"))
    return (
        Heading(wording.say("questions-title", on=assessment.provenance.on), 1),
        *(asked(wording, assessment.questions) if assessment.questions else [none]),
        *unmapped(wording),
    )


def _standing(wording: Wording, judgement: Judgement) -> Block:
    """Whether anything can still change what is said of the technique, and how far."""
    if judgement.settled:
        lead = wording.say("explain-settled")
        return Paragraph(wording.say("technique-settled"), lead=lead, verdict=Verdict.PROCEED)
    best, worst = wording.word("brief", judgement.low), wording.word("brief", judgement.high)
    told = wording.say("technique-provisional", best=best, worst=worst)
    return Paragraph(told, lead=wording.say("explain-provisional"), verdict=Verdict.MODIFY)


def _how(wording: Wording, assessment: Assessment, judgement: Judgement) -> Iterator[Block]:
    """How it may be done or why not, what it is, at what it aims, and its bounds when nothing limits it."""
    technique = judgement.technique
    if judgement.verdict is Verdict.AVOID:
        why = sentence(why_not(wording, assessment.body, judgement))
        yield Item(why, lead=wording.say("technique-why-not"))
    else:
        how = changes_text(wording, assessment, judgement, NOTHING_SHARED)
        yield Item(f"{how}.", lead=wording.say("explain-how"))
    pressure, minutes = technique.pressure, technique.minutes
    if technique.definition:
        yield Item(sentence(technique.definition), lead=wording.say("technique-definition"))
    yield Item(sentence(wording.inside(technique.target)), lead=wording.say("technique-aims"))
    yield Item(
        wording.say(
            "technique-unlimited-text",
            least=pressure.least,
            most=pressure.most,
            shortest=minutes.least,
            longest=minutes.most,
            positions=wording.or_list(wording.named("position", technique.positions)),
        ),
        lead=wording.say("technique-unlimited"),
    )


def _places(wording: Wording, judgement: Judgement) -> Iterator[Block]:
    """What is said at each place, where that differs."""
    if len(judgement.sites) < 2:
        return
    rows = [
        (
            Cell(wording.sites(at.sites)),
            verdict_cell(wording, at.verdict),
            verdict_cell(wording, at.high),
            Cell("" if at.limits.pressure_at_most is None else str(at.limits.pressure_at_most)),
        )
        for at in judgement.sites
    ]
    columns = ("where", "today", "at-worst", "pressure-at-most")
    yield Heading(wording.say("technique-by-place"))
    yield Table(tuple(wording.say(f"column-{name}") for name in columns), rows)


def _arguments(wording: Wording, judgement: Judgement) -> Iterator[Block]:
    """Every argument with what was found, and what the client wants; that there is none, too."""
    yield Heading(wording.say("technique-arguments", score=judgement.score))
    arguments_for = [each for each in judgement.arguments if speaks_for(each)]
    told_for = [*arguments_text(wording, arguments_for), *preferences(wording, judgement, positive=True)]
    told_against = against(wording, judgement, arguments_text)
    yield from listed(wording.say("technique-for"), told_for)
    yield from listed(wording.say("explain-against"), told_against)
    if not told_for and not told_against:
        yield Paragraph(wording.say("technique-no-argument"))
