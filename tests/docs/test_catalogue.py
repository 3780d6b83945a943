"""The catalogue has everything that the shipped rulebook says, once, and no link in it leads nowhere."""

import html
import posixpath
import re
import sys
from collections import Counter

import pytest

from content.coverage import rows
from docs.blocks import DOCS, ROOT
from shipped import RULEBOOK

LINK = re.compile(r"\]\(([^)\s]+)\)")
ANCHOR = re.compile(r"\{ #([a-z0-9-]+) \}|<span id=\"([a-z0-9-]+)\">")


@pytest.fixture(scope="module")
def catalogue():
    sys.path.insert(0, str(DOCS))
    try:
        import catalogue

        yield catalogue
    finally:
        sys.path.remove(str(DOCS))
        for name in ("catalogue", "covered", "as_markdown"):
            sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def pages(catalogue):
    return catalogue.pages()


def anchors(text):
    return [one or other for one, other in ANCHOR.findall(text)]


def shown(text):
    """A page as a reader sees its words."""
    return " ".join(html.unescape(text).split())


def test_every_technique_and_every_family_has_a_page(catalogue, pages):
    assert {catalogue.technique_page(each.id) for each in RULEBOOK.techniques} <= set(pages)
    for collection in ("contraindications", "conditions"):
        of = catalogue.family_of(collection)
        assert set(of) == set(getattr(RULEBOOK, collection).ids)


@pytest.mark.parametrize("collection", ["contraindications", "conditions"])
def test_every_rule_and_every_condition_has_one_anchor(catalogue, pages, collection):
    folder = {"contraindications": "rules", "conditions": "conditions"}[collection]
    found = Counter(
        anchor
        for path, text in pages.items()
        if path.startswith(f"catalogue/{folder}/")
        for anchor in anchors(text)
        if not re.fullmatch(r"source-\d+", anchor)
    )
    assert found == Counter(getattr(RULEBOOK, collection).ids)


def test_no_link_leads_nowhere(pages):
    for path, text in pages.items():
        for target in LINK.findall(text):
            file, _, anchor = target.partition("#")
            at = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
            assert at in pages or (DOCS / at).is_file(), f"{path}: {target}"
            assert not anchor or anchor in anchors(pages[at]), f"{path}: {target}"


def test_a_rule_is_told_with_its_question_its_dissent_and_its_sources(catalogue, pages):
    for rule in RULEBOOK.contraindications:
        text = shown(pages[catalogue.rules_page(catalogue.family_of("contraindications")[rule.id])])
        assert " ".join(rule.reason.split()) in text
        told = [RULEBOOK.sources[source].title.rstrip(".") for source in rule.sources]
        told += [RULEBOOK.clearances[rule.clearance].question] if rule.clearance else []
        told += [rule.dissent.partition("`")[0].strip()] if rule.dissent else []
        assert [each for each in told if " ".join(each.split()) not in text] == []


def test_a_technique_is_told_with_its_arguments_and_further_reading(catalogue, pages):
    for technique in RULEBOOK.techniques:
        text = shown(pages[catalogue.technique_page(technique.id)])
        own = [each for each in RULEBOOK.indications if each.technique == technique.id]
        own += [each for each in RULEBOOK.indications if technique.family in each.families]
        read = {*technique.sources, *(source for each in own for source in each.sources)}
        told = [*(RULEBOOK.sources[source].title.rstrip(".") for source in read), *(each.effect for each in own)]
        assert [each for each in told if " ".join(each.split()) not in text] == []
        assert ("## Further reading" in pages[catalogue.technique_page(technique.id)]) == bool(read)


def test_everything_that_the_sources_speak_of_is_told_with_its_rules_and_reasons(catalogue, pages):
    text, told = shown(pages[catalogue.COVERAGE]), rows()
    said = [row.name for row in told] + [row.note for row in told]
    said += [each.why for row in told for case in row.cases for each in case.says]
    assert [each for each in said if " ".join(each.split()) not in text] == []
    assert {rule for row in told for rule in row.rules} == set(
        re.findall(r"#([a-z0-9-]+)\)", pages[catalogue.COVERAGE])
    )
    assert "(../catalogue/coverage/sources.md)" in (DOCS / "explanation" / "evidence.md").read_text("utf-8")


def test_a_text_is_shown_as_it_stands(catalogue):
    text = "a | b <b>*c*</b> [d](e) `f` #g \\h &amp; {i} ~j~"
    assert html.unescape(catalogue.safe(text)) == text
    assert not re.search(r"[\\`*_\[\]{}|~<>]", catalogue.safe(text))


def test_numbers_of_sources_lead_to_them(catalogue):
    told = catalogue.cited("It helps [1, 12]. See [x].")
    assert told.startswith("It helps &#91;[1](#source-1), [12](#source-12)&#93;.")
    assert "(#source-x)" not in told
    assert catalogue.cited("[2-4, 6]") == "&#91;[2](#source-2)-[4](#source-4), [6](#source-6)&#93;"


def test_a_column_that_says_nothing_is_left_out(catalogue):
    assert catalogue.rows(("a", "b", "c"), [("1", "", "2"), ("", "", "3")]) == [
        "",
        "| a | c |",
        "|---|---|",
        "| 1 | 2 |",
        "|  | 3 |",
        "",
    ]
    assert catalogue.rows(("a", "b"), []) == []


def test_the_site_makes_them_and_lists_them(catalogue):
    assert "- docs/catalogue.py" in (ROOT / "mkdocs.yml").read_text("utf-8")

    class Config:
        nav = ({"Home": "index.md"}, {"Explanation": []})

        def __init__(self):
            self.nav = list(type(self).nav)

    listed = str(catalogue.on_config(Config()).nav)
    assert [path for path in catalogue.pages() if f"'{path}'" not in listed] == []


def test_no_page_of_it_is_kept_on_file():
    assert not (DOCS / "catalogue").exists()
