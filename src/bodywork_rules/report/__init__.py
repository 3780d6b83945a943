"""What people look at: pages, charts and plots."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bodywork_rules._later import later

if TYPE_CHECKING:
    from bodywork_rules.report.course import course_plot

__all__ = ["course_plot"]

__getattr__: Callable[[str], object] = later(__name__, {"course_plot": "course"})
