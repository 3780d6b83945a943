"""The rulebook: an immutable, checked, digested set of conditions, techniques, rules, arguments and sources."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, final

import attrs

from bodywork_rules.errors import CombineConflict, InvalidRulebook, Problem
from bodywork_rules.model import (
    About,
    Advice,
    Body,
    Catalogue,
    Clearance,
    CodeSystem,
    Condition,
    ConditionId,
    Contraindication,
    Found,
    Had,
    Indication,
    Measure,
    Pace,
    Quantity,
    Region,
    ReviewRule,
    Schedule,
    Scoring,
    Sign,
    Source,
    Technique,
    Term,
    Text,
    TherapistSign,
    Training,
    Words,
    parse,
)
from bodywork_rules.model.about import NO_ABOUT, about
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.predicates import leaves
from bodywork_rules.rulebook.check.known import can_be_of
from bodywork_rules.rulebook.check.problems import problems, problems_of_head
from bodywork_rules.rulebook.combine import SCORING, conflicts, merged
from bodywork_rules.rulebook.digest import digest_of
from bodywork_rules.rulebook.find import Index
from bodywork_rules.rulebook.graph import closure
from bodywork_rules.rulebook.parts import KINDS, NAMED, Parts, catalogues, collections_of
from bodywork_rules.rulebook.places import Places
from bodywork_rules.rulebook.translation import Translation, reworded, words_of

__all__ = ["Rulebook"]


def _in_order(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(parse.texts(ids))))


@final
@attrs.frozen(kw_only=True, init=False, eq=False, repr=False)
class Rulebook(Closed):
    """All that is known about clients, techniques and what speaks for and against them, checked as one.

    Two rulebooks are equal when they say the same and the same was replaced in them, whatever the order of the parts.

    Attributes:
        id: names it.
        version: its version.
        name: what people call it.
        language: the language of its texts, as in ``en``.
        licence: under which it may be used; empty when not said.
        about: who made it, for whom, how far it was reviewed, and what is missing from it.
        scoring: how many points each argument is worth.
        conditions: what a client can have, by id, as all that follow.
        quantities: what can be measured.
        regions: the parts of the body.
        techniques: what a practitioner can do.
        indications: the arguments for and against techniques.
        contraindications: the rules that restrict.
        clearances: what to ask clinicians.
        sources: what all of this rests on.
        traits: the traits of techniques.
        families: the families of techniques.
        positions: the positions that a client can be in.
        products: what is put on the skin or used.
        outcomes: what a client can hope for.
        clinicians: the kinds of clinician that can be asked.
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
        code_systems: further codes by which conditions are looked up.
        replaced: the ids of this rulebook that another, combined with it, replaced, in order.
    """

    id: str
    version: str = attrs.field(converter=parse.text)
    name: str = attrs.field(converter=parse.text)
    language: str
    licence: str = attrs.field(converter=parse.text)
    about: About = attrs.field(converter=about)
    scoring: Scoring
    conditions: Catalogue[Condition]
    quantities: Catalogue[Quantity]
    regions: Catalogue[Region]
    techniques: Catalogue[Technique]
    indications: Catalogue[Indication]
    contraindications: Catalogue[Contraindication]
    clearances: Catalogue[Clearance]
    sources: Catalogue[Source]
    traits: Catalogue[Term]
    families: Catalogue[Term]
    positions: Catalogue[Term]
    products: Catalogue[Term]
    outcomes: Catalogue[Term]
    clinicians: Catalogue[Term]
    pressures: Catalogue[Term]
    advices: Catalogue[Advice]
    schedules: Catalogue[Schedule]
    signs: Catalogue[Sign]
    paces: Catalogue[Pace]
    texts: Catalogue[Text]
    measures: Catalogue[Measure]
    reviews: Catalogue[ReviewRule]
    trainings: Catalogue[Training]
    therapist_signs: Catalogue[TherapistSign]
    code_systems: Catalogue[CodeSystem]
    replaced: tuple[str, ...] = attrs.field(converter=_in_order)

    def __init__(
        self,
        *,
        id: str,
        version: str,
        name: str,
        language: str = "en",
        licence: str = "",
        about: About = NO_ABOUT,
        scoring: Scoring,
        conditions: Iterable[Condition] = (),
        quantities: Iterable[Quantity] = (),
        regions: Iterable[Region] = (),
        techniques: Iterable[Technique] = (),
        indications: Iterable[Indication] = (),
        contraindications: Iterable[Contraindication] = (),
        clearances: Iterable[Clearance] = (),
        sources: Iterable[Source] = (),
        traits: Iterable[Term] = (),
        families: Iterable[Term] = (),
        positions: Iterable[Term] = (),
        products: Iterable[Term] = (),
        outcomes: Iterable[Term] = (),
        clinicians: Iterable[Term] = (),
        pressures: Iterable[Term] = (),
        advices: Iterable[Advice] = (),
        schedules: Iterable[Schedule] = (),
        signs: Iterable[Sign] = (),
        paces: Iterable[Pace] = (),
        texts: Iterable[Text] = (),
        measures: Iterable[Measure] = (),
        reviews: Iterable[ReviewRule] = (),
        trainings: Iterable[Training] = (),
        therapist_signs: Iterable[TherapistSign] = (),
        code_systems: Iterable[CodeSystem] = (),
        replaced: Iterable[str] = (),
    ) -> None:
        """Check the things together and hold them.

        Raises:
            InvalidRulebook: something is wrong; it names everything that is.
            InvalidValue: a collection is none, or ``about`` is something else.
        """
        given = locals()
        parts = Parts(**{collection: given[collection] for collection in KINDS})
        head: dict[str, Any] = {"id": id, "version": version, "name": name, "language": language, "licence": licence}
        if found := [*problems_of_head(**head, scoring=scoring), *problems(parts)]:
            raise InvalidRulebook(found)
        self.__attrs_init__(**head, about=about, scoring=scoring, replaced=replaced, **catalogues(parts))

    @cached_property
    def digest(self) -> str:
        """The SHA-256, in hexadecimal, of all that it says, whatever the order or the files of its parts."""
        said = () if self.about == NO_ABOUT else (self.about,)
        head = (self.id, self.version, self.name, self.language, self.licence, *said, self.scoring)
        return digest_of(head, collections_of(self).items())

    @cached_property
    def body(self) -> Body:
        """The body that its regions make up."""
        return Body(self.regions)

    @cached_property
    def _broader(self) -> dict[str, frozenset[ConditionId]]:
        steps: dict[str, tuple[str, ...]] = {condition.id: condition.broader for condition in self.conditions}
        return {id: frozenset(map(ConditionId, reached)) for id, reached in closure(steps).items()}

    @cached_property
    def _narrower(self) -> dict[str, frozenset[ConditionId]]:
        found: dict[str, set[ConditionId]] = {condition.id: set() for condition in self.conditions}
        for condition in self.conditions:
            for each in self._broader[condition.id]:
                found[each].add(condition.id)
        return {id: frozenset(narrower) for id, narrower in found.items()}

    @cached_property
    def _can_be(self) -> dict[str, int]:
        return can_be_of(self.conditions, self._broader, self.body)

    def broader_of(self, condition: str) -> frozenset[ConditionId]:
        """A condition and all broader ones.

        Raises:
            UnknownId: there is no such condition.
        """
        return self._broader[self.conditions[condition].id]

    def narrower_of(self, condition: str) -> frozenset[ConditionId]:
        """A condition and all narrower ones.

        Raises:
            UnknownId: there is no such condition.
        """
        return self._narrower[self.conditions[condition].id]

    def can_be(self, condition: str) -> int:
        """The points of the body where a condition can be.

        They are those that it or anything narrower names, and all when one of these names none.

        Raises:
            UnknownId: there is no such condition.
        """
        return self._can_be[self.conditions[condition].id]

    @cached_property
    def _index(self) -> Index:
        return Index(collections_of(self), Places(self.body, self._can_be))

    def find(self, text: str, *, of_drugs: bool | None = None, kinds: Iterable[str] | None = None) -> tuple[Found, ...]:
        """The things that a text may mean, surest first, then by kind and id; none when nothing is near.

        Upper and lower case, hyphens and white space make no difference, nor does the dot of a code, nor an s at the
        end of what else names nothing ("statins"). What is merely near is marked so, and comes last: what holds all the
        words, then what is held in the text, then, when nothing else was found, what is spelt much alike.

        Args:
            text: an id, a name, a synonym, a code, or something like one; ``icd10cm:S52`` for a code of that system
                only.
            of_drugs: whether a code that names no system is read as one of a drug (ATC, RxNorm), or as one of anything
                else; nothing when it may be either.
            kinds: of which kinds, as in ``condition``; nothing for all.

        Raises:
            InvalidValue: the text is empty.

        >>> from bodywork_rules import load_rulebook
        >>> found = load_rulebook().find("S52.501D")[0]
        >>> found.id, found.how.name, found.text, found.course.name
        ('fracture', 'CHILD_CODE', 'S52', 'HEALING')
        """
        return self._index.find(text, of_drugs=of_drugs, kinds=None if kinds is None else frozenset(kinds))

    @cached_property
    def everything(self) -> tuple[ConditionId, ...]:
        """All conditions that have a question of their own, in id order: the list of questions to put.

        To list one as answered denies it, and all its kinds, wherever nothing was reported. Abstract risks are not
        among them: nobody asks for one by its name, and to list one would deny what was left out of the list by hand.
        So after these questions the risks are still open; ``everything_but`` closes them.
        """
        return tuple(condition.id for condition in self.conditions if condition.ask)

    def everything_but(self, skipped: Iterable[str] = ()) -> tuple[ConditionId, ...]:
        """What may be listed as answered when all questions were put, or all but some, in id order.

        It holds the abstract risks too, whose kinds have all been asked. A question that was skipped leaves its kinds
        open, since nobody asked for them, and what is broader than any of these, risks included, since a "no" to that
        would deny them.

        Args:
            skipped: the conditions whose question was skipped, or answered "not sure"; empty for none.

        Raises:
            UnknownId: one of them is no condition; near ids are named.
            InvalidValue: a bare text where several are expected.

        >>> from bodywork_rules import load_rulebook
        >>> "heat-sensitivity" in load_rulebook().everything_but(["pregnancy"])
        False
        """
        kinds = {kind for id in parse.items(skipped) for kind in self.narrower_of(id)}
        left_open = {broader for kind in kinds for broader in self.broader_of(kind)}
        asked = {broader for id in self.everything for broader in self.broader_of(id)}
        return tuple(sorted(asked - left_open))

    @cached_property
    def asked_ever(self) -> tuple[ConditionId, ...]:
        """The conditions of whose past some rule speaks, in id order: a question about one must ask for it."""
        found: set[ConditionId] = set()
        for rule in self.contraindications:
            if rule.about is not None and rule.ever:
                found.add(rule.about)
            asked = (*leaves(rule.when), *leaves(rule.unless))
            found.update(leaf.condition for leaf in asked if isinstance(leaf, Had))
        return tuple(sorted(found))

    @cached_property
    def words(self) -> Words:
        """The names of everything that has one which an answer may need, all sources and all texts."""
        names = {
            f"{KINDS[collection][0]}/{thing.id}": thing.name
            for collection in NAMED
            for thing in getattr(self, collection)
        }
        return Words(names=tuple(sorted(names.items())), sources=tuple(self.sources), texts=self.texts)

    def combine(self, other: "Rulebook", replacing: Iterable[str] = ()) -> "Rulebook":
        """This rulebook with all that another has besides.

        What comes of it has the id of this one; its version, its name and what it says of itself tell of both,
        ``replaced`` of what gave way.

        Args:
            other: the other, in the same language.
            replacing: the ids, of whatever kind, that stand in both and of which the other's thing stands in place of
                this one's; ``scoring`` for the points; and for a replaced condition ``warfarin < bleeding-risk`` to let
                it be no kind of that any more, ``asthma acute_is asthma-attack`` or ``fever needs_kind`` to drop that.

        Raises:
            CombineConflict: ids that stand in both and are not named, or are named and do not stand in both; a replaced
                condition that loses either of these unsaid; points that differ, or languages.
            InvalidValue: the other is no rulebook, or what is replaced is no list.
            InvalidRulebook: what comes of it breaks a rule that each of them keeps by itself.
        """
        named = frozenset(parse.texts(replacing))
        ours, theirs = collections_of(self), collections_of(parse.only(Rulebook, other))
        found = list(conflicts(ours, theirs, (self.scoring, other.scoring), named))
        if self.language != other.language:
            what = f"a rulebook in another language than `{self.language}`:"
            found.append(Problem(where="rulebook > language", what=what, value=other.language))
        if found:
            raise CombineConflict(found)
        return self._with(
            merged(ours, theirs),
            version=f"{self.version}+{other.id}.{other.version}",
            name=f"{self.name}, with {other.name}",
            licence="; ".join(dict.fromkeys(filter(None, (self.licence, other.licence)))),
            about=self.about.joined(other.about),
            scoring=other.scoring if SCORING in named else self.scoring,
            replaced={*self.replaced, *other.replaced, *named},
        )

    def _with(self, things: Mapping[str, Any], **head: Any) -> "Rulebook":
        """Another rulebook of these things, that says of itself what this one does but for what is given."""
        said = ("id", "version", "name", "language", "licence", "about", "scoring", "replaced")
        return Rulebook(**{name: getattr(self, name) for name in said} | head | {**things})

    @property
    def translatable(self) -> Mapping[str, str | tuple[str, ...]]:
        """Every word that can be translated, by its place, as ``condition/warfarin/name``; all sentences too."""
        return words_of(collections_of(self), self.about)

    def translated(self, translation: Translation) -> "Rulebook":
        """This rulebook in another language. Nothing but words changes; what is left out keeps those it has.

        A shipped text that the rulebook has not can be translated too, and becomes one of its own.

        Args:
            translation: the words.

        Raises:
            InvalidRulebook: it names what is not there or cannot be translated, or a text has not the names in braces
                that the original has; it names everything that is wrong.
            InvalidValue: it is no translation.
        """
        things = reworded(collections_of(self), self.about, parse.only(Translation, translation))
        return self._with(things, language=translation.language)

    def __eq__(self, other: object) -> bool:
        """Equal when they say the same."""
        return isinstance(other, Rulebook) and (self.digest, self.replaced) == (other.digest, other.replaced)

    def __hash__(self) -> int:
        """The hash that goes with equality by value."""
        return hash((self.digest, self.replaced))

    def __repr__(self) -> str:
        """Its id, its version and how much it holds."""
        if not hasattr(self, "replaced"):
            return "<Rulebook: it did not pass its check>"
        counted = ("conditions", "techniques", "contraindications", "indications")
        held = ", ".join(f"{len(getattr(self, each))} {each}" for each in counted)
        return f"<Rulebook {self.id} {self.version}: {held}>"
