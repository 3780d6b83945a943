"""A letter to a clinician in words."""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from bodywork_rules.care.letter.letters import Letter, LetterQuestion, Outlook, Planned
from bodywork_rules.insight.page import Blank, Block, Heading, Item, Page, Paragraph
from bodywork_rules.insight.wording import MOST_PRESSURE, Wording, sentence
from bodywork_rules.model import Answer, Body, ClientProfile, Measurement, Range, Technique, TechniqueId, Verdict, parse
from bodywork_rules.rulebook import Rulebook

__all__ = ["letter_page"]


def letter_page(rulebook: Rulebook, letter: Letter, *, client: str = "", sender: str = "", to: str = "") -> Page:
    """A letter as the parts of a page, with room for the reply.

    Args:
        rulebook: the rulebook that the letter was made by, for its names and texts.
        letter: the letter.
        client: who the client is, as the clinician knows them; empty for room to write it by hand.
        sender: who writes; empty for room to write it.
        to: the clinician; empty for room to write it.

    Raises:
        InvalidValue: it is no letter, or no rulebook.
    """
    parse.only(Letter, letter)
    wording = Wording(parse.only(Rulebook, rulebook).words, ClientProfile())
    say = wording.say
    return (
        Heading(say("letter-title", clinician=wording.inside(wording.name("clinician", letter.clinician))), 1),
        *_head(wording, letter, client, sender, to),
        Paragraph(say("letter-intro")),
        *_plan(wording, letter),
        *(
            block
            for number, question in enumerate(letter.questions, 1)
            for block in _question(wording, rulebook, letter, question, number)
        ),
        Heading(say("letter-sign")),
        *(Blank(say(f"letter-sign-{each}")) for each in ("name", "date", "signature")),
        *_made_from(wording, letter),
    )


def _head(wording: Wording, letter: Letter, client: str, sender: str, to: str) -> Iterator[Block]:
    """Who writes to whom about whom, and when."""
    say = wording.say
    yield Item(str(letter.on), lead=say("letter-date"))
    for id, given in (("letter-to", to), ("letter-from", sender), ("letter-client", client)):
        if given:
            yield Item(given, lead=say(id))
    for id, given in (("letter-to", to), ("letter-from", sender), ("letter-client", client)):
        if not given:
            yield Blank(say(id))
    if not client:
        yield Blank(say("letter-born"))


def _plan(wording: Wording, letter: Letter) -> Iterator[Block]:
    """What is planned, and where, within which limits."""
    yield Heading(wording.say("letter-planned"))
    yield Paragraph(wording.say("letter-planned-lead"))
    for planned in letter.planned:
        yield Item(sentence("; ".join(_planned(wording, planned))), lead=planned.technique.name)
    named = {each.technique.id for each in letter.planned}
    others = {each.technique for question in letter.questions for each in question.waiting} - named
    if others:
        yield Paragraph(wording.say("letter-planned-more", count=len(others)))


def _planned(wording: Wording, planned: Planned) -> Iterator[str]:
    """What is planned of a technique: for what, where, how long and how firmly, and what is left out."""
    technique, limits, say = planned.technique, planned.outlook.limits, wording.say
    yield wording.inside(technique.target.rstrip("."))
    if not planned.sites:
        yield say("letter-planned-nowhere")
        return
    yield say("letter-planned-where", sites=wording.sites(planned.sites))
    yield say("letter-planned-minutes", minutes=_range(wording, technique.minutes, limits.minutes_at_most))
    pressure = {"pressure": _range(wording, technique.pressure, limits.pressure_at_most), "scale": MOST_PRESSURE}
    if like := wording.names.get(f"pressure/{_most(technique.pressure, limits.pressure_at_most)}"):
        yield say("letter-planned-pressure-like", **pressure, like=like)
    else:
        yield say("letter-planned-pressure", **pressure)
    yield from wording.changes(technique, attrs.evolve(limits, pressure_at_most=None, minutes_at_most=None))


def _most(own: Range, cap: int | None) -> int:
    """The most that may be done of what a technique does."""
    return own.most if cap is None else min(own.most, cap)


def _range(wording: Wording, own: Range, cap: int | None) -> str:
    """From the least to the most that may be done; as one number where that is all."""
    most = _most(own, cap)
    return wording.say("range", least=own.least, most=most) if own.least < most else str(most)


def _question(
    wording: Wording, rulebook: Rulebook, letter: Letter, question: LetterQuestion, number: int
) -> Iterator[Block]:
    clearance, say = question.clearance, wording.say
    yield Heading(say("letter-question", number=number, name=clearance.name))
    yield Item(clearance.question, lead=say("letter-question-lead"))
    if question.findings:
        told = (wording.finding(attrs.evolve(each, id=None)) for each in question.findings)
        yield Item(sentence("; ".join(dict.fromkeys(told))), lead=say("letter-finding"))
    if question.measurements:
        told = (_measured(wording, rulebook, each) for each in question.measurements)
        yield Item(sentence("; ".join(told)), lead=say("letter-measured"))
    reasons = dict.fromkeys(wording.prose(rule.reason) for rule in question.rules)
    yield Item(" ".join(reasons), lead=say("letter-why"))
    unlocks, lasts = sentence(wording.inside(clearance.unlocks)), wording.days(clearance.lasts)
    yield Item(say("letter-unlocks", unlocks=unlocks, lasts=lasts), lead=say("letter-yes"))
    yield from (Item(each, depth=1) for each in _changes(wording, rulebook.body, letter, question, Answer.GRANTED))
    yield Item("", lead=say("letter-no"))
    yield from (Item(each, depth=1) for each in _changes(wording, rulebook.body, letter, question, Answer.REFUSED))
    yield Item(sentence(clearance.meanwhile or say("letter-meanwhile-none")), lead=say("letter-meanwhile"))
    yield Paragraph(say("letter-reply"))
    yield Blank(say("letter-reply-limits"))
    yield Blank(say("letter-reply-until"))


def _measured(wording: Wording, rulebook: Rulebook, measurement: Measurement) -> str:
    quantity = rulebook.quantities[measurement.quantity]
    told = {"quantity": quantity.name, "value": f"{measurement.value:g}", "unit": quantity.unit}
    if measurement.on is None:
        return wording.say("letter-measured-undated", **told)
    return wording.say("letter-measured-on", **told, on=measurement.on)


def _changes(wording: Wording, body: Body, letter: Letter, question: LetterQuestion, answer: Answer) -> Iterator[str]:
    """What would be said otherwise of the techniques planned, those together of which the same is."""
    techniques = {each.technique.id: each.technique for each in letter.planned}
    after = {each.technique: each for each in (question.granted if answer is Answer.GRANTED else question.refused)}
    groups: dict[str, list[str]] = {}
    for now in question.waiting:
        if now.technique in techniques:
            technique, then = techniques[now.technique], after.get(now.technique, now)
            told = "; ".join(_change(wording, body, technique, now, then))
            if told or answer is Answer.REFUSED or not then.waits_for:
                groups.setdefault(told, []).append(technique.name)
    for told, names in groups.items():
        if told:
            yield wording.say("letter-then", techniques=wording.and_list(names), changes=told)
        else:
            yield wording.say("letter-as-today", techniques=wording.and_list(names))
    if answer is Answer.GRANTED:
        yield from _waiting(wording, question, techniques, after)


def _change(wording: Wording, body: Body, technique: Technique, now: Outlook, then: Outlook) -> Iterator[str]:
    """What changes in what may be done with a technique; nothing where nothing does."""
    if then.verdict is not now.verdict:
        yield wording.word("brief", then.verdict)
        if then.verdict > Verdict.CLEARANCE:
            return
    if then.verdict is not now.verdict or then.limits != now.limits:
        yield from wording.changes(technique, then.limits)
    before, after = body.union(now.keep_off), body.union(then.keep_off)
    if then.verdict is not now.verdict:
        before = 0
    if freed := body.sites(before & ~after):
        yield wording.say("letter-then-also", sites=wording.sites(freed))
    if barred := body.sites(after & ~before):
        yield wording.say("letter-planned-keep-off", sites=wording.sites(barred))


def _waiting(
    wording: Wording,
    question: LetterQuestion,
    techniques: Iterable[TechniqueId],
    after: "dict[TechniqueId, Outlook]",
) -> Iterator[str]:
    """What else the techniques wait for after a yes."""
    groups: dict[Sequence[str], list[str]] = {}
    for now in question.waiting:
        others = after.get(now.technique, now).waits_for
        if now.technique in techniques and others:
            groups.setdefault(others, []).append(now.technique)
    for clearances, ids in groups.items():
        yield wording.say(
            "letter-still-waits",
            techniques=wording.and_list(wording.technique(id) for id in ids),
            clearances=wording.and_list(wording.named("clearance", clearances)),
        )


def _made_from(wording: Wording, letter: Letter) -> Iterator[Block]:
    made, say = letter.provenance, wording.say
    yield Heading(say("letter-made-from"))
    yield Paragraph(
        say(
            "letter-rulebook",
            rulebook=made.rulebook,
            version=made.version,
            digest=made.digest,
            engine=made.engine,
            on=made.on,
        )
    )
    yield Paragraph(
        say("letter-holds-on") if letter.valid_until is None else say("letter-holds", day=letter.valid_until)
    )
    yield Paragraph(say("letter-not-a-diagnosis"))
