"""Medicines: what one says of its illness when nobody told of it, which form counts, and which stop nobody."""

from datetime import date

import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Evaluator, Measurement, Verdict, load_rulebook
from bodywork_rules.rulebook import code_profile

ON = date(2026, 11, 24)
RULEBOOK = load_rulebook()
EVALUATOR = Evaluator(RULEBOOK)


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
