"""Deliberate faults: each takes ``put`` and puts a wrong function in the place of a right one."""

from collections.abc import Callable

import attrs

from bodywork_rules.engine import facts
from bodywork_rules.engine.ask import moves
from bodywork_rules.engine.judge import board, weigh
from bodywork_rules.engine.reference import records, rules, truth, verdicts
from bodywork_rules.engine.ruling import Ruling
from bodywork_rules.engine.screen import details, since
from bodywork_rules.engine.screen import records as evaluator_records
from bodywork_rules.model import (
    Answer,
    AtLeast,
    Extent,
    Had,
    Has,
    Limits,
    Side,
    Site,
    Status,
    Truth,
    Verdict,
)
from bodywork_rules.model.body import Body
from bodywork_rules.rulebook import Rulebook

Put = Callable[[object, str, Callable[..., object]], None]


def what_is_unknown_counts_as_false(put: Put) -> None:
    put(truth, "cautious", lambda value: value)


def the_suspected_is_ignored(put: Put) -> None:
    right = truth.status_truth

    def wrong(finding, *, ever):
        return Truth.FALSE if finding and finding.status is Status.SUSPECTED else right(finding, ever=ever)

    put(truth, "status_truth", wrong)


def a_suspicion_may_be_under_control(put: Put) -> None:
    right = details.detail_truths

    def wrong(day, finding, asked):
        suspected = finding.status is Status.SUSPECTED
        return right(day, attrs.evolve(finding, status=Status.RESOLVED) if suspected else finding, asked)

    put(details, "detail_truths", wrong)


def a_window_ends_a_day_early(put: Put) -> None:
    right = truth.in_window
    put(truth, "in_window", lambda client, when, least, most: right(client, when, least, most - 1))


def a_window_leaves_out_its_first_day(put: Put) -> None:
    right = details._in_window
    put(details, "_in_window", lambda day, when, least, most: right(day, when, least + 1, most))


def an_imprecise_date_is_its_last_day(put: Put) -> None:
    right = facts.days_since
    put(facts, "days_since", lambda when, taken, on: (right(when, taken, on)[0],) * 2)


def an_end_says_nothing_of_the_onset(put: Put) -> None:
    put(truth, "began_in_window", lambda client, finding, *window: truth.in_window(client, finding.onset, *window))


def what_is_over_may_have_begun_later(put: Put) -> None:
    right = facts.begun
    put(facts, "begun", lambda finding, taken: right(attrs.evolve(finding, end=None), taken))


def a_grant_lifts_avoid(put: Put) -> None:
    right = records.ruling

    def wrong(client, rule, finding):
        granted = any(record.answer is Answer.GRANTED for record in client.profile.clearances)
        if granted and rule.verdict is Verdict.AVOID:
            return Ruling((Verdict.PROCEED,) * 3, rule.limits)
        return right(client, rule, finding)

    put(records, "ruling", wrong)


def an_older_grant_comes_back(put: Put) -> None:
    right = records.deciding

    def wrong(client, rule, finding):
        in_force = [each for each in client.profile.clearances if records.in_force(client, each)]
        return right(attrs.evolve(client, profile=attrs.evolve(client.profile, clearances=in_force)), rule, finding)

    put(records, "deciding", wrong)


def a_grant_is_strict(put: Put) -> None:
    right = records.ruling

    def wrong(*given):
        ruled = right(*given)
        return attrs.evolve(ruled, verdicts=(Verdict.AVOID,) * 3) if ruled.record else ruled

    put(records, "ruling", wrong)


def a_grant_drops_the_limits_of_the_rule(put: Put) -> None:
    right = records.ruling

    def wrong(*given):
        ruled = right(*given)
        return attrs.evolve(ruled, limits=ruled.record.limits) if ruled.record else ruled

    put(records, "ruling", wrong)


def a_refusal_is_read_as_a_grant(put: Put) -> None:
    right = records.deciding

    def wrong(*given):
        return [attrs.evolve(record, answer=Answer.GRANTED) for record in right(*given)]

    put(records, "deciding", wrong)


def a_grant_reaches_what_began_after_it(put: Put) -> None:
    put(records.Granted, "began_later", lambda *_: Truth.FALSE)


def a_grant_reaches_any_danger(put: Put) -> None:
    put(records, "rests_on", lambda _, __, finding, granted: iter([records.its_finding(finding, granted)]))


def a_grant_reaches_what_ended_after_it(put: Put) -> None:
    put(records, "what_is_over", lambda *_: iter(()))


def no_grant_reaches_what_ended(put: Put) -> None:
    put(records.Granted, "ended_later", lambda *_: Truth.TRUE)


def the_evaluator_lets_a_grant_reach_what_ended_after_it(put: Put) -> None:
    put(evaluator_records, "_over", lambda *_: iter(()))


def a_record_that_names_findings_concerns_all(put: Put) -> None:
    put(records, "concerns", lambda record, rule, _: record.clearance == rule.clearance)


def the_evaluator_lets_a_grant_reach_what_may_be_later(put: Put) -> None:
    right = evaluator_records.Fact.escapes

    def wrong(fact):
        low, act, high = right.fget(fact)
        return low, act and fact.later is Truth.TRUE, high

    put(evaluator_records.Fact, "escapes", property(wrong))


def the_evaluator_lets_a_grant_reach_what_began_after_it(put: Put) -> None:
    put(evaluator_records, "began_after", lambda *_: Truth.FALSE)


def the_evaluator_lets_a_grant_reach_any_danger(put: Put) -> None:
    put(since, "asked_since", lambda *_: iter(()))


def the_evaluator_lets_an_older_grant_come_back(put: Put) -> None:
    right = evaluator_records.deciding

    def wrong(rulebook, profile, rule, finding, on):
        in_force = [each for each in profile.clearances if each.on <= on < facts.expiry_of(rulebook, each)]
        return right(rulebook, attrs.evolve(profile, clearances=in_force), rule, finding, on)

    put(evaluator_records, "deciding", wrong)


def an_unless_is_lifted_by_the_unknown(put: Put) -> None:
    right = rules.case_of

    def wrong(client, rule, finding):
        case = right(client, rule, finding)
        lifted = rule.unless and truth.truth(client, rule.unless, finding) is Truth.UNKNOWN
        return attrs.evolve(case, counts=(case.counts[0], False, case.counts[2])) if lifted else case

    put(rules, "case_of", wrong)


def the_doubtful_counts_in_low(put: Put) -> None:
    right = rules.case_of

    def wrong(client, rule, finding):
        case = right(client, rule, finding)
        return attrs.evolve(case, counts=(case.counts[1], *case.counts[1:]))

    put(rules, "case_of", wrong)


def a_no_closes_nothing(put: Put) -> None:
    put(facts, "is_closed", lambda *_: False)


def a_no_closes_the_kinds_of_what_is_reported(put: Put) -> None:
    right = facts.is_closed
    put(facts, "is_closed", lambda book, profile, condition, on, _: right(book, profile, condition, on, ()))


def a_no_never_lapses(put: Put) -> None:
    put(facts, "holds_still", lambda *_: True)


def the_side_is_ignored(put: Put) -> None:
    right = rules.where_it_holds

    def wrong(client, rule, finding):
        if finding is None:
            return right(client, rule, finding)
        paired = {region.id for region in client.rulebook.regions if region.paired}
        sites = [Site(region=at.region, side=Side.BOTH) if at.region in paired else at for at in finding.sites]
        return right(client, rule, attrs.evolve(finding, sites=sites))

    put(rules, "where_it_holds", wrong)


def a_site_without_a_side_is_both(put: Put) -> None:
    put(Body, "certain_side", lambda *_: True)


def a_site_not_given_is_nowhere(put: Put) -> None:
    right = rules.where_it_holds

    def wrong(client, rule, finding):
        local = rule.where in {Extent.SITE, Extent.LIMB, Extent.BEYOND}
        return (0, 0) if local and finding and not finding.sites else right(client, rule, finding)

    put(rules, "where_it_holds", wrong)


def the_rule_spreads_over_the_body(put: Put) -> None:
    put(rules, "where_it_holds", lambda client, *_: (client.rulebook.body.whole,) * 2)


def a_goal_implies_nothing(put: Put) -> None:
    put(facts, "implied_findings", lambda *_: ())


def a_goal_is_meant_everywhere(put: Put) -> None:
    put(facts, "goal_points", lambda rulebook, _: rulebook.body.whole)


def what_is_aimed_at_is_forgotten(put: Put) -> None:
    right = weigh._verdicts

    def wrong(layout, where, codes):
        return right(layout, [(done, done, points) for done, _, points in where], codes)

    put(weigh, "_verdicts", wrong)


def what_was_skipped_is_denied_through_a_broader_condition(put: Put) -> None:
    right = Rulebook.everything_but
    put(Rulebook, "everything_but", lambda self, skipped=(): tuple(set(right(self)) - set(skipped)))


def the_list_of_questions_holds_the_risks(put: Put) -> None:
    def wrong(self):
        asked = [each.id for each in self.conditions if each.ask]
        return tuple(sorted({broader for id in asked for broader in self.broader_of(id)}))

    put(Rulebook, "everything", property(wrong))


def what_nothing_touches_is_not_weighed(put: Put) -> None:
    right = weigh._local

    def wrong(found, everywhere):
        return right(attrs.evolve(found, untouched=0), everywhere)

    put(weigh, "_local", wrong)


def what_nothing_touches_is_not_asked(put: Put) -> None:
    put(moves.Moves, "_of_untouched", lambda *_: iter(()))


def the_strictest_point_decides(put: Put) -> None:
    right = verdicts.outcome

    def wrong(client, technique, tested, reading):
        found = right(client, technique, tested, reading)
        return attrs.evolve(found, verdict=max(at.verdict for at in found.at.values()))

    put(verdicts, "outcome", wrong)


def nothing_is_kept_off(put: Put) -> None:
    put(board.Board, "kept_off", lambda *_: 0)


def limits_are_the_loosest(put: Put) -> None:
    def wrong(one, other):
        caps = [one.pressure_at_most, other.pressure_at_most]
        return Limits(
            pressure_at_most=max((cap for cap in caps if cap is not None), default=None),
            no_traits=set(one.no_traits) & set(other.no_traits),
            minutes_at_most=one.minutes_at_most or other.minutes_at_most,
            no_positions=set(one.no_positions) & set(other.no_positions),
        )

    put(Limits, "tightest", wrong)


def a_stale_value_is_dropped(put: Put) -> None:
    right = facts.read

    def wrong(*given):
        reading = right(*given)
        return reading if reading.fresh else facts.MISSING

    put(facts, "read", wrong)


def the_first_value_is_read_instead_of_the_latest(put: Put) -> None:
    right = facts.measurements_of
    put(facts, "measurements_of", lambda profile, quantity: right(profile, quantity)[:1])


def a_missing_value_never_counts(put: Put) -> None:
    right = truth.measured_truth

    def wrong(client, asked, *, cautiously):
        missing = facts.read(client.rulebook, client.profile, asked.quantity, client.on).value is None
        return Truth.FALSE if missing and cautiously else right(client, asked, cautiously=cautiously)

    put(truth, "measured_truth", wrong)


def one_fewer_is_enough(put: Put) -> None:
    right = truth.truth

    def wrong(client, asked, this, *, cautiously=False):
        fewer = AtLeast(asked.n - 1, asked.of) if isinstance(asked, AtLeast) and asked.n > 1 else asked
        return right(client, fewer, this, cautiously=cautiously)

    put(truth, "truth", wrong)


def what_was_is_forgotten(put: Put) -> None:
    right = truth.truth

    def wrong(client, asked, this, *, cautiously=False):
        has = Has(asked.condition, details=asked.details) if isinstance(asked, Had) else asked
        return right(client, has, this, cautiously=cautiously)

    put(truth, "truth", wrong)


def what_is_declined_is_done(put: Put) -> None:
    put(weigh, "_note_declined", lambda *_: None)


def what_is_liked_is_never_declined(put: Put) -> None:
    right = weigh._note_declined

    def wrong(found, everywhere, local):
        if not found.profile.preferences.likes:
            right(found, everywhere, local)

    put(weigh, "_note_declined", wrong)
