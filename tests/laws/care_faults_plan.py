"""Deliberate faults of session plans and of what feedback does to them."""

import attrs

from bodywork_rules.care import feedback
from bodywork_rules.care.plan import advice as plan_advice
from bodywork_rules.care.plan import course as plan_course
from bodywork_rules.care.plan import session as plan
from bodywork_rules.care.plan import traits as plan_traits
from bodywork_rules.care.plan import work as plan_work
from bodywork_rules.model import Follow, Range
from laws.faults import Put


def the_cap_is_ignored(put: Put) -> None:
    right = plan_work.work_of

    def wrong(*given, **named):
        work = right(*given, **named)
        return None if work is None else attrs.evolve(work, pressure=work.technique.pressure)

    put(plan_work, "work_of", wrong)


def any_position_will_do(put: Put) -> None:
    right = plan_work.work_of

    def wrong(*given, **named):
        work = right(*given, **named)
        positions = () if work is None else work.technique.positions
        return None if work is None else attrs.evolve(work, position=positions[-1], positions=positions)

    put(plan_work, "work_of", wrong)


def what_is_kept_off_is_worked(put: Put) -> None:
    put(plan_advice, "free_of", lambda client, technique, _: client.rulebook.body.union(technique.regions))


def what_reaches_no_goal_is_planned_wherever_it_may_be_done(put: Put) -> None:
    right = plan_work.aim_of

    def everywhere(client, judged):
        return plan_advice.free_of(client, judged.technique, judged.keep_off)

    put(plan_work, "aim_of", lambda *given: right(*given) or everywhere(*given))


def the_talk_takes_no_time(put: Put) -> None:
    put(plan_work, "_around", lambda _: 0)


def the_least_is_a_minute_short(put: Put) -> None:
    right = plan_work.least_minutes
    put(plan_work, "least_minutes", lambda *given: right(*given) - 1)


def what_is_not_settled_is_planned(put: Put) -> None:
    put(plan, "in_the_way", lambda _: False)


def a_review_is_skipped(put: Put) -> None:
    put(plan_course, "review_is_due", lambda *_: False)


def there_is_one_review_at_the_end(put: Put) -> None:
    put(plan_course, "reviews", lambda _, sessions, reviewed: (sessions,) if sessions > reviewed else ())


def the_firmest_comes_first(put: Put) -> None:
    right = plan_work.in_order
    put(plan_work, "in_order", lambda *given: tuple(reversed(right(*given))))


def advice_teaches_what_may_not_be_done(put: Put) -> None:
    put(plan_advice, "_may_be", lambda *_: True)


def advice_is_for_whatever_is_done(put: Put) -> None:
    put(plan_advice, "_fits", lambda *_: True)


def lighter_is_firmer(put: Put) -> None:
    def wrong(work, follows):
        if follows is not Follow.LIGHTEN:
            return None if follows > Follow.LIGHTEN else work
        return attrs.evolve(work, pressure=Range(work.pressure.least, work.pressure.most + 1))

    put(feedback, "_after", wrong)


def a_stop_is_forgotten(put: Put) -> None:
    right = feedback.adjust
    put(feedback, "adjust", lambda *given: attrs.evolve(right(*given), stopped=False))


def what_was_left_is_taken_up_again(put: Put) -> None:
    right = feedback.adjust

    def wrong(before, said):
        after = right(before, said)
        return after if after.stopped or len(before.felt) < 2 else attrs.evolve(after, work=before.work)

    put(feedback, "adjust", wrong)


def what_is_not_told_is_nothing(put: Put) -> None:
    put(feedback, "_reaches", lambda told, bound: bound is None or (told is not None and told >= bound))


def a_severe_pain_is_as_good_as_the_word_beside_it(put: Put) -> None:
    put(feedback, "_is_severe", lambda *_: False)


def a_session_that_was_stopped_is_over_and_done(put: Put) -> None:
    put(feedback, "_by_course", lambda *_: Follow.GO_ON)


def a_lighter_session_is_as_firm(put: Put) -> None:
    right = plan_work.work_of
    put(plan_work, "work_of", lambda *given, **named: right(*given, **{**named, "lighter": 0}))


def each_technique_has_the_minutes_of_a_rule_to_itself(put: Put) -> None:
    put(plan_work, "caps_of", lambda _: {})


def what_comes_first_is_made_long_before_more_is_chosen(put: Put) -> None:
    right = plan_work.fitted

    def wrong(pace, able, *rest):
        return right(pace, [attrs.evolve(each, minutes=plan_work.most_minutes(each)) for each in able], *rest)

    put(plan_work, "fitted", wrong)


def only_the_rank_counts(put: Put) -> None:
    right = plan_work.fitted
    put(plan_work, "fitted", lambda pace, able, *rest: right(pace, [attrs.evolve(e, goals=()) for e in able], *rest))


def a_session_is_of_as_much_as_can_be(put: Put) -> None:
    put(plan_work, "usual_minutes", lambda work: work.technique.minutes.least)


def advice_brings_what_a_rule_forbids(put: Put) -> None:
    put(plan_traits, "is_ruled_out", lambda *_: False)
