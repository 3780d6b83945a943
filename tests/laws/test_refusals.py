"""Laws 6 and 12, of what cannot be as it is told: it is refused by every way of asking, and nothing else is."""

from datetime import date, timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from bodywork_rules.engine import Evaluator
from bodywork_rules.errors import InvalidProfile, Problem
from bodywork_rules.model import EVERYTHING, ClientProfile, Finding, Measurement, PartialDate, Severity, Stage, Status
from bodywork_rules.rulebook import Rulebook
from strategies import Scene, scenes
from strategies_draws import chance, pick
from strategies_profiles import past


@st.composite
def told_anyhow(draw: DrawFn) -> Scene:
    """A client of whom something may be told that cannot be: details, dates, sites and readings drawn apart."""
    scene = draw(scenes(rules=1))
    status = pick(draw, tuple(Status))
    day = past(draw, scene.on)
    places = [f"{side}{each.id}" for each in scene.rulebook.regions for side in (("left ",) if each.paired else ("",))]
    said = Finding(
        pick(draw, scene.rulebook.conditions.ids),
        status=status,
        onset=PartialDate(earliest=day, latest=day) if chance(draw, 3) else None,
        sites=[pick(draw, places)] if chance(draw, 3) else (),
        severity=pick(draw, tuple(Severity)) if chance(draw, 2) else None,
        stage=pick(draw, tuple(Stage)) if chance(draw, 2) else None,
        controlled=pick(draw, (None, False, True)),
    )
    read = [
        Measurement(of.id, value=pick(draw, (of.least, of.most, 1, 5)), on=pick(draw, (None, past(draw, scene.on))))
        for of in scene.rulebook.quantities
        if of.id != "age" and chance(draw, 2)
    ]
    other = Finding(pick(draw, scene.rulebook.conditions.ids), sites=[pick(draw, places)] if chance(draw, 2) else ())
    told = [said, *([other] if chance(draw, 2) else [])]
    no = pick(draw, ((), (EVERYTHING,), scene.rulebook.conditions.ids))
    taken = pick(draw, (None, scene.on, scene.on - timedelta(days=400)))
    return attrs.evolve(scene, profile=ClientProfile(taken=taken, findings=told, measurements=read, answered=no))


def refused_alike(rulebook: Rulebook, profile: ClientProfile, on: date) -> None:
    """Whether each way of asking refuses what the check refuses, with the same problems."""
    evaluator = Evaluator(rulebook)
    problems = evaluator.check(profile, on)
    for ask in (evaluator.evaluate, evaluator.screen):
        told: tuple[Problem, ...] = ()
        try:
            ask(profile, on)
        except InvalidProfile as refused:
            told = refused.problems
        assert told == problems


@given(told_anyhow())
def test_what_cannot_be_as_it_is_told_is_refused_by_every_way_of_asking(scene: Scene) -> None:
    refused_alike(scene.rulebook, scene.profile, scene.on)


@given(scenes(rules=1))
def test_a_yes_of_which_nobody_says_to_what_is_never_ready(scene: Scene) -> None:
    book = scene.rulebook
    fields = {field.name: getattr(book, field.name) for field in attrs.fields(Rulebook)}
    groups = [each for each in book.conditions if book.narrower_of(each.id) != {each.id}]
    needing = [attrs.evolve(each, needs_kind=each in groups) for each in book.conditions]
    evaluator = Evaluator(Rulebook(**fields | {"conditions": needing}))
    for group in groups:
        told = ClientProfile(taken=scene.on, findings=[group.id], answered=book.conditions.ids)
        assert evaluator.check(told, scene.on)
        open_still = attrs.evolve(told, answered=scene.profile.answered)
        if not evaluator.check(open_still, scene.on):
            assert not any(judgement.ready for judgement in evaluator.evaluate(open_still, scene.on).judgements)
        kept = evaluator.evaluate(attrs.evolve(told, unmapped=["what it is called"]), scene.on)
        assert not any(judgement.ready for judgement in kept.judgements)


def reported(rulebook: Rulebook, profile: ClientProfile, on: date) -> None:
    """Whether nothing that a reading of the day shows, of some values only, goes unreported."""
    if Evaluator(rulebook).check(profile, on):
        return
    told = {each.condition for each in profile.findings + profile.medications} | {
        each.complaint for each in profile.goals
    }
    for measurement in profile.measurements:
        of, measured = rulebook.quantities[measurement.quantity], measurement.on or profile.taken or on
        if of.fresh_for is None or on - measured < of.fresh_for:
            for shows in of.shows:
                if shows.bounded and shows.holds(measurement.value):
                    assert told & rulebook.narrower_of(shows.condition)


@given(told_anyhow())
def test_what_a_fresh_reading_shows_is_reported_whatever_a_later_one_says(scene: Scene) -> None:
    read = [attrs.evolve(each, value=1, on=scene.on) for each in scene.profile.measurements if each.on]
    either = attrs.evolve(scene.profile, measurements=[*scene.profile.measurements, *read])
    for profile in (scene.profile, either):
        reported(scene.rulebook, profile, scene.on)
