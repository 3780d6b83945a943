"""An assessment as plain data: what many judgements share is written once, and named where it counts."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from functools import cache, partial
from typing import Any, Final, Protocol

from cattrs import Converter

from bodywork_rules.errors import InvalidData, InvalidValue, Problem, near
from bodywork_rules.model import (
    Assessment,
    Body,
    Catalogue,
    Clearance,
    Contraindication,
    Indication,
    Infeasible,
    Judgement,
    Question,
    Region,
    Restriction,
    Shown,
    Source,
    Technique,
    Text,
    Words,
)
from bodywork_rules.model.judgement import Written
from bodywork_rules.model.parse import shown
from bodywork_rules.rulebook.convert.converter import WRITTEN_AS, converter, fields_of, new_converter, reader, writer
from bodywork_rules.rulebook.convert.misread import Gather, a_list, a_table, read_keys
from bodywork_rules.rulebook.texts import check_texts, shipped_texts

__all__ = ["ANSWER_KEYS", "DIRECT", "JUDGED", "RANKED", "TABLES", "answer_converter", "read_answer", "write_answer"]

TABLES: Final = {
    "rules": Contraindication,
    "techniques": Technique,
    "indications": Indication,
    "clearance_texts": Clearance,
    "sources": Source,
}
"""What is written once, by id, and named elsewhere."""
RANKED: Final = ("recommendations", "after_clearance", "withheld")
"""The lists of techniques."""
DIRECT: Final = {
    name.lstrip("_"): tuple[Question, ...] if name == "_questions" else of
    for name, (of, _) in fields_of(Assessment).items()
    if name not in (*RANKED, "judgements", "words", "body")
}
"""What of an assessment is written as it is, each with its type."""
JUDGED: Final = {
    **{name: of for name, (of, _) in fields_of(Judgement).items() if name not in ("technique", "_particulars")},
    **{name: fields_of(Written)[field][0] for name, field in WRITTEN_AS.items() if name != "restrictions"},
}
"""The fields of a judgement that are written as they are."""
ANSWER_KEYS: Final = (*TABLES, *RANKED, *DIRECT, "judgements", "restrictions", "names", "regions")
"""The keys of every written assessment; one by a rulebook with texts of its own has ``texts`` besides."""

Tables = Mapping[type, Mapping[str, Any]]
_TABLES: ContextVar[Tables] = ContextVar("_TABLES")


class _Named(Protocol):
    @property
    def id(self) -> str: ...


@cache
def answer_converter() -> Converter:
    """What reads and writes the parts of an assessment; what stands in its tables is named by id."""
    made = new_converter()
    for kind in TABLES.values():
        if kind is not Source:
            made.register_unstructure_hook(kind, lambda value: value.id)
            made.register_structure_hook(kind, _looked_up)
    return made


def _looked_up(id: object, kind: type) -> Any:
    """A thing of a table by its id."""
    things = _TABLES.get()[kind]
    if not isinstance(id, str) or id not in things:
        hint = near(id, things) if isinstance(id, str) else ""
        raise InvalidValue(f"unknown {kind.__name__.lower()}", shown(id), hint)
    return things[id]


def _rules_of(reason: Shown) -> tuple[Contraindication, ...]:
    """The rules that a reason names."""
    match reason:
        case Restriction(rule=rule):
            return (rule,)
        case Infeasible(rules=rules):
            return rules
        case _:
            return ()


def _key(reason: Shown) -> Hashable:
    """What tells two reasons apart, quicker to hash than the reasons themselves."""
    if isinstance(reason, Restriction):
        named = (reason.rule.id, reason.acts, reason.verdict, reason.limits, reason.sites)
        return (*named, reason.finding, reason.record, reason.assumed, reason.unknown)
    if isinstance(reason, Infeasible):
        return (reason.bound, tuple(rule.id for rule in reason.rules), reason.sites)
    return reason


def _by_id(things: Iterable[_Named]) -> dict[str, Any]:
    """Things by id, in order; of one id there can be one thing."""
    found: dict[str, Any] = {}
    for thing in things:
        first = found.setdefault(thing.id, thing)
        if first is not thing and first != thing:
            raise InvalidData([Problem(what="two things in one assessment with the id", value=thing.id)])
    return dict(sorted(found.items()))


def write_answer(answer: Assessment) -> dict[str, Any]:
    """An assessment as plain data.

    Args:
        answer: the assessment.

    Raises:
        InvalidData: two of its rules, techniques, indications or clearances share an id and differ.
    """
    made, judgements = answer_converter(), list(answer.judgements)
    reasons: dict[Hashable, Shown] = {}
    places: dict[Hashable, int] = {}
    of_each: dict[str, list[int]] = {}
    for judgement in judgements:
        keyed = [(_key(reason), reason) for reason in judgement.restrictions]
        for key, reason in keyed:
            reasons.setdefault(key, reason)
            places.setdefault(key, len(places))
        of_each[judgement.technique.id] = [places[key] for key, _ in keyed]
    written = {name: writer(made, of)(getattr(answer, name)) for name, of in DIRECT.items()}
    written["restrictions"] = [writer(made, Shown)(reason) for reason in reasons.values()]
    written["judgements"] = {
        judgement.technique.id: _judged(made, judgement, of_each[judgement.technique.id]) for judgement in judgements
    }
    for name in RANKED:
        written[name] = [judgement.technique.id for judgement in getattr(answer, name)]
    for name, things in _tabled(answer, reasons.values()).items():
        write = writer(converter(), TABLES[name])
        written[name] = {id: write(thing) for id, thing in _by_id(things).items()}
    written["regions"] = [writer(made, Region)(region) for region in answer.body.regions]
    return {**written, **_words(answer.words, set(_texts(written)))}


def _judged(made: Converter, judgement: Judgement, reasons: list[int]) -> dict[str, Any]:
    """A judgement, its reasons by their places in the list of all."""
    said = {name: writer(made, of)(getattr(judgement, name)) for name, of in JUDGED.items()}
    return {**said, "restrictions": reasons}


def _tabled(answer: Assessment, reasons: Iterable[Shown]) -> dict[str, Iterable[Any]]:
    """All that is written once, under the name of its table; sources apart."""
    rules = [rule for reason in reasons for rule in _rules_of(reason)]
    rules += [rule for several in (answer.clearances, answer.questions) for each in several for rule in each.rules]
    return {
        "rules": [*rules, *(notice.rule for notice in answer.referrals)],
        "techniques": [judgement.technique for judgement in answer.judgements],
        "indications": [argument.indication for each in answer.judgements for argument in each.arguments],
        "clearance_texts": [request.clearance for request in answer.clearances],
    }


def _texts(data: Any) -> Iterator[str]:
    """Every text and whole number in plain data; of a site, the region by itself too."""
    if isinstance(data, str):
        yield data
        yield data.rpartition(" ")[2]
    elif type(data) is int:
        yield str(data)
    elif isinstance(data, dict):
        for key, each in data.items():
            yield key
            yield from _texts(each)
    elif isinstance(data, list):
        for each in data:
            yield from _texts(each)


def _words(words: Words, spoken_of: set[str]) -> dict[str, Any]:
    """The names and sources of what is spoken of, and the texts that are not the shipped ones."""
    write = writer(converter(), Source)
    own = {text.id: text.text for text in words.texts if text != shipped_texts().get(text.id)}
    return {
        **({"texts": own} if own else {}),
        "names": {key: name for key, name in words.names if key.partition("/")[2] in spoken_of},
        "sources": {source.id: write(source) for source in words.sources if source.id in spoken_of},
    }


def read_answer(data: object) -> Assessment:
    """An assessment from plain data.

    Args:
        data: the data.

    Raises:
        Misread: they are not of its form.
        InvalidValue: they are no table.
    """
    table, found = {"texts": {}, **a_table(data)}, Gather()
    read_keys(found, table, dict.fromkeys((*ANSWER_KEYS, "texts"), lambda value: value))
    found.check()
    tables = {kind: _read_by_id(found, name, kind, table[name]) for name, kind in TABLES.items()}
    found.check()
    token = _TABLES.set(tables)
    try:
        return _read_parts(table, tables, found)
    finally:
        _TABLES.reset(token)


def _read_by_id(found: Gather, name: str, kind: type, value: object) -> dict[str, Any]:
    """A table of things, each under its own id."""
    read = reader(converter(), kind)
    things: dict[str, Any] = {}
    for id, each in (found.of((name,), a_table, value) or {}).items():
        thing = found.of((name, id), read, each)
        if thing is not None and thing.id != id:
            found.note((name, id), Problem(what="another id than its own:", value=thing.id))
        things[id] = thing
    return things


def _read_parts(table: Mapping[str, Any], tables: Tables, found: Gather) -> Assessment:
    """An assessment, once the things that it names are read."""
    made = answer_converter()
    said: dict[str, Any] = {name: found.of((name,), reader(made, of), table[name]) for name, of in DIRECT.items()}
    regions = found.of(("regions",), reader(made, tuple[Region, ...]), table["regions"])
    reasons = found.of(("restrictions",), _list_of(reader(made, Shown)), table["restrictions"])
    names = found.of(("names",), _read_names, table["names"])
    texts = found.of(("texts",), _read_texts, table["texts"])
    body = Body(regions or ())
    judgements: dict[str, Any] = {}
    for id, each in (found.of(("judgements",), a_table, table["judgements"]) or {}).items():
        technique = found.of(("judgements", id), _one_of(tables[Technique], "technique"), id)
        if technique is not None:
            read = _judgement_reader(made, technique, body, reasons or ())
            judgements[id] = found.of(("judgements", id), read, each)
    for name in RANKED:
        said[name] = found.of((name,), _list_of(_one_of(judgements, "judgement")), table[name])
    found.check()
    return Assessment(
        **said,
        judgements=Catalogue("technique", judgements.items()),
        words=Words(names=names, sources=tuple(tables[Source].values()), texts=texts),
        body=body,
    )


def _list_of(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    """What reads a list, each of it in the same way."""

    def read_list(value: object) -> tuple[Any, ...]:
        found = Gather()
        got = [found.of((place,), read, each) for place, each in enumerate(a_list(value))]
        found.check()
        return tuple(got)

    return read_list


def _one_of(things: Mapping[str, Any], what: str) -> Callable[[Any], Any]:
    """What reads the id of one of some things."""

    def read(id: object) -> Any:
        if not isinstance(id, str) or id not in things:
            raise InvalidValue(f"unknown {what}", shown(id), near(id, things) if isinstance(id, str) else "")
        return things[id]

    return read


def _read_names(value: object) -> tuple[tuple[str, str], ...]:
    """The names of what is spoken of, in order."""
    table, found = a_table(value), Gather()
    read = reader(converter(), str)
    pairs = [(key, found.of((key,), read, each)) for key, each in table.items()]
    found.check()
    return tuple((key, str(name)) for key, name in sorted(pairs))


def _read_texts(value: object) -> Catalogue[Text]:
    """A rulebook's own texts, but for those that another version of this library put other things in."""
    table, found = a_table(value), Gather()
    texts = [found.of((id,), partial(_text, id), each) for id, each in table.items()]
    found.check()
    return Catalogue("text", ((text.id, text) for text in texts if not list(check_texts([text]))))


def _text(id: str, text: str) -> Text:
    return Text(id=id, text=text)


def _judgement_reader(
    made: Converter, technique: Technique, body: Body, reasons: tuple[Any, ...]
) -> Callable[[Any], Judgement]:
    """What reads a judgement whose technique and whose list of reasons are known."""

    def reason(place: object) -> Any:
        if type(place) is not int or not 0 <= place < len(reasons):
            raise InvalidValue("no restriction stands at this place:", shown(place))
        return reasons[place]

    reads: dict[str, Callable[[Any], Any]] = {name: reader(made, of) for name, of in JUDGED.items()}
    reads["restrictions"] = _list_of(reason)

    def read(value: object) -> Judgement:
        found = Gather()
        said = read_keys(found, a_table(value), reads)
        found.check()
        particulars = Written(body, **{field: said.pop(name) for name, field in WRITTEN_AS.items()})
        return Judgement(**{**said, "technique": technique, "particulars": particulars})

    return read
