"""Deliberate faults of letters to clinicians and of the way back of their replies."""

from datetime import timedelta

import attrs

from bodywork_rules.care import naming
from bodywork_rules.care.letter import letters as letter
from bodywork_rules.care.letter import reply as letter_reply
from bodywork_rules.insight import markdown
from bodywork_rules.model import Answer
from bodywork_rules.report import html
from laws.faults import Put


def a_reply_names_no_finding(put: Put) -> None:
    right = letter_reply._record
    put(letter_reply, "_record", lambda *given: attrs.evolve(right(*given), findings=()))


def a_no_is_promised_what_a_yes_brings(put: Put) -> None:
    right = letter._answered
    put(letter, "_answered", lambda evaluator, answer, _, about: right(evaluator, answer, Answer.GRANTED, about))


def a_reply_is_dated_long_ago(put: Put) -> None:
    right = letter_reply._record
    put(
        letter_reply,
        "_record",
        lambda *given: attrs.evolve(record := right(*given), on=record.on - timedelta(days=10_000), findings=()),
    )


def what_gets_an_id_is_present(put: Put) -> None:
    right = naming.named

    def wrong(rulebook, profile, findings, *besides):
        wanted = list(findings)
        after, ids = right(rulebook, profile, wanted, *besides)
        told = {id for each in wanted for id in ids[each]}
        present = [
            attrs.evolve(each, status="present", end=None) if each.id in told else each for each in after.findings
        ]
        return attrs.evolve(after, findings=present), ids

    put(naming, "named", wrong)


def a_reply_from_before_the_letter_is_taken(put: Put) -> None:
    checks = tuple(each for each in letter_reply.OF_REPLIES if each is not letter_reply._of_days)
    put(letter_reply, "OF_REPLIES", checks)


def what_is_on_record_is_not_looked_at(put: Put) -> None:
    put(letter_reply, "_on_record", lambda *_: ())


def dates_are_compared_as_they_were_written(put: Put) -> None:
    put(naming, "_nameless", lambda finding, _: attrs.evolve(finding, id=None))


def text_is_not_escaped(put: Put) -> None:
    put(markdown, "escaped", lambda text: text)


def html_is_not_escaped(put: Put) -> None:
    made = html._environment().overlay(autoescape=False)
    put(html, "_environment", lambda: made)


def what_came_up_since_a_letter_is_not_looked_at(put: Put) -> None:
    put(letter_reply, "_of_what_came_up", lambda *_: ())
