"""Deliberate faults of what is written and read back: rulebooks, answers, letters, plans, translations."""

from datetime import timedelta

import attrs

from bodywork_rules.model import Assessment, Finding, Severity
from bodywork_rules.rulebook import Rulebook, documents, load
from laws import test_care_letters, test_care_plan, test_translation, test_writing
from laws.faults import Put


def a_rulebook_is_written_under_another_name(put: Put) -> None:
    right = documents.write_rulebook
    put(documents, "write_rulebook", lambda value: right(value._with({}, name="another")))


def what_is_recommended_is_not_read(put: Put) -> None:
    right = documents.read_answer
    put(documents, "read_answer", lambda data: attrs.evolve(right(data), recommendations=()))


def a_pickle_forgets_what_is_withheld(put: Put) -> None:
    right = Assessment.__getstate__
    put(Assessment, "__getstate__", lambda self: {**right(self), "withheld": ()})


def what_is_read_is_of_the_next_day(put: Put) -> None:
    right = documents._read

    def wrong(kind, data, found):
        value = right(kind, data, found)
        return attrs.evolve(value, on=value.on + timedelta(days=1)) if hasattr(value, "on") else value

    put(documents, "_read", wrong)


def each_finding_is_read_as_severe(put: Put) -> None:
    right = documents._read

    def wrong(kind, data, found):
        value = right(kind, data, found)
        return attrs.evolve(value, severity=Severity.SEVERE) if kind is Finding else value

    put(documents, "_read", wrong)


def the_arguments_of_one_file_are_lost(put: Put) -> None:
    right = load._data

    def wrong(document):
        data = right(document)
        return {key: each for key, each in data.items() if key != "indication" or "three" not in document.name}

    put(load, "_data", wrong)


def a_translation_leaves_out_the_first_rule(put: Put) -> None:
    right = Rulebook.translated

    def wrong(self, translation):
        found = right(self, translation)
        return found._with({"contraindications": list(found.contraindications)[1:]})

    put(Rulebook, "translated", wrong)


FAULTS = (
    (a_rulebook_is_written_under_another_name, test_writing.test_a_rulebook_reads_back),
    (what_is_recommended_is_not_read, test_writing.test_an_assessment_reads_back),
    (a_pickle_forgets_what_is_withheld, test_writing.test_an_assessment_pickles),
    (each_finding_is_read_as_severe, test_writing.test_a_value_of_every_type_reads_back),
    (what_is_read_is_of_the_next_day, test_care_letters.test_a_letter_reads_back),
    (what_is_read_is_of_the_next_day, test_care_plan.test_a_plan_reads_back),
    (the_arguments_of_one_file_are_lost, test_writing.test_the_files_over_which_a_rulebook_is_spread_do_not_matter),
    (a_translation_leaves_out_the_first_rule, test_translation.test_a_translation_changes_words_and_nothing_else),
)
