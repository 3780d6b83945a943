"""A digest tells rulebooks apart by what they say, and by nothing else."""

import os
import subprocess
import sys

import pytest

from bodywork_rules.model import AllOf, AnyOf, Condition, Details, Has, Measured, This
from bodywork_rules.rulebook.digest import digest_of
from small_book import PARTS, small_book, terms
from wrong_books import about_fever, condition, quantity

BOOK = small_book()


def test_a_digest_is_a_sha_256_in_hexadecimal():
    assert len(BOOK.digest) == 64
    assert set(BOOK.digest) <= set("0123456789abcdef")


def test_order_makes_no_difference():
    shuffled = {name: part[::-1] if isinstance(part, list) else part for name, part in PARTS.items()}
    assert small_book(**shuffled).digest == BOOK.digest


def test_the_hash_seed_makes_no_difference():
    script = "from small_book import small_book; print(small_book().digest)"
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("0", "1")
    }
    assert found == {BOOK.digest}


def test_what_was_replaced_makes_no_difference():
    assert small_book(replaced=["fever"]).digest == BOOK.digest


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "smaller"},
        {"version": "1.1"},
        {"name": "Another"},
        {"language": "de"},
        {"licence": "MIT"},
        {"products": terms("oil", "balm")},
        {"conditions": [*PARTS["conditions"], condition()]},
        {"contraindications": PARTS["contraindications"][1:]},
    ],
)
def test_whatever_it_says_makes_a_difference(changes):
    assert small_book(**changes).digest != BOOK.digest


def of(*things):
    return digest_of((), [("things", things)])


def test_two_ways_to_say_one_thing_are_one():
    assert of(quantity(least=1)) == of(quantity(least=1.0))
    assert of(about_fever(when=This(Details(onset_within="14 days")))) == of(
        about_fever(when=This(Details(onset_within="2 weeks")))
    )
    assert of(Condition(id="c", name="C", ask="")) == of(Condition(id="c", name="C"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (quantity(least=1), quantity(least=1.5)),
        (about_fever(when=AllOf([Has("a"), Has("b")])), about_fever(when=AnyOf([Has("a"), Has("b")]))),
        (about_fever(when=Measured("a", at_least=1)), about_fever(when=Measured("a", below=1))),
        (about_fever(when=This(Details(controlled=True))), about_fever(when=This(Details(controlled=False)))),
        (about_fever(where=["left wrist"]), about_fever(where=["right wrist"])),
        (condition(synonyms=["a", "b"]), condition(synonyms=["ab"])),
        (condition(synonyms=["a"]), condition(icd10cm=["a"])),
        (condition(name="C", ask="D"), condition(name="CD", ask="")),
    ],
)
def test_two_things_are_never_taken_for_one(one, other):
    assert of(one) != of(other)
