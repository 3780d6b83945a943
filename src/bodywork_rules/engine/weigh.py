"""From rules that count to verdicts and limits: of every technique, at every group of points, in three readings.

The body falls into *cells*: groups of points that no rule that counts tells apart. In each cell and reading one code
(see ``pack``) says everything about every technique.
"""

from collections.abc import Iterable
from typing import final

import attrs

from bodywork_rules.engine.facts import goal_points
from bodywork_rules.engine.found import Sweep, Tested
from bodywork_rules.engine.pack import AVOID_FIELD, Layout
from bodywork_rules.model import Verdict

__all__ = ["Weighed", "weigh"]

Minutes = dict[int, int]
_NO_MINUTES: tuple[Minutes, ...] = ({}, {}, {})


@final
@attrs.frozen(kw_only=True)
class Weighed:
    """What the rules that count come to.

    Attributes:
        layout: how codes are laid out.
        cells: the points of each cell.
        codes: for low, act and high, the code of each cell.
        minutes: for low, act and high, the minutes at most, by the technique's place.
        verdicts: for low, act and high, the verdicts of the techniques, as a code.
        unsettled: the fields that are not zero are those of techniques whose readings differ somewhere.
    """

    layout: Layout
    cells: tuple[int, ...]
    codes: tuple[tuple[int, ...], ...]
    minutes: tuple[Minutes, ...]
    verdicts: tuple[int, ...]
    unsettled: int


def weigh(found: Sweep) -> Weighed:
    """Weigh the rules that count."""
    compiled = found.compiled
    layout, body = compiled.layout, compiled.rulebook.body
    minutes = _minutes(found) if compiled.timed or found.special else _NO_MINUTES
    everywhere = _everywhere(found)
    local: dict[int, list[int]] = {}
    for tested in found.tested:
        for reading, code in enumerate(codes_of(layout, tested)):
            points = tested.possible if reading else tested.certain
            if points == body.whole:
                everywhere[reading] |= code
            elif points and code:
                local.setdefault(points, [0, 0, 0])[reading] |= code
    _note_declined(found, everywhere, local)
    if layout.position_bits & everywhere[2]:
        everywhere = [layout.without_way(code, None, range(len(layout.techniques))) for code in everywhere]
    if found.profile.unmapped:
        everywhere[2] |= layout.ones * AVOID_FIELD
    if not local:
        return _of_one_cell(layout, body.whole, everywhere, minutes)
    cells = _cells(body.whole, local)
    codes = tuple(tuple(_at_cell(cell, everywhere[reading], local, reading) for cell in cells) for reading in (0, 1, 2))
    goals = 0
    for goal in found.profile.goals:
        goals |= goal_points(compiled.rulebook, goal)
    groups = [(regions, regions & goals or regions, members) for regions, members in compiled.groups]
    return Weighed(
        layout=layout,
        cells=cells,
        codes=codes,
        minutes=minutes,
        verdicts=tuple(_verdicts(cells, of_reading, groups) for of_reading in codes),
        unsettled=_unsettled(layout, cells, codes, groups, minutes),
    )


def _everywhere(found: Sweep) -> list[int]:
    """The codes of the rules that hold everywhere, in low, act and high."""
    high = found.compiled.code_of(found.high)
    if found.low == found.high:
        return [high, high, high]
    return [found.compiled.code_of(found.low), found.compiled.code_of(found.act), high]


def _of_one_cell(layout: Layout, whole: int, everywhere: list[int], minutes: tuple[Minutes, ...]) -> Weighed:
    """What is the same everywhere needs no thought of where techniques are aimed."""
    low, act, high = everywhere
    unsettled = 0
    if low != high or minutes[0] != minutes[2]:
        cells, codes = (whole,), ((low,), (act,), (high,))
        unsettled = _unsettled(layout, cells, codes, [(whole, whole, layout.ones)], minutes)
    return Weighed(
        layout=layout,
        cells=(whole,),
        codes=((low,), (act,), (high,)),
        minutes=minutes,
        verdicts=(low, act, high),
        unsettled=unsettled,
    )


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


def _minutes(found: Sweep) -> tuple[Minutes, ...]:
    """The minutes at most, which only rules that hold everywhere can limit."""
    caps: tuple[Minutes, Minutes, Minutes] = ({}, {}, {})
    compiled = found.compiled
    for code in compiled.timed:
        for cap, rules in zip(caps, (found.low, found.act, found.high), strict=True):
            if code.bit & rules:
                _lower(cap, code.scope, code.rule.limits.minutes_at_most)
    for tested in found.tested:
        if tested.ruling is not None:
            for cap, counted in zip(caps, tested.counts, strict=True):
                if counted:
                    _lower(cap, tested.code.scope, tested.ruling.limits.minutes_at_most)
    return caps


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


def _cells(whole: int, local: Iterable[int]) -> tuple[int, ...]:
    """The groups of points that none of these sets of points tells apart."""
    cells = [whole]
    for points in local:
        parted = []
        for cell in cells:
            inside = cell & points
            if inside and inside != cell:
                parted += [inside, cell ^ inside]
            else:
                parted.append(cell)
        cells = parted
    return tuple(cells)


def _at_cell(cell: int, code: int, local: dict[int, list[int]], reading: int) -> int:
    for points, codes in local.items():
        if cell & points:
            code |= codes[reading]
    return code


def _verdicts(cells: tuple[int, ...], codes: tuple[int, ...], groups: list[tuple[int, int, int]]) -> int:
    """The mildest verdict over each technique's aim points, at least MODIFY unless all its points are free."""
    verdicts = 0
    for regions, aim, members in groups:
        mildest, any_of = members * AVOID_FIELD, 0
        for cell, code in zip(cells, codes, strict=True):
            if cell & aim:
                mildest &= code
            if cell & regions:
                any_of |= code
        verdicts |= mildest | (any_of & members)
    return verdicts


def _unsettled(
    layout: Layout,
    cells: tuple[int, ...],
    codes: tuple[tuple[int, ...], ...],
    groups: list[tuple[int, int, int]],
    minutes: tuple[Minutes, ...],
) -> int:
    unsettled = workable = 0
    for cell, low, act, high in zip(cells, *codes, strict=True):
        if low == act == high and minutes[0] == minutes[2]:
            continue
        here = 0
        for regions, _, members in groups:
            if cell & regions:
                here |= members
        plain = layout.bearing(act)
        unsettled |= (layout.bearing(low) ^ plain | plain ^ layout.bearing(high)) & (here * layout.full)
        workable |= here & ~layout.avoided(high)
    for at in minutes[2]:
        if len({each.get(at) for each in minutes}) > 1:
            unsettled |= workable & (1 << layout.bits * at)
    return unsettled


def levels(weighed: Weighed) -> tuple[tuple[Verdict, ...], ...]:
    """The verdicts of the techniques in low, act and high."""
    low, act, high = weighed.verdicts
    layout = weighed.layout
    lowest = layout.verdicts(low)
    to_act = lowest if act == low else layout.verdicts(act)
    return lowest, to_act, to_act if high == act else layout.verdicts(high)
