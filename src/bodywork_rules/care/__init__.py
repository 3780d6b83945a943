"""Acting on an answer: values and functions of values, without a clock or a file."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bodywork_rules._later import later

if TYPE_CHECKING:
    from bodywork_rules.care.feedback import adjust, after_session
    from bodywork_rules.care.intake.answer import answered
    from bodywork_rules.care.intake.form import questionnaire
    from bodywork_rules.care.intake.next import next_question, next_questions
    from bodywork_rules.care.intake.record import reply_from
    from bodywork_rules.care.intake.said import understood
    from bodywork_rules.care.letter.letters import Letter, letters
    from bodywork_rules.care.letter.reply import ClinicianReply, record_reply
    from bodywork_rules.care.plan.session import plan_session
    from bodywork_rules.care.plan.words import explain_plan
    from bodywork_rules.care.practitioner import Credential, Practitioner, checklist, within_scope
    from bodywork_rules.care.preparation import prepare
    from bodywork_rules.care.progress.response import Progress, response, to_responses
    from bodywork_rules.care.progress.scores import Score, ScoreFile
    from bodywork_rules.care.progress.steps import NextStep, advise
    from bodywork_rules.care.visits import next_visit
    from bodywork_rules.model.intake import Asks, IntakeQuestion, Interview, Meant, Note, Reply, Said

__all__ = [
    "Asks",
    "ClinicianReply",
    "Credential",
    "IntakeQuestion",
    "Interview",
    "Letter",
    "Meant",
    "NextStep",
    "Note",
    "Practitioner",
    "Progress",
    "Reply",
    "Said",
    "Score",
    "ScoreFile",
    "adjust",
    "advise",
    "after_session",
    "answered",
    "checklist",
    "explain_plan",
    "letters",
    "next_question",
    "next_questions",
    "next_visit",
    "plan_session",
    "prepare",
    "questionnaire",
    "record_reply",
    "reply_from",
    "response",
    "to_responses",
    "understood",
    "within_scope",
]

__getattr__: Callable[[str], object] = later(
    __name__,
    {
        **dict.fromkeys(("Credential", "Practitioner", "checklist", "within_scope"), "practitioner"),
        **dict.fromkeys(("Progress", "response", "to_responses"), "progress.response"),
        **dict.fromkeys(("Score", "ScoreFile"), "progress.scores"),
        **dict.fromkeys(("NextStep", "advise"), "progress.steps"),
        **dict.fromkeys(("Letter", "letters"), "letter.letters"),
        **dict.fromkeys(("ClinicianReply", "record_reply"), "letter.reply"),
        **dict.fromkeys(("adjust", "after_session"), "feedback"),
        "explain_plan": "plan.words",
        "plan_session": "plan.session",
        "prepare": "preparation",
        "answered": "intake.answer",
        "questionnaire": "intake.form",
        **dict.fromkeys(("next_question", "next_questions"), "intake.next"),
        "next_visit": "visits",
        "reply_from": "intake.record",
        "understood": "intake.said",
        **dict.fromkeys(("Asks", "IntakeQuestion", "Interview", "Meant", "Note", "Reply", "Said"), ".model.intake"),
    },
)
