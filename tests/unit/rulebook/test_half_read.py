"""Of an entry that cannot be read, all that can be judged is judged; nothing false is said of others because of it."""

import pytest

from bodywork_rules.model import Condition, Finding
from bodywork_rules.model.half import as_far_as_read, half_read, was_read
from unit.rulebook.book_files import CONDITIONS, RULES, TECHNIQUES, write, wrong

MORE = "book/more.toml: "
UNREAD = "text is expected, not `5`"
CONDITION = '[[condition]]\nid = "{}"\nname = 5\nask = "Have you?"\n'
RULE = """
[[contraindication]]
id = "x"
verdict = "clearance"
reason = 5
basis = "explicit"
sources = ["book"]
"""


def said(content):
    """What is said of the file ``more.toml``, and nothing is of others."""
    write("more.toml", content)
    found = wrong()
    assert all(each.startswith(MORE) for each in found)
    return [each.removeprefix(MORE) for each in found]


def test_a_duplicate_id_of_an_entry_that_cannot_be_read_is_named(folder):
    found = said(CONDITION.format("fever"))
    assert found[0] == f"condition fever > name: {UNREAD}"
    assert found[1].startswith("condition fever: an id given to 2 things")
    assert len(found) == 2


def test_a_circle_through_an_entry_that_cannot_be_read_is_named(folder):
    first = CONDITION.format("a") + 'broader = ["b"]\n'
    second = '[[condition]]\nid = "b"\nname = "B"\nask = "B?"\nbroader = ["a"]\n'
    assert said(first + second) == [
        f"condition a > name: {UNREAD}",
        "condition a > broader: broader than itself: `a > b > a`",
    ]
    parts = '[[region]]\nid = "r"\nname = 5\nwithin = "s"\n[[region]]\nid = "s"\nname = "S"\nwithin = "r"\n'
    assert f"region r > name: {UNREAD}" in said(parts)
    assert "region r > within: a part of itself: `r > s > r`" in said(parts)


def test_what_a_rule_that_cannot_be_read_brings_is_judged(folder):
    assert said(RULE) == [
        f"contraindication x > reason: {UNREAD}",
        "contraindication x > clearance: `clearance` that names no clearance to ask for",
        "contraindication x > when: a rule about nothing that asks nothing; give `about` or `when`",
    ]
    assert said(RULE.replace("reason", "reson").replace("5", '"Why."')) == [
        "contraindication x > reason: missing; it must be given",
        "contraindication x > reson: unknown key `reson`; did you mean `reason`?",
        "contraindication x > clearance: `clearance` that names no clearance to ask for",
        "contraindication x > when: a rule about nothing that asks nothing; give `about` or `when`",
    ]


def test_what_an_unknown_key_may_have_meant_is_not_called_missing(folder):
    given = RULE.replace("reason = 5", 'reason = "Why."\nabuot = "fever"\nclearence = "fine"')
    assert said(given) == [
        "contraindication x > abuot: unknown key `abuot`; did you mean `about`?",
        "contraindication x > clearence: unknown key `clearence`; did you mean `clearance`?",
    ]


def test_what_a_class_asks_of_several_attributes_is_told_beside_what_cannot_be_read(folder):
    given = (
        '[[indication]]\ntechnique = "deep"\nfamilies = ["clinical"]\ncomplaint = "fever"\noutcome = "pain"\n'
        'effect = 5\ndirection = "harm"\ncertainty = "low"\n'
    )
    assert said(given) == [
        f"indication deep/fever/pain > effect: {UNREAD}",
        "indication deep/fever/pain: an indication speaks of one technique or of families",
    ]


def test_naming_an_entry_that_cannot_be_read_is_no_mistake(folder):
    write("conditions/bones.toml", CONDITIONS.replace('name = "Fracture"', "name = 5"))
    assert wrong() == [f"book/conditions/bones.toml: condition fracture > name: {UNREAD}"]
    write("conditions/bones.toml", CONDITIONS.replace('id = "fracture"', 'id = "Fracture"'))
    hint = "did you mean `fracture`?"
    assert wrong() == [f"book/conditions/bones.toml: condition Fracture > id: not the form of an id `Fracture`; {hint}"]


def test_what_rests_on_an_entry_that_cannot_be_read_is_not_judged(folder):
    write("conditions/bones.toml", CONDITIONS.replace('ask = "Have you broken', 'aks = "Have you broken'))
    assert [each.partition("condition ")[2] for each in wrong()] == [
        "fracture > aks: unknown key `aks`; did you mean `ask`?"
    ]
    write("conditions/bones.toml", CONDITIONS + 'broader = ["heat", 5]\nreplaced_by = "fracture"\n')
    assert [each.partition("condition ")[2] for each in wrong()] == [
        "fever > broader[1]: not the form of an id `5`; lower-case words joined by hyphens",
        "fever > broader: unknown condition `heat`",
    ]


def test_where_a_condition_can_be_is_not_judged_when_its_regions_cannot_be_read(folder):
    at_wrist = RULES.replace('this = { onset_within = "12 weeks" }', 'has = "fever", sites = ["left wrist"]')
    assert at_wrist != RULES
    write("rules/bones.toml", at_wrist)
    write("conditions/bones.toml", CONDITIONS + 'regions = ["neck"]\n')
    assert any("a site where `fever` cannot be" in each for each in wrong())
    write("conditions/bones.toml", CONDITIONS + 'regions = ["neck", 5]\n')
    assert [each.partition("condition ")[2] for each in wrong()] == [
        "fever > regions[1]: a Site or its text is expected, not `5`"
    ]


def test_a_pair_of_rules_is_not_blamed_for_a_third_that_cannot_be_read(folder):
    clearance = (
        '[[clearance]]\nid = "ok"\nname = "OK"\nclinician = "physician"\nquestion = "Q?"\nunlocks = "U"\n'
        'lasts = "1 week"\n'
    )
    rules = "".join(
        RULE.replace('"x"', f'"{about}-rule"').replace("5", '"Why."') + f'about = "{about}"\nclearance = "ok"\n'
        for about in ("fever", "fracture")
    )
    assert any("shared with" in each for each in said(clearance + rules))
    third = RULE.replace("5", '"Why."') + 'about = 5\nclearance = "ok"\n'
    assert said(clearance + rules + third) == [
        "contraindication x > about: not the form of an id `5`; lower-case words joined by hyphens"
    ]


def test_what_a_technique_or_a_region_that_cannot_be_read_says_is_judged(folder):
    write("techniques.toml", TECHNIQUES.replace('name = "Deep"', "name = 5").replace('"neck"', '"left neck"'))
    assert wrong() == [
        f"book/techniques.toml: technique deep > name: {UNREAD}",
        "book/techniques.toml: technique deep > regions: a side of a region that has none `left neck`; write `neck`",
    ]


def test_a_code_system_whose_codes_cannot_be_read_is_judged_for_the_rest(folder):
    system = '[[code_system]]\nid = "{}"\nname = "Codes"\nlicence = "any"\ncodings = 5\n'
    unread = "codings: a list is expected, not `5`; put it in [ ]"
    assert said(system.format("own")) == [f"code_system own > {unread}"]
    assert said(system.format("rxnorm")) == [
        f"code_system rxnorm > {unread}",
        (
            "code_system rxnorm: an id that stands for codes which a condition holds itself; "
            "write them as `rxnorm` of each condition"
        ),
    ]


def test_a_value_that_was_read_in_part_gives_only_what_was_read():
    finding = half_read(Finding, {"condition": "fracture"})
    assert was_read(finding, "condition")
    assert not was_read(finding)
    assert was_read(Condition(id="a", name="A"))
    seen = []
    with as_far_as_read():
        seen.append(finding.condition)
        seen.append(finding.onset)
    assert seen == ["fracture"]


def test_a_fault_of_ours_in_a_check_is_not_passed_over():
    with pytest.raises(AttributeError), as_far_as_read():
        Finding("fracture").onsett  # noqa: B018 - it has no such attribute
    with pytest.raises(AttributeError), as_far_as_read():
        None.condition  # noqa: B018 - nor has this
