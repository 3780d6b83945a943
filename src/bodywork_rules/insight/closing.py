"""The end of an explanation: how long it holds, what it rests on and what it was made from."""

from collections.abc import Iterator

from bodywork_rules.insight.page import Block, Heading, Item, Paragraph
from bodywork_rules.insight.wording import Wording, inside, sentence, some, source_text
from bodywork_rules.model import Assessment, Source

__all__ = ["closing", "holds", "sources"]

CHANGES = {
    "window": ("A time limit of a rule is reached", "condition"),
    "quantity": ("A value moves on past a bound", "quantity"),
    "freshness": ("A value becomes too old", "quantity"),
    "record": ("A clinician's answer begins or ends", "clearance"),
    "answer": ("To be asked again, since the answer becomes too old", "condition"),
}


def holds(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """Until when the answer holds, and what changes then."""
    yield Heading("How long this holds")
    if assessment.valid_until is None:
        yield Paragraph("Nothing changes by time alone; a new fact can change it on any day.")
        return
    yield Paragraph(
        f"Before {assessment.valid_until}, unless a new fact comes up. On that day something changes by time alone:"
    )
    for what, (lead, kind) in CHANGES.items():
        names = dict.fromkeys(wording.name(kind, each.about) for each in assessment.changes if each.what == what)
        if names:
            yield Item(f"{some(list(names))}.", lead=lead)


def sources(wording: Wording) -> Iterator[Block]:
    """The sources cited so far, by number, with what the rulebook notes of the weight of each."""
    known = {source.id: source for source in wording.words.sources}
    if wording.cited:
        yield Heading("Sources")
    for id, number in wording.cited.items():
        source = known.get(id, Source(id=id, title=id))
        note = f" Note: {inside(source.note)}" if source.note else ""
        yield Item(f"{source_text(source)}{note}", number=number, link=source.link)


def closing(wording: Wording, assessment: Assessment) -> Iterator[Block]:
    """The sources cited so far, and what the answer was made from."""
    yield from sources(wording)
    made = assessment.provenance
    review = f" The rulebook says of its review: {sentence(inside(made.review))}" if made.review else ""
    replaced = f" Replaced in it: {', '.join(made.replaced)}." if made.replaced else ""
    yield Heading("Made from")
    yield Paragraph(
        f"Rulebook {made.rulebook} {made.version} (SHA-256 {made.digest}), bodywork_rules {made.engine}, "
        f"asked for {made.on}.{replaced}{review}"
    )
    yield Paragraph("This informs a trained practitioner. It does not diagnose, and it is not the last word.")
