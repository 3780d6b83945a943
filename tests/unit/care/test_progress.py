"""A course is judged by its scores: each rule, its figures, and all that can be wrong with a score."""

from datetime import date, timedelta

import attrs
import pytest

from bodywork_rules.care import Score, advise, response, to_responses
from bodywork_rules.care.progress.response import Decision, Trend
from bodywork_rules.care.progress.scores import ScoreFile
from bodywork_rules.care.progress.steps import Reason, Step
from bodywork_rules.errors import InvalidRecord, InvalidValue
from bodywork_rules.model import Change, Referral
from bodywork_rules.rulebook import from_json, to_json
from shipped import RULEBOOK
from unit.care.book import ON, PAIN, REVIEW, START, book, course

BOOK = book()


def judged(*scores, rulebook=BOOK, on=ON):
    whole = response(rulebook, [each for some in scores for each in some], on)[0]
    return whole.trend, whole.decision


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        (course("pain-score", 7), (Trend.TOO_EARLY, Decision.NO_SECOND_SCORE)),
        (course("pain-score", 7, 3), (Trend.TOO_EARLY, Decision.BEFORE_REVIEW)),
        (course("pain-score", 7, 7, 6, 5), (Trend.UNCHANGED, Decision.NOT_REACHED)),
        (course("pain-score", 7, 7, 6, 4), (Trend.IMPROVED, Decision.REACHED)),
        (course("pain-score", 4, 4, 3, 2), (Trend.IMPROVED, Decision.REACHED)),
        (course("pain-score", 3, 3, 2, 0), (Trend.UNCHANGED, Decision.NOT_REACHED)),
        (course("pain-score", 5, 7), (Trend.WORSE, Decision.CLEARLY_WORSE)),
        (course("pain-score", 7, 5, every=30), (Trend.UNCHANGED, Decision.NOT_REACHED)),
        (course("pain-score", 7, 4, every=28), (Trend.IMPROVED, Decision.REACHED)),
        (course("activity", 3, 4, 4, 5), (Trend.IMPROVED, Decision.REACHED)),
        (course("activity", 5, 4, 4, 3), (Trend.WORSE, Decision.CLEARLY_WORSE)),
        (course("activity", 3, 4, 4, 5, complaint="neck-pain"), (Trend.UNCHANGED, Decision.NOT_REACHED)),
        (course("activity", 3, 4, 4, 6, complaint="neck-pain"), (Trend.IMPROVED, Decision.REACHED)),
        (course("range", 40, 50, 60, 70), (Trend.UNCHANGED, Decision.NOT_ENOUGH_ALONE)),
        (course("diary", 1, 1, 2, 2), (Trend.UNCHANGED, Decision.NOT_REACHED)),
        (course("diary", 1, 1, 2, 3), (Trend.IMPROVED, Decision.REACHED)),
    ],
)
def test_a_course_is_judged_by_the_first_rule_that_fits(scores, expected):
    assert judged(scores) == expected


def test_one_measure_clearly_worse_outweighs_one_that_is_better():
    assert judged(course("pain-score", 7, 6, 4, 3), course("activity", 6, 5, 4, 4))[0] is Trend.WORSE


def test_the_figures_say_what_was_needed_and_by_which_threshold():
    figure = response(BOOK, course("pain-score", 8, 7, 6, 5), ON)[0].figures[0]
    assert (figure.gain, figure.needed, figure.change) == (3, 2.4, Change.IMPROVED)
    assert figure.threshold == PAIN.thresholds[0]
    assert figure.reached == pytest.approx(1.25)


def test_a_measure_without_a_threshold_shows_the_course_and_decides_nothing():
    rulebook = book(measures=[attrs.evolve(PAIN, thresholds=())])
    whole = response(rulebook, course("pain-score", 8, 6, 3, 0), ON)[0]
    assert (whole.trend, whole.figures[0].gain, whole.figures[0].needed) == (Trend.UNCHANGED, 8, None)


def test_a_rule_for_the_review_of_a_complaint_comes_before_that_of_all():
    early = attrs.evolve(REVIEW, id="early", complaints=["back-pain"], sessions=2)
    scores = course("pain-score", 7, 4)
    assert judged(scores)[0] is Trend.TOO_EARLY
    assert judged(scores, rulebook=book(reviews=[REVIEW, early]))[0] is Trend.IMPROVED


def test_a_technique_is_judged_from_its_first_day_to_the_check_in_after_its_last():
    scores = course("pain-score", 8, 8, 8, 8) + [
        attrs.evolve(each, on=each.on + timedelta(days=28), techniques=["deep"])
        for each in course("pain-score", 8, 6, 5, 4)
    ]
    whole, deep, swedish = response(BOOK, scores, ON)
    assert (whole.technique, whole.trend) == (None, Trend.IMPROVED)
    assert (deep.technique, deep.trend, deep.together_with) == ("deep", Trend.IMPROVED, ())
    assert (swedish.technique, swedish.trend) == ("swedish", Trend.UNCHANGED)
    assert swedish.until == deep.since


def test_techniques_given_in_the_same_time_are_named():
    both = response(BOOK, course("pain-score", 8, 6, 5, 4, techniques=("deep", "swedish")), ON)
    assert [each.together_with for each in both] == [(), ("swedish",), ("deep",)]


def test_responses_are_for_the_profile_and_leave_out_what_it_is_too_early_for():
    progress = response(BOOK, course("pain-score", 8, 6, 5, 4) + course("pain-score", 8, complaint="neck-pain"), ON)
    (told,) = to_responses(progress)
    assert (told.technique, told.complaint, told.change) == ("swedish", "back-pain", Change.IMPROVED)
    assert told.on == START + timedelta(days=21)


def test_the_number_of_the_session_tells_of_visits_without_a_score():
    scores = course("pain-score", 8, 4)
    numbered = [attrs.evolve(each, session=number) for each, number in zip(scores, (1, 4), strict=True)]
    assert judged(numbered)[0] is Trend.IMPROVED


@pytest.mark.parametrize(
    ("scores", "reviewed", "step", "reason", "referral"),
    [
        (course("pain-score", 7), None, Step.GO_ON, Reason.TOO_EARLY, None),
        (course("pain-score", 7, 6, 5, 4), None, Step.GO_ON, Reason.IMPROVED, None),
        (course("pain-score", 7, 7, 7, 5), None, Step.CHANGE, Reason.PARTLY, None),
        (course("pain-score", 7, 7, 7, 7), None, Step.STOP, Reason.NOTHING_CHANGED, Referral.ROUTINE),
        (course("pain-score", *[7] * 7, 5), None, Step.STOP, Reason.NOTHING_CHANGED, Referral.ROUTINE),
        (course("pain-score", 5, 7), None, Step.LIGHTEN, Reason.WORSE_ONCE, None),
        (course("pain-score", 5, 7, 8), None, Step.STOP, Reason.WORSE_AGAIN, Referral.PROMPT),
        (course("pain-score", 5, 7, 5, 7), None, Step.STOP, Reason.WORSE_AGAIN, Referral.PROMPT),
        (course("pain-score", 5, 5, 5, 7), None, Step.STOP, Reason.WORSE_AT_REVIEW, Referral.PROMPT),
        (course("pain-score", 9, *[4] * 11), None, Step.REVIEW, Reason.MOST_SESSIONS, None),
        (course("pain-score", 9, *[4] * 11), date(2026, 10, 1), Step.GO_ON, Reason.IMPROVED, None),
    ],
)
def test_what_to_do_next_and_why(scores, reviewed, step, reason, referral):
    (told,) = advise(BOOK, scores, scores[-1].on, reviewed)
    assert (told.step, told.reason, told.referral) == (step, reason, referral)


def test_all_that_is_wrong_with_scores_is_told_at_once():
    good = course("pain-score", 7)[0]
    scores = [
        good,
        good,
        attrs.evolve(good, measure="pain-scor", on="2026-09-08"),
        attrs.evolve(good, value=11, on="2026-09-09"),
        attrs.evolve(good, value=6.5, on="2026-09-10"),
        attrs.evolve(good, on="2027-01-01"),
        attrs.evolve(good, complaint="back-pains", techniques=["swedsh"], on="2026-09-11"),
        "a score",
    ]
    with pytest.raises(InvalidRecord) as caught:
        advise(BOOK, scores, ON, date(2027, 1, 1))
    assert str(caught.value).splitlines() == [
        "scores[2] > measure: unknown measure `pain-scor`; did you mean `pain-score`?",
        "scores[3] > value: out of the range 0 to 10 of `pain-score`: `11`",
        "scores[4] > value: not one of the scores of `pain-score`, which go by 1: `6.5`",
        "scores[5] > on: after 2026-12-01, the day on which it is looked at: `2027-01-01`",
        "scores[6] > complaint: unknown condition `back-pains`; did you mean `back-pain`?",
        "scores[6] > techniques: unknown technique `swedsh`; did you mean `swedish`?",
        "scores[7]: a Score is expected, not `a score`",
        "scores: 2 scores of `pain-score` for `back-pain` on one day: `2026-09-07`; give the one taken before the work",
        "reviewed: after 2026-12-01, the day on which it is looked at: `2027-01-01`",
    ]


def test_sessions_are_numbered_in_the_order_of_their_days():
    scores = [attrs.evolve(each, session=2) for each in course("pain-score", 7, 6)]
    with pytest.raises(InvalidRecord, match="session 2 of `back-pain` where session 2 was on 2026-09-07"):
        response(BOOK, scores, ON)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: response(5, [], ON), InvalidValue, "a Rulebook is expected"),
        (lambda: response(BOOK, "x", ON), InvalidRecord, "scores: a list is expected"),
        (lambda: response(BOOK, [], "x"), InvalidRecord, "on: not a date"),
        (lambda: advise(BOOK, [], ON, "x"), InvalidRecord, "reviewed: not a date"),
        (lambda: to_responses([5]), InvalidValue, "a Progress is expected"),
    ],
)
def test_what_is_of_another_kind_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_scores_read_back():
    told = ScoreFile(scores=course("pain-score", 7, 6.0), reviewed="2026-09-08")
    assert from_json(ScoreFile, to_json(told)) == told
    assert from_json(Score, to_json(told.scores[0])) == told.scores[0]
    assert repr(told) == "<ScoreFile: 2 scores>"


def shipped(*values, days=0):
    scores = [
        Score(measure="nprs", value=value, on=date(2026, 10, 5 + 7 * place), complaint="low-back-pain", techniques=[])
        for place, value in enumerate(values)
    ]
    (told,) = advise(RULEBOOK, scores, scores[-1].on + timedelta(days=days))
    return told.step, told.reason, told.referral


def test_whoever_got_severely_worse_is_referred_at_once():
    assert shipped(2, 10) == (Step.STOP, Reason.SEVERELY_WORSE, Referral.PROMPT)
    assert shipped(2, 7) == (Step.LIGHTEN, Reason.WORSE_ONCE, None)


def test_scores_that_are_out_of_date_are_taken_again():
    assert shipped(5, 4, 3, days=28)[1] is Reason.TOO_EARLY
    assert shipped(5, 4, 3, days=29) == (Step.REVIEW, Reason.OUT_OF_DATE, None)
    assert shipped(2, 10, days=300)[0] is Step.STOP
