"""What a client felt and what follows, in words: during a session, and after it."""

from collections.abc import Iterator

from bodywork_rules.care.feedback import by_pain
from bodywork_rules.insight.answer.closing import in_short
from bodywork_rules.insight.page import Heading, Item, Notice, Page, Paragraph
from bodywork_rules.insight.wording import Wording, outside, sentence
from bodywork_rules.model import ClientProfile, Feedback, Follow, SessionPlan, Triage
from bodywork_rules.model.parse import name_of
from bodywork_rules.rulebook import Rulebook

__all__ = ["felt_in", "triage_page"]

Heard = tuple[Follow, int, str]
"""What follows, how urgently, and what was felt."""


def felt_in(wording: Wording, plan: SessionPlan) -> list[str]:
    """What was felt in a session and what is to be done, what weighs most first; what changes nothing last.

    Args:
        wording: the words.
        plan: the session so far.
    """
    heard = [each for said in plan.felt for each in _heard(wording, plan, said)]
    ordered = sorted(dict.fromkeys(heard), key=lambda each: (-each[0], -each[1]))
    lines = [text for _, _, text in ordered]
    of_all = Follow.GO_ON < max((follows for follows, _, _ in heard), default=Follow.GO_ON) < Follow.STOP
    if of_all and any(said.technique is None for said in plan.felt):
        lines.append(wording.say("plan-felt-all"))
    if plan.left:
        lines.append(wording.say("plan-left", techniques=wording.and_list(map(wording.technique, plan.left))))
    return lines


def _heard(wording: Wording, plan: SessionPlan, said: Feedback) -> Iterator[Heard]:
    """Each thing that was said at one time."""
    for sign in plan.signs:
        if sign.id in said.signs:
            text = f"{sign.text} {sign.then}{wording.cite(sign.sources)}"
            yield sign.follows, sign.referral or 0, _at(wording, said, text)
    follows, timing = by_pain(plan, said), plan.timing
    if follows is not Follow.GO_ON:
        leaves = follows is Follow.LEAVE
        bound = timing.leave_at if leaves else timing.lighten_at
        text = wording.say("plan-felt-leave" if leaves else "plan-felt-lighten", pain=said.pain, bound=bound)
        yield follows, 0, _at(wording, said, text)
    for other in said.other:
        yield Follow.STOP, 0, _at(wording, said, wording.say("plan-felt-other", felt=other))


def _at(wording: Wording, said: Feedback, text: str) -> str:
    """A text with the technique with which it was felt, where that was told."""
    if said.technique is None:
        return text
    return wording.say("plan-felt-at", technique=wording.technique(said.technique), felt=text)


def triage_page(rulebook: Rulebook, triage: Triage) -> Page:
    """What follows as the parts of a page.

    Args:
        rulebook: the rulebook in whose words it is told.
        triage: what follows.
    """
    wording = Wording(rulebook.words, ClientProfile())
    told = wording.say(f"felt-{name_of(triage.follows)}")
    soon = "" if triage.referral is None else sentence(outside(wording.word("referral", triage.referral)))
    stops = triage.follows is Follow.STOP
    return (
        Heading(wording.say("felt-title"), 1),
        Notice(told, [soon] if soon else []) if stops else Paragraph(f"{told} {soon}".strip()),
        *(Item(f"{sign.text} {sign.then}{wording.cite(sign.sources)}") for sign in triage.signs),
        *in_short(wording),
    )
