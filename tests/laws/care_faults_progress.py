"""Deliberate faults in progress and scope: each takes ``put`` and puts a wrong function in the place of a right one."""

from collections.abc import Callable

import attrs

from bodywork_rules.care import practitioner
from bodywork_rules.care.progress import response as progress
from bodywork_rules.care.progress import scores, steps
from bodywork_rules.care.progress.response import Decision, Trend
from bodywork_rules.care.progress.steps import Reason, Step
from bodywork_rules.model import Better, Change, Response
from laws import test_care_progress as laws

Put = Callable[[object, str, Callable[..., object]], None]


def more_is_always_better(put: Put) -> None:
    right = progress.figure_of

    def wrong(rulebook, first, last):
        figure = right(rulebook, first, last)
        if figure.measure.better is Better.HIGHER:
            return figure
        return attrs.evolve(figure, gain=-figure.gain)

    put(progress, "figure_of", wrong)


def scores_are_read_as_they_come(put: Put) -> None:
    put(scores, "checked", lambda _, given, __: tuple(given))


def any_gain_will_do(put: Put) -> None:
    put(progress, "_needed", lambda *_: (0.0, 99.0))


def getting_better_hides_getting_worse(put: Put) -> None:
    right = progress._decided

    def wrong(figures, *, due):
        better = [each for each in figures if each.gain > 0]
        return (Trend.UNCHANGED, Decision.NOT_REACHED, ()) if better else right(figures, due=due)

    put(progress, "_decided", wrong)


def any_large_change_is_an_improvement(put: Put) -> None:
    right = progress.figure_of

    def wrong(rulebook, first, last):
        figure = right(rulebook, first, last)
        return attrs.evolve(figure, change=Change.IMPROVED) if figure.change is Change.WORSE else figure

    put(progress, "figure_of", wrong)


def what_improved_once_stays_improved(put: Put) -> None:
    right = progress._decided

    def wrong(figures, *, due):
        found = right(figures, due=due)
        fell = due and any(each.gain < 0 for each in figures)
        return (Trend.IMPROVED, Decision.REACHED, figures) if fell and found[0] is Trend.UNCHANGED else found

    put(progress, "_decided", wrong)


def a_second_time_worse_is_lightened(put: Put) -> None:
    right = steps._decided
    put(steps, "_decided", lambda course, sessions, _, on: right(course, sessions, 0, on))


def it_goes_on_and_on(put: Put) -> None:
    right = steps._decided

    def wrong(course, sessions, times, on):
        found = right(course, sessions, times, on)
        return (Step.GO_ON, Reason.IMPROVED) if found[0] is Step.REVIEW else found

    put(steps, "_decided", wrong)


def a_response_is_to_another_complaint(put: Put) -> None:
    right = progress.to_responses

    def wrong(told):
        return tuple(Response(technique=each.technique, change="worse", on=each.on) for each in right(told))

    put(progress, "to_responses", wrong)
    put(laws, "to_responses", wrong)


def a_training_that_ended_is_enough(put: Put) -> None:
    right = practitioner._missing

    def wrong(book, technique, who, on):
        ever = [attrs.evolve(each, until=None) for each in who.credentials]
        return right(book, technique, attrs.evolve(who, credentials=ever), on)

    put(practitioner, "_missing", wrong)


def every_training_is_needed(put: Put) -> None:
    right = practitioner._missing

    def wrong(book, technique, who, on):
        held = {each.training for each in who.credentials}
        if held - set(technique.trainings):
            return practitioner.Beyond(technique=technique)
        return right(book, technique, who, on)

    put(practitioner, "_missing", wrong)


FAULTS = (
    (more_is_always_better, laws.test_each_measure_is_judged_on_its_own_direction),
    (scores_are_read_as_they_come, laws.test_the_order_of_scores_does_not_matter),
    (any_gain_will_do, laws.test_a_course_that_improved_reached_all_that_matters),
    (getting_better_hides_getting_worse, laws.test_what_is_clearly_worse_is_never_hidden),
    (
        any_large_change_is_an_improvement,
        laws.test_a_worse_score_in_place_of_the_last_never_makes_a_course_better,
    ),
    (
        what_improved_once_stays_improved,
        laws.test_a_later_score_that_is_no_better_never_turns_a_course_to_improved,
    ),
    (a_second_time_worse_is_lightened, laws.test_a_course_stops_when_the_client_was_worse_too_often),
    (it_goes_on_and_on, laws.test_no_course_goes_on_past_the_most_sessions_without_a_review),
    (a_response_is_to_another_complaint, laws.test_a_response_shows_as_a_contribution_and_changes_no_verdict),
    (a_training_that_ended_is_enough, laws.test_scope_parts_all_techniques_and_changes_nothing),
    (every_training_is_needed, laws.test_a_credential_only_widens_scope_and_an_exclusion_only_narrows_it),
)
