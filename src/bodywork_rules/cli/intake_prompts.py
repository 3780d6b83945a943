"""How each question of an interview is put on a terminal, and what is read back."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, final

import attrs

from bodywork_rules.cli.asking import Asking, texts_of
from bodywork_rules.cli.intake_places import Places
from bodywork_rules.cli.intake_talk import talked
from bodywork_rules.engine.facts import AGE
from bodywork_rules.model import Detail, Severity, Stage, Status, parse
from bodywork_rules.model.dates import when
from bodywork_rules.model.intake import Asks, IntakeQuestion, Reply

__all__ = ["Prompts"]


@final
@attrs.frozen
class Prompts:
    """Puts questions in the words of a rulebook.

    Attributes:
        asking: asks in these words.
    """

    asking: Asking

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
                return talked(self.asking, self._places, question)
            case Asks.QUANTITY:
                return self._quantity(question)
            case Asks.DETAIL:
                return self._detail(question)
            case Asks.WHICH:
                return self._which(question)
            case _:
                return self._condition(question)

    def _condition(self, question: IntakeQuestion) -> Reply:
        said = self.asking.choose(
            question.text, {each: self.asking.say(f"say-{each}") for each in ("yes", "no", "not-sure")}
        )
        if said != "yes":
            return Reply(said)
        return Reply("yes") if question.opens else Reply("yes", status=self._status(Status))

    def _status(self, able: Iterable[Status]) -> Status:
        return self.asking.choose(
            self.asking.say("is-it"), {each: self.asking.say(f"say-{each.value}") for each in able}
        )

    def _which(self, question: IntakeQuestion) -> Reply:
        named: dict[Any, str] = {id: self.asking.rulebook.conditions[id].name for id in question.kinds}
        named |= {"": self.asking.say("say-other"), None: self.asking.say("say-not-sure")}
        kind = self.asking.choose(self.asking.say("which", question="").strip(), named, search=True)
        if kind is None:
            return Reply("not-sure")
        called = f"{self.asking.say('called')} {self.asking.say('empty')}"
        texts = () if kind else self.asking.read(called, texts_of) or ()
        return Reply("yes", kind=kind or None, status=self._status(Status), texts=texts)

    def agrees(self, text: str) -> bool:
        """Whether the client says yes to a question of the interview's own.

        Args:
            text: the question.
        """
        return self.asking.choose(text, {True: self.asking.say("say-yes"), False: self.asking.say("say-no")})

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
        told = self._told(question, question.details[0])
        return Reply("not-sure") if told in (None, ()) else Reply("yes", **{question.details[0].value: told})

    def _told(self, question: IntakeQuestion, detail: Detail) -> Any:
        """A detail; nothing when it is not known."""
        match detail:
            case Detail.ONSET | Detail.END:
                return self.asking.read(
                    f"{question.text} {self.asking.say('date')}", when, self.asking.say("not-a-date")
                )
            case Detail.SITES:
                return self.asking.read(f"{question.text} {self.asking.say('places')}", self._places.read) or ()
            case Detail.CONTROLLED:
                able: dict[Any, str] = {True: self.asking.say("say-yes"), False: self.asking.say("say-no")}
            case Detail.SEVERITY:
                able = {each: self.asking.say(f"say-{parse.name_of(each)}") for each in Severity}
            case Detail.STAGE:
                able = {each: self.asking.say(f"say-{each.value}") for each in Stage}
            case _:
                able = {each: self.asking.say(f"say-{each.value}") for each in (Status.PRESENT, Status.RESOLVED)}
        return self.asking.choose(question.text, {**able, None: self.asking.say("say-not-sure")})
