"""Acting on an answer: what to write to clinicians, and their replies."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bodywork_rules._later import later

if TYPE_CHECKING:
    from bodywork_rules.care.letter import Letter, letters
    from bodywork_rules.care.letter_reply import Reply, record_reply

__all__ = ["Letter", "Reply", "letters", "record_reply"]

__getattr__: Callable[[str], object] = later(
    __name__, {"Letter": "letter", "Reply": "letter_reply", "letters": "letter", "record_reply": "letter_reply"}
)
