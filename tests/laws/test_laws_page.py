"""The page of the laws names every test of a law, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_LAWS = {"test_strategies.py", "test_faults.py", "test_every_law_has_a_fault.py", Path(__file__).name}


def laws_written() -> set[str]:
    """The names of the tests that are laws."""
    written = {
        name
        for file in Path(__file__).parent.glob("test_*.py")
        if file.name not in NOT_LAWS
        for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)
    }
    return written - {"test_there_are_two_hundred_worked_examples"}


def test_every_law_stands_on_the_page_beside_its_test():
    page = set(re.findall(r"`(test_\w+)`", (ROOT / "docs/explanation/laws.md").read_text("utf-8")))
    assert page == laws_written()
