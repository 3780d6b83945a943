"""What people look at: pages, charts and plots."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bodywork_rules._later import later

if TYPE_CHECKING:
    from bodywork_rules.report.chart import body_chart
    from bodywork_rules.report.course import course_plot

__all__ = ["body_chart", "course_plot"]

__getattr__: Callable[[str], object] = later(__name__, {"body_chart": "chart", "course_plot": "course"})
