"""Whether the conditions form an is-a graph, and the regions a body."""

from collections.abc import Iterable, Iterator, Mapping

from bodywork_rules.errors import Problem
from bodywork_rules.model import Condition, Region
from bodywork_rules.model.half import judged, was_read
from bodywork_rules.rulebook.check.known import Known, check_time
from bodywork_rules.rulebook.codes import Span, bare
from bodywork_rules.rulebook.graph import cycles, heights

__all__ = ["DEEPEST", "check_conditions", "check_regions"]

DEEPEST = 20
"""No chain of broader conditions, of regions within regions or of predicates within predicates is longer."""


STATES = ("acute_is", "severe_is", "uncontrolled_is")
"""What a condition names that it is, by a detail of a finding."""


def _rings(kind: str, key: str, what: str, found: Iterable[tuple[str, ...]]) -> Iterator[Problem]:
    """A problem for each cycle, told at the first id on it."""
    for ring in found:
        first = ring.index(min(ring))
        along = [*ring[first:], *ring[:first], ring[first]]
        yield Problem(where=f"{kind} {along[0]} > {key}", what=what, value=" > ".join(along))


def _too_deep(kind: str, key: str, steps: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """A problem for each chain that is too long, told at its start; told once where one chain holds another."""
    for id, height in sorted(heights(steps).items()):
        if height == DEEPEST + 1:
            yield Problem(where=f"{kind} {id} > {key}", what=f"a chain of more than {DEEPEST} steps up from here")


def check_conditions(known: Known) -> Iterator[Problem]:
    """What is wrong with the conditions and with what they say of one another."""
    for condition in known.parts.conditions:
        yield from judged(OF_A_CONDITION, known, f"condition {condition.id}", condition)
    yield from _rings("condition", "broader", "broader than itself:", known.circles)
    heirs = _links("replaced_by", known.conditions)
    yield from _rings("condition", "replaced_by", "replaced by itself:", cycles(heirs))
    yield from _too_deep("condition", "broader", known.upward)


def _links(name: str, things: Mapping[str, object]) -> dict[str, list[str]]:
    """Where an attribute leads from each thing: to one other or, when it is not given or not read, to none."""
    found = {id: getattr(thing, name, None) for id, thing in things.items()}
    return {id: [other] if other else [] for id, other in found.items()}


def _condition_names(known: Known, at: str, condition: Condition) -> Iterator[Problem]:
    """A problem for each condition that is named and is not there."""
    yield from known.unknown(f"{at} > broader", "conditions", *condition.broader)
    yield from known.unknown(f"{at} > replaced_by", "conditions", condition.replaced_by)
    for name in (*STATES, "there_is", "one_side_is"):
        yield from known.unknown(f"{at} > {name}", "conditions", getattr(condition, name))
    yield from known.unknown(f"{at} > leaves", "conditions", *condition.leaves)


def _condition_sites(known: Known, at: str, condition: Condition) -> Iterator[Problem]:
    """A problem for each place that is none."""
    yield from known.misplaced(f"{at} > regions", condition.regions)
    yield from known.misplaced(f"{at} > there", condition.there)
    yield from known.elsewhere(f"{at} > there", condition.id, condition.there)
    if bool(condition.there) != bool(condition.there_is):
        what = "`there` and `there_is`, one without the other:"
        yield Problem(where=at, what=what, value=condition.there_is or ", ".join(map(str, condition.there)))


def _condition_time(_: Known, at: str, condition: Condition) -> Iterator[Problem]:
    """A problem where a no would hold for no time, or longer than any time may be."""
    yield from check_time(f"{at} > ask_again_after", condition.ask_again_after, holds="answer")


def _condition_course(_: Known, at: str, condition: Condition) -> Iterator[Problem]:
    yield from check_time(f"{at} > onset_at_least", condition.onset_at_least, holds="onset")
    yield from check_time(f"{at} > over_after", condition.over_after, holds="end")
    yield from check_time(f"{at} > leaves_for", condition.leaves_for, holds="end")
    if condition.leaves_for is not None and not condition.leaves:
        what = "`leaves_for` without `leaves`:"
        yield Problem(where=at, what=what, value=str(condition.leaves_for.days))
    if condition.lifelong and condition.leaves:
        what, hint = "what it leaves behind when it is over, of what lasts for life:", "leave it out"
        yield Problem(where=f"{at} > leaves", what=what, value=condition.leaves[0], hint=hint)
    if condition.lifelong and condition.over_after is not None:
        what, hint = "when it is over, of what lasts for life:", "leave it out"
        yield Problem(where=f"{at} > over_after", what=what, value=str(condition.over_after.days), hint=hint)
    if condition.lifelong and condition.icd10cm_past:
        what, hint = "a code that says it is over, of what lasts for life:", "move it to `icd10cm`"
        yield Problem(where=f"{at} > icd10cm_past", what=what, value=condition.icd10cm_past[0], hint=hint)


def _condition_codes(_: Known, at: str, condition: Condition) -> Iterator[Problem]:
    """A problem for each code left out that no code of the condition stands for, or that it is given itself."""
    if not condition.icd10cm_not:
        return
    own = [span for code in condition.icd10cm if (span := Span.of(bare(code)))]
    for code in condition.icd10cm_not:
        left = Span.of(bare(code))
        if left is None or left in own or not any(each.holds(left) for each in own):
            what = "a code left out that does not lie below one of `icd10cm`:"
            yield Problem(where=f"{at} > icd10cm_not", what=what, value=code)


def _redundant(known: Known, at: str, condition: Condition) -> Iterator[Problem]:
    """A problem for each broader condition to which another one leads already."""
    for far in () if condition.id in known.adrift else condition.broader:
        nearer = [each for each in condition.broader if each != far and far in known.broader.get(each, ())]
        if nearer:
            what = f"redundant, since `{nearer[0]}` is a kind of it already:"
            yield Problem(where=f"{at} > broader", what=what, value=far, hint="leave it out")


def _condition_heir(known: Known, at: str, condition: Condition) -> Iterator[Problem]:
    """A problem where the rules of what stands in the place of a retired condition would miss it."""
    heir = condition.replaced_by
    if not heir or heir == condition.id or heir not in known.conditions:
        return
    above = known.broader[condition.id]
    if above & known.adrift:
        return
    if heir not in above and all(was_read(known.conditions.get(each, condition), "broader") for each in above):
        what = "a retired condition that is no kind of the one in its place, whose rules would pass it by:"
        yield Problem(where=f"{at} > replaced_by", what=what, value=heir, hint="name it in `broader`")


def _condition_kinds(known: Known, at: str, condition: Condition) -> Iterator[Problem]:
    """A problem where a kind is needed and there is none."""
    if condition.needs_kind and condition.id in known.kindless:
        yield Problem(where=f"{at} > needs_kind", what="a kind is needed, and there is none:", value=condition.id)


def _condition_states(known: Known, at: str, condition: Condition) -> Iterator[Problem]:
    """A problem where what a detail of it says is told with it already."""
    for name in STATES:
        state: str | None = getattr(condition, name)
        if state is not None and state in known.broader.get(condition.id, ()):
            what, hint = "told by the condition itself already:", "name what is worse than it"
            yield Problem(where=f"{at} > {name}", what=what, value=state, hint=hint)


OF_A_CONDITION = (
    _condition_kinds,
    _condition_states,
    _condition_names,
    _condition_sites,
    _condition_time,
    _condition_course,
    _condition_codes,
    _redundant,
    _condition_heir,
)


def check_regions(known: Known) -> Iterator[Problem]:
    """What keeps the regions from being a body: one forest of parts, with limbs that lead to the middle."""
    for region in known.parts.regions:
        yield from judged(OF_A_REGION, known, f"region {region.id}", region)
    within = _links("within", known.regions)
    rings = list(_rings("region", "within", "a part of itself:", cycles(within)))
    yield from rings
    if not rings:
        regions = {id: region for id, region in known.regions.items() if was_read(region)}
        yield from _too_deep("region", "within", within)
        inward = {id: [central] if (central := _next_inward(regions, id)) else [] for id in regions}
        yield from _rings("region", "central", "more central than itself:", cycles(inward))
        yield from _overlapping(regions)


def _region_names(known: Known, at: str, region: Region) -> Iterator[Problem]:
    """A problem for each region that is named and is not there."""
    yield from known.unknown(f"{at} > within", "regions", region.within)
    yield from known.unknown(f"{at} > central", "regions", region.central)


def _region_whole(known: Known, at: str, region: Region) -> Iterator[Problem]:
    """A problem where a region of which there are two has a part of which there is one."""
    whole = known.regions.get(region.within or "")
    if whole and whole.paired and not region.paired:
        what = "a part of a paired region that is not paired itself, within"
        yield Problem(where=f"{at} > paired", what=what, value=whole.id)


def _region_limb(known: Known, at: str, region: Region) -> Iterator[Problem]:
    """A problem where a limb would not be one of a left and a right."""
    central = known.regions.get(region.central or "")
    if region.central and not region.paired:
        what = "a region of a limb that is not paired, with a more central one:"
        yield Problem(where=f"{at} > central", what=what, value=region.central)
    elif central and not central.paired:
        what = "the more central region of a limb must be paired, and is not:"
        yield Problem(where=f"{at} > central", what=what, value=central.id)


OF_A_REGION = (_region_names, _region_whole, _region_limb)


def _next_inward(regions: Mapping[str, Region], id: str) -> str | None:
    """The next more central region, its own or that of the region it is a part of."""
    at = regions.get(id)
    while at is not None and at.central is None:
        at = regions.get(at.within or "")
    return at.central if at else None


def _overlapping(regions: Mapping[str, Region]) -> Iterator[Problem]:
    """A problem for each region whose more central one holds it, or is a part of it."""
    for region in regions.values():
        central = region.central
        if central is None or central == region.id:
            continue
        if central in _wholes(regions, region.id) or region.id in _wholes(regions, central):
            what = "a more central region that it is a part of, or that is a part of it:"
            yield Problem(where=f"region {region.id} > central", what=what, value=central)


def _wholes(regions: Mapping[str, Region], id: str) -> Iterator[str]:
    """A region, and those that it is a part of."""
    at = regions.get(id)
    while at is not None:
        yield at.id
        at = regions.get(at.within or "")
