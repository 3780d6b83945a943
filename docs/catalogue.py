"""The catalogue: pages made from the shipped rulebook while the site is built; none of them is kept on file.

MkDocs calls ``on_config``, ``on_files`` and ``on_nav``.
"""

import sys
from typing import Any

import covered
from as_markdown import by_name, count, rows, safe
from condition_pages import of_conditions
from links import (
    COVERAGE,
    FOLDERS,
    INDEX,
    families,
    family_of,
    family_page,
    rule_page,
    shipped,
    technique_page,
    title,
    to_technique,
    topic,
)
from rule_pages import by_topic, of_family, of_rule
from technique_pages import of_technique

from bodywork_rules import Rulebook
from bodywork_rules.insight.rule_words import about_items
from bodywork_rules.insight.wording import Wording, outside
from bodywork_rules.model import About, Basis, ClientProfile


def on_config(config: Any) -> Any:
    """Put the pages into the navigation, between the reference and the explanation."""
    book = shipped()
    entries: list[dict[str, Any]] = [{"What the rulebook says": INDEX}]
    entries += [{"Techniques": [{each.name: technique_page(each.id)} for each in by_name(book.techniques)]}]
    for collection, folder in FOLDERS.items():
        those = [{title(family): family_page(collection, family)} for family in families(collection)]
        entries.append({outside(folder): those})
    entries.append({"What the sources speak of": COVERAGE})
    at = next(place for place, entry in enumerate(config.nav) if "Explanation" in entry)
    config.nav.insert(at, {"Catalogue": entries})
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add the pages to those of the site."""
    generated = sys.modules["mkdocs.structure.files"].File.generated
    for path, text in pages().items():
        files.append(generated(config, path, content=text))
    return files


def on_nav(nav: Any, config: Any, files: Any) -> Any:  # noqa: ARG001 - MkDocs passes more
    """Let the navigation, which does not list the rules one by one, be open at their families on the page of each."""
    for id, family in family_of("contraindications").items():
        page = files.get_file_from_path(rule_page(id)).page
        page.parent = files.get_file_from_path(family_page("contraindications", family)).page.parent
    return nav


def pages() -> dict[str, str]:
    """Every page of the catalogue by its path, as Markdown."""
    book = shipped()
    groups = by_topic(book)
    made = {INDEX: index(), COVERAGE: covered.page()}
    made |= {technique_page(each.id): of_technique(book, each) for each in book.techniques}
    made |= {rule_page(each.id): of_rule(book, each, groups[topic(each)]) for each in book.contraindications}
    for family in families("contraindications"):
        made[family_page("contraindications", family)] = of_family(book, family, groups)
    for family in families("conditions"):
        made[family_page("conditions", family)] = of_conditions(book, family)
    return made


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
        "Each technique and each rule has one, which the search finds; conditions stand together by family.",
        "",
        '!!! warning "Review"',
        f"    {safe(book.about.review)}",
        "",
        f"It holds {', '.join(held)}; a rule restricts, an argument speaks for or against a technique.",
        f"Of the rules {said}.",
        "How they came about is told in [the evidence](/explanation/evidence.md).",
        f"Which of them answers what the sources speak of stands in [a table](/{COVERAGE}).",
    ]
    lines += ["", "## What it says of itself", "", *about_itself(book.about)]
    lines += ["", "## Techniques"]
    lines += rows(
        ("technique", "family", "what it is"),
        (
            (to_technique(each), safe(book.families[each.family].name), safe(each.definition))
            for each in by_name(book.techniques)
        ),
    )
    for collection, folder in FOLDERS.items():
        lines += ["", f"## {outside(folder)}", ""]
        for family, ids in families(collection).items():
            lines.append(f"- [{title(family)}](/{family_page(collection, family)}) ({len(ids)})")
    return "\n".join(lines) + "\n"


def in_english(book: Rulebook) -> Wording:
    """The words of a rulebook, of no client in particular."""
    return Wording(book.words, ClientProfile())


def about_itself(about: About) -> list[str]:
    """What the rulebook says of itself, as a table and a list of gaps."""
    said = [item for item in about_items(in_english(shipped()), about) if item.text not in about.known_gaps]
    lines = rows(("what", "said"), ((safe(item.lead), safe(item.text)) for item in said))
    return [*lines, "What is known to be missing or weak:", "", *(f"- {safe(gap)}" for gap in about.known_gaps)]
