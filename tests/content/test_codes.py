"""The codes, names and lay words by which the shipped conditions are found, and that the overlays can be left out."""

import csv
import shutil
from collections import defaultdict
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import attrs
import pytest

from bodywork_rules import ClientProfile, Evaluator, Finding, Goal, Verdict, load_rulebook
from bodywork_rules.model import EVERYTHING, How
from bodywork_rules.rulebook import code_profile, to_json
from bodywork_rules.rulebook.parts import KINDS
from shipped import RULEBOOK

CODES = [
    (each.id, code) for each in RULEBOOK.conditions for code in (*each.icd10cm, *each.icd10cm_not, *each.icd10cm_past)
]
UNCODED = list(csv.DictReader((Path(__file__).parent / "uncoded.csv").read_text("utf-8").splitlines()))
"""Codes that the literature of safety names and that find no condition, each with the reason why not."""
PROFILE = ClientProfile(
    taken="2026-11-23",
    findings=[Finding("fracture", onset="2026-10-30", sites=["left wrist"]), "diabetes"],
    medications=["warfarin", "hydrocortisone"],
    goals=[Goal("neck-pain")],
    answered=["pregnancy"],
)


def sure(text):
    return [found for found in RULEBOOK.find(text) if found.kind == "condition" and found.how.sure]


def test_every_icd_10_cm_code_is_one_of_the_release():
    release = pytest.importorskip("simple_icd_10_cm", reason="simple-icd-10-cm, the list of all codes, is not there")
    assert len(CODES) > 500
    uncoded = [(row["name"], code) for row in UNCODED for code in row["codes"].split()]
    assert [(id, code) for id, code in [*CODES, *uncoded] if not release.is_valid_item(code.split("*")[0])] == []


@pytest.mark.parametrize("row", UNCODED, ids=lambda row: row["name"])
def test_a_code_that_says_too_little_is_left_for_a_human_to_read(row):
    assert row["why"]
    for code in row["codes"].split():
        told = code_profile(RULEBOOK, {"findings": [code]})
        assert (told.profile.findings, told.profile.unmapped) == ((), (code,))


def test_no_code_stands_at_a_condition_and_at_a_broader_one():
    """Whoever has the code of the narrower has the broader anyway; and a code must not claim more than it says."""
    twice = [
        (condition.id, broader, code)
        for condition in RULEBOOK.conditions
        for broader in sorted(RULEBOOK.broader_of(condition.id) - {condition.id})
        for code in condition.icd10cm
        if code in RULEBOOK.conditions[broader].icd10cm
    ]
    assert twice == []


@pytest.mark.parametrize("system", ["icd10cm", "rxnorm", *(each.id for each in RULEBOOK.code_systems)])
def test_every_code_finds_its_condition(system):
    if system in RULEBOOK.code_systems:
        known = [(each.condition, code) for each in RULEBOOK.code_systems[system].codings for code in each.codes]
    else:
        known = [(each.id, code) for each in RULEBOOK.conditions for code in getattr(each, system)]
    assert known
    for id, code in known:
        assert (id, How.CODE) in [(found.id, found.how) for found in RULEBOOK.find(f"{system}:{code}")], code


def test_snomed_ct_identifiers_and_rxnorm_ids_are_numbers():
    numbers = [code for each in RULEBOOK.conditions for code in each.rxnorm]
    numbers += [code for each in RULEBOOK.code_systems["snomed"].codings for code in each.codes]
    assert [code for code in numbers if not code.isdigit()] == []


def test_an_injury_is_found_by_a_code_below_its_own_and_the_code_says_how_far_it_has_healed():
    for last, course in (("A", "ACTIVE"), ("B", "ACTIVE"), ("D", "HEALING"), ("K", "HEALING"), ("S", "LATE_EFFECT")):
        (found,) = sure(f"S52.501{last}")
        assert (found.id, found.how, found.text, found.course.name) == ("fracture", How.CHILD_CODE, "S52", course)


def test_what_is_over_is_not_found_as_present():
    for code, id in (("Z86.711", "pulmonary-embolism"), ("Z85.3", "cancer"), ("I69.351", "stroke")):
        (found,) = sure(code)
        assert (found.id, found.course.name) == (id, "PAST")
        (finding,) = code_profile(RULEBOOK, {"findings": [code]}).profile.findings
        assert (finding.condition, finding.status.name) == (id, "RESOLVED")
    old = code_profile(RULEBOOK, {"findings": ["I25.2"]}).profile.findings
    assert [(each.condition, each.status.name) for each in old] == [
        ("heart-attack", "RESOLVED"),
        ("heart-disease", "PRESENT"),
    ]


def test_a_late_effect_of_an_injury_is_no_fresh_injury_but_an_injured_cord_stays_injured():
    for code in ("S72.001S", "S83.511S", "S43.004S", "T20.30XS"):
        for finding in code_profile(RULEBOOK, {"findings": [code]}).profile.findings:
            assert finding.status.name == "RESOLVED", code
    (cord,) = code_profile(RULEBOOK, {"findings": ["S14.109S"]}).profile.findings
    assert (cord.condition, cord.status.name) == ("spinal-cord-injury", "PRESENT")
    (told,) = code_profile(RULEBOOK, {"findings": [{"condition": "S72.001S", "status": "present"}]}).profile.findings
    assert told.status.name == "PRESENT"


def test_a_medicine_whose_route_matters_is_not_taken_for_a_tablet():
    systemic = RULEBOOK.narrower_of("corticosteroid")
    for text in (
        "hydrocortisone",
        "budesonide",
        "19831",
        "5492",
        "budesonide inhaler",
        "hydrocortisone cream",
        "D07AA02",
    ):
        (medication,) = code_profile(RULEBOOK, {"medications": [text]}).profile.medications
        assert medication.condition not in systemic, text
    for text in ("prednisone", "8640", "hydrocortisone tablets", "H02AB06"):
        (medication,) = code_profile(RULEBOOK, {"medications": [text]}).profile.medications
        assert medication.condition in systemic, text


@pytest.mark.parametrize(
    ("text", "drug"),
    [
        ("warfarin 5mg", "warfarin"),
        ("Warfarin 2,5 mg once daily", "warfarin"),
        ("clopidogrel 75 mg daily", "clopidogrel"),
        ("Eliquis 5 mg twice a day", "apixaban"),
        ("prednisone 10mg in the morning", "prednisone"),
        ("insulin 10 units", "insulin"),
        ("aspirin 100", "aspirin"),
        ("aspirin 75 daily", "aspirin"),
        ("bisoprolol 2.5", "bisoprolol"),
        ("vitamin D 3", "vitamin-or-mineral"),
        ("Tylenol 3", None),
        ("Tylenol 4 daily", None),
        ("low dose aspirin", "aspirin"),
        ("low-dose aspirin 81 mg", "aspirin"),
        ("low dose methotrexate", None),
        ("methotrexate 15", None),
        ("high dose prednisone", None),
        ("methotrexate 2 g", None),
        ("methotrexate 15 mg weekly", None),
        ("fentanyl 25 mcg/h", None),
        ("hydrocortisone 1%", None),
        ("warfarin 5 mg and aspirin", None),
        ("no warfarin 5 mg", None),
        ("stopped warfarin 5 mg", None),
        ("vitamin 5 mg warfarin", None),
        ("5 mg", None),
    ],
)
def test_a_plain_dose_behind_a_drug_is_passed_over_and_nothing_else_is(text, drug):
    """A dose that tells one drug from another, as of methotrexate, keeps the text for a human to read."""
    told = code_profile(RULEBOOK, {"medications": [text]}).profile
    assert [each.condition for each in told.medications] == ([drug] if drug else [])
    assert told.unmapped == (() if drug else (text,))


def test_no_text_names_two_conditions_unless_one_is_broader_than_the_other():
    named = defaultdict(set)
    for condition in RULEBOOK.conditions:
        for text in (condition.id, condition.name, *condition.synonyms):
            named[" ".join(text.casefold().replace("-", " ").split())].add(condition.id)
    assert {
        text: ids for text, ids in named.items() if not any(RULEBOOK.narrower_of(each) >= ids for each in ids)
    } == {}


def test_a_client_finds_conditions_in_everyday_words():
    for text, id in (
        ("blood clot in the leg", "deep-vein-thrombosis"),
        ("slipped disk", "disc-herniation"),
        ("high temperature", "fever"),
        ("water tablet", "water-tablet"),
        ("sciatica", "pinched-nerve-root"),
        ("my blood thinners", "anticoagulant"),
    ):
        assert RULEBOOK.find(text)[0].id == id, text


def test_a_word_that_may_mean_several_groups_is_kept_and_what_it_may_mean_is_told():
    told = code_profile(RULEBOOK, {"medications": ["steroids"]})
    assert (told.profile.medications, told.profile.unmapped) == ((), ("steroids",))
    assert "corticosteroid" in [each.id for each in told.translated[0].near]


def test_an_unknown_id_is_an_error_that_names_what_the_word_means():
    profile = ClientProfile(taken="2026-11-23", findings=["broken-arm"], medications=["lovenox"])
    assert [str(problem) for problem in Evaluator(RULEBOOK).check(profile, date(2026, 11, 23))] == [
        "findings[0].condition: unknown condition `broken-arm`; did you mean `fracture`?",
        "medications[0].condition: unknown condition `lovenox`; did you mean `enoxaparin`?",
    ]


@pytest.fixture(scope="module")
def without(tmp_path_factory):
    """The shipped rulebook without the files of further code systems."""
    folder = tmp_path_factory.mktemp("content") / "content"
    with as_file(files("bodywork_rules") / "content") as shipped:
        shutil.copytree(shipped, folder, ignore=shutil.ignore_patterns("codes"))
    return load_rulebook(folder)


class TestTheOverlays:
    def test_each_says_under_which_terms_it_stands(self):
        assert list(RULEBOOK.code_systems.ids) == ["atc", "snomed"]
        assert all("not covered by the licence" in each.licence for each in RULEBOOK.code_systems)

    def test_without_them_everything_else_is_the_same(self, without):
        for collection in KINDS:
            if collection != "code_systems":
                assert list(getattr(without, collection)) == list(getattr(RULEBOOK, collection))
        answers = [Evaluator(each).evaluate(PROFILE, on=date(2026, 11, 23)) for each in (without, RULEBOOK)]
        same = [attrs.evolve(each, provenance=answers[0].provenance) for each in answers]
        assert same[0] == same[1]
        assert to_json(same[0]) == to_json(same[1])
        assert answers[0].provenance.digest == without.digest

    def test_without_them_only_their_codes_are_not_found(self, without):
        assert [found.system for found in RULEBOOK.find("125605004")] == ["snomed"]
        assert without.find("125605004") == ()
        for text in ("S52.501D", "11289", "fracture", "broken bone", "warfarine"):
            assert without.find(text) == RULEBOOK.find(text)


def test_a_group_of_drugs_is_never_read_as_an_illness_nor_an_illness_as_a_drug():
    for text in ("B01A", "B01", "C09", "atc:B01A"):
        told = code_profile(RULEBOOK, {"medications": [text]})
        assert (told.profile.medications, told.profile.unmapped) == ((), (text,))
        drugs = {RULEBOOK.conditions[near.id].kind for near in told.translated[0].near}
        assert drugs <= {"drug", "procedure"}, text
    (taken,) = code_profile(RULEBOOK, {"medications": ["B01AA03"]}).profile.medications
    assert taken.condition == "warfarin"
    (had,) = code_profile(RULEBOOK, {"findings": ["B01.9"]}).profile.findings
    assert had.condition == "catching-illness"
    for text, cancer in (("C07", "solid-tumour"), ("C07.9", "solid-tumour")):
        assert cancer in [each.condition for each in code_profile(RULEBOOK, {"findings": [text]}).profile.findings]
    for text in ("B01AA03", "B01A", "N02A", "C07AB02"):
        told = code_profile(RULEBOOK, {"findings": [text]})
        assert (told.profile.findings, told.profile.unmapped) == ((), (text,))


@pytest.mark.parametrize(
    "codes",
    [["B01AC06", "B01AC04"], ["B01AC30"], ["B01AC06", "B01AC05"], ["B01AE06", "B01AF02"], ["B01AA03", "B01AB05"]],
)
def test_two_blood_thinners_told_by_their_codes_count_as_two(codes):
    told = code_profile(RULEBOOK, {"taken": "2026-11-24", "answered": [EVERYTHING], "medications": codes}).profile
    answer = Evaluator(RULEBOOK).evaluate(told, on=date(2026, 11, 24))
    assert min(judgement.verdict for judgement in answer.judgements) >= Verdict.CLEARANCE


def test_nobody_denies_a_risk_by_its_name():
    told = code_profile(RULEBOOK, {"answered": ["Bleeding risk", "Pregnancy"]}).profile
    assert told.answered == ("pregnancy",)
    assert told.unmapped == ("answered: Bleeding risk",)
