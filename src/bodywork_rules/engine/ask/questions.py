"""How questions are put: what each unknown could bring, through which conditions it is asked, in which order."""

from collections.abc import Callable, Collection, Mapping
from typing import final

import attrs

from bodywork_rules.engine.facts import UnknownKey, unknown_key
from bodywork_rules.model import (
    ConditionId,
    Contraindication,
    Question,
    Referral,
    TechniqueId,
    Unknown,
    Verdict,
)
from bodywork_rules.model.scales import Cause
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["AtStake", "in_order", "kinds_of_reported", "place_of", "texts_of", "urgency"]


@final
@attrs.define(eq=False, repr=False)
class AtStake:
    """What an unknown could bring, while it is being gathered.

    Attributes:
        rules: the rules it could settle, by id.
        strictest: the strictest verdict of these.
        techniques: the techniques it could move.
    """

    rules: dict[str, Contraindication] = attrs.Factory(dict)
    strictest: Verdict = Verdict.PROCEED
    techniques: set[TechniqueId] = attrs.Factory(set)

    @staticmethod
    def add(
        asked: "dict[Unknown, AtStake]",
        unknown: Unknown,
        rule: Contraindication,
        verdict: Verdict,
        moved: Collection[TechniqueId],
    ) -> None:
        """Note that an unknown could bring a rule's verdict to some techniques."""
        at = asked.setdefault(unknown, AtStake())
        at.rules[rule.id] = rule
        at.strictest = max(at.strictest, verdict)
        at.techniques.update(moved)

    @property
    def referral(self) -> Referral | None:
        """The most urgent referral of its rules."""
        return max((rule.referral for rule in self.rules.values() if rule.referral), default=None)


def kinds_of_reported(rulebook: Rulebook, reported: Collection[ConditionId]) -> frozenset[ConditionId]:
    """The narrower conditions of those of which there is a finding."""
    return frozenset(kind for each in reported for kind in rulebook.narrower_of(each) if kind != each)


def urgency(referral: Referral | None) -> int:
    """How urgent a referral is, as a number: nothing below the same day.

    Args:
        referral: the referral; nothing for none.
    """
    return int(referral) if referral is not None and referral >= Referral.SAME_DAY else 0


def place_of(
    question: Question, key: UnknownKey, kinds: Collection[ConditionId]
) -> tuple[int, bool, int, int, UnknownKey]:
    """By which questions are put in order.

    First what could mean that a doctor has to see the client the same day or at once; then the kinds of what is
    reported without saying which kind, since their rules do not act yet; then by the strictest verdict, then by how
    many techniques move, then by id.

    Args:
        question: the question.
        key: that of its unknown.
        kinds: the kinds of what is reported.
    """
    unknown = question.unknown
    kind_of_reported = unknown.condition in kinds and unknown.cause is Cause.NEVER_ANSWERED
    return -urgency(question.referral), not kind_of_reported, -question.strictest, -len(question.techniques), key


def in_order(
    rulebook: Rulebook,
    asked: Mapping[Unknown, AtStake],
    reported: Collection[ConditionId],
    is_open: Callable[[ConditionId], bool],
) -> tuple[Question, ...]:
    """The questions, in the order to ask.

    Args:
        rulebook: the rulebook.
        asked: each unknown with what it could bring.
        reported: the conditions of which there is a finding.
        is_open: whether there may be one more finding of a condition.
    """
    kinds = kinds_of_reported(rulebook, reported)
    found = (
        Question(
            unknown=unknown,
            asks=texts_of(rulebook, unknown, is_open),
            rules=tuple(what.rules[id] for id in sorted(what.rules)),
            strictest=what.strictest,
            techniques=tuple(sorted(what.techniques)),
            referral=what.referral,
        )
        for unknown, what in asked.items()
    )
    return tuple(sorted(found, key=lambda question: place_of(question, unknown_key(question.unknown), kinds)))


def texts_of(
    rulebook: Rulebook, unknown: Unknown, is_open: Callable[[ConditionId], bool]
) -> tuple[tuple[ConditionId | None, str], ...]:
    """The question to put, with the condition it asks for; an abstract risk is asked through its open kinds.

    A kind is left out when a broader one of the same risk is asked, since a "no" to that denies it. Of a detail of a
    finding there is no text of the rulebook's.
    """
    if unknown.quantity is not None:
        return ((None, rulebook.quantities[unknown.quantity].ask),)
    if unknown.condition is None or unknown.cause is not Cause.NEVER_ANSWERED:
        return ()
    condition = rulebook.conditions[unknown.condition]
    if condition.ask:
        return ((condition.id, condition.ask),)
    kinds = rulebook.narrower_of(condition.id)
    asked = {kind for kind in kinds if rulebook.conditions[kind].ask and is_open(kind)}
    topmost = sorted(kind for kind in asked if rulebook.broader_of(kind) & asked == {kind})
    asks = tuple((kind, rulebook.conditions[kind].ask) for kind in topmost)
    return asks or ((condition.id, condition.name),)
