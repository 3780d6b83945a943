"""A text finds the things it may mean, and each says how it was found."""

import pytest

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import CodeSystem, Coding, Course, Found, How, Region, Scope
from bodywork_rules.rulebook import rules_naming_techniques
from shipped import RULEBOOK
from small_book import PARTS, small_book, terms
from wrong_books import about_fever, condition

BOOK = small_book(
    code_systems=[
        CodeSystem(id="flat", name="Flat", licence="Free.", codings=[Coding(condition="dvt", codes=["I82", "4711"])]),
    ],
    conditions=[
        *PARTS["conditions"],
        condition(id="dvt", name="Deep vein thrombosis", synonyms=["Clot in the leg", "DVT of the calf"]),
        condition(
            id="embolism", name="Embolism", synonyms=["Clot in the lung"], icd10cm=["I26"], icd10cm_past=["Z86.711"]
        ),
        condition(id="leg-vein", name="Vein of the leg", icd10cm=["I80-I82", "I83.0"]),
        condition(id="sore", name="Sore", icd10cm=["K25"], icd10cm_not=["K25.3"]),
        condition(id="hole", name="Hole", icd10cm=["K25.33"]),
        condition(id="cut-vein", name="Cut vein", icd10cm=["S75"], rxnorm=["4712"]),
        condition(id="blow", name="Blow", icd10cm=["S06"], icd10cm_not=["S06.5*S"]),
        condition(id="old-blow", name="Old blow", icd10cm=["S06.5*S"]),
    ],
)


def test_an_id_a_name_and_a_synonym_are_found_as_such():
    name = "Deep vein thrombosis"
    for text, how, found in (
        ("dvt", How.ID, "dvt"),
        ("deep  Vein-thrombosis", How.NAME, name),
        ("clot in the LEG", How.SYNONYM, "Clot in the leg"),
    ):
        assert BOOK.find(text) == (Found(kind="condition", id="dvt", name=name, how=how, text=found), *near(text))


def test_a_plural_of_what_else_is_nothing_is_found_as_a_synonym():
    for text, id, named in (("Sores", "sore", "sore"), ("embolisms", "embolism", "embolism"), ("DVTs", "dvt", "dvt")):
        found = BOOK.find(text)[0]
        assert (found.id, found.how, found.text) == (id, How.SYNONYM, named)
    assert all(found.how is How.NEAR for found in BOOK.find("clots in the leg"))


def near(text):
    return tuple(found for found in BOOK.find(text) if found.how is How.NEAR)


def test_what_has_one_id_in_two_kinds_is_found_twice():
    found = BOOK.find("fever")
    assert [(each.kind, each.id, each.how) for each in found[:2]] == [
        ("condition", "fever", How.ID),
        ("contraindication", "fever", How.ID),
    ]


def test_a_name_comes_before_what_only_holds_its_words():
    found = BOOK.find("fracture")
    assert [(each.id, each.how) for each in found if each.kind == "condition"] == [
        ("fracture", How.ID),
        ("wrist-fracture", How.NEAR),
    ]


def test_what_is_near_is_marked_so():
    assert [(found.id, found.how, found.text) for found in BOOK.find("clot")] == [
        ("dvt", How.NEAR, "Clot in the leg"),
        ("embolism", How.NEAR, "Clot in the lung"),
    ]
    assert [(found.id, found.how, found.text) for found in BOOK.find("warfarine")] == [
        ("warfarin", How.NEAR, "warfarin"),
    ]


def test_a_very_short_text_with_one_letter_wrong_is_near_too():
    assert [(found.id, found.how) for found in BOOK.find("dtv")] == [("dvt", How.NEAR)]
    assert BOOK.find("xqz") == ()


def codes(text):
    return [(each.id, each.how.name, each.system, each.text) for each in BOOK.find(text)]


def test_a_code_is_found_with_or_without_its_dot_and_in_small_letters():
    for text in ("I83.0", "I830", " i83.0 "):
        assert codes(text) == [("leg-vein", "CODE", "icd10cm", "I83.0")]
    assert codes("4712") == [("cut-vein", "CODE", "rxnorm", "4712")]
    assert codes("4711") == [("dvt", "CODE", "flat", "4711")]


def test_a_code_below_and_a_code_above_are_marked_as_such():
    assert codes("I83.01") == [("leg-vein", "CHILD_CODE", "icd10cm", "I83.0")]
    assert codes("I83") == [("leg-vein", "PARENT_CODE", "icd10cm", "I83.0")]
    assert codes("I81.9") == codes("I82.4") == [("leg-vein", "CHILD_CODE", "icd10cm", "I80-I82")]
    assert codes("I80-I82") == [("leg-vein", "CODE", "icd10cm", "I80-I82")]
    assert codes("I70-I89") == [("leg-vein", "PARENT_CODE", "icd10cm", "I80-I82")]
    assert codes("I84") == codes("I79") == []
    assert [each.how.sure for each in BOOK.find("I83.01")] == [True]
    assert [each.how.sure for each in BOOK.find("I83")] == [False]


def test_a_code_that_a_condition_leaves_out_is_not_read_as_it():
    assert codes("K25.2") == [("sore", "CHILD_CODE", "icd10cm", "K25")]
    assert codes("K25.31") == codes("icd10cm:K25.31") == []
    assert codes("K25.331") == [("hole", "CHILD_CODE", "icd10cm", "K25.33")]
    assert codes("K25.3") == [("hole", "PARENT_CODE", "icd10cm", "K25.33")]


def test_a_code_with_a_star_stands_for_those_below_it_that_end_with_its_letter():
    assert codes("S06.5X0S") == [("old-blow", "CHILD_CODE", "icd10cm", "S06.5*S")]
    assert codes("S06.5X0A") == [("blow", "CHILD_CODE", "icd10cm", "S06")]
    assert codes("S06.6X0S") == [("blow", "CHILD_CODE", "icd10cm", "S06")]
    above = ("blow", "CHILD_CODE", "icd10cm", "S06"), ("old-blow", "PARENT_CODE", "icd10cm", "S06.5*S")
    assert codes("S06.5") == [*above]
    assert codes("S06.5*S") == [("old-blow", "CODE", "icd10cm", "S06.5*S")]


def test_a_code_can_be_looked_for_in_one_system_only():
    assert codes("I82") == [
        ("dvt", "CODE", "flat", "I82"),
        ("leg-vein", "CHILD_CODE", "icd10cm", "I80-I82"),
    ]
    assert codes("flat:I82") == [("dvt", "CODE", "flat", "I82")]
    assert codes("ICD10CM: I82") == [("leg-vein", "CHILD_CODE", "icd10cm", "I80-I82")]
    assert codes("flat:I82.4") == []
    assert codes("nowhere:I82") == []


def test_the_code_of_an_injury_says_how_far_it_has_healed_and_one_of_a_history_that_it_is_over():
    courses = {text: [each.course for each in BOOK.find(text)] for text in ("S75.011A", "S75.011G", "S75.011S")}
    assert courses == {"S75.011A": [Course.ACTIVE], "S75.011G": [Course.HEALING], "S75.011S": [Course.LATE_EFFECT]}
    assert [each.course for text in ("S75", "S75.0", "I26", "4712") for each in BOOK.find(text)] == [None] * 4
    assert [(each.id, each.course) for each in BOOK.find("Z86.711")] == [("embolism", Course.PAST)]


def test_what_is_held_in_a_longer_text_is_near():
    assert [(each.id, each.how) for each in BOOK.find("warfarin 5 mg a day")] == [("warfarin", How.NEAR)]
    assert BOOK.find("w" * 100) == ()


def test_nothing_near_is_nothing_found():
    assert BOOK.find("zzz") == ()


def test_only_so_much_that_is_near_is_named():
    book = small_book(products=terms("oil", *(f"oil-{number}" for number in range(30))))
    assert [found.how for found in book.find("oil")] == [How.ID] + [How.NEAR] * 10


def test_rules_and_arguments_are_found_by_id_and_named_by_what_they_say():
    (found,) = [each for each in BOOK.find("late-pregnancy") if each.how is not How.NEAR]
    assert (found.kind, found.name) == ("contraindication", "Lying on the front.")
    (found,) = [each for each in BOOK.find("swedish/neck-pain/pain") if each.how is not How.NEAR]
    assert (found.kind, found.name) == ("indication", "a little less pain")
    (found,) = [each for each in BOOK.find("A book") if each.how is not How.NEAR]
    assert (found.kind, found.id, found.how) == ("source", "book", How.NAME)


def test_an_empty_text_is_refused():
    with pytest.raises(InvalidValue):
        BOOK.find("  ")


def test_the_rules_that_name_techniques_are_listed():
    named = about_fever(to=Scope(techniques=["deep"]))
    book = small_book(contraindications=[*PARTS["contraindications"], named])
    assert rules_naming_techniques(book) == (named,)


PLACED = small_book(
    regions=[
        *PARTS["regions"],
        Region(id="leg", name="Leg", paired=True, told_by=["Broken leg"], icd10cm_sided=["S82"]),
        Region(id="shin", name="Shin", within="leg", paired=True, icd10cm=["S82.2"]),
        Region(id="foot", name="Foot", paired=True, icd10cm=["S90-S92"]),
        Region(id="toe", name="Toe", paired=True, icd10cm=["S92"]),
    ],
    conditions=[
        *PARTS["conditions"],
        condition(id="break", name="Break", synonyms=["broken leg"], icd10cm=["S82", "S92"]),
        condition(id="stiff-neck", name="Neck", regions=["neck"], synonyms=["broken leg"], icd10cm=["S82"]),
    ],
)


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("Broken-LEG", ["leg"]),
        ("break", []),
        ("S82", ["leg"]),
        ("S82.101D", ["right leg"]),
        ("S82.102", ["left leg"]),
        ("S82.104", ["right leg"]),
        ("S82.10XA", ["leg"]),
        ("S82.201D", ["shin"]),
        ("S92.301D", ["toe"]),
        ("S82-S92", []),
        ("broken legg", []),
    ],
)
def test_a_text_says_where_a_condition_is_when_a_region_is_told_by_it(text, sites):
    found = {each.id: [str(site) for site in each.sites] for each in PLACED.find(text) if each.kind == "condition"}
    assert found["break"] == sites
    assert found.get("stiff-neck", []) == [], "a condition is never said to be where it cannot be"


def test_what_is_looked_for_of_some_kinds_is_not_crowded_out_by_others():
    assert {found.kind for found in RULEBOOK.find("belly", kinds=["region"])} == {"region"}
    assert "cupping-dry" in {found.id for found in RULEBOOK.find("dry", kinds=["technique"])}
    assert {found.kind for found in RULEBOOK.find("pain", kinds=["condition"])} == {"condition"}
    assert RULEBOOK.find("belly", kinds=[]) == ()
