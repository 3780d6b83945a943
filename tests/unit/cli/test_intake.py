"""The interview as a person has it: in a terminal, with keys, broken off and gone on with."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import attrs
import pytest

from bodywork_rules import ClientProfile, Evaluator, Finding, load_profile, load_rulebook, to_json
from bodywork_rules.care import Interview, Note
from bodywork_rules.care.intake.form import talk_questions
from bodywork_rules.care.intake.places import Places
from bodywork_rules.cli.asking import laid_out
from bodywork_rules.cli.intake_ending import closing_words, first_scores, notes_page, urgent_page
from bodywork_rules.cli.intake_files import Files
from bodywork_rules.errors import UnreadableFile
from bodywork_rules.insight.plain import plain
from bodywork_rules.model import ClearanceRecord
from bodywork_rules.rulebook import Translation
from shipped import EVALUATOR, RULEBOOK
from unit.cli.terminals import CTRL_C, ENTER, talk, talked_of


def test_a_broken_off_interview_loses_nothing_and_is_gone_on_with(terminal, tmp_path):
    screen = terminal("intake", "anna.json", "--on", "2026-11-23")
    screen.wait_for("Everything is saved in anna.json")
    talk(screen)
    screen.wait_for(" / ")
    screen.wait_for("Do you have any of these now")
    screen.wait_for("Not sure")
    screen.type("j" + ENTER)
    screen.wait_for(" / ")
    screen.wait_for("0 if none is:")
    screen.type(CTRL_C)
    screen.wait_for("To go on: bodywork-rules intake anna.json")
    assert screen.status() == 130

    profile = load_profile(tmp_path / "anna.json")
    assert [goal.complaint for goal in profile.goals] == ["neck-pain"]
    assert "warning-sign" in profile.answered
    assert sorted(each.name for each in tmp_path.iterdir()) == ["anna.interview.json", "anna.json"]

    again = terminal("intake", "anna.json", "--on", "2026-11-23")
    again.wait_for("Going on where you left anna.json")
    again.wait_for(" / ")
    again.wait_for("0 if none is:")
    again.type(CTRL_C)
    assert again.status() == 130
    assert load_profile(tmp_path / "anna.json") == profile


def test_an_interview_ends_when_nothing_more_can_change_the_answer(terminal, tmp_path, studio, write):
    talked = [question.id for question in talk_questions(load_rulebook(studio))]
    write("ben.interview.json", to_json(Interview(ClientProfile(taken="2026-11-23", age=40), put=talked)))
    screen = terminal("intake", "ben.json", "--on", "2026-11-23", "--rulebook", str(studio))
    while (seen := screen.wait_for("assess ben.json", "Not sure", "none:", "none is:", "empty")) != "assess ben.json":
        screen.type({"Not sure": "j", "empty": ""}.get(seen, "0") + ENTER)
        screen.wait_for(" / ", "That is all")
    assert screen.status() == 0
    profile = load_profile(tmp_path / "ben.json")
    assert Evaluator(load_rulebook(studio)).evaluate(profile, on=date(2026, 11, 23)).settled


def test_no_sign_of_danger_is_higher_than_the_screen_when_it_is_denied(terminal, write):
    talked_of(write, "ann.interview.json")
    screen = terminal("intake", "ann.json", "--on", "2026-11-23", size=(24, 80))
    screen.wait_for(" / ")
    parts = []
    while True:
        part, seen = screen.read_until("Enter shows the rest", "Not sure")
        parts.append(part)
        assert part.count("\n") < 24
        if seen == "Not sure":
            break
        screen.type(ENTER)
        screen.wait_for("\n")
    shown = " ".join(" ".join(parts).split())
    (asked,) = [each.ask for each in RULEBOOK.conditions if each.id == "warning-sign"]
    for sign in asked.partition(": ")[2].rstrip("?").split("; "):
        assert f"- {sign}" in shown


def test_an_emergency_is_said_at_once_and_at_the_end(terminal, write):
    talked_of(write, "bea.interview.json", findings=["chest-pressure"])
    screen = terminal("intake", "bea.json", "--on", "2026-11-23")
    screen.wait_for("EMERGENCY")
    screen.wait_for("Ctrl-C ends them")
    screen.wait_for("Not sure")
    screen.type("jj" + ENTER)
    screen.wait_for("EMERGENCY")


def test_an_interview_with_an_emergency_ends_with_it():
    answer = EVALUATOR.evaluate(ClientProfile(findings=["chest-pressure"]), on=date(2026, 11, 23))
    assert "A doctor comes before" in closing_words(RULEBOOK, answer, Path("bea.json"))
    assert "no further answer" not in closing_words(RULEBOOK, answer, Path("bea.json"))
    assert urgent_page(answer)[0].title.startswith("emergency")


def test_an_assessment_tells_what_was_said_in_the_interview(bodywork, write, tmp_path):
    told = ClientProfile(taken="2026-11-23", goals=["neck-pain"])
    Files(tmp_path / "eve.json").write(Interview(told, notes=[Note(question="talk/worse", text="sitting long")]))
    done = bodywork("assess", tmp_path / "eve.json", "--on", "2026-11-23")
    assert "What makes it worse? sitting long" in done.out
    write("eve.interview.json", "{")
    assert bodywork("assess", "").status == 2
    broken = bodywork("assess", tmp_path / "eve.json", "--on", "2026-11-23")
    assert (broken.status, len(broken.err.splitlines())) == (2, 1)
    assert "eve.interview.json" in broken.err


def test_what_was_said_is_told_again_and_the_pain_is_offered_as_a_score():
    rulebook, told = RULEBOOK, ClientProfile(taken="2026-11-23", goals=["neck-pain", "relaxation"])
    day = date(2026, 11, 23)
    notes = [Note(question="talk/pain", text="7", on=day), Note(question="talk/worse", text="sitting", on=day)]
    page = plain(notes_page(rulebook, notes, ["zork"]))
    assert "What makes it worse? sitting" in page
    assert "kept as it was said: zork" in page
    after = Interview(told, notes=notes)
    assert first_scores(rulebook, after, Path("a b/anna.json"), day) == [
        "bodywork-rules score 'a b/anna.scores.json' --measure nprs --value 7 --complaint neck-pain --on 2026-11-23"
    ]
    assert first_scores(rulebook, after, Path("anna.json"), date(2026, 11, 24)) == []


def test_an_interview_needs_a_terminal(bodywork, tmp_path):
    done = bodywork("intake", tmp_path / "a.json")
    assert (done.status, done.err) == (2, "an intake is a talk: it needs a terminal\n")


def test_an_interview_is_kept_as_json(bodywork, tmp_path):
    done = bodywork("intake", tmp_path / "a.toml")
    assert done.status == 2
    assert "ends in .json" in done.err


def test_what_is_wrong_with_a_file_is_told(terminal, write):
    path = write("carl.interview.json", json.dumps({"format": 1, "told": {"findings": ["nonsuch"]}}))
    screen = terminal("intake", str(path.with_name("carl.json")))
    screen.wait_for("unknown condition `nonsuch`")
    assert screen.status() == 2
    assert not path.with_name("carl.json").exists()


def test_what_was_recorded_in_the_profile_since_is_kept(tmp_path):
    files = Files(tmp_path / "anna.json")
    told = ClientProfile(taken="2026-11-23", findings=["heart-disease"], answered=["fever"])
    interview = Interview(told, opened=["heart-disease", "cancer"], put=["fever"])
    files.write(interview)
    assert files.read(ClientProfile()) == interview
    named = attrs.evolve(interview.profile, findings=[Finding("heart-disease", id="a"), "heart-disease", "cancer"])
    recorded = ClearanceRecord(clearance="heart-ok", findings=["a"], answer="granted", on="2026-11-24")
    since = attrs.evolve(named, clearances=[recorded])
    files.profile.write_text(to_json(since), encoding="utf-8")
    gone_on = files.read(ClientProfile())
    assert gone_on.profile.clearances == (recorded,)
    assert Counter(gone_on.profile.findings) == Counter(since.findings)
    assert (gone_on.opened, gone_on.put) == (interview.opened, interview.put)
    files.profile.write_text(to_json(attrs.evolve(since, findings=["cancer"], clearances=[])), encoding="utf-8")
    assert files.read(ClientProfile()).opened == ("cancer",)
    files.profile.unlink()
    assert files.read(ClientProfile()) == interview
    files.interview.unlink()
    assert files.read(told) == Interview(told)
    files.interview.mkdir()
    with pytest.raises(UnreadableFile):
        files.read(told)


def test_a_question_breaks_between_words_and_counts_up_in_lines():
    assert laid_out("Do you often have headaches, or do you get migraine?", 40).splitlines() == [
        "Do you often have headaches, or do",
        "  you get migraine?",
    ]
    assert laid_out("Any of these: fever; a rash; weak limbs; a stiff neck?", 40).splitlines() == [
        "Any of these:",
        "- fever",
        "- a rash",
        "- weak limbs",
        "- a stiff neck?",
    ]
    assert max(map(len, laid_out("word " * 100, 300).splitlines())) <= 100


def test_places_are_read_as_the_rulebook_calls_them():
    places = Places(
        RULEBOOK.translated(
            Translation("nl", [("region/wrist/name", "Pols"), ("text/site-left/text", "linker {region}")])
        )
    )
    assert [str(each) for each in places.read("Linker pols, left wrist, neck, both knee")] == [
        "left wrist",
        "left wrist",
        "neck",
        "both knee",
    ]
    with pytest.raises(ValueError, match="not known here: aura"):
        places.read("aura")
