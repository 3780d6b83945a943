"""No word of the shipped texts is a frequent one misspelt, as far as that shows without a dictionary.

A word that stands once in all the texts and is one letter from a word that stands often is looked at by a human once.
"""

import re
import string
from collections import Counter

from bodywork_rules.rulebook import text_of
from shipped import RULEBOOK

OFTEN, SHORTEST = 8, 6
RIGHT = {
    "affect",
    "agreed",
    "arteritis",
    "bruised",
    "butter",
    "certainly",
    "drained",
    "charge",
    "clothing",
    "curved",
    "dressed",
    "formal",
    "fractured",
    "funding",
    "gender",
    "height",
    "inflames",
    "pending",
    "pitting",
    "prevent",
    "recovers",
    "rolfing",
    "sleepy",
    "slightly",
    "smoulder",
    "spiral",
    "stoned",
    "stools",
    "tables",
    "thinned",
    "touches",
    "vaginal",
    "wasting",
    "weaken",
    "worded",
}
"""Looked at, and spelt as meant."""


def words_of(*, synonyms: bool) -> Counter[str]:
    """The words of all texts, each as often as it stands; synonyms are there for the ways in which others spell."""
    said = [
        text
        for place, texts in RULEBOOK.translatable.items()
        if synonyms or not place.endswith("/synonyms")
        for text in ([texts] if isinstance(texts, str) else texts)
    ]
    return Counter(word.lower() for text in said for word in re.findall(r"[A-Za-z]{4,}", text))


def one_letter_off(word: str) -> set[str]:
    """The words that come of leaving out, adding, changing or exchanging one letter."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {head + letter + tail for head, tail in cuts for letter in string.ascii_lowercase}
    for head, tail in cuts[:-1]:
        found |= {head + tail[1:], head + tail[1::-1] + tail[2:]}
        found |= {head + letter + tail[1:] for letter in string.ascii_lowercase}
    return found


def test_no_rare_word_is_a_frequent_one_misspelt():
    known, words = words_of(synonyms=True), words_of(synonyms=False)
    frequent = {word for word, times in known.items() if times >= OFTEN}
    rare = [word for word in words if known[word] == 1 and len(word) >= SHORTEST]
    doubtful = {
        word: near
        for word in rare
        if word not in RIGHT
        and (near := sorted(each for each in one_letter_off(word) & frequent if not _of_one_stem(word, each)))
    }
    assert doubtful == {}
    assert "pregnancy" in one_letter_off("preganncy") & frequent


def _of_one_stem(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer[:-1] == shorter and longer[-1] in "sdr"


def test_a_word_with_a_capital_within_a_name_keeps_it_at_the_beginning_of_another():
    names = [name.split() for key, name in RULEBOOK.words.names if not key.startswith("measure/")]
    within = {word for first, *rest in names for word in rest if word.istitle() and len(word) > 1}
    begin = {first for first, *rest in names}
    capitals = set(text_of(RULEBOOK.texts, "capital-words").split())
    assert (within & begin) - capitals == set()
