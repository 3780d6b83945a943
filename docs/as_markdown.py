"""Texts and tables as Markdown."""

import html
import re
from collections.abc import Iterable

from bodywork_rules.insight.page import one_line

__all__ = ["cited", "count", "rows", "safe"]

_SPECIAL = re.compile(r"[\\`*_\[\]{}|#~$@<>]")
_CITED = re.compile(r"&#91;(\d+(?:(?:, |-)\d+)*)&#93;")


def safe(text: str) -> str:
    """A text that is shown as it stands, whatever Markdown or HTML would make of it."""
    whole = html.escape(one_line(text), quote=False)
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", whole)


def count(number: int, one: str, several: str = "") -> str:
    """A number of things."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def cited(text: str) -> str:
    """A text as it stands, in which the numbers of sources lead to them."""

    def links(found: re.Match[str]) -> str:
        return f"&#91;{re.sub(r'[0-9]+', lambda each: f'[{each[0]}](#source-{each[0]})', found[1])}&#93;"

    return _CITED.sub(links, safe(text))


def rows(header: Iterable[str], cells: Iterable[Iterable[str]]) -> list[str]:
    """A table, without the columns that are empty in every row; nothing when it has no rows."""
    columns = [each for each in zip(header, *cells, strict=True) if any(each[1:])]
    names, *body = [f"| {' | '.join(row)} |" for row in zip(*columns, strict=True)] or [""]
    return ["", names, f"|{'---|' * len(columns)}", *body, ""] if body else []
