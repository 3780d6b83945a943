"""Writes the catalogue as cases: for each thing that the sources speak of, clients and what should be said of them.

python -m content.catalogue_cases

They are those of the coverage file that a case can say: the strictest verdict at one place, or of one technique.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bodywork_rules import ClientProfile, Verdict, to_data
from bodywork_rules.insight import Case, Expectation
from bodywork_rules.model import Site, Technique
from bodywork_rules.model.parse import name_of
from content.coverage import ON, PRESSED, Row, Says, client, rows
from shipped import RULEBOOK

PATH = Path(__file__).parent / "cases" / "catalogue.jsonl"
KINDS = {"finding": "finding", "medicine": "medicine", "allergy": "allergy", "danger": "danger-sign"}
"""The kind of a case, by what its row is of; the others tell of techniques and of the rulebook's own rules."""


def golden_cases() -> Iterator[Case]:
    """Each state of each row, as a case."""
    for row in rows():
        for number, case in enumerate(row.cases, start=1):
            said = max(case.says, key=lambda each: each.verdict)
            profile = client(case) if case.client else None
            if profile is not None and (expect := _expected(said, profile)) is not None:
                yield Case(
                    id=f"{row.row}-{number}",
                    kind=KINDS.get(row.row.partition("-")[0], "other"),
                    on=ON,
                    profile=profile,
                    expect=expect,
                    source=_sources(row),
                    note=f"{row.section}: {row.name}.",
                )


def _expected(said: Says, profile: ClientProfile) -> Expectation | None:
    """What is said of the client, as far as a case can say it: not of a place or a technique that there is not."""
    place = _place(said, profile)
    accept = [each for each in Verdict if said.here <= each < said.verdict] if said.differs == "milder" else []
    if said.where != "everywhere" and place is None:
        return None
    if not said.to:
        scope = "whole-body" if place is None else "site"
        return Expectation(scope=scope, site=place, verdict=said.verdict, accept=accept)
    technique = next((each.id for each in RULEBOOK.techniques if any(_needs(what, each) for what in said.to)), None)
    if technique is None:
        return None
    return Expectation(scope="technique", technique=technique, site=place, verdict=said.verdict, accept=accept)


def _needs(what: str, technique: Technique) -> bool:
    """Whether a technique is it, or cannot be done without it."""
    if what in PRESSED:
        return technique.pressure.least >= PRESSED[what]
    return what == technique.id or what in technique.essential


def _place(said: Says, profile: ClientProfile) -> Site | None:
    """The first of the places that are meant."""
    if said.where == "site":
        return next((site for finding in profile.findings for site in finding.sites), None)
    return None if isinstance(said.where, str) else Site.of(said.where[0])


def _sources(row: Row) -> str:
    """What the rules of the row rest on, by the ids of the rulebook's sources."""
    ids = dict.fromkeys(source for rule in row.rules for source in RULEBOOK.contraindications[rule].sources)
    return ", ".join(ids) or "as told in the coverage file"


def lines() -> str:
    """The file: one case a line."""
    return "".join(json.dumps(_line(each), ensure_ascii=False) + "\n" for each in golden_cases())


def _line(case: Case) -> dict[str, Any]:
    expect = case.expect
    said = {
        "scope": expect.scope.value,
        "technique": expect.technique,
        "site": str(expect.site) if expect.site else None,
        "verdict": name_of(expect.verdict),
        "accept": [name_of(each) for each in expect.accept],
    }
    return {
        "format": 1,
        "id": case.id,
        "kind": case.kind,
        "on": str(case.on),
        "profile": to_data(case.profile),
        "expect": {key: value for key, value in said.items() if value},
        "source": case.source,
        "note": case.note,
    }


if __name__ == "__main__":
    PATH.write_text(lines(), encoding="utf-8")
