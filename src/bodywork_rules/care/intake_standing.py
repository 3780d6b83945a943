"""How a client stands in an interview: what is reported, what is closed, and which questions are left to put."""

from datetime import date
from functools import cached_property
from typing import final

import attrs

from bodywork_rules.engine.facts import given_findings, holds_still, implied_findings
from bodywork_rules.model import EVERYTHING, ConditionId, Finding
from bodywork_rules.model.intake import Interview
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["Standing", "askable", "finding_id", "kinds_of", "more_id"]


def askable(rulebook: Rulebook, condition: ConditionId) -> bool:
    """Whether a client can be asked about a condition: it has a question, or nothing narrower has one."""
    return bool(rulebook.conditions[condition].ask) or not any(
        rulebook.conditions[kind].ask for kind in rulebook.narrower_of(condition)
    )


def kinds_of(rulebook: Rulebook, condition: ConditionId) -> frozenset[ConditionId]:
    """The narrower conditions that a client can be asked about."""
    return frozenset(
        kind for kind in rulebook.narrower_of(condition) if kind != condition and askable(rulebook, kind)
    )


def more_id(condition: ConditionId, told: int) -> str:
    """The id of the question for another finding, when so many are told."""
    return f"{condition}/more/{told}"


def finding_id(finding: Finding, number: int) -> str:
    """What the ids of questions about the details of a client's first, second, ... finding of a condition begin with."""
    return f"{finding.condition}/{number}"


@final
@attrs.frozen(slots=False)
class Standing:
    """A client as told up to now, on a day.

    Attributes:
        rulebook: the rulebook.
        interview: what was told and what was put.
        on: the day.
    """

    rulebook: Rulebook
    interview: Interview
    on: date

    @cached_property
    def implied(self) -> tuple[Finding, ...]:
        """The findings that the goals imply."""
        return implied_findings(self.rulebook, self.interview.told)

    @cached_property
    def reported(self) -> tuple[Finding, ...]:
        """The findings that are told or implied."""
        return (*given_findings(self.interview.told), *self.implied)

    @cached_property
    def _reported_under(self) -> dict[ConditionId, int]:
        """How many findings are reported of a condition or a kind of it."""
        found: dict[ConditionId, int] = {}
        for finding in self.reported:
            for each in self.rulebook.broader_of(finding.condition):
                found[each] = found.get(each, 0) + 1
        return found

    @cached_property
    def _closed(self) -> dict[ConditionId, bool]:
        return {}

    def is_closed(self, condition: ConditionId) -> bool:
        """Whether of a condition there is nothing beyond what is reported."""
        if condition not in self._closed:
            self._closed[condition] = self._find_closed(condition)
        return self._closed[condition]

    def _find_closed(self, condition: ConditionId) -> bool:
        told = self.interview.told
        if not holds_still(self.rulebook, told, condition, self.on):
            return False
        broader = self.rulebook.conditions[condition].broader
        if condition in told.answered or (EVERYTHING in told.answered and not broader):
            return True
        return any(each not in self._exactly and self.is_closed(each) for each in broader)

    @cached_property
    def _exactly(self) -> frozenset[ConditionId]:
        return frozenset(finding.condition for finding in self.reported)

    def told_of(self, condition: ConditionId) -> int:
        """How many findings are reported of a condition or a kind of it."""
        return self._reported_under.get(condition, 0)

    def question_of(self, condition: ConditionId) -> str:
        """The id of the question that a no to closes a condition."""
        if self.told_of(condition) or condition in self.interview.opened:
            return more_id(condition, self.told_of(condition))
        return condition

    def is_put(self, question: str) -> bool:
        """Whether a question was put."""
        return question in self.interview.put

    def open_kinds(self, condition: ConditionId) -> list[ConditionId]:
        """The kinds that can be asked about and are open."""
        return sorted(kind for kind in kinds_of(self.rulebook, condition) if not self.is_closed(kind))

    def left_of(self, condition: ConditionId) -> list[ConditionId]:
        """The conditions whose question can settle an open one that can be asked about, and is to be put next.

        A broader question comes before a narrower one, since a no to it closes both. Once it was answered yes its
        kinds come, and beside them the question for anything else.

        Args:
            condition: the condition.
        """
        above = [
            each
            for each in self.rulebook.broader_of(condition)
            if askable(self.rulebook, each) and not self.is_closed(each) and not self.is_put(self.question_of(each))
        ]
        first = [each for each in above if self.question_of(each) == each]
        return [
            each for each in above if each not in first or not any(self._is_above(other, each) for other in first)
        ]

    def _is_above(self, other: ConditionId, condition: ConditionId) -> bool:
        return other != condition and other in self.rulebook.broader_of(condition)

    def numbers_of(self, finding: Finding) -> list[int]:
        """Which of the client's findings of its condition are just like a finding, from 1; 0 when a goal implies it."""
        same = [each for each in given_findings(self.interview.told) if each.condition == finding.condition]
        return [number for number, each in enumerate(same, 1) if each == finding] or [0]
