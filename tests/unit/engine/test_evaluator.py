"""The evaluator on clients made by hand: what each part of an answer says."""

from datetime import date, timedelta

import attrs
import pytest

from bodywork_rules.engine import Evaluator, kept
from bodywork_rules.engine.reference import assess
from bodywork_rules.engine.screen.records import began_after
from bodywork_rules.errors import InvalidProfile, UnknownId
from bodywork_rules.model import (
    EVERYTHING,
    ClearanceRecord,
    ClientProfile,
    Condition,
    Contraindication,
    Details,
    Finding,
    Goal,
    Has,
    Interval,
    Limits,
    Measured,
    Measurement,
    Preferences,
    Quantity,
    Scope,
    Truth,
    Verdict,
)
from small_book import PARTS, small_book

ON = date(2026, 11, 23)
BOOK = small_book()
EVALUATOR = Evaluator(BOOK)
PROCEED, MODIFY, CLEARANCE, AVOID = Verdict


def answer(evaluator=EVALUATOR, on=ON, **told):
    return evaluator.evaluate(ClientProfile(**{"taken": ON} | told), on=on)


def test_it_says_which_rulebook_it_is_for():
    assert repr(EVALUATOR) == f"Evaluator({BOOK!r})"


def test_a_finding_is_restricted_at_its_site_only():
    told = answer(findings=[Finding("fracture", onset="2026-11-01", sites=["left wrist"])], answered=[EVERYTHING])
    swedish = told.judgements["swedish"]
    assert swedish.verdict is MODIFY
    assert [str(site) for site in swedish.keep_off] == ["left wrist"]
    assert swedish.at("left wrist").verdict is AVOID
    assert swedish.at("right wrist").verdict is PROCEED
    assert swedish.at("arm").verdict is AVOID
    assert swedish == told.judgements["swedish"]
    assert hash(swedish) == hash(answer(findings=told.profile.findings, answered=[EVERYTHING]).judgements["swedish"])


def test_a_site_where_a_technique_is_not_done_is_unknown_to_it():
    with pytest.raises(UnknownId, match="unknown site of cupping `left arm`"):
        answer().judgements["cupping"].at("left arm")


def test_a_technique_that_cannot_be_done_within_the_limits_is_avoided_with_the_reason():
    told = answer(medications=["warfarin"], answered=[EVERYTHING])
    deep = told.judgements["deep"]
    assert deep.verdict is AVOID
    assert deep.restrictions[0].bound.value == "pressure"
    assert [rule.id for rule in deep.restrictions[0].rules] == ["bleeding"]


def test_what_is_declined_is_avoided():
    told = answer(answered=[EVERYTHING], preferences=Preferences(declines=["relaxation"], declines_sites=["neck"]))
    assert told.judgements["swedish"].verdict is AVOID
    assert told.judgements["swedish"].declined
    assert told.judgements["deep"].at("neck").verdict is AVOID
    assert told.judgements["deep"].at("back").verdict is PROCEED
    assert "swedish" not in [judgement.technique.id for judgement in told.offered]


def test_a_screening_gives_each_technique_its_three_verdicts():
    screening = EVALUATOR.screen(ClientProfile(medications=["warfarin"], answered=[EVERYTHING]), ON)
    assert screening["deep"] == Interval(AVOID, AVOID, AVOID)
    assert screening.acting == ("bleeding",)
    with pytest.raises(UnknownId, match="did you mean `deep`"):
        screening["deeep"]


def test_a_screening_refuses_two_values_of_one_quantity():
    steady = [Measurement("weeks", value=3), Measurement("weeks", value=4)]
    with pytest.raises(InvalidProfile, match="two values of one quantity"):
        EVALUATOR.screen(ClientProfile(measurements=steady), ON)


def test_an_unsided_site_is_known_where_both_sides_are_asked_for():
    rule = Contraindication(
        id="arms", about="fever", when=Has("fracture", details=Details(sites=["arm"])), verdict="avoid",
        reason="r", basis="unsourced",
    )  # fmt: skip
    evaluator = Evaluator(small_book(contraindications=[rule]))
    told = answer(evaluator, findings=["fever", Finding("fracture", sites=["wrist"])], answered=[EVERYTHING])
    assert told.judgements["swedish"].low is AVOID


def test_rules_about_nothing_count_by_what_is_measured():
    rules = [
        Contraindication(
            id="both", when=Measured("age", at_least=50), unless=Has("warfarin"), verdict="modify", advice="Slowly.",
            reason="r", basis="unsourced",
        )
    ]  # fmt: skip
    evaluator = Evaluator(small_book(contraindications=rules))
    assert answer(evaluator, age=60, answered=[EVERYTHING]).judgements["deep"].verdict is MODIFY
    assert answer(evaluator, age=40, answered=[EVERYTHING]).judgements["deep"].verdict is PROCEED
    told = ClientProfile(age=60, medications=["warfarin"], answered=[EVERYTHING])
    assert evaluator.screen(told, ON)["deep"] == Interval(PROCEED, PROCEED, PROCEED)


@pytest.mark.parametrize(
    ("born", "until"),
    [
        (date(1951, 11, 24), date(2026, 11, 24)),
        (date(1952, 2, 29), date(2027, 3, 1)),
        (date(1920, 1, 1), date(2041, 1, 1)),
    ],
)
def test_an_answer_holds_until_the_birthday_that_matters(born, until):
    evaluator = Evaluator(small_book(contraindications=[PARTS["contraindications"][6]]))
    assert answer(evaluator, born=born, answered=[EVERYTHING]).valid_until == until


def test_nothing_is_expected_past_the_end_of_the_calendar():
    last = date.max - timedelta(days=5)
    record = ClearanceRecord(clearance="bone-ok", answer="granted", on=last)
    finding = Finding("fracture", onset=last, sites=["left wrist"])
    told = ClientProfile(
        taken=last, born=date(9990, 1, 1), findings=[finding], clearances=[record], answered=[EVERYTHING]
    )
    assert EVALUATOR.evaluate(told, on=last) == assess(BOOK, told, last)


def test_what_is_kept_for_reuse_is_bounded(monkeypatch):
    monkeypatch.setattr(kept, "MOST", 0)
    evaluator = Evaluator(BOOK)
    for told in ({"medications": ["warfarin"]}, {"age": 80}, {"medications": ["warfarin"]}):
        profile = ClientProfile(taken=ON, answered=[EVERYTHING], **told)
        assert evaluator.evaluate(profile, on=ON) == assess(BOOK, profile, ON)


def test_a_grant_lifts_and_its_limits_bind():
    limits = Limits(pressure_at_most=2)
    record = ClearanceRecord(clearance="pressure-ok", answer="granted", on="2026-11-01", limits=limits)
    finding = Finding("hypertension", onset="2020")
    told = answer(findings=[finding], clearances=[record], answered=[EVERYTHING], goals=[Goal("neck-pain")])
    stones = told.judgements["stones"]
    assert stones.verdict is MODIFY
    assert stones.limits.pressure_at_most == 2
    assert [request.clearance.id for request in told.clearances] == []
    refused = ClearanceRecord(clearance="pressure-ok", answer="refused", on="2026-11-02")
    assert answer(findings=[finding], clearances=[record, refused]).judgements["stones"].verdict is AVOID


@pytest.mark.parametrize(
    ("onset", "end", "later"),
    [
        (None, "2015", Truth.FALSE),
        (None, "2026-11-01", Truth.FALSE),
        (None, "2026-11-02", Truth.UNKNOWN),
        ("2026", "2026-10", Truth.FALSE),
        ("2026", "2026-11-20", Truth.UNKNOWN),
        ("2026-11-02", "2026-11-20", Truth.TRUE),
    ],
)
def test_what_had_ended_by_the_day_of_a_grant_had_begun_by_it(onset, end, later):
    grant = ClearanceRecord(clearance="pressure-ok", answer="granted", on="2026-11-01")
    assert began_after(Finding("fracture", status="resolved", onset=onset, end=end), [grant], ON) is later


def test_an_answer_shows_counts_and_no_health_facts():
    assert repr(answer(findings=["fever"])).startswith("<Assessment on 2026-11-23: provisional, 0 recommended")


def agreed(book, **told):
    """The answer on which the evaluator, the definition and the screening agree."""
    profile = ClientProfile(**{"taken": ON} | told)
    evaluator = Evaluator(book)
    said = evaluator.evaluate(profile, on=ON)
    assert said == assess(book, profile, ON)
    screening = evaluator.screen(profile, ON)
    assert [screening[each.technique.id].verdict for each in said.judgements] == [x.verdict for x in said.judgements]
    return said


def with_rule(**said):
    rule = Contraindication(id="own", reason="Its own.", basis="unsourced", **said)
    return small_book(contraindications=[*PARTS["contraindications"], rule])


def test_a_rule_that_asks_for_the_left_side_is_unknown_of_a_side_not_said():
    book = with_rule(when=Has("fracture", details=Details(sites=["left wrist"])), verdict="avoid")
    broken = [Finding("fracture", onset="2020", sites=["wrist"])]
    swedish = agreed(book, findings=broken, answered=[EVERYTHING]).judgements["swedish"]
    assert (swedish.low < AVOID, swedish.verdict, swedish.high) == (True, AVOID, AVOID)


@pytest.mark.parametrize(("also", "verdict"), [([], PROCEED), (["fever"], AVOID)])
def test_a_rule_that_needs_two_conditions_waits_for_the_second(also, verdict):
    book = with_rule(about="fracture", when=Has("fever"), to=Scope(traits_any=["suction"]), verdict="avoid")
    book = attrs.evolve(book, contraindications=[each for each in book.contraindications if each.id == "own"])
    findings = [Finding("fracture", onset="2020", sites=["wrist"]), *map(Finding, also)]
    assert agreed(book, findings=findings, answered=book.conditions.ids).judgements["cupping"].verdict is verdict


def test_one_value_told_twice_is_one_value():
    ache = Quantity(id="ache", name="Ache", unit="of 10", least=0, most=10, ask="How bad?")
    rule = Contraindication(
        id="own", when=Measured("ache", at_least=8), verdict="avoid", reason="Its own.", basis="unsourced"
    )
    book = small_book(quantities=[*PARTS["quantities"], ache], contraindications=[*PARTS["contraindications"], rule])
    values = [Measurement("ache", value=9)] * 2
    assert agreed(book, measurements=values, answered=[EVERYTHING]).judgements["swedish"].verdict is AVOID


def test_a_risk_is_asked_through_its_broadest_open_kinds_only():
    def kind(id, *broader, ask="?"):
        return Condition(id=id, name=id, broader=broader, ask=ask and f"{id}?")

    book = small_book(
        conditions=[
            *PARTS["conditions"],
            kind("thinner", "bleeding-risk"), kind("heparin", "thinner"), kind("enoxaparin", "heparin"),
            kind("blood-trouble", "bleeding-risk", ask=""), kind("few-platelets", "blood-trouble"),
        ],
    )  # fmt: skip

    def asked(**told):
        questions = Evaluator(book).evaluate(ClientProfile(taken=ON, **told), on=ON).questions
        return [id for each in questions if each.unknown.condition == "bleeding-risk" for id, _ in each.asks]

    assert asked() == ["few-platelets", "thinner", "warfarin"]
    assert asked(answered=["thinner"]) == ["few-platelets", "warfarin"]
    once = [Finding("thinner", status="resolved")]
    assert asked(answered=["thinner"], findings=once) == ["few-platelets", "heparin", "warfarin"]
    assert asked(answered=book.everything) == ["bleeding-risk"]
    assert asked(answered=book.everything_but()) == []
