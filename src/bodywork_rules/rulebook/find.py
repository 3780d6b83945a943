"""Which things of a rulebook a text may mean, and how each was found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import Any, final

import attrs

from bodywork_rules.errors import alike_from
from bodywork_rules.model import Catalogue, CodeSystem, Condition, Course, Found, How, Site, parse
from bodywork_rules.model.closed import Closed
from bodywork_rules.rulebook.codes import Span, bare, course_of
from bodywork_rules.rulebook.parts import KINDS
from bodywork_rules.rulebook.places import Places, plain

__all__ = ["ICD", "RXNORM", "Index"]

MOST_NEAR = 10
"""So many things that are merely near are named, at most."""
SAYS = {"sources": "title", "contraindications": "reason", "indications": "effect"}
UNNAMED = frozenset({"texts", "reviews", "therapist_signs", "advices", "schedules", "signs", "paces"})
"""The collections whose things nobody looks up by name."""
NEAR_ENOUGH = 0.75
"""How alike two texts must be, where 1 is the same (``difflib.SequenceMatcher.ratio``)."""
LONGEST_ALIKE = 80
"""A longer text is never taken for a misspelt one."""
ICD, RXNORM = "icd10cm", "rxnorm"


@final
@attrs.frozen(eq=False)
class Index(Closed):
    """Everything in a rulebook by the texts that it can be found by.

    Attributes:
        collections: the collections, by name.
        places: where each text says that a condition is.
    """

    collections: Mapping[str, Catalogue[Any]]
    places: Places

    def find(
        self, text: str, *, of_drugs: bool | None = None, kinds: frozenset[str] | None = None
    ) -> tuple[Found, ...]:
        """The things that a text may mean, surest first.

        Args:
            text: the text.
            of_drugs: whether a code that names no system is read as one of a drug, or as one of anything else; nothing
                when it may be either.
            kinds: of which kinds; nothing for all.

        Raises:
            InvalidValue: the text is empty.
        """
        sure, near = self._found(parse.needed_text(text), of_drugs)
        named = {(found.kind, found.id) for found in sure}
        sure, rest = (
            [found for found in some if kinds is None or found.kind in kinds]
            for some in (sure, (found for found in near if (found.kind, found.id) not in named))
        )
        return (*sure, *(attrs.evolve(found, how=How.NEAR, sites=()) for found in _once(rest, most=MOST_NEAR)))

    def _found(self, wanted: str, of_drugs: bool | None) -> tuple[list[Found], Iterator[Found]]:
        """What a text means for sure, and what is near it."""
        system, _, code = wanted.partition(":")
        if system.strip().casefold() in self._systems:
            return list(_once(self._coded(bare(code), system.strip().casefold()))), iter(())
        words = plain(wanted)
        coded = [each for each in self._coded(bare(wanted)) if of_drugs in (None, each.system in self._of_drugs)]
        sure = list(_once([*self._named(words), *coded]))
        return sure, self._near(words, alike=not sure)

    def _named(self, words: str) -> list[Found]:
        """What a text names, or, where it names nothing and may be a plural, what one of that is named."""
        if words in self._by_text or not words.endswith("s"):
            return self._by_text.get(words, [])
        found = self._by_text.get(words.removesuffix("s"), [])
        return [attrs.evolve(each, how=How.SYNONYM) for each in found]

    @cached_property
    def _by_text(self) -> dict[str, list[Found]]:
        """What each text names, surest first."""
        told: list[Found] = []
        for collection, (kind, _) in KINDS.items():
            if collection in UNNAMED:
                continue
            for thing in self.collections[collection]:
                name: str = getattr(thing, SAYS.get(collection, "name"))
                synonyms = [(How.SYNONYM, synonym) for synonym in getattr(thing, "synonyms", ())]
                for how, text in [(How.ID, thing.id), (How.NAME, name), *synonyms]:
                    sites = self.places.told(thing.id, text) if kind == "condition" else ()
                    told.append(Found(kind=kind, id=thing.id, name=name, how=how, text=text, sites=sites))
        by_text: dict[str, list[Found]] = defaultdict(list)
        for found in sorted(told, key=_order):
            by_text[plain(found.text)].append(found)
        return dict(by_text)

    @cached_property
    def _by_word(self) -> dict[str, set[str]]:
        """The texts that hold each word."""
        by_word: dict[str, set[str]] = defaultdict(set)
        for text in self._by_text:
            for word in text.split():
                by_word[word].add(text)
        return dict(by_word)

    @cached_property
    def _systems(self) -> dict[str, bool]:
        """Each code system, and whether its codes are nested."""
        further: Catalogue[CodeSystem] = self.collections["code_systems"]
        return {ICD: True, RXNORM: False, **{system.id: system.nested for system in further}}

    @cached_property
    def _of_drugs(self) -> set[str]:
        """The code systems whose codes name drugs."""
        further: Catalogue[CodeSystem] = self.collections["code_systems"]
        return {RXNORM, *(system.id for system in further if system.of_drugs)}

    @cached_property
    def _codes(self) -> dict[str, list[Found]]:
        """What each bare code names."""
        conditions: Catalogue[Condition] = self.collections["conditions"]
        told: list[tuple[str, str, str, Course | None]] = [
            *((ICD, each.id, code, None) for each in conditions for code in each.icd10cm),
            *((ICD, each.id, code, Course.PAST) for each in conditions for code in each.icd10cm_past),
            *((RXNORM, each.id, code, None) for each in conditions for code in each.rxnorm),
            *(
                (system.id, coding.condition, code, None)
                for system in self.collections["code_systems"]
                for coding in system.codings
                for code in coding.codes
            ),
        ]
        codes: dict[str, list[Found]] = defaultdict(list)
        for system, id, code, course in told:
            known = Found(
                kind="condition",
                id=id,
                name=conditions[id].name,
                how=How.CODE,
                text=code,
                system=system,
                course=course,
            )
            codes[bare(code)].append(known)
        return dict(codes)

    @cached_property
    def _spans(self) -> dict[str, list[tuple[Span, Found]]]:
        """What each code of a nested system spans, by the letters that the codes within it begin with."""
        spans: dict[str, list[tuple[Span, Found]]] = defaultdict(list)
        for code, all_found in self._codes.items():
            if (span := Span.of(code)) is not None:
                for letter in span.letters:
                    spans[letter] += [(span, found) for found in all_found if self._systems[found.system]]
        return dict(spans)

    @cached_property
    def _not(self) -> dict[str, list[Span]]:
        """The codes that each condition does not stand for, though it does for one above."""
        conditions: Catalogue[Condition] = self.collections["conditions"]
        return {
            each.id: [span for code in each.icd10cm_not if (span := Span.of(bare(code))) is not None]
            for each in conditions
            if each.icd10cm_not
        }

    def _coded(self, code: str, system: str = "") -> list[Found]:
        """What a bare code names, then what codes above it name, the nearest first, then what codes below it name."""
        found = [attrs.evolve(each, sites=self._sites(each, code)) for each in self._codes.get(code, ())]
        if wanted := Span.of(code):
            for span, each in dict.fromkeys(each for at in wanted.letters for each in self._spans.get(at, ())):
                if span == wanted:
                    continue
                if span.holds(wanted) and not self._left_out(each, wanted):
                    sites, course = self._sites(each, code), _course(each, code)
                    found.append(attrs.evolve(each, how=How.CHILD_CODE, course=course, sites=sites))
                elif wanted.holds(span):
                    found.append(attrs.evolve(each, how=How.PARENT_CODE))
        return sorted((each for each in found if system in ("", each.system)), key=_order)

    def _sites(self, found: Found, code: str) -> tuple[Site, ...]:
        """Where a bare code says that a condition is."""
        return self.places.coded(found.id, code) if found.system == ICD else ()

    def _left_out(self, found: Found, wanted: Span) -> bool:
        """Whether a condition that stands for a code above does not stand for this one."""
        return found.system == ICD and any(span.holds(wanted) for span in self._not.get(found.id, ()))

    def _near(self, wanted: str, *, alike: bool) -> Iterator[Found]:
        """Those that hold all the words wanted, those that are held in them, then those that are spelt alike."""
        words = wanted.split()
        for texts in (self._holding(words), self._holding(["".join(words)]), self._held_in(words)):
            held = ((abs(len(text.split()) - len(words)), found) for text in texts for found in self._by_text[text])
            yield from (found for _, found in sorted(held, key=lambda each: (_rank(each[1]), each[0], _order(each[1]))))
            alike = alike and not any(_rank(found) == 0 for _, found in held)
        if alike and len(wanted) <= LONGEST_ALIKE:
            for text in get_close_matches(wanted, self._by_text, n=MOST_NEAR, cutoff=alike_from(wanted, NEAR_ENOUGH)):
                yield from self._by_text[text]

    def _holding(self, words: Sequence[str]) -> set[str]:
        """The texts that hold each of some words, or it with or without an s at its end."""
        return set.intersection(*(self._holding_any(_forms(word)) for word in words))

    def _held_in(self, words: Sequence[str]) -> set[str]:
        """The texts all of whose words are among those wanted."""
        forms = set().union(*map(_forms, words))
        return {text for text in self._holding_any(forms) if forms.issuperset(text.split())}

    def _holding_any(self, words: Iterable[str]) -> set[str]:
        return set().union(*(self._by_word.get(word, set()) for word in words))


def _forms(word: str) -> set[str]:
    return {word, f"{word}s", word.removesuffix("s")}


def _order(found: Found) -> tuple[How, int, str, str]:
    """Surest first, then of codes the longest, then by kind and id."""
    return found.how, -len(found.text) if found.how is How.CHILD_CODE else 0, found.kind, found.id


def _rank(found: Found) -> int:
    """Conditions first: they are what texts are most often looked up for."""
    return 0 if found.kind == "condition" else 1


def _course(found: Found, code: str) -> Course | None:
    return found.course or (course_of(code) if found.system == ICD else None)


def _once(all_found: Iterable[Found], *, most: int | None = None) -> Iterator[Found]:
    """Each thing once, as it was found first."""
    seen: set[tuple[str, str]] = set()
    for found in all_found:
        if (found.kind, found.id) not in seen and (most is None or len(seen) < most):
            seen.add((found.kind, found.id))
            yield found
