"""The rules that nothing in a profile touches: how they are shown, and what they can bring.

Of these nothing depends on the client, but for which of them there are: all is made ready with the rulebook.
"""

from typing import final

import attrs

from bodywork_rules.engine.ask.stakes import Doubts
from bodywork_rules.engine.compile.compiled import Compiled
from bodywork_rules.engine.facts import is_urgent
from bodywork_rules.engine.judge.board import Seen, seen_as
from bodywork_rules.engine.screen.why import untouched_restriction

__all__ = ["Untouched"]


@final
@attrs.frozen(kw_only=True)
class Untouched:
    """What does not depend on the client of the rules that nothing in a profile touches.

    Attributes:
        seen: each rule's bit and how it is shown, in the order in which they are shown.
        concerned: the rules that say something of a technique, as bits.
        urgent: those that refer on the same day or as an emergency.
        doubts: what is not known of them.
    """

    seen: tuple[tuple[int, Seen], ...]
    concerned: int
    urgent: int
    doubts: Doubts

    @classmethod
    def of(cls, compiled: Compiled) -> "Untouched":
        """Look through the rules once."""
        seen = [
            (code.bit, seen_as(compiled, untouched_restriction(compiled, code), code, code.points))
            for code in compiled.rules
        ]
        return cls(
            seen=tuple(sorted(seen, key=lambda pair: pair[1].order)),
            concerned=sum(bit for bit, shown in seen if shown.techniques),
            urgent=sum(bit for bit, shown in seen if is_urgent(shown.restriction.rule.referral)),
            doubts=Doubts.of(compiled, [(bit, shown.restriction.unknown) for bit, shown in seen]),
        )
