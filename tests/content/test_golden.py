"""No patch release changes a verdict of the shipped rulebook: what it says of each condition is kept on file."""

from golden import GOLDEN, changes, read, verdicts, written


def test_the_verdicts_are_those_on_file():
    now = verdicts()
    assert list(changes(read(GOLDEN.read_text("utf-8")), now)) == []
    assert written(now) == GOLDEN.read_text("utf-8")


def test_a_change_is_told_in_words():
    old = {"techniques": {"in this order": "cupping swedish"}, "fever": {"present": "mA", "mild": ".A"}}
    new = {"techniques": {"in this order": "cupping gua-sha swedish"}, "fever": {"present": "mc. mc. mcA"}}
    assert read(written(new)) == new
    assert list(changes(old, new)) == [
        "fever, mild: . became nothing for cupping",
        "fever, mild: A became nothing for swedish",
        "fever, present: m became mmm for cupping",
        "fever, present: nothing became ccc for gua-sha",
        "fever, present: A became ..A for swedish",
    ]
