"""Texts, tables and sources as Markdown."""

import html
import re
from collections.abc import Iterable
from typing import Any

from bodywork_rules.insight.page import one_line
from bodywork_rules.insight.rule_words import RuleWords
from bodywork_rules.insight.wording import source_text
from bodywork_rules.model import Source

__all__ = ["at_end", "by_name", "cited", "count", "rows", "safe"]

_SPECIAL = re.compile(r"[\\`*_\[\]{}|#~$@<>]")
_CITED = re.compile(r"&#91;(\d+(?:(?:, |-)\d+)*)&#93;")


def safe(text: str) -> str:
    """A text that is shown as it stands, whatever Markdown or HTML would make of it."""
    whole = html.escape(one_line(text), quote=False)
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", whole)


def count(number: int, one: str, several: str = "") -> str:
    """A number of things."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def by_name(things: Iterable[Any]) -> list[Any]:
    """Things in the order of their names."""
    return sorted(things, key=lambda thing: (thing.name.lower(), thing.id))


def cited(text: str) -> str:
    """A text as it stands, in which the numbers of sources lead to them."""

    def links(found: re.Match[str]) -> str:
        return f"&#91;{re.sub(r'[0-9]+', lambda each: f'[{each[0]}](#source-{each[0]})', found[1])}&#93;"

    return _CITED.sub(links, safe(text))


def at_end(heading: str, words: RuleWords) -> list[str]:
    """The sources that a page cites, by number, each with what is noted of it."""
    numbers = words.wording.cited
    lines = ["", f"## {heading}", ""] if numbers else []
    for id, number in numbers.items():
        lines.append(f'{number}. <span id="source-{number}"></span>{_in_full(words.rulebook.sources[id])}')
    return lines


def _in_full(source: Source) -> str:
    """A source with its address and what is noted of it."""
    link = f" <{source.link}>" if re.fullmatch(r"https?://[^\s<>]+", source.link) else f" {safe(source.link)}"
    note = f" *{safe(source.note)}*" if source.note else ""
    return f"{safe(source_text(source))}{link.rstrip()}{note}"


def rows(header: Iterable[str], cells: Iterable[Iterable[str]]) -> list[str]:
    """A table, without the columns that are empty in every row; nothing when it has no rows."""
    columns = [each for each in zip(header, *cells, strict=True) if any(each[1:])]
    names, *body = [f"| {' | '.join(row)} |" for row in zip(*columns, strict=True)] or [""]
    return ["", names, f"|{'---|' * len(columns)}", *body, ""] if body else []
