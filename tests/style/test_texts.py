"""Each text that the code asks for is shipped, with what is put in; and none is shipped that nothing asks for."""

import ast
from collections.abc import Iterable, Iterator

import attrs

from bodywork_rules.care.intake.form import TALK
from bodywork_rules.care.progress.response import Decision, Trend
from bodywork_rules.care.progress.steps import Reason, Step
from bodywork_rules.insight.answer.closing import CHANGES
from bodywork_rules.insight.answer.opening import COLUMNS
from bodywork_rules.insight.packet import PARTS
from bodywork_rules.insight.scorecard.page import TOLD
from bodywork_rules.insight.scorecard.score import Grade
from bodywork_rules.model import (
    About,
    Answer,
    Basis,
    Better,
    Bound,
    Cause,
    Certainty,
    Change,
    Detail,
    Direction,
    Extent,
    Follow,
    Referral,
    Severity,
    Side,
    Stage,
    Status,
    Uses,
    Verdict,
)
from bodywork_rules.model.parse import name_of
from bodywork_rules.report.chart.drawing import load_drawing
from bodywork_rules.report.chart.marks import Mark
from bodywork_rules.rulebook.texts import names_in, shipped_texts
from style.reading import modules

TEXTS = {text.id: text.text for text in shipped_texts()}
ASKING = {"say", "text_of", "word", "count"}
INTERVIEW = {
    f"bodywork_rules.cli.{name}" for name in ("asking", "intake", "intake_pages", "intake_prompts", "intake_talk")
}
"""The modules whose ``say`` leaves out ``intake-``."""


def each(*members: object) -> list[str]:
    return [name_of(member) for member in members]


def of_fields(kind: type) -> list[str]:
    return [field.name.replace("_", "-") for field in attrs.fields(kind)]


ENUMS = {
    "a-referral": each(*Referral),
    "basis": each(*Basis),
    "bound": each(*Bound),
    "brief": each(*Verdict),
    "cause": each(*Cause),
    "cell": each(*Verdict),
    "certainty": each(*Certainty),
    "detail": each(*Detail),
    "direction": each(*Direction),
    "grade": each(*Grade),
    "how-soon": each(*Referral),
    "packet-arguments": each(*Certainty),
    "referral": each(*Referral),
    "severity": each(*Severity),
    "stage": each(*Stage),
    "status": each(Status.SUSPECTED, Status.RESOLVED),
    "urgent": each(Referral.SAME_DAY, Referral.EMERGENCY),
    "verdict": each(*Verdict),
    "where": each(*Extent),
}
"""For each kind of word the members of the enum that it is said for."""
MADE = {
    "about-{}": [name for name in of_fields(About) if name not in ("uses", "known-gaps")],
    "change-{}": each(*Change),
    "changes-{}": CHANGES,
    "chart-{}": [*(mark.value for mark in Mark), *(view.id for view in load_drawing().views)],
    "column-{}": [*COLUMNS, "where", "pressure-at-most"],
    "course-better-{}": each(*Better),
    "course-zone-{}": ["better", "worse"],
    "effect-{}{}": [*each(*Verdict), "clearance-in-places", "avoid-in-places"],
    "fact-has-{}": each(*Status),
    "fact-takes-{}": each(*Status),
    "felt-{}": each(*Follow),
    "grade-{}-text": each(*TOLD),
    "intake-say-{}": [
        *["yes", "no", "not-sure"],
        *each(*Status, *Severity, *Stage),
    ],
    "intake-talk-{}": TALK,
    "intake-{}": each(*Detail),
    "letter-sign-{}": ["name", "date", "signature"],
    "origin-{}": each(Basis.EXPLICIT, Basis.INFERRED),
    "packet-arguments-{}-text": each(*Certainty),
    "packet-{}": ["what-it-is", "what-we-ask", "suspected", *PARTS],
    "packet-{}-text": PARTS,
    "progress-basis-{}": each(*Basis),
    "progress-decision-{}": each(*Decision),
    "progress-reason-{}": each(*Reason),
    "progress-referral-{}": each(*Referral),
    "progress-step-{}": each(*Step),
    "progress-trend-{}": each(*Trend),
    "progress-way-{}": ["better", "worse", "same"],
    "question-{}": each(*Detail),
    "reason-{}": each(*Answer),
    "referral-{}": each(*Referral),
    "site-{}": each(*Side),
    "urgent-{}-to-these": ["answer", "yes"],
    "urgent-{}-to-this": ["answer", "yes"],
    "use-of-{}": of_fields(Uses),
    "wish-{}": ["like", "dislike", "response"],
}
"""For each id that is made of parts what stands in it."""


@attrs.frozen
class Asked:
    """A text that is asked for: its id, the names of what is put in where they are told there, and the module."""

    id: str
    names: frozenset[str] | None
    where: str


def told(id: ast.expr) -> Iterator[str]:
    """The ids that an expression stands for, each part that is put in as a pair of braces."""
    match id:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from (*told(one), *told(other))
        case ast.JoinedStr(values=values):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in values)
        case _:
            pass


def calls() -> Iterator[tuple[str, str, ast.Call, str]]:
    """Each call that asks for a text: the module, how it asks, the call, and an id as it is written."""
    for module in modules():
        if module.room not in ("insight", "care", "report", "cli"):
            continue
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            owner, _, name = ast.unparse(node.func).rpartition(".")
            if name in ASKING and (name != "count" or owner.rpartition(".")[2] in ("wording", "self")):
                for id in told(node.args[1] if name == "text_of" and len(node.args) > 1 else node.args[0]):
                    yield module.name, name, node, id


def asked() -> Iterator[Asked]:
    for module, name, call, written in calls():
        id = f"intake-{written}" if name == "say" and module in INTERVIEW else written
        open_ended = any(word.arg is None for word in call.keywords)
        names = None if open_ended else frozenset(str(word.arg) for word in call.keywords)
        if id == "{}-{}":
            continue
        if name == "count":
            names = None if names is None else names | {"count"}
            yield from (Asked(f"{id}-{how}", names, module) for how in ("one", "many"))
        elif name == "word":
            yield from (Asked(f"{id}-{member}", names, module) for member in ENUMS[id])
        elif "{}" in id:
            shared = names if len(MADE[id]) == 1 else None
            yield from (Asked(_put(id, part), shared, module) for part in MADE[id])
        else:
            yield Asked(id, names, module)


def _put(id: str, part: str) -> str:
    """An id with a part in the place of its braces."""
    first, *rest = id.split("{}")
    return f"{first}{part}{rest[-1]}"


ASKED = list(asked())


def literals() -> Iterator[str]:
    """Every text in the code of the rooms, for ids that are looked up in a table."""
    for module in modules():
        if module.room in ("insight", "care", "report", "cli"):
            yield from (
                node.value
                for node in ast.walk(module.tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            )


def prefixed(ids: Iterable[str]) -> set[str]:
    return {*ids, *(f"intake-{id}" for id in ids)}


def test_each_text_that_is_asked_for_is_shipped_with_the_names_of_what_is_put_in():
    assert [one for one in ASKED if one.id not in TEXTS] == []
    assert [one for one in ASKED if one.names is not None and names_in(TEXTS[one.id]) != one.names] == []


def test_no_text_is_shipped_that_nothing_asks_for():
    assert set(TEXTS) - {one.id for one in ASKED} - prefixed(set(literals())) == set()


def test_each_kind_of_word_and_each_id_made_of_parts_is_asked_for_somewhere():
    written = {
        (name, f"intake-{id}" if name == "say" and module in INTERVIEW else id) for module, name, _, id in calls()
    }
    assert {id for name, id in written if name == "word"} == set(ENUMS)
    assert {id for name, id in written if name != "word" and "{}" in id} - {"{}-{}"} == set(MADE)
