"""A rulebook of your own: load the folder beside this file, check it, and assess a client with it.

python examples/write_your_own_rulebook.py
"""

from datetime import date
from pathlib import Path

from bodywork_rules import ClientProfile, Evaluator, Finding, Goal, explain, load_rulebook

FOLDER = Path(__file__).parent / "own_rulebook"


def main() -> None:
    """Assess one client and print the answer in words."""
    rulebook = load_rulebook(FOLDER)
    client = ClientProfile(
        taken="2026-11-23",
        findings=[Finding("sunburn", sites=["neck"]), Finding("numbness", sites=["right arm"])],
        goals=[Goal("tension")],
        answered=rulebook.everything_but(),
    )
    print(explain(Evaluator(rulebook).evaluate(client, on=date(2026, 11, 23))))


if __name__ == "__main__":
    main()
