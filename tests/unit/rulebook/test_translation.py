"""A rulebook in another language."""

from datetime import date

import pytest

from bodywork_rules import ClientProfile, Evaluator, Goal, InvalidRulebook, explain
from bodywork_rules.model import Assessment, Text
from bodywork_rules.rulebook import Translation, from_data, load_translation, to_data
from shipped import EVALUATOR, RULEBOOK
from small_book import small_book

BOOK = small_book(texts=[Text(id="greeting", text="Dear {clinician},")])


def pseudo(rulebook) -> Translation:
    """Every word of a rulebook between marks, so that one that was passed over shows."""
    return Translation(
        "qps",
        [
            (place, f"⟦{said}⟧" if isinstance(said, str) else tuple(f"⟦{each}⟧" for each in said))
            for place, said in rulebook.translatable.items()
        ],
    )


def test_every_word_of_the_shipped_rulebook_can_be_translated():
    other = RULEBOOK.translated(pseudo(RULEBOOK))
    assert other.language == "qps"
    assert all("⟦" in str(said) for said in other.translatable.values())
    answer = Evaluator(other).evaluate(
        ClientProfile(taken="2026-11-23", medications=["warfarin"], goals=[Goal("neck-pain")]), on=date(2026, 11, 23)
    )
    said = explain(answer)
    assert "⟦Warfarin⟧" in said
    assert " Warfarin" not in said


def test_what_is_not_translated_keeps_its_words():
    other = BOOK.translated(Translation("nl", [("condition/warfarin/name", "Warfarine")]))
    assert other.conditions["warfarin"].name == "Warfarine"
    left = {place: said for place, said in BOOK.translatable.items() if place != "condition/warfarin/name"}
    assert left.items() <= other.translatable.items()


@pytest.mark.parametrize(
    ("place", "said", "message"),
    [
        ("condtion/warfarin/name", "x", "no kind of thing that is translated: `condtion`; did you mean `condition`?"),
        ("condition/warfrin/name", "x", "an unknown condition: `warfrin`; did you mean `warfarin`?"),
        ("condition/warfarin/nme", "x", "no field that is translated: `nme`; did you mean `name`?"),
        ("condition/warfarin/verdict", "x", "no field that is translated: `verdict`"),
        ("condition/warfarin/synonyms", "x", "a list of texts is expected, not `x`"),
        ("condition/warfarin/synonyms", ("x", " "), "a list of texts is expected, not"),
        ("condition/warfarin/name", ("x",), "a text is expected, not"),
        ("condition/warfarin/name", " ", "an empty text; leave out what is not translated"),
        ("text/greeting/text", "Geachte arts,", "a text whose names in braces differ; the original has `{clinician}`"),
    ],
)
def test_a_translation_of_what_is_not_there_is_refused(place, said, message):
    with pytest.raises(InvalidRulebook) as caught:
        BOOK.translated(Translation("nl", [(place, said), ("region/nowhere/name", "x")]))
    assert message in str(caught.value)
    assert len(caught.value.problems) == 2


def test_a_translation_is_read_from_a_file(tmp_path):
    path = tmp_path / "nl.toml"
    path.write_text(
        '[translation]\nlanguage = "nl"\n[condition.warfarin]\nname = "Warfarine"\nsynonyms = ["bloedverdunner"]\n',
        encoding="utf-8",
    )
    read = load_translation(path)
    assert read.language == "nl"
    assert dict(read.said) == {
        "condition/warfarin/name": "Warfarine",
        "condition/warfarin/synonyms": ("bloedverdunner",),
    }


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("x = [", ["TOML"]),
        ('[condition.warfarin]\nname = 3\n[translation]\nlanguage = "nl"\n', ["condition > warfarin > name"]),
        ("[condition]\nwarfarin = 'x'\n", ["condition > warfarin", "the `language` is needed"]),
        ("translation = 'nl'\n", ["translation: a text by kind, id and field", "the `language` is needed"]),
    ],
)
def test_a_file_of_another_form_is_refused_whole(tmp_path, text, messages):
    path = tmp_path / "nl.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidRulebook) as caught:
        load_translation(path)
    assert all(message in str(caught.value) for message in messages)
    assert str(path) in str(caught.value)


def test_a_shipped_text_is_translated_where_the_rulebook_has_none_of_its_own():
    other = BOOK.translated(Translation("nl", [("text/explain-title/text", "Advies voor {on}")]))
    assert other.translatable["text/explain-title/text"] == "Advies voor {on}"
    assert [text.id for text in other.texts] == ["explain-title", "greeting"]
    assert BOOK.translatable["text/explain-title/text"] != "Advies voor {on}"
    said = explain(Evaluator(other).evaluate(ClientProfile(), on=date(2026, 11, 23)))
    assert said.startswith("Advies voor 2026-11-23\n")


def test_a_text_of_its_own_that_leaves_out_what_the_shipped_one_says_is_refused():
    with pytest.raises(InvalidRulebook) as caught:
        small_book(texts=[Text(id="reason-limits-at", text="Op {sites}.")])
    assert str(caught.value) == (
        "text reason-limits-at > text: a text whose names in braces differ; the shipped one has `{limits}, {sites}`"
    )


def test_an_answer_carries_only_the_texts_that_are_not_the_shipped_ones():
    answer = EVALUATOR.evaluate(ClientProfile(), on=date(2026, 11, 23))
    assert "texts" not in to_data(answer)
    book = small_book(texts=[Text(id="explain-title", text="Op {on}")])
    assert to_data(Evaluator(book).evaluate(ClientProfile(), on=date(2026, 11, 23)))["texts"] == {
        "explain-title": "Op {on}"
    }


def test_a_text_that_another_version_put_other_things_in_gives_way_to_the_shipped_one():
    book = small_book(texts=[Text(id="explain-title", text="Op {on}"), Text(id="explain-why", text="Waarom")])
    data = to_data(Evaluator(book).evaluate(ClientProfile(goals=["neck-pain"]), on=date(2026, 11, 23)))
    data["texts"]["explain-title"] = "Op {day}"
    said = explain(from_data(Assessment, data))
    assert said.startswith("Assessment for 2026-11-23\n")
    assert "Waarom" in said
