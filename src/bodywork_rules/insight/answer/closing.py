"""The end of an explanation: how long it holds, what it rests on and what it was made from."""

import re
from collections.abc import Iterator
from textwrap import shorten

from bodywork_rules.insight.page import Block, Heading, Item, Paragraph
from bodywork_rules.insight.wording import Wording, sentence, source_text
from bodywork_rules.model import Assessment, Source

__all__ = ["holds", "in_short", "made_from", "more", "noted", "sources"]

MOST_OF_A_TITLE = 60
CHANGES = {
    "window": "condition",
    "quantity": "quantity",
    "freshness": "quantity",
    "record": "clearance",
    "answer": "condition",
}
"""For each kind of change, in the order in which they are told, of what it is."""


def holds(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """Until when the answer holds, and what changes then.

    Args:
        wording: the words.
        assessment: the answer.
    """
    yield Heading(wording.say("explain-holds"))
    if assessment.valid_until is None:
        yield Paragraph(wording.say("explain-holds-always"))
        return
    told = []
    for what, kind in CHANGES.items():
        names = dict.fromkeys(wording.name(kind, each.about) for each in assessment.changes if each.what == what)
        if names:
            told.append(wording.say(f"changes-{what}", names=wording.some(list(names))))
    yield Paragraph(wording.say("explain-holds-until", day=assessment.valid_until, changes=" ".join(told)))


def sources(wording: Wording) -> Iterator[Block]:
    """The sources cited so far, by number, with what the rulebook notes of the weight of each.

    Args:
        wording: the words, with what was cited; nothing is shown when nothing was.
    """
    known = {source.id: source for source in wording.words.sources}
    if wording.cited:
        yield Heading(wording.say("explain-sources"))
    for id, number in wording.cited.items():
        source = known.get(id, Source(id=id, title=id))
        yield Item(noted(wording, source), number=number, link=source.link)


def noted(wording: Wording, source: Source) -> str:
    """A source as it is cited, with what the rulebook notes of its weight."""
    note = wording.say("source-note", note=wording.inside(source.note)) if source.note else ""
    return f"{source_text(source)} {note}".rstrip()


def in_short(wording: Wording) -> Iterator[Block]:
    """The sources cited so far, by number: who and when; of one without authors, the beginning of its title.

    Args:
        wording: the words, with what was cited; nothing is shown when nothing was.
    """
    known = {source.id: source for source in wording.words.sources}
    if not wording.cited:
        return
    told = []
    for id, number in wording.cited.items():
        source = known.get(id, Source(id=id, title=id))
        who = re.split(r"[,;(]", source.authors)[0].strip()
        told.append(f"[{number}] {who or shorten(source.title, MOST_OF_A_TITLE)} {source.year or ''}".strip())
    yield Heading(wording.say("explain-sources"))
    yield Paragraph(f"{'; '.join(told)}.")


def more(wording: Wording) -> Block:
    """Where what an answer leaves out is to be had."""
    return Paragraph(wording.say("explain-in-full-text"), lead=wording.say("explain-in-full"))


def made_from(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """What the answer was made from."""
    made = assessment.provenance
    told = [
        wording.say(
            "explain-made-from-text",
            rulebook=made.rulebook,
            version=made.version,
            digest=made.digest,
            engine=made.engine,
            on=made.on,
        )
    ]
    if made.replaced:
        told.append(wording.say("explain-made-from-replaced", ids=", ".join(made.replaced)))
    if made.review:
        told.append(wording.say("explain-made-from-review", review=sentence(wording.inside(made.review))))
    yield Heading(wording.say("explain-made-from"))
    yield Paragraph(" ".join(told))
    yield Paragraph(wording.say("explain-informs"))
