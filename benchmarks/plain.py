"""The plain work, ours and the peers': first that all agree, then side by side."""

from collections.abc import Callable
from typing import Any

from benchmarks import ours
from benchmarks.peers import Levels, Peer, answer_of, peers
from benchmarks.plainwork import Client, Rule, make_clients, make_rules, oracle
from benchmarks.timing import Contender
from bodywork_rules.engine import Evaluator

OURS = "bodywork_rules, screen"
GROWN = "bodywork_rules, screen, ten times the rules"
TIMES = 10
DECISION = ", ids alone"


def disagreements(rules: list[Rule], clients: list[Client]) -> dict[str, int]:
    """For each engine, for how many of the clients it answers otherwise than the oracle."""
    wanted = [oracle(rules, client) for client in clients]
    answers = {peer.name: _answers_of(peer, rules) for peer in peers(rules)}
    answers[OURS] = our_answers(rules)
    answers[GROWN] = our_answers(rules, ours.grown(rules, TIMES))
    return {
        name: sum(answer(client) != want for client, want in zip(clients, wanted, strict=True))
        for name, answer in answers.items()
    }


def our_answers(rules: list[Rule], held: list[Rule] | None = None) -> Callable[[Client], object]:
    """Answers of this library for the plain rules, in a rulebook that may hold others besides."""
    screen = ours.screened(Evaluator(ours.rulebook_of(held or rules)))
    profile_of = ours.profiles_of(rules)
    return lambda client: ours.answer_of(screen(profile_of(client)))


def _answers_of(peer: Peer, rules: list[Rule]) -> Callable[[Client], object]:
    levels = Levels(rules)
    return lambda client: answer_of(peer, levels, client)


def contenders() -> list[Contender]:
    """Every engine on the plain work.

    Raises:
        RuntimeError: an engine does not give the oracle's answers.
    """
    rules, clients = make_rules(), make_clients()
    wrong = {name: count for name, count in disagreements(rules, clients).items() if count}
    if wrong:
        raise RuntimeError(f"no timing, for these do not agree with the oracle: {wrong}")
    found = [
        _our_contender(OURS, rules, rules, clients),
        _our_contender(GROWN, rules, ours.grown(rules, TIMES), clients),
    ]
    for peer in peers(rules):
        found += _peer_contenders(peer, Levels(rules), clients)
    return found


def _our_contender(name: str, rules: list[Rule], held: list[Rule], clients: list[Client]) -> Contender:
    profile_of = ours.profiles_of(rules)
    return Contender(name, lambda: list(map(profile_of, clients)), ours.screened(Evaluator(ours.rulebook_of(held))))


def _peer_contenders(peer: Peer, levels: Levels, clients: list[Client]) -> list[Contender]:
    decide, prepared = peer.decide, list(map(peer.prepare, clients))

    def inputs() -> list[Any]:
        return prepared

    return [
        Contender(peer.name, inputs, lambda data: levels(decide(data))),
        Contender(peer.name + DECISION, inputs, decide),
    ]
