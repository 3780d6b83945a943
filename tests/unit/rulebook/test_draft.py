"""All that is wrong with the files of a rulebook is named at once, each with its file and path."""

import pytest

from unit.rulebook.book_files import CONDITIONS, HEAD, RULES, TECHNIQUES, write, wrong

RULE = "book/rules/bones.toml: contraindication fracture-recent"
OTHER = "rulebook > format: a format that this version cannot read:"


def test_eight_mistakes_are_all_named_where_they_are(folder):
    write("rules/bones.toml", RULES.replace('"fracture"', '"fractur"').replace('"avoid"', '"avod"'))
    write("conditions/more.toml", '[[condition]]\nid = "fever"\nname = "Fever"\nask = 5\n')
    write("rules/broken.toml", "[[contraindication]\nid = 5\n")
    write("latin.toml", b'[[source]]\nid = "l"\ntitle = "Fi\xe8vre"\n')
    write("techniques.toml", TECHNIQUES.replace("minutes = [20, 60]", "minutes = [20, 2.7]\ntrait = ['heat']"))
    assert wrong() == [
        "book/conditions/more.toml: condition fever > ask: text is expected, not `5`",
        (
            "book/conditions/more.toml: condition fever: an id given to 2 things; it can name one; "
            "it stands in `book/conditions/bones.toml` too"
        ),
        "book/latin.toml: line 3: text that is not UTF-8: `byte 0xe8`; save it as UTF-8",
        f"{RULE} > verdict: not a verdict `avod`; did you mean `avoid`?",
        f"{RULE} > about: unknown condition `fractur`; did you mean `fracture`?",
        (
            "book/rules/broken.toml: line 1, column 19: TOML that cannot be read: "
            "expected ']]' at the end of an array declaration"
        ),
        "book/techniques.toml: technique deep > minutes: a whole number is expected, not `2.7`",
        "book/techniques.toml: technique deep > trait: unknown key `trait`; did you mean `traits`?",
    ]


def test_mistakes_of_meaning_are_named_with_their_file(folder):
    write("rules/bones.toml", RULES.replace('sources = ["book"]', 'sources = ["boook"]'))
    write("conditions/more.toml", '[[condition]]\nid = "fever"\nname = "Fever"\nask = "Hot?"\nbroader = ["illness"]\n')
    assert wrong() == [
        (
            "book/conditions/more.toml: condition fever: an id given to 2 things; it can name one; "
            "it stands in `book/conditions/bones.toml` too"
        ),
        "book/conditions/more.toml: condition fever > broader: unknown condition `illness`",
        f"{RULE} > sources: unknown source `boook`; did you mean `book`?",
    ]


def test_what_a_broken_file_declares_is_not_missing_elsewhere(folder):
    write("conditions/bones.toml", CONDITIONS + "\n[[condition]]\nid 5\n")
    assert wrong() == [
        (
            "book/conditions/bones.toml: line 14, column 4: TOML that cannot be read: "
            "expected '=' after a key in a key/value pair"
        )
    ]
    write("conditions/bones.toml", CONDITIONS)
    write("rulebook.toml", HEAD + "=")
    assert len(wrong()) == 1


def test_what_a_thing_that_cannot_be_read_names_is_looked_up_too(folder):
    write(
        "rules/more.toml",
        """
[[contraindication]]
id = "x"
about = "fevr"
when = { any_of = [{ has = "fractur", sites = ["left wirst", "5 6"] }, { quantity = "weight", at_least = 1 }, 5] }
unless = { this = { sites = ["Neck", "nek"] } }
to = { traits_any = ["haet", "heat"], families = 5 }
where = ["nek", 5]
verdict = "modify"
limits = { no_positions = ["pron"] }
reason = 5
clearance = "fine"
basis = "explicit"
sources = ["book", "bok", "A book"]
""",
    )
    found = [problem.removeprefix("book/rules/more.toml: contraindication x > ") for problem in wrong()]
    for said in (
        "about: unknown condition `fevr`; did you mean `fever`?",
        "when > any_of[0] > has: unknown condition `fractur`; did you mean `fracture`?",
        "when > any_of[0] > sites: unknown region `wirst`; did you mean `wrist`?",
        "when > any_of[1] > quantity: unknown quantity `weight`",
        "unless > this > sites: unknown region `nek`; did you mean `neck`?",
        "to > traits_any: unknown trait `haet`; did you mean `heat`?",
        "where: unknown region `nek`; did you mean `neck`?",
        "limits > no_positions: unknown position `pron`; did you mean `prone`?",
        "clearance: unknown clearance `fine`",
        "sources: unknown source `bok`; did you mean `book`?",
        "sources[2]: not the form of an id `A book`; did you mean `a-book`?",
        "where[1]: a Site or its text is expected, not `5`",
        "when > any_of[2]: a table is expected, not `5`; write it as { key = value }",
        "to > families: a list is expected, not `5`; put it in [ ]",
        "reason: text is expected, not `5`",
    ):
        assert said in found


def test_tables_that_a_rulebook_has_not_are_named(folder):
    write(
        "odd.toml",
        """
conditions = []
condition = ["fever", {}, { id = 5 }]
[region]
id = "knee"
[[indication]]
technique = "deep"
complaint = "fever"
outcome = 5
[[indication]]
""",
    )
    assert wrong() == [
        "book/odd.toml: conditions: unknown key `conditions`; did you mean `condition`?",
        "book/odd.toml: condition[0]: a table is expected, not `fever`; write it as { key = value }",
        "book/odd.toml: condition[1] > id: missing; it must be given",
        "book/odd.toml: condition[1] > name: missing; it must be given",
        "book/odd.toml: condition[2] > id: not the form of an id `5`; lower-case words joined by hyphens",
        "book/odd.toml: condition[2] > name: missing; it must be given",
        "book/odd.toml: region: an array of tables is expected, not `{'id': 'knee'}`; write [[region]]",
        *(
            f"book/odd.toml: indication deep/fever > {key}"
            for key in (
                "outcome: not the form of an id `5`; lower-case words joined by hyphens",
                "direction: missing; it must be given",
                "certainty: missing; it must be given",
                "effect: missing; it must be given",
            )
        ),
        *(
            f"book/odd.toml: indication[1] > {key}: missing; it must be given"
            for key in ("complaint", "outcome", "direction", "certainty", "effect")
        ),
        "book/odd.toml: indication[1]: an indication speaks of one technique or of families",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("format = 1", "", ["rulebook > format: missing; it must be given; write format = 1"]),
        ("format = 1", "format = 2", [f"{OTHER} `2`; it reads 1"]),
        ("format = 1", "format = true", [f"{OTHER} `True`; it reads 1"]),
        ('id = "small"', "", ["rulebook > id: missing; it must be given"]),
        ('id = "small"', 'id = "Small"', ["rulebook > id: not the form of an id `Small`; did you mean `small`?"]),
        ('version = "1"', "version = 1", ["rulebook > version: text is expected, not `1`"]),
        ('version = "1"', "verion = '1'", [
            "rulebook > verion: unknown key `verion`; did you mean `version`?",
            "rulebook > version: missing; it must be given",
        ]),
        ('version = "1"', "version = '1'\nreplaced = [5]", ["rulebook > replaced[0]: text is expected, not `5`"]),
        ("like = 2", "like = true", ["scoring > like: a whole number is expected, not `True`"]),
        ("high = 6 }", "high = 6.5 }", ["scoring > benefit > high: a whole number is expected, not `6.5`"]),
        ("high = 6 }", "hihg = 6 }", [
            "scoring > benefit > high: missing; it must be given",
            "scoring > benefit > hihg: unknown key `hihg`; did you mean `high`?",
        ]),
        ("worse = -4", "worse = 4", ["scoring > worse: points of `worse` is out of its range -1000 to 0: `4`"]),
    ],
)  # fmt: skip
def test_a_wrong_head_is_named(folder, was, now, said):
    assert was in HEAD
    write("rulebook.toml", HEAD.replace(was, now))
    assert wrong() == [f"book/rulebook.toml: {each}" for each in said]


def test_a_wrong_head_is_named_beside_what_cannot_be_read(folder):
    write("rulebook.toml", HEAD.replace('"small"', '"Small"').replace("like = 2", "like = []"))
    assert wrong() == [
        "book/rulebook.toml: scoring > like: a whole number is expected, not `[]`",
        "book/rulebook.toml: rulebook > id: not the form of an id `Small`; did you mean `small`?",
    ]


def test_a_head_that_is_given_twice_is_named(folder):
    write("second.toml", HEAD)
    assert wrong() == [
        "book/second.toml: rulebook: given twice; a rulebook has it once; it stands in `book/rulebook.toml` too",
        "book/second.toml: scoring: given twice; a rulebook has it once; it stands in `book/rulebook.toml` too",
    ]


def test_a_head_that_is_none_is_named(folder):
    write("rulebook.toml", "rulebook = 5\nscoring = []\n")
    assert wrong() == [
        "book/rulebook.toml: rulebook: a table is expected, not `5`; write it as { key = value }",
        "book/rulebook.toml: scoring: a table is expected, not `[]`; write it as { key = value }",
    ]
    write("rulebook.toml", "")
    assert wrong() == [
        "rulebook: missing; a rulebook has it once; write a table [rulebook]",
        "scoring: missing; a rulebook has it once; write a table [scoring]",
    ]
