"""The page that tells of everything the sources speak of which rules answer it, or why none does."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from as_markdown import count, rows, safe
from links import to_rule

from bodywork_rules import Verdict
from bodywork_rules.insight.wording import outside
from bodywork_rules.model.parse import member

__all__ = ["page"]

FILE = Path(__file__).parent.parent / "tests" / "content" / "coverage.jsonl"
INTRODUCTION = """\
# What the sources speak of

Everything that the sources on safety speak of, with the rules that answer it.
*Sources* is the strictest that they say of it, at some place or of some method; "avoid until released" counts as avoid.
*Decided* is where the rules differ from that, and why, or why there is no rule.
Tests judge clients in each of these states and compare the answer with what the sources say."""


def page() -> str:
    """The page as Markdown."""
    told = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    sections: dict[str, list[dict[str, Any]]] = {}
    for each in told:
        sections.setdefault(each["section"], []).append(each)
    lines = [INTRODUCTION, "", f"{outside(count(len(told), 'entry', 'entries'))} in all.", ""]
    for section, those in sections.items():
        cells = (
            (
                safe(each["name"]),
                strictest(each),
                "<br>".join(map(to_rule, each["rules"])),
                safe(" ".join(decided(each))),
            )
            for each in those
        )
        lines += [f"## {safe(section)}", *rows(("what", "sources", "rules", "decided"), cells)]
    return "\n".join(lines) + "\n"


def strictest(row: dict[str, Any]) -> str:
    """The strictest that the sources say of it."""
    return max(
        (said["verdict"] for case in row["cases"] for said in case["says"]), key=lambda word: member(Verdict, word)
    )


def decided(row: dict[str, Any]) -> Iterator[str]:
    """Each difference with its reason, once, then the remark."""
    reasons = [said.get("why", "") for case in row["cases"] for said in case["says"]]
    reasons += [case.get("stricter", "") for case in row["cases"]]
    reasons += [row.get("somebody_else", ""), row.get("note", "")]
    yield from (reason for reason in dict.fromkeys(reasons) if reason)
