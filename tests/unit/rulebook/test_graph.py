"""The walks along a graph end, and tell what is there, whatever its shape."""

from bodywork_rules.rulebook.graph import closure, cycles, heights


def test_every_cycle_is_met():
    steps = {"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": ["d", "x"], "e": ["a"], "f": []}
    assert cycles(steps) == [("a", "b", "c"), ("d",)]
    assert cycles({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}) == []


def test_closure_holds_at_any_distance():
    steps = {"a": ["b", "c"], "b": ["d"], "c": ["d", "x"], "d": []}
    assert closure(steps) == {"a": {"a", "b", "c", "d"}, "b": {"b", "d"}, "c": {"c", "d"}, "d": {"d"}}


def test_heights_are_those_of_the_longest_way():
    assert heights({"a": ["b", "d"], "b": ["c"], "c": ["d"], "d": ["x"]}) == {"a": 4, "b": 3, "c": 2, "d": 1}


def test_a_long_chain_is_no_trouble():
    steps = {f"{number:05}": [f"{number + 1:05}"] for number in range(5000)}
    assert cycles(steps) == []
    assert heights(steps)["00000"] == 5000
    assert cycles(steps | {"05000": ["00000"]}) == [(*steps, "05000")]
