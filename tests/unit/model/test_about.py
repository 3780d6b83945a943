"""What a rulebook says of itself is held, joined when two are combined, and told with every answer."""

import re
from datetime import date

import attrs
import pytest

from bodywork_rules import ClientProfile, Evaluator, Rulebook, explain, from_data, to_data
from bodywork_rules.errors import InvalidRulebook, InvalidValue
from bodywork_rules.model import About, Assessment, Measured, Uses
from bodywork_rules.model.predicates import leaves
from shipped import RULEBOOK
from small_book import small_book

SAID = About(authors="We.", review="By a nurse.", dated="2026-11-24", reviewed="2026-11-20", uses=Uses(age="Yes."))


def test_a_rulebook_that_says_nothing_of_itself_has_the_digest_it_had_before():
    assert small_book(about=About()).digest == small_book().digest
    assert small_book(about=SAID).digest != small_book().digest
    later = attrs.evolve(SAID, reviewed=date(2026, 11, 21))
    assert small_book(about=later).digest != small_book(about=SAID).digest


def test_anything_else_is_refused():
    with pytest.raises(InvalidValue, match="what a rulebook says of itself is expected"):
        small_book(about="We wrote it.")
    with pytest.raises(InvalidValue, match="the uses are expected"):
        About(uses="none")


def test_it_reads_back_and_a_mistake_in_it_is_told_with_its_place():
    book = small_book(about=SAID)
    data = to_data(book)
    assert from_data(Rulebook, data) == book
    data["about"] |= {"dated": "24.11.2026", "uses": {"rase": "no"}}
    with pytest.raises(InvalidRulebook) as refused:
        from_data(Rulebook, data)
    told = [str(problem) for problem in refused.value.problems]
    assert told[0] == "about > dated: not a date `24.11.2026`; write it as 2026-11-23"
    assert told[1] == "about > uses > rase: unknown key `rase`; did you mean `race`?"


def test_two_together_say_what_both_say_and_no_day_that_is_not_true_of_both():
    other = About(authors="They.", review="By a nurse.", dated="2026-11-22", uses=Uses(age="No.", sex="No."))
    both = SAID.joined(other)
    assert (both.authors, both.review, both.dated, both.reviewed) == (
        "We. They.",
        "By a nurse.",
        date(2026, 11, 22),
        None,
    )
    assert (both.uses.age, both.uses.sex) == ("Yes. No.", "No.")
    assert SAID.joined(SAID) == SAID
    empty = Rulebook(id="x", version="1", name="X", scoring=small_book().scoring, about=other)
    assert small_book(about=SAID).combine(empty).about == both


def test_every_answer_says_whether_the_rulebook_was_reviewed():
    answer = Evaluator(small_book(about=SAID)).evaluate(ClientProfile(), on=date(2026, 11, 24))
    assert answer.provenance.review == "By a nurse."
    assert from_data(Assessment, to_data(answer)) == answer


def test_the_shipped_rulebook_leaves_nothing_about_itself_unsaid():
    about = RULEBOOK.about
    assert [field.name for field in attrs.fields(About) if not getattr(about, field.name)] == []
    assert [field.name for field in attrs.fields(Uses) if not getattr(about.uses, field.name)] == []


def test_the_ages_at_which_shipped_rules_change_are_those_it_tells():
    asked = [leaf for rule in RULEBOOK.contraindications for part in (rule.when, rule.unless) for leaf in leaves(part)]
    ages = {leaf.at_least or leaf.below for leaf in asked if isinstance(leaf, Measured) and leaf.quantity == "age"}
    assert ages == {float(each) for each in re.findall(r"\d+", RULEBOOK.about.uses.age)}


@pytest.mark.parametrize("name", ["sex", "gender_identity", "sexual_orientation", "race", "ethnicity"])
def test_what_is_said_not_to_be_used_is_asked_in_no_question(name):
    word = re.compile(rf"\b{re.escape(name.replace('_', ' '))}\b", re.IGNORECASE)
    assert getattr(RULEBOOK.about.uses, name).startswith("Not used")
    asked = [each.ask for each in (*RULEBOOK.conditions, *RULEBOOK.quantities)]
    assert [each for each in asked if word.search(each)] == []


def test_a_rule_says_when_it_was_reviewed_only_where_it_differs():
    rules = (*RULEBOOK.contraindications, *RULEBOOK.indications)
    assert {rule.id for rule in rules if rule.reviewed and rule.reviewed <= RULEBOOK.about.reviewed} == set()


def test_the_words_of_an_answer_say_whether_the_rulebook_was_reviewed():
    text = " ".join(explain(Evaluator(RULEBOOK).evaluate(ClientProfile(), on=date(2026, 11, 24))).split())
    assert "The rulebook says of its review: not yet reviewed by a clinician." in text
    silent = Evaluator(small_book()).evaluate(ClientProfile(), on=date(2026, 11, 24))
    assert "review" not in explain(silent)
