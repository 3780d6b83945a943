"""What the short form of an answer leaves out: all that is said of one technique, and all questions."""

from collections.abc import Iterator

from bodywork_rules.insight.arguments import arguments_text, preferences, speaks_for
from bodywork_rules.insight.closing import holds, made_from, more, sources
from bodywork_rules.insight.opening import warnings
from bodywork_rules.insight.page import Block, Heading, Item, Page, Paragraph, Table
from bodywork_rules.insight.reasons import acting, reasons_told, rules_of, why_not
from bodywork_rules.insight.shared import NOTHING_SHARED
from bodywork_rules.insight.techniques import against, changes_text, listed, request_told
from bodywork_rules.insight.unknowns import asked, asked_first, assumed, unmapped
from bodywork_rules.insight.wording import BRIEF, CELLS, VERDICTS, Wording, and_list, inside, sentence
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
    name, on = judgement.technique.name, assessment.provenance.on
    wording.refer(rules_of(acting(judgement)))
    return (
        Heading(f"{name} on {on}: {VERDICTS[judgement.verdict]}", 1, verdict=judgement.verdict),
        _standing(judgement),
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
        more(),
        *made_from(assessment),
    )


def questions_page(assessment: Assessment) -> Page:
    """All that is not known and could change an answer, as questions in the order to ask.

    Args:
        assessment: the answer.
    """
    wording = Wording(assessment.words, assessment.profile)
    none = Paragraph("Nothing that is not known could change this answer.")
    return (
        Heading(f"Questions for the assessment of {assessment.provenance.on}", 1),
        *(asked(wording, assessment.questions) if assessment.questions else [none]),
        *unmapped(wording),
    )


def _standing(judgement: Judgement) -> Block:
    """Whether anything can still change what is said of the technique, and how far."""
    if judgement.settled:
        return Paragraph("what is not known cannot change what is said of it.", lead="Settled")
    at_best, at_worst = BRIEF[judgement.low], BRIEF[judgement.high]
    return Paragraph(
        f"what is not known could still change this. At best: {at_best}; at worst: {at_worst}.", lead="Provisional"
    )


def _how(wording: Wording, assessment: Assessment, judgement: Judgement) -> Iterator[Block]:
    """How it may be done or why not, what it is, at what it aims, and its bounds when nothing limits it."""
    technique = judgement.technique
    if judgement.verdict is Verdict.AVOID:
        yield Item(sentence(why_not(wording, assessment.body, judgement)), lead="Why not")
    else:
        yield Item(f"{changes_text(wording, assessment, judgement, NOTHING_SHARED)}.", lead="How")
    pressure, minutes = technique.pressure, technique.minutes
    if technique.definition:
        yield Item(sentence(technique.definition), lead="What it is")
    yield Item(sentence(inside(technique.target)), lead="Aims at")
    yield Item(
        f"pressure {pressure.least} to {pressure.most}, {minutes.least} to {minutes.most} minutes, "
        f"{and_list(wording.named('position', technique.positions), 'or')}.",
        lead="When nothing limits it",
    )


def _places(wording: Wording, judgement: Judgement) -> Iterator[Block]:
    """What is said at each place, where that differs."""
    if len(judgement.sites) < 2:
        return
    rows = [
        (
            wording.sites(at.sites),
            CELLS[at.verdict],
            CELLS[at.high],
            "" if at.limits.pressure_at_most is None else str(at.limits.pressure_at_most),
        )
        for at in judgement.sites
    ]
    yield Heading("By place")
    yield Table(("Where", "Today", "At worst", "Pressure at most"), rows)


def _arguments(wording: Wording, judgement: Judgement) -> Iterator[Block]:
    """Every argument with what was found, and what the client wants; that there is none, too."""
    yield Heading(f"What speaks for and against it (score {judgement.score})")
    arguments_for = [each for each in judgement.arguments if speaks_for(each)]
    told_for = [*arguments_text(wording, arguments_for), *preferences(wording, judgement, positive=True)]
    told_against = against(wording, judgement, arguments_text)
    yield from listed("For it", told_for)
    yield from listed("Against it, or unclear", told_against)
    if not told_for and not told_against:
        yield Paragraph("The rulebook has no argument for or against it for what the client came for.")
