"""Places of the body as a client names them."""

from functools import cached_property
from typing import final

import attrs

from bodywork_rules.insight.wording import Wording
from bodywork_rules.model import ClientProfile, Side, Site
from bodywork_rules.model.body import site
from bodywork_rules.rulebook import Rulebook
from bodywork_rules.rulebook.texts import text_of

__all__ = ["Places"]


@final
@attrs.frozen
class Places:
    """Reads places by the names of regions or by their ids.

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
            named = self._by_name.get(each) or self._site(each)
            if self.rulebook.body.problem_of(named):
                raise ValueError(text_of(self.rulebook.texts, "intake-not-known", text=each))
            found.append(named)
        return tuple(found)

    @cached_property
    def _by_name(self) -> dict[str, Site]:
        """Every place by what it is called in the rulebook, sides too, in small letters."""
        wording, regions = Wording(self.rulebook.words, ClientProfile()), self.rulebook.regions
        sides = [Site(region=region.id, side=side) for region in regions if region.paired for side in Side]
        return {wording.site(each).lower(): each for each in (*(Site(region=region.id) for region in regions), *sides)}

    def _site(self, text: str) -> Site:
        """A place by its side in English and the name or id of its region."""
        side, _, rest = text.partition(" ")
        side, rest = (side, rest) if side in ("left", "right", "both") else ("", text)
        region = self._by_name.get(rest)
        return site(f"{side} {region.region if region else rest.replace(' ', '-')}".strip())
