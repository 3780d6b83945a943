"""Every rule in words on paper, for a clinician to mark up: what is least sure first."""

from collections.abc import Iterator

from bodywork_rules.insight.page import Block, Heading, Item, Page, Paragraph
from bodywork_rules.insight.rule_words import RuleWords, about_items
from bodywork_rules.insight.wording import count, inside, source_text
from bodywork_rules.model import Basis, Contraindication
from bodywork_rules.rulebook import Rulebook

__all__ = ["packet_page"]

INTRODUCTION = """\
Each rule below restricts what may be done with a client. The words are made from the rule itself: what is not written
here, the rule does not say.

Of each rule we ask one tick, a name and a date. Where a rule should change, write what it should say, and where that
was published if you know. A rule that is sound and badly worded is a change too.

“When it is there or suspected” means that a suspicion counts as much as a fact. A detail that the client did not give,
such as when something began, is read with caution: as the answer that restricts.
"""
TICKS = "☐ agree   ☐ change   ☐ reject   Name: ..............................   Date: ..............."
PARTS = ("Without a source", "Disputed", "Read across from sources", "Said by a source")
MEANINGS = (
    "No source was read for these: they are our own caution.",
    "Sources contradict each other here; we say what the others say.",
    "Sources say something like it, and we took the step from there to this rule.",
    "At least one source says so; others were not found to disagree.",
)


def packet_page(rulebook: Rulebook) -> Page:
    """All rules that restrict, to be marked up by a clinician.

    Args:
        rulebook: the rulebook.
    """
    words = RuleWords(rulebook)
    parts: tuple[list[Contraindication], ...] = ([], [], [], [])
    for rule in sorted(rulebook.contraindications, key=lambda rule: (words.title(rule).lower(), rule.id)):
        parts[_part(rule)].append(rule)
    blocks: list[Block] = [
        Heading(f"Rules of {rulebook.name}, version {rulebook.version}, for review", 1),
        *(Paragraph(text) for text in INTRODUCTION.split("\n\n")),
        *_about(rulebook),
    ]
    for title, meaning, rules in zip(PARTS, MEANINGS, parts, strict=True):
        if rules:
            blocks += [Heading(f"{title}: {count(len(rules), 'rule')}"), Paragraph(meaning)]
        for rule in rules:
            blocks += _rule(words, rule)
    return tuple(blocks)


def _part(rule: Contraindication) -> int:
    if rule.basis is Basis.UNSOURCED:
        return 0
    return 1 if rule.dissent else 2 if rule.basis is Basis.INFERRED else 3


def _about(rulebook: Rulebook) -> Iterator[Block]:
    yield Heading("What the rulebook says of itself")
    yield Item(rulebook.digest, lead="SHA-256 of all that it says")
    yield from about_items(rulebook.about)


def _rule(words: RuleWords, rule: Contraindication) -> Iterator[Block]:
    """A rule, its sources in full, and the line to tick."""
    yield Heading(f"{words.title(rule)} ({rule.id})", 3)
    yield from words.items(rule)
    for source in words.sources(rule):
        note = f" Note: {inside(source.note)}" if source.note else ""
        yield Item(
            f"{source_text(source)}{note}", lead=f"[{words.wording.cited[source.id]}]", depth=1, link=source.link
        )
    yield Paragraph(TICKS)
    yield Paragraph("........................................................................................")
