"""The pages of the catalogue, made from the shipped rulebook while the site is built; none of them is kept on file.

MkDocs calls ``on_config`` and ``on_files``.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import covered
from as_markdown import cited, count, rows, safe

import bodywork_rules
from bodywork_rules import Rulebook, load_rulebook
from bodywork_rules.engine.scope import takes_in
from bodywork_rules.insight.page import Item
from bodywork_rules.insight.rule_words import RuleWords, about_items
from bodywork_rules.insight.wording import Wording, outside, source_text
from bodywork_rules.model import About, Basis, ClientProfile, Condition, Contraindication, Indication, Source, Technique

CONTENT = Path(bodywork_rules.__file__).parent / "content"
TOP = "catalogue"
IN_THE_TABLE = ("About", "Reason", "Counts", "Unless we are told", "To", "Where", "Verdict", "Limits")
COVERAGE = f"{TOP}/coverage/sources.md"


def on_config(config: Any) -> Any:
    """Put the pages into the navigation, between the reference and the explanation."""
    book = shipped()
    entries = [
        {"What the rulebook says": f"{TOP}/index.md"},
        {"Techniques": [{each.name: technique_page(each.id)} for each in by_name(book.techniques)]},
        {"Rules": [{title(family): rules_page(family)} for family in families("contraindications")]},
        {"Conditions": [{title(family): conditions_page(family)} for family in families("conditions")]},
        {"What the sources speak of": COVERAGE},
    ]
    at = next(place for place, entry in enumerate(config.nav) if "Explanation" in entry)
    config.nav.insert(at, {"Catalogue": entries})
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add the pages to those of the site."""
    generated = sys.modules["mkdocs.structure.files"].File.generated
    for path, text in pages().items():
        files.append(generated(config, path, content=text))
    return files


def pages() -> dict[str, str]:
    """Every page of the catalogue by its path, as Markdown."""
    book = shipped()
    made = {f"{TOP}/index.md": index(), COVERAGE: covered.page(to_rule)}
    made |= {technique_page(each.id): of_technique(book, each) for each in book.techniques}
    made |= {rules_page(family): of_rules(book, family) for family in families("contraindications")}
    made |= {conditions_page(family): of_conditions(book, family) for family in families("conditions")}
    return made


@cache
def shipped() -> Rulebook:
    """The shipped rulebook."""
    return load_rulebook()


@cache
def families(collection: str) -> dict[str, tuple[str, ...]]:
    """The families of conditions or of rules, which are the files they stand in, each with the ids of its things."""
    kind = collection.removesuffix("s")
    found = {}
    for path in sorted((CONTENT / collection).glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get(kind, [])
        found[path.stem] = tuple(sorted(table["id"] for table in tables))
    return {family: ids for family, ids in found.items() if ids}


@cache
def family_of(collection: str) -> dict[str, str]:
    """The family of each condition or rule, by its id."""
    return {id: family for family, ids in families(collection).items() for id in ids}


def title(family: str) -> str:
    """What a family is called."""
    return outside(family.replace("-", " "))


def by_name(things: Iterable[Any]) -> list[Any]:
    """Things in the order of their names."""
    return sorted(things, key=lambda thing: (thing.name.lower(), thing.id))


def technique_page(id: str) -> str:
    """The path of the page of a technique."""
    return f"{TOP}/techniques/{id}.md"


def rules_page(family: str) -> str:
    """The path of the page of a family of rules."""
    return f"{TOP}/rules/{family}.md"


def conditions_page(family: str) -> str:
    """The path of the page of a family of conditions."""
    return f"{TOP}/conditions/{family}.md"


def to_rule(id: str, text: str = "") -> str:
    """A link to a rule from any page but the index."""
    return f"[{safe(text or id)}](../rules/{family_of('contraindications')[id]}.md#{id})"


def to_condition(book: Rulebook, id: str) -> str:
    """A link to a condition from any page but the index."""
    name = safe(book.conditions[id].name)
    return f"[{name}](../conditions/{family_of('conditions')[id]}.md#{id})"


def listed(items: Iterable[Item]) -> list[str]:
    """Items as a list."""
    return ["", *(f"{'    ' * each.depth}- **{safe(each.lead)}:** {cited(each.text)}" for each in items), ""]


def at_end(heading: str, words: RuleWords) -> list[str]:
    """The sources that a page cites, by number, each with what is noted of it."""
    numbers = words.wording.cited
    lines = ["", f"## {heading}", ""] if numbers else []
    for id, number in numbers.items():
        lines.append(f'{number}. <span id="source-{number}"></span>{in_full(words.rulebook.sources[id])}')
    return lines


def in_full(source: Source) -> str:
    """A source with its address and what is noted of it."""
    link = f" <{source.link}>" if re.fullmatch(r"https?://[^\s<>]+", source.link) else f" {safe(source.link)}"
    note = f" *{safe(source.note)}*" if source.note else ""
    return f"{safe(source_text(source))}{link.rstrip()}{note}"


def index() -> str:
    """The first page: what the rulebook says of itself, and how to read the others."""
    book = shipped()
    bases = [rule.basis.value for rule in book.contraindications]
    meant = {basis: in_english(book).word("basis", basis) for basis in Basis}
    said = ", ".join(f"{bases.count(each.value)} are {each.value} ({meant[each]})" for each in Basis)
    held = [
        count(len(getattr(book, collection)), word)
        for collection, word in (
            ("conditions", "condition"),
            ("techniques", "technique"),
            ("contraindications", "rule"),
            ("indications", "argument"),
            ("sources", "source"),
        )
    ]
    lines = [
        "# What the rulebook says",
        "",
        f"{safe(book.name)}, version {safe(book.version)}.",
        "These pages are made from the shipped rulebook whenever the site is built.",
        "",
        '!!! warning "Review"',
        f"    {safe(book.about.review)}",
        "",
        f"It holds {', '.join(held)}; a rule restricts, an argument speaks for or against a technique.",
        f"Of the rules {said}.",
        "How they came about is told in [the evidence](../explanation/evidence.md).",
        "Which of them answers what the sources speak of stands in [a table](coverage/sources.md).",
    ]
    lines += ["", "## What it says of itself", "", *about_itself(book.about)]
    lines += ["", "## Techniques"]
    lines += rows(
        ("technique", "family", "what it is"),
        (
            (
                f"[{safe(each.name)}](techniques/{each.id}.md)",
                safe(book.families[each.family].name),
                safe(each.definition),
            )
            for each in by_name(book.techniques)
        ),
    )
    for heading, collection, folder in (
        ("Rules", "contraindications", "rules"),
        ("Conditions", "conditions", "conditions"),
    ):
        lines += ["", f"## {heading}", ""]
        for family, ids in families(collection).items():
            lines.append(f"- [{title(family)}]({folder}/{family}.md) ({len(ids)})")
    return "\n".join(lines) + "\n"


def in_english(book: Rulebook) -> Wording:
    """The words of a rulebook, of no client in particular."""
    return Wording(book.words, ClientProfile())


def about_itself(about: About) -> list[str]:
    """What the rulebook says of itself, as a table and a list of gaps."""
    said = [item for item in about_items(in_english(shipped()), about) if item.text not in about.known_gaps]
    lines = rows(("what", "said"), ((safe(item.lead), safe(item.text)) for item in said))
    return [*lines, "What is known to be missing or weak:", "", *(f"- {safe(gap)}" for gap in about.known_gaps)]


def of_technique(book: Rulebook, technique: Technique) -> str:
    """The page of a technique: what it is, what speaks for and against it, and what restricts it."""
    words = RuleWords(book)
    cited_for_it = words.wording.cite(technique.sources)
    lines = [f"# {safe(technique.name)}", "", cited(f"{technique.definition}{cited_for_it}")]
    if technique.notices:
        lines += ["", f"**What the client notices:** {safe(technique.notices)}"]
    lines += rows(("what", "said"), facts(words, technique))
    own = [each for each in book.indications if each.technique == technique.id]
    of_family = [each for each in book.indications if technique.family in each.families]
    lines += ["", "## What speaks for and against it", ""]
    lines += arguments(words, own) or ["Nothing was found that was tried with this technique by itself."]
    if of_family:
        family = safe(book.families[technique.family].name)
        lines += ["", "## What is known of its whole family", ""]
        lines += [f"Where nothing nearer is known, what was found of a whole class serves: {family}.", ""]
        lines += arguments(words, of_family)
    lines += restricting(words, technique)
    lines += at_end("Further reading", words)
    return "\n".join(lines) + "\n"


def facts(words: RuleWords, technique: Technique) -> Iterator[tuple[str, str]]:
    """The attributes of a technique that are not told elsewhere on its page."""
    wording = words.wording
    family = words.rulebook.families[technique.family]
    yield "Id", f"`{technique.id}`"
    yield "Family", safe(f"{family.name}: {family.text}" if family.text else family.name)
    yield "Works on", safe(technique.target)
    yield "Is marked by", safe(", ".join(wording.named("trait", technique.traits)))
    if technique.essential:
        yield "Cannot do without", safe(", ".join(wording.named("trait", technique.essential)))
    yield "Position", safe(", ".join(wording.named("position", technique.positions)))
    levels = [words.rulebook.pressures[str(each)].name for each in (technique.pressure.least, technique.pressure.most)]
    span = f"{technique.pressure.least} to {technique.pressure.most} of 5"
    yield "Pressure", safe(f"{span}: from {levels[0]} to {levels[1]}" if levels[0] != levels[1] else levels[0])
    yield "Where", safe(wording.sites(technique.regions))
    yield "Minutes", f"{technique.minutes.least} to {technique.minutes.most}"
    if technique.only_for:
        past = ", now or in the past" if technique.only_for_ever else ""
        yield "Only for", ", ".join(to_condition(words.rulebook, each) for each in technique.only_for) + past
    if technique.products:
        yield "Products", safe(", ".join(wording.named("product", technique.products)))
    if technique.training:
        yield "Training", safe(technique.training)
    if technique.synonyms:
        yield "Also called", safe(", ".join(technique.synonyms))


def arguments(words: RuleWords, indications: Iterable[Indication]) -> list[str]:
    """Arguments as a table, by complaint."""
    book = words.rulebook
    cells = []
    for each in sorted(indications, key=lambda each: (book.conditions[each.complaint].name.lower(), each.id)):
        stage = f" ({each.stage.value})" if each.stage else ""
        outcome = f"{words.wording.name('outcome', each.outcome)}"
        wording = words.wording
        found = f"{wording.word('direction', each.direction)}, {wording.word('certainty', each.certainty)}"
        effect = f"{each.effect}{words.wording.cite(each.sources)}"
        dose = f" Dose: {each.dose}" if each.dose else ""
        about = f"{to_condition(book, each.complaint)}{stage}: {safe(outcome)}"
        cells.append((about, safe(found), cited(f"{effect}{dose}")))
    return rows(("complaint and hope", "found", "in words and figures"), cells)


def restricting(words: RuleWords, technique: Technique) -> list[str]:
    """The rules that single a technique out, and how many others hold for every technique."""
    book = words.rulebook
    rules = [rule for rule in book.contraindications if not rule.to.all and takes_in(rule.to, technique)]
    general = sum(rule.to.all for rule in book.contraindications)
    lines = [
        "",
        "## What restricts it",
        "",
        f"{outside(count(general, 'rule'))} hold for every technique: they are on the pages of the rules.",
        f"{outside(count(len(rules), 'rule'))} more hold for this one because of how it works:" if rules else "",
    ]
    ordered = sorted(rules, key=lambda rule: (-rule.verdict, words.title(rule).lower(), rule.id))
    cells = ((safe(outside(words.verdict(rule.verdict))), *decision(words, rule)) for rule in ordered)
    return [*lines, *rows(("verdict", "when the client has", "state", "where", "within"), cells)]


def decision(words: RuleWords, rule: Contraindication) -> tuple[str, str, str, str]:
    """A rule in a line: a link to it by what it is about, the state in which it counts, where, and the limits."""
    limits = "; ".join(words.wording.limits(rule.limits))
    return to_rule(rule.id, words.title(rule)), safe(words.state(rule)), safe(words.place(rule)), safe(limits)


def of_rules(book: Rulebook, family: str) -> str:
    """The page of a family of rules: for each condition a decision table, then each rule in full."""
    words = RuleWords(book)
    lines = [
        f"# {title(family)}: rules",
        "",
        f"{count(len(families('contraindications')[family]), 'rule')} that restrict.",
    ]
    lines += ["Of several that count at one place, the strictest verdict and the tightest limits hold.", ""]
    groups: dict[str, list[Contraindication]] = {}
    for id in families("contraindications")[family]:
        rule = book.contraindications[id]
        groups.setdefault(words.title(rule), []).append(rule)
    for heading, rules in sorted(groups.items(), key=lambda group: group[0].lower()):
        lines += ["", f"## {safe(heading)}"]
        lines += rows(
            ("state", "verdict", "techniques", "where", "within", "rule"),
            (
                (
                    safe(words.state(rule)),
                    safe(words.verdict(rule.verdict)),
                    safe(words.techniques(rule.to)),
                    safe(words.place(rule)),
                    safe("; ".join(words.wording.limits(rule.limits))),
                    f"[{rule.id}](#{rule.id})",
                )
                for rule in sorted(rules, key=lambda rule: (-rule.verdict, rule.id))
            ),
        )
        for rule in rules:
            lines += ["", f"### {safe(rule.reason)} {{ #{rule.id} }}", *in_words(words, rule)]
    lines += at_end("Sources", words)
    return "\n".join(lines) + "\n"


def in_words(words: RuleWords, rule: Contraindication) -> list[str]:
    """What the decision table and the reason leave out of a rule; its condition as a link."""
    lines = listed(item for item in words.items(rule) if item.lead not in IN_THE_TABLE)
    named = [f"- **Rule:** `{rule.id}`"]
    if rule.about is not None:
        named.append(f"- **About:** {to_condition(words.rulebook, rule.about)}")
    return ["", *named, *lines[1:]]


def of_conditions(book: Rulebook, family: str) -> str:
    """The page of a family of conditions: each with its other names, what it is a kind of, and the rules about it."""
    own: dict[str, list[str]] = {}
    for rule in book.contraindications:
        own.setdefault(str(rule.about), []).append(rule.id)
    things = [book.conditions[id] for id in families("conditions")[family]]
    lines = [
        f"# {title(family)}: conditions",
        "",
        f"{count(len(things), 'condition')}.",
        "The rules about what a condition is a kind of count for it too.",
    ]
    lines += rows(
        ("condition", "a kind of", "rules about it", "also called", "question"),
        (
            (
                f'<span id="{each.id}"></span>{safe(each.name)}<br>`{each.id}`',
                ", ".join(to_condition(book, broader) for broader in each.broader),
                "<br>".join(map(to_rule, own.get(each.id, ()))),
                safe(", ".join(each.synonyms)),
                asked(book, each),
            )
            for each in by_name(things)
        ),
    )
    return "\n".join(lines) + "\n"


def asked(book: Rulebook, condition: Condition) -> str:
    """The question that asks for a condition; of a retired one, what stands in its place."""
    if condition.replaced_by is not None:
        return f"now {to_condition(book, condition.replaced_by)}"
    return safe(condition.ask)
