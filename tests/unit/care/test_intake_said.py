"""What a client says in words: what it is taken for, and that none of it is lost."""

from datetime import date

import attrs
import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Finding, Goal, InvalidProfile, Preferences
from bodywork_rules.care import IntakeQuestion, Interview, Meant, Note, Reply, answered, questionnaire, understood
from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import Status
from shipped import EVALUATOR, RULEBOOK

DAY = date(2026, 11, 23)
FORM = {question.id: question for question in questionnaire(RULEBOOK)}
CLIENT = ClientProfile(taken=DAY, goals=[Goal("neck-pain")])
ASKED = ClientProfile(taken=DAY, age=40, goals=[Goal("neck-pain")], answered=[EVERYTHING])


def told(question: IntakeQuestion, reply: Reply, of: ClientProfile | Interview = CLIENT) -> Interview:
    return answered(EVALUATOR, of, question, reply, DAY)


def test_a_place_and_a_year_are_read_where_they_are_plain_and_the_words_are_kept():
    said = "Broken left wrist in 2019"
    interview = told(FORM["talk/injuries"], Reply("yes", texts=[said, "sprained ankle", "Ankle sprain"]))
    broken, *sprains = interview.told.findings
    assert (broken.condition, [str(each) for each in broken.sites], str(broken.onset)) == (
        "fracture",
        ["left wrist"],
        "2019",
    )
    assert {each.condition for each in sprains} == {"ankle-sprain"}
    assert Note(question="talk/injuries", text=said, on=DAY) in interview.notes
    assert interview.told.unmapped == ()


@pytest.mark.parametrize(
    ("said", "site", "onset"),
    [
        ("broken wrist", "wrist", None),
        ("fracture in 2019 or 2020", None, None),
        ("fracture, left wrist and right foot", None, None),
        ("whiplash 2018.", None, "2018"),
        ("right hip replacement in 2021", "right hip", "2021"),
    ],
)
def test_only_one_place_and_one_year_are_plain(said, site, onset):
    able = understood(RULEBOOK, FORM["talk/injuries"], said, DAY)
    found = {(str(each.sites[0]) if each.sites else None, each.onset and str(each.onset))
             for meant in able for each in meant.findings}  # fmt: skip
    assert found == {(site, onset)}


def test_a_year_to_come_and_a_place_where_it_cannot_be_are_not_read():
    (late, *_) = understood(RULEBOOK, FORM["talk/injuries"], "broken wrist in 2031", DAY)
    assert (late.sure, late.findings[0].onset) == (False, None)
    for meant in understood(RULEBOOK, FORM["talk/injuries"], "whiplash of the left foot", DAY):
        assert not EVALUATOR.check(ClientProfile(taken=DAY, findings=meant.findings), DAY)


@pytest.mark.parametrize(
    ("said", "declines", "sites"),
    [
        ("tummy", (), ["abdomen"]),
        ("Left foot", (), ["left foot"]),
        ("cupping", ("cupping-dry",), []),
        ("Oil", ("oil",), []),
        ("East Asian massage", ("east-asian",), []),
    ],
)
def test_what_is_not_wanted_is_declined_by_any_name(said, declines, sites):
    wishes = told(FORM["talk/declines"], Reply("yes", texts=[said])).told.preferences
    assert (wishes.declines, [str(each) for each in wishes.declines_sites]) == (declines, sites)


def test_a_wish_that_nobody_understood_lets_nothing_be_ready_until_it_is_read():
    client = attrs.evolve(CLIENT, age=40, answered=["EVERYTHING"])
    assert any(each.ready for each in EVALUATOR.evaluate(client, DAY).judgements)
    interview = told(FORM["talk/declines"], Reply("yes", texts=["strong pressure"]), client)
    assert interview.told.unmapped == ("The client does not want: strong pressure",)
    assert not any(each.ready for each in EVALUATOR.evaluate(interview.profile, DAY).judgements)


def test_what_is_near_counts_only_when_the_client_says_so():
    (near,) = understood(RULEBOOK, FORM["talk/declines"], "deep tissue", DAY)
    assert not near.sure
    assert told(FORM["talk/declines"], Reply("yes", texts=["deep tissue"])).told.preferences.declines == ()
    interview = told(FORM["talk/declines"], Reply("yes", meant=[near], preferences=Preferences(likes=["oil"])))
    wishes = interview.told.preferences
    assert (wishes.declines, wishes.likes, interview.told.unmapped) == (("deep-tissue-massage",), ("oil",), ())
    assert [note.text for note in interview.notes] == ["deep tissue"]
    unknown = Meant(text="x", declines=["nonsuch"])
    with pytest.raises(InvalidProfile, match="nonsuch"):
        told(FORM["talk/declines"], Reply("yes", meant=[unknown]))


def test_what_was_declined_before_stays_declined():
    client = attrs.evolve(CLIENT, preferences=Preferences(declines=["suction"], declines_sites=["face"]))
    said = Reply("yes", preferences=Preferences(likes=["oil"], declines_sites=["foot"]))
    wishes = told(FORM["talk/declines"], said, client).told.preferences
    assert (wishes.likes, wishes.declines) == (("oil",), ("suction",))
    assert {str(each) for each in wishes.declines_sites} == {"face", "foot"}


def test_of_anything_else_that_is_said_nothing_is_understood():
    assert understood(RULEBOOK, FORM["talk/worse"], "warfarin", DAY) == ()


def test_what_a_client_comes_for_in_words_is_a_goal_or_kept_to_be_coded():
    said = Reply("yes", texts=["chest pain", "something in my side", "none"])
    interview = told(FORM["talk/goals"], said, ClientProfile(taken=DAY, answered=[EVERYTHING]))
    assert [goal.complaint for goal in interview.profile.goals] == ["chest-pressure"]
    assert interview.profile.unmapped == ("goal: something in my side",)
    assert not any(each.ready for each in EVALUATOR.evaluate(interview.profile, on=DAY).judgements)


@pytest.mark.parametrize("question", ["talk/medicines", "talk/injuries", "talk/declines"])
def test_to_say_that_there_is_none_leaves_nothing_to_be_coded(question):
    assert told(FORM[question], Reply("yes", texts=["None"])).profile.unmapped == ()


HELD = {
    "what a scan showed": ("talk/tests", "The scan showed a tumour."),
    "what a test of the blood showed": ("talk/tests", "blood test: anaemia"),
    "a clot, in other words": ("talk/tests", "a clot in the left leg"),
    "what is told to be negative, which nobody has read yet": ("talk/tests", "X-ray, no fracture"),
    "a clot, misspelt": ("talk/tests", "Trombosis"),
    "a pain in the chest on effort": ("talk/worse", "walking uphill brings chest pain"),
}
"""What is said where most of what is said is only noted, and names what the client did not tell."""


@pytest.mark.parametrize(("question", "said"), HELD.values(), ids=HELD)
def test_what_a_note_would_hide_is_kept_to_be_coded(question, said):
    interview = told(FORM[question], Reply("yes", texts=[said]), ASKED)
    assert (interview.profile.unmapped, interview.notes) == ((said,), ())
    assert not any(each.ready for each in EVALUATOR.evaluate(interview.profile, DAY).judgements)


NOTED = {
    "nothing": ("talk/tests", "None", ()),
    "nothing wrong": ("talk/tests", "CT of the head normal", ("CT of the head normal",)),
    "what changes nothing": ("talk/tests", "cholesterol high", ("cholesterol high",)),
    "the weather": ("talk/worse", "cold weather", ("cold weather",)),
    "how one sits": ("talk/worse", "sitting long", ("sitting long",)),
    "what was told": ("talk/tests", "MRI: slipped disc", ("MRI: slipped disc",)),
}
"""What is said and leaves the answer as it is, and what is noted of it."""


@pytest.mark.parametrize(("question", "said", "notes"), NOTED.values(), ids=NOTED)
def test_what_names_nothing_new_is_only_noted(question, said, notes):
    client = attrs.evolve(ASKED, findings=["disc-herniation"])
    interview = told(FORM[question], Reply("yes", texts=[said]), client)
    assert (interview.told.findings, interview.told.unmapped) == (client.findings, ())
    assert tuple(note.text for note in interview.notes) == notes


def test_what_a_test_showed_is_suspected_until_somebody_says_more():
    (finding,) = told(FORM["talk/tests"], Reply("yes", texts=["slipped disc in 2020"])).told.findings
    assert (finding.condition, finding.status, str(finding.onset)) == ("disc-herniation", Status.SUSPECTED, "2020")


def test_what_is_said_beside_what_was_meant_is_not_lost():
    wrist = Finding("fracture", status="resolved", end="2019", sites=["left wrist"])
    said = "broke my left wrist when I had a thrombosis"
    meant = [Meant(text=said, findings=[wrist])]
    for question in ("talk/injuries", "talk/worse"):
        interview = told(FORM[question], Reply("yes", meant=meant), ASKED)
        assert (interview.told.findings, interview.told.unmapped) == ((wrist,), (said,))


def test_what_a_yes_is_called_may_say_more_than_the_yes():
    client = ClientProfile(taken=DAY, age=40)
    said = Reply("yes", status="present", texts=["heart attack last week"])
    assert told(FORM["heart-disease"], said, client).told.unmapped == ("heart attack last week",)


def test_what_is_meant_says_what():
    with pytest.raises(InvalidValue, match="nothing that it means"):
        Meant(text="pills for my heart")
