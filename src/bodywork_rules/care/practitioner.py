"""What a practitioner may do of an assessment, and how a client tells a good one. It never changes the assessment."""

from collections.abc import Iterator
from datetime import date

from bodywork_rules.errors import InvalidRecord, InvalidValue, Problem, near
from bodywork_rules.model import Assessment, Beyond, Checklist, Technique, WithinScope, parse
from bodywork_rules.model.practitioner import Credential, Practitioner
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["Credential", "Practitioner", "checklist", "within_scope"]


def within_scope(rulebook: Rulebook, assessment: Assessment, practitioner: Practitioner) -> WithinScope:
    """Part the techniques of an assessment into those that a practitioner may do on its day, and those beyond.

    A technique is beyond when it needs a training and the practitioner has none of those that are enough, or when the
    practitioner leaves it out. The assessment itself stays as it is.

    Args:
        rulebook: the rulebook by which the assessment was made.
        assessment: the assessment.
        practitioner: who would do the work.

    Raises:
        InvalidRecord: the practitioner has or leaves out what the rulebook does not know; it names everything.
        InvalidValue: one of them is something else, or the assessment is another rulebook's.

    >>> from bodywork_rules import ClientProfile, Evaluator, load_rulebook
    >>> rulebook = load_rulebook()
    >>> answer = Evaluator(rulebook).evaluate(ClientProfile(), on=date(2026, 11, 24))
    >>> scope = within_scope(rulebook, answer, Practitioner(credentials=["lymph-drainage-certificate"]))
    >>> len(scope.may) + len(scope.beyond) == len(answer.judgements)
    True
    """
    parse.only(Rulebook, rulebook)
    made = parse.only(Assessment, assessment).provenance
    parse.only(Practitioner, practitioner)
    if made.digest != rulebook.digest:
        raise InvalidValue("an assessment by another rulebook, or by another version of this one:", made.rulebook)
    if found := [*_wrong(rulebook, practitioner)]:
        raise InvalidRecord(found)
    may, beyond = [], []
    for judgement in assessment.judgements:
        missing = _missing(rulebook, judgement.technique, practitioner, made.on)
        if missing is None:
            may.append(judgement)
        else:
            beyond.append(missing)
    return WithinScope(assessment=assessment, practitioner=practitioner, may=tuple(may), beyond=tuple(beyond))


def _missing(rulebook: Rulebook, technique: Technique, practitioner: Practitioner, on: date) -> Beyond | None:
    """What stands between a practitioner and a technique; nothing when nothing does."""
    enough = [each for each in practitioner.credentials if each.training in technique.trainings]
    trained = not technique.trainings or any(each.holds_on(on) for each in enough)
    excluded_by = sorted({technique.id, technique.family, *technique.traits} & set(practitioner.excludes))
    if trained and not excluded_by:
        return None
    return Beyond(
        technique=technique,
        needs=() if trained else tuple(rulebook.trainings[each] for each in technique.trainings),
        ended=() if trained else tuple(enough),
        excluded_by=tuple(excluded_by),
    )


def _wrong(rulebook: Rulebook, practitioner: Practitioner) -> Iterator[Problem]:
    """A problem for each id of a practitioner that the rulebook does not know."""
    for place, credential in enumerate(practitioner.credentials):
        if credential.training not in rulebook.trainings.ids:
            hint = near(credential.training, rulebook.trainings.ids)
            at = f"credentials[{place}]"
            yield Problem(where=at, what="unknown training", value=credential.training, hint=hint)
    able = {*rulebook.techniques.ids, *rulebook.families.ids, *rulebook.traits.ids}
    for id in practitioner.excludes:
        if id not in able:
            yield Problem(where="excludes", what="unknown technique, family or trait", value=id, hint=near(id, able))


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
