"""From the parts of a page to HTML, through templates that escape whatever they are given."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, final

import attrs

from bodywork_rules.errors import MissingExtra
from bodywork_rules.insight.page import Block, Heading, Item, Page
from bodywork_rules.model.closed import Closed

try:
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup
except ModuleNotFoundError:
    raise MissingExtra("report", "what is drawn as HTML") from None

__all__ = ["Fold", "Part", "Section", "document", "html_of", "parts_of", "sections_of"]


@final
@attrs.frozen
class Entry(Closed):
    """An item of a list, with the items within it."""

    item: Item
    within: tuple[Item, ...] = ()


@final
@attrs.frozen
class Part(Closed):
    """Something to be shown: a block, or the entries of one list.

    Attributes:
        kind: ``heading``, ``paragraph``, ``notice``, ``table``, ``blank`` or ``list``.
        block: the block; nothing of a list.
        entries: of a list, its entries.
    """

    kind: str
    block: Block | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def first(self) -> int | None:
        """The number with which a list begins; nothing when it has none."""
        return self.entries[0].item.number


@final
@attrs.frozen(kw_only=True)
class Fold(Closed):
    """More of a section, which a screen shows when it is asked for.

    Attributes:
        title: the words by which it is asked for.
        parts: what is shown then.
        unprinted: what paper says in place of it; empty to print it all.
    """

    title: str
    parts: tuple[Part, ...]
    unprinted: str = ""


@final
@attrs.frozen(kw_only=True)
class Section(Closed):
    """A part of a document, with a heading of its own.

    Attributes:
        id: by which a link finds it.
        title: its heading.
        parts: what stands in it, the heading first.
        boxed: what stands in a frame at its end.
        drawn: HTML that is shown at its end as it stands; empty for none.
        folds: what is shown only when it is asked for.
    """

    id: str
    title: str = ""
    parts: tuple[Part, ...] = ()
    boxed: tuple[Part, ...] = ()
    drawn: str = ""
    folds: tuple[Fold, ...] = ()


def parts_of(page: Page) -> tuple[Part, ...]:
    """The blocks of a page, with the items of each list together.

    Args:
        page: the page, or some of it.
    """
    return tuple(_parts(page))


def sections_of(page: Page) -> list[Section]:
    """A page, parted at its headings of sections.

    Args:
        page: the page; what stands before the first such heading is a section without a title.
    """
    cuts = [at for at, block in enumerate(page) if isinstance(block, Heading) and block.level == 2]
    pieces = [page[start:end] for start, end in pairwise([0, *cuts, len(page)])]
    return [_section(number, piece) for number, piece in enumerate(pieces) if piece]


def _section(number: int, piece: Page) -> Section:
    first = piece[0]
    title = first.text if isinstance(first, Heading) and first.level == 2 else ""
    return Section(id=f"part-{number}", title=title, parts=parts_of(piece))


def _parts(page: Iterable[Block]) -> Iterator[Part]:
    entries: list[Entry] = []
    for block in page:
        if isinstance(block, Item):
            if entries and (block.number is None) is not (entries[-1].item.number is None) and not block.depth:
                yield Part("list", entries=tuple(entries))
                entries = []
            if block.depth and entries:
                entries[-1] = attrs.evolve(entries[-1], within=(*entries[-1].within, block))
            else:
                entries.append(Entry(block))
            continue
        if entries:
            yield Part("list", entries=tuple(entries))
            entries = []
        yield Part(type(block).__name__.lower(), block)
    if entries:
        yield Part("list", entries=tuple(entries))


def _template(name: str) -> str:
    """The text of a template that is shipped beside this module."""
    return files("bodywork_rules.report").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["drawn"] = Markup
    return made


def _rendered(template: str, **given: Any) -> str:
    """A template, filled in; every text that is put in is escaped."""
    return _environment().get_template(template).render(**given)


def document(language: str, title: str, kind: str, sections: Iterable[Section], contents: str = "") -> str:
    """A whole HTML document that fetches nothing and runs nothing.

    Args:
        language: the language of its texts, as in ``en``.
        title: its title.
        kind: for its looks: ``letter``, ``report settled`` or ``report provisional``.
        sections: what stands in it.
        contents: what the list of its sections is called; empty for no such list.
    """
    return _rendered(
        "document.html", language=language, title=title, kind=kind, sections=list(sections), contents=contents
    )


def html_of(page: Page) -> str:
    """A page, or some of it, as HTML without the frame of a document.

    Args:
        page: the page.

    >>> from bodywork_rules.insight.page import Heading, Item
    >>> print(html_of((Heading("Keep off"), Item("<b>", lead="Today"))))
    <h2>Keep off</h2>
    <ul>
    <li><b>Today:</b> &lt;b&gt;</li>
    </ul>
    """
    return _rendered("fragment.html", parts=parts_of(page)).strip()
