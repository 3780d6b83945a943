"""A question as the fields of a form, and what comes back from the form as a reply."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from bodywork_rules import Goal, Rulebook
from bodywork_rules.care import Asks, IntakeQuestion, Reply
from bodywork_rules.model import Detail, Preferences, Stage, Status

Form = Mapping[str, list[str]]
"""What was posted: for each field the values chosen."""


class Field(NamedTuple):
    """One field: of the choices one or several, or a line or lines to write."""

    name: str
    kind: str  # radio, checkbox, select, number, date, line or lines
    label: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    least: float | None = None
    most: float | None = None


class Forms:
    """Makes the fields in the words of a rulebook."""

    def __init__(self, rulebook: Rulebook, words: Callable[..., str]) -> None:
        """Hold the rulebook and what gives its texts."""
        self.rulebook, self.words = rulebook, words

    def fields(self, question: IntakeQuestion) -> list[Field]:
        """The fields of a question."""
        match question.asks:
            case Asks.TALK:
                return list(self._talk(question))
            case Asks.QUANTITY:
                value = Field("value", "number", question.unit, least=question.least, most=question.most)
                age = question.quantity == "age"
                return [value] if age else [value, Field("on", "date", self.words("measured"))]
            case Asks.DETAIL:
                return [self._detail(question.details[0])]
            case Asks.WHICH:
                kinds = [(id, self.rulebook.conditions[id].name) for id in question.kinds]
                none = [("none", self.words("say-other")), ("not-sure", self.words("say-not-sure"))]
                called = Field("texts", "line", self.words("called"))
                return [Field("kind", "radio", choices=(*kinds, *none)), called, self._status(self.words("is-it"))]
            case _:
                yes = [("yes", self.words("say-yes"))] if question.opens else self._status().choices
                return [Field("said", "radio", choices=(*yes, *self._said("no", "not-sure")))]

    def _talk(self, question: IntakeQuestion) -> Iterator[Field]:
        match question.id.partition("/")[2]:
            case "goals":
                complaints = {each.complaint for each in self.rulebook.indications}
                named = sorted((self.rulebook.conditions[id].name, id) for id in complaints)
                yield Field("goals", "checkbox", choices=tuple((id, name) for name, id in named))
            case "pain":
                yield Field("value", "number", least=0, most=10)
            case "declines":
                traits = tuple((each.id, each.name) for each in self.rulebook.traits)
                yield Field("declines", "checkbox", choices=traits)
                yield Field("sites", "select", "Where do you not want to be touched?", tuple(self._sites()))
                yield Field("texts", "lines")
            case _:
                yield Field("texts", "lines")

    def _detail(self, detail: Detail) -> Field:
        match detail:
            case Detail.ONSET | Detail.END:
                return Field(detail.value, "line", self.words("date"))
            case Detail.SITES:
                return Field("sites", "select", choices=tuple(self._sites()))
            case Detail.CONTROLLED:
                able = self._said("yes", "no")
            case Detail.SEVERITY:
                able = self._said("mild", "moderate", "severe")
            case Detail.STAGE:
                able = self._said(*(each.value for each in Stage))
            case _:
                able = self._said(Status.PRESENT.value, Status.RESOLVED.value)
        return Field(detail.value, "radio", choices=(*able, *self._said("not-sure")))

    def _status(self, label: str = "") -> Field:
        return Field("status", "radio", label, self._said(*(each.value for each in Status)))

    def _said(self, *ids: str) -> tuple[tuple[str, str], ...]:
        return tuple((id, self.words(f"say-{id}")) for id in ids)

    def _sites(self) -> Iterator[tuple[str, str]]:
        for region in self.rulebook.regions:
            for side in ("left ", "right ", "both ") if region.paired else ("",):
                yield f"{side}{region.id}", f"{side}{region.name}"


def reply(question: IntakeQuestion, form: Form) -> Reply:
    """What the client said; nothing chosen and nothing written is "not sure", never a no."""
    told = {name: values for name, values in form.items() if any(value.strip() for value in values)}
    match question.asks:
        case Asks.TALK | Asks.QUANTITY:
            said = _written(told)
            if question.id == "talk/pain" and not 0 <= (said.value or 0) <= 10:
                raise ValueError("0 - 10")
            return said
        case Asks.DETAIL:
            return _of_detail(question.details[0], told)
        case Asks.WHICH:
            return _which(told)
        case _:
            (said,) = told.get("said", ["not-sure"])[:1]
            return Reply(said) if said in ("yes", "no", "not-sure") else Reply("yes", status=said)


def _written(told: Form) -> Reply:
    if "goals" in told:
        return Reply("yes", goals=[Goal(id) for id in told["goals"]])
    if "value" in told:
        return Reply("yes", value=_number(told["value"][0]), on=told.get("on", [None])[0])
    if "declines" in told or "sites" in told:
        declined = Preferences(declines=told.get("declines", []), declines_sites=told.get("sites", []))
        return Reply("yes", preferences=declined, texts=_lines(told))
    if "texts" in told:
        return Reply("yes", texts=_lines(told))
    return Reply("not-sure")


def _lines(told: Form) -> list[str]:
    return [text for text in map(str.strip, told.get("texts", [""])[0].splitlines()) if text]


def _of_detail(detail: Detail, told: Form) -> Reply:
    values = told.get(detail.value, ["not-sure"])
    if values == ["not-sure"]:
        return Reply("not-sure")
    match detail:
        case Detail.SITES:
            return Reply("yes", sites=values)
        case Detail.CONTROLLED:
            return Reply("yes", controlled=values[0] == "yes")
        case _:
            return Reply("yes", **{detail.value: values[0].strip()})


def _which(told: Form) -> Reply:
    kind = told.get("kind", ["not-sure"])[0]
    if kind == "not-sure":
        return Reply("not-sure")
    status = told.get("status", ["present"])[0]
    if kind != "none":
        return Reply("yes", kind=kind, status=status)
    return Reply("yes", status=status, texts=[each.strip() for each in told.get("texts", [])])


def _number(text: str) -> float:
    """A number, also with a comma."""
    return float(text.strip().replace(",", "."))
