"""Run all benchmarks: ``python -m benchmarks``, with ``--write`` to put the tables into the documentation."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from benchmarks import evaluate, plain
from benchmarks.load import loading
from benchmarks.peers import missing
from benchmarks.report import report, written_into
from benchmarks.timing import side_by_side
from bodywork_rules.engine import Evaluator
from bodywork_rules.rulebook import load_rulebook

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "benchmarks.md"
INSTALLS = "`python -m pip install -U pip`, then `python -m pip install --group bench -e .` installs it."
"""Groups are known to pip from 25.1 on."""


def main() -> None:
    """Measure, print, and write where that was asked for."""
    parser = ArgumentParser(prog="python -m benchmarks", description="Time the library beside other engines.")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/reference/benchmarks.md")
    parser.add_argument("--rounds", type=int, default=15, help="how often each has its turn")
    parser.add_argument("--budget", type=float, default=0.1, help="seconds of a turn")
    options = parser.parse_args()
    for package in missing():
        print(f"{package} is not installed: left out. {INSTALLS}", file=sys.stderr)
    rulebook = load_rulebook()
    contenders = plain.contenders() + evaluate.contenders(rulebook, Evaluator(rulebook))
    figures = side_by_side(contenders, rounds=options.rounds, budget=options.budget)
    command = " ".join(["python -m benchmarks", *sys.argv[1:]])
    text = report(figures, loading(rounds=options.rounds), rulebook, command)
    print(text)
    if options.write:
        PAGE.write_text(written_into(PAGE.read_text(encoding="utf-8"), text), encoding="utf-8")


if __name__ == "__main__":
    main()
