"""The words of textbooks and case reports for what the rulebook has are known, and mean what they say."""

import pytest

from bodywork_rules import ClientProfile, Finding, Referral
from bodywork_rules.rulebook import code_profile
from content.adults import ON
from shipped import EVALUATOR, RULEBOOK


def told(text):
    return code_profile(RULEBOOK, {"taken": ON, "age": 40, "findings": [text]}).profile


WORDS = {
    "acute compartment syndrome": "tense-or-pulseless-limb",
    "antiphospholipid syndrome": "clotting-tendency",
    "baby colic": "bloating",
    "bone marrow transplant": "organ-transplant",
    "bronchiectasis": "lung-disease",
    "BPH": "enlarged-prostate",
    "bruxism": "jaw-pain",
    "bulimia nervosa": "bulimia",
    "cerebral palsy": "cerebral-palsy",
    "cerebral shunt": "brain-shunt",
    "cirrhosis of the liver": "advanced-liver-disease",
    "cystic fibrosis": "lung-disease",
    "end of life care": "life-limiting-illness",
    "gallbladder removed": "abdominal-surgery",
    "golfer's elbow": "tendon-or-bursa-trouble",
    "insect bite": "acute-inflammation",
    "hyperkyphosis": "round-or-hollow-back",
    "intermittent claudication": "peripheral-artery-disease",
    "iron deficiency anemia": "anaemia",
    "lymph nodes removed": "lymph-node-removal",
    "ME/CFS": "chronic-fatigue",
    "metastatic cancer": "cancer",
    "mitral valve prolapse": "heart-valve-disease",
    "myalgia": "muscle-pain",
    "OCD": "anxiety",
    "paresthesia": "numbness",
    "phantom limb pain": "phantom-limb-pain",
    "pins and needles": "numbness",
    "poison ivy": "plant-rash",
    "port-a-cath": "central-line",
    "post-polio syndrome": "post-polio",
    "preterm infant": "premature-baby",
    "stress incontinence": "leaking-bladder",
    "postpartum depression": "low-mood",
    "postural orthostatic tachycardia syndrome": "low-blood-pressure",
    "recent childbirth": "recent-birth",
    "spina bifida": "spina-bifida",
    "spider veins": "varicose-veins",
    "swollen ankles": "unexplained-swelling",
    "temporomandibular joint dysfunction": "jaw-pain",
    "thrombophlebitis": "superficial-vein-clot",
    "tonsillitis": "catching-illness",
    "avascular necrosis": "soft-or-dead-bone",
    "brain tumour": "solid-tumour",
    "breast lump": "unexplained-lump",
    "callus": "plain-skin-change",
    "cataract": "sight-loss",
    "celiac disease": "coeliac-disease",
    "chilblains": "acute-inflammation",
    "cochlear implant": "nerve-stimulator",
    "conjunctivitis": "catching-illness",
    "dermatitis": "inflamed-rash",
    "Dupuytren's contracture": "bunion",
    "encephalitis": "fever-with-stiff-neck",
    "essential tremor": "tremor-or-twitch",
    "food allergy": "allergy",
    "gastritis": "peptic-ulcer",
    "Guillain-Barre syndrome": "spreading-limb-weakness",
    "haemorrhoids": "piles",
    "hangover": "intoxication",
    "heart murmur": "heart-disease",
    "hole in the heart": "heart-disease",
    "plaster cast": "plaster-or-brace",
    "wheelchair user": "little-movement",
    "IVF": "fertility-treatment",
    "lazy eye": "short-or-long-sight",
    "Morton's neuroma": "inflamed-nerve",
    "myasthenia gravis": "myasthenia",
    "on oxygen": "severe-chronic-illness",
    "Osgood-Schlatter disease": "tendon-or-bursa-trouble",
    "osteomalacia": "soft-or-dead-bone",
    "polycystic kidney disease": "polycystic-kidneys",
    "sarcoidosis": "sarcoidosis",
    "shortness of breath": "breathlessness",
    "skin tags": "cyst",
    "smoker": "smoking",
    "stye": "boil",
    "thyroid nodule": "overactive-thyroid",
    "trigger finger": "tendon-or-bursa-trouble",
    "turf toe": "sprain",
    "urinary retention": "saddle-numbness",
}


@pytest.mark.parametrize(("text", "id"), WORDS.items())
def test_a_word_of_a_textbook_is_known(text, id):
    client = told(text)
    assert ([finding.condition for finding in client.findings], client.unmapped) == ([id], ())


@pytest.mark.parametrize(
    "text",
    ["atherosclerosis", "cervical dystonia", "dowager's hump", "incontinence", "Paxlovid", "sleep disorder", "stent"],
)
def test_a_word_that_may_mean_something_graver_waits_for_somebody_to_read_it(text):
    client = told(text)
    assert (client.findings, client.unmapped) == ((), (text,))


def test_bones_may_be_thin_after_anorexia():
    assert "fragile-bone" in RULEBOOK.broader_of("anorexia")


PLACED = {
    "ACL tear": ("sprain", "knee"),
    "broken rib": ("fracture", "ribs"),
    "cervical spondylosis": ("worn-spine", "neck"),
    "knee pain": ("musculoskeletal-pain", "knee"),
    "knee surgery": ("surgery", "knee"),
    "swelling of one leg": ("one-sided-limb-swelling", "leg"),
    "torn rotator cuff": ("tendon-rupture", "shoulder"),
}


@pytest.mark.parametrize(("text", "found"), PLACED.items())
def test_a_word_that_names_the_place_says_where(text, found):
    finding, *more = told(text).findings
    assert not more
    assert (finding.condition, *(str(site) for site in finding.sites)) == found


SIGNS = {
    "cannot pass urine": Referral.EMERGENCY,
    "compartment syndrome": Referral.EMERGENCY,
    "headache unlike any before": Referral.EMERGENCY,
    "progressive leg weakness": Referral.SAME_DAY,
    "pulsating mass in the abdomen": Referral.EMERGENCY,
    "reduced fetal movement": Referral.SAME_DAY,
    "saddle anesthesia": Referral.EMERGENCY,
    "severe abdominal pain": Referral.EMERGENCY,
    "sudden loss of vision": Referral.EMERGENCY,
    "swelling of one leg": Referral.SAME_DAY,
}


@pytest.mark.parametrize(("text", "referral"), SIGNS.items())
def test_a_sign_of_danger_in_the_words_of_a_case_report_is_told_as_urgent(text, referral):
    notices = EVALUATOR.evaluate(told(text), on=ON).referrals
    assert notices[0].referral >= referral


def test_spina_bifida_is_told_where_less_is_felt_and_not_where_the_gap_is():
    """Else the legs, which feel nothing, would be worked on as if they did."""
    for sites, wrong in ((["lower-back"], 1), (["left leg", "right leg"], 0)):
        client = ClientProfile(taken=ON, findings=[Finding("spina-bifida", sites=sites)])
        assert len(EVALUATOR.check(client, ON)) == wrong
