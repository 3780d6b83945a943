"""That no code which tells of danger leaves anything ready, and that an emergency sends to a doctor the same day."""

import re
from functools import cache

import attrs
import pytest

from bodywork_rules import EVERYTHING, ClientProfile
from bodywork_rules.model import Referral, Status
from bodywork_rules.rulebook import code_profile
from content.adults import ON
from shipped import EVALUATOR, RULEBOOK

release = pytest.importorskip("simple_icd_10_cm", reason="simple-icd-10-cm, the list of all codes, is not there")

DANGER = re.compile(
    r"unstable|acute|severe|crisis|status (?:epilep|asthm)\w+|ruptur|ha?emorrhag|bleeding|blood loss|gangren|necro"
    r"|sepsis|septic|shock|abscess|perforat|obstructi|\bcoma\b|stage [45]|end stage|malignan|thrombo|embol|dissection"
    r"|exacerbat|decompens|tension pneumo|thunderclap|orthostatic component|cauda equina|myelopath|infect|mening|enceph"
    r"|empyema|pneumonia|failure|infarct|isch(?:a)?em|compression|paralys|disruption|dehisc|anaphyl|heatstroke|delirium"
    r"|psychotic|suicid|intractable|toxic|neoplas|critical|strangul|eclamp|arrest|fibrillat|complicated",
    re.IGNORECASE,
)
EMERGENCY = re.compile(
    r"status (?:epilep|asthm)\w+|anaphyl|sepsis|septic|mening|enceph|unstable angina|\bcoma\b|shock|tension pneumo"
    r"|thunderclap|cauda equina|dissection|perforat|ketoacid|hyperosm|crisis|eclamp|arrest|ventricular fibrillation"
    r"|(?:aneurysm|aorta)[^,]*, ruptured|intracranial|subdural|epidural|suicid|heatstroke|gangren|penetrat|myelopath"
    r"|strangul",
    re.IGNORECASE,
)
NOT_SO = re.compile(
    r"\b(?:without|not having) (?:mention of )?[^,]*?(?=\bwith\b|,|$)|unspecified as acute or chronic|\b(?:sub|anti)\w+"
    r"|non-?\w+|(?:\bnot|\bun|\bnon)-?\s?(?:intractable|complicated)|chronic obstructive|personal history[^,]*",
    re.IGNORECASE,
)
LONG = len("S06.5X0A")
"""How long a code is that tells how far an injury has healed."""


@cache
def words(code, pattern):
    """The words of a code that tell of danger."""
    return {word.casefold() for word in pattern.findall(NOT_SO.sub(" ", release.get_description(code)))}


@cache
def coded(code):
    """The findings that a code by itself is read as for sure: none where a human must read it."""
    told = {"taken": ON.isoformat(), "age": 40, "answered": [EVERYTHING], "findings": [f"icd10cm:{code}"]}
    client = code_profile(RULEBOOK, told).profile
    return () if client.unmapped else client.findings


def named(findings):
    """The conditions of findings, in one text; what is over is marked."""
    return ", ".join(each.condition + (" (over)" if each.status is Status.RESOLVED else "") for each in findings)


@cache
def answers(findings):
    """The answers for a client with these findings and nothing else, at no place and at some."""
    found = []
    for place in ((), ("left foot",), ("scalp",), ("chest",)):
        at = [attrs.evolve(each, sites=place) for each in findings]
        client = ClientProfile(taken=ON, age=40, findings=at, answered=[EVERYTHING])
        if not EVALUATOR.check(client, ON):
            found.append(EVALUATOR.evaluate(client, on=ON))
    return tuple(found)


def leaves():
    """The codes that stand for nothing narrower, below a code of a condition; of an injury the first and the last."""
    above = {code.split("*")[0] for each in RULEBOOK.conditions for code in (*each.icd10cm, *each.icd10cm_past)}
    below = {code for each in above for code in (each, *release.get_descendants(each))}
    return sorted(code for code in below if release.is_leaf(code) and (len(code) < LONG or code[-1] in "AS"))


def readings(pattern):
    """Each code that tells of danger and that is read for sure, with its words and what it is read as."""
    for code in leaves():
        if (told := words(code, pattern)) and (findings := coded(code)):
            yield code, told, findings


EXCUSED = {
    "asthma: severe": "Severe, and under control: an attack has codes of its own.",
    "changing-mole: neoplas": "Left alone, and shown to a doctor.",
    "chronic-fatigue: enceph": "An old name of it; nothing is inflamed.",
    "clotting-tendency: thrombo": "The tendency, and no clot.",
    "cold-sore: infect": "Left alone where it is.",
    "cyst: neoplas": "Harmless growths.",
    "dementia: psychotic": "What the mind sees in a dementia is part of it.",
    "dementia: severe": "How far it has gone is asked as whether the client can say yes or no.",
    "eczema: acute": "Inflamed skin is left alone where it is.",
    "hearing-loss: toxic": "A poison hurt the hearing, and it is no danger to touch.",
    "headache: intractable": "Pain that medicines do not stop is no danger by itself.",
    "hiv: infect": "The virus, and no illness that it brings.",
    "infertility: infect": "It may be long over, and names no danger.",
    "infertility: obstructi": "Of the ducts of the seed; names no danger.",
    "obesity: severe": "How heavy somebody is bars no touch by itself.",
    "sleep-apnoea: obstructi": "The throat, in sleep.",
    "tendon-or-bursa-trouble: acute": "The code says acute or chronic, all the same to it.",
    "low-mood: severe": "No source bars touch for low mood; a crisis has codes of its own.",
    "lung-disease: pneumonia": "Stiff lungs are called so without an infection.",
    "mastitis: infect": "The breast is left alone; an abscess has codes of its own.",
    "migraine-attack: intractable": "Pain that medicines do not stop is no danger by itself.",
    "migraine: intractable": "Pain that medicines do not stop is no danger by itself.",
    "muscle-tear: ruptur": "Left alone where it is.",
    "past-anaphylaxis: anaphyl": "The late effect, or the history; the reaction itself is found elsewhere.",
    "past-anaphylaxis: shock": "The late effect; the reaction itself is found elsewhere.",
    "peptic-ulcer: acute": "New, but it neither bleeds nor has broken through.",
    "peripheral-neuropathy: critical": "What a grave illness left behind.",
    "peripheral-neuropathy: toxic": "Where the numbness came from changes nothing for the hands.",
    "post-surgical-pain: acute": "The operation has an entry of its own.",
    "pressure-sore: stage 4": "Left alone where it is, however deep.",
    "rotator-cuff-pain: ruptur": "Worn through, and not torn by an accident; that has codes of its own.",
    "skin-ulcer: necro": "Left alone where it is, however deep.",
    "skin-ulcer: thrombo": "A clot long ago; the sore is left alone.",
    "sprain (over): ruptur": "It is over.",
    "sprain: ruptur": "Left alone where it is.",
    "stress: acute": "Of the mind.",
    "stress: severe": "Of the mind.",
    "tendon-rupture: ruptur": "Left alone where it is.",
    "tension-headache: intractable": "Pain that medicines do not stop is no danger by itself.",
    "trauma-history: acute": "The first months; no source tells them apart.",
    "vaginal-infection: acute": "Where it is, and not how new it is, is what the rule is about.",
    "vaginal-infection: infect": "The rule speaks of just that.",
}
"""By what codes are read as and a word of danger in them: why something is ready all the same."""

NOT_TODAY = {
    "chronic-fatigue: enceph": "An old name of it; nothing is inflamed.",
    "critical-limb-ischaemia, complicated-diabetes: gangren": "Nobody treats, and a doctor sees it promptly.",
    "critical-limb-ischaemia: gangren": "Nobody treats, and a doctor sees it promptly.",
    "head-injury: intracranial": "The code says neither what was hurt nor that anything bled.",
    "solid-tumour: cauda equina": "A growth; what it presses on is asked by what is felt.",
    "solid-tumour: mening": "A growth.",
    "stroke: intracranial": "The code is carried for weeks; nobody treats, and the signs of a new one have an entry.",
    "tuberculosis: mening": "A lump, and no inflammation.",
}
"""By what codes are read as and a word of an emergency in them: why nobody sends the client to a doctor today."""


def test_no_code_that_tells_of_danger_leaves_anything_ready():
    ready = {
        f"{named(findings)}: {word}": code
        for code, told, findings in readings(DANGER)
        if any(judgement.ready for answer in answers(findings) for judgement in answer.judgements)
        for word in told
    }
    assert {what: code for what, code in ready.items() if what not in EXCUSED} == {}
    assert EXCUSED.keys() == ready.keys()


def test_a_code_that_tells_of_an_emergency_sends_to_a_doctor_the_same_day():
    late = {
        f"{named(findings)}: {word}": code
        for code, told, findings in readings(EMERGENCY)
        if any(each.status is not Status.RESOLVED and each.condition != "past-anaphylaxis" for each in findings)
        and any(all(each.referral < Referral.SAME_DAY for each in answer.referrals) for answer in answers(findings))
        for word in told
    }
    assert {what: code for what, code in late.items() if what not in NOT_TODAY} == {}
    assert NOT_TODAY.keys() == late.keys()


def test_a_code_of_an_emergency_is_one_however_long_it_is_said_to_last():
    for code in ("A41.9", "G00.9", "G40.901", "I25.710", "J93.0", "S06.5X0A", "S06.5", "T78.2XXA", "G44.53", "I71.3"):
        told = {"taken": ON.isoformat(), "age": 40, "answered": [EVERYTHING]}
        for stage in ("acute", "subacute", "chronic"):
            entry = {"condition": code, "stage": stage, "onset": "2026-11-01"}
            client = code_profile(RULEBOOK, told | {"findings": [entry]}).profile
            if not EVALUATOR.check(client, ON):
                answer = EVALUATOR.evaluate(client, on=ON)
                assert max(each.referral for each in answer.referrals) >= Referral.SAME_DAY, (code, stage)


@pytest.mark.parametrize(
    ("code", "conditions"),
    [
        ("T78.2XXA", {"severe-allergic-signs"}),
        ("T78.2", {"severe-allergic-signs"}),
        ("T78.00XD", set()),
        ("T78.00XS", {"past-anaphylaxis"}),
        ("O15.9", {"eclampsia"}),
        ("S06.5X0A", {"emergency-sign", "head-injury"}),
        ("S06.5X0D", {"head-injury"}),
        ("S06.0X0A", {"head-injury"}),
        ("I25.710", {"unstable-angina"}),
        ("I25.709", {"angina"}),
        ("N18.4", {"kidney-failure"}),
        ("I12.9", {"hypertension", "kidney-disease"}),
        ("G44.53", {"sudden-worst-headache"}),
        ("R51.0", set()),
        ("G61.0", {"peripheral-neuropathy", "spreading-limb-weakness"}),
        ("O90.0", {"recent-birth", "urgent-warning-sign"}),
    ],
)
def test_a_code_is_read_as_what_it_says_and_nothing_milder(code, conditions):
    assert {each.condition for each in coded(code)} == conditions
