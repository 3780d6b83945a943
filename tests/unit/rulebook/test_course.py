"""What the healing stage of a code says of a finding."""

from datetime import date

from bodywork_rules import Evaluator, Verdict
from bodywork_rules.model import Course, Status
from bodywork_rules.rulebook import code_profile
from shipped import RULEBOOK

ON = date(2026, 11, 24)


def test_a_late_effect_of_what_lasts_for_life_is_still_there():
    assert [course for course in Course if course.over] == [Course.LATE_EFFECT, Course.PAST]
    (finding,) = code_profile(RULEBOOK, {"findings": ["S14.109S"], "taken": "2026-11-24"}).profile.findings
    assert finding.status is Status.PRESENT
    answer = Evaluator(RULEBOOK).evaluate(code_profile(RULEBOOK, {"findings": ["S14.109S"]}).profile, on=ON)
    assert min(judgement.verdict for judgement in answer.judgements) > Verdict.PROCEED
