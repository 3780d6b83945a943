"""The questionnaire: every question that a rulebook can put to a client, with the answers that each may take."""

from collections.abc import Iterator

from bodywork_rules.care.intake.standing import asked_of
from bodywork_rules.model import ConditionId, Contraindication, Detail, Details, Extent, Had, Has, This
from bodywork_rules.model.intake import Asks, IntakeQuestion
from bodywork_rules.model.predicates import leaves
from bodywork_rules.rulebook.rulebook import Rulebook
from bodywork_rules.rulebook.texts import text_of

__all__ = [
    "TALK",
    "condition_question",
    "condition_text",
    "details_of",
    "has_staged_arguments",
    "opened_by",
    "quantity_question",
    "questionnaire",
    "talk_questions",
]

TALK = ("goals", "pain", "worse", "injuries", "medicines", "tests", "declines")
"""What a first visit is about, apart from what rules ask, in the order to ask."""


def questionnaire(rulebook: Rulebook) -> tuple[IntakeQuestion, ...]:
    """All questions of a rulebook: the talk first, then what is measured, then conditions.

    A condition stands after everything broader, so that a yes opens only what comes later: the questions named in
    ``opens``. A no closes all of these.

    Args:
        rulebook: the rulebook.

    >>> from bodywork_rules import load_rulebook
    >>> form = {question.id: question for question in questionnaire(load_rulebook())}
    >>> "pacemaker" in form["device-on-or-in-body"].opens, [each.value for each in form["fracture"].details][:2]
    (True, ['status', 'onset'])
    """
    places = [
        (len(rulebook.broader_of(id)), id) for id in asked_of(rulebook) if not rulebook.conditions[id].replaced_by
    ]
    return (
        *talk_questions(rulebook),
        *(quantity_question(rulebook, quantity.id) for quantity in rulebook.quantities),
        *(condition_question(rulebook, id) for _, id in sorted(places)),
    )


def talk_questions(rulebook: Rulebook) -> tuple[IntakeQuestion, ...]:
    """What a first visit is about, apart from what rules ask.

    Args:
        rulebook: the rulebook.
    """
    return tuple(
        IntakeQuestion(id=f"talk/{each}", asks=Asks.TALK, text=text_of(rulebook.texts, f"intake-talk-{each}"))
        for each in TALK
    )


def quantity_question(rulebook: Rulebook, quantity: str) -> IntakeQuestion:
    """The question for a value.

    Args:
        rulebook: the rulebook.
        quantity: the id of what is measured.
    """
    of = rulebook.quantities[quantity]
    return IntakeQuestion(
        id=f"quantity/{of.id}",
        asks=Asks.QUANTITY,
        text=of.ask,
        quantity=of.id,
        unit=of.unit,
        least=of.least,
        most=of.most,
    )


def condition_question(rulebook: Rulebook, condition: ConditionId) -> IntakeQuestion:
    """The question whether a client has or had a condition.

    Args:
        rulebook: the rulebook.
        condition: its id.
    """
    return IntakeQuestion(
        id=condition,
        asks=Asks.CONDITION,
        text=condition_text(rulebook, condition),
        condition=condition,
        details=details_of(rulebook, condition),
        opens=opened_by(rulebook, condition),
    )


def condition_text(rulebook: Rulebook, condition: ConditionId) -> str:
    """The question of a condition; of one that has none and no kinds either, one made of its name."""
    of = rulebook.conditions[condition]
    return of.ask or text_of(rulebook.texts, "intake-name", name=of.name)


def opened_by(rulebook: Rulebook, condition: ConditionId) -> tuple[ConditionId, ...]:
    """The questions that a yes opens: the narrower ones that no other of them stands above."""
    below = (rulebook.narrower_of(condition) - {condition}) & asked_of(rulebook)
    kinds = {kind for kind in below if not rulebook.conditions[kind].replaced_by}
    return tuple(sorted(kind for kind in kinds if rulebook.broader_of(kind) & kinds == {kind}))


def details_of(rulebook: Rulebook, condition: ConditionId) -> tuple[Detail, ...]:
    """The details that some rule or argument reads of a condition or a broader one, besides its status.

    Args:
        rulebook: the rulebook.
        condition: its id.
    """
    about, found = rulebook.broader_of(condition), {Detail.STATUS}
    for rule in rulebook.contraindications:
        found.update(_of_rule(rule, about))
    if has_staged_arguments(rulebook, condition):
        found.add(Detail.STAGE)
    return tuple(each for each in Detail if each in found)


def has_staged_arguments(rulebook: Rulebook, condition: ConditionId) -> bool:
    """Whether there is an argument for one stage of a condition or a broader one."""
    about = rulebook.broader_of(condition)
    return any(each.stage is not None and each.complaint in about for each in rulebook.indications)


def _of_rule(rule: Contraindication, about: frozenset[ConditionId]) -> Iterator[Detail]:
    """The details that one rule reads of any of some conditions."""
    if rule.about in about:
        if rule.where in (Extent.SITE, Extent.LIMB, Extent.BEYOND):
            yield Detail.SITES
        if rule.clearance is not None:
            yield Detail.ONSET
    for leaf in (*leaves(rule.when), *leaves(rule.unless)):
        match leaf:
            case This(details=details) if rule.about in about:
                yield from _asked(details)
            case Has(condition=condition, details=details) | Had(condition=condition, details=details):
                if condition in about:
                    yield from _asked(details)
            case _:
                pass


def _asked(details: Details) -> Iterator[Detail]:
    """The details that are asked for."""
    asked = {
        Detail.ONSET: details.onset_within is not None or details.onset_at_least is not None,
        Detail.END: details.ended_within is not None or details.ended_at_least is not None,
        Detail.SITES: bool(details.sites),
        Detail.SEVERITY: details.severity_at_least is not None,
        Detail.STAGE: bool(details.stages),
        Detail.CONTROLLED: details.controlled is not None,
    }
    yield from (detail for detail, is_asked in asked.items() if is_asked)
