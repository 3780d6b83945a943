"""The details of one finding, as the evaluator reads them."""

from datetime import date
from typing import final

import attrs

from bodywork_rules.engine.facts import begun, days_since, in_days
from bodywork_rules.model import Body, Detail, Details, Finding, Side, Status, Truth
from bodywork_rules.model.dates import When

__all__ = ["DETAILS", "Day", "detail_truths"]

FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
DETAILS = (Detail.ONSET, Detail.END, Detail.SITES, Detail.SEVERITY, Detail.STAGE, Detail.CONTROLLED)
_FOREVER = 10**9


@final
@attrs.frozen(eq=False, repr=False)
class Day:
    """What the details of a finding are read by.

    Attributes:
        body: the body.
        taken: the day the history was taken.
        on: the day of the evaluation.
    """

    body: Body
    taken: date
    on: date


def detail_truths(day: Day, finding: Finding, asked: Details) -> tuple[Truth, ...]:
    """Whether one finding has each of the details asked for, in the order of ``DETAILS``; true of one not asked for."""
    onset = end = sites = severity = stage = controlled = TRUE
    if asked.onset_within is not None or asked.onset_at_least is not None:
        window = in_days(asked.onset_at_least, 0), in_days(asked.onset_within, _FOREVER)
        onset = _begun_in_window(day, finding, *window)
    if asked.ended_within is not None or asked.ended_at_least is not None:
        window = in_days(asked.ended_at_least, 0), in_days(asked.ended_within, _FOREVER)
        end = FALSE if finding.status is Status.PRESENT else _in_window(day, finding.end, *window)
    if asked.sites:
        sites = _at_sites(day, finding, asked)
    if asked.severity_at_least is not None and (finding.severity or 0) < asked.severity_at_least:
        severity = UNKNOWN if finding.severity is None else FALSE
    if asked.stages and finding.stage not in asked.stages:
        stage = UNKNOWN if finding.stage is None else FALSE
    if asked.controlled is not None and finding.status is Status.SUSPECTED:
        controlled = UNKNOWN
    elif asked.controlled is not None and finding.controlled is not asked.controlled:
        controlled = UNKNOWN if finding.controlled is None else FALSE
    return onset, end, sites, severity, stage, controlled


def _in_window(day: Day, when: When | None, at_least: int, at_most: int) -> Truth:
    return UNKNOWN if when is None else _within(*days_since(when, day.taken, day.on), at_least, at_most)


def _begun_in_window(day: Day, finding: Finding, at_least: int, at_most: int) -> Truth:
    known = begun(finding, day.taken)
    if known is None:
        return UNKNOWN
    earliest, latest = known
    furthest = _FOREVER if earliest is None else (day.on - earliest).days
    return _within((day.on - latest).days, furthest, at_least, at_most)


def _within(nearest: int, furthest: int, at_least: int, at_most: int) -> Truth:
    if nearest > at_most or furthest < at_least:
        return FALSE
    return TRUE if nearest >= at_least and furthest <= at_most else UNKNOWN


def _at_sites(day: Day, finding: Finding, asked: Details) -> Truth:
    if not finding.sites:
        return UNKNOWN
    body = day.body
    target, answer = body.union(asked.sites), FALSE
    for site in finding.sites:
        if not body.mask(site) & target:
            continue
        sides = (Side.LEFT, Side.RIGHT)
        if body.certain_side(site) or all(body.mask(attrs.evolve(site, side=side)) & target for side in sides):
            return TRUE
        answer = UNKNOWN
    return answer
