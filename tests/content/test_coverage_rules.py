"""What must hold of every rule of the shipped rulebook, whichever rules it has."""

from datetime import date

import attrs
import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Evaluator, Finding, Goal, Measurement, Verdict
from bodywork_rules.model import (
    AllOf,
    AnyOf,
    Contraindication,
    Details,
    Extent,
    Has,
    Limits,
    Measured,
    Referral,
    Restriction,
    This,
)
from bodywork_rules.rulebook.lifelong import lasts_for_life
from content.probes import ON, clients, probed
from shipped import EVALUATOR, RULEBOOK

RULES = list(RULEBOOK.contraindications)
PROBED = Evaluator(probed(RULEBOOK))


def counts(rule: Contraindication, client: ClientProfile) -> bool:
    """Whether the rule acts on some technique for this client."""
    assessment = PROBED.evaluate(client, on=ON)
    return any(
        isinstance(said, Restriction) and said.acts and said.rule == rule
        for judgement in assessment.judgements
        for said in judgement.restrictions
    )


def test_a_rule_counts_for_each_client_whom_its_words_describe():
    described = {rule: list(clients(RULEBOOK, rule)) for rule in RULES}
    assert [rule.id for rule in RULES if not described[rule]] == []
    silent = [(rule.id, each.findings) for rule in RULES for each in described[rule] if not counts(rule, each)]
    assert silent == []


def _leaves(predicate):
    parts = getattr(predicate, "of", None)
    return [leaf for part in parts for leaf in _leaves(part)] if parts else [predicate]


def _controlled_lifts(rule: Contraindication) -> bool:
    alternatives = rule.unless.of if isinstance(rule.unless, AnyOf) else (rule.unless,)
    return This(Details(controlled=True)) in alternatives


@pytest.mark.parametrize("rule", [rule for rule in RULES if _controlled_lifts(rule)], ids=lambda rule: rule.id)
def test_being_controlled_lifts_the_rules_that_say_so(rule):
    for client in clients(RULEBOOK, rule):
        own, *others = client.findings
        steady = attrs.evolve(client, findings=[attrs.evolve(own, controlled=True), *others])
        assert not counts(rule, steady)


def _needs_others(rule: Contraindication) -> bool:
    parts = rule.when.of if isinstance(rule.when, AllOf) else (rule.when,)
    return rule.about is not None and any(isinstance(part, Has) for part in parts)


@pytest.mark.parametrize("rule", [rule for rule in RULES if _needs_others(rule)], ids=lambda rule: rule.id)
def test_a_rule_for_two_findings_together_is_silent_about_one(rule):
    for client in clients(RULEBOOK, rule):
        own, *others = client.findings
        assert not counts(rule, attrs.evolve(client, findings=[own]))
        without = attrs.evolve(client, findings=others)
        assert PROBED.check(without, ON) or not counts(rule, without)


def _tighter(one: Limits, other: Limits) -> bool:
    """Whether the first bounds at least all that the second does."""
    least = [
        (one.pressure_at_most, other.pressure_at_most),
        (one.minutes_at_most, other.minutes_at_most),
    ]
    return all(b is None or (a is not None and a <= b) for a, b in least) and all(
        {*getattr(one, name)} >= {*getattr(other, name)} for name in ("no_traits", "no_products", "no_positions")
    )


def _implied(rule: Contraindication, by: Contraindication) -> bool:
    """Whether everything the rule does is done by another one whenever the rule counts."""
    return (
        by.id != rule.id
        and rule.about is not None
        and by.about in RULEBOOK.broader_of(rule.about)
        and (by.ever or not rule.ever)
        and by.when in (None, rule.when)
        and by.unless in (None, rule.unless)
        and (by.to == rule.to or by.to.all)
        and by.where in (Extent.EVERYWHERE, rule.where)
        and (by.verdict > rule.verdict or (by.verdict is rule.verdict and by.clearance == rule.clearance))
        and _tighter(by.limits, rule.limits)
        and (rule.referral is None or (by.referral or Referral.ROUTINE) >= rule.referral)
        and not rule.advice
    )


def test_no_rule_is_said_already_by_another():
    assert [(rule.id, by.id) for rule in RULES for by in RULES if _implied(rule, by)] == []


def _ends(rule: Contraindication) -> bool:
    """Whether the rule stops by itself some time after its finding began or ended."""
    windows = [leaf.details for leaf in _leaves(rule.when) if isinstance(leaf, This)]
    return any(window.onset_within or window.ended_within for window in windows)


def _lasting(condition: str) -> bool:
    """Whether some rule speaks of the past of this condition without a bound in time."""
    about = RULEBOOK.broader_of(condition)
    return any(rule.ever and rule.about in about and not _ends(rule) for rule in RULES)


OVER = [
    each.id
    for each in RULEBOOK.conditions
    if not lasts_for_life(RULEBOOK.conditions, each.id) and not _lasting(each.id) and not each.needs_kind
    if not each.leaves or each.leaves_for
]


def test_what_is_long_over_refuses_nothing_unless_a_rule_speaks_of_it_for_life():
    healed = [Finding(condition, status="resolved", onset="1990", end="1991") for condition in OVER]
    refused = {
        each.condition: max(EVALUATOR.screen(client, ON).verdict)
        for each in healed
        for client in [ClientProfile(taken=ON, age=40, findings=[each], answered=[EVERYTHING])]
    }
    assert refused
    assert {condition: verdict for condition, verdict in refused.items() if verdict > Verdict.MODIFY} == {}


COMPLAINTS = [
    each.id
    for each in RULEBOOK.conditions
    if each.kind == "complaint" and not {"injury", "cancer"} & RULEBOOK.broader_of(each.id)
]
"""An injury told without its place and day may be anywhere and fresh; a cancer is asked of its team."""


@pytest.mark.parametrize("condition", COMPLAINTS)
def test_an_ordinary_complaint_alone_leaves_relaxation_and_sends_nobody_to_hospital(condition):
    term = [Measurement("pregnancy-weeks", value=39, on=ON)] if condition == "labour-pain" else []
    client = ClientProfile(taken=ON, age=40, findings=[condition], measurements=term, answered=[EVERYTHING])
    told = EVALUATOR.evaluate(attrs.evolve(client, goals=[Goal("relaxation")]), on=ON)
    assert [each for each in told.referrals if each.referral >= Referral.SAME_DAY] == []
    assert [each for each in told.offered if each.technique.family == "relaxation"]


LASTING = [
    "anaemia",
    "asthma",
    "autoimmune-disease",
    "copd",
    "diabetes",
    "epilepsy",
    "fibromyalgia",
    "gout",
    "hypertension",
    "inflammatory-bowel-disease",
    "joint-hypermobility",
    "liver-disease",
    "lupus",
    "migraine",
    "multiple-sclerosis",
    "osteoarthritis",
    "osteopenia",
    "osteoporosis",
    "parkinson-disease",
    "psoriasis",
    "raynaud",
    "rheumatoid-arthritis",
    "spinal-stenosis",
    "varicose-veins",
]


@pytest.mark.parametrize("controlled", [None, True])
@pytest.mark.parametrize("condition", LASTING)
def test_a_common_lasting_illness_told_without_more_leaves_relaxation(condition, controlled):
    told = Finding(condition, controlled=controlled)
    client = ClientProfile(taken=ON, age=55, findings=[told], goals=[Goal("relaxation")], answered=[EVERYTHING])
    assert EVALUATOR.evaluate(client, on=ON).judgements["swedish-massage"].verdict <= Verdict.MODIFY


def test_a_healthy_adult_who_answered_everything_is_ready():
    client = ClientProfile(taken=ON, age=34, goals=[Goal("relaxation")], answered=[EVERYTHING])
    told = EVALUATOR.evaluate(client, on=ON)
    assert told.settled
    assert told.judgements["swedish-massage"].ready
    assert told.judgements["swedish-massage"].verdict is Verdict.PROCEED


def test_high_blood_pressure_without_a_reading_is_neither_refused_nor_settled():
    client = ClientProfile(taken=ON, age=50, findings=["hypertension"], goals=[Goal("relaxation")])
    swedish = EVALUATOR.evaluate(attrs.evolve(client, answered=[EVERYTHING]), on=ON).judgements["swedish-massage"]
    assert swedish.verdict is Verdict.MODIFY
    assert not swedish.settled


@pytest.mark.parametrize("finding", ["surgery", "joint-replacement", "spinal-surgery", "caesarean-birth"])
def test_an_operation_of_unknown_date_bars_its_own_place_and_no_other(finding):
    where = {"surgery": "left knee", "joint-replacement": "left knee", "spinal-surgery": "lower-back"}
    told = Finding(finding, status="resolved", sites=[where.get(finding, "abdomen")])
    client = ClientProfile(taken=ON, age=50, findings=[told], goals=[Goal("relaxation")], answered=[EVERYTHING])
    assert EVALUATOR.evaluate(client, on=ON).judgements["swedish-massage"].verdict <= Verdict.MODIFY


def test_an_old_operation_has_a_place_to_be_told_and_changes_nothing():
    told = Finding("earlier-operation", status="resolved", sites=["left knee"])
    client = ClientProfile(taken=ON, age=50, findings=[told], goals=[Goal("relaxation")], answered=[EVERYTHING])
    assert EVALUATOR.evaluate(client, on=date(2026, 11, 23)).judgements["swedish-massage"].ready


def test_readings_are_asked_of_findings_and_never_of_everybody():
    """Else nobody without that reading could ever be ready."""
    idle = {
        rule.id
        for rule in RULES
        if rule.about is None and rule.when and any(isinstance(leaf, Measured) for leaf in _leaves(rule.when))
    }
    assert {leaf.quantity for id in idle for leaf in _leaves(RULEBOOK.contraindications[id].when)} <= {"age"}
