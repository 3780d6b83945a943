"""What looking texts up in a rulebook gives: what each may mean, how it was found, and what became of a profile."""

from enum import Enum, IntEnum
from typing import final

import attrs

from bodywork_rules.model.body import Site, sites
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.profile import ClientProfile

__all__ = ["Coded", "Course", "Found", "How", "Translated"]


@final
class How(IntEnum):
    """How a thing was found, surest first.

    The text is its id, its name, a synonym or a code of it; or a code below one of its codes, so that whoever has it
    has the thing; or a code above one of its codes, so that it may be the thing or another; or it is merely near.
    """

    ID = 1
    NAME = 2
    SYNONYM = 3
    CODE = 4
    CHILD_CODE = 5
    PARENT_CODE = 6
    NEAR = 7

    @property
    def sure(self) -> bool:
        """Whether what the text names is the thing, or a kind of it."""
        return self <= How.CHILD_CODE


@final
class Course(Enum):
    """What an ICD-10-CM code says of the course of what it names.

    Of an injury the seventh sign says it: A, or B or C of an open fracture, under active treatment; D to R healing, bad
    healing included; S a late effect (ICD-10-CM Official Guidelines for Coding and Reporting, section I.C.19.a). A code
    of a personal history says that it is over.
    """

    ACTIVE = "under active treatment"
    HEALING = "healing, or looked after while it heals"
    LATE_EFFECT = "a late effect of what is over"
    PAST = "over: a personal history of it"

    @property
    def over(self) -> bool:
        """Whether the thing itself is over: of a late effect, the injury that left it behind."""
        return self in {Course.PAST, Course.LATE_EFFECT}


@final
@attrs.frozen(kw_only=True)
class Found(Closed):
    """A thing of a rulebook that a text may mean.

    Attributes:
        kind: what it is, as in ``condition``.
        id: its id.
        name: its name; of a contraindication, its reason; of an indication, its effect.
        how: how it was found.
        text: its id, name, synonym or code that was found, as it is written in the rulebook.
        system: the code system of a code; empty when no code was found.
        course: what an ICD-10-CM code says of its course; nothing when it says nothing.
        sites: where on the body the text says that it is; empty when it does not say.
    """

    kind: str
    id: str
    name: str
    how: How
    text: str
    system: str = ""
    course: Course | None = None
    sites: tuple[Site, ...] = attrs.field(default=(), converter=sites)


@final
@attrs.frozen(kw_only=True)
class Translated(Closed):
    """One text of a profile that is no id, and what became of it.

    Attributes:
        where: the path at which it stands, as in ``findings[0].condition``.
        text: the text.
        found: what it was taken for; empty when it was put under ``unmapped``, or left out since it says that there is
            none. A code may say several things at once.
        near: of a text under ``unmapped``, what it may mean, nearest first.
    """

    where: str
    text: str
    found: tuple[Found, ...] = ()
    near: tuple[Found, ...] = ()


@final
@attrs.frozen(kw_only=True, repr=False)
class Coded(Closed):
    """A profile in the ids of a rulebook, and how it came about.

    Attributes:
        profile: the profile.
        translated: each text that was no id: those of findings, medications, goals, responses, then answers, then
            those of places.
    """

    profile: ClientProfile
    translated: tuple[Translated, ...]

    def __repr__(self) -> str:
        """Counts only: no health fact of a client is shown by accident."""
        return f"<Coded: {self.profile!r}, {len(self.translated)} translated>"
