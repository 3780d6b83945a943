"""What contradicts itself is refused by every way of asking, with what to tell instead."""

from datetime import date

import attrs
import pytest

from bodywork_rules import ClientProfile, Evaluator, Finding, Goal, InvalidProfile, Measurement
from bodywork_rules.engine.screen import admit
from bodywork_rules.engine.screen.records import ended_after
from bodywork_rules.engine.validity import measured
from bodywork_rules.model import ClearanceRecord, Condition, Contraindication, Quantity, Showing, Truth
from laws.test_refusals import refused_alike, reported
from small_book import PARTS, small_book

ON = date(2026, 11, 24)
PLAIN = small_book()
BROKEN = attrs.evolve(PLAIN.conditions["fracture"], over_after="84 days", one_side_is="chest-pain")
EXPECTING = attrs.evolve(PLAIN.conditions["pregnancy"], leaves=["swamp-fever"], leaves_for="84 days")
HOT = attrs.evolve(
    PLAIN.conditions["fever"],
    acute_is="fever-attack",
    severe_is="high-fever",
    uncontrolled_is="high-fever",
    there_is="high-fever",
    there=["neck", "both hand"],
)
KINDS = [
    Condition(id=id, name=id, broader=broader, ask=f"{id}?", regions=regions)
    for id, broader, regions in (
        ("fever-attack", ["fever"], ()),
        ("high-fever", ["fever"], ()),
        ("swamp-fever", ["fever"], ()),
        ("snapped-wrist", ["fracture"], ["both wrist"]),
    )
]
WEEKS = Quantity(id="gestation", name="Weeks", unit="weeks", least=0, most=43, days_per_unit=7, ask="Which week?")
SUGAR = Quantity(
    id="sugar",
    name="Sugar",
    unit="mmol/l",
    least=0,
    most=50,
    fresh_for="4 days",
    shows=[
        Showing(condition="hypertension", below=4),
        Showing(condition="fever", at_least=10),
        Showing(condition="high-fever", at_least=20),
    ],
    ask="?",
)
BOOK = small_book(
    conditions=[
        *(each for each in PLAIN.conditions if each.id not in ("fracture", "fever", "pregnancy")),
        BROKEN,
        HOT,
        EXPECTING,
        *KINDS,
    ],
    quantities=[*PLAIN.quantities, WEEKS, SUGAR],
)
EVALUATOR = Evaluator(BOOK)
TOO_SOON = "findings[0].status: less than 84 days after it may have begun, which is too soon for it to be over: `{}`; "
NO_TRACE = (
    "findings[0].status: over, and nothing is reported of what it leaves behind: `pregnancy`; report `swamp-fever`, as "
    "suspected if nobody is sure; if it ended 84 days ago or earlier, say when"
)
ONE_SIDE = (
    "{}.sites: on one side only, which `{}` is not: `left wrist`; report `chest-pain`, as suspected if nobody has "
)
ACUTE = "findings[0].stage: acute, which says what no finding reports: `fever-attack`; report `fever-attack`, "
SEVERE = "findings[0].severity: severe, which says what no finding reports: `high-fever`; report `high-fever`, "
LOOSE = "findings[0].controlled: not under control, which says what no finding reports: `high-fever`; report "
THERE = "findings[0].sites: there, which says what no finding reports: `high-fever`; report `high-fever`, "
GOAL_THERE = THERE.replace("findings", "goals", 1)
APART = "measurements: two values of one quantity that moves on by itself, not both true: `gestation of "
LOW = "measurements[0].value: a reading that shows a condition which no finding reports: `sugar of 3 shows "

HIGH = "measurements[{}].value: a reading that shows a condition which no finding reports: `sugar of {} shows fever"


def sugar(*values, fever=None):
    read = [Measurement("sugar", value=value, on=on) for value, on in values]
    return {"measurements": read, "findings": [Finding("fever", status=fever)] if fever else []}


ENDED = [Finding("pregnancy", status="resolved", end="2026-11-10")]


def over(onset=None, end=None, condition="fracture"):
    return {"findings": [Finding(condition, status="resolved", onset=onset, end=end)]}


def told(*findings):
    return {"findings": list(findings)}


def weeks(*values):
    return {"measurements": [Measurement("gestation", value=value, on=on) for value, on in values]}


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (over("2026-09-02"), TOO_SOON.format("fracture")),
        (over("2026-11", "2026-11-20"), TOO_SOON.format("fracture")),
        (over("about 9 days ago", condition="snapped-wrist"), TOO_SOON.format("snapped-wrist")),
        (over("2026-09-01"), ""),
        (over("2020-01-01", "2020-01-01"), ""),
        (over("2026"), TOO_SOON.format("fracture")),
        (over("2026", "2026-02"), ""),
        (over(end="2026-11-20"), ""),
        (over(), ""),
        (told(Finding("fracture", onset="2026-11-20")), ""),
        (over(end="2026-09-02", condition="pregnancy"), NO_TRACE),
        (over(end="2026-09", condition="pregnancy"), NO_TRACE),
        (over(end="2026", condition="pregnancy"), NO_TRACE),
        (over(condition="pregnancy"), NO_TRACE),
        (over(end="2026-09-01", condition="pregnancy"), ""),
        (told(*ENDED, Finding("swamp-fever", status="suspected")), ""),
        (told(*ENDED, Finding("swamp-fever", status="resolved")), ""),
        (told(*ENDED, Finding("swamp-fever", status="resolved", end="2026-11-10")), ""),
        (told(*ENDED, Finding("swamp-fever", status="resolved", end="2026-11-09")), NO_TRACE),
        (told(*ENDED, "pregnancy"), ""),
        ({**told(*ENDED), "goals": ["swamp-fever"]}, ""),
        (told(Finding("fracture", sites=["left wrist"])), ONE_SIDE.format("findings[0]", "fracture")),
        (told(Finding("snapped-wrist", sites=["left wrist"])), ONE_SIDE.format("findings[0]", "snapped-wrist")),
        ({"goals": [Goal("fracture", sites=["left wrist"])]}, ONE_SIDE.format("goals[0]", "fracture")),
        (told(Finding("fracture", sites=["both wrist"])), ""),
        (told(Finding("fracture", sites=["left wrist"]), Finding("fracture", sites=["right wrist"])), ""),
        (told(Finding("fracture", sites=["wrist"])), ""),
        (told(Finding("fracture", sites=["back"])), ""),
        (told("fracture"), ""),
        (told(Finding("fever", stage="acute")), ACUTE),
        (told(Finding("swamp-fever", stage="acute")), ACUTE),
        (told(Finding("fever", status="suspected", stage="acute")), ACUTE),
        (told(Finding("fever", stage="acute"), Finding("fever-attack", status="resolved")), ACUTE),
        (told(Finding("fever", stage="acute"), Finding("fever-attack", status="suspected")), ""),
        (told(Finding("fever-attack", stage="acute")), ""),
        ({**told(Finding("fever", stage="acute")), "goals": ["fever-attack"]}, ""),
        (told(Finding("fever", stage="chronic")), ""),
        (told(Finding("fever", status="resolved", stage="acute")), ""),
        (told(Finding("fever", severity="severe")), SEVERE),
        (told(Finding("fever", severity="moderate")), ""),
        (told(Finding("fever", severity="severe"), "high-fever"), ""),
        (told(Finding("fever", controlled=False)), LOOSE),
        (told(Finding("fever", controlled=True)), ""),
        (told(Finding("fever", status="suspected", controlled=False)), ""),
        (told(Finding("fever", controlled=False), "high-fever"), ""),
        (told(Finding("fever", sites=["neck"], stage="chronic")), THERE),
        (told(Finding("fever", sites=["neck"], stage="chronic", onset="2026-09-02")), THERE),
        (told(Finding("fever", sites=["neck"], stage="chronic", onset="2026-09-01")), ""),
        (told(Finding("fever", sites=["neck"], onset="2020")), THERE),
        (told(Finding("fever", sites=["neck"])), THERE),
        (told(Finding("swamp-fever", sites=["neck", "back"])), THERE),
        (told(Finding("fever", sites=["left arm", "right hand"])), THERE),
        (told(Finding("fever", sites=["left hand", "back"])), ""),
        (told(Finding("fever", sites=["hand"])), ""),
        (told(Finding("fever", status="resolved", sites=["neck"])), ""),
        (told(Finding("fever", sites=["neck"]), Finding("high-fever", status="suspected")), ""),
        ({"goals": [Goal("fever", sites=["neck"])]}, GOAL_THERE),
        (weeks((20, "2026-11-02"), (30, "2026-11-09")), APART),
        (weeks((30, "2026-11-02"), (20, "2026-11-09")), APART),
        (weeks((20, "2026-11-02"), (22, "2026-11-09")), ""),
        (weeks((20, "2026-11-02"), (21, "2026-11-09"), (23, None)), ""),
        (weeks((30, "2025-11-02"), (20, "2026-11-09")), ""),
        ({"measurements": [Measurement("sugar", value=3)]}, LOW),
        ({"measurements": [Measurement("sugar", value=4)]}, ""),
        ({"measurements": [Measurement("sugar", value=3)], **told("hypertension")}, ""),
        (sugar((12, None)), HIGH.format(0, 12)),
        (sugar((12, None), fever="suspected"), ""),
        (sugar((12, None), fever="resolved"), HIGH.format(0, 12)),
        (sugar((12, "2026-10-01"), fever="resolved"), HIGH.format(0, 12)),
        (sugar((12, "2026-11-23"), (8, None)), HIGH.format(0, 12)),
        (sugar((8, None), (12, "2026-11-23")), HIGH.format(1, 12)),
        (sugar((12, "2026-11-23"), (8, None), fever="resolved"), ""),
        (sugar((12, "2026-11-20"), (8, None)), ""),
        (sugar((22, None), fever="present"), HIGH.format(0, 22).replace("shows fever", "shows high-fever")),
    ],
)
def test_what_contradicts_itself_is_refused(profile, said):
    client = ClientProfile(taken=ON, **profile)
    problems = [str(problem) for problem in EVALUATOR.check(client, ON)]
    assert [problem[: len(said)] for problem in problems] == ([said] if said else [])
    for ask in (EVALUATOR.evaluate, EVALUATOR.screen):
        if said:
            with pytest.raises(InvalidProfile):
                ask(client, ON)
        else:
            assert ask(client, ON)


def test_two_findings_of_one_condition_are_at_a_place_together():
    hands = [Finding("fever", sites=["left hand"]), Finding("fever", sites=["right arm"])]
    problems = EVALUATOR.check(ClientProfile(taken=ON, findings=hands), ON)
    assert [problem.where for problem in problems] == ["findings[0].sites", "findings[1].sites"]


JOINTS = small_book(
    conditions=[
        *PARTS["conditions"],
        Condition(id="joint", name="Joint", ask="Joint?", acute_is="hot-joint"),
        Condition(id="hot-joint", name="Hot joint", ask="Hot joint?"),
    ],
    contraindications=[
        *PARTS["contraindications"],
        Contraindication(
            id="hot", about="hot-joint", where="site", verdict="avoid", reason="It is hot.", basis="unsourced"
        ),
    ],
)


@pytest.mark.parametrize(
    ("joint", "hot", "missed"),
    [
        (["left hand"], ["left hand"], []),
        (["left hand"], [], []),
        (["left hand"], ["right hand"], ["left hand"]),
        (["both hand"], ["left hand"], ["right hand"]),
        (["left hand", "back"], ["left arm"], ["back"]),
    ],
)
def test_what_is_acute_at_a_place_is_reported_as_what_it_shows_there(joint, hot, missed):
    findings = [Finding("joint", stage="acute", sites=joint), Finding("hot-joint", sites=hot)]
    problems = Evaluator(JOINTS).check(ClientProfile(taken=ON, findings=findings), ON)
    assert [problem.value for problem in problems] == missed


@pytest.mark.faults
def test_a_quick_look_that_passes_a_telling_detail_over_turns_the_law_of_refusals_red(monkeypatch):
    profile = ClientProfile(taken=ON, findings=[Finding("fever", stage="acute")])
    refused_alike(BOOK, profile, ON)
    monkeypatch.setattr(admit, "tells", lambda _: False)
    with pytest.raises(AssertionError):
        refused_alike(BOOK, profile, ON)


@pytest.mark.faults
def test_a_later_reading_that_does_away_with_one_before_turns_the_law_of_readings_red(monkeypatch):
    profile = ClientProfile(taken=ON, **sugar((12, "2026-11-23"), (8, None)))
    reported(BOOK, profile, ON)
    right = measured.is_reported

    def wrong(*given, over_later=None):
        return over_later is not None or right(*given, over_later=over_later)

    monkeypatch.setattr(measured, "is_reported", wrong)
    with pytest.raises(AssertionError):
        reported(BOOK, profile, ON)


def test_days_ago_of_an_undated_history_say_neither_when_it_began_nor_when_it_ended():
    undated = [
        ClientProfile(findings=[Finding("fracture", status="resolved", onset="about 9 days ago")]),
        ClientProfile(findings=[Finding("pregnancy", status="resolved", end="about 9 days ago")]),
    ]
    for client, detail in zip(undated, ("onset", "end"), strict=True):
        places = [problem.where for problem in EVALUATOR.check(client, ON)]
        assert f"findings[0].{detail}" in places
    assert "findings[0].status" in [problem.where for problem in EVALUATOR.check(undated[0], ON)]


def test_of_an_unknown_condition_only_that_is_told():
    client = ClientProfile(taken=ON, goals=[Goal("no-such-thing", sites=["neck"])])
    assert [problem.where for problem in EVALUATOR.check(client, ON)] == ["goals[0].complaint"]
    finding = Finding("no-such-thing", stage="acute", severity="severe", controlled=False)
    told_so = ClientProfile(taken=ON, findings=[finding])
    assert [problem.where for problem in EVALUATOR.check(told_so, ON)] == ["findings[0].condition"]


@pytest.mark.parametrize(
    ("finding", "after"),
    [
        (Finding("fever", status="resolved", end="2026-11-01"), Truth.FALSE),
        (Finding("fever", status="resolved", end="2026-11-20"), Truth.TRUE),
        (Finding("fever", status="resolved", end="2026-11"), Truth.UNKNOWN),
        (Finding("fever", status="resolved"), Truth.UNKNOWN),
        (Finding("fever"), Truth.FALSE),
    ],
)
def test_what_ended_after_a_yes(finding, after):
    grant = ClearanceRecord(clearance="bone-ok", answer="granted", on="2026-11-10")
    assert ended_after(finding, [grant], ON) is after
