"""Making a rulebook ready: everything indexed by what can make a rule count."""

import math
from collections import Counter
from collections.abc import Iterable
from functools import reduce
from typing import final

import attrs

from bodywork_rules.engine.compile.atoms import all_of, anchors, any_of, mask_of, ready
from bodywork_rules.engine.compile.cells import Cutting
from bodywork_rules.engine.compile.compiled import Compiled, Entry, Gauge, Lapse, Leaf, Placed, RuleCode, Touching
from bodywork_rules.engine.compile.pack import Layout
from bodywork_rules.engine.compile.reach import Reach
from bodywork_rules.engine.scope import takes_in
from bodywork_rules.model import (
    Condition,
    ConditionId,
    Contraindication,
    Extent,
    Had,
    Has,
    Measured,
    Quantity,
    QuantityId,
    Scope,
    This,
)
from bodywork_rules.model.predicates import leaves
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["compile_rulebook"]


def compile_rulebook(rulebook: Rulebook) -> Compiled:
    """Make a rulebook ready."""
    entries = _entries(rulebook)
    atoms = _atoms(rulebook)
    layout = Layout(
        techniques=tuple(rulebook.techniques),
        names=tuple(
            f"{kind}/{id}"
            for kind, things in (
                ("trait", rulebook.traits),
                ("product", rulebook.products),
                ("position", rulebook.positions),
            )
            for id in things.ids
        ),
    )
    reach = Reach(rulebook)
    regions = tuple(rulebook.body.union(technique.regions) for technique in layout.techniques)
    scopes = {scope: _scope(layout, scope) for scope in {rule.to for rule in rulebook.contraindications}}
    said = [(rule.verdict, rule.limits, scopes[rule.to]) for rule in rulebook.contraindications]
    codes = {each: layout.code(*each) for each in set(said)}
    rules = tuple(
        _rule_code(reach, entries, atoms, place, rule, scope=each[2], code=codes[each])
        for place, (rule, each) in enumerate(zip(rulebook.contraindications, said, strict=True))
    )
    index = _Index.of(rulebook, entries, atoms, rules)
    _note_touches(rulebook, entries, index)
    _note_atoms(rulebook, entries, index)
    _note_rules(rulebook, entries, rules)
    timed, local_rules, abouts = _timed(rules), _local_rules(rules), _abouts(rules)
    return Compiled(
        rulebook=rulebook,
        reach=reach,
        layout=layout,
        regions=regions,
        cutting=Cutting(rulebook.body.whole, _groups(layout, regions), tuple(points for points, *_ in local_rules)),
        entries=entries,
        by_place=tuple(sorted(entries.values(), key=lambda entry: entry.place)),
        gauges=index.gauges,
        gauged=sum(gauge.bit for gauge in index.gauges.values() if gauge.atoms),
        measuring=_union(gauge.touches for gauge in index.gauges.values()),
        rules=rules,
        roots=sum(entry.bit for entry in entries.values() if not entry.broader),
        branching=sum(entry.bit for entry in entries.values() if entry.down != entry.bit),
        about_nothing=sum(code.bit for code in rules if code.about < 0 and not code.bit & index.all_fired),
        fired=index.all_fired,
        local=sum(code.bit for code in rules if not code.everywhere),
        local_rules=local_rules,
        timed=timed,
        timed_rules=sum(code.bit for code in timed),
        asked=_asked(entries, index),
        abouts=abouts,
        subjects=sum(1 << place for place in abouts),
        conditions=(1 << len(entries)) - 1,
        lapses=_lapses(entries),
        for_some=_for_some(layout, entries),
    )


def _for_some(layout: Layout, entries: dict[ConditionId, Entry]) -> tuple[tuple[int, int, bool], ...]:
    """The techniques that are for some clients only: of which conditions, and whether of those of the past too."""
    return tuple(
        (at, sum(entries[each].bit for each in technique.only_for), technique.only_for_ever)
        for at, technique in enumerate(layout.techniques)
        if technique.only_for
    )


def _groups(layout: Layout, regions: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    return tuple(
        (points, layout.spread(at for at, each in enumerate(regions) if each == points))
        for points in dict.fromkeys(regions)
    )


def _timed(rules: Iterable[RuleCode]) -> tuple[RuleCode, ...]:
    """The rules that limit the minutes, the loosest first."""
    timed = [(code.rule.limits.minutes_at_most, code) for code in rules if code.rule.limits.minutes_at_most is not None]
    return tuple(code for _, code in sorted(timed, key=lambda pair: -pair[0]))


def _lapses(entries: dict[ConditionId, Entry]) -> tuple[Lapse, ...]:
    times = {entry.bit: entry.time for entry in entries.values() if entry.time is not None}
    found = []
    for time in sorted(set(times.values())):
        lapsed, closed = sum(bit for bit, lapsing in times.items() if lapsing <= time), 0
        for entry in sorted(entries.values(), key=lambda entry: entry.place):
            if not entry.bit & lapsed and (not entry.broader or entry.broader & closed):
                closed |= entry.bit
        found.append((time, lapsed, closed))
    return tuple(found)


def _entries(rulebook: Rulebook) -> dict[ConditionId, Entry]:
    """An entry for each condition, broader before narrower."""
    places: dict[ConditionId, int] = {}
    above = {condition.id: rulebook.broader_of(condition.id) for condition in rulebook.conditions}
    for id in sorted(above, key=lambda each: (len(above[each]), each)):
        places[id] = len(places)
    entries = {each.id: _entry(rulebook, each, above[each.id], places) for each in rulebook.conditions}
    for kind, entry in entries.items():
        for broader in above[kind]:
            entries[broader].down |= entry.bit
    return entries


def _entry(
    rulebook: Rulebook, condition: Condition, up: frozenset[ConditionId], places: dict[ConditionId, int]
) -> Entry:
    above = [rulebook.conditions[each] for each in up]
    return Entry(
        place=places[condition.id],
        bit=1 << places[condition.id],
        broader=sum(1 << places[broader] for broader in condition.broader),
        up=sum(1 << places[broader] for broader in up),
        time=None if condition.ask_again_after is None else condition.ask_again_after.days,
        can_be=rulebook.can_be(condition.id),
        group=condition.needs_kind,
        lasting=bool(condition.leaves) or any(each.lifelong or each.over_after for each in above),
        young=condition.onset_at_least is not None,
        telling=any(each.acute_is or each.severe_is or each.uncontrolled_is for each in above),
        placing=any(each.there_is or each.one_side_is for each in above),
    )


def _atoms(rulebook: Rulebook) -> dict[Leaf, int]:
    """The place of each distinct thing that the rules ask."""
    atoms: dict[Leaf, int] = {}
    for rule in rulebook.contraindications:
        for leaf in (*leaves(rule.when), *leaves(rule.unless)):
            atoms.setdefault(leaf, len(atoms))
    return atoms


@final
@attrs.frozen(eq=False, repr=False)
class _Index:
    """What leads from the things that rules ask to the rules, while a rulebook is made ready.

    Attributes:
        atoms: the place of each thing asked.
        anchored: for each, the rules about nothing that it may make count.
        fired: for each, those that it makes count by itself.
        all_fired: all of those.
        asking: for each condition, the rules that ask for it beside what they are about.
        gauges: how each quantity is read.
    """

    atoms: dict[Leaf, int]
    anchored: dict[Leaf, int]
    fired: dict[Leaf, int]
    all_fired: int
    asking: dict[ConditionId, int]
    gauges: dict[QuantityId, Gauge]

    @classmethod
    def of(
        cls,
        rulebook: Rulebook,
        entries: dict[ConditionId, Entry],
        atoms: dict[Leaf, int],
        rules: tuple[RuleCode, ...],
    ) -> "_Index":
        """Look through the rules once."""
        asking: dict[ConditionId, int] = {}
        reading: dict[QuantityId, int] = {}
        for code in rules:
            for leaf in (*leaves(code.rule.when), *leaves(code.rule.unless)):
                if isinstance(leaf, Has | Had):
                    asking[leaf.condition] = asking.get(leaf.condition, 0) | code.bit
                elif isinstance(leaf, Measured):
                    reading[leaf.quantity] = reading.get(leaf.quantity, 0) | code.bit
        fired = _fired(rules, atoms)
        all_fired = _union(fired.values())
        anchored = _anchored((code for code in rules if not code.bit & all_fired), atoms)
        gauges = {
            quantity.id: _gauge(1 << place, quantity, reading.get(quantity.id, 0), entries, atoms, (anchored, fired))
            for place, quantity in enumerate(rulebook.quantities)
        }
        return cls(atoms, anchored, fired, all_fired, asking, gauges)


def _fired(rules: Iterable[RuleCode], atoms: dict[Leaf, int]) -> dict[Leaf, int]:
    """For each thing asked, the rules about nothing that it makes count by itself, everywhere."""
    fired = dict.fromkeys(atoms, 0)
    for code in rules:
        if code.about < 0 and code.unless is None and code.everywhere and any_of(code.rule.when, atoms) is not None:
            for leaf in leaves(code.rule.when):
                fired[leaf] |= code.bit
    return fired


def _anchored(rules: Iterable[RuleCode], atoms: dict[Leaf, int]) -> dict[Leaf, int]:
    """For each thing asked, the rules about nothing that it may make count."""
    rules = tuple(rules)
    popular = Counter(leaf for code in rules for leaf in leaves(code.rule.when))
    anchored = dict.fromkeys(atoms, 0)
    for code in rules:
        if code.about < 0 and code.rule.when is not None:
            for leaf in anchors(code.rule.when, popular):
                anchored[leaf] |= code.bit
    return anchored


def _asked(entries: dict[ConditionId, Entry], index: _Index) -> tuple[Touching, ...]:
    found: dict[ConditionId, tuple[int, int, int]] = {}
    for leaf, place in index.atoms.items():
        if isinstance(leaf, Has | Had):
            atoms, anchors, fires = found.get(leaf.condition, (0, 0, 0))
            found[leaf.condition] = (atoms | 1 << place, anchors | index.anchored[leaf], fires | index.fired[leaf])
    return tuple(
        (entries[condition].bit, atoms, index.asking[condition], anchors, fires)
        for condition, (atoms, anchors, fires) in found.items()
    )


def _abouts(rules: Iterable[RuleCode]) -> dict[int, int]:
    found: dict[int, int] = {}
    for code in rules:
        if code.about >= 0:
            found[code.about] = found.get(code.about, 0) | code.bit
    return found


def _local_rules(rules: Iterable[RuleCode]) -> tuple[Placed, ...]:
    found: dict[int, list[tuple[int, int]]] = {}
    for code in rules:
        if not code.everywhere:
            found.setdefault(code.points, []).append((code.bit, code.code))
    return tuple(
        (points, sum(bit for bit, _ in members), _union(code for _, code in members), tuple(members))
        for points, members in found.items()
    )


def _scope(layout: Layout, scope: Scope) -> tuple[int, ...]:
    """The places of the techniques that a scope takes in."""
    return tuple(at for at, technique in enumerate(layout.techniques) if takes_in(scope, technique))


def _rule_code(
    reach: Reach,
    entries: dict[ConditionId, Entry],
    atoms: dict[Leaf, int],
    place: int,
    rule: Contraindication,
    *,
    scope: tuple[int, ...],
    code: int,
) -> RuleCode:
    asked = (*leaves(rule.when), *leaves(rule.unless))
    everywhere = rule.where is Extent.EVERYWHERE
    need, bar = all_of(rule.when, atoms), any_of(rule.unless, atoms)
    simple = everywhere and need is not None and bar is not None
    return RuleCode(
        bit=1 << place,
        rule=rule,
        about=entries[rule.about].place if rule.about is not None else -1,
        when=None if rule.when is None else ready(rule.when, atoms),
        unless=None if rule.unless is None else ready(rule.unless, atoms),
        this=tuple({1 << atoms[leaf]: leaf.details for leaf in asked if isinstance(leaf, This)}.items()),
        need=need if simple else None,
        bar=bar if simple and bar is not None else 0,
        everywhere=everywhere,
        points=reach.anywhere(rule.where, rule.about),
        scope=scope,
        members=sum(1 << at for at in scope),
        code=code,
    )


def _gauge(
    bit: int,
    quantity: Quantity,
    touches: int,
    entries: dict[ConditionId, Entry],
    atoms: dict[Leaf, int],
    counting: tuple[dict[Leaf, int], dict[Leaf, int]],
) -> Gauge:
    anchored, fired = counting
    comparisons = [leaf for leaf in atoms if isinstance(leaf, Measured) and leaf.quantity == quantity.id]
    cuts = tuple(sorted({_bound(each) for each in comparisons}))
    holding = [
        [each for each in comparisons if (each.at_least is not None) == (_bound(each) in cuts[:passed])]
        for passed in range(len(cuts) + 1)
    ]
    return Gauge(
        bit=bit,
        cuts=cuts,
        true=tuple(mask_of(some, atoms) for some in holding),
        atoms=mask_of(comparisons, atoms),
        touches=touches,
        describes=entries[quantity.describes].bit if quantity.describes is not None else 0,
        fires=tuple(_union(fired[each] for each in some) for some in holding),
        all_fires=_union(fired[each] for each in comparisons),
        anchors=tuple(_union(anchored[each] for each in some) for some in holding),
        all_anchors=_union(anchored[each] for each in comparisons),
        least=quantity.least,
        most=quantity.most,
        shows_from=min(
            (-math.inf if each.at_least is None else each.at_least for each in quantity.shows if each.below is None),
            default=math.inf,
        ),
        shows_below=max((each.below for each in quantity.shows if each.below is not None), default=-math.inf),
    )


def _union(masks: Iterable[int]) -> int:
    return reduce(int.__or__, masks, 0)


def _bound(asked: Measured) -> float:
    return asked.at_least if asked.at_least is not None else asked.below or 0


def _note_touches(rulebook: Rulebook, entries: dict[ConditionId, Entry], index: "_Index") -> None:
    """Note under each condition the rules that ask for it or a broader one, or for a quantity that describes one."""
    asking = dict(index.asking)
    for quantity, gauge in index.gauges.items():
        described = rulebook.quantities[quantity].describes
        if described is not None:
            asking[described] = asking.get(described, 0) | gauge.touches
    for condition, mask in asking.items():
        for kind in rulebook.narrower_of(condition):
            entries[kind].touches |= mask


def _note_atoms(rulebook: Rulebook, entries: dict[ConditionId, Entry], index: "_Index") -> None:
    """Note under each condition the atoms that a finding of it may make true."""
    for leaf, place in index.atoms.items():
        if not isinstance(leaf, Has | Had):
            continue
        for kind in rulebook.narrower_of(leaf.condition):
            entry = entries[kind]
            entry.anchors |= index.anchored[leaf]
            if leaf.details.asked:
                entry.detailed += ((1 << place, leaf.details, isinstance(leaf, Had), index.fired[leaf]),)
            elif isinstance(leaf, Had):
                entry.has |= 1 << place
                entry.had |= 1 << place
                entry.counts |= index.fired[leaf]
                entry.counts_ever |= index.fired[leaf]
            else:
                entry.has |= 1 << place
                entry.counts |= index.fired[leaf]


def _note_rules(rulebook: Rulebook, entries: dict[ConditionId, Entry], rules: Iterable[RuleCode]) -> None:
    """Note under each condition the rules about it or a broader one."""
    for code in rules:
        if code.rule.about is None:
            continue
        for kind in rulebook.narrower_of(code.rule.about):
            if code.when is None and code.unless is None and code.everywhere:
                ever = code.bit if code.rule.ever else 0
                entries[kind].alone |= code.bit
                entries[kind].alone_ever |= ever
                entries[kind].counts |= code.bit
                entries[kind].counts_ever |= ever
            else:
                entries[kind].tested += (code,)
                if code.need is None:
                    entries[kind].complex += (code,)
                else:
                    entries[kind].simple += ((code.need, code.bar, code),)
