"""Law 7: what a clinician's answer can do, and what it cannot."""

from datetime import timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st

from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.reference import assess
from bodywork_rules.model import (
    AllOf,
    Answer,
    AnyOf,
    ClearanceRecord,
    Condition,
    Details,
    Finding,
    Had,
    Has,
    Measured,
    Measurement,
    PartialDate,
    Quantity,
    This,
    Verdict,
)
from bodywork_rules.model.limits import NO_LIMITS
from laws.learning import places_of, visit_of, with_finding
from laws.readings import ALL, assert_at_least_as_strict, cases_of, judged, readings, tighter, together
from laws.test_agreement import assert_same
from strategies import Scene, scenes
from strategies_draws import pick
from strategies_profiles import record


def in_force(scene: Scene, record: ClearanceRecord) -> bool:
    """Whether a record is in force on the day."""
    expires = record.expires or record.on + scene.rulebook.clearances[record.clearance].lasts
    return record.on <= scene.on < expires


@st.composite
def with_a_record(draw, answer: Answer, *, alone: bool = False) -> tuple[Scene, ClearanceRecord]:
    """A client, and one more answer of a clinician that is in force; with ``alone`` there is no other."""
    scene = draw(scenes(asks=True, reported=1))
    scene = scene.but(clearances=()) if alone else scene
    told = [each for _, each in places_of(scene)]
    added = record(draw, visit_of(scene), told, pick(draw, scene.rulebook.clearances.ids), answer)
    if not in_force(scene, added):
        added = attrs.evolve(added, expires=scene.on + timedelta(days=pick(draw, (1, 30))))
    return scene, added


@st.composite
def with_a_named_finding(draw) -> tuple[Scene, ClearanceRecord]:
    """A client, and the only answer of a clinician, which names one finding."""
    scene, grant = draw(with_a_record(Answer.GRANTED, alone=True))
    place, each = places_of(scene)[0]
    scene = with_finding(scene, place, attrs.evolve(each, id="named"))
    expires = scene.on + timedelta(days=1)
    return scene, attrs.evolve(grant, findings=["named"], on=scene.on, expires=expires)


def with_record(scene: Scene, *added: ClearanceRecord) -> Scene:
    return scene.but(clearances=(*scene.profile.clearances, *added))


@given(with_a_record(Answer.GRANTED, alone=True))
def test_a_grant_without_limits_is_never_stricter_than_no_record(drawn: tuple[Scene, ClearanceRecord]) -> None:
    scene, grant = drawn
    free = attrs.evolve(grant, limits=NO_LIMITS)
    without_it, with_it = readings(scene), readings(with_record(scene, free))
    assert_at_least_as_strict(without_it, with_it)
    for id in with_it:
        for reading in ALL:
            for bit, at in with_it[id][reading].at.items():
                assert at.limits == without_it[id][reading].at[bit].limits


@given(scenes(asks=True, reported=1))
def test_a_grant_that_decides_is_never_stricter_but_for_its_limits(scene: Scene) -> None:
    for case in cases_of(scene):
        decides = case.ruling.record
        if decides is None:
            assert case.verdicts == (case.rule.verdict,) * 3
            assert case.limits == case.rule.limits
        elif decides.answer is Answer.GRANTED:
            assert in_force(scene, decides)
            assert all(verdict <= Verdict.CLEARANCE for verdict in case.verdicts)
            assert tighter(case.limits, together([case.rule.limits, decides.limits]))
        else:
            assert in_force(scene, decides)
            assert case.verdicts == (Verdict.AVOID,) * 3


@given(scenes())
def test_a_grant_never_lifts_an_avoid_rule(scene: Scene) -> None:
    tested = [case for case in cases_of(scene) if case.rule.verdict is Verdict.AVOID]
    assert all(case.verdicts == (Verdict.AVOID,) * 3 for case in tested)
    rules = [rule for rule in scene.rulebook.contraindications if rule.verdict is Verdict.AVOID]
    only_avoid = readings(scene.under(contraindications=rules).but(clearances=()))
    assert_at_least_as_strict(readings(scene), only_avoid)


@given(with_a_record(Answer.REFUSED))
def test_adding_a_refusal_in_force_never_makes_a_verdict_milder(drawn: tuple[Scene, ClearanceRecord]) -> None:
    scene, refusal = drawn
    assert_at_least_as_strict(readings(with_record(scene, refusal)), readings(scene), limits=False)


@st.composite
def with_a_later_answer(draw) -> tuple[Scene, ClearanceRecord, ClearanceRecord]:
    """A client, a grant in force, and a later answer for all findings, in force or not."""
    scene, grant = draw(with_a_record(Answer.GRANTED, alone=True))
    if grant.on == scene.on:
        grant = attrs.evolve(grant, on=scene.on - timedelta(days=1), findings=())
    later = attrs.evolve(record(draw, visit_of(scene), [], grant.clearance))
    on = max(later.on, grant.on + timedelta(days=1))
    expires = pick(draw, (on, on + timedelta(days=1), None))
    return scene, grant, attrs.evolve(later, on=on, expires=expires)


@given(with_a_later_answer())
def test_an_older_grant_does_not_come_back(drawn: tuple[Scene, ClearanceRecord, ClearanceRecord]) -> None:
    scene, grant, later = drawn
    assert judged(readings(with_record(scene, grant, later))) == judged(readings(with_record(scene, later)))


@given(with_a_named_finding())
def test_a_record_that_names_findings_concerns_only_those(drawn: tuple[Scene, ClearanceRecord]) -> None:
    scene, grant = drawn
    for case in cases_of(with_record(scene, grant)):
        concerned = case.finding is not None and case.finding.id == "named"
        decides = concerned and case.rule.clearance == grant.clearance
        assert (case.ruling.record == grant) is decides


WIND = Quantity(id="wind", name="wind", unit="knots", least=0, most=99, ask="?")
MOON = Quantity(id="moon", name="moon", unit="days", least=0, most=99, days_per_unit=1, ask="?")
DANGERS = (
    (Has("storm"), None),
    (Had("flood", details=Details(ended_within="7 days")), None),
    (Measured("wind", at_least=50), None),
    (Measured("moon", at_least=30), None),
    (AnyOf([Has("storm"), Measured("wind", at_least=98)]), None),
    (None, Measured("wind", below=50)),
    (None, Measured("moon", below=30)),
    (None, Has("calm")),
)
"""What a rule may ask of the client besides its finding: its ``when`` and its ``unless``."""


@st.composite
def with_a_danger(draw, *, later: bool) -> tuple[Scene, Scene]:
    """A client with one grant under rules that ask for no more than a finding, and the same asking for a danger.

    The danger is there, and came up on the day of the grant or, with ``later``, on the day after.
    """
    scene, grant = draw(with_a_record(Answer.GRANTED, alone=True))
    grant = attrs.evolve(grant, on=scene.on - timedelta(days=1), expires=scene.on + timedelta(days=1))
    day = scene.on if later else grant.on
    at, before = (PartialDate(earliest=each, latest=each) for each in (day, day - timedelta(days=9)))
    told = [
        Finding("storm", onset=at),
        Finding("flood", status="resolved", onset=before, end=at),
        Finding("calm", status="resolved", onset=before, end=at),
    ]
    rules = [each for each in scene.rulebook.contraindications if each.about is not None]
    kinds = [Condition(id=each.condition, name=each.condition, ask="Was there one?") for each in told]
    plain = scene.under(
        conditions=[*scene.rulebook.conditions, *kinds],
        quantities=[*scene.rulebook.quantities, WIND, MOON],
        contraindications=[attrs.evolve(each, when=None, unless=None) for each in rules],
    ).but(
        clearances=[grant],
        findings=[*scene.profile.findings, *told],
        measurements=[
            *scene.profile.measurements,
            Measurement("wind", value=60, on=day),
            Measurement("moon", value=30 - (day - before.latest).days, on=before.latest),
        ],
        answered=[*scene.profile.answered, "storm", "flood", "calm"],
    )
    when, unless = pick(draw, DANGERS)
    return plain, plain.under(contraindications=[attrs.evolve(each, when=when, unless=unless) for each in rules])


@given(with_a_danger(later=True))
def test_a_grant_does_not_lift_what_came_up_after_it(drawn: tuple[Scene, Scene]) -> None:
    _, scene = drawn
    for case in cases_of(scene):
        if case.counts[1] and case.rule.clearance:
            assert min(case.verdicts) >= Verdict.CLEARANCE


@given(with_a_danger(later=False))
def test_a_grant_lifts_what_was_there_on_its_day(drawn: tuple[Scene, Scene]) -> None:
    plain, scene = drawn
    assert judged(readings(scene)) == judged(readings(plain))


OVER = This(Details(ended_within="7 days"))
OVERS = (OVER, AnyOf([OVER, Measured("wind", at_least=98)]), AllOf([Had("flood"), OVER]))
"""What a rule may ask about the end of its own finding."""


@st.composite
def with_an_end(draw, *, later: bool) -> Scene:
    """A client with a yes to "is it over?" of a finding that ended on that day or, with ``later``, on the day after."""
    scene = draw(scenes(asks=True, reported=1))
    on = scene.on - timedelta(days=1)
    end = scene.on if later else on
    over, before = (PartialDate(earliest=each, latest=each) for each in (end, on - timedelta(days=9)))
    rule, clearance = next(iter(scene.rulebook.contraindications)), next(iter(scene.rulebook.clearances))
    asks = attrs.evolve(rule, id="flood", about="flood", ever=True, when=pick(draw, OVERS), unless=None)
    asks = attrs.evolve(asks, verdict=Verdict.CLEARANCE, clearance="flood-over", where="everywhere", referral=None)
    grant = ClearanceRecord(clearance="flood-over", answer="granted", on=on, expires=scene.on + timedelta(days=1))
    return scene.under(
        conditions=[*scene.rulebook.conditions, Condition(id="flood", name="flood", ask="Was there one?")],
        quantities=[*scene.rulebook.quantities, WIND],
        clearances=[*scene.rulebook.clearances, attrs.evolve(clearance, id="flood-over")],
        contraindications=[*scene.rulebook.contraindications, asks],
    ).but(
        clearances=[*scene.profile.clearances, grant],
        findings=[*scene.profile.findings, Finding("flood", status="resolved", onset=before, end=over)],
        measurements=[*scene.profile.measurements, Measurement("wind", value=60, on=before.latest)],
        answered=[*scene.profile.answered, "flood"],
    )


@given(with_an_end(later=True))
def test_a_grant_does_not_lift_what_ended_after_it(scene: Scene) -> None:
    verdicts = [case.verdicts for case in cases_of(scene) if case.rule.id == "flood" and case.counts[1]]
    assert verdicts == [(Verdict.CLEARANCE,) * 3]


@given(with_an_end(later=False))
def test_a_grant_lifts_what_had_ended_by_its_day(scene: Scene) -> None:
    verdicts = [case.verdicts for case in cases_of(scene) if case.rule.id == "flood" and case.counts[1]]
    assert max(*verdicts[0], Verdict.MODIFY) is Verdict.MODIFY


@st.composite
def with_answers(draw) -> Scene:
    """A client with answers of clinicians: of one whose danger came up before or after a grant, or of any."""
    match pick(draw, ("before", "after", "over", "over-after", "later", "granted", "refused")):
        case "before" | "after" as when:
            return draw(with_a_danger(later=when == "after"))[1]
        case "over" | "over-after" as when:
            return draw(with_an_end(later=when == "over-after"))
        case "later":
            scene, grant, later = draw(with_a_later_answer())
            return with_record(scene, grant, later)
        case answer:
            return with_record(*draw(with_a_record(Answer(answer))))


@given(with_answers())
def test_the_reference_and_the_evaluator_take_a_record_alike(scene: Scene) -> None:
    evaluated = Evaluator(scene.rulebook).evaluate(scene.profile, on=scene.on)
    assert_same(assess(scene.rulebook, scene.profile, scene.on), evaluated)
