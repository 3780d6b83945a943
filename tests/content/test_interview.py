"""An interview with the shipped rulebook comes to what its whole form says."""

from datetime import date

import attrs
from hypothesis import given, settings

from bodywork_rules import ClientProfile
from bodywork_rules.care.intake.standing import asked_of
from laws.interviews import begun, interviewed, referred, said_of_what_is_recommended
from shipped import EVALUATOR, RULEBOOK
from strategies import Scene, profiles

DAY = date(2026, 11, 23)


@settings(max_examples=settings().max_examples // 4)
@given(profiles(RULEBOOK, DAY))
def test_with_the_shipped_rulebook_the_interview_comes_to_what_the_whole_form_says(profile: ClientProfile):
    asked = asked_of(RULEBOOK)
    known = attrs.evolve(
        profile,
        findings=[attrs.evolve(each, id=None) for each in profile.findings if each.condition in asked],
        medications=[attrs.evolve(each, id=None) for each in profile.medications if each.condition in asked],
        clearances=[each for each in profile.clearances if not each.findings],
        measurements={each.quantity: each for each in profile.measurements}.values(),
        answered=RULEBOOK.conditions.ids,
    )
    if EVALUATOR.check(known, DAY):
        return
    scene = Scene(RULEBOOK, known, DAY)
    profile = interviewed(scene, EVALUATOR).profile
    known = attrs.evolve(known, unmapped=profile.unmapped)
    short, whole = (EVALUATOR.evaluate(each, DAY) for each in (profile, known))
    assert said_of_what_is_recommended(short, short) == said_of_what_is_recommended(whole, short)
    assert referred(short) == referred(whole)
    assert begun(scene).told.findings == ()
