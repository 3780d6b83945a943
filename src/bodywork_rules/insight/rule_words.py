"""What a rulebook says, in words: a rule so that a clinician can judge it, and any other thing by its attributes."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from enum import Enum
from typing import Any, final

import attrs

from bodywork_rules.insight.page import Item
from bodywork_rules.insight.wording import BRIEF, REFERRALS, Wording, days, inside, outside, sentence
from bodywork_rules.model import (
    About,
    AllOf,
    AnyOf,
    AtLeast,
    Basis,
    ClientProfile,
    Coding,
    Contraindication,
    Extent,
    Had,
    Has,
    Indication,
    Limits,
    Measured,
    Range,
    Rise,
    Scope,
    Site,
    Source,
    SourceId,
    This,
    Uses,
    Verdict,
    parse,
)
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.rules import ALL_TECHNIQUES
from bodywork_rules.rulebook import Rulebook

__all__ = ["BASIS", "RuleWords", "about_items", "thing_items"]

NAMES = {
    "about": "condition",
    "broader": "condition",
    "complaint": "condition",
    "describes": "condition",
    "replaced_by": "condition",
    "acute_is": "condition",
    "severe_is": "condition",
    "uncontrolled_is": "condition",
    "there_is": "condition",
    "low_shows": "condition",
    "within": "region",
    "central": "region",
    "family": "family",
    "families": "family",
    "at_home": "family",
    "traits": "trait",
    "traits_any": "trait",
    "essential": "trait",
    "positions": "position",
    "products": "product",
    "technique": "technique",
    "techniques": "technique",
    "outcome": "outcome",
    "clinician": "clinician",
    "clearance": "clearance",
}
"""Of what each attribute that holds ids holds them."""
LEFT_OUT = {"id", "name", "sources"}
PLACES = {
    Extent.EVERYWHERE: "everywhere",
    Extent.SITE: "where it is",
    Extent.LIMB: "on the whole limb, and where it is",
    Extent.BEYOND: "further out on the limb than where it is",
}
COMPARED = "Last compared with its sources"
_NAMED = re.compile("`([a-z0-9-]+)`")
BASIS = {
    Basis.EXPLICIT: "a source says so",
    Basis.INFERRED: "read across from what sources say of something like it",
    Basis.UNSOURCED: "our own caution; no source that was read says so",
}


def about_items(about: About) -> Iterator[Item]:
    """What a rulebook says of itself, as far as it says something.

    Args:
        about: what it says.
    """
    for field in attrs.fields(About):
        said = getattr(about, field.name)
        match said:
            case Uses():
                uses = {use.name: getattr(said, use.name) for use in attrs.fields(Uses)}
                yield from (Item(text, lead=f"Use of {_spaced(name)}") for name, text in uses.items() if text)
            case tuple():
                yield from (Item(text, lead="Known gap") for text in said)
            case None | "":
                pass
            case _:
                yield Item(str(said), lead=COMPARED if field.name == "reviewed" else outside(_spaced(field.name)))


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def thing_items(wording: Wording, thing: Any) -> Iterator[Item]:
    """Each attribute of a thing that says something, but for its id, its name and its sources.

    Args:
        wording: the words of its rulebook.
        thing: the thing.
    """
    for field in attrs.fields(type(thing)):
        value = getattr(thing, field.name)
        nothing = value is None or value is False or value in ((), "") or value in (Limits(), ALL_TECHNIQUES)
        if field.name not in LEFT_OUT and not nothing:
            yield Item(_said(wording, field.name, value), lead=field.name.replace("_", " ").capitalize())


def _said(wording: Wording, name: str, value: Any) -> str:
    """The value of an attribute in words."""
    match value:
        case bool():
            return "yes"
        case Enum():
            return parse.name_of(value).replace("-", " ")
        case timedelta():
            return days(value)
        case Range(least=least, most=most):
            return f"{least} to {most}"
        case Limits():
            return "; ".join(wording.limits(value))
        case Has() | Had() | This() | Measured() | AllOf() | AnyOf() | AtLeast():
            return wording.predicate(value, inner=False)
        case tuple():
            return ", ".join(_said(wording, name, each) for each in value)
        case Site():
            return wording.site(value)
        case Scope() | Rise():
            return "; ".join(f"{item.lead.lower()}: {item.text}" for item in thing_items(wording, value))
        case Coding(condition=condition, codes=codes):
            return f"{condition} {' '.join(codes)}"
        case str() if name in NAMES:
            return f"{wording.name(NAMES[name], value)} ({value})"
        case _:
            return f"{value:g}" if isinstance(value, float) else str(value)


@final
@attrs.frozen(eq=False)
class RuleWords(Closed):
    """The words for the rules of one rulebook; it numbers their sources as they are cited.

    Attributes:
        rulebook: the rulebook.
        ids: with the id of each condition, technique and word in brackets after its name.
        wording: the names.
    """

    rulebook: Rulebook
    ids: bool = attrs.field(default=False, kw_only=True)
    wording: Wording = attrs.field(init=False)

    @wording.default
    def _wording(self) -> Wording:
        return Wording(self.rulebook.words, ClientProfile())

    def name(self, kind: str, id: str) -> str:
        """What the rulebook calls a thing."""
        name = self.wording.name(kind, id)
        return f"{name} ({id})" if self.ids else name

    def title(self, rule: Contraindication) -> str:
        """What a rule is about; of one about no condition, what it asks."""
        if rule.about is not None:
            return self.wording.name("condition", rule.about)
        return outside(self.wording.predicate(rule.when, inner=False)) if rule.when else "Every client"

    def state(self, rule: Contraindication) -> str:
        """When a rule counts, besides that its condition is there: what lifts it too."""
        parts = ["now or before"] if rule.ever else []
        if rule.when is not None and rule.about is not None:
            parts.append(self.wording.predicate(rule.when, inner=False))
        lifted = f"unless {self.wording.predicate(rule.unless, inner=False)}" if rule.unless is not None else ""
        return "; ".join(filter(None, ("; ".join(parts), lifted))) or "always"

    def techniques(self, scope: Scope) -> str:
        """Which techniques a rule restricts."""
        if scope.all:
            return "all techniques"
        parts = [
            self._listed("those with", "trait", scope.traits_any),
            self._listed("those of the family", "family", scope.families),
            self._listed("", "technique", scope.techniques),
            f"those whose pressure reaches {_range(scope.pressure)} of 5" if scope.pressure else "",
        ]
        return "; ".join(filter(None, parts))

    def _listed(self, lead: str, kind: str, ids: Iterable[str]) -> str:
        """Ids by their names, after the words that lead them; nothing for none."""
        listed = ", ".join(self.name(kind, id) if self.ids else inside(self.name(kind, id)) for id in ids)
        return f"{lead} {listed}".strip() if listed else ""

    def place(self, rule: Contraindication) -> str:
        """Where a rule holds."""
        return PLACES[rule.where] if isinstance(rule.where, Extent) else self.wording.sites(rule.where)

    def verdict(self, verdict: Verdict) -> str:
        """What a rule says of the techniques in its scope."""
        return f"{parse.name_of(verdict)} ({BRIEF[verdict]})" if self.ids else BRIEF[verdict]

    def items(self, rule: Contraindication) -> Iterator[Item]:
        """A rule in full, from when it counts to where it comes from; its sources by number."""
        wording = self.wording
        if rule.about is not None:
            yield Item(self.name("condition", rule.about), lead="About")
            kinds = sorted(self.rulebook.narrower_of(rule.about) - {rule.about})
            if kinds:
                yield Item("; ".join(wording.named("condition", kinds)), lead="With its kinds")
        yield Item(self._when(rule), lead="Counts")
        if rule.unless is not None:
            yield Item(wording.predicate(rule.unless, inner=False), lead="Unless we are told")
        yield Item(self.techniques(rule.to), lead="To")
        yield Item(self.place(rule), lead="Where")
        yield Item(self.verdict(rule.verdict), lead="Verdict")
        if rule.limits.any:
            yield Item("; ".join(wording.limits(rule.limits)), lead="Limits")
        if rule.advice:
            yield Item(wording.prose(rule.advice), lead="Advice")
        if rule.clearance is not None:
            yield from self._clearance(rule.clearance)
        if rule.referral is not None:
            yield Item(REFERRALS[rule.referral], lead="Referral")
        yield Item(wording.prose(rule.reason), lead="Reason")
        yield from self._origin(rule)

    def sources(self, of: Contraindication | Indication) -> tuple[Source, ...]:
        """The sources of a rule or an argument and those that its texts name, in the order of their numbers."""
        said = (of.effect, of.dose) if isinstance(of, Indication) else (of.reason, of.advice, of.dissent)
        named = {id for text in (*said, of.locator) for id in _NAMED.findall(text) if id in self.rulebook.sources}
        ids = {*of.sources, *map(SourceId, named)}
        self.wording.cite(sorted(ids))
        return tuple(self.rulebook.sources[id] for id in sorted(ids, key=lambda each: self.wording.cited[each]))

    def _when(self, rule: Contraindication) -> str:
        """When a rule counts."""
        asked = "" if rule.when is None else self.wording.predicate(rule.when, inner=False)
        if rule.about is None:
            return asked or "for every client"
        had = "when it is there or suspected, or was before" if rule.ever else "when it is there or suspected"
        return f"{had}, and: {asked}" if asked else had

    def _clearance(self, id: str) -> Iterator[Item]:
        """What is asked of whom, and what a yes brings."""
        clearance = self.rulebook.clearances[id]
        asked = self.name("clearance", id)
        yield Item(f"{asked}, from: {inside(self.name('clinician', clearance.clinician))}", lead="Clearance")
        yield Item(clearance.question, lead="Question", depth=1)
        yield Item(
            f"{sentence(clearance.unlocks)} It holds for {days(clearance.lasts)}.", lead="A yes unlocks", depth=1
        )
        if clearance.meanwhile:
            yield Item(sentence(clearance.meanwhile), lead="Meanwhile", depth=1)

    def _origin(self, rule: Contraindication) -> Iterator[Item]:
        """How far the sources say it, which they are, where they differ, and when it was compared with them."""
        wording = self.wording
        numbers = wording.cite(rule.sources)
        basis = f"{rule.basis.value}: {BASIS[rule.basis]}" if self.ids else BASIS[rule.basis]
        yield Item(f"{basis}{numbers}", lead="Basis")
        if rule.dissent:
            yield Item(wording.prose(rule.dissent), lead="Sources differ")
        if rule.locator:
            yield Item(wording.prose(rule.locator), lead="Where in them")
        if rule.reviewed is not None:
            yield Item(str(rule.reviewed), lead=COMPARED)


def _range(pressure: Range) -> str:
    return str(pressure.least) if pressure.least == pressure.most else f"{pressure.least} to {pressure.most}"
