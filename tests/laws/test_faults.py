"""Each deliberate fault, put into the engine, turns the law named beside it red."""

import sys
from collections.abc import Callable

import pytest
from hypothesis.stateful import run_state_machine_as_test

from bodywork_rules.errors import InvalidProfile
from laws import (
    answer_faults,
    care_faults_chart,
    care_faults_intake,
    care_faults_letters,
    care_faults_plan,
    care_faults_progress,
    care_faults_texts,
    faults,
    knowledge_faults,
    test_adding,
    test_agreement,
    test_arguments,
    test_care_advice,
    test_care_chart,
    test_care_choice,
    test_care_documents,
    test_care_feedback,
    test_care_intake,
    test_care_letters,
    test_care_next_visit,
    test_care_plan,
    test_first_day,
    test_learning,
    test_meaning,
    test_order,
    test_reasons,
    test_records,
    test_refusals,
    test_texts,
    test_time,
    test_writing,
    witnesses,
    writing_faults,
)
from laws.tried import SEEKING, Law, Seeded, Tried, sought

pytestmark = pytest.mark.faults


def every_worked_example_comes_out_as_worked() -> None:
    """The worked examples of the meaning as one law."""
    for example in test_meaning.EXAMPLES:
        test_meaning.test_a_worked_example_comes_out_as_worked(example)


def no_sequence_of_feedback_raises_the_pressure_or_resumes() -> None:
    """The sessions of arbitrary feedback as one law."""
    run_state_machine_as_test(test_care_feedback.Session, settings=SEEKING)


FAULTS: tuple[tuple[Callable[[faults.Put], None], Law], ...] = (
    (faults.what_is_unknown_counts_as_false, Tried(test_learning.test_leaving_out_a_detail_never_makes_the_verdict_milder, on=witnesses.a_break_of_unknown_date)),
    (faults.the_suspected_is_ignored, test_learning.test_the_status_of_a_suspected_finding_only_narrows),
    (faults.a_suspicion_may_be_under_control, Tried(test_agreement.test_the_reference_and_the_evaluator_give_one_answer, on=witnesses.a_suspicion_said_to_be_under_control)),
    (faults.a_window_ends_a_day_early, Tried(test_agreement.test_the_reference_and_the_evaluator_give_one_answer, on=witnesses.the_last_day_of_a_window)),
    (faults.a_window_leaves_out_its_first_day, Tried(test_agreement.test_the_reference_and_the_evaluator_give_one_answer, on=witnesses.the_first_day_of_a_window)),
    (faults.an_imprecise_date_is_its_last_day, Tried(test_learning.test_a_sharper_date_or_side_only_narrows, on=witnesses.a_month_that_straddles_a_window)),
    (faults.an_end_says_nothing_of_the_onset, Tried(test_learning.test_an_end_says_that_it_began_no_later, on=witnesses.an_end_without_and_with_the_onset_it_tells)),
    (faults.what_is_over_may_have_begun_later, Tried(test_agreement.test_the_reference_and_the_evaluator_give_one_answer, on=witnesses.an_end_that_tells_of_the_onset)),
    (faults.a_grant_lifts_avoid, test_records.test_a_grant_never_lifts_an_avoid_rule),
    (faults.an_older_grant_comes_back, test_records.test_an_older_grant_does_not_come_back),
    (faults.a_grant_is_strict, test_records.test_a_grant_without_limits_is_never_stricter_than_no_record),
    (faults.a_grant_drops_the_limits_of_the_rule, test_records.test_a_grant_that_decides_is_never_stricter_but_for_its_limits),
    (faults.a_refusal_is_read_as_a_grant, test_records.test_adding_a_refusal_in_force_never_makes_a_verdict_milder),
    (faults.a_grant_reaches_what_began_after_it, every_worked_example_comes_out_as_worked),
    (faults.a_grant_reaches_any_danger, test_records.test_a_grant_does_not_lift_what_came_up_after_it),
    (faults.a_grant_reaches_what_ended_after_it, test_records.test_a_grant_does_not_lift_what_ended_after_it),
    (faults.no_grant_reaches_what_ended, test_records.test_a_grant_lifts_what_had_ended_by_its_day),
    (faults.the_evaluator_lets_a_grant_reach_what_ended_after_it, test_records.test_the_reference_and_the_evaluator_take_a_record_alike),
    (faults.a_record_that_names_findings_concerns_all, test_records.test_a_record_that_names_findings_concerns_only_those),
    (faults.the_evaluator_lets_a_grant_reach_what_may_be_later, test_agreement.test_the_reference_and_the_evaluator_give_one_answer),
    (faults.the_evaluator_lets_a_grant_reach_what_began_after_it, test_records.test_the_reference_and_the_evaluator_take_a_record_alike),
    (faults.the_evaluator_lets_a_grant_reach_any_danger, test_records.test_the_reference_and_the_evaluator_take_a_record_alike),
    (faults.the_evaluator_lets_an_older_grant_come_back, test_records.test_the_reference_and_the_evaluator_take_a_record_alike),
    (faults.an_unless_is_lifted_by_the_unknown, Seeded(test_learning.test_leaving_out_a_detail_never_makes_the_verdict_milder, 4)),
    (faults.the_doubtful_counts_in_low, Seeded(test_learning.test_a_missing_detail_only_narrows, 0)),
    (faults.a_no_closes_nothing, test_agreement.test_the_reference_and_the_evaluator_give_one_answer),
    (faults.a_no_closes_the_kinds_of_what_is_reported, test_agreement.test_the_reference_and_the_evaluator_give_one_answer),
    (faults.a_no_never_lapses, test_agreement.test_the_reference_and_the_evaluator_give_one_answer),
    (faults.the_side_is_ignored, test_adding.test_a_rule_about_a_site_changes_nothing_at_points_outside_it),
    (faults.a_site_without_a_side_is_both, test_learning.test_a_side_not_said_is_one_side_or_the_other),
    (faults.a_site_not_given_is_nowhere, test_learning.test_leaving_out_a_detail_never_makes_the_verdict_milder),
    (faults.the_rule_spreads_over_the_body, test_adding.test_a_rule_about_a_site_changes_nothing_at_points_outside_it),
    (faults.a_goal_implies_nothing, test_learning.test_a_goal_says_that_its_complaint_is_present),
    (faults.a_goal_is_meant_everywhere, test_reasons.test_the_verdict_follows_from_the_restrictions_shown),
    (faults.what_is_aimed_at_is_forgotten, test_reasons.test_the_verdict_follows_from_the_restrictions_shown),
    (faults.the_list_of_questions_holds_the_risks, test_learning.test_what_is_taken_out_of_everything_is_denied_by_no_risk),
    (
        faults.what_was_skipped_is_denied_through_a_broader_condition,
        test_learning.test_a_question_that_was_skipped_stays_open,
    ),
    (faults.what_nothing_touches_is_not_weighed, test_agreement.test_the_reference_and_the_evaluator_give_one_answer),
    (faults.what_nothing_touches_is_not_asked, test_agreement.test_the_reference_and_the_evaluator_give_one_answer),
    (faults.the_strictest_point_decides, test_agreement.test_the_reference_and_the_evaluator_give_one_answer),
    (faults.nothing_is_kept_off, test_reasons.test_the_verdict_follows_from_the_restrictions_shown),
    (faults.limits_are_the_loosest, test_adding.test_adding_a_contraindication_never_relaxes),
    (faults.a_stale_value_is_dropped, test_learning.test_a_stale_value_decides_as_if_it_were_fresh),
    (faults.the_first_value_is_read_instead_of_the_latest, Seeded(test_order.test_the_order_in_which_a_client_tells_does_not_matter, 3)),
    (faults.a_missing_value_never_counts, test_agreement.test_the_reference_and_the_evaluator_give_one_answer),
    (faults.one_fewer_is_enough, every_worked_example_comes_out_as_worked),
    (faults.what_was_is_forgotten, Seeded(test_agreement.test_the_reference_and_the_evaluator_give_one_answer, 0)),
    (faults.what_is_declined_is_done, test_reasons.test_the_verdict_follows_from_the_restrictions_shown),
    (faults.what_is_liked_is_never_declined, test_arguments.test_likes_dislikes_responses_and_importance_never_change_a_verdict),
    (answer_faults.what_is_withheld_is_recommended, test_arguments.test_a_contraindication_trumps_every_argument),
    (answer_faults.what_is_passed_down_counts_anywhere, test_arguments.test_what_is_passed_down_reaches_the_goal),
    (answer_faults.what_is_set_aside_counts, Seeded(test_arguments.test_the_contributions_shown_add_up_to_the_score_shown, 0)),
    (answer_faults.a_dislike_weighs_nothing, test_arguments.test_the_contributions_shown_add_up_to_the_score_shown),
    (answer_faults.the_milder_verdict_ranks_first, Seeded(test_arguments.test_the_ranking_follows_its_one_key, 1)),
    (answer_faults.ties_are_not_told, test_arguments.test_the_ranking_follows_its_one_key),
    (answer_faults.a_clearance_is_not_asked_for, test_reasons.test_each_clearance_that_something_waits_for_is_asked_for),
    (answer_faults.a_referral_is_lost, test_reasons.test_a_referral_is_never_lost_and_while_an_urgent_one_is_unknown_nothing_is_settled),
    (answer_faults.an_urgent_doubt_is_settled, Tried(test_reasons.test_a_referral_is_never_lost_and_while_an_urgent_one_is_unknown_nothing_is_settled, on=witnesses.an_open_emergency)),
    (answer_faults.a_window_never_opens, test_time.test_on_every_day_before_valid_until_the_answer_is_the_same),
    (answer_faults.an_end_opens_no_window_of_the_onset, Seeded(test_time.test_on_every_day_before_valid_until_the_answer_is_the_same, 4)),
    (answer_faults.a_change_comes_a_day_late, test_time.test_on_every_day_before_valid_until_the_answer_is_the_same),
    (answer_faults.what_changes_nothing_ends_the_answer, test_time.test_on_the_day_of_valid_until_the_answer_differs),
    (answer_faults.more_traits_slip_through, test_first_day.test_a_technique_with_more_traits_is_judged_at_least_as_strictly),
    (answer_faults.what_it_cannot_do_without_is_ignored, test_reasons.test_what_cannot_be_done_within_the_limits_names_the_limiting_rules),
    (answer_faults.a_group_says_enough, test_refusals.test_a_yes_of_which_nobody_says_to_what_is_never_ready),
    (answer_faults.a_quick_look_passes_over_what_tells, test_refusals.test_what_cannot_be_as_it_is_told_is_refused_by_every_way_of_asking),
    (answer_faults.what_nobody_could_code_is_ignored, test_learning.test_what_nobody_could_code_is_never_read_as_harmless),
    (answer_faults.everything_is_asked, test_agreement.test_the_reference_and_the_evaluator_give_one_answer),
    (answer_faults.rules_are_shown_as_they_come, test_order.test_the_order_in_which_a_client_tells_does_not_matter),
    (answer_faults.things_stay_in_the_order_given, test_order.test_the_order_in_which_a_rulebook_is_written_does_not_matter),
    (answer_faults.a_date_is_written_as_its_month, test_writing.test_a_profile_reads_back),
    *care_faults_progress.FAULTS,
    *knowledge_faults.FAULTS,
    *writing_faults.FAULTS,
    (care_faults_plan.the_cap_is_ignored, Tried(test_care_plan.test_a_plan_keeps_within_the_limits_at_every_point, on=witnesses.no_firmer_than_2)),
    (care_faults_plan.any_position_will_do, Tried(test_care_plan.test_a_plan_keeps_within_the_limits_at_every_point, on=witnesses.not_seated)),
    (care_faults_plan.what_is_kept_off_is_worked, Seeded(test_care_plan.test_what_is_kept_off_is_not_worked, 10)),
    (
        care_faults_plan.what_reaches_no_goal_is_planned_wherever_it_may_be_done,
        test_care_plan.test_what_is_planned_is_done_where_a_goal_is_that_it_helps,
    ),
    (care_faults_plan.the_talk_takes_no_time, test_care_plan.test_a_plan_never_takes_longer_than_there_is_time),
    (
        care_faults_plan.each_technique_has_the_minutes_of_a_rule_to_itself,
        Tried(test_care_plan.test_all_that_a_rule_is_for_together_takes_no_longer_than_it_allows, on=witnesses.no_more_than_45_minutes),
    ),
    (care_faults_plan.the_least_is_a_minute_short, test_care_plan.test_too_few_minutes_are_refused_and_the_least_is_named),
    (care_faults_plan.what_is_not_settled_is_planned, test_care_plan.test_nothing_is_planned_that_may_not_be_done_today),
    (care_faults_plan.a_review_is_skipped, test_care_plan.test_no_course_goes_past_a_review),
    (care_faults_plan.there_is_one_review_at_the_end, test_care_plan.test_no_course_goes_past_a_review),
    (care_faults_plan.the_firmest_comes_first, test_care_plan.test_the_work_goes_from_gentle_to_firm),
    (
        care_faults_plan.advice_teaches_what_may_not_be_done,
        test_care_advice.test_advice_is_for_what_is_done_and_teaches_nothing_that_may_not_be_done,
    ),
    (
        care_faults_plan.advice_is_for_whatever_is_done,
        Seeded(test_care_advice.test_advice_is_for_what_is_done_and_teaches_nothing_that_may_not_be_done, 10),
    ),
    (
        care_faults_plan.advice_brings_what_a_rule_forbids,
        Tried(test_care_advice.test_advice_brings_nothing_to_a_place_that_a_rule_forbids_there, on=witnesses.a_warm_pack_under_high_pressure),
    ),
    (
        care_faults_plan.what_comes_first_is_made_long_before_more_is_chosen,
        test_care_choice.test_nothing_is_left_out_for_what_ranks_lower_unless_it_would_not_fit,
    ),
    (care_faults_plan.only_the_rank_counts, test_care_choice.test_each_goal_is_served_for_which_there_is_time),
    (care_faults_plan.a_session_is_of_as_much_as_can_be, test_care_choice.test_a_session_is_made_longer_before_it_is_made_of_more),
    (care_faults_plan.lighter_is_firmer, no_sequence_of_feedback_raises_the_pressure_or_resumes),
    (care_faults_plan.a_stop_is_forgotten, no_sequence_of_feedback_raises_the_pressure_or_resumes),
    (care_faults_plan.what_was_left_is_taken_up_again, no_sequence_of_feedback_raises_the_pressure_or_resumes),
    (
        care_faults_plan.what_is_not_told_is_nothing,
        Tried(
            test_care_feedback.test_worse_or_longer_or_untold_is_never_taken_more_lightly_after_a_session,
            on=witnesses.soreness_that_lasts,
        ),
    ),
    (
        care_faults_plan.a_severe_pain_is_as_good_as_the_word_beside_it,
        test_care_feedback.test_a_severe_pain_after_a_session_is_for_a_clinician_whatever_the_word,
    ),
    (
        care_faults_plan.a_session_that_was_stopped_is_over_and_done,
        test_care_feedback.test_what_ended_a_session_still_follows_when_it_is_over,
    ),
    (care_faults_plan.a_lighter_session_is_as_firm, test_care_plan.test_a_lighter_plan_is_nowhere_firmer),
    (care_faults_chart.a_chart_shows_the_mildest_only, test_care_chart.test_a_chart_of_several_techniques_is_never_milder_than_all_of_them),
    (care_faults_chart.a_chart_shows_clearance_as_care, test_care_chart.test_a_chart_of_one_technique_marks_each_point_as_it_is_judged),
    (care_faults_chart.a_chart_leaves_out_what_was_declined, test_care_chart.test_a_chart_gives_a_reason_for_each_place_that_is_not_simply_worked),
    (care_faults_chart.a_chart_leaves_out_what_is_not_drawn, test_care_chart.test_a_chart_loses_no_place_that_a_technique_reaches),
    (care_faults_chart.a_chart_works_elsewhere_what_is_not_to_be_done, test_care_chart.test_a_chart_lets_nobody_work_where_the_answer_says_to_keep_off),
    (care_faults_chart.a_chart_aims_where_it_keeps_off, test_care_chart.test_a_chart_aims_only_at_what_can_be_worked),
    (care_faults_chart.a_chart_asks_only_what_it_draws, test_care_chart.test_a_chart_is_provisional_where_the_answer_or_what_is_drawn_is),
    (care_faults_chart.a_chart_counts_its_reasons_anew, test_care_chart.test_a_number_on_a_chart_is_that_of_the_answer_and_leads_to_the_rule_that_marks_the_place),
    (care_faults_chart.a_chart_forgets_its_patterns, test_care_chart.test_a_chart_is_well_formed_and_refers_to_nothing_that_is_not_in_it),
    (care_faults_letters.a_reply_names_no_finding, test_care_letters.test_what_a_letter_promises_is_what_comes_of_the_answer),
    (care_faults_letters.a_no_is_promised_what_a_yes_brings, test_care_letters.test_what_a_letter_promises_is_what_comes_of_the_answer),
    (care_faults_letters.a_reply_is_dated_long_ago, test_care_letters.test_an_answer_that_comes_later_is_never_stricter_than_promised),
    (care_faults_letters.what_gets_an_id_is_present, test_care_letters.test_ids_for_what_a_letter_is_about_change_nothing_that_is_said),
    (care_faults_letters.a_reply_from_before_the_letter_is_taken, test_care_letters.test_a_contradictory_reply_is_refused_with_all_that_is_wrong),
    (care_faults_letters.what_is_on_record_is_not_looked_at, test_care_letters.test_one_question_is_answered_once_a_day),
    (care_faults_letters.what_came_up_since_a_letter_is_not_looked_at, test_care_letters.test_a_yes_does_no_more_than_one_of_the_day_of_the_letter),
    (care_faults_letters.dates_are_compared_as_they_were_written, Seeded(test_care_letters.test_a_reply_finds_what_it_is_about_after_the_next_visit, 9)),
    (care_faults_letters.html_is_not_escaped, test_care_documents.test_no_text_of_a_client_becomes_markup),
    (care_faults_letters.text_is_not_escaped, test_care_documents.test_no_text_of_a_client_becomes_markup),
    (care_faults_intake.a_detail_is_never_asked, test_care_intake.test_an_interview_recommends_as_the_whole_form_does),
    (care_faults_intake.the_kind_of_what_is_opened_is_not_asked, test_care_intake.test_an_interview_refers_as_the_whole_form_does),
    (care_faults_intake.what_nobody_told_of_is_not_asked, test_care_intake.test_an_interview_leaves_no_urgent_question_that_the_client_can_answer),
    (care_faults_intake.a_yes_is_all_there_is, Seeded(test_care_intake.test_an_interview_recommends_as_the_whole_form_does, 0)),
    (care_faults_intake.what_stands_alone_is_on_no_page, test_care_intake.test_an_interview_by_pages_comes_to_what_the_whole_form_does),
    (care_faults_intake.a_question_is_put_again, test_care_intake.test_no_question_is_put_twice),
    (care_faults_intake.every_no_is_renewed, test_care_next_visit.test_a_new_visit_renews_no_answer_unasked),
    (care_faults_texts.a_sentence_stands_in_the_code, test_texts.test_no_word_that_a_person_reads_is_out_of_reach_of_a_translation),
    (care_faults_texts.what_is_read_back_has_the_shipped_texts, test_texts.test_an_answer_that_is_read_back_is_put_in_the_same_words),
    (care_faults_intake.a_no_to_which_takes_the_yes_away, test_care_intake.test_after_a_yes_no_interview_ends_ready_with_nothing_reported_of_it),
    (care_faults_intake.what_is_none_of_the_kinds_says_enough, Seeded(test_care_intake.test_after_a_yes_no_interview_ends_ready_with_nothing_reported_of_it, 1)),
    (care_faults_intake.what_was_under_control_is_so_still, test_care_next_visit.test_a_new_visit_takes_nothing_for_as_mild_as_it_was),
    (care_faults_intake.a_yes_outlives_what_gets_worse, test_care_next_visit.test_no_yes_outlives_what_gets_worse),
    (care_faults_intake.dates_move_with_the_visit, Seeded(test_care_next_visit.test_a_new_visit_begins_no_milder_than_the_old_history_was, 5)),
)  # fmt: skip


@pytest.mark.parametrize(
    "tried", [law for _, law in FAULTS if isinstance(law, Tried)], ids=lambda each: each.on.__name__
)
def test_without_its_fault_a_law_holds_on_what_the_fault_breaks_it_on(tried: Tried) -> None:
    tried()


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> faults.Put:
    """Puts a wrong function in the place of a right one, wherever the library uses it."""

    def put_in(home: object, name: str, wrong: Callable[..., object]) -> None:
        right = getattr(home, name)
        monkeypatch.setattr(home, name, wrong)
        for module in [each for key, each in sys.modules.items() if key.startswith("bodywork_rules.")]:
            for used_as in [key for key, used in vars(module).items() if used is right]:
                monkeypatch.setattr(module, used_as, wrong)

    return put_in


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@pytest.mark.parametrize(("fault", "law"), FAULTS, ids=[fault.__name__ for fault, _ in FAULTS])
def test_a_fault_turns_its_law_red(fault: Callable[[faults.Put], None], law: Law, put: faults.Put) -> None:
    fault(put)
    with pytest.raises((AssertionError, InvalidProfile)):
        sought(law)()


def test_every_fault_is_put_in() -> None:
    written = {
        each
        for home in (
            faults,
            answer_faults,
            care_faults_chart,
            care_faults_intake,
            care_faults_letters,
            care_faults_plan,
            care_faults_progress,
            knowledge_faults,
            writing_faults,
            care_faults_texts,
        )
        for each in vars(home).values()
        if callable(each) and getattr(each, "__module__", "") == home.__name__
    }
    assert written == {fault for fault, _ in FAULTS}
