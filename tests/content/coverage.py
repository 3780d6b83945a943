"""Reads the coverage file: for each thing the sources speak of, the rules that answer it, or why there is none."""

import json
from dataclasses import dataclass
from pathlib import Path

from bodywork_rules import Verdict
from bodywork_rules.model.parse import member

PATH = Path(__file__).parent / "coverage.jsonl"


@dataclass(frozen=True)
class Row:
    """One thing that the sources speak of.

    Attributes:
        row: names it: finding-, medicine-, allergy-, danger- and a number, method- and what, or ours- and a rule.
        section: where it belongs.
        name: what it is, in plain words.
        level: the strictest verdict that the sources give it, somewhere on the body or for some technique.
        rules: the ids of the rules that answer it.
        note: why there is no rule, or none as strict; else empty or a remark.
    """

    row: str
    section: str
    name: str
    level: Verdict
    rules: tuple[str, ...]
    note: str


def rows() -> list[Row]:
    """All rows of the file, in order."""
    read = [json.loads(line) for line in PATH.read_text("utf-8").splitlines()]
    return [Row(**each | {"level": member(Verdict, each["level"]), "rules": tuple(each["rules"])}) for each in read]
