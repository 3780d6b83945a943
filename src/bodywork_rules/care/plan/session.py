"""From an answer and the minutes available to one session, within every limit of the answer."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

import attrs

from bodywork_rules.care.plan.advice import advice_for, client_of
from bodywork_rules.care.plan.course import course_of, pace_of, review_is_due
from bodywork_rules.care.plan.work import caps_of, fitted, in_order, least_minutes, work_of
from bodywork_rules.care.practitioner import within_scope
from bodywork_rules.engine.reference.truth import Client
from bodywork_rules.errors import InvalidPlan, InvalidValue, Problem, near
from bodywork_rules.model import (
    Assessment,
    Beyond,
    Judgement,
    Moment,
    Pace,
    Referral,
    SessionPlan,
    TechniqueId,
    Timing,
    Work,
    parse,
)
from bodywork_rules.model.limits import MOST_MINUTES
from bodywork_rules.model.practitioner import Practitioner
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["in_the_way", "plan_session"]

IN_A_SESSION = (Moment.OPENING, Moment.TEST, Moment.CHECK_IN, Moment.HOME, Moment.AFTERCARE)


class Wanted(NamedTuple):
    """What is asked of a plan besides the answer it rests on."""

    minutes: int
    on: date
    session: int
    reviewed: int
    lighter: int


class Choice(NamedTuple):
    """What of the recommended there is to choose from, and why the rest is not."""

    among: tuple[Judgement, ...] = ()
    beyond: tuple[Beyond, ...] = ()
    not_among: tuple[TechniqueId, ...] = ()


def plan_session(
    rulebook: Rulebook,
    assessment: Assessment,
    minutes: int,
    *,
    on: str | date,
    session: int = 1,
    reviewed: int = 0,
    lighter: int = 0,
    among: Iterable[str] | None = None,
    practitioner: Practitioner | None = None,
) -> SessionPlan:
    """One session, from an answer and the minutes available.

    What is planned are recommended techniques that are ready, best first as far as there is time; their order is from
    light to firm and from general to specific. A first session is lighter. Nothing is planned while the answer is not
    settled, a same-day or emergency referral stands, or a review is due: such a plan is not ``ready``, has no work, and
    says what stands in the way.

    Args:
        rulebook: the rulebook by which the answer was given.
        assessment: the answer.
        minutes: of the whole session, 1 to 240.
        on: the day of the session; the answer must hold on it.
        session: which session of the course it is, from 1.
        reviewed: after which session the last review was; 0 for none.
        lighter: by how many levels of pressure it must stay below what is allowed, as after a session that was too
            strong; 0 for none. What cannot be done so lightly is left out.
        among: the ids of the techniques to choose from; nothing for all.
        practitioner: who does the work; what is recommended and beyond is named in the plan. Nothing for anybody.

    Raises:
        InvalidPlan: the minutes are fewer than the least, which it names; the answer does not hold on that day or is
            another rulebook's; a technique is unknown; a number is out of its range; or the rulebook does not say how
            a session goes. It holds every problem.
        InvalidRecord: the practitioner has or leaves out what the rulebook does not know.
        InvalidValue: the rulebook, the answer or the practitioner is something else, or ``among`` is no list.

    >>> from datetime import date
    >>> from bodywork_rules import EVERYTHING, ClientProfile, Evaluator, Goal, load_rulebook
    >>> from bodywork_rules.care import plan_session
    >>> rulebook, day = load_rulebook(), date(2026, 11, 23)
    >>> client = ClientProfile(taken=day, age=40, goals=[Goal("relaxation")], answered=[EVERYTHING])
    >>> plan = plan_session(rulebook, Evaluator(rulebook).evaluate(client, on=day), 60, on=day)
    >>> plan.ready, plan.planned_minutes <= 60
    (True, True)
    """
    techniques = None if among is None else parse.items(among)
    client, found = client_of(rulebook, assessment)
    asked, wrong = _asked(minutes, on, session, reviewed, lighter)
    found += [*wrong, *_misfits(rulebook, assessment, asked, techniques)]
    paces = pace_of(client)
    if paces is None:
        found.append(Problem(where="rulebook > pace", what="none is for everyone, so nothing says how a session goes"))
    if found or asked is None or paces is None:
        raise InvalidPlan(found)
    choice = _choice(rulebook, assessment, techniques, practitioner)
    return _planned(client, assessment, paces, asked, choice)


def _choice(
    rulebook: Rulebook, assessment: Assessment, techniques: tuple[str, ...] | None, practitioner: Practitioner | None
) -> Choice:
    """What of the recommended there is to choose from."""
    ranked = assessment.recommendations
    among = [each for each in ranked if techniques is None or each.technique.id in techniques]
    ids = {each.technique.id for each in among}
    not_among = tuple(each.technique.id for each in ranked if each.technique.id not in ids)
    hand_on = () if practitioner is None else within_scope(rulebook, assessment, practitioner).to_hand_on
    beyond = {each.technique.id: each for each in hand_on if each.technique.id in ids}
    return Choice(
        among=tuple(each for each in among if each.technique.id not in beyond),
        beyond=tuple(beyond.values()),
        not_among=not_among,
    )


def _planned(
    client: Client, assessment: Assessment, paces: tuple[Pace, tuple[str, ...]], asked: Wanted, choice: Choice
) -> SessionPlan:
    """The session, of what fits together."""
    rulebook, (pace, ids) = client.rulebook, paces
    course = course_of(client, pace, asked.reviewed)
    due = review_is_due(pace, course, asked.session, asked.reviewed)
    chosen = Choice() if due or in_the_way(assessment) else choice
    able = _able(client, chosen.among, pace, asked)
    caps: dict[str, dict[str, int]] = {
        each.technique.id: caps_of(assessment.judgements[each.technique.id]) for each in able
    }
    work, home = _parted(client, pace, asked, able, caps)
    timing = _timing(pace, ids, asked.minutes - sum(each.minutes for each in work))
    body = rulebook.body
    done = [(each.technique, body.union(each.sites)) for each in work]
    return SessionPlan(
        on=asked.on,
        session=asked.session,
        minutes=asked.minutes,
        digest=rulebook.digest,
        timing=timing,
        work=work,
        home=home,
        advice=advice_for(client, assessment, done, IN_A_SESSION) if work else (),
        signs=tuple(rulebook.signs),
        course=course,
        questions=() if assessment.settled else assessment.questions,
        referrals=assessment.referrals,
        clearances=assessment.clearances,
        unmapped=assessment.profile.unmapped,
        undated=assessment.undated,
        beyond=chosen.beyond,
        not_among=chosen.not_among,
        review_first=due,
    )


def in_the_way(assessment: Assessment) -> bool:
    """Whether nothing may be planned: the history has no date, the answer is not settled, or a doctor comes first.

    Args:
        assessment: the answer.
    """
    urgent = any(each.referral >= Referral.SAME_DAY for each in assessment.referrals)
    return urgent or assessment.undated or not assessment.settled


def _asked(
    minutes: int, on: str | date, session: int, reviewed: int, lighter: int
) -> tuple[Wanted | None, list[Problem]]:
    """What is asked, as far as each part is of its form, and what is wrong with it."""
    found: list[Problem] = []
    bounds = (
        ("minutes", minutes, 1, MOST_MINUTES),
        ("session", session, 1, 10_000),
        ("reviewed", reviewed, 0, 10_000),
        ("lighter", lighter, 0, 5),
    )
    for name, number, least, most in bounds:
        try:
            parse.within(name, least, most)(None, None, parse.whole(number))
        except InvalidValue as error:
            found.append(attrs.evolve(error.as_problem(), where=name))
    if not found and reviewed >= session:
        what = f"a review after a session that comes before session {session} only:"
        found.append(Problem(where="reviewed", what=what, value=str(reviewed)))
    try:
        day = parse.day(on)
    except InvalidValue as error:
        return None, [*found, attrs.evolve(error.as_problem(), where="on")]
    return Wanted(minutes, day, session, reviewed, lighter), found


def _misfits(
    rulebook: Rulebook, assessment: Assessment, asked: Wanted | None, among: tuple[str, ...] | None
) -> Iterator[Problem]:
    """What does not fit the answer: a day on which it does not hold, a technique that is not there."""
    first, until = assessment.provenance.on, assessment.valid_until
    if asked is not None and (asked.on < first or (until is not None and asked.on >= until)):
        held = f"from {first}" if until is None else f"from {first} and until {until} comes"
        what = f"the assessment holds {held}, not on"
        yield Problem(where="on", what=what, value=str(asked.on), hint="assess the client for that day")
    for id in among or ():
        if id not in rulebook.techniques.ids:
            value = parse.shown(id)
            yield Problem(
                where="among", what="unknown technique", value=value, hint=near(value, rulebook.techniques.ids)
            )


def _able(client: Client, among: Iterable[Judgement], pace: Pace, asked: Wanted) -> tuple[Work, ...]:
    """What may be done, best first, each at its least minutes; of a settled answer all that is recommended is ready."""
    at_first = pace.lighter_at_first or 0 if asked.session == 1 else 0
    found = [work_of(client, judgement, lighter=asked.lighter, at_first=at_first) for judgement in among]
    return tuple(work for work in found if work is not None)


def _parted(
    client: Client, pace: Pace, asked: Wanted, able: tuple[Work, ...], caps: Mapping[str, Mapping[str, int]]
) -> tuple[tuple[Work, ...], tuple[Work, ...]]:
    """What is done in the session, in order, and what the client does at home.

    Raises:
        InvalidPlan: there is too little time for any of it.
    """
    home = tuple(each for each in able if each.technique.family in pace.at_home)
    hands_on = [each for each in able if each not in home]
    if not hands_on:
        return (), home
    least = least_minutes(pace, hands_on)
    if asked.minutes < least:
        what = "too few minutes for a session with anything that may be done:"
        hint = f"the least is {least} minutes"
        raise InvalidPlan([Problem(where="minutes", what=what, value=str(asked.minutes), hint=hint)])
    return in_order(client, fitted(pace, hands_on, caps, asked.minutes)), home


def _timing(pace: Pace, ids: tuple[str, ...], left: int) -> Timing:
    """The parts around the work, stretched into the minutes that are left as far as each may be."""
    parts: dict[str, int] = {}
    ranges = {"opening": pace.opening, "test": pace.test, "close": pace.close, "retest": pace.retest}
    left -= sum(part.least for part in ranges.values() if part is not None)
    for name, part in ranges.items():
        if part is not None:
            more = max(0, min(left, part.most - part.least))
            parts[name] = part.least + more
            left -= more
    return Timing(
        **parts,
        pain_aim=pace.pain_aim or 0,
        lighten_at=pace.lighten_at or 0,
        leave_at=pace.leave_at or 0,
        refer_at=pace.refer_at or 0,
        paces=ids,
    )
