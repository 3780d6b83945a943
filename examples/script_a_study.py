"""A small study: how the day of an injury, an age or a drug moves what may be done, over a grid of clients.

    python examples/script_a_study.py > verdicts.csv

Each row is a client and a technique with its verdict interval. No random number is drawn: the same rulebook gives the
same table.
"""

import csv
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from bodywork_rules import EVERYTHING, ClientProfile, Evaluator, Finding, Goal, load_rulebook

TAKEN = date(2026, 11, 23)
AGES = (30, 50, 70)
WEEKS_SINCE_FRACTURE = (None, 2, 8, 26, 104)
MEDICATIONS = ((), ("warfarin",))


def clients() -> Iterator[tuple[dict[str, object], ClientProfile]]:
    """Every client of the grid, with what sets it apart."""
    for age, weeks, medications in product(AGES, WEEKS_SINCE_FRACTURE, MEDICATIONS):
        fracture = [] if weeks is None else [broken(weeks)]
        profile = ClientProfile(
            taken=TAKEN,
            age=age,
            findings=fracture,
            medications=medications,
            goals=[Goal("neck-pain")],
            answered=EVERYTHING,
        )
        yield {"age": age, "weeks_since_fracture": weeks, "medications": "+".join(medications)}, profile


def broken(weeks: int) -> Finding:
    """A wrist that was broken so many weeks ago."""
    return Finding("fracture", onset=TAKEN - timedelta(weeks=weeks), sites=["left wrist"])


def main() -> None:
    """Write the table."""
    evaluator = Evaluator(load_rulebook())
    columns = ("age", "weeks_since_fracture", "medications", "technique", "low", "verdict", "high", "rules")
    table = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    table.writeheader()
    for apart, profile in clients():
        screening = evaluator.screen(profile, on=TAKEN)
        for technique in screening.techniques:
            at = screening[technique]
            row = {"technique": technique, "low": at.low.name, "verdict": at.verdict.name, "high": at.high.name}
            table.writerow({**apart, **row, "rules": " ".join(screening.acting)})


if __name__ == "__main__":
    main()
