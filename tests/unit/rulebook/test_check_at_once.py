"""One mistake in the things of a rulebook hides no other that can be told all the same."""

from bodywork_rules.model import Details, This
from bodywork_rules.rulebook.check.problems import problems
from small_book import PARTS
from wrong_books import condition, messages, parts_of, rule


def test_a_circle_hides_nothing_of_the_conditions_beside_it():
    things = [
        condition(broader=["d"]),
        condition(id="d", broader=["c", "e"]),
        condition(id="e", ask=""),
        condition(id="f", broader=["warfarin", "bleeding-risk"]),
        condition(id="g", ask=""),
    ]
    assert messages(conditions=things, contraindications=[rule(about="g")]) == [
        "condition f > broader: redundant, since `warfarin` is a kind of it already: `bleeding-risk`; leave it out",
        "condition c > broader: broader than itself: `c > d > c`",
        "condition g > ask: no question asks for it: `ask` is empty, and so is that of everything narrower",
    ]


def test_a_circle_hides_no_heir_that_the_rules_would_miss_beside_it():
    things = [condition(broader=["c"]), condition(id="d", broader=["c"], replaced_by="fever")]
    assert messages(conditions=things) == ["condition c > broader: broader than itself: `c > c`"]
    assert len(messages(conditions=[things[0], condition(id="d", replaced_by="fever")])) == 2


def test_a_region_that_there_is_not_hides_no_place_where_another_condition_cannot_be():
    there = rule(about="neck-pain", when=This(Details(sites=["back"])), where="site")
    for wrong, told in (
        ("nekc", "condition c > regions: unknown region `nekc`; did you mean `neck`?"),
        ("left neck", "condition c > regions: a side of a region that has none `left neck`; write `neck`"),
    ):
        of_the_region, of_the_site = messages(conditions=[condition(regions=[wrong])], contraindications=[there])
        assert of_the_region == told
        assert "a site where `neck-pain` cannot be: `back`" in of_the_site


def test_a_circle_hides_a_place_only_of_what_lies_on_it_or_above():
    there = [rule(id=id, about=id, when=This(Details(sites=["back"])), where="site") for id in ("neck-pain", "c")]
    of_the_circle, of_the_site = messages(
        conditions=[condition(broader=["c"], regions=["neck"])], contraindications=there
    )
    assert of_the_circle == "condition c > broader: broader than itself: `c > c`"
    assert "contraindication neck-pain" in of_the_site


def test_a_group_may_have_its_kind_among_what_could_not_be_read():
    things = {"conditions": [*PARTS["conditions"], condition(needs_kind=True)]}
    assert problems(parts_of(things, lost=True)) == []
    assert len(problems(parts_of(things))) == 1
