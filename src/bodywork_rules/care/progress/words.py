"""How a course goes and what to do next, in the words of the rulebook."""

from collections.abc import Iterable, Iterator

from bodywork_rules.care.progress.response import Figure, Progress
from bodywork_rules.care.progress.steps import NextStep, Step
from bodywork_rules.insight.page import Block, Heading, Item, Notice, Page, Paragraph
from bodywork_rules.model.parse import name_of
from bodywork_rules.rulebook import Rulebook
from bodywork_rules.rulebook.texts import text_of

__all__ = ["progress_page"]


def progress_page(rulebook: Rulebook, progress: Iterable[Progress], steps: Iterable[NextStep] = ()) -> Page:
    """How courses go and what to do next, as a page.

    Args:
        rulebook: the rulebook, with its texts.
        progress: how the courses go.
        steps: what to do next; empty to leave it out.
    """
    next_for = {step.progress.complaint: step for step in steps}
    blocks: list[Block] = []
    for each in progress:
        blocks += _course(rulebook, each)
        if each.technique is None and each.complaint in next_for:
            blocks += _next(rulebook, next_for[each.complaint])
    return tuple(blocks) or (Paragraph(text_of(rulebook.texts, "progress-nothing")),)


def _course(rulebook: Rulebook, progress: Progress) -> Iterator[Block]:
    """How one course goes: what decided, and the figures."""
    complaint = rulebook.conditions[progress.complaint].name
    if progress.technique is None:
        yield Heading(text_of(rulebook.texts, "progress-complaint", complaint=complaint), 1)
    else:
        technique = rulebook.techniques[progress.technique].name
        names = {"technique": technique, "complaint": complaint}
        yield Heading(text_of(rulebook.texts, "progress-technique", **names), 2)
    values = {
        "measures": ", ".join(rulebook.measures[id].name for id in progress.decided_by),
        "visits": progress.visits,
        "sessions": progress.review.sessions,
        "days": progress.review.after.days,
    }
    decision = text_of(rulebook.texts, f"progress-decision-{name_of(progress.decision)}", **values)
    yield Paragraph(decision, lead=text_of(rulebook.texts, f"progress-trend-{name_of(progress.trend)}"))
    for figure in progress.figures:
        yield Item(figure_text(rulebook, figure), lead=figure.measure.name)
    if progress.together_with:
        names = {"techniques": ", ".join(rulebook.techniques[id].name for id in progress.together_with)}
        yield Paragraph(text_of(rulebook.texts, "progress-together-with", **names))


def figure_text(rulebook: Rulebook, figure: Figure) -> str:
    """How one measure changed, and what change would matter, in a few sentences.

    Args:
        rulebook: the rulebook, with its texts.
        figure: the figure.
    """
    unit = figure.measure.unit
    kind = "same" if figure.gain == 0 else "better" if figure.gain > 0 else "worse"
    way = text_of(rulebook.texts, f"progress-way-{kind}", by=f"{abs(figure.gain):g} {unit}")
    values = {
        "first": f"{figure.first.value:g}",
        "first_day": figure.first.on,
        "last": f"{figure.last.value:g}",
        "last_day": figure.last.on,
        "way": way,
    }
    parts = [text_of(rulebook.texts, "progress-figure", **values)]
    if figure.threshold is None:
        parts.append(text_of(rulebook.texts, "progress-no-threshold"))
    else:
        parts.append(text_of(rulebook.texts, "progress-needed", needed=f"{figure.needed:g} {unit}"))
        if figure.threshold.studied:
            parts.append(text_of(rulebook.texts, "progress-studied", studied=figure.threshold.studied))
        parts.append(text_of(rulebook.texts, f"progress-basis-{name_of(figure.threshold.basis)}"))
        if not figure.counts:
            parts.append(text_of(rulebook.texts, "progress-no-room"))
    return " ".join(parts)


def _next(rulebook: Rulebook, step: NextStep) -> Iterator[Block]:
    """What to do next, and why; set apart when the course does not simply go on."""
    values = {
        "times": len(step.worse_on),
        "days": step.progress.review.after.days,
        "given": step.sessions,
        "most": step.progress.review.most_sessions,
        "further": step.progress.review.further_sessions,
    }
    lines = [
        text_of(rulebook.texts, f"progress-step-{name_of(step.step)}"),
        text_of(rulebook.texts, f"progress-reason-{name_of(step.reason)}", **values),
    ]
    if step.referral is not None:
        lines.append(text_of(rulebook.texts, f"progress-referral-{name_of(step.referral)}"))
    title = text_of(rulebook.texts, "progress-next")
    if step.step in (Step.STOP, Step.REVIEW):
        yield Notice(title, lines)
    else:
        yield Paragraph(" ".join(lines), lead=title)
