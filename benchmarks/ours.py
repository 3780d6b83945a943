"""The plain work as a rulebook and as client profiles of this library.

The translation says the same with the words that a rulebook has. A "not" becomes an ``unless``. A rule that has
two levels becomes two rules. A conjunction is about the first fact that it wants. A disjunction is about nothing,
but for one that asks for a clearance, which must be about what it asks: it becomes a rule for each of its literals.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from benchmarks.plainwork import FACTS, NEVER, NUMBERS, TECHNIQUES, Answer, Client, Compared, Literal, Present, Rule
from bodywork_rules.engine import Evaluator
from bodywork_rules.model import (
    EVERYTHING,
    AllOf,
    AnyOf,
    Clearance,
    ClientProfile,
    Condition,
    Contraindication,
    Finding,
    Has,
    Measured,
    Measurement,
    Predicate,
    Quantity,
    Range,
    Region,
    Scope,
    Scoring,
    Screening,
    Strengths,
    Technique,
    Term,
    Verdict,
)
from bodywork_rules.rulebook import Rulebook

TODAY = date(2026, 11, 23)
EVENTS = {"days_fracture": "fracture", "days_surgery": "surgery", "days_stroke": "stroke"}
"""What a number of days counts from: a client has it when the number is not NEVER."""


def quantity_of(number: str) -> str:
    """The id of the quantity that a number becomes.

    The age of the plain work is a number like the others, not the client's age that moves on by itself.
    """
    return "given-age" if number == "age" else number.replace("_", "-")


def rulebook_of(rules: list[Rule]) -> Rulebook:
    """The rulebook that says what the plain rules say."""
    contraindications = [ours for rule in rules for ours in translated(rule)]
    return Rulebook(
        id="plain-work",
        version="1.0.0",
        name="The plain work",
        scoring=_scoring(),
        conditions=[_condition(name) for name in _conditions(rules)],
        quantities=[_quantity(name) for name in NUMBERS],
        regions=[Region(id="body", name="Body")],
        techniques=[_technique(name) for name in TECHNIQUES],
        contraindications=contraindications,
        clearances=[_clearance(rule.clearance) for rule in contraindications if rule.clearance],
        families=[Term(id="plain", name="Plain")],
        positions=[Term(id="prone", name="Prone")],
        clinicians=[Term(id="physician", name="Physician")],
    )


def translated(rule: Rule) -> list[Contraindication]:
    """The contraindications that together say what one plain rule says."""
    return [ours for level in sorted(set(rule.levels.values())) for ours in _at_level(rule, Verdict(level))]


def _at_level(rule: Rule, verdict: Verdict) -> Iterator[Contraindication]:
    id = f"{rule.id}-{verdict.name.lower()}"
    techniques = [name for name, level in rule.levels.items() if level == verdict]
    if not rule.any:
        yield _conjunction(id, verdict, techniques, rule.literals)
    elif verdict is Verdict.CLEARANCE:
        for number, literal in enumerate(rule.literals, start=1):
            yield _conjunction(f"{id}-{number}", verdict, techniques, [literal])
    else:
        yield _rule(id, verdict, techniques, when=_joined(AnyOf, map(_asked, rule.literals)))


def _conjunction(id: str, verdict: Verdict, techniques: list[str], literals: Iterable[Literal]) -> Contraindication:
    needed = [each for each in literals if isinstance(each, Compared) or each.wanted]
    lifting = [each for each in literals if isinstance(each, Present) and not each.wanted]
    facts = [each.name for each in needed if isinstance(each, Present)]
    about = facts[0] if facts else _event(needed) if lifting and verdict is Verdict.CLEARANCE else None
    rest = [_asked(each) for each in needed if each.name != about]
    return _rule(
        id,
        verdict,
        techniques,
        about=about,
        when=_joined(AllOf, rest),
        unless=_joined(AnyOf, [Has(each.name) for each in lifting]),
    )


def _event(literals: Iterable[Literal]) -> str:
    """The event that one of these literals counts days from: a rule that asks for a clearance is about something."""
    return next(EVENTS[each.name] for each in literals if each.name in EVENTS)


def _asked(literal: Literal) -> Predicate:
    match literal:
        case Present(name=name):
            return Has(name)
        case Compared(name=name, cut=cut, below=True):
            return Measured(quantity_of(name), below=cut)
        case Compared(name=name, cut=cut):
            return Measured(quantity_of(name), at_least=cut)


def _joined(join: "type[AllOf | AnyOf]", predicates: Iterable[Predicate]) -> Predicate | None:
    of = list(predicates)
    return None if not of else of[0] if len(of) == 1 else join(of)


def _rule(
    id: str,
    verdict: Verdict,
    techniques: list[str],
    *,
    about: str | None = None,
    when: Predicate | None = None,
    unless: Predicate | None = None,
) -> Contraindication:
    return Contraindication(
        id=id,
        about=about,
        when=when,
        unless=unless,
        to="all" if len(techniques) == len(TECHNIQUES) else Scope(techniques=techniques),
        verdict=verdict,
        advice="Take care." if verdict is Verdict.MODIFY else "",
        clearance=id if verdict is Verdict.CLEARANCE else None,
        reason="The plain work says so.",
        basis="unsourced",
    )


def _conditions(rules: list[Rule]) -> list[str]:
    named = {each.name for rule in rules for each in rule.literals if isinstance(each, Present)}
    return sorted({*FACTS, *EVENTS.values(), *named})


def _condition(name: str) -> Condition:
    return Condition(id=name, name=name, ask=f"Do you have {name}?")


def _quantity(name: str) -> Quantity:
    return Quantity(id=quantity_of(name), name=name, unit="1", least=0, most=NEVER, ask=f"How much is {name}?")


def _technique(name: str) -> Technique:
    return Technique(
        id=name,
        name=name,
        family="plain",
        target="body",
        positions=["prone"],
        pressure=Range(1, 3),
        regions=["body"],
        minutes=Range(30, 60),
    )


def _clearance(id: str) -> Clearance:
    return Clearance(
        id=id, name=id, clinician="physician", question="Is it safe?", unlocks="the technique", lasts="26 weeks"
    )


def _scoring() -> Scoring:
    points = {
        name: Strengths(traditional=sign, very_low=sign, low=sign, moderate=sign, high=sign)
        for name, sign in (("benefit", 1), ("no_benefit", 0), ("mixed", 0), ("harm", -1))
    }
    return Scoring(**points, like=1, dislike=-1, improved=1, unchanged=0, worse=-1)


def profiles_of(rules: list[Rule]) -> Callable[[Client], ClientProfile]:
    """What turns a client of the plain work into a profile for the rulebook of these rules."""
    about = {ours.about for rule in rules for ours in translated(rule)}
    events = [(number, event) for number, event in EVENTS.items() if event in about]

    def profile_of(client: Client) -> ClientProfile:
        happened = [event for number, event in events if client.numbers[number] != NEVER]
        return ClientProfile(
            taken=TODAY,
            findings=[Finding(name) for name in (*client.present, *happened)],
            measurements=[Measurement(quantity_of(name), value=value) for name, value in client.numbers.items()],
            answered=[EVERYTHING],
        )

    return profile_of


def screened(evaluator: Evaluator) -> Callable[[ClientProfile], Screening]:
    """What is timed: the screening of one profile, with all that it says read."""

    def screen(profile: ClientProfile) -> Screening:
        screening = evaluator.screen(profile, TODAY)
        _ = screening.low, screening.verdict, screening.high, screening.acting, screening.possible
        return screening

    return screen


def answer_of(screening: Screening) -> Answer:
    """The screening in the terms of the plain work.

    Raises:
        ValueError: something was taken to be unknown.
    """
    if screening.low != screening.high or screening.possible:
        raise ValueError("every fact is known, and yet the screening leaves something open")
    levels: dict[str, Verdict] = dict(zip(screening.techniques, screening.verdict, strict=True))
    fired = sorted({id.partition("-")[0] for id in screening.acting})
    return Answer(tuple(int(levels[name]) for name in TECHNIQUES), tuple(fired))


def grown(rules: list[Rule], times: int) -> list[Rule]:
    """These rules and, up to so many times as many, copies of them about facts that no client has."""
    models = [rule for rule in rules if all(isinstance(each, Present) for each in rule.literals)]
    wanted = len(rules) * (times - 1)
    copies = [_copy(models[number % len(models)], number) for number in range(wanted)]
    return rules + copies


def _copy(rule: Rule, number: int) -> Rule:
    literals = tuple(replace(each, name=f"u{number // 100}-{each.name}") for each in rule.literals)
    return replace(rule, id=f"u{number}", literals=literals)
