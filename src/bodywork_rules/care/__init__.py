"""Acting on an answer: what to ask a client, in which order, and what their answers come to."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bodywork_rules._later import later

if TYPE_CHECKING:
    from bodywork_rules.care.intake_answer import answered
    from bodywork_rules.care.intake_form import questionnaire
    from bodywork_rules.care.intake_next import next_question
    from bodywork_rules.care.intake_record import reply_from
    from bodywork_rules.model.intake import Asks, IntakeQuestion, Interview, Note, Reply, Said

__all__ = [
    "Asks",
    "IntakeQuestion",
    "Interview",
    "Note",
    "Reply",
    "Said",
    "answered",
    "next_question",
    "questionnaire",
    "reply_from",
]

__getattr__: Callable[[str], object] = later(
    __name__,
    {
        "answered": "intake_answer",
        "questionnaire": "intake_form",
        "next_question": "intake_next",
        "reply_from": "intake_record",
        **dict.fromkeys(("Asks", "IntakeQuestion", "Interview", "Note", "Reply", "Said"), "intake_values"),
    },
)
