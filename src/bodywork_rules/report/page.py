"""An answer as one page that stands by itself, for a screen and for paper."""

from collections.abc import Iterable, Iterator

import attrs

from bodywork_rules.insight.answer.closing import holds, made_from, sources
from bodywork_rules.insight.answer.opening import opening
from bodywork_rules.insight.answer.reasons import reasons_told
from bodywork_rules.insight.answer.shared import Shared, shared_by
from bodywork_rules.insight.answer.techniques import (
    after_clearance,
    argued,
    not_indicated,
    offered,
    recommended,
    withheld,
)
from bodywork_rules.insight.answer.unknowns import MOST_ASKED, asked, assumed, is_urgent, unmapped
from bodywork_rules.insight.page import Blank, Heading, Item, Page
from bodywork_rules.insight.wording import Wording
from bodywork_rules.model import Assessment, parse
from bodywork_rules.report.html import Fold, Section, document, parts_of, sections_of
from bodywork_rules.rulebook import Rulebook

__all__ = ["report_page"]


def report_page(
    rulebook: Rulebook,
    assessment: Assessment,
    *,
    client: str = "",
    chart: str = "",
    scope: str = "",
    plan: str = "",
    course: str = "",
    all_questions: bool = False,
) -> str:
    """An answer as one HTML page that fetches nothing and runs nothing.

    All text of the client and the rulebook is escaped.

    Args:
        rulebook: the rulebook that the answer was made by, for its language and texts.
        assessment: the answer.
        client: who the client is; empty for room to write it by hand.
        chart: a body chart as SVG, put in as it stands; empty for none.
        scope: what a practitioner may do of it as HTML, put in as it stands; empty for nothing.
        plan: a plan of the session as HTML, put in as it stands; empty for none.
        course: how the course goes as HTML, put in as it stands; empty for nothing.
        all_questions: print every question; else the first ten and all urgent ones. A screen shows all of them.

    Returns:
        What is settled and what is urgent, the techniques in their order, the body chart, the scope, the plan, the
        course, the questions, what speaks for and against each technique, the clearances, the reasons, how long it
        holds, the sources in full and what it was made from.

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
    questions = _questions(wording, assessment, all_printed=all_questions)
    after = sections_of(_rest(wording, assessment, shared))
    put_in = (("report-chart", chart), ("report-scope", scope), ("report-plan", plan), ("report-course", course))
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


def _questions(wording: Wording, assessment: Assessment, *, all_printed: bool) -> Iterator[Section]:
    """The first questions; the others folded away, the urgent ones of them apart, since they are always printed."""
    blocks = tuple(asked(wording, assessment.questions))
    urgent = sum(map(is_urgent, assessment.questions))
    first, more, rest = _cut(blocks, (MOST_ASKED, max(MOST_ASKED, urgent)))
    folds = []
    for piece, name in ((more, "report-more-urgent"), (rest, "report-more-questions")):
        if count := sum(isinstance(each, Item) for each in piece):
            unprinted = "" if all_printed or piece is more else wording.say("report-not-printed", count=count)
            folds.append(Fold(title=wording.say(name, count=count), parts=parts_of(piece), unprinted=unprinted))
    for section in sections_of(first):
        yield attrs.evolve(section, folds=tuple(folds))


def _cut(blocks: Page, numbers: Iterable[int]) -> Iterator[Page]:
    """A page in pieces, cut behind the items of these numbers; a number that is not there, behind all."""
    start = 0
    for number in numbers:
        cuts = [at for at, each in enumerate(blocks) if isinstance(each, Item) and each.number == number]
        end = cuts[0] + 1 if cuts else len(blocks)
        yield blocks[start:end]
        start = end
    yield blocks[start:]
