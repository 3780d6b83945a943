"""What a reply comes to: the interview with it, or everything that is wrong with it."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from bodywork_rules.care.intake.next import interview_of
from bodywork_rules.care.intake.refused import (
    contradictions,
    denied_by_a_yes,
    denied_by_what_is_said,
    earlier,
    taken_back,
)
from bodywork_rules.care.intake.said import CODED, DRUG, GOALS, KEPT, UNWANTED, WORSE, says_more, understood
from bodywork_rules.care.intake.standing import Standing, finding_id
from bodywork_rules.care.intake.worse import without_outlived
from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.facts import AGE, given_findings
from bodywork_rules.engine.validity.kinds import without_kind
from bodywork_rules.errors import InvalidProfile, Problem
from bodywork_rules.insight.wording import Wording
from bodywork_rules.model import ClientProfile, ConditionId, Detail, Finding, Measurement, Preferences, Status
from bodywork_rules.model.intake import Asks, IntakeQuestion, Interview, Meant, Note, Reply, Said
from bodywork_rules.rulebook import code_profile
from bodywork_rules.rulebook.codes import says_none
from bodywork_rules.rulebook.rulebook import Rulebook
from bodywork_rules.rulebook.texts import text_of

__all__ = ["answered"]

OF_A_FINDING = {"kind", *(each.value for each in Detail)}
TOLD = {
    Asks.CONDITION: OF_A_FINDING | {"texts"},
    Asks.MORE: OF_A_FINDING | {"texts"},
    Asks.WHICH: OF_A_FINDING | {"texts"},
    Asks.QUANTITY: {"value", "on"},
    Asks.TALK: {"texts", "meant", "goals", "preferences", "value"},
}
"""What may be told beside a yes to each kind of question; of a detail, that detail."""


def answered(
    evaluator: Evaluator,
    told: Interview | ClientProfile,
    question: IntakeQuestion,
    reply: Reply,
    on: date,
    *,
    take_back: bool = False,
) -> Interview:
    """The interview with one more reply; the question is not put again.

    A no is recorded as answered, and what is not sure stays open. A yes gives a finding, or opens the kinds of what
    was asked. When the reply contradicts what was told, nothing changes, unless it is an earlier no that is to be taken
    back: then what was denied is open and asked again first, and what a detail or a value says is noted as suspected.

    Args:
        evaluator: the rulebook made ready.
        told: how far the interview has come; a profile for its beginning.
        question: the question, as ``next_question`` or ``questionnaire`` gave it.
        reply: the reply.
        on: the day.
        take_back: whether the reply takes back the earlier nos that it contradicts.

    Raises:
        InvalidProfile: the reply contradicts itself, the question or what was told before; it holds every problem.

    >>> from datetime import date
    >>> from bodywork_rules import load_rulebook
    >>> from bodywork_rules.care import questionnaire
    >>> rulebook, day = load_rulebook(), date(2026, 11, 23)
    >>> fracture = next(each for each in questionnaire(rulebook) if each.id == "fracture")
    >>> reply = Reply("yes", status="resolved", end="2025-02")
    >>> answered(Evaluator(rulebook), ClientProfile(taken=day), fracture, reply, day).profile.findings[0].status.name
    'RESOLVED'
    """
    interview = interview_of(told)
    if take_back:
        interview = _reopened(evaluator, interview, question, reply, on)
    standing = Standing(evaluator.rulebook, interview, on)
    after = _after(standing, question, reply)
    found = [*_out_of_place(question, reply), *contradictions(standing, question, reply)]
    wrong = evaluator.check(after.profile, on)
    if found or wrong:
        denied = (*denied_by_a_yes(standing, question, reply), *denied_by_what_is_said(standing, evaluator, after))
        raise InvalidProfile([*found, *wrong, *earlier(standing, question, denied)])
    as_told = Standing(evaluator.rulebook, after, after.told.taken or on)
    after = attrs.evolve(after, told=_with_abstract(as_told))
    again = [each for each in after.again if each != question.condition]
    put = (*interview.put, question.id, *_put_of_the_same(standing, after, question))
    return attrs.evolve(after, put=put, again=again)


def _put_of_the_same(standing: Standing, after: Interview, question: IntakeQuestion) -> Iterator[str]:
    """The ids by which questions would be put again about what a goal implied and a detail has now made a finding."""
    finding, told = question.finding, standing.interview.told
    if finding is None or question.number != 0 or len(after.told.findings) == len(told.findings):
        return
    number = sum(each.condition == finding.condition for each in given_findings(after.told))
    implied = f"{finding_id(finding, 0)}/"
    for put in standing.interview.put:
        if put.startswith(implied):
            yield f"{finding_id(finding, number)}/{put.removeprefix(implied)}"


def _reopened(evaluator: Evaluator, told: Interview, question: IntakeQuestion, reply: Reply, on: date) -> Interview:
    """The interview without the earlier nos that a reply contradicts: what was denied is open, and asked again.

    Where a detail or a value says what was denied, that is noted as suspected, so that it counts until somebody says
    more of it.
    """
    standing, interview = Standing(evaluator.rulebook, told, on), told
    by_yes = denied_by_a_yes(standing, question, reply)
    said = denied_by_what_is_said(standing, evaluator, _after(standing, question, reply))
    profile = taken_back(standing, (*by_yes, *said))
    for condition in said:
        profile = _with_finding(standing.rulebook, profile, condition, Reply("yes", status=Status.SUSPECTED))
    nos = {no for condition in (*by_yes, *said) for no in standing.denied_by(condition)}
    put = {*interview.put}.difference(*(standing.denied_with(no) for no in nos))
    again = [*interview.again, *(no for no in nos if no in standing.asked)]
    return attrs.evolve(interview, told=profile, put=put, again=again)


def _out_of_place(question: IntakeQuestion, reply: Reply) -> Iterator[Problem]:
    """What is told that the question does not ask, and what it asks and is not told."""
    able = {each.value for each in question.details} if question.asks is Asks.DETAIL else TOLD[question.asks]
    for name in reply.told:
        if name not in able:
            yield Problem(where=question.id, what="not an answer to this question:", value=name)
    needed = {Asks.DETAIL: able, Asks.QUANTITY: {"value"}}.get(question.asks, set())
    if reply.said is Said.YES and not needed <= set(reply.told):
        yield Problem(where=question.id, what="a yes without", value=", ".join(sorted(needed - set(reply.told))))
    if reply.said is Said.NO and needed:
        yield Problem(where=question.id, what="a no to a question that asks for", value=", ".join(sorted(needed)))


def _after(standing: Standing, question: IntakeQuestion, reply: Reply) -> Interview:
    """The interview with what was replied, and a text for each yes that says too little without its kind."""
    after = _replied(standing, question, reply)
    return attrs.evolve(after, told=_with_stand_ins(attrs.evolve(standing, interview=after)))


def _replied(standing: Standing, question: IntakeQuestion, reply: Reply) -> Interview:
    """The interview with what was replied."""
    interview = standing.interview
    if question.asks is Asks.TALK:
        return _talked(standing, question, reply)
    if reply.said is Said.NOT_SURE:
        return interview
    told, condition = interview.told, question.condition
    if condition is None:
        return attrs.evolve(interview, told=_measured(told, question, reply, standing.on))
    if question.asks is Asks.DETAIL:
        after = attrs.evolve(interview, told=_detailed(standing, question, reply))
        return without_outlived(standing.rulebook, after, question, reply, standing.on)
    if reply.said is Said.NO:
        return attrs.evolve(interview, told=attrs.evolve(told, answered=(*told.answered, condition)))
    if not reply.told and question.asks is not Asks.WHICH and standing.kinds_of(condition):
        return attrs.evolve(interview, opened=(*interview.opened, condition))
    if reply.kind is not None and reply.kind in standing.kinds_of(condition):
        condition = reply.kind
    explained = standing.rulebook.broader_of(condition)
    after = attrs.evolve(
        interview,
        told=_with_finding(standing.rulebook, told, condition, reply),
        opened=[each for each in interview.opened if each not in explained],
    )
    return _with_its_name(standing, after, question, reply)


def _with_its_name(standing: Standing, after: Interview, question: IntakeQuestion, reply: Reply) -> Interview:
    """The interview with what a yes is called: for somebody to code, where it says more, or nothing without a kind."""
    condition = question.condition
    if condition is not None and reply.kind is None and standing.rulebook.conditions[condition].needs_kind:
        texts = reply.texts or (_stand_in(standing.rulebook, condition),)
        return attrs.evolve(after, told=attrs.evolve(after.told, unmapped=(*after.told.unmapped, *texts)))
    return _noted(standing, after, question, reply.texts)


def _noted(standing: Standing, after: Interview, question: IntakeQuestion, texts: Iterable[str]) -> Interview:
    """The interview with what was said in words: for somebody to code, where it names what was not told; else noted."""
    reported = {each.condition for each in attrs.evolve(standing, interview=after).reported}
    urgent = question.id == WORSE
    held = [each for each in texts if says_more(standing.rulebook, each, reported, urgent=urgent)]
    notes = [Note(question=question.id, text=each, on=standing.on) for each in texts if each not in held]
    told = attrs.evolve(after.told, unmapped=(*after.told.unmapped, *held))
    return attrs.evolve(after, told=told, notes=(*after.notes, *notes))


def _stand_in(rulebook: Rulebook, group: ConditionId) -> str:
    """What stands in the place of the name that nobody told."""
    return text_of(rulebook.texts, "intake-none-of-the-kinds", name=rulebook.conditions[group].name)


def _with_stand_ins(standing: Standing) -> ClientProfile:
    """The profile with a text for each group of which the kind is missing; it goes when the kind is told after all."""
    rulebook, interview = standing.rulebook, standing.interview
    texts = {each.id: _stand_in(rulebook, each.id) for each in rulebook.conditions if each.needs_kind}
    none_of_them = {finding.condition for finding in given_findings(interview.told)}
    passing = {text for group, text in texts.items() if group not in none_of_them}
    kept = [text for text in interview.told.unmapped if text not in passing]
    bare = attrs.evolve(interview.profile, unmapped=())
    yes = {finding.condition for finding in standing.reported} | {*interview.opened}
    missing = (
        texts[each] for each in texts if each in yes and any(without_kind(rulebook, bare, standing.on, each, ""))
    )
    return attrs.evolve(interview.told, unmapped=kept or list(missing))


def _with_finding(rulebook: Rulebook, told: ClientProfile, condition: ConditionId, reply: Reply) -> ClientProfile:
    """A profile with the finding that a yes gives."""
    of = {name: getattr(reply, name) for name in reply.told if name in OF_A_FINDING - {"kind", "status"}}
    finding = Finding(condition, status=reply.status or Status.PRESENT, **of)
    if rulebook.conditions[condition].kind == DRUG:
        return attrs.evolve(told, medications=(*told.medications, finding))
    return attrs.evolve(told, findings=(*told.findings, finding))


def _detailed(standing: Standing, question: IntakeQuestion, reply: Reply) -> ClientProfile:
    """A profile with details of one finding; of one that a goal implies, with the finding itself."""
    told, finding = standing.interview.told, question.finding
    if finding is None:
        return told
    number = standing.numbers_of(finding)[0] if question.number is None else question.number
    details = {detail.value: getattr(reply, detail.value) for detail in question.details if detail.value in reply.told}
    if number == 0:
        return attrs.evolve(told, findings=(*told.findings, attrs.evolve(finding, **details)))
    same = [at for at, each in enumerate(given_findings(told)) if each.condition == finding.condition]
    given = list(given_findings(told))
    given[same[number - 1]] = attrs.evolve(given[same[number - 1]], **details)
    count = len(told.findings)
    return attrs.evolve(told, findings=given[:count], medications=given[count:])


def _measured(told: ClientProfile, question: IntakeQuestion, reply: Reply, on: date) -> ClientProfile:
    """A profile with a value; the age in whole years is the profile's own."""
    if reply.value is None or question.quantity is None:
        return told
    if question.quantity == AGE and reply.on is None and reply.value == int(reply.value) and 0 <= reply.value <= 130:
        return attrs.evolve(told, age=int(reply.value), born=None)
    undated = reply.on is None and told.taken in (None, on)
    measured = Measurement(question.quantity, value=reply.value, on=None if undated else reply.on or on)
    return attrs.evolve(told, measurements=(*told.measurements, measured))


def _talked(standing: Standing, question: IntakeQuestion, reply: Reply) -> Interview:
    """The interview with what was said in the talk: goals, wishes, medicines and so on; notes keep the rest."""
    told = standing.interview.told
    told = attrs.evolve(told, goals=(*told.goals, *(each for each in reply.goals if each not in told.goals)))
    if reply.preferences is not None:
        told = attrs.evolve(told, preferences=_both(told.preferences, reply.preferences))
    texts, meant = list(reply.texts), list(reply.meant)
    if question.id in CODED:
        found = [each for text in texts for each in understood(standing.rulebook, question, text, standing.on)]
        meant += [each for each in found if each.sure]
        texts = [each for each in texts if each not in {one.text for one in meant} and not says_none(each)]
    told = _with_meant(standing.rulebook, told, meant)
    if question.id in KEPT:
        said = [text_of(standing.rulebook.texts, "intake-unwanted", text=each) for each in texts]
        told = attrs.evolve(told, unmapped=(*told.unmapped, *(said if question.id == UNWANTED else texts)))
        texts = []
    if question.id == GOALS:
        coded = code_profile(standing.rulebook, {"goals": [*texts]}).profile
        goals = [*told.goals, *(each for each in coded.goals if each not in told.goals)]
        told = attrs.evolve(told, goals=goals, unmapped=(*told.unmapped, *coded.unmapped))
        texts = [each for each in texts if f"goal: {each}" not in coded.unmapped]
    value = [] if reply.value is None else [Note(question=question.id, text=f"{reply.value:g}", on=standing.on)]
    after = attrs.evolve(standing.interview, told=told, notes=(*standing.interview.notes, *value))
    return _noted(standing, after, question, [*_more_than_a_name(standing.rulebook, meant), *texts])


def _both(before: Preferences, said: Preferences) -> Preferences:
    """What a client wants and does not want by both: nobody takes back by a reply what was declined before."""
    names = [field.name for field in attrs.fields(Preferences)]
    return Preferences(**{name: (*getattr(before, name), *getattr(said, name)) for name in names})


def _with_meant(rulebook: Rulebook, told: ClientProfile, meant: list[Meant]) -> ClientProfile:
    """A profile with what was meant in the talk."""
    known = {condition.id: condition for condition in rulebook.conditions}
    new = [*dict.fromkeys(each for one in meant for each in one.findings if each not in given_findings(told))]
    drugs = [each for each in new if each.condition in known and known[each.condition].kind == DRUG]
    wishes = told.preferences
    return attrs.evolve(
        told,
        findings=(*told.findings, *(each for each in new if each not in drugs)),
        medications=(*told.medications, *drugs),
        preferences=attrs.evolve(
            wishes,
            declines=(*wishes.declines, *(each for one in meant for each in one.declines)),
            declines_sites=(*wishes.declines_sites, *(each for one in meant for each in one.declines_sites)),
        ),
    )


def _more_than_a_name(rulebook: Rulebook, meant: list[Meant]) -> list[str]:
    """The texts that say more than the name of what they mean, so that no word of the client is lost."""
    wording = Wording(rulebook.words, ClientProfile())
    told = []
    for each in meant:
        names = [*(wording.condition(one.condition) for one in each.findings), *map(wording.wish, each.declines)]
        names += map(wording.site, each.declines_sites)
        if each.text.casefold() not in {name.casefold() for name in names}:
            told.append(each.text)
    return told


def _with_abstract(standing: Standing) -> ClientProfile:
    """The profile with the abstract risks answered whose every kind is closed: nobody is asked for one by its name."""
    rulebook, told = standing.rulebook, standing.interview.told
    known = {*standing.asked, *told.answered}
    others = [each.id for each in rulebook.conditions if each.id not in known and standing.kinds_of(each.id)]
    done = [id for id in others if not standing.open_kinds(id)]
    return attrs.evolve(told, answered=(*told.answered, *done)) if done else told
