"""Interviews with clients who answer truthfully, and what such a client's whole form says."""

from collections.abc import Iterator

import attrs
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from bodywork_rules import Assessment, Evaluator, InvalidProfile
from bodywork_rules.care import Asks, IntakeQuestion, Interview, Reply, Said, answered, next_question, reply_from
from bodywork_rules.care.intake import next as intake_next
from bodywork_rules.care.intake.standing import asked_of
from bodywork_rules.engine.validity.problems import problems_of
from strategies import Scene, scenes

MOST = 2_000
"""No interview that ends has more questions."""


@st.composite
def clients(draw: DrawFn) -> Scene:
    """A client of whom everything that can be asked is known, of a group its kind: what is not reported is denied."""
    scene = draw(scenes(argued=True))
    groups = {each.id for each in scene.rulebook.conditions if each.needs_kind}
    asked, profile = asked_of(scene.rulebook) - groups, scene.profile
    latest = {each.quantity: each for each in sorted(profile.measurements, key=lambda each: str(each.on or scene.on))}
    scene = scene.but(
        findings=[attrs.evolve(each, id=None) for each in profile.findings if each.condition in asked],
        medications=[attrs.evolve(each, id=None) for each in profile.medications if each.condition in asked],
        measurements=latest.values(),
        goals=[each for each in profile.goals if each.complaint not in groups],
        clearances=[each for each in profile.clearances if not each.findings],
        answered=scene.rulebook.conditions.ids,
    )
    assume(not problems_of(scene.rulebook, scene.profile, scene.on))
    return scene


def begun(scene: Scene) -> Interview:
    """An interview with a client of whom only wishes and clinicians' answers are known."""
    nothing = {"findings": (), "medications": (), "measurements": (), "age": None, "answered": ()}
    return Interview(attrs.evolve(scene.profile, **nothing))


def steps(scene: Scene, evaluator: Evaluator) -> Iterator[tuple[Interview, IntakeQuestion, Reply]]:
    """Each question of an interview with the reply; the last interview ends it."""
    interview = begun(scene)
    for _ in range(MOST):
        question = next_question(evaluator, interview, scene.on)
        if question is None:
            return
        reply = reply_from(scene.rulebook, scene.profile, interview, question)
        interview = answered(evaluator, interview, question, reply, scene.on)
        yield interview, question, reply
    raise AssertionError("the interview does not end")


def by_pages(scene: Scene, evaluator: Evaluator) -> Interview:
    """The interview with a client at its end, in which all that may stand on a page is put at once."""
    interview = begun(scene)
    for _ in range(MOST):
        page = intake_next.next_questions(evaluator, interview, scene.on)
        if not page:
            return interview
        for question in page:
            reply = reply_from(scene.rulebook, scene.profile, interview, question)
            interview = answered(evaluator, interview, question, reply, scene.on)
    raise AssertionError("the interview does not end")


def interviewed(scene: Scene, evaluator: Evaluator) -> Interview:
    """The interview with a client at its end."""
    *_, (interview, _, _) = [(begun(scene), None, None), *steps(scene, evaluator)]
    return interview


def said_of_what_is_recommended(answer: Assessment, by: Assessment) -> dict[str, object]:
    """What one answer says of the techniques that another recommends."""
    return {
        each.technique.id: [
            (at.verdict, at.sites, at.limits, at.clearances) for at in [answer.judgements[each.technique.id]]
        ]
        for each in by.recommendations
    }


def referred(answer: Assessment) -> set[tuple[str, int]]:
    """The referrals of an answer."""
    return {(each.rule.id, int(each.referral)) for each in answer.referrals}


@attrs.frozen
class AtRandom:
    """An interview at its end, in which any answer was given.

    Attributes:
        scene: of the client and the rulebook.
        end: the interview.
        yes: the conditions answered yes.
    """

    scene: Scene
    end: Interview
    yes: frozenset[str]


ANY_REPLY = (
    Reply("no"),
    Reply("not-sure"),
    Reply("yes"),
    Reply("yes", status="present"),
    Reply("yes", status="resolved", texts=["something else"]),
)


def _is_a_leaf(scene: Scene, condition: str) -> bool:
    return scene.rulebook.narrower_of(condition) == {condition}


@st.composite
def at_random(draw: DrawFn) -> AtRandom:
    """An interview in which any answer is given that goes together with the others; to a detail, none is known."""
    scene = draw(scenes(argued=True))
    groups = draw(
        st.sets(
            st.sampled_from([each for each in scene.rulebook.conditions if not _is_a_leaf(scene, each.id)] or [None])
        )
    )
    scene = scene.under(
        conditions=[attrs.evolve(each, needs_kind=each in groups) for each in scene.rulebook.conditions]
    )
    evaluator, interview, yes = Evaluator(scene.rulebook), begun(scene), set()
    assume(not evaluator.check(interview.profile, scene.on))
    while (question := next_question(evaluator, interview, scene.on)) is not None:
        of_a_condition = question.asks not in (Asks.DETAIL, Asks.QUANTITY)
        for reply in [*draw(st.permutations(ANY_REPLY if of_a_condition else ())), Reply("not-sure")]:
            try:
                interview = answered(evaluator, interview, question, reply, scene.on)
            except InvalidProfile:
                continue
            if reply.said is Said.YES and question.condition is not None:
                yes.add(question.condition)
            break
    return AtRandom(scene, interview, frozenset(yes))
