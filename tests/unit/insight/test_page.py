"""A page reads the same as plain text and as Markdown, and no text can break either."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodywork_rules.insight.markdown import escaped, markdown
from bodywork_rules.insight.page import Heading, Item, Notice, Paragraph, Table, one_line
from bodywork_rules.insight.plain import plain

PAGE = (
    Heading("An answer", 1),
    Notice("Look", ["One.", "Two."]),
    Heading("Part"),
    Heading("Piece", 3),
    Paragraph("Text.", lead="Lead"),
    Item("first", number=1),
    Item("", lead="Several"),
    Item("inner", depth=1, link="https://example.org/a"),
    Item("odd", link="doi:10.1/x"),
    Table(("A", "B"), [("1", "x|y")]),
)


def test_a_page_as_plain_text():
    assert plain(PAGE, 30) == (
        "An answer\n=========\n\n"
        "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!\n!!  LOOK\n!!  One.\n!!  Two.\n!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!\n\n"
        "Part\n----\n\nPiece\n\nLead: Text.\n\n"
        "1. first\n- Several:\n   - inner\n     https://example.org/a\n- odd doi:10.1/x\n\n"
        "A  B\n-  ---\n1  x|y\n"
    )


def test_a_page_as_markdown():
    assert markdown(PAGE) == (
        "# An answer\n\n> **LOOK**\n>\n> One.\n>\n> Two.\n\n## Part\n\n### Piece\n\n**Lead:** Text.\n\n"
        "1. first\n- **Several:**\n    - inner <https://example.org/a>\n- odd doi:10.1/x\n\n"
        "| A | B |\n| --- | --- |\n| 1 | x\\|y |\n"
    )


def test_plain_text_is_wrapped_and_long_words_are_kept_whole():
    lines = plain((Item("word " * 40 + "w" * 120),)).splitlines()
    assert all(len(line) <= 100 for line in lines[:-1])
    assert lines[-1] == "  " + "w" * 120


def test_a_wide_table_is_made_to_fit():
    table = Table(("Name", "What"), [("one", "many words " * 20), ("two", "few")])
    assert max(map(len, plain((table,)).splitlines())) <= 100


def test_one_line_takes_out_what_steers_a_terminal():
    assert one_line("a\tb\r\nc\x1b[31md\u202ee\u2028f") == "a b c [31md e f"


@pytest.mark.parametrize("text", ["- x", "+ x", "1. x", "12) x", "# x", "> x", "=== x", "    x"])
def test_a_line_cannot_become_a_list_a_heading_or_a_quotation(text):
    assert not re.match(r"\s*([-+#>=]|\d+[.)])", escaped(one_line(text)))


@given(st.text(alphabet=string.printable))
def test_markup_is_escaped_in_any_text(text):
    shown = escaped(one_line(text))
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>|~&#!{}$@]", shown)
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown) == one_line(text)
