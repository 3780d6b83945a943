"""An adult of whom everything was asked, and who told this and that."""

from datetime import date

from bodywork_rules import EVERYTHING, ClientProfile, Finding
from shipped import EVALUATOR

ON = date(2026, 11, 24)
YESTERDAY = "2026-11-23"


def told(*findings):
    client = ClientProfile(taken=ON, age=40, findings=findings, answered=[EVERYTHING])
    return EVALUATOR.evaluate(client, on=ON)


def over(condition, end=YESTERDAY, onset=None):
    return Finding(condition, status="resolved", onset=onset, end=end)


def ready(answer):
    return {judgement.technique.id for judgement in answer.judgements if judgement.ready}
