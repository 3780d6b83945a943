"""What people look at: pages, charts and plots."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bodywork_rules._later import later

if TYPE_CHECKING:
    from bodywork_rules.report.chart.chart import body_chart
    from bodywork_rules.report.course.plot import course_plot
    from bodywork_rules.report.html import html_of
    from bodywork_rules.report.letters import letter_html, letter_markdown
    from bodywork_rules.report.page import report_page

__all__ = ["body_chart", "course_plot", "html_of", "letter_html", "letter_markdown", "report_page"]

__getattr__: Callable[[str], object] = later(
    __name__,
    {
        "body_chart": "chart.chart",
        "course_plot": "course.plot",
        "html_of": "html",
        "letter_html": "letters",
        "letter_markdown": "letters",
        "report_page": "page",
    },
)
