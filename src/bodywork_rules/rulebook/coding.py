"""From what a client was said to have, in names, lay words and codes, to a profile in the ids of a rulebook.

What cannot be told for sure is kept as a text in ``unmapped``: nothing is dropped, and nothing is guessed.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any, Final, TypeVar, final

import attrs

from bodywork_rules.model import EVERYTHING, ClientProfile
from bodywork_rules.model.closed import Closed
from bodywork_rules.rulebook.documents import Plain, from_data, to_data
from bodywork_rules.rulebook.find import Found, How
from bodywork_rules.rulebook.misread import Path, as_keys
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["Coded", "Translated", "code_profile", "coded"]

T = TypeVar("T")

KEYS: Final = {"findings": "condition", "medications": "condition", "goals": "complaint", "responses": "complaint"}
"""The lists of a profile in which conditions are named, and under which key of an entry."""
SPOKEN: Final = {"findings": "", "medications": "", "goals": "goal: ", "responses": "response: "}
"""What is said before a text of each list in ``unmapped``."""


@final
@attrs.frozen(kw_only=True)
class Translated(Closed):
    """One text of a profile that is no id, and what became of it.

    Attributes:
        where: the path at which it stands, as in ``findings[0] > condition``.
        text: the text.
        found: what it was taken for; nothing when it was put under ``unmapped``.
        near: of a text under ``unmapped``, what it may mean, nearest first.
    """

    where: str
    text: str
    found: Found | None = None
    near: tuple[Found, ...] = ()


@final
@attrs.frozen(kw_only=True)
class Coded(Closed):
    """A profile in the ids of a rulebook, and how it came about.

    Attributes:
        profile: the profile.
        translated: each text that was no id, in the order in which they stand.
    """

    profile: ClientProfile
    translated: tuple[Translated, ...]


def code_profile(rulebook: Rulebook, data: Mapping[str, Plain]) -> Coded:
    """Read a profile in which conditions and drugs may be given by name, synonym or code instead of by id.

    A text is taken for a condition when it means one and no other for sure: by its id, else its name, else a synonym,
    else a code of it or a code below one. Where several have the same name or synonym, it means the one that is broader
    than all others; where several have the same code, the one that is narrower than all others.
    Any other text goes to ``unmapped`` with all that was said of it, and keeps the answer provisional.

    Under ``answered`` only ids and names count: a no to a narrower thing, as a synonym or a code may be, is no "no" to
    the condition.

    Args:
        rulebook: the rulebook.
        data: the profile as plain data, as ``from_data`` takes it, with texts where ids are expected.

    Raises:
        InvalidData: the data are not of the form of a profile; it names everything that is wrong.

    >>> from bodywork_rules import load_rulebook
    >>> coded = code_profile(load_rulebook(), {"findings": ["Broken bone", "odd feeling"], "medications": ["11289"]})
    >>> coded.profile.findings[0].condition, coded.profile.medications[0].condition, coded.profile.unmapped
    ('fracture', 'warfarin', ('odd feeling',))
    """
    return coded(rulebook, data, lambda plain: from_data(ClientProfile, plain))


def coded(rulebook: Rulebook, data: object, read: Callable[[Any], ClientProfile]) -> Coded:
    """What ``code_profile`` says, of data that are read in a way of their own.

    Args:
        rulebook: the rulebook.
        data: the data.
        read: reads a profile from data of the same form, with ids only.
    """
    coding = _Coding(rulebook)
    profile = read(coding.of(data) if isinstance(data, Mapping) else data)
    return Coded(profile=coding.without_unknown(profile), translated=tuple(coding.translated))


@final
class _Coding:
    """Puts ids in place of texts, and one that names nothing in place of what has none, until the whole was read."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.translated: list[Translated] = []
        self.unknown = next(f"unknown-{n}" for n in count() if f"unknown-{n}" not in rulebook.conditions)
        self.texts: dict[str, list[str]] = {key: [] for key in (*KEYS, "answered")}

    def of(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The data with ids in place of texts."""
        found = dict(data)
        for name, key in KEYS.items():
            if isinstance(given := data.get(name), list | tuple):
                found[name] = [self._entry(name, (name, place), key, each) for place, each in enumerate(given)]
        if isinstance(given := data.get("answered"), list | tuple):
            found["answered"] = [
                self._id("answered", ("answered", place), each) if each != EVERYTHING else each
                for place, each in enumerate(given)
            ]
        return found

    def _entry(self, name: str, at: Path, key: str, entry: Any) -> Any:
        if isinstance(entry, Mapping):
            return {**entry, key: self._id(name, (*at, key), entry[key])} if entry.get(key) is not None else entry
        return self._id(name, at, entry)

    def _id(self, name: str, at: Path, text: Any) -> Any:
        """The id that a text stands for; that which names nothing when there is none; what is no text as it is."""
        if not isinstance(text, str) or not text.strip() or text in self.rulebook.conditions:
            return text
        all_found = [each for each in self.rulebook.find(text) if each.kind == "condition"]
        found = self._meant(all_found, How.NAME if name == "answered" else How.CHILD_CODE)
        near = () if found else tuple(all_found)
        self.translated.append(Translated(where=as_keys(at), text=text, found=found, near=near))
        if found:
            return found.id
        self.texts[name].append(text.strip())
        return self.unknown

    def _meant(self, all_found: list[Found], least: How) -> Found | None:
        """The one thing that is meant for sure; nothing when there is none."""
        sure = [each for each in all_found if each.how <= least]
        if not sure:
            return None
        codes = sure[0].how >= How.CODE
        alike = [each for each in sure if codes or each.how is sure[0].how]
        kinds = self.rulebook.broader_of if codes else self.rulebook.narrower_of
        meant = [each for each in alike if kinds(each.id).issuperset(other.id for other in alike)]
        return meant[0] if meant else None

    def without_unknown(self, profile: ClientProfile) -> ClientProfile:
        """The profile with the texts under ``unmapped`` in place of what they could not be coded as."""
        kept: dict[str, Any] = {}
        unmapped = list(profile.unmapped)
        for name, key in KEYS.items():
            texts = iter(self.texts[name])
            kept[name] = []
            for entry in getattr(profile, name):
                if getattr(entry, key) == self.unknown:
                    unmapped.append(f"{SPOKEN[name]}{next(texts)}{''.join(_details(entry, key))}")
                else:
                    kept[name].append(entry)
        answered = [each for each in profile.answered if each != self.unknown]
        unmapped += [f"answered: {text}" for text in self.texts["answered"]]
        return attrs.evolve(profile, **kept, answered=answered, unmapped=unmapped)


def _details(entry: object, key: str) -> Iterator[str]:
    """What is said of an entry besides what it is about."""
    written = to_data(entry)
    for name, value in written.items() if isinstance(written, dict) else ():
        if name != key:
            yield f"; {name}: {', '.join(map(str, value)) if isinstance(value, list) else value}"
