"""The forty techniques: complete, told apart, and open to the healthy adult who wants what they are good for."""

from datetime import date

import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Finding, Goal, Measurement, Verdict
from bodywork_rules.model import Certainty, Direction, Technique
from shipped import EVALUATOR, RULEBOOK

ON = date(2026, 11, 23)
TECHNIQUES = list(RULEBOOK.techniques)
BENEFITS = {
    technique.id: [
        argument
        for argument in RULEBOOK.indications
        if argument.technique == technique.id and argument.direction is Direction.BENEFIT
    ]
    for technique in TECHNIQUES
}
RULED = {
    trait for rule in RULEBOOK.contraindications for trait in (*rule.to.traits_any, *rule.limits.no_traits)
}  # what some rule speaks of
NO_RULE_SPEAKS_OF = {
    "oil": "allergies rule out products, not the oil as such",
    "gliding": "the mildest of strokes",
    "light-touch": "what is left when little else may be done",
    "fluid-moving": "rules speak of the stricter drainage, or of pressure",
    "birth-canal": "only in pregnancy, which the technique is for",
}
NOTHING_FOUND_TO_HELP = {
    "visceral-manipulation": "reviews find no benefit in any condition",
    "maya-abdominal-massage": "no study of its claims was found",
}
each = pytest.mark.parametrize("technique", TECHNIQUES, ids=lambda technique: technique.id)


def test_forty_techniques_ship():
    assert len(TECHNIQUES) == 40


@each
def test_a_technique_says_all_that_a_client_and_a_practitioner_need(technique: Technique):
    for text in (technique.definition, technique.notices, technique.training, technique.target):
        assert text.endswith(".")
        assert len(text) < 320
    assert technique.sources
    assert technique.synonyms
    assert technique.traits
    assert technique.positions
    assert technique.regions


@each
def test_a_technique_is_found_by_its_synonyms_alone(technique: Technique):
    others = {
        name.lower() for other in TECHNIQUES if other.id != technique.id for name in (other.name, *other.synonyms)
    }
    assert not others & {name.lower() for name in (technique.name, *technique.synonyms)}


@each
def test_what_a_technique_cannot_do_without_is_what_it_is_and_not_all_it_does(technique: Technique):
    assert set(technique.essential) <= set(technique.traits)
    if not technique.essential:
        assert technique.id in {"self-massage", "labour-massage"}  # hands, ball or roller; a stroke or a press


def test_every_declared_trait_is_ruled_on_or_says_why_not():
    assert set(RULEBOOK.traits.ids) >= RULED
    unruled = {trait for technique in TECHNIQUES for trait in technique.traits} - RULED
    assert unruled <= NO_RULE_SPEAKS_OF.keys()


def test_siblings_of_a_family_are_told_apart_by_more_than_words():
    def shape(technique: Technique) -> tuple[object, ...]:
        return (technique.family, technique.traits, technique.essential, technique.pressure, technique.regions)

    assert len({shape(technique) for technique in TECHNIQUES}) == len(TECHNIQUES)


@each
def test_a_technique_has_an_argument_of_its_own(technique: Technique):
    assert any(argument.technique == technique.id for argument in RULEBOOK.indications)
    assert bool(BENEFITS[technique.id]) != (technique.id in NOTHING_FOUND_TO_HELP)


@pytest.mark.parametrize("family", RULEBOOK.families, ids=lambda family: family.id)
def test_a_family_has_a_technique(family):
    assert any(technique.family == family.id for technique in TECHNIQUES)


@pytest.mark.parametrize(
    "technique", [each for each in TECHNIQUES if BENEFITS[each.id]], ids=lambda technique: technique.id
)
def test_a_healthy_adult_who_wants_what_a_technique_is_good_for_may_have_it(technique: Technique):
    told = {}
    for argument in BENEFITS[technique.id]:
        goal = Goal(argument.complaint, outcome=argument.outcome)
        pregnant = "pregnancy" in RULEBOOK.broader_of(argument.complaint)
        for weeks in ([], [Measurement("pregnancy-weeks", value=38)] if pregnant else []):
            profile = ClientProfile(taken=ON, age=35, answered=[EVERYTHING], goals=[goal], measurements=weeks)
            told[argument.id, len(weeks)] = EVALUATOR.evaluate(profile, on=ON).judgements[technique.id]
    best = min(told.values(), key=lambda judgement: judgement.verdict)
    assert best.verdict <= (Verdict.CLEARANCE if technique.family == "medical" else Verdict.MODIFY)
    assert best.indicated


def test_custom_alone_never_outranks_a_study_of_the_same_benefit():
    points = RULEBOOK.scoring.benefit
    assert points.of(Certainty.TRADITIONAL) < points.of(Certainty.VERY_LOW)


@pytest.mark.parametrize(
    ("technique", "states"),
    [
        ("prenatal-massage", {"pregnancy"}),
        ("labour-massage", {"pregnancy"}),
        ("perineal-massage", {"pregnancy"}),
        ("oncology-massage", {"cancer"}),
        ("scar-massage", {"scar", "post-surgical-stiffness"}),
    ],
)
def test_massage_fitted_to_a_state_is_not_proposed_to_those_who_are_not_in_it(technique: str, states: set[str]):
    others = [
        complaint.id
        for complaint in RULEBOOK.conditions
        if complaint.kind == "complaint" and not RULEBOOK.broader_of(complaint.id) & states
    ]
    assert len(others) > 40
    for complaint in others:
        profile = ClientProfile(taken="2026-11-23", age=35, answered=[EVERYTHING], goals=[Goal(complaint)])
        proposed = EVALUATOR.evaluate(profile, on=ON).recommendations
        assert technique not in {judgement.technique.id for judgement in proposed}


def test_a_massage_gun_is_not_proposed_for_the_neck():
    for complaint in ("neck-pain", "whiplash-pain"):
        profile = ClientProfile(taken="2026-11-23", age=35, answered=[EVERYTHING], goals=[Goal(complaint)])
        proposed = EVALUATOR.evaluate(profile, on=ON).recommendations
        assert "percussive-massage" not in {judgement.technique.id for judgement in proposed}


@pytest.mark.parametrize(
    ("technique", "traits"),
    [
        ("cupping-dry", {"suction"}),
        ("gua-sha", {"tool"}),
        ("iastm", {"tool"}),
        ("hot-stone-massage", {"heat"}),
        ("manual-lymphatic-drainage", {"drainage"}),
        ("aromatherapy-massage", {"scent"}),
        ("percussive-massage", {"tool", "vibration"}),
        ("thai-massage", {"stretch", "sustained-pressure"}),
        ("shiatsu", {"sustained-pressure"}),
        ("acupressure", {"sustained-pressure"}),
        ("perineal-massage", {"internal"}),
    ],
)
def test_what_rules_must_be_able_to_rule_out_cannot_be_left_out(technique: str, traits: set[str]):
    assert traits <= set(RULEBOOK.techniques[technique].essential)


@pytest.mark.parametrize(
    ("findings", "called_for"),
    [
        ((), set()),
        (("fracture",), set()),
        (("pregnancy",), {"labour-massage", "perineal-massage", "prenatal-massage"}),
        ((Finding("skin-cancer", status="resolved"),), {"oncology-massage"}),
        (("chemotherapy",), {"oncology-massage"}),
    ],
)
def test_a_technique_for_some_clients_is_offered_to_no_other(findings, called_for):
    some = {each.id for each in RULEBOOK.techniques if each.only_for}
    answer = EVALUATOR.evaluate(ClientProfile(taken=ON, findings=findings), on=ON)
    assert {each.technique.id for each in answer.judgements if each.called_for} & some == called_for
    assert {each.technique.id for each in answer.offered} & some <= called_for


def test_what_helps_a_complaint_is_called_for_by_it():
    for argument in RULEBOOK.indications:
        if argument.technique is not None:
            only_for = RULEBOOK.techniques[argument.technique].only_for
            assert not only_for or RULEBOOK.broader_of(argument.complaint) & {*only_for}, argument.id
