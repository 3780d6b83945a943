"""How a course goes and what to do next, in the words of the rulebook."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bodywork_rules.care.progress import Decision, Figure, Progress, Trend
from bodywork_rules.care.steps import NextStep, Reason, Step
from bodywork_rules.insight.page import Block, Heading, Item, Notice, Page, Paragraph
from bodywork_rules.model import Basis, Referral
from bodywork_rules.model.parse import name_of
from bodywork_rules.rulebook import Rulebook

__all__ = ["TEXTS", "progress_page", "said"]

_NAMED = re.compile(r"\{(\w+)\}")

TEXTS: Final[Mapping[str, frozenset[str]]] = {
    id: frozenset(names.split())
    for id, names in {
        "progress-complaint": "complaint",
        "progress-technique": "technique complaint",
        "progress-nothing": "",
        **{f"progress-trend-{name_of(each)}": "" for each in Trend},
        **{f"progress-decision-{name_of(each)}": "" for each in Decision},
        "progress-decision-clearly-worse": "measures",
        "progress-decision-before-review": "visits sessions days",
        "progress-decision-reached": "measures",
        "progress-decision-not-enough-alone": "measures",
        "progress-figure": "first first_day last last_day way",
        "progress-way-better": "by",
        "progress-way-worse": "by",
        "progress-way-same": "",
        "progress-needed": "needed",
        "progress-no-threshold": "",
        "progress-no-room": "",
        "progress-studied": "studied",
        **{f"progress-basis-{name_of(each)}": "" for each in Basis},
        "progress-together-with": "techniques",
        "progress-next": "",
        **{f"progress-step-{name_of(each)}": "" for each in Step},
        **{f"progress-reason-{name_of(each)}": "" for each in Reason},
        "progress-reason-worse-again": "times",
        "progress-reason-most-sessions": "given most",
        "progress-reason-partly": "further",
        **{f"progress-referral-{name_of(each)}": "" for each in Referral},
    }.items()
}
"""The texts of the rulebook that are used here, each with what is put in."""


def said(rulebook: Rulebook, id: str, values: Mapping[str, object] | None = None) -> str:
    """A text of the rulebook with these values put in.

    Args:
        rulebook: the rulebook.
        id: the id of the text.
        values: what is put in, by name; a name in the text that is none of these stays as it is.

    Raises:
        UnknownId: the rulebook has no such text.
    """
    given = dict(values or {})
    return _NAMED.sub(lambda found: str(given.get(found[1], found[0])), rulebook.texts[id].text)


def progress_page(rulebook: Rulebook, progress: Iterable[Progress], steps: Iterable[NextStep] = ()) -> Page:
    """How courses go and what to do next, as a page.

    Args:
        rulebook: the rulebook, with its texts.
        progress: how the courses go.
        steps: what to do next; empty to leave it out.

    Raises:
        UnknownId: the rulebook lacks a text.
    """
    next_for = {step.progress.complaint: step for step in steps}
    blocks: list[Block] = []
    for each in progress:
        blocks += _course(rulebook, each)
        if each.technique is None and each.complaint in next_for:
            blocks += _next(rulebook, next_for[each.complaint])
    return tuple(blocks) or (Paragraph(said(rulebook, "progress-nothing")),)


def _course(rulebook: Rulebook, progress: Progress) -> Iterator[Block]:
    """How one course goes: what decided, and the figures."""
    complaint = rulebook.conditions[progress.complaint].name
    if progress.technique is None:
        yield Heading(said(rulebook, "progress-complaint", {"complaint": complaint}), 1)
    else:
        technique = rulebook.techniques[progress.technique].name
        names = {"technique": technique, "complaint": complaint}
        yield Heading(said(rulebook, "progress-technique", names), 2)
    values = {
        "measures": ", ".join(rulebook.measures[id].name for id in progress.decided_by),
        "visits": progress.visits,
        "sessions": progress.review.sessions,
        "days": progress.review.after.days,
    }
    decision = said(rulebook, f"progress-decision-{name_of(progress.decision)}", values)
    yield Paragraph(decision, lead=said(rulebook, f"progress-trend-{name_of(progress.trend)}"))
    for figure in progress.figures:
        yield Item(figure_text(rulebook, figure), lead=figure.measure.name)
    if progress.together_with:
        names = {"techniques": ", ".join(rulebook.techniques[id].name for id in progress.together_with)}
        yield Paragraph(said(rulebook, "progress-together-with", names))


def figure_text(rulebook: Rulebook, figure: Figure) -> str:
    """How one measure changed, and what change would matter, in a few sentences.

    Args:
        rulebook: the rulebook, with its texts.
        figure: the figure.

    Raises:
        UnknownId: the rulebook lacks a text.
    """
    unit = figure.measure.unit
    kind = "same" if figure.gain == 0 else "better" if figure.gain > 0 else "worse"
    way = said(rulebook, f"progress-way-{kind}", {"by": f"{abs(figure.gain):g} {unit}"})
    values = {
        "first": f"{figure.first.value:g}",
        "first_day": figure.first.on,
        "last": f"{figure.last.value:g}",
        "last_day": figure.last.on,
        "way": way,
    }
    parts = [said(rulebook, "progress-figure", values)]
    if figure.threshold is None:
        parts.append(said(rulebook, "progress-no-threshold"))
    else:
        parts.append(said(rulebook, "progress-needed", {"needed": f"{figure.needed:g} {unit}"}))
        if figure.threshold.studied:
            parts.append(said(rulebook, "progress-studied", {"studied": figure.threshold.studied}))
        parts.append(said(rulebook, f"progress-basis-{name_of(figure.threshold.basis)}"))
        if not figure.counts:
            parts.append(said(rulebook, "progress-no-room"))
    return " ".join(parts)


def _next(rulebook: Rulebook, step: NextStep) -> Iterator[Block]:
    """What to do next, and why; set apart when the course does not simply go on."""
    values = {
        "times": len(step.worse_on),
        "given": step.sessions,
        "most": step.progress.review.most_sessions,
        "further": step.progress.review.further_sessions,
    }
    lines = [
        said(rulebook, f"progress-step-{name_of(step.step)}"),
        said(rulebook, f"progress-reason-{name_of(step.reason)}", values),
    ]
    if step.referral is not None:
        lines.append(said(rulebook, f"progress-referral-{name_of(step.referral)}"))
    title = said(rulebook, "progress-next")
    if step.step in (Step.STOP, Step.REVIEW):
        yield Notice(title, lines)
    else:
        yield Paragraph(" ".join(lines), lead=title)
