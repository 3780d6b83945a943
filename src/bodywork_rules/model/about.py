"""What a rulebook says of itself, so that whoever relies on it can judge it first.

The attributes take in what 45 CFR 170.315(b)(11)(iv)(A) asks to be told of evidence-based decision support.
"""

from datetime import date
from typing import Any, final

import attrs

from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import parse
from bodywork_rules.model.closed import Closed

__all__ = ["About", "Uses"]


@final
@attrs.frozen(kw_only=True)
class Uses(Closed):
    """How the rules use what tells people apart, each in words; empty when not said.

    Attributes:
        age: the age or the day of birth.
        sex: the sex.
        gender_identity: the gender.
        sexual_orientation: whom the client loves.
        pregnancy: a pregnancy, a birth and the time after.
        race: the race.
        ethnicity: the ethnic group.
        language: the language that the client speaks.
        social_circumstances: housing, income, work and the like.
        health_assessments: assessments of health status, such as of disability or mental state.

    Raises:
        InvalidValue: a value is no text.
    """

    age: str = attrs.field(default="", converter=parse.text)
    sex: str = attrs.field(default="", converter=parse.text)
    gender_identity: str = attrs.field(default="", converter=parse.text)
    sexual_orientation: str = attrs.field(default="", converter=parse.text)
    pregnancy: str = attrs.field(default="", converter=parse.text)
    race: str = attrs.field(default="", converter=parse.text)
    ethnicity: str = attrs.field(default="", converter=parse.text)
    language: str = attrs.field(default="", converter=parse.text)
    social_circumstances: str = attrs.field(default="", converter=parse.text)
    health_assessments: str = attrs.field(default="", converter=parse.text)

    def joined(self, other: "Uses") -> "Uses":
        """What both say, this one first; what they say alike is said once.

        Args:
            other: what the other says.
        """
        return Uses(**{name: _both(said, getattr(other, name)) for name, said in attrs.asdict(self).items()})


NO_USES = Uses()


def _uses(value: Uses) -> Uses:
    if not isinstance(value, Uses):
        raise InvalidValue("the uses are expected, not", parse.shown(value))
    return value


@final
@attrs.frozen(kw_only=True)
class About(Closed):
    """Who made a rulebook, for whom, from what, how far it was reviewed, and what is missing from it.

    Attributes:
        authors: who wrote it.
        dated: the day of this version.
        reviewed: the day by which every rule that gives no day of its own was last compared with what was read of its
            sources.
        review: whether and by whom it was reviewed, in a sentence.
        intended_use: what it is for, and what not.
        intended_readers: who is to act on its answers.
        evidence: what kinds of publication it rests on; each rule names its own.
        funding: who paid for it.
        uses: how the rules use what tells people apart.
        known_gaps: what is known to be missing or weak, each in a sentence.

    Raises:
        InvalidValue: a value is not of its form.
    """

    authors: str = attrs.field(default="", converter=parse.text)
    dated: date | None = attrs.field(default=None, converter=parse.day_or_none)
    reviewed: date | None = attrs.field(default=None, converter=parse.day_or_none)
    review: str = attrs.field(default="", converter=parse.text)
    intended_use: str = attrs.field(default="", converter=parse.text)
    intended_readers: str = attrs.field(default="", converter=parse.text)
    evidence: str = attrs.field(default="", converter=parse.text)
    funding: str = attrs.field(default="", converter=parse.text)
    uses: Uses = attrs.field(default=NO_USES, converter=_uses)
    known_gaps: tuple[str, ...] = attrs.field(default=(), converter=parse.texts)

    def joined(self, other: "About") -> "About":
        """What is true of two rulebooks taken together: all that either says, and no day that is not true of both.

        Args:
            other: what the other says of itself.

        Raises:
            InvalidValue: it is something else.

        >>> ours, theirs = About(review="By nobody.", reviewed="2026-11-24"), About(review="By a nurse.")
        >>> ours.joined(theirs).review, ours.joined(theirs).reviewed
        ('By nobody. By a nurse.', None)
        """
        about(other)
        days: dict[str, Any] = {}
        for name in ("dated", "reviewed"):
            one, two = getattr(self, name), getattr(other, name)
            days[name] = min(one, two) if one and two else None
        texts = ("authors", "review", "intended_use", "intended_readers", "evidence", "funding")
        return About(
            **{name: _both(getattr(self, name), getattr(other, name)) for name in texts},
            **days,
            uses=self.uses.joined(other.uses),
            known_gaps=tuple(dict.fromkeys((*self.known_gaps, *other.known_gaps))),
        )


NO_ABOUT = About()


def about(value: About) -> About:
    """What a rulebook says of itself, and nothing else."""
    if not isinstance(value, About):
        raise InvalidValue("what a rulebook says of itself is expected, not", parse.shown(value))
    return value


def _both(one: str, other: str) -> str:
    return " ".join(dict.fromkeys(filter(None, (one, other))))
