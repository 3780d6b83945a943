"""The work that a plain rules engine does: yes-or-no facts and numbers in, a level for each technique out.

Everything is drawn from seeded random numbers, so each run and each machine has the same work.
A fact that is not listed is absent: nothing here is unknown.
"""

from dataclasses import dataclass
from random import Random

FACTS = tuple(f"f{number}" for number in range(120))
TECHNIQUES = tuple(f"t{number}" for number in range(30))
WEIGHTS = tuple(1 / (rank + 12) for rank in range(len(FACTS)))
"""Some facts are common, most are rare."""
NEVER = 20_000
"""Days since something that never happened."""
HIGHEST = 3
"""The levels are 0 (no restriction) to 3 (not at all)."""


@dataclass(frozen=True)
class Number:
    """A number that every client has: where rules cut it, and how it is drawn.

    Attributes:
        cuts: the values that rules compare it with.
        values: the least and the most that is drawn, inclusive.
        share: the share of clients for whom it is drawn; nothing for all of them.
        otherwise: its value for the rest.
    """

    cuts: tuple[int, ...]
    values: tuple[int, int]
    share: float | None = None
    otherwise: int = 0

    def draw(self, rng: Random) -> int:
        """One client's value."""
        drawn = self.share is None or rng.random() < self.share
        return rng.randint(*self.values) if drawn else self.otherwise


NUMBERS = {
    "age": Number((16, 18, 65, 75, 85), (5, 95)),
    "pregnancy_weeks": Number((1, 13, 28, 36), (1, 40), 0.10),
    "pain": Number((7, 8, 9), (0, 10)),
    "days_fracture": Number((42, 90, 180), (0, 400), 0.12, NEVER),
    "days_surgery": Number((14, 42, 90, 180), (0, 400), 0.15, NEVER),
    "days_stroke": Number((30, 90, 365), (0, 900), 0.04, NEVER),
}


@dataclass(frozen=True)
class Present:
    """The fact is present, or (``wanted`` false) it is not."""

    name: str
    wanted: bool = True

    def holds(self, client: "Client") -> bool:
        """Whether this is so of the client."""
        return (self.name in client.present) == self.wanted


@dataclass(frozen=True)
class Compared:
    """The number is at least the cut, or (``below``) under it."""

    name: str
    cut: int
    below: bool

    def holds(self, client: "Client") -> bool:
        """Whether this is so of the client."""
        return (client.numbers[self.name] < self.cut) == self.below


Literal = Present | Compared


@dataclass(frozen=True)
class Rule:
    """All or any of one to four literals, and the level that each technique then has at least."""

    id: str
    any: bool
    literals: tuple[Literal, ...]
    levels: dict[str, int]

    def fires(self, client: "Client") -> bool:
        """Whether the client meets it."""
        return (any if self.any else all)(literal.holds(client) for literal in self.literals)


@dataclass(frozen=True)
class Client:
    """The facts that are present, and a value of every number."""

    present: tuple[str, ...]
    numbers: dict[str, int]


@dataclass(frozen=True)
class Answer:
    """The level of each technique in the order of ``TECHNIQUES``, and the ids of the rules that fired, in order."""

    levels: tuple[int, ...]
    fired: tuple[str, ...]


def make_rules(*, count: int = 150, seed: int = 7) -> list[Rule]:
    """The rulebook without the rules that have no effect, which are left out for every engine."""
    rng = Random(seed)
    drawn = [_rule(rng, f"r{number:03d}") for number in range(count)]
    return [rule for rule in drawn if rule.levels]


def _rule(rng: Random, id: str) -> Rule:
    size = rng.choices([1, 2, 3, 4], [35, 35, 20, 10])[0]
    disjunction = rng.random() < 0.35
    chosen: dict[str, Literal] = {}
    while len(chosen) < size:
        literal = _literal(rng, negatable=bool(chosen) and not disjunction)
        chosen.setdefault(literal.name, literal)
    techniques = rng.sample(TECHNIQUES, rng.choices([3, 6, 10, 30], [30, 35, 25, 10])[0])
    top = rng.choices(range(HIGHEST + 1), [5, 35, 35, 25])[0]
    levels = {technique: top - (rng.random() < 0.3) for technique in techniques}
    return Rule(id, disjunction, tuple(chosen.values()), {each: level for each, level in levels.items() if level > 0})


def _literal(rng: Random, *, negatable: bool) -> Literal:
    roll = rng.random()
    if roll < 0.20:
        name = rng.choice(list(NUMBERS))
        cut = rng.choice(NUMBERS[name].cuts)
        return Compared(name, cut, below=name.startswith("days") or cut in {16, 18})
    return Present(rng.choices(FACTS, WEIGHTS)[0], wanted=not (negatable and roll < 0.34))


def make_clients(*, count: int = 2000, seed: int = 11) -> list[Client]:
    """Clients with about six facts each."""
    rng = Random(seed)
    return [_client(rng) for _ in range(count)]


def _client(rng: Random) -> Client:
    present = rng.choices(FACTS, WEIGHTS, k=max(0, round(rng.gauss(6, 2))))
    return Client(tuple(dict.fromkeys(present)), {name: number.draw(rng) for name, number in NUMBERS.items()})


def oracle(rules: list[Rule], client: Client) -> Answer:
    """What the rules say of the client, worked out in the plainest way: what every engine must answer."""
    fired = [rule for rule in rules if rule.fires(client)]
    levels = tuple(max((rule.levels.get(each, 0) for rule in fired), default=0) for each in TECHNIQUES)
    return Answer(levels, tuple(rule.id for rule in fired))
