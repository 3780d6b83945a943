"""From files to a rulebook or a profile: all that is wrong is named at once, each with its file."""

import json
import os
import shutil
from hashlib import sha256
from importlib.resources import files

import pytest

from bodywork_rules.errors import InvalidProfile, UnreadableFile
from bodywork_rules.model import ClientProfile, Finding, Goal
from bodywork_rules.rulebook import load_profile, load_rulebook, shipped, to_json
from bodywork_rules.rulebook.convert import text
from bodywork_rules.rulebook.files import toml_files
from small_book import small_book
from unit.rulebook.book_files import FILES, HEAD, RULES, write, wrong


def test_the_shipped_rulebook_is_sound():
    assert len(load_rulebook().contraindications) >= 60


def test_a_file_whose_data_were_kept_is_not_read_again_unless_it_changed(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.toml").write_text(f"{name} = 1")
    kept = {sha256(b"a = 1").hexdigest(): {"a": "kept"}}
    assert [each.data() for each in toml_files(tmp_path, "book", kept)] == [{"a": "kept"}, {"b": 1}]
    (tmp_path / "a.toml").write_text("a = 2")
    assert [each.data() for each in toml_files(tmp_path, "book", kept)] == [{"a": 2}, {"b": 1}]


def test_what_is_shipped_is_the_same_with_and_without_the_data_that_were_kept(tmp_path, monkeypatch):
    shutil.copytree(files("bodywork_rules").joinpath("texts"), tmp_path / "texts")
    monkeypatch.setattr(shipped, "files", lambda _: tmp_path)
    assert not (tmp_path / "texts.json").exists()
    read = [each.data() for each in shipped.shipped_files("texts")]
    contents = [each.content() for each in shipped.shipped_files("texts")]
    kept = {sha256(each).hexdigest(): data for each, data in zip(contents, read, strict=True)}
    for damaged in ('{"half', "[]", "\xff"):
        (tmp_path / "texts.json").write_text(damaged, encoding="latin-1")
        assert [each.data() for each in shipped.shipped_files("texts")] == read
    (tmp_path / "texts.json").write_text(json.dumps(kept))
    monkeypatch.setattr("bodywork_rules.rulebook.files.data_of", None)
    assert [each.data() for each in shipped.shipped_files("texts")] == read


def test_a_folder_is_read_with_its_sub_folders(folder):
    write("README.md", "Not TOML.")
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


QUANTITY = """[[quantity]]
id = "q"
name = "Q"
unit = "u"
ask = "How much?"
most = 9"""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a = " + "[" * 100_000, "lists and tables within each other more than 60 levels deep"),
        ("[[condition]]\nx = " + "[" * 70 + "]" * 70, "lists and tables within each other more than 60 levels deep"),
        ("\ufeff[[trait]]", "a byte order mark at the beginning; save it as UTF-8 without one"),
        (f"{QUANTITY}\nleast = nan", "quantity q > least: not a number that can be: `nan`"),
        (f"{QUANTITY}\nleast = 0x{'f' * 40}", "quantity q > least: a whole number of too many digits"),
        (f"{QUANTITY}\nleast = {'9' * 5000}", "line 7: TOML that cannot be read: a whole number of too many digits"),
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
    assert said in found


def test_what_no_value_can_be_hides_nothing_else(folder):
    write("odd.toml", QUANTITY.replace('"Q"', "5") + "\nleast = nan\ndescribes = 'fevr'\n")
    assert [each.removeprefix("book/odd.toml: quantity q > ") for each in wrong()] == [
        "least: not a number that can be: `nan`",
        "name: text is expected, not `5`",
        "describes: unknown condition `fevr`; did you mean `fever`?",
    ]


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
        "age: a whole number is expected, not `'46'`",
        ("findings[0].onset: a date is expected, not `2026-10-30 10:00:00`; a date without a time, such as 2026-11-23"),
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


def test_a_lenient_reading_too_tells_of_everything_in_one_round(tmp_path):
    path = tmp_path / "ben.json"
    path.write_text('{"format": 1, "age": NaN, "taken": "yesterday", "findings": ["Fever"], "findigns": []}')
    with pytest.raises(InvalidProfile) as caught:
        load_profile(path, lenient=small_book())
    assert [str(each).removeprefix(f"{path}: ") for each in caught.value.problems] == [
        "age: not a number that can be: `nan`",
        "taken: not a date `yesterday`; write it as 2026-11-23",
        "findigns: unknown key `findigns`; did you mean `findings`?",
    ]
