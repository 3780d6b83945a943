"""What to ask: the unknowns that could change a verdict, a limit or a referral (meaning, "Questions")."""

from collections.abc import Sequence

import attrs

from bodywork_rules.engine.ask.questions import AtStake, in_order
from bodywork_rules.engine.reference.rules import Case, unknowns_of
from bodywork_rules.engine.reference.truth import Client
from bodywork_rules.engine.reference.verdicts import judged_at
from bodywork_rules.engine.scope import takes_in
from bodywork_rules.model import Question, Technique, Unknown

__all__ = ["questions"]


def questions(client: Client, tested: Sequence[Case], techniques: Sequence[Technique]) -> tuple[Question, ...]:
    """The questions about these techniques, in the order to ask.

    A rule of which something is not known is tried both ways, as if it surely counted wherever it may hold, and as if
    it counted only where it surely does; what makes it unknown is asked when either moves a verdict or a limit, or
    when the rule refers.
    """
    asked: dict[Unknown, AtStake] = {}
    for at, case in enumerate(tested):
        if not case.is_unknown:
            continue
        others = [*tested[:at], *tested[at + 1 :]]
        moved = frozenset(
            technique.id
            for technique in techniques
            if takes_in(case.rule.to, technique) and moves(client, technique, tested, others, case)
        )
        if moved or case.rule.referral is not None:
            for unknown in unknowns_of(client, case):
                AtStake.add(asked, unknown, case.rule, case.verdicts[2], moved)
    reported = {finding.condition for finding in client.findings}
    return in_order(client.rulebook, asked, reported, client.is_open)


def moves(client: Client, technique: Technique, tested: Sequence[Case], others: Sequence[Case], case: Case) -> bool:
    """Whether a rule, surely counting or surely not, would change what is said of a technique anywhere."""
    certain, _, possible = case.points
    surely = attrs.evolve(case, counts=(True, True, True), points=(possible,) * 3, ruling=case.ruling.always(2))
    otherwise = attrs.evolve(case, points=(certain,) * 3, ruling=case.ruling.always(0))
    return any(
        bearing(client, technique, [*others, *instead], reading) != bearing(client, technique, tested, reading)
        for instead in ([surely], [otherwise] if case.counts[0] else [])
        for reading in (0, 1, 2)
    )


def bearing(client: Client, technique: Technique, tested: Sequence[Case], reading: int) -> dict[int, object]:
    """What bears on what may be done, at each point."""
    return {bit: at.bearing for bit, at in judged_at(client, technique, tested, reading).items()}
