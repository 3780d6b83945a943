"""A small, sound rulebook as files, and what is said to be wrong with one that is not."""

from pathlib import Path

import pytest

from bodywork_rules.errors import InvalidRulebook
from bodywork_rules.rulebook import load_rulebook

HEAD = """
[rulebook]
format = 1
id = "small"
version = "1"
name = "A small rulebook"

[scoring]
benefit = { traditional = 1, very_low = 2, low = 3, moderate = 4, high = 6 }
no_benefit = { traditional = 0, very_low = 0, low = -1, moderate = -2, high = -3 }
mixed = { traditional = 0, very_low = 0, low = 0, moderate = 0, high = 0 }
harm = { traditional = -2, very_low = -3, low = -4, moderate = -6, high = -8 }
like = 2
dislike = -2
improved = 3
unchanged = -1
worse = -4
"""
WORDS = """
[[trait]]
id = "heat"
name = "Heat"

[[family]]
id = "clinical"
name = "Clinical"

[[position]]
id = "prone"
name = "Prone"

[[outcome]]
id = "pain"
name = "Pain"

[[clinician]]
id = "physician"
name = "Physician"

[[region]]
id = "neck"
name = "Neck"

[[region]]
id = "wrist"
name = "Wrist"
paired = true

[[source]]
id = "book"
title = "A book"
year = 2020
"""
CONDITIONS = """
[[condition]]
id = "fracture"
name = "Fracture"
ask = "Have you broken a bone?"

[[condition]]
id = "fever"
name = "Fever"
ask = "Have you a fever?"
ask_again_after = "1 day"
"""
RULES = """
[[contraindication]]
id = "fracture-recent"
about = "fracture"
when = { this = { onset_within = "12 weeks" } }
to = "all"
where = "site"
verdict = "avoid"
reason = "The bone is not yet firm."
sources = ["book"]
basis = "explicit"
"""
TECHNIQUES = """
[[technique]]
id = "deep"
name = "Deep"
family = "clinical"
target = "muscle"
positions = ["prone"]
pressure = [3, 4]
regions = ["neck", "both wrist"]
minutes = [20, 60]

[[indication]]
technique = "deep"
complaint = "fracture"
outcome = "pain"
direction = "harm"
certainty = "low"
effect = "more pain"
"""
FILES = {
    "rulebook.toml": HEAD,
    "words.toml": WORDS,
    "conditions/bones.toml": CONDITIONS,
    "rules/bones.toml": RULES,
    "techniques.toml": TECHNIQUES,
}


def write(name, content):
    """Write one file of the rulebook in the folder ``book`` of the current folder."""
    path = Path("book") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def wrong(path="book"):
    """All that is said to be wrong with a rulebook."""
    with pytest.raises(InvalidRulebook) as caught:
        load_rulebook(path)
    return [str(problem) for problem in caught.value.problems]
