"""What a practitioner may do of an assessment, and how a client tells a good one. It never changes the assessment."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import final

import attrs

from bodywork_rules.errors import InvalidRecord, Problem, near
from bodywork_rules.model import Assessment, Judgement, Technique, TherapistSign, TrainingId, parse
from bodywork_rules.model.closed import Closed
from bodywork_rules.rulebook import Rulebook

__all__ = ["Beyond", "Checklist", "Credential", "Practitioner", "WithinScope", "checklist", "within_scope"]

TRAINING, TECHNIQUE, FAMILY, TRAIT = "training/", "technique/", "family/", "trait/"
"""How the words of an assessment name them."""


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
        names: their names, in the same order.
        ended: those of the trainings needed that the practitioner had, and that have ended.
        excluded_by: the ids by which the practitioner leaves it out.
    """

    technique: Technique
    needs: tuple[TrainingId, ...] = ()
    names: tuple[str, ...] = ()
    ended: tuple[TrainingId, ...] = ()
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


def within_scope(assessment: Assessment, practitioner: Practitioner) -> WithinScope:
    """Part the techniques of an assessment into those that a practitioner may do on its day, and those beyond.

    A technique is beyond when it needs a training and the practitioner has none of those that are enough, or when the
    practitioner leaves it out. The assessment itself stays as it is.

    Args:
        assessment: the assessment.
        practitioner: who would do the work.

    Raises:
        InvalidRecord: the practitioner has or leaves out what the rulebook does not know; it names everything.
        InvalidValue: one of them is something else.

    >>> from bodywork_rules import ClientProfile, Evaluator, load_rulebook
    >>> answer = Evaluator(load_rulebook()).evaluate(ClientProfile(), on=date(2026, 11, 24))
    >>> scope = within_scope(answer, Practitioner(credentials=["lymph-drainage-certificate"]))
    >>> len(scope.may) + len(scope.beyond) == len(answer.judgements)
    True
    """
    parse.only(Assessment, assessment)
    parse.only(Practitioner, practitioner)
    names = dict(assessment.words.names)
    if found := [*_wrong(assessment, practitioner, names)]:
        raise InvalidRecord(found)
    may, beyond = [], []
    for judgement in assessment.judgements:
        missing = _missing(judgement.technique, practitioner, assessment.provenance.on, names)
        if missing is None:
            may.append(judgement)
        else:
            beyond.append(missing)
    return WithinScope(assessment=assessment, practitioner=practitioner, may=tuple(may), beyond=tuple(beyond))


def _missing(technique: Technique, practitioner: Practitioner, on: date, names: dict[str, str]) -> Beyond | None:
    """What stands between a practitioner and a technique; nothing when nothing does."""
    enough = [each for each in practitioner.credentials if each.training in technique.trainings]
    trained = not technique.trainings or any(each.until is None or on <= each.until for each in enough)
    excluded_by = sorted({technique.id, technique.family, *technique.traits} & set(practitioner.excludes))
    if trained and not excluded_by:
        return None
    needs = () if trained else technique.trainings
    return Beyond(
        technique=technique,
        needs=needs,
        names=tuple(names[TRAINING + each] for each in needs),
        ended=() if trained else tuple(sorted({each.training for each in enough})),
        excluded_by=tuple(excluded_by),
    )


def _wrong(assessment: Assessment, practitioner: Practitioner, names: dict[str, str]) -> Iterator[Problem]:
    """A problem for each id of a practitioner that the rulebook of the assessment does not know."""
    trainings = [each.removeprefix(TRAINING) for each in names if each.startswith(TRAINING)]
    for place, credential in enumerate(practitioner.credentials):
        if credential.training not in trainings:
            hint = near(credential.training, trainings)
            at = f"credentials[{place}]"
            yield Problem(where=at, what="unknown training", value=credential.training, hint=hint)
    kinds = (TECHNIQUE, FAMILY, TRAIT)
    able = {each.partition("/")[2] for each in names if each.startswith(kinds)}
    able |= {judgement.technique.id for judgement in assessment.judgements}
    for id in practitioner.excludes:
        if id not in able:
            yield Problem(where="excludes", what="unknown technique, family or trait", value=id, hint=near(id, able))


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


def checklist(rulebook: Rulebook) -> Checklist:
    """How a client chooses a therapist: what to look for, and when to walk away.

    Args:
        rulebook: the rulebook.

    Raises:
        InvalidValue: it is no rulebook.

    >>> from bodywork_rules import load_rulebook
    >>> checklist(load_rulebook()).walk_away[-1].red_flag
    True
    """
    signs = tuple(parse.only(Rulebook, rulebook).therapist_signs)
    return Checklist(
        look_for=tuple(each for each in signs if not each.red_flag),
        walk_away=tuple(each for each in signs if each.red_flag),
    )
