"""The command `plan`: a session in words, as Markdown or as JSON, and everything that is wrong at once."""

from pathlib import Path

from bodywork_rules import from_json
from bodywork_rules.care import Letter, adjust
from bodywork_rules.model import Feedback, SessionPlan
from shipped import RULEBOOK

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


def test_only_what_a_practitioner_may_do_is_planned(bodywork, write, tmp_path):
    client = write("mary.toml", CLIENT)
    who = write("okafor.toml", 'format = 1\ncredentials = [{ training = "first-massage-training" }]\n')
    all_of_it, some = (
        from_json(SessionPlan, bodywork("plan", client, *DAY, "--format", "json", "--session", 2, *more).out)
        for more in ((), ("--practitioner", who))
    )
    needed = {each.technique.id: RULEBOOK.techniques[each.technique.id].trainings for each in some.work}
    assert needed
    assert all(not trainings or "first-massage-training" in trainings for trainings in needed.values())
    assert [each.technique.id for each in all_of_it.work] != list(needed)
    wrong = write("wrong.toml", 'format = 1\ncredentials = [{ training = "first-massage-trainin" }]\n')
    done = bodywork("plan", client, *DAY, "--practitioner", wrong)
    assert (done.status, done.out) == (2, "")
    assert "did you mean `first-massage-training`?" in done.err
    report = ("report", client, *DAY, "--minutes", 60, "--practitioner", wrong, "-o", tmp_path / "r.html")
    assert bodywork(*report).status == 2


def test_a_session_stays_lighter_when_asked(bodywork, write):
    client = write("mary.toml", CLIENT)
    usual, lighter = (
        from_json(SessionPlan, bodywork("plan", client, *DAY, "--format", "json", "--session", 2, *more).out)
        for more in ((), ("--lighter", 1))
    )
    assert max(each.pressure.most for each in lighter.work) < max(each.pressure.most for each in usual.work)


def test_what_was_felt_changes_the_rest_of_a_session_and_what_comes_next(bodywork, write):
    planned = bodywork("plan", write("mary.toml", CLIENT), *DAY, "--format", "json", "--session", 2).out
    plan, path = from_json(SessionPlan, planned), write("plan.json", planned)
    softer = from_json(SessionPlan, bodywork("felt", path, "--pain", 6, "--format", "json").out)
    assert softer == adjust(plan, Feedback(pain=6))
    assert "EMERGENCY" in bodywork("felt", path, "--sign", "chest-signs").out.upper()
    sore = ("felt", path, "--after", "--sign", "sore-afterwards", "--hours", 20)
    assert "Go on as planned." in bodywork(*sore, "--pain", 3).out
    assert "one level of pressure lighter" in bodywork(*sore, "--pain", 6).out
    assert "talk before" in bodywork(*sore, "--pain", 6, "--before", "lighten").out
    assert "a clinician has seen" in bodywork("felt", path, "--after", "--sign", "one-swollen-limb").out.lower()
    wrong = bodywork("felt", path, "--hours", 3)
    assert (wrong.status, len(wrong.err.splitlines())) == (2, 2)
    assert "--sign: unknown sign `cest-signs`" in bodywork("felt", path, "--sign", "cest-signs").err
    wrong = bodywork("felt", path, "--after", "--pain", 33, "--hours", -3)
    assert [line.partition(":")[0] for line in wrong.err.splitlines()] == ["--pain", "--hours"]


def test_a_client_is_told_how_to_choose_a_therapist(bodywork):
    done = bodywork("checklist")
    assert (done.status, done.err) == (0, "")
    assert all(each.text.split()[0] in done.out for each in RULEBOOK.therapist_signs)
    assert "Walk away from one who" in done.out


def test_mary_among_the_examples_has_work_today_and_one_letter_to_write(bodywork, tmp_path):
    mary = Path(__file__).parents[3] / "examples" / "profiles" / "mary.toml"
    assert from_json(SessionPlan, bodywork("plan", mary, *DAY, "--format", "json").out).ready
    letters = bodywork("letters", mary, *DAY, "-o", tmp_path).out.splitlines()
    assert [Path(each).name for each in letters] == ["letter-to-physician.html", "letter-to-physician.json"]


def test_an_ended_session_says_what_to_do_and_not_how_often_to_come(bodywork, write):
    planned = bodywork("plan", write("mary.toml", CLIENT), *DAY, "--format", "json", "--session", 2).out
    path = write("plan.json", planned)
    ended = bodywork("felt", path, "--sign", "chest-signs").out
    assert "Call the emergency services." in ended
    assert "The course" not in ended
    assert "sharp or stabbing" in bodywork("felt", path, "--sign", "sharp-pain").out


def test_a_practitioner_who_may_do_nothing_is_told_why(bodywork, write, tmp_path):
    client = write("mary.toml", CLIENT)
    trained = '[{ training = "first-massage-training", until = 2025-01-01 }]'
    who = write("okafor.toml", f"format = 1\ncredentials = {trained}\n")
    told = " ".join(bodywork("plan", client, *DAY, "--practitioner", who).out.split())
    assert "Beyond this practitioner" in told
    assert "ended on 2025-01-01" in told
    assert "Nothing that is recommended for these goals" not in told
    for minutes in ((), ("--minutes", 60)):
        to = tmp_path / "r.html"
        done = bodywork("report", client, *DAY, "--practitioner", who, *minutes, "-o", to, "--replace")
        assert (done.status, done.err) == (0, "")
        html = to.read_text("utf-8")
        assert html.count("Beyond this practitioner") == 1
        assert "What this practitioner may do" in html
        assert "ended on 2025-01-01" in html


def test_a_letter_is_about_what_is_planned_and_to_whom_it_is(bodywork, tmp_path):
    mary = Path(__file__).parents[3] / "examples" / "profiles" / "mary.toml"

    def letter(*more):
        done = bodywork("letters", mary, *DAY, "-o", tmp_path, "--replace", *more)
        assert (done.status, done.err) == (0, "")
        return from_json(Letter, (tmp_path / "letter-to-physician.json").read_text("utf-8"))

    assert [each.technique.id for each in letter().planned] == ["neuromuscular-therapy"]
    chosen = letter("--technique", "tuina", "--technique", "hot-stone-massage", "--to", "Dr Jones").planned
    assert [each.technique.id for each in chosen] == ["tuina", "hot-stone-massage"]
    html = tmp_path / "letter-to-physician.html"
    assert "Dr Jones" in html.read_text("utf-8")
    letter("--to", "physician=Dr Brown")
    assert "Dr Brown" in html.read_text("utf-8")
    assert "physician=" not in html.read_text("utf-8")
    wrong = bodywork("letters", mary, *DAY, "-o", tmp_path, "--replace", "--to", "midwife=Ann")
    assert (wrong.status, wrong.err) == (2, "--to: say to which of physician, as in physician=NAME\n")
    unknown = bodywork("letters", mary, *DAY, "-o", tmp_path, "--replace", "--technique", "tuna")
    assert (unknown.status, unknown.err) == (2, "unknown technique `tuna`; did you mean `tuina`?\n")
