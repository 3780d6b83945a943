"""Letters to clinicians, as Markdown and as pages to print."""

import attrs

from bodywork_rules.care.letter.letters import Letter
from bodywork_rules.care.letter.page import letter_page
from bodywork_rules.insight.markdown import markdown
from bodywork_rules.insight.page import Heading
from bodywork_rules.report.html import Section, document, sections_of
from bodywork_rules.rulebook import Rulebook

__all__ = ["letter_html", "letter_markdown"]


def letter_markdown(rulebook: Rulebook, letter: Letter, *, client: str = "", sender: str = "", to: str = "") -> str:
    """A letter as Markdown, with room for the reply.

    All text of the client and the rulebook is escaped.

    Args:
        rulebook: the rulebook that the letter was made by.
        letter: the letter.
        client: who the client is, as the clinician knows them; empty for room to write it by hand.
        sender: who writes; empty for room to write it.
        to: the clinician; empty for room to write it.

    Raises:
        InvalidValue: it is no letter, or no rulebook.

    >>> from datetime import date
    >>> from bodywork_rules import ClientProfile, Evaluator, load_rulebook
    >>> from bodywork_rules.care import letters
    >>> evaluator = Evaluator(load_rulebook())
    >>> client = ClientProfile(findings=["hypertension"], goals=["relaxation"])
    >>> (letter,) = letters(evaluator, evaluator.evaluate(client, on=date(2026, 11, 23)))
    >>> letter_markdown(evaluator.rulebook, letter).splitlines()[0]
    "# A request to the client's doctor"
    """
    return markdown(letter_page(rulebook, letter, client=client, sender=sender, to=to))


def letter_html(rulebook: Rulebook, letter: Letter, *, client: str = "", sender: str = "", to: str = "") -> str:
    """A letter as an HTML page to print, on A4 or Letter, with room for the reply; it fetches nothing and runs nothing.

    All text of the client and the rulebook is escaped.

    Args:
        rulebook: the rulebook that the letter was made by.
        letter: the letter.
        client: who the client is, as the clinician knows them; empty for room to write it by hand.
        sender: who writes; empty for room to write it.
        to: the clinician; empty for room to write it.

    Raises:
        InvalidValue: it is no letter, or no rulebook.

    >>> from datetime import date
    >>> from bodywork_rules import ClientProfile, Evaluator, load_rulebook
    >>> from bodywork_rules.care import letters
    >>> evaluator = Evaluator(load_rulebook())
    >>> client = ClientProfile(findings=["hypertension"], goals=["relaxation"])
    >>> (letter,) = letters(evaluator, evaluator.evaluate(client, on=date(2026, 11, 23)))
    >>> "<b>Ben</b>" in letter_html(evaluator.rulebook, letter, client="<b>Ben</b>")
    False
    """
    page = letter_page(rulebook, letter, client=client, sender=sender, to=to)
    title = next(block.text for block in page if isinstance(block, Heading))
    return document(rulebook.language, title, "letter", map(_framed, sections_of(page)))


def _framed(section: Section) -> Section:
    """A section with what is to be filled in by hand in a frame, but for the head of the letter."""
    blanks = [at for at, part in enumerate(section.parts) if part.kind == "blank"]
    if not blanks or not section.title:
        return section
    cut = blanks[0] - (section.parts[blanks[0] - 1].kind == "paragraph")
    return attrs.evolve(section, parts=section.parts[:cut], boxed=section.parts[cut:])
