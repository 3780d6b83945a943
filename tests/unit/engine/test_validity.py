"""A profile that cannot be evaluated is refused with every problem at once, each where it stands."""

from datetime import date, datetime

import attrs
import pytest

from bodywork_rules.engine import Evaluator
from bodywork_rules.errors import InvalidProfile
from bodywork_rules.model import (
    ClearanceRecord,
    ClientProfile,
    Finding,
    Goal,
    Limits,
    Measurement,
    Preferences,
    Quantity,
    Response,
    Showing,
)
from small_book import small_book

ON = date(2026, 11, 23)
EVALUATOR = Evaluator(small_book())


def grant(**changes):
    return ClearanceRecord(**{"clearance": "bone-ok", "answer": "granted", "on": "2026-11-01"} | changes)


PROBLEMS = [
    ({"findings": ["fractur"]}, "findings[0].condition: unknown condition `fractur`; did you mean `fracture`?"),
    (
        {"medications": ["warfarine"]},
        "medications[0].condition: unknown condition `warfarine`; did you mean `warfarin`?",
    ),
    ({"answered": ["fevre"]}, "answered: unknown condition `fevre`; did you mean `fever`?"),
    ({"goals": ["neckpain"]}, "goals[0].complaint: unknown condition `neckpain`; did you mean `neck-pain`?"),
    ({"goals": [Goal("fever", outcome="pian")]}, "goals[0].outcome: unknown outcome `pian`; did you mean `pain`?"),
    (
        {"goals": [Goal("neck-pain", sites=["back"])]},
        "goals[0].sites: a site where it cannot be: `back`; it is in neck",
    ),
    (
        {"findings": [Finding("wrist-fracture", sites=["left hand"])]},
        "findings[0].sites: a site where it cannot be: `left hand`; it is in both wrist",
    ),
    (
        {"findings": [Finding("fracture", sites=["left wirst"])]},
        "findings[0].sites: unknown region `left wirst`; did you mean `wrist`?",
    ),
    (
        {"findings": [Finding("fracture", sites=["left neck"])]},
        "findings[0].sites: a side of a region that has none `left neck`; write `neck`",
    ),
    (
        {"findings": [Finding("fracture", onset="2026-11-24")]},
        "findings[0].onset: after the evaluation on 2026-11-23: `2026-11-24`",
    ),
    (
        {"findings": [Finding("fracture", status="resolved", end="2027")]},
        "findings[0].end: after the evaluation on 2026-11-23: `2027`",
    ),
    (
        {"findings": [Finding("fracture", end="2026-11-01")]},
        "findings[0].end: a present finding with an end: `2026-11-01`; it is `resolved`, or give no end",
    ),
    (
        {"findings": [Finding("fracture", status="resolved", onset="2026-10", end="2026-09-30")]},
        "findings[0].end: before the onset 2026-10: `2026-09-30`",
    ),
    (
        {"findings": [Finding("fracture", onset="about 3 days ago")]},
        (
            "findings[0].onset: so many days ago, but before which day? not `about 3 days ago`; "
            "give `taken`, the day the history was taken"
        ),
    ),
    (
        {"findings": [Finding("fever", id="a")], "medications": [Finding("warfarin", id="a")]},
        "findings: two findings with one id `a`",
    ),
    ({"taken": "2026-11-24"}, "taken: after the evaluation on 2026-11-23: `2026-11-24`"),
    ({"born": "2026-11-24"}, "born: after the evaluation on 2026-11-23: `2026-11-24`"),
    ({"age": 121}, "age: out of the range 0 to 120: `121`"),
    (
        {"measurements": [Measurement("pian", value=3)]},
        "measurements[0].quantity: unknown quantity `pian`; did you mean `pain`?",
    ),
    ({"measurements": [Measurement("pain", value=11)]}, "measurements[0].value: out of the range 0 to 10 of 10: `11`"),
    (
        {"measurements": [Measurement("pain", value=1, on="2026-11-24")]},
        "measurements[0].on: after the evaluation on 2026-11-23: `2026-11-24`",
    ),
    (
        {"age": 40, "measurements": [Measurement("age", value=41)]},
        "measurements[0]: an age beside `born` or `age`; give one of them",
    ),
    (
        {"measurements": [Measurement("pain", value=1), Measurement("pain", value=2, on="2026-11-23")]},
        "measurements: two values of one quantity on 2026-11-23: `pain`",
    ),
    (
        {"preferences": Preferences(likes=["heta"])},
        "preferences.likes: unknown technique, family or trait `heta`; did you mean `heat`?",
    ),
    (
        {"preferences": Preferences(declines_sites=["bakc"])},
        "preferences.declines_sites: unknown region `bakc`; did you mean `back`?",
    ),
    (
        {"clearances": [grant(clearance="bone")]},
        "clearances[0].clearance: unknown clearance `bone`; did you mean `bone-ok`?",
    ),
    (
        {"clearances": [grant(on="2026-11-24")]},
        "clearances[0].on: after the evaluation on 2026-11-23: `2026-11-24`",
    ),
    ({"clearances": [grant(findings=["x"])]}, "clearances[0].findings: no finding has the id `x`"),
    (
        {"findings": [Finding("fracture", id="x", onset="2026-11-02")], "clearances": [grant(findings=["x"])]},
        "clearances[0].findings: a finding that began after the record of 2026-11-01: `x`",
    ),
    (
        {"clearances": [grant(limits=Limits(no_traits=["heta"]))]},
        "clearances[0].limits: unknown trait `heta`; did you mean `heat`?",
    ),
    (
        {"clearances": [grant(limits=Limits(minutes_at_most=10))]},
        (
            "clearances[0].limits: minutes or positions limited on a clearance that is not asked for everywhere, "
            "by the rule `fracture-old`"
        ),
    ),
    (
        {"responses": [Response(technique="sweedish", change="worse")]},
        "responses[0].technique: unknown technique `sweedish`; did you mean `swedish`?",
    ),
    (
        {"responses": [Response(technique="swedish", change="worse", complaint="zzz", on="2026-12-01")]},
        "responses[0].complaint: unknown condition `zzz`",
    ),
]


@pytest.mark.parametrize(("told", "message"), PROBLEMS, ids=[message.partition(":")[0] for _, message in PROBLEMS])
def test_each_problem_is_named_where_it_stands(told, message):
    profile = ClientProfile(**told)
    assert message in [str(problem) for problem in EVALUATOR.check(profile, ON)]
    for ask in (EVALUATOR.evaluate, EVALUATOR.screen):
        with pytest.raises(InvalidProfile) as caught:
            ask(profile, ON)
        assert caught.value.problems == EVALUATOR.check(profile, ON)


def test_everything_wrong_is_named_at_once():
    profile = ClientProfile(
        taken="2027-01-01",
        findings=["fractur", Finding("fracture", onset="2027")],
        goals=["neckpain"],
        answered=["fevre"],
    )
    assert [problem.where for problem in EVALUATOR.check(profile, ON)] == [
        "taken", "findings[0].condition", "findings[1].onset", "goals[0].complaint", "answered",
    ]  # fmt: skip


@pytest.mark.parametrize("on", [datetime(2026, 11, 23, 12), "2026-11-23", None])  # noqa: DTZ001 - refused
def test_a_day_is_a_date_and_nothing_else(on):
    for ask in (EVALUATOR.evaluate, EVALUATOR.screen):
        with pytest.raises(InvalidProfile, match="on: a date is expected"):
            ask(ClientProfile(), on)


def test_a_day_with_a_time_hides_nothing_else():
    profile = ClientProfile(taken="2026-12-01", goals=["neckpain"])
    problems = EVALUATOR.check(profile, datetime(2026, 11, 23, 12))  # noqa: DTZ001 - refused
    assert [problem.where for problem in problems] == ["on", "taken", "goals[0].complaint"]


def test_a_valid_profile_has_no_problems():
    profile = ClientProfile(
        taken="2026-11-23",
        age=46,
        findings=[Finding("fracture", id="x", onset="about 3 days ago", sites=["wrist"])],
        clearances=[grant(on="2026-11-23", findings=["x"], limits=Limits(pressure_at_most=2))],
    )
    assert EVALUATOR.check(profile, ON) == ()


PRESSURE = Quantity(
    id="pressure",
    name="Blood pressure",
    unit="mmHg",
    least=40,
    most=300,
    fresh_for="7 days",
    shows=[Showing(condition="hypertension", at_least=180)],
    ask="What is your blood pressure?",
)
SHOWING = small_book(quantities=[*small_book().quantities, PRESSURE])
UNREPORTED = (
    "measurements[{}].value: a reading that shows a condition which no finding reports: "
    "`pressure of {} shows hypertension`; "
    "add `hypertension` to the findings, as suspected if nobody has diagnosed it"
)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, UNREPORTED.format(0, 190)),
        ({"answered": ["hypertension"]}, UNREPORTED.format(0, 190)),
        ({"answered": ["EVERYTHING"]}, UNREPORTED.format(0, 190)),
        ({"findings": [Finding("hypertension", status="resolved")]}, UNREPORTED.format(0, 190)),
        ({"findings": ["hypertension"]}, ""),
        ({"findings": [Finding("hypertension", status="suspected")]}, ""),
        ({"goals": ["hypertension"]}, ""),
        ({"measurements": [Measurement("pressure", value=180)]}, UNREPORTED.format(0, 180)),
        ({"measurements": [Measurement("pressure", value=179.5)]}, ""),
        ({"measurements": [Measurement("pressure", value=190, on="2026-11-16")]}, UNREPORTED.format(0, 190)),
        (
            {
                "measurements": [Measurement("pressure", value=190, on="2026-11-16")],
                "findings": [Finding("hypertension", status="resolved")],
            },
            UNREPORTED.format(0, 190),
        ),
        ({"measurements": [Measurement("pressure", value=190, on="2026-11-17")]}, UNREPORTED.format(0, 190)),
        ({"taken": "2026-11-16"}, UNREPORTED.format(0, 190)),
        (
            {
                "measurements": [
                    Measurement("pressure", value=200, on="2026-11-20"),
                    Measurement("pressure", value=120, on="2026-11-22"),
                ]
            },
            UNREPORTED.format(0, 200),
        ),
        (
            {
                "measurements": [
                    Measurement("pressure", value=120, on="2026-11-20"),
                    Measurement("pressure", value=200, on="2026-11-22"),
                ]
            },
            UNREPORTED.format(1, 200),
        ),
    ],
)
def test_a_reading_that_shows_a_condition_must_be_reported(told, said):
    evaluator = Evaluator(SHOWING)
    profile = ClientProfile(**{"measurements": [Measurement("pressure", value=190)], **told})
    assert [str(problem) for problem in evaluator.check(profile, ON)] == ([said] if said else [])
    for ask in (evaluator.evaluate, evaluator.screen):
        if said:
            with pytest.raises(InvalidProfile) as caught:
                ask(profile, ON)
            assert caught.value.problems == evaluator.check(profile, ON)
            assert "hypertension" not in caught.value.without_values()
        else:
            assert ask(profile, ON)


def test_a_quantity_may_show_a_condition_by_any_value():
    weeks = Quantity(
        id="gestation",
        name="Weeks",
        unit="weeks",
        least=0,
        most=43,
        days_per_unit=7,
        shows=[Showing(condition="hypertension")],
        ask="Which week?",
    )
    evaluator = Evaluator(small_book(quantities=[*small_book().quantities, weeks]))

    def said(**told):
        told = {"measurements": [Measurement("gestation", value=0)], **told}
        return [str(problem) for problem in evaluator.check(ClientProfile(taken=ON, **told), ON)]

    assert len(said(answered=["hypertension"])) == len(said()) == 1
    assert not said(findings=["hypertension"])
    assert len(said(findings=[Finding("hypertension", status="resolved")])) == 1
    assert len(said(findings=[Finding("hypertension", status="resolved", end=ON)])) == 1
    earlier = [Measurement("gestation", value=0, on="2026-11-01")]
    assert not said(measurements=earlier, findings=[Finding("hypertension", status="resolved")])
    assert not said(measurements=earlier, findings=[Finding("hypertension", status="resolved", end="2026-11")])
    assert len(said(measurements=earlier, findings=[Finding("hypertension", status="resolved", end="2026-10")])) == 1
    assert not said(measurements=[Measurement("gestation", value=40, on="2025-01-01")])


def test_a_kind_of_the_condition_that_a_reading_shows_reports_it():
    kind = attrs.evolve(small_book().conditions["fever"], id="white-coat", broader=["hypertension"])
    book = small_book(quantities=[*small_book().quantities, PRESSURE], conditions=[*small_book().conditions, kind])
    profile = ClientProfile(findings=["white-coat"], measurements=[Measurement("pressure", value=190)])
    assert Evaluator(book).check(profile, ON) == ()


def test_a_kind_of_what_lasts_for_life_does_so_too_unless_it_says_no():
    plain = small_book().conditions["fever"]
    kinds = {"mild-fever": None, "fever-attack": False}
    book = small_book(
        conditions=[
            *(attrs.evolve(each, lifelong=True if each.id == "fever" else None) for each in small_book().conditions),
            *(attrs.evolve(plain, id=id, broader=["fever"], lifelong=said) for id, said in kinds.items()),
        ]
    )
    over = {
        id: [
            str(each.where)
            for each in Evaluator(book).check(ClientProfile(findings=[Finding(id, status="resolved")]), ON)
        ]
        for id in ("fever", *kinds)
    }
    assert over == {"fever": ["findings[0].status"], "mild-fever": ["findings[0].status"], "fever-attack": []}


COURSES = small_book(
    conditions=[
        attrs.evolve(
            each, lifelong=each.id == "bleeding-risk", onset_at_least="30 days" if each.id == "fever" else None
        )
        for each in small_book().conditions
    ]
)
NEVER_OVER = (
    "findings[0].status: what lasts for life is never over: `bleeding-risk`; "
    "report it as `present`; only what the client never had, or what was taken out of the body, is left out"
)
TOO_YOUNG = (
    "findings[0].onset: less than 30 days ago, which `fever` cannot be: `{}`; "
    "report what is younger by the condition for it"
)


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (Finding("bleeding-risk", status="resolved"), NEVER_OVER),
        (Finding("bleeding-risk", status="resolved", onset="2020", end="2021"), NEVER_OVER),
        (Finding("bleeding-risk", status="suspected"), ""),
        (Finding("bleeding-risk"), ""),
        (Finding("warfarin", status="resolved"), ""),
        (Finding("fever", onset="2026-10-25"), TOO_YOUNG.format("2026-10-25")),
        (Finding("fever", onset="2026-11"), TOO_YOUNG.format("2026-11")),
        (Finding("fever", onset="about 9 days ago"), TOO_YOUNG.format("about 9 days ago")),
        (Finding("fever", onset="2026-10-24"), ""),
        (Finding("fever", onset="2026"), ""),
        (Finding("fever"), ""),
    ],
)
def test_what_lasts_for_life_is_not_over_and_what_is_old_did_not_begin_lately(finding, said):
    evaluator = Evaluator(COURSES)
    profile = ClientProfile(taken=ON, findings=[finding])
    assert [str(problem) for problem in evaluator.check(profile, ON)] == ([said] if said else [])
    for ask in (evaluator.evaluate, evaluator.screen):
        if said:
            with pytest.raises(InvalidProfile):
                ask(profile, ON)
        else:
            assert ask(profile, ON)


def test_of_days_ago_without_a_day_it_is_not_asked_whether_that_is_too_lately():
    profile = ClientProfile(findings=[Finding("fever", onset="about 9 days ago")])
    (problem,) = Evaluator(COURSES).check(profile, ON)
    assert "so many days ago, but before which day?" in str(problem)
