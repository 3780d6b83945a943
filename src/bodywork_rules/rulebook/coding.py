"""From what a client was said to have, in names, lay words and codes, to a profile in the ids of a rulebook.

What cannot be told for sure is kept as a text in ``unmapped``: nothing is dropped, and nothing is guessed.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final, final

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import EVERYTHING, ClientProfile, Coded, Finding, Found, How, Side, Site, Status, Translated
from bodywork_rules.model.parse import only
from bodywork_rules.rulebook.codes import like_a_drug, says_none, without_dose
from bodywork_rules.rulebook.convert.misread import Path, as_keys
from bodywork_rules.rulebook.documents import Plain, from_data, to_data
from bodywork_rules.rulebook.find import RXNORM
from bodywork_rules.rulebook.lifelong import lasts_for_life
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["code_profile", "coded", "written_at"]

KEYS: Final = {"findings": "condition", "medications": "condition", "goals": "complaint", "responses": "complaint"}
"""The lists of a profile in which conditions are named, and under which key of an entry."""
SPOKEN: Final = {"findings": "", "medications": "", "goals": "goal: ", "responses": "response: "}
"""What is said before a text of each list in ``unmapped``."""
SIDES: Final = frozenset(side.value for side in Side)
MARKS: Final = ",;:()"
"""What may stand between a place and its side."""
SITES: Final = ".sites["
"""What is in the path of a place of an entry of a list."""
ENTRY: Final = re.compile(r"(?P<name>\w+)\[(?P<at>\d+)\]")
"""The place of an entry of a list."""


def code_profile(rulebook: Rulebook, data: Mapping[str, Plain]) -> Coded:
    """Read a profile in which conditions and drugs may be given by name, synonym or code instead of by id.

    A text is taken for a condition when it means that for sure: by its id, its name or a synonym, else by a code of it
    or a code below one. What is the id, the name or a synonym of one and any of these, or a code, of others means the
    one that is broader than all others, and nothing where none is: no word of a rulebook is taken over by one that is
    added to it. Of a drug under ``medications`` a plain dose behind the name may be told too; it is passed over, unless
    the dose tells one drug from another. A code of a finding says all that it names, each by its narrowest, so one
    finding may become several, of which the first keeps the id; but an RxNorm code does not say the route, and a code
    that two systems have does not say which, so these must name one. Under ``medications`` a code is one of a drug
    (ATC, RxNorm), elsewhere it never is, unless it names its system, as in ``atc:B01AA03``; elsewhere what has the
    form of a drug's code and is known as one is not guessed. A finding whose code says that it is over, or that this
    is a late effect of it, is resolved, unless its status is given or it lasts for life. A finding without a site gets
    the sites that its text says, as "broken arm" or S62.001D does.
    A text that says that there is none, as ``none`` does, is left out: it names nothing, and only ``answered`` denies.
    Any other text goes to ``unmapped`` with all that was said of it, and keeps the answer provisional.

    A place may be told by the name or a synonym of its region, as ``left low back``; a side that its region has not is
    left out, so that the place is all of it. A place that is not known goes to ``unmapped`` too, with what it was told
    of, which has one place less.

    Under ``answered`` only ids count, and names of what has a question of its own: a no to something narrower, as a
    synonym or a code may be, does not deny the condition, and nobody is asked about an abstract risk by its name.

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
    coding = _Coding(only(Rulebook, rulebook))
    profile = read(coding.of(data) if isinstance(data, Mapping) else data)
    return Coded(profile=coding.finished(profile), translated=(*coding.translated.values(), *coding.placed))


def written_at(coded: Coded, where: str) -> str:
    """Where in the data stands what stands at a place of the profile: a text that is not known moved all below it up.

    Args:
        coded: a profile and what its texts were taken for.
        where: the place in the profile.
    """
    entry = ENTRY.match(where)
    if entry is None or entry["name"] not in KEYS:
        return where
    several = {each.where.partition(".")[0]: len(each.found) for each in coded.translated if SITES not in each.where}
    left, at = int(entry["at"]), 0
    while left >= (here := several.get(f"{entry['name']}[{at}]", 1)):
        left, at = left - here, at + 1
    return f"{entry['name']}[{at}]{where[entry.end() :]}"


@final
class _Coding:
    """Puts an id that names nothing in place of each text that is none, reads the whole, and then says what is meant.

    So every mistake in the data is told at the place at which it stands.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.translated: dict[str, Translated] = {}
        self.placed: list[Translated] = []
        self.nowhere: list[str] = []
        self.with_status: set[str] = set()

    def of(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The data with ids in place of texts."""
        found = dict(data)
        for name, key in KEYS.items():
            if isinstance(given := data.get(name), list | tuple):
                found[name] = [self._entry((name, place), key, each) for place, each in enumerate(given)]
        if isinstance(given := data.get("answered"), list | tuple):
            found["answered"] = [self._id(("answered", place), each) for place, each in enumerate(given)]
        if isinstance(given := data.get("preferences"), Mapping):
            found["preferences"] = self._placed(("preferences",), given, "declines_sites", "declined")
        return found

    def _entry(self, at: Path, key: str, entry: Any) -> Any:
        if not isinstance(entry, Mapping):
            return self._id(at, entry)
        if key not in entry:
            return entry
        id = self._id((*at, key), entry[key])
        if "status" in entry and id in self.translated:
            self.with_status.add(id)
        return {**self._placed(at, entry, "sites", f"{SPOKEN[str(at[0])]}{entry[key]}"), key: id}

    def _placed(self, at: Path, entry: Mapping[str, Any], key: str, what: str) -> Mapping[str, Any]:
        """An entry with sites in place of the names of places; of a place that is not known it is noted of what."""
        given = entry.get(key)
        if not isinstance(given, list | tuple):
            return entry
        told = [self._site((*at, key, place), each, f"{what}; {key}: {each}") for place, each in enumerate(given)]
        return {**entry, key: [each for each in told if each is not None]}

    def _site(self, at: Path, text: Any, noted: str) -> Any:
        """The site that a text names; nothing, and a note, when it names none; anything but a text as it is."""
        if not isinstance(text, str) or not text.strip() or self._is_site(text):
            return text
        words = [bare for word in text.split() if (bare := word.strip(MARKS))]
        sides = [word.lower() for word in words if word.lower() in SIDES]
        region = " ".join(word for word in words if word.lower() not in SIDES) if len(sides) == 1 else text
        found = self.rulebook.find(region or text, kinds=frozenset({"region"}))
        sure = {each.id: each for each in reversed(_sure(found))}
        known = tuple(sure.values()) if len(sure) == 1 else ()
        self.placed.append(Translated(where=as_keys(at), text=text.strip(), found=known, near=() if known else found))
        if not known:
            self.nowhere.append(noted)
            return None
        id = known[0].id
        return " ".join([*sides, id]) if self.rulebook.regions[id].paired else id

    def _is_site(self, text: str) -> bool:
        try:
            return not self.rulebook.body.problem_of(Site.of(text))
        except InvalidValue:
            return False

    def _id(self, at: Path, text: Any) -> Any:
        """An id for a text that is none, and names what it means from now on; anything else as it is."""
        known = self.rulebook.conditions
        if not isinstance(text, str) or not text.strip() or text == EVERYTHING:
            return text
        if text in known and self._is_widest(text, _sure(self._conditions(text, of_drugs=None))):
            return text
        name = str(at[0])
        found, all_found = ((), ()) if says_none(text) else self._read(text, name)
        id = next(id for n in count(len(self.translated)) if (id := f"text-{n}") not in known)
        self.translated[id] = Translated(
            where=as_keys(at), text=text.strip(), found=found, near=() if found else all_found
        )
        return id

    def _read(self, text: str, name: str) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
        """What a text in a list means for sure, and all that it may mean."""
        as_a_drug = self._conditions(text, of_drugs=True)
        if name == "medications":
            return self._meant(as_a_drug, name) or self._named_with_dose(text), as_a_drug
        may_be = self._conditions(text, of_drugs=None)
        if like_a_drug(text) and any(each.system for each in as_a_drug):
            return (), may_be
        return self._meant(self._conditions(text, of_drugs=False), name), may_be

    def _named_with_dose(self, text: str) -> tuple[Found, ...]:
        """What a drug means that is named before its dose; nothing where the dose may tell one thing from another."""
        drug = without_dose(text)
        if drug is None:
            return ()
        named = [each for each in self._conditions(drug, of_drugs=True) if each.how < How.CODE]
        found = self._meant(named, "medications")
        codes = {code for each in found for code in self.rulebook.conditions[each.id].rxnorm}
        sharing = {each.id for each in self.rulebook.conditions if not codes.isdisjoint(each.rxnorm)}
        return found if sharing <= {each.id for each in found} else ()

    def _conditions(self, text: str, *, of_drugs: bool | None) -> tuple[Found, ...]:
        return tuple(each for each in self.rulebook.find(text, of_drugs=of_drugs) if each.kind == "condition")

    def _meant(self, all_found: Sequence[Found], name: str) -> tuple[Found, ...]:
        """What a text means for sure, the surest first."""
        if name == "answered":
            named = [each for each in self._widest(all_found) if each.how <= How.NAME]
            two = len({each.id for each in all_found if each.how <= How.NAME}) > 1
            return tuple(each for each in named if not two and self.rulebook.conditions[each.id].ask)
        sure = _sure(all_found)
        if not sure or sure[0].how < How.CODE:
            return self._widest(sure)
        narrowest = tuple(each for each in sure if not any(self._says_more(other, each) for other in sure))
        systems = {each.system for each in narrowest}
        several = name in {"findings", "medications"} and len(systems) == 1 and RXNORM not in systems
        return narrowest if len(narrowest) == 1 or several else ()

    def _widest(self, all_found: Sequence[Found]) -> tuple[Found, ...]:
        """What is broader than all else that is meant for sure, if one is."""
        sure = {each.id: each for each in reversed(_sure(all_found))}
        return tuple(each for id, each in sure.items() if self._is_widest(id, [*sure.values()]))

    def _is_widest(self, id: str, all_found: Sequence[Found]) -> bool:
        """Whether a condition is broader than all that was found."""
        return self.rulebook.narrower_of(id) >= {each.id for each in all_found}

    def _says_more(self, one: Found, other: Found) -> bool:
        """Whether after one of two finds the other goes without saying."""
        narrower = one.id != other.id and one.id in self.rulebook.narrower_of(other.id)
        return narrower and self._is_over(one) == self._is_over(other)

    def _is_over(self, found: Found) -> bool:
        """Whether a find says that the thing itself is over; what lasts for life never is."""
        over = found.course is not None and found.course.over
        return over and not lasts_for_life(self.rulebook.conditions, found.id)

    def finished(self, profile: ClientProfile) -> ClientProfile:
        """The profile with what is meant in place of each text, and under ``unmapped`` what is not known."""
        kept: dict[str, Any] = {}
        unmapped = list(profile.unmapped)
        for name, key in KEYS.items():
            kept[name] = []
            for entry in getattr(profile, name):
                told = self.translated.get(getattr(entry, key))
                if told and not told.found:
                    said = "".join(_details(entry, key))
                    unmapped += [f"{SPOKEN[name]}{told.text}{said}"] if said or not says_none(told.text) else []
                else:
                    kept[name] += self._meaning(entry, key, told.found) if told else [entry]
        answered = [(id, self.translated.get(id)) for id in profile.answered]
        kept["answered"] = [told.found[0].id if told else id for id, told in answered if not told or told.found]
        unknown = [told.text for _, told in answered if told and not told.found and not says_none(told.text)]
        unmapped += [*(f"answered: {text}" for text in unknown), *self.nowhere]
        return attrs.evolve(profile, **kept, unmapped=unmapped)

    def _meaning(self, entry: Any, key: str, found: Sequence[Found]) -> Iterator[Any]:
        """An entry as one of each thing that was found in place of its text."""
        for place, each in enumerate(found):
            changes: dict[str, Any] = {key: each.id}
            if isinstance(entry, Finding):
                changes["id"] = None if place else entry.id
                if self._is_over(each) and getattr(entry, key) not in self.with_status:
                    changes["status"] = Status.RESOLVED
                if not entry.sites:
                    changes["sites"] = each.sites
            yield attrs.evolve(entry, **changes)


def _sure(all_found: Sequence[Found]) -> list[Found]:
    return [each for each in all_found if each.how.sure]


def _details(entry: object, key: str) -> Iterator[str]:
    """What is said of an entry besides what it is about."""
    written = to_data(entry)
    for name, value in written.items() if isinstance(written, dict) else ():
        if name != key:
            yield f"; {name}: {', '.join(map(str, value)) if isinstance(value, list) else value}"
