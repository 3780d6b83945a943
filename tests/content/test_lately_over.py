"""What was over yesterday, and what is still there long after it began: neither is taken for a client who is well."""

from datetime import timedelta

import attrs
import pytest

from bodywork_rules import ClearanceRecord, ClientProfile, Finding, Verdict
from bodywork_rules.model import Referral, This
from bodywork_rules.model.predicates import leaves
from content.adults import ON, YESTERDAY, over, ready, told
from shipped import EVALUATOR, RULEBOOK

FULLY = RULEBOOK.everything_but()


def verdicts(answer):
    return {judgement.verdict for judgement in answer.judgements}


def screened(finding):
    client = ClientProfile(taken=ON, age=40, findings=[finding], answered=FULLY)
    return None if EVALUATOR.check(client, ON) else EVALUATOR.screen(client, ON)


GRAVE = sorted(
    RULEBOOK.narrower_of("lately-grave") - {"lately-grave"}
    | {
        "acquired-clotting-disorder",
        "acute-kidney-failure",
        "limb-weakness-from-nerve",
        "serious-anaemia",
        "very-low-white-cells",
    }
)
PASSED = sorted(
    RULEBOOK.narrower_of("just-passed") - {"just-passed"}
    | {"autoimmune-flare", "heat-illness", "kidney-stone-colic", "lupus-flare", "lymph-vessel-infection"}
)


@pytest.mark.parametrize("risk", ["just-passed", "lately-grave"])
def test_a_risk_that_says_when_it_was_closes_nothing_that_was_open(risk):
    """Else a kind would be closed with everything, although its only other wider condition is told without a kind."""
    for kind in RULEBOOK.narrower_of(risk) - {risk}:
        wider = [RULEBOOK.conditions[each] for each in RULEBOOK.conditions[kind].broader if each != risk]
        if risk in RULEBOOK.conditions[kind].broader and len(wider) == 1:
            assert wider[0].needs_kind or not wider[0].ask, kind


@pytest.mark.parametrize("condition", [each for each in GRAVE if each != "giant-cell-arteritis"])
def test_of_a_grave_illness_over_since_yesterday_a_doctor_is_asked(condition):
    assert min(verdicts(told(over(condition)))) >= Verdict.CLEARANCE
    assert min(verdicts(told(over(condition, onset="2024", end="2025")))) <= Verdict.MODIFY


@pytest.mark.parametrize("condition", PASSED)
@pytest.mark.parametrize("end", [YESTERDAY, "2026-11-24"])
def test_what_passed_a_moment_ago_leaves_nothing_as_it_is(condition, end):
    assert min(verdicts(told(over(condition, end=end)))) >= Verdict.MODIFY
    for judgement in told(over(condition, onset=end, end=end)).judgements:
        assert "vigorous" in judgement.limits.no_traits or judgement.verdict > Verdict.MODIFY


@pytest.mark.parametrize("condition", PASSED)
def test_what_passed_last_year_is_past(condition):
    assert min(verdicts(told(over(condition, end="2025")))) is Verdict.PROCEED


HEALED = {
    "breathless-lying-flat": "Breath that fails lying flat again is asked for anew.",
    "contagion": "The sources wait until others cannot catch it.",
    "infection": "The sources wait until it is over.",
    "latent-tuberculosis": "What sleeps and was treated is past.",
    "no-consent": "Consent that is there is there.",
    "plant-rash": "Once the oil is off the skin and the rash gone, nothing is left to spread.",
    "panic-attack": "The sources wait until it has passed, which takes minutes.",
}
"""What bars everything while it is there and nothing once it is over, and why; for a kind of it the same holds."""


def test_whatever_bars_everything_leaves_something_when_it_is_over_unless_that_is_written_down():
    """But for what bars a place of which it is only not told where it is, and for drugs that are not taken any more."""
    point = RULEBOOK.body.points[0]
    left = set()
    for each in RULEBOOK.conditions:
        if not each.ask or each.kind in ("drug", "device"):
            continue
        places = RULEBOOK.can_be(each.id)
        place = RULEBOOK.body.points[(places & -places).bit_length() - 1] or point
        there, gone = screened(Finding(each.id, sites=[place])), screened(over(each.id))
        if there is None or gone is None or min(there.verdict) < Verdict.CLEARANCE:
            continue
        if min(gone.high) is Verdict.PROCEED and not RULEBOOK.broader_of(each.id) & HEALED.keys():
            left.add(each.id)
    assert left == set()


def test_a_hernia_that_is_over_was_repaired():
    alone = ClientProfile(taken=ON, age=40, findings=[over("hernia")], answered=FULLY)
    assert [problem.where for problem in EVALUATOR.check(alone, ON)] == ["findings[0].status"]
    repaired = attrs.evolve(alone, findings=[*alone.findings, Finding("hernia-repair", onset=YESTERDAY)])
    assert EVALUATOR.check(repaired, ON) == ()
    for judgement in EVALUATOR.evaluate(repaired, on=ON).judgements:
        if "abdominal" in judgement.technique.essential:
            assert judgement.verdict is Verdict.AVOID
    old = attrs.evolve(alone, findings=[over("hernia", end="2020")])
    assert EVALUATOR.check(old, ON) == ()


STILL_THERE = {
    "a muscle still hard five weeks after a blow": ("deep-bruise", "left thigh", Verdict.CLEARANCE),
    "a shoulder that is out of place since spring": ("dislocation", "left shoulder", Verdict.CLEARANCE),
    "a tendon torn in spring and never repaired": ("tendon-rupture", "left heel", Verdict.CLEARANCE),
    "a retina that came loose in spring": ("detached-retina", "head", Verdict.CLEARANCE),
    "a knee sprained in spring that has not healed": ("sprain", "left knee", Verdict.MODIFY),
    "a muscle torn in spring that has not healed": ("muscle-tear", "left calf", Verdict.MODIFY),
    "signs that stay after a blow to the head": ("head-injury", "head", Verdict.CLEARANCE),
    "a neck that hurts since an accident in spring": ("recent-neck-trauma", "neck", Verdict.MODIFY),
    "a tattoo that has not healed since spring": ("new-tattoo", "left arm", Verdict.MODIFY),
    "bone that formed in a muscle last year": ("bone-in-muscle", "left thigh", Verdict.MODIFY),
    "a bone broken in spring": ("fracture", "left wrist", Verdict.CLEARANCE),
}
"""What is told as there, that began long ago, where it is, and what it is at the least."""


@pytest.mark.parametrize(("condition", "place", "least"), STILL_THERE.values(), ids=STILL_THERE)
@pytest.mark.parametrize("onset", ["2026-03-01", "2025-05"])
def test_what_is_still_there_counts_however_long_ago_it_began(condition, place, least, onset):
    if condition == "bone-in-muscle":
        onset = "2025-05"
    answer = told(Finding(condition, onset=onset, sites=[place]))
    at = [judgement.at(place).verdict for judgement in answer.judgements if _reaches(judgement, place)]
    assert at
    assert min(at) >= least


def _reaches(judgement, place):
    return RULEBOOK.body.union(judgement.technique.regions) & RULEBOOK.body.union([place])


@pytest.mark.parametrize("status", ["present", "suspected"])
def test_a_retina_that_has_just_come_loose_is_for_a_hospital_today(status):
    answer = told(Finding("detached-retina", status=status, onset=YESTERDAY))
    assert not ready(answer)
    assert answer.referrals[0].referral >= Referral.SAME_DAY


def test_a_retina_that_was_repaired_waits_for_the_surgeon_and_is_no_emergency():
    gone = over("detached-retina", onset="2026-10-01", end="2026-10-20")
    answer = told(gone, Finding("retina-repair", onset="2026-10-20"))
    assert not ready(answer)
    assert not answer.referrals
    assert ready(told(over("detached-retina", end="2020")))


PASSES = {
    "back-pain": "That it is new matters after a cancer only.",
    "bruise": "A bruise that is still there after a week is not fresh; a large one has a rule of its own.",
    "upper-back-pain": "As with pain of the back anywhere.",
    "whiplash-pain": "Once nothing was broken, the neck is treated for its pain.",
    "low-back-pain": "As with pain of the back anywhere.",
    "recent-miscarriage": "What is over is not there; the weeks after it are.",
}
"""What may stop by itself although it is told as there."""


def _ends(rule):
    """Whether a rule stops some time after its finding began."""
    return any(isinstance(leaf, This) and leaf.details.onset_within for leaf in leaves(rule.when))


def test_no_injury_or_illness_that_is_there_stops_counting_for_its_age():
    aged = {rule.about for rule in RULEBOOK.contraindications if rule.about and _ends(rule)}
    gone = set()
    for each in RULEBOOK.conditions:
        if each.kind not in ("injury", "disorder", "symptom", "complaint", "state") or each.onset_at_least:
            continue
        if RULEBOOK.broader_of(each.id) & aged:
            places = RULEBOOK.can_be(each.id)
            place = RULEBOOK.body.points[(places & -places).bit_length() - 1]
            old = screened(Finding(each.id, onset="2024", sites=[place]))
            if old is not None and set(old.high) == {Verdict.PROCEED}:
                gone.add(each.id)
    assert gone == {*PASSES}


INBORN = {
    "brittle-bone-disease",
    "down-syndrome",
    "ehlers-danlos",
    "haemophilia",
    "marfan-syndrome",
    "muscular-dystrophy",
    "sickle-cell-disease",
    "vascular-ehlers-danlos",
    "von-willebrand-disease",
}
"""What one is born with, so that a no to it holds for good."""


def test_a_no_lapses_unless_one_is_born_with_it():
    lasting = {each.id for each in RULEBOOK.conditions if each.ask and each.ask_again_after is None}
    assert {each for each in lasting if RULEBOOK.conditions[each].kind not in ("drug", "complaint")} == INBORN


def test_no_time_is_longer_than_two_years():
    times = [each.ask_again_after for each in RULEBOOK.conditions if each.ask_again_after is not None]
    assert max(times) <= timedelta(weeks=104)


def pressure(limits):
    return 10 if limits.pressure_at_most is None else limits.pressure_at_most


def is_milder(here, there):
    if here.high is not there.high or here.high is Verdict.AVOID:
        return here.high < there.high
    return pressure(here.limits) > pressure(there.limits)


def is_milder_somewhere(now, then):
    """Whether less is asked of a technique now than then, at one of its points."""
    if not is_milder(now, then):
        return False
    points = [point for at in then.sites for point in RULEBOOK.body.points if at_one(at, point)]
    return any(is_milder(now.at(point), then.at(point)) for point in points)


def at_one(judged, point):
    return RULEBOOK.body.union(judged.sites) & RULEBOOK.body.mask(point)


def answer_of(finding, where):
    client = ClientProfile(taken=ON, age=40, answered=FULLY, **{where: [finding]})
    return None if EVALUATOR.check(client, ON) else EVALUATOR.evaluate(client, on=ON)


@pytest.mark.parametrize("end", [YESTERDAY, "2026-11-24"])
def test_nothing_is_milder_while_it_is_there_than_when_it_was_over_just_now(end):
    milder = set()
    for each in (each for each in RULEBOOK.conditions if each.kind != "risk"):
        where = "medications" if each.kind == "drug" else "findings"
        now, then = answer_of(Finding(each.id), where), answer_of(over(each.id, end=end), where)
        if now and then:
            pairs = zip(now.judgements, then.judgements, strict=True)
            milder |= {each.id for pair in pairs if is_milder_somewhere(*pair)}
    assert milder == set()


def test_a_yes_to_its_end_does_not_cover_what_ended_after_it():
    over_before = Finding("low-platelets", status="resolved", onset="2026-10-01", end="2026-11-05")
    over_later = Finding("bowel-blockage", status="resolved", onset="2026-11-01", end="2026-11-20")
    yes = ClearanceRecord(clearance="grave-illness-over", answer="granted", on="2026-11-10")
    for findings, strictest in (([over_before], Verdict.MODIFY), ([over_before, over_later], Verdict.CLEARANCE)):
        client = ClientProfile(taken=ON, age=40, findings=findings, clearances=[yes], answered=FULLY)
        assert min(verdicts(EVALUATOR.evaluate(client, on=ON))) is strictest
