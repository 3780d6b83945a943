"""Writes the golden file: what the shipped rulebook says of the example clients. No patch release changes it.

python tests/golden.py
"""

import json
from datetime import date
from pathlib import Path

from bodywork_rules import Evaluator, load_profile, load_rulebook

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "content" / "golden.json"
ON = date(2026, 11, 23)


def verdicts() -> dict[str, dict[str, list[str]]]:
    """The verdict interval of each technique for each example client."""
    evaluator = Evaluator(load_rulebook())
    said = {}
    for path in sorted((ROOT / "examples" / "profiles").glob("*.toml")):
        screening = evaluator.screen(load_profile(path), ON)
        said[path.stem] = {
            technique: [verdict.name.lower() for verdict in (at.low, at.verdict, at.high)]
            for technique in screening.techniques
            for at in [screening[technique]]
        }
    return said


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(verdicts(), indent=1, sort_keys=True) + "\n", "utf-8")
