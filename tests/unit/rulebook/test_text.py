"""A text in TOML says the same with apostrophes for quotation marks, wherever they are put in place of them."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodywork_rules.rulebook.convert.misread import Misread
from bodywork_rules.rulebook.convert.text import _in_apostrophes, data_of

PIECES = (
    '"',
    "'",
    '"""',
    "'''",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "\x7f",
    " ",
    "#",
    "=",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    "a",
    "é",
)
LINES = (
    'a = "b"\n',
    "b = 'c'\n",
    'c = "it\'s"\n',
    'd = "\\""\n',
    '[["e"]]\n',
    'f = ["x", "#"] # "y"\n',
    '"g" = """h\n',
)
TEXTS = st.lists(st.sampled_from((*PIECES, *LINES)), max_size=12).map("".join)


def read(text: str) -> object:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


@given(TEXTS)
def test_a_text_says_the_same_in_apostrophes(text):
    assert read(_in_apostrophes(text)) == read(text)


def test_quotation_marks_give_way_where_they_can():
    assert _in_apostrophes('a = "b" # "c"\n"d" = "it\'s"\n') == "a = 'b' # 'c'\n\"d\" = \"it's\"\n"
    assert _in_apostrophes('a = """\n"b"\n"""') == 'a = """\n"b"\n"""'


@pytest.mark.parametrize("text", ['a = "b', 'a = "b\x7f"', '"a" "b"'])
def test_what_is_wrong_is_told_of_the_text_as_it_was_written(text):
    with pytest.raises(tomllib.TOMLDecodeError) as raised:
        tomllib.loads(text)
    with pytest.raises(Misread) as told:
        data_of(".toml", text.encode())
    [(_, problem)] = told.value.placed
    assert problem.what.partition(": ")[2].casefold() == str(raised.value).partition(" (at ")[0].casefold()
