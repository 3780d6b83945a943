"""The command `plan`: a session in words, as Markdown or as JSON, and everything that is wrong at once."""

from bodywork_rules import from_json
from bodywork_rules.model import SessionPlan

DAY = ("--on", "2026-11-23")
CLIENT = 'format = 1\ntaken = 2026-11-23\nage = 46\ngoals = ["low-back-pain"]\nanswered = ["EVERYTHING"]\n'


def test_a_session_is_written_in_words(bodywork, write):
    done = bodywork("plan", write("mary.toml", CLIENT), "--minutes", 60, *DAY)
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    for heading in ("Before the visit", "The work, 48 minutes", "While you work", "Afterwards", "Sources"):
        assert heading in lines


def test_it_is_written_as_markdown_and_as_json_too(bodywork, write):
    path = write("mary.toml", CLIENT)
    assert bodywork("plan", path, *DAY, "--format", "markdown").out.startswith("# Session plan for 2026-11-23")
    plan = from_json(SessionPlan, bodywork("plan", path, *DAY, "--format", "json", "--session", 2).out)
    assert plan.ready
    assert plan.session == 2


def test_too_few_minutes_are_refused_with_the_least(bodywork, write):
    done = bodywork("plan", write("mary.toml", CLIENT), "--minutes", 5, *DAY)
    assert (done.status, done.out) == (2, "")
    assert "the least is" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_wrong_profile_and_a_wrong_day_are_told_at_once(bodywork, write):
    done = bodywork("plan", write("mary.toml", "format = 1\nage = true\n"), "--on", "today")
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 2


def test_a_rulebook_that_does_not_say_how_a_session_goes_is_refused(bodywork, write, studio):
    done = bodywork("plan", write("ben.toml", "format = 1\n"), *DAY, "--rulebook", studio)
    assert (done.status, done.out) == (2, "")
    assert "rulebook > pace: none is for everyone" in done.err


def test_what_is_said_around_a_session_is_shown_in_words(bodywork):
    assert "- To: traits any: Pressing on the belly (abdominal)" in bodywork("show", "before-belly-work").out
    assert "follows: leave; hours at least: 72" in " ".join(bodywork("show", "sore-afterwards").out.split())
    assert "Scope(" not in bodywork("show", "home-stretch").out
