"""Deliberate faults of what is known of a client, and of what more or less of it may do to the answer."""

import attrs

from bodywork_rules.care.plan import session as plan
from bodywork_rules.engine import facts, rank
from bodywork_rules.engine.judge import judgements as judge
from bodywork_rules.engine.judge import weigh
from bodywork_rules.engine.reference import records, rules, truth
from bodywork_rules.engine.screen import sweep as screen
from bodywork_rules.engine.screen import why
from bodywork_rules.model import Status, Truth, Verdict
from bodywork_rules.rulebook import Rulebook
from bodywork_rules.rulebook.check import problems as check
from laws import (
    faults,
    test_adding,
    test_agreement,
    test_arguments,
    test_care_plan,
    test_first_day,
    test_learning,
    test_order,
    test_reasons,
    test_records,
    witnesses,
)
from laws.faults import Put
from laws.tried import Seeded, Tried


def only_the_last_finding_counts(put: Put) -> None:
    right = truth.Client.of_condition
    put(truth.Client, "of_condition", lambda self, condition: right(self, condition)[-1:])


def a_screen_rules_nothing_out(put: Put) -> None:
    right = weigh.weigh_verdicts
    put(weigh, "weigh_verdicts", lambda found, low, act, _: right(found, low, act, act))


def a_client_is_seen_once_only(put: Put) -> None:
    right, seen = screen.sweep, []

    def wrong(compiled, profile, on, since=None):
        again = any(each is profile for each in seen)
        seen.append(profile)
        return right(compiled, attrs.evolve(profile, answered=()) if again and not since else profile, on, since)

    put(screen, "sweep", wrong)


def what_is_sure_counts_in_low_only(put: Put) -> None:
    put(truth, "cautious", lambda _: Truth.FALSE)


def what_helps_is_done(put: Put) -> None:
    right = judge.judge

    def wrong(*given):
        return [
            attrs.evolve(each, low=Verdict.PROCEED, verdict=Verdict.PROCEED) if each.score > 0 else each
            for each in right(*given)
        ]

    put(judge, "judge", wrong)


def everything_is_for_everybody(put: Put) -> None:
    put(judge, "_called_for", lambda found: [True] * len(found.compiled.regions))


def what_is_over_is_treated_still(put: Put) -> None:
    right = judge._called_for

    def wrong(found):
        compiled = found.compiled
        for_some = tuple((at, conditions, True) for at, conditions, _ in compiled.for_some)
        return right(attrs.evolve(found, compiled=attrs.evolve(compiled, for_some=for_some)))

    put(judge, "_called_for", wrong)


def what_was_not_measured_is_low(put: Put) -> None:
    right = truth.measured_truth

    def wrong(client, asked, *, cautiously):
        found = right(client, asked, cautiously=cautiously)
        return Truth.FALSE if found is Truth.UNKNOWN else found

    put(truth, "measured_truth", wrong)


def a_no_is_heard_as_a_doubt(put: Put) -> None:
    right = facts.is_closed
    put(facts, "is_closed", lambda *given: not right(*given))


def what_is_not_told_is_not_there(put: Put) -> None:
    right = rules.case_of

    def wrong(client, rule, finding):
        case = right(client, rule, finding)
        return attrs.evolve(case, counts=(False,) * 3) if rule.about and finding is None else case

    put(rules, "case_of", wrong)


def a_detail_not_given_is_a_no(put: Put) -> None:
    right = truth.detail_truths

    def wrong(*given):
        return {detail: Truth.FALSE if found is Truth.UNKNOWN else found for detail, found in right(*given).items()}

    put(truth, "detail_truths", wrong)


def what_has_no_side_is_nowhere(put: Put) -> None:
    right = rules.where_it_holds

    def wrong(client, rule, finding):
        vague = finding is not None and any(not client.rulebook.body.certain_side(site) for site in finding.sites)
        return (0, 0) if vague else right(client, rule, finding)

    put(rules, "where_it_holds", wrong)


def a_suspicion_is_as_controlled_as_it_is_called(put: Put) -> None:
    right = truth.detail_truths

    def wrong(client, finding, asked):
        suspected = finding is not None and finding.status is Status.SUSPECTED
        return right(client, attrs.evolve(finding, status=Status.RESOLVED) if suspected else finding, asked)

    put(truth, "detail_truths", wrong)


def a_question_is_forgotten(put: Put) -> None:
    right = Rulebook.everything_but
    put(Rulebook, "everything_but", lambda self, skipped=(): right(self, skipped)[1:])


def a_score_grows_with_what_is_told(put: Put) -> None:
    right = rank.contributions

    def wrong(rulebook, profile, technique, arguments):
        told = len(profile.findings) + len(profile.responses) + len(profile.goals)
        return tuple(
            attrs.evolve(each, points=each.points + told) for each in right(rulebook, profile, technique, arguments)
        )

    put(rank, "contributions", wrong)


def a_score_grows_with_the_rules(put: Put) -> None:
    right = rank.contributions

    def wrong(rulebook, *given):
        rules = len(rulebook.contraindications)
        return tuple(attrs.evolve(each, points=each.points + rules) for each in right(rulebook, *given))

    put(rank, "contributions", wrong)


def the_worst_is_what_to_act_on(put: Put) -> None:
    right = judge.judge
    put(judge, "judge", lambda *given: [attrs.evolve(each, high=each.verdict) for each in right(*given)])


def nothing_is_said_to_be_assumed(put: Put) -> None:
    right = why.unknowns_of
    put(why, "unknowns_of", lambda *given: ((), right(*given)[1]))


def every_answer_is_settled(put: Put) -> None:
    right = judge.judge
    put(judge, "judge", lambda *given: [attrs.evolve(each, settled=True) for each in right(*given)])


def a_grant_reaches_no_danger(put: Put) -> None:
    put(records, "what_is_there", lambda *_: iter([records.Rest(records.Is.SO, Truth.TRUE)]))


def rules_that_name_techniques_are_not_listed(put: Put) -> None:
    put(check, "rules_naming_techniques", lambda _: ())


def a_plan_is_made_for_any_day(put: Put) -> None:
    right = plan._misfits

    def wrong(rulebook, assessment, _, among):
        return right(rulebook, assessment, None, among)

    put(plan, "_misfits", wrong)


FAULTS = (
    (only_the_last_finding_counts, test_adding.test_reporting_a_present_or_suspected_finding_never_relaxes),
    (
        a_screen_rules_nothing_out,
        test_agreement.test_the_screen_and_the_reference_agree_on_verdicts_and_the_rules_that_count,
    ),
    (a_client_is_seen_once_only, test_agreement.test_an_evaluator_that_was_asked_before_gives_the_same_answer),
    (what_is_sure_counts_in_low_only, test_agreement.test_low_is_at_most_the_verdict_and_the_verdict_at_most_high),
    (what_helps_is_done, test_arguments.test_indications_and_scores_never_change_a_verdict),
    (
        what_is_over_is_treated_still,
        Seeded(test_arguments.test_what_a_technique_is_only_for_decides_whether_it_is_offered_and_no_verdict, 1),
    ),
    (
        everything_is_for_everybody,
        test_arguments.test_what_a_technique_is_only_for_decides_whether_it_is_offered_and_no_verdict,
    ),
    (what_was_not_measured_is_low, test_learning.test_a_missing_measurement_only_narrows),
    (a_no_is_heard_as_a_doubt, test_learning.test_a_no_only_narrows),
    (what_is_not_told_is_not_there, test_learning.test_a_finding_of_what_was_open_only_narrows),
    (a_detail_not_given_is_a_no, test_learning.test_unknown_never_clears),
    (
        what_has_no_side_is_nowhere,
        test_learning.test_a_vaguer_date_or_side_never_makes_the_verdict_milder,
    ),
    (
        faults.the_suspected_is_ignored,
        test_learning.test_a_suspicion_is_never_judged_more_mildly_than_what_it_turns_out_to_be,
    ),
    (
        a_suspicion_is_as_controlled_as_it_is_called,
        Tried(
            test_learning.test_what_is_only_suspected_is_not_known_to_be_under_control,
            on=witnesses.a_suspicion_without_and_with_a_word_on_control,
        ),
    ),
    (a_question_is_forgotten, test_learning.test_after_every_question_nothing_is_open),
    (a_score_grows_with_what_is_told, test_order.test_what_is_told_twice_counts_once),
    (a_score_grows_with_what_is_told, test_order.test_a_finding_told_twice_under_two_ids_counts_once),
    (a_score_grows_with_the_rules, test_order.test_a_rule_written_twice_under_two_ids_counts_once),
    (the_worst_is_what_to_act_on, test_reasons.test_high_follows_from_the_restrictions_shown),
    (nothing_is_said_to_be_assumed, test_reasons.test_each_detail_read_as_true_for_want_of_an_answer_is_named),
    (every_answer_is_settled, test_reasons.test_settled_means_that_the_three_readings_agree),
    (a_grant_reaches_no_danger, test_records.test_a_grant_lifts_what_was_there_on_its_day),
    (rules_that_name_techniques_are_not_listed, test_first_day.test_the_checker_lists_the_rules_that_name_techniques),
    (a_plan_is_made_for_any_day, test_care_plan.test_a_plan_is_refused_on_a_day_on_which_the_answer_does_not_hold),
)
