"""Problems of a profile that names what the rulebook has not, or a place where a condition cannot be."""

from collections.abc import Iterable, Iterator
from datetime import date

from bodywork_rules.engine.facts import taken_on
from bodywork_rules.errors import Problem, near
from bodywork_rules.model import Catalogue, ClientProfile, PartialDate, Site
from bodywork_rules.model.dates import When, span_of
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["Found", "begins", "known", "known_condition", "misplaced", "one_of", "one_sided"]

Found = Iterator[Problem]


def known(things: Catalogue[object], kind: str, id: str, where: str) -> Found:
    """A thing that is none, with a near one."""
    if things.get(id) is None:
        yield Problem(where=where, what=f"unknown {kind}", value=id, hint=near(id, things.ids))


def known_condition(rulebook: Rulebook, id: str, where: str) -> Found:
    """A condition that is none; what its everyday words, a code or a misspelt name may mean is told."""
    if rulebook.conditions.get(id) is None:
        may_be = rulebook.find(id, of_drugs=where.startswith("medications["))
        meant = [each.id for each in may_be if each.kind == "condition"]
        hint = f"did you mean `{meant[0]}`?" if meant else near(id, rulebook.conditions.ids)
        yield Problem(where=where, what="unknown condition", value=id, hint=hint)


def misplaced(rulebook: Rulebook, sites: Iterable[Site], where: str, condition: str | None = None) -> Found:
    """Sites that are not on the body, or at which a condition cannot be."""
    body = rulebook.body
    for site in sites:
        if problem := body.problem_of(site):
            hint = near(site.region, body.by_id) if problem == "unknown region" else f"write `{site.region}`"
            yield Problem(where=where, what=problem, value=str(site), hint=hint)
        elif condition is not None and rulebook.conditions.get(condition) is not None:
            anywhere = rulebook.can_be(rulebook.conditions[condition].id)
            if body.mask(site) & ~anywhere:
                can_be = ", ".join(map(str, body.sites(anywhere)[:5]))
                yield Problem(
                    where=where, what="a site where it cannot be:", value=str(site), hint=f"it is in {can_be}"
                )


def begins(when: When, profile: ClientProfile, on: date) -> date:
    """The first day that a date can be."""
    return when.earliest if isinstance(when, PartialDate) else span_of(when, taken_on(profile, on))[0]


def one_of(ids: Iterable[str]) -> str:
    """Ids of which one is meant, for a hint."""
    return " or ".join(f"`{id}`" for id in ids)


def one_sided(rulebook: Rulebook, condition: str, sites: Iterable[Site], where: str) -> Found:
    """Places that are all on one side, of a condition that is on both."""
    body, of = rulebook.body, rulebook.conditions.get(condition)
    above = rulebook.broader_of(of.id) if of is not None else ()
    instead = sorted({other for each in above if (other := rulebook.conditions[each].one_side_is) is not None})
    if of is None or not instead:
        return
    told = [site for site in sites if not body.problem_of(site)]
    points = body.union(told)
    sides = {point.side for bit, point in enumerate(body.points) if points >> bit & 1} - {None}
    if len(sides) == 1:
        what = f"on one side only, which `{of.id}` is not:"
        hint = f"report {one_of(instead)}, as suspected if nobody has diagnosed it; correct this only if it was a slip"
        yield Problem(where=where, what=what, value=", ".join(map(str, told)), hint=hint)
