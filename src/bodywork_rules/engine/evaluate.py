"""The evaluator: one rulebook made ready, asked about one client at a time."""

from datetime import date
from typing import final

from bodywork_rules.engine.assemble import assemble, focus
from bodywork_rules.engine.compile import compile_rulebook
from bodywork_rules.engine.horizon import Horizon
from bodywork_rules.engine.judge import judge, shown_cases
from bodywork_rules.engine.moves import questions
from bodywork_rules.engine.rank import Indications
from bodywork_rules.engine.screen import Sweep, sweep
from bodywork_rules.engine.validity import problems_of
from bodywork_rules.engine.weigh import levels, weigh
from bodywork_rules.engine.why import untouched_restriction
from bodywork_rules.errors import InvalidProfile, Problem
from bodywork_rules.model import Assessment, ClientProfile, Screening
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
        """Make a rulebook ready."""
        self.rulebook = rulebook
        self._compiled = compile_rulebook(rulebook)
        self._indications = Indications.of(rulebook)
        self._horizon = Horizon.of(rulebook)
        self._untouched = tuple(untouched_restriction(self._compiled, code) for code in self._compiled.rules)

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
        if problems := problems_of(self.rulebook, profile, on):
            raise InvalidProfile(problems)
        found = sweep(self._compiled, profile, on)

        def again(day: date) -> Assessment | None:
            then = sweep(self._compiled, profile, day)
            return None if then.same_as(found) else self._answer(then)

        return self._horizon.held(self._answer(found), again)

    def _answer(self, found: Sweep) -> Assessment:
        """The answer, but for how long it holds."""
        weighed = weigh(found)
        shown = shown_cases(found, self._untouched)
        judgements = judge(found, weighed, shown, self._indications)
        techniques = frozenset(judgement.technique.id for judgement in focus(judgements))
        asked = questions(found, weighed, shown, techniques)
        restrictions = [case.restriction for case in shown]
        return assemble(self.rulebook, found.profile, found.on, judgements, restrictions, asked)
