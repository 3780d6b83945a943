"""How many questions an interview needs, beside the full form: ``python -m benchmarks.intake``."""

from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.evaluate import TODAY, client_with
from benchmarks.report import table, written_into
from bodywork_rules.care import Asks, IntakeQuestion, Interview, answered, next_question, questionnaire, reply_from
from bodywork_rules.engine import Evaluator
from bodywork_rules.model import ClientProfile
from bodywork_rules.rulebook import Rulebook, load_rulebook

PAGE = Path(__file__).parent.parent / "docs" / "how-to" / "run-an-intake.md"
FINDINGS = (0, 1, 3, 6)


@dataclass(frozen=True)
class Lengths:
    """How many questions were put to clients with so many findings: in interviews, and on forms that open groups."""

    findings: int
    interviews: list[int]
    forms: list[int]


def clients(evaluator: Evaluator, findings: int, count: int) -> Iterator[ClientProfile]:
    """Clients of whom everything is known, with so many findings each."""
    rng, everything = Random(findings), evaluator.rulebook.everything_but()
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


def measured(evaluator: Evaluator, count: int) -> list[Lengths]:
    """The lengths for each number of findings."""
    form = questionnaire(evaluator.rulebook)
    found = []
    for findings in FINDINGS:
        of = list(clients(evaluator, findings, count))
        interviews = [len(interviewed(evaluator, client).put) for client in of]
        found.append(Lengths(findings, interviews, [on_the_form(evaluator, form, client) for client in of]))
    return found


def whole_list(rulebook: Rulebook) -> int:
    """How many questions there are besides the talk."""
    return sum(question.asks is not Asks.TALK for question in questionnaire(rulebook))


def most(lengths: list[int]) -> int:
    """What 95 of 100 do not exceed."""
    return sorted(lengths)[-(-len(lengths) * 95 // 100) - 1]


def report(lengths: list[Lengths], whole: int, count: int) -> str:
    """The lengths as a table."""
    head = ("findings", "interview, median", "interview, 95 of 100", "form with groups, median", "whole list", "share")
    rows = (
        (
            str(each.findings),
            f"{median(each.interviews):g}",
            str(most(each.interviews)),
            f"{median(each.forms):g}",
            str(whole),
            f"{median(each.interviews) / whole:.0%} / {median(each.interviews) / median(each.forms):.0%}",
        )
        for each in lengths
    )
    return f"{count} generated clients for each row.\n\n{table(head, rows)}"


def main() -> None:
    """Measure, print, and write where that was asked for."""
    parser = ArgumentParser(prog="python -m benchmarks.intake", description="Count the questions of interviews.")
    parser.add_argument("--write", action="store_true", help="put the table into docs/how-to/run-an-intake.md")
    parser.add_argument("--clients", type=int, default=250, help="how many clients for each number of findings")
    options = parser.parse_args()
    evaluator = Evaluator(load_rulebook())
    text = report(measured(evaluator, options.clients), whole_list(evaluator.rulebook), options.clients)
    print(text)
    if options.write:
        PAGE.write_text(written_into(PAGE.read_text(encoding="utf-8"), text), encoding="utf-8")


if __name__ == "__main__":
    main()
