"""A rulebook is a closed, immutable value that answers what is a kind of what, and where it can be."""

import pickle
import subprocess
import sys

import attrs
import pytest

from bodywork_rules.errors import ClosedClass, InvalidRulebook, InvalidValue, UnknownId
from bodywork_rules.model import AnyOf, Details, Had, This
from bodywork_rules.rulebook import Rulebook
from small_book import PARTS, small_book
from wrong_books import about_fever, condition, region, rule

BOOK = small_book()


def test_things_are_looked_up_by_id_in_id_order():
    assert BOOK.conditions["fever"].name == "Fever"
    assert BOOK.traits.ids == ("heat", "suction", "tool")
    assert [each.id for each in BOOK.indications] == [
        "deep/neck-pain/pain/chronic",
        "relaxation/neck-pain/sleep",
        "swedish/neck-pain/pain",
    ]
    assert "fractur" not in BOOK.conditions


def test_what_is_broader_and_narrower_is_known_at_any_distance():
    book = small_book(
        conditions=[*PARTS["conditions"], condition(id="left-wrist-fracture", broader=["wrist-fracture"])]
    )
    assert book.broader_of("left-wrist-fracture") == {"left-wrist-fracture", "wrist-fracture", "fracture"}
    assert book.narrower_of("fracture") == {"left-wrist-fracture", "wrist-fracture", "fracture"}
    assert book.narrower_of("fever") == book.broader_of("fever") == {"fever"}


def test_a_condition_can_be_where_it_or_anything_narrower_says():
    added = [
        condition(id="limb-pain", regions=["forearm"]),
        condition(id="hand-pain", regions=["left hand"], broader=["limb-pain"]),
        condition(id="odd-pain", regions=["neck"]),
        condition(id="anywhere-pain", broader=["odd-pain"]),
    ]
    book = small_book(conditions=[*PARTS["conditions"], *added])
    assert book.can_be("limb-pain") == book.body.union(["forearm", "left hand"])
    assert book.can_be("hand-pain") == book.body.mask("left hand")
    assert book.can_be("odd-pain") == book.body.whole
    assert book.can_be("fracture") == book.body.whole


@pytest.mark.parametrize("ask", [BOOK.broader_of, BOOK.narrower_of, BOOK.can_be, BOOK.conditions.__getitem__])
def test_an_unknown_condition_is_refused_with_a_near_one(ask):
    with pytest.raises(UnknownId, match="unknown condition `fevr`; did you mean `fever`"):
        ask("fevr")


def test_everything_is_all_that_has_a_question_of_its_own():
    assert set(BOOK.conditions.ids) - set(BOOK.everything) == {"bleeding-risk"}
    assert BOOK.everything_but() == BOOK.conditions.ids
    assert "bleeding-risk" not in BOOK.everything_but(["warfarin"])


def test_asked_ever_is_all_of_whose_past_a_rule_speaks():
    assert BOOK.asked_ever == ()
    rules = [
        about_fever(ever=True, when=This(Details(ended_within="2 weeks"))),
        rule(id="y", about="chest-pain", when=AnyOf([Had("fracture"), Had("pregnancy")]), unless=Had("warfarin")),
    ]
    assert small_book(contraindications=rules).asked_ever == ("fever", "fracture", "pregnancy", "warfarin")


def test_the_words_name_everything_that_has_a_name():
    names = dict(BOOK.words.names)
    assert names["condition/warfarin"] == "Warfarin"
    assert {id.partition("/")[0] for id in names} == {
        "clearance", "clinician", "condition", "family", "outcome", "position", "pressure", "product", "quantity",
        "region", "technique", "trait",
    }  # fmt: skip
    assert list(BOOK.words.names) == sorted(BOOK.words.names)
    assert BOOK.words.sources == tuple(BOOK.sources)


def test_the_body_is_that_of_the_regions():
    assert BOOK.body.regions == tuple(BOOK.regions)


def test_two_rulebooks_that_say_the_same_are_equal_and_pickle():
    again = Rulebook(**{name: reversed(part) if isinstance(part, list) else part for name, part in PARTS.items()})
    assert again == BOOK
    assert hash(again) == hash(BOOK)
    assert pickle.loads(pickle.dumps(BOOK)) == BOOK
    assert small_book(version="2") != BOOK
    assert small_book(replaced=["fever"]) != BOOK
    assert BOOK != "small"


def test_a_rulebook_is_immutable_and_closed():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        BOOK.version = "2"
    with pytest.raises(ClosedClass):
        type("Mine", (Rulebook,), {})


def test_its_repr_is_short():
    assert repr(BOOK) == "<Rulebook small 1: 9 conditions, 4 techniques, 8 contraindications, 3 indications>"


def test_texts_are_kept_without_surrounding_space_and_replaced_in_order():
    book = small_book(version=" 2 ", name=" Small\n", licence=" MIT ", replaced=["fever", "arm", "fever"])
    assert (book.version, book.name, book.licence, book.replaced) == ("2", "Small", "MIT", ("arm", "fever"))


def test_a_rulebook_that_is_not_sound_is_refused():
    with pytest.raises(InvalidRulebook, match="region r > within: a part of itself"):
        small_book(regions=[*PARTS["regions"], region(within="r")])


def test_a_collection_that_is_none_is_refused():
    with pytest.raises(InvalidValue, match="a list is expected, not `fever`"):
        small_book(conditions="fever")


def test_the_room_has_no_other_names():
    import bodywork_rules.rulebook as room

    with pytest.raises(AttributeError, match=r"module `bodywork_rules\.rulebook` has no attribute `load_rulbook`"):
        _ = room.load_rulbook


def test_the_room_is_entered_without_what_reads_and_writes():
    script = "import sys, bodywork_rules.rulebook; print({'cattrs', 'json', 'tomllib'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
