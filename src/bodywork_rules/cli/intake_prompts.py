"""How each question of an interview is put on a terminal, and what is read back."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar, assert_never, final

import attrs

from bodywork_rules.care.intake.places import Places
from bodywork_rules.cli.asking import Asking, texts_of
from bodywork_rules.cli.intake_pages import ticked
from bodywork_rules.cli.intake_talk import talked
from bodywork_rules.engine.facts import AGE
from bodywork_rules.model import ConditionId, Detail, Severity, Site, Stage, Status, parse
from bodywork_rules.model.dates import When, when
from bodywork_rules.model.intake import Asks, IntakeQuestion, Reply, Said

__all__ = ["Prompts"]

T = TypeVar("T")


@final
@attrs.frozen
class Prompts:
    """Puts questions in the words of a rulebook.

    Attributes:
        asking: asks in these words.
        on: the day.
    """

    asking: Asking
    on: date

    @cached_property
    def _places(self) -> Places:
        return Places(self.asking.rulebook)

    def ask(self, question: IntakeQuestion) -> Reply:
        """Put a question until it has a reply.

        Raises:
            KeyboardInterrupt: the interview is broken off.
        """
        match question.asks:
            case Asks.TALK:
                return talked(self.asking, self._places, question, self.on)
            case Asks.QUANTITY:
                return self._quantity(question)
            case Asks.DETAIL:
                return self._detail(question)
            case Asks.WHICH:
                return self._which(question)
            case _:
                return self._condition(question)

    def ask_all(self, page: Sequence[IntakeQuestion]) -> dict[IntakeQuestion, Reply]:
        """Put several questions whether a client has a condition, at once; what is said to each.

        Args:
            page: the questions, none of them about a kind of what another is about.

        Raises:
            KeyboardInterrupt: the interview is broken off.
        """
        return {question: self._said(question, said) for question, said in ticked(self.asking, page).items()}

    def _condition(self, question: IntakeQuestion) -> Reply:
        return self._said(
            question, self.asking.choose(question.text, {each: self.asking.say(f"say-{each.value}") for each in Said})
        )

    def _said(self, question: IntakeQuestion, said: Said) -> Reply:
        """A reply; of a yes to what has no kinds, with whether it is there."""
        if said is not Said.YES or question.opens or question.condition is None:
            return Reply(said)
        return Reply(said, status=self._status(question.condition))

    def _status(self, condition: ConditionId) -> Status:
        name = self.asking.rulebook.conditions[condition].name
        return self.asking.choose(
            f"{name}: {self.asking.say('is-it')}", {each: self.asking.say(f"say-{each.value}") for each in Status}
        )

    def _which(self, question: IntakeQuestion) -> Reply:
        named: dict[str | None, str] = {id: self.asking.rulebook.conditions[id].name for id in question.kinds}
        named |= {"": self.asking.say("say-other"), None: self.asking.say("say-not-sure")}
        which = self.asking.say("which", question="").strip()
        if question.condition is not None:
            which = f"{self.asking.rulebook.conditions[question.condition].name}: {which}"
        kind = self.asking.choose(which, named, search=True)
        if kind is None:
            return Reply("not-sure")
        called = f"{self.asking.say('called')} {self.asking.say('empty')}"
        texts = () if kind else self.asking.read(called, texts_of) or ()
        about = kind or question.condition
        status = Status.PRESENT if about is None else self._status(ConditionId(about))
        return Reply("yes", kind=kind or None, status=status, texts=texts)

    def _quantity(self, question: IntakeQuestion) -> Reply:
        unit = self.asking.say("unit", unit=question.unit, least=f"{question.least:g}", most=f"{question.most:g}")
        value = self.asking.read(f"{question.text} {unit}", float, self.asking.say("not-a-number"))
        if value is None:
            return Reply("not-sure")
        if question.quantity == AGE:
            return Reply("yes", value=value)
        day = self.asking.read(self.asking.say("measured"), parse.day, self.asking.say("not-a-date"))
        return Reply("yes", value=value, on=day)

    def _detail(self, question: IntakeQuestion) -> Reply:
        match question.details[0]:
            case Detail.ONSET:
                return _yes(onset=self._date(question))
            case Detail.END:
                return _yes(end=self._date(question))
            case Detail.SITES:
                sites = self.asking.read(question.text, self._places.read, hint=self.asking.say("places"))
                return _yes(sites=sites or ())
            case Detail.CONTROLLED:
                return _yes(controlled=self._one(question, {True: "yes", False: "no"}))
            case Detail.SEVERITY:
                return _yes(severity=self._one(question, {each: parse.name_of(each) for each in Severity}))
            case Detail.STAGE:
                return _yes(stage=self._one(question, {each: each.value for each in Stage}))
            case Detail.STATUS:
                certain = (Status.PRESENT, Status.RESOLVED)
                return _yes(status=self._one(question, {each: each.value for each in certain}))
            case other:
                assert_never(other)

    def _date(self, question: IntakeQuestion) -> When | None:
        hint = self.asking.say("date")
        return self.asking.read(question.text, when, self.asking.say("not-a-date"), hint=hint)

    def _one(self, question: IntakeQuestion, able: dict[T, str]) -> T | None:
        """One of several, by the names of their texts; nothing when the client is not sure."""
        named: dict[T | None, str] = {each: self.asking.say(f"say-{name}") for each, name in able.items()}
        return self.asking.choose(question.text, named | {None: self.asking.say("say-not-sure")})


def _yes(
    *,
    onset: When | None = None,
    end: When | None = None,
    sites: tuple[Site, ...] = (),
    controlled: bool | None = None,
    severity: Severity | None = None,
    stage: Stage | None = None,
    status: Status | None = None,
) -> Reply:
    """A yes with what is told; where nothing is, "not sure"."""
    reply = Reply(
        "yes", onset=onset, end=end, sites=sites, controlled=controlled, severity=severity, stage=stage, status=status
    )
    return reply if reply.told else Reply("not-sure")
