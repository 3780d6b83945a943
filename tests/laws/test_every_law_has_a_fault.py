"""Each law was seen to fail: a deliberate fault turns it red."""

from laws.test_faults import FAULTS
from laws.test_laws_page import laws_written

WITHOUT = {
    "test_hash_seeds_do_not_matter": "It asks other processes, into which no fault can be put.",
    "test_no_word_about_an_example_is_out_of_reach_of_a_translation": "As of any rulebook, whose law has a fault.",
    "test_no_word_about_a_course_or_a_scorecard_is_out_of_reach_of_a_translation": "The same.",
    "test_what_a_fresh_reading_shows_is_reported_whatever_a_later_one_says": "Its fault is put in beside a fixed case.",
    "test_a_worked_example_comes_out_as_worked": "It is tried with all its examples at once.",
}
"""Laws that no fault is put in for, and why."""


def test_every_law_has_a_fault():
    broken = {getattr(law, "__name__", "") for _, law in FAULTS}
    assert laws_written() - broken == WITHOUT.keys()
