"""What a rulebook is made of before it is checked: things that may repeat an id, or name what is not there."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol, final

import attrs

from bodywork_rules.model import (
    Advice,
    Catalogue,
    Clearance,
    CodeSystem,
    Condition,
    Contraindication,
    Indication,
    Measure,
    Pace,
    Quantity,
    Region,
    ReviewRule,
    Schedule,
    Sign,
    Source,
    Technique,
    Term,
    Text,
    TherapistSign,
    Training,
)
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.parse import items

__all__ = ["KINDS", "NAMED", "Parts", "Thing", "catalogues", "collections_of"]

KINDS: Final[Mapping[str, tuple[str, type]]] = {
    "conditions": ("condition", Condition),
    "quantities": ("quantity", Quantity),
    "regions": ("region", Region),
    "techniques": ("technique", Technique),
    "indications": ("indication", Indication),
    "contraindications": ("contraindication", Contraindication),
    "clearances": ("clearance", Clearance),
    "sources": ("source", Source),
    "traits": ("trait", Term),
    "families": ("family", Term),
    "positions": ("position", Term),
    "products": ("product", Term),
    "outcomes": ("outcome", Term),
    "clinicians": ("clinician", Term),
    "pressures": ("pressure", Term),
    "advices": ("advice", Advice),
    "schedules": ("schedule", Schedule),
    "signs": ("sign", Sign),
    "paces": ("pace", Pace),
    "texts": ("text", Text),
    "measures": ("measure", Measure),
    "reviews": ("review", ReviewRule),
    "trainings": ("training", Training),
    "therapist_signs": ("therapist_sign", TherapistSign),
    "code_systems": ("code_system", CodeSystem),
}
"""Each collection of a rulebook: what one thing of it is called in files and messages, and its class."""


WITHOUT_NAMES: Final = frozenset(
    {"indications", "contraindications", "sources", "code_systems", "texts", "reviews", "therapist_signs"}
    | {"advices", "schedules", "signs", "paces"}
)
NAMED: Final = tuple(each for each in KINDS if each not in WITHOUT_NAMES)
"""The collections whose things have a name that an answer may need."""


class Thing(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """Names it."""
        ...


def _things(value: Iterable[object]) -> Any:
    """A collection of things, as a tuple in the order given."""
    return items(value)


@final
@attrs.frozen(kw_only=True, eq=False)
class Parts(Closed):
    """The things of a rulebook, unchecked; of those that could not be read, as much as could be.

    Attributes:
        conditions: the conditions, in any order, as are all others.
        quantities: the quantities.
        regions: the regions.
        techniques: the techniques.
        indications: the indications.
        contraindications: the contraindications.
        clearances: the clearances.
        sources: the sources.
        traits: the traits declared.
        families: the families declared.
        positions: the positions declared.
        products: the products declared.
        outcomes: the outcomes declared.
        clinicians: the kinds of clinician declared.
        pressures: the levels of pressure, from `0` to `5`, put in words.
        advices: what to say around a session.
        schedules: how often a complaint is treated, and for how long.
        signs: what a client may feel during a session and after it.
        paces: how a session goes and how much is borne.
        texts: the words that documents for people are made of.
        measures: what a course of treatment is followed by.
        reviews: when a course is looked at again, and what follows.
        trainings: the trainings and licences of practitioners.
        therapist_signs: by what a client knows a therapist to choose, or to leave.
        code_systems: the code systems.
        unread: ids, of whatever kind, of things that are given but could not be read: naming one is no mistake.
        lost: something is given of which not even the id could be read, so that nobody knows what is not there.
    """

    conditions: tuple[Condition, ...] = attrs.field(default=(), converter=_things)
    quantities: tuple[Quantity, ...] = attrs.field(default=(), converter=_things)
    regions: tuple[Region, ...] = attrs.field(default=(), converter=_things)
    techniques: tuple[Technique, ...] = attrs.field(default=(), converter=_things)
    indications: tuple[Indication, ...] = attrs.field(default=(), converter=_things)
    contraindications: tuple[Contraindication, ...] = attrs.field(default=(), converter=_things)
    clearances: tuple[Clearance, ...] = attrs.field(default=(), converter=_things)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=_things)
    traits: tuple[Term, ...] = attrs.field(default=(), converter=_things)
    families: tuple[Term, ...] = attrs.field(default=(), converter=_things)
    positions: tuple[Term, ...] = attrs.field(default=(), converter=_things)
    products: tuple[Term, ...] = attrs.field(default=(), converter=_things)
    outcomes: tuple[Term, ...] = attrs.field(default=(), converter=_things)
    clinicians: tuple[Term, ...] = attrs.field(default=(), converter=_things)
    pressures: tuple[Term, ...] = attrs.field(default=(), converter=_things)
    advices: tuple[Advice, ...] = attrs.field(default=(), converter=_things)
    schedules: tuple[Schedule, ...] = attrs.field(default=(), converter=_things)
    signs: tuple[Sign, ...] = attrs.field(default=(), converter=_things)
    paces: tuple[Pace, ...] = attrs.field(default=(), converter=_things)
    texts: tuple[Text, ...] = attrs.field(default=(), converter=_things)
    measures: tuple[Measure, ...] = attrs.field(default=(), converter=_things)
    reviews: tuple[ReviewRule, ...] = attrs.field(default=(), converter=_things)
    trainings: tuple[Training, ...] = attrs.field(default=(), converter=_things)
    therapist_signs: tuple[TherapistSign, ...] = attrs.field(default=(), converter=_things)
    code_systems: tuple[CodeSystem, ...] = attrs.field(default=(), converter=_things)
    unread: frozenset[str] = frozenset()
    lost: bool = False

    def of(self, collection: str) -> tuple[Thing, ...]:
        """The things of one collection, by the name of its attribute."""
        things: tuple[Thing, ...] = getattr(self, collection)
        return things


def collections_of(rulebook: object) -> dict[str, Catalogue[Any]]:
    """Each collection of a rulebook, by the name of its attribute."""
    return {collection: getattr(rulebook, collection) for collection in KINDS}


def catalogues(parts: Parts) -> dict[str, Any]:
    """Each collection, to be looked up by id."""
    return {
        collection: Catalogue(kind, ((thing.id, thing) for thing in parts.of(collection)))
        for collection, (kind, _) in KINDS.items()
    }
