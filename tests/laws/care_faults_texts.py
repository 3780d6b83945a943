"""Deliberate faults of the texts that people read."""

from bodywork_rules.insight.answer import closing
from bodywork_rules.insight.page import Paragraph
from bodywork_rules.model import Catalogue
from bodywork_rules.rulebook import answer
from laws.faults import Put


def a_sentence_stands_in_the_code(put: Put) -> None:
    put(closing, "more", lambda _: Paragraph("There is more to be had."))


def what_is_read_back_has_the_shipped_texts(put: Put) -> None:
    put(answer, "_read_texts", lambda _: Catalogue("text"))
