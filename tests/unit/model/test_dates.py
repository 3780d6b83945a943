"""Dates are as precise as they are known, and none lies after the telling."""

from datetime import date, datetime

import pytest

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import DaysAgo, PartialDate
from bodywork_rules.model.dates import span_of, when, when_or_none

TAKEN = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-10-30", date(2026, 10, 30), date(2026, 10, 30)),
        ("2026-10-30/2026-11-02", date(2026, 10, 30), date(2026, 11, 2)),
    ],
)
def test_a_date_is_read_as_the_span_it_can_be_and_written_back_the_same(text, earliest, latest):
    read = PartialDate.of(text)
    assert (read.earliest, read.latest) == (earliest, latest)
    assert str(read) == text
    assert when(text) == read


@pytest.mark.parametrize("text", ["soon", "2026-13", "0000", "2026-02-30", "2026/11", "11-23", "2026-1-1", ""])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(InvalidValue, match="not a date"):
        when(text)


def test_a_span_that_ends_before_it_begins_is_refused():
    with pytest.raises(InvalidValue, match="ends before it begins"):
        PartialDate.of("2026-11-02/2026-10-30")


@pytest.mark.parametrize(
    ("text", "days"), [("about 10 days ago", 10), ("about 1 week ago", 7), ("about 0 days ago", 0)]
)
def test_about_so_long_ago_is_read_in_days(text, days):
    assert when(text) == DaysAgo(days)
    assert str(DaysAgo(days)) == f"about {days} days ago"


@pytest.mark.parametrize("text", ["about ten days ago", "about 3 months ago", "about 3 days"])
def test_about_anything_else_is_refused(text):
    with pytest.raises(InvalidValue, match="not a date"):
        when(text)


def test_days_ago_are_a_whole_number_in_range():
    for wrong in (-1, 2.5, True, 10**6):
        with pytest.raises(InvalidValue):
            DaysAgo(wrong)


@pytest.mark.parametrize(
    ("given", "earliest", "latest"),
    [
        ("about 10 days ago", date(2026, 11, 11), date(2026, 11, 15)),
        ("about 1 days ago", date(2026, 11, 21), date(2026, 11, 23)),
        ("about 0 days ago", TAKEN, TAKEN),
        ("2026", date(2026, 1, 1), TAKEN),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 1)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_span_is_cut_on_the_day_it_was_told(given, earliest, latest):
    assert span_of(when(given), TAKEN) == (earliest, latest)


def test_a_span_never_leaves_the_calendar():
    assert span_of(DaysAgo(99_999 * 7), date(10, 1, 1))[0] == date.min


def test_a_day_is_taken_and_a_time_of_day_is_refused():
    assert when(TAKEN) == PartialDate(earliest=TAKEN, latest=TAKEN)
    assert when(PartialDate.of("2026")) == PartialDate.of("2026")
    assert when_or_none(None) is None
    with pytest.raises(InvalidValue, match="a date is expected, not"):
        when(datetime(2026, 11, 23))  # noqa: DTZ001 - a time of day without a zone is just what is refused


def test_a_span_that_ends_before_its_month_begins_is_refused_as_what_it_is():
    with pytest.raises(InvalidValue, match="ends before it begins"):
        PartialDate(earliest=date(2026, 2, 1), latest=date(2026, 1, 1))


def test_early_years_are_written_in_four_figures():
    assert str(PartialDate.of("0999-02")) == "0999-02"
