"""How a client chooses a therapist, in words."""

from collections.abc import Iterator, Sequence

from bodywork_rules.care.practitioner import Checklist
from bodywork_rules.insight.closing import in_short
from bodywork_rules.insight.page import Block, Heading, Item, Page
from bodywork_rules.insight.wording import Wording
from bodywork_rules.model import ClientProfile, TherapistSign
from bodywork_rules.rulebook import Rulebook

__all__ = ["checklist_page"]


def checklist_page(rulebook: Rulebook, checklist: Checklist) -> Page:
    """A checklist as the parts of a page.

    Args:
        rulebook: the rulebook from which it is.
        checklist: the checklist.
    """
    wording = Wording(rulebook.words, ClientProfile())
    return (
        Heading(wording.say("checklist-title"), 1),
        *_signs(wording, wording.say("checklist-look-for"), checklist.look_for),
        *_signs(wording, wording.say("checklist-walk-away"), checklist.walk_away),
        *in_short(wording),
    )


def _signs(wording: Wording, title: str, signs: Sequence[TherapistSign]) -> Iterator[Block]:
    """Signs of one kind under their title; nothing where there is none."""
    if signs:
        yield Heading(title, 2)
    yield from (Item(f"{each.text}{wording.cite(each.sources)}") for each in signs)
