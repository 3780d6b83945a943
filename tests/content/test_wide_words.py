"""A wide word is never a sure name of what is only new, acute, severe or there now: it would refuse the harmless."""

import re
from datetime import timedelta

import pytest

from bodywork_rules import ClientProfile, Finding, Verdict
from bodywork_rules.model import Extent, This
from bodywork_rules.model.predicates import leaves
from bodywork_rules.rulebook import code_profile
from content.adults import ON
from shipped import EVALUATOR, RULEBOOK

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
    "acute-inflammation": "A bite or a sting swells at once and is soon over.",
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
    "fertility-treatment": DATES,
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
        ("viral hepatitis", "acute-hepatitis"),
        ("skin graft", "new-tattoo"),
    ],
)
def test_a_wide_word_for_which_there_is_nothing_wide_is_only_near(text, near):
    coded = code_profile(RULEBOOK, {"findings": [text]})
    assert coded.profile.unmapped == (text,)
    assert near in [found.id for found in coded.translated[0].near]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("vomiting", "stomach-bug"),
        ("cholecystitis", "abdominal-infection"),
        ("AIDS", "immune-suppression"),
        ("HIV/AIDS", "immune-suppression"),
        ("exhausted", "dehydration"),
    ],
)
def test_a_word_for_what_is_grave_is_not_read_as_the_mild_thing_beside_it(text, id):
    client = told(text)
    assert [finding.condition for finding in client.findings] == [id]
    assert all(each.verdict > Verdict.PROCEED for each in EVALUATOR.evaluate(client, on=ON).judgements)


@pytest.mark.parametrize(
    ("said", "report"),
    [
        ({"condition": "tattoo", "onset": "2026-11-23"}, "new-tattoo"),
        ({"condition": "tattoo", "stage": "acute"}, "new-tattoo"),
        ({"condition": "vaccinated", "onset": "2026-11-23"}, "recent-vaccination"),
        ({"condition": "blood donation", "onset": "2026-11-24"}, "recent-blood-donation"),
        ({"condition": "amputation", "onset": "2026-11-23"}, "surgery"),
        ({"condition": "amputee", "stage": "acute"}, "surgery"),
        ({"condition": "tendinitis", "onset": "2026-11-23"}, "acute-tendinitis"),
        ({"condition": "tendinitis", "severity": "severe"}, "acute-tendinitis"),
        ({"condition": "deaf", "onset": "2026-11-23"}, "urgent-warning-sign"),
        ({"condition": "kyphosis", "onset": "2026-11-23"}, "suspected-fracture"),
        ({"condition": "tired", "severity": "severe"}, "dehydration"),
        ({"condition": "ME/CFS", "severity": "severe"}, "severe-chronic-illness"),
        ({"condition": "deaf", "stage": "acute"}, "urgent-warning-sign"),
    ],
)
def test_a_wide_word_that_is_told_to_be_new_must_be_told_as_what_is_new(said, report):
    (problem,) = EVALUATOR.check(told(said), ON)
    assert report in f"{problem.value} {problem.hint}"


def test_a_window_on_what_is_new_leaves_no_day_to_the_wide_word():
    """The day from which the wide word may be used lies after the last on which a rule of its kind counts."""
    for wide, kind in {
        "blood-donor": "recent-blood-donation",
        "tattoo-or-piercing": "new-tattoo",
        "vaccination": "recent-vaccination",
    }.items():
        within = [
            leaf.details.onset_within
            for rule in RULEBOOK.contraindications
            if rule.about == kind
            for leaf in leaves(rule.when)
            if isinstance(leaf, This) and leaf.details.onset_within
        ]
        assert RULEBOOK.conditions[wide].onset_at_least > max(within, default=timedelta(days=2)), wide


@pytest.mark.parametrize("year", ["2024", "2025-10"])
@pytest.mark.parametrize("text", ["tattoo", "flu shot", "blood donor", "amputee", "tendinitis", "deaf"])
def test_a_wide_word_for_what_is_old_refuses_nothing(text, year):
    client = told({"condition": text, "onset": year})
    assert all(judgement.ready for judgement in EVALUATOR.evaluate(client, on=ON).judgements)


OFF_LIMBS = {
    "complex-regional-pain": "Where it is, it spares.",
    "critical-limb-ischaemia": "Everywhere else waits for a doctor too.",
    "deep-vein-thrombosis": "In the pelvis it is the pelvis that is spared; elsewhere rules of the whole body hold.",
    "fracture": "Off the limbs the rules of its place and of the spine hold.",
    "fragility-fracture": "As of any broken bone.",
    "hot-swollen-lymph-limb": "Everything waits for a doctor.",
    "lymph-node-removal": "Nodes of the neck drain the head and the neck, where they are.",
    "lymphoedema": "What is swollen is what is spared, a breast or a face too.",
    "peripheral-artery-disease": "Rules of the whole body hold too.",
    "stress-fracture": "As of any broken bone.",
    "superficial-vein-clot": "A vein of the trunk is spared where it is.",
    "tendon-rupture": "A tendon of the trunk is spared where it is.",
    "vertebral-fracture": "Rules of the spine hold.",
}
"""What a rule about a limb is about, and that can be off the limbs: why that rule says enough there, one by one."""


def test_what_a_rule_about_a_limb_is_about_can_be_on_a_limb_only_or_is_looked_at():
    body = RULEBOOK.body
    off = sum(1 << bit for bit in range(len(body.points)) if body.limb(1 << bit) == 1 << bit)
    assert {
        kind
        for rule in RULEBOOK.contraindications
        if rule.where in (Extent.LIMB, Extent.BEYOND)
        for kind in RULEBOOK.narrower_of(rule.about)
        if RULEBOOK.can_be(kind) & off
    } == set(OFF_LIMBS)


def test_nodes_are_not_taken_from_a_breast():
    client = ClientProfile(taken=ON, findings=[Finding("lymph-node-removal", sites=["left breast"])])
    assert [problem.where for problem in EVALUATOR.check(client, ON)] == ["findings[0].sites"]


@pytest.mark.parametrize(
    ("sites", "sides"),
    [
        (["left breast"], ["left"]),
        (["right armpit"], ["right"]),
        (["chest"], ["left", "right"]),
        ([], ["left", "right"]),
    ],
)
def test_a_breast_removed_speaks_of_the_arm_on_that_side_and_not_of_the_whole_body(sites, sides):
    client = told({"condition": "mastectomy", "sites": sites} if sites else "mastectomy")
    (finding,) = client.findings
    assert finding.condition == "breast-removal"
    answer = EVALUATOR.evaluate(client, on=ON)
    assert {judgement.verdict for judgement in answer.judgements} <= {Verdict.PROCEED, Verdict.MODIFY}
    for side in ("left", "right"):
        deep = answer.judgements["deep-tissue-massage"].at(f"{side} upper-arm")
        light = answer.judgements["swedish-massage"].at(f"{side} shoulder")
        assert (deep.verdict is Verdict.AVOID) == (light.verdict is Verdict.CLEARANCE) == (side in sides)
