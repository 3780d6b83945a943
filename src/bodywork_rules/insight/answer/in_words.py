"""An assessment in words, for the practitioner who acts on it."""

from bodywork_rules.insight.answer.closing import holds, in_short, made_from, more
from bodywork_rules.insight.answer.in_full import questions_page, technique_page
from bodywork_rules.insight.answer.opening import opening
from bodywork_rules.insight.answer.reasons import reasons_told
from bodywork_rules.insight.answer.shared import shared_by
from bodywork_rules.insight.answer.techniques import (
    after_clearance,
    argued,
    not_indicated,
    offered,
    recommended,
    withheld,
)
from bodywork_rules.insight.answer.unknowns import asked_first, assumed, unmapped
from bodywork_rules.insight.markdown import markdown as as_markdown
from bodywork_rules.insight.page import Page
from bodywork_rules.insight.plain import plain
from bodywork_rules.insight.wording import Wording
from bodywork_rules.model import Assessment, parse

__all__ = ["explain", "explain_questions", "explain_technique", "page_of", "questions_page", "technique_page"]


def explain(assessment: Assessment, *, markdown: bool = False) -> str:
    """An assessment in words: what one acts on and why, and no more.

    All that is said of one technique is in ``explain_technique``, all questions in ``explain_questions``.

    Args:
        assessment: the answer.
        markdown: as Markdown, with all text of the client and the rulebook escaped; else as plain text, wrapped at 100
            columns.

    Returns:
        What is settled, what is urgent, what may be done today and the first questions to put; then why, by technique,
        what holds for all said once at the top; each reason once, by the number under which the others refer to it;
        how long it holds; and the sources cited, by number. It ends in a line feed.

    Raises:
        InvalidValue: it is no assessment.

    >>> from datetime import date
    >>> from bodywork_rules import ClientProfile, Evaluator, explain, load_rulebook
    >>> assessment = Evaluator(load_rulebook()).evaluate(ClientProfile(), on=date(2026, 11, 23))
    >>> print(explain(assessment, markdown=True).splitlines()[0])
    # Assessment for 2026-11-23
    """
    return _written(page_of(assessment), markdown)


def explain_technique(assessment: Assessment, technique: str, *, markdown: bool = False) -> str:
    """All that an assessment says of one technique, in words.

    Args:
        assessment: the answer.
        technique: the id of the technique, recommended or not.
        markdown: as Markdown; else as plain text.

    Returns:
        What may be done, how and at which places; every argument with what was found; every reason with what the
        sources say that differ; the clearances and the first questions that concern it; and each source in full, with
        what the rulebook notes of its weight. It ends in a line feed.

    Raises:
        InvalidValue: it is no assessment.
        UnknownId: there is no such technique; near ids are named.

    >>> from datetime import date
    >>> from bodywork_rules import ClientProfile, Evaluator, load_rulebook
    >>> from bodywork_rules.insight import explain_technique
    >>> client = ClientProfile(medications=["warfarin"])
    >>> assessment = Evaluator(load_rulebook()).evaluate(client, on=date(2026, 11, 23))
    >>> print(explain_technique(assessment, "cupping-dry").splitlines()[0])
    Dry cupping on 2026-11-23: not to be done
    """
    return _written(technique_page(parse.only(Assessment, assessment), technique), markdown)


def explain_questions(assessment: Assessment, *, markdown: bool = False) -> str:
    """All questions of an assessment, in words and in the order to ask.

    Args:
        assessment: the answer.
        markdown: as Markdown; else as plain text.

    Returns:
        Each question with the reason for which it is asked, those that could mean an emergency or same-day referral
        first. It ends in a line feed.

    Raises:
        InvalidValue: it is no assessment.

    >>> from datetime import date
    >>> from bodywork_rules import ClientProfile, Evaluator, load_rulebook
    >>> from bodywork_rules.insight import explain_questions
    >>> assessment = Evaluator(load_rulebook()).evaluate(ClientProfile(), on=date(2026, 11, 23))
    >>> explain_questions(assessment).count("?") >= len(assessment.questions)
    True
    """
    return _written(questions_page(parse.only(Assessment, assessment)), markdown)


def page_of(assessment: Assessment) -> Page:
    """An assessment as the parts of a page.

    Raises:
        InvalidValue: it is no assessment.
    """
    parse.only(Assessment, assessment)
    wording = Wording(assessment.words, assessment.profile)
    shared = shared_by(assessment)
    return (
        *opening(wording, assessment, shared),
        *([] if argued(assessment) else offered(wording, assessment, shared)),
        *asked_first(wording, assessment.questions),
        *unmapped(wording),
        *(recommended(wording, assessment, shared) if argued(assessment) else []),
        *after_clearance(wording, assessment, shared),
        *withheld(wording, assessment),
        *not_indicated(wording, assessment, shared),
        *reasons_told(wording, assessment),
        *assumed(wording),
        *holds(wording, assessment),
        *in_short(wording),
        more(wording),
        *made_from(wording, assessment),
    )


def _written(page: Page, markdown: bool) -> str:
    return as_markdown(page) if markdown else plain(page)
