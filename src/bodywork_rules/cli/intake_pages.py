"""Several questions on one screen: each is seen, and each is answered by its number."""

import re
from collections.abc import Sequence

from bodywork_rules.care import IntakeQuestion, Said
from bodywork_rules.cli.asking import Asking, parts_of

__all__ = ["fitting", "ticked"]

MOST = 12
"""Questions on a screen, however high it is: who sees too many at once stops reading, and `0` denies them all."""
NUMBER = re.compile(r"(\d+) *(\??)")
"""One question that is so, or that may be so."""


def fitting(asking: Asking, questions: Sequence[IntakeQuestion]) -> tuple[IntakeQuestion, ...]:
    """The first of some questions, and as many of the others as can be seen at once with it.

    Those that begin like it come before the rest. A question that counts up many things stands alone.

    Args:
        asking: knows how high the screen is.
        questions: the questions, one at least.
    """
    first, able = questions[0], [each for each in questions if len(parts_of(each.text)) == 1]
    page = [first]
    if first in able:
        for each in sorted(able[1:], key=lambda each: _lead(each) != _lead(first)):
            if len(page) < MOST and asking.fits(_page([*page, each], asking)[0]):
                page.append(each)
    return tuple(page)


def _lead(question: IntakeQuestion) -> str:
    """What a question begins with, up to the colon; empty where it has none."""
    lead, colon, _ = question.text.partition(": ")
    return lead if colon else ""


def ticked(asking: Asking, page: Sequence[IntakeQuestion]) -> dict[IntakeQuestion, Said]:
    """What is said to each of the questions of a page: no to all whose numbers are not written.

    Args:
        asking: asks them.
        page: the questions.

    Raises:
        KeyboardInterrupt: the interview is broken off.
    """
    text, order = _page(page, asking)

    def numbers(line: str) -> dict[int, Said]:
        parts = [each for each in re.split(r"[\s,;]+", re.sub(r"\s+\?", "?", line)) if each]
        found = [NUMBER.fullmatch(each) for each in parts]
        if parts in (["0"], ["0."]):
            return {}
        said = {int(each[1]): Said.NOT_SURE if each[2] else Said.YES for each in found if each}
        if not parts or len(said) < len(parts) or not set(said) <= set(range(1, len(order) + 1)):
            raise ValueError(asking.say("not-of-these", most=len(order)))
        return said

    how = asking.once(asking.say("numbers")) or asking.say("numbers-again")
    said = asking.read(text, numbers, how=how, needed=True)
    unread = Said.NOT_SURE if said is None else Said.NO
    return {each: (said or {}).get(number, unread) for number, each in enumerate(order, 1)}


def _page(questions: Sequence[IntakeQuestion], asking: Asking) -> tuple[str, list[IntakeQuestion]]:
    """The text of a page, in which those that begin alike stand below that; and the questions as they are numbered."""
    order: list[IntakeQuestion] = []
    lines = []
    for lead in dict.fromkeys(map(_lead, questions)):
        lines.append(f"{lead}:" if lead else asking.say("any-of-these"))
        for each in questions:
            if _lead(each) == lead:
                order.append(each)
                rest = each.text.removeprefix(f"{lead}: ").rstrip("?") if lead else each.text
                lines.append(f"{len(order):>2}  {rest[:1].upper()}{rest[1:]}")
    return "\n".join(lines), order
