"""Every rule and argument in words on paper, for a clinician to mark up: what is least sure first."""

from collections.abc import Iterator
from operator import itemgetter

import attrs

from bodywork_rules.insight.page import Block, Heading, Item, Page, Paragraph
from bodywork_rules.insight.rule_words import COMPARED, RuleWords, about_items
from bodywork_rules.insight.wording import (
    CERTAINTIES,
    DIRECTIONS,
    and_list,
    count,
    inside,
    outside,
    sentence,
    source_text,
)
from bodywork_rules.model import Basis, Certainty, Contraindication, Indication
from bodywork_rules.rulebook import Rulebook

__all__ = ["packet_page"]

INTRODUCTION = """\
Each rule below restricts what may be done with a client. After the rules come the arguments: what was found to help
with a complaint, or not to, and how sure that is. The words are made from the rule or the argument itself: what is not
written here, it does not say.

Of each we ask one tick, a name and a date. Where one should change, write what it should say, and where that was
published if you know. One that is sound and badly worded is a change too.

“When it is there or suspected” means that a suspicion counts as much as a fact. A detail that the client did not give,
such as when something began, is read with caution: as the answer that restricts.
"""
TICKS = "☐ agree   ☐ change   ☐ reject   Name: ..............................   Date: ..............."
PARTS = ("Without a source", "Disputed", "Read across from sources", "Said by a source")
MEANINGS = (
    "No source that was read says so: these are our own caution. Sources named with one speak of the matter only.",
    "Sources contradict each other here; we say what the others say.",
    "Sources say something like it, and we took the step from there to this rule.",
    "At least one source says so; others were not found to disagree.",
)
ARGUMENTS = {
    Certainty.TRADITIONAL: ("Arguments from custom", "No study was found of these: custom speaks for them."),
    Certainty.VERY_LOW: ("Arguments of very low certainty", "What is true may well be something else."),
    Certainty.LOW: ("Arguments of low certainty", "What is true may be quite different."),
    Certainty.MODERATE: ("Arguments of moderate certainty", "What is true is probably close to this."),
    Certainty.HIGH: ("Arguments of high certainty", "What is true is very likely close to this."),
}


def packet_page(rulebook: Rulebook) -> Page:
    """All rules that restrict and all arguments, to be marked up by a clinician.

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
    return (*blocks, *_arguments(words))


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
    yield from _marks(words, rule)


def _arguments(words: RuleWords) -> Iterator[Block]:
    """The arguments, those that say the same of several outcomes together."""
    alike: dict[Indication, list[Indication]] = {}
    for argument in words.rulebook.indications:
        alike.setdefault(attrs.evolve(argument, outcome="any"), []).append(argument)
    for certainty, (title, meaning) in ARGUMENTS.items():
        groups = [(_title(words, group), group) for group in alike.values() if group[0].certainty is certainty]
        if groups:
            yield Heading(f"{title}: {sum(len(group) for _, group in groups)}")
            yield Paragraph(meaning)
        for named, group in sorted(groups, key=itemgetter(0)):
            yield Heading(named, 3)
            yield from _argument(words, group)


def _title(words: RuleWords, group: list[Indication]) -> str:
    """Of what an argument speaks: technique, complaint, stage, and what was hoped to change."""
    first, wording = group[0], words.wording
    families = and_list(wording.named("family", first.families))
    of = wording.technique(first.technique) if first.technique else f"{outside(families)} in general"
    complaint = wording.condition(first.complaint) + (f", {first.stage.value}" if first.stage else "")
    return f"{of}. {complaint}: {and_list(wording.named('outcome', (each.outcome for each in group)))}"


def _argument(words: RuleWords, group: list[Indication]) -> Iterator[Block]:
    first, wording = group[0], words.wording
    yield Item(", ".join(each.id for each in group), lead="Known by")
    yield Item(outside(DIRECTIONS[first.direction]), lead="Found")
    yield Item(CERTAINTIES[first.certainty], lead="How sure")
    if first.dose:
        yield Item(sentence(first.dose), lead="How much was given")
    yield Item(f"{wording.prose(first.effect)}{wording.cite(first.sources)}", lead="What was found")
    if first.locator:
        yield Item(wording.prose(first.locator), lead="Where in them")
    if first.reviewed is not None:
        yield Item(str(first.reviewed), lead=COMPARED)
    yield from _marks(words, first)


def _marks(words: RuleWords, of: Contraindication | Indication) -> Iterator[Block]:
    """The sources in full, and the line to tick."""
    for source in words.sources(of):
        note = f" Note: {inside(source.note)}" if source.note else ""
        yield Item(
            f"{source_text(source)}{note}", lead=f"[{words.wording.cited[source.id]}]", depth=1, link=source.link
        )
    yield Paragraph(TICKS)
    yield Paragraph("........................................................................................")
