"""What a record that is complete replies to a question of an intake: to fill in ahead, and to try interviews out."""

from bodywork_rules.care.intake.next import interview_of
from bodywork_rules.engine.facts import AGE, given_findings
from bodywork_rules.model import ClientProfile, Finding, Status
from bodywork_rules.model.intake import Asks, IntakeQuestion, Interview, Reply
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["reply_from"]


def reply_from(
    rulebook: Rulebook, record: ClientProfile, told: Interview | ClientProfile, question: IntakeQuestion
) -> Reply:
    """The reply of a client of whom a record says all there is.

    What the record leaves out of a finding, and a value that it lacks, are not known. A talk is not replied to.

    Args:
        rulebook: the rulebook.
        record: the record; a condition that it does not report is one that the client never had.
        told: how far the interview has come, in which findings of one condition are told in the order of the record.
        question: the question.

    >>> from bodywork_rules import load_rulebook
    >>> from bodywork_rules.care import questionnaire
    >>> rulebook, record = load_rulebook(), ClientProfile(findings=["pacemaker"])
    >>> device = next(each for each in questionnaire(rulebook) if each.id == "device-on-or-in-body")
    >>> reply_from(rulebook, record, ClientProfile(), device).said.name
    'YES'
    """
    interview = interview_of(told)
    match question.asks:
        case Asks.QUANTITY:
            return _value(record, question)
        case Asks.DETAIL:
            return _detail(record, question)
        case Asks.TALK:
            return Reply("not-sure")
        case _:
            left = [
                each for each in _left(record, interview) if question.condition in rulebook.broader_of(each.condition)
            ]
            return _finding(left, question)


def _left(record: ClientProfile, interview: Interview) -> list[Finding]:
    """The findings of a record that were not told yet."""
    told = [each.condition for each in given_findings(interview.told)]
    left = []
    for each in given_findings(record):
        if each.condition in told:
            told.remove(each.condition)
        else:
            left.append(each)
    return left


def _finding(left: list[Finding], question: IntakeQuestion) -> Reply:
    if not left:
        return Reply("no")
    exactly = all(each.condition == question.condition for each in left)
    if not exactly and question.asks is not Asks.WHICH:
        return Reply("yes")
    first = left[0]
    return Reply("yes", status=first.status, kind=None if first.condition == question.condition else first.condition)


def _detail(record: ClientProfile, question: IntakeQuestion) -> Reply:
    number, detail = question.number or 0, question.details[0].value
    same = [each for each in given_findings(record) if each.condition == question.condition]
    known = getattr(same[number - 1], detail) if 0 < number <= len(same) else None
    if known in (None, (), Status.SUSPECTED):
        return Reply("not-sure")
    return Reply("yes", **{detail: known})


def _value(record: ClientProfile, question: IntakeQuestion) -> Reply:
    if question.quantity == AGE and record.age is not None:
        return Reply("yes", value=record.age)
    of = [each for each in record.measurements if each.quantity == question.quantity]
    latest = [each for each in of if each.on is None] or sorted(of, key=lambda each: str(each.on))
    return Reply("yes", value=latest[-1].value, on=latest[-1].on) if latest else Reply("not-sure")
