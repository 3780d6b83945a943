"""The end of an explanation: how long it holds, what it rests on and what it was made from."""

import re
from collections.abc import Iterator
from textwrap import shorten

from bodywork_rules.insight.page import Block, Heading, Item, Paragraph
from bodywork_rules.insight.wording import Wording, inside, sentence, some, source_text
from bodywork_rules.model import Assessment, Source

__all__ = ["holds", "in_short", "made_from", "more", "sources"]

MOST_OF_A_TITLE = 60
IN_FULL = (
    "all arguments, reasons and sources of one technique by explain_technique (--technique ID on the command line); "
    "all questions, each with its reason, by explain_questions (--questions)."
)
CHANGES = {
    "window": ("A time limit of a rule is reached", "condition"),
    "quantity": ("A value moves on past a bound", "quantity"),
    "freshness": ("A value becomes too old", "quantity"),
    "record": ("A clinician's answer begins or ends", "clearance"),
    "answer": ("To be asked again, since the answer becomes too old", "condition"),
}


def holds(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """Until when the answer holds, and what changes then.

    Args:
        wording: the words.
        assessment: the answer.
    """
    yield Heading("How long this holds")
    if assessment.valid_until is None:
        yield Paragraph("Nothing changes by time alone; a new fact can change it on any day.")
        return
    told = []
    for what, (lead, kind) in CHANGES.items():
        names = dict.fromkeys(wording.name(kind, each.about) for each in assessment.changes if each.what == what)
        if names:
            told.append(f"{inside(lead)}: {some(list(names))}.")
    yield Paragraph(f"Before {assessment.valid_until}, unless a new fact comes up. On that day: {' '.join(told)}")


def sources(wording: Wording) -> Iterator[Block]:
    """The sources cited so far, by number, with what the rulebook notes of the weight of each.

    Args:
        wording: the words, with what was cited; nothing is shown when nothing was.
    """
    known = {source.id: source for source in wording.words.sources}
    if wording.cited:
        yield Heading("Sources")
    for id, number in wording.cited.items():
        source = known.get(id, Source(id=id, title=id))
        note = f" Note: {inside(source.note)}" if source.note else ""
        yield Item(f"{source_text(source)}{note}", number=number, link=source.link)


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
    yield Heading("Sources")
    yield Paragraph(f"{'; '.join(told)}.")


def more() -> Block:
    """Where what an answer leaves out is to be had."""
    return Paragraph(IN_FULL, lead="In full")


def made_from(assessment: Assessment) -> Iterator[Block]:
    """What the answer was made from."""
    made = assessment.provenance
    review = f" The rulebook says of its review: {sentence(inside(made.review))}" if made.review else ""
    replaced = f" Replaced in it: {', '.join(made.replaced)}." if made.replaced else ""
    yield Heading("Made from")
    yield Paragraph(
        f"Rulebook {made.rulebook} {made.version} (SHA-256 {made.digest}), bodywork_rules {made.engine}, "
        f"asked for {made.on}.{replaced}{review}"
    )
    yield Paragraph("This informs a trained practitioner. It does not diagnose, and it is not the last word.")
