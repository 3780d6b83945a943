"""What a rulebook is made ready as: conditions, predicates and rules as bits.

Every condition, every distinct predicate that asks one thing (an *atom*) and every rule has a bit. Of a client three
sets of atoms are kept: those that are true, those that are true when read cautiously, and those that are possible.
Since no predicate negates, one test on such a set answers for each reading.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import TypeAlias, final

import attrs

from bodywork_rules.engine.compile.cells import Cutting
from bodywork_rules.engine.compile.pack import Layout, bits
from bodywork_rules.engine.compile.reach import Reach
from bodywork_rules.engine.facts import UnknownKey, unknown_key
from bodywork_rules.engine.kept import Kept
from bodywork_rules.model import (
    Cause,
    ConditionId,
    Contraindication,
    ContraindicationId,
    Details,
    Had,
    Has,
    Measured,
    QuantityId,
    Site,
    This,
    Unknown,
)
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = [
    "Asked",
    "Compiled",
    "Entry",
    "Gauge",
    "Lapse",
    "Leaf",
    "Placed",
    "RuleCode",
    "Test",
    "Touching",
    "differing_minutes",
]

Leaf = Has | Had | This | Measured
Test = Callable[[int], bool]
# Plain tuples, since they are unpacked for every client, and a tuple with names is unpacked at a third of the speed.
Detailed: TypeAlias = tuple[int, Details, bool, int]
"""An atom that asks for details: its bit, the details, whether resolved counts, and the rules it fires."""
Simple: TypeAlias = "tuple[int, int, RuleCode]"
"""A rule that needs only atoms: what it needs, what bars it, the rule."""
Member: TypeAlias = tuple[int, int]
"""A rule among several: its bit and its code."""
Placed: TypeAlias = tuple[int, int, int, tuple[Member, ...]]
"""The rules that hold at the same points at most: the points, the rules, the code of all, and each rule."""
Touching: TypeAlias = tuple[int, int, int, int, int]
"""A condition that some rule asks for beside what it is about: its bit, the atoms that ask for it, the rules that do,
the rules about nothing that these atoms may make count, and those of them that they make count by themselves."""
Lapse: TypeAlias = tuple[int, int, int]
"""A time after which a "no" lapses: the days, the conditions lapsed by then, and those of which there is nothing when
all was answered and nothing reported."""


@final
@attrs.frozen(eq=False, repr=False)
class Asked:
    """A predicate, made ready.

    Attributes:
        holds: whether it holds of a set of atoms.
        leaf: the one thing that it asks; nothing when it joins others.
        bit: the atom of that thing.
        of: what it joins.
    """

    holds: Test
    leaf: Leaf | None = None
    bit: int = 0
    of: "tuple[Asked, ...]" = ()


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class RuleCode:
    """One rule, made ready.

    Attributes:
        bit: its place among the rules, as a bit.
        rule: the rule.
        about: the place of the condition it is about; -1 for none.
        when: its ``when``; nothing when it has none.
        unless: its ``unless``; nothing when it has none.
        this: the details it asks of the finding it is about, each with its atom's bit.
        need: of a rule that holds everywhere and asks for nothing but atoms, all of some and none of others: the
            atoms it needs; nothing for another rule.
        bar: the atoms, any one of which lifts such a rule.
        everywhere: it holds everywhere.
        points: where it holds for a finding that nobody told us of, or that has no site.
        scope: the places of the techniques in its scope.
        members: the same as bits.
        code: its verdict and limits for these.
    """

    bit: int
    rule: Contraindication
    about: int
    when: Asked | None
    unless: Asked | None
    this: tuple[tuple[int, Details], ...]
    need: int | None
    bar: int
    everywhere: bool
    points: int
    scope: tuple[int, ...]
    members: int
    code: int


@final
@attrs.define(eq=False, repr=False)
class Entry:
    """What a finding of one condition sets in motion.

    Attributes:
        place: the condition's place; broader conditions come before narrower ones.
        bit: the same as a bit.
        broader: the bits of the conditions one step broader.
        up: the bits of the condition and all broader ones.
        down: the bits of the condition and all narrower ones.
        time: for how many days a "no" holds; nothing when it never lapses.
        has: the atoms that are true while there is a finding of it: of it or of a broader one, now or ever.
        had: those of them that ask whether there ever was one.
        detailed: those that ask for details.
        alone: the rules about it or a broader one that ask nothing else and hold everywhere.
        alone_ever: those of them that count a resolved finding.
        counts: the rules that hold everywhere, and count, as soon as it is there: those alone, and some about nothing.
        counts_ever: those of them for which it is enough that it ever was.
        tested: the other rules about it or a broader one.
        can_be: the points of the body where it can be.
        group: whether a kind of it must be told too.
        lasting: whether it may be that it cannot be over, not yet, or not without leaving something behind.
        young: whether it may have begun too short a time ago.
        telling: whether its stage, its severity or its control may say that it is a narrower condition.
        placing: whether its sites may say so, or that it is another.
        simple: those of them that need only atoms.
        complex: the rest of them.
        anchors: the rules about nothing that a finding of it may make count.
        touches: the rules that ask, beside what they are about, for this condition or a broader one, or for a
            quantity that describes one.
    """

    place: int
    bit: int
    broader: int
    up: int
    time: int | None
    can_be: int
    group: bool
    lasting: bool
    young: bool
    telling: bool
    placing: bool
    down: int = 0
    has: int = 0
    had: int = 0
    alone: int = 0
    alone_ever: int = 0
    counts: int = 0
    counts_ever: int = 0
    anchors: int = 0
    touches: int = 0
    detailed: tuple[Detailed, ...] = ()
    tested: tuple[RuleCode, ...] = ()
    simple: tuple[Simple, ...] = ()
    complex: tuple[RuleCode, ...] = ()


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Gauge:
    """How a quantity is read.

    Attributes:
        bit: its place among the quantities, as a bit.
        cuts: the bounds it is compared with, ascending.
        true: the atoms that are true below the first cut, between the cuts, and from the last cut on.
        atoms: all atoms that compare it.
        touches: the rules that compare it.
        describes: the bit of the condition that it describes; 0 for none.
        fires: for each element of ``true``, the rules about nothing that these atoms make count by themselves.
        anchors: for each element of ``true``, the rules about nothing that these atoms may make count.
        all_fires: those that any of its atoms makes count by itself.
        all_anchors: those that any of its atoms may make count.
        least: the smallest value that can be.
        most: the largest value that can be.
        shows_from: from which value on it shows a condition; infinite when none does, or when any does.
        shows_below: below which value it shows one; minus infinite when none does.
    """

    bit: int
    cuts: tuple[float, ...]
    true: tuple[int, ...]
    atoms: int
    touches: int
    describes: int
    fires: tuple[int, ...]
    anchors: tuple[int, ...]
    all_fires: int
    all_anchors: int
    least: float
    most: float
    shows_from: float
    shows_below: float

    def segment(self, value: float) -> int:
        """The place in ``true`` and ``anchors`` of a value."""
        return bisect_right(self.cuts, value)


@final
@attrs.frozen
class Folds:
    """The codes of any set of rules together.

    Attributes:
        rules: the rules.
    """

    rules: tuple[RuleCode, ...]

    @cached_property
    def _rows(self) -> tuple[tuple[tuple[int, tuple[ContraindicationId, ...]], ...], ...]:
        """For each eight rules and each choice of them: their codes together, and their ids."""
        rows = []
        for first in range(0, len(self.rules), 8):
            row: list[tuple[int, tuple[ContraindicationId, ...]]] = [(0, ())]
            for code in self.rules[first : first + 8]:
                row += [(codes | code.code, (*ids, code.rule.id)) for codes, ids in row]
            rows.append(tuple(row))
        return tuple(rows)

    @cached_property
    def _codes(self) -> tuple[tuple[int, ...], ...]:
        """For each eight rules and each choice of them: their codes together."""
        return tuple(tuple([codes for codes, _ in row]) for row in self._rows)

    def code_and_ids(self, rules: int) -> tuple[int, tuple[ContraindicationId, ...]]:
        """The codes of a set of rules together, and their ids in order."""
        code: int = 0
        ids: list[ContraindicationId] = []
        rows = self._rows
        for row, byte in zip(rows, rules.to_bytes(len(rows), "little"), strict=True):
            if byte:
                more, names = row[byte]
                code |= more
                ids += names
        return code, tuple(ids)

    def code(self, rules: int) -> int:
        """The codes of a set of rules together."""
        code: int = 0
        rows = self._codes
        for row, byte in zip(rows, rules.to_bytes(len(rows), "little"), strict=True):
            if byte:
                code |= row[byte]
        return code


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Compiled:
    """A rulebook made ready.

    Attributes:
        rulebook: the rulebook.
        reach: how far each extent reaches.
        layout: of verdicts and limits.
        regions: the points of each technique's regions.
        cutting: how the rules that do not hold everywhere cut the body; its sets are those of ``local_rules``.
        entries: what a finding of each condition sets in motion.
        by_place: the same, by the condition's place.
        gauges: how each quantity that a rule reads is read.
        gauged: the quantities that a rule reads, as bits.
        measuring: the rules that read one.
        rules: in the order of their bits.
        roots: the bits of the conditions with nothing broader.
        branching: the bits of the conditions with something narrower.
        about_nothing: the rules about no condition.
        fired: those of them that any one of their atoms makes count, everywhere.
        local: the rules that do not hold everywhere.
        local_rules: the same by where they hold at most.
        timed: the rules that limit the minutes, the loosest first.
        timed_rules: the same as bits.
        asked: the conditions that some rule asks for beside what it is about.
        abouts: for the place of each condition that some rule is about, the rules.
        subjects: these conditions as bits.
        conditions: all conditions as bits.
        lapses: the times after which a "no" lapses, ascending.
        for_some: the techniques that are not for everybody, by place, each with the conditions that it is for, as bits,
            and whether it is enough that the client had one.
        folds: the codes of any set of rules together.
        minutes: the fewest minutes that some rules allow, given as bits: for each technique in a scope, by place.
        minutes_differ: the lowest bits of the fields of the techniques to which sets of rules do not allow the same.
        unreported: what is not known of a condition of which nobody told us.
        keys: by which it is put in order what is not known, but of no client's finding.
        reaching: the techniques whose regions have any of some points, by place, as bits.
        fields_at: all bits of their fields.
        sites: the fewest sites that cover some points.
    """

    rulebook: Rulebook
    reach: Reach
    layout: Layout
    regions: tuple[int, ...]
    cutting: Cutting
    entries: dict[ConditionId, Entry]
    by_place: tuple[Entry, ...]
    gauges: dict[QuantityId, Gauge]
    gauged: int
    measuring: int
    rules: tuple[RuleCode, ...]
    roots: int
    branching: int
    about_nothing: int
    fired: int
    local: int
    local_rules: tuple[Placed, ...]
    timed: tuple[RuleCode, ...]
    timed_rules: int
    asked: tuple[Touching, ...]
    abouts: dict[int, int]
    subjects: int
    conditions: int
    lapses: tuple[Lapse, ...]
    for_some: tuple[tuple[int, int, bool], ...]
    folds: Folds = attrs.field(init=False, eq=False, repr=False)
    minutes: Kept[int, dict[int, int]] = attrs.field(init=False, eq=False, repr=False)
    minutes_differ: Kept[tuple[int, ...], int] = attrs.field(init=False, eq=False, repr=False)
    unreported: Kept[ConditionId, Unknown] = attrs.field(init=False, eq=False, repr=False)
    keys: Kept[Unknown, UnknownKey] = attrs.field(init=False, eq=False, repr=False)
    reaching: Kept[int, int] = attrs.field(init=False, eq=False, repr=False)
    fields_at: Kept[int, int] = attrs.field(init=False, eq=False, repr=False)
    sites: Kept[int, tuple[Site, ...]] = attrs.field(init=False, eq=False, repr=False)
    _about_something: int = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Be ready to keep what is worked out on the way."""
        layout, regions, cutting, timed = self.layout, self.regions, self.cutting, self.timed
        minutes = Kept(partial(_fewest, timed))
        for name, kept in {
            "folds": Folds(self.rules),
            "minutes": minutes,
            "minutes_differ": Kept(partial(_differing, layout, minutes)),
            "unreported": Kept(lambda condition: Unknown(cause=Cause.NEVER_ANSWERED, condition=condition)),
            "keys": Kept(unknown_key),
            "reaching": Kept(lambda points: sum(1 << at for at, each in enumerate(regions) if each & points)),
            "fields_at": Kept(lambda points: layout.full * cutting.done[points]),
            "sites": Kept(self.rulebook.body.sites),
            "_about_something": sum(self.abouts.values()),
        }.items():
            object.__setattr__(self, name, kept)

    def about_any(self, conditions: int) -> int:
        """The rules about some conditions: gathered, or the others taken away, whichever are fewer."""
        chosen = self.subjects & conditions
        others = self.subjects ^ chosen
        if chosen.bit_count() <= others.bit_count():
            return sum([self.abouts[place] for place in bits(chosen)])
        return self._about_something - sum([self.abouts[place] for place in bits(others)])


def _fewest(timed: Iterable[RuleCode], rules: int) -> dict[int, int]:
    caps: dict[int, int] = {}
    for code in timed:
        if code.bit & rules:
            caps.update(dict.fromkeys(code.scope, code.rule.limits.minutes_at_most or 0))
    return caps


def _differing(layout: Layout, minutes: Kept[int, dict[int, int]], sets: tuple[int, ...]) -> int:
    return differing_minutes(layout, [minutes[rules] for rules in sets])


def differing_minutes(layout: Layout, caps: Sequence[dict[int, int]]) -> int:
    """The lowest bits of the fields of the techniques of which the minutes at most are not the same in all of these."""
    every = {at for cap in caps for at in cap}
    return layout.spread(at for at in every if len({cap.get(at) for cap in caps}) > 1)
