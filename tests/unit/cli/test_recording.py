"""What came in since is recorded whole or not at all, loses nothing that was there and replaces nothing unasked."""

from datetime import date

import pytest

from bodywork_rules.care.progress.scores import ScoreFile
from bodywork_rules.engine import Evaluator
from bodywork_rules.rulebook import from_json, load_profile, load_rulebook

BEN = """
# said on the phone
format = 1
taken = 2026-11-23
answered = ["sunburn", "tension"]
findings = [{ condition = "numbness", sites = ["right arm"] }]
goals = [{ complaint = "tension" }]
unmapped = ["a bad back"]
"""
TODAY = ("--on", "2026-12-01")
SCORE = ("--measure", "nprs", "--complaint", "neck-pain")


@pytest.fixture
def ben(write):
    return write("ben.toml", BEN)


@pytest.fixture
def letter(bodywork, ben, studio, tmp_path):
    done = bodywork("letters", ben, "-o", tmp_path, "--on", "2026-11-23", "--rulebook", studio)
    return done.out.split()[-1]


@pytest.fixture
def replied(bodywork, letter, studio):
    """Record the reply to the letter."""

    def run(profile, *options):
        return bodywork("reply", profile, letter, *options, *TODAY, "--rulebook", studio)

    return run


YES = ("--granted", "heat-on-numb-skin", "--answered", "2026-11-30")
NO = ("--refused", "heat-on-numb-skin", "--answered", "2026-11-30")


def test_a_reply_counts_from_then_on_and_nothing_that_was_told_is_lost(replied, ben, studio, tmp_path):
    to = tmp_path / "ben.json"
    done = replied(ben, *YES, "--pressure-at-most", 2, "-o", to)
    assert (done.status, done.out, done.err) == (0, f"{to}\n", "")
    before, after = load_profile(ben), load_profile(to)
    (record,) = after.clearances
    assert (record.answer.name, str(record.on), record.limits.pressure_at_most) == ("GRANTED", "2026-11-30", 2)
    assert record.findings == tuple(each.id for each in after.findings)
    for name in ("taken", "answered", "goals", "unmapped"):
        assert getattr(after, name) == getattr(before, name)
    answer = Evaluator(load_rulebook(studio)).evaluate(after, on=date(2026, 12, 1))
    assert [each.clearance.id for each in answer.clearances] == []


def test_a_file_with_comments_is_never_written_over(replied, ben):
    done = replied(ben, *YES)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"{ben}: what is recorded is kept as JSON; -o FILE.json writes it there\n"
    assert ben.read_text() == BEN


def test_another_file_is_replaced_only_when_asked(replied, ben, tmp_path):
    to = tmp_path / "other.json"
    to.write_text("mine")
    assert replied(ben, *YES, "-o", to).err == f"{to}: is there already; --replace writes in its place\n"
    assert to.read_text() == "mine"
    assert replied(ben, *YES, "-o", to, "--replace").status == 0
    assert len(load_profile(to).clearances) == 1


def test_all_that_contradicts_the_letter_is_told_and_nothing_is_recorded(replied, ben, tmp_path):
    to = tmp_path / "ben.json"
    given = ("--granted", "heat-on-nub-skin", "--answered", "2026-11-01", "--expires", "2026-10-01")
    done = replied(ben, *given, "-o", to)
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines() == [
        f"{name}: {what}"
        for name, what in (
            (
                "heat-on-nub-skin",
                "a clearance that the letter does not ask for: `heat-on-nub-skin`; did you mean `heat-on-numb-skin`?",
            ),
            ("heat-on-nub-skin.expires", "no later than the answer of 2026-11-01: `2026-10-01`"),
            ("heat-on-nub-skin.on", "before the letter of 2026-11-23: `2026-11-01`"),
        )
    ]
    assert not to.exists()


def test_a_yes_and_a_no_of_one_day_are_refused(replied, ben, tmp_path):
    to = tmp_path / "ben.json"
    assert "a second answer to one question" in replied(ben, *YES, *NO, "-o", to).err
    assert replied(ben, *YES, "-o", to).status == 0
    recorded = to.read_text()
    again = replied(to, *NO)
    assert again.status == 2
    assert "heat-on-numb-skin: an answer of that day is on record already" in again.err
    assert to.read_text() == recorded


def test_what_is_not_of_its_form_is_told_of_its_clearance(replied, ben, tmp_path):
    done = replied(ben, "--granted", "heat-on-numb-skin", "--answered", "soon", "--pressure-at-most", 9)
    assert "heat-on-numb-skin.on: not a date `soon`" in done.err
    assert "heat-on-numb-skin.limits.pressure_at_most: pressure is out of its range" in done.err
    assert f"{ben}: what is recorded is kept as JSON" in done.err


def test_what_is_not_of_its_form_hides_nothing_that_the_rulebook_has_against_the_rest(replied, ben, write, tmp_path):
    wrong = ("--granted", "odd", "--answered", "30 Nov", "--pressure-at-most", 9, "--no-trait", "heet")
    told = replied(ben, "--granted", "heat-on-numb-skin", *wrong, "-o", tmp_path / "x.json")
    assert [line.partition(":")[0] for line in told.err.splitlines()] == [
        "heat-on-numb-skin.on",
        "heat-on-numb-skin.limits.pressure_at_most",
        "odd.on",
        "odd.limits.pressure_at_most",
        "heat-on-numb-skin.limits",
        "odd",
    ]
    assert "did you mean `heat`?" in told.err
    half = replied(write("half.toml", 'format = 1\nage = "x"\n'), *wrong, "-o", tmp_path / "x.json")
    assert "half.toml: age: a whole number is expected" in half.err
    assert (told.status, half.status, (tmp_path / "x.json").exists()) == (2, 2, False)


def test_a_reply_that_says_nothing_is_asked_for(replied, ben, tmp_path):
    done = replied(ben, "--answered", "2026-11-30", "-o", tmp_path / "ben.json")
    assert done.err.endswith("the letter asks for `heat-on-numb-skin`\n")


def test_what_is_no_letter_is_refused(bodywork, ben, studio, tmp_path):
    done = bodywork("reply", ben, ben, *YES, "-o", tmp_path / "ben.json", *TODAY, "--rulebook", studio)
    assert done.status == 2
    assert "unknown key `goals`" in done.err


def test_scores_are_added_one_by_one(bodywork, tmp_path):
    path = tmp_path / "scores.json"
    first = bodywork("score", path, *SCORE, "--value", 7, "--on", "2026-10-05", "--technique", "swedish-massage")
    assert (first.status, first.out, first.err) == (0, f"{path}\n", "")
    done = bodywork("score", path, *SCORE, "--value", 4, "--on", "2026-11-02", "--session", 5, "--review")
    assert done.status == 0
    kept = from_json(ScoreFile, path.read_text())
    assert [(each.value, each.techniques, each.session) for each in kept.scores] == [
        (7, ("swedish-massage",), None),
        (4, (), 5),
    ]
    assert str(kept.reviewed) == "2026-11-02"
    assert "4 on 2026-11-02" in " ".join(bodywork("progress", path, "--on", "2026-11-02").out.split())


def test_a_score_that_cannot_be_is_refused_with_all_that_is_wrong(bodywork, tmp_path):
    path = tmp_path / "scores.json"
    bodywork("score", path, *SCORE, "--value", 7, "--on", "2026-10-05")
    before = path.read_text()
    wrong = bodywork("score", path, "--measure", "nprs", "--complaint", "nek-pain", "--value", 70, "--on", "2026-10-05")
    assert wrong.status == 2
    assert "--complaint: unknown condition `nek-pain`; did you mean `neck-pain`?" in wrong.err.splitlines()
    assert "--value: out of the range 0 to 10 of `nprs`: `70`" in wrong.err.splitlines()
    assert "2 scores" in bodywork("score", path, *SCORE, "--value", 6, "--on", "2026-10-05").err
    assert path.read_text() == before


def test_a_wrong_day_and_a_wrong_session_are_told_at_once(bodywork, tmp_path):
    done = bodywork("score", tmp_path / "s.toml", *SCORE, "--value", 6, "--on", "soon", "--session", 0)
    assert [line.partition(":")[0] for line in done.err.splitlines()] == [str(tmp_path / "s.toml"), "--on", "--session"]


def test_a_session_that_cannot_be_hides_nothing_else(bodywork, tmp_path):
    wrong = ("--measure", "nprs", "--complaint", "nek-pain", "--value", 40, "--session", 0)
    told = bodywork("score", tmp_path / "s.json", *wrong, *TODAY)
    assert [line.partition(":")[0] for line in told.err.splitlines()] == ["--session", "--complaint", "--value"]
    assert (told.status, (tmp_path / "s.json").exists()) == (2, False)
