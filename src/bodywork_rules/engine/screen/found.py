"""What was found of one client on one day: which atoms hold, which rules count, and for which findings."""

from datetime import date
from typing import final

import attrs

from bodywork_rules.engine.compile.compiled import Compiled, Entry, RuleCode
from bodywork_rules.engine.facts import Reading, read
from bodywork_rules.engine.ruling import Ruling
from bodywork_rules.engine.screen.details import Day
from bodywork_rules.model import ClientProfile, Finding, QuantityId

__all__ = ["Sweep", "Tested"]


@final
@attrs.frozen
class Tested:
    """A rule that counts for one finding and does not hold everywhere, or that a clinician's answer concerns.

    Attributes:
        code: the rule.
        finding: the finding; nothing for the one that nobody told us of.
        counts: whether it counts in low, act and high.
        certain: the points at which it holds in low.
        possible: the points at which it holds in act and high.
        ruling: what clinicians answered; nothing when nobody did.
    """

    code: RuleCode
    finding: Finding | None
    counts: tuple[bool, bool, bool]
    certain: int
    possible: int
    ruling: Ruling | None

    @property
    def is_certain(self) -> bool:
        """Whether it is known that the rule counts, where, and what it asks for after what clinicians answered."""
        return self.counts[0] and self.certain == self.possible and (self.ruling is None or self.ruling.is_certain)


@final
@attrs.define
class Sweep:
    """What was found of one client on one day.

    Attributes:
        compiled: the rulebook.
        profile: the client.
        on: the day.
        findings: what is reported, given and implied, each with what it sets in motion.
        exact: the conditions that the findings name.
        reported: these and all broader ones.
        touched: the rules that a finding touches.
        true: the atoms that are true.
        cautious: the atoms that are true when read cautiously.
        possible: the atoms that are true or unknown.
        open: the conditions of which there may be one more finding.
        special: the rules whose clearance a clinician answered.
        low: the rules that count in low, everywhere, with no clinician's answer.
        act: the same in the reading to act on.
        high: the same in high.
        untouched: the rules that count in high since nothing in the profile touches them, wherever they hold.
        counted: the other rules that count everywhere and ask more than that their finding is there: the rule, the
            finding, and whether it counts in low, act and high.
        tested: what counts besides.
        read: what was read of details and quantities on the way.
    """

    compiled: Compiled = attrs.field(eq=False)
    profile: ClientProfile
    on: date
    findings: list[tuple[Finding, Entry]] = attrs.Factory(list)
    exact: int = 0
    reported: int = attrs.field(default=0, eq=False)
    touched: int = attrs.field(default=0, eq=False)
    true: int = 0
    cautious: int = 0
    possible: int = 0
    open: int = 0
    special: int = 0
    low: int = 0
    act: int = 0
    high: int = 0
    untouched: int = 0
    counted: list[tuple[RuleCode, Finding | None, tuple[bool, bool, bool]]] = attrs.Factory(list)
    tested: list[Tested] = attrs.Factory(list)
    read: list[tuple[object, ...]] = attrs.Factory(list)
    _day: Day | None = attrs.field(default=None, init=False, eq=False, repr=False)
    _readings: dict[QuantityId, Reading] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    @property
    def day(self) -> Day:
        """What details are read by."""
        if self._day is None:
            self._day = Day(self.compiled.rulebook.body, self.profile.taken or self.on, self.on)
        return self._day

    def reading(self, quantity: QuantityId) -> Reading:
        """A quantity, as it is read."""
        known = self._readings.get(quantity)
        if known is None:
            known = self._readings[quantity] = read(self.compiled.rulebook, self.profile, quantity, self.on)
        return known

    def same_as(self, other: "Sweep") -> bool:
        """Whether everything that an answer is made from is the same, but for the day."""
        return attrs.evolve(self, on=other.on) == other
