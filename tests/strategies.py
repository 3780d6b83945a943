"""Arbitrary checked rulebooks, and arbitrary clients that are valid for them: what the laws are tried on.

They are valid by construction. A new field that they cannot draw is not finished: ``test_strategies`` says so.
"""

from datetime import date

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from bodywork_rules.model import ClientProfile
from bodywork_rules.rulebook.rulebook import Rulebook
from strategies_draws import pick
from strategies_profiles import profiles
from strategies_rulebooks import rulebooks

__all__ = ["Scene", "profiles", "rulebooks", "scenes"]

DAYS = (date(2026, 11, 23), date(2024, 2, 29), date(2027, 1, 1))


@attrs.frozen(repr=False)
class Scene:
    """One client, on one day, under one rulebook.

    Attributes:
        rulebook: the rulebook.
        profile: the client.
        on: the day.
    """

    rulebook: Rulebook
    profile: ClientProfile
    on: date

    def but(self, **changes: object) -> "Scene":
        """The same scene with a profile that differs in these fields."""
        return attrs.evolve(self, profile=attrs.evolve(self.profile, **changes))

    def under(self, **changes: object) -> "Scene":
        """The same scene under a rulebook that differs in these parts."""
        return attrs.evolve(self, rulebook=rulebook_with(self.rulebook, **changes))

    def _repr_pretty_(self, printer: object, _cycle: object) -> None:
        """How Hypothesis prints it."""
        printer.text(repr(self))

    def __repr__(self) -> str:
        """Lines that replay it through the public API."""
        from bodywork_rules.rulebook import to_json

        return (
            f"Scene(\nrulebook = from_json(Rulebook, {to_json(self.rulebook)!r})\n"
            f"profile = from_json(ClientProfile, {to_json(self.profile)!r})\n"
            f"Evaluator(rulebook).evaluate(profile, on=date.fromisoformat({str(self.on)!r}))\n)"
        )


def rulebook_with(rulebook: Rulebook, **changes: object) -> Rulebook:
    """The same rulebook with some of its parts replaced, checked again."""
    parts = {field.name: getattr(rulebook, field.name) for field in attrs.fields(Rulebook)}
    return Rulebook(**{**parts, **changes})


@st.composite
def scenes(
    draw: DrawFn,
    *,
    unless: bool = True,
    rules: int = 0,
    asks: bool = False,
    argued: bool = False,
    reported: int = 0,
    followed: int = 0,
) -> Scene:
    """An arbitrary client under an arbitrary rulebook.

    Args:
        draw: given by Hypothesis.
        unless: whether rules may have an ``unless``.
        rules: how many rules there are at least.
        asks: whether the first rule asks for a clearance for a condition.
        argued: whether there are several techniques, arguments to rank them by, and goals.
        reported: how many findings there are at least.
        followed: how many measures there are at least.
    """
    rulebook = draw(rulebooks(unless=unless, rules=rules, asks=asks, argued=argued, followed=followed))
    on = pick(draw, DAYS)
    return Scene(rulebook, draw(profiles(rulebook, on, reported=reported, wanted=2 if argued else 0)), on)
