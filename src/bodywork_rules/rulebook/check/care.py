"""Whether what a rulebook says around a session can be meant: advice, schedules, paces and signs."""

from collections.abc import Iterator

from bodywork_rules.errors import Problem
from bodywork_rules.model import Advice, Basis, Pace, Schedule, Sign
from bodywork_rules.model.half import judged
from bodywork_rules.rulebook.check.graphs import DEEPEST
from bodywork_rules.rulebook.check.known import Known
from bodywork_rules.rulebook.check.predicates import Place, check_predicate, too_deep

__all__ = ["check_care"]

Care = Advice | Schedule | Pace | Sign


def check_care(known: Known) -> Iterator[Problem]:
    """What is wrong with the advice, the schedules, the paces and the signs."""
    parts = known.parts
    for kind, things, checks in (
        ("advice", parts.advices, (_advice_names, _asked, _certainty, _basis)),
        ("schedule", parts.schedules, (_schedule_names, _basis)),
        ("pace", parts.paces, (_pace_names, _asked, _basis)),
        ("sign", parts.signs, (_sources, _basis)),
    ):
        for thing in things:
            yield from judged(checks, known, f"{kind} {thing.id}", thing)
    yield from _schedules_again(known)


def _sources(known: Known, at: str, thing: Care) -> Iterator[Problem]:
    """A problem for each source that is not there."""
    yield from known.unknown(f"{at} > sources", "sources", *thing.sources)


def _advice_names(known: Known, at: str, advice: Advice) -> Iterator[Problem]:
    """A problem for each id that names nothing, and each place that is none."""
    yield from _sources(known, at, advice)
    yield from known.unknown(f"{at} > technique", "techniques", advice.technique)
    yield from known.unknown(f"{at} > traits", "traits", *advice.traits)
    yield from known.unknown(f"{at} > to > traits_any", "traits", *advice.to.traits_any)
    yield from known.unknown(f"{at} > to > families", "families", *advice.to.families)
    yield from known.unknown(f"{at} > to > techniques", "techniques", *advice.to.techniques)
    yield from known.misplaced(f"{at} > regions", advice.regions)


def _schedule_names(known: Known, at: str, schedule: Schedule) -> Iterator[Problem]:
    """A problem for each id that names nothing."""
    yield from _sources(known, at, schedule)
    yield from known.unknown(f"{at} > complaint", "conditions", schedule.complaint)


def _pace_names(known: Known, at: str, pace: Pace) -> Iterator[Problem]:
    """A problem for each id that names nothing."""
    yield from _sources(known, at, pace)
    yield from known.unknown(f"{at} > at_home", "families", *pace.at_home)


def _asked(known: Known, at: str, thing: Advice | Pace) -> Iterator[Problem]:
    """What is wrong with what is asked of a client."""
    for name in ("when", "unless"):
        asked = getattr(thing, name, None)
        if too_deep(asked):
            yield Problem(where=f"{at} > {name}", what=f"predicates within predicates, more than {DEEPEST} levels deep")
        elif asked is not None:
            yield from check_predicate(Place(known, None, f"{at} > {name}"), asked)


def _certainty(_: Known, at: str, advice: Advice) -> Iterator[Problem]:
    """A problem where something is graded of which nothing is said, or that no source says."""
    if advice.certainty is not None and not (advice.evidence and advice.sources):
        what = "a certainty without `evidence` and `sources` that it is of"
        yield Problem(where=f"{at} > certainty", what=what, hint="leave it out of what nobody graded")


def _basis(_: Known, at: str, thing: Care) -> Iterator[Problem]:
    """A problem where a source is said to stand behind something, and none is named."""
    if thing.basis is not Basis.UNSOURCED and not thing.sources:
        what = f"`{thing.basis.value}` without a source"
        yield Problem(where=f"{at} > basis", what=what, hint="name the source, or write `unsourced`")


def _schedules_again(known: Known) -> Iterator[Problem]:
    """A problem for each schedule of a complaint and stage that has one."""
    first: dict[object, str] = {}
    for schedule in known.parts.schedules:
        yield from judged((_schedule_again,), first, f"schedule {schedule.id}", schedule)


def _schedule_again(first: dict[object, str], at: str, schedule: Schedule) -> Iterator[Problem]:
    """A problem where an earlier schedule is for the same; noted for those that follow."""
    before = first.setdefault((schedule.complaint, schedule.stage), schedule.id)
    if before != schedule.id:
        yield Problem(where=at, what="a second schedule for one complaint and stage:", value=before)
