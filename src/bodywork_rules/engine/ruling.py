"""What a rule asks for after what clinicians answered: the value that both ways of computing give."""

from typing import final

import attrs

from bodywork_rules.model import ClearanceRecord, Limits, Unknown, Verdict

__all__ = ["Ruling"]


@final
@attrs.frozen
class Ruling:
    """What a rule asks for after what clinicians answered.

    Attributes:
        verdicts: in the readings low, act and high.
        limits: the rule's, and those written on the grants that decide.
        record: the record that decides; nothing when none does.
        doubts: what would tell whether the grant reaches all that the rule rests on.
    """

    verdicts: tuple[Verdict, Verdict, Verdict]
    limits: Limits
    record: ClearanceRecord | None = None
    doubts: tuple[Unknown, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether the rule asks for the same in every reading."""
        return len(set(self.verdicts)) == 1

    def always(self, reading: int) -> "Ruling":
        """The same as if every reading asked for what one of them does."""
        return attrs.evolve(self, verdicts=(self.verdicts[reading],) * 3)
