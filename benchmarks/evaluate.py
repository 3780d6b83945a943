"""One client with the shipped rulebook: seeded clients with few or many findings, history taken in full or not."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import attrs

from benchmarks.timing import Contender
from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.ask.shown import board_of, touched_cases
from bodywork_rules.engine.ask.untouched import Untouched
from bodywork_rules.engine.compile.index import compile_rulebook
from bodywork_rules.engine.judge.judgements import judge
from bodywork_rules.engine.rank import Indications
from bodywork_rules.engine.screen.sweep import sweep
from bodywork_rules.engine.validity.problems import problems_of
from bodywork_rules.model import (
    EVERYTHING,
    ClientProfile,
    Finding,
    Goal,
    Judgement,
    Measurement,
    Quantity,
    Severity,
    Stage,
)
from bodywork_rules.rulebook import Rulebook

TODAY = date(2026, 11, 23)
FINDINGS = (0, 6, 20)
ANSWERED = {"nothing answered": (), "everything answered": (EVERYTHING,)}
CLIENTS = 60
DRUG = "drug"
PLACELESS = {DRUG, "allergy", "therapy", "state", "risk"}
"""Kinds of condition for which nobody gives a site."""
SCREEN, JUDGE, READ, EVALUATE, ASKED = WHAT = (
    "`screen`",
    "the judgements alone",
    "the judgements, with all sites and reasons read",
    "`evaluate`",
    "`evaluate`, with the questions read",
)


def clients(rulebook: Rulebook, *, findings: int, answered: tuple[str, ...], seed: int = 5) -> list[ClientProfile]:
    """Clients with so many findings and one or two goals."""
    rng = Random(seed)
    return [client_with(rng, rulebook, findings, answered) for _ in range(CLIENTS)]


def client_with(rng: Random, rulebook: Rulebook, findings: int, answered: tuple[str, ...]) -> ClientProfile:
    """A client with so many findings, drawn one by one: one that contradicts what is told already is drawn again."""
    askable = [each.id for each in rulebook.conditions if each.ask and not each.replaced_by]
    complaints = sorted({each.complaint for each in rulebook.indications})
    goals = [Goal(id) for id in rng.sample(complaints, rng.randint(1, 2))]
    client = ClientProfile(taken=TODAY, age=rng.randint(18, 85), goals=goals, answered=answered)
    while len(client.findings) + len(client.medications) < findings:
        drawn = _finding(rng, rulebook, rng.choice(askable))
        part = "medications" if rulebook.conditions[drawn.condition].kind == DRUG else "findings"
        given = (*client.findings, *client.medications)
        if all(each.condition != drawn.condition for each in given):
            client = _possible(rulebook, client, part, drawn)
    for reading in _measurements(rng, rulebook):
        client = _possible(rulebook, client, "measurements", reading)
    return client


def _possible(rulebook: Rulebook, client: ClientProfile, part: str, told: Finding | Measurement) -> ClientProfile:
    """The client who tells this too, where it can be so; else as before."""
    after = attrs.evolve(client, **{part: (*getattr(client, part), told)})
    return client if problems_of(rulebook, after, TODAY) else after


def _finding(rng: Random, rulebook: Rulebook, condition: str) -> Finding:
    points, of = rulebook.can_be(condition), rulebook.conditions[condition]
    placed = of.kind not in PLACELESS
    began = None if of.onset_at_least else TODAY - timedelta(days=rng.randint(1, 900))
    able = [site for bit, site in enumerate(rulebook.body.points) if placed and points >> bit & 1]
    return Finding(
        condition,
        status=rng.choices(["present", "suspected", "resolved"], [8, 1, 0 if of.lifelong else 1])[0],
        onset=rng.choice([began, None]),
        sites=rng.choice([rng.sample(able, min(1, len(able))), []]),
        severity=rng.choice([*Severity, None]),
        stage=rng.choice([*Stage, None]),
        controlled=rng.choice([True, False, None]),
    )


def _unremarkable(of: Quantity) -> float:
    """The lowest value that shows something because it is high."""
    return min((each.at_least for each in of.shows if each.at_least is not None), default=of.most + 1)


def _measurements(rng: Random, rulebook: Rulebook) -> list[Measurement]:
    others = [each for each in rulebook.quantities if each.id != "age"]
    return [
        Measurement(each.id, value=round(rng.uniform(each.least, _unremarkable(each) - 1), 1))
        for each in others
        if not each.describes and rng.random() < 0.5
    ]


def contenders(rulebook: Rulebook, evaluator: Evaluator) -> list[Contender]:
    """Each way of asking about each kind of client."""
    return [
        Contender(name(what, told, findings), _inputs(rulebook, findings, answered), run)
        for what, run in ways(rulebook, evaluator).items()
        for told, answered in ANSWERED.items()
        for findings in FINDINGS
    ]


def name(what: str, told: str, findings: int) -> str:
    """The name of the contender for one cell of the table."""
    return f"{what}, {told}, {findings} findings"


def ways(rulebook: Rulebook, evaluator: Evaluator) -> dict[str, Callable[[ClientProfile], object]]:
    """What can be asked for one client."""
    judgements = judging(rulebook)
    return {
        SCREEN: lambda profile: evaluator.screen(profile, TODAY),
        JUDGE: judgements,
        READ: lambda profile: [(each.sites, each.restrictions) for each in judgements(profile)],
        EVALUATE: lambda profile: evaluator.evaluate(profile, on=TODAY),
        ASKED: lambda profile: evaluator.evaluate(profile, on=TODAY).questions,
    }


def judging(rulebook: Rulebook) -> Callable[[ClientProfile], list[Judgement]]:
    """The part of an evaluation that makes the judgements: no questions, and not for how long they hold."""
    compiled, indications = compile_rulebook(rulebook), Indications.of(rulebook)
    untouched = Untouched.of(compiled)

    def judged(profile: ClientProfile) -> list[Judgement]:
        found = sweep(compiled, profile, TODAY)
        return judge(found, board_of(found, touched_cases(found), untouched), indications)

    return judged


def _inputs(rulebook: Rulebook, findings: int, answered: tuple[str, ...]) -> Callable[[], list[ClientProfile]]:
    return lambda: clients(rulebook, findings=findings, answered=answered)
