"""The schemas are sound, take in every document that is written, and refuse what is of another form."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

import bodywork_rules
from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import ClientProfile
from bodywork_rules.rulebook import schema, to_json
from bodywork_rules.rulebook.convert.text import data_of
from small_book import small_book
from unit.rulebook.samples import ANSWERS, PROFILES

KINDS = ("profile", "rulebook", "assessment")
CHECK = {kind: Draft202012Validator(schema(kind), format_checker=FormatChecker()) for kind in KINDS}
CONTENT = Path(bodywork_rules.__file__).parent / "content"


def said(kind, data):
    return [error.message for error in CHECK[kind].iter_errors(data)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_of_2020_12_and_plain_data(kind):
    Draft202012Validator.check_schema(schema(kind))
    assert json.loads(json.dumps(schema(kind))) == schema(kind)
    assert schema(kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_each_schema_is_made_afresh():
    one = schema("profile")
    one["properties"].clear()
    assert schema("profile")["properties"]


@pytest.mark.parametrize("profile", PROFILES, ids=repr)
def test_every_profile_fits(profile):
    assert said("profile", json.loads(to_json(profile))) == []


def test_a_rulebook_fits():
    assert said("rulebook", json.loads(to_json(small_book(replaced=["fever"])))) == []


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.toml")), ids=lambda path: path.stem)
def test_every_file_of_the_shipped_rulebook_fits(path):
    assert said("rulebook", data_of(".toml", path.read_bytes())) == []


@pytest.mark.parametrize("answer", ANSWERS, ids=repr)
def test_every_assessment_fits(answer):
    assert said("assessment", json.loads(to_json(answer))) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": 2},
        {"age": "46"},
        {"age": 4.5},
        {"findings": "fracture"},
        {"findings": [{"condition": "Fracture"}]},
        {"findings": [{"condition": "fracture", "controlled": "false"}]},
        {"findings": [{"condition": "fracture", "onset": "yesterday"}]},
        {"findings": [{"condition": "fracture", "sites": ["lft wrist"]}]},
        {"findings": [{"condition": "fracture", "status": "healed"}]},
        {"findings": [{"status": "present"}]},
        {"answered": "fracture"},
        {"taken": "2026-02-30"},
        {"colour": "red"},
    ],
)
def test_a_wrong_profile_does_not_fit(wrong):
    assert said("profile", {"format": 1}) == []
    assert said("profile", {"format": 1, **wrong})


@pytest.mark.parametrize(
    "asked",
    [
        {"hass": "fever"},
        {"has": "fever", "had": "fever"},
        {"this": {}},
        {"has": "fever", "onset_within": "3 months"},
        {"quantity": "age"},
        {"quantity": "age", "at_least": 1, "below": 2},
        {"all_of": []},
        {"at_least_n": 0, "of": [{"has": "fever"}]},
        {"any_of": [{"has": "fever"}], "of": []},
    ],
)
def test_a_wrong_predicate_does_not_fit(asked):
    rule = json.loads(to_json(small_book()))["contraindication"][0]
    assert said("rulebook", {"contraindication": [rule]}) == []
    assert said("rulebook", {"contraindication": [{**rule, "when": asked}]})


def test_a_wrong_assessment_does_not_fit():
    whole = json.loads(to_json(ANSWERS[-1]))
    for change in (
        lambda data: data.pop("settled"),
        lambda data: data.update(settled=1),
        lambda data: data["judgements"]["deep"].update(restrictions=[-1]),
        lambda data: data["restrictions"][0].update(x=1),
        lambda data: data["rules"].update(x={}),
    ):
        data = deepcopy(whole)
        change(data)
        assert said("assessment", data)


def test_each_attribute_is_described():
    profile = schema("profile")
    assert profile["properties"]["taken"]["description"].startswith("the day the history was taken")
    finding = profile["$defs"]["Finding"]
    assert all("description" in each for each in finding["properties"].values())


def test_an_unknown_kind_of_document_has_no_schema():
    with pytest.raises(InvalidValue, match="not a kind of document `client`; one of profile, rulebook, assessment"):
        schema("client")


def test_a_bare_profile_is_a_document():
    assert json.loads(to_json(ClientProfile())) == {"format": 1}
