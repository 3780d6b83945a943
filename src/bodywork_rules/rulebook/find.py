"""Which things of a rulebook a text may mean, and how each was found."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from enum import IntEnum
from typing import final

import attrs

from bodywork_rules.model import parse
from bodywork_rules.model.closed import Closed
from bodywork_rules.rulebook.parts import KINDS
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["Found", "How", "find"]

MOST_NEAR = 10
"""So many things that are merely near are named, at most."""
SAYS = {"sources": "title", "contraindications": "reason", "indications": "effect"}
"""What stands for a name in the collections whose things have none."""
NEAR_ENOUGH = 0.75
"""How alike two texts must be, where 1 is the same (``difflib.SequenceMatcher.ratio``)."""


@final
class How(IntEnum):
    """How a thing was found, surest first."""

    ID = 1
    NAME = 2
    SYNONYM = 3
    NEAR = 4


@final
@attrs.frozen(kw_only=True)
class Found(Closed):
    """A thing of a rulebook that a text may mean.

    Attributes:
        kind: what it is, as in ``condition``.
        id: its id.
        name: its name; of a contraindication, its reason; of an indication, its effect.
        how: how it was found.
        text: its id, name or synonym that was found, as it is written.
    """

    kind: str
    id: str
    name: str
    how: How
    text: str


def find(rulebook: Rulebook, text: str) -> tuple[Found, ...]:
    """The things that a text may mean, surest first, then by kind and id; none when nothing is near.

    Upper and lower case, hyphens and white space make no difference. What is merely near is marked so, and comes last:
    what holds all the words, then what is spelt much alike.

    Args:
        rulebook: the rulebook.
        text: an id, a name, a synonym, or something like one.

    Raises:
        InvalidValue: the text is empty, or it is searched for in what is no rulebook.

    >>> from bodywork_rules import load_rulebook
    >>> found = find(load_rulebook(), "broken bone")[0]
    >>> found.id, found.how.name
    ('fracture', 'NAME')
    """
    wanted = _plain(parse.needed_text(text))
    texts = list(_texts(parse.only(Rulebook, rulebook)))
    sure = [found for found in texts if _plain(found.text) == wanted]
    named = {(found.kind, found.id) for found in sure}
    rest = [found for found in texts if (found.kind, found.id) not in named]
    near = (attrs.evolve(found, how=How.NEAR) for found in _near(rest, wanted))
    return (*_once(sure, most=len(sure)), *_once(near, most=MOST_NEAR))


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split())


def _texts(rulebook: Rulebook) -> Iterator[Found]:
    """Every text by which something can be found, surest first."""
    told: list[Found] = []
    for collection, (kind, _) in KINDS.items():
        for thing in getattr(rulebook, collection):
            name: str = getattr(thing, SAYS.get(collection, "name"))
            synonyms = [(How.SYNONYM, synonym) for synonym in getattr(thing, "synonyms", ())]
            for how, text in [(How.ID, thing.id), (How.NAME, name), *synonyms]:
                told.append(Found(kind=kind, id=thing.id, name=name, how=how, text=text))
    yield from sorted(told, key=lambda found: (found.how, found.kind, found.id))


def _near(texts: list[Found], wanted: str) -> Iterator[Found]:
    """Those that hold all the words wanted, then those that are spelt much like it."""
    words = set(wanted.split())
    yield from (found for found in texts if words <= set(_plain(found.text).split()))
    by_text: dict[str, list[Found]] = {}
    for found in texts:
        by_text.setdefault(_plain(found.text), []).append(found)
    for like in get_close_matches(wanted, by_text, n=MOST_NEAR, cutoff=NEAR_ENOUGH):
        yield from by_text[like]


def _once(all_found: Iterable[Found], *, most: int) -> Iterator[Found]:
    """Each thing once, as it was found first."""
    seen: set[tuple[str, str]] = set()
    for found in all_found:
        if (found.kind, found.id) not in seen and len(seen) < most:
            seen.add((found.kind, found.id))
            yield found
