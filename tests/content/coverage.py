"""Reads the coverage file: what the sources say of each thing, the rules that answer it, and how the two differ."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs

from bodywork_rules import EVERYTHING, ClientProfile, Finding, Measurement, Verdict
from bodywork_rules.model.parse import member

PATH = Path(__file__).parent / "coverage.jsonl"
ON = date(2026, 11, 23)
PRESSED = {"deep": 4, "firm": 3}


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


def client(case: Case, said: Says | None = None, days: int = 0) -> ClientProfile:
    """The client of a case; the first finding began, or was over, so many days ago if the sources count days."""
    parts: dict[str, Any] = {"findings": [], "measurements": [], "age": 40}
    for part in case.client:
        match part:
            case {"age": age}:
                parts["age"] = age
            case {"quantity": quantity, "value": value}:
                parts["measurements"].append(Measurement(quantity, value=value, on=ON))
            case str():
                parts["findings"].append(Finding(part))
            case _:
                parts["findings"].append(_finding(dict(part)))
    if said is not None:
        first = parts["findings"][0]
        day = ON - timedelta(days=days)
        over = said.since == "end" or first.status.value == "resolved"
        dated = {"onset": day} | ({"status": "resolved", "end": day} if over else {})
        parts["findings"][0] = attrs.evolve(first, **dated)
    return ClientProfile(taken=ON, answered=[EVERYTHING], **parts)


def _finding(part: dict[str, Any]) -> Finding:
    began, over = part.pop("began_days_ago", None), part.pop("ended_days_ago", None)
    days = over if began is None else began
    dated = {} if days is None else {"onset": ON - timedelta(days=days)}
    return Finding(**part, **dated, **({} if over is None else {"end": ON - timedelta(days=over)}))
