"""Who does the work, and what of an answer that person may do; and how a client tells a good one."""

from collections.abc import Iterable
from datetime import date
from typing import final

import attrs

from bodywork_rules.model import parse
from bodywork_rules.model.assessment import Assessment
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.ids import TrainingId
from bodywork_rules.model.judgement import Judgement
from bodywork_rules.model.practice import TherapistSign, Training
from bodywork_rules.model.techniques import Technique

__all__ = ["Beyond", "Checklist", "Credential", "Practitioner", "WithinScope"]


@final
@attrs.frozen
class Credential(Closed):
    """A training or licence that a practitioner has.

    Attributes:
        training: which one.
        until: the last day on which it is in force; nothing when it does not end.
        number: under which it can be looked up; empty when not given.
        issuer: who gave it; empty when not given.

    Raises:
        InvalidValue: a value is not of its form.

    >>> Credential("first-training", until="2027-06-30").until
    datetime.date(2027, 6, 30)
    """

    training: TrainingId = attrs.field(converter=parse.ident)
    until: date | None = attrs.field(default=None, kw_only=True, converter=parse.day_or_none)
    number: str = attrs.field(default="", kw_only=True, converter=parse.text)
    issuer: str = attrs.field(default="", kw_only=True, converter=parse.text)

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day.

        Args:
            day: the day; the last one is included.
        """
        return self.until is None or day <= self.until


def _credentials(value: "Iterable[str | Credential]") -> tuple[Credential, ...]:
    return tuple(parse.instance(Credential, Credential, each) for each in parse.items(value))


@final
@attrs.frozen(kw_only=True)
class Practitioner(Closed):
    """Who does the work.

    Attributes:
        name: the name; empty when not given.
        credentials: the trainings and licences; a bare id is one that does not end.
        excludes: techniques, families or traits that the law of the place, the employer or the practitioner leaves out.

    Raises:
        InvalidValue: a value is not of its form.

    >>> Practitioner(credentials=["first-training"]).credentials[0].training
    'first-training'
    """

    name: str = attrs.field(default="", converter=parse.text)
    credentials: tuple[Credential, ...] = attrs.field(default=(), converter=_credentials)
    excludes: tuple[str, ...] = attrs.field(default=(), converter=parse.idents)


@final
@attrs.frozen(kw_only=True)
class Beyond(Closed):
    """A technique that this practitioner may not do.

    Attributes:
        technique: the technique.
        needs: the trainings of which any one would be enough, in id order; empty when training is not what is missing.
        ended: the credentials that would have been enough, and have ended.
        excluded_by: the ids by which the practitioner leaves it out.
    """

    technique: Technique
    needs: tuple[Training, ...] = ()
    ended: tuple[Credential, ...] = ()
    excluded_by: tuple[str, ...] = ()


@final
@attrs.frozen(kw_only=True)
class WithinScope(Closed):
    """An assessment, parted into what a practitioner may do and what is beyond.

    Attributes:
        assessment: the assessment, unchanged.
        practitioner: the practitioner.
        may: what is said of each technique that the practitioner may do, in the order of technique ids. Whether it is
            right for the client is the assessment's to say.
        beyond: the others, in the same order, with what is missing.
    """

    assessment: Assessment
    practitioner: Practitioner
    may: tuple[Judgement, ...]
    beyond: tuple[Beyond, ...]

    @property
    def recommendations(self) -> tuple[Judgement, ...]:
        """What is recommended today and within scope, best first."""
        return tuple(each for each in self.assessment.recommendations if each in self.may)

    @property
    def to_hand_on(self) -> tuple[Beyond, ...]:
        """What is recommended today and beyond, best first: reasons to hand the client on."""
        by_id = {each.technique.id: each for each in self.beyond}
        ranked = [each.technique.id for each in self.assessment.recommendations]
        return tuple(by_id[id] for id in ranked if id in by_id)


@final
@attrs.frozen(kw_only=True)
class Checklist(Closed):
    """How a client chooses a therapist.

    Attributes:
        look_for: signs of a good one, in id order.
        walk_away: red flags, in id order.
    """

    look_for: tuple[TherapistSign, ...] = ()
    walk_away: tuple[TherapistSign, ...] = ()
