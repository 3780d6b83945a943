"""The plain work as other engines do it: ZEN and Cedar, both written in Rust.

Each gets the input it likes best, converted beforehand and not timed: the facts that are present, and the numbers.
Each answers with the ids of the rules that fired; the levels then follow from a table, the same for all of them.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import compress
from operator import itemgetter
from typing import Any

from benchmarks.plainwork import FACTS, HIGHEST, TECHNIQUES, Answer, Client, Compared, Rule

Ids = Iterable[str]


@dataclass(frozen=True)
class Peer:
    """An engine that holds the plain rules.

    Attributes:
        name: what the tables call it.
        prepare: turns a client into the engine's own input.
        decide: from that input to the ids of the rules that fired.
    """

    name: str
    prepare: Callable[[Client], Any]
    decide: Callable[[Any], Ids]


@dataclass(frozen=True)
class Syntax:
    """How an engine writes the literals of a rule and joins them."""

    present: str
    absent: str
    number: str
    both: str
    either: str

    def text(self, rule: Rule) -> str:
        """The rule as one expression."""
        parts = []
        for each in rule.literals:
            if isinstance(each, Compared):
                parts.append(f"{self.number.format(each.name)} {'<' if each.below else '>='} {each.cut}")
            else:
                parts.append((self.present if each.wanted else self.absent).format(each.name))
        return (self.either if rule.any else self.both).join(parts)


BY_HAND = "no engine: a Python function for each rule"
ZEN_BEST = "ZEN, one compiled expression"
ZEN_FLAT = "ZEN, the same with every fact as yes or no"
ZEN_TABLE = "ZEN, decision table"
CEDAR_NAME = "Cedar"

ZEN = Syntax("{} == true", "{} != true", "{}", " and ", " or ")
ZEN_FLAGS = Syntax("{}", "not {}", "{}", " and ", " or ")
PYTHON = Syntax("'{}' in told", "'{}' not in told", "told['{}']", " and ", " or ")
CEDAR = Syntax("context has {}", "!(context has {})", "context.{}", " && ", " || ")


def missing() -> list[str]:
    """The optional packages that are not installed, by the names under which they are installed."""
    packages = {"zen": "zen-engine", "cedarpy": "cedarpy"}
    return [package for module, package in packages.items() if find_spec(module) is None]


def peers(rules: list[Rule]) -> list[Peer]:
    """The engines that are installed, with the rules loaded."""
    absent = missing()
    found = [lambdas(rules)]
    if "zen-engine" not in absent:
        found += [zen_expression(rules), zen_flags(rules), zen_table(rules)]
    if "cedarpy" not in absent:
        found.append(cedar(rules))
    return found


def told(client: Client) -> dict[str, bool | int]:
    """The facts that are present and the numbers."""
    return {**dict.fromkeys(client.present, True), **client.numbers}


def lambdas(rules: list[Rule]) -> Peer:
    """No engine at all: a Python function for each rule, as one would write it by hand."""
    tests = [(rule.id, eval(f"lambda told: {PYTHON.text(rule)}")) for rule in rules]
    return Peer(BY_HAND, told, lambda data: [id for id, holds in tests if holds(data)])


def zen_expression(rules: list[Rule]) -> Peer:
    """ZEN at its best: one compiled expression, and only what is present is handed over."""
    return _zen_compiled(ZEN_BEST, rules, ZEN, told)


def zen_flags(rules: list[Rule]) -> Peer:
    """The same rules over a yes or no for every fact."""
    return _zen_compiled(
        ZEN_FLAT,
        rules,
        ZEN_FLAGS,
        lambda client: {**dict.fromkeys(FACTS, False), **told(client)},
    )


def _zen_compiled(name: str, rules: list[Rule], syntax: Syntax, prepare: Callable[[Client], Any]) -> Peer:
    import zen

    program = zen.compile_expression(f"[{','.join(f'({syntax.text(rule)})' for rule in rules)}]")
    ids = [rule.id for rule in rules]
    return Peer(name, prepare, lambda data: list(compress(ids, program.evaluate(data))))


def zen_table(rules: list[Rule]) -> Peer:
    """ZEN's decision table: one row for each rule, all rows that hold are collected."""
    import zen

    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": "when", "name": "when"}],
        "outputs": [{"id": "rule", "name": "rule", "field": "rule"}],
        "rules": [{"_id": rule.id, "when": ZEN.text(rule), "rule": json.dumps(rule.id)} for rule in rules],
    }
    here = {"x": 0, "y": 0}
    nodes = [
        {"id": "ask", "type": "inputNode", "name": "ask", "position": here},
        {"id": "table", "type": "decisionTableNode", "name": "table", "position": here, "content": table},
        {"id": "answer", "type": "outputNode", "name": "answer", "position": here},
    ]
    edges = [
        {"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other}
        for one, other in (("ask", "table"), ("table", "answer"))
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    fired = itemgetter("rule")
    return Peer(ZEN_TABLE, told, lambda data: list(map(fired, decision.evaluate(data)["result"])))


def cedar(rules: list[Rule]) -> Peer:
    """Cedar: one policy for each rule; those that determine the decision are the rules that fired."""
    import cedarpy

    policies = cedarpy.PolicySet.from_str(
        "\n".join(
            f'@id("{rule.id}") permit(principal, action, resource) when {{ {CEDAR.text(rule)} }};' for rule in rules
        )
    )
    entities = cedarpy.Entities.from_json_str("[]")
    asked = {"principal": 'Client::"one"', "action": 'Action::"judge"', "resource": 'Work::"plain"'}

    def prepare(client: Client) -> dict[str, str]:
        return {**asked, "context": json.dumps(told(client))}

    def decide(request: dict[str, str]) -> Ids:
        return cedarpy.is_authorized(request, policies, entities).diagnostics.id_annotations_by_reason.values()

    return Peer(CEDAR_NAME, prepare, decide)


class Levels:
    """The levels that follow from the rules that fired, as cheaply as Python can.

    A rule's levels are one whole number with a byte for each technique, so many ones as its level: the larger of two
    levels is then their "or".
    """

    def __init__(self, rules: list[Rule]) -> None:
        """Make the table."""
        self._of = {
            rule.id: int.from_bytes(bytes((1 << rule.levels.get(each, 0)) - 1 for each in TECHNIQUES), "little")
            for rule in rules
        }
        self._decoded = bytes(min(ones.bit_length(), HIGHEST) for ones in range(256))

    def __call__(self, fired: Ids) -> bytes:
        """The level of each technique, in the order of ``TECHNIQUES``."""
        ones, of = 0, self._of
        for id in fired:
            ones |= of[id]
        return ones.to_bytes(len(TECHNIQUES), "little").translate(self._decoded)


def answer_of(peer: Peer, levels: Levels, client: Client) -> Answer:
    """The peer's answer for one client in the terms of the plain work."""
    fired = list(peer.decide(peer.prepare(client)))
    return Answer(tuple(levels(fired)), tuple(sorted(fired)))
