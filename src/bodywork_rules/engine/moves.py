"""What to ask, the fast way: which unknowns could change a verdict, a limit or a referral."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import final

import attrs

from bodywork_rules.engine.ask import kinds_of_reported, place_of, texts_of
from bodywork_rules.engine.facts import UnknownKey, unknown_key
from bodywork_rules.engine.found import Sweep, Tested
from bodywork_rules.engine.pack import Layout
from bodywork_rules.engine.records import Ruling
from bodywork_rules.engine.shown import Doubt, ShownCase, Untouched
from bodywork_rules.engine.weigh import Weighed, weigh
from bodywork_rules.model import ConditionId, Contraindication, Question, Referral, TechniqueId, Unknown, Verdict

__all__ = ["questions"]

Asks = tuple[tuple[ConditionId | None, str], ...]


def questions(
    found: Sweep,
    weighed: Weighed,
    touched: Iterable[ShownCase],
    untouched: Untouched,
    techniques: Collection[TechniqueId],
) -> tuple[Question, ...]:
    """The questions about these techniques, in the order to ask.

    Args:
        found: what was found of the client.
        weighed: what it comes to.
        touched: the rules that count and that something in the profile touches.
        untouched: what is the same for every client of the others.
        techniques: those that matter.
    """
    room = Room.of(weighed, techniques)
    stakes = _of_touched(found, weighed, touched, room)
    compiled = found.compiled
    kinds = kinds_of_reported(compiled.rulebook, {finding.condition for finding, _ in found.findings})

    def is_open(condition: ConditionId) -> bool:
        return bool(found.open & compiled.entries[condition].bit)

    placed = []

    def put(unknown: Unknown, key: UnknownKey, stake: Stake, asks: Asks) -> None:
        question = Question(
            unknown=unknown,
            asks=asks or texts_of(compiled.rulebook, unknown, is_open),
            rules=tuple(stake.rules),
            strictest=stake.strictest,
            techniques=room.names_of(stake.fields),
            referral=stake.referral,
        )
        placed.append((place_of(question, key, kinds), question))

    for doubt, stake in _of_untouched(found, weighed, untouched, room):
        if stakes and (more := stakes.pop(doubt.unknown, None)):
            stake.join(more)
        put(doubt.unknown, doubt.key, stake, doubt.asks)
    for unknown, stake in stakes.items():
        put(unknown, unknown_key(unknown), stake, ())
    placed.sort(key=_PLACE)
    return tuple([question for _, question in placed])


_PLACE = itemgetter(0)


@final
class Stake:
    """What an unknown could bring, while it is being gathered.

    Attributes:
        rules: the rules, in id order, once all are gathered.
        strictest: their strictest verdict.
        fields: the fields of the techniques it moves.
        referral: the most urgent referral of the rules.
    """

    __slots__ = ("fields", "referral", "rules", "strictest")

    def __init__(self) -> None:
        """Nothing yet."""
        self.rules: list[Contraindication] = []
        self.strictest: Verdict = Verdict.PROCEED
        self.fields: int = 0
        self.referral: Referral | None = None

    def add(self, rule: Contraindication, verdict: Verdict, fields: int) -> None:
        """Note that it could bring a rule's verdict to some techniques."""
        self.rules.append(rule)
        self.fields |= fields
        self.strictest = max(self.strictest, verdict)
        if rule.referral is not None and (self.referral is None or rule.referral > self.referral):
            self.referral = rule.referral

    def join(self, other: "Stake") -> None:
        """Take what another could bring too."""
        rules = {rule.id: rule for rule in (*self.rules, *other.rules)}
        self.fields |= other.fields
        self.strictest = max(self.strictest, other.strictest)
        self.referral = max(filter(None, (self.referral, other.referral)), default=None)
        self.rules = [rules[id] for id in sorted(rules)]


def _of_touched(found: Sweep, weighed: Weighed, touched: Iterable[ShownCase], room: "Room") -> dict[Unknown, Stake]:
    """What the unknowns of the rules that something touches could bring."""
    stakes: dict[Unknown, Stake] = {}
    for case in touched:
        restriction, tested = case.seen.restriction, case.tested
        if not restriction.unknown:
            continue
        fields = room.moved(found, weighed, tested)
        if fields or restriction.rule.referral is not None:
            verdict = tested.ruling.verdicts[2] if tested.ruling else restriction.rule.verdict
            for unknown in restriction.unknown:
                stake = Stake()
                stake.add(restriction.rule, verdict, fields)
                if unknown in stakes:
                    stake.join(stakes[unknown])
                stakes[unknown] = stake
    return stakes


def _of_untouched(found: Sweep, weighed: Weighed, untouched: Untouched, room: "Room") -> Iterator[tuple[Doubt, Stake]]:
    """What the unknowns of the rules that nothing touches could bring."""
    compiled, left = found.compiled, room.left_at
    fields, moving = [0] * len(compiled.rules), found.untouched & untouched.referring
    for place, bit, code, points in untouched.codes:
        if bit & found.untouched:
            fields[place] = moved = code & left[points]
            if moved:
                moving |= bit
    for timed in compiled.timed:
        if timed.bit & found.untouched:
            shorter = room.shorter(weighed, timed.scope, timed.rule.limits.minutes_at_most)
            fields[timed.bit.bit_length() - 1] |= shorter
            moving |= timed.bit if shorter else 0
    for doubt in untouched.doubts:
        if doubt.rules & moving:
            stake = Stake()
            for place, bit, rule in doubt.of:
                if bit & moving:
                    stake.add(rule, rule.verdict, fields[place])
            yield doubt, stake


@final
@attrs.frozen(kw_only=True)
class Room:
    """What in ``low`` could still get stricter. A rule that finds no room there moves nothing in any reading.

    Attributes:
        layout: how codes are laid out.
        places: the techniques that matter, by place.
        fields: their ids and fields.
        workable: the lowest bits of the fields of those that are not AVOID everywhere.
        left_at: the bits that are not yet set at any of some points.
    """

    layout: Layout
    places: frozenset[int]
    fields: tuple[tuple[TechniqueId, int], ...]
    workable: int
    left_at: "_Left"
    _names: dict[int, tuple[TechniqueId, ...]] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(cls, weighed: Weighed, techniques: Collection[TechniqueId]) -> "Room":
        """Look at what is said in low."""
        layout = weighed.layout
        places = frozenset(at for at, technique in enumerate(layout.techniques) if technique.id in techniques)
        focus = layout.spread(places)
        left, workable = [], 0
        for cell, done, low in zip(weighed.cells, weighed.done, weighed.codes[0], strict=True):
            here = done & focus & ~layout.avoided(low)
            workable |= here
            left.append((cell, here * layout.full & ~low))
        return cls(
            layout=layout,
            places=places,
            fields=tuple((layout.ids[at], layout.full << layout.bits * at) for at in sorted(places)),
            workable=workable,
            left_at=_Left(left),
        )

    def names_of(self, fields: int) -> tuple[TechniqueId, ...]:
        """The techniques whose fields are not zero, in id order."""
        known = self._names.get(fields)
        if known is None:
            known = self._names[fields] = tuple([id for id, field in self.fields if fields & field])
        return known

    def moved(self, found: Sweep, weighed: Weighed, tested: Tested) -> int:
        """The fields of the techniques of which a rule that is not known to count could change what is said."""
        if tested.ruling is not None:
            return self._by_trial(found, weighed, tested, tested.ruling)
        fields = tested.code.code & self.left_at[tested.possible]
        return fields | self.shorter(weighed, tested.code.scope, tested.code.rule.limits.minutes_at_most)

    def shorter(self, weighed: Weighed, scope: Iterable[int], minutes: int | None) -> int:
        """The techniques in a scope that these minutes would shorten."""
        if minutes is None:
            return 0
        shorter = self.layout.spread(
            at for at in scope if at in self.places and minutes < weighed.minutes[0].get(at, minutes + 1)
        )
        return shorter & self.workable

    def _by_trial(self, found: Sweep, weighed: Weighed, tested: Tested, ruling: Ruling) -> int:
        """A rule that a clinician's answer concerns is tried both ways, and all is weighed anew."""
        others = [each for each in found.tested if each is not tested]
        surely = attrs.evolve(tested, counts=(True, True, True), certain=tested.possible, ruling=ruling.always(2))
        otherwise = attrs.evolve(tested, possible=tested.certain, ruling=ruling.always(0))
        fields = 0
        for instead in ([surely], [otherwise] if tested.counts[0] else []):
            fields |= _differs(found, weighed, weigh(attrs.evolve(found, tested=[*others, *instead])))
        return fields & self.layout.spread(self.places) * self.layout.full


class _Left(dict[int, int]):
    """For some points, the bits that are not yet set at any of them, worked out when first asked for."""

    def __init__(self, cells: Sequence[tuple[int, int]]) -> None:
        super().__init__()
        self._cells = cells

    def __missing__(self, points: int) -> int:
        left = 0
        for cell, of_cell in self._cells:
            if cell & points:
                left |= of_cell
        self[points] = left
        return left


def _differs(found: Sweep, one: Weighed, other: Weighed) -> int:
    """The fields of the techniques of which two weighings say different things somewhere."""
    layout, fields = one.layout, 0
    for cell, *codes in zip(one.cells, *one.codes, strict=True):
        for other_cell, *other_codes in zip(other.cells, *other.codes, strict=True):
            if not cell & other_cell:
                continue
            here, workable = 0, 0
            for regions, members in found.compiled.groups:
                if cell & other_cell & regions:
                    here |= members
            for reading, (code, other_code) in enumerate(zip(codes, other_codes, strict=True)):
                fields |= (layout.bearing(code) ^ layout.bearing(other_code)) & here * layout.full
                workable = here & ~layout.avoided(code)
                for at in one.minutes[reading].keys() | other.minutes[reading].keys():
                    if one.minutes[reading].get(at) != other.minutes[reading].get(at):
                        fields |= workable & 1 << (layout.bits * at)
    return fields
