"""Whether something that rules speak of, as heat, may be brought to some places of a client's body."""

from collections.abc import Iterable, Iterator

from bodywork_rules.engine.reference.rules import Case, cases
from bodywork_rules.engine.reference.truth import Client
from bodywork_rules.model import Assessment, Contraindication, Judgement, TraitId, Verdict

__all__ = ["is_ruled_out", "that_may_count"]


def that_may_count(client: Client) -> tuple[Case, ...]:
    """The rules that count in any reading.

    Args:
        client: the client.
    """
    return tuple(case for case in cases(client) if case.counts[2])


def is_ruled_out(client: Client, assessment: Assessment, rules: Iterable[Case], trait: TraitId, places: int) -> bool:
    """Whether a trait may not be brought to some places, whatever brings it.

    Args:
        client: the client.
        assessment: the answer, which says what may be done of techniques that cannot do without the trait.
        rules: those that count in any reading.
        trait: the trait.
        places: the points, a bit each.

    Returns:
        True when the client declines it; when at some of the places one of the rules rules it out, or is for it or for
        everything and stricter than MODIFY; or when each technique that needs it and is done at some
        of the places has to wait or be avoided there.
    """
    if trait in client.profile.preferences.declines or any(_forbids(case, trait, places) for case in rules):
        return True
    needing = [each for each in assessment.judgements if trait in each.technique.essential]
    waits = [found for each in needing for found in _waits(client, each, places)]
    return bool(waits) and all(waits)


def _forbids(case: Case, trait: TraitId, places: int) -> bool:
    """Whether a rule holds at some of the places and forbids the trait there."""
    if not case.points[2] & places:
        return False
    return trait in case.limits.no_traits or (_is_for(case.rule, trait) and case.verdicts[2] > Verdict.MODIFY)


def _is_for(rule: Contraindication, trait: TraitId) -> bool:
    """Whether a rule is for all that has a trait."""
    return rule.to.all or trait in rule.to.traits_any


def _waits(client: Client, judgement: Judgement, places: int) -> Iterator[bool]:
    """Whether a technique has to wait or be avoided at some of the places; nothing when it is done at none of them."""
    there = [each for each in judgement.sites if client.rulebook.body.union(each.sites) & places]
    if there:
        yield any(each.high > Verdict.MODIFY for each in there)
