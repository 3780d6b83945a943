"""Clients made from a rule's own words, so that it should count, and techniques that every scope takes in."""

from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from bodywork_rules import EVERYTHING, ClientProfile, Finding, Measurement, Rulebook
from bodywork_rules.model import AllOf, AnyOf, AtLeast, Contraindication, Details, Had, Has, Measured, Predicate, This
from bodywork_rules.rulebook.lifelong import over_after

ON = date(2026, 11, 23)


def probed(rulebook: Rulebook) -> Rulebook:
    """The rulebook with one more technique in each family, which has every trait and is done everywhere."""
    swedish = rulebook.techniques["swedish-massage"]
    probes = [
        attrs.evolve(
            swedish,
            id=f"probe-{family.id}",
            family=family.id,
            traits=[trait.id for trait in rulebook.traits],
            essential=(),
            pressure=(0, 5),
            regions=["body"],
        )
        for family in rulebook.families
    ]
    fields = {field.name: getattr(rulebook, field.name) for field in attrs.fields(Rulebook)}
    return Rulebook(**fields | {"techniques": [*rulebook.techniques, *probes]})


def _dated(details: Details, *, over: bool) -> dict[str, object]:
    """Onset, end and the rest of a finding that has these details."""
    end = ON - (details.ended_at_least or timedelta(days=1)) if over else None
    onset = ON - (details.onset_at_least or timedelta(days=0)) - timedelta(days=0 if details.onset_at_least else 1)
    said: dict[str, object] = {"onset": min(onset, end) if end else onset}
    said |= {"status": "resolved", "end": end} if over else {}
    said |= {"sites": details.sites[:1]} if details.sites else {}
    said |= {"stage": details.stages[0]} if details.stages else {}
    said |= {"severity": details.severity_at_least} if details.severity_at_least else {}
    return said | ({"controlled": details.controlled} if details.controlled is not None else {})


def _ways(predicate: Predicate | None) -> Iterator[list[Predicate]]:
    """The sets of leaves that make it true together, one for each alternative."""
    match predicate:
        case None:
            yield []
        case AllOf(of=parts):
            ways: list[list[Predicate]] = [[]]
            for part in parts:
                ways = [[*way, *more] for way in ways for more in _ways(part)]
            yield from ways
        case AnyOf(of=parts):
            for part in parts:
                yield from _ways(part)
        case AtLeast(n=n, of=parts):
            yield [leaf for part in parts[:n] for leaf in next(_ways(part))]
        case _:
            yield [predicate]


def _about(rulebook: Rulebook, condition: str, own: Details) -> Iterator[Finding]:
    """A finding of what a rule is about, over late enough when it is over, and what it then leaves behind."""
    over, of = own.ended_within is not None, rulebook.conditions[condition]
    said = _dated(own, over=over)
    if over:
        said["onset"] = min(said["onset"], ON - over_after(rulebook.conditions, condition))
        yield from map(Finding, of.leaves[:1])
    if of.onset_at_least is not None:
        said["onset"] = min(said["onset"], ON - of.onset_at_least)
    yield Finding(condition, **said)


def clients(rulebook: Rulebook, rule: Contraindication) -> Iterator[ClientProfile]:
    """One client for each alternative of the rule, of whom it should count."""
    for leaves in _ways(rule.when):
        own = next((leaf.details for leaf in leaves if isinstance(leaf, This)), Details())
        findings = list(_about(rulebook, rule.about, own)) if rule.about else []
        measured, age = [], 30
        for leaf in leaves:
            match leaf:
                case Has(condition=condition, details=details):
                    findings.append(Finding(condition, **_dated(details, over=False)))
                case Had(condition=condition, details=details):
                    findings.append(Finding(condition, **_dated(details, over=True)))
                case Measured(quantity="age"):
                    age = int(leaf.at_least if leaf.at_least is not None else leaf.below - 1)
                case Measured(quantity=quantity):
                    value = leaf.at_least if leaf.at_least is not None else leaf.below - 1
                    measured.append(Measurement(quantity, value=value, on=ON))
        yield ClientProfile(taken=ON, age=age, findings=findings, measurements=measured, answered=[EVERYTHING])
