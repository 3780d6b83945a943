"""How the parts of an answer are said: names from the rulebook, the client's own facts, limits, dates and places."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import Enum
from itertools import groupby
from typing import assert_never, final

import attrs

from bodywork_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    ClientProfile,
    DaysAgo,
    Details,
    Finding,
    Had,
    Has,
    Limits,
    Measured,
    PartialDate,
    Predicate,
    Restriction,
    Site,
    Source,
    SourceId,
    Status,
    Technique,
    This,
    When,
    Words,
)
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.parse import name_of
from bodywork_rules.rulebook.texts import text_of

__all__ = ["MOST_OF_A_LIST", "MOST_PRESSURE", "Wording", "numbered", "outside", "sentence", "source_text"]

MOST_PRESSURE = 5
MOST_OF_A_LIST = 12
"""So many things are named where the rest may be left out."""
_NAMED = re.compile("`([a-z0-9-]+)`")


def outside(text: str) -> str:
    """A text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """A text with the full stop that it may lack."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def numbered(numbers: Iterable[int], mark: str = "") -> str:
    """Numbers in order, three or more in a row as a range.

    Args:
        numbers: the numbers, in any order.
        mark: what stands before each.

    >>> numbered({5, 1, 2, 3, 7, 8}, "R")
    'R1-R3, R5, R7, R8'
    """
    in_order = enumerate(sorted(numbers))
    runs = [[number for _, number in run] for _, run in groupby(in_order, key=lambda pair: pair[1] - pair[0])]
    return ", ".join(
        f"{mark}{run[0]}-{mark}{run[-1]}" if len(run) > 2 else ", ".join(f"{mark}{number}" for number in run)
        for run in runs
    )


def source_text(source: Source) -> str:
    """A source as it is cited, without its address."""
    parts = [source.authors, str(source.year) if source.year else "", source.title, source.publisher]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


@final
@attrs.frozen(eq=False)
class Wording(Closed):
    """The words for one answer or rulebook; it numbers sources and reasons as they come up, and knows what it told.

    Attributes:
        words: the names and texts.
        profile: the client spoken of.
        names: each name by its kind and id.
        cited: the number of each source cited so far.
        reasons: the number of each reason given so far.
        told: what was told in full so far.
    """

    words: Words
    profile: ClientProfile
    names: dict[str, str] = attrs.field(init=False)
    cited: dict[SourceId, int] = attrs.field(init=False, factory=dict)
    reasons: dict[Restriction, int] = attrs.field(init=False, factory=dict)
    told: set[object] = attrs.field(init=False, factory=set)

    @names.default
    def _named(self) -> dict[str, str]:
        return dict(self.words.names)

    def say(self, id: str, /, **given: object) -> str:
        """A text of the rulebook, else the shipped one, with what is put in.

        Raises:
            InvalidValue: there is no such text, or it asks for what is not given.
        """
        return text_of(self.words.texts, id, **given)

    def word(self, kind: str, member: Enum) -> str:
        """What is said for a member of an enum, as in ``verdict`` for one of ``Verdict``."""
        return self.say(f"{kind}-{name_of(member)}")

    def count(self, id: str, number: int, **given: object) -> str:
        """A text that tells of a number of things: the one for a single thing, or the one for several."""
        return self.say(f"{id}-{'one' if number == 1 else 'many'}", count=number, **given)

    def days(self, duration: timedelta) -> str:
        """A duration, in weeks where it is whole weeks."""
        weeks, rest = divmod(duration.days, 7)
        return self.count("days", duration.days) if rest or not weeks else self.count("weeks", weeks)

    def when(self, when: When) -> str:
        """A date as it was given."""
        match when:
            case DaysAgo(days=days):
                return self.say("when-days-ago", days=days)
            case PartialDate(earliest=earliest, latest=latest):
                text = str(when)
                return self.say("when-between", earliest=earliest, latest=latest) if "/" in text else text
            case _:
                assert_never(when)

    def and_list(self, texts: Iterable[str]) -> str:
        """Texts as a list inside a sentence; empty for none."""
        return self._list("list-and", texts)

    def or_list(self, texts: Iterable[str]) -> str:
        """Texts of which one holds."""
        return self._list("list-or", texts)

    def _list(self, id: str, texts: Iterable[str]) -> str:
        *first, last = list(texts) or [""]
        return self.say(id, first=", ".join(first), last=last) if first else last

    def some(self, texts: Sequence[str]) -> str:
        """The first texts of a list, and how many more there are."""
        more = len(texts) - MOST_OF_A_LIST
        return "; ".join([*texts[:MOST_OF_A_LIST], *([self.say("list-more", count=more)] if more > 0 else [])])

    def inside(self, text: str) -> str:
        """A name or sentence as it stands inside a sentence: its first letter small, unless its word keeps the capital.

        Those words keep it that have a further capital, as "INR", or that stand in the text ``capital-words``.
        """
        first = text.split(" ", 1)[0]
        kept = first[1:] != first[1:].lower() or first.rstrip(".,;:") in self.say("capital-words").split()
        return text if kept else text[:1].lower() + text[1:]

    def name(self, kind: str, id: str) -> str:
        """What the rulebook calls a thing; where it gives no name, its id."""
        return self.names.get(f"{kind}/{id}") or id.replace("-", " ")

    def named(self, kind: str, ids: Iterable[str]) -> list[str]:
        """What the rulebook calls things, as they stand inside a sentence."""
        return [self.inside(self.name(kind, id)) for id in ids]

    def condition(self, id: str) -> str:
        """What the rulebook calls a condition."""
        return self.name("condition", id)

    def technique(self, id: str) -> str:
        """What the rulebook calls a technique."""
        return self.name("technique", id)

    def wish(self, id: str) -> str:
        """What the rulebook calls what a client likes, dislikes or declines."""
        kinds = ("technique", "family", "trait")
        return next((self.name(kind, id) for kind in kinds if f"{kind}/{id}" in self.names), id.replace("-", " "))

    def cite(self, sources: Iterable[SourceId]) -> str:
        """The numbers of sources, as in `` [1, 4-6]``; nothing for none."""
        numbers = {self.cited.setdefault(source, len(self.cited) + 1) for source in sources}
        return f" [{numbered(numbers)}]" if numbers else ""

    def refer(self, reasons: Iterable[Restriction]) -> str:
        """The numbers of reasons, as in ``R1-R3, R5``; nothing for none."""
        return numbered({self.reasons.setdefault(each, len(self.reasons) + 1) for each in reasons}, "R")

    def first_time(self, told: object) -> bool:
        """Whether something was not told in full before; from now on it was."""
        new = told not in self.told
        self.told.add(told)
        return new

    def prose(self, text: str) -> str:
        """A sentence of the rulebook, with the sources that it names in back-ticks as numbers."""
        known = {source.id for source in self.words.sources}

        def number(found: re.Match[str]) -> str:
            id = SourceId(found[1])
            return self.cite([id]).strip() if id in known else found[1]

        return sentence(_NAMED.sub(number, text))

    def site(self, site: Site) -> str:
        """A site."""
        region = self.inside(self.name("region", site.region))
        return self.say(f"site-{name_of(site.side)}", region=region) if site.side else region

    def sites(self, sites: Iterable[Site]) -> str:
        """Sites, as a list."""
        return ", ".join(self.site(site) for site in sites)

    def finding(self, finding: Finding, *, status: bool = True) -> str:
        """A finding with its details, as the client gave them.

        Args:
            finding: the finding.
            status: say so when it is suspected or resolved.
        """
        details = [
            self.word("status", finding.status) if status and finding.status is not Status.PRESENT else "",
            self.sites(finding.sites),
            self.word("stage", finding.stage) if finding.stage else "",
            self.word("severity", finding.severity) if finding.severity else "",
            self.say("finding-began", when=self.when(finding.onset)) if finding.onset else "",
            self.say("finding-ended", when=self.when(finding.end)) if finding.end else "",
            self._controlled(finding.controlled),
            self.say("finding-noted", id=finding.id)
            if str(finding.id or finding.condition) != finding.condition
            else "",
        ]
        told = ", ".join(detail for detail in details if detail)
        return f"{self.condition(finding.condition)}{f' ({told})' if told else ''}"

    def _controlled(self, controlled: bool | None) -> str:
        """Whether something is under control; nothing when that is not said."""
        return "" if controlled is None else self.say("controlled" if controlled else "not-controlled")

    def fact(self, finding: Finding) -> str:
        """What the client told us, as a sentence without its end: ``the client takes Warfarin``."""
        told = self.finding(finding, status=False)
        if finding in self.profile.medications:
            return self.say(f"fact-takes-{name_of(finding.status)}", finding=told)
        if finding in self.profile.findings:
            return self.say(f"fact-has-{name_of(finding.status)}", finding=told)
        return self.say("fact-implied", finding=told)

    def about(self, condition: str | None, finding: Finding | None) -> str:
        """What a rule is about, as this client has it; nothing for a rule about no condition."""
        if condition is None:
            return ""
        if finding is None:
            return self.condition(condition)
        if finding.condition == condition:
            return self.finding(finding)
        return self.say("about-because", condition=self.condition(condition), fact=self.fact(finding))

    def pressure(self, most: int) -> str:
        """A bound on the pressure, on the scale and in words."""
        if like := self.names.get(f"pressure/{most}"):
            return self.say("limit-pressure-like", most=most, scale=MOST_PRESSURE, like=like)
        return self.say("limit-pressure", most=most, scale=MOST_PRESSURE)

    def limits(self, limits: Limits) -> list[str]:
        """Limits, each by itself."""
        cap, most = limits.pressure_at_most, limits.minutes_at_most
        traits = self.or_list(self.named("trait", limits.no_traits))
        products = self.or_list(self.named("product", limits.no_products))
        positions = self.or_list(self.named("position", limits.no_positions))
        told = [
            self.pressure(cap) if cap is not None else "",
            self.say("limit-traits", traits=traits) if traits else "",
            self.say("limit-products", products=products) if products else "",
            self.count("limit-minutes", most) if most else "",
            self.say("limit-positions", positions=positions) if positions else "",
        ]
        return [each for each in told if each]

    def changes(self, technique: Technique, limits: Limits) -> list[str]:
        """What limits change in a technique; what they bound that it never does is left out, products are not."""
        cap, most = limits.pressure_at_most, limits.minutes_at_most
        return self.limits(
            Limits(
                pressure_at_most=None if cap is None or cap >= technique.pressure.most else cap,
                no_traits=[trait for trait in limits.no_traits if trait in technique.traits],
                no_products=limits.no_products,
                minutes_at_most=None if most is None or most >= technique.minutes.most else most,
                no_positions=[position for position in limits.no_positions if position in technique.positions],
            )
        )

    def details(self, details: Details) -> list[str]:
        """Details that a rule asks for, each by itself."""
        times = {
            "asked-began-within": details.onset_within,
            "asked-began-at-least": details.onset_at_least,
            "asked-ended-within": details.ended_within,
            "asked-ended-at-least": details.ended_at_least,
        }
        least = details.severity_at_least
        told = [
            *(self.say(id, time=self.days(time)) for id, time in times.items() if time is not None),
            self.say("asked-sites", sites=self.or_list(map(self.site, details.sites))) if details.sites else "",
            self.say("asked-severity", severity=self.word("severity", least)) if least else "",
            self.or_list(self.word("stage", stage) for stage in details.stages),
            self._controlled(details.controlled),
        ]
        return [each for each in told if each]

    def predicate(self, asked: Predicate, *, inner: bool = True) -> str:
        """What a rule asks, in words; within another, one of several parts stands in brackets."""
        if not inner and not isinstance(asked, Has | Had | This | Measured):
            return self.predicate(asked)[1:-1]
        match asked:
            case Has(condition=condition, details=details):
                return ", ".join([self.condition(condition), *self.details(details)])
            case Had(condition=condition, details=details):
                return ", ".join([self.say("asked-had", condition=self.condition(condition)), *self.details(details)])
            case This(details=details):
                return ", ".join(self.details(details))
            case Measured(quantity=quantity, at_least=at_least, below=below):
                id, bound = ("asked-at-least", at_least) if at_least is not None else ("asked-below", below)
                told = self.say(id, quantity=self.name("quantity", quantity), value=f"{bound:g}")
                return f"{told} {self._given(quantity)}".rstrip()
            case AllOf(of=of):
                return f"({self.and_list(map(self.predicate, of))})"
            case AnyOf(of=of):
                return f"({self.or_list(map(self.predicate, of))})"
            case AtLeast(n=n, of=of):
                return f"({self.say('asked-n-of', count=n, of='; '.join(map(self.predicate, of)))})"
            case _:
                assert_never(asked)

    def _given(self, quantity: str) -> str:
        """The value that the client gave last, if any."""
        given = [each for each in self.profile.measurements if each.quantity == quantity]
        if not given:
            age = self.profile.age if quantity == "age" else None
            return "" if age is None else self.say("asked-given", value=age)
        last = max(given, key=lambda each: each.on or self.profile.taken or date.max)
        if last.on is None:
            return self.say("asked-given", value=f"{last.value:g}")
        return self.say("asked-given-on", value=f"{last.value:g}", day=last.on)
