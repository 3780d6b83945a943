"""What an explanation leaves out can be had: all of one technique, all questions."""

import re
from datetime import date

import attrs
import pytest

from bodywork_rules.engine import Evaluator
from bodywork_rules.errors import UnknownId
from bodywork_rules.insight import explain, explain_questions, explain_technique
from bodywork_rules.model import ClientProfile, Condition, Contraindication, Finding, Goal, Indication
from small_book import PARTS, small_book

TODAY = date(2026, 11, 23)
EVALUATOR = Evaluator(small_book())
CLIENT = ClientProfile(
    taken=TODAY,
    age=46,
    findings=[
        Finding("neck-pain", stage="chronic", sites=["neck"]),
        Finding("fracture", onset="2026-10-30", sites=["left wrist"]),
    ],
    medications=["warfarin"],
    goals=[Goal("neck-pain", outcome="pain")],
    answered=["pregnancy"],
)
ALL_ASKED = ("bleeding-risk", "fracture", "fever", "pregnancy", "neck-pain", "chest-pain", "hypertension")


def section(title, text):
    """What stands under a heading, as one line."""
    found = re.search(rf"^{re.escape(title)}\n-+\n(.*?)(?=^[^\n]+\n-+$|\Z)", text, re.MULTILINE | re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def test_each_urgent_question_is_put_in_words_under_what_a_yes_would_mean():
    signs = [(f"sign-{number}", "same-day" if number > 1 else "emergency") for number in range(4)]
    conditions = [Condition(id=id, name=id, kind="red-flag", ask=f"Have you {id}?") for id, _ in signs]
    rules = [
        Contraindication(
            id=id, about=id, verdict="avoid", referral=referral, reason=f"Reason of {id}.", basis="unsourced"
        )
        for id, referral in signs
    ]
    book = small_book(
        conditions=[*PARTS["conditions"], *conditions], contraindications=[*PARTS["contraindications"], *rules]
    )
    asked = section("Not known, in the order to ask", explain_questions(Evaluator(book).evaluate(CLIENT, on=TODAY)))
    emergency, _, rest = asked.partition("A yes to any of these 2 could mean a same-day referral:")
    same_day, _, others = rest.partition("Then, in this order:")
    assert emergency.startswith("A yes to any of these 3 could mean an emergency referral:")
    for id, referral in signs:
        where = emergency if referral == "emergency" else same_day
        assert f"Have you {id}? Reason of {id}." in where
        assert id not in others


def asking(number, **given):
    """A rulebook in which so many signs of an emergency are asked for, and the answer for a client of whom none is."""
    signs = [
        Condition(id=f"sign-{each}", name=f"Sign {each}", kind="red-flag", **{"ask": f"Have you sign {each}?", **given})
        for each in range(number)
    ]
    rules = [
        Contraindication(
            id=sign.id,
            about=sign.id,
            verdict="avoid",
            referral="emergency",
            reason=f"For {sign.id}.",
            basis="unsourced",
        )
        for sign in signs
    ]
    conditions, restrictions = [*PARTS["conditions"], *signs], [*PARTS["contraindications"], *rules]
    return Evaluator(small_book(conditions=conditions, contraindications=restrictions)).evaluate(CLIENT, on=TODAY)


def test_ten_questions_are_put_and_the_rest_is_counted():
    asked = section("Ask first", explain(asking(12)))
    assert len(re.findall(r" \d+\. ", asked)) == 10
    assert asked.startswith("A yes to any of these 10 could mean an emergency referral:")
    assert "Then 5 more, 3 of which could mean that a doctor has to see the client the same day or at once." in asked


def test_every_question_is_put_in_full_with_its_reason():
    answer = asking(12)
    text = " ".join(explain_questions(answer).split())
    for number in range(12):
        assert f"Have you sign {number}? For sign-{number}." in text
    assert "15. " in text
    assert explain_questions(answer, markdown=True).startswith("# Questions for the assessment of 2026-11-23")


def test_where_nothing_could_change_the_answer_there_are_no_questions():
    settled = EVALUATOR.evaluate(attrs.evolve(CLIENT, answered=ALL_ASKED), on=TODAY)
    assert "Nothing that is not known could change this answer." in explain_questions(settled)


def test_a_condition_that_has_only_a_name_is_asked_for_with_a_question():
    answer = EVALUATOR.evaluate(attrs.evolve(CLIENT, medications=[], answered=["warfarin"]), on=TODAY)
    assert "Is it so, now or before: Bleeding risk?" in " ".join(explain(answer).split())


def test_all_that_is_said_of_a_technique_stands_on_a_page_of_its_own():
    answer = EVALUATOR.evaluate(CLIENT, on=TODAY)
    text = " ".join(explain_technique(answer, "swedish").split())
    assert text.startswith("Swedish massage on 2026-11-23: can be done, with changes")
    assert "At best: with changes; at worst: not to be done." in text
    assert "How: pressure at most 2 of 5 (rubbing lotion in); keep off left wrist (R1, R2)." in text
    assert "Aims at: muscle." in text
    assert "left wrist not to be done not to be done 2" in text
    assert "For it: Neck pain, pain: benefit, low certainty (+6) [1]: a little less pain." in text
    assert "R1: Fracture (left wrist, began 2026-10-30). The bone is not yet firm." in text
    assert "1. A book." in text
    assert explain_technique(answer, "swedish", markdown=True).startswith("# Swedish massage on 2026-11-23")


def test_the_page_of_a_withheld_technique_says_why_not_and_what_was_argued():
    text = " ".join(explain_technique(EVALUATOR.evaluate(CLIENT, on=TODAY), "deep").split())
    assert "Why not: it needs more pressure than is allowed (R1)." in text
    assert "For it: Neck pain, chronic, pain: benefit, moderate certainty (+8) [1]: less pain." in text
    cups = " ".join(explain_technique(EVALUATOR.evaluate(CLIENT, on=TODAY), "cupping").split())
    assert "The rulebook has no argument for or against it for what the client came for." in cups
    assert "Why not: it cannot do without suction (R1)." in cups


def test_the_page_of_a_technique_shows_the_referral_too():
    answer = EVALUATOR.evaluate(attrs.evolve(CLIENT, findings=["chest-pain"]), on=TODAY)
    assert "EMERGENCY REFERRAL" in explain_technique(answer, "swedish")


def test_a_technique_that_is_not_there_is_refused_with_near_ones():
    with pytest.raises(UnknownId, match="did you mean `swedish`"):
        explain_technique(EVALUATOR.evaluate(CLIENT, on=TODAY), "swedsh")


def test_what_the_sources_say_that_differ_is_told_in_full_of_one_technique():
    split = attrs.evolve(PARTS["contraindications"][0], dissent="`book` allows it.")
    answer = Evaluator(small_book(contraindications=[split, *PARTS["contraindications"][1:]])).evaluate(
        CLIENT, on=TODAY
    )
    assert "Sources differ. [said by 1]" in " ".join(explain(answer).split())
    assert "Sources differ: [1] allows it. [said by 1]" in " ".join(explain_technique(answer, "swedish").split())


def test_what_was_found_is_told_of_the_first_ranks_and_once():
    ranked = [
        Indication(
            technique=technique,
            complaint="fever",
            outcome=outcome,
            direction="benefit",
            certainty=certainty,
            effect=effect,
        )
        for technique, outcome, certainty, effect in (
            ("deep", "pain", "high", "Much less."),
            ("swedish", "pain", "moderate", "Less."),
            ("cupping", "pain", "low", "A little less."),
            ("stones", "pain", "very-low", "Hardly less."),
        )
    ]
    book = small_book(indications=ranked, contraindications=())
    answer = Evaluator(book).evaluate(ClientProfile(taken=TODAY, goals=[Goal("fever")]), on=TODAY)
    text = " ".join(explain(answer).split())
    assert "3. Cupping: can be done (score 6)" in text
    assert "Fever, pain: benefit, low certainty (+6): A little less." in text
    assert "Fever, pain: benefit, very low certainty (+4). " in text
    assert "Hardly less" not in text
    assert "Hardly less." in explain_technique(answer, "stones")
