"""An explanation says what the answer says, the urgent first, in the client's own facts."""

import re
from datetime import date

import attrs
import pytest
from hypothesis import given

from bodywork_rules.engine import Evaluator
from bodywork_rules.insight import explain, explain_questions, explain_technique
from bodywork_rules.insight.answer.in_words import page_of
from bodywork_rules.insight.page import Table
from bodywork_rules.model import (
    EVERYTHING,
    ClearanceRecord,
    ClientProfile,
    Finding,
    Goal,
    Indication,
    Limits,
    Measurement,
    Preferences,
    Response,
    Restriction,
    Verdict,
    Words,
)
from small_book import PARTS, small_book
from strategies import scenes

TODAY = date(2026, 11, 23)
EVALUATOR = Evaluator(small_book())
WRIST = Finding("fracture", onset="2026-10-30", sites=["left wrist"])
CLIENT = ClientProfile(
    taken=TODAY,
    age=46,
    findings=[Finding("neck-pain", stage="chronic", sites=["neck"]), WRIST],
    medications=["warfarin"],
    goals=[Goal("neck-pain", outcome="pain")],
    answered=["pregnancy"],
)
ALL_ASKED = ("bleeding-risk", "fracture", "fever", "pregnancy", "neck-pain", "chest-pain", "hypertension")


def told(profile=CLIENT, evaluator=EVALUATOR, **changes):
    """The explanation as one line, so that wrapping does not matter."""
    text = explain(evaluator.evaluate(attrs.evolve(profile, **changes), on=TODAY))
    return " ".join(text.split())


@pytest.mark.parametrize(("answered", "marked"), [((), Verdict.MODIFY), ([EVERYTHING], Verdict.PROCEED)])
def test_only_what_is_ready_is_marked_as_what_can_simply_be_done(answered, marked):
    client = ClientProfile(taken=TODAY, age=46, goals=["neck-pain"], answered=answered)
    page = page_of(EVALUATOR.evaluate(client, on=TODAY))
    (table,) = (each for each in page if isinstance(each, Table))
    said = {row[2].text: row[2].verdict for row in table.rows}
    assert said["can be done"] is marked


def section(title, text):
    """What stands under a heading, as one line."""
    found = re.search(rf"^{re.escape(title)}\n-+\n(.*?)(?=^[^\n]+\n-+$|\Z)", text, re.MULTILINE | re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def test_it_says_first_that_an_answer_is_provisional_and_what_to_ask():
    assert told().startswith("Assessment for 2026-11-23 ========================= Provisional: what is not known")
    assert "3 questions are open, and 1 could mean that" in told()
    assert "Ask first: Does your chest hurt?" in told()
    assert "A yes to this could mean an emergency referral: a doctor should see the client at once" in told()


def test_it_says_first_that_an_answer_is_settled():
    assert "= Settled: what is not known cannot change" in told(answered=ALL_ASKED)
    assert "Ask first" not in told(answered=ALL_ASKED)


def test_an_undated_history_is_said_to_be_undated():
    assert "Undated history: nobody said on which day" in told(taken=None)
    assert "Undated" not in told()


def test_a_referral_stands_in_a_box_above_everything_that_could_be_done():
    text = explain(EVALUATOR.evaluate(attrs.evolve(CLIENT, findings=["chest-pain"]), on=TODAY))
    lines = text.splitlines()
    box = [number for number, line in enumerate(lines) if line == "!" * 100]
    assert lines[box[0] + 1] == "!!  EMERGENCY REFERRAL: A DOCTOR SHOULD SEE THE CLIENT AT ONCE, BEFORE ANY TREATMENT"
    assert lines[box[0] + 2] == "!!  Chest pain: It may be the heart. [said by 1]"
    assert box[1] < next(number for number, line in enumerate(lines) if "Swedish massage" in line)


def test_a_recommendation_says_why_at_what_with_which_changes_and_where_not():
    text = section("Recommended today", explain(EVALUATOR.evaluate(CLIENT, on=TODAY)))
    assert "1. Swedish massage: can be done, with changes (score 6)" in text
    assert "Why: Neck pain, pain: benefit, low certainty (+6) [1]: a little less pain." in text
    assert "How: Pressure at most 2 of 5 (rubbing lotion in); keep off left wrist (R1, R2). Aims at: muscle" in text
    assert "1 Swedish massage with changes 6 1 to 2 left wrist not to be done R1, R2" in told()


def test_a_reason_names_the_rule_and_the_fact_of_the_client():
    reasons = section("Reasons", explain(EVALUATOR.evaluate(CLIENT, on=TODAY)))
    assert "R1: Fracture (left wrist, began 2026-10-30). The bone is not yet firm. Keep off: left wrist." in reasons
    assert "R2: Bleeding risk, because the client takes Warfarin. Bruising." in reasons


def test_a_reason_is_told_once_however_many_techniques_it_concerns():
    text = told(goals=[Goal("neck-pain"), Goal("neck-pain", outcome="sleep")], answered=ALL_ASKED)
    assert text.count("Bruising.") == text.count("The bone is not yet firm.") == 1
    assert text.count("R2") > 2


def test_a_place_to_keep_off_is_told_once_even_where_no_technique_told_of_reaches_it():
    swedish = attrs.evolve(PARTS["techniques"][0], regions=["neck"])
    text = told(evaluator=Evaluator(small_book(techniques=[swedish, *PARTS["techniques"][1:]])))
    assert text.partition("Client:")[0].count("Keep off: left wrist, for fracture (R") == 1


def test_what_every_technique_has_to_heed_is_told_first_and_once():
    first = told().partition("Client:")[0]
    assert "For all named here: pressure at most 2 of 5 (rubbing lotion in) (R2)." in first
    assert "Needs a clinician's yes: nothing." in first


def test_what_counts_against_a_technique_is_told():
    wants = Preferences(likes=["relaxation"], dislikes=["swedish"])
    profile = attrs.evolve(
        CLIENT,
        goals=[Goal("neck-pain", importance=3)],
        preferences=wants,
        responses=[Response(technique="swedish", change="worse")],
    )
    text = told(profile)
    assert "The client likes it: Relaxation (+2)." in text
    against = text.partition("Against it, or unclear:")[2]
    assert "Neck pain, sleep: no benefit was found, low certainty, for its family in general (-3) [1]." in against
    assert "The client dislikes it: Swedish massage (-2)." in against
    assert "After an earlier treatment: worse (-4)." in against


def test_what_is_withheld_says_why_with_the_rules_that_leave_no_way():
    text = section("Withheld: not to be done", explain(EVALUATOR.evaluate(CLIENT, on=TODAY)))
    assert text.startswith("- Deep tissue: it needs more pressure than is allowed (R2).")


def test_techniques_withheld_for_the_same_reasons_are_told_together():
    text = section(
        "Withheld: not to be done",
        explain(EVALUATOR.evaluate(attrs.evolve(CLIENT, findings=["fever", CLIENT.findings[0]]), on=TODAY)),
    )
    assert text.startswith("- Deep tissue: ")
    feverish = attrs.evolve(CLIENT, findings=["fever", CLIENT.findings[0]], medications=[])
    alike = section("Withheld: not to be done", explain(EVALUATOR.evaluate(feverish, on=TODAY)))
    assert alike == "- Deep tissue and Swedish massage: fever (R1)."


def test_what_was_declined_is_a_reason():
    declined = told(preferences=Preferences(declines=["swedish"]))
    assert "Swedish massage: the client declines Swedish massage;" in declined
    assert "Keep off: neck: the client declines it." in told(
        goals=[Goal("neck-pain"), Goal("neck-pain", sites=["neck"])], preferences=Preferences(declines_sites=["neck"])
    )


def test_a_clearance_says_whom_to_ask_what_and_what_a_yes_unlocks():
    clearance = attrs.evolve(PARTS["clearances"][0], meanwhile="Cool strokes.")
    indication = Indication(
        technique="stones", complaint="neck-pain", outcome="pain", direction="benefit", certainty="low", effect="less"
    )
    book = small_book(clearances=[clearance, PARTS["clearances"][1]], indications=[*PARTS["indications"], indication])
    profile = attrs.evolve(CLIENT, findings=["hypertension"], medications=[])
    text = explain(Evaluator(book).evaluate(profile, on=TODAY))
    asked = section("After a clinician's yes", text)
    assert "Ask: Blood pressure - Whom: Physician - The question: Is it under control?" in asked
    assert "About: High blood pressure" in asked
    assert "A yes unlocks: heat. It holds for 26 weeks unless it says otherwise." in asked
    assert "Until then: Cool strokes." in asked
    assert "Waiting: Hot stones" in asked
    assert "2. Hot stones: not before a clinician's yes (score 6)" in asked
    assert "How: Waits for a yes to Blood pressure (ask: physician) (R1). Aims at: muscle." in asked
    assert "Needs a clinician's yes: Blood pressure (ask: physician), for Hot stones." in " ".join(text.split())


def test_a_technique_that_waits_in_part_is_said_to():
    old = Finding("fracture", onset="2026-01", sites=["left wrist"])
    text = told(findings=[old], medications=[])
    assert "Waiting in part: Swedish massage (the rest can be done)" in text
    assert "Keep off before a clinician's yes: left arm, for fracture (R1)." in text


def test_a_clinicians_answer_that_decided_is_told():
    old = Finding("fracture", id="w1", onset="2026-01", sites=["left wrist"])
    record = ClearanceRecord(
        clearance="bone-ok", findings=["w1"], answer="granted", on="2026-11-01", limits=Limits(pressure_at_most=1)
    )
    granted = told(findings=[old], medications=[], clearances=[record])
    assert "A clinician said yes on 2026-11-01 (Bone)." in granted
    refused = attrs.evolve(record, answer="refused", limits=Limits())
    assert "A clinician said no on 2026-11-01 (Bone)." in told(findings=[old], medications=[], clearances=[refused])


def test_what_was_assumed_stands_with_the_reason_and_by_itself():
    text = told(findings=[Finding("fracture", status="suspected", sites=["left wrist"])])
    assert "Read with caution, since not known: when it began (not given); whether it is so (only suspected)." in text
    assumed = text.partition("Assumed for want of an answer")[2]
    assert "Fracture (suspected, left wrist): when it began (not given): R1, R2." in assumed


def test_each_kind_of_question_is_put_in_words():
    suspected = Finding("hypertension", status="suspected", controlled=None)
    text = told(findings=[suspected, Finding("fracture", onset="2026-08", sites=["wrist"]), "pregnancy"], answered=[])
    for question in (
        "When did it begin: Fracture (wrist, began 2026-08)? The answer (not given precisely enough) could",
        "Where exactly is it: Fracture (wrist, began 2026-08)?",
        "How many weeks? The answer (no value given) could limit",
    ):
        assert question in text


def test_what_nobody_could_code_is_told_on_one_line_and_at_the_top():
    text = explain(EVALUATOR.evaluate(attrs.evolve(CLIENT, unmapped=["my knee\n\n# clicks\x1b[2J"]), on=TODAY))
    assert "- “my knee # clicks [2J”\n" in text
    assert "Not coded: 1 thing that the client said could not be coded" in " ".join(text.split())
    assert "\x1b" not in text


def test_markdown_escapes_what_the_client_said():
    nasty = "<script>x</script> **bold** [link](http://evil.example) `code` | # title"
    profile = attrs.evolve(CLIENT, unmapped=[nasty], findings=[attrs.evolve(WRIST, id="a_b*c*")])
    text = explain(EVALUATOR.evaluate(profile, on=TODAY), markdown=True)
    assert r"\<script\>x\</script\> \*\*bold\*\* \[link\](http\://evil.example) \`code\` \| \# title" in text
    assert r"noted as a\_b\*c\*" in text


def test_markdown_has_headings_lists_and_tables():
    text = explain(EVALUATOR.evaluate(CLIENT, on=TODAY), markdown=True)
    assert text.startswith("# Assessment for 2026-11-23\n\n**Provisional:** ")
    assert "\n### 1\\. Swedish massage: can be done, with changes (score 6)\n\n- **How:** " in text
    assert "\n|  | Technique | Today | Score | Pressure | Keep off | At worst | Why |\n| --- |" in text
    assert "\n- **R1:** Fracture (left wrist" in text


def test_a_client_without_a_goal_is_told_which_techniques_may_be_offered():
    text = told(goals=[])
    assert "Goals: none given." in text
    assert "The client gave no goal, so nothing can be recommended. These may be offered." in text
    offered = text.partition("Can be done, with changes")[2]
    assert "Hot stones and Swedish massage: as at the top (R1, R2)." in offered
    top = text.partition("Techniques by verdict")[0]
    assert "For all named here: pressure at most 2 of 5 (rubbing lotion in) (R1)." in top
    assert "Keep off: left wrist, for fracture (R2)." in top
    assert "Withheld: not to be done" in text


def test_a_goal_without_an_argument_is_said_to_have_none():
    text = told(goals=[Goal("fever")], findings=[], medications=[])
    assert "The rulebook has no argument for or against any technique for Fever." in text


def test_where_nothing_may_be_offered_it_says_so():
    text = told(goals=[], findings=["fever"])
    assert "None may be offered." in text
    assert "What can be done today" not in text


def test_techniques_for_which_nothing_speaks_are_told_with_what_may_be_done():
    text = told(goals=[Goal("neck-pain", outcome="sleep")])
    assert "Nothing is recommended today" in text
    assert "What can be done today" in text
    looked = text.partition("Looked at, and not recommended")[2]
    assert "- Can be done, with changes: - Swedish massage (-2): as at the top (R1, R2)." in looked
    assert "Hot stones" not in looked.partition("Reasons")[0]


def test_what_the_client_wants_is_told_of_what_is_not_recommended_too():
    profile = attrs.evolve(CLIENT, preferences=Preferences(dislikes=["swedish", "relaxation"]))
    responses = [Response(technique="swedish", change="worse")]
    looked = told(profile, responses=responses).partition("Looked at, and not recommended")[2]
    assert "The client dislikes it: Swedish massage (-2). After an earlier treatment: worse (-4)." in looked


def test_an_argument_set_aside_is_said_to_be():
    book = small_book(conditions=[attrs.evolve(each, regions=()) for each in PARTS["conditions"]])
    profile = attrs.evolve(
        CLIENT, goals=[Goal("neck-pain", sites=["neck"]), Goal("neck-pain", sites=["left wrist"], outcome="pain")]
    )
    assert "set aside, since every place of this goal is kept off" in told(profile, Evaluator(book))


def test_equal_scores_are_told_as_ties():
    both = Indication(
        families=["clinical"], complaint="fever", outcome="pain", direction="benefit", certainty="low", effect="less"
    )
    book = small_book(indications=[both], contraindications=PARTS["contraindications"][:1])
    text = told(ClientProfile(taken=TODAY, goals=[Goal("fever")]), Evaluator(book))
    assert "Equal scores: which of these comes first says nothing: Cupping and Deep tissue." in text


def test_it_says_until_when_it_holds_and_what_changes_then():
    held = told().partition("How long this holds")[2]
    assert "Before 2026-12-21, unless a new fact comes up." in held
    assert "to be asked again, since the answer becomes too old: Pregnancy." in held
    assert "Nothing changes by time alone" in told(findings=[], medications=[], answered=[], age=None)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"findings": [Finding("fracture", onset="2026-09-01", sites=["left wrist"])]}, "a time limit of a rule"),
        (
            {"findings": ["pregnancy"], "measurements": [Measurement("weeks", value=12)], "answered": []},
            "a value moves on past a bound: Weeks.",
        ),
    ],
)
def test_each_kind_of_change_is_told(changes, says):
    assert says in told(**changes)


def test_the_client_is_told_as_written_down():
    text = told(
        age=None,
        born="1980-05-17",
        measurements=[Measurement("pain", value=3)],
        goals=[Goal("neck-pain", outcome="pain", sites=["neck"])],
        answered="EVERYTHING",
    )
    assert "Client: born 1980-05-17; Neck pain (neck, chronic); Fracture (left wrist, began 2026-10-30)" in text
    assert "takes Warfarin; Pain 3." in text
    assert "Goals: Neck pain: Pain (neck)." in text
    assert "Answered: everything, whatever a rulebook may ask." in text
    assert "Answered in full: nothing" in told(answered=[])


def test_sources_are_cited_by_number_and_listed_at_the_end():
    text = told()
    assert "Sources ------- [1] A book." in text
    assert set(re.findall(r"\[(?:read across from |said by )?([\d, ]+)\]", text)) == {"1"}


def test_where_a_rule_comes_from_is_told():
    unsourced = attrs.evolve(PARTS["contraindications"][0], sources=(), basis="unsourced")
    book = small_book(contraindications=[unsourced, *PARTS["contraindications"][1:]])
    assert "without suction. [no source: our own caution]" in told(CLIENT, Evaluator(book))
    frail = told(age=80, medications=[])
    assert (
        "Age at least 75 (given: 80). Thin skin. Pressure at most 3 of 5 (kneading dough). [read across from 1]"
        in frail
    )


def test_the_provenance_is_told():
    assessment = EVALUATOR.evaluate(CLIENT, on=TODAY)
    made = attrs.evolve(assessment.provenance, replaced=("fever",))
    text = " ".join(explain(attrs.evolve(assessment, provenance=made)).split())
    assert f"Rulebook small 1 (SHA-256 {made.digest}), bodywork_rules {made.engine}, asked for 2026-11-23." in text
    assert "Replaced in it: fever." in text
    assert text.endswith("It does not diagnose, and it is not the last word.")


def test_without_names_it_speaks_in_ids():
    assessment = EVALUATOR.evaluate(CLIENT, on=TODAY)
    text = explain(attrs.evolve(assessment, words=Words(names=(), sources=())))
    assert "bleeding risk, because the client takes warfarin" in text
    assert "[1] book." in text


@given(scenes())
def test_every_answer_can_be_put_into_words(scene):
    assessment = Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)
    text = explain(assessment)
    assert text.endswith("the last word.\n")
    assert all(line == line.rstrip() for line in text.splitlines())
    assert ("\nProvisional: " in text) is not assessment.settled
    assert ("!" * 100 in text) is bool(assessment.referrals)
    for judgement in (*assessment.recommendations, *assessment.after_clearance, *assessment.withheld):
        assert judgement.technique.name.split()[0] in text
    assert explain(assessment, markdown=True).startswith("# Assessment for ")
    assert explain_questions(assessment).count("?") >= len(assessment.questions)
    for judgement in assessment.judgements:
        page = " ".join(explain_technique(assessment, judgement.technique.id).split())
        assert page.startswith(" ".join(judgement.technique.name.split()))
        assert all(
            " ".join(each.rule.reason.split()).rstrip(".") in page
            for each in judgement.restrictions
            if isinstance(each, Restriction) and each.acts and "`" not in each.rule.reason
        )


@given(scenes())
def test_every_rule_that_counts_is_told(scene):
    rules = [attrs.evolve(each, reason=f"Since {each.id}.") for each in scene.rulebook.contraindications]
    named = scene.under(contraindications=rules)
    assessment = Evaluator(named.rulebook).evaluate(named.profile, on=named.on)
    reasons = section("Reasons", explain(assessment))
    for judgement in (*assessment.recommendations, *assessment.after_clearance):
        for each in judgement.restrictions:
            assert not isinstance(each, Restriction) or not each.acts or each.rule.reason in reasons
