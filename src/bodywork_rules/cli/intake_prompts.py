"""How each question of an interview is put on a terminal, and what is read back."""

import textwrap
from collections.abc import Callable, Iterable
from functools import cached_property
from shutil import get_terminal_size
from typing import Any, TypeVar, final

import attrs
import questionary

from bodywork_rules.errors import BodyworkRulesError
from bodywork_rules.insight.wording import Wording
from bodywork_rules.model import ClientProfile, Detail, Goal, Preferences, Severity, Side, Site, Stage, Status, parse
from bodywork_rules.model.body import site
from bodywork_rules.model.dates import when
from bodywork_rules.model.intake import Asks, IntakeQuestion, Reply
from bodywork_rules.rulebook.texts import text_of

__all__ = ["Prompts", "laid_out"]

T = TypeVar("T")
WIDEST = 100
"""No line of a question is longer, in letters."""


@final
@attrs.frozen
class Prompts:
    """Puts questions in the words of a rulebook.

    Attributes:
        rulebook: the rulebook.
    """

    rulebook: Rulebook

    def say(self, id: str, **put_in: object) -> str:
        """A text of the interview."""
        return text_of(self.rulebook.texts, f"intake-{id}", **put_in)

    def ask(self, question: IntakeQuestion) -> Reply:
        """Put a question until it has a reply.

        Raises:
            KeyboardInterrupt: the interview is broken off.
        """
        match question.asks:
            case Asks.TALK:
                return self._talk(question)
            case Asks.QUANTITY:
                return self._quantity(question)
            case Asks.DETAIL:
                return self._detail(question)
            case Asks.WHICH:
                return self._which(question)
            case _:
                return self._condition(question)

    def _condition(self, question: IntakeQuestion) -> Reply:
        said = self._choose(question.text, {each: self.say(f"say-{each}") for each in ("yes", "no", "not-sure")})
        if said != "yes":
            return Reply(said)
        return Reply("yes") if question.opens else Reply("yes", status=self._status(Status))

    def _status(self, able: Iterable[Status]) -> Status:
        return self._choose(self.say("is-it"), {each: self.say(f"say-{each.value}") for each in able})

    def _which(self, question: IntakeQuestion) -> Reply:
        named: dict[Any, str] = {id: self.asking.rulebook.conditions[id].name for id in question.kinds}
        named |= {"": self.say("say-other"), None: self.say("say-not-sure")}
        kind = self._choose(question.text, named, search=True)
        if kind is None:
            return Reply("not-sure")
        texts = () if kind else self._read(f"{self.say('called')} {self.say('empty')}", _texts) or ()
        return Reply("yes", kind=kind or None, status=self._status(Status), texts=texts)

    def agrees(self, text: str) -> bool:
        """Whether the client says yes to a question of the interview's own.

        Args:
            text: the question.
        """
        return self._choose(text, {True: self.say("say-yes"), False: self.say("say-no")})

    def _quantity(self, question: IntakeQuestion) -> Reply:
        unit = self.say("unit", unit=question.unit, least=f"{question.least:g}", most=f"{question.most:g}")
        value = self._read(f"{question.text} {unit}", float, self.say("not-a-number"))
        if value is None:
            return Reply("not-sure")
        day = (
            None if question.quantity == "age" else self._read(self.say("measured"), parse.day, self.say("not-a-date"))
        )
        return Reply("yes", value=value, on=day)

    def _detail(self, question: IntakeQuestion) -> Reply:
        told = self._told(question, question.details[0])
        return Reply("not-sure") if told in (None, ()) else Reply("yes", **{question.details[0].value: told})

    def _told(self, question: IntakeQuestion, detail: Detail) -> Any:
        """A detail; nothing when it is not known."""
        match detail:
            case Detail.ONSET | Detail.END:
                return self._read(f"{question.text} {self.say('date')}", when, self.say("not-a-date"))
            case Detail.SITES:
                return self._sites(question.text)
            case Detail.CONTROLLED:
                able: dict[Any, str] = {True: self.say("say-yes"), False: self.say("say-no")}
            case Detail.SEVERITY:
                able = {each: self.say(f"say-{parse.name_of(each)}") for each in Severity}
            case Detail.STAGE:
                able = {each: self.say(f"say-{each.value}") for each in Stage}
            case _:
                able = {each: self.say(f"say-{each.value}") for each in (Status.PRESENT, Status.RESOLVED)}
        return self._choose(question.text, {**able, None: self.say("say-not-sure")})

    def _talk(self, question: IntakeQuestion) -> Reply:
        match question.id.partition("/")[2]:
            case "goals":
                goals = self._goals(question.text)
                return Reply("yes", goals=goals) if goals else Reply("not-sure")
            case "pain":
                value = self._read(question.text, _of_ten, self.say("not-of-ten"))
                return Reply("not-sure") if value is None else Reply("yes", value=value)
            case "declines":
                return self._declines(question)
            case _:
                texts = self._read(f"{question.text} {self.say('list')}", _texts)
                return Reply("yes", texts=texts) if texts else Reply("not-sure")

    def _goals(self, text: str) -> list[Goal]:
        """What the client comes for, one after the other, until nothing more is named."""
        complaints = sorted({each.complaint for each in self.rulebook.indications})
        goals: list[Goal] = []
        while True:
            able: dict[Any, str] = {None: self.say("say-enough" if goals else "say-nothing")}
            able |= {id: self.asking.rulebook.conditions[id].name for id in complaints}
            chosen = self._choose(text, able, search=True)
            if chosen is None:
                return goals
            goals.append(Goal(chosen))
            complaints.remove(chosen)

    def _declines(self, question: IntakeQuestion) -> Reply:
        """Traits that the client does not want, and places."""
        declined = self._read(f"{question.text} {self.say('list')}", self._declined)
        sites = self._sites(self.say("no-touch"))
        if not declined and not sites:
            return Reply("not-sure")
        return Reply("yes", preferences=Preferences(declines=declined or (), declines_sites=sites))

    def _declined(self, text: str) -> list[str]:
        """The techniques, families and traits that a list names."""
        book, found = self.rulebook, []
        for each in _texts(text):
            able = [*book.techniques, *book.families, *book.traits]
            ids = [thing.id for thing in able if each.lower() in (thing.id, thing.name.lower())]
            if not ids:
                raise ValueError(self.say("not-known", text=each))
            found.append(ids[0])
        return found

    def _sites(self, text: str) -> tuple[Site, ...]:
        return self._read(f"{text} {self.say('places')}", self._places) or ()

    def _places(self, text: str) -> tuple[Site, ...]:
        """The sites that a list names, by the names of regions or by their ids."""
        by_name, found = self._sites_by_name, []
        for each in _texts(text.lower()):
            named = by_name.get(each) or self._site(each)
            if self.rulebook.body.problem_of(named):
                raise ValueError(self.say("not-known", text=each))
            found.append(named)
        return tuple(found)

    @cached_property
    def _sites_by_name(self) -> dict[str, Site]:
        """Every place by what it is called in the rulebook, sides too, in small letters."""
        wording, regions = Wording(self.rulebook.words, ClientProfile()), self.rulebook.regions
        sides = [Site(region=region.id, side=side) for region in regions if region.paired for side in Side]
        return {wording.site(each).lower(): each for each in (*(Site(region=region.id) for region in regions), *sides)}

    def _site(self, text: str) -> Site:
        """A place by its side in English and the name or id of its region."""
        side, _, rest = text.partition(" ")
        side, rest = (side, rest) if side in ("left", "right", "both") else ("", text)
        region = self._sites_by_name.get(rest)
        return site(f"{side} {region.region if region else rest.replace(' ', '-')}".strip())

    def _choose(self, text: str, able: dict[T, str], *, search: bool = False) -> T:
        """One of several, by its words."""
        choices = [questionary.Choice(shown, value=number) for number, shown in enumerate(able.values())]
        asked = questionary.select(
            laid_out(text, get_terminal_size().columns),
            choices=choices,
            instruction=self.say("search") if search else " ",
            use_search_filter=search,
            use_jk_keys=not search,
        )
        number: int = asked.unsafe_ask()
        return list(able)[number]

    def _read(self, text: str, reader: Callable[[str], T], wrong: str = "") -> T | None:
        """What a line says, asked for until it can be read; nothing of an empty one.

        Args:
            text: the question.
            reader: what reads the line.
            wrong: what is said of a line that cannot be read; empty where the reader says it.
        """

        def problem(line: str) -> bool | str:
            try:
                reader(line.strip()) if line.strip() else None
            except (BodyworkRulesError, ValueError) as error:
                return wrong or str(error)
            return True

        asked = laid_out(text, get_terminal_size().columns)
        line = questionary.text(asked, validate=problem).unsafe_ask().strip()
        return reader(line) if line else None


def laid_out(text: str, width: int) -> str:
    """A question in lines that break between words; where it counts things up, each begins a line of its own.

    Args:
        text: the question.
        width: of the terminal, in letters.
    """
    asked, colon, rest = text.partition(": ")
    counted = rest.split("; ")
    parts = [asked + colon.rstrip(), *(f"- {each}" for each in counted)] if len(counted) > 3 else [text]
    inner = max(min(width, WIDEST) - 4, 20)
    return "\n".join(textwrap.fill(part, inner, subsequent_indent="  ") for part in parts)


def _texts(line: str) -> list[str]:
    return [each.strip() for each in line.split(",") if each.strip()]


def _of_ten(line: str) -> int:
    value = int(line)
    if not 0 <= value <= 10:
        raise ValueError(line)
    return value
