"""What a letter promises is what comes of its answers, whatever the rulebook and whoever the client is."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bodywork_rules.care import ClinicianReply as Reply
from bodywork_rules.care import Letter, letters, next_visit, record_reply
from bodywork_rules.care.letter.letters import Outlook, outlook
from bodywork_rules.engine import Evaluator
from bodywork_rules.errors import InvalidReply
from bodywork_rules.model import Answer, Assessment, Finding, Had, Has, Limits, Measured, Measurement, This
from bodywork_rules.model.predicates import leaves
from bodywork_rules.rulebook import from_json, to_json
from strategies import Scene, scenes
from strategies_draws import pick

Leaf = Has | Had | This | Measured


TRIES = 3
"""How many clients are drawn until there is something to ask about one, so that few examples are thrown away."""


@st.composite
def answered(draw) -> tuple[Scene, Letter, Reply]:
    """A client about whom there is something to ask, one letter, and the answer to one of its questions."""
    for _ in range(TRIES):
        scene = draw(scenes(asks=True, reported=1))
        evaluator = Evaluator(scene.rulebook)
        written = letters(evaluator, evaluator.evaluate(scene.profile, on=scene.on))
        if written:
            break
    assume(written)
    letter = pick(draw, written)
    question = pick(draw, letter.questions)
    answer = pick(draw, tuple(Answer))
    return scene, letter, Reply(clearance=question.clearance.id, answer=answer, on=scene.on)


def said(assessment: Assessment) -> dict[str, Outlook]:
    return {each.technique.id: outlook(each) for each in assessment.judgements}


@given(answered())
def test_what_a_letter_promises_is_what_comes_of_the_answer(drawn: tuple[Scene, Letter, Reply]) -> None:
    scene, letter, reply = drawn
    evaluator = Evaluator(scene.rulebook)
    now = said(evaluator.evaluate(scene.profile, on=scene.on))
    profile = record_reply(evaluator, scene.profile, letter, [reply], scene.on)
    then = said(evaluator.evaluate(profile, on=scene.on))
    (question,) = [each for each in letter.questions if each.clearance.id == reply.clearance]
    promised = question.granted if reply.answer is Answer.GRANTED else question.refused
    assert then == now | {each.technique: each for each in promised}
    assert {each.technique: each for each in question.waiting} == {
        id: each for id, each in now.items() if reply.clearance in each.waits_for
    }


@given(answered(), st.sampled_from([1, 2, 10, 30]))
def test_an_answer_that_comes_later_is_never_stricter_than_promised(
    drawn: tuple[Scene, Letter, Reply], days: int
) -> None:
    scene, letter, reply = drawn
    day = scene.on + timedelta(days=days)
    evaluator = Evaluator(scene.rulebook)
    assume(letter.valid_until is None or day < letter.valid_until)
    assume(not evaluator.check(scene.profile, day))
    profile = record_reply(evaluator, scene.profile, letter, [attrs.evolve(reply, on=day)], day)
    then = said(evaluator.evaluate(profile, on=day))
    (question,) = [each for each in letter.questions if each.clearance.id == reply.clearance]
    for each in question.granted if reply.answer is Answer.GRANTED else question.refused:
        assert then[each.technique].verdict <= each.verdict


@given(answered())
def test_ids_for_what_a_letter_is_about_change_nothing_that_is_said(
    drawn: tuple[Scene, Letter, Reply],
) -> None:
    scene, letter, reply = drawn
    evaluator = Evaluator(scene.rulebook)
    after = record_reply(evaluator, scene.profile, letter, [reply], scene.on)
    unanswered = attrs.evolve(after, clearances=scene.profile.clearances)
    before, then = (evaluator.evaluate(each, on=scene.on) for each in (scene.profile, unanswered))
    assert said(then) == said(before)
    for one, other in zip(before.judgements, then.judgements, strict=True):
        assert (one.low, one.high, one.settled) == (other.low, other.high, other.settled)


def asked_by(scene: Scene, reply: Reply) -> list[Leaf]:
    """What the rules that ask for the clearance of a reply ask besides."""
    rules = [rule for rule in scene.rulebook.contraindications if rule.clearance == reply.clearance]
    return [leaf for rule in rules for test in (rule.when, rule.unless) for leaf in leaves(test)]


@st.composite
def answered_after_a_change(draw) -> tuple[Scene, Letter, Reply]:
    """A yes that comes days after the letter, about a client of whom there is something new by then."""
    scene, letter, reply = draw(answered())
    assume(scene.profile.taken is not None)  # of an undated history, all is as of the day on which it is looked at
    day = scene.on + timedelta(days=draw(st.sampled_from([1, 10, 30])))
    turned = str(draw(st.dates(min_value=scene.on + timedelta(days=1), max_value=day)))
    since = next_visit(scene.rulebook, scene.profile, day).profile
    asked = asked_by(scene, reply)
    read = [scene.rulebook.quantities[leaf.quantity] for leaf in asked if isinstance(leaf, Measured)]
    assume(all(each.days_per_unit is None for each in read))  # what moves on by itself was known for that day too
    if read and draw(st.booleans()):
        quantity = pick(draw, read)
        measured = Measurement(quantity.id, value=draw(st.sampled_from([quantity.least, quantity.most])), on=turned)
        since = attrs.evolve(since, measurements=(*since.measurements, measured))
    else:
        told = [leaf.condition for leaf in asked if isinstance(leaf, Has | Had)] or scene.rulebook.conditions.ids
        since = attrs.evolve(since, findings=(*since.findings, Finding(pick(draw, told), onset=turned)))
    assume(not Evaluator(scene.rulebook).check(since, day))
    yes = attrs.evolve(reply, answer="granted", on=day, expires=day + timedelta(days=1))
    return attrs.evolve(scene, profile=since, on=day), letter, yes


@given(answered_after_a_change())
def test_a_yes_does_no_more_than_one_of_the_day_of_the_letter(drawn: tuple[Scene, Letter, Reply]) -> None:
    scene, letter, yes = drawn
    evaluator = Evaluator(scene.rulebook)
    assume(all((each.clearance, each.on) != (yes.clearance, letter.on) for each in scene.profile.clearances))
    try:
        after = record_reply(evaluator, scene.profile, letter, [yes], scene.on)
    except InvalidReply:
        return
    *before, record = after.clearances
    early = attrs.evolve(after, clearances=(*before, attrs.evolve(record, on=letter.on)))
    then, that_day = (evaluator.evaluate(each, on=scene.on).judgements for each in (after, early))
    for late, at_once in zip(then, that_day, strict=True):
        assert late.low >= at_once.low
        assert late.verdict >= at_once.verdict
        assert late.high >= at_once.high


@given(answered())
def test_a_letter_reads_back(drawn: tuple[Scene, Letter, Reply]) -> None:
    _, letter, reply = drawn
    assert from_json(Letter, to_json(letter)) == letter
    assert from_json(Reply, to_json(reply)) == reply


@given(answered())
def test_a_contradictory_reply_is_refused_with_all_that_is_wrong(drawn: tuple[Scene, Letter, Reply]) -> None:
    scene, letter, reply = drawn
    early = attrs.evolve(reply, answer="refused", on=letter.on - timedelta(days=1), limits=Limits(pressure_at_most=2))
    wrong = (
        attrs.evolve(early, expires=early.on),
        Reply(clearance="nothing-of-the-kind", answer="granted", on=scene.on),
    )
    with pytest.raises(InvalidReply) as refused:
        record_reply(Evaluator(scene.rulebook), scene.profile, letter, wrong, scene.on)
    assert [each.where for each in refused.value.problems] == [
        "replies[0].expires",
        "replies[0].limits",
        "replies[0].on",
        "replies[1].clearance",
    ]


@given(answered(), st.sampled_from(tuple(Answer)))
def test_one_question_is_answered_once_a_day(drawn: tuple[Scene, Letter, Reply], answer: Answer) -> None:
    scene, letter, reply = drawn
    evaluator = Evaluator(scene.rulebook)
    profile = record_reply(evaluator, scene.profile, letter, [reply], scene.on)
    assume(profile.clearances[-1].findings)
    found: list[str] = []
    try:
        record_reply(evaluator, profile, letter, [attrs.evolve(reply, answer=answer)], scene.on)
    except InvalidReply as refused:
        found = [each.what for each in refused.problems]
    assert found == ["an answer of that day is on record already:"]


@given(answered(), st.sampled_from([1, 30]))
def test_a_reply_finds_what_it_is_about_after_the_next_visit(drawn: tuple[Scene, Letter, Reply], days: int) -> None:
    scene, letter, reply = drawn
    day = scene.on + timedelta(days=days)
    evaluator, since = Evaluator(scene.rulebook), scene.profile
    if since.taken is not None:
        since = next_visit(scene.rulebook, since, day).profile
    found: list[str] = []
    try:
        record_reply(evaluator, since, letter, [attrs.evolve(reply, on=day)], day)
    except InvalidReply as refused:
        found = [each.what for each in refused.problems]
    assert "a finding that the letter told of and that is no longer there as it was:" not in found
