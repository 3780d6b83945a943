"""What a condition says of how it goes on."""

import pytest

from bodywork_rules.model import Condition
from bodywork_rules.rulebook.lifelong import lasts_for_life
from wrong_books import condition, messages

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


@pytest.mark.parametrize(
    ("things", "message"),
    [
        ([condition(needs_kind=True)], "condition c > needs_kind: a kind is needed, and there is none: `c`"),
        ([condition(leaves=["fevre"])], "condition c > leaves: unknown condition `fevre`; did you mean `fever`?"),
        ([condition(leaves_for="9 days")], "condition c: `leaves_for` without `leaves`: `9`"),
        (
            [condition(leaves=["fever"], leaves_for="0 days")],
            "condition c > leaves_for: a time in which no end ever holds: `0 days`",
        ),
        (
            [condition(leaves=["fever"], lifelong=True)],
            (
                "condition c > leaves: what it leaves behind when it is over, of what lasts for life: `fever`; "
                "leave it out"
            ),
        ),
        (
            [condition(one_side_is="fevre")],
            "condition c > one_side_is: unknown condition `fevre`; did you mean `fever`?",
        ),
    ],
)
def test_each_mistake_in_what_it_says_is_named(things, message):
    assert messages(conditions=things) == [message]


def test_no_kind_is_missed_where_conditions_run_in_a_circle():
    things = [condition(broader=["c"], needs_kind=True)]
    assert messages(conditions=things) == ["condition c > broader: broader than itself: `c > c`"]
