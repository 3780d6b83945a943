"""Deliberate faults of the body chart."""

from bodywork_rules.report.chart import chart, marks
from laws.faults import Put


def a_chart_shows_the_mildest_only(put: Put) -> None:
    put(marks, "_mark", lambda verdicts: marks.MARKS[min(verdicts)] if verdicts else marks.Mark.OUT)


def a_chart_shows_clearance_as_care(put: Put) -> None:
    right = marks._mark

    def wrong(verdicts):
        mark = right(verdicts)
        return marks.Mark.CARE if mark is marks.Mark.ASK else mark

    put(marks, "_mark", wrong)


def a_chart_leaves_out_what_was_declined(put: Put) -> None:
    right = marks.acting
    put(marks, "acting", lambda one: tuple(each for each in right(one) if hasattr(each, "rule")))


def a_chart_leaves_out_what_is_not_drawn(put: Put) -> None:
    put(chart, "places_listed", lambda *_: None)


def a_chart_aims_where_it_keeps_off(put: Put) -> None:
    put(chart, "aimed_at", lambda _, points: points)


def a_chart_asks_only_what_it_draws(put: Put) -> None:
    def wrong(wording, assessment, judgements):
        settled = all(judgement.settled for judgement in judgements)
        return wording.say("chart-settled" if settled else "chart-provisional")

    put(chart, "_state", wrong)


def a_chart_forgets_its_patterns(put: Put) -> None:
    put(chart, "patterns", lambda *_: None)


def a_chart_works_elsewhere_what_is_not_to_be_done(put: Put) -> None:
    put(marks, "verdict_at", lambda _, at: at.verdict)


def a_chart_counts_its_reasons_anew(put: Put) -> None:
    right = chart.reasons_listed

    def wrong(column, marks, _, *given):
        rules = dict.fromkeys(rule for reason in marks.reasons for rule in reason.rules)
        right(column, marks, {rule: number for number, rule in enumerate(rules, 1)}, *given)

    put(chart, "reasons_listed", wrong)
