"""The classes of the model are closed, frozen values that refuse what cannot be."""

import copy
import pickle
from datetime import date, datetime, timedelta

import attrs
import pytest

from bodywork_rules import model
from bodywork_rules.errors import ClosedClass, InvalidValue, NoTruthValue, UnknownId
from bodywork_rules.model import (
    EVERYTHING,
    AllOf,
    AnyOf,
    AtLeast,
    Catalogue,
    Certainty,
    Change,
    Clearance,
    ClearanceRecord,
    ClientProfile,
    CodeSystem,
    Condition,
    Contraindication,
    Details,
    Direction,
    Extent,
    Finding,
    Goal,
    Had,
    Has,
    Indication,
    Limits,
    Measured,
    Measurement,
    Preferences,
    Quantity,
    Range,
    Region,
    Response,
    Scope,
    Scoring,
    Showing,
    Site,
    Source,
    Stage,
    Strengths,
    Technique,
    This,
    Truth,
    Verdict,
)
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.predicates import leaves

CLASSES = [each for each in vars(model).values() if isinstance(each, type) and issubclass(each, Closed)]
RULE = {"id": "r", "verdict": "avoid", "reason": "why", "basis": "unsourced"}
TECHNIQUE = {
    "id": "t", "name": "T", "family": "f", "target": "muscle", "positions": ["prone"], "pressure": [1, 3],
    "regions": ["back"], "minutes": [10, 30],
}  # fmt: skip
LEVELS = {"traditional": 1, "very_low": 1, "low": 1, "moderate": 1, "high": 1}
BAD_LEVELS = dict.fromkeys(LEVELS, -1)
SCORING = {
    "benefit": Strengths(**LEVELS), "no_benefit": Strengths(**BAD_LEVELS), "mixed": Strengths(**LEVELS),
    "harm": Strengths(**BAD_LEVELS), "like": 1, "dislike": -1, "improved": 1, "unchanged": 0, "worse": -1,
}  # fmt: skip


def shown_by(days_per_unit=None, **bounds):
    """A quantity that shows a condition."""
    shows = [Showing(condition="fever", **bounds or {"at_least": 9})]
    return Quantity(id="q", name="q", unit="u", least=0, most=9, days_per_unit=days_per_unit, shows=shows, ask="?")


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_class_is_closed_to_subclassing(kind):
    with pytest.raises(ClosedClass, match="is closed"):
        type("Mine", (kind,), {})


@pytest.mark.parametrize("kind", [each for each in CLASSES if attrs.has(each)], ids=lambda kind: kind.__name__)
def test_every_class_is_frozen_and_slotted(kind):
    assert not hasattr(kind, "__dict__") or "__slots__" in vars(kind)
    assert kind.__setattr__ is not object.__setattr__


VALUES = [
    Finding("fracture", onset="2026-10", sites=["left wrist"], severity="mild", stage="acute", controlled=True, id="a"),
    ClientProfile(findings=["fever"], medications=["warfarin"], answered=EVERYTHING, goals=["neck-pain"]),
    Contraindication(**RULE, when=AtLeast(1, [Has("a"), AnyOf([This(Details(controlled=True))])])),
    Technique(**TECHNIQUE),
    Scoring(**SCORING),
    Catalogue("thing", [("a", 1)]),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_pickle_copy_compare_and_hash(value):
    for again in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
        assert again == value
        assert hash(again) == hash(value)


@pytest.mark.parametrize("value", [*Truth, *Verdict])
def test_a_truth_and_a_verdict_are_no_yes_or_no(value):
    with pytest.raises(NoTruthValue):
        bool(value)


def test_a_profile_shows_counts_and_no_health_facts():
    client = ClientProfile(findings=["fever"], goals=["neck-pain", "relaxation"])
    assert repr(client) == "<ClientProfile: 1 findings, 2 goals>"
    assert repr(ClientProfile()) == "<ClientProfile: nothing told>"


def test_constructors_take_plain_text_lists_and_dates():
    client = ClientProfile(
        taken="2026-11-23",
        born=date(1980, 2, 3),
        findings=["fever", Finding("fracture", sites=("left wrist", "left wrist"))],
        measurements=[Measurement("pain", value=4, on="2026-11-20")],
        answered=["pregnancy", EVERYTHING, "infection", "pregnancy"],
        clearances=[ClearanceRecord(clearance="ok", answer="granted", on="2026-11-01", findings=["x"])],
        responses=[Response(technique="t", change="worse", on="2026-10-01")],
        preferences=Preferences(likes=["heat"], declines_sites=["abdomen"]),
        unmapped=["something else"],
    )
    assert client.findings[0] == Finding("fever")
    assert client.findings[1].sites == (Site.of("left wrist"),)
    assert client.answered == (EVERYTHING, "infection", "pregnancy")
    assert client.responses[0].change is Change.WORSE


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: Finding("Neck Pain"), "not the form of an id `Neck Pain`; did you mean `neck-pain`?"),
        (lambda: Finding(""), "not the form of an id; lower-case words joined by hyphens"),
        (lambda: Finding(5), "not the form of an id `5`; lower-case words joined by hyphens"),
        (lambda: Finding("a" * 81), "lower-case words"),
        (lambda: Finding("a", status="gone"), "not a status `gone`; one of present, suspected, resolved"),
        (lambda: Finding("a", status="presnt"), "not a status `presnt`; did you mean `present`?"),
        (lambda: Finding("a", status=3), "not a status `3`"),
        (lambda: Finding("a", severity="bad"), "not a severity `bad`"),
        (lambda: Finding("a", controlled="yes"), "true or false is expected, not `'yes'`"),
        (lambda: Finding("a", sites="left wrist"), "a list is expected, not `left wrist`; put it in [ ]"),
        (lambda: Finding("a", sites=5), "a list is expected, not `5`"),
        (lambda: Finding("a", sites=[5]), "a Site or its text is expected, not `5`"),
        (lambda: Finding("a", id=" "), "a text is expected here, and it is empty"),
        (lambda: Finding("a", id=7), "text is expected, not `7`"),
        (lambda: Finding("a", id="\ud800"), "a text that cannot be written as UTF-8"),
        (lambda: Scoring(**SCORING | {"benefit": 3}), "points for each certainty are expected, not `3`"),
        (lambda: Finding("a", id="x" * 20_001), "a text longer than 20000 characters"),
        (lambda: Measurement("q", value="4"), "a number is expected, not `'4'`"),
        (lambda: Measurement("q", value=float("nan")), "a number is expected, not `nan`"),
        (lambda: Measurement("q", value=True), "a number is expected, not `True`"),
        (lambda: Measurement("q", value=1, on=datetime(2026, 1, 1)), "a date without a time"),  # noqa: DTZ001 - refused
        (lambda: Goal("a", importance=4), "importance is out of its range 1 to 3: `4`"),
        (lambda: Goal("a", importance=2.0), "a whole number is expected, not `2.0`"),
        (lambda: ClientProfile(age=131), "age is out of its range 0 to 130: `131`"),
        (lambda: ClientProfile(age=3, born="2020-01-01"), "both `born` and `age`; give one of them"),
        (lambda: ClientProfile(answered="pregnancy"), "a list is expected, not `pregnancy`"),
        (lambda: ClientProfile(measurements=["pain"]), "a Measurement is expected, not `pain`"),
        (lambda: ClientProfile(preferences=["heat"]), "a Preferences is expected, not"),
        (lambda: ClientProfile(unmapped=[""]), "it is empty"),
        (
            lambda: ClearanceRecord(
                clearance="c", answer="refused", on="2026-01-01", limits=Limits(pressure_at_most=1)
            ),
            "limits on a refusal; only a grant can have them",
        ),
        (lambda: ClearanceRecord(clearance="c", answer="granted", on="2026-01-01", limits={}), "limits are expected"),
        (lambda: Limits(pressure_at_most=6), "pressure is out of its range 0 to 5: `6`"),
        (lambda: Limits(minutes_at_most=0), "minutes is out of its range 1 to 240: `0`"),
        (lambda: Range(3, 1), "a range whose upper end is below the lower: `3 to 1`"),
        (lambda: Technique(**TECHNIQUE | {"pressure": [1]}), "a range is two whole numbers, not `[1]`"),
        (lambda: Technique(**TECHNIQUE | {"pressure": [1, 6]}), "pressure is out of its range"),
        (lambda: Technique(**TECHNIQUE | {"minutes": [0, 6]}), "minutes is out of its range"),
        (lambda: Technique(**TECHNIQUE | {"positions": []}), "a technique needs at least one position"),
        (lambda: Technique(**TECHNIQUE | {"regions": []}), "a technique needs at least one region"),
        (lambda: Technique(**TECHNIQUE | {"essential": ["heat"]}), "cannot do without but does not have: `heat`"),
        (lambda: Technique(**TECHNIQUE | {"only_for_ever": True}), "`only_for_ever` without `only_for`, of"),
        (Scope, "a scope is either `all` or names what it takes in"),
        (lambda: Scope(all=True, families=["f"]), "a scope is either `all` or names what it takes in"),
        (lambda: Scope(pressure=[3, 7]), "pressure is out of its range 0 to 5: `7`"),
        (lambda: Contraindication(**RULE | {"verdict": "proceed"}), "a rule's verdict is never `proceed`"),
        (lambda: Contraindication(**RULE, where=[]), "a rule that holds nowhere `[]`"),
        (lambda: Contraindication(**RULE, where="nowhere"), "not an extent `nowhere`"),
        (lambda: Contraindication(**RULE, to="some"), "a scope is expected, not `some`"),
        (lambda: Contraindication(**RULE, when="has fever"), "a predicate is expected, not `has fever`"),
        (lambda: Contraindication(**RULE | {"reason": ""}), "it is empty"),
        (
            lambda: Clearance(id="c", name="c", clinician="d", question="q", unlocks="u", lasts="1 month"),
            "not a duration",
        ),
        (lambda: Has("a", details=5), "details are expected, not `5`"),
        (lambda: Details(onset_within="1 day", onset_at_least="2 days"), "a window on the onset that no day is in"),
        (lambda: Details(ended_within="1 day", ended_at_least="2 days"), "a window on the end that no day is in"),
        (lambda: Details(onset_within=timedelta(hours=5)), "a duration of whole days is expected"),
        (lambda: Details(onset_within=timedelta(days=-1)), "a duration of whole days is expected"),
        (lambda: Measured("q"), "a quantity needs one bound `q`; give `at_least` or `below`"),
        (lambda: Measured("q", at_least=1, below=2), "a quantity needs one bound"),
        (lambda: AtLeast(0, [Has("a")]), "at least how many? not `0`"),
        (lambda: AllOf(["a"]), "a predicate is expected, not `a`"),
        (lambda: Quantity(id="q", name="q", unit="u", least=2, most=1, ask="?"), "upper end is below the lower"),
        (
            lambda: Quantity(id="q", name="q", unit="u", least=0, most=1, usual=2, ask="?"),
            "`usual` must be 0 to 1, not",
        ),
        (
            lambda: Quantity(id="q", name="q", unit="u", least=0, most=1, ask="?", days_per_unit=0),
            "days for one unit must be more than 0, not `0`",
        ),
        (
            lambda: CodeSystem(id="s", name="n", licence="l", codings=["fever"]),
            "a Coding is expected, not `fever`",
        ),
        (lambda: attrs.evolve(shown_by(), shows=["fever"]), "a Showing is expected, not `fever`"),
        (lambda: shown_by(at_least=8, below=9), "two bounds of what shows `fever`; give `at_least` or `below`"),
        (lambda: shown_by(below=0), "`below` must be above 0 and at most 9, not `0`"),
        (lambda: shown_by(at_least=9.5), "`at_least` must be above 0 and at most 9, not `9.5`"),
        (
            lambda: shown_by(days_per_unit=7),
            (
                "a quantity that moves on by itself shows a condition from no value on, not `9`; "
                "leave out `at_least` if any value shows it"
            ),
        ),
        (lambda: Source(id="s", title="t", year=12), "year is out of its range 1500 to 2200: `12`"),
        (
            lambda: Indication(complaint="a", outcome="o", direction="benefit", certainty="low", effect="e"),
            "an indication speaks of one technique or of families",
        ),
        (lambda: Scoring(**SCORING | {"benefit": Strengths(**BAD_LEVELS)}), "points of `benefit` is out of its range"),
        (lambda: Scoring(**SCORING | {"dislike": 1}), "points of `dislike` is out of its range"),
    ],
)
def test_what_cannot_be_is_refused_with_a_clear_message(build, message):
    with pytest.raises(InvalidValue) as caught:
        build()
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_limits_combine_to_the_tightest():
    one = Limits(pressure_at_most=3, no_traits=["heat"], minutes_at_most=20)
    other = Limits(pressure_at_most=2, no_products=["oil"], no_positions=["prone"])
    both = Limits(
        pressure_at_most=2, no_traits=["heat"], no_products=["oil"], minutes_at_most=20, no_positions=["prone"]
    )
    assert one.tightest(other) == other.tightest(one) == both
    assert one.tightest(Limits()) == one
    assert both.any
    assert both.of_the_whole_technique
    assert not Limits().any
    assert not Limits(pressure_at_most=1).of_the_whole_technique


def test_ranges_overlap_when_any_number_is_in_both():
    assert Range(1, 3).overlaps(Range(3, 5))
    assert not Range(1, 2).overlaps(Range(3, 5))


def test_leaves_are_the_ends_of_a_predicate_in_order():
    tree = AllOf([Has("a"), AnyOf([Had("b"), AtLeast(1, [Measured("q", below=3)])]), This(Details(controlled=True))])
    assert [type(leaf).__name__ for leaf in leaves(tree)] == ["Has", "Had", "Measured", "This"]
    assert list(leaves(None)) == []


def test_details_know_whether_anything_is_asked():
    assert not Details().asked
    assert Details(stages=["acute", "chronic", "acute"]).stages == (Stage.ACUTE, Stage.CHRONIC)
    assert Details(onset_within="12 weeks").onset_within == timedelta(days=84)


def test_a_rule_holds_everywhere_and_for_all_unless_it_says_otherwise():
    rule = Contraindication(**RULE)
    assert rule.where is Extent.EVERYWHERE
    assert rule.to.all
    assert Contraindication(**RULE, where=["left knee"], to=Scope(families=["f"])).where == (Site.of("left knee"),)


def test_an_indication_is_named_by_what_it_speaks_of():
    about = {"complaint": "neck-pain", "outcome": "pain", "direction": "harm", "certainty": "very-low", "effect": "e"}
    assert Indication(technique="t", **about).id == "t/neck-pain/pain"
    assert Indication(families=["b", "a"], stage="acute", **about).id == "a+b/neck-pain/pain/acute"


def test_the_scoring_table_gives_the_points():
    table = Scoring(**SCORING | {"benefit": Strengths(traditional=1, very_low=2, low=3, moderate=4, high=5)})
    assert [table.strength(Direction.BENEFIT, certainty) for certainty in Certainty] == [1, 2, 3, 4, 5]
    assert table.strength(Direction.NO_BENEFIT, Certainty.HIGH) == -1
    assert table.strength(Direction.MIXED, Certainty.LOW) == 1
    assert table.strength(Direction.HARM, Certainty.LOW) == -1
    assert [table.response(change) for change in Change] == [1, 0, -1]


def test_conditions_and_regions_hold_what_they_are_given():
    condition = Condition(id="a", name=" A ", broader=["c", "b"], ask_again_after="1 day", synonyms=["x"])
    assert condition.name == "A"
    assert condition.broader == ("b", "c")
    assert condition.ask_again_after == timedelta(days=1)
    assert Region(id="arm", name="Arm", paired=True).within is None


class TestCatalogue:
    things = Catalogue("thing", [("b", 2), ("a", 1)])

    def test_it_iterates_in_id_order_and_knows_its_ids(self):
        assert list(self.things) == [1, 2]
        assert self.things.ids == ("a", "b")
        assert len(self.things) == 2
        assert repr(self.things) == "<2 x thing>"

    def test_in_takes_an_id_or_the_thing(self):
        assert "a" in self.things
        assert 2 in self.things
        assert "c" not in self.things
        assert 3 not in self.things

    def test_a_missing_id_names_near_ones(self):
        assert self.things["a"] == 1
        assert self.things.get("c") is None
        with pytest.raises(UnknownId, match="unknown thing `fractur`; did you mean `fracture`"):
            Catalogue("thing", [("fracture", 1)])["fractur"]

    def test_it_is_equal_by_what_it_holds(self):
        assert self.things == Catalogue("thing", [("a", 1), ("b", 2)])
        assert self.things != Catalogue("thing", [("a", 1)])
        assert self.things != 5
