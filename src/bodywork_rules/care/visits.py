"""A history gone on with on a later day: what was told stays as of its day, and no "no" is renewed unasked."""

from datetime import date

import attrs

from bodywork_rules.care.intake.next import interview_of
from bodywork_rules.care.naming import as_told, asked_anew
from bodywork_rules.engine.facts import AGE, given_findings
from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import (
    EVERYTHING,
    ClientProfile,
    ConditionId,
    Finding,
    Measurement,
    Status,
    parse,
)
from bodywork_rules.model.intake import Interview
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["next_visit"]

TALK = "talk/"


def next_visit(rulebook: Rulebook, told: Interview | ClientProfile, on: date) -> Interview:
    """The interview of a later visit, which begins with what was told before.

    To move ``taken`` by hand would renew every "no" without asking. Here a "no" stays only if neither it nor that of
    any kind ever lapses; the other questions are put again. Dates, values and an age are written as of the day on which
    they were told. What was present or suspected is taken to be so still, until somebody says that it is over. How bad
    it was, how new, and whether it was under control are of their day: they are not known any more, and asked anew.
    What is chronic stays so.

    Args:
        rulebook: the rulebook.
        told: the interview or the profile of the earlier visit.
        on: the day of the visit.

    Raises:
        InvalidValue: the earlier history has no ``taken``, or one after that day.

    >>> from datetime import date
    >>> from bodywork_rules import load_rulebook
    >>> before = ClientProfile(taken="2026-11-01", age=46, answered=["haemophilia", "fever"])
    >>> next_visit(load_rulebook(), before, date(2026, 11, 23)).profile.answered
    ('haemophilia',)
    """
    interview = interview_of(told)
    profile, taken, day = interview.told, interview.told.taken, parse.day(on)
    if taken is None or taken > day:
        raise InvalidValue("a history taken before the next visit is needed, not", str(taken))
    values = [each if each.on is not None else attrs.evolve(each, on=taken) for each in profile.measurements]
    age = profile.age
    if age is not None and AGE in rulebook.quantities and taken < day:
        values, age = [*values, Measurement(AGE, value=age, on=taken)], None
    renewed = attrs.evolve(
        profile,
        taken=day,
        age=age,
        findings=[_anew(as_told(each, taken), taken, day) for each in profile.findings],
        medications=[_anew(as_told(each, taken), taken, day) for each in profile.medications],
        measurements=values,
        answered=profile.answered if taken == day else [each for each in profile.answered if _holds(rulebook, each)],
    )
    put = interview.put if taken == day else tuple(each for each in interview.put if each.startswith(TALK))
    before = interview.before if taken == day else _last_told(interview, taken)
    return attrs.evolve(interview, told=renewed, put=put, before=before)


def _anew(finding: Finding, taken: date, day: date) -> Finding:
    return finding if taken == day or finding.status is Status.RESOLVED else asked_anew(finding)


def _last_told(interview: Interview, taken: date) -> list[Finding]:
    """The findings with the details last told of each, where any are."""
    found = []
    for told in given_findings(interview.told):
        now = as_told(told, taken)
        last = next((each for each in interview.before if asked_anew(each) == asked_anew(now)), now)
        found.append(
            attrs.evolve(
                now,
                severity=now.severity or last.severity,
                stage=now.stage or last.stage,
                controlled=last.controlled if now.controlled is None else now.controlled,
            )
        )
    return [each for each in found if each != asked_anew(each)]


def _holds(rulebook: Rulebook, answered: ConditionId) -> bool:
    """Whether a "no" never lapses, nor that of any kind that it denies."""
    if answered == EVERYTHING or answered not in rulebook.conditions:
        return False
    return all(rulebook.conditions[kind].ask_again_after is None for kind in rulebook.narrower_of(answered))
