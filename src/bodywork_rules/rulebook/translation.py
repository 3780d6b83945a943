"""A rulebook in another language: its words laid over, id by id and field by field; what is not translated stays."""

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, final

import attrs

from bodywork_rules.errors import InvalidRulebook, Problem, near
from bodywork_rules.model import parse
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.parse import shown
from bodywork_rules.rulebook.files import one_file
from bodywork_rules.rulebook.misread import Misread, as_keys
from bodywork_rules.rulebook.parts import KINDS
from bodywork_rules.rulebook.rulebook import Rulebook
from bodywork_rules.rulebook.text import data_of

__all__ = ["Translation", "load_translation", "translated", "words_of"]

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
    "text": ("text",),
}
"""For each kind of thing, the fields that people read in their own language."""

COLLECTIONS: Final = {kind: collection for collection, (kind, _) in KINDS.items()}
HEAD: Final = "translation"
_PLACE = re.compile(r"\{(\w*)\}")


@final
@attrs.frozen
class Translation(Closed):
    """Words in another language, for the things of a rulebook.

    Attributes:
        language: the language of the words, as ``nl``.
        said: each word's place, as ``condition/warfarin/name``, and the word; in the order of the places.
    """

    language: str = attrs.field(converter=parse.needed_text)
    said: tuple[tuple[str, Said], ...] = attrs.field(converter=lambda said: tuple(sorted(said)))


def words_of(rulebook: Rulebook) -> dict[str, Said]:
    """Every word of a rulebook that can be translated, by its place, as ``condition/warfarin/name``.

    Args:
        rulebook: the rulebook.

    >>> from bodywork_rules import load_rulebook
    >>> words_of(load_rulebook())["region/wrist/name"]
    'Wrist'
    """
    return {
        f"{kind}/{thing.id}/{field}": getattr(thing, field)
        for kind, fields in WORDS.items()
        for thing in getattr(rulebook, COLLECTIONS[kind])
        for field in fields
        if getattr(thing, field)
    }


def load_translation(path: str | os.PathLike[str]) -> Translation:
    """Read a translation: a table ``translation`` with its ``language``, and a table for each thing by kind and id.

    Whether the things are there is for ``translated`` to say, which has a rulebook.

    Args:
        path: a TOML or JSON file.

    Raises:
        InvalidRulebook: it is not of that form; it names everything that is wrong.
        UnreadableFile: there is no such file, or it may not be read.
    """
    document = one_file(path)
    try:
        data = data_of(document.suffix, document.content())
    except Misread as error:
        found = [attrs.evolve(problem, file=document.name, where=as_keys(at)) for at, problem in error.placed]
        raise InvalidRulebook(found) from None
    found, said = [], dict[str, Said]()
    for place, value in _leaves(data, ()):
        if len(place) == 3 and isinstance(value, str | list):
            said["/".join(place)] = value if isinstance(value, str) else tuple(value)
        elif place != (HEAD, "language"):
            what = "a text by kind, id and field is expected, not"
            found.append(Problem(file=document.name, where=" > ".join(place), what=what, value=shown(value)))
    language = data.get(HEAD, {}).get("language") if isinstance(data, dict) and _is_table(data.get(HEAD)) else None
    if not isinstance(language, str) or not language:
        what = "a table `translation` with the `language` is needed"
        found.append(Problem(file=document.name, where=HEAD, what=what))
    if found:
        raise InvalidRulebook(found)
    return Translation(language, said.items())


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _leaves(data: Any, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    if isinstance(data, dict) and len(at) < 3:
        for key, value in data.items():
            yield from _leaves(value, (*at, str(key)))
    else:
        yield at, data


def translated(rulebook: Rulebook, translation: Translation) -> Rulebook:
    """The same rulebook in another language; what the translation leaves out keeps its words.

    Nothing but words changes: every verdict, limit and question stays.

    Args:
        rulebook: the rulebook.
        translation: the words.

    Raises:
        InvalidRulebook: the translation names what is not there or cannot be translated, or a text lacks a name in
            braces that the original has, or has another; it names everything that is wrong.

    >>> from bodywork_rules import load_rulebook
    >>> dutch = Translation("nl", [("region/wrist/name", "Pols")])
    >>> translated(load_rulebook(), dutch).regions["wrist"].name
    'Pols'
    """
    found, changes = [], dict[str, dict[str, dict[str, Said]]]()
    for place, said in parse.only(Translation, translation).said:
        kind, id, field = place.split("/", 1)[0], place.split("/", 1)[1].rpartition("/")[0], place.rpartition("/")[2]
        problem = _problem(rulebook, kind, id, field, said)
        if problem is None:
            changes.setdefault(kind, {}).setdefault(id, {})[field] = said
        else:
            found.append(problem)
    if found:
        raise InvalidRulebook(found)
    things: dict[str, Any] = {
        collection: [
            attrs.evolve(thing, **changes.get(kind, {}).get(thing.id, {})) for thing in getattr(rulebook, collection)
        ]
        for kind, collection in COLLECTIONS.items()
    }
    return Rulebook(
        id=rulebook.id,
        version=rulebook.version,
        name=rulebook.name,
        language=translation.language,
        licence=rulebook.licence,
        about=rulebook.about,
        scoring=rulebook.scoring,
        replaced=rulebook.replaced,
        **things,
    )


def _problem(rulebook: Rulebook, kind: str, id: str, field: str, said: Said) -> Problem | None:
    where = f"{kind} {id} > {field}"
    if kind not in WORDS:
        return Problem(where=where, what="no kind of thing that is translated:", value=kind, hint=near(kind, WORDS))
    known = getattr(rulebook, COLLECTIONS[kind])
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
    if kind == "text" and _places(original) != _places(said):
        needed = ", ".join(f"{{{name}}}" for name in sorted(_places(original))) or "none"
        return Problem(where=where, what="a text whose names in braces differ; the original has", value=needed)
    return None


def _places(said: Said) -> set[str]:
    return set(_PLACE.findall(said if isinstance(said, str) else " ".join(said)))
