"""Reading is strict: nothing is turned into what it is not, and each mistake is named in our words where it stands."""

from datetime import date, timedelta

import pytest

from bodywork_rules.errors import InvalidData
from bodywork_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Clearance,
    ClearanceRecord,
    ClientProfile,
    Condition,
    Contraindication,
    DaysAgo,
    Details,
    Finding,
    Goal,
    Had,
    Has,
    Indication,
    Limits,
    Measured,
    Measurement,
    PartialDate,
    Predicate,
    Preferences,
    Quantity,
    Range,
    Scope,
    Scoring,
    Severity,
    Shown,
    Site,
    Technique,
    Term,
    This,
    Verdict,
    Where,
)
from bodywork_rules.model.dates import When
from bodywork_rules.rulebook import from_data, to_data
from bodywork_rules.rulebook.convert.misread import Gather

RULE = {"id": "x", "verdict": "avoid", "reason": "Because.", "basis": "unsourced"}
TECHNIQUE = {
    "id": "t", "name": "T", "family": "clinical", "target": "muscle", "positions": ["prone"], "pressure": [1, 3],
    "regions": ["neck"], "minutes": [20, 60],
}  # fmt: skip


def wrong(kind, data):
    """All that is said to be wrong with the data."""
    with pytest.raises(InvalidData) as caught:
        from_data(kind, data)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("value", ["false", "true", 0, 1, 0.0, [], {}])
def test_what_looks_like_false_is_not_false(value):
    (problem,) = wrong(Finding, {"condition": "fracture", "controlled": value})
    assert problem.startswith("controlled: true or false is expected, not")


@pytest.mark.parametrize("value", [2.7, 2.0, "2", True, [2], {}])
def test_what_is_no_whole_number_is_none(value):
    (problem,) = wrong(Goal, {"complaint": "neck-pain", "importance": value})
    assert problem.startswith("importance: a whole number is expected, not")


@pytest.mark.parametrize("value", ["7", True, None, [7]])
def test_what_is_no_number_is_none(value):
    (problem,) = wrong(Measurement, {"quantity": "pain", "value": value})
    assert problem.startswith("value: a number is expected, not")


@pytest.mark.parametrize(("value", "shown"), [(float("nan"), "nan"), (float("inf"), "inf"), (float("-inf"), "-inf")])
def test_a_number_is_finite(value, shown):
    assert wrong(Measurement, {"quantity": "pain", "value": value}) == [f"value: not a number that can be: `{shown}`"]


def test_a_number_has_not_too_many_digits():
    assert wrong(Measurement, {"quantity": "pain", "value": 10**400}) == ["value: a whole number of too many digits"]


@pytest.mark.parametrize("value", [5, True, ["neck"], {}])
def test_a_number_is_no_text(value):
    (problem,) = wrong(Term, {"id": "heat", "name": value})
    assert problem.startswith("name: text is expected, not")


@pytest.mark.parametrize("value", ["t1", {"heat": 1}, 5, None])
def test_a_text_is_no_list(value):
    (problem,) = wrong(Limits, {"no_traits": value})
    assert problem.startswith("no_traits: a list is expected, not")
    assert problem.endswith("; put it in [ ]")
    (problem,) = wrong(ClientProfile, {"findings": value})
    assert problem.startswith("findings: a list is expected, not")


@pytest.mark.parametrize("value", [[], "x", 5, None])
def test_what_is_no_table_is_none(value):
    assert wrong(Limits, value)[0].startswith("a table is expected, not")


def test_an_unknown_key_is_refused_and_the_near_one_named():
    assert wrong(Finding, {"condition": "fracture", "onsett": "2026", "zzz": 1}) == [
        "onsett: unknown key `onsett`; did you mean `onset`?",
        "zzz: unknown key `zzz`",
    ]


def test_a_key_that_is_missing_is_named():
    assert wrong(Term, {}) == ["id: missing; it must be given", "name: missing; it must be given"]


def test_each_wrong_part_of_a_list_is_named_by_its_place():
    assert wrong(Limits, {"no_traits": ["heat", "Heat", 5]}) == [
        "no_traits[1]: not the form of an id `Heat`; did you mean `heat`?",
        "no_traits[2]: not the form of an id `5`; lower-case words joined by hyphens",
    ]
    assert wrong(ClientProfile, {"findings": ["fracture", {"condition": 5}, {}]}) == [
        "findings[1].condition: not the form of an id `5`; lower-case words joined by hyphens",
        "findings[2].condition: missing; it must be given",
    ]
    assert wrong(Preferences, {"likes": ["Too Hot"]}) == [
        "likes: not the form of an id `Too Hot`; did you mean `too-hot`?"
    ]


def test_a_word_of_a_closed_vocabulary_is_written_in_lower_case_with_hyphens():
    kept = {"technique": "t", "complaint": "c", "outcome": "o", "effect": "less"}
    read = from_data(Indication, {**kept, "direction": "no-benefit", "certainty": "very-low"})
    assert to_data(read) == {**kept, "direction": "no-benefit", "certainty": "very-low"}
    assert wrong(Indication, {**kept, "direction": "no_benefit", "certainty": 1}) == [
        "direction: not a direction `no_benefit`; did you mean `no-benefit`?",
        "certainty: not a certainty `1`; one of traditional, very-low, low, moderate, high",
    ]
    assert from_data(Verdict, "avoid") is Verdict.AVOID
    assert to_data(Severity.MILD) == "mild"


@pytest.mark.parametrize("value", [5, "2026-02-30", "yesterday", "2026-1-1", True])
def test_what_is_no_date_is_none(value):
    (problem,) = wrong(ClientProfile, {"taken": value})
    assert problem.startswith("taken: ")


def test_dates_are_as_precise_as_they_are_known():
    for text in ("2026", "2026-10", "2026-10-30", "2026-10-30/2026-11-05", "about 10 days ago"):
        finding = from_data(Finding, {"condition": "fracture", "onset": text})
        assert to_data(finding)["onset"] == text
    assert from_data(When, "2026") == from_data(PartialDate, "2026") == PartialDate.of("2026")
    assert from_data(DaysAgo, "about 3 weeks ago") == DaysAgo(21)
    assert wrong(DaysAgo, "2026") == ["another kind of date than this: `2026`"]
    assert to_data(DaysAgo(1)) == "about 1 day ago"


@pytest.mark.parametrize(
    ("given", "written"),
    [("12 weeks", "84 days"), ("1 day", "1 day"), ("99999 weeks", "99999 weeks"), ("99999 days", "99999 days")],
)
def test_durations_are_read_in_days_or_weeks_and_written_in_days_where_that_can_be(given, written):
    details = from_data(Details, {"onset_within": given})
    assert to_data(details) == {"onset_within": written}
    assert from_data(Details, to_data(details)) == details


@pytest.mark.parametrize("value", ["3 months", 5, "12", ["1 day"]])
def test_what_is_no_duration_is_none(value):
    (problem,) = wrong(Details, {"onset_within": value})
    assert problem.startswith("onset_within: not a duration")


def test_sites_are_texts():
    assert from_data(Site, "left wrist") == Site.of("left wrist")
    assert to_data(Site.of("left wrist")) == "left wrist"
    assert wrong(Finding, {"condition": "fracture", "sites": ["left wrist", "lft wrist", 5]}) == [
        "sites[1]: not a side `lft`; did you mean `left`?",
        "sites[2]: a Site or its text is expected, not `5`",
    ]


def test_a_range_is_two_whole_numbers():
    assert from_data(Range, [1, 3]) == Range(1, 3)
    assert to_data(Range(1, 3)) == [1, 3]
    for value in ([1], [1, 2.7], "13", {1: 2, 3: 4}, [3, 1]):
        assert len(wrong(Technique, {**TECHNIQUE, "pressure": value})) == 1


def test_a_scope_is_all_or_a_table():
    assert from_data(Scope, "all") == Scope(all=True)
    assert to_data(Scope(all=True)) == "all"
    scope = Scope(traits_any=["heat"], pressure=[3, 5])
    assert to_data(scope) == {"traits_any": ["heat"], "pressure": [3, 5]}
    assert from_data(Scope, to_data(scope)) == scope
    assert wrong(Contraindication, {**RULE, "to": "al"}) == [
        "to: a scope is expected, not `al`; `all`, or what it takes in"
    ]
    assert wrong(Contraindication, {**RULE, "to": {"trait": ["heat"]}})[0].startswith("to.trait: unknown key `trait`")


def test_where_is_an_extent_or_the_sites_named():
    assert to_data(from_data(Contraindication, {**RULE, "where": "limb"}))["where"] == "limb"
    assert to_data(from_data(Contraindication, {**RULE, "where": ["neck"]}))["where"] == ["neck"]
    assert from_data(Where, ["neck"]) == (Site.of("neck"),)
    assert wrong(Contraindication, {**RULE, "where": "limbs"}) == ["where: not an extent `limbs`; did you mean `limb`?"]
    assert wrong(Contraindication, {**RULE, "where": ["Neck", "wrist"]})[0].startswith(
        "where[0]: not the form of an id"
    )
    assert wrong(Contraindication, {**RULE, "where": []})[0].startswith("where: a rule that holds nowhere")
    assert wrong(Contraindication, {**RULE, "where": 5})[0].startswith("where: a list is expected, not")


TAGS = "has, had, this, quantity, all_of, any_of, at_least_n"
ID = "not the form of an id `5`; lower-case words joined by hyphens"
PREDICATES = [
    (Has("fracture"), {"has": "fracture"}),
    (
        Had("fracture", details=Details(ended_within="1 day", sites=["knee"], controlled=False)),
        {"had": "fracture", "ended_within": "1 day", "sites": ["knee"], "controlled": False},
    ),
    (This(Details(severity_at_least="moderate")), {"this": {"severity_at_least": "moderate"}}),
    (Measured("age", at_least=65.0), {"quantity": "age", "at_least": 65}),
    (Measured("pain", below=0.5), {"quantity": "pain", "below": 0.5}),
    (AllOf([Has("a"), AnyOf([])]), {"all_of": [{"has": "a"}, {"any_of": []}]}),
    (AtLeast(2, [Has("a"), Has("b")]), {"at_least_n": 2, "of": [{"has": "a"}, {"has": "b"}]}),
]


@pytest.mark.parametrize(("asked", "written"), PREDICATES, ids=lambda each: type(each).__name__)
def test_a_predicate_is_a_table_with_a_tag(asked, written):
    assert to_data(asked) == written
    assert from_data(Predicate, written) == from_data(type(asked), written) == asked


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"hass": "a"}, "when: not a predicate: no known tag among `hass`; did you mean `has`?"),
        (
            {"is": "a"},
            f"when: not a predicate: no known tag among `is`; one of {TAGS}",
        ),
        (
            {},
            f"when: not a predicate: no known tag among `{{}}`; one of {TAGS}",
        ),
        (
            {"has": "a", "had": "b"},
            "when: a predicate has one tag, not several: `has, had`; write each as a table of its own",
        ),
        ("fracture", "when: a table is expected, not `fracture`; write it as { key = value }"),
        ({"has": "A"}, "when.has: not the form of an id `A`; did you mean `a`?"),
        (
            {"has": "a", "onset_with": "1 day"},
            "when.onset_with: unknown key `onset_with`; did you mean `onset_within`?",
        ),
        ({"has": "a", "controlled": "yes"}, "when.controlled: true or false is expected, not `'yes'`"),
        ({"this": {"stages": "acute"}}, "when.this.stages: a list is expected, not `acute`; put it in [ ]"),
        (
            {"this": {"controlled": True}, "stages": ["acute"]},
            "when.stages: a detail that stands in the wrong place: `stages`; put it inside `this`",
        ),
        ({"quantity": "age"}, "when: a quantity needs one bound `age`; give `at_least` or `below`"),
        ({"quantity": "age", "at_lest": 1}, "when.at_lest: unknown key `at_lest`; did you mean `at_least`?"),
        ({"quantity": "age", "at_least": "65"}, "when.at_least: a number is expected, not `'65'`"),
        ({"all_of": {"has": "a"}}, "when.all_of: a list is expected, not `{'has': 'a'}`; put it in [ ]"),
        ({"all_of": [{"has": "a"}, {"has": 5}]}, f"when.all_of[1].has: {ID}"),
        ({"any_of": [], "of": []}, "when.of: unknown key `of`"),
        ({"at_least_n": 2}, "when.of: missing; it must be given; list the predicates that are counted"),
        ({"at_least_n": 2.0, "of": []}, "when.at_least_n: a whole number is expected, not `2.0`"),
        ({"at_least_n": 0, "of": []}, "when: at least how many? not `0`; 1 or more"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_predicate_is_named_where_it_stands(data, said):
    assert wrong(Contraindication, {**RULE, "when": data}) == [said]


def test_a_predicate_of_another_kind_than_asked_for_is_refused():
    assert wrong(Has, {"had": "a"}) == ["another predicate than Has is expected here: `{'had': 'a'}`"]


def test_everything_that_is_wrong_is_named_at_once():
    data = {
        **RULE,
        "reason": 5,
        "when": {"all_of": [{"has": "A"}, {"quantity": "age", "at_least": "x"}, {"has": "a", "bogus": 1}]},
        "limits": {"pressure_at_most": 2.7, "no_traits": "heat"},
        "verdict": "never",
        "colour": "red",
    }
    assert [problem.partition(":")[0] for problem in wrong(Contraindication, data)] == [
        "when.all_of[0].has",
        "when.all_of[1].at_least",
        "when.all_of[2].bogus",
        "verdict",
        "limits.pressure_at_most",
        "limits.no_traits",
        "reason",
        "colour",
    ]


def test_what_a_class_asks_of_its_parts_together_is_asked():
    assert wrong(Limits, {"pressure_at_most": 9}) == ["pressure_at_most: pressure is out of its range 0 to 5: `9`"]
    assert wrong(Contraindication, {**RULE, "limits": {"minutes_at_most": 0}}) == [
        "limits.minutes_at_most: minutes is out of its range 1 to 240: `0`"
    ]
    record = {"clearance": "k", "answer": "refused", "on": "2026-01-01", "limits": {"pressure_at_most": 2}}
    assert wrong(ClearanceRecord, record) == ["limits on a refusal; only a grant can have them"]
    assert wrong(Quantity, {"id": "q", "name": "Q", "unit": "u", "least": 2, "most": 1, "ask": "?"}) == [
        "a range whose upper end is below the lower: `2 to 1`"
    ]


def test_points_of_a_scoring_are_whole_numbers_by_name():
    each = {"traditional": 1, "very_low": 1, "low": 1, "moderate": 1, "high": "6"}
    said = wrong(Scoring, {"benefit": each, "like": 1.5})
    assert "benefit.high: a whole number is expected, not `'6'`" in said
    assert "like: a whole number is expected, not `1.5`" in said
    assert "mixed: missing; it must be given" in said


def test_a_bare_id_is_a_finding_or_a_goal():
    profile = from_data(ClientProfile, {"medications": ["warfarin"], "goals": ["neck-pain"]})
    assert profile == ClientProfile(medications=[Finding("warfarin")], goals=[Goal("neck-pain")])
    assert wrong(ClientProfile, {"medications": ["War farin"]}) == [
        "medications[0]: not the form of an id `War farin`; did you mean `war-farin`?"
    ]


def test_everything_can_be_answered():
    for answered in ("EVERYTHING", ["EVERYTHING"]):
        assert from_data(ClientProfile, {"answered": answered}).answered == ("EVERYTHING",)
    assert wrong(ClientProfile, {"answered": ["EVERYTHING", "A b"]}) == [
        "answered[1]: not the form of an id `A b`; did you mean `a-b`?"
    ]
    assert wrong(Condition, {"id": "c", "name": "C", "broader": ["EVERYTHING"]})[0].startswith("broader: not the form")
    assert wrong(ClientProfile, {"answered": "fracture"}) == [
        "answered: a list is expected, not `fracture`; put it in [ ]"
    ]


def test_nothing_stands_for_what_is_not_said_only_where_that_can_be():
    finding = {"condition": "fracture", "onset": None, "severity": None, "controlled": None, "id": None}
    assert from_data(Finding, finding) == Finding("fracture")
    assert len(wrong(Finding, {"condition": None, "sites": None, "status": None})) == 3


def test_a_finding_keeps_the_id_of_the_caller():
    assert to_data(Finding("fracture", id="F 1"))["id"] == "F 1"
    assert wrong(Finding, {"condition": "fracture", "id": ""}) == ["id: a text is expected here, and it is empty"]


def test_a_reason_is_a_table_with_one_tag():
    assert wrong(Shown, {"restrict": {}}) == [
        "not a reason: no known tag among `restrict`; did you mean `restriction`?"
    ]
    declined = {"what": "heat", "sites": ["neck"]}
    assert to_data(from_data(Shown, {"declined": declined})) == declined
    assert wrong(Shown, {"declined": declined, "x": 1}) == ["a reason has one tag and nothing beside it: `declined, x`"]
    assert wrong(Shown, {"declined": {"what": 5, "sites": []}}) == ["declined.what: text is expected, not `5`"]


def test_a_clearance_lasts_whole_days():
    clearance = Clearance(
        id="k", name="K", clinician="physician", question="?", unlocks="all", lasts=timedelta(weeks=1)
    )
    assert to_data(clearance)["lasts"] == "7 days"
    assert from_data(Clearance, to_data(clearance)) == clearance


def test_a_date_of_python_is_a_date():
    assert from_data(ClientProfile, {"taken": date(2026, 11, 23)}).taken == date(2026, 11, 23)


def test_a_fault_of_ours_is_never_told_as_a_mistake_of_the_users():
    def broken(value):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Gather().of((), broken, {})
