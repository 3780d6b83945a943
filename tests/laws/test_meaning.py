"""The worked examples of the meaning: what each reading says of each technique, at each site, through every way.

``meaning.jsonl`` holds small rulebooks and profiles in the project's own format, without what plays no part in the
answer (names, reasons, questions), which is filled in here. Of each technique it says the verdicts in low, act and
high, and at its sites the same three and the tightest cap on pressure in each.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.reference import assess
from bodywork_rules.model import (
    AllOf,
    AtLeast,
    Clearance,
    ClearanceRecord,
    ClientProfile,
    Condition,
    Contraindication,
    Details,
    Finding,
    Goal,
    Had,
    Has,
    Limits,
    Measured,
    Measurement,
    Predicate,
    Quantity,
    Region,
    Scope,
    Technique,
    Term,
    This,
    Verdict,
)
from bodywork_rules.rulebook.rulebook import Rulebook
from laws.readings import ACT, ALL, readings
from laws.test_agreement import assert_same, screening_of
from small_book import SCORING
from strategies import Scene

EXAMPLES = [json.loads(line) for line in (Path(__file__).parent / "meaning.jsonl").read_text("utf-8").splitlines()]


def predicate(asked: dict | None) -> Predicate | None:
    """A predicate, from its table."""
    if asked is None:
        return None
    match asked:
        case {"all_of": of}:
            return AllOf([predicate(each) for each in of])
        case {"at_least_n": n, "of": of}:
            return AtLeast(n, [predicate(each) for each in of])
        case {"quantity": quantity, **bound}:
            return Measured(quantity, **bound)
        case {"this": details}:
            return This(Details(**details))
        case {"has": condition, **details}:
            return Has(condition, details=Details(**details))
        case {"had": condition, **details}:
            return Had(condition, details=Details(**details))
    raise ValueError(asked)


def contraindication(table: dict) -> Contraindication:
    """A rule, from its table."""
    rest = {key: table[key] for key in table if key not in {"when", "unless", "to", "limits"}}
    return Contraindication(
        **rest,
        when=predicate(table.get("when")),
        unless=predicate(table.get("unless")),
        to="all" if table["to"] == "all" else Scope(**table["to"]),
        limits=Limits(**table.get("limits", {})),
        reason="it is so",
        basis="unsourced",
    )


def rulebook(table: dict) -> Rulebook:
    """A rulebook, from its table; ``wish`` is a complaint that no rule concerns."""

    def terms(key: str) -> list[Term]:
        ids = {id for technique in table["techniques"] for id in technique[key]}
        ids |= {id for rule in table["contraindications"] for id in rule.get("limits", {}).get("no_positions", ())}
        ids |= {id for rule in table["contraindications"] if rule["to"] != "all" for id in rule["to"]["traits_any"]}
        return [Term(id=id, name=id) for id in ids]

    asked = {rule["clearance"] for rule in table["contraindications"] if "clearance" in rule}
    regions = {site for condition in table["conditions"] for site in condition["regions"]}
    regions |= {site for technique in table["techniques"] for site in technique["regions"]}
    regions |= {site for r in table["contraindications"] if isinstance(r["where"], list) for site in r["where"]}
    return Rulebook(
        id="worked-example",
        version="1",
        name="A worked example",
        scoring=SCORING,
        conditions=[
            *(Condition(**each, name=each["id"], ask=f"{each['id']}?") for each in table["conditions"]),
            Condition(id="wish", name="a wish", ask="What do you wish for?"),
        ],
        quantities=[
            Quantity(**each, name=each["id"], unit="points", least=0, most=9, ask=f"{each['id']}?")
            for each in table["quantities"]
        ],
        regions=[Region(id=id, name=id) for id in regions],
        techniques=[
            Technique(**each, name=each["id"], family="f", target="t", minutes=[30, 60]) for each in table["techniques"]
        ],
        contraindications=map(contraindication, table["contraindications"]),
        clearances=[
            Clearance(id=id, name=id, clinician="physician", question="May we?", unlocks="it", lasts="52 weeks")
            for id in asked
        ],
        traits=terms("traits"),
        families=[Term(id="f", name="f")],
        positions=terms("positions"),
        clinicians=[Term(id="physician", name="physician")],
    )


def record(table: dict) -> ClearanceRecord:
    return ClearanceRecord(**{**table, "limits": Limits(**table.get("limits", {}))})


def profile(table: dict) -> ClientProfile:
    """A profile, from its table."""
    return ClientProfile(
        findings=[Finding(**each) for each in table.get("findings", ())],
        measurements=[Measurement(**each) for each in table.get("measurements", ())],
        goals=[Goal(**each) for each in table.get("goals", ())],
        clearances=map(record, table.get("clearances", ())),
        answered=table.get("answered", ()),
    )


def scene_of(example: dict) -> Scene:
    """One worked example: the client, the day and the rulebook."""
    on = date.fromisoformat(example["on"])
    return Scene(rulebook(example["rulebook"]), profile(example["profile"]), on)


def verdicts(texts: list[str]) -> list[Verdict]:
    return [Verdict[text.upper()] for text in texts]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["id"] for example in EXAMPLES])
def test_a_worked_example_comes_out_as_worked(example: dict) -> None:
    scene = scene_of(example)
    said = readings(scene)
    answer = Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)
    for id, expected in example["expect"].items():
        three, judgement = said[id], answer.judgements[id]
        assert [each.verdict for each in three] == verdicts(expected["verdicts"])
        assert [judgement.low, judgement.verdict, judgement.high] == verdicts(expected["verdicts"])
        for sites, at_sites, caps in expected["sites"]:
            for site in sites:
                bit = scene.rulebook.body.mask(site).bit_length() - 1
                assert [three[reading].at[bit].verdict for reading in ALL] == verdicts(at_sites), site
                assert [three[reading].at[bit].limits.pressure_at_most for reading in ALL] == caps, site
                there = judgement.at(site)
                assert [there.low, there.verdict, there.high] == verdicts(at_sites), site
                assert there.limits.pressure_at_most == caps[ACT], site
    assert_same(assess(scene.rulebook, scene.profile, scene.on), answer)
    assert Evaluator(scene.rulebook).screen(scene.profile, scene.on) == screening_of(scene)


def test_there_are_two_hundred_worked_examples() -> None:
    assert len({example["id"] for example in EXAMPLES}) == 200
