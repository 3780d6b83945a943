"""A rulebook in another language: its words laid over, id by id and field by field; what is not translated stays."""

from collections.abc import Container, Iterable, Mapping
from typing import Any, Final, final

import attrs

from bodywork_rules.errors import InvalidRulebook, Problem, near
from bodywork_rules.model import About, Catalogue, parse
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.parse import shown
from bodywork_rules.rulebook.parts import KINDS
from bodywork_rules.rulebook.texts import names_in, names_told, shipped_texts

__all__ = ["Said", "Translation", "reworded", "words_of"]

Said = str | tuple[str, ...]

ABOUT: Final = "about"
TERM: Final = ("name", "text")
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "condition": ("name", "ask", "synonyms"),
    "quantity": ("name", "ask"),
    "region": ("name", "synonyms", "told_by"),
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
    ABOUT: ("authors", "review", "intended_use", "intended_readers", "evidence", "funding", "known_gaps"),
}
"""For each kind of thing, the fields that people read in their own language."""

COLLECTIONS: Final = {kind: collection for collection, (kind, _) in KINDS.items()} | {ABOUT: ABOUT}
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


def words_of(collections: Collections, about: About) -> dict[str, Said]:
    """Every word that can be translated, by its place; those of the shipped texts too, where it has none of its own.

    Args:
        collections: the collections of a rulebook, by name.
        about: what it says of itself.
    """
    everything = _with_shipped_texts(_with_about(collections, about), shipped_texts().ids)
    return {
        f"{kind}/{id}/{field}": getattr(things[id], field)
        for kind, fields in WORDS.items()
        for things in (everything[COLLECTIONS[kind]],)
        for id in things.ids
        for field in fields
        if getattr(things[id], field)
    }


def reworded(collections: Collections, about: About, translation: Translation) -> dict[str, Any]:
    """The things of each collection, and what the rulebook says of itself, in the words of a translation.

    A shipped text that the translation speaks of and the rulebook has not becomes one of its own.

    Args:
        collections: the collections of the rulebook, by name.
        about: what it says of itself.
        translation: the words.

    Raises:
        InvalidRulebook: a word has no place in the rulebook, or does not fit there; it names everything that is wrong.
    """
    spoken_of = {id for kind, id, _ in (_parts(place) for place, _ in translation.said) if kind == "text"}
    everything = _with_shipped_texts(_with_about(collections, about), spoken_of)
    said = [(_parts(place), words) for place, words in translation.said]
    if found := [problem for place, words in said if (problem := _problem(everything, *place, words)) is not None]:
        raise InvalidRulebook(found)
    changes: dict[tuple[str, str], dict[str, Said]] = {}
    for (kind, id, field), words in said:
        changes.setdefault((kind, id), {})[field] = words
    made = {
        collection: [attrs.evolve(things[id], **changes.get((kind, id), {})) for id in things.ids]
        for kind, collection in COLLECTIONS.items()
        for things in (everything[collection],)
    }
    made["texts"] = [each for each in made["texts"] if each != shipped_texts().get(each.id)]
    return {**made, ABOUT: made[ABOUT][0]}


def _with_about(collections: Collections, about: About) -> Collections:
    """The collections, with what the rulebook says of itself as one more, of a single thing."""
    return {**collections, ABOUT: Catalogue(ABOUT, [("rulebook", about)])}


def _with_shipped_texts(collections: Collections, ids: Container[str]) -> Collections:
    """The collections, with those of the shipped texts that the rulebook has not."""
    shipped = [each for each in shipped_texts() if each.id in ids]
    texts = Catalogue("text", ((each.id, each) for each in (*shipped, *collections["texts"])))
    return {**collections, "texts": texts}


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
