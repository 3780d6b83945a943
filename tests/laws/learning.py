"""Clients of whom more is learnt: one that knows less and one that knows more, and nothing else between them."""

from datetime import date, timedelta

import attrs
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from bodywork_rules.engine.validity.problems import problems_of
from bodywork_rules.model import (
    EVERYTHING,
    Finding,
    Goal,
    Measured,
    Measurement,
    PartialDate,
    Quantity,
    Severity,
    Side,
    Site,
    Stage,
    Status,
    This,
    When,
)
from bodywork_rules.model.dates import span_of
from bodywork_rules.model.predicates import leaves
from laws.readings import client_of, implied
from strategies import Scene, scenes
from strategies_draws import chance, few, pick
from strategies_profiles import Visit, every_site, finding, past, value, when

DETAILS = ("onset", "end", "sites", "severity", "stage", "controlled")
Place = tuple[str, int]


@attrs.frozen
class Learning:
    """The same client before and after something was learnt.

    Attributes:
        less: what was known before.
        more: what is known after.
        what: what was learnt, in words.
    """

    less: Scene
    more: Scene
    what: str

    def __attrs_post_init__(self) -> None:
        """Leave out what cannot be learnt: what is refused once it is told."""
        for scene in (self.less, self.more):
            assume(not problems_of(scene.rulebook, scene.profile, scene.on))


def visit_of(scene: Scene) -> Visit:
    """What details are drawn for."""
    return Visit(scene.rulebook, scene.on, scene.profile.taken, every_site(scene.rulebook.body))


def places_of(scene: Scene) -> list[tuple[Place, Finding]]:
    """Each finding given, with the field and the place where it stands."""
    return [
        ((name, at), each)
        for name in ("findings", "medications")
        for at, each in enumerate(getattr(scene.profile, name))
    ]


def with_finding(scene: Scene, place: Place, changed: Finding) -> Scene:
    """The same scene with one finding replaced."""
    name, at = place
    given = getattr(scene.profile, name)
    return scene.but(**{name: (*given[:at], changed, *given[at + 1 :])})


def may_be_given(each: Finding, detail: str) -> bool:
    """Whether a finding may have a detail that it has not."""
    if getattr(each, detail) not in (None, ()):
        return False
    return detail != "end" or each.status is not Status.PRESENT


def may_begin(scene: Scene, each: Finding, onset: When) -> bool:
    """Whether a finding may have begun then: before it ended, and not certainly after a record that names it."""
    told = scene.profile.taken or scene.on
    begins = span_of(onset, told)[0]
    ended = each.end is None or begins <= span_of(each.end, told)[1]
    return ended and all(begins <= day for day in naming(scene, each))


def naming(scene: Scene, each: Finding) -> list[object]:
    """The days of the records that name a finding."""
    return [record.on for record in scene.profile.clearances if each.id is not None and each.id in record.findings]


def a_detail(draw: DrawFn, scene: Scene, each: Finding, detail: str) -> object:
    """A detail that a finding has not; nothing when none was found that it may have."""
    visit = visit_of(scene)
    match detail:
        case "onset":
            drawn = when(draw, visit)
            if may_begin(scene, each, drawn):
                return drawn
            told = scene.profile.taken or scene.on
            last = min([*naming(scene, each), *([span_of(each.end, told)[1]] if each.end else [])])
            exact = past(draw, min(last, scene.on))
            return PartialDate(earliest=exact, latest=exact)
        case "end":
            drawn = when(draw, visit)
            begins_before = each.onset is None or visit.span(drawn)[1] >= visit.span(each.onset)[0]
            return drawn if begins_before else each.onset
        case "sites":
            return few(draw, visit.places(each.condition), least=1, most=2) or None
        case "severity":
            return pick(draw, tuple(Severity))
        case "stage":
            return pick(draw, tuple(Stage))
        case _:
            return pick(draw, (True, False))


@st.composite
def details_supplied(draw: DrawFn) -> Learning:
    """A detail of a finding that was not given."""
    scene = draw(scenes(rules=1, reported=1))
    lacking = [(place, each, name) for place, each in places_of(scene) for name in DETAILS if may_be_given(each, name)]
    assume(lacking)
    place, each, name = pick(draw, lacking)
    supplied = a_detail(draw, scene, each, name)
    assume(supplied is not None)
    return Learning(scene, with_finding(scene, place, attrs.evolve(each, **{name: supplied})), f"{place} {name}")


@st.composite
def details_left_out(draw: DrawFn) -> Learning:
    """A detail of a finding that is given, and one day is not."""
    scene = draw(scenes(rules=1, reported=1))
    given = [
        (place, each, name)
        for place, each in places_of(scene)
        for name in DETAILS
        if getattr(each, name) not in (None, ())
    ]
    assume(given)
    place, each, name = pick(draw, given)
    left_out = attrs.evolve(each, **{name: () if name == "sites" else None})
    return Learning(with_finding(scene, place, left_out), scene, f"{place} {name}")


def sharper_dates(scene: Scene, each: Finding) -> list[tuple[Finding, str]]:
    """The same finding with an imprecise onset or end made exact."""
    told = scene.profile.taken or scene.on
    found = []
    for name in ("onset", "end"):
        given = getattr(each, name)
        if given is None or (isinstance(given, PartialDate) and given.earliest == given.latest):
            continue
        first, last = span_of(given, told)
        for day in {first, last, first + timedelta(days=(last - first).days // 2)}:
            exact = PartialDate(earliest=day, latest=day)
            changed = attrs.evolve(each, **{name: exact})
            ordered = (
                changed.onset is None
                or changed.end is None
                or span_of(changed.end, told)[1] >= span_of(changed.onset, told)[0]
            )
            if ordered and (name == "end" or may_begin(scene, attrs.evolve(each, end=None), exact)):
                found.append((changed, f"{name} {day}"))
    return sorted(found, key=lambda pair: pair[1])


def sharper_sites(scene: Scene, each: Finding) -> list[tuple[Finding, str]]:
    """The same finding with a side where none was said."""
    return [
        (
            attrs.evolve(each, sites=[site for site in each.sites if site != vague] + [attrs.evolve(vague, side=side)]),
            str(side),
        )
        for vague in each.sites
        if vague.side is None and paired(scene, vague)
        for side in (Side.LEFT, Side.RIGHT)
    ]


def has_a_window(scene: Scene, each: Finding) -> bool:
    """Whether a rule about a finding reads when it began or ended."""
    about = scene.rulebook.broader_of(each.condition)
    asked = [
        leaf.details
        for rule in scene.rulebook.contraindications
        if rule.about in about
        for leaf in (*leaves(rule.when), *leaves(rule.unless))
        if isinstance(leaf, This)
    ]
    return any(each.onset_within or each.onset_at_least or each.ended_within or each.ended_at_least for each in asked)


@st.composite
def details_sharpened(draw: DrawFn) -> Learning:
    """An imprecise date made exact, or a side where none was said."""
    scene = draw(scenes(rules=1, reported=1))
    able = [
        (place, changed, what)
        for place, each in places_of(scene)
        for changed, what in (*sharper_dates(scene, each), *sharper_sites(scene, each))
    ]
    assume(able)
    read = [(place, changed, what) for place, changed, what in able if has_a_window(scene, changed)]
    place, changed, what = pick(draw, read if read and chance(draw, 2) else able)
    return Learning(scene, with_finding(scene, place, changed), f"{place} {what}")


@st.composite
def measurements_supplied(draw: DrawFn) -> Learning:
    """A value of a quantity of which there was none."""
    scene = draw(scenes(rules=1))
    profile = scene.profile
    known = {each.quantity for each in profile.measurements}
    if profile.age is not None or profile.born is not None:
        known.add("age")
    missing = [each for each in scene.rulebook.quantities if each.id not in known]
    assume(missing)
    of = pick(draw, missing)
    on = pick(draw, (None, past(draw, scene.on)))
    measured = Measurement(of.id, value=value(draw, of), on=on)
    return Learning(scene, scene.but(measurements=(*profile.measurements, measured)), of.id)


@st.composite
def statuses_supplied(draw: DrawFn) -> Learning:
    """Whether something suspected is present, or over."""
    scene = draw(scenes(rules=1, reported=1))
    place, each = pick(draw, places_of(scene))
    each = attrs.evolve(each, status=Status.SUSPECTED)
    scene = with_finding(scene, place, each)
    status = pick(draw, (Status.RESOLVED,) if each.end else (Status.PRESENT, Status.RESOLVED))
    return Learning(scene, with_finding(scene, place, attrs.evolve(each, status=status)), f"{place} {status.value}")


@st.composite
def suspicions_under_control(draw: DrawFn) -> Learning:
    """Something suspected, without and with a word on whether it is under control."""
    scene = draw(scenes(rules=1, reported=1))
    place, each = pick(draw, places_of(scene))
    silent = attrs.evolve(each, status=Status.SUSPECTED, controlled=None)
    said = attrs.evolve(silent, controlled=pick(draw, (True, False)))
    return Learning(with_finding(scene, place, silent), with_finding(scene, place, said), f"{place} controlled")


@st.composite
def nos_supplied(draw: DrawFn) -> Learning:
    """One more condition about which the client told all there is."""
    scene = draw(scenes(rules=1))
    answered = scene.profile.answered
    unasked = [id for id in (*scene.rulebook.conditions.ids, EVERYTHING) if id not in answered]
    assume(unasked)
    id = pick(draw, unasked)
    return Learning(scene, scene.but(answered=(*answered, id)), id)


@st.composite
def findings_supplied(draw: DrawFn) -> Learning:
    """One more finding, of a condition that is open as is everything broader."""
    scene = draw(scenes(rules=1))
    client = client_of(scene)
    open_ones = [id for id in scene.rulebook.conditions.ids if all(map(client.is_open, scene.rulebook.broader_of(id)))]
    assume(open_ones)
    added = finding(draw, visit_of(scene), pick(draw, open_ones), pick(draw, (None, "added")))
    return Learning(scene, scene.but(findings=(*scene.profile.findings, added)), added.condition)


@st.composite
def with_a_stale_value(draw: DrawFn) -> Learning:
    """A value that is too old, and the same one measured today; it does not move on by itself."""
    scene = draw(scenes(rules=1))
    lasts = timedelta(days=pick(draw, (1, 10)))
    mood = Quantity(id="mood", name="mood", unit="points", least=0, most=10, fresh_for=lasts, ask="How are you?")
    bound = pick(draw, (5, 2.5))
    asked = Measured("mood", at_least=bound) if pick(draw, (True, False)) else Measured("mood", below=bound)
    rules = [attrs.evolve(each, when=asked) for each in scene.rulebook.contraindications if each.about is not None]
    scene = scene.under(quantities=[*scene.rulebook.quantities, mood], contraindications=rules).but(clearances=())
    value_then = pick(draw, (0, 2, 4, 6, 10))
    old, new = (Measurement("mood", value=value_then, on=scene.on - timedelta(days=days)) for days in (30, 0))
    kept = scene.profile.measurements
    return Learning(scene.but(measurements=(*kept, old)), scene.but(measurements=(*kept, new)), str(value_then))


@st.composite
def with_a_goal_alone(draw: DrawFn) -> Learning:
    """A goal, with and without a finding that says in so many words what it says."""
    scene = draw(scenes(rules=1, reported=1))
    complaint = pick(draw, scene.rulebook.conditions.ids)
    kinds = scene.rulebook.narrower_of(complaint)
    places = visit_of(scene).places(complaint)
    sites = few(draw, places, least=1, most=2) if places and pick(draw, (True, False)) else []
    kept = {
        name: [
            each
            for each in getattr(scene.profile, name)
            if each.condition not in kinds or each.status is Status.RESOLVED
        ]
        for name in ("findings", "medications")
    }
    goal = Goal(complaint, sites=sites)
    scene = scene.but(**kept, goals=[goal], clearances=())
    sided = [
        attrs.evolve(site, side=side)
        for site in sites
        for side in ((site.side,) if site.side in (Side.LEFT, Side.RIGHT) or not paired(scene, site) else Side)
    ]
    told = Finding(complaint, sites=[site for site in sided if site.side is not Side.BOTH])
    return Learning(scene, scene.but(findings=[*kept["findings"], told]), complaint)


@st.composite
def with_an_end(draw: DrawFn) -> Learning:
    """What is over or suspected, with its end; and the same with an onset told to be no later than that end."""
    scene = draw(scenes(rules=1, reported=1))
    told = scene.profile.taken or scene.on  # an imprecise onset is cut at that day, a later end would not be
    there = [(place, each) for place, each in places_of(scene) if each.end is not None]
    ended = [(place, each) for place, each in there if span_of(each.end, told)[1] <= told]
    assume(ended)
    place, each = pick(draw, ended)
    each = attrs.evolve(each, onset=None) if chance(draw, 2) else each
    earliest, latest = span_of(each.onset, told) if each.onset else (date.min, date.max)
    onset = PartialDate(earliest=earliest, latest=min(latest, span_of(each.end, told)[1]))
    less, more = (with_finding(scene, place, told) for told in (each, attrs.evolve(each, onset=onset)))
    return Learning(less, more, f"{place} {onset}")


def paired(scene: Scene, site: Site) -> bool:
    """Whether there is one on each side."""
    return scene.rulebook.regions[site.region].paired


def same_implied(learnt: Learning) -> bool:
    """No finding that a goal implies comes or goes."""
    return implied(learnt.less) == implied(learnt.more)
