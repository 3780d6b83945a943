"""What to write to a clinician: what is planned, what is asked about what, and what each answer would change."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import final

import attrs

from bodywork_rules.care.naming import named
from bodywork_rules.care.plan.session import plan_session
from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.facts import (
    AGE,
    given_findings,
    goal_points,
    implied_findings,
    measurements_of,
    read,
    taken_on,
)
from bodywork_rules.errors import InvalidPlan, InvalidValue
from bodywork_rules.model import (
    Answer,
    Assessment,
    Clearance,
    ClearanceId,
    ClearanceRecord,
    ClearanceRequest,
    ClientProfile,
    ClinicianId,
    Contraindication,
    Finding,
    Had,
    Has,
    Judgement,
    Limits,
    Measured,
    Measurement,
    Provenance,
    Site,
    Status,
    Technique,
    TechniqueId,
    Verdict,
    parse,
)
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.limits import MOST_MINUTES
from bodywork_rules.model.predicates import leaves
from bodywork_rules.rulebook import Rulebook

__all__ = ["Letter", "LetterQuestion", "Outlook", "Planned", "letters", "outlook"]

MOST_NAMED = 3
"""So many of the techniques that wait are named, where no session tells which are planned."""


@final
@attrs.frozen(kw_only=True)
class Outlook(Closed):
    """What may be done with one technique, as an answer says it.

    Attributes:
        technique: which one.
        verdict: the verdict to act on.
        keep_off: the sites that are not to be worked.
        limits: what to keep within elsewhere.
        waits_for: the clearances that it waits for, in id order.
    """

    technique: TechniqueId
    verdict: Verdict
    keep_off: tuple[Site, ...]
    limits: Limits
    waits_for: tuple[ClearanceId, ...] = ()


@final
@attrs.frozen(kw_only=True)
class LetterQuestion(Closed):
    """One question to a clinician, and what follows from each answer.

    Attributes:
        clearance: the question, what a yes unlocks, for how long, and what happens meanwhile.
        rules: the rules that ask for it, in id order.
        findings: what it is about, as the client reported it, and what else these rules rest on.
        measurements: the values that these rules read.
        waiting: what may be done today with each technique that waits for it, in id order.
        granted: what a yes without limits on the day of the letter would change, by itself, in id order of techniques.
        refused: what a no would change, in the same way.
    """

    clearance: Clearance
    rules: tuple[Contraindication, ...]
    findings: tuple[Finding, ...]
    measurements: tuple[Measurement, ...]
    waiting: tuple[Outlook, ...]
    granted: tuple[Outlook, ...]
    refused: tuple[Outlook, ...]


@final
@attrs.frozen(kw_only=True)
class Planned(Closed):
    """A technique that is planned, as it would be after a yes to every question of the letter.

    Attributes:
        technique: the technique.
        sites: where it would be worked; empty when the answers would free no place yet.
        outlook: what could be done with it then.
    """

    technique: Technique
    sites: tuple[Site, ...]
    outlook: Outlook


@final
@attrs.frozen(kw_only=True)
class Letter(Closed):
    """What to ask one clinician about one client. It holds no name and no address.

    Attributes:
        clinician: which kind of clinician.
        on: the day for which it was written.
        taken: the day on which the client told what it says; nothing of an undated history.
        valid_until: the first day on which what it says changes with no new fact; nothing when it does not.
        planned: what is planned, best first.
        questions: what to ask, in id order of the clearances.
        provenance: what it was made from.
    """

    clinician: ClinicianId
    on: date
    taken: date | None = None
    valid_until: date | None
    planned: tuple[Planned, ...]
    questions: tuple[LetterQuestion, ...]
    provenance: Provenance

    def __repr__(self) -> str:
        """Counts only: no health fact of a client is shown by accident."""
        return f"<Letter to a {self.clinician} on {self.on}: {len(self.questions)} questions>"


def outlook(judgement: Judgement) -> Outlook:
    """What may be done with a technique, as a judgement says it.

    Args:
        judgement: what an answer says of it.
    """
    return Outlook(
        technique=judgement.technique.id,
        verdict=judgement.verdict,
        keep_off=judgement.keep_off,
        limits=judgement.limits,
        waits_for=judgement.clearances,
    )


def letters(
    evaluator: Evaluator, assessment: Assessment, techniques: Iterable[str] | None = None, *, minutes: int = 60
) -> tuple[Letter, ...]:
    """What to write to each clinician whose yes something waits for.

    What an answer would change is found by evaluating the client with that answer on record.

    Args:
        evaluator: the rulebook, made ready, by which the assessment was made.
        assessment: the answer.
        techniques: the ids of the techniques that are planned; nothing for those that wait and that a session would be
            of when all answers are yes, or for the best three that wait, when it would be of none of them.
        minutes: of that session, 1 to 240.

    Returns:
        One letter for each clinician, in id order; none when no technique waits for a clearance.

    Raises:
        InvalidValue: it is no assessment, it was made by another rulebook, or the minutes are out of their range.
        UnknownId: there is no such technique.

    >>> from datetime import date
    >>> from bodywork_rules import ClientProfile, load_rulebook
    >>> evaluator = Evaluator(load_rulebook())
    >>> client = ClientProfile(findings=["hypertension"], goals=["relaxation"])
    >>> [letter.clinician for letter in letters(evaluator, evaluator.evaluate(client, on=date(2026, 11, 23)))]
    ['physician']
    """
    parse.only(Assessment, assessment)
    if assessment.provenance.digest != evaluator.rulebook.digest:
        raise InvalidValue("an assessment that was made by another rulebook:", assessment.provenance.rulebook)
    parse.within("minutes", 1, MOST_MINUTES)(None, None, parse.whole(minutes))
    if techniques is None:
        chosen = _after_all_answers(evaluator, assessment, minutes)
    else:
        chosen = [assessment.judgements[id].technique.id for id in parse.items(techniques)]
    by_clinician: dict[ClinicianId, list[ClearanceRequest]] = {}
    for request in assessment.clearances:
        by_clinician.setdefault(request.clearance.clinician, []).append(request)
    return tuple(
        _letter(evaluator, assessment, clinician, requests, chosen, or_best=techniques is None)
        for clinician, requests in sorted(by_clinician.items())
    )


def _letter(
    evaluator: Evaluator,
    assessment: Assessment,
    clinician: ClinicianId,
    requests: Sequence[ClearanceRequest],
    chosen: Sequence[TechniqueId],
    *,
    or_best: bool,
) -> Letter:
    about = {each.clearance.id: _findings(evaluator.rulebook, assessment, each) for each in requests}
    granted = _answered(evaluator, assessment, Answer.GRANTED, about)
    waiting = {id for each in requests for id in each.techniques}
    planned = [id for id in chosen if id in waiting]
    if or_best and not planned:
        planned = _best(assessment, waiting)
    return Letter(
        clinician=clinician,
        on=assessment.provenance.on,
        taken=assessment.profile.taken,
        valid_until=assessment.valid_until,
        planned=tuple(_planned(evaluator.rulebook, assessment.profile, granted.judgements[id]) for id in planned),
        questions=tuple(_question(evaluator, assessment, each, about[each.clearance.id]) for each in requests),
        provenance=assessment.provenance,
    )


def _after_all_answers(evaluator: Evaluator, assessment: Assessment, minutes: int) -> list[TechniqueId]:
    """What a session would be of when every clinician says yes, best first; nothing where none can be planned then."""
    about = {each.clearance.id: _findings(evaluator.rulebook, assessment, each) for each in assessment.clearances}
    then = _answered(evaluator, assessment, Answer.GRANTED, about)
    try:
        plan = plan_session(evaluator.rulebook, then, minutes, on=then.provenance.on)
    except InvalidPlan:
        return []
    done = {each.technique.id for each in plan.work}
    return [each.technique.id for each in then.recommendations if each.technique.id in done]


def _best(assessment: Assessment, waiting: Iterable[TechniqueId]) -> list[TechniqueId]:
    """The best indicated techniques that wait; when none is indicated, all that wait."""
    among = set(waiting)
    ranked = [each.technique.id for each in (*assessment.recommendations, *assessment.after_clearance)]
    return [id for id in ranked if id in among][:MOST_NAMED] or sorted(among)


def _planned(rulebook: Rulebook, profile: ClientProfile, then: Judgement) -> Planned:
    """A technique as it would be, at the places it aims at."""
    body = rulebook.body
    reach, aim = body.union(then.technique.regions), 0
    for goal in profile.goals:
        aim |= reach & goal_points(rulebook, goal)
    sites = body.sites((aim or reach) & ~body.union(then.keep_off))
    return Planned(technique=then.technique, sites=sites, outlook=outlook(then))


def _question(
    evaluator: Evaluator, assessment: Assessment, request: ClearanceRequest, findings: tuple[Finding, ...]
) -> LetterQuestion:
    about = {request.clearance.id: findings}
    return LetterQuestion(
        clearance=request.clearance,
        rules=request.rules,
        findings=findings,
        measurements=tuple(_measurements(evaluator.rulebook, assessment, request)),
        waiting=tuple(outlook(assessment.judgements[id]) for id in request.techniques),
        granted=_changed(assessment, _answered(evaluator, assessment, Answer.GRANTED, about)),
        refused=_changed(assessment, _answered(evaluator, assessment, Answer.REFUSED, about)),
    )


def _findings(rulebook: Rulebook, assessment: Assessment, request: ClearanceRequest) -> tuple[Finding, ...]:
    """What a clearance is about, and the findings of other kinds that its rules rest on: a yes is to reach them too.

    Another finding of the kind that is asked about is left out: it would be granted what nobody asked for it.
    """
    if not request.findings:
        return ()
    return tuple(dict.fromkeys((*request.findings, *rests_on(rulebook, assessment.profile, request.rules))))


def rests_on(rulebook: Rulebook, profile: ClientProfile, rules: Iterable[Contraindication]) -> Iterator[Finding]:
    """The findings that some rules rest on besides those that they are about.

    Args:
        rulebook: the rulebook.
        profile: the client.
        rules: the rules.
    """
    rules = tuple(rules)
    kinds = {kind for rule in rules if rule.about for kind in rulebook.narrower_of(rule.about)}
    asked = [leaf for rule in rules for leaf in leaves(rule.when) if isinstance(leaf, Has | Had)]
    for finding in (*given_findings(profile), *implied_findings(rulebook, profile)):
        for leaf in asked if finding.condition not in kinds else ():
            is_kind = finding.condition in rulebook.narrower_of(leaf.condition)
            if is_kind and (isinstance(leaf, Had) or finding.status is not Status.RESOLVED):
                yield finding


def _measurements(rulebook: Rulebook, assessment: Assessment, request: ClearanceRequest) -> Iterator[Measurement]:
    """The values that the rules of a clearance read, each once, as they were told; an age in whole years."""
    profile, on = assessment.profile, assessment.provenance.on
    asked = (leaf for rule in request.rules for test in (rule.when, rule.unless) for leaf in leaves(test))
    for quantity in sorted({leaf.quantity for leaf in asked if isinstance(leaf, Measured)}):
        told = measurements_of(profile, quantity)
        age = read(rulebook, profile, quantity, on).value if quantity == AGE else None
        if age is not None:
            yield Measurement(quantity, value=int(age))
        elif told:
            yield max(told, key=lambda each: each.on or taken_on(profile, on))


def _answered(
    evaluator: Evaluator,
    assessment: Assessment,
    answer: Answer,
    about: "dict[ClearanceId, tuple[Finding, ...]]",
) -> Assessment:
    """The answer for the same client on the same day, with a clinician's answer to some clearances on record."""
    on = assessment.provenance.on
    told = assessment.profile
    profile, ids = named(evaluator.rulebook, told, (each for of in about.values() for each in of), told.taken)
    records = [
        ClearanceRecord(clearance=id, findings=[name for each in findings for name in ids[each]], answer=answer, on=on)
        for id, findings in about.items()
    ]
    return evaluator.evaluate(attrs.evolve(profile, clearances=(*profile.clearances, *records)), on=on)


def _changed(assessment: Assessment, then: Assessment) -> tuple[Outlook, ...]:
    """What would be said otherwise than it is now."""
    return tuple(
        after
        for judgement in then.judgements
        if (after := outlook(judgement)) != outlook(assessment.judgements[judgement.technique.id])
    )
