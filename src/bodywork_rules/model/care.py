"""What a rulebook knows of care around an answer: advice, how a session goes, what a client may feel, words."""

from collections.abc import Iterable
from enum import Enum, IntEnum
from typing import final

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import parse
from bodywork_rules.model.body import Site, sites
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.ids import ConditionId, FamilyId, SourceId, TechniqueId, TraitId
from bodywork_rules.model.limits import MINUTES
from bodywork_rules.model.predicates import Predicate, predicate_or_none
from bodywork_rules.model.rules import ALL_TECHNIQUES, Range, Scope, range_or_none, referral_or_none, scope, whole_range
from bodywork_rules.model.scales import Basis, Certainty, Referral, Stage

__all__ = ["Advice", "Follow", "Moment", "Pace", "Rise", "Schedule", "Sign", "Text"]

MOST_PAIN = 10
"""The end of the numeric pain scale, on which 0 is no pain (Salaffi 2004, European Journal of Pain)."""
PAIN = parse.within("pain", 0, MOST_PAIN)
MOST_HOURS = 24 * 31
"""No sign is asked after for longer, in hours."""
HOURS = parse.within("hours", 0, MOST_HOURS)


@final
class Moment(Enum):
    """When something is said or done.

    Attributes:
        TELL: before the visit: what to tell.
        BRING: before the visit: what to bring.
        WEAR: before the visit: what to wear.
        BEFORE: before the visit: what else to do or heed.
        OPENING: at the beginning of a session: what to ask and agree.
        TEST: the quick test before the work and again after it.
        CHECK_IN: during the work: what to ask.
        HOME: what the client does at home.
        AFTERCARE: what to expect and heed after a session.
    """

    TELL = "tell"
    BRING = "bring"
    WEAR = "wear"
    BEFORE = "before"
    OPENING = "opening"
    TEST = "test"
    CHECK_IN = "check-in"
    HOME = "home"
    AFTERCARE = "aftercare"


@final
class Follow(IntEnum):
    """What follows from what a client feels, mildest first; what is more cautious is their ``max``.

    Attributes:
        GO_ON: go on; after a session: as expected.
        LIGHTEN: lighter from now on; after a session: lighter the next time.
        LEAVE: this technique is left for the session; after a session: none before client and therapist have talked.
        STOP: the session ends; after a session: none before a clinician has seen the client.
    """

    GO_ON = 0
    LIGHTEN = 1
    LEAVE = 2
    STOP = 3


def _basis(value: "str | Basis") -> Basis:
    return parse.member(Basis, value)


def _certainty_or_none(value: "str | Certainty | None") -> Certainty | None:
    return None if value is None else parse.member(Certainty, value)


def _moment(value: "str | Moment") -> Moment:
    return parse.member(Moment, value)


def _follow(value: "str | Follow") -> Follow:
    return parse.member(Follow, value)


@final
@attrs.frozen(kw_only=True)
class Advice(Closed):
    """Something to say or do around a session, for whom and with what, and how sure it is.

    It is for a client for whom ``when`` holds and ``unless`` is known not to, and for sessions in which a technique
    that ``to`` takes in is done at one of the regions. What it is not said for is not said, nor what brings something
    that may not be where it is said for: at the regions, or wherever is worked.

    Attributes:
        id: names it.
        name: what people call it.
        moment: when it is said.
        text: the words, to the client.
        when: for which clients, read as a rule's; nothing for all.
        unless: for which clients never; what is not known of it counts against saying it. Nothing for none.
        to: with which techniques; all: whatever is done.
        regions: only when one of these is worked; empty for wherever.
        technique: the technique that it teaches: not said where that may not be done. Nothing when it teaches none.
        traits: what it brings to the body, as heat: not said where a rule that counts in any reading rules one out or
            lets nothing with it be done today, nor where all techniques that cannot do without one have to wait.
        evidence: what is known of it, in words; empty when it is custom.
        certainty: how sure that is (GRADE); nothing when nobody graded it.
        sources: where it comes from.
        basis: how it comes from the sources.
    """

    id: str = attrs.field(converter=parse.ident)
    name: str = attrs.field(converter=parse.needed_text)
    moment: Moment = attrs.field(converter=_moment)
    text: str = attrs.field(converter=parse.needed_text)
    when: Predicate | None = attrs.field(default=None, converter=predicate_or_none)
    unless: Predicate | None = attrs.field(default=None, converter=predicate_or_none)
    to: Scope = attrs.field(default=ALL_TECHNIQUES, converter=scope)
    regions: tuple[Site, ...] = attrs.field(default=(), converter=sites)
    technique: TechniqueId | None = attrs.field(default=None, converter=parse.ident_or_none)
    traits: tuple[TraitId, ...] = attrs.field(default=(), converter=parse.idents)
    evidence: str = attrs.field(default="", converter=parse.text)
    certainty: Certainty | None = attrs.field(default=None, converter=_certainty_or_none)
    sources: tuple[SourceId, ...] = attrs.field(default=(), converter=parse.idents)
    basis: Basis = attrs.field(converter=_basis)


@final
@attrs.frozen(kw_only=True)
class Schedule(Closed):
    """How often a complaint is treated, and for how long, when nothing speaks for another course.

    Attributes:
        id: names it.
        complaint: the complaint; its kinds have it too, unless one has a schedule of its own.
        stage: the stage it is limited to; nothing for any.
        minutes: of a session, least and most.
        per_week: sessions a week, least and most, 1 to 7.
        weeks: least and most, 1 to 52.
        then: what comes after, in words.
        evidence: what was tried and found, in words; empty when nothing was.
        sources: where it comes from.
        basis: how it comes from the sources.

    Raises:
        InvalidValue: a number is out of its range, or a value is not of its form.
    """

    id: str = attrs.field(converter=parse.ident)
    complaint: ConditionId = attrs.field(converter=parse.ident)
    stage: Stage | None = attrs.field(default=None, converter=parse.stage_or_none)
    minutes: Range = attrs.field(converter=whole_range, validator=MINUTES)
    per_week: Range = attrs.field(converter=whole_range, validator=parse.within("sessions a week", 1, 7))
    weeks: Range = attrs.field(converter=whole_range, validator=parse.within("weeks", 1, 52))
    then: str = attrs.field(converter=parse.needed_text)
    evidence: str = attrs.field(default="", converter=parse.text)
    sources: tuple[SourceId, ...] = attrs.field(default=(), converter=parse.idents)
    basis: Basis = attrs.field(converter=_basis)


@final
@attrs.frozen(kw_only=True)
class Pace(Closed):
    """How a session goes, how much discomfort is borne, and when to review: for everyone, or for some clients.

    Of all that are for a client the most cautious number counts: the longest time for each step, the lowest pain, the
    lightest beginning, the earliest review. One that is for everyone says all of them.

    Attributes:
        id: names it.
        name: what people call it, or for whom it is.
        when: for which clients; one of whom that is not known counts as one. Nothing for everyone.
        opening: minutes for the check at the beginning, least and most.
        test: minutes for the quick test, least and most.
        retest: minutes for the same test after the work, least and most.
        close: minutes for the talk at the end, least and most.
        pain_aim: up to this the discomfort of the work is as intended, 0 to 10.
        lighten_at: from this on the work gets lighter, 0 to 10, inclusive.
        leave_at: from this on the technique is left, 0 to 10, inclusive.
        refer_at: from this on, after a session, a clinician sees the client first, 0 to 10, inclusive.
        lighter_at_first: by how many levels of pressure a first session is lighter.
        first_review: after how many sessions the first review is.
        review_every: after how many sessions at most there is another.
        at_home: families of techniques that clients do by themselves: taught, and no part of a session.
        sources: where it comes from.
        basis: how it comes from the sources.

    Raises:
        InvalidValue: a number is out of its range, or what is not for some clients only leaves one out.
    """

    id: str = attrs.field(converter=parse.ident)
    name: str = attrs.field(converter=parse.needed_text)
    when: Predicate | None = attrs.field(default=None, converter=predicate_or_none)
    opening: Range | None = attrs.field(default=None, converter=range_or_none, validator=MINUTES)
    test: Range | None = attrs.field(default=None, converter=range_or_none, validator=MINUTES)
    retest: Range | None = attrs.field(default=None, converter=range_or_none, validator=MINUTES)
    close: Range | None = attrs.field(default=None, converter=range_or_none, validator=MINUTES)
    pain_aim: int | None = attrs.field(default=None, converter=parse.whole_or_none, validator=PAIN)
    lighten_at: int | None = attrs.field(default=None, converter=parse.whole_or_none, validator=PAIN)
    leave_at: int | None = attrs.field(default=None, converter=parse.whole_or_none, validator=PAIN)
    refer_at: int | None = attrs.field(default=None, converter=parse.whole_or_none, validator=PAIN)
    lighter_at_first: int | None = attrs.field(
        default=None, converter=parse.whole_or_none, validator=parse.within("levels of pressure", 0, 5)
    )
    first_review: int | None = attrs.field(
        default=None, converter=parse.whole_or_none, validator=parse.within("sessions", 1, 100)
    )
    review_every: int | None = attrs.field(
        default=None, converter=parse.whole_or_none, validator=parse.within("sessions", 1, 100)
    )
    at_home: tuple[FamilyId, ...] = attrs.field(default=(), converter=parse.idents)
    sources: tuple[SourceId, ...] = attrs.field(default=(), converter=parse.idents)
    basis: Basis = attrs.field(converter=_basis)

    def __attrs_post_init__(self) -> None:
        """Refuse one for everyone that leaves a number out, and pains that are not in their order."""
        missing = [name for name in OF_A_PACE if getattr(self, name) is None]
        if self.when is None and missing:
            raise InvalidValue("a pace for everyone without", missing[0], "give it, or say with `when` for whom it is")
        told = (self.pain_aim, self.lighten_at, self.leave_at, self.refer_at)
        pains = [each for each in told if each is not None]
        if pains != sorted(pains):
            raise InvalidValue(
                "`pain_aim`, `lighten_at`, `leave_at` and `refer_at` not in their order:", parse.shown(pains)
            )


OF_A_PACE = (
    "opening", "test", "retest", "close", "pain_aim", "lighten_at", "leave_at", "refer_at", "lighter_at_first",
    "first_review", "review_every",
)  # fmt: skip
"""The numbers of a pace."""


@final
@attrs.frozen(kw_only=True)
class Rise(Closed):
    """What follows instead, when what is felt after a session is strong or lasts.

    Attributes:
        follows: what follows.
        referral: how soon a clinician should see the client; nothing when none need to.
        pain_at_least: from this pain on, 0 to 10; nothing for any. A pain that is not told counts as that much.
        hours_at_least: from so many hours after the session on; nothing for any. Hours not told count as that many.

    Raises:
        InvalidValue: neither is given, a referral without a stop, or a number is out of its range.
    """

    follows: Follow = attrs.field(converter=_follow)
    referral: Referral | None = attrs.field(default=None, converter=referral_or_none)
    pain_at_least: int | None = attrs.field(default=None, converter=parse.whole_or_none, validator=PAIN)
    hours_at_least: int | None = attrs.field(default=None, converter=parse.whole_or_none, validator=HOURS)

    def __attrs_post_init__(self) -> None:
        """Refuse one without a bound, and a referral after which something may be done."""
        if self.pain_at_least is None and self.hours_at_least is None:
            raise InvalidValue("a rise needs `pain_at_least` or `hours_at_least`")
        _stops(self.follows, self.referral)


def _stops(follows: Follow, referral: Referral | None) -> None:
    """Refuse a referral for something after which the session may go on."""
    if referral is not None and follows is not Follow.STOP:
        raise InvalidValue("a referral where what follows is no stop:", parse.name_of(follows))


def _rises(value: "Iterable[Rise]") -> tuple[Rise, ...]:
    return tuple(parse.only(Rise, each) for each in parse.items(value))


def _some_time(during: bool, after: bool) -> None:
    if not during and not after:
        raise InvalidValue("a sign that is felt neither during a session nor after one")


@final
@attrs.frozen(kw_only=True)
class Sign(Closed):
    """Something that a client may feel or show during a session or after it, and what follows.

    Attributes:
        id: names it.
        text: what it is, in words in which a client may say it.
        during: it is asked after during a session.
        after: it is asked after when a session is over.
        follows: what follows.
        referral: how soon a clinician should see the client; nothing when none need to.
        rises: what follows instead after a session, when it is strong or lasts; the most cautious that fits.
        then: what to do, in words.
        sources: where it comes from.
        basis: how it comes from the sources.

    Raises:
        InvalidValue: it is felt neither during nor after, a referral without a stop, or a value is not of its form.
    """

    id: str = attrs.field(converter=parse.ident)
    text: str = attrs.field(converter=parse.needed_text)
    during: bool = attrs.field(default=False, converter=parse.flag)
    after: bool = attrs.field(default=False, converter=parse.flag)
    follows: Follow = attrs.field(converter=_follow)
    referral: Referral | None = attrs.field(default=None, converter=referral_or_none)
    rises: tuple[Rise, ...] = attrs.field(default=(), converter=_rises)
    then: str = attrs.field(converter=parse.needed_text)
    sources: tuple[SourceId, ...] = attrs.field(default=(), converter=parse.idents)
    basis: Basis = attrs.field(converter=_basis)

    def __attrs_post_init__(self) -> None:
        """Refuse one that is never felt, and a referral after which something may be done."""
        _some_time(self.during, self.after)
        _stops(self.follows, self.referral)


@final
@attrs.frozen(kw_only=True)
class Text(Closed):
    """A sentence or heading that a document for people is made of.

    Attributes:
        id: names it: the document, then the place in it, as ``letter-question``.
        text: the words, with a name in braces for each thing that is put in, as ``{clinician}``.

    Raises:
        InvalidValue: a value is not of its form.
    """

    id: str = attrs.field(converter=parse.ident)
    text: str = attrs.field(converter=parse.needed_text)
