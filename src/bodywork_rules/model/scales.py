"""The closed vocabularies. What a rulebook may extend (traits, families, positions, ...) is content, never an enum.

In files and JSON a member is its name in lower case with hyphens: ``Direction.NO_BENEFIT`` is ``no-benefit``.
"""

from enum import Enum, IntEnum
from typing import NoReturn, final

from bodywork_rules.errors import NoTruthValue

__all__ = [
    "Answer",
    "Basis",
    "Bound",
    "Cause",
    "Certainty",
    "Change",
    "Detail",
    "Direction",
    "Extent",
    "Referral",
    "Severity",
    "Side",
    "Stage",
    "Status",
    "Truth",
    "Verdict",
]


@final
class Truth(IntEnum):
    """Kleene's three values: the smaller of two is their "and", the larger their "or"."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def __bool__(self) -> NoReturn:
        """Refuse: unknown is neither yes nor no.

        Raises:
            NoTruthValue: always.
        """
        raise NoTruthValue("a truth is not a yes or no: compare it, as in `truth is Truth.TRUE`")


@final
class Verdict(IntEnum):
    """What may be done, mildest first; the stricter of two is their ``max``."""

    PROCEED = 0
    MODIFY = 1
    CLEARANCE = 2
    AVOID = 3

    def __bool__(self) -> NoReturn:
        """Refuse: a verdict is neither yes nor no.

        Raises:
            NoTruthValue: always.
        """
        raise NoTruthValue("a verdict is not a yes or no: compare it, as in `verdict <= Verdict.MODIFY`")


@final
class Status(Enum):
    """Whether the client has the condition."""

    PRESENT = "present"
    SUSPECTED = "suspected"
    RESOLVED = "resolved"


@final
class Severity(IntEnum):
    """How bad it is, mildest first."""

    MILD = 1
    MODERATE = 2
    SEVERE = 3


@final
class Stage(Enum):
    """How far along it is."""

    ACUTE = "acute"
    SUBACUTE = "subacute"
    CHRONIC = "chronic"


@final
class Side(Enum):
    """The client's own left or right, or both."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


@final
class Extent(Enum):
    """Where a rule holds that names no region: everywhere, or relative to the site of the finding it is about."""

    EVERYWHERE = "everywhere"
    SITE = "site"
    LIMB = "limb"
    BEYOND = "beyond"


@final
class Referral(IntEnum):
    """How soon a doctor should see the client, least urgent first."""

    ROUTINE = 1
    PROMPT = 2
    SAME_DAY = 3
    EMERGENCY = 4


@final
class Direction(Enum):
    """What the studies of a technique for a complaint found."""

    BENEFIT = "benefit"
    NO_BENEFIT = "no-benefit"
    MIXED = "mixed"
    HARM = "harm"


@final
class Certainty(IntEnum):
    """How sure the studies are (GRADE), surest last; ``TRADITIONAL`` is custom without studies."""

    TRADITIONAL = 0
    VERY_LOW = 1
    LOW = 2
    MODERATE = 3
    HIGH = 4


@final
class Basis(Enum):
    """Where a rule comes from: a source says so, it is read across from one, or no source was read."""

    EXPLICIT = "explicit"
    INFERRED = "inferred"
    UNSOURCED = "unsourced"


@final
class Answer(Enum):
    """What the clinician answered."""

    GRANTED = "granted"
    REFUSED = "refused"


@final
class Change(Enum):
    """How the client responded to an earlier treatment."""

    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    WORSE = "worse"


@final
class Cause(Enum):
    """Why something is not known."""

    NEVER_ANSWERED = "never-answered"
    ONLY_SUSPECTED = "only-suspected"
    NOT_GIVEN = "not-given"
    IMPRECISE = "imprecise"
    MISSING = "missing"
    STALE = "stale"


@final
class Detail(Enum):
    """The details of a finding that a rule may ask for."""

    STATUS = "status"
    ONSET = "onset"
    END = "end"
    SITES = "sites"
    SEVERITY = "severity"
    STAGE = "stage"
    CONTROLLED = "controlled"


@final
class Bound(Enum):
    """Which limit leaves no way to do a technique."""

    PRESSURE = "pressure"
    TRAITS = "traits"
    MINUTES = "minutes"
    POSITIONS = "positions"
