"""Everything that a rulebook must be before the engine may rely on it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import attrs

from bodywork_rules.errors import InvalidValue, Problem
from bodywork_rules.model import CodeSystem, Contraindication, Indication, Quantity, Region, Scoring, Technique, parse
from bodywork_rules.model.half import judged, was_read
from bodywork_rules.model.limits import LEAST_PRESSURE, MOST_PRESSURE
from bodywork_rules.rulebook.check.care import check_care
from bodywork_rules.rulebook.check.graphs import check_conditions, check_regions
from bodywork_rules.rulebook.check.known import Known, check_time
from bodywork_rules.rulebook.check.progress import check_measures, check_reviews, check_signs, check_trainings
from bodywork_rules.rulebook.check.rules import check_asked, check_clearances, check_contraindications
from bodywork_rules.rulebook.parts import KINDS, Parts
from bodywork_rules.rulebook.texts import check_texts

__all__ = ["problems", "problems_of_head", "rules_naming_techniques"]

AGE = "age"
OWN_CODES = ("icd10cm", "rxnorm")
"""The code systems whose codes stand with each condition."""
DAYS_PER_YEAR = 365.25
"""Of the Julian year."""
FARTHEST = 1_000_000
"""No value of a quantity that moves on by itself is further from nought."""
SLOWEST, FASTEST = 100_000, 0.01
"""Days for one unit of a quantity that moves on by itself, at most and at least."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def problems(parts: Parts) -> list[Problem]:
    """All that is wrong with the things of a rulebook, taken together; nothing when it can be relied on.

    The path of each problem begins with the kind and the id of the thing, as in ``clearance heart-steady > clinician``.

    Args:
        parts: the things.
    """
    found = list(_misfits(parts))
    if found:
        parts = _fitting(parts)
    known = Known(parts)
    of_regions = list(check_regions(known))
    known = Known(parts, sound_regions=not of_regions and all(_is_placed(known, region) for region in parts.regions))
    found += _duplicates(parts)
    found += _shared_ids(known)
    found += check_conditions(known)
    found += _check_quantities(known)
    found += _check_code_systems(known)
    found += _check_pressures(parts)
    found += of_regions
    found += _check_techniques(known)
    found += _check_indications(known)
    found += check_clearances(known)
    found += check_asked(known)
    found += check_contraindications(known)
    for check in (check_measures, check_reviews, check_trainings, check_signs):
        found += check(known)
    found += check_care(known)
    found += check_texts(parts.texts)
    return found


def _is_placed(known: Known, region: Region) -> bool:
    """Whether a region was read and leads to no other but those that are there."""
    return was_read(region) and all(step is None or step in known.regions for step in (region.within, region.central))


def problems_of_head(
    *, id: str, version: str, name: str, language: str, licence: str, scoring: Scoring
) -> list[Problem]:
    """All that is wrong with what a rulebook says of itself.

    Args:
        id: its id.
        version: its version.
        name: its name.
        language: the language of its texts.
        licence: under which it may be used.
        scoring: its points.
    """
    forms: tuple[tuple[str, Callable[[str], str], str], ...] = (
        ("id", parse.ident, id),
        ("version", parse.needed_text, version),
        ("name", parse.needed_text, name),
        ("language", _language, language),
        ("licence", parse.text, licence),
    )
    found: list[Problem] = []
    for key, form, value in forms:
        try:
            form(value)
        except InvalidValue as error:
            found.append(attrs.evolve(error.as_problem(), where=f"rulebook > {key}"))
    if not isinstance(scoring, Scoring):
        found.append(Problem(where="scoring", what="a scoring is expected, not", value=parse.shown(scoring)))
    return found


def _language(value: str) -> str:
    """The code of a language."""
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise InvalidValue("not a language", parse.shown(value), "a code such as `en` or `pt-BR`")
    return value


class HasRules(Protocol):
    """A rulebook, as far as its rules go."""

    @property
    def contraindications(self) -> Iterable[Contraindication]:
        """The rules that restrict, in id order."""
        ...


def rules_naming_techniques(rulebook: HasRules) -> tuple[Contraindication, ...]:
    """The rules that name techniques by their ids, in id order: they pass by a technique that is added later.

    Args:
        rulebook: the rulebook.

    Raises:
        InvalidValue: it is no rulebook.

    >>> from bodywork_rules import load_rulebook
    >>> [rule.id for rule in rules_naming_techniques(load_rulebook())]
    []
    """
    if not hasattr(rulebook, "contraindications"):
        raise InvalidValue("a rulebook is expected, not", parse.shown(rulebook))
    return tuple(rule for rule in rulebook.contraindications if rule.to.techniques)


def _misfits(parts: Parts) -> Iterator[Problem]:
    """A problem for each thing that is none of its collection's kind."""
    for collection, (kind, of) in KINDS.items():
        for thing in parts.of(collection):
            if not isinstance(thing, of):
                yield Problem(where=collection, what=f"a {kind} is expected, not", value=parse.shown(thing))


def _fitting(parts: Parts) -> Parts:
    """The parts without the things that are none of their collection's kind."""
    fit = {
        collection: tuple(thing for thing in parts.of(collection) if isinstance(thing, of))
        for collection, (_, of) in KINDS.items()
    }
    return Parts(**fit, unread=parts.unread, lost=parts.lost)


def _duplicates(parts: Parts) -> Iterator[Problem]:
    """A problem for each id that several things of one kind have."""
    for collection, (kind, _) in KINDS.items():
        if collection == "indications":
            continue
        for id, times in Counter(thing.id for thing in parts.of(collection)).items():
            if times > 1:
                yield Problem(where=f"{kind} {id}", what=f"an id given to {times} things; it can name one")


def _shared_ids(known: Known) -> Iterator[Problem]:
    """A problem for each id that names two of technique, family and trait: preferences name any of them by id alone."""
    for one, other in (("techniques", "families"), ("techniques", "traits"), ("families", "traits")):
        for id in known.ids[one]:
            if id in known.ids[other]:
                what = f"an id that a {KINDS[other][0]} has too; techniques, families and traits share no id"
                yield Problem(where=f"{KINDS[one][0]} {id}", what=what)


def _check_code_systems(known: Known) -> Iterator[Problem]:
    """What is wrong with each code system."""
    for system in known.parts.code_systems:
        yield from judged((_own_codes, _check_codings), known, f"code_system {system.id}", system)


def _own_codes(_: Known, at: str, system: CodeSystem) -> Iterator[Problem]:
    """A problem where a code system would take the place of codes that conditions hold themselves."""
    if system.id in OWN_CODES:
        what = "an id that stands for codes which a condition holds itself"
        yield Problem(where=at, what=what, hint=f"write them as `{system.id}` of each condition")


def _check_codings(known: Known, at: str, system: CodeSystem) -> Iterator[Problem]:
    """A problem for each condition of a code system that is not there, stands twice or has no code."""
    for condition, times in Counter(each.condition for each in system.codings).items():
        yield from known.unknown(f"{at} > codings", "conditions", condition)
        if times > 1:
            yield Problem(where=f"{at} > codings", what="a condition given twice:", value=condition)
    for each in system.codings:
        if not each.codes:
            yield Problem(where=f"{at} > codings", what="a condition without a code:", value=each.condition)


def _check_pressures(parts: Parts) -> Iterator[Problem]:
    """A problem for each level of pressure that is put in words and that no technique can have."""
    levels = {str(level) for level in range(LEAST_PRESSURE, MOST_PRESSURE + 1)}
    for term in parts.pressures:
        if term.id not in levels:
            hint = f"there are {LEAST_PRESSURE} to {MOST_PRESSURE}"
            yield Problem(where=f"pressure {term.id}", what="no level of pressure has this id", hint=hint)


def _check_quantities(known: Known) -> Iterator[Problem]:
    """What is wrong with each quantity."""
    for quantity in known.parts.quantities:
        yield from judged(OF_A_QUANTITY, known, f"quantity {quantity.id}", quantity)


def _quantity_names(known: Known, at: str, quantity: Quantity) -> Iterator[Problem]:
    """A problem for each condition that a quantity names and that is not there."""
    yield from known.unknown(f"{at} > describes", "conditions", quantity.describes)
    for shows in quantity.shows:
        yield from known.unknown(f"{at} > shows", "conditions", shows.condition)


def _quantity_time(_: Known, at: str, quantity: Quantity) -> Iterator[Problem]:
    """A problem where a value would hold for no time, or longer than any time may be."""
    yield from check_time(f"{at} > fresh_for", quantity.fresh_for, holds="value")


def _check_motion(_: Known, at: str, quantity: Quantity) -> Iterator[Problem]:
    """A problem where a quantity moves on too fast, too slowly or too far to be followed by days."""
    days = quantity.days_per_unit
    if days is None:
        return
    if not FASTEST <= days <= SLOWEST:
        what = f"days for one unit must be {FASTEST:g} to {SLOWEST}, not"
        yield Problem(where=f"{at} > days_per_unit", what=what, value=str(days))
    for key, end in (("least", quantity.least), ("most", quantity.most)):
        if abs(end) > FARTHEST:
            what = f"a quantity that moves on by itself must stay within {-FARTHEST} and {FARTHEST}, not go to"
            yield Problem(where=f"{at} > {key}", what=what, value=str(end))


def _check_age(_: Known, at: str, quantity: Quantity) -> Iterator[Problem]:
    """A problem for each way in which the client's age is not counted in years from the day of birth."""
    if quantity.id != AGE:
        return
    for key, fits, value in (
        ("unit", quantity.unit == "years", quantity.unit),
        ("days_per_unit", quantity.days_per_unit == DAYS_PER_YEAR, str(quantity.days_per_unit)),
        ("fresh_for", quantity.fresh_for is None, str(quantity.fresh_for)),
    ):
        if not fits:
            what = "the client's age is in `years`, moves on every 365.25 days and never goes stale; it cannot have"
            yield Problem(where=f"{at} > {key}", what=what, value=value)


OF_A_QUANTITY = (_quantity_names, _quantity_time, _check_motion, _check_age)


def _check_techniques(known: Known) -> Iterator[Problem]:
    """What is wrong with each technique."""
    for technique in known.parts.techniques:
        yield from judged((_technique_names, _technique_sites), known, f"technique {technique.id}", technique)


def _technique_names(known: Known, at: str, technique: Technique) -> Iterator[Problem]:
    """A problem for each id that a technique names and that is not declared."""
    yield from known.unknown(f"{at} > family", "families", technique.family)
    yield from known.unknown(f"{at} > traits", "traits", *technique.traits)
    yield from known.unknown(f"{at} > positions", "positions", *technique.positions)
    yield from known.unknown(f"{at} > products", "products", *technique.products)
    yield from known.unknown(f"{at} > trainings", "trainings", *technique.trainings)
    yield from known.unknown(f"{at} > only_for", "conditions", *technique.only_for)
    yield from known.unknown(f"{at} > sources", "sources", *technique.sources)


def _technique_sites(known: Known, at: str, technique: Technique) -> Iterator[Problem]:
    """A problem for each place at which a technique cannot be done, since there is none such."""
    yield from known.misplaced(f"{at} > regions", technique.regions)


def _check_indications(known: Known) -> Iterator[Problem]:
    """What is wrong with each argument, by itself and beside those before it."""
    first: dict[tuple[str, str, str, str], str] = {}
    for indication in known.parts.indications:
        at = f"indication {indication.id}"
        yield from judged((_indication_names,), known, at, indication)
        yield from judged((_indication_again,), first, at, indication)


def _indication_names(known: Known, at: str, indication: Indication) -> Iterator[Problem]:
    """A problem for each id that an argument names and that is not there."""
    yield from known.unknown(f"{at} > technique", "techniques", indication.technique)
    yield from known.unknown(f"{at} > families", "families", *indication.families)
    yield from known.unknown(f"{at} > complaint", "conditions", indication.complaint)
    yield from known.unknown(f"{at} > outcome", "outcomes", indication.outcome)
    yield from known.unknown(f"{at} > sources", "sources", *indication.sources)


def _indication_again(
    first: dict[tuple[str, str, str, str], str], at: str, indication: Indication
) -> Iterator[Problem]:
    """A problem for each technique or family of which an earlier one says what it says; noted for those that follow."""
    stage = indication.stage.value if indication.stage else ""
    for kind, id in _spoken_of(indication):
        key = (f"{kind} {id}", indication.complaint, indication.outcome, stage)
        if key in first:
            what = f"a second indication of one {kind} for one complaint, outcome and stage:"
            yield Problem(where=at, what=what, value=id, hint=f"put it together with `{first[key]}`")
        else:
            first[key] = indication.id


def _spoken_of(indication: Indication) -> Iterator[tuple[str, str]]:
    """The technique or the families that an indication speaks of, with what each is."""
    if indication.technique is not None:
        yield "technique", indication.technique
    for family in indication.families:
        yield "family", family
