"""How many questions an interview needs, beside the full form: ``python -m benchmarks.intake``.

For each client it also checks what an interview guarantees, and ends with an error where that does not hold.
"""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.evaluate import TODAY, client_with
from benchmarks.report import table, written_into
from bodywork_rules.care import Asks, IntakeQuestion, Interview, answered, next_question, questionnaire, reply_from
from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.facts import is_urgent
from bodywork_rules.model import Assessment, ClientProfile
from bodywork_rules.rulebook import Rulebook, load_rulebook

PAGE = Path(__file__).parent.parent / "docs" / "how-to" / "run-an-intake.md"
FINDINGS = (0, 1, 3, 6)
KNOWN = ("taken", "born", "age", "findings", "medications", "measurements", "goals")
"""What is known of a client beside what was answered."""


def clients(evaluator: Evaluator, findings: int, count: int, seed: int = 0) -> Iterator[ClientProfile]:
    """Clients of whom everything is known, with so many findings each; of another seed, others."""
    rng, everything = Random(findings + 1000 * seed), evaluator.rulebook.everything_but()
    return (client_with(rng, evaluator.rulebook, findings, everything) for _ in range(count))


def interviewed(evaluator: Evaluator, client: ClientProfile) -> Interview:
    """The interview with a client at its end, who answers truthfully; only the goals are known before."""
    interview = Interview(ClientProfile(taken=client.taken, goals=client.goals))
    while (question := next_question(evaluator, interview, TODAY)) is not None:
        reply = reply_from(evaluator.rulebook, client, interview, question)
        interview = answered(evaluator, interview, question, reply, TODAY)
    return interview


def on_the_form(evaluator: Evaluator, form: tuple[IntakeQuestion, ...], client: ClientProfile) -> int:
    """How many questions a client has to answer on the full form, on which a no closes the kinds.

    For each finding one question is counted for each detail that some rule reads.
    """
    book, count = evaluator.rulebook, 0
    told = (*client.findings, *client.medications)
    having = {broader for each in told for broader in book.broader_of(each.condition)}
    by_id = {question.condition: question for question in form if question.condition}
    for question in form:
        if question.asks is Asks.QUANTITY:
            count += 1
        elif question.condition is not None:
            above = (book.broader_of(question.condition) - {question.condition}) & by_id.keys()
            count += not above or bool(above & having)
    return count + sum(len(by_id[each.condition].details) - 1 for each in told)


def differs(evaluator: Evaluator, interview: Interview, client: ClientProfile) -> str:
    """What an interview comes to otherwise than the whole form; empty for nothing.

    What it recommends has to have the same verdicts, places, limits and clearances, all referrals have to be there, and
    an urgent question may only be open where the client does not know the answer.
    """
    whole = ClientProfile(
        **{name: getattr(client, name) for name in KNOWN},
        answered=evaluator.rulebook.conditions.ids,
        unmapped=interview.profile.unmapped,
    )
    short, full = (evaluator.evaluate(each, TODAY) for each in (interview.profile, whole))
    for each in short.recommendations:
        if judged(short, each.technique.id) != judged(full, each.technique.id):
            return f"{each.technique.id} is judged otherwise"
    if referred(short) != referred(full):
        return "the referrals differ"
    return "" if urgent_in(short) <= urgent_in(full) else "an urgent question is left"


def urgent_in(answer: Assessment) -> set[str]:
    """What an answer does not know that could mean a same-day or emergency referral."""
    return {each.unknown.id for each in answer.questions if is_urgent(each.referral)}


def judged(answer: Assessment, technique: str) -> tuple[object, ...]:
    """What an answer says of a technique."""
    found = answer.judgements[technique]
    return found.verdict, found.sites, found.limits, found.clearances


def referred(answer: Assessment) -> set[tuple[str, int]]:
    """The referrals of an answer."""
    return {(each.rule.id, int(each.referral)) for each in answer.referrals}


@cache
def made_ready() -> Evaluator:
    """The shipped rulebook, made ready once in each process."""
    return Evaluator(load_rulebook())


@dataclass(frozen=True)
class Client:
    """What came of one client.

    Attributes:
        interview: how many questions were put.
        form: how many the full form has.
        urgent: an urgent question stayed open.
        broken: what of the guarantee is broken; empty for nothing.
    """

    interview: int
    form: int
    urgent: bool
    broken: str


def one(client: ClientProfile) -> Client:
    """Interview a client, and compare with the form."""
    evaluator = made_ready()
    interview = interviewed(evaluator, client)
    return Client(
        interview=len(interview.put),
        form=on_the_form(evaluator, questions(), client),
        urgent=bool(urgent_in(evaluator.evaluate(interview.profile, TODAY))),
        broken=differs(evaluator, interview, client),
    )


@cache
def questions() -> tuple[IntakeQuestion, ...]:
    """The full form."""
    return questionnaire(made_ready().rulebook)


def measured(count: int) -> dict[int, list[Client]]:
    """What came of so many clients for each number of findings."""
    with ProcessPoolExecutor(os.cpu_count()) as processes:
        return {
            findings: list(processes.map(one, clients(made_ready(), findings, count), chunksize=5))
            for findings in FINDINGS
        }


def whole_list(rulebook: Rulebook) -> int:
    """How many questions there are besides the talk."""
    return sum(question.asks is not Asks.TALK for question in questionnaire(rulebook))


def most(lengths: list[int]) -> int:
    """What 95 of 100 do not exceed."""
    return sorted(lengths)[-(-len(lengths) * 95 // 100) - 1]


def report(found: dict[int, list[Client]], whole: int, count: int) -> str:
    """What came of the clients as a table."""
    head = ("findings", "interview, median", "interview, 95 of 100", "form with groups, median", "whole list", "share")
    rows = []
    for findings, of in found.items():
        interviews, form = [each.interview for each in of], median(each.form for each in of)
        share = f"{median(interviews) / whole:.0%} / {median(interviews) / form:.0%}"
        rows.append((str(findings), f"{median(interviews):g}", str(most(interviews)), f"{form:g}", str(whole), share))
    checked = [each for of in found.values() for each in of]
    command = f"python -m benchmarks.intake --clients {count} --write"
    told = (
        f"`{command}` made this table, of {count} generated clients for each row.\n"
        f"The guarantee was checked for each of the {len(checked)} clients, and held; with "
        f"{sum(each.urgent for each in checked)} of them an urgent question stayed open, since the answer to it was "
        '"not sure".'
    )
    return f"{told}\n\n{table(head, rows)}"


def main() -> None:
    """Measure, print, and write where that was asked for."""
    parser = ArgumentParser(prog="python -m benchmarks.intake", description="Count the questions of interviews.")
    parser.add_argument("--write", action="store_true", help="put the table into docs/how-to/run-an-intake.md")
    parser.add_argument("--clients", type=int, default=250, help="how many clients for each number of findings")
    options = parser.parse_args()
    found = measured(options.clients)
    broken = [
        f"client {at} of those with {findings}: {each.broken}"
        for findings, of in found.items()
        for at, each in enumerate(of)
        if each.broken
    ]
    if broken:
        sys.exit("\n".join(["the guarantee does not hold:", *broken]))
    text = report(found, whole_list(made_ready().rulebook), options.clients)
    print(text)
    if options.write:
        PAGE.write_text(written_into(PAGE.read_text(encoding="utf-8"), text), encoding="utf-8")


if __name__ == "__main__":
    main()
