"""How the parts of an answer are said: names from the rulebook, the client's own facts, limits, dates and places."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import assert_never, final

import attrs

from bodywork_rules.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Basis,
    Certainty,
    ClientProfile,
    DaysAgo,
    Details,
    Direction,
    Finding,
    Had,
    Has,
    Limits,
    Measured,
    PartialDate,
    Predicate,
    Referral,
    Restriction,
    Side,
    Site,
    Source,
    SourceId,
    Status,
    Technique,
    This,
    Verdict,
    When,
    Words,
)
from bodywork_rules.model.closed import Closed

__all__ = [
    "Wording",
    "and_list",
    "count",
    "days",
    "inside",
    "or_list",
    "outside",
    "sentence",
    "some",
    "source_text",
]

VERDICTS = {
    Verdict.PROCEED: "can be done",
    Verdict.MODIFY: "can be done, with changes",
    Verdict.CLEARANCE: "not before a clinician's yes",
    Verdict.AVOID: "not to be done",
}
CERTAINTIES = {
    Certainty.TRADITIONAL: "by custom only, without studies",
    Certainty.VERY_LOW: "very low certainty",
    Certainty.LOW: "low certainty",
    Certainty.MODERATE: "moderate certainty",
    Certainty.HIGH: "high certainty",
}
DIRECTIONS = {
    Direction.BENEFIT: "benefit",
    Direction.NO_BENEFIT: "no benefit was found",
    Direction.MIXED: "mixed results",
    Direction.HARM: "harm",
}
REFERRALS = {
    Referral.ROUTINE: "routine referral",
    Referral.PROMPT: "prompt referral",
    Referral.SAME_DAY: "same-day referral",
    Referral.EMERGENCY: "emergency referral",
}
BRIEF = {
    Verdict.PROCEED: "can be done",
    Verdict.MODIFY: "with changes",
    Verdict.CLEARANCE: "after a clinician's yes",
    Verdict.AVOID: "not to be done",
}
CELLS = BRIEF | {Verdict.CLEARANCE: "after a yes"}
"""What may be done, as it stands in a table."""
BASES = {Basis.EXPLICIT: "said by", Basis.INFERRED: "read across from", Basis.UNSOURCED: "no source: our own caution"}
MOST_PRESSURE = 5
MOST_OF_A_LIST = 12
"""So many things are named where the rest may be left out."""
_NAMED = re.compile("`([a-z0-9-]+)`")


def inside(name: str) -> str:
    """A name as it stands inside a sentence; one whose first word has a further capital letter as it is.

    >>> inside("Left wrist"), inside("INR"), inside("Ehlers-Danlos syndrome")
    ('left wrist', 'INR', 'Ehlers-Danlos syndrome')
    """
    first = name.split(" ", 1)[0]
    return name if first[1:] != first[1:].lower() else name[:1].lower() + name[1:]


def outside(text: str) -> str:
    """A text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """A text with the full stop that it may lack."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def count(number: int, one: str, many: str = "") -> str:
    """A number of things.

    >>> count(1, "question"), count(3, "question")
    ('1 question', '3 questions')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def and_list(texts: Iterable[str], last: str = "and") -> str:
    """Texts as a list inside a sentence; empty for none.

    >>> and_list(["heat", "suction", "tools"])
    'heat, suction and tools'
    """
    all_texts = list(texts)
    if len(all_texts) < 2:
        return "".join(all_texts)
    return f"{', '.join(all_texts[:-1])} {last} {all_texts[-1]}"


def or_list(texts: Iterable[str]) -> str:
    """Texts of which one holds."""
    return and_list(texts, "or")


def some(texts: list[str]) -> str:
    """The first texts of a list, and how many more there are.

    >>> some([str(n) for n in range(15)])
    '0; 1; 2; 3; 4; 5; 6; 7; 8; 9; 10; 11; and 3 more'
    """
    more = len(texts) - MOST_OF_A_LIST
    return "; ".join([*texts[:MOST_OF_A_LIST], *([f"and {more} more"] if more > 0 else [])])


def days(duration: timedelta) -> str:
    """A duration, in weeks where it is whole weeks.

    >>> days(timedelta(days=14)), days(timedelta(days=10))
    ('2 weeks', '10 days')
    """
    weeks, rest = divmod(duration.days, 7)
    return count(duration.days, "day") if rest or not weeks else count(weeks, "week")


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


def when_text(when: When) -> str:
    """A date as it was given."""
    match when:
        case DaysAgo():
            return str(when).replace(" ago", " before the history was taken")
        case PartialDate(earliest=earliest, latest=latest):
            text = str(when)
            return f"between {earliest} and {latest}" if "/" in text else text
        case _:
            assert_never(when)


def source_text(source: Source) -> str:
    """A source as it is cited, without its address."""
    parts = [source.authors, str(source.year) if source.year else "", source.title, source.publisher]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


@final
@attrs.frozen(eq=False)
class Wording(Closed):
    """The words for one answer or rulebook; it numbers sources and reasons as they come up, and knows what it told.

    Attributes:
        words: the names.
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

    def name(self, kind: str, id: str) -> str:
        """What the rulebook calls a thing; where it gives no name, its id."""
        return self.names.get(f"{kind}/{id}") or id.replace("-", " ")

    def named(self, kind: str, ids: Iterable[str]) -> list[str]:
        """What the rulebook calls things, as they stand inside a sentence."""
        return [inside(self.name(kind, id)) for id in ids]

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
        region = inside(self.name("region", site.region))
        return (
            f"{region} (both sides)"
            if site.side is Side.BOTH
            else f"{site.side.value} {region}"
            if site.side
            else region
        )

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
            finding.status.value if status and finding.status is not Status.PRESENT else "",
            self.sites(finding.sites),
            finding.stage.value if finding.stage else "",
            finding.severity.name.lower() if finding.severity else "",
            f"began {when_text(finding.onset)}" if finding.onset else "",
            f"ended {when_text(finding.end)}" if finding.end else "",
            "" if finding.controlled is None else "controlled" if finding.controlled else "not controlled",
            f"noted as {finding.id}" if finding.id else "",
        ]
        told = ", ".join(detail for detail in details if detail)
        return f"{self.condition(finding.condition)}{f' ({told})' if told else ''}"

    def fact(self, finding: Finding) -> str:
        """What the client told us, as a sentence without its end: ``the client takes Warfarin``."""
        takes = finding in self.profile.medications
        has = {
            Status.PRESENT: "takes" if takes else "has",
            Status.SUSPECTED: "may take" if takes else "may have",
            Status.RESOLVED: "took" if takes else "had",
        }[finding.status]
        implied = not takes and finding not in self.profile.findings
        return f"the client {'comes for' if implied else has} {self.finding(finding, status=False)}"

    def about(self, condition: str | None, finding: Finding | None) -> str:
        """What a rule is about, as this client has it; nothing for a rule about no condition."""
        if condition is None:
            return ""
        if finding is None:
            return self.condition(condition)
        if finding.condition == condition:
            return self.finding(finding)
        return f"{self.condition(condition)}, because {self.fact(finding)}"

    def pressure(self, most: int) -> str:
        """A bound on the pressure, on the scale and in words."""
        words = self.names.get(f"pressure/{most}")
        return f"pressure at most {most} of {MOST_PRESSURE}{f' ({words})' if words else ''}"

    def limits(self, limits: Limits) -> list[str]:
        """Limits, each by itself."""
        cap, most = limits.pressure_at_most, limits.minutes_at_most
        told = [
            self.pressure(cap) if cap is not None else "",
            f"without {or_list(self.named('trait', limits.no_traits))}" if limits.no_traits else "",
            f"no {or_list(self.named('product', limits.no_products))}" if limits.no_products else "",
            f"at most {count(most, 'minute')}" if most else "",
            f"not {or_list(self.named('position', limits.no_positions))}" if limits.no_positions else "",
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
        told = [
            f"began within {days(details.onset_within)}" if details.onset_within is not None else "",
            f"began at least {days(details.onset_at_least)} ago" if details.onset_at_least is not None else "",
            f"ended within {days(details.ended_within)}" if details.ended_within is not None else "",
            f"ended at least {days(details.ended_at_least)} ago" if details.ended_at_least is not None else "",
            f"at the {or_list(self.site(site) for site in details.sites)}" if details.sites else "",
            f"at least {details.severity_at_least.name.lower()}" if details.severity_at_least else "",
            or_list(stage.value for stage in details.stages),
            "" if details.controlled is None else "controlled" if details.controlled else "not controlled",
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
                return ", ".join([f"{self.condition(condition)} now or before", *self.details(details)])
            case This(details=details):
                return ", ".join(self.details(details))
            case Measured(quantity=quantity, at_least=at_least, below=below):
                bound = f"at least {at_least:g}" if at_least is not None else f"below {below:g}"
                return f"{self.name('quantity', quantity)} {bound}{self._given(quantity)}"
            case AllOf(of=of):
                return f"({and_list(self.predicate(each) for each in of)})"
            case AnyOf(of=of):
                return f"({or_list(self.predicate(each) for each in of)})"
            case AtLeast(n=n, of=of):
                return f"(at least {n} of: {'; '.join(self.predicate(each) for each in of)})"
            case _:
                assert_never(asked)

    def _given(self, quantity: str) -> str:
        """The value that the client gave last, if any."""
        given = [each for each in self.profile.measurements if each.quantity == quantity]
        if not given:
            return f" (given: {self.profile.age})" if quantity == "age" and self.profile.age is not None else ""
        last = max(given, key=lambda each: each.on or self.profile.taken or date.max)
        return f" (given: {last.value:g}{f' on {last.on}' if last.on else ''})"
