"""An interview on the terminal: one question after the other, saved after each."""

import sys
from datetime import date
from pathlib import Path

from bodywork_rules.care import IntakeQuestion, Interview, Reply, answered, next_visit
from bodywork_rules.care.intake_form import talk_questions
from bodywork_rules.care.intake_next import next_and_left
from bodywork_rules.cli.intake_files import Files
from bodywork_rules.cli.intake_prompts import Prompts
from bodywork_rules.cli.output import rejected, write
from bodywork_rules.cli.reading import needed
from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.facts import is_urgent
from bodywork_rules.errors import InvalidProfile
from bodywork_rules.model import ClientProfile
from bodywork_rules.model.parse import name_of
from bodywork_rules.rulebook import Rulebook
from bodywork_rules.rulebook.texts import text_of

__all__ = ["interviewing"]

BROKEN_OFF = 130
"""The status with which a command ends that was broken off."""


def interviewing(path: Path, rulebook: Rulebook, on: date) -> None:
    """Take a history, from where it was left.

    Args:
        path: the file of the profile.
        rulebook: the rulebook.
        on: the day.

    Raises:
        SystemExit: it is broken off, or cannot be begun: a file is not of its form, or what was told before cannot be
            evaluated on that day.
    """
    if path.suffix != ".json":
        rejected([f"{path}: an intake is kept as JSON; give the file a name that ends in .json"])
    if not sys.stdin.isatty():
        rejected(["an intake is a talk: it needs a terminal"])
    files, evaluator = Files(path), Evaluator(rulebook)
    prompts = Prompts(rulebook)
    interview = needed(lambda: files.read(ClientProfile(taken=on)), file=str(path))
    if interview.told.taken is not None and interview.told.taken < on:
        interview = next_visit(rulebook, interview, on)
    needed(lambda: [next_and_left(evaluator, interview, on)], file=str(path))
    files.write(interview)
    write(f"{prompts.say('welcome' if not interview.put else 'resumed', file=path)}\n\n")
    try:
        interview = _until_settled(prompts, evaluator, files, interview, on)
    except KeyboardInterrupt:
        write(f"\n{prompts.say('paused', file=path)}\n")
        raise SystemExit(BROKEN_OFF) from None
    settled = evaluator.evaluate(interview.profile, on).settled
    write(f"\n{prompts.say('settled' if settled else 'provisional', file=path)}\n")


def _until_settled(prompts: Prompts, evaluator: Evaluator, files: Files, interview: Interview, on: date) -> Interview:
    """The interview when no question is left."""
    for question in talk_questions(evaluator.rulebook):
        if question.id not in interview.put:
            interview = _put(prompts, evaluator, files, interview, question, on)
    while True:
        following, left = next_and_left(evaluator, interview, on)
        if following is None:
            return interview
        write(f"{prompts.say('progress', put=len(interview.put), left=left)}{_why(prompts, following)}\n")
        interview = _put(prompts, evaluator, files, interview, following, on)


def _why(prompts: Prompts, question: IntakeQuestion) -> str:
    """Why a question is asked, in one sentence."""
    if question.referral is not None and is_urgent(question.referral):
        referral = text_of(prompts.rulebook.texts, f"referral-{name_of(question.referral)}")
        return f" {prompts.say('why-referral', referral=referral)}"
    if question.techniques:
        return f" {prompts.say('why-techniques', count=len(question.techniques))}"
    return ""


def _put(
    prompts: Prompts, evaluator: Evaluator, files: Files, interview: Interview, question: IntakeQuestion, on: date
) -> Interview:
    """Put a question until its reply contradicts nothing, and save what was replied."""
    while True:
        reply = prompts.ask(question)
        try:
            interview = answered(evaluator, interview, question, reply, on)
        except InvalidProfile as error:
            write(f"{prompts.say('contradiction')}\n{error}\n")
            taken_back = _taken_back(prompts, evaluator, interview, question, reply, on)
            if taken_back is not None:
                files.write(taken_back)
                return taken_back
        else:
            files.write(interview)
            return interview


def _taken_back(
    prompts: Prompts, evaluator: Evaluator, interview: Interview, question: IntakeQuestion, reply: Reply, on: date
) -> Interview | None:
    """The interview with a reply for which an earlier no is taken back; nothing when there is none, or it stands."""
    try:
        after = answered(evaluator, interview, question, reply, on, take_back=True)
    except InvalidProfile:
        return None
    conditions = evaluator.rulebook.conditions
    nos = [conditions[each].name for each in interview.told.answered if each not in after.told.answered]
    return after if prompts.agrees(prompts.say("take-back", names="; ".join(nos))) else None
