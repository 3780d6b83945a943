"""The way back of a letter: a clinician's reply becomes answers on record."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import final

import attrs

from bodywork_rules.care.letter.letters import Letter, LetterQuestion, rests_on
from bodywork_rules.care.naming import named
from bodywork_rules.engine import Evaluator
from bodywork_rules.errors import InvalidReply, Problem, near
from bodywork_rules.model import (
    Answer,
    ClearanceId,
    ClearanceRecord,
    ClientProfile,
    Contraindication,
    Finding,
    FindingId,
    Limits,
    Measured,
    Measurement,
    parse,
)
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.dates import span_of
from bodywork_rules.model.limits import NO_LIMITS, limits
from bodywork_rules.model.predicates import leaves

__all__ = ["ClinicianReply", "record_reply"]

Found = Iterator[Problem]
Ids = dict[Finding, tuple[FindingId, ...]]


def _answer(value: "str | Answer") -> Answer:
    return parse.member(Answer, value)


@final
@attrs.frozen(kw_only=True)
class ClinicianReply(Closed):
    """What a clinician answered to one question of a letter.

    Attributes:
        clearance: the id of the clearance asked for.
        answer: granted or refused.
        on: the day of the answer.
        expires: the first day on which it is no longer in force; nothing for the clearance's own time.
        limits: what was written on a yes.

    Raises:
        InvalidValue: a value is not of its form.

    >>> ClinicianReply(clearance="bone-ok", answer="granted", on="2026-11-30").answer.name
    'GRANTED'
    """

    clearance: ClearanceId = attrs.field(converter=parse.ident)
    answer: Answer = attrs.field(converter=_answer)
    on: date = attrs.field(converter=parse.day)
    expires: date | None = attrs.field(default=None, converter=parse.day_or_none)
    limits: Limits = attrs.field(default=NO_LIMITS, converter=limits)


def record_reply(
    evaluator: Evaluator, profile: ClientProfile, letter: Letter, replies: Iterable[ClinicianReply], on: date
) -> ClientProfile:
    """A profile with a clinician's replies on record, each for the findings that the letter told of.

    A finding that came up since then is not named, so that a yes does not reach it. Where the rules of the question
    rest on it besides, or on a value measured since then, the clinician was asked about less than there is now: a yes
    is refused.

    Args:
        evaluator: the rulebook, made ready.
        profile: the client as known today; the findings of the letter are in it unchanged, but for their ids, also
            after a later visit.
        letter: the letter that was answered.
        replies: the answers, one for each question that was answered.
        on: today.

    Returns:
        A new profile, in which every finding that a reply is about has an id; what goals imply is written down where a
        reply is about it.

    Raises:
        InvalidReply: the replies cannot be recorded; it holds every problem.
        InvalidValue: it is no profile or no letter, or what is given as replies is none.

    >>> from bodywork_rules import load_rulebook
    >>> from bodywork_rules.care import letters
    >>> evaluator, today = Evaluator(load_rulebook()), date(2026, 11, 23)
    >>> client = ClientProfile(findings=["hypertension"], goals=["relaxation"])
    >>> (letter,) = letters(evaluator, evaluator.evaluate(client, on=today))
    >>> yes = ClinicianReply(clearance="blood-pressure-controlled", answer="granted", on=today)
    >>> record_reply(evaluator, client, letter, [yes], on=today).clearances[0].findings
    ('hypertension',)
    """
    parse.only(ClientProfile, profile)
    parse.only(Letter, letter)
    given = tuple(parse.only(ClinicianReply, each) for each in parse.items(replies))
    if isinstance(on, datetime) or not isinstance(on, date):
        raise InvalidReply([Problem(where="on", what="a date is expected, not", value=parse.shown(repr(on)))])
    asked = {each.clearance.id: each for each in letter.questions}
    about = (each for reply in given if reply.clearance in asked for each in asked[reply.clearance].findings)
    with_ids, ids = named(evaluator.rulebook, profile, about, letter.taken)
    found = [each for check in OF_REPLIES for each in check(evaluator, letter, given, on, ids)]
    recorded = [(place, reply) for place, reply in enumerate(given) if _can_be_a_record(reply, asked, ids)]
    records = [_record(reply, asked[reply.clearance], ids) for _, reply in recorded]
    after = attrs.evolve(with_ids, clearances=(*profile.clearances, *records))
    places = {f"clearances[{len(profile.clearances) + at}]": place for at, (place, _) in enumerate(recorded)}
    found += _of_records(evaluator, after, on, places)
    found += [each for at, reply in recorded for each in _of_what_came_up(evaluator, with_ids, letter, reply, at, ids)]
    found += _on_record(profile.clearances, dict(zip(places.values(), records, strict=True)))
    if found:
        raise InvalidReply(sorted(dict.fromkeys(found), key=lambda each: each.where))
    return after


def _can_be_a_record(reply: ClinicianReply, asked: Mapping[ClearanceId, LetterQuestion], ids: Ids) -> bool:
    """Whether a reply is to a question of the letter, about findings that are there, and no refusal with limits."""
    return (
        reply.clearance in asked
        and all(ids[each] for each in asked[reply.clearance].findings)
        and not (reply.answer is Answer.REFUSED and reply.limits.any)
    )


def _record(reply: ClinicianReply, question: LetterQuestion, ids: Ids) -> ClearanceRecord:
    return ClearanceRecord(
        clearance=reply.clearance,
        findings=[id for each in question.findings for id in ids[each]],
        answer=reply.answer,
        on=reply.on,
        expires=reply.expires,
        limits=reply.limits,
    )


def _on_record(before: Iterable[ClearanceRecord], records: Mapping[int, ClearanceRecord]) -> Found:
    """Replies about findings of which the same was answered on the same day already."""
    there = {(each.clearance, each.on, each.findings) for each in before if each.findings}
    for place, record in records.items():
        if (record.clearance, record.on, record.findings) in there:
            what = "an answer of that day is on record already:"
            yield Problem(where=f"replies[{place}].clearance", what=what, value=record.clearance)


def _of_records(evaluator: Evaluator, after: ClientProfile, on: date, places: Mapping[str, int]) -> Found:
    """What the rulebook has against the records, told of the replies that they come from."""
    for problem in evaluator.check(after, on):
        record, _, rest = problem.where.partition(".")
        if record in places and not (rest == "on" and problem.what.startswith("after")):
            yield attrs.evolve(problem, where=f"replies[{places[record]}].{rest}")


def _of_the_letter(evaluator: Evaluator, letter: Letter, given: Sequence[ClinicianReply], _: date, __: Ids) -> Found:
    """Replies to what was not asked, or asks for something else by now."""
    asked = {each.clearance.id: each.clearance for each in letter.questions}
    for place, reply in enumerate(given):
        where = f"replies[{place}].clearance"
        if reply.clearance not in asked:
            hint = near(reply.clearance, asked)
            yield Problem(
                where=where, what="a clearance that the letter does not ask for:", value=reply.clearance, hint=hint
            )
        elif evaluator.rulebook.clearances.get(reply.clearance) != asked[reply.clearance]:
            what = "a clearance of which the rulebook says something else than the letter did:"
            yield Problem(where=where, what=what, value=reply.clearance, hint="write a new letter")
        if reply.clearance in {each.clearance for each in given[:place]}:
            yield Problem(where=where, what="a second answer to one question:", value=reply.clearance)


def _of_days(_: Evaluator, letter: Letter, given: Sequence[ClinicianReply], on: date, __: Ids) -> Found:
    """Replies before the letter or after today, and those that expire before they begin."""
    if letter.on > on:
        yield Problem(where="letter", what=f"written after {on}:", value=str(letter.on))
    for place, reply in enumerate(given):
        where = f"replies[{place}]"
        if reply.on < letter.on:
            yield Problem(where=f"{where}.on", what=f"before the letter of {letter.on}:", value=str(reply.on))
        if reply.on > on:
            yield Problem(where=f"{where}.on", what=f"after {on}:", value=str(reply.on))
        if reply.expires is not None and reply.expires <= reply.on:
            what = f"no later than the answer of {reply.on}:"
            yield Problem(where=f"{where}.expires", what=what, value=str(reply.expires))


def _of_limits(_: Evaluator, __: Letter, given: Sequence[ClinicianReply], ___: date, ____: Ids) -> Found:
    for place, reply in enumerate(given):
        if reply.answer is Answer.REFUSED and reply.limits.any:
            yield Problem(where=f"replies[{place}].limits", what="limits on a refusal; only a grant can have them")


def _of_findings(_: Evaluator, letter: Letter, given: Sequence[ClinicianReply], __: date, ids: Ids) -> Found:
    """Replies about what is no longer as the letter told it: the clinician was asked about something else."""
    asked = {each.clearance.id: each.findings for each in letter.questions}
    for place, reply in enumerate(given):
        for finding in asked.get(reply.clearance, ()):
            if not ids[finding]:
                what = "a finding that the letter told of and that is no longer there as it was:"
                hint = "write a new letter about it as it is now"
                yield Problem(where=f"replies[{place}]", what=what, value=finding.condition, hint=hint)


def _of_what_came_up(
    evaluator: Evaluator, profile: ClientProfile, letter: Letter, reply: ClinicianReply, place: int, ids: Ids
) -> Found:
    """What came up between the letter and a yes and what its rules rest on: the clinician was told nothing of it."""
    rules = [rule for rule in evaluator.rulebook.contraindications if rule.clearance == reply.clearance]
    (question,) = (each for each in letter.questions if each.clearance.id == reply.clearance)
    told = {id for finding in question.findings for id in ids[finding]}
    since = letter.taken or letter.on
    taken = profile.taken or since
    new: list[str] = [
        finding.condition
        for finding in rests_on(evaluator.rulebook, profile, rules)
        if finding.id not in told and any(since < day <= reply.on for day in _turns(finding, taken))
    ]
    new += [
        value.quantity
        for value in profile.measurements
        if value not in question.measurements and since < (value.on or profile.taken or reply.on) <= reply.on
        if evaluator.rulebook.quantities[value.quantity].days_per_unit is None and _speaks_against(rules, value)
    ]
    for each in sorted(set(new)) if reply.answer is Answer.GRANTED else ():
        what = "a yes to a letter that could not tell what came up since then:"
        hint = "write a new letter about it as it is now"
        yield Problem(where=f"replies[{place}]", what=what, value=each, hint=hint)


def _speaks_against(rules: Iterable[Contraindication], value: Measurement) -> bool:
    """Whether some rule asks for such a value so that it counts, or is not lifted by it."""
    return any(
        isinstance(leaf, Measured) and leaf.quantity == value.quantity and leaf.holds(value.value) is counts
        for rule in rules
        for test, counts in ((rule.when, True), (rule.unless, False))
        for leaf in leaves(test)
    )


def _turns(finding: Finding, taken: date) -> Iterator[date]:
    """The last days on which a finding can have begun, and ended."""
    for when in (finding.onset, finding.end):
        if when is not None:
            yield span_of(when, taken)[1]


OF_REPLIES = (_of_the_letter, _of_days, _of_limits, _of_findings)
