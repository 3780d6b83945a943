"""A language that nobody speaks: each word between marks, so that one that no translation reaches shows."""

import re
from html.parser import HTMLParser
from typing import TypeVar
from xml.etree.ElementTree import fromstring

import attrs

from bodywork_rules.rulebook import Rulebook, Translation
from bodywork_rules.rulebook.parts import collections_of
from bodywork_rules.rulebook.texts import shipped_texts

T = TypeVar("T")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
KEPT = re.compile(r"(\{\w+\}|`[^`]*`)")
"""What a translation keeps: the names in braces, and the ids in back-ticks."""
MARKED = re.compile("«[^»]*»")
READ = {"title", "aria-label", "data-name", "alt"}
"""The attributes of HTML that are read out or shown."""


def marked(text: str) -> str:
    """A text with each word between marks.

    >>> marked("Ask {clinician} first.")
    '«Ask» {clinician} «first».'
    """
    return "".join(part if KEPT.fullmatch(part) else WORD.sub("«\\g<0>»", part) for part in KEPT.split(text))


def pseudo(rulebook: Rulebook) -> Rulebook:
    """A rulebook with each of its words between marks, those too that no translation reaches.

    These are: a source as it was published, who was studied for a threshold, the name of the rulebook and what it says
    of the use of client details. The unit of a quantity stays as it is.
    """
    said = {f"text/{text.id}/text": text.text for text in shipped_texts()} | dict(rulebook.translatable)
    words = {place: marked(each) if isinstance(each, str) else tuple(map(marked, each)) for place, each in said.items()}
    other = rulebook.translated(Translation("qps", words.items()))
    sources = [attrs.evolve(_all_marked(each, but=("id", "link")), link="") for each in other.sources]
    measures = [
        attrs.evolve(each, thresholds=[_all_marked(threshold) for threshold in each.thresholds])
        for each in other.measures
    ]
    about = attrs.evolve(other.about, uses=_all_marked(other.about.uses))
    return other._with(
        {**collections_of(other), "sources": sources, "measures": measures}, about=about, name=marked(other.name)
    )


def _all_marked(thing: T, but: tuple[str, ...] = ()) -> T:
    """A thing with each of its texts between marks."""
    names = [field.name for field in attrs.fields(type(thing)) if field.type is str and field.name not in but]
    return attrs.evolve(thing, **{name: marked(getattr(thing, name)) for name in names})


def unmarked(text: str, *known: str) -> list[str]:
    """The words of a text that stand outside of marks.

    Args:
        text: the text, on one line or several.
        known: what may stand there: ids, and the client's own words.
    """
    text = MARKED.sub(" ", text)
    for each in sorted(known, key=len, reverse=True):
        text = text.replace(each, " ")
    return [word for word in WORD.findall(text) if word != "R"]


class _Shown(HTMLParser):
    """What an HTML page says, but for its style and its drawings."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within.append(tag)
        self.said += [value or "" for name, value in attrs if name in READ]

    def handle_endtag(self, tag: str) -> None:
        self.within = self.within[: -self.within[::-1].index(tag) - 1] if tag in self.within else self.within

    def handle_data(self, data: str) -> None:
        if "style" not in self.within:
            self.said.append(data)


def said_in_html(page: str) -> str:
    shown = _Shown()
    shown.feed(page)
    return " ".join(shown.said)


def said_in_svg(drawing: str) -> str:
    return " ".join(fromstring(drawing).itertext())
