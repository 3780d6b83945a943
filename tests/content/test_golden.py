"""No patch release changes a verdict of the shipped rulebook: what it says of the example clients is kept on file."""

import json

from golden import GOLDEN, verdicts


def test_the_verdicts_are_those_on_file():
    assert verdicts() == json.loads(GOLDEN.read_text("utf-8"))
