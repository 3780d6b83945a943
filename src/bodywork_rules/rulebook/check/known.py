"""What the checks look up: which ids there are, what is a kind of what, and where on the body a condition can be."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from functools import cached_property
from typing import final

import attrs

from bodywork_rules.errors import Problem, near
from bodywork_rules.model import Body, Condition, Region, Site
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.half import was_read
from bodywork_rules.rulebook.graph import closure, cycles
from bodywork_rules.rulebook.parts import KINDS, Parts

__all__ = ["Known", "can_be_of", "check_time"]

MOST_HINTS = 100
"""So many unknown ids get a suggestion: looking for near ones is slow, and nobody reads more."""

MOST_DAYS = 99_999
"""No time in a rulebook is longer, in days."""


def check_time(where: str, time: timedelta | None, *, holds: str = "") -> Iterator[Problem]:
    """A problem for a time that is too long, and for one in which nothing ever holds.

    Args:
        where: the path at which the time stands.
        time: the time; nothing is no mistake.
        holds: what holds for this time; empty when nothing does, so that it may be no time at all.
    """
    if time is not None and time.days > MOST_DAYS:
        yield Problem(where=where, what=f"longer than {MOST_DAYS} days:", value=f"{time.days} days")
    if holds and time == timedelta(0):
        yield Problem(where=where, what=f"a time in which no {holds} ever holds:", value="0 days")


def can_be_of(conditions: Iterable[Condition], broader: Mapping[str, Collection[str]], body: Body) -> dict[str, int]:
    """The points where each condition can be: where it or anything narrower says, anywhere if one says nothing.

    Args:
        conditions: all conditions.
        broader: each condition's broader ones, itself included.
        body: the body.
    """
    own: dict[str, int] = {each.id: body.union(each.regions) if each.regions else body.whole for each in conditions}
    found: dict[str, int] = dict.fromkeys(own, 0)
    for condition, mask in own.items():
        for each in broader[condition]:
            found[each] |= mask
    return found


@final
@attrs.frozen(eq=False)
class Known(Closed):
    """The things of a rulebook under check, as far as they can be relied on.

    Attributes:
        parts: the things.
        sound_regions: nothing is wrong with the regions, so that they make up a body.
    """

    parts: Parts
    sound_regions: bool = False
    _hints: dict[tuple[str, str], str] = attrs.field(factory=dict, init=False)

    @cached_property
    def ids(self) -> dict[str, dict[str, object]]:
        """Each collection's things by id."""
        return {collection: {thing.id: thing for thing in self.parts.of(collection)} for collection in KINDS}

    @cached_property
    def conditions(self) -> dict[str, Condition]:
        """The conditions by id."""
        return {condition.id: condition for condition in self.parts.conditions}

    @cached_property
    def regions(self) -> dict[str, Region]:
        """The regions by id."""
        return {region.id: region for region in self.parts.regions}

    @cached_property
    def steps(self) -> dict[str, tuple[str, ...]]:
        """Each condition's broader ones one step up, as far as they were read."""
        return {each.id: getattr(each, "broader", ()) for each in self.parts.conditions}

    @cached_property
    def circles(self) -> list[tuple[str, ...]]:
        """The circles in which conditions are broader than themselves."""
        return cycles(self.steps)

    @cached_property
    def upward(self) -> dict[str, tuple[str, ...]]:
        """The same without the steps that close a circle."""
        closing = {(circle[-1], circle[0]) for circle in self.circles}
        return {id: tuple(each for each in to if (id, each) not in closing) for id, to in self.steps.items()}

    @cached_property
    def broader(self) -> dict[str, frozenset[str]]:
        """Each condition's broader ones, itself included; a step that closes a circle is left out."""
        return closure(self.upward if self.circles else self.steps)

    @cached_property
    def adrift(self) -> frozenset[str]:
        """The conditions on a circle and all broader ones: what is narrower than these cannot be told."""
        return frozenset().union(*(self.broader[id] for circle in self.circles for id in circle))

    @cached_property
    def kindless(self) -> frozenset[str]:
        """The conditions of which nothing is a kind; empty when that cannot be told."""
        if not self.all_read("broader"):
            return frozenset()
        return frozenset(self.steps).difference(*self.steps.values())

    @cached_property
    def kinds(self) -> dict[str, tuple[Condition, ...]]:
        """Each condition with all that is narrower; empty when that, or how long they last, cannot be told."""
        if not self.all_read("broader", "lifelong", "onset_at_least"):
            return {}
        found: dict[str, list[Condition]] = {}
        for each in self.parts.conditions:
            for broader in self.broader[each.id]:
                found.setdefault(broader, []).append(each)
        return {id: tuple(those) for id, those in found.items() if id not in self.adrift}

    @cached_property
    def body(self) -> Body | None:
        """The body; nothing when something is wrong with its regions."""
        return Body(self.regions.values()) if self.sound_regions else None

    def all_read(self, *names: str) -> bool:
        """Whether there is no condition besides these, and these attributes of all of them could be read."""
        return not self.parts.lost and all(was_read(each, *names) for each in self.parts.conditions)

    @cached_property
    def can_be(self) -> dict[str, int]:
        """Where each condition can be, as far as that can be told: anywhere, where a region that it names is none."""
        if self.body is None or not self.all_read("broader", "regions"):
            return {}
        told = [
            attrs.evolve(each, regions=()) if any(map(self.body.problem_of, each.regions)) else each
            for each in self.conditions.values()
        ]
        places = can_be_of(told, self.broader, self.body)
        return {id: points for id, points in places.items() if id not in self.adrift}

    def unknown(self, where: str, collection: str, *ids: str | None) -> Iterator[Problem]:
        """A problem for each id that names nothing.

        Args:
            where: the path at which the ids stand.
            collection: the collection in which they should be.
            ids: the ids; nothing names nothing and is no mistake.
        """
        for id in ids:
            if id is None or id in self.ids[collection] or id in self.parts.unread:
                continue
            what = f"unknown {KINDS[collection][0]}"
            yield Problem(where=where, what=what, value=id, hint=self._near(collection, id))

    def _near(self, collection: str, id: str) -> str:
        if (collection, id) not in self._hints:
            hint = near(id, self.ids[collection]) if len(self._hints) < MOST_HINTS else ""
            self._hints[collection, id] = hint
        return self._hints[collection, id]

    def misplaced(self, where: str, sites: Iterable[Site]) -> Iterator[Problem]:
        """A problem for each site that is on no body: an unknown region, or a side of one that has none."""
        for site in sites:
            yield from self.unknown(where, "regions", site.region)
            region = self.regions.get(site.region)
            if region and was_read(region, "paired") and site.side and not region.paired:
                what = "a side of a region that has none"
                yield Problem(where=where, what=what, value=str(site), hint=f"write `{site.region}`")

    def elsewhere(self, where: str, condition: str, sites: Iterable[Site]) -> Iterator[Problem]:
        """A problem for each site at which a condition, of whatever kind, cannot be."""
        points = self.can_be.get(condition)
        if points is None or self.body is None:
            return
        for site in sites:
            if not self.body.problem_of(site) and not self.body.mask(site) & points:
                yield Problem(where=where, what=f"a site where `{condition}` cannot be:", value=str(site))
