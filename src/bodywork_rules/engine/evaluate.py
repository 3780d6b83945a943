"""The evaluator: one rulebook made ready, asked about one client at a time."""

from datetime import date
from typing import final

from bodywork_rules.engine.ask.moves import moves
from bodywork_rules.engine.ask.shown import ShownCase, board_of, shows_others, touched_cases
from bodywork_rules.engine.ask.untouched import Untouched
from bodywork_rules.engine.assemble import assemble, is_urgent_unknown, same_answer
from bodywork_rules.engine.compile.index import compile_rulebook
from bodywork_rules.engine.horizon import Horizon
from bodywork_rules.engine.judge.board import Others
from bodywork_rules.engine.judge.judgements import judge
from bodywork_rules.engine.judge.weigh import levels, weigh_verdicts
from bodywork_rules.engine.rank import Indications
from bodywork_rules.engine.screen.found import Sweep
from bodywork_rules.engine.screen.sweep import sweep
from bodywork_rules.engine.validity.problems import problems_of
from bodywork_rules.errors import InvalidProfile, Problem
from bodywork_rules.model import Assessment, ClientProfile, Screening, parse
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
        self._untouched = Untouched.of(self._compiled)

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
        compiled, folds = self._compiled, self._compiled.folds
        found = sweep(compiled, profile, on)
        act, acting_ids = folds.code_and_ids(found.act)
        low = act if found.low == found.act else folds.code(found.low)
        high = act if found.high == found.act else folds.code(found.high)
        lowest, to_act, highest = levels(compiled.layout, weigh_verdicts(found, low, act, high))
        acting, possible = found.act, found.high | found.untouched
        for tested in found.tested:
            acting |= tested.code.bit if tested.counts[1] else 0
            possible |= tested.code.bit
        return Screening(
            techniques=compiled.layout.ids,
            low=lowest,
            verdict=to_act,
            high=highest,
            acting=acting_ids if acting == found.act else folds.code_and_ids(acting)[1],
            possible=() if possible == acting else folds.code_and_ids(possible & ~acting)[1],
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
        touched = touched_cases(found)
        answer = self._answer(found, touched)

        def differs(day: date) -> bool:
            then = sweep(self._compiled, profile, day, since=found)
            if shows_others(touched, found, then, self._untouched):
                return True
            if then.same_as(found):
                return False
            touched_then = touched_cases(then)
            if not self._same_restrictions((found, touched), (then, touched_then)):
                return True
            return not same_answer(answer, self._answer(then, touched_then))

        return self._horizon.held(answer, differs)

    def _same_restrictions(self, *days: tuple[Sweep, tuple[ShownCase, ...]]) -> bool:
        """Whether on both days the same rules count, as some technique shows them."""
        differ = len({found.untouched for found, _ in days}) > 1
        one, other = (
            [
                seen.restriction
                for seen in Others(self._untouched.seen, found.untouched if differ else 0).among(
                    case.seen for case in touched
                )
                if seen.techniques
            ]
            for found, touched in days
        )
        return one == other

    def _answer(self, found: Sweep, touched: tuple[ShownCase, ...]) -> Assessment:
        """The answer, but for how long it holds."""
        board, untouched = board_of(found, touched, self._untouched), self._untouched
        judgements, layout = judge(found, board, self._indications), board.weighed.layout
        matter = layout.spread(at for at, each in enumerate(judgements) if each.arguments) or layout.ones
        restrictions = [case.seen.restriction for case in touched]
        return assemble(
            self.rulebook,
            found.profile,
            found.on,
            judgements,
            restrictions,
            moves(found, board.weighed, touched, untouched.doubts, matter),
            waiting={clearance: layout.named[places] for clearance, places in board.waiting.items()},
            urgent_unknown=bool(found.untouched & untouched.urgent) or any(map(is_urgent_unknown, restrictions)),
        )


def _refuse_other(evaluator: Evaluator, profile: ClientProfile, on: date) -> None:
    """Refuse what is no profile at all."""
    if not isinstance(profile, ClientProfile):
        raise InvalidProfile(evaluator.check(profile, on))
