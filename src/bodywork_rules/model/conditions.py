"""What a rulebook knows about clients: conditions, their codes, quantities, its sources and the words it declares."""

from collections.abc import Iterable
from datetime import timedelta
from typing import final

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import parse
from bodywork_rules.model.body import Site, sites
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.ids import ConditionId, QuantityId, SourceId

__all__ = ["CodeSystem", "Coding", "Condition", "Quantity", "Showing", "Source", "Term"]


@final
@attrs.frozen(kw_only=True)
class Condition(Closed):
    """Anything about a client that a rule may ask about.

    Attributes:
        id: names it, for ever.
        name: what people call it, in plain words.
        kind: what sort of thing it is (disorder, drug, procedure, complaint, risk, ...), for sorting only.
        broader: the conditions one step broader; of a drug, its classes.
        regions: where it can be. Empty says nothing: anywhere.
        ask: the question that asks the client for it; empty for an abstract risk, asked through narrower ones, and for
            what no rule needs.
        ask_again_after: for how long a "no" holds, in whole days; nothing when it never lapses.
        needs_kind: whether it only groups others, so that by itself it says too little: a finding of it is refused
            while no finding is of a kind of it (nor, of what is over, was), unless a kind is open that holds everything
            back, or something is left that nobody could code.
        lifelong: whether whoever has it keeps it for life: a finding of it cannot be resolved. Nothing when it is as
            what is one step broader: kinds of what lasts for life do so too, unless they say no, as an attack of it.
        onset_at_least: for how long whoever has it has had it at least, in whole days: a finding of it cannot have
            begun later. Nothing when it can begin today.
        over_after: how long after it began it is over at the earliest, in whole days: a finding of it that may have
            begun later, by what is told of its onset, cannot be resolved. Nothing when it can be over the same day.
        leaves: the conditions one of which it leaves behind when it is over: a resolved finding is refused while no
            finding reports one of them, present, suspected or over since, and none says that it is there again.
        leaves_for: for how long after its end it leaves one behind, in whole days; nothing when it does so for good.
        one_side_is: what it is instead when it is on one side only: whoever has it has it on both sides, so that
            findings of it that say where it is, and of a paired region, cannot all be on one side. Nothing when it can
            be on one.
        acute_is: the condition that it is, or shows, while its stage is acute: a finding with that stage, and none of
            that condition or a kind of it, present or suspected, is refused. Nothing when it is as what is one step
            broader.
        severe_is: the condition that it is, or shows, when it is severe; as with ``acute_is``.
        uncontrolled_is: the condition that it is, or shows, when it is present and not under control; as with
            ``acute_is``.
        there_is: the condition that it may be when it is at one of the places ``there``; as with ``acute_is``, but
            not of what is chronic and certainly began twelve weeks ago or earlier.
        there: those places; a finding is at one when its sites cover all of it, on both sides if it says so.
        synonyms: other names, lay words included.
        icd10cm: ICD-10-CM codes, or blocks such as ``C00-C96``, each standing for all codes below it too; a code such
            as ``S06.5*A`` stands for those below it alone that end with this letter, which says how far an injury has
            healed. Whoever has such a code has the condition.
        icd10cm_not: ICD-10-CM codes below those, each with all codes below it, that say something else or worse, which
            this condition must not be taken for.
        icd10cm_past: ICD-10-CM codes of a personal history: whoever has such a code had the condition, and it is over.
        rxnorm: RxNorm concept ids of the ingredient of a drug.
        replaced_by: of a retired id, the condition that stands in its place.

    Raises:
        InvalidValue: a value is not of its form.

    >>> Condition(id="warfarin", name="Warfarin", broader=["blood-thinner"], ask="Do you take warfarin?").regions
    ()
    """

    id: ConditionId = attrs.field(converter=parse.ident)
    name: str = attrs.field(converter=parse.needed_text)
    kind: str = attrs.field(default="disorder", converter=parse.ident)
    broader: tuple[ConditionId, ...] = attrs.field(default=(), converter=parse.idents)
    regions: tuple[Site, ...] = attrs.field(default=(), converter=sites)
    ask: str = attrs.field(default="", converter=parse.text)
    ask_again_after: timedelta | None = attrs.field(default=None, converter=parse.duration_or_none)
    needs_kind: bool = attrs.field(default=False, converter=parse.flag)
    lifelong: bool | None = attrs.field(default=None, converter=parse.flag_or_none)
    onset_at_least: timedelta | None = attrs.field(default=None, converter=parse.duration_or_none)
    over_after: timedelta | None = attrs.field(default=None, converter=parse.duration_or_none)
    leaves: tuple[ConditionId, ...] = attrs.field(default=(), converter=parse.idents)
    leaves_for: timedelta | None = attrs.field(default=None, converter=parse.duration_or_none)
    one_side_is: ConditionId | None = attrs.field(default=None, converter=parse.ident_or_none)
    acute_is: ConditionId | None = attrs.field(default=None, converter=parse.ident_or_none)
    severe_is: ConditionId | None = attrs.field(default=None, converter=parse.ident_or_none)
    uncontrolled_is: ConditionId | None = attrs.field(default=None, converter=parse.ident_or_none)
    there_is: ConditionId | None = attrs.field(default=None, converter=parse.ident_or_none)
    there: tuple[Site, ...] = attrs.field(default=(), converter=sites)
    synonyms: tuple[str, ...] = attrs.field(default=(), converter=parse.texts)
    icd10cm: tuple[str, ...] = attrs.field(default=(), converter=parse.texts)
    icd10cm_not: tuple[str, ...] = attrs.field(default=(), converter=parse.texts)
    icd10cm_past: tuple[str, ...] = attrs.field(default=(), converter=parse.texts)
    rxnorm: tuple[str, ...] = attrs.field(default=(), converter=parse.texts)
    replaced_by: ConditionId | None = attrs.field(default=None, converter=parse.ident_or_none)


def _above_nought(_: object, __: object, value: float | None) -> None:
    if value is not None and value <= 0:
        raise InvalidValue("days for one unit must be more than 0, not", parse.shown(value))


@final
@attrs.frozen(kw_only=True)
class Coding(Closed):
    """The codes of one condition in a code system.

    Attributes:
        condition: the condition.
        codes: its codes.

    Raises:
        InvalidValue: a value is not of its form.
    """

    condition: ConditionId = attrs.field(converter=parse.ident)
    codes: tuple[str, ...] = attrs.field(converter=parse.texts)


def _codings(value: Iterable[Coding]) -> tuple[Coding, ...]:
    for each in parse.items(value):
        if not isinstance(each, Coding):
            raise InvalidValue("a Coding is expected, not", parse.shown(each))
    return tuple(sorted(value, key=lambda coding: coding.condition))


@final
@attrs.frozen(kw_only=True)
class CodeSystem(Closed):
    """A code system whose codes conditions can be looked up by, beside their own ICD-10-CM and RxNorm codes.

    It stands by itself, so that it can be left out where its licence does not allow it: no rule depends on it.

    Attributes:
        id: names it.
        name: what people call it.
        licence: under which terms its codes may be used.
        nested: whether a code stands for all longer ones that begin with it too.
        of_drugs: whether its codes name drugs; a bare code in a list of medications is read as one of these only, and
            elsewhere never.
        codings: the codes of each condition.

    Raises:
        InvalidValue: a value is not of its form.
    """

    id: str = attrs.field(converter=parse.ident)
    name: str = attrs.field(converter=parse.needed_text)
    licence: str = attrs.field(converter=parse.needed_text)
    nested: bool = attrs.field(default=False, converter=parse.flag)
    of_drugs: bool = attrs.field(default=False, converter=parse.flag)
    codings: tuple[Coding, ...] = attrs.field(default=(), converter=_codings)


@final
@attrs.frozen(kw_only=True)
class Showing(Closed):
    """A condition that values of a quantity show: those from a bound on, those below one, or any.

    Attributes:
        condition: the condition.
        at_least: from which value on it is shown, inclusive.
        below: below which value it is shown. Without a bound any value shows it.

    Raises:
        InvalidValue: a value is not of its form; both bounds are given.

    >>> Showing(condition="fever", at_least=38).holds(37.5)
    False
    """

    condition: ConditionId = attrs.field(converter=parse.ident)
    at_least: float | None = attrs.field(default=None, converter=parse.number_or_none)
    below: float | None = attrs.field(default=None, converter=parse.number_or_none)

    def __attrs_post_init__(self) -> None:
        """Refuse two bounds."""
        if self.at_least is not None and self.below is not None:
            raise InvalidValue("two bounds of what shows", self.condition, "give `at_least` or `below`")

    @property
    def bounded(self) -> bool:
        """Whether some values show it only."""
        return self.at_least is not None or self.below is not None

    def holds(self, value: float) -> bool:
        """Whether a value shows it.

        Args:
            value: the value, in the unit of the quantity.
        """
        return (self.at_least is None or value >= self.at_least) and (self.below is None or value < self.below)


def _showings(value: Iterable[Showing]) -> tuple[Showing, ...]:
    for each in parse.items(value):
        if not isinstance(each, Showing):
            raise InvalidValue("a Showing is expected, not", parse.shown(each))
    return tuple(sorted(value, key=lambda shows: (shows.condition, shows.at_least or 0, shows.below or 0)))


@final
@attrs.frozen(kw_only=True)
class Quantity(Closed):
    """Something about a client that is measured.

    Attributes:
        id: names it. The quantity ``age``, in years, is fed by the profile's ``born`` or ``age``.
        name: what people call it.
        unit: the unit of its values.
        least: the smallest value that can be, inclusive.
        most: the largest value that can be, inclusive.
        usual: a value that many healthy people have, for examples; nothing when there is none.
        fresh_for: for how long a value holds, in whole days, the last day excluded; nothing when it never goes stale.
        days_per_unit: of a quantity that moves on by itself, after how many days it is one unit more
            (7 for weeks, 365.25 for years); nothing for one that does not.
        describes: the condition that a missing value counts as present for, when the condition is; nothing otherwise.
        shows: the conditions that values of it show. A profile with such a value and no finding of the condition or a
            kind of it, present or suspected, is refused. Of a value that a later one follows a finding that can have
            been over later is enough, and so it is of a condition that any value shows.
        ask: the question that asks the client for it.

    Raises:
        InvalidValue: the range ends before it begins, or the usual value is outside it; a bound of what it shows is at
            the lower end of the range or outside it, or the quantity moves on by itself.
    """

    id: QuantityId = attrs.field(converter=parse.ident)
    name: str = attrs.field(converter=parse.needed_text)
    unit: str = attrs.field(converter=parse.needed_text)
    least: float = attrs.field(converter=parse.number)
    most: float = attrs.field(converter=parse.number)
    usual: float | None = attrs.field(default=None, converter=parse.number_or_none)
    fresh_for: timedelta | None = attrs.field(default=None, converter=parse.duration_or_none)
    days_per_unit: float | None = attrs.field(default=None, converter=parse.number_or_none, validator=_above_nought)
    describes: ConditionId | None = attrs.field(default=None, converter=parse.ident_or_none)
    shows: tuple[Showing, ...] = attrs.field(default=(), converter=_showings)
    ask: str = attrs.field(converter=parse.needed_text)

    def __attrs_post_init__(self) -> None:
        """Refuse a range that ends before it begins, and a condition that no value can show."""
        self._check_range()
        self._check_shown()

    def _check_range(self) -> None:
        if self.most < self.least:
            raise InvalidValue("a range whose upper end is below the lower:", f"{self.least:g} to {self.most:g}")
        if self.usual is not None and not self.least <= self.usual <= self.most:
            raise InvalidValue(f"`usual` must be {self.least:g} to {self.most:g}, not", parse.shown(self.usual))

    def _check_shown(self) -> None:
        for each in self.shows:
            bound = each.at_least if each.at_least is not None else each.below
            if bound is None:
                continue
            name = "at_least" if each.at_least is not None else "below"
            if self.days_per_unit is not None:
                what = "a quantity that moves on by itself shows a condition from no value on, not"
                raise InvalidValue(what, parse.shown(bound), f"leave out `{name}` if any value shows it")
            if not self.least < bound <= self.most:
                what = f"`{name}` must be above {self.least:g} and at most {self.most:g}, not"
                raise InvalidValue(what, parse.shown(bound))


@final
@attrs.frozen(kw_only=True)
class Source(Closed):
    """Something published that a rule or an argument rests on.

    Attributes:
        id: names it.
        title: its title.
        authors: who wrote it; empty when not known.
        year: when it was published; nothing when not known.
        publisher: the journal, book or publisher.
        link: a DOI or web address; empty when there is none.
        note: what a reader should know about it: what was read of it, its weight; empty for nothing.

    Raises:
        InvalidValue: a value is not of its form, or the year is before 1500 or after 2200.
    """

    id: SourceId = attrs.field(converter=parse.ident)
    title: str = attrs.field(converter=parse.needed_text)
    authors: str = attrs.field(default="", converter=parse.text)
    year: int | None = attrs.field(
        default=None, converter=parse.whole_or_none, validator=parse.within("year", 1500, 2200)
    )
    publisher: str = attrs.field(default="", converter=parse.text)
    link: str = attrs.field(default="", converter=parse.text)
    note: str = attrs.field(default="", converter=parse.text)


@final
@attrs.frozen(kw_only=True)
class Term(Closed):
    """A word that a rulebook declares: a trait, family, position, product, outcome, clinician or level of pressure.

    Attributes:
        id: names it.
        name: what people call it.
        text: what it means, in a sentence; empty when its name says it.

    Raises:
        InvalidValue: a value is not of its form.
    """

    id: str = attrs.field(converter=parse.ident)
    name: str = attrs.field(converter=parse.needed_text)
    text: str = attrs.field(default="", converter=parse.text)
