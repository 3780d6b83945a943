"""The words that people read around those of a rulebook: its own, and where it has none the shipped ones."""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module

from bodywork_rules.errors import InvalidValue, Problem
from bodywork_rules.model import Catalogue, Text
from bodywork_rules.model.half import judged

__all__ = ["check_texts", "names_in", "names_told", "shipped_texts", "text_of"]

_NAMED = re.compile(r"\{(\w+)\}")


def shipped_texts() -> Catalogue[Text]:
    """Every text that comes with the library, in English; what reads files is imported when it is first asked for."""
    found: Catalogue[Text] = import_module("bodywork_rules.rulebook.shipped").read_texts()
    return found


def text_of(texts: Catalogue[Text], id: str, /, **given: object) -> str:
    """A text, filled in.

    Args:
        texts: a rulebook's own texts; one that is not among them is the shipped one, in English.
        id: names the text.
        given: what is put in, by the name that stands in braces in the text.

    Raises:
        InvalidValue: there is no such text, or it asks for what is not given.

    >>> from bodywork_rules.rulebook import load_rulebook
    >>> text_of(load_rulebook().texts, "letter-title", clinician="physician")
    "A request to the client's physician"
    """
    text = texts.get(id) or shipped_texts().get(id)
    if text is None:
        raise InvalidValue("no text has the id", id)
    try:
        return _NAMED.sub(lambda name: str(given[name[1]]), text.text)
    except LookupError:
        raise InvalidValue("a text that asks for what is not put in, under the id", id, text.text) from None


def names_in(text: str) -> frozenset[str]:
    """The names that stand in braces in a text.

    >>> sorted(names_in("{technique}, for {complaint}"))
    ['complaint', 'technique']
    """
    return frozenset(_NAMED.findall(text))


def names_told(text: str) -> str:
    """The names that stand in braces in a text, for a message."""
    return ", ".join(f"{{{name}}}" for name in sorted(names_in(text))) or "none"


def check_texts(texts: Iterable[Text]) -> Iterator[Problem]:
    """A problem for each text in the place of a shipped one that leaves out what is put in, or asks for something else.

    Args:
        texts: a rulebook's own texts.
    """
    for text in texts:
        yield from judged((_check_names,), text)


def _check_names(text: Text) -> Iterator[Problem]:
    shipped = shipped_texts().get(text.id)
    if shipped is not None and names_in(shipped.text) != names_in(text.text):
        what = "a text whose names in braces differ; the shipped one has"
        yield Problem(where=f"text {text.id} > text", what=what, value=names_told(shipped.text))
