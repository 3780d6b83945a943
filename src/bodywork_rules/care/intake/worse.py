"""What got worse since a clinician's yes: the yes was to something milder, and is not in force any more."""

from datetime import date

import attrs

from bodywork_rules.care.naming import as_told, asked_anew
from bodywork_rules.model import Answer, ClearanceRecord, Detail, Finding, Severity, Stage
from bodywork_rules.model.intake import IntakeQuestion, Interview, Note, Reply
from bodywork_rules.rulebook.rulebook import Rulebook
from bodywork_rules.rulebook.texts import text_of

__all__ = ["without_outlived"]


def without_outlived(
    rulebook: Rulebook, after: Interview, question: IntakeQuestion, reply: Reply, on: date
) -> Interview:
    """The interview in which no earlier yes to a finding is in force that a detail makes worse.

    Args:
        rulebook: the rulebook.
        after: the interview with the reply.
        question: the question, for details of a finding.
        reply: the reply.
        on: the day, on which the yes ends.
    """
    finding = question.finding
    if finding is None or not any(_worse(_last(after, finding), each, reply) for each in question.details):
        return after
    ended = [each for each in after.told.clearances if _reaches(rulebook, each, finding) and each.on < on]
    ended = [each for each in ended if each.expires is None or each.expires > on]
    told = attrs.evolve(
        after.told,
        clearances=[attrs.evolve(each, expires=on) if each in ended else each for each in after.told.clearances],
    )
    notes = [Note(question=question.id, text=_is_over(rulebook, each), on=on) for each in ended]
    return attrs.evolve(after, told=told, notes=(*after.notes, *notes))


def _is_over(rulebook: Rulebook, record: ClearanceRecord) -> str:
    """That a yes is no longer counted, in words."""
    name = rulebook.clearances[record.clearance].name
    return text_of(rulebook.texts, "intake-yes-is-over", clearance=name, day=record.on)


def _last(after: Interview, finding: Finding) -> Finding:
    """A finding with what was told of it at the visit before."""
    fixed = finding if after.told.taken is None else as_told(finding, after.told.taken)
    return next((each for each in after.before if asked_anew(each) == asked_anew(fixed)), finding)


def _worse(last: Finding, detail: Detail, reply: Reply) -> bool:
    """Whether a detail is told to be worse than it was, or as bad as can be where it was not known."""
    match detail:
        case Detail.CONTROLLED:
            return reply.controlled is False and last.controlled is not False
        case Detail.SEVERITY:
            return reply.severity is not None and reply.severity >= (last.severity or Severity.MODERATE) + 1
        case Detail.STAGE:
            return reply.stage is Stage.ACUTE and last.stage is not Stage.ACUTE
        case _:
            return False


def _reaches(rulebook: Rulebook, record: ClearanceRecord, finding: Finding) -> bool:
    """Whether a record is a yes that may concern a finding."""
    if record.answer is not Answer.GRANTED or record.findings:
        return record.answer is Answer.GRANTED and finding.id in record.findings
    about = rulebook.broader_of(finding.condition)
    return any(rule.about in about for rule in rulebook.contraindications if rule.clearance == record.clearance)
