"""A text finds the things it may mean, and each says how it was found."""

import pytest

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import Found, How, Scope
from bodywork_rules.rulebook import rules_naming_techniques
from small_book import PARTS, small_book, terms
from wrong_books import about_fever, condition

BOOK = small_book(
    conditions=[
        *PARTS["conditions"],
        condition(id="dvt", name="Deep vein thrombosis", synonyms=["Clot in the leg", "DVT of the calf"]),
        condition(id="embolism", name="Embolism", synonyms=["Clot in the lung"]),
    ]
)


def test_an_id_a_name_and_a_synonym_are_found_as_such():
    name = "Deep vein thrombosis"
    for text, how, found in (
        ("dvt", How.ID, "dvt"),
        ("deep  Vein-thrombosis", How.NAME, name),
        ("clot in the LEG", How.SYNONYM, "Clot in the leg"),
    ):
        assert BOOK.find(text) == (Found(kind="condition", id="dvt", name=name, how=how, text=found), *near(text))


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
