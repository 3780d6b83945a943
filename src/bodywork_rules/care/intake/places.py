"""Places of the body as a client names them: by themselves, in a list, or within a text."""

from collections.abc import Iterator
from functools import cached_property
from typing import final

import attrs

from bodywork_rules.insight.wording import Wording
from bodywork_rules.model import ClientProfile, Region, Side, Site
from bodywork_rules.model.body import site
from bodywork_rules.model.closed import Closed
from bodywork_rules.rulebook.rulebook import Rulebook
from bodywork_rules.rulebook.texts import text_of

__all__ = ["Place", "Places"]

LONGEST = 8
"""No place is looked for in more words of a text."""


@final
@attrs.frozen
class Place(Closed):
    """A place as it is called.

    Attributes:
        site: where it is.
        called: what it is called without its side.
    """

    site: Site
    called: str


@final
@attrs.frozen(slots=False)
class Places:
    """Reads places by the names of regions, by their synonyms and by their ids.

    Attributes:
        rulebook: the rulebook.
    """

    rulebook: Rulebook

    def read(self, line: str) -> tuple[Site, ...]:
        """The sites that a list names, with commas between.

        Args:
            line: the list.

        Raises:
            InvalidValue: a place is not of its form.
            ValueError: a place is not known.
        """
        found = []
        for each in (part.strip() for part in line.lower().split(",") if part.strip()):
            named = self.named(each) or site(each.replace(" ", "-"))
            if self.rulebook.body.problem_of(named):
                raise ValueError(text_of(self.rulebook.texts, "intake-not-known", text=each))
            found.append(named)
        return tuple(found)

    def named(self, text: str) -> Site | None:
        """The place that a text names and says nothing else; nothing when it names none.

        Args:
            text: the text.
        """
        place = self._by_name.get(" ".join(text.casefold().split()))
        return place.site if place else None

    def within(self, words: list[str]) -> Iterator[tuple[slice, Place]]:
        """The places that are named in a text, the longest names first where they overlap, and by which of its words.

        Args:
            words: the words of the text.
        """
        start = 0
        while start < len(words):
            for stop in range(min(start + LONGEST, len(words)), start, -1):
                place = self._by_name.get(" ".join(words[start:stop]).casefold())
                if place is not None:
                    yield slice(start, stop), place
                    start = stop - 1
                    break
            start += 1

    @cached_property
    def _by_name(self) -> dict[str, Place]:
        """Every place by what it is called, sides too, in small letters; a name counts before a synonym."""
        found: dict[str, Place] = {}
        for names in (lambda each: each.synonyms, lambda each: (each.id.replace("-", " "), each.id, each.name)):
            for region in self.rulebook.regions:
                for name in names(region):
                    found.update(self._sided(region, name))
        return found

    def _sided(self, region: Region, name: str) -> Iterator[tuple[str, Place]]:
        """What a region is called, by itself and with its sides: as the rulebook says them, and in English."""
        wording = Wording(self.rulebook.words, ClientProfile())
        called = wording.inside(name)
        yield name.casefold(), Place(Site(region=region.id), called)
        for side in Side if region.paired else ():
            place = Place(Site(region=region.id, side=side), called)
            yield wording.say(f"site-{side.value}", region=called).casefold(), place
            yield f"{side.value} {called}".casefold(), place
