"""Law 13, of words: a translation changes them, and nothing else."""

from hypothesis import given

from bodywork_rules import Evaluator
from bodywork_rules.rulebook import Translation
from laws.readings import judged, readings
from strategies import Scene, scenes


@given(scenes())
def test_a_translation_changes_words_and_nothing_else(scene: Scene) -> None:
    marked = [
        (place, f"<{said}>" if isinstance(said, str) else tuple(f"<{each}>" for each in said))
        for place, said in scene.rulebook.translatable.items()
    ]
    other = scene.rulebook.translated(Translation("qps", marked))
    assert judged(readings(Scene(other, scene.profile, scene.on))) == judged(readings(scene))
    one, two = (Evaluator(each).evaluate(scene.profile, on=scene.on) for each in (scene.rulebook, other))
    assert [(each.unknown, each.techniques) for each in one.questions] == [
        (each.unknown, each.techniques) for each in two.questions
    ]
    assert [each.technique.id for each in one.recommendations] == [each.technique.id for each in two.recommendations]
    assert (one.settled, one.valid_until, one.ties) == (two.settled, two.valid_until, two.ties)
    back = Translation(scene.rulebook.language, list(scene.rulebook.translatable.items()))
    assert other.translated(back) == scene.rulebook
