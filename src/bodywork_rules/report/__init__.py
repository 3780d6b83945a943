"""What people look at: an answer as a drawing."""

from bodywork_rules.report.body_chart import body_chart

__all__ = ["body_chart"]
