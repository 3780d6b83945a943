"""What many people have and tell is known, changes nothing and is asked of nobody; medicines have everyday names."""

import pytest

from bodywork_rules.care import questionnaire
from bodywork_rules.rulebook import code_profile
from content.adults import ON
from shipped import EVALUATOR, RULEBOOK

ALL = RULEBOOK.everything_but()
EVERYDAY = [each.id for each in RULEBOOK.conditions if not each.ask and RULEBOOK.narrower_of(each.id) == {each.id}]


def told(text, *, kind="findings", denied=ALL):
    return code_profile(RULEBOOK, {"taken": ON, "age": 40, kind: [text], "answered": list(denied)}).profile


@pytest.mark.parametrize("id", EVERYDAY)
def test_what_is_harmless_leaves_everything_ready(id):
    assert all(judgement.ready for judgement in EVALUATOR.evaluate(told(id), on=ON).judgements)


def test_nobody_is_asked_for_what_changes_nothing():
    assert len(EVERYDAY) >= 15
    asked = {question.condition for question in questionnaire(RULEBOOK)}
    assert asked.isdisjoint(EVERYDAY)
    assert set(RULEBOOK.everything_but()).isdisjoint(EVERYDAY)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("E66.9", "obesity"),
        ("E66.01", "obesity"),
        ("G47.33", "sleep-apnoea"),
        ("E78.5", "high-cholesterol"),
        ("H52.13", "short-or-long-sight"),
        ("Z89.511", "limb-loss"),
        ("H91.90", "hearing-loss"),
        ("J30.9", "hay-fever"),
        ("hot flushes", "menopause"),
        ("contact lenses", "short-or-long-sight"),
        ("hearing aid", "hearing-loss"),
        ("PCOS", "polycystic-ovaries"),
        ("ADHD", "attention-deficit"),
    ],
)
def test_an_everyday_word_or_code_is_known(text, id):
    client = told(text)
    assert ([finding.condition for finding in client.findings], client.unmapped) == ([id], ())


@pytest.mark.parametrize("text", ["E66.2", "G47.31", "H91.21", "E78.3", "N95.0", "K64.5", "rosacea"])
def test_what_only_looks_harmless_is_left_for_a_human_to_read(text):
    client = told(text)
    assert (client.findings, client.unmapped) == ((), (text,))


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("statins", "statin"),
        ("antidepressants", "antidepressant"),
        ("beta blockers", "beta-blocker"),
        ("water tablets", "water-tablet"),
        ("blood thinners", "anticoagulant"),
        ("blood pressure pills", "blood-pressure-drug"),
        ("painkillers", "painkiller"),
        ("oral contraceptive", "combined-pill"),
        ("the pill", "combined-pill"),
        ("Tylenol", "paracetamol"),
        ("Advil", "ibuprofen"),
        ("Prozac", "fluoxetine"),
        ("Lyrica", "pregabalin"),
        ("Percocet", "oxycodone"),
        ("Humira", "adalimumab"),
        ("Neurontin", "gabapentin"),
        ("doxepin", "antidepressant"),
        ("Mounjaro", "glucose-lowering-drug"),
        ("Benadryl", "antihistamine-that-dulls"),
        ("drospirenone", "combined-pill"),
        ("norgestimate", "combined-pill"),
        ("tretinoin", "tretinoin-cream"),
    ],
)
def test_a_group_of_medicines_is_known_by_its_everyday_name(text, id):
    assert [each.condition for each in told(text, kind="medications").medications] == [id]


@pytest.mark.parametrize("left_open", ["opioid", "anti-inflammatory-painkiller"])
def test_a_painkiller_that_may_be_a_strong_one_stays_open(left_open):
    client = told("painkiller", kind="medications", denied=RULEBOOK.everything_but([left_open]))
    answer = EVALUATOR.evaluate(client, on=ON)
    assert left_open in [question.unknown.condition for question in answer.questions]
    assert not all(judgement.ready for judgement in answer.judgements)
