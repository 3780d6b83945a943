"""Files and functions stay small, and comments rare."""

import io
import statistics
import tokenize

from style.reading import ROOT, code_lines, functions, modules

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
MEDIAN_FUNCTION = 12
MOST_COMMENTS = 8
"""Comments for 100 lines of code."""

ALL = modules()


def comments_and_code(text: str) -> tuple[int, int]:
    """Comments that say something to a reader (not to a tool), and lines with code."""
    said, lines = 0, set()
    skipped = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and not token.string.startswith(("# noqa", "# type:", "# pyright:")):
            said += 1
        if token.type not in skipped:
            lines.update(range(token.start[0], token.end[0] + 1))
    return said, len(lines)


COUNTS = {module.name: comments_and_code(module.text) for module in ALL}


def test_no_file_is_long():
    assert [module.name for module in ALL if len(module.text.splitlines()) > LONGEST_FILE] == []


def test_no_test_file_is_long():
    long = [path for path in (ROOT / "tests").rglob("*.py") if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE]
    assert long == []


def test_no_function_is_long():
    sizes = [(module.name, each.name, code_lines(each)) for module in ALL for each in functions(module)]
    assert [each for each in sizes if each[2] >= LONGEST_FUNCTION] == []


def test_functions_are_short():
    assert statistics.median(code_lines(function) for module in ALL for function in functions(module)) < MEDIAN_FUNCTION


def test_comments_are_rare():
    counts = COUNTS.values()
    assert 100 * sum(said for said, _ in counts) < MOST_COMMENTS * sum(code for _, code in counts)


def test_no_file_is_full_of_comments():
    full = [name for name, (said, code) in COUNTS.items() if said > max(2, code * MOST_COMMENTS // 100)]
    assert full == []
