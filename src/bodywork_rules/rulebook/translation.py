"""A rulebook in another language: its words laid over, id by id and field by field; what is not translated stays."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, final

import attrs

from bodywork_rules.errors import Problem, near
from bodywork_rules.model import Catalogue, parse
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.parse import shown
from bodywork_rules.rulebook.parts import KINDS, Thing
from bodywork_rules.rulebook.texts import names_in, names_told, shipped_texts

__all__ = ["Said", "Translation", "mistranslated", "reworded", "with_shipped_texts", "words_of"]

Said = str | tuple[str, ...]

TERM: Final = ("name", "text")
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "condition": ("name", "ask", "synonyms"),
    "quantity": ("name", "ask"),
    "region": ("name", "synonyms"),
    "technique": ("name", "target", "training", "definition", "notices", "synonyms"),
    "indication": ("effect", "dose", "locator"),
    "contraindication": ("reason", "advice", "dissent", "locator"),
    "clearance": ("name", "question", "unlocks", "meanwhile"),
    "source": ("note",),
    **dict.fromkeys(("trait", "family", "position", "product", "outcome", "clinician", "pressure"), TERM),
    "advice": ("name", "text", "evidence"),
    "schedule": ("then", "evidence"),
    "sign": ("text", "then"),
    "pace": ("name",),
    "measure": ("name", "unit", "note", "synonyms"),
    "review": ("note",),
    "training": TERM,
    "therapist_sign": ("text",),
    "text": ("text",),
}
"""For each kind of thing, the fields that people read in their own language."""

COLLECTIONS: Final = {kind: collection for collection, (kind, _) in KINDS.items()}
Collections = Mapping[str, Catalogue[Any]]


def _in_order(said: Iterable[tuple[str, Said]]) -> tuple[tuple[str, Said], ...]:
    return tuple(sorted(said))


@final
@attrs.frozen
class Translation(Closed):
    """Words in another language, for the things of a rulebook.

    Attributes:
        language: the language of the words, as ``nl``.
        said: each word's place, as ``condition/warfarin/name``, and the word; in the order of the places.
    """

    language: str = attrs.field(converter=parse.needed_text)
    said: tuple[tuple[str, Said], ...] = attrs.field(converter=_in_order)


def words_of(collections: Collections) -> dict[str, Said]:
    """Every word that can be translated, by its place.

    Args:
        collections: the collections of a rulebook, by name.
    """
    return {
        f"{kind}/{thing.id}/{field}": getattr(thing, field)
        for kind, fields in WORDS.items()
        for thing in collections[COLLECTIONS[kind]]
        for field in fields
        if getattr(thing, field)
    }


def with_shipped_texts(collections: Collections, translation: Translation) -> Collections:
    """The collections of a rulebook, with the shipped texts that it has not and that a translation speaks of.

    Args:
        collections: the collections of the rulebook, by name.
        translation: the words.
    """
    spoken_of = {id for kind, id, _ in (_parts(place) for place, _ in translation.said) if kind == "text"}
    shipped = [each for each in shipped_texts() if each.id in spoken_of]
    texts = Catalogue("text", ((each.id, each) for each in (*shipped, *collections["texts"])))
    return {**collections, "texts": texts}


def mistranslated(collections: Collections, translation: Translation) -> Iterator[Problem]:
    """A problem for each word that has no place in a rulebook, or does not fit there.

    Args:
        collections: the collections of the rulebook, by name.
        translation: the words.
    """
    for place, said in translation.said:
        problem = _problem(collections, *_parts(place), said)
        if problem is not None:
            yield problem


def reworded(collections: Collections, translation: Translation) -> dict[str, list[Thing]]:
    """The things of each collection in the words of a translation that fits.

    Args:
        collections: the collections of the rulebook, by name.
        translation: the words.
    """
    changes: dict[tuple[str, str], dict[str, Said]] = {}
    for place, said in translation.said:
        kind, id, field = _parts(place)
        changes.setdefault((kind, id), {})[field] = said
    return {
        collection: [attrs.evolve(thing, **changes.get((kind, thing.id), {})) for thing in collections[collection]]
        for kind, collection in COLLECTIONS.items()
    }


def _parts(place: str) -> tuple[str, str, str]:
    """Kind, id and field; of an indication the id has slashes of its own."""
    kind, _, rest = place.partition("/")
    id, _, field = rest.rpartition("/")
    return kind, id, field


def _problem(collections: Collections, kind: str, id: str, field: str, said: Said) -> Problem | None:
    where = f"{kind} {id} > {field}"
    if kind not in WORDS:
        return Problem(where=where, what="no kind of thing that is translated:", value=kind, hint=near(kind, WORDS))
    known = collections[COLLECTIONS[kind]]
    if id not in known:
        return Problem(where=where, what=f"an unknown {kind}:", value=id, hint=near(id, known.ids))
    if field not in WORDS[kind]:
        return Problem(where=where, what="no field that is translated:", value=field, hint=near(field, WORDS[kind]))
    original = getattr(known[id], field)
    if isinstance(original, str) is not isinstance(said, str):
        expected = "a text" if isinstance(original, str) else "a list of texts"
        return Problem(where=where, what=f"{expected} is expected, not", value=shown(said))
    if not said or (isinstance(said, str) and not said.strip()):
        return Problem(where=where, what="an empty text; leave out what is not translated")
    if not isinstance(said, str) and not all(isinstance(each, str) and each.strip() for each in said):
        return Problem(where=where, what="a list of texts is expected, not", value=shown(said))
    if kind == "text" and names_in(original) != names_in(str(said)):
        what = "a text whose names in braces differ; the original has"
        return Problem(where=where, what=what, value=names_told(original))
    return None
