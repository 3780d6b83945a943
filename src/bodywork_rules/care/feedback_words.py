"""What follows after a session, in words."""

from bodywork_rules.insight.closing import in_short
from bodywork_rules.insight.page import Heading, Item, Notice, Page, Paragraph
from bodywork_rules.insight.wording import Wording, outside, sentence
from bodywork_rules.model import ClientProfile, Follow, Triage
from bodywork_rules.model.parse import name_of
from bodywork_rules.rulebook import Rulebook

__all__ = ["triage_page"]


def triage_page(rulebook: Rulebook, triage: Triage) -> Page:
    """What follows as the parts of a page.

    Args:
        rulebook: the rulebook in whose words it is told.
        triage: what follows.
    """
    wording = Wording(rulebook.words, ClientProfile())
    told = wording.say(f"felt-{name_of(triage.follows)}")
    soon = "" if triage.referral is None else sentence(outside(wording.word("referral", triage.referral)))
    stops = triage.follows is Follow.STOP
    return (
        Heading(wording.say("felt-title"), 1),
        Notice(told, [soon] if soon else []) if stops else Paragraph(f"{told} {soon}".strip()),
        *(Item(f"{sign.text} {sign.then}{wording.cite(sign.sources)}") for sign in triage.signs),
        *in_short(wording),
    )
