"""A packet has every rule whole and once, what is least sure first."""

import re

import pytest

from bodywork_rules.insight.markdown import markdown
from bodywork_rules.insight.packet import packet_page
from bodywork_rules.insight.page import Heading, Item, Paragraph
from bodywork_rules.insight.rule_words import RuleWords
from bodywork_rules.model import (
    AnyOf,
    Basis,
    Contraindication,
    Details,
    Extent,
    Has,
    Limits,
    Measured,
    Scope,
    This,
    Verdict,
)
from shipped import RULEBOOK
from small_book import small_book

PAGE = packet_page(RULEBOOK)


def pieces():
    """The blocks that stand under the heading of each rule, and those under the heading of each argument."""
    rules: dict[str, list] = {}
    arguments: dict[str, list] = {}
    into: list = []
    for block in PAGE:
        if isinstance(block, Heading):
            rule = re.search(r"\(([a-z0-9-]+)\)$", block.text)
            into = []
            if block.level == 3:
                into = rules.setdefault(rule[1], []) if rule else arguments.setdefault(block.text, [])
        into.append(block)
    return rules, arguments


PIECES, ARGUED = pieces()


def argued(title):
    """What stands under a heading, by the words that lead it."""
    return {item.lead: item.text for item in ARGUED[title] if isinstance(item, Item)}


OF_ARGUMENT = {id: argued(title) for title in ARGUED for id in argued(title)["Known by"].split(", ")}


def test_every_rule_and_argument_is_there_once_with_a_line_to_tick():
    headings = [block.text for block in PAGE if isinstance(block, Heading) and block.level == 3]
    assert len(headings) == len(set(headings)) == len(PIECES) + len(ARGUED)
    assert set(PIECES) == set(RULEBOOK.contraindications.ids)
    known = [id for title in ARGUED for id in argued(title)["Known by"].split(", ")]
    assert sorted(known) == sorted(argument.id for argument in RULEBOOK.indications)
    ticks = [
        block for block in PAGE if isinstance(block, Paragraph) and "agree" in block.text and "reject" in block.text
    ]
    assert len(ticks) == len(headings)
    assert "Date:" in ticks[0].text


def test_what_is_least_sure_comes_first():
    def part(rule):
        disputed = bool(rule.dissent)
        return 0 if rule.basis is Basis.UNSOURCED else 1 if disputed else 2 if rule.basis is Basis.INFERRED else 3

    parts = [part(RULEBOOK.contraindications[id]) for id in PIECES]
    assert parts == sorted(parts)
    assert set(parts) == {0, 1, 2, 3}


def test_the_arguments_come_after_the_rules_and_the_least_sure_of_them_first():
    order = [block.text for block in PAGE if isinstance(block, Heading) and block.level == 3]
    assert order[len(PIECES) :] == list(ARGUED)
    sure = [RULEBOOK.indications[argued(title)["Known by"].split(", ")[0]].certainty for title in ARGUED]
    assert sure == sorted(sure)


def _is_whole(argument):
    """Whether all that an argument says is in the packet."""
    said = OF_ARGUMENT[argument.id]
    titles = [RULEBOOK.sources[source].title.rstrip(".") for source in argument.sources]
    return (
        WORDS.wording.word("direction", argument.direction) == said["Found"].lower()
        and WORDS.wording.word("certainty", argument.certainty) == said["How sure"]
        and " ".join(argument.effect.split()) in said["What was found"]
        and bool(argument.dose) is ("How much was given" in said)
        and bool(argument.locator) is ("Where in them" in said)
        and all(any(title in text for text in said.values()) for title in titles)
    )


def test_nothing_that_an_argument_says_is_left_out():
    assert [argument.id for argument in RULEBOOK.indications if not _is_whole(argument)] == []


def _left_out(rule):
    """What a rule says and the packet does not, or the other way round."""
    items = [block for block in PIECES[rule.id] if isinstance(block, Item)]
    text = " ".join(f"{item.lead}: {item.text}" for item in items)
    said = {item.lead for item in items}
    if " ".join(rule.reason.split()).rstrip(".").partition("`")[0] not in text:
        yield "Reason"
    for value, lead in (
        (rule.unless, "Unless we are told"),
        (rule.limits.any, "Limits"),
        (rule.advice, "Advice"),
        (rule.clearance, "Clearance"),
        (rule.referral, "Referral"),
        (rule.dissent, "Sources differ"),
    ):
        if bool(value) is not (lead in said):
            yield lead
    if rule.clearance and RULEBOOK.clearances[rule.clearance].question not in text:
        yield "the question of the clearance"
    yield from (each for each in rule.sources if RULEBOOK.sources[each].title.rstrip(".") not in text)
    numbers = {int(each) for item in items for each in re.findall(r"\[(\d+)\]", item.lead)}
    ranges = [
        each.split("-")
        for item in items
        for told in re.findall(r"\[([\d, -]+)\]", item.text)
        for each in told.split(", ")
    ]
    if {number for ends in ranges for number in range(int(ends[0]), int(ends[-1]) + 1)} != numbers:
        yield "the numbers of what is counted"


def test_nothing_that_a_rule_says_is_left_out():
    assert {rule.id: found for rule in RULEBOOK.contraindications if (found := list(_left_out(rule)))} == {}


def test_it_reads_as_markdown_in_which_no_name_can_break_a_heading():
    text = markdown(PAGE)
    assert len(re.findall(r"^### ", text, flags=re.MULTILINE)) == len(PIECES) + len(ARGUED)


def rule(**given):
    said = {"id": "r", "verdict": "avoid", "reason": "It hurts.", "basis": "unsourced"}
    return Contraindication(**(said | given))


WORDS = RuleWords(small_book())


@pytest.mark.parametrize(
    ("given", "lead", "words"),
    [
        (rule(about="fever"), "Counts", "when it is there or suspected"),
        (rule(about="fever", ever=True), "Counts", "when it is there or suspected, or was before"),
        (
            rule(about="fever", when=This(Details(onset_within="2 weeks"))),
            "Counts",
            "when it is there or suspected, and: began within 2 weeks",
        ),
        (rule(), "Counts", "for every client"),
        (rule(when=AnyOf([Has("fever"), Measured("age", below=2)])), "Counts", "Fever or Age below 2"),
        (rule(unless=Has("fever")), "Unless we are told", "Fever"),
        (rule(about="fever", where=Extent.SITE), "Where", "where it is"),
        (rule(about="fever", where=Extent.BEYOND), "Where", "further out on the limb than where it is"),
        (rule(where=["wrist"]), "Where", "wrist"),
        (rule(), "To", "all techniques"),
        (rule(to=Scope(pressure=(3, 5))), "To", "those whose pressure reaches 3 to 5 of 5"),
        (rule(to=Scope(pressure=(4, 4))), "To", "those whose pressure reaches 4 of 5"),
        (rule(), "Verdict", "not to be done"),
        (
            rule(verdict="modify", limits=Limits(pressure_at_most=2)),
            "Limits",
            "pressure at most 2 of 5 (rubbing lotion in)",
        ),
        (rule(), "Basis", "our own caution; no source that was read says so"),
    ],
)
def test_each_part_of_a_rule_has_its_words(given, lead, words):
    found = {item.lead: item.text for item in WORDS.items(given)}
    assert found[lead].lower() == words.lower()


def test_ids_stand_beside_the_names_where_they_are_asked_for():
    with_ids = RuleWords(small_book(), ids=True)
    found = {item.lead: item.text for item in with_ids.items(rule(about="fever", basis="explicit"))}
    assert found["About"].endswith(" (fever)")
    assert found["Verdict"] == "avoid (not to be done)"
    assert found["Basis"].startswith("explicit: ")
    assert with_ids.verdict(Verdict.MODIFY) == "modify (with changes)"
