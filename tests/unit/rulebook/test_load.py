"""From files to a rulebook or a profile: all that is wrong is named at once, each with its file."""

import os
import shutil

import pytest

from bodywork_rules.errors import InvalidProfile, InvalidRulebook, UnreadableFile
from bodywork_rules.model import ClientProfile, Finding, Goal
from bodywork_rules.rulebook import load_profile, load_rulebook, text, to_json
from small_book import small_book

HEAD = """
[rulebook]
format = 1
id = "small"
version = "1"
name = "A small rulebook"

[scoring]
benefit = { traditional = 1, very_low = 2, low = 3, moderate = 4, high = 6 }
no_benefit = { traditional = 0, very_low = 0, low = -1, moderate = -2, high = -3 }
mixed = { traditional = 0, very_low = 0, low = 0, moderate = 0, high = 0 }
harm = { traditional = -2, very_low = -3, low = -4, moderate = -6, high = -8 }
like = 2
dislike = -2
improved = 3
unchanged = -1
worse = -4
"""
WORDS = """
[[trait]]
id = "heat"
name = "Heat"

[[family]]
id = "clinical"
name = "Clinical"

[[position]]
id = "prone"
name = "Prone"

[[outcome]]
id = "pain"
name = "Pain"

[[clinician]]
id = "physician"
name = "Physician"

[[region]]
id = "neck"
name = "Neck"

[[region]]
id = "wrist"
name = "Wrist"
paired = true

[[source]]
id = "book"
title = "A book"
year = 2020
"""
CONDITIONS = """
[[condition]]
id = "fracture"
name = "Fracture"
ask = "Have you broken a bone?"

[[condition]]
id = "fever"
name = "Fever"
ask = "Have you a fever?"
ask_again_after = "1 day"
"""
RULES = """
[[contraindication]]
id = "fracture-recent"
about = "fracture"
when = { this = { onset_within = "12 weeks" } }
to = "all"
where = "site"
verdict = "avoid"
reason = "The bone is not yet firm."
sources = ["book"]
basis = "explicit"
"""
TECHNIQUES = """
[[technique]]
id = "deep"
name = "Deep"
family = "clinical"
target = "muscle"
positions = ["prone"]
pressure = [3, 4]
regions = ["neck", "both wrist"]
minutes = [20, 60]

[[indication]]
technique = "deep"
complaint = "fracture"
outcome = "pain"
direction = "harm"
certainty = "low"
effect = "more pain"
"""
FILES = {
    "rulebook.toml": HEAD,
    "words.toml": WORDS,
    "conditions/bones.toml": CONDITIONS,
    "rules/bones.toml": RULES,
    "techniques.toml": TECHNIQUES,
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A sound rulebook in the folder ``book`` of the current folder."""
    monkeypatch.chdir(tmp_path)
    for name, content in FILES.items():
        write(name, content)
    return tmp_path / "book"


def write(name, content):
    from pathlib import Path

    path = Path("book") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def wrong(path="book"):
    with pytest.raises(InvalidRulebook) as caught:
        load_rulebook(path)
    return [str(problem) for problem in caught.value.problems]


def test_the_shipped_rulebook_is_sound():
    assert len(load_rulebook().contraindications) >= 60


def test_a_folder_is_read_with_its_sub_folders(folder):
    book = load_rulebook(folder)
    assert book == load_rulebook("book")
    assert book.contraindications.ids == ("fracture-recent",)
    assert book.indications.ids == ("deep/fracture/pain",)
    assert book.language == "en"


def test_how_things_are_spread_over_files_makes_no_difference(folder):
    whole = folder.parent / "whole.toml"
    whole.write_text("\n".join(reversed(FILES.values())))
    assert load_rulebook(whole) == load_rulebook(folder)
    assert load_rulebook(whole).digest == load_rulebook(folder).digest


def test_a_rulebook_written_as_json_is_read_from_a_file(folder):
    written = folder.parent / "book.json"
    written.write_text(to_json(load_rulebook(folder)))
    assert load_rulebook(written) == load_rulebook(folder)
    written.write_text(to_json(small_book(replaced=["fever"])))
    assert load_rulebook(written).replaced == ("fever",)
    written.write_text("{}")
    assert wrong(written)[0] == f"{written}: format: missing; it must be given; write format = 1"
    written.write_text("[]")
    assert wrong(written)[0].startswith(f"{written}: a table is expected, not `[]`")


def test_seven_mistakes_are_all_named_where_they_are(folder):
    write("rules/bones.toml", RULES.replace('"fracture"', '"fractur"').replace('"avoid"', '"avod"'))
    write("conditions/more.toml", '[[condition]]\nid = "fever"\nname = "Fever"\nask = 5\n')
    write("rules/broken.toml", "[[contraindication]\nid = 5\n")
    write("latin.toml", b'[[source]]\nid = "l"\ntitle = "Fi\xe8vre"\n')
    write("techniques.toml", TECHNIQUES.replace("minutes = [20, 60]", "minutes = [20, 2.7]\ntrait = ['heat']"))
    assert wrong() == [
        "book/conditions/more.toml: condition fever > ask: text is expected, not `5`",
        "book/latin.toml: line 3: text that is not UTF-8: `byte 0xe8`; save it as UTF-8",
        "book/rules/bones.toml: contraindication fracture-recent > verdict: not a verdict `avod`; did you mean `avoid`?",
        (
            "book/rules/bones.toml: contraindication fracture-recent > about: unknown condition `fractur`; "
            "did you mean `fracture`?"
        ),
        (
            "book/rules/broken.toml: line 1, column 19: TOML that cannot be read: "
            "expected ']]' at the end of an array declaration"
        ),
        "book/techniques.toml: technique deep > minutes: a whole number is expected, not `2.7`",
        "book/techniques.toml: technique deep > trait: unknown key `trait`; did you mean `traits`?",
    ]


def test_mistakes_of_meaning_are_named_with_their_file(folder):
    write("rules/bones.toml", RULES.replace('sources = ["book"]', 'sources = ["boook"]'))
    write("conditions/more.toml", '[[condition]]\nid = "fever"\nname = "Fever"\nask = "Hot?"\nbroader = ["illness"]\n')
    assert wrong() == [
        (
            "book/conditions/more.toml: condition fever: an id given to 2 things; it can name one; "
            "it stands in `book/conditions/bones.toml` too"
        ),
        "book/conditions/more.toml: condition fever > broader: unknown condition `illness`",
        "book/rules/bones.toml: contraindication fracture-recent > sources: unknown source `boook`; did you mean `book`?",
    ]


def test_what_a_broken_file_declares_is_not_missing_elsewhere(folder):
    write("conditions/bones.toml", CONDITIONS + "\n[[condition]]\nid 5\n")
    assert wrong() == [
        (
            "book/conditions/bones.toml: line 14, column 4: TOML that cannot be read: "
            "expected '=' after a key in a key/value pair"
        )
    ]
    write("conditions/bones.toml", CONDITIONS)
    write("rulebook.toml", HEAD + "=")
    assert len(wrong()) == 1


def test_what_a_thing_that_cannot_be_read_names_is_looked_up_too(folder):
    write(
        "rules/more.toml",
        """
[[contraindication]]
id = "x"
about = "fevr"
when = { any_of = [{ has = "fractur", sites = ["left wirst", "5 6"] }, { quantity = "weight", at_least = 1 }, 5] }
unless = { this = { sites = ["Neck", "nek"] } }
to = { traits_any = ["haet", "heat"], families = 5 }
where = ["nek", 5]
verdict = "modify"
limits = { no_positions = ["pron"] }
reason = 5
clearance = "fine"
basis = "explicit"
sources = ["book", "bok", "A book"]
""",
    )
    found = [problem.removeprefix("book/rules/more.toml: contraindication x > ") for problem in wrong()]
    for said in (
        "about: unknown condition `fevr`; did you mean `fever`?",
        "when > any_of[0] > has: unknown condition `fractur`; did you mean `fracture`?",
        "when > any_of[0] > sites: unknown region `wirst`; did you mean `wrist`?",
        "when > any_of[1] > quantity: unknown quantity `weight`",
        "unless > this > sites: unknown region `nek`; did you mean `neck`?",
        "to > traits_any: unknown trait `haet`; did you mean `heat`?",
        "where: unknown region `nek`; did you mean `neck`?",
        "limits > no_positions: unknown position `pron`; did you mean `prone`?",
        "clearance: unknown clearance `fine`",
        "sources: unknown source `bok`; did you mean `book`?",
        "sources[2]: not the form of an id `A book`; did you mean `a-book`?",
        "where[1]: a Site or its text is expected, not `5`",
        "when > any_of[2]: a table is expected, not `5`; write it as { key = value }",
        "to > families: a list is expected, not `5`; put it in [ ]",
        "reason: text is expected, not `5`",
    ):
        assert said in found


def test_tables_that_a_rulebook_has_not_are_named(folder):
    write(
        "odd.toml",
        """
conditions = []
condition = ["fever", {}, { id = 5 }]
[region]
id = "knee"
[[indication]]
technique = "deep"
complaint = "fever"
outcome = 5
[[indication]]
""",
    )
    assert wrong() == [
        "book/odd.toml: conditions: unknown key `conditions`; did you mean `condition`?",
        "book/odd.toml: condition[0]: a table is expected, not `fever`; write it as { key = value }",
        "book/odd.toml: condition[1] > id: missing; it must be given",
        "book/odd.toml: condition[1] > name: missing; it must be given",
        "book/odd.toml: condition[2] > id: not the form of an id `5`; lower-case words joined by hyphens",
        "book/odd.toml: condition[2] > name: missing; it must be given",
        "book/odd.toml: region: an array of tables is expected, not `{'id': 'knee'}`; write [[region]]",
        *(
            f"book/odd.toml: indication deep/fever > {key}"
            for key in (
                "outcome: not the form of an id `5`; lower-case words joined by hyphens",
                "direction: missing; it must be given",
                "certainty: missing; it must be given",
                "effect: missing; it must be given",
            )
        ),
        *(
            f"book/odd.toml: indication[1] > {key}: missing; it must be given"
            for key in ("complaint", "outcome", "direction", "certainty", "effect")
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("format = 1", "", ["rulebook > format: missing; it must be given; write format = 1"]),
        ("format = 1", "format = 2", ["rulebook > format: a format that this version cannot read: `2`; it reads 1"]),
        ("format = 1", "format = true", ["rulebook > format: a format that this version cannot read: `True`; it reads 1"]),
        ('id = "small"', "", ["rulebook > id: missing; it must be given"]),
        ('id = "small"', 'id = "Small"', ["rulebook > id: not the form of an id `Small`; did you mean `small`?"]),
        ('version = "1"', "version = 1", ["rulebook > version: text is expected, not `1`"]),
        ('version = "1"', "verion = '1'", [
            "rulebook > verion: unknown key `verion`; did you mean `version`?",
            "rulebook > version: missing; it must be given",
        ]),
        ('version = "1"', "version = '1'\nreplaced = ['fever', 5]", ["rulebook > replaced[1]: text is expected, not `5`"]),
        ("like = 2", "like = true", ["scoring > like: a whole number is expected, not `True`"]),
        ("high = 6 }", "high = 6.5 }", ["scoring > benefit > high: a whole number is expected, not `6.5`"]),
        ("high = 6 }", "hihg = 6 }", [
            "scoring > benefit > high: missing; it must be given",
            "scoring > benefit > hihg: unknown key `hihg`; did you mean `high`?",
        ]),
        ("worse = -4", "worse = 4", ["scoring: points of `worse` is out of its range -1000 to 0: `4`"]),
    ],
)  # fmt: skip
def test_a_wrong_head_is_named(folder, was, now, said):
    assert was in HEAD
    write("rulebook.toml", HEAD.replace(was, now))
    assert wrong() == [f"book/rulebook.toml: {each}" for each in said]


def test_a_head_that_is_given_twice_is_named(folder):
    write("second.toml", HEAD)
    assert wrong() == [
        "book/second.toml: rulebook: given twice; a rulebook has it once; it stands in `book/rulebook.toml` too",
        "book/second.toml: scoring: given twice; a rulebook has it once; it stands in `book/rulebook.toml` too",
    ]


def test_a_head_that_is_none_is_named(folder):
    write("rulebook.toml", "rulebook = 5\nscoring = []\n")
    assert wrong() == [
        "book/rulebook.toml: rulebook: a table is expected, not `5`; write it as { key = value }",
        "book/rulebook.toml: scoring: a table is expected, not `[]`; write it as { key = value }",
    ]
    write("rulebook.toml", "")
    assert wrong() == [
        "rulebook: missing; a rulebook has it once; write a table [rulebook]",
        "scoring: missing; a rulebook has it once; write a table [scoring]",
    ]


def test_an_empty_folder_is_no_rulebook(tmp_path):
    assert wrong(tmp_path) == [f"{tmp_path}: a folder without any TOML file"]


@pytest.mark.parametrize("load", [load_rulebook, load_profile])
def test_a_file_that_is_not_there_is_named(tmp_path, load):
    with pytest.raises(UnreadableFile, match=r"nowhere.toml: no such file"):
        load(tmp_path / "nowhere.toml")
    with pytest.raises(UnreadableFile):
        load("x\0.toml")
    with pytest.raises(UnreadableFile, match="file name too long"):
        load("x" * 10_000)


def test_a_folder_is_no_profile(tmp_path):
    with pytest.raises(UnreadableFile, match="a folder where a file is expected"):
        load_profile(tmp_path)


@pytest.mark.parametrize("load", [load_rulebook, load_profile])
def test_a_file_of_another_kind_is_not_read(tmp_path, load):
    (tmp_path / "book.txt").write_text(HEAD)
    with pytest.raises(UnreadableFile, match=r"neither a \.toml nor a \.json file"):
        load(tmp_path / "book.txt")
    with pytest.raises(UnreadableFile, match="not a regular file"):
        load(os.devnull)


def test_a_folder_that_has_the_name_of_a_file_is_a_folder(folder):
    shutil.move(folder / "words.toml", folder / "words")
    (folder / "words.toml").mkdir()
    shutil.move(folder / "words", folder / "words.toml" / "words.toml")
    assert len(load_rulebook(folder).regions) == 2


def test_a_file_that_leads_nowhere_is_named_beside_the_others(folder):
    (folder / "away.toml").symlink_to(folder / "nowhere")
    write("rules/bones.toml", RULES.replace('"avoid"', '"avod"'))
    found = wrong()
    assert found[0] == "book/away.toml: a file that cannot be read: no such file or directory"
    assert len(found) == 2


def test_folders_that_run_in_a_circle_are_refused(folder):
    (folder / "again").symlink_to(folder)
    with pytest.raises(UnreadableFile, match="folders within each other more than 20 levels deep"):
        load_rulebook(folder)


def test_a_folder_that_cannot_be_read_is_named(folder, monkeypatch):
    from pathlib import Path

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(UnreadableFile, match="book: permission denied"):
        load_rulebook("book")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a = " + "[" * 100_000, "lists and tables within each other more than 60 levels deep"),
        ("[[condition]]\nx = " + "[" * 70 + "]" * 70, "lists and tables within each other more than 60 levels deep"),
        ("\ufeff[[trait]]", "a byte order mark at the beginning; save it as UTF-8 without one"),
        ("[[quantity]]\nid = 'q'\nleast = nan", "quantity[0].least: not a number that can be: `nan`"),
        ("[[quantity]]\nid = 'q'\nleast = 0x" + "f" * 40, "quantity[0].least: a whole number of too many digits"),
        ("[[quantity]]\nleast = " + "9" * 5000, "TOML that cannot be read: "),
        ("a = 1\na = 1", "end of document: TOML that cannot be read: cannot overwrite a value"),
        ("[rulebook]\n[rulebook]", "line 2, column 10: TOML that cannot be read: cannot declare"),
        ("x" * (text.LARGEST + 1), f"larger than {text.LARGEST} bytes; split it into several files"),
    ],
    ids=range(9),
)
def test_a_file_that_cannot_be_used_is_named(folder, content, said):
    write("odd.toml", content)
    (found,) = wrong()
    assert found.startswith("book/odd.toml: ")
    assert said.replace(".least", " > least") in found


PROFILE = """
format = 1
taken = 2026-11-23
medications = ["warfarin"]
goals = ["neck-pain"]
answered = ["fever"]

[[findings]]
condition = "fracture"
onset = 2026-10-30
sites = ["left wrist"]
"""


def test_a_profile_is_read_from_toml_or_json(tmp_path):
    expected = ClientProfile(
        taken="2026-11-23",
        medications=["warfarin"],
        goals=[Goal("neck-pain")],
        answered=["fever"],
        findings=[Finding("fracture", onset="2026-10-30", sites=["left wrist"])],
    )
    (tmp_path / "client.toml").write_text(PROFILE)
    (tmp_path / "client.JSON").write_text(to_json(expected))
    assert load_profile(tmp_path / "client.toml") == expected
    assert load_profile(str(tmp_path / "client.JSON")) == expected


def wrong_profile(path, content):
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InvalidProfile) as caught:
        load_profile(path)
    return [str(problem).removeprefix(f"{path}: ") for problem in caught.value.problems]


def test_everything_that_is_wrong_with_a_profile_is_named(tmp_path):
    content = PROFILE.replace("format = 1", 'age = "46"').replace("2026-10-30", "2026-10-30T10:00:00")
    content = content.replace('["warfarin"]', '"warfarin"').replace('"left wrist"', '"left wrist", 5')
    assert wrong_profile(tmp_path / "client.toml", content) == [
        "format: missing; it must be given; write format = 1",
        "age: a whole number is expected, not `46`",
        (
            "findings[0].onset: a date is expected, not `datetime.datetime(2026, 10, 30, 10, 0)`; "
            "a date without a time, such as 2026-11-23"
        ),
        "findings[0].sites[1]: a Site or its text is expected, not `5`",
        "medications: a list is expected, not `warfarin`; put it in [ ]",
    ]


def test_a_profile_that_cannot_be_read_is_refused(tmp_path):
    toml, json = tmp_path / "client.toml", tmp_path / "client.json"
    assert wrong_profile(toml, "format = ") == ["end of document: TOML that cannot be read: invalid value"]
    assert wrong_profile(toml, "format = 1\nage = nan") == ["age: not a number that can be: `nan`"]
    assert wrong_profile(json, "5") == ["a table is expected, not `5`; write it as { key = value }"]
    assert wrong_profile(json, b"\xff") == ["line 1: text that is not UTF-8: `byte 0xff`; save it as UTF-8"]
    assert wrong_profile(json, '{"format": 1, "born": "1980-01-01", "age": 5}') == [
        "both `born` and `age`; give one of them"
    ]
