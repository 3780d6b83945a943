"""The catalogue has everything that the shipped rulebook says, once, and no link in it leads nowhere."""

import html
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
        for name in [path.stem for path in DOCS.glob("*.py")]:
            sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def as_markdown(catalogue):
    return sys.modules["as_markdown"]


@pytest.fixture(scope="module")
def pages(catalogue):
    return catalogue.pages()


def anchors(text):
    return [one or other for one, other in ANCHOR.findall(text)]


def shown(text):
    """A page as a reader sees its words."""
    return " ".join(html.unescape(text).split())


def section(text, heading):
    """What stands on a page below a heading, up to the next one."""
    below = re.split(rf"^## {heading}.*$", text, flags=re.MULTILINE)[1:]
    return "".join(below).partition("\n## ")[0]


def test_every_technique_every_rule_and_every_family_has_a_page(catalogue, pages):
    assert {catalogue.technique_page(each.id) for each in RULEBOOK.techniques} <= set(pages)
    assert {catalogue.rule_page(each.id) for each in RULEBOOK.contraindications} <= set(pages)
    for collection in ("contraindications", "conditions"):
        of = catalogue.family_of(collection)
        assert set(of) == set(getattr(RULEBOOK, collection).ids)
        assert {catalogue.family_page(collection, family) for family in of.values()} <= set(pages)


def test_every_condition_has_one_anchor(catalogue, pages):
    families = {catalogue.family_page("conditions", family) for family in catalogue.families("conditions")}
    assert Counter(anchor for path in families for anchor in anchors(pages[path])) == Counter(RULEBOOK.conditions.ids)


def test_no_link_leads_nowhere(pages):
    for path, text in pages.items():
        for target in LINK.findall(text):
            file, _, anchor = target.partition("#")
            assert not file or file[0] == "/", f"{path}: {target}"
            at = file[1:] or path
            assert at in pages or (DOCS / at).is_file(), f"{path}: {target}"
            assert not anchor or anchor in anchors(pages[at]), f"{path}: {target}"


def test_the_titles_of_rules_tell_them_apart(catalogue, pages):
    titles = Counter(pages[catalogue.rule_page(each.id)].partition("\n")[0] for each in RULEBOOK.contraindications)
    assert [title for title, times in titles.items() if times > 1] == []


def test_a_rule_is_told_with_its_question_its_dissent_and_its_sources(catalogue, pages):
    for rule in RULEBOOK.contraindications:
        page = pages[catalogue.rule_page(rule.id)]
        told = [rule.reason]
        told += [RULEBOOK.clearances[rule.clearance].question] if rule.clearance else []
        told += [rule.dissent.partition("`")[0].strip()] if rule.dissent else []
        assert [each for each in told if " ".join(each.split()) not in shown(page)] == []
        sources = [RULEBOOK.sources[source].title.rstrip(".") for source in rule.sources]
        assert [each for each in sources if " ".join(each.split()) not in shown(section(page, "Sources"))] == []


def test_a_rule_stands_in_a_decision_table_with_the_others_about_the_same_condition(catalogue, pages):
    for rule in RULEBOOK.contraindications:
        page = pages[catalogue.rule_page(rule.id)]
        alike = [each for each in RULEBOOK.contraindications if rule.about is not None and each.about == rule.about]
        table = [line for line in section(page, "Decision table").splitlines() if line.startswith("| ")]
        assert table[0].startswith("| state | verdict | techniques | where |")
        assert sum("(this rule)" in row for row in table) == 1
        assert sorted(LINK.findall("\n".join(table))) == sorted(
            f"/{catalogue.rule_page(each.id)}" for each in alike if each.id != rule.id
        )


def test_a_rule_about_no_condition_says_when_it_counts(catalogue, pages):
    for rule in RULEBOOK.contraindications:
        counts = "- **Counts:**" in pages[catalogue.rule_page(rule.id)]
        assert counts == (rule.about is None)


def test_the_page_of_a_family_leads_to_each_of_its_rules_and_back(catalogue, pages):
    for id, family in catalogue.family_of("contraindications").items():
        page = catalogue.family_page("contraindications", family)
        topic = RULEBOOK.contraindications[id].about or id
        assert anchors(pages[page]).count(topic) == 1
        assert f"](/{catalogue.rule_page(id)})" in pages[page]
        assert f"](/{page}#{topic})" in pages[catalogue.rule_page(id)]


def test_a_rule_leads_to_the_few_techniques_that_it_singles_out_and_they_lead_to_it(catalogue, pages):
    rule = RULEBOOK.contraindications["abdominal-surgery-internal"]
    [line] = [line for line in pages[catalogue.rule_page(rule.id)].splitlines() if "**Singles out:**" in line]
    internal = [each.id for each in RULEBOOK.techniques if set(rule.to.traits_any) & set(each.traits)]
    assert "jaw-soft-tissue-therapy" in internal, "work inside the mouth, which the rule on the pelvic floor leaves be"
    held = [catalogue.technique_page(id) for id in internal if id != "jaw-soft-tissue-therapy"]
    assert LINK.findall(line) == [f"/{page}" for page in held]
    linked = f"](/{catalogue.rule_page(rule.id)})"
    assert sorted(held) == sorted(path for path in pages if "/techniques/" in path and linked in pages[path])


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
        re.findall(r"/([a-z0-9-]+)\.md\)", pages[catalogue.COVERAGE])
    )
    assert "(../catalogue/coverage/sources.md)" in (DOCS / "explanation" / "evidence.md").read_text("utf-8")


def test_a_text_is_shown_as_it_stands(as_markdown):
    text = "a | b <b>*c*</b> [d](e) `f` #g \\h &amp; {i} ~j~"
    assert html.unescape(as_markdown.safe(text)) == text
    assert not re.search(r"[\\`*_\[\]{}|~<>]", as_markdown.safe(text))


def test_numbers_of_sources_lead_to_them(as_markdown):
    told = as_markdown.cited("It helps [1, 12]. See [x].")
    assert told.startswith("It helps &#91;[1](#source-1), [12](#source-12)&#93;.")
    assert "(#source-x)" not in told
    assert as_markdown.cited("[2-4, 6]") == "&#91;[2](#source-2)-[4](#source-4), [6](#source-6)&#93;"


def test_a_column_that_says_nothing_is_left_out(as_markdown):
    assert as_markdown.rows(("a", "b", "c"), [("1", "", "2"), ("", "", "3")]) == [
        "",
        "| a | c |",
        "|---|---|",
        "| 1 | 2 |",
        "|  | 3 |",
        "",
    ]
    assert as_markdown.rows(("a", "b"), []) == []


def test_the_site_makes_them_and_lists_all_but_the_rules(catalogue):
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert "- docs/catalogue.py" in settings
    assert "\nnot_in_nav: /catalogue/rules/*/\n" in settings

    class Config:
        nav = ({"Home": "index.md"}, {"Explanation": []})

        def __init__(self):
            self.nav = list(type(self).nav)

    listed = str(catalogue.on_config(Config()).nav)
    rules = {catalogue.rule_page(each.id) for each in RULEBOOK.contraindications}
    assert {path for path in catalogue.pages() if f"'{path}'" not in listed} == rules


def test_no_page_of_it_is_kept_on_file():
    assert not (DOCS / "catalogue").exists()
