"""Where on the body a name, a synonym or an ICD-10-CM code of a condition says that the condition is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final, final

import attrs

from bodywork_rules.model import Body, Side, Site
from bodywork_rules.model.closed import Closed
from bodywork_rules.rulebook.codes import Span, bare

__all__ = ["Places", "plain"]

SIDE_AT: Final = 5
"""At which place, counted from nought, a code of an injury says the side."""
SIDES: Final = {"1": Side.RIGHT, "4": Side.RIGHT, "2": Side.LEFT, "5": Side.LEFT}


def plain(text: str) -> str:
    """A text as it is compared: in small letters, with one space for hyphens and for each run of white space.

    Args:
        text: the text.

    >>> plain("Athlete's  Foot"), plain("A-fib")
    ("athlete's foot", 'a fib')
    """
    return " ".join(text.casefold().replace("-", " ").split())


@final
@attrs.frozen(eq=False)
class Places(Closed):
    """The places that texts tell of conditions.

    A place is told only where the condition can be at all of it: else the text says something that is not understood.

    Attributes:
        body: the body.
        can_be: the points where each condition can be.
    """

    body: Body
    can_be: Mapping[str, int]

    def told(self, condition: str, text: str) -> tuple[Site, ...]:
        """Where a name or synonym of a condition says that it is; empty when it does not say.

        Args:
            condition: the id of the condition.
            text: its name or synonym.
        """
        return self._possible(condition, self._by_text.get(plain(text), ()))

    def coded(self, condition: str, code: str) -> tuple[Site, ...]:
        """Where an ICD-10-CM code says that a condition is; empty when it does not say.

        Args:
            condition: the id of the condition.
            code: the code, bare.
        """
        wanted = Span.of(code)
        holding = [span for span in self._by_span if wanted and span.holds(wanted)]
        nearest = [span for span in holding if not any(span.holds(other) for other in holding if other != span)]
        named = [named for span in nearest for named in self._by_span[span]]
        return self._possible(condition, [_on_side(each, code) if sided else each for each, sided in named])

    def _possible(self, condition: str, sites: Iterable[Site]) -> tuple[Site, ...]:
        """The sites, when the condition can be at all of them; else none."""
        points, told = self.can_be[condition], tuple(sites)
        return told if not self.body.union(told) & ~points else ()

    @cached_property
    def _by_text(self) -> dict[str, list[Site]]:
        """The regions that each text tells."""
        found: dict[str, list[Site]] = defaultdict(list)
        for region in self.body.regions:
            for text in region.told_by:
                found[plain(text)].append(Site(region=region.id))
        return dict(found)

    @cached_property
    def _by_span(self) -> dict[Span, list[tuple[Site, bool]]]:
        """The regions that each code tells, and whether it tells the side of them too."""
        found: dict[Span, list[tuple[Site, bool]]] = defaultdict(list)
        for region in self.body.regions:
            for codes, sided in ((region.icd10cm, False), (region.icd10cm_sided, True)):
                for span in filter(None, (Span.of(bare(code)) for code in codes)):
                    found[span].append((Site(region=region.id), sided))
        return dict(found)


def _on_side(site: Site, code: str) -> Site:
    """A site on the side that a bare code tells; as it is when it tells none."""
    return attrs.evolve(site, side=SIDES.get(code[SIDE_AT : SIDE_AT + 1]))
