"""That a code whose words name two things is read as both of them, where the second would be judged more strictly."""

import re
from functools import cache

import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Finding, Verdict
from bodywork_rules.model import Status
from content.adults import ON
from content.test_dangerous_codes import LONG, NOT_SO, coded, leaves, named, release
from shipped import EVALUATOR, RULEBOOK

SHORT = len("burn")
"""A name of so few letters, or fewer, is too easily a part of another word."""


def plain(text):
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", text.lower()).split())


def by_name():
    """The conditions that each name or synonym means, drugs apart."""
    found = {}
    for each in RULEBOOK.conditions:
        for text in (each.name, *each.synonyms) if each.kind != "drug" else ():
            if len(plain(text)) > SHORT:
                found.setdefault(plain(text), set()).add(each.id)
    return found


BY_NAME = by_name()
MOST_WORDS = max(name.count(" ") for name in BY_NAME) + 1


def spoken_of(code):
    """The conditions that the words of a code name, without what it says is not there: from each word, the longest."""
    words = plain(NOT_SO.sub(" ", release.get_description(code))).split()
    found = set()
    for first in range(len(words)):
        texts = (" ".join(words[first : first + many]) for many in range(MOST_WORDS, 0, -1))
        named_here = (BY_NAME.get(text) or BY_NAME.get(text.removesuffix("s")) for text in texts)
        found |= next(filter(None, named_here), set())
    return found


@cache
def high(conditions):
    """The strictest verdict of each technique for a client with these conditions; nothing where that is refused."""
    findings = [Finding(each) for each in conditions]
    client = ClientProfile(taken=ON, age=40, findings=findings, answered=[EVERYTHING])
    return None if EVALUATOR.check(client, ON) else EVALUATOR.screen(client, ON).high


def is_stricter(conditions, other):
    """Whether one condition more is refused, or judged more strictly."""
    bare, more = high(conditions), high((*conditions, other))
    return bare is not None and (more is None or any(now > was for was, now in zip(bare, more, strict=True)))


def left_out():
    """What codes are read as, and what else their words name that would be judged more strictly, with such a code."""
    found = {}
    for code in leaves():
        spoken = spoken_of(code) if len(code) < LONG or code.endswith("A") else set()
        if not spoken or any(each.status is Status.RESOLVED for each in coded(code)) or not coded(code):
            continue
        read = tuple(sorted(each.condition for each in coded(code)))
        told = set().union(*(RULEBOOK.broader_of(each) | RULEBOOK.narrower_of(each) for each in read))
        found |= {f"{named(coded(code))}: {each}": code for each in spoken - told if is_stricter(read, each)}
    return found


EXCUSED = {
    "after-covid: covid-19": "It is what the illness left behind.",
    "anxiety: injury": "Fear of one.",
    "bladder-pain-syndrome: bladder-infection": "Pain of the bladder that is no infection.",
    "carotid-sinus-hypersensitivity: fainting": "The faint is what it is about.",
    "chronic-pancreatitis: pancreatitis": "The lasting one has an entry of its own.",
    "clotting-tendency: lupus": "A factor in the blood that is called so, and no lupus.",
    "complicated-diabetes: kidney-disease": "A kidney harmed by sugar is part of it, and a doctor is asked.",
    "complicated-diabetes: unexplained-swelling": "A swelling within the eye.",
    "copd: chest-infection": "A bronchitis that lasts is no infection.",
    "coronary-stent: heart-attack": "A name of the vessels, and no attack.",
    "exertional-compartment-pain: tense-or-pulseless-limb": "Its code is of what no injury brought on.",
    "gallstones: abdominal-infection": "The code says that the gall bladder is inflamed for long.",
    "gestational-diabetes: diabetes": "It comes and goes with the pregnancy.",
    "hiatus-hernia: hernia": "Inside the chest, where no hand reaches.",
    "high-risk-pregnancy: pregnancy-danger-signs": "Of an earlier pregnancy.",
    "hiv: immune-suppression": "The name of the virus, in somebody without signs of it.",
    "hiv: infection": "The virus, in somebody without signs of it.",
    "infertility: infection": "It may be long over, and names no danger.",
    "infertility: radiotherapy": "Whatever made it so may be long over.",
    "irritable-bowel-syndrome: stomach-bug": "Loose stools of a restless bowel catch nobody.",
    "joint-replacement: surgery": "The operation that the entry is about.",
    "lactose-intolerance: allergy": "No allergy.",
    "lung-disease: pneumonia": "Stiff lungs are called so without an infection.",
    "mastitis: infection": "The breast is left alone.",
    "migraine: stomach-bug": "It comes from the migraine.",
    "neck-instability: dislocation": "The neck is spared for being loose.",
    "pregnancy-sickness: stomach-bug": "It comes from the pregnancy.",
    "peripheral-neuropathy: radiotherapy": "Where the numbness came from; the rays may be long over.",
    "recent-birth, mastitis: infection": "The breast is left alone.",
    "rotator-cuff-pain: tendon-rupture": "Worn through, and not torn by an accident; that has codes of its own.",
    "spinal-cord-injury: injury": "It is one.",
    "spinal-stenosis: peripheral-artery-disease": "Legs that tire from the nerves and not from the vessels.",
    "vaginal-infection: infection": "The rule speaks of just that.",
    "vaginal-infection: warts": "The rule speaks of just that.",
    "very-low-white-cells: chemotherapy": "The chemotherapy is asked for by itself; until then nothing is ready.",
}
"""By what codes are read as and what else they name: why that is not told besides."""


def test_a_code_that_names_two_things_is_read_as_both():
    found = left_out()
    assert {what: code for what, code in found.items() if what not in EXCUSED} == {}
    assert EXCUSED.keys() == found.keys()


NURSING = {"O91.03", "O91.23"}
"""Codes of somebody who nurses, which may be long after the birth."""


def test_a_code_of_pregnancy_and_birth_tells_of_one_or_leaves_nothing_ready():
    """All codes that begin with O, whatever else they are about."""
    told = RULEBOOK.narrower_of("childbearing")
    silent = {
        code: named(coded(code))
        for code in leaves()
        if code.startswith("O") and coded(code)
        if not any(each.condition in told and each.status is not Status.RESOLVED for each in coded(code))
        if (now := high(tuple(sorted(each.condition for each in coded(code))))) is None or min(now) < Verdict.AVOID
    }
    assert silent.keys() == NURSING


@pytest.mark.parametrize(
    ("code", "conditions"),
    [
        ("O22.01", {"pregnancy", "varicose-veins"}),
        ("O34.211", {"caesarean-birth", "pregnancy"}),
        ("O90.81", {"anaemia", "recent-birth"}),
        ("M05.30", {"heart-disease", "rheumatoid-arthritis"}),
        ("M05.20", {"rheumatoid-arthritis", "vasculitis"}),
        ("M51.16", {"disc-herniation", "pinched-nerve-root"}),
        ("K70.11", {"advanced-liver-disease"}),
        ("B20", {"hiv", "immune-suppression"}),
        ("K81.9", {"abdominal-infection", "gallstones"}),
        ("R11.13", {"bowel-blockage", "stomach-bug"}),
        ("R11.10", {"stomach-bug"}),
        ("L40.1", {"psoriasis-flare"}),
        ("M79.A3", set()),
        ("H81.4", set()),
        ("O90.9", set()),
    ],
)
def test_a_code_says_all_that_it_names(code, conditions):
    assert {each.condition for each in coded(code)} == conditions
