"""Where words and codes say that something is: each place is one that they do say, and no side is a wrong one."""

import re

import pytest

from bodywork_rules.model import Side
from bodywork_rules.rulebook import code_profile
from content.adults import ON
from shipped import EVALUATOR, RULEBOOK

SIDES = {Side.RIGHT: "right", Side.LEFT: "left"}
PLACED_BY_CODES = {
    "abdominal-cancer": False,
    "ankle-sprain": True,
    "basal-cell-skin-cancer": True,
    "bruise": True,
    "burn": True,
    "cancer": True,
    "deep-bruise": True,
    "dislocation": True,
    "fracture": True,
    "muscle-tear": True,
    "open-wound": True,
    "pressure-sore": True,
    "recent-neck-trauma": True,
    "ringworm": True,
    "skin-cancer": True,
    "skin-ulcer": True,
    "solid-tumour": True,
    "spinal-cord-injury": False,
    "sprain": True,
    "stoma": True,
    "stress-fracture": True,
    "vertebral-fracture": False,
}
"""Conditions that some code gives a place, looked at one by one: what they do is where they are. And some never."""


def texts(*names):
    return [(region.id, text) for region in RULEBOOK.regions for name in names for text in getattr(region, name)]


def sure(text):
    return [each for each in RULEBOOK.find(text) if each.kind == "condition" and each.how.sure]


@pytest.mark.parametrize(("region", "text"), texts("told_by"))
def test_a_word_that_tells_a_place_is_one_for_a_condition_that_can_be_there(region, text):
    found = sure(text)
    assert found
    assert all(region in {site.region for site in each.sites} for each in found)


@pytest.fixture(scope="module")
def release():
    return pytest.importorskip("simple_icd_10_cm", reason="simple-icd-10-cm, the list of all codes, is not there")


def test_every_code_that_tells_a_place_is_one_of_the_release(release):
    codes = texts("icd10cm", "icd10cm_sided")
    assert len(codes) > 100
    assert [code for _, code in codes if not release.is_valid_item(code)] == []


@pytest.fixture(scope="module")
def placed(release):
    """Every code below one that tells a place, with its description and what it finds; the seventh sign tells none."""
    told = tuple({code for _, code in texts("icd10cm", "icd10cm_sided")})
    codes = [code for code in release.get_all_codes(with_dots=True) if len(code) <= len("S62.001")]
    below = [code for code in codes if code.startswith(told)]
    return [(code, release.get_description(code).casefold(), sure(f"icd10cm:{code}")) for code in below]


def test_a_code_tells_no_side_but_that_of_its_description(placed):
    sided = 0
    for code, description, found in placed:
        said = set(re.findall(r"\b(right|left)\b", description))
        for site in [site for each in found for site in each.sites if site.side]:
            assert said == {SIDES[site.side]}, (code, description)
            sided += 1
    assert sided > 1000


def test_only_what_is_where_it_acts_gets_a_place_from_a_code(placed):
    got = {each.id for _, _, found in placed for each in found if each.sites}
    assert got == {id for id, gets in PLACED_BY_CODES.items() if gets}


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("broken arm", ["arm"]),
        ("S62.001D", ["right hand", "right wrist"]),
        ("S92.302D", ["left ankle", "left foot"]),
        ("S62.621A", ["hand", "wrist"]),
        ("B35.3", ["foot"]),
        ("athlete's foot", ["foot"]),
        ("C50.011", ["right armpit", "right breast"]),
        ("C34.11", ["chest", "upper-back"]),
        ("S14.109A", []),
        ("S12.100A", []),
        ("broken bone", []),
    ],
)
def test_a_word_or_code_that_names_the_place_keeps_it(text, sites):
    (finding,) = code_profile(RULEBOOK, {"findings": [text]}).profile.findings
    assert [str(site) for site in finding.sites] == sites
    (told,) = code_profile(RULEBOOK, {"findings": [{"condition": text, "sites": ["neck"]}]}).profile.findings
    assert [str(site) for site in told.sites] == ["neck"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("acne on the back", {"back"}),
        ("C73", {"neck"}),
        ("C32.9", {"neck"}),
        ("jock itch", {"groin", "inner-thigh"}),
        ("mastectomy", {"armpit", "breast"}),
        ("colostomy", {"abdomen"}),
        ("tracheostomy", {"throat"}),
        ("Z93.0", {"throat"}),
        ("urinary catheter", {"lower-abdomen", "pelvis"}),
    ],
)
def test_a_place_is_no_smaller_than_the_word_or_the_nodes_that_go_with_it(text, places):
    told = {
        site.region for found in code_profile(RULEBOOK, {"findings": [text]}).profile.findings for site in found.sites
    }
    assert told == places


@pytest.mark.parametrize("text", ["wound drain", "surgical drain", "feeding tube", "Z93.9"])
def test_nothing_is_ready_before_it_is_known_where_a_drain_or_tube_is(text):
    told = {"taken": ON, "age": 40, "findings": [text], "answered": list(RULEBOOK.everything_but())}
    answer = EVALUATOR.evaluate(code_profile(RULEBOOK, told).profile, on=ON)
    assert [judgement.technique.id for judgement in answer.judgements if judgement.ready] == []
    assert [question.unknown.condition for question in answer.questions] == ["stoma"]
