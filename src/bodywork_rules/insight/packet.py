"""Every rule and argument in words on paper, for a clinician to mark up: what is least sure first."""

from collections.abc import Iterator
from operator import itemgetter

import attrs

from bodywork_rules.insight.answer.closing import noted
from bodywork_rules.insight.page import Block, Heading, Item, Page, Paragraph
from bodywork_rules.insight.rule_words import RuleWords, about_items
from bodywork_rules.insight.wording import Wording, outside, sentence
from bodywork_rules.model import Basis, Certainty, Contraindication, Indication
from bodywork_rules.model.parse import name_of
from bodywork_rules.rulebook import Rulebook

__all__ = ["packet_page"]

PARTS = ("unsourced", "disputed", "inferred", "explicit")
"""The parts of the rules, the least sure first."""
ROOM = "." * 88
"""A line to write on."""


def packet_page(rulebook: Rulebook) -> Page:
    """All rules that restrict and all arguments, to be marked up by a clinician.

    Args:
        rulebook: the rulebook.
    """
    words = RuleWords(rulebook)
    wording = words.wording
    parts: tuple[list[Contraindication], ...] = ([], [], [], [])
    for rule in sorted(rulebook.contraindications, key=lambda rule: (words.title(rule).lower(), rule.id)):
        parts[_part(rule)].append(rule)
    blocks: list[Block] = [
        Heading(wording.say("packet-title", rulebook=rulebook.name, version=rulebook.version), 1),
        *(Paragraph(wording.say(f"packet-{id}")) for id in ("what-it-is", "what-we-ask", "suspected")),
        *_about(wording, rulebook),
    ]
    for part, rules in zip(PARTS, parts, strict=True):
        if rules:
            title = f"{wording.say(f'packet-{part}')}: {wording.count('rules', len(rules))}"
            blocks += [Heading(title), Paragraph(wording.say(f"packet-{part}-text"))]
        for rule in rules:
            blocks += _rule(words, rule)
    return (*blocks, *_arguments(words))


def _part(rule: Contraindication) -> int:
    if rule.basis is Basis.UNSOURCED:
        return 0
    return 1 if rule.dissent else 2 if rule.basis is Basis.INFERRED else 3


def _about(wording: Wording, rulebook: Rulebook) -> Iterator[Block]:
    yield Heading(wording.say("packet-about"))
    yield Item(rulebook.digest, lead=wording.say("packet-digest"))
    yield from about_items(wording, rulebook.about)


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
    for certainty in Certainty:
        groups = [(_title(words, group), group) for group in alike.values() if group[0].certainty is certainty]
        if groups:
            yield Heading(
                f"{words.wording.word('packet-arguments', certainty)}: {sum(len(group) for _, group in groups)}"
            )
            yield Paragraph(words.wording.say(f"packet-arguments-{name_of(certainty)}-text"))
        for named, group in sorted(groups, key=itemgetter(0)):
            yield Heading(named, 3)
            yield from _argument(words, group)


def _title(words: RuleWords, group: list[Indication]) -> str:
    """Of what an argument speaks: technique, complaint, stage, and what was hoped to change."""
    first, wording = group[0], words.wording
    families = outside(wording.and_list(wording.named("family", first.families)))
    of = wording.technique(first.technique) if first.technique else wording.say("packet-families", families=families)
    complaint = wording.condition(first.complaint) + (f", {wording.word('stage', first.stage)}" if first.stage else "")
    return f"{of}. {complaint}: {wording.and_list(wording.named('outcome', (each.outcome for each in group)))}"


def _argument(words: RuleWords, group: list[Indication]) -> Iterator[Block]:
    first, wording, say = group[0], words.wording, words.wording.say
    yield Item(", ".join(each.id for each in group), lead=say("packet-known-by"))
    yield Item(outside(wording.word("direction", first.direction)), lead=say("packet-found"))
    yield Item(wording.word("certainty", first.certainty), lead=say("packet-how-sure"))
    if first.dose:
        yield Item(sentence(first.dose), lead=say("packet-dose"))
    yield Item(f"{wording.prose(first.effect)}{wording.cite(first.sources)}", lead=say("packet-effect"))
    if first.locator:
        yield Item(wording.prose(first.locator), lead=say("rule-locator"))
    if first.reviewed is not None:
        yield Item(str(first.reviewed), lead=say("about-reviewed"))
    yield from _marks(words, first)


def _marks(words: RuleWords, of: Contraindication | Indication) -> Iterator[Block]:
    """The sources in full, and the line to tick."""
    for source in words.sources(of):
        number = f"[{words.wording.cited[source.id]}]"
        yield Item(noted(words.wording, source), lead=number, depth=1, link=source.link)
    yield Paragraph(words.wording.say("packet-ticks"))
    yield Paragraph(ROOM)
