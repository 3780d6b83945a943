"""The closed vocabularies. What a rulebook may extend (traits, families, positions, ...) is content, never an enum.

In files and JSON a member is its name in lower case with hyphens: ``Direction.NO_BENEFIT`` is ``no-benefit``.
"""

from enum import Enum, IntEnum
from typing import NoReturn, final

from bodywork_rules.errors import NoTruthValue

__all__ = [
    "Answer",
    "Basis",
    "Better",
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
    """Kleene's three values: the smaller of two is their "and", the larger their "or".

    Attributes:
        FALSE: it is not so.
        UNKNOWN: it is not known whether it is so.
        TRUE: it is so.

    >>> min(Truth.TRUE, Truth.UNKNOWN).name, max(Truth.TRUE, Truth.UNKNOWN).name
    ('UNKNOWN', 'TRUE')
    """

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
    """What may be done, mildest first; the stricter of two is their ``max``.

    Attributes:
        PROCEED: it can be done.
        MODIFY: it can be done, with changes: within limits, off some places, or with something to heed.
        CLEARANCE: not before a clinician's yes.
        AVOID: not to be done, and no clinician would release it now.

    >>> max(Verdict.MODIFY, Verdict.AVOID).name
    'AVOID'
    """

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
    """Whether the client has the condition.

    Attributes:
        PRESENT: the client has it.
        SUSPECTED: the client may have it.
        RESOLVED: it is healed, stopped or over. What lasts and is well treated is present, and ``controlled``.
    """

    PRESENT = "present"
    SUSPECTED = "suspected"
    RESOLVED = "resolved"


@final
class Severity(IntEnum):
    """How bad it is, mildest first.

    Attributes:
        MILD: it is noticed, and hinders little.
        MODERATE: between the two.
        SEVERE: it is as bad as it gets, or nearly so.
    """

    MILD = 1
    MODERATE = 2
    SEVERE = 3


@final
class Stage(Enum):
    """How far along it is; where one ends and the next begins depends on the condition.

    Attributes:
        ACUTE: new.
        SUBACUTE: on the way from new to lasting.
        CHRONIC: lasting.
    """

    ACUTE = "acute"
    SUBACUTE = "subacute"
    CHRONIC = "chronic"


@final
class Side(Enum):
    """The client's own left or right, or both.

    Attributes:
        LEFT: the client's left.
        RIGHT: the client's right.
        BOTH: each of the two sides. A paired region without a side says that the side is not known.
    """

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


@final
class Extent(Enum):
    """Where a rule holds that names no region: everywhere, or relative to the site of the finding it is about.

    Attributes:
        EVERYWHERE: on the whole body.
        SITE: where the finding is.
        LIMB: on the whole limb on which the finding is, and where it is.
        BEYOND: further out on the limb than the finding, which is itself left out.
    """

    EVERYWHERE = "everywhere"
    SITE = "site"
    LIMB = "limb"
    BEYOND = "beyond"


@final
class Referral(IntEnum):
    """How soon a doctor should see the client, least urgent first.

    Attributes:
        ROUTINE: without hurry.
        PROMPT: soon.
        SAME_DAY: today; no technique is done before.
        EMERGENCY: at once; no technique is done before.
    """

    ROUTINE = 1
    PROMPT = 2
    SAME_DAY = 3
    EMERGENCY = 4


@final
class Direction(Enum):
    """What the studies of a technique for a complaint found.

    Attributes:
        BENEFIT: it got better than without.
        NO_BENEFIT: it made no difference that matters.
        MIXED: some found a benefit and some none.
        HARM: it did harm.
    """

    BENEFIT = "benefit"
    NO_BENEFIT = "no-benefit"
    MIXED = "mixed"
    HARM = "harm"


@final
class Certainty(IntEnum):
    """How sure the studies are (GRADE), surest last.

    Attributes:
        TRADITIONAL: custom, without studies.
        VERY_LOW: the true effect is probably another.
        LOW: the true effect may well be another.
        MODERATE: the true effect is probably near.
        HIGH: the true effect is near.
    """

    TRADITIONAL = 0
    VERY_LOW = 1
    LOW = 2
    MODERATE = 3
    HIGH = 4


@final
class Basis(Enum):
    """Where a rule comes from. A restriction has no other measure of how sure it is.

    Attributes:
        EXPLICIT: a source that it cites says so.
        INFERRED: it is read across from what its sources say of something like it.
        UNSOURCED: no source that was read says so; it is the author's own caution. Sources that it names speak of the
            matter only.
    """

    EXPLICIT = "explicit"
    INFERRED = "inferred"
    UNSOURCED = "unsourced"


@final
class Better(Enum):
    """Which way a measure goes when the client gets better.

    Attributes:
        LOWER: down, as pain does.
        HIGHER: up, as what one can do does.
    """

    LOWER = "lower"
    HIGHER = "higher"


@final
class Answer(Enum):
    """What the clinician answered.

    Attributes:
        GRANTED: yes, perhaps within limits.
        REFUSED: no; until it expires, this counts as to be avoided.
    """

    GRANTED = "granted"
    REFUSED = "refused"


@final
class Change(Enum):
    """How the client responded to an earlier treatment.

    Attributes:
        IMPROVED: better.
        UNCHANGED: neither better nor worse.
        WORSE: worse.
    """

    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    WORSE = "worse"


@final
class Cause(Enum):
    """Why something is not known.

    Attributes:
        NEVER_ANSWERED: nobody told us whether the client has the condition.
        ONLY_SUSPECTED: the client may have it.
        NOT_GIVEN: a detail of a finding is missing.
        IMPRECISE: a date or a site is given, and what is asked lies partly within it.
        MISSING: no value of a quantity is given.
        STALE: the value of a quantity is too old.
    """

    NEVER_ANSWERED = "never-answered"
    ONLY_SUSPECTED = "only-suspected"
    NOT_GIVEN = "not-given"
    IMPRECISE = "imprecise"
    MISSING = "missing"
    STALE = "stale"


@final
class Detail(Enum):
    """The details of a finding that a rule may ask for, each as `Finding` has it.

    Attributes:
        STATUS: whether it is present, suspected or resolved.
        ONSET: when it began.
        END: when it ended.
        SITES: where it is.
        SEVERITY: how bad it is.
        STAGE: acute, subacute or chronic.
        CONTROLLED: whether it is under control.
    """

    STATUS = "status"
    ONSET = "onset"
    END = "end"
    SITES = "sites"
    SEVERITY = "severity"
    STAGE = "stage"
    CONTROLLED = "controlled"


@final
class Bound(Enum):
    """Which limit leaves no way to do a technique.

    Attributes:
        PRESSURE: its least pressure is above what is allowed.
        TRAITS: a trait that it cannot do without is ruled out.
        MINUTES: it takes longer at least than is allowed.
        POSITIONS: every position in which it is done is ruled out.
    """

    PRESSURE = "pressure"
    TRAITS = "traits"
    MINUTES = "minutes"
    POSITIONS = "positions"
