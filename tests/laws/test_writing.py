"""Law 13: what is written reads back, for every type and every rulebook; and over however many files it is spread."""

import json
import pickle
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
from hypothesis import given
from hypothesis import strategies as st

from bodywork_rules.engine import Evaluator
from bodywork_rules.model import Assessment, ClientProfile, Judgement
from bodywork_rules.rulebook import Rulebook, from_data, from_json, load_profile, load_rulebook, to_data, to_json
from laws.test_order import moved
from laws.walking import values_in
from strategies import Scene, scenes
from strategies_draws import upto

ONLY_WITHIN_AN_ANSWER = ("Judgement", "Written", "Assessment", "Body")
"""What an assessment writes by reference, and what is never written by itself."""


@given(scenes())
def test_a_rulebook_reads_back(scene: Scene) -> None:
    book = scene.rulebook
    again = from_json(Rulebook, to_json(book))
    assert again == book
    assert (again.digest, again.replaced) == (book.digest, book.replaced)
    assert all(getattr(again, each.name) == getattr(book, each.name) for each in attrs.fields(Rulebook))
    assert to_json(again) == to_json(book)
    assert from_data(Rulebook, to_data(book)) == book
    assert pickle.loads(pickle.dumps(book)) == book


@given(scenes())
def test_a_profile_reads_back(scene: Scene) -> None:
    again = from_json(ClientProfile, to_json(scene.profile))
    assert again == scene.profile
    assert to_json(again) == to_json(scene.profile)
    assert pickle.loads(pickle.dumps(scene.profile)) == scene.profile


@given(scenes(rules=1, reported=1))
def test_an_assessment_reads_back(scene: Scene) -> None:
    answer = Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)
    again = from_json(Assessment, to_json(answer))
    assert again == answer
    assert to_json(again) == to_json(answer)
    for judgement in answer.judgements:
        read: Judgement = again.judgements[judgement.technique.id]
        assert (read.sites, read.restrictions, read.keep_off) == (
            judgement.sites,
            judgement.restrictions,
            judgement.keep_off,
        )
        for at in judgement.sites:
            assert [read.at(site) for site in at.sites] == [judgement.at(site) for site in at.sites]


@given(scenes(rules=1, reported=1))
def test_an_assessment_pickles(scene: Scene) -> None:
    answer = Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)
    again = pickle.loads(pickle.dumps(answer))
    assert again == answer
    assert to_json(again) == to_json(answer)


@given(scenes(rules=1, reported=1))
def test_a_value_of_every_type_reads_back(scene: Scene) -> None:
    evaluator = Evaluator(scene.rulebook)
    answer = evaluator.evaluate(scene.profile, on=scene.on)
    whole = (scene.rulebook, scene.profile, answer, evaluator.screen(scene.profile, scene.on))
    reasons = tuple((each.restrictions, each.sites) for each in answer.judgements)
    for value in {each for each in values_in((whole, reasons)) if attrs.has(type(each))}:
        kind = type(value)
        if kind.__name__ not in ONLY_WITHIN_AN_ANSWER:
            assert from_data(kind, to_data(value)) == value
            assert from_json(kind, to_json(value)) == value
            assert to_json(from_json(kind, to_json(value))) == to_json(value)


def toml(value: object) -> str:
    """A plain value as TOML writes it within a line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


@st.composite
def spread_over_files(draw) -> tuple[Scene, dict[str, str]]:
    """A rulebook as TOML, each of its tables in one of three files, in any order."""
    scene = draw(scenes())
    files = {"one.toml": "", "two/two.toml": "", "two/three.toml": ""}
    names = list(files)
    for key, table in to_data(scene.rulebook).items():
        if isinstance(table, dict):
            files["one.toml"] += f"[{key}]\n" + "".join(f"{name} = {toml(each)}\n" for name, each in table.items())
    for key, tables in to_data(scene.rulebook).items():
        for table in moved(draw, tables) if isinstance(tables, list) else ():
            lines = "".join(f"{name} = {toml(each)}\n" for name, each in table.items())
            files[names[draw(upto(2))]] += f"[[{key}]]\n{lines}"
    return scene, files


@given(spread_over_files())
def test_the_files_over_which_a_rulebook_is_spread_do_not_matter(drawn: tuple[Scene, dict[str, str]]) -> None:
    scene, files = drawn
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        read = load_rulebook(folder)
        profile = Path(folder, "profile.json")
        profile.write_text(to_json(scene.profile), encoding="utf-8")
        assert load_profile(profile) == scene.profile
    assert read == scene.rulebook
    answer = Evaluator(read).evaluate(scene.profile, on=scene.on)
    assert answer == Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)
