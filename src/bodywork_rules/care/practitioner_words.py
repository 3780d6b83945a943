"""What a practitioner may do, and how a client chooses a therapist, in words."""

from collections.abc import Iterator, Sequence

from bodywork_rules.insight.answer.closing import in_short
from bodywork_rules.insight.page import Block, Heading, Item, Page, Paragraph
from bodywork_rules.insight.wording import Wording, outside
from bodywork_rules.model import Beyond, Checklist, ClientProfile, TherapistSign, WithinScope
from bodywork_rules.rulebook import Rulebook

__all__ = ["beyond_in", "checklist_page", "scope_page"]


def scope_page(rulebook: Rulebook, scope: WithinScope) -> Page:
    """What a practitioner may do of what is recommended, and what is beyond, as the parts of a page without a title.

    Args:
        rulebook: the rulebook by which it was made.
        scope: what is within scope and what is not.
    """
    wording = Wording(rulebook.words, ClientProfile())
    may = [wording.technique(each.technique.id) for each in scope.recommendations]
    beyond = scope.to_hand_on
    if not may and not beyond:
        return (Paragraph(wording.say("scope-nothing-recommended")),)
    told = wording.say("scope-may", techniques=wording.and_list(may)) if may else wording.say("scope-may-nothing")
    if not beyond:
        return (Paragraph(f"{told} {wording.say('scope-all')}"),)
    return (Paragraph(told), *beyond_in(wording, beyond))


def beyond_in(wording: Wording, beyond: Sequence[Beyond]) -> Iterator[Block]:
    """What is beyond a practitioner under its heading, each technique with what is missing; nothing where none is.

    Args:
        wording: the words.
        beyond: what is beyond, best first.
    """
    if beyond:
        yield Heading(wording.say("scope-title"))
        for each in beyond:
            yield Item(" ".join(_missing(wording, each)), lead=wording.technique(each.technique.id))
        yield Paragraph(wording.say("scope-hand-on"))


def _missing(wording: Wording, beyond: Beyond) -> Iterator[str]:
    """What stands between the practitioner and a technique."""
    if beyond.needs:
        names = wording.named("training", (each.id for each in beyond.needs))
        yield wording.say("scope-needs", trainings=wording.or_list(names))
    for credential in beyond.ended:
        training = outside(wording.name("training", credential.training))
        yield wording.say("scope-ended", training=training, until=credential.until)
    if beyond.excluded_by:
        names = [wording.inside(wording.wish(id)) for id in beyond.excluded_by]
        yield wording.say("scope-excluded", names=wording.and_list(names))


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
