"""The values of an intake, where the room hands them out."""

from bodywork_rules.model.intake import Asks, IntakeQuestion, Interview, Note, Reply, Said

__all__ = ["Asks", "IntakeQuestion", "Interview", "Note", "Reply", "Said"]
