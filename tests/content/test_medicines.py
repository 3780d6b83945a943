"""Medicines: what one says of its illness when nobody told of it, which form counts, and which stop nobody."""

from datetime import date

import attrs
import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Finding, Measurement, Verdict
from bodywork_rules.care import Asks, Interview, Reply, answered, next_question
from bodywork_rules.rulebook import code_profile
from shipped import EVALUATOR, RULEBOOK

ON = date(2026, 11, 24)


def ready(*medications):
    client = ClientProfile(taken=ON, age=40, medications=medications, answered=[EVERYTHING])
    return [each.technique.id for each in EVALUATOR.evaluate(client, on=ON).judgements if each.ready]


def all_ready(said):
    told = {"taken": "2026-11-24", "age": 40, "answered": ["EVERYTHING"]}
    client = code_profile(RULEBOOK, told | said).profile
    judgements = EVALUATOR.evaluate(client, on=ON).judgements
    return client.unmapped == () and all(each.ready for each in judgements)


NOBODY = {
    "a hormone drug against cancer, and no word of cancer": "leuprolide",
    "tamoxifen, and no word of cancer": "tamoxifen",
    "a drug that forms blood, and no word of the kidneys": "epoetin-alfa",
    "hydrocortisone, in a form that nobody named": "hydrocortisone",
    "betamethasone, in a form that nobody named": "betamethasone",
    "budesonide, in a form that nobody named": "budesonide",
    "triamcinolone, in a form that nobody named": "triamcinolone",
}
"""Medicines with which nothing is ready, everything else being denied."""


@pytest.mark.parametrize("medicine", NOBODY.values(), ids=NOBODY)
def test_nothing_is_ready_with(medicine):
    assert ready(medicine) == []


def test_a_drug_for_blood_pressure_alone_waits_with_force_and_heat_until_a_reading():
    def forceful(*measured):
        client = ClientProfile(taken=ON, age=60, medications=["ramipril"], measurements=measured, answered=[EVERYTHING])
        judgements = EVALUATOR.evaluate(client, on=ON).judgements
        return max(each.verdict for each in judgements if {"vigorous", "heat"} & {*each.technique.essential})

    upper, lower = (
        Measurement(f"{which}-blood-pressure", value=value, on=ON)
        for which, value in (("systolic", 135), ("diastolic", 85))
    )
    assert forceful() is Verdict.CLEARANCE
    assert forceful(upper) is Verdict.CLEARANCE
    assert forceful(upper, lower) is Verdict.MODIFY


def test_a_hormone_drug_that_is_told_to_be_for_no_cancer_is_no_wall():
    assert ready("tamoxifen", "hormone-drug-not-for-cancer")
    assert ready("leuprolide", "hormone-drug-not-for-cancer")


@pytest.mark.parametrize(
    "text",
    [
        "omeprazole",
        "cetirizine",
        "vitamin D",
        "multivitamin",
        "magnesium",
        "fish oil",
        "mini pill",
        "fluticasone nasal spray",
        "atorvastatin 20 mg",
        "levothyroxine 50 mcg daily",
    ],
)
def test_an_everyday_medicine_stops_nobody(text):
    assert all_ready({"medications": [text]})


def test_hay_fever_is_no_allergy_of_which_nothing_more_is_known():
    assert all_ready({"findings": ["hay fever"], "medications": ["loratadine"]})


def with_heat(*medications):
    client = code_profile(RULEBOOK, {"taken": "2026-11-24", "age": 40, "medications": medications}).profile
    client = attrs.evolve(client, answered=[EVERYTHING])
    assert not client.unmapped
    judgements = EVALUATOR.evaluate(client, on=ON).judgements
    return max(each.verdict for each in judgements if "heat" in each.technique.essential)


WORN = sorted(each.id.removesuffix("-patch") for each in RULEBOOK.conditions if each.id.endswith("-patch"))
WORN = [each for each in WORN if each in RULEBOOK.conditions and each != "opioid"]
"""The medicines that may be worn as a patch and have an entry for themselves, which says nothing of the form."""
PATCHES = sorted(RULEBOOK.narrower_of("drug-patch") | {f"{each}-patch" for each in WORN})
MAY_BE_WORN = RULEBOOK.narrower_of("perhaps-a-patch") | RULEBOOK.narrower_of("perhaps-an-opioid-patch")


@pytest.mark.parametrize("medicine", WORN)
def test_a_medicine_that_may_be_worn_as_a_patch_counts_as_one_for_heat(medicine):
    assert with_heat(medicine) is Verdict.AVOID
    for code in RULEBOOK.conditions[medicine].rxnorm:
        assert with_heat(code) is Verdict.AVOID
    for coding in RULEBOOK.code_systems["atc"].codings:
        if coding.condition == medicine:
            assert [with_heat(code) for code in coding.codes if "-" not in code] == [Verdict.AVOID] * len(coding.codes)


@pytest.mark.parametrize("medicine", WORN)
def test_the_name_of_a_medicine_alone_leaves_open_whether_it_is_a_patch_and_where(medicine):
    patch = f"{medicine}-patch"
    denied = ["device-on-or-in-body", "drug-patch", "opioid-patch", "medication", EVERYTHING]
    client = ClientProfile(taken=ON, age=40, medications=[medicine], answered=denied)
    answer = EVALUATOR.evaluate(client, on=ON)
    assert patch in [question.unknown.condition for question in answer.questions]
    assert not any(each.ready for each in answer.judgements)
    denied_too = EVALUATOR.evaluate(attrs.evolve(client, answered=[*denied, patch]), on=ON)
    assert patch not in [question.unknown.condition for question in denied_too.questions]
    worn = EVALUATOR.evaluate(attrs.evolve(client, medications=[Finding(patch, sites=["lower-back"])]), on=ON)
    assert worn.judgements["swedish-massage"].at("lower-back").verdict is Verdict.AVOID


def test_the_interview_asks_of_a_medicine_that_may_be_a_patch_whether_it_is_one():
    interview, asked = Interview(ClientProfile(taken=ON, age=40, medications=["fentanyl"])), []
    while (question := next_question(EVALUATOR, interview, ON)) and "fentanyl-patch" not in asked:
        asked.append(question.condition)
        no = question.asks in (Asks.CONDITION, Asks.MORE, Asks.WHICH)
        interview = answered(EVALUATOR, interview, question, Reply("no" if no else "not-sure"), ON)
    assert "fentanyl-patch" in asked


@pytest.mark.parametrize(
    "text",
    [
        "buprenorphine tablets",
        "clonidine-tablets",
        "estradiol tablets",
        "fentanyl lozenge",
        "nicotine gum",
        "rivastigmine capsules",
    ],
)
def test_another_form_says_nothing_of_heat(text):
    medication, *_ = code_profile(RULEBOOK, {"medications": [text]}).profile.medications
    assert medication.condition not in MAY_BE_WORN
    assert with_heat(text) < Verdict.AVOID


@pytest.mark.parametrize("code", ["G03AA13", "G03FA01", "G03FB05", "G03CA03", "N04BC09"])
def test_a_code_of_hormones_that_may_be_worn_as_a_patch_is_not_read_as_tablets(code):
    """A contraceptive patch, and hormones of the menopause put together, of which the code does not say the form."""
    told = {"taken": ON.isoformat(), "age": 40, "answered": [EVERYTHING], "medications": [f"atc:{code}"]}
    client = code_profile(RULEBOOK, told).profile
    assert client.unmapped == ()
    answer = EVALUATOR.evaluate(client, on=ON)
    hot = [each for each in answer.judgements if "heat" in each.technique.traits]
    assert not any(each.ready and "heat" not in each.limits.no_traits for each in hot)


@pytest.mark.parametrize("patch", PATCHES)
def test_a_patch_keeps_heat_off_its_place_and_one_with_a_strong_painkiller_off_everything(patch):
    worn = Finding(patch, sites=["left upper-arm"])
    client = ClientProfile(taken=ON, age=40, findings=[worn], answered=[EVERYTHING])
    judgements = EVALUATOR.evaluate(client, on=ON).judgements
    hot = {each.verdict for each in judgements if "heat" in each.technique.essential}
    everywhere = RULEBOOK.narrower_of("perhaps-an-opioid-patch") | RULEBOOK.narrower_of("nitrate")
    assert (hot == {Verdict.AVOID}) == (patch in everywhere)


STILL_ACTING = {"anticoagulant": 6, "anticoagulant-vka": 13, "antiplatelet": 9, "corticosteroid": 180, "opioid": 1}
"""Classes of medicines, and for how many days after the last dose they still count."""


@pytest.mark.parametrize("group", STILL_ACTING)
def test_a_medicine_that_was_stopped_counts_until_it_has_left_the_body(group):
    for medicine in sorted(RULEBOOK.narrower_of(group)):
        for days, counts in ((1, True), (STILL_ACTING[group], True), (400, False)):
            stopped = Finding(medicine, status="resolved", end=f"about {days} days ago")
            client = ClientProfile(taken=ON, age=40, medications=[stopped], answered=[EVERYTHING])
            answer = EVALUATOR.evaluate(client, on=ON)
            firm = [each for each in answer.judgements if {"tool", "vigorous"} & {*each.technique.essential}]
            assert any(each.verdict > Verdict.PROCEED for each in firm) is counts, (medicine, days)
            if group != "opioid" and counts:
                scraping = [each.verdict for each in answer.judgements if "tool" in each.technique.essential]
                assert {*scraping} == {Verdict.AVOID}, (medicine, days)


@pytest.mark.parametrize(
    "drug", [Finding("ciprofloxacin"), Finding("levofloxacin", status="resolved", end="2026-09-01")]
)
@pytest.mark.parametrize("place", sorted(RULEBOOK.narrower_of("sore-tendon") - {"sore-tendon"}))
def test_a_tendon_that_hurts_under_an_antibiotic_that_weakens_it_is_left_alone(place, drug):
    sites = {"achilles-pain": ["left ankle"], "lateral-elbow-pain": ["left elbow"]}.get(place, ["left shoulder"])
    client = ClientProfile(
        taken=ON, age=40, findings=[Finding(place, sites=sites)], medications=[drug], answered=[EVERYTHING]
    )
    answer = EVALUATOR.evaluate(client, on=ON)
    assert {(each.rule.id, each.referral.name) for each in answer.referrals} >= {
        ("sore-tendon-and-fluoroquinolone", "PROMPT")
    }
    for judgement in answer.judgements:
        assert (
            judgement.verdict is Verdict.AVOID
            or not judgement.ready
            or judgement.keep_off
            or not (RULEBOOK.body.union(judgement.technique.regions) & RULEBOOK.body.mask(sites[0]))
        )


@pytest.mark.parametrize("medicine", ["J01AA02", "doxycycline", "minocycline", "ciprofloxacin", "amiodarone"])
def test_a_medicine_that_makes_skin_burn_in_the_sun_rules_scented_oils_out(medicine):
    client = code_profile(RULEBOOK, {"taken": "2026-11-24", "age": 40, "medications": [medicine]}).profile
    client = attrs.evolve(client, answered=[EVERYTHING])
    for judgement in EVALUATOR.evaluate(client, on=ON).judgements:
        assert judgement.verdict is Verdict.AVOID or "scented-oil" in judgement.limits.no_products


def test_two_medicines_that_hold_down_the_defences_wait_for_a_word_and_one_does_not():
    assert ready("methotrexate", "infliximab") == ready("rituximab", "tacrolimus") == []
    assert ready("methotrexate")
    assert ready("hydroxychloroquine")
