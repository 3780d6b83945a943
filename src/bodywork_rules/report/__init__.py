"""What people look at: an answer as one page, and letters to clinicians, as HTML and Markdown."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bodywork_rules._later import later

if TYPE_CHECKING:
    from bodywork_rules.report.letters import letter_html, letter_markdown
    from bodywork_rules.report.page import report_page

__all__ = ["letter_html", "letter_markdown", "report_page"]

__getattr__: Callable[[str], object] = later(
    __name__, {"letter_html": "letters", "letter_markdown": "letters", "report_page": "page"}
)
