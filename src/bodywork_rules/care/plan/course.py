"""How often and for how long, after which sessions to review, and how a session goes for this client."""

from collections.abc import Iterator

from bodywork_rules.care.plan.advice import may_hold
from bodywork_rules.engine.reference.truth import Client
from bodywork_rules.model import CourseOfCare, Goal, Pace, Range, Schedule, Status

__all__ = ["course_of", "pace_of", "review_is_due", "reviews"]


def pace_of(client: Client) -> tuple[Pace, tuple[str, ...]] | None:
    """The most cautious of all paces that may be for a client, and their ids; nothing when none is for everyone.

    Args:
        client: the client.
    """
    paces = [pace for pace in client.rulebook.paces if may_hold(client, pace.when)]
    if all(pace.when is not None for pace in paces):
        return None

    def numbers(name: str) -> list[int]:
        return [number for pace in paces if (number := getattr(pace, name)) is not None]

    def longest(name: str) -> Range:
        ranges: list[Range] = [part for pace in paces if (part := getattr(pace, name)) is not None]
        return Range(max(part.least for part in ranges), max(part.most for part in ranges))

    refer_at = min(numbers("refer_at"))
    leave_at = min(refer_at, *numbers("leave_at"))
    lighten_at = min(leave_at, *numbers("lighten_at"))
    merged = Pace(
        id=paces[0].id,
        name=paces[0].name,
        opening=longest("opening"),
        test=longest("test"),
        retest=longest("retest"),
        close=longest("close"),
        pain_aim=min(lighten_at, *numbers("pain_aim")),
        lighten_at=lighten_at,
        leave_at=leave_at,
        refer_at=refer_at,
        lighter_at_first=max(numbers("lighter_at_first")),
        first_review=min(numbers("first_review")),
        review_every=min(numbers("review_every")),
        at_home=[family for pace in paces for family in pace.at_home],
        basis=paces[0].basis,
    )
    return merged, tuple(pace.id for pace in paces)


def reviews(pace: Pace, sessions: int, reviewed: int) -> tuple[int, ...]:
    """After which sessions there is a review: never more than the pace allows apart, and after the last.

    Args:
        pace: for everyone, so that it says all numbers.
        sessions: how many sessions there are.
        reviewed: after which session the last review was; 0 for none.
    """
    if sessions <= reviewed:
        return ()
    found, at = list[int](), _next_review(pace, reviewed)
    while at < sessions:
        found.append(at)
        at = _next_review(pace, at)
    return (*found, sessions)


def _next_review(pace: Pace, reviewed: int) -> int:
    """After which session the next review is at the latest."""
    every = pace.review_every or 1
    return reviewed + (every if reviewed else min(every, pace.first_review or 1))


def review_is_due(pace: Pace, course: CourseOfCare | None, session: int, reviewed: int) -> bool:
    """Whether a review comes before this session.

    Args:
        pace: for everyone, so that it says all numbers.
        course: the course, if there is one.
        session: the session, from 1.
        reviewed: after which session the last review was; 0 for none.
    """
    over = course is not None and reviewed < course.sessions < session
    return over or session > _next_review(pace, reviewed)


def course_of(client: Client, pace: Pace, reviewed: int) -> CourseOfCare | None:
    """The course for the most important goal that the rulebook has a schedule for.

    Args:
        client: the client.
        pace: for everyone, so that it says all numbers.
        reviewed: after which session the last review was; 0 for none.
    """
    for goal in sorted(client.profile.goals, key=lambda goal: -goal.importance):
        nearest = max(_schedules(client, goal), key=lambda pair: pair[0], default=None)
        if nearest is not None:
            schedule = nearest[1]
            sessions = schedule.per_week.most * schedule.weeks.most
            return CourseOfCare(schedule=schedule, sessions=sessions, reviews=reviews(pace, sessions, reviewed))
    return None


def _schedules(client: Client, goal: Goal) -> Iterator[tuple[tuple[int, bool, str], Schedule]]:
    """The schedules for a goal, each with how near it is: of the narrowest complaint, and of the client's stage."""
    rulebook = client.rulebook
    stages = {finding.stage for finding in client.of_condition(goal.complaint) if finding.status is not Status.RESOLVED}
    for schedule in rulebook.schedules:
        if schedule.complaint in rulebook.broader_of(goal.complaint) and schedule.stage in {None, *stages}:
            depth = len(rulebook.broader_of(schedule.complaint))
            yield (depth, schedule.stage is not None, schedule.id), schedule
