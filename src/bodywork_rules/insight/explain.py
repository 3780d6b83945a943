"""An assessment in words, for the practitioner who acts on it."""

from bodywork_rules.insight.closing import closing, holds
from bodywork_rules.insight.markdown import markdown as as_markdown
from bodywork_rules.insight.opening import opening
from bodywork_rules.insight.page import Page
from bodywork_rules.insight.plain import plain
from bodywork_rules.insight.reasons import reasons_told
from bodywork_rules.insight.techniques import after_clearance, argued, not_indicated, offered, recommended, withheld
from bodywork_rules.insight.unknowns import asked, assumed, unmapped
from bodywork_rules.insight.wording import Wording
from bodywork_rules.model import Assessment, parse

__all__ = ["explain", "page_of"]


def explain(assessment: Assessment, *, markdown: bool = False) -> str:
    """An assessment in words.

    Args:
        assessment: the answer.
        markdown: as Markdown, with all text of the client and the rulebook escaped; else as plain text, wrapped at 100
            columns.

    Returns:
        What is settled, what is urgent and what may be done today first; then why, by technique; each reason once, by
        the number under which the others refer to it; what is not known in the order to ask; how long it holds; and
        the sources cited, by number, with what the rulebook notes of their weight. It ends in a line feed.

    Raises:
        InvalidValue: it is no assessment.

    >>> from datetime import date
    >>> from bodywork_rules import ClientProfile, Evaluator, explain, load_rulebook
    >>> assessment = Evaluator(load_rulebook()).evaluate(ClientProfile(), on=date(2026, 11, 23))
    >>> print(explain(assessment, markdown=True).splitlines()[0])
    # Assessment for 2026-11-23
    """
    page = page_of(assessment)
    return as_markdown(page) if markdown else plain(page)


def page_of(assessment: Assessment) -> Page:
    """An assessment as the parts of a page.

    Raises:
        InvalidValue: it is no assessment.
    """
    parse.only(Assessment, assessment)
    wording = Wording(assessment.words, assessment.profile)
    return (
        *opening(wording, assessment),
        *(recommended(wording, assessment) if argued(assessment) else offered(wording, assessment)),
        *after_clearance(wording, assessment),
        *withheld(wording, assessment),
        *not_indicated(wording, assessment),
        *reasons_told(wording, assessment),
        *assumed(wording, assessment),
        *asked(wording, assessment),
        *unmapped(wording),
        *holds(wording, assessment),
        *closing(wording, assessment),
    )
