"""How a client stands in an interview: what is reported, what is closed, and which questions are left to put."""

from collections import Counter
from datetime import date
from functools import cached_property
from typing import final

import attrs

from bodywork_rules.engine.facts import given_findings, holds_still, implied_findings
from bodywork_rules.model import EVERYTHING, ConditionId, Finding
from bodywork_rules.model.intake import Asks, Interview
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["Standing", "asked_of", "finding_id"]


def asked_of(rulebook: Rulebook) -> frozenset[ConditionId]:
    """The conditions that a client can be asked about: those that have a question."""
    return frozenset(rulebook.everything)


def finding_id(finding: Finding, number: int) -> str:
    """What the ids of questions about the first, second, ... finding of a condition begin with; 0 of an implied one."""
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
    def _given_under(self) -> Counter[ConditionId]:
        """How many findings are given of a condition or a kind of it."""
        given = given_findings(self.interview.told)
        return Counter(each for finding in given for each in self.rulebook.broader_of(finding.condition))

    @cached_property
    def _reported_under(self) -> frozenset[ConditionId]:
        """The conditions of which, or of a kind of which, a finding is given or implied."""
        return frozenset(each for finding in self.reported for each in self.rulebook.broader_of(finding.condition))

    @cached_property
    def asked(self) -> frozenset[ConditionId]:
        """The conditions that a client can be asked about."""
        return asked_of(self.rulebook)

    def kinds_of(self, condition: ConditionId) -> frozenset[ConditionId]:
        """The narrower conditions that a client can be asked about."""
        return self._narrower(condition) & self.asked

    def _narrower(self, condition: ConditionId) -> frozenset[ConditionId]:
        return self.rulebook.narrower_of(condition) - {condition}

    def denied_by(self, condition: ConditionId) -> tuple[ConditionId, ...]:
        """The answers that deny a condition, where it is closed: a no to it or to something broader."""
        above = self.rulebook.broader_of(condition)
        found = [each for each in self.interview.told.answered if each in above or each == EVERYTHING]
        return tuple(found) if self.is_closed(condition) else ()

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

    def question_of(self, condition: ConditionId) -> tuple[str, Asks]:
        """The id of the question that a no to closes a condition, and what it asks."""
        given = self._given_under[condition]
        if condition in self.interview.opened:
            return f"{condition}/which/{given}", Asks.WHICH
        if condition in self._reported_under:
            return f"{condition}/more/{given}", Asks.MORE
        return condition, Asks.CONDITION

    def denied_with(self, condition: ConditionId) -> frozenset[str]:
        """The ids of the questions to which a no denies a condition, whatever number of it was told before."""
        return frozenset({condition, *(f"{condition}/more/{n}" for n in range(self._given_under[condition] + 1))})

    @cached_property
    def _put(self) -> frozenset[str]:
        return frozenset(self.interview.put)

    def is_put(self, question: str) -> bool:
        """Whether a question was put."""
        return question in self._put

    def open_kinds(self, condition: ConditionId) -> list[ConditionId]:
        """The kinds that can be asked about and are open."""
        return sorted(kind for kind in self.kinds_of(condition) if not self.is_closed(kind))

    @cached_property
    def _left(self) -> dict[ConditionId, frozenset[ConditionId]]:
        return {}

    def left_of(self, condition: ConditionId) -> frozenset[ConditionId]:
        """The conditions whose questions are next to be put so that one is settled; none when all were put.

        A broader question comes before a narrower one, since a no to it closes both. An abstract one is settled when
        all its kinds are.

        Args:
            condition: the condition to be settled.
        """
        if condition not in self._left:
            kinds = [condition] if condition in self.asked else self.open_kinds(condition)
            self._left[condition] = frozenset().union(*map(self._left_above, kinds))
        return self._left[condition]

    def _left_above(self, condition: ConditionId) -> frozenset[ConditionId]:
        broader_of = self.rulebook.broader_of
        able = frozenset(
            each
            for each in broader_of(condition) & self.asked
            if not self.is_closed(each) and not self.is_put(self.question_of(each)[0])
        )
        return frozenset(each for each in able if broader_of(each) & able == {each})

    def numbers_of(self, finding: Finding) -> list[int]:
        """Which of the client's findings of its condition are just like a finding, from 1; 0 when a goal implies it."""
        same = [each for each in given_findings(self.interview.told) if each.condition == finding.condition]
        return [number for number, each in enumerate(same, 1) if each == finding] or [0]
