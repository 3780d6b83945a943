"""Things of a rulebook, sound but for what a test says of them, and what is wrong with a rulebook that has them."""

from bodywork_rules.model import (
    Clearance,
    CodeSystem,
    Coding,
    Condition,
    Contraindication,
    Indication,
    Measured,
    Quantity,
    Region,
    Technique,
)
from bodywork_rules.rulebook.check.problems import problems
from bodywork_rules.rulebook.parts import KINDS, Parts
from small_book import PARTS


def messages(**more):
    """What is wrong with the small rulebook once these things are added to it."""
    added = {collection: [*PARTS.get(collection, []), *things] for collection, things in more.items()}
    return [str(problem) for problem in problems(parts_of(added))]


def parts_of(changes, **rest):
    return Parts(**{name: things for name, things in (PARTS | changes).items() if name in KINDS}, **rest)


def condition(**said):
    return Condition(**{"id": "c", "name": "C", "ask": "Have you C?"} | said)


def code_system(*, id="s", **codes):
    codings = [Coding(condition=condition, codes=each) for condition, each in codes.items()]
    return CodeSystem(id=id, name="S", licence="Free.", codings=codings)


def quantity(**said):
    return Quantity(**{"id": "q", "name": "Q", "unit": "points", "least": 1, "most": 10, "ask": "How many?"} | said)


def region(**said):
    return Region(**{"id": "r", "name": "R"} | said)


def technique(**said):
    return Technique(
        **{
            "id": "t", "name": "T", "family": "clinical", "target": "muscle", "positions": ["prone"],
            "pressure": [1, 3], "regions": ["neck"], "minutes": [20, 60],
        }
        | said
    )  # fmt: skip


def indication(**said):
    kept = {"complaint": "fever", "outcome": "pain", "direction": "benefit", "certainty": "low", "effect": "less"}
    return Indication(**kept | said)


def clearance(**said):
    kept = {"id": "k", "name": "K", "clinician": "physician", "question": "Is it?", "unlocks": "all", "lasts": "1 week"}
    return Clearance(**kept | said)


def rule(**said):
    return Contraindication(**{"id": "x", "verdict": "avoid", "reason": "Because.", "basis": "unsourced"} | said)


def about_fever(**said):
    return rule(**{"about": "fever"} | said)


def asks(id, about):
    when = Measured("pain", at_least=4) if about is None else None
    return rule(id=id, about=about, when=when, verdict="clearance", clearance="k")
