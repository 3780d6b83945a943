"""What people look at: an answer as a drawing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bodywork_rules._later import later

if TYPE_CHECKING:
    from bodywork_rules.report.chart import body_chart

__all__ = ["body_chart"]

__getattr__: Callable[[str], object] = later(__name__, {"body_chart": "chart"})
