"""Deliberate faults of the intake: what it leaves unasked, and what it takes for told."""

import attrs

from bodywork_rules.care import visits
from bodywork_rules.care.intake import answer as intake_answer
from bodywork_rules.care.intake import next as intake_next
from bodywork_rules.care.intake import standing as intake_standing
from bodywork_rules.model import Detail
from bodywork_rules.model.intake import Asks, Said
from laws.faults import Put


def a_detail_is_never_asked(put: Put) -> None:
    right = intake_next._of_detail
    put(intake_next, "_of_detail", lambda *given: right(*given) if given[2] is Detail.STATUS else iter(()))


def the_kind_of_what_is_opened_is_not_asked(put: Put) -> None:
    right = intake_standing.Standing._left_above

    def wrong(self, condition):
        return frozenset(each for each in right(self, condition) if each not in self.interview.opened)

    put(intake_standing.Standing, "_left_above", wrong)


def what_nobody_told_of_is_not_asked(put: Put) -> None:
    put(intake_next, "_of_condition", lambda *_: iter(()))


def a_yes_is_all_there_is(put: Put) -> None:
    right = intake_answer._after

    def wrong(standing, question, reply):
        found = right(standing, question, reply)
        if question.asks is not Asks.CONDITION or reply.said is not Said.YES:
            return found
        told = attrs.evolve(found.told, answered=(*found.told.answered, question.condition))
        return attrs.evolve(found, told=told)

    put(intake_answer, "_after", wrong)


def a_question_is_put_again(put: Put) -> None:
    put(intake_standing.Standing, "is_put", lambda *_: False)


def what_stands_alone_is_on_no_page(put: Put) -> None:
    right = intake_next.next_questions

    def wrong(*given):
        return tuple(each for each in right(*given) if each.asks is Asks.CONDITION)

    put(intake_next, "next_questions", wrong)


def every_no_is_renewed(put: Put) -> None:
    put(visits, "_holds", lambda *_: True)


def dates_move_with_the_visit(put: Put) -> None:
    put(visits, "as_told", lambda finding, _: finding)


def a_no_to_which_takes_the_yes_away(put: Put) -> None:
    right = intake_answer._after

    def wrong(standing, question, reply):
        after = right(standing, question, reply)
        if reply.said is not Said.NO:
            return after
        return attrs.evolve(after, opened=[each for each in after.opened if each != question.condition])

    put(intake_answer, "contradictions", lambda *_: iter(()))
    put(intake_answer, "_after", wrong)


def what_is_none_of_the_kinds_says_enough(put: Put) -> None:
    put(intake_answer, "_with_its_name", lambda _, after, *__: after)
    put(intake_answer, "_with_stand_ins", lambda standing: standing.interview.told)


def what_was_under_control_is_so_still(put: Put) -> None:
    put(visits, "_anew", lambda finding, *_: finding)


def a_yes_outlives_what_gets_worse(put: Put) -> None:
    put(intake_answer, "without_outlived", lambda _, after, *__: after)
