"""A plugin for pytest under which nothing skips silently: what would skip for want of something optional fails.

The tests are run with it where ``CI`` is set; on a user's machine a test that needs something optional skips.
"""

import pytest


def failed(report):
    """The report of a skip as one of a failure, with the reason."""
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"nothing may skip here: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    return failed((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    return failed((yield))
