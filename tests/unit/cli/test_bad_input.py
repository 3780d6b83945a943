"""A mistake of the user's is told in full and without a traceback; one of ours is told to be ours."""

import errno
import io
import os
import subprocess
import sys

import pytest

import bodywork_rules.cli
from bodywork_rules.cli import app, output
from bodywork_rules.errors import InvalidRulebook, MissingExtra
from bodywork_rules.rulebook import Rulebook

DAY = ("--on", "2026-11-23")


def test_every_mistake_of_a_profile_is_told_and_nothing_is_answered(bodywork, studio, write):
    path = write(
        "wrong.toml",
        'format = 1\ntaken = 2026-11-24\nanswered = ["sunbrun"]\n'
        'goals = [{ complaint = "tension", sites = ["nek"] }]\n',
    )
    done = bodywork("assess", path, *DAY, "--rulebook", studio)
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 3
    assert all(line.startswith(f"{path}: ") for line in done.err.splitlines())
    assert "did you mean `sunburn`?" in done.err


def test_a_wrong_day_rulebook_and_profile_are_told_at_once(bodywork, write):
    path = write("wrong.toml", "format = 1\nage = true\nfindngs = []\n")
    done = bodywork("assess", path, "--on", "23.11.2026", "--rulebook", path.parent / "none")
    assert (done.status, done.out) == (2, "")
    lines = done.err.splitlines()
    assert lines[0] == "--on: not a date `23.11.2026`; write it as 2026-11-23"
    assert any("none" in line for line in lines)
    assert any("did you mean `findings`?" in line for line in lines)
    assert any("age" in line for line in lines)


def test_a_page_that_there_is_not_is_refused(bodywork, studio, write):
    path = write("ben.toml", "format = 1\n")
    given = ("assess", path, *DAY, "--rulebook", studio)
    done = bodywork(*given, "--technique", "warm-stone")
    assert (done.status, done.out) == (2, "")
    assert done.err == "--technique: unknown technique `warm-stone`; did you mean `warm-stones`?\n"
    done = bodywork(*given, "--technique", "warm-stones", "--questions", "--format", "json")
    assert done.status == 2
    assert done.err.splitlines() == [
        "--technique and --questions: one or the other, since each is a page of its own",
        "--format json: it holds all techniques and questions; leave out the other option",
    ]


EVERY_KIND = """
format = 1
taken = 2026-11-24
age = 200
answered = ["sunbrun", 5]
findings = [
  5,
  { condition = "sunburn", severity = "bad", onset = "2027" },
  { condition = "sunbrun", colour = "red" },
  { condition = "sunburn", end = 2026-11-01 },
  { condition = "sunburn", status = "resloved", end = 2026-11-01 },
]
goals = [{ complaint = "tension", importance = 9, sites = ["nek"] }]
clearances = [
  { clearance = "doctor", answer = "refused", on = 2026-11-01, limits = { pressure_at_most = 9 }, findings = ["x"] },
]
"""


def test_mistakes_of_every_kind_are_told_in_one_round(bodywork, studio, write):
    path = write("wrong.toml", EVERY_KIND)
    done = bodywork("assess", path, *DAY, "--rulebook", studio)
    assert (done.status, done.out) == (2, "")
    assert sorted(line.removeprefix(f"{path}: ") for line in done.err.splitlines()) == sorted(
        [
            "age: age is out of its range 0 to 130: `200`",
            "answered[1]: not the form of an id `5`; lower-case words joined by hyphens",
            "answered: unknown condition `sunbrun`; did you mean `sunburn`?",
            "clearances[0].clearance: unknown clearance `doctor`",
            "clearances[0].limits.pressure_at_most: pressure is out of its range 0 to 5: `9`",
            "findings[0]: a table is expected, not `5`; write it as { key = value }",
            "findings[1].onset: after the evaluation on 2026-11-23: `2027`",
            "findings[1].severity: not a severity `bad`; one of mild, moderate, severe",
            "findings[2].colour: unknown key `colour`",
            "findings[2].condition: unknown condition `sunbrun`; did you mean `sunburn`?",
            "findings[3].end: a present finding with an end: `2026-11-01`; it is `resolved`, or give no end",
            "findings[4].status: not a status `resloved`; did you mean `resolved`?",
            "goals[0].importance: importance is out of its range 1 to 3: `9`",
            "goals[0].sites: unknown region `nek`; did you mean `neck`?",
            "taken: after the evaluation on 2026-11-23: `2026-11-24`",
        ]
    )


def test_nothing_false_is_said_because_something_cannot_be_read(bodywork, studio, write):
    path = write(
        "wrong.toml",
        """
format = 1
taken = "yesterday"
born = 5
findings = [{ condition = "sunburn", onset = "about 3 days ago", id = 5 }]
clearances = [{ clearance = "x", answer = "granted", on = 2026-11-01, findings = ["a"], colour = 1 }]
""",
    )
    done = bodywork("assess", path, *DAY, "--rulebook", studio)
    assert [line.removeprefix(f"{path}: ").partition(":")[0] for line in done.err.splitlines()] == [
        "taken",
        "born",
        "findings[0].id",
        "clearances[0].colour",
        "clearances[0].clearance",
    ]


def test_a_wrong_day_hides_nothing_of_the_profile(bodywork, studio, write):
    path = write("wrong.toml", 'format = 1\nborn = 1980-01-01\nage = 3\nanswered = ["sunbrun"]\n')
    done = bodywork("assess", path, "--on", "soon", "--rulebook", studio)
    assert [line.rpartition(": ")[2] for line in done.err.splitlines()] == [
        "not a date `soon`; write it as 2026-11-23",
        "both `born` and `age`; give one of them",
        "unknown condition `sunbrun`; did you mean `sunburn`?",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("broken.toml", "format = 1\nage = = 3\n"),
        ("broken.json", '{"format": 1, "age": 3'),
        ("twice.json", '{"format": 1, "age": 3, "age": 4}'),
        ("latin.toml", b'format = 1\nunmapped = ["\xe9"]\n'),
        ("deep.json", '{"format": 1, "findings": ' + "[" * 100_000),
        ("none.toml", ""),
        ("notes.txt", "format = 1"),
    ],
)
def test_a_file_that_is_no_profile_is_refused(bodywork, studio, write, name, text):
    done = bodywork("assess", write(name, text), *DAY, "--rulebook", studio)
    assert (done.status, done.out) == (2, "")
    assert name in done.err


@pytest.mark.parametrize("command", [("assess",), ("check",), ("find", "x", "--rulebook"), ("template", "--rulebook")])
def test_a_path_at_which_nothing_can_be_read_is_refused(bodywork, command, tmp_path):
    for path in (tmp_path / "missing", tmp_path / "nul\udcff"):
        done = bodywork(*command, path)
        assert (done.status, done.out) == (2, "")
        assert done.err


def test_a_folder_is_no_profile(bodywork, studio, tmp_path):
    done = bodywork("assess", tmp_path, "--rulebook", studio)
    assert (done.status, done.out, done.err) == (2, "", f"{tmp_path}: a folder where a file is expected\n")


def test_a_file_that_may_not_be_read_is_refused(bodywork, studio, write):
    path = write("secret.toml", "format = 1")
    path.chmod(0)
    if os.access(path, os.R_OK):
        path.chmod(0o600)
        return
    assert bodywork("assess", path, "--rulebook", studio).status == 2


def test_every_mistake_of_a_rulebook_is_told(bodywork, studio, write):
    for path in studio.glob("*.toml"):
        write(path.name, path.read_text(encoding="utf-8"))
    folder = write(
        "wrong.toml",
        '[[contraindication]]\nid = "hot"\nabout = "sunbrun"\nto = { traits_any = ["heet"] }\n'
        'where = "everywhere"\nverdict = "modify"\nreason = "Heat."\nbasis = "explicit"\n',
    ).parent
    done = bodywork("check", folder)
    assert (done.status, done.out) == (2, "")
    assert "did you mean `sunburn`?" in done.err
    assert "did you mean `heat`?" in done.err
    assert len(done.err.splitlines()) >= 3


def test_an_id_that_is_not_there_is_refused_with_a_near_one(bodywork, studio):
    done = bodywork("show", "warm-stone", "--rulebook", studio)
    assert (done.status, done.out, done.err) == (2, "", "unknown id `warm-stone`; did you mean `warm-stones`?\n")
    assert "look it up with `bodywork-rules find`" in bodywork("show", "xyzzy", "--rulebook", studio).err


def test_nothing_to_find_is_refused(bodywork, studio):
    assert bodywork("find", " ", "--rulebook", studio).status == 2


@pytest.mark.parametrize(
    "arguments", [(), ("asess",), ("assess",), ("schema", "clients"), ("assess", "x", "--form", "y")]
)
def test_arguments_that_mean_nothing_are_refused(bodywork, arguments):
    done = bodywork(*arguments)
    assert done.status == 2


def test_without_the_extra_it_prints_the_line_that_installs_it(bodywork, monkeypatch):
    monkeypatch.setitem(sys.modules, "typer", None)
    done = bodywork("--version")
    assert (done.status, done.out) == (2, "")
    assert done.err == f"{MissingExtra('cli', 'the command')}\n"


def test_importing_the_room_needs_no_extra():
    code = "import sys, bodywork_rules.cli; assert not {'typer', 'rich'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_error_that_nobody_foresaw_is_said_to_be_ours_without_the_input(bodywork, studio, monkeypatch):
    def fails(*_):
        raise ZeroDivisionError("warfarin")

    monkeypatch.setattr(app, "found_page", fails)
    done = bodywork("find", "sunburn", "--rulebook", studio)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("this is a fault of bodywork_rules ")
    assert "ZeroDivisionError in" in done.err
    assert "warfarin" not in done.err
    assert len(done.err.splitlines()) == 1


class Full(io.StringIO):
    """A place to write to at which nothing can be written."""

    def __init__(self, number):
        super().__init__()
        self.number = number

    def write(self, _):
        raise OSError(self.number, os.strerror(self.number))

    def fileno(self):
        return os.open(os.devnull, os.O_WRONLY)


def test_when_nobody_reads_any_longer_it_leaves_in_silence(monkeypatch):
    monkeypatch.setattr(sys, "stdout", Full(errno.EPIPE))
    with pytest.raises(SystemExit) as left:
        output.write("text")
    assert left.value.code == 0


def test_an_answer_that_cannot_be_written_is_said_to_be_lost(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdout", Full(errno.ENOSPC))
    with pytest.raises(SystemExit) as left:
        output.write("text")
    assert left.value.code == 2
    assert "cannot be written" in capsys.readouterr().err


def test_what_the_encoding_lacks_is_written_as_an_escape():
    code = "from bodywork_rules.cli.output import write; write('caf\\xe9 \\u2014\\n')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}
    )
    assert done.stdout == b"caf\\xe9 \\u2014\n"


def test_a_reader_that_leaves_early_is_no_fault(studio):
    code = "from bodywork_rules.cli import main; main()"
    command = f"'{sys.executable}' -c '{code}' schema assessment | head -1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "{\n", "")


def test_the_room_hands_out_its_one_function():
    assert bodywork_rules.cli.__all__ == ["main"]


def test_a_refusal_that_names_no_problem_is_ours(bodywork, studio, monkeypatch):
    def refuses(*_):
        raise InvalidRulebook([])

    monkeypatch.setattr(Rulebook, "find", refuses)
    done = bodywork("find", "sunburn", "--rulebook", studio)
    assert done.status == 1
    assert "InvalidRulebook in" in done.err
