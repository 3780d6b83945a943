"""From rules that count to verdicts and limits: of every technique, at every group of points, in three readings.

In each cell of the body (see ``cells``) and reading, one code (see ``pack``) says everything about every technique.
"""

from collections.abc import Iterable
from typing import final

import attrs

from bodywork_rules.engine.compile.cells import Cells
from bodywork_rules.engine.compile.compiled import differing_minutes
from bodywork_rules.engine.compile.pack import AVOID_FIELD, Layout
from bodywork_rules.engine.facts import goal_points
from bodywork_rules.engine.screen.found import Sweep, Tested
from bodywork_rules.model import Verdict

__all__ = ["Weighed", "levels", "weigh", "weigh_verdicts"]

Minutes = dict[int, int]
Placed = tuple[tuple[int, int, int], dict[int, int], dict[int, list[int]]]
Here = list[int]
"""The lowest bits of the fields of the techniques that are done somewhere, and of those aimed there; and the points."""
_NO_MINUTES: tuple[Minutes, ...] = ({}, {}, {})


@final
@attrs.frozen(kw_only=True)
class Weighed:
    """What the rules that count come to.

    Attributes:
        layout: how codes are laid out.
        cells: the points of each cell.
        done: for each cell, the lowest bits of the fields of the techniques that are done there.
        codes: for low, act and high, the code of each cell.
        at_best: what is said in low, each with the points at which it is said.
        acting: the same of the reading to act on.
        minutes: for low, act and high, the minutes at most, by the technique's place.
        verdicts: for low, act and high, the verdicts of the techniques, as a code.
        unsettled: the lowest bits of the fields of the techniques whose readings differ somewhere.
    """

    layout: Layout
    cells: tuple[int, ...]
    done: tuple[int, ...]
    codes: tuple[tuple[int, ...], ...]
    at_best: tuple[tuple[int, int], ...]
    acting: tuple[tuple[int, int], ...]
    minutes: tuple[Minutes, ...]
    verdicts: tuple[int, ...]
    unsettled: int


def weigh(found: Sweep) -> Weighed:
    """Weigh the rules that count."""
    compiled = found.compiled
    layout = compiled.layout
    low, act, high = (compiled.folds.code(rules) for rules in (found.low, found.act, found.high))
    placed = _placed(found, low, act, high)
    cells, codes = _in_cells(found, placed)
    apart = _told_apart(found, cells, codes)
    minutes, of_minutes = _minutes(found) if compiled.timed or found.special else (_NO_MINUTES, 0)
    return Weighed(
        layout=layout,
        cells=cells.points,
        done=cells.done,
        codes=codes,
        at_best=_where(apart, 0),
        acting=_where(apart, 1),
        minutes=minutes,
        verdicts=_levels(layout, apart),
        unsettled=_unsettled(layout, apart, of_minutes),
    )


def weigh_verdicts(found: Sweep, low: int, act: int, high: int) -> tuple[int, ...]:
    """The verdicts of the techniques alone, for low, act and high, each as a code.

    Args:
        found: what was found of the client.
        low: the code of the rules that count in low, everywhere, with no clinician's answer.
        act: the same in the reading to act on.
        high: the same in high.
    """
    placed = everywhere, untouched, local = _placed(found, low, act, high)
    if not untouched and not local:
        return everywhere
    return _levels(found.compiled.layout, _told_apart(found, *_in_cells(found, placed)))


def _placed(found: Sweep, low: int, act: int, high: int) -> Placed:
    """The codes that hold everywhere, and those that hold at some sets of points.

    Of the rules that nothing touches, those of ``high`` by the place of their set; of the others, those of all
    readings by the points.
    """
    layout = found.compiled.layout
    everywhere = [low, act, high]
    untouched, local = _local(found, everywhere) if found.tested or found.untouched else ({}, {})
    _note_declined(found, everywhere, local)
    if layout.position_bits & everywhere[2]:
        everywhere = [layout.without_way(code) for code in everywhere]
    if found.profile.unmapped:
        everywhere[2] |= layout.ones * AVOID_FIELD
    low, act, high = everywhere
    return (low, act, high), untouched, local


def _local(found: Sweep, everywhere: list[int]) -> tuple[dict[int, int], dict[int, list[int]]]:
    """The codes that hold at some sets of points; those of all points are added to what holds everywhere."""
    compiled = found.compiled
    layout, whole = compiled.layout, compiled.rulebook.body.whole
    untouched: dict[int, int] = {}
    if some := found.untouched & compiled.local:
        for place, (points, rules, of_all, members) in enumerate(compiled.local_rules):
            here = rules & some
            if here:
                code = of_all
                if here != rules:
                    code = 0
                    for bit, of_rule in members:
                        if bit & here:
                            code |= of_rule
                if points == whole:
                    everywhere[2] |= code
                else:
                    untouched[place] = code
    local: dict[int, list[int]] = {}
    for tested in found.tested:
        for reading, code in enumerate(codes_of(layout, tested)):
            points = tested.possible if reading else tested.certain
            if points and code:
                local.setdefault(points, [0, 0, 0])[reading] |= code
    for reading, code in enumerate(local.pop(whole, ())):
        everywhere[reading] |= code
    return untouched, local


def codes_of(layout: Layout, tested: Tested) -> tuple[int, int, int]:
    """The codes of one rule in the three readings; nothing where it does not count."""
    if tested.ruling is None:
        low, act, high = (tested.code.code if counted else 0 for counted in tested.counts)
        return low, act, high
    limits = tested.ruling.limits
    low, act, high = (
        layout.code(verdict, limits, tested.code.scope) if counted else 0
        for verdict, counted in zip(tested.ruling.verdicts, tested.counts, strict=True)
    )
    return low, act, high


def _minutes(found: Sweep) -> tuple[tuple[Minutes, ...], int]:
    """The minutes at most, which only rules that hold everywhere can limit, and the techniques of which they differ."""
    compiled = found.compiled
    rules = tuple([counted & compiled.timed_rules for counted in (found.low, found.act, found.high)])
    caps = tuple([compiled.minutes[each] for each in rules])
    if not found.special:
        return caps, compiled.minutes_differ[rules]
    caps = tuple(dict(cap) for cap in caps)
    for tested in found.tested:
        if tested.ruling is not None:
            for cap, counted in zip(caps, tested.counts, strict=True):
                if counted:
                    _lower(cap, tested.code.scope, tested.ruling.limits.minutes_at_most)
    return caps, differing_minutes(compiled.layout, caps)


def _lower(caps: Minutes, scope: Iterable[int], minutes: int | None) -> None:
    if minutes is not None:
        for at in scope:
            caps[at] = min(minutes, caps.get(at, minutes))


def _note_declined(found: Sweep, everywhere: list[int], local: dict[int, list[int]]) -> None:
    """What the client declines is AVOID in every reading."""
    preferences = found.profile.preferences
    layout = found.compiled.layout
    if preferences.declines:
        declined = set(preferences.declines)
        code = AVOID_FIELD * layout.spread(
            at
            for at, technique in enumerate(layout.techniques)
            if declined & {technique.id, technique.family, *technique.traits}
        )
        everywhere[:] = [each | code for each in everywhere]
    if preferences.declines_sites:
        points = found.compiled.rulebook.body.union(preferences.declines_sites)
        at = local.setdefault(points, [0, 0, 0])
        at[:] = [each | AVOID_FIELD * layout.ones for each in at]


def _in_cells(found: Sweep, placed: Placed) -> tuple[Cells, tuple[tuple[int, ...], ...]]:
    """The cells of the body, and for low, act and high the code of each."""
    everywhere, untouched, local = placed
    cutting = found.compiled.cutting
    cells = cutting.further(cutting.by[sum([1 << place for place in untouched])], local)
    at_points = [(points, *codes) for points, codes in local.items()]
    lows, acts, highs = [], [], []
    for cell, under in zip(cells.points, cells.under, strict=True):
        low, act, high = everywhere
        for place in under:
            high |= untouched[place]
        for points, in_low, in_act, in_high in at_points:
            if cell & points:
                low |= in_low
                act |= in_act
                high |= in_high
        lows.append(low)
        acts.append(act)
        highs.append(high)
    return cells, (tuple(lows), tuple(acts), tuple(highs))


def _told_apart(found: Sweep, cells: Cells, codes: tuple[tuple[int, ...], ...]) -> dict[tuple[int, ...], Here]:
    """The different things that are said in low, act and high, each with where it is said."""
    compiled, goals = found.compiled, 0
    for goal in found.profile.goals:
        goals |= goal_points(compiled.rulebook, goal)
    aimed, apart = compiled.cutting.aimed(cells, goals), dict[tuple[int, ...], Here]()
    for points, here, aims, said in zip(cells.points, cells.done, aimed, zip(*codes, strict=True), strict=True):
        known = apart.get(said)
        if known is None:
            apart[said] = [here, aims, points]
        else:
            known[0] |= here
            known[1] |= aims
            known[2] |= points
    return apart


def _where(apart: dict[tuple[int, ...], Here], reading: int) -> tuple[tuple[int, int], ...]:
    """What is said in one reading, each with the points at which it is said."""
    where: dict[int, int] = {}
    for said, (_, _, points) in apart.items():
        where[said[reading]] = where.get(said[reading], 0) | points
    return tuple(where.items())


def _levels(layout: Layout, apart: dict[tuple[int, ...], Here]) -> tuple[int, ...]:
    """The verdicts of the techniques, for low, act and high, each as a code."""
    lows, acts, highs = zip(*apart, strict=True)
    low = _verdicts(layout, apart.values(), lows)
    act = low if acts == lows else _verdicts(layout, apart.values(), acts)
    return low, act, act if highs == acts else _verdicts(layout, apart.values(), highs)


def _verdicts(layout: Layout, where: Iterable[Here], codes: tuple[int, ...]) -> int:
    """The mildest verdict over each technique's aim points, at least MODIFY unless all its points are free."""
    if codes.count(codes[0]) == len(codes):
        return layout.verdict_bits & codes[0]
    mildest, any_of = layout.verdict_bits, 0
    for (done, aimed, _), code in zip(where, codes, strict=True):
        bearing = aimed * AVOID_FIELD & mildest
        mildest ^= bearing ^ (bearing & code)
        any_of |= code & done
    return mildest | any_of


def _unsettled(layout: Layout, apart: dict[tuple[int, ...], Here], of_minutes: int) -> int:
    """The lowest bits of the fields of the techniques whose readings differ somewhere.

    What low says, act says too, and what act says, high: the three agree where low and high do, and where low is AVOID.

    Args:
        layout: how codes are laid out.
        apart: what is said, and where.
        of_minutes: the techniques of which the readings do not allow the same minutes.
    """
    unsettled = 0
    for (low, _, high), (done, _, _) in apart.items():
        if low != high:
            unsettled |= done & layout.differing(low, high)
        if of_minutes:
            unsettled |= of_minutes & done & ~layout.avoided(high)
    return unsettled


def levels(layout: Layout, verdicts: tuple[int, ...]) -> tuple[tuple[Verdict, ...], ...]:
    """The verdicts of the techniques in low, act and high, from their codes."""
    low, act, high = verdicts
    lowest = layout.verdicts(low)
    to_act = lowest if act == low else layout.verdicts(act)
    return lowest, to_act, to_act if high == act else layout.verdicts(high)
