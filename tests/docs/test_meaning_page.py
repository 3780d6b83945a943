"""The page of the meaning, the definition and the code that computes it name one another rightly."""

import re

from bodywork_rules.model import Condition
from docs.blocks import DOCS
from style.reading import PACKAGE, SOURCE, docstring, imported, modules

PAGE = (DOCS / "explanation" / "meaning.md").read_text(encoding="utf-8")
ENGINE = SOURCE / "engine"
WITHOUT_MEANING = {1, 24, 25, 26, 27, 28, 29}
"""Decisions about how values are held, of which the meaning says nothing."""


def sections() -> set[str]:
    return set(re.findall(r"^#{2,3} (.+)$", PAGE, flags=re.MULTILINE))


def shared() -> set[str]:
    """The modules that the last table says are shared, by dotted name."""
    table = PAGE.partition("## What is written twice, and what is shared")[2]
    last = [row.strip("|").split("|")[-1] for row in table.splitlines() if row.startswith("|")]
    paths = [path for cell in last for path in re.findall(r"`((?:\w+/)*\w+)\.py`", cell)]
    return {f"{PACKAGE}.engine.{path.replace('/', '.')}" for path in paths}


def test_each_section_that_the_code_names_stands_on_the_page():
    named = set()
    for module in modules(ENGINE):
        own = docstring(module.tree)
        text = " ".join(str(own.value if own else "").split())
        for found in re.findall(r"\bmeaning, ((?:\"[^\"]+\"|, | and )+)", text):
            named.update(re.findall(r"\"([^\"]+)\"", found))
    assert len(named) >= 10
    assert named <= sections()


def test_each_module_that_the_page_names_is_there():
    named = set(re.findall(r"`((?:\w+/)*\w+\.py)`", PAGE))
    assert len(named) >= 30
    assert {each for each in named if not (ENGINE / each).is_file() and not (SOURCE / each).is_file()} == set()


def test_each_decision_that_bears_on_the_meaning_is_on_the_page():
    linked = {int(number) for number in re.findall(r"\(\.\./decisions/(\d{4})-", PAGE)}
    decided = {int(path.name[:4]) for path in (DOCS / "decisions").glob("0*.md")}
    assert decided - linked == WITHOUT_MEANING


def test_each_thing_by_which_a_condition_refuses_a_profile_is_on_the_page():
    says_nothing = {"id", "name", "kind", "broader", "regions", "ask", "synonyms", "replaced_by"}
    fields = {each.name for each in Condition.__attrs_attrs__} - says_nothing
    codes = {each for each in fields if each.startswith(("icd10cm", "rxnorm"))}
    assert {each for each in fields - codes if f"`{each}`" not in PAGE} == set()


def test_the_definition_uses_of_the_engine_what_the_page_lists_as_shared_and_nothing_else():
    every = modules()
    known = {module.name for module in every}
    definition = [module for module in every if module.name.startswith(f"{PACKAGE}.engine.reference")]
    used = {name for module in definition for name in imported(module, known) if name.startswith(f"{PACKAGE}.engine.")}
    own = {name for name in used if name.startswith(f"{PACKAGE}.engine.reference")}
    assert used - own <= shared()
