"""An interview on the terminal: one question after the other, saved after each."""

import sys
from datetime import date
from pathlib import Path

from bodywork_rules.care import Asks, IntakeQuestion, Interview, Reply, answered, next_questions, next_visit
from bodywork_rules.care.intake.form import talk_questions
from bodywork_rules.cli.asking import Asking
from bodywork_rules.cli.intake_ending import closing_words, first_scores, notes_page, urgent_page
from bodywork_rules.cli.intake_files import Files
from bodywork_rules.cli.intake_pages import fitting
from bodywork_rules.cli.intake_prompts import Prompts
from bodywork_rules.cli.output import rejected, show_page, write
from bodywork_rules.cli.reading import needed
from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.facts import is_urgent
from bodywork_rules.errors import InvalidProfile
from bodywork_rules.model import Assessment, ClientProfile, Detail
from bodywork_rules.model.parse import name_of
from bodywork_rules.rulebook import Rulebook
from bodywork_rules.rulebook.texts import text_of

__all__ = ["interviewing", "put_together", "put_until_agreed", "why_refused"]

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
    asking = Asking(rulebook)
    interview = needed(lambda: files.read(ClientProfile(taken=on)), file=str(path))
    if interview.told.taken is not None and interview.told.taken < on:
        interview = next_visit(rulebook, interview, on)
    needed(lambda: [next_questions(evaluator, interview, on)], file=str(path))
    files.write(interview)
    asking.write(asking.say("welcome" if not interview.put else "resumed", file=path))
    write("\n")
    _warn(asking, evaluator.evaluate(interview.profile, on))
    try:
        interview = _until_settled(asking, evaluator, files, interview, on)
    except KeyboardInterrupt:
        write(f"\n{asking.say('paused', file=path)}\n")
        raise SystemExit(BROKEN_OFF) from None
    answer = evaluator.evaluate(interview.profile, on)
    show_page(notes_page(rulebook, (), interview.told.unmapped))
    for command in first_scores(rulebook, interview, path, on):
        write(f"\n{asking.say('first-score', command=command)}\n")
    write(f"\n{closing_words(rulebook, answer, path)}\n")
    show_page(urgent_page(answer))


def _warn(asking: Asking, assessment: Assessment) -> None:
    """Show what nobody may miss, if there is anything."""
    if page := urgent_page(assessment):
        write("\n")
        show_page(page)
        write("\n")
        asking.write(asking.say("can-wait"))
        write("\n")


def _until_settled(asking: Asking, evaluator: Evaluator, files: Files, interview: Interview, on: date) -> Interview:
    """The interview when no question is left."""
    for question in talk_questions(evaluator.rulebook):
        if question.id not in interview.put:
            interview = put_until_agreed(asking, evaluator, files, interview, question, on)
    while following := next_questions(evaluator, interview, on):
        first, put = following[0], len(interview.put)
        progress = asking.say("progress", put=put, all=put + (first.left or 0))
        asking.write(f"{progress} {asking.once(_why(asking, first))}".rstrip())
        page = fitting(asking, following)
        if len(page) == 1:
            interview = put_until_agreed(asking, evaluator, files, interview, first, on)
        else:
            interview = put_together(asking, evaluator, files, interview, page, on)
    return interview


def put_together(
    asking: Asking,
    evaluator: Evaluator,
    files: Files,
    interview: Interview,
    page: tuple[IntakeQuestion, ...],
    on: date,
) -> Interview:
    """The interview with what is replied to several questions, saved.

    Those whose reply cannot be so are put again at once, each alone: a yes among them must not be lost.

    Raises:
        KeyboardInterrupt: the interview is broken off.
        SystemExit: it cannot be saved.
    """
    asking.begin(files.answers(page[0].id, on))
    try:
        replies = Prompts(asking, on).ask_all(page)
    except KeyboardInterrupt:
        files.keep(page[0].id, on, asking.said)
        raise
    refused = []
    for question, reply in replies.items():
        try:
            interview = answered(evaluator, interview, question, reply, on)
        except InvalidProfile as error:
            asking.write(f"{why_refused(asking, question, error)} {asking.say('contradiction')}".strip())
            refused.append(question)
    files.write(interview)
    files.keep(page[0].id, on, [])
    _warn(asking, evaluator.evaluate(interview.profile, on))
    for question in refused:
        interview = put_until_agreed(asking, evaluator, files, interview, question, on)
    return interview


def _why(asking: Asking, question: IntakeQuestion) -> str:
    """Why a question is asked, in one sentence."""
    if question.referral is not None and is_urgent(question.referral):
        referral = text_of(asking.rulebook.texts, f"referral-{name_of(question.referral)}")
        return asking.say("why-referral", referral=referral)
    return asking.say("why-techniques") if question.techniques else ""


def put_until_agreed(
    asking: Asking, evaluator: Evaluator, files: Files, interview: Interview, question: IntakeQuestion, on: date
) -> Interview:
    """Put a question until its reply contradicts nothing, and save what was replied.

    Args:
        asking: asks it.
        evaluator: the rulebook made ready.
        files: where it is saved.
        interview: how far the interview has come.
        question: the question.
        on: the day.

    Raises:
        KeyboardInterrupt: the interview is broken off.
        SystemExit: it cannot be saved.
    """
    kept = files.answers(question.id, on)
    while True:
        asking.begin(kept)
        try:
            after = _agreed(asking, evaluator, interview, question, on)
        except KeyboardInterrupt:
            files.keep(question.id, on, asking.said)
            raise
        kept = []
        if after is not None:
            files.write(after)
            files.keep(question.id, on, [])
            _warn(asking, evaluator.evaluate(after.profile, on))
            return after


def _agreed(
    asking: Asking, evaluator: Evaluator, interview: Interview, question: IntakeQuestion, on: date
) -> Interview | None:
    """The interview with what is replied to a question; nothing when that contradicts what was told before."""
    reply = Prompts(asking, on).ask(question)
    try:
        return answered(evaluator, interview, question, reply, on)
    except InvalidProfile as error:
        after = _taken_back(asking, evaluator, interview, question, reply, on)
        if after is None:
            asking.write(f"{why_refused(asking, question, error)} {asking.say('contradiction')}".strip())
        return after


def _taken_back(
    asking: Asking, evaluator: Evaluator, interview: Interview, question: IntakeQuestion, reply: Reply, on: date
) -> Interview | None:
    """The interview with a reply for which an earlier no is taken back; nothing when there is none, or it stands."""
    try:
        after = answered(evaluator, interview, question, reply, on, take_back=True)
    except InvalidProfile:
        return None
    conditions = evaluator.rulebook.conditions
    nos = [conditions[each].name for each in interview.told.answered if each not in after.told.answered]
    able = {True: asking.say("say-take-back"), False: asking.say("say-correct")}
    return after if asking.choose(asking.say("take-back", names="; ".join(nos)), able) else None


def why_refused(asking: Asking, question: IntakeQuestion, error: InvalidProfile) -> str:
    """Why a reply cannot be so, in the client's words; empty where there are none for it.

    Args:
        asking: has the words.
        question: the question.
        error: all that is wrong with the reply.
    """
    conditions = asking.rulebook.conditions
    match question.asks, question.details:
        case Asks.QUANTITY, _:
            span = {"least": f"{question.least:g}", "most": f"{question.most:g}", "unit": question.unit}
            return asking.say("refused-value", **span)
        case Asks.DETAIL, (Detail.ONSET | Detail.END, *_):
            return asking.say("refused-date")
        case Asks.DETAIL, (Detail.SITES, *_):
            return asking.say("refused-place")
        case _:
            said = dict.fromkeys(each.value for each in error.problems if each.value in conditions)
            names = "; ".join(conditions[each].name for each in said)
            return asking.say("refused-before", names=names) if names else ""
