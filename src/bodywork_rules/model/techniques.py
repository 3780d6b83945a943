"""What a practitioner does, and the arguments for and against it."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any, assert_never, final

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import parse
from bodywork_rules.model.body import Site, sites
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.ids import (
    ConditionId,
    FamilyId,
    OutcomeId,
    PositionId,
    ProductId,
    SourceId,
    TechniqueId,
    TrainingId,
    TraitId,
)
from bodywork_rules.model.limits import MINUTES, PRESSURE
from bodywork_rules.model.rules import Range, whole_range
from bodywork_rules.model.scales import Certainty, Change, Direction, Stage

__all__ = ["Indication", "Scoring", "Strengths", "Technique"]


@final
@attrs.frozen(kw_only=True)
class Technique(Closed):
    """What a practitioner does.

    Attributes:
        id: names it, for ever.
        name: what people call it.
        family: the family it belongs to.
        traits: what rules speak of: heat, suction, oil, sustained pressure, ...
        essential: those of its traits that it cannot do without.
        target: the tissue or system that it works on, in words.
        positions: those the client can be in; at least one.
        pressure: Walton scale, 0 to 5, least and most.
        regions: where it is done. A paired region without a side means both.
        minutes: least and most for the technique itself, 1 to 240.
        products: what is put on the skin or used.
        training: the training it needs, in words.
        trainings: the trainings of which any one is enough; empty when it needs none.
        only_for: the conditions, of any of which a client has or wants treated one or a kind; it is offered to nobody
            else. Empty when it is for everybody. No verdict depends on it.
        only_for_ever: whether to have had one is enough too.
        definition: what is done, in words.
        notices: what the client will notice.
        sources: where it is described.
        synonyms: other names.

    Raises:
        InvalidValue: there is no position or region; pressure or minutes are out of their range; a trait that it cannot
            do without is none of its own; the past counts of nothing; or a value is not of its form.
    """

    id: TechniqueId = attrs.field(converter=parse.ident)
    name: str = attrs.field(converter=parse.needed_text)
    family: FamilyId = attrs.field(converter=parse.ident)
    traits: tuple[TraitId, ...] = attrs.field(default=(), converter=parse.idents)
    essential: tuple[TraitId, ...] = attrs.field(default=(), converter=parse.idents)
    target: str = attrs.field(converter=parse.needed_text)
    positions: tuple[PositionId, ...] = attrs.field(
        converter=parse.idents, validator=parse.some("a technique", "position")
    )
    pressure: Range = attrs.field(converter=whole_range, validator=PRESSURE)
    regions: tuple[Site, ...] = attrs.field(converter=sites, validator=parse.some("a technique", "region"))
    minutes: Range = attrs.field(converter=whole_range, validator=MINUTES)
    products: tuple[ProductId, ...] = attrs.field(default=(), converter=parse.idents)
    training: str = attrs.field(default="", converter=parse.text)
    trainings: tuple[TrainingId, ...] = attrs.field(default=(), converter=parse.idents)
    only_for: tuple[ConditionId, ...] = attrs.field(default=(), converter=parse.idents)
    only_for_ever: bool = attrs.field(default=False, converter=parse.flag)
    definition: str = attrs.field(default="", converter=parse.text)
    notices: str = attrs.field(default="", converter=parse.text)
    sources: tuple[SourceId, ...] = attrs.field(default=(), converter=parse.idents)
    synonyms: tuple[str, ...] = attrs.field(default=(), converter=parse.texts)

    def __attrs_post_init__(self) -> None:
        """Refuse a trait that it needs and has not, and a past of nothing."""
        if missing := set(self.essential) - set(self.traits):
            raise InvalidValue("a trait that it cannot do without but does not have:", min(missing))
        if self.only_for_ever and not self.only_for:
            raise InvalidValue("`only_for_ever` without `only_for`, of", self.id)


def _direction(value: "str | Direction") -> Direction:
    return parse.member(Direction, value)


def _certainty(value: "str | Certainty") -> Certainty:
    return parse.member(Certainty, value)


@final
@attrs.frozen(kw_only=True)
class Indication(Closed):
    """An argument for or against a technique, or a class of techniques, for one complaint and outcome.

    It is the synthesis of all the studies it cites: there is at most one for each technique, complaint, outcome and
    stage.

    Attributes:
        technique: the technique it speaks of; nothing when it speaks of families.
        families: the families it speaks of, when no technique by itself was studied; else empty.
        complaint: the complaint.
        outcome: what was hoped to change.
        stage: the stage of the complaint it is limited to; nothing for any.
        direction: what was found.
        certainty: how sure that is.
        effect: what was found, in words and figures.
        dose: how much was given, in words.
        sources: the studies.
        locator: where in its sources it stands, in words that name each source by its id in back-ticks.
        reviewed: the day on which it was last compared with what was read of its sources; nothing for the rulebook's
            day.

    Raises:
        InvalidValue: not exactly one of ``technique`` and ``families`` is given.
    """

    technique: TechniqueId | None = attrs.field(default=None, converter=parse.ident_or_none)
    families: tuple[FamilyId, ...] = attrs.field(default=(), converter=parse.idents)
    complaint: ConditionId = attrs.field(converter=parse.ident)
    outcome: OutcomeId = attrs.field(converter=parse.ident)
    stage: Stage | None = attrs.field(default=None, converter=parse.stage_or_none)
    direction: Direction = attrs.field(converter=_direction)
    certainty: Certainty = attrs.field(converter=_certainty)
    effect: str = attrs.field(converter=parse.needed_text)
    dose: str = attrs.field(default="", converter=parse.text)
    sources: tuple[SourceId, ...] = attrs.field(default=(), converter=parse.idents)
    locator: str = attrs.field(default="", converter=parse.text)
    reviewed: date | None = attrs.field(default=None, converter=parse.day_or_none)

    def __attrs_post_init__(self) -> None:
        """Refuse an argument about nothing, and one about two things."""
        if (self.technique is None) == (not self.families):
            raise InvalidValue("an indication speaks of one technique or of families")

    @cached_property
    def id(self) -> str:
        """What it speaks of, as one text: technique or families, complaint, outcome and stage."""
        of = self.technique or "+".join(self.families)
        return "/".join([of, self.complaint, self.outcome, *([self.stage.value] if self.stage else [])])


@final
@attrs.frozen(kw_only=True)
class Strengths(Closed):
    """The points of an argument in one direction, by how sure it is. Whole numbers.

    Attributes:
        traditional: points when only custom speaks for it.
        very_low: points at very low certainty.
        low: points at low certainty.
        moderate: points at moderate certainty.
        high: points at high certainty.
    """

    traditional: int = attrs.field(converter=parse.whole)
    very_low: int = attrs.field(converter=parse.whole)
    low: int = attrs.field(converter=parse.whole)
    moderate: int = attrs.field(converter=parse.whole)
    high: int = attrs.field(converter=parse.whole)

    def of(self, certainty: Certainty) -> int:
        """The points at this certainty.

        Args:
            certainty: how sure the studies are.
        """
        return (self.traditional, self.very_low, self.low, self.moderate, self.high)[certainty]


def _strengths(value: Strengths) -> Strengths:
    if not isinstance(value, Strengths):
        raise InvalidValue("points for each certainty are expected, not", parse.shown(value))
    return value


def _points(name: str, least: int, most: int) -> Callable[[object, object, Any], None]:
    return parse.within(f"points of `{name}`", least, most)


@final
@attrs.frozen(kw_only=True)
class Scoring(Closed):
    """How many points each argument is worth. Scores rank; they never change a verdict.

    Attributes:
        benefit: points of a benefit, each at least 1.
        no_benefit: points when no benefit was found, each at most 0.
        mixed: points of mixed results.
        harm: points of a harm, each at most -1.
        like: points when the client likes it, 0 or more.
        dislike: points when the client dislikes it, 0 or less.
        improved: points when it helped before, 0 or more.
        unchanged: points when it changed nothing before, 0 or less.
        worse: points when the client was worse after it before, 0 or less.

    Raises:
        InvalidValue: points are of the wrong sign, or beyond 1000 on either side of nought.
    """

    benefit: Strengths = attrs.field(converter=_strengths, validator=_points("benefit", 1, 1000))
    no_benefit: Strengths = attrs.field(converter=_strengths, validator=_points("no_benefit", -1000, 0))
    mixed: Strengths = attrs.field(converter=_strengths, validator=_points("mixed", -1000, 1000))
    harm: Strengths = attrs.field(converter=_strengths, validator=_points("harm", -1000, -1))
    like: int = attrs.field(converter=parse.whole, validator=_points("like", 0, 1000))
    dislike: int = attrs.field(converter=parse.whole, validator=_points("dislike", -1000, 0))
    improved: int = attrs.field(converter=parse.whole, validator=_points("improved", 0, 1000))
    unchanged: int = attrs.field(converter=parse.whole, validator=_points("unchanged", -1000, 0))
    worse: int = attrs.field(converter=parse.whole, validator=_points("worse", -1000, 0))

    def strength(self, direction: Direction, certainty: Certainty) -> int:
        """The points of an argument, before the importance of the goal multiplies them.

        Args:
            direction: what was found.
            certainty: how sure that is.

        >>> from bodywork_rules import load_rulebook
        >>> load_rulebook().scoring.strength(Direction.BENEFIT, Certainty.LOW)
        9
        """
        match direction:
            case Direction.BENEFIT:
                return self.benefit.of(certainty)
            case Direction.NO_BENEFIT:
                return self.no_benefit.of(certainty)
            case Direction.MIXED:
                return self.mixed.of(certainty)
            case Direction.HARM:
                return self.harm.of(certainty)
            case _:
                assert_never(direction)

    def response(self, change: Change) -> int:
        """The points of a response to an earlier treatment.

        Args:
            change: how the client responded.

        >>> from bodywork_rules import load_rulebook
        >>> load_rulebook().scoring.response(Change.WORSE)
        -24
        """
        by_change = {Change.IMPROVED: self.improved, Change.UNCHANGED: self.unchanged, Change.WORSE: self.worse}
        return by_change[change]
