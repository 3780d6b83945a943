"""The talk of an interview, and what is said when a reply cannot be so: always in the client's own words."""

from datetime import date

import attrs
import pytest

from bodywork_rules import ClientProfile, Evaluator, Finding, load_profile, to_json
from bodywork_rules.care import Asks, IntakeQuestion, Interview, Note, Reply, answered, next_question, questionnaire
from bodywork_rules.care.intake.form import talk_questions
from bodywork_rules.cli.asking import Asking
from bodywork_rules.cli.intake import put_until_agreed, why_refused
from bodywork_rules.cli.intake_files import Files
from bodywork_rules.cli.intake_prompts import Prompts
from bodywork_rules.errors import InvalidProfile
from shipped import EVALUATOR, RULEBOOK
from unit.cli.terminals import CTRL_C, ENTER, choose, reply, talked_of


def test_a_medicine_that_is_not_known_is_said_and_near_names_are_offered(terminal, write, tmp_path):
    talked_of(write, "cay.interview.json", "talk/medicines")
    screen = terminal("intake", "cay.json", "--on", "2026-11-23")
    reply(screen, "Which medicines", "warfarin, asprin, qqqq")
    screen.wait_for("“asprin” is not known here")
    screen.wait_for("keep it as I said it")
    screen.wait_for("Aspirin")
    screen.type("j" + ENTER)
    screen.wait_for("Understood: Warfarin, Aspirin.")
    screen.wait_for("Not understood, and kept as you said it: qqqq.")
    screen.wait_for("say it again")
    screen.type(ENTER)
    screen.wait_for(" / ")
    profile = load_profile(tmp_path / "cay.json")
    assert [each.condition for each in profile.medications] == ["warfarin", "aspirin"]
    assert profile.unmapped == ("qqqq",)


def test_what_is_near_is_taken_only_when_the_client_says_so(terminal, write, tmp_path):
    talked_of(write, "moe.interview.json", "talk/injuries")
    screen = terminal("intake", "moe.json", "--on", "2026-11-23")
    reply(screen, "Which injuries", "moon disease, broken left wrist in 2019")
    screen.wait_for("“moon disease” is not known here")
    screen.wait_for("Inflammatory bowel disease")
    screen.type(ENTER)
    screen.wait_for("Understood: Broken bone (left wrist, began 2019).")
    screen.wait_for("kept as you said it: moon disease.")
    screen.wait_for("say it again")
    screen.type(ENTER)
    screen.wait_for(" / ")
    profile = load_profile(tmp_path / "moe.json")
    (broken,) = profile.findings
    assert (broken.condition, [str(each) for each in broken.sites], str(broken.onset)) == (
        "fracture",
        ["left wrist"],
        "2019",
    )
    assert profile.unmapped == ("moon disease",)
    assert [note.text for note in Files(tmp_path / "moe.json").notes] == ["broken left wrist in 2019"]


def test_nothing_that_a_client_does_not_want_is_lost(terminal, write, tmp_path):
    talked_of(write, "ned.interview.json", "talk/declines")
    screen = terminal("intake", "ned.json", "--on", "2026-11-23")
    reply(screen, "do not want", "tummy, strong pressure, cupping, deep tissue, feet")
    screen.wait_for("“deep tissue” is not known here")
    screen.wait_for("Deep tissue massage")
    screen.type("j" + ENTER)
    screen.wait_for("Understood: belly, Dry cupping, Deep tissue massage, foot.")
    screen.wait_for("kept as you said it: strong pressure.")
    screen.wait_for("say it again")
    screen.type(ENTER)
    screen.wait_for(" / ")
    profile = load_profile(tmp_path / "ned.json")
    assert profile.preferences.declines == ("cupping-dry", "deep-tissue-massage")
    assert [str(each) for each in profile.preferences.declines_sites] == ["abdomen", "foot"]
    assert profile.unmapped == ("The client does not want: strong pressure",)
    answer = EVALUATOR.evaluate(profile, on=date(2026, 11, 23))
    assert not any(each.ready for each in answer.judgements)


@pytest.mark.parametrize("size", [(24, 80), (32, 80)])
def test_a_question_is_seen_above_a_list_that_is_longer_than_the_screen(terminal, size):
    screen = terminal("intake", "liz.json", "--on", "2026-11-23", size=size)
    screen.wait_for("What brings you here")
    shown, _ = screen.read_until("Neck pain")
    shown += screen.rest()
    assert "Your answer" in shown
    named = {RULEBOOK.conditions[each.complaint].name for each in RULEBOOK.indications}
    listed = {line.strip("» ^v\r") for line in shown.splitlines()} & named
    assert len(named) > size[0]
    assert 3 < len(listed) < size[0] - 3


def test_what_cannot_be_is_said_in_the_clients_words(terminal, write):
    form = {question.id: question for question in questionnaire(RULEBOOK)}
    asking, evaluator, day = Asking(RULEBOOK), EVALUATOR, date(2026, 11, 23)
    broken = Finding("fracture", sites=["left wrist"])
    client = ClientProfile(taken=day, findings=[broken, "chest-pressure"])

    def said(question: IntakeQuestion, reply: Reply) -> str:
        with pytest.raises(InvalidProfile) as error:
            answered(evaluator, client, question, reply, day)
        return why_refused(asking, question, error.value)

    detail = attrs.evolve(form["fracture"], asks=Asks.DETAIL, finding=broken, number=1)
    for told, why in (
        ({"onset": "2027"}, "That date cannot be"),
        ({"end": "2027"}, "That date cannot be"),
        ({"sites": ["left nose"]}, "It cannot be at that place."),
    ):
        assert why in said(attrs.evolve(detail, details=[*told]), Reply("yes", **told))
    assert "from 0.5 to 20" in said(form["quantity/inr"], Reply("yes", value=100))
    before = said(form["warning-sign"], Reply("no"))
    assert before == "You spoke before of: Pressure or pain in the chest."
    assert why_refused(asking, form["fracture"], InvalidProfile([])) == ""


def test_an_earlier_no_is_named_and_taken_back_or_the_question_put_again(monkeypatch, tmp_path, capsys):
    form = {question.id: question for question in questionnaire(RULEBOOK)}
    evaluator, day, asked = EVALUATOR, date(2026, 11, 23), []
    replies, choices = iter([Reply("yes", value=190), Reply("yes", value=190)]), iter([False, True])
    monkeypatch.setattr(Prompts, "ask", lambda *_: next(replies))
    monkeypatch.setattr(Asking, "choose", lambda _, text, able: asked.append((text, able)) or next(choices))
    denied = Interview(ClientProfile(taken=day, answered=["hypertension"]))
    pressure, files = form["quantity/systolic-blood-pressure"], Files(tmp_path / "oda.json")
    after = put_until_agreed(Asking(RULEBOOK), evaluator, files, denied, pressure, day)
    assert [(each.condition, each.status.value) for each in after.told.findings] == [("hypertension", "suspected")]
    (text, able), _ = asked
    assert "You said no before to: High blood pressure." in text
    assert [*able.values()] == ["Yes, take it back and ask me again", "No, it stands; I will answer this one again"]
    assert "take_back" not in capsys.readouterr().out


def test_the_pain_of_the_day_is_offered_as_a_score_after_a_resume_too(terminal, write):
    book, day = RULEBOOK, date(2026, 11, 23)
    evaluator, told = Evaluator(book), ClientProfile(taken=day, age=40, goals=["neck-pain"], answered=["EVERYTHING"])
    note = Note(question="talk/pain", text="7", on=day)
    interview = Interview(told, put=[question.id for question in talk_questions(book)], notes=[note])
    while question := next_question(evaluator, interview, day):
        interview = answered(evaluator, interview, question, Reply("not-sure"), day)
    write("pia.interview.json", to_json(interview))
    screen = terminal("intake", "pia.json", "--on", "2026-11-23")
    screen.wait_for("Going on where you left")
    screen.wait_for("--measure nprs --value 7 --complaint neck-pain")


def test_goals_have_places_and_one_may_matter_most(terminal, write, tmp_path):
    talked_of(write, "dee.interview.json", "talk/goals")
    screen = terminal("intake", "dee.json", "--on", "2026-11-23")
    screen.wait_for("What brings you here")
    screen.wait_for("Your answer")
    screen.type("worn knee")
    screen.wait_for("worn knee")
    screen.type(ENTER)
    reply(screen, "where on your body", "left hand")
    screen.wait_for("cannot be")
    screen.type("\x15left knee" + ENTER)
    choose(screen, "Wish to relax")
    screen.wait_for("matters most")
    screen.wait_for("Wish to relax")
    screen.type("j" + ENTER)
    screen.wait_for(" / ")
    goals = {goal.complaint: goal for goal in load_profile(tmp_path / "dee.json").goals}
    assert [str(each) for each in goals["knee-osteoarthritis"].sites] == ["left knee"]
    assert (goals["knee-osteoarthritis"].importance, goals["relaxation"].importance) == (3, 2)


def test_a_half_answered_question_goes_on_with_what_was_said(terminal, write, tmp_path):
    talked_of(write, "eve.interview.json", "talk/goals")
    screen = terminal("intake", "eve.json", "--on", "2026-11-23")
    screen.wait_for("What brings you here")
    screen.wait_for("Your answer")
    screen.type("worn knee")
    screen.wait_for("worn knee")
    screen.type(ENTER)
    reply(screen, "where on your body", "left knee")
    screen.wait_for("That is all")
    screen.type(CTRL_C)
    screen.wait_for("Nothing is lost")
    assert screen.status() == 130

    again = terminal("intake", "eve.json", "--on", "2026-11-23")
    again.wait_for("left knee")
    again.wait_for("That is all")
    again.type(ENTER)
    again.wait_for(" / ")
    goals = {goal.complaint: goal for goal in load_profile(tmp_path / "eve.json").goals}
    assert [str(each) for each in goals["knee-osteoarthritis"].sites] == ["left knee"]
    assert not (tmp_path / "eve.begun.json").exists()


def test_what_was_half_answered_is_asked_anew_when_it_is_not_of_today_or_no_answer(tmp_path):
    files, day = Files(tmp_path / "eve.json"), date(2026, 11, 23)
    files.keep("fever", day, [])
    assert not files.begun.exists()
    files.keep("fever", day, [("Do you have a fever?", "Yes")])
    assert files.answers("fever", day) == [("Do you have a fever?", "Yes")]
    assert files.answers("fever", date(2026, 11, 24)) == files.answers("clot", day) == []
    asking = Asking(RULEBOOK, kept=[("Do you have a fever?", "Perhaps")])
    assert asking.begin(files.answers("fever", day)) is None
    assert asking.kept == [("Do you have a fever?", "Yes")]
    files.begun.write_text('["fever", "2026-11-23", [[1, 2], ["a"], "b", ["c", "d"]]]', encoding="utf-8")
    assert files.answers("fever", day) == [("c", "d")]
    files.begun.write_text("{}", encoding="utf-8")
    assert files.answers("fever", day) == []
    files.begun.write_text("[", encoding="utf-8")
    assert files.answers("fever", day) == []
