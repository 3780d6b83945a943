"""What is written reads back, a document is the same bytes each time, and a wrong one is refused whole."""

import json
import os
import subprocess
import sys

import attrs
import pytest

from bodywork_rules.engine import Evaluator
from bodywork_rules.errors import InvalidData, InvalidRulebook
from bodywork_rules.insight import explain
from bodywork_rules.model import (
    Assessment,
    Body,
    Catalogue,
    ClientProfile,
    Finding,
    Goal,
    Interval,
    Judgement,
    Measurement,
    Restriction,
    Scope,
    Screening,
    Shown,
    Site,
    Technique,
    Verdict,
    Words,
)
from bodywork_rules.rulebook import Rulebook, from_data, from_json, to_data, to_json
from bodywork_rules.rulebook.convert.text import LARGEST
from small_book import small_book
from unit.rulebook.samples import ANSWERS, BOOK, FULL, ON, PROFILES


def wrong(kind, text):
    with pytest.raises(InvalidData) as caught:
        from_json(kind, text)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("profile", PROFILES, ids=repr)
def test_a_profile_reads_back(profile):
    assert from_data(ClientProfile, to_data(profile)) == profile
    assert from_json(ClientProfile, to_json(profile)) == profile
    assert from_json(ClientProfile, to_json(profile).encode()) == profile


def test_a_rulebook_reads_back():
    for book in (BOOK, small_book(replaced=["fever"], licence="MIT")):
        assert from_data(Rulebook, to_data(book)) == book
        assert from_json(Rulebook, to_json(book)) == book
        assert to_json(from_json(Rulebook, to_json(book))) == to_json(book)


@pytest.mark.parametrize("answer", ANSWERS, ids=repr)
def test_an_assessment_reads_back_and_says_the_same(answer):
    document = to_json(answer)
    read = from_json(Assessment, document)
    assert read == answer
    assert to_json(read) == document
    assert from_data(Assessment, to_data(answer)) == answer
    assert explain(read) == explain(answer)
    for judgement in answer.judgements:
        again = read.judgements[judgement.technique.id]
        assert again.keep_off == judgement.keep_off
        assert again.restrictions == judgement.restrictions


@pytest.mark.parametrize("answer", ANSWERS, ids=repr)
def test_each_part_of_an_assessment_reads_back_by_itself(answer):
    assert from_data(Words, to_data(answer.words)) == answer.words
    assert from_data(Body, to_data(answer.body)) == answer.body
    parts = [answer.provenance, *answer.clearances, *answer.referrals, *answer.questions, *answer.changes]
    for judgement in answer.judgements:
        parts += [judgement, *judgement.sites, *judgement.restrictions, *judgement.arguments, *judgement.contributions]
    for part in parts:
        assert from_data(type(part), to_data(part)) == part
        assert from_json(type(part), to_json(part)) == part


def test_everything_in_a_rulebook_reads_back_by_itself():
    for collection in ("conditions", "techniques", "contraindications", "indications", "sources", "traits", "regions"):
        for thing in getattr(BOOK, collection):
            assert from_json(type(thing), to_json(thing)) == thing
    assert from_data(type(BOOK.scoring), to_data(BOOK.scoring)) == BOOK.scoring


def test_a_screening_reads_back():
    screening = Evaluator(BOOK).screen(FULL, on=ON)
    assert from_json(Screening, to_json(screening)) == screening
    assert from_data(Interval, to_data(screening["swedish"])) == screening["swedish"]


def test_a_catalogue_reads_back():
    data = to_data(BOOK.techniques)
    assert from_data(Catalogue[Technique], data) == BOOK.techniques
    with pytest.raises(InvalidData, match="say of what"):
        from_data(Catalogue, data)
    with pytest.raises(InvalidData) as caught:
        from_data(Catalogue[Technique], {"kind": "technique", "things": {"x": {}}})
    assert caught.value.problems[0].where == "things.x.id"


@pytest.mark.parametrize("value", [Site.of("left wrist"), Verdict.AVOID, Scope(all=True), Scope(families=["clinical"])])
def test_what_is_no_table_stands_under_value(value):
    assert from_json(type(value), to_json(value)) == value
    assert set(json.loads(to_json(value))) == {"format", "value"}
    assert wrong(type(value), '{"format": 1, "worth": 1}') == ["`value` is expected beside `format`, and nothing else"]
    assert wrong(type(value), '{"format": 1, "value": 7}')[0].startswith("value: ")


def test_a_document_is_canonical():
    document = to_json(FULL)
    assert document.endswith("}\n")
    assert document.count("\n") == 1
    assert "5 °C" in document
    assert (
        document == json.dumps(json.loads(document), sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"
    )
    same = ClientProfile(measurements=[Measurement("pain", value=5)])
    assert to_json(same) == to_json(ClientProfile(measurements=[Measurement("pain", value=5.0)]))
    assert from_json(Measurement, to_json(Measurement("pain", value=0.5))).value == 0.5


def test_a_document_is_the_same_whatever_the_hash_seed():
    code = (
        "import sys; sys.path.insert(0, 'tests'); "
        "from unit.rulebook.samples import ANSWERS, BOOK; from bodywork_rules.rulebook import to_json; "
        "sys.stdout.buffer.write((to_json(BOOK) + to_json(ANSWERS[-1])).encode())"
    )
    from pathlib import Path

    root = Path(__file__).parents[3]
    written = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            cwd=root,
        ).stdout
        for seed in ("0", "1")
    }
    assert written == {(to_json(BOOK) + to_json(ANSWERS[-1])).encode()}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1, column 1: JSON that cannot be read: expecting value"),
        ('{"format": 1,}', "line 1, column 14: JSON that cannot be read: "),
        ("[]", "a table is expected, not `[]`"),
        ("{}", "format: missing; it must be given; write format = 1"),
        ('{"format": 2}', "format: a format that this version cannot read: `2`; it reads 1"),
        ('{"format": true}', "format: a format that this version cannot read: `True`"),
        ('{"format": 1, "format": 1}', "a key given twice: `format`"),
        ('{"format": 1, "preferences": {"likes": [], "likes": []}}', "preferences: a key given twice: `likes`"),
        ('{"format": 1, "measurements": [{"value": NaN}]}', "measurements[0].value: not a number that can be: `nan`"),
        ('{"format": 1, "measurements": [{"value": -Infinity}]}', "measurements[0].value: not a number that can be:"),
        ('{"format": 1, "measurements": [{"value": 1e999}]}', "measurements[0].value: not a number that can be: `inf`"),
        ('{"format": 1, "age": ' + "9" * 30 + "}", "age: a whole number of too many digits"),
        ('{"format": 1, "age": ' + "9" * 5000 + "}", "age: a whole number of too many digits"),
        ('{"format": 1, "unmapped": ["\\ud800"]}', "unmapped[0]: text with half a character: `'\\ud800'`"),
        ('{"format": 1, "\\ud800é": 1}', "a key with half a character: "),
        ("\ufeff{}", "a byte order mark at the beginning; save it as UTF-8 without one"),
        (b'{"format": 1,\n "unmapped": ["\xff"]}', "line 2: text that is not UTF-8: `byte 0xff`; save it as UTF-8"),
        ("[" * 100_000, "lists and tables within each other more than 60 levels deep"),
        ("[" * 70 + "]" * 70, "lists and tables within each other more than 60 levels deep"),
        ("x" * (LARGEST + 1), f"larger than {LARGEST} bytes; split it into several files"),
    ],
    ids=range(20),
)
def test_a_wrong_document_is_refused(text, said):
    found = wrong(ClientProfile, text)
    assert any(said in each for each in found), found


def test_what_is_no_text_is_no_document():
    assert wrong(ClientProfile, 5) == ["text is expected, not `5`"]


def test_all_that_is_wrong_with_a_document_is_said_at_once():
    assert wrong(ClientProfile, '{"age": "5", "findings": [{}], "colour": 1}') == [
        "format: missing; it must be given; write format = 1",
        "age: a whole number is expected, not `'5'`",
        "findings[0].condition: missing; it must be given",
        "colour: unknown key `colour`",
    ]


@pytest.mark.parametrize("value", [5.5j, object(), {}, (), [Finding("a")]])
def test_only_values_of_the_library_are_written(value):
    with pytest.raises(InvalidData, match="not a value of this library"):
        to_data(value)


@pytest.mark.parametrize("kind", [complex, dict, list[int], "ClientProfile", []])
def test_only_types_of_the_library_are_read(kind):
    with pytest.raises(InvalidData, match="not a type of this library"):
        from_data(kind, {})


def test_a_rulebook_that_is_wrong_is_refused_with_everything_that_is():
    data = to_data(BOOK)
    data["condition"][0]["broader"] = ["nowhere"]
    data["trait"][0]["name"] = 5
    with pytest.raises(InvalidRulebook) as caught:
        from_data(Rulebook, data)
    assert [str(problem) for problem in caught.value.problems] == [
        "trait heat > name: text is expected, not `5`",
        "condition bleeding-risk > broader: unknown condition `nowhere`",
    ]


def changed(change):
    data = to_data(ANSWERS[-1])
    change(data)
    with pytest.raises(InvalidData) as caught:
        from_data(Assessment, data)
    return [str(problem) for problem in caught.value.problems]


def restriction(data):
    return next(each["restriction"] for each in data["restrictions"] if "restriction" in each)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data.pop("settled"), "settled: missing; it must be given"),
        (lambda data: data.update(setled=1), "setled: unknown key `setled`; did you mean `settled`?"),
        (lambda data: data.update(settled="false"), "settled: true or false is expected, not `'false'`"),
        (lambda data: data["rules"].clear(), "restrictions[3].restriction.rule: unknown contraindication `bleeding`"),
        (lambda data: restriction(data).update(rule=5), "restriction.rule: unknown contraindication `5`"),
        (lambda data: restriction(data).update(acts=1), "restriction.acts: true or false is expected, not `1`"),
        (lambda data: data["rules"].update(x=data["rules"]["chest"]), "rules.x: another id than its own: `chest`"),
        (lambda data: data["techniques"]["deep"].pop("name"), "techniques.deep.name: missing; it must be given"),
        (lambda data: data["judgements"].update(x={}), "judgements.x: unknown technique `x`"),
        (lambda data: data["judgements"]["deep"].pop("low"), "judgements.deep.low: missing; it must be given"),
        (lambda data: data["judgements"]["deep"].update(x=1), "judgements.deep.x: unknown key `x`"),
        (lambda data: data["judgements"]["deep"].update(low=3), "judgements.deep.low: not a verdict `3`"),
        (
            lambda data: data["judgements"]["deep"].update(restrictions=[999]),
            "judgements.deep.restrictions[0]: no restriction stands at this place: `999`",
        ),
        (
            lambda data: data["judgements"]["deep"].update(restrictions=[True]),
            "judgements.deep.restrictions[0]: no restriction stands at this place: `True`",
        ),
        (lambda data: data.update(withheld=["depe"]), "withheld[0]: unknown judgement `depe`; did you mean `deep`?"),
        (lambda data: data.update(withheld=[5]), "withheld[0]: unknown judgement `5`"),
        (lambda data: data.update(names={"a/b": 5}), "names.a/b: text is expected, not `5`"),
        (lambda data: data.update(ties=[["Deep"]]), "ties[0][0]: not the form of an id `Deep`"),
        (lambda data: data["questions"][0].update(asks=[["a"]]), "questions[0].asks[0]: a list of 2 is expected, not"),
    ],
    ids=range(19),
)  # fmt: skip
def test_a_wrong_assessment_is_refused(change, said):
    found = changed(change)
    assert any(said in each for each in found), found


def test_two_things_with_one_id_are_not_written():
    answer = ANSWERS[-1]
    notice = answer.referrals[0]
    other = attrs.evolve(notice, rule=attrs.evolve(notice.rule, reason="Another."))
    with pytest.raises(InvalidData, match="two things in one assessment with the id `chest`"):
        to_data(attrs.evolve(answer, referrals=(other,)))


TWO_KINDS = '{"format": 2, "age": NaN, "findings": [{"condition": "x", "condition": "Y Z"}], "taken": 5, "ages": 1}'


def test_what_no_value_can_have_and_what_is_of_another_form_are_told_at_once():
    with pytest.raises(InvalidData) as caught:
        from_json(ClientProfile, TWO_KINDS)
    assert [str(each) for each in caught.value.problems] == [
        "age: not a number that can be: `nan`",
        "findings[0]: a key given twice: `condition`",
        "format: a format that this version cannot read: `2`; it reads 1",
        "taken: a date is expected, not `5`; a date without a time, such as 2026-11-23",
        "findings[0].condition: not the form of an id `Y Z`; did you mean `y-z`?",
        "ages: unknown key `ages`; did you mean `age`?",
    ]


def test_plain_data_too_are_told_of_in_one_round():
    with pytest.raises(InvalidData) as caught:
        from_data(Goal, {"complaint": "Neck pain", "importance": float("nan"), "outcome": "\ud800"})
    assert [str(each) for each in caught.value.problems] == [
        "importance: not a number that can be: `nan`",
        "outcome: text with half a character: `'\\ud800'`",
        "complaint: not the form of an id `Neck pain`; did you mean `neck-pain`?",
    ]


def test_of_a_rulebook_too_everything_is_told_in_one_round():
    data = to_data(BOOK)
    data["quantity"][0]["least"] = float("nan")
    data["condition"][0]["name"] = 5
    with pytest.raises(InvalidRulebook) as caught:
        from_data(Rulebook, data)
    told = "\n".join(str(each) for each in caught.value.problems)
    assert "least: not a number that can be: `nan`" in told
    assert "name: text is expected, not `5`" in told
    assert len(caught.value.problems) == 2


def test_what_an_assessment_shares_is_written_once():
    data = to_data(ANSWERS[-1])
    shown = [place for judged in data["judgements"].values() for place in judged["restrictions"]]
    assert len(set(shown)) == len(data["restrictions"]) < len(shown)
    assert isinstance(restriction(data)["rule"], str)


def test_an_assessment_names_only_what_it_speaks_of():
    data = to_data(ANSWERS[-1])
    assert "technique/swedish" in data["names"]
    assert len(data["names"]) < len(BOOK.words.names)


def test_a_judgement_by_itself_is_read_strictly():
    data = to_data(ANSWERS[-1].judgements["deep"])
    with pytest.raises(InvalidData) as caught:
        from_data(Judgement, {**data, "score": "5", "x": 1})
    assert [str(each) for each in caught.value.problems] == [
        "x: unknown key `x`",
        "score: a whole number is expected, not `'5'`",
    ]
    del data["low"]
    with pytest.raises(InvalidData) as caught:
        from_data(Judgement, {**data, "score": "5"})
    assert [str(each) for each in caught.value.problems] == [
        "low: missing; it must be given",
        "score: a whole number is expected, not `'5'`",
    ]


def test_a_reason_by_itself_says_which_it_is_as_part_of_the_union():
    reasons = ANSWERS[-1].judgements["deep"].restrictions
    reason = next(reason for reason in reasons if isinstance(reason, Restriction))
    assert from_data(Shown, {"restriction": to_data(reason)}) == reason
