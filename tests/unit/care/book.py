"""A small rulebook with measures, and courses of scores, made by hand."""

from datetime import date, timedelta

import attrs

from bodywork_rules.care import Score
from bodywork_rules.model import Condition, Measure, ReviewRule, Threshold, Training
from small_book import PARTS, small_book

START = date(2026, 9, 7)
ON = date(2026, 12, 1)
REVIEW = ReviewRule(
    id="all",
    sessions=4,
    after="28 days",
    partial=0.5,
    further_sessions=4,
    most_sessions=12,
    worse_times=2,
    unchanged_referral="routine",
    worse_referral="prompt",
    basis="unsourced",
)
PAIN = Measure(
    id="pain-score",
    name="Pain",
    unit="points",
    least=0,
    most=10,
    step=1,
    better="lower",
    counts_from=4,
    thresholds=[Threshold(points=2, share=0.3, basis="explicit", sources=["book"])],
)
ACTIVITY = Measure(
    id="activity",
    name="Activity",
    unit="points",
    least=0,
    most=10,
    better="higher",
    thresholds=[
        Threshold(points=2, basis="explicit", sources=["book"]),
        Threshold(complaints=["neck-pain"], points=2, detectable=3, basis="explicit", sources=["book"]),
    ],
)
RANGE = Measure(
    id="range",
    name="Range",
    unit="degrees",
    least=0,
    most=180,
    better="higher",
    alone=False,
    thresholds=[Threshold(points=20, basis="unsourced")],
)
DIARY = Measure(
    id="diary",
    name="Diary",
    unit="a week",
    least=0,
    most=50,
    better="higher",
    thresholds=[Threshold(points=1, reach=3, basis="unsourced")],
)
BACK = Condition(id="back-pain", name="Back pain", kind="complaint", ask="Does your back hurt?")
TRAINED = [
    Training(id="course", name="A course"),
    Training(id="licence", name="A licence", licence=True),
]


def book(**changes):
    """The small rulebook with measures, a rule for reviews and trainings."""
    needs = {"deep": ["course"], "cupping": ["course", "licence"]}
    techniques = [attrs.evolve(each, trainings=needs.get(each.id, ())) for each in PARTS["techniques"]]
    told = {
        "measures": [PAIN, ACTIVITY, RANGE, DIARY],
        "reviews": [REVIEW],
        "trainings": TRAINED,
        "techniques": techniques,
        "conditions": [*PARTS["conditions"], BACK],
    }
    return small_book(**(told | changes))


def course(measure, *values, complaint="back-pain", techniques=("swedish",), every=7):
    """A score every so many days."""
    return [
        Score(
            measure=measure,
            value=value,
            on=START + timedelta(days=every * place),
            complaint=complaint,
            techniques=techniques,
        )
        for place, value in enumerate(values)
    ]
