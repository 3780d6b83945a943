"""Whether a condition lasts for life."""

from bodywork_rules.model import Condition
from bodywork_rules.rulebook.lifelong import lasts_for_life

CONDITIONS = {
    each.id: each
    for each in (
        Condition(id="disease", name="disease", lifelong=True),
        Condition(id="kind", name="kind", broader=["disease"]),
        Condition(id="attack", name="attack", broader=["disease"], lifelong=False),
        Condition(id="cold", name="cold"),
    )
}


def test_a_kind_of_what_lasts_for_life_does_so_too_unless_it_says_no():
    assert [id for id in CONDITIONS if lasts_for_life(CONDITIONS, id)] == ["disease", "kind"]


def test_of_what_is_not_known_nothing_is_said():
    assert not lasts_for_life(CONDITIONS, "nowhere")
