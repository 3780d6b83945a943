"""What a judgement shows when it is read: sites grouped, limits, reasons, all taken from what was weighed."""

from bisect import insort
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import attrgetter
from typing import final

import attrs

from bodywork_rules.engine.assemble import strictest_first
from bodywork_rules.engine.compile.compiled import Compiled, RuleCode
from bodywork_rules.engine.compile.pack import AVOID_FIELD
from bodywork_rules.engine.judge.weigh import Weighed
from bodywork_rules.engine.kept import Kept
from bodywork_rules.engine.scope import has_part, without_way
from bodywork_rules.model import (
    Body,
    Bound,
    ClearanceId,
    Contraindication,
    Declined,
    Infeasible,
    Limits,
    Preferences,
    Restriction,
    Shown,
    Site,
    SiteJudgement,
    Technique,
    TechniqueId,
    Verdict,
)

__all__ = ["Board", "Others", "Seen", "seen_as"]

_ORDER = attrgetter("order")
_CLEARANCE = Verdict.CLEARANCE
_NOT_ACTING = len(Verdict)
"""More than the strictest verdict, by which those that act come first."""


@final
@attrs.frozen
class Seen:
    """A rule that counts, as it is shown, with what is needed to tell to whom it is shown.

    Attributes:
        restriction: as it is shown.
        techniques: those of which it says something, by place, as bits.
        points: where it holds.
        order: by which the rules that count are put in order: those that act first, then the strictest, then by rule.
    """

    restriction: Restriction
    techniques: int
    points: int
    order: int


def seen_as(compiled: Compiled, restriction: Restriction, code: RuleCode, points: int) -> Seen:
    """A rule as it is shown.

    Args:
        compiled: the rulebook.
        restriction: how it is shown.
        code: the rule.
        points: where it holds.
    """
    return Seen(
        restriction=restriction,
        techniques=compiled.reaching[points] & code.members,
        points=points,
        order=(_NOT_ACTING * (not restriction.acts) - restriction.verdict) * len(compiled.rules)
        + code.bit.bit_length(),
    )


@final
@attrs.frozen
class Others:
    """The rules that nothing in the profile touches and that count: picked out of all when they are first read.

    Attributes:
        every: each such rule of the rulebook by its bit and as it is shown, in the order in which they are shown.
        there: those that count, as bits.
    """

    every: tuple[tuple[int, Seen], ...]
    there: int

    def __reduce__(self) -> tuple[type["Others"], tuple[tuple[tuple[int, Seen], ...], int]]:
        """Written with those that count alone."""
        return Others, (tuple((bit, seen) for bit, seen in self.every if bit & self.there), self.there)

    def among(self, touched: Iterable[Seen]) -> tuple[Seen, ...]:
        """These rules and those that something touches, in the order in which they are shown."""
        rest = [seen for bit, seen in self.every if bit & self.there] if self.there else []
        for seen in touched:
            insort(rest, seen, key=_ORDER)
        return tuple(rest)


@final
@attrs.frozen
class Board:
    """The particulars of all judgements of one assessment.

    Attributes:
        body: the body.
        weighed: verdicts and limits.
        regions: the points of each technique's regions.
        touched: the rules that count and that something in the profile touches, in the order in which they are shown.
        others: the other rules that count.
        preferences: what the client declined.
    """

    body: Body
    weighed: Weighed
    regions: tuple[int, ...]
    touched: tuple[Seen, ...]
    others: Others
    preferences: Preferences
    _off: dict[int, int] = attrs.field(init=False, factory=dict, repr=False)

    @cached_property
    def _place(self) -> dict[TechniqueId, int]:
        return {id: at for at, id in enumerate(self.weighed.layout.ids)}

    @cached_property
    def _sites(self) -> Kept[int, tuple[Site, ...]]:
        return Kept(self.body.sites)

    @cached_property
    def _shown(self) -> tuple[Seen, ...]:
        return self.others.among(self.touched)

    @cached_property
    def waiting(self) -> dict[ClearanceId, int]:
        """The clearances asked for, in order, each with the techniques that wait for it, by place, as bits."""
        asking = [
            (case.restriction.rule.clearance, case)
            for case in self.touched
            if case.restriction.verdict is _CLEARANCE and case.restriction.acts
        ]
        if not asking:
            return {}
        weighed, waiting = self.weighed, dict[ClearanceId, int]()
        in_cells = [
            (cell, done & (code >> 1 ^ (code >> 1 & code >> 2)))
            for cell, done, code in zip(weighed.cells, weighed.done, weighed.codes[1], strict=True)
        ]
        for clearance, case in asking:
            here = 0
            for cell, waits in in_cells:
                if cell & case.points:
                    here |= waits
            if clearance and (techniques := weighed.layout.places(here) & case.techniques):
                waiting[clearance] = waiting.get(clearance, 0) | techniques
        return dict(sorted(waiting.items()))

    def kept_off(self, at: int) -> int:
        """The points of a technique that are not to be worked."""
        if at not in self._off:
            weighed, mask = self.weighed, 0
            shift = weighed.layout.bits * at
            harsher = (weighed.verdicts[1] >> shift & AVOID_FIELD) + 1 & AVOID_FIELD
            for code, points in weighed.acting:
                if not harsher or code >> shift & harsher:
                    mask |= points
            self._off[at] = mask & self.regions[at]
        return self._off[at]

    def limits(self, technique: TechniqueId) -> Limits:
        """The tightest limits over the points that are worked."""
        at = self._place[technique]
        weighed, field = self.weighed, 0
        worked = self.regions[at] & ~self.kept_off(at)
        for code, points in weighed.acting:
            if points & worked:
                field |= code >> (weighed.layout.bits * at)
        minutes = weighed.minutes[1].get(at) if worked else None
        return weighed.layout.limits(field & weighed.layout.full, minutes)

    def clearances(self, technique: TechniqueId) -> tuple[ClearanceId, ...]:
        """The clearances without which a technique may not be done somewhere, in order."""
        bit = 1 << self._place[technique]
        return tuple([clearance for clearance, techniques in self.waiting.items() if techniques & bit])

    def sites(self, technique: TechniqueId) -> tuple[SiteJudgement, ...]:
        """What is said of a technique's regions, points of which the same is said together; strictest first."""
        at = self._place[technique]
        weighed, layout = self.weighed, self.weighed.layout
        kept_off = self.kept_off(at)
        groups: dict[tuple[Verdict, Verdict, Verdict, Limits, bool], int] = {}
        for cell, *codes in zip(weighed.cells, *weighed.codes, strict=True):
            if points := cell & self.regions[at]:
                fields = [code >> (layout.bits * at) & layout.full for code in codes]
                limits = layout.limits(fields[1], weighed.minutes[1].get(at))
                for part, off in ((points & kept_off, True), (points & ~kept_off, False)):
                    if part:
                        said = (level(fields[0]), level(fields[1]), level(fields[2]), limits, off)
                        groups[said] = groups.get(said, 0) | part
        return strictest_first(
            SiteJudgement(sites=self._sites[points], low=low, verdict=act, high=high, limits=limits, kept_off=off)
            for (low, act, high, limits, off), points in groups.items()
        )

    def restrictions(self, technique: TechniqueId) -> tuple[Shown, ...]:
        """Why: what was declined, what the limits leave no way for, the rules that count."""
        at = self._place[technique]
        regions = self.regions[at]
        bit = 1 << at
        shown = [case for case in self._shown if case.techniques & bit]
        return (
            *self._declined(at),
            *self._infeasible(self.weighed.layout.techniques[at], regions, shown),
            *[case.restriction for case in shown],
        )

    def _declined(self, at: int) -> list[Declined]:
        technique = self.weighed.layout.techniques[at]
        named = {technique.id, technique.family, *technique.traits}
        regions = self.regions[at]
        found = [Declined(what=what, sites=self._sites[regions]) for what in self.preferences.declines if what in named]
        if places := self.body.union(self.preferences.declines_sites) & regions:
            found.append(Declined(what="", sites=self._sites[places]))
        return found

    def _infeasible(self, technique: Technique, regions: int, shown: Sequence[Seen]) -> list[Infeasible]:
        acting = [case for case in shown if case.restriction.acts and case.restriction.limits.any]
        groups: dict[tuple[Bound, tuple[str, ...]], int] = {}
        rules: dict[str, Contraindication] = {case.restriction.rule.id: case.restriction.rule for case in acting}
        weighed, layout = self.weighed, self.weighed.layout
        at = self._place[technique.id]
        for cell, code in zip(weighed.cells, weighed.codes[1], strict=True):
            points, field = cell & regions, code >> (layout.bits * at)
            if not points or level(field) < Verdict.AVOID:
                continue
            for bound in without_way(technique, layout.limits(field, weighed.minutes[1].get(at))):
                here = [case.restriction for case in acting if case.points & cell]
                ids = sorted({each.rule.id for each in here if has_part(technique, each.limits, bound)})
                groups[bound, tuple(ids)] = groups.get((bound, tuple(ids)), 0) | points
        return [
            Infeasible(bound=bound, rules=tuple(rules[id] for id in ids), sites=self._sites[points])
            for (bound, ids), points in sorted(groups.items(), key=lambda item: (item[0][0].value, item[0][1]))
        ]


def level(field: int) -> Verdict:
    """The verdict of a field."""
    return Verdict((field & 7).bit_length())
