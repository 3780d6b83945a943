"""A wide word is never a sure name of what is only new, acute, severe or there now: it would refuse the harmless."""

import re

import pytest

from bodywork_rules import ClientProfile, Evaluator, Verdict, load_rulebook
from bodywork_rules.rulebook import code_profile
from content.adults import ON

RULEBOOK = load_rulebook()
EVALUATOR = Evaluator(RULEBOOK)
FOLDED = re.IGNORECASE
NARROW = re.compile(r"\b(recent|new|acute|fresh|now|severe|flare|flaring|sudden|suddenly|today|just|last)\b", FOLDED)
SAYS_SO = re.compile(
    NARROW.pattern + r"|\b(attacks?|crisis|worst|worse|exacerbation|decompensated|relapse|unhealed|dying|cannot)\b",
    FOLDED,
)
DATES = "The dates decide, and they are asked for."
LESS_WOULD_BE_MISSED = "A sign of danger is believed in whatever words it is told."
ALWAYS = "It is never anything else."
REVIEWED = {
    "abdominal-surgery": DATES,
    "acute-hepatitis": LESS_WOULD_BE_MISSED,
    "acute-sinusitis": ALWAYS,
    "acute-tendinitis": "What is called inflamed is so now.",
    "after-ayurvedic-cleansing": DATES,
    "caesarean-birth": DATES,
    "changed-headache": LESS_WOULD_BE_MISSED,
    "changing-mole": LESS_WOULD_BE_MISSED,
    "cold-sore": ALWAYS,
    "complex-regional-pain": "It is always severe.",
    "cosmetic-surgery": DATES,
    "eczema": "Its id is the wide word already, and its question is about now.",
    "eye-surgery": DATES,
    "fainting": DATES,
    "fresh-scar": ALWAYS,
    "head-injury": DATES,
    "heart-surgery": DATES,
    "hernia-repair": DATES,
    "hives": "Its id is the wide word already, and it comes and goes within a day.",
    "indigestion-today": ALWAYS,
    "inflamed-arthritic-joint": ALWAYS,
    "injection-site": ALWAYS,
    "kidney-stone": "Now or before.",
    "ligament-reconstruction": DATES,
    "low-blood-sugar": LESS_WOULD_BE_MISSED,
    "major-surgery": DATES,
    "medicated-cream": ALWAYS,
    "menstruation": ALWAYS,
    "mental-crisis": LESS_WOULD_BE_MISSED,
    "new-neck-pain-with-head-signs": LESS_WOULD_BE_MISSED,
    "past-anaphylaxis": "It says past.",
    "recent-birth": DATES,
    "recent-blood-donation": DATES,
    "recent-meal": ALWAYS,
    "recent-miscarriage": DATES,
    "recent-neck-trauma": DATES,
    "recent-seizure": DATES,
    "saddle-numbness": LESS_WOULD_BE_MISSED,
    "severe-allergic-signs": LESS_WOULD_BE_MISSED,
    "severe-belly-pain": LESS_WOULD_BE_MISSED,
    "severe-chronic-illness": "An organ that fails is grave.",
    "sharp-pain-on-touch": ALWAYS,
    "sudden-breathlessness": LESS_WOULD_BE_MISSED,
    "sudden-face-arm-speech-signs": LESS_WOULD_BE_MISSED,
    "sudden-worst-headache": LESS_WOULD_BE_MISSED,
    "surgery": DATES,
    "temple-headache-with-jaw-pain": LESS_WOULD_BE_MISSED,
    "unsteady-illness": "Its words say that the illness is not held.",
    "unstable-angina": LESS_WOULD_BE_MISSED,
}
"""Conditions of this sort with synonyms that do not say so, looked at one by one, each with the reason."""


def wide():
    """The conditions that are only for what is new or severe, though a synonym of theirs does not say so."""
    return {
        each.id
        for each in RULEBOOK.conditions
        if NARROW.search(f"{each.id} {each.name}")
        and any(not SAYS_SO.search(synonym.replace("-", " ")) for synonym in each.synonyms)
    }


def test_a_synonym_of_what_is_new_acute_or_severe_says_so():
    assert wide() == set(REVIEWED)


def told(text):
    told = {"taken": ON, "age": 40, "findings": [text], "answered": list(RULEBOOK.everything_but())}
    return code_profile(RULEBOOK, told).profile


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("tattoo", "tattoo-or-piercing"),
        ("piercing", "tattoo-or-piercing"),
        ("panic attacks", "anxiety"),
        ("bursitis", "tendon-or-bursa-trouble"),
        ("tendonitis", "tendon-or-bursa-trouble"),
        ("M70.61", "tendon-or-bursa-trouble"),
        ("jab", "vaccination"),
        ("blood donor", "blood-donor"),
    ],
)
def test_a_wide_word_means_what_is_wide_and_refuses_nothing(text, id):
    client = told(text)
    assert [finding.condition for finding in client.findings] == [id]
    assert all(judgement.ready for judgement in EVALUATOR.evaluate(client, on=ON).judgements)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("tattoo", "new-tattoo"),
        ("bursitis", "acute-inflammation"),
        ("jab", "recent-vaccination"),
        ("blood donor", "recent-blood-donation"),
    ],
)
def test_what_is_wide_stays_open_until_somebody_says_whether_it_is_new(text, asked):
    answered = RULEBOOK.everything_but([asked])
    client = ClientProfile(taken=ON, age=40, findings=told(text).findings, answered=answered)
    answer = EVALUATOR.evaluate(client, on=ON)
    assert asked in [question.unknown.condition for question in answer.questions]
    assert not all(judgement.ready for judgement in answer.judgements)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("panic", "panic-attack"),
        ("sinusitis", "acute-sinusitis"),
        ("inflammation", "acute-inflammation"),
        ("wheeze", "asthma-attack"),
        ("wheezing", "severe-allergic-signs"),
        ("heart murmur", "heart-valve-disease"),
        ("viral hepatitis", "acute-hepatitis"),
        ("skin graft", "new-tattoo"),
    ],
)
def test_a_wide_word_for_which_there_is_nothing_wide_is_only_near(text, near):
    coded = code_profile(RULEBOOK, {"findings": [text]})
    assert coded.profile.unmapped == (text,)
    assert near in [found.id for found in coded.translated[0].near]


def test_a_breast_removed_speaks_of_the_arm_on_that_side_and_not_of_the_whole_body():
    (finding,) = told("mastectomy").findings
    assert finding.condition == "lymph-node-removal"
    verdicts = {judgement.verdict for judgement in EVALUATOR.evaluate(told("mastectomy"), on=ON).judgements}
    assert verdicts <= {Verdict.PROCEED, Verdict.MODIFY}
