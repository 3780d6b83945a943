"""Law 11: the answer holds until its date."""

from datetime import date, timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st

from bodywork_rules.engine import Evaluator
from bodywork_rules.model import Assessment
from strategies import Scene, scenes

FAR = (1, 2, 3, 4, 7, 9, 10, 11, 29, 30, 31, 32, 59, 60, 61, 90, 200, 365, 366, 400, 1000, 5000)


def timeless(answer: Assessment) -> Assessment:
    """An answer but for its day and how long it holds."""
    return attrs.evolve(
        answer, valid_until=None, changes=(), provenance=attrs.evolve(answer.provenance, on=date(2000, 1, 1))
    )


@given(scenes(rules=1, reported=1), st.integers(1, 2_000))
def test_on_every_day_before_valid_until_the_answer_is_the_same(scene: Scene, days: int) -> None:
    evaluator = Evaluator(scene.rulebook)
    answer = evaluator.evaluate(scene.profile, on=scene.on)
    ends = answer.valid_until
    held = (ends - scene.on).days if ends else 10**6
    later = {*FAR, days, held - 1, held - 2, held // 2, *range(min(held, 40))}
    for each in sorted(later):
        if 0 < each < held and each < 10**5:
            then = evaluator.evaluate(scene.profile, on=scene.on + timedelta(days=each))
            assert timeless(then) == timeless(answer), f"already after {each} days of {held}"
            assert then.valid_until == ends


@given(scenes(rules=1, reported=1))
def test_on_the_day_of_valid_until_the_answer_differs(scene: Scene) -> None:
    evaluator = Evaluator(scene.rulebook)
    answer = evaluator.evaluate(scene.profile, on=scene.on)
    assert (answer.valid_until is None) is (answer.changes == ())
    if answer.valid_until is not None:
        assert answer.valid_until > scene.on
        assert all(change.on == answer.valid_until for change in answer.changes)
        then = evaluator.evaluate(scene.profile, on=answer.valid_until)
        assert timeless(then) != timeless(answer)
