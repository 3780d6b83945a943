"""Writes the golden file: what the shipped rulebook says of each condition, told in many ways.

python tests/golden.py

It prints every verdict that is no longer the one on file. No patch release changes any.
A row is about one client, of whom all else is answered; a letter is the verdict for one technique, in the order of the
first row: ``.`` proceed, ``m`` modify, ``c`` clearance, ``A`` avoid. Where the answer is not settled, the lowest and
the highest verdicts follow. Ways to tell a condition that get the same answer share a row.
"""

import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import attrs

from bodywork_rules import (
    EVERYTHING,
    ClientProfile,
    Evaluator,
    Finding,
    Goal,
    Measurement,
    Rulebook,
    load_profile,
    load_rulebook,
)
from bodywork_rules.model import ClearanceRecord, Measured, Severity, Stage, Status
from bodywork_rules.model.predicates import leaves
from content.probes import clients

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "content" / "golden.txt"
ON = date(2026, 11, 23)
YESTERDAY = ON - timedelta(days=1)
AGO = {"yesterday": 1, "10 days": 10, "5 weeks": 35, "4 months": 120, "2 years": 730}
PLACES = ("neck", "lower-back", "abdomen", "left knee")
LETTERS = ".mcA"
REFUSED = "cannot be"
"""What stands for the answer about a client whose profile contradicts itself."""
TECHNIQUES, IN_ORDER = "techniques", "in this order"


def _client(*findings: Finding, **more: object) -> ClientProfile:
    """A client of whom all else is answered."""
    told = {"taken": ON, "age": 40, "answered": [EVERYTHING], "findings": findings}
    return ClientProfile(**told | more)


def _ways(rulebook: Rulebook, condition: str) -> Iterator[tuple[str, ClientProfile]]:
    """A condition told in every way that a rule may ask about, each by itself."""

    def told(**details: object) -> ClientProfile:
        return _client(Finding(condition, **details))

    for status in Status:
        yield status.value, told(status=status)
    for severity in Severity:
        yield severity.name.lower(), told(severity=severity)
    for stage in Stage:
        yield stage.value, told(stage=stage)
    yield "controlled", told(controlled=True)
    yield "not controlled", told(controlled=False)
    for name, days in AGO.items():
        day = ON - timedelta(days=days)
        yield f"since {name}", told(onset=day)
        yield f"over since {name}", told(status="resolved", onset=day, end=day)
    for place in PLACES:
        if not rulebook.body.mask(place) & ~rulebook.can_be(condition):
            yield (
                f"at the {place}",
                attrs.evolve(told(sites=[place], onset=YESTERDAY), goals=[Goal("musculoskeletal-pain", sites=[place])]),
            )
    for answer in ("granted", "refused"):
        records = [ClearanceRecord(clearance=each.id, answer=answer, on=YESTERDAY) for each in rulebook.clearances]
        yield answer, attrs.evolve(told(onset=ON - timedelta(days=730)), clearances=records)


def _bounds(rulebook: Rulebook) -> Iterator[tuple[str, float]]:
    """The values of each quantity on both sides of every line that a rule draws."""
    asked = {
        (leaf.quantity, leaf.below if leaf.at_least is None else leaf.at_least)
        for rule in rulebook.contraindications
        for predicate in (rule.when, rule.unless)
        for leaf in leaves(predicate)
        if isinstance(leaf, Measured)
    }
    for quantity, bound in sorted(asked):
        yield from ((quantity, value) for value in (bound - 1, bound))


def _measured(rulebook: Rulebook, quantity: str, value: float) -> ClientProfile:
    """A client with one value, and with the condition that it shows or describes."""
    if quantity == "age":
        return _client(age=int(value))
    shown = {shows.condition for shows in rulebook.quantities[quantity].shows if shows.holds(value)}
    return _client(*map(Finding, sorted(shown)), measurements=[Measurement(quantity, value=value)])


def told(rulebook: Rulebook) -> Iterator[tuple[str, str, ClientProfile]]:
    """Every client on file: what is told, in which way, and the profile."""
    yield "nothing", "all answered", _client()
    for condition in rulebook.conditions:
        for way, client in _ways(rulebook, condition.id):
            yield condition.id, way, client
    for quantity, value in _bounds(rulebook):
        yield quantity, f"{value:g}", _measured(rulebook, quantity, value)
    for rule in rulebook.contraindications:
        for number, client in enumerate(clients(rulebook, rule), 1):
            yield f"rule {rule.id}", f"case {number}", client
    for path in sorted((ROOT / "examples" / "profiles").glob("*.toml")):
        yield "example", path.stem, load_profile(path)


def verdicts() -> dict[str, dict[str, str]]:
    """The answer about each client on file: by what is told, then by the way it is told."""
    rulebook = load_rulebook()
    evaluator = Evaluator(rulebook)
    said: dict[str, dict[str, str]] = {TECHNIQUES: {IN_ORDER: " ".join(each.id for each in rulebook.techniques)}}
    for what, way, client in told(rulebook):
        said.setdefault(what, {})[way] = _answer(evaluator, client)
    return said


def _answer(evaluator: Evaluator, client: ClientProfile) -> str:
    """The verdicts for all techniques, in letters."""
    if evaluator.check(client, ON):
        return REFUSED
    screening = evaluator.screen(client, ON)
    low, act, high = (
        "".join(LETTERS[verdict] for verdict in each) for each in (screening.low, screening.verdict, screening.high)
    )
    return act if low == high else f"{act} {low} {high}"


def written(said: Mapping[str, Mapping[str, str]]) -> str:
    """The golden file: a row for each answer about a condition, with the ways to tell it that get this answer."""
    rows = []
    for what, ways in said.items():
        shared: dict[str, list[str]] = {}
        for way, answer in ways.items():
            shared.setdefault(answer, []).append(way)
        rows += [f"{what} | {', '.join(those)} | {answer}" for answer, those in shared.items()]
    return "\n".join(rows) + "\n"


def read(text: str) -> dict[str, dict[str, str]]:
    """What a golden file says, as ``verdicts`` gives it."""
    said: dict[str, dict[str, str]] = {}
    for row in text.splitlines():
        what, ways, answer = row.split(" | ")
        said.setdefault(what, {}).update(dict.fromkeys(ways.split(", "), answer))
    return said


def changes(old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """What is no longer as it was, in words: a line for each client and change of verdict."""
    for what in sorted({*old, *new} - {TECHNIQUES}):
        for way in sorted({*old.get(what, {}), *new.get(what, {})}):
            was, now = (_by_technique(said, what, way) for said in (old, new))
            moved: dict[tuple[str, str], list[str]] = {}
            for technique in sorted({*was, *now}):
                move = (was.get(technique, "nothing"), now.get(technique, "nothing"))
                moved.setdefault(move, []).append(technique)
            for (before, after), those in moved.items():
                if before != after:
                    yield f"{what}, {way}: {before} became {after} for {', '.join(those)}"


def _by_technique(said: Mapping[str, Mapping[str, str]], what: str, way: str) -> dict[str, str]:
    """The letters for each technique: to act on, lowest and highest, or the one that all three are."""
    answer = said.get(what, {}).get(way)
    if answer is None or answer == REFUSED:
        return {} if answer is None else {"any technique": REFUSED}
    return dict(zip(said[TECHNIQUES][IN_ORDER].split(), map("".join, zip(*answer.split(), strict=True)), strict=True))


if __name__ == "__main__":
    now = verdicts()
    if GOLDEN.exists():
        sys.stdout.writelines(f"{change}\n" for change in changes(read(GOLDEN.read_text("utf-8")), now))
    GOLDEN.write_text(written(now), "utf-8")
