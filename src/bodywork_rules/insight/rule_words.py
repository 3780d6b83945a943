"""What a rulebook says, in words: a rule so that a clinician can judge it, and any other thing by its attributes."""

import re
from collections.abc import Iterable, Iterator
from typing import final

import attrs

from bodywork_rules.insight.page import Item
from bodywork_rules.insight.wording import MOST_PRESSURE, Wording, outside, sentence
from bodywork_rules.model import (
    About,
    ClientProfile,
    Contraindication,
    Extent,
    Indication,
    Range,
    Scope,
    Source,
    SourceId,
    Uses,
    Verdict,
    parse,
)
from bodywork_rules.model.closed import Closed
from bodywork_rules.rulebook import Rulebook

__all__ = ["RuleWords", "about_items"]

_NAMED = re.compile("`([a-z0-9-]+)`")


def about_items(wording: Wording, about: About) -> Iterator[Item]:
    """What a rulebook says of itself, as far as it says something.

    Args:
        wording: the words of the rulebook.
        about: what it says.
    """
    for field in attrs.fields(About):
        said = getattr(about, field.name)
        match said:
            case Uses():
                uses = {_id(use.name): getattr(said, use.name) for use in attrs.fields(Uses)}
                yield from (Item(text, lead=wording.say(f"use-of-{id}")) for id, text in uses.items() if text)
            case tuple():
                yield from (Item(text, lead=wording.say("about-known-gap")) for text in said)
            case None | "":
                pass
            case _:
                yield Item(str(said), lead=wording.say(f"about-{_id(field.name)}"))


def _id(name: str) -> str:
    return name.replace("_", "-")


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
        return (
            outside(self.wording.predicate(rule.when, inner=False))
            if rule.when
            else self.wording.say("rule-every-client")
        )

    def state(self, rule: Contraindication) -> str:
        """When a rule counts, besides that its condition is there: what lifts it too."""
        parts = [self.wording.say("rule-ever")] if rule.ever else []
        if rule.when is not None and rule.about is not None:
            parts.append(self.wording.predicate(rule.when, inner=False))
        if rule.unless is not None:
            parts.append(self.wording.say("rule-unless-state", asked=self.wording.predicate(rule.unless, inner=False)))
        return "; ".join(filter(None, parts)) or self.wording.say("rule-always")

    def techniques(self, scope: Scope) -> str:
        """Which techniques a rule restricts."""
        if scope.all:
            return self.wording.say("rule-all")
        say = self.wording.say
        parts = [
            say("rule-traits", names=self._listed("trait", scope.traits_any)) if scope.traits_any else "",
            say("rule-families", names=self._listed("family", scope.families)) if scope.families else "",
            self._listed("technique", scope.techniques),
            say("rule-pressure", range=self._range(scope.pressure), scale=MOST_PRESSURE) if scope.pressure else "",
        ]
        return "; ".join(filter(None, parts))

    def _listed(self, kind: str, ids: Iterable[str]) -> str:
        """Ids by their names; nothing for none."""
        return ", ".join(self.name(kind, id) if self.ids else self.wording.inside(self.name(kind, id)) for id in ids)

    def _range(self, of: Range) -> str:
        return str(of.least) if of.least == of.most else self.wording.say("range", least=of.least, most=of.most)

    def place(self, rule: Contraindication) -> str:
        """Where a rule holds."""
        if isinstance(rule.where, Extent):
            return self.wording.word("where", rule.where)
        return self.wording.sites(rule.where)

    def verdict(self, verdict: Verdict) -> str:
        """What a rule says of the techniques in its scope."""
        brief = self.wording.word("brief", verdict)
        return f"{parse.name_of(verdict)} ({brief})" if self.ids else brief

    def items(self, rule: Contraindication) -> Iterator[Item]:
        """A rule in full, from when it counts to where it comes from; its sources by number."""
        wording, say = self.wording, self.wording.say
        if rule.about is not None:
            yield Item(self.name("condition", rule.about), lead=say("rule-about"))
            kinds = sorted(self.rulebook.narrower_of(rule.about) - {rule.about})
            if kinds:
                yield Item("; ".join(wording.named("condition", kinds)), lead=say("rule-kinds"))
        yield Item(self._when(rule), lead=say("rule-counts"))
        if rule.unless is not None:
            yield Item(wording.predicate(rule.unless, inner=False), lead=say("rule-unless"))
        yield Item(self.techniques(rule.to), lead=say("rule-to"))
        yield Item(self.place(rule), lead=say("rule-where"))
        yield Item(self.verdict(rule.verdict), lead=say("rule-verdict"))
        if rule.limits.any:
            yield Item("; ".join(wording.limits(rule.limits)), lead=say("rule-limits"))
        if rule.advice:
            yield Item(wording.prose(rule.advice), lead=say("rule-advice"))
        if rule.clearance is not None:
            yield from self._clearance(rule.clearance)
        if rule.referral is not None:
            yield Item(wording.word("referral", rule.referral), lead=say("rule-referral"))
        yield Item(wording.prose(rule.reason), lead=say("rule-reason"))
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
            return asked or self.wording.say("rule-for-every-client")
        had = self.wording.say("rule-when-ever" if rule.ever else "rule-when")
        return self.wording.say("rule-when-and", when=had, asked=asked) if asked else had

    def _clearance(self, id: str) -> Iterator[Item]:
        """What is asked of whom, and what a yes brings."""
        clearance, say = self.rulebook.clearances[id], self.wording.say
        clinician = self.wording.inside(self.name("clinician", clearance.clinician))
        asked = say("rule-clearance-text", clearance=self.name("clearance", id), clinician=clinician)
        yield Item(asked, lead=say("rule-clearance"))
        yield Item(clearance.question, lead=say("rule-question"), depth=1)
        unlocks, lasts = sentence(clearance.unlocks), self.wording.days(clearance.lasts)
        yield Item(say("rule-unlocks-text", unlocks=unlocks, time=lasts), lead=say("rule-unlocks"), depth=1)
        if clearance.meanwhile:
            yield Item(sentence(clearance.meanwhile), lead=say("rule-meanwhile"), depth=1)

    def _origin(self, rule: Contraindication) -> Iterator[Item]:
        """How far the sources say it, which they are, where they differ, and when it was compared with them."""
        wording, say = self.wording, self.wording.say
        numbers, said = wording.cite(rule.sources), wording.word("basis", rule.basis)
        basis = f"{rule.basis.value}: {said}" if self.ids else said
        yield Item(f"{basis}{numbers}", lead=say("rule-basis"))
        if rule.dissent:
            yield Item(wording.prose(rule.dissent), lead=say("rule-dissent"))
        if rule.locator:
            yield Item(wording.prose(rule.locator), lead=say("rule-locator"))
        if rule.reviewed is not None:
            yield Item(str(rule.reviewed), lead=say("about-reviewed"))
