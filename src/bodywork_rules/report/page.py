"""An answer as one page that stands by itself, for a screen and for paper."""

from collections.abc import Iterator

import attrs

from bodywork_rules.insight.closing import holds, made_from, sources
from bodywork_rules.insight.opening import opening
from bodywork_rules.insight.page import Blank, Heading, Item, Page
from bodywork_rules.insight.reasons import reasons_told
from bodywork_rules.insight.shared import Shared, shared_by
from bodywork_rules.insight.techniques import after_clearance, argued, not_indicated, offered, recommended, withheld
from bodywork_rules.insight.unknowns import MOST_ASKED, asked, assumed, unmapped
from bodywork_rules.insight.wording import Wording
from bodywork_rules.model import Assessment, parse
from bodywork_rules.report.html import Section, document, parts_of, sections_of
from bodywork_rules.rulebook import Rulebook

__all__ = ["report_page"]


def report_page(
    rulebook: Rulebook,
    assessment: Assessment,
    *,
    client: str = "",
    chart: str = "",
    plan: str = "",
    course: str = "",
) -> str:
    """An answer as one HTML page that fetches nothing and runs nothing.

    All text of the client and the rulebook is escaped.

    Args:
        rulebook: the rulebook that the answer was made by, for its language and texts.
        assessment: the answer.
        client: who the client is; empty for room to write it by hand.
        chart: a body chart as SVG, put in as it stands; empty for none.
        plan: a plan of the session as HTML, put in as it stands; empty for none.
        course: how the course goes as HTML, put in as it stands; empty for nothing.

    Returns:
        What is settled and what is urgent, the techniques in their order, the body chart, the plan, the course, the
        questions, what speaks for and against each technique, the clearances, the reasons, how long it holds, the
        sources in full and what it was made from.

    Raises:
        InvalidValue: it is no assessment or no rulebook.

    >>> from datetime import date
    >>> from bodywork_rules import ClientProfile, Evaluator, load_rulebook
    >>> book = load_rulebook()
    >>> page = report_page(book, Evaluator(book).evaluate(ClientProfile(), on=date(2026, 11, 23)))
    >>> page.splitlines()[0], "<script" in page
    ('<!DOCTYPE html>', False)
    """
    parse.only(Assessment, assessment)
    wording = Wording(assessment.words, assessment.profile)
    shared = shared_by(assessment)
    before = sections_of(_top(wording, assessment, shared, client))
    questions = _questions(wording, tuple(asked(wording, assessment.questions)))
    after = sections_of(_rest(wording, assessment, shared))
    put_in = (("report-chart", chart), ("report-plan", plan), ("report-course", course))
    drawn = [_drawn(wording, name, html) for name, html in put_in if html.strip()]
    sections = [*before, *drawn, *questions, *after]
    return document(
        parse.only(Rulebook, rulebook).language,
        wording.say("report-title", on=assessment.provenance.on),
        "report settled" if assessment.settled else "report provisional",
        [attrs.evolve(each, id=f"part-{number}") for number, each in enumerate(sections)],
        wording.say("report-contents"),
    )


def _top(wording: Wording, assessment: Assessment, shared: Shared, client: str) -> Page:
    """What has to be seen first, with whom it is about."""
    title, *rest = opening(wording, assessment, shared)
    lead = wording.say("report-client")
    whom = Item(client, lead=lead) if client else Blank(lead)
    return (title, whom, *rest)


def _rest(wording: Wording, assessment: Assessment, shared: Shared) -> Page:
    """What says why, and what it rests on."""
    return (
        *([] if argued(assessment) else offered(wording, assessment, shared)),
        *unmapped(wording),
        *(recommended(wording, assessment, shared) if argued(assessment) else []),
        *after_clearance(wording, assessment, shared),
        *withheld(wording, assessment),
        *not_indicated(wording, assessment, shared),
        *reasons_told(wording, assessment),
        *assumed(wording),
        *holds(wording, assessment),
        *sources(wording),
        *made_from(wording, assessment),
    )


def _drawn(wording: Wording, name: str, html: str) -> Section:
    """A part that was drawn elsewhere, under a heading."""
    title = wording.say(name)
    return Section(id=name, title=title, parts=parts_of((Heading(title),)), drawn=html)


def _questions(wording: Wording, blocks: Page) -> Iterator[Section]:
    """The first questions, and the others folded away."""
    numbers = [at for at, block in enumerate(blocks) if isinstance(block, Item) and block.number == MOST_ASKED]
    cut = numbers[0] + 1 if numbers else len(blocks)
    rest = blocks[cut:]
    more = sum(isinstance(each, Item) for each in rest)
    fold = wording.say("report-more-questions", count=more) if more else ""
    for section in sections_of(blocks[:cut]):
        yield attrs.evolve(section, fold=fold, folded=parts_of(rest))
