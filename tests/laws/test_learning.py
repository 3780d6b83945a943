"""Laws 5 and 6: learning only narrows, and unknown never clears."""

from datetime import date

from hypothesis import assume, given

from bodywork_rules import EVERYTHING, ClientProfile, Evaluator, Finding
from bodywork_rules.engine.facts import is_closed
from laws.learning import (
    Learning,
    details_left_out,
    details_sharpened,
    details_supplied,
    findings_supplied,
    measurements_supplied,
    nos_supplied,
    same_implied,
    statuses_supplied,
    suspicions_under_control,
    with_a_goal_alone,
    with_a_stale_value,
    with_an_end,
)
from laws.readings import ACT, HIGH, LOW, assert_at_least_as_strict, judged, readings
from small_book import small_book
from strategies import Scene, scenes


def assert_narrows(learnt: Learning) -> None:
    """What is learnt moves low up, if at all, and high down."""
    assume(same_implied(learnt))
    less, more = readings(learnt.less), readings(learnt.more)
    assert_at_least_as_strict(more, less, [LOW])
    assert_at_least_as_strict(less, more, [HIGH])


@given(details_supplied())
def test_a_missing_detail_only_narrows(learnt: Learning) -> None:
    assert_narrows(learnt)


@given(details_sharpened())
def test_a_sharper_date_or_side_only_narrows(learnt: Learning) -> None:
    assert_narrows(learnt)


@given(measurements_supplied())
def test_a_missing_measurement_only_narrows(learnt: Learning) -> None:
    assert_narrows(learnt)


@given(statuses_supplied())
def test_the_status_of_a_suspected_finding_only_narrows(learnt: Learning) -> None:
    assert_narrows(learnt)


@given(nos_supplied())
def test_a_no_only_narrows(learnt: Learning) -> None:
    assert_narrows(learnt)


@given(findings_supplied())
def test_a_finding_of_what_was_open_only_narrows(learnt: Learning) -> None:
    assert_narrows(learnt)


@given(details_left_out())
def test_unknown_never_clears(learnt: Learning) -> None:
    assert_narrows(learnt)


@given(details_left_out())
def test_leaving_out_a_detail_never_makes_the_verdict_milder(learnt: Learning) -> None:
    assume(same_implied(learnt))
    assert_at_least_as_strict(readings(learnt.less), readings(learnt.more), [ACT])


@given(details_sharpened())
def test_a_vaguer_date_or_side_never_makes_the_verdict_milder(learnt: Learning) -> None:
    assume(same_implied(learnt))
    assert_at_least_as_strict(readings(learnt.less), readings(learnt.more), [ACT])


@given(statuses_supplied())
def test_a_suspicion_is_never_judged_more_mildly_than_what_it_turns_out_to_be(learnt: Learning) -> None:
    assume(same_implied(learnt))
    assert_at_least_as_strict(readings(learnt.less), readings(learnt.more), [ACT])


@given(suspicions_under_control())
def test_what_is_only_suspected_is_not_known_to_be_under_control(learnt: Learning) -> None:
    assert judged(readings(learnt.less)) == judged(readings(learnt.more))


@given(with_a_stale_value())
def test_a_stale_value_decides_as_if_it_were_fresh(learnt: Learning) -> None:
    stale, fresh = readings(learnt.less), readings(learnt.more)
    assert [three[ACT].at for three in stale.values()] == [three[ACT].at for three in fresh.values()]


@given(with_a_goal_alone())
def test_a_goal_says_that_its_complaint_is_present(learnt: Learning) -> None:
    assert judged(readings(learnt.less)) == judged(readings(learnt.more))


@given(with_an_end())
def test_an_end_says_that_it_began_no_later(learnt: Learning) -> None:
    assert judged(readings(learnt.less)) == judged(readings(learnt.more))


@given(scenes())
def test_what_nobody_could_code_is_never_read_as_harmless(scene: Scene) -> None:
    told, coded = readings(scene.but(unmapped=["something else"])), readings(scene.but(unmapped=()))
    assert_at_least_as_strict(told, coded)
    assert_at_least_as_strict(coded, told, [LOW, ACT])
    assert all(high.verdict.name == "AVOID" for _, _, high in told.values())


def test_a_side_not_said_is_one_side_or_the_other() -> None:
    finding = Finding("fracture", onset="2026-11-01", sites=["wrist"])
    profile = ClientProfile(taken="2026-11-23", findings=[finding], answered=[EVERYTHING])
    judgement = Evaluator(small_book()).evaluate(profile, on=date(2026, 11, 23)).judgements["swedish"]
    for wrist in ("left wrist", "right wrist"):
        assert [judgement.at(wrist).low.name, judgement.at(wrist).verdict.name] == ["PROCEED", "AVOID"]


@given(scenes())
def test_a_question_that_was_skipped_stays_open(scene: Scene) -> None:
    book = scene.rulebook
    for skipped in book.everything:
        client = ClientProfile(taken=scene.on, answered=book.everything_but([skipped]))
        for kind in book.narrower_of(skipped):
            assert not is_closed(book, client, kind, scene.on, ())


@given(scenes())
def test_what_is_taken_out_of_everything_is_denied_by_no_risk(scene: Scene) -> None:
    """Whoever takes ids out of the list by hand denies them only by a broader question that is left in it."""
    book = scene.rulebook
    for skipped in book.everything:
        answered = set(book.everything) - {skipped}
        client = ClientProfile(taken=scene.on, answered=answered)
        if is_closed(book, client, skipped, scene.on, ()):
            assert any(book.conditions[each].ask for each in book.broader_of(skipped) & answered)


@given(scenes())
def test_after_every_question_nothing_is_open(scene: Scene) -> None:
    book = scene.rulebook
    client = ClientProfile(taken=scene.on, answered=book.everything_but())
    for asked in book.everything:
        for each in book.broader_of(asked):
            assert is_closed(book, client, each, scene.on, ())
