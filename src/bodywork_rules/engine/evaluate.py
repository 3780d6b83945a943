"""The evaluator: one rulebook made ready, asked about one client at a time."""

from datetime import date
from typing import final

from bodywork_rules.engine.assemble import assemble, focus, same_answer
from bodywork_rules.engine.compile import compile_rulebook
from bodywork_rules.engine.found import Sweep
from bodywork_rules.engine.horizon import Horizon
from bodywork_rules.engine.judge import ShownCase, judge, shown_cases, untouched_cases
from bodywork_rules.engine.moves import questions
from bodywork_rules.engine.rank import Indications
from bodywork_rules.engine.screen import sweep
from bodywork_rules.engine.validity import problems_of
from bodywork_rules.engine.weigh import Weighed, levels, weigh
from bodywork_rules.errors import InvalidProfile, Problem
from bodywork_rules.model import Assessment, ClientProfile, Restriction, Screening, parse
from bodywork_rules.rulebook.rulebook import Rulebook

__all__ = ["Evaluator"]


@final
class Evaluator:
    """A rulebook made ready to be asked about clients.

    It is immutable: it may be shared by threads, and an answer depends on nothing but the rulebook, the profile and
    the day.

    Args:
        rulebook: the rulebook.
    """

    __slots__ = ("_compiled", "_horizon", "_indications", "_untouched", "rulebook")

    def __init__(self, rulebook: Rulebook) -> None:
        """Make a rulebook ready.

        Raises:
            InvalidValue: it is no rulebook.
        """
        self.rulebook: Rulebook = parse.only(Rulebook, rulebook)
        self._compiled = compile_rulebook(rulebook)
        self._indications = Indications.of(rulebook)
        self._horizon = Horizon.of(rulebook)
        self._untouched = untouched_cases(self._compiled)

    def __repr__(self) -> str:
        """Which rulebook it is for."""
        return f"Evaluator({self.rulebook!r})"

    def check(self, profile: ClientProfile, on: date) -> tuple[Problem, ...]:
        """Everything for which a profile cannot be evaluated on a day; nothing when it can.

        Args:
            profile: the profile.
            on: the day.
        """
        return problems_of(self.rulebook, profile, on)

    def screen(self, profile: ClientProfile, on: date) -> Screening:
        """The verdicts and the rules that count, and nothing else: for when a yes or no is all that is wanted.

        Args:
            profile: what is known of the client.
            on: the day.

        Raises:
            InvalidProfile: the profile cannot be evaluated on that day; it holds every problem.
        """
        _refuse_other(self, profile, on)
        found = sweep(self._compiled, profile, on)
        low, act, high = levels(weigh(found))
        acting, possible = found.act, found.high
        for tested in found.tested:
            acting |= tested.code.bit if tested.counts[1] else 0
            possible |= tested.code.bit
        return Screening(
            techniques=self._compiled.layout.ids,
            low=low,
            verdict=act,
            high=high,
            acting=self._compiled.ids_of(acting),
            possible=self._compiled.ids_of(possible & ~acting) if possible != acting else (),
        )

    def evaluate(self, profile: ClientProfile, on: date) -> Assessment:
        """The answer for one client on one day.

        Args:
            profile: what is known of the client.
            on: the day. The library never asks what day it is.

        Raises:
            InvalidProfile: the profile cannot be evaluated on that day; it holds every problem.
        """
        _refuse_other(self, profile, on)
        found = sweep(self._compiled, profile, on)
        weighed = weigh(found)
        shown = shown_cases(found, self._untouched)
        answer = self._answer(found, weighed, shown)

        def differs(day: date) -> bool:
            then = sweep(self._compiled, profile, day)
            if then.same_as(found):
                return False
            shown_then = shown_cases(then, self._untouched)
            if self._seen(shown_then) != self._seen(shown):
                return True
            return not same_answer(answer, self._answer(then, weigh(then), shown_then))

        return self._horizon.held(answer, differs)

    def _answer(self, found: Sweep, weighed: Weighed, shown: tuple[ShownCase, ...]) -> Assessment:
        """The answer, but for how long it holds."""
        judgements = judge(found, weighed, shown, self._indications)
        techniques = frozenset(judgement.technique.id for judgement in focus(judgements))
        asked = questions(found, weighed, shown, techniques)
        restrictions = [case.seen.restriction for case in shown]
        return assemble(self.rulebook, found.profile, found.on, judgements, restrictions, asked)

    def _seen(self, shown: tuple[ShownCase, ...]) -> list[Restriction]:
        """The rules that count, as some technique shows them."""
        regions = self._compiled.regions
        return [
            seen.restriction
            for seen in (case.seen for case in shown)
            if any(seen.concerns(at, regions[at]) for at in seen.scope)
        ]


def _refuse_other(evaluator: Evaluator, profile: ClientProfile, on: date) -> None:
    """Refuse what is no profile at all."""
    if not isinstance(profile, ClientProfile):
        raise InvalidProfile(evaluator.check(profile, on))
