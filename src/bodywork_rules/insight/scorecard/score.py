"""How well a rulebook does on cases whose right answer is known: how many it judges so, and which it misses."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import final

import attrs

from bodywork_rules.engine import Evaluator
from bodywork_rules.insight.answer.reasons import acting
from bodywork_rules.insight.scorecard.cases import Case, Expectation, Measure
from bodywork_rules.model import Assessment, Declined, Judgement, Referral, Shown, Verdict, Words, parse
from bodywork_rules.model.closed import Closed
from bodywork_rules.rulebook import Rulebook

__all__ = ["Grade", "Outcome", "Scorecard", "score_cases"]


@final
class Grade(Enum):
    """How an answer compares with the one expected.

    ``MISSED`` is the grave one: a clearance, a refusal or an urgent referral was expected, and the client was told to
    go ahead.
    """

    AS_EXPECTED = "as-expected"
    ACCEPTED = "accepted"
    STRICTER = "stricter"
    MILDER = "milder"
    MISSED = "missed"
    PENDING = "pending"


RIGHT = (Grade.AS_EXPECTED, Grade.ACCEPTED)


@final
@attrs.frozen(kw_only=True)
class Outcome(Closed):
    """What became of one case.

    Attributes:
        case: the case.
        grade: how the answer compares with the one expected.
        said: the verdict that was given; nothing when the case could not be judged.
        answer: the whole answer; nothing when the case could not be judged.
        pending: why the case could not be judged; empty when it could.
    """

    case: Case
    grade: Grade
    said: Verdict | None = None
    answer: Assessment | None = None
    pending: str = ""

    @property
    def trace(self) -> tuple[Shown, ...]:
        """The restrictions that counted where the verdict was read, the strictest first, each once."""
        if self.answer is None or self.said is None:
            return ()
        found: dict[Shown, None] = {}
        for judgement, verdict in _read(self.case.expect, self.answer):
            if verdict is self.said:
                found |= dict.fromkeys(_there(self.case.expect, self.answer, judgement))
                break
        return tuple(found)


@final
@attrs.frozen(kw_only=True)
class Scorecard(Closed):
    """What became of all cases.

    Attributes:
        rulebook: the id of the rulebook.
        version: its version.
        digest: of all that it says.
        outcomes: one for each case, in the order of the cases.
        words: the rulebook's words; no part of its value.
    """

    rulebook: str
    version: str
    digest: str
    outcomes: tuple[Outcome, ...]
    words: Words = attrs.field(eq=False, repr=False)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of case, in order."""
        return tuple(sorted({outcome.case.kind for outcome in self.outcomes}))

    def of(self, *grades: Grade, kind: str | None = None) -> tuple[Outcome, ...]:
        """The outcomes of some grades, and of one kind of case when one is named.

        Args:
            grades: the grades; none for every grade.
            kind: the kind of case; nothing for every kind.
        """
        return tuple(
            outcome
            for outcome in self.outcomes
            if (not grades or outcome.grade in grades) and kind in (None, outcome.case.kind)
        )

    @property
    def judged(self) -> int:
        """How many cases were judged."""
        return len(self.outcomes) - len(self.of(Grade.PENDING))

    @property
    def strict(self) -> int:
        """How many were judged to the letter."""
        return len(self.of(Grade.AS_EXPECTED))

    @property
    def lenient(self) -> int:
        """How many were judged so, or in another way that is reasonable."""
        return len(self.of(*RIGHT))


def score_cases(evaluator: Evaluator, cases: Iterable[Case]) -> Scorecard:
    """Judge cases, and compare what is said with what should be.

    A case that speaks of what the rulebook does not have is pending, and listed with the reason. A site at which
    nothing that is meant is ever done is avoided.

    Args:
        evaluator: the rulebook made ready.
        cases: the cases; none gives a scorecard of nothing.

    Raises:
        InvalidValue: it is no evaluator, or something else stands among the cases.

    >>> from bodywork_rules import ClientProfile, load_rulebook
    >>> expect = Expectation(scope="whole-body", verdict="avoid")
    >>> case = Case(id="A1", kind="exam", on="2026-03-02", profile=ClientProfile(), expect=expect, source="-", note="-")
    >>> [outcome.grade.value for outcome in score_cases(Evaluator(load_rulebook()), [case]).outcomes]
    ['missed']
    """
    rulebook = parse.only(Evaluator, evaluator).rulebook
    return Scorecard(
        rulebook=rulebook.id,
        version=rulebook.version,
        digest=rulebook.digest,
        outcomes=tuple(_outcome(evaluator, case) for case in parse.items(cases)),
        words=rulebook.words,
    )


def _outcome(evaluator: Evaluator, case: Case) -> Outcome:
    parse.only(Case, case)
    if waits := case.pending or "; ".join(_unfit(evaluator, case)):
        return Outcome(case=case, grade=Grade.PENDING, pending=waits)
    answer = evaluator.evaluate(case.profile, on=case.on)
    expect = case.expect
    said = next((verdict for _, verdict in _read(expect, answer)), Verdict.AVOID)
    referred = max((notice.referral for notice in answer.referrals), default=None)
    return Outcome(case=case, grade=_grade(expect, said, referred), said=said, answer=answer)


def _unfit(evaluator: Evaluator, case: Case) -> Iterator[str]:
    """Why a rulebook cannot judge a case."""
    rulebook: Rulebook = evaluator.rulebook
    technique, site = case.expect.technique, case.expect.site
    if technique is not None and technique not in rulebook.techniques:
        yield f"no technique `{technique}` in the rulebook"
    if site is not None and site.region not in rulebook.regions:
        yield f"no region `{site.region}` in the rulebook"
    yield from (str(problem) for problem in evaluator.check(case.profile, case.on))


def _read(expect: Expectation, answer: Assessment) -> list[tuple[Judgement, Verdict]]:
    """The techniques that the verdict is read from, each with what is said of it; the one that decides first."""
    whole = expect.scope is Measure.WHOLE_BODY
    named = expect.technique if not whole else None
    judged = [answer.judgements[named]] if named else list(answer.judgements)
    if whole or expect.site is None:
        read = [(judgement, judgement.verdict) for judgement in judged]
    else:
        there = answer.body.mask(expect.site)
        read = [
            (judgement, judgement.at(expect.site).verdict)
            for judgement in judged
            if there & answer.body.union(judgement.technique.regions)
        ]
    refusals_first = whole and not expect.foreseeable
    return sorted(read, key=lambda each: -each[1] if refusals_first else each[1])


def _there(expect: Expectation, answer: Assessment, judgement: Judgement) -> Iterator[Shown]:
    """The reasons that count for a technique, at the place that is meant."""
    there = answer.body.whole if expect.site is None else answer.body.mask(expect.site)
    for reason in acting(judgement):
        if isinstance(reason, Declined) or answer.body.union(reason.sites) & there:
            yield reason


def _grade(expect: Expectation, said: Verdict, referred: Referral | None) -> Grade:
    """How a verdict and the most urgent referral compare with those expected."""
    called = expect.referral is None or (referred is not None and referred >= expect.referral)
    if not expect.foreseeable:
        right = said < Verdict.CLEARANCE
        return Grade.AS_EXPECTED if right else Grade.ACCEPTED if said in expect.accept else Grade.STRICTER
    if called and (said is expect.verdict or (expect.verdict is None and not expect.accept)):
        return Grade.AS_EXPECTED
    if called and said in expect.accept:
        return Grade.ACCEPTED
    urgent = expect.referral is not None and expect.referral >= Referral.SAME_DAY
    least = min((each for each in (expect.verdict, *expect.accept) if each is not None), default=Verdict.PROCEED)
    grave = urgent or (expect.verdict is not None and expect.verdict >= Verdict.CLEARANCE)
    if grave and said <= Verdict.MODIFY and (said < least or not called):
        return Grade.MISSED
    expected = expect.verdict if expect.verdict is not None else least
    return Grade.STRICTER if called and said > expected else Grade.MILDER
