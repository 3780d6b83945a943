"""What an interview says around its questions: what nobody may miss, and at the end what was said and what is next."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from shlex import quote

from bodywork_rules.engine.facts import is_urgent
from bodywork_rules.insight.page import Heading, Item, Notice, Page
from bodywork_rules.insight.wording import Wording
from bodywork_rules.model import Assessment
from bodywork_rules.model.intake import Interview, Note
from bodywork_rules.rulebook import Rulebook
from bodywork_rules.rulebook.texts import shipped_texts, text_of

__all__ = ["closing_words", "first_scores", "notes_page", "urgent_page"]

PAIN, PAIN_MEASURE = "talk/pain", "nprs"
"""What the talk asks of pain, and the measure by which it is followed."""


def urgent_page(assessment: Assessment) -> Page:
    """A notice for the same day and one for an emergency, where such referrals stand, the more urgent first.

    Args:
        assessment: what is known up to now comes to.
    """
    wording = Wording(assessment.words, assessment.profile)
    soon = {each.referral for each in assessment.referrals if is_urgent(each.referral)}
    blocks = []
    for referral in sorted(soon, reverse=True):
        rules = dict.fromkeys(each.rule for each in assessment.referrals if each.referral is referral)
        lines = [f"{rule.reason} {rule.advice}".strip() for rule in rules]
        title = f"{wording.word('referral', referral)}: {wording.word('how-soon', referral)}"
        blocks.append(Notice(title, lines))
    return tuple(blocks)


def notes_page(rulebook: Rulebook, notes: Iterable[Note], unmapped: Iterable[str] = ()) -> Page:
    """What was said and no rule reads, and what nobody could code; nothing where there is neither.

    Args:
        rulebook: the rulebook.
        notes: what was said.
        unmapped: what nobody could code.
    """
    said = [Item(f"{_asked(rulebook, note)} {note.text}".strip()) for note in notes]
    kept = [Item(text, lead=text_of(rulebook.texts, "intake-kept-as-said")) for text in unmapped]
    return (Heading(text_of(rulebook.texts, "intake-notes"), 2), *said, *kept) if said or kept else ()


def _asked(rulebook: Rulebook, note: Note) -> str:
    """The question to which something was said; nothing for one of an application's own."""
    text = rulebook.texts.get(id := f"intake-{note.question.replace('/', '-')}") or shipped_texts().get(id)
    return text.text if text else ""


def closing_words(rulebook: Rulebook, assessment: Assessment, file: Path) -> str:
    """The last sentence of an interview; while a doctor comes first, it speaks of nothing that suits.

    Args:
        rulebook: the rulebook.
        assessment: the answer.
        file: the file of the profile.
    """
    if any(is_urgent(each.referral) for each in assessment.referrals):
        return text_of(rulebook.texts, "intake-urgent", file=file)
    return text_of(rulebook.texts, "intake-settled" if assessment.settled else "intake-provisional", file=file)


def first_scores(rulebook: Rulebook, after: Interview, file: Path, on: date) -> list[str]:
    """The commands that keep the pain of that day as the first score of each complaint that is a pain.

    Args:
        rulebook: the rulebook.
        after: how the interview ended.
        file: the file of the profile.
        on: the day.
    """
    measure = rulebook.measures.get(PAIN_MEASURE)
    told = [note.text for note in after.notes if note.question == PAIN and note.on == on]
    if measure is None or not told:
        return []
    hurts = {each.complaint for each in rulebook.indications if each.outcome in measure.outcomes}
    return [
        f"bodywork-rules score {quote(str(file.with_suffix('.scores.json')))} --measure {measure.id} "
        f"--value {told[-1]} --complaint {goal.complaint} --on {on}"
        for goal in after.told.goals
        if goal.complaint in hurts
    ]
