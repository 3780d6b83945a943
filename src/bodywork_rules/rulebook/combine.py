"""How two rulebooks become one, in which nothing is replaced that was not said to be."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from bodywork_rules.errors import Problem, near
from bodywork_rules.model import Catalogue, Condition, Scoring
from bodywork_rules.rulebook.graph import closure
from bodywork_rules.rulebook.lifelong import lasts_for_life, over_after, states
from bodywork_rules.rulebook.parts import KINDS, Thing

__all__ = ["SCORING", "conflicts", "merged"]

CUT = " < "
"""Stands between a replaced condition and a broader one of which it is to be no kind any more."""

SHOWN = ("acute_is", "severe_is", "uncontrolled_is", "there_is", "one_side_is")
"""What a condition says that it is, or shows, by a detail or a place."""

HELD = (
    *("needs_kind", "lifelong", "over_after", "onset_at_least", "leaves", "leaves_for", "there"),
    *("ask", "ask_again_after", "regions", "icd10cm", "icd10cm_not"),
)
"""What else of a condition keeps it from being told as it cannot be, or a no or a code from saying too much."""

SCORING = "scoring"
"""Stands for the points of a rulebook among the ids that are replaced."""

Collections = Mapping[str, Catalogue[Any]]


def conflicts(
    ours: Collections, theirs: Collections, scoring: tuple[Scoring, Scoring], replacing: Collection[str]
) -> Iterator[Problem]:
    """A problem for each id that stands in both and is not replaced, and for each replaced that does not.

    A condition that is replaced and so cut from a broader one is a problem too, unless that is said; so is one that no
    longer says which condition it is, or shows, by a detail or a place, or how it cannot be told.

    Args:
        ours: the collections of the one rulebook, by name.
        theirs: those of the other.
        scoring: the points of either; where they differ they stand in both.
        replacing: the ids that are replaced, ``scoring`` for the points, ``a < b`` for each a that is cut from b, and
            ``a acute_is b`` for each a that does not say any more that it is b, ``a needs_kind`` for each a that does
            not need its kind any more.
    """
    cut, unsaid = _cut(ours, theirs), _unsaid(ours, theirs)
    in_both = {*cut, *unsaid}
    for collection, (kind, _) in KINDS.items():
        for id in ours[collection].ids:
            if id not in theirs[collection]:
                continue
            in_both.add(id)
            if id not in replacing:
                same = ours[collection][id] == theirs[collection][id]
                what = (
                    f"stands in both rulebooks{', the same in both,' if same else ','} and is not said to be replaced"
                )
                other = "leave it out of one" if same else "give it another id"
                yield Problem(where=f"{kind} {id}", what=what, hint=f"name `{id}` in `replacing`, or {other}")
    if scoring[0] != scoring[1]:
        in_both.add(SCORING)
        if SCORING not in replacing:
            what = "differs in the two rulebooks, and is not said to be replaced"
            yield Problem(where=SCORING, what=what, hint=f"name `{SCORING}` in `replacing`, or make them the same")
    for link in cut:
        replaced, _, broader = link.partition(CUT)
        if replaced in replacing and link not in replacing:
            what = "replaced, and no more a kind of"
            hint = f"give it in `broader`, or name `{link}` in `replacing` too"
            yield Problem(where=f"condition {replaced}", what=what, value=broader, hint=hint)
    yield from _without(unsaid, replacing)
    for id in sorted(set(replacing) - in_both):
        what = "said to be replaced, and does not stand in both rulebooks:"
        yield Problem(where="replacing", what=what, value=id, hint=near(id, in_both))


def _without(unsaid: Iterable[str], replacing: Collection[str]) -> Iterator[Problem]:
    """A problem for each thing that a replaced condition says no more, unless that is said."""
    for link in unsaid:
        replaced, state, *shown = link.split(" ")
        if replaced in replacing and link not in replacing:
            give = f"give it as `{state}`" if shown else "give it no less than it had"
            yield Problem(
                where=f"condition {replaced}",
                what=f"replaced, and no more with its `{state}`{':' if shown else ''}",
                value="".join(shown),
                hint=f"{give}, or name `{link}` in `replacing` too",
            )


def _cut(ours: Collections, theirs: Collections) -> list[str]:
    """Each replaced condition with each broader one that it loses, so that rules about that leave it out."""
    mine: Catalogue[Condition] = ours["conditions"]
    other: Catalogue[Condition] = theirs["conditions"]
    before = closure({each.id: each.broader for each in mine})
    after = closure({each.id: each.broader for each in (*mine, *other)})
    replaced = [id for id in mine.ids if id in other]
    return [f"{id}{CUT}{broader}" for id in replaced for broader in sorted(before[id] - after[id])]


def _unsaid(ours: Collections, theirs: Collections) -> list[str]:
    """Each replaced condition with each thing that it said to be, or to show, or not to be, and says no more."""
    mine: Catalogue[Condition] = ours["conditions"]
    other: Catalogue[Condition] = theirs["conditions"]
    before: dict[str, Condition] = {each.id: each for each in mine}
    after: dict[str, Condition] = before | {each.id: each for each in other}
    replaced = [id for id in mine.ids if id in other]
    shows = [
        f"{id} {state} {shown}"
        for id in replaced
        for state in SHOWN
        for shown in sorted(_shown(before, id, state) - _shown(after, id, state))
    ]
    held = [f"{id} {name}" for id in replaced for name in HELD if _is_less(before, after, id, name)]
    return [*shows, *held]


def _shown(conditions: Mapping[str, Condition], id: str, state: str) -> frozenset[str]:
    """What a condition, or where it says nothing one broader, says that it is, or shows, by a detail or a place."""
    match state:
        case "acute_is" | "severe_is" | "uncontrolled_is":
            return frozenset(states(conditions, id, state))
        case _:
            return frozenset({getattr(conditions[id], state)} - {None})


def _is_less(before: Mapping[str, Condition], after: Mapping[str, Condition], id: str, name: str) -> bool:
    """Whether a condition refuses less, or lets more through, by one attribute than it did before."""
    was, now = getattr(before[id], name), getattr(after[id], name)
    match name:
        case "lifelong":
            return lasts_for_life(before, id) and not lasts_for_life(after, id)
        case "over_after":
            return over_after(after, id) < over_after(before, id)
        case "there":
            return before[id].there_is == after[id].there_is and not {*was} <= {*now}
        case "leaves":  # any one of them is enough
            return bool(was) and not (now and {*now} <= {*was})
        case "leaves_for":  # without a time it is for good
            return bool(before[id].leaves and after[id].leaves) and now is not None and (was is None or now < was)
        case "ask_again_after":  # without a time a no holds for good
            return was is not None and (now is None or now > was)
        case "regions":  # none says anywhere
            return bool(now) and not (was and {*was} <= {*now})
        case "icd10cm":  # of a code that none has nobody knows what it says; of a past one, that it is over
            return not {*was} <= {*now} and not {*after[id].icd10cm_past} <= {*before[id].icd10cm_past}
        case "icd10cm_not":
            return bool(after[id].icd10cm) and not {*was} <= {*now}
        case _:
            return bool(was) and (not now or (name != "ask" and now < was))


def merged(ours: Collections, theirs: Collections) -> dict[str, list[Thing]]:
    """Each collection with the things of both; of one id, that of the other rulebook.

    Args:
        ours: the collections of the one rulebook, by name.
        theirs: those of the other.
    """
    return {
        collection: [*(thing for thing in ours[collection] if thing.id not in theirs[collection]), *theirs[collection]]
        for collection in KINDS
    }
