"""Reads the coverage file: what the sources say of each thing, the rules that answer it, and how the two differ."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bodywork_rules import Verdict
from bodywork_rules.model.parse import member

PATH = Path(__file__).parent / "coverage.jsonl"


@dataclass(frozen=True)
class Says:
    """One thing that the sources say.

    Attributes:
        verdict: how strict they are.
        where: ``everywhere``, ``site`` (of the findings of the client), or the places.
        to: the techniques, traits, products and positions it is for, ``deep`` and ``firm`` work; empty for all touch.
        days: for how many days it holds, if they name a number; the last day included.
        since: counted from the finding's ``onset`` or ``end``.
        differs: how the rules differ: ``milder``, or over ``sooner`` or ``later``; empty when they do not.
        here: how strict the rules are instead, where they are milder.
        why: why that is right.
    """

    verdict: Verdict
    where: str | tuple[str, ...]
    to: tuple[str, ...] = ()
    days: int | None = None
    since: str = "onset"
    differs: str = ""
    here: Verdict = Verdict.PROCEED
    why: str = ""


@dataclass(frozen=True)
class Case:
    """One state of it, and what the sources say of that.

    Attributes:
        client: findings, readings and age of a client who is in that state; empty where it is no matter of the client.
        says: what the sources say.
        stricter: why even the gentlest touch waits, or is barred, where no source says so; empty when it does not.
    """

    client: tuple[Any, ...]
    says: tuple[Says, ...]
    stricter: str


@dataclass(frozen=True)
class Row:
    """One thing that the sources speak of.

    Attributes:
        row: names it: finding-, medicine-, allergy-, danger- and a number, method- or technique- and
            what, or ours- and a rule.
        section: where it belongs.
        name: what it is, in plain words.
        cases: its states, the strictest first.
        clinicians: whom they name to release it; empty when they name nobody.
        somebody_else: why another clinician is asked; empty when it is one of those.
        rules: the ids of the rules that answer it.
        note: a remark, or why there is no rule.
    """

    row: str
    section: str
    name: str
    cases: tuple[Case, ...]
    clinicians: tuple[str, ...]
    somebody_else: str
    rules: tuple[str, ...]
    note: str

    @property
    def level(self) -> Verdict:
        """The strictest verdict that the sources give it, somewhere on the body or for some technique."""
        return max(said.verdict for case in self.cases for said in case.says)


def _said(each: dict[str, Any]) -> Says:
    where = each["where"]
    return Says(
        **each
        | {
            "verdict": member(Verdict, each["verdict"]),
            "here": member(Verdict, each.get("here", "proceed")),
            "where": where if isinstance(where, str) else tuple(where),
            "to": tuple(each.get("to", ())),
        }
    )


def _case(each: dict[str, Any]) -> Case:
    return Case(client=tuple(each["client"]), says=tuple(map(_said, each["says"])), stricter=each.get("stricter", ""))


def rows() -> list[Row]:
    """All rows of the file, in order."""
    read = [json.loads(line) for line in PATH.read_text("utf-8").splitlines()]
    return [
        Row(
            **each
            | {"clinicians": tuple(each["clinicians"]), "somebody_else": each.get("somebody_else", "")}
            | {"rules": tuple(each["rules"]), "note": each.get("note", "")}
            | {"cases": tuple(map(_case, each["cases"]))}
        )
        for each in read
    ]
