"""Things of a rulebook as pages: one under its id, what was found by a text, what a check says."""

from collections.abc import Iterator, Sequence

from bodywork_rules.cli.things import thing_items
from bodywork_rules.errors import UnknownId, near
from bodywork_rules.insight.answer.closing import sources
from bodywork_rules.insight.page import Block, Heading, Item, Page, Paragraph, Table
from bodywork_rules.insight.rule_words import RuleWords
from bodywork_rules.model import Contraindication, Found, parse
from bodywork_rules.rulebook import Rulebook, rules_naming_techniques
from bodywork_rules.rulebook.parts import KINDS

__all__ = ["checked_page", "found_page", "thing_pages"]


def thing_pages(rulebook: Rulebook, id: str) -> Page:
    """Everything that has an id, with what else in the rulebook speaks of it.

    Raises:
        UnknownId: nothing has it; a near one is named.
    """
    words = RuleWords(rulebook, ids=True)
    wording = words.wording
    blocks: list[Block] = []
    for collection, (kind, _) in KINDS.items():
        thing = getattr(rulebook, collection).get(id)
        if thing is not None:
            blocks += [Heading(f"{kind} {id}: {getattr(thing, 'name', '')}".rstrip(": "), 1)]
            blocks += words.items(thing) if isinstance(thing, Contraindication) else thing_items(wording, thing)
            blocks += _spoken_of(rulebook, collection, id)
            wording.cite(getattr(thing, "sources", ()))
    if not blocks:
        known = {each for collection in KINDS for each in getattr(rulebook, collection).ids}
        raise UnknownId("id", parse.shown(id), near(id, known) or "look it up with `bodywork-rules find`")
    return (*blocks, *sources(wording))


def _spoken_of(rulebook: Rulebook, collection: str, id: str) -> Iterator[Block]:
    """What else in the rulebook speaks of a thing."""
    told: dict[str, list[str]] = {}
    match collection:
        case "conditions":
            narrower: list[str] = sorted(rulebook.narrower_of(id) - {id})
            rules: list[str] = [rule.id for rule in rulebook.contraindications if rule.about in rulebook.broader_of(id)]
            told = {
                "Narrower": narrower,
                "Rules about it": rules,
                "Arguments for it as a complaint": [each.id for each in rulebook.indications if each.complaint == id],
            }
            for system in rulebook.code_systems:
                codes = [code for each in system.codings if each.condition == id for code in each.codes]
                told[f"{system.name} ({system.licence.rstrip('.')})"] = codes
        case "techniques":
            family = rulebook.techniques[id].family
            told = {
                "Arguments": [each.id for each in rulebook.indications if each.technique == id],
                "Arguments of its family": [each.id for each in rulebook.indications if family in each.families],
            }
        case "clearances":
            told = {"Rules that ask for it": [rule.id for rule in rulebook.contraindications if rule.clearance == id]}
        case "traits" | "families":
            told = {
                "Techniques": [each.id for each in rulebook.techniques if id in (*each.traits, each.family)],
                "Rules about it": [
                    rule.id
                    for rule in rulebook.contraindications
                    if id in (*rule.to.traits_any, *rule.to.families, *rule.limits.no_traits)
                ],
            }
    for lead, ids in told.items():
        if ids:
            yield Item(", ".join(ids), lead=lead)


def found_page(text: str, found: Sequence[Found]) -> Page:
    """What a text may mean, surest first."""
    if not found:
        return (Paragraph(f"Nothing in the rulebook is called `{text}`, or nearly so."),)
    rows = [(each.kind, each.id, each.name, _how(each)) for each in found]
    return (Table(("Kind", "Id", "Name", "Found by"), rows),)


def _how(found: Found) -> str:
    how = found.how.name.lower().replace("_", " ")
    text = "" if found.text in (found.id, found.name) else f": {found.system} {found.text}".replace(":  ", ": ")
    at = f", at {', '.join(map(str, found.sites))}" if found.sites else ""
    return f"{how}{text}{f' ({found.course.value})' if found.course else ''}{at}"


def checked_page(rulebook: Rulebook) -> Page:
    """That a rulebook has no problems, what it holds, and which of its rules name techniques."""
    numbers = {collection: len(getattr(rulebook, collection)) for collection in KINDS}
    held = ", ".join(f"{number} {KINDS[of][0] if number == 1 else of}" for of, number in numbers.items())
    blocks: list[Block] = [
        Paragraph(f"{rulebook.id} {rulebook.version}: no problems."),
        Paragraph(f"{held}.", lead="Holds"),
        Paragraph(rulebook.digest, lead="SHA-256"),
    ]
    named = rules_naming_techniques(rulebook)
    if named:
        blocks.append(
            Paragraph("These rules name technique ids, so a technique that is added later is not among them:")
        )
        blocks += [Item(f"{rule.id}: {', '.join(rule.to.techniques)}") for rule in named]
    return tuple(blocks)
