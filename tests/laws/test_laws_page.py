"""The page of the laws names every test of a law, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_LAWS = {"test_strategies.py", "test_faults.py", Path(__file__).name}


def test_every_law_stands_on_the_page_beside_its_test():
    page = set(re.findall(r"`(test_\w+)`", (ROOT / "docs/explanation/laws.md").read_text("utf-8")))
    written = {
        name
        for file in Path(__file__).parent.glob("test_*.py")
        if file.name not in NOT_LAWS
        for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)
    }
    assert page == written - {"test_there_are_two_hundred_worked_examples"}
