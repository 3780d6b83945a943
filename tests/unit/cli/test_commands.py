"""Each command prints what it says it prints."""

import json
import re
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest
from typer.main import get_group

from bodywork_rules import __version__
from bodywork_rules.cli.app import app
from bodywork_rules.engine import Evaluator
from bodywork_rules.insight import explain, explain_questions, explain_technique
from bodywork_rules.model import Assessment, ClientProfile
from bodywork_rules.rulebook import from_json, load_profile, load_rulebook, to_json
from shipped import RULEBOOK

ROOT = Path(__file__).parent.parent.parent.parent
BEN = """
format = 1
taken = 2026-11-23
answered = ["sunburn", "numbness", "tension"]
findings = [{ condition = "sunburn", sites = ["neck"] }, { condition = "numbness", sites = ["right arm"] }]
goals = [{ complaint = "tension" }]
"""
DAY = ("--on", "2026-11-23")


@pytest.fixture
def ben(write):
    return write("ben.toml", BEN)


@pytest.fixture
def answer(ben, studio):
    return Evaluator(load_rulebook(studio)).evaluate(load_profile(ben), on=date(2026, 11, 23))


def test_an_assessment_as_text_is_what_explain_says(bodywork, ben, studio, answer):
    done = bodywork("assess", ben, *DAY, "--rulebook", studio)
    assert (done.status, done.out, done.err) == (0, explain(answer), "")


def test_an_assessment_as_markdown(bodywork, ben, studio, answer):
    done = bodywork("assess", ben, *DAY, "--rulebook", studio, "--format", "markdown")
    assert (done.status, done.out) == (0, explain(answer, markdown=True))


def test_an_assessment_as_json_reads_back(bodywork, ben, studio, answer):
    done = bodywork("assess", ben, *DAY, "--rulebook", studio, "--format", "json")
    assert (done.status, from_json(Assessment, done.out)) == (0, answer)


def test_all_of_one_technique_and_all_questions_can_be_printed(bodywork, ben, studio, answer):
    rulebook = ("--rulebook", studio)
    one = bodywork("assess", ben, *DAY, *rulebook, "--technique", "warm-stones")
    assert (one.status, one.out, one.err) == (0, explain_technique(answer, "warm-stones"), "")
    markdown = bodywork("assess", ben, *DAY, *rulebook, "--questions", "--format", "markdown")
    assert (markdown.status, markdown.out) == (0, explain_questions(answer, markdown=True))


def test_a_profile_may_be_json(bodywork, ben, studio, write):
    path = write("ben.json", to_json(load_profile(ben)))
    assert (
        bodywork("assess", path, *DAY, "--rulebook", studio).out
        == bodywork("assess", ben, *DAY, "--rulebook", studio).out
    )


def test_without_a_day_it_is_today_and_says_so(bodywork, ben, studio):
    done = bodywork("assess", ben, "--rulebook", studio)
    today = datetime.now().astimezone().date()
    assert done.out.splitlines()[0] == f"Assessment for {today}"


@pytest.mark.parametrize("example", sorted((ROOT / "examples" / "profiles").glob("*.toml")), ids=lambda path: path.stem)
def test_every_example_profile_is_answered(bodywork, example):
    done = bodywork("assess", example, *DAY)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Assessment for 2026-11-23\n")


def test_the_example_of_the_readme_keeps_off_the_wrist_and_caps_the_pressure(bodywork):
    done = bodywork("assess", ROOT / "examples" / "profiles" / "neck-pain-on-warfarin.toml", *DAY)
    text = " ".join(done.out.split())
    assert "because the client takes Warfarin" in text
    assert "pressure at most 2 of 5" in text
    assert "Keep off: left wrist" in text


def test_the_template_reads_as_a_profile_in_which_nothing_is_told(bodywork, write):
    done = bodywork("template")
    assert load_profile(write("new.toml", done.out)) == ClientProfile()
    assert max(map(len, done.out.splitlines())) <= 120


def test_the_template_filled_in_reads_too(bodywork, write):
    text = re.sub(r"^# (?=\[|[a-z_]+ = )", "", bodywork("template").out, flags=re.MULTILINE)
    filled = text.replace("born = 1980-05-17\n", "")
    assert set(tomllib.loads(filled)) >= {"findings", "goals", "measurements", "preferences", "clearances", "responses"}
    profile = load_profile(write("filled.toml", filled))
    assert profile.findings[0].severity is not None
    assert profile.goals[0].complaint in RULEBOOK.conditions
    assert profile.clearances[0].clearance in RULEBOOK.clearances
    measured = profile.measurements[0]
    assert measured.value == RULEBOOK.quantities[measured.quantity].usual, "an example that nobody dies of"


def test_the_template_has_every_question_when_asked_for(bodywork, studio, write):
    text = bodywork("template", "--questions", "--rulebook", studio).out
    assert '    # "numbness",  # Is your skin numb anywhere, now or for a long time?\n' in text
    answered = re.sub(r'^    # (?=")', "    ", text, flags=re.MULTILINE)
    assert load_profile(write("all.toml", answered)).answered == load_rulebook(studio).everything


def test_a_rulebook_without_problems_is_said_to_have_none(bodywork, studio):
    done = bodywork("check", studio)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("studio 1.0: no problems.\n")
    assert "2 techniques" in done.out
    assert load_rulebook(studio).digest in done.out


def test_rules_that_name_techniques_are_listed(bodywork, studio, write):
    for path in studio.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        write(path.name, text.replace('to = { traits_any = ["heat"] }', 'to = { techniques = ["warm-stones"] }'))
    done = bodywork("check", write("more.toml", "").parent)
    assert "- numb-skin-no-heat: warm-stones\n" in done.out


@pytest.mark.parametrize(
    ("id", "says"),
    [
        ("sunburn", ["condition sunburn: Sunburn", "Ask: Are you sunburnt", "Rules about it: sunburn-keep-off"]),
        ("warm-stones", ["technique warm-stones: Warm stones", "Pressure: 0 to 2", "Essential: Heat (heat)"]),
        ("heat", ["trait heat: Heat", "Techniques: warm-stones", "Rules about it: numb-skin-no-heat"]),
        ("numb-skin-no-heat", ["About: Numb skin (numbness)", "To: those with Heat (heat)"]),
        ("sunburn-keep-off", ["To: all techniques", "Where: where it is", "Verdict: avoid", "Basis: unsourced"]),
        ("heat-on-numb-skin", ["Lasts: 26 weeks", "Rules that ask for it: numb-skin-no-heat"]),
        ("relaxing/tension/relaxation", ["Direction: benefit", "Certainty: traditional"]),
        ("arm", ["region arm: Arm", "Within: Body (body)", "Paired: yes"]),
    ],
)
def test_whatever_has_an_id_is_shown(bodywork, studio, id, says):
    done = bodywork("show", id, "--rulebook", studio)
    assert done.status == 0
    assert [each for each in says if each not in done.out] == []


def test_sources_are_shown_in_full(bodywork):
    rule = next(each for each in RULEBOOK.contraindications if each.sources and each.limits.any and each.when)
    text = " ".join(bodywork("show", rule.id).out.split())
    assert all(" ".join(RULEBOOK.sources[source].title.split()) in text for source in rule.sources)


def test_everything_in_the_shipped_rulebook_can_be_shown():
    from bodywork_rules.cli.show import thing_pages
    from bodywork_rules.insight.plain import plain

    for things in (RULEBOOK.contraindications, RULEBOOK.techniques, RULEBOOK.quantities, RULEBOOK.sources):
        for thing in things:
            assert thing.id in plain(thing_pages(RULEBOOK, thing.id))


def test_find_says_how_it_matched(bodywork, studio):
    rows = bodywork("find", "Sunburn", "--rulebook", studio).out.splitlines()
    assert [row.split()[:2] for row in rows[2:]] == [["condition", "sunburn"], ["contraindication", "sunburn-keep-off"]]
    assert rows[2].endswith("id")
    assert rows[3].rstrip().endswith("near")


def test_finding_nothing_is_an_answer(bodywork, studio):
    done = bodywork("find", "xyzzy", "--rulebook", studio)
    assert (done.status, done.out) == (0, "Nothing in the rulebook is called `xyzzy`, or nearly so.\n")


def test_a_scorecard_counts_cases_as_text_and_as_json(bodywork):
    cases = ROOT / "tests" / "content" / "cases" / "published.jsonl"
    done = bodywork("scorecard", cases)
    assert (done.status, done.err) == (0, "")
    counted = json.loads(bodywork("scorecard", cases, "--format", "json").out)
    assert f"{counted['judged']} cases of {len(counted['cases'])} judged: {counted['strict']} to the letter" in done.out


def test_a_wrong_case_file_is_refused_with_every_mistake(bodywork, write):
    path = write("cases.jsonl", '{"format": 1}\n{\n')
    done = bodywork("scorecard", path)
    assert (done.status, done.out) == (2, "")
    assert f"{path}: line 1: id: missing" in done.err
    assert f"{path}: line 2: " in done.err


def test_a_packet_has_every_rule_once_and_is_written_where_it_is_asked(bodywork, studio, tmp_path):
    done = bodywork("packet", "--rulebook", studio)
    assert (done.status, done.err) == (0, "")
    rules = load_rulebook(studio).contraindications
    assert sorted(re.findall(r"^### .*\((.*)\)$", done.out, flags=re.MULTILINE)) == [rule.id for rule in rules]
    path = tmp_path / "packet.md"
    assert bodywork("packet", "-o", path, "--rulebook", studio).out == f"{path}\n"
    assert path.read_text("utf-8") == done.out
    refused = bodywork("packet", "-o", tmp_path, "--rulebook", studio)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith(f"{tmp_path}: cannot be written: ")


@pytest.mark.parametrize("of", ["profile", "rulebook", "assessment"])
def test_a_schema_is_json(bodywork, of):
    assert json.loads(bodywork("schema", of).out)["$schema"].startswith("https://json-schema.org/")


def test_the_version(bodywork):
    assert bodywork("--version").out == f"bodywork-rules {__version__}\n"


def commands() -> dict[str, set[str]]:
    """The commands in their order, each with its options."""
    group = get_group(app)
    return {
        name: {each for option in command.params for each in (*option.opts, *option.secondary_opts) if each[:2] == "--"}
        for name, command in group.commands.items()
    }


def test_help_and_the_page_tell_of_each_command_and_option(bodywork):
    done = bodywork("--help")
    assert done.status == 0
    page = (ROOT / "docs" / "reference" / "command-line.md").read_text("utf-8")
    assert re.findall(r"^\| `([a-z]+)", page, flags=re.MULTILINE)[: len(commands())] == list(commands())
    for command, options in commands().items():
        assert f"  {command} " in done.out
        assert {option for option in options if f"`{option}" not in page} <= {"--reasons", "--help"}


def test_what_several_commands_take_means_the_same_to_all():
    helped: dict[str, set[str]] = {}
    for command in get_group(app).commands.values():
        for option in command.params:
            helped.setdefault(option.opts[-1], set()).add(option.help)
    able = ("--on", "--rulebook", "--lenient", "--replace", "--client", "--session", "--reviewed", "profile")
    assert {name: len(helped[name]) for name in able} == dict.fromkeys(able, 1)


def test_a_pipe_gets_plain_text_and_a_terminal_colours(bodywork, ben, studio, monkeypatch):
    arguments = ("assess", ben, *DAY, "--rulebook", studio)
    assert "\x1b" not in bodywork(*arguments).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    coloured = bodywork(*arguments).out
    assert "\x1b[" in coloured
    seen = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert max(map(len, seen.splitlines())) <= 80
    assert "Chair massage" in seen
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in bodywork(*arguments).out


def test_a_referral_is_a_red_box_on_a_terminal(bodywork, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    done = bodywork("assess", ROOT / "examples" / "profiles" / "swollen-calf.toml", *DAY)
    lines = done.out.splitlines()
    title = next(at for at, line in enumerate(lines) if "SAME-DAY REFERRAL" in line)
    assert lines[title - 1].startswith("\x1b[1;31m┏")
    told = re.sub(r"\x1b\[[0-9;]*m", "", " ".join(lines[title : title + 2]))
    assert {"BEFORE", "ANY", "TREATMENT"} <= set(told.split())
