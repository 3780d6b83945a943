"""What the shipped rulebook says around a session: honest about what is known, and never milder than its rules."""

import re

import pytest

from bodywork_rules import load_rulebook
from bodywork_rules.model import Basis, Follow, Moment, Referral

BOOK = load_rulebook()
SAME = {
    "chest-signs": ("chest-pressure", "sudden-breathlessness"),
    "face-arm-speech": ("sudden-face-arm-speech-signs",),
    "sudden-headache": ("sudden-worst-headache",),
    "neck-with-dizziness": ("new-neck-pain-with-head-signs",),
    "saddle-or-bladder": ("saddle-numbness",),
    "allergic-signs": ("severe-allergic-signs",),
    "new-weakness": ("spreading-limb-weakness",),
    "one-swollen-limb": ("one-sided-limb-swelling",),
    "severe-belly-pain": ("severe-belly-pain",),
    "pregnancy-signs": ("pregnancy-danger-signs",),
    "something-cracked": ("suspected-fracture",),
    "dark-urine": ("dark-urine-with-muscle-pain",),
}
"""Each sign that stops and refers, with the rules about the same."""


@pytest.mark.parametrize("sign", SAME)
def test_a_warning_sign_is_never_less_urgent_than_the_rule_about_it(sign):
    told = BOOK.signs[sign]
    assert told.follows is Follow.STOP
    for rule in SAME[sign]:
        assert told.referral >= BOOK.contraindications[rule].referral


def test_every_sign_that_refers_has_its_rule_or_comes_after_a_session_only():
    referring = {sign.id for sign in BOOK.signs if sign.referral is not None and sign.during}
    assert referring <= set(SAME)
    assert {sign.referral for sign in BOOK.signs if sign.referral} == {Referral.SAME_DAY, Referral.EMERGENCY}


def test_a_session_with_work_in_it_says_something_at_every_moment():
    assert {advice.moment for advice in BOOK.advices} == set(Moment)
    for moment in (Moment.OPENING, Moment.TEST, Moment.CHECK_IN, Moment.HOME, Moment.AFTERCARE):
        plain = [each for each in BOOK.advices if each.moment is moment and each.to.all and not each.regions]
        assert any(each.when is None and each.unless is None for each in plain)


def test_proposals_are_marked_as_such():
    assert {pace.basis for pace in BOOK.paces} == {Basis.UNSOURCED}
    (usual,) = [pace for pace in BOOK.paces if pace.when is None]
    assert (usual.first_review, usual.review_every) == (4, 12)
    for schedule in BOOK.schedules:
        assert schedule.basis is not Basis.EXPLICIT
        assert bool(schedule.evidence) == bool(schedule.sources)


def test_what_says_that_something_is_known_names_its_source():
    for advice in BOOK.advices:
        assert bool(advice.evidence) == bool(advice.sources)
        assert (advice.basis is Basis.UNSOURCED) == (not advice.sources)


def test_words_for_clients_are_whole_sentences():
    said = [advice.text for advice in BOOK.advices] + [sign.then for sign in BOOK.signs]
    said += [sign.text for sign in BOOK.signs] + [schedule.then for schedule in BOOK.schedules]
    assert [text for text in said if not re.fullmatch(r"[A-Z].*[.!?]", text)] == []
    assert [text for text in said if re.search(r"\b(toxin|detox|cure)", text, re.IGNORECASE)] == []
