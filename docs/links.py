"""Where the pages of the catalogue are, and links to them from any page."""

import tomllib
from functools import cache
from pathlib import Path

from as_markdown import safe

import bodywork_rules
from bodywork_rules import Rulebook, load_rulebook
from bodywork_rules.insight.wording import outside
from bodywork_rules.model import Contraindication, Technique

CONTENT = Path(bodywork_rules.__file__).parent / "content"
TOP = "catalogue"
INDEX = f"{TOP}/index.md"
COVERAGE = f"{TOP}/coverage/sources.md"
FOLDERS = {"contraindications": "rules", "conditions": "conditions"}


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


def topic(rule: Contraindication) -> str:
    """What rules stand together by: their condition; one about no condition stands by itself."""
    return rule.about or rule.id


def technique_page(id: str) -> str:
    """The path of the page of a technique."""
    return f"{TOP}/techniques/{id}.md"


def rule_page(id: str) -> str:
    """The path of the page of a rule."""
    return f"{TOP}/rules/{family_of('contraindications')[id]}/{id}.md"


def family_page(collection: str, family: str) -> str:
    """The path of the page of a family of conditions or of rules."""
    return f"{TOP}/{FOLDERS[collection]}/{family}.md"


def to_technique(technique: Technique) -> str:
    """A link to a technique."""
    return f"[{safe(technique.name)}](/{technique_page(technique.id)})"


def to_rule(id: str, text: str = "") -> str:
    """A link to a rule."""
    return f"[{safe(text or id)}](/{rule_page(id)})"


def to_condition(book: Rulebook, id: str) -> str:
    """A link to a condition."""
    page = family_page("conditions", family_of("conditions")[id])
    return f"[{safe(book.conditions[id].name)}](/{page}#{id})"


def to_topic(rule: Contraindication) -> str:
    """A link to the rules about the same condition, on the page of a rule's family."""
    family = family_of("contraindications")[rule.id]
    return f"[{title(family)}: rules](/{family_page('contraindications', family)}#{topic(rule)})"
