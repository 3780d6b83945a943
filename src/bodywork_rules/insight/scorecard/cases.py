"""Cases on file: a client, a day, and what a careful screening should say. The format has a reference page."""

import os
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any, final

import attrs

from bodywork_rules.errors import InvalidData, InvalidValue, Problem
from bodywork_rules.model import ClientProfile, Referral, Site, TechniqueId, Verdict, parse
from bodywork_rules.model.body import site
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.rules import referral_or_none
from bodywork_rules.rulebook.convert.converter import converter, reader
from bodywork_rules.rulebook.convert.misread import Gather, Misread, a_table, as_keys
from bodywork_rules.rulebook.convert.text import data_of, decoded, format_problem
from bodywork_rules.rulebook.files import one_file

__all__ = ["Case", "Expectation", "Measure", "load_cases"]

SUFFIX = ".jsonl"


@final
class Measure(Enum):
    """Which verdict of an answer is compared with the one expected."""

    WHOLE_BODY = "whole-body"
    SITE = "site"
    TECHNIQUE = "technique"


def _measure(value: "str | Measure") -> Measure:
    return parse.member(Measure, value)


def _verdict_or_none(value: "str | Verdict | None") -> Verdict | None:
    return None if value is None else parse.member(Verdict, value)


def _verdicts(value: Any) -> tuple[Verdict, ...]:
    return parse.members(Verdict, value)


def _site_or_none(value: "str | Site | None") -> Site | None:
    return None if value is None else site(value)


@final
@attrs.frozen(kw_only=True)
class Expectation(Closed):
    """What a careful screening should say of a case.

    Attributes:
        scope: whether the verdict is the mildest over every technique, the one at a site, or that of one technique.
        technique: which technique is meant; nothing for every one.
        site: which place is meant; nothing for the whole technique.
        verdict: the verdict expected.
        accept: other verdicts that are reasonable.
        referral: the referral expected; a more urgent one will do.
        foreseeable: false when nothing that could be asked would have told: then only a refusal is wrong.

    Raises:
        InvalidValue: nothing is expected, or what the scope speaks of is not given.
    """

    scope: Measure = attrs.field(converter=_measure)
    technique: TechniqueId | None = attrs.field(default=None, converter=parse.ident_or_none)
    site: Site | None = attrs.field(default=None, converter=_site_or_none)
    verdict: Verdict | None = attrs.field(default=None, converter=_verdict_or_none)
    accept: tuple[Verdict, ...] = attrs.field(default=(), converter=_verdicts)
    referral: Referral | None = attrs.field(default=None, converter=referral_or_none)
    foreseeable: bool = attrs.field(default=True, converter=parse.flag)

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be judged."""
        if self.verdict is None and self.referral is None and self.foreseeable and not self.accept:
            raise InvalidValue("nothing is expected", hint="give a verdict, a referral or `foreseeable`")
        if self.verdict is not None and not self.foreseeable:
            raise InvalidValue("a verdict expected of what could not be foreseen")
        if self.scope is Measure.SITE and self.site is None:
            raise InvalidValue("the verdict at a place is asked, and no `site` is given")
        if self.scope is Measure.TECHNIQUE and self.technique is None:
            raise InvalidValue("the verdict of one technique is asked, and no `technique` is given")


@final
@attrs.frozen(kw_only=True)
class Case(Closed):
    """A client, a day, and what should be said.

    Attributes:
        id: names it, for ever.
        kind: what sort of case it is, to be counted with those of its sort.
        on: the day of the treatment.
        profile: what the client told.
        expect: what should be said.
        source: where it was published.
        note: what happened or what is asked, in a sentence.
        pending: why it cannot be judged yet; empty when it can.
    """

    id: str = attrs.field(converter=parse.needed_text)
    kind: str = attrs.field(converter=parse.ident)
    on: date = attrs.field(converter=parse.day)
    profile: ClientProfile
    expect: Expectation
    source: str = attrs.field(converter=parse.needed_text)
    note: str = attrs.field(converter=parse.needed_text)
    pending: str = attrs.field(default="", converter=parse.text)


def load_cases(path: str | os.PathLike[str]) -> tuple[Case, ...]:
    r"""Read a case file: JSON Lines, one case a line.

    Whether its ids are known is for a rulebook to say.

    Args:
        path: the file, whose name ends in ``.jsonl``.

    Raises:
        InvalidData: something in it is no case; it names everything that is wrong, each with its line.
        UnreadableFile: there is no such file, or it may not be read.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "mine.jsonl")
    ...     written = path.write_text('{"format": 1}\n{"format": 2}\n', encoding="utf-8")
    ...     try:
    ...         load_cases(path)
    ...     except InvalidData as error:
    ...         print({problem.where for problem in error.problems if problem.hint})
    {'line 2: format'}
    """
    document = one_file(path, (SUFFIX,))
    try:
        lines = decoded(document.content()).splitlines()
    except Misread as error:
        raise InvalidData(
            attrs.evolve(problem, file=document.name, where=as_keys(at)) for at, problem in error.placed
        ) from None
    found: list[Problem] = []
    cases: list[Case] = []
    for number, line in enumerate(lines, 1):
        gather = Gather()
        case = _case(gather, line)
        cases += [case] if case is not None else []
        found += [
            attrs.evolve(problem, file=document.name, where=": ".join(filter(None, (f"line {number}", as_keys(at)))))
            for at, problem in gather.placed
        ]
    found += _twice(document.name, cases)
    if found:
        raise InvalidData(found)
    return tuple(cases)


def _case(gather: Gather, line: str) -> Case | None:
    data = gather.of((), lambda text: a_table(data_of(".json", text.encode())), line)
    if data is None:
        return None
    gather.placed.extend(format_problem(data))
    table = {key: each for key, each in data.items() if key != "format"}
    case: Case | None = gather.of((), reader(converter(), Case), table)
    return case


def _twice(file: str, cases: list[Case]) -> Iterator[Problem]:
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            yield Problem(file=file, what="the id of two cases:", value=case.id)
        seen.add(case.id)
