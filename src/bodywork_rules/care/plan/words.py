"""A session plan in words, for the practitioner who carries it out; the words are the rulebook's."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import assert_never, final

import attrs

from bodywork_rules.care.feedback_words import felt_in
from bodywork_rules.care.practitioner_words import beyond_in
from bodywork_rules.insight.answer.closing import in_short
from bodywork_rules.insight.answer.unknowns import MOST_ASKED, question_text, urgent_first
from bodywork_rules.insight.markdown import markdown as as_markdown
from bodywork_rules.insight.page import Block, Heading, Item, Notice, Page, Paragraph
from bodywork_rules.insight.plain import plain
from bodywork_rules.insight.wording import MOST_PRESSURE, Wording, outside, sentence
from bodywork_rules.model import (
    Advice,
    ClientProfile,
    Follow,
    Moment,
    Preparation,
    Range,
    Referral,
    SessionPlan,
    Sign,
    Work,
    parse,
)
from bodywork_rules.model.closed import Closed
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["explain_plan", "plan_page"]


def explain_plan(
    rulebook: Rulebook, plan: SessionPlan, preparation: Preparation | None = None, *, markdown: bool = False
) -> str:
    """A session plan in words.

    Args:
        rulebook: the rulebook by which it was made, whose texts it is written in.
        plan: the plan.
        preparation: what the client is told before the visit; nothing to leave that out.
        markdown: as Markdown; else as plain text.

    Returns:
        What stands in the way, if anything does; else the session from its opening check to what the client does at
        home, how often to come, and the sources by number. It ends in a line feed.

    >>> from datetime import date
    >>> from bodywork_rules import EVERYTHING, ClientProfile, Evaluator, Goal, load_rulebook
    >>> from bodywork_rules.care import explain_plan, plan_session
    >>> rulebook, day = load_rulebook(), date(2026, 11, 23)
    >>> client = ClientProfile(taken=day, age=40, goals=[Goal("relaxation")], answered=[EVERYTHING])
    >>> plan = plan_session(rulebook, Evaluator(rulebook).evaluate(client, on=day), 60, on=day)
    >>> print(explain_plan(rulebook, plan).splitlines()[0])
    Session plan for 2026-11-23
    """
    page = plan_page(rulebook, plan, preparation)
    return as_markdown(page) if markdown else plain(page)


def plan_page(
    rulebook: Rulebook, plan: SessionPlan, preparation: Preparation | None = None, *, beyond: bool = True
) -> Page:
    """A session plan as the parts of a page.

    Args:
        rulebook: the rulebook by which it was made.
        plan: the plan.
        preparation: what the client is told before the visit; nothing to leave that out.
        beyond: say what is beyond the practitioner; not where that is told beside it.
    """
    words = _Words(rulebook, parse.only(SessionPlan, plan), Wording(rulebook.words, ClientProfile()))
    scope = tuple(beyond_in(words.wording, plan.beyond)) if beyond else ()
    return (
        Heading(words.say("plan-title", on=plan.on), 1),
        Paragraph(words.say("plan-session", session=plan.session, minutes=plan.minutes)),
        *words.in_the_way(),
        *(() if plan.work else scope),
        *([] if preparation is None else words.before(preparation)),
        *(words.session() if plan.work else []),
        *(scope if plan.work else ()),
        *([] if plan.stopped else words.course()),
        *in_short(words.wording),
    )


@final
@attrs.frozen(eq=False)
class _Words(Closed):
    """The words for one plan.

    Attributes:
        rulebook: whose texts they are.
        plan: the plan.
        wording: the names of things, and the numbers of sources.
    """

    rulebook: Rulebook
    plan: SessionPlan
    wording: Wording

    def say(self, id: str, /, **given: object) -> str:
        """A text, with what is put into it."""
        return self.wording.say(id, **given)

    def in_the_way(self) -> Iterator[Block]:
        """Why nothing is planned, or the session has ended; nothing when it can be begun."""
        plan = self.plan
        if plan.stopped:
            soon = [] if plan.referral is None else [sentence(outside(self.wording.word("referral", plan.referral)))]
            yield Notice(self.say("plan-stopped"), [*soon, *felt_in(self.wording, plan)])
            return
        if felt := felt_in(self.wording, plan):
            yield Heading(self.say("plan-felt"))
            yield from map(Item, felt)
        if plan.work:
            return
        lines = [*self._urgent(), *([self.say("plan-review-first")] if plan.review_first else [])]
        if plan.undated:
            lines.append(self.say("plan-undated"))
        if plan.unmapped:
            lines.append(self.say("plan-unmapped", texts=self.wording.and_list(f"“{each}”" for each in plan.unmapped)))
        if plan.questions:
            lines.append(self.say("plan-ask-first", count=len(plan.questions)))
        yield Notice(self.say("plan-not-ready"), lines or [*self._nothing()])
        yield from self._home()
        first = urgent_first(plan.questions)[:MOST_ASKED]
        for number, question in enumerate(first, start=1):
            yield Item(question_text(self.wording, question), number=number)
        if more := len(plan.questions) - len(first):
            yield Paragraph(self.say("plan-ask-more", count=more))

    def _nothing(self) -> Iterator[str]:
        """Why nothing is planned of an answer that stands in nobody's way."""
        plan = self.plan
        if plan.home:
            yield self.say("plan-home-only")
        if plan.beyond:
            yield self.say("plan-beyond-only")
        if plan.not_among:
            yield self.say(
                "plan-not-among", techniques=self.wording.and_list(map(self.wording.technique, plan.not_among))
            )
        if not (plan.home or plan.beyond or plan.not_among):
            yield self.say("plan-nothing")
        if not (plan.beyond or plan.not_among):
            yield from self._waits()

    def _urgent(self) -> list[str]:
        """What a doctor has to see before anything is done."""
        urgent = [each for each in self.plan.referrals if each.referral >= Referral.SAME_DAY]
        word = self.wording.word
        return [f"{sentence(outside(word('referral', each.referral)))} {sentence(each.rule.reason)}" for each in urgent]

    def _waits(self) -> Iterator[str]:
        """What a clinician has to answer before more can be done."""
        for request in self.plan.clearances:
            clinician = self.wording.named("clinician", [request.clearance.clinician])[0]
            yield self.say("plan-waits", clinician=clinician, question=request.clearance.question)

    def _home(self) -> Iterator[Block]:
        """What the client is shown, to do alone."""
        for work in self.plan.home:
            yield Item(self.say("plan-show-home", technique=self._name(work), sites=self.wording.sites(work.sites)))

    def before(self, preparation: Preparation) -> Iterator[Block]:
        """What the client is told before the visit."""
        yield Heading(self.say("plan-before"))
        yield from self._advice(preparation.advice)
        for request in preparation.clearances:
            clearance = request.clearance
            clinician = self.wording.named("clinician", [clearance.clinician])[0]
            yield Item(self.say("plan-bring-answer", clinician=clinician, question=clearance.question))

    def session(self) -> Iterator[Block]:
        """The session, from its opening check to what is said at its end."""
        plan, timing = self.plan, self.plan.timing
        yield Heading(self.say("plan-opening", minutes=timing.opening))
        yield from self._advice(plan.at(Moment.OPENING))
        yield Heading(self.say("plan-test", minutes=timing.test))
        yield from self._advice(plan.at(Moment.TEST))
        yield Heading(self.say("plan-work", minutes=sum(work.minutes for work in plan.work)))
        yield Paragraph(self.say("plan-order"))
        for number, work in enumerate(plan.work, start=1):
            yield from self._work(number, work)
        yield Heading(self.say("plan-check-in"))
        yield Paragraph(
            self.say("plan-pain", aim=timing.pain_aim, lighten=timing.lighten_at, leave=timing.leave_at),
        )
        yield from self._advice(plan.at(Moment.CHECK_IN))
        yield from self._signs(sign for sign in plan.signs if sign.during)
        yield Heading(self.say("plan-retest", minutes=timing.retest))
        yield Paragraph(self.say("plan-compare"))
        yield Heading(self.say("plan-close", minutes=timing.close))
        yield from self._home()
        yield from self._advice(plan.at(Moment.HOME), graded=True)
        yield Heading(self.say("plan-aftercare"))
        yield from self._advice(plan.at(Moment.AFTERCARE), graded=True)
        yield Paragraph(self.say("plan-also"))
        yield from self._signs(sign for sign in plan.signs if sign.after and not sign.during)

    def course(self) -> Iterator[Block]:
        """How often to come, for how long, and when to review."""
        course = self.plan.course
        if course is None:
            return
        schedule = course.schedule
        yield Heading(self.say("plan-course", complaint=self.wording.condition(schedule.complaint)))
        yield Paragraph(
            self.say(
                "plan-how-often",
                minutes=_range(schedule.minutes),
                per_week=_range(schedule.per_week),
                weeks=_range(schedule.weeks),
            )
        )
        if course.reviews:
            yield Paragraph(self.say("plan-reviews", sessions=", ".join(map(str, course.reviews))))
        yield Paragraph(sentence(schedule.then))
        known = self.wording.prose(schedule.evidence) if schedule.evidence else self.say("plan-unsourced")
        yield Paragraph(f"{known}{self.wording.cite(schedule.sources)}", lead=self.say("plan-known"))

    def _name(self, work: Work) -> str:
        return self.wording.technique(work.technique.id)

    def _work(self, number: int, work: Work) -> Iterator[Block]:
        """One technique, as it is to be done."""
        wording = self.wording
        yield Item(
            self.say(
                "plan-how",
                minutes=work.minutes,
                pressure=_range(work.pressure),
                scale=MOST_PRESSURE,
                position=wording.named("position", [work.position])[0],
            ),
            lead=self._name(work),
            number=number,
        )
        if work.goals:
            yield Item(", ".join(wording.named("condition", work.goals)), lead=self.say("plan-for"), depth=1)
        yield Item(wording.sites(work.sites), lead=self.say("plan-where"), depth=1)
        if work.keep_off:
            yield Item(wording.sites(work.keep_off), lead=self.say("plan-keep-off"), depth=1)
        if work.without:
            yield Item(", ".join(wording.named("trait", work.without)), lead=self.say("plan-without"), depth=1)
        others = [each for each in work.positions if each != work.position]
        if others:
            yield Item(", ".join(wording.named("position", others)), lead=self.say("plan-positions"), depth=1)
        if work.products:
            yield Item(", ".join(wording.named("product", work.products)), lead=self.say("plan-products"), depth=1)

    def _advice(self, advices: Iterable[Advice], *, graded: bool = False) -> Iterator[Block]:
        """Advice, each with what is known of it; where that is graded, also that nothing is."""
        for advice in advices:
            yield Item(advice.text)
            known = self.wording.prose(advice.evidence) if advice.evidence else ""
            if graded:
                known = f"{known} {self._grade(advice)}".strip()
            if known:
                yield Item(f"{known}{self.wording.cite(advice.sources)}", lead=self.say("plan-known"), depth=1)

    def _grade(self, advice: Advice) -> str:
        """How sure that is."""
        if advice.certainty is not None:
            return sentence(outside(self.wording.word("certainty", advice.certainty)))
        return self.say("plan-not-graded") if advice.evidence else self.say("plan-unsourced")

    def _signs(self, signs: Iterable[Sign]) -> Iterator[Block]:
        """What the client may feel, under what follows from it, most urgent first."""
        ordered = sorted(signs, key=lambda each: (-each.follows, -(each.referral or 0), each.id))
        for follows, group in groupby(ordered, key=self._follows):
            yield Heading(outside(follows), 3)
            for sign in group:
                yield Item(f"{sign.text} {sign.then}{self.wording.cite(sign.sources)}")

    def _follows(self, sign: Sign) -> str:
        """What follows from a sign, in a word or two."""
        match sign.follows:
            case Follow.GO_ON:
                return self.say("plan-go-on")
            case Follow.LIGHTEN:
                return self.say("plan-lighten")
            case Follow.LEAVE:
                return self.say("plan-leave")
            case Follow.STOP if sign.referral is None:
                return self.say("plan-stop")
            case Follow.STOP:
                return self.say("plan-refer", referral=self.wording.word("referral", sign.referral))
            case _:
                assert_never(sign.follows)


def _range(bounds: Range) -> str:
    return str(bounds.least) if bounds.least == bounds.most else f"{bounds.least}-{bounds.most}"
