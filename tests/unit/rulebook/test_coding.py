"""A profile given in names, lay words and codes becomes one in ids, and nothing in it is lost."""

import pickle
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodywork_rules import EVERYTHING, Evaluator, Verdict
from bodywork_rules.errors import InvalidData, InvalidProfile
from bodywork_rules.model import ClientProfile, Coded, CodeSystem, Coding, Finding, Goal, Status
from bodywork_rules.rulebook import Rulebook, code_profile, from_json, load_profile, to_json
from bodywork_rules.rulebook.codes import says_none
from bodywork_rules.rulebook.coding import written_at
from small_book import PARTS, SCORING, small_book
from wrong_books import condition

BOOK = small_book(
    conditions=[
        *PARTS["conditions"],
        condition(id="sugar", name="Sugar disease", icd10cm=["E10"], synonyms=["diabetes"]),
        condition(id="sugar-nerves", name="Nerves hurt by sugar", icd10cm=["E10.4"]),
        condition(id="clot", name="Clot", icd10cm=["I82"], icd10cm_past=["Z86.71"], synonyms=["thrombosis"]),
        condition(id="leg-clot", name="Clot in the leg", broader=["clot"], icd10cm=["I82.4"], synonyms=["thrombosis"]),
        condition(id="arm-clot", name="Clot again", broader=["clot"]),
        condition(id="hand-clot", name="Clot again", broader=["arm-clot"]),
        condition(id="left-lump", name="Lump here", synonyms=["lump"], rxnorm=["77"]),
        condition(id="right-lump", name="Lump there", synonyms=["lump"], rxnorm=["77"]),
        condition(id="break", name="Break", synonyms=["broken arm"], icd10cm=["S42"]),
    ],
    regions=[
        attrs.evolve(each, told_by=["broken arm"], icd10cm_sided=["S42"]) if each.id == "arm" else each
        for each in PARTS["regions"]
    ],
    code_systems=[
        CodeSystem(
            id="other",
            name="Other",
            licence="Free.",
            nested=True,
            codings=[Coding(condition="fever", codes=["I82", "R50"])],
        ),
        CodeSystem(
            id="drugs",
            name="Drugs",
            licence="Free.",
            nested=True,
            of_drugs=True,
            codings=[Coding(condition="warfarin", codes=["E10AA", "R99B"])],
        ),
    ],
)


def coded(**told):
    return code_profile(BOOK, told)


def findings(*texts):
    return [(each.condition, each.status) for each in coded(findings=list(texts)).profile.findings]


@pytest.mark.parametrize("text", ["none", "None.", "no", "Nil", "n/a", "nothing", "no medication", "none known", "-"])
@pytest.mark.parametrize("name", ["findings", "medications", "goals", "answered"])
def test_a_text_that_says_that_there_is_none_names_nothing_and_denies_nothing(name, text):
    told = coded(**{name: [text]})
    assert told.profile == ClientProfile()
    assert [(each.text, each.found, each.near) for each in told.translated] == [(text, (), ())]


def test_more_that_is_said_of_none_is_kept():
    told = coded(findings=[{"condition": "none", "severity": "severe"}], medications=["no warfarin", "nonesuch"])
    assert told.profile.unmapped == ("none; severity: severe", "no warfarin", "nonesuch")


def test_a_text_that_says_the_place_gives_it_unless_a_place_was_told():
    for text, site in (("broken arm", "arm"), ("S42.001D", "right arm"), ("S42", "arm")):
        told = coded(findings=[text, {"condition": text, "sites": ["left hand"]}])
        assert [list(map(str, each.sites)) for each in told.profile.findings] == [[site], ["left hand"]]
        assert [list(map(str, each.sites)) for each in told.translated[0].found] == [[site]]


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("left wrist", "left wrist"),
        ("Left  Wrists", "left wrist"),
        ("wrist, right", "right wrist"),
        ("wrist (right)", "right wrist"),
        ("arm left", "left arm"),
        ("NECK", "neck"),
        ("left neck", "neck"),
        ("left and right wrist", None),
        ("left", None),
        ("left , ;", None),
        (",", None),
        ("elsewhere", None),
    ],
)
def test_a_place_in_words_is_its_site_or_waits_with_what_it_was_told_of(text, site):
    told = coded(
        findings=["odd feeling", {"condition": "Sugar disease", "sites": [text]}],
        goals=[{"complaint": "neck-pain", "sites": [text]}],
        preferences={"declines_sites": [text]},
    )
    profile, sites = told.profile, [] if site is None else [site]
    placed = (profile.findings[0].sites, profile.goals[0].sites, profile.preferences.declines_sites)
    assert [list(map(str, each)) for each in placed] == [sites] * 3
    noted = [
        f"{what}: {text}" for what in ("Sugar disease; sites", "goal: neck-pain; sites", "declined; declines_sites")
    ]
    assert set(profile.unmapped) == {"odd feeling", *([] if site else noted)}
    assert written_at(told, "findings[0].sites") == "findings[1].sites"
    assert (told.translated[-1].where == "preferences.declines_sites[0]") is (text != site)


def test_places_that_are_not_of_their_form_are_told_where_they_stand():
    with pytest.raises(InvalidData) as caught:
        coded(findings=[{"condition": "fever", "sites": [7, "neck"]}], preferences={"declines_sites": "neck"})
    assert [each.where for each in caught.value.problems] == ["findings[0].sites[0]", "preferences.declines_sites"]


def test_ids_stay_as_they_are_and_nothing_is_told_of_them():
    told = coded(findings=["fever", {"condition": "clot", "id": "a"}], answered=["sugar", EVERYTHING])
    assert told.translated == ()
    assert told.profile == ClientProfile(findings=["fever", Finding("clot", id="a")], answered=["sugar", EVERYTHING])
    assert coded(answered=EVERYTHING).profile == ClientProfile(answered=EVERYTHING)


def test_a_name_a_synonym_and_a_code_become_ids_and_each_is_told():
    told = coded(findings=["sugar DISEASE", {"condition": "diabetes", "onset": "2020"}, "E10.9"], goals=["Clot"])
    assert [each.condition for each in told.profile.findings] == ["sugar"] * 3
    assert told.profile.findings[1].onset is not None
    assert told.profile.goals == (Goal("clot"),)
    assert told.profile.unmapped == ()
    assert [(each.where, each.text, [found.how.name for found in each.found]) for each in told.translated] == [
        ("findings[0]", "sugar DISEASE", ["NAME"]),
        ("findings[1].condition", "diabetes", ["SYNONYM"]),
        ("findings[2]", "E10.9", ["CHILD_CODE"]),
        ("goals[0]", "Clot", ["ID"]),
    ]


def test_of_one_word_for_several_the_broader_is_meant_and_none_where_none_is():
    assert findings("thrombosis") == [("clot", Status.PRESENT)]
    told = coded(findings=["lump"])
    assert (told.profile.findings, told.profile.unmapped) == ((), ("lump",))
    assert {each.id for each in told.translated[0].near} >= {"left-lump", "right-lump"}


@pytest.mark.parametrize(
    "added",
    [
        condition(id="thrombosis", name="Digital video"),
        condition(id="x", name="Thrombosis"),
        condition(id="x", synonyms=["Thrombosis"]),
        condition(id="i82", name="Digital video"),
        condition(id="x", name="I82.4"),
        condition(id="x", synonyms=["I82"]),
    ],
    ids=lambda each: f"{each.id}, {each.name}",
)
def test_a_word_or_a_code_of_a_rulebook_is_not_taken_over_by_what_is_added_to_it(added):
    whole = BOOK.combine(Rulebook(id="mine", version="1", name="Mine", scoring=SCORING, conditions=[added]))
    for text in ("thrombosis", "Thrombosis", "I82", "i82", "I82.4"):
        shipped = {each.condition for each in code_profile(BOOK, {"findings": [text]}).profile.findings}
        told = code_profile(whole, {"findings": [text], "answered": [text]}).profile
        assert shipped == {each.condition for each in told.findings} or told.unmapped
        assert added.id not in {*told.answered, *(each.condition for each in told.findings)}


def test_a_code_says_all_that_it_names_by_the_narrowest():
    assert findings("icd10cm:I82.40") == [("leg-clot", Status.PRESENT)]
    told = coded(findings=[{"condition": "E10.42", "id": "mine", "onset": "2020"}])
    assert [(each.condition, each.id) for each in told.profile.findings] == [("sugar-nerves", "mine"), ("sugar", None)]
    assert all(each.onset for each in told.profile.findings)
    assert coded(goals=["E10.42"]).profile.unmapped == ("goal: E10.42",)


def test_a_code_that_does_not_say_which_is_not_guessed():
    assert coded(medications=["77"]).profile.unmapped == ("77",)
    assert coded(findings=["I82.40"]).profile.unmapped == ("I82.40",)
    assert coded(findings=["E1"]).profile.unmapped == ("E1",)


def test_a_code_of_a_drug_is_one_among_medications_only_and_any_other_elsewhere_only():
    taken = coded(medications=["E10AA03", "E10A", "E10.4", "R50"])
    assert [each.condition for each in taken.profile.medications] == ["warfarin"]
    assert taken.profile.unmapped == ("E10A", "E10.4", "R50")
    assert [[near.id for near in each.near] for each in taken.translated] == [[], ["warfarin"], [], []]
    had = coded(findings=["R99B", "R99B01", "E10AA", "E10A", "77", "E10", "E10.9", "E10.A", "E10B"], goals=["R99B"])
    assert [each.condition for each in had.profile.findings] == ["sugar"] * 4
    assert had.profile.unmapped == ("R99B", "R99B01", "E10AA", "E10A", "77", "goal: R99B")


def test_a_code_that_names_its_system_may_stand_anywhere():
    told = coded(findings=["drugs:R99B"], medications=["ICD10CM: E10.4", "drugs:E10AA"], goals=["drugs:R99"])
    assert [each.condition for each in told.profile.findings] == ["warfarin"]
    assert [each.condition for each in told.profile.medications] == ["sugar-nerves", "sugar", "warfarin"]
    assert told.profile.unmapped == ("goal: drugs:R99",)


def test_a_code_in_a_profile_that_should_hold_ids_gets_the_hint_of_its_list():
    profile = ClientProfile(findings=["e10aa"], medications=["e10aa"], answered=["r99b"])
    assert [str(each) for each in Evaluator(BOOK).check(profile, date(2026, 11, 23))] == [
        "findings[0].condition: unknown condition `e10aa`; did you mean `sugar`?",
        "medications[0].condition: unknown condition `e10aa`; did you mean `warfarin`?",
        "answered: unknown condition `r99b`",
    ]


def test_nobody_says_no_to_a_risk_by_its_name_nor_by_a_name_that_two_have():
    assert coded(answered=["bleeding-risk"]).profile.answered == ("bleeding-risk",)
    for text in ("Bleeding risk", "Clot again"):
        assert coded(answered=[text]).profile == ClientProfile(unmapped=[f"answered: {text}"])


def test_what_a_code_says_is_over_is_resolved_unless_the_status_is_given():
    assert findings("Z86.718") == [("clot", Status.RESOLVED)]
    assert findings({"condition": "Z86.718", "status": "present"}) == [("clot", Status.PRESENT)]


def test_what_is_merely_near_is_unmapped_with_all_that_was_said_of_it():
    told = coded(
        findings=[{"condition": "fevre", "onset": "2026-10", "sites": ["left wrist", "neck"], "status": "suspected"}],
        medications=["a pill"],
        goals=[{"complaint": "feel well", "importance": 3}],
        responses=[{"technique": "swedish", "change": "worse", "complaint": "dizzy"}],
        answered=["diabetes", "fever"],
        unmapped=["said before"],
    )
    assert told.profile == ClientProfile(
        answered=["fever"],
        unmapped=[
            "said before",
            "fevre; status: suspected; onset: 2026-10; sites: left wrist, neck",
            "a pill",
            "goal: feel well; importance: 3",
            "response: dizzy; technique: swedish; change: worse",
            "answered: diabetes",
        ],
    )
    assert [each.id for each in told.translated[0].near] == ["fever"]


def test_a_no_to_a_synonym_or_a_code_denies_nothing():
    assert coded(answered=["Sugar disease"]).profile.answered == ("sugar",)
    for text in ("diabetes", "E10"):
        assert coded(answered=[text]).profile == ClientProfile(unmapped=[f"answered: {text}"])


def test_what_is_unmapped_keeps_the_answer_provisional():
    on, evaluator = date(2026, 11, 23), Evaluator(BOOK)
    clear, unclear = (coded(findings=given, answered=EVERYTHING).profile for given in ([], ["odd feeling"]))
    for profile, unmapped in ((clear, False), (unclear, True)):
        judgements = evaluator.evaluate(profile, on=on).judgements
        assert all(each.high is Verdict.AVOID for each in judgements) is unmapped


def test_what_became_of_a_profile_reads_back():
    told = coded(findings=["E10.42", "Z86.718", "odd"], answered=["Sugar disease"])
    assert from_json(Coded, to_json(told)) == told
    assert pickle.loads(pickle.dumps(told)) == told
    assert repr(told) == "<Coded: <ClientProfile: 3 findings, 1 answered, 1 unmapped>, 4 translated>"


def test_every_mistake_in_the_form_is_told_where_it_stands():
    with pytest.raises(InvalidData) as caught:
        coded(findings=["odd", {"condition": "also odd", "onset": "never"}, 7, {}], medications="odd", goals=[" "])
    assert [problem.where for problem in caught.value.problems] == [
        "findings[1].onset",
        "findings[2]",
        "findings[3].condition",
        "medications",
        "goals[0]",
    ]
    with pytest.raises(InvalidData):
        code_profile(BOOK, ["fever"])


def test_what_moved_up_in_place_of_a_text_that_is_not_known_is_told_where_it_was_written():
    told = code_profile(BOOK, {"findings": ["odd feeling", "fever", "none", {"condition": "Sugar disease"}]})
    assert [each.condition for each in told.profile.findings] == ["fever", "sugar"]
    written = ("findings[0].sites", "findings[1]", "medications[0]", "answered[0]", "age")
    assert [written_at(told, each) for each in written] == [
        "findings[1].sites",
        "findings[3]",
        "medications[0]",
        "answered[0]",
        "age",
    ]


def test_a_file_is_read_leniently_only_when_asked(tmp_path):
    path = tmp_path / "anna.toml"
    path.write_text('format = 1\nfindings = ["Sugar disease", "odd feeling"]\n', encoding="utf-8")
    assert load_profile(path, lenient=BOOK) == ClientProfile(findings=["sugar"], unmapped=["odd feeling"])
    with pytest.raises(InvalidProfile):
        load_profile(path)


@pytest.mark.parametrize("text", ["format = 1\nage = 200\n", "format = 1\nage = \n", "format = 1\nages = 4\n"])
def test_what_is_wrong_with_a_file_is_told_when_it_is_read_leniently_too(tmp_path, text):
    path = tmp_path / "anna.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidProfile) as caught:
        load_profile(path, lenient=BOOK)
    assert [each.file for each in caught.value.problems] == [str(path)]


TEXTS = st.one_of(
    st.sampled_from([each.id for each in BOOK.conditions]),
    st.sampled_from([text for each in BOOK.conditions for text in (each.name, *each.synonyms, *each.icd10cm, "77")]),
    st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12),
)


@given(
    told=st.fixed_dictionaries(
        {},
        optional={
            "findings": st.lists(TEXTS | st.builds(lambda text: {"condition": text, "severity": "severe"}, TEXTS)),
            "medications": st.lists(TEXTS),
            "goals": st.lists(TEXTS),
            "answered": st.lists(TEXTS),
            "unmapped": st.lists(TEXTS),
        },
    )
)
def test_nothing_is_lost(told):
    """Every text is an id in the profile, or was taken for one, or stands under ``unmapped``, with its details."""
    whole = code_profile(BOOK, told)
    profile, taken = whole.profile, {each.text: [found.id for found in each.found] for each in whole.translated}
    for name in ("findings", "medications", "goals", "answered"):
        kept = {getattr(each, "condition", getattr(each, "complaint", each)) for each in getattr(profile, name)}
        for entry in told.get(name, []):
            text = entry["condition"] if isinstance(entry, dict) else entry
            if text in kept:
                continue
            where = [each for each in whole.translated if each.text == text and each.where.startswith(name)]
            assert where, text
            if where[0].found:
                assert {found.id for found in where[0].found} <= kept
            elif isinstance(entry, dict) or not says_none(text):
                assert any(text in said for said in profile.unmapped), text
                assert not isinstance(entry, dict) or any("severe" in said for said in profile.unmapped)
    assert set(told.get("unmapped", [])) <= set(profile.unmapped)
    assert all(id in BOOK.conditions for ids in taken.values() for id in ids)


def test_a_dose_behind_a_drug_is_passed_over_and_names_none():
    told = coded(medications=["warfarin 5 mg", "nonesuch 5 mg"]).profile
    assert ([each.condition for each in told.medications], told.unmapped) == (["warfarin"], ("nonesuch 5 mg",))
