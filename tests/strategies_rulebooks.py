"""Arbitrary rulebooks that pass the checker: small, but of every shape that the format allows."""

from datetime import date, timedelta

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from bodywork_rules.model import (
    About,
    Body,
    Certainty,
    Clearance,
    CodeSystem,
    Coding,
    Condition,
    Direction,
    Indication,
    Quantity,
    Range,
    Region,
    Scoring,
    Showing,
    Side,
    Site,
    Source,
    Stage,
    Strengths,
    Technique,
    Term,
    Text,
    Uses,
)
from bodywork_rules.rulebook.rulebook import Rulebook
from strategies_care import care
from strategies_draws import chance, few, pick, some, upto, words
from strategies_measures import measures, reviews, therapist_signs, trainings
from strategies_rules import Ground, contraindications

TRAITS = ("heat", "oil", "stretch", "suction")
FAMILIES = ("plain", "vivid")
POSITIONS = ("prone", "supine")
PRODUCTS = ("balm", "lotion")
OUTCOMES = ("function", "pain")
CLINICIANS = ("nurse", "physician")
TRAININGS = ("course", "licence")
PRESSURES = ("0", "2", "3", "5")

OWN_TEXTS = (Text(id="letter-question", text="{number}: {name}, {number}?"), Text(id="greeting", text="Hi"))


def bodies(draw: DrawFn) -> tuple[Region, ...]:
    """The trunk, and perhaps a head in parts, an arm with its hand in parts, a leg."""
    told = {"told_by": ["condition 1"], "icd10cm": ["S50-S59"]} if chance(draw, 3) else {}
    regions = [Region(id="belly", name="belly", synonyms=["tummy"], **told)]
    if chance(draw, 2):
        regions += [
            Region(id="back", name="back"),
            Region(id="lower-back", name="lower back", within="back"),
            Region(id="upper-back", name="upper back", within="back"),
        ]
    limb = draw(upto(3))
    if limb:
        regions += [
            Region(id="arm", name="arm", paired=True),
            Region(id="upper-arm", name="upper arm", within="arm", paired=True),
            Region(id="hand", name="hand", within="arm", paired=True, central="upper-arm", icd10cm_sided=["S52"]),
        ]
    if limb > 1:
        regions += [
            Region(id="palm", name="palm", within="hand", paired=True),
            Region(id="thumb", name="thumb", within="hand", paired=True, central="palm"),
        ]
    if limb > 2:
        regions += [
            Region(id="foot", name="foot", paired=True, central="thigh"),
            Region(id="thigh", name="thigh", paired=True),
        ]
    return tuple(regions)


def sites_of(body: Body, within: int | None = None) -> list[Site]:
    """Every site of a body that lies within some points; each paired one under no side, left, right and both."""
    allowed = body.whole if within is None else within
    found = [
        Site(region=region.id, side=side)
        for region in body.regions
        for side in ((Side.LEFT, None, Side.RIGHT, Side.BOTH) if region.paired else (None,))
    ]
    return [site for site in found if body.mask(site) & ~allowed == 0]


def conditions(draw: DrawFn, body: Body) -> list[Condition]:
    """Three to seven conditions in an is-a graph in which no edge says what two others say."""
    found: list[Condition] = []
    ancestors: dict[str, set[str]] = {}
    sites = sites_of(body)
    for number in range(3 + draw(upto(4))):
        id = f"c{number}"
        wanted = few(draw, [each.id for each in found], most=2)
        broader = [each for each in wanted if not any(each in ancestors[other] for other in wanted if other != each)]
        ancestors[id] = set(broader).union(*(ancestors[each] for each in broader))
        lifelong = pick(draw, (True, False)) if chance(draw, 6) else None
        found.append(
            Condition(
                id=id,
                name=f"condition {number}",
                kind=pick(draw, ("disorder", "risk", "drug")),
                broader=broader,
                regions=few(draw, sites, least=1) if chance(draw, 3) else (),
                ask=f"Have you condition {number}?",
                ask_again_after=timedelta(days=pick(draw, (3, 10, 31))) if chance(draw, 3) else None,
                lifelong=lifelong,
                onset_at_least=timedelta(days=pick(draw, (10, 60))) if chance(draw, 8) else None,
                over_after=timedelta(days=pick(draw, (10, 60))) if not lifelong and chance(draw, 8) else None,
                synonyms=[word] if (word := words(draw)) else (),
                icd10cm=["S52"] if (coded := chance(draw, 8)) else (),
                icd10cm_not=["S52.5"] if coded and chance(draw, 2) else (),
                icd10cm_past=["Z87.81"] if coded and number and not lifelong else (),
                rxnorm=["11289"] if chance(draw, 8) else (),
                replaced_by=pick(draw, sorted(ancestors[id])) if ancestors[id] and chance(draw, 8) else None,
            )
        )
    narrowed = set().union(*ancestors.values())
    found = [attrs.evolve(each, ask="") if each.id in narrowed and chance(draw, 3) else each for each in found]
    kinds = {each.id: [id for id in ancestors if each.id in ancestors[id]] for each in found}
    others = {each.id: sorted(ancestors.keys() - {each.id}) for each in found}
    found = [with_course(draw, each, kinds[each.id], others[each.id]) for each in found]
    worse = {each.id: [id for id in others[each.id] if id not in ancestors[each.id]] for each in found}
    return [with_states(draw, each, kinds[each.id], worse[each.id], each.regions or sites) for each in found]


def with_course(draw: DrawFn, condition: Condition, narrower: list[str], others: list[str]) -> Condition:
    """A condition that may need a kind, leave others behind when it is over, or be another one on one side."""
    leaves = few(draw, others, least=1, most=2) if not condition.lifelong and chance(draw, 8) else ()
    return attrs.evolve(
        condition,
        needs_kind=bool(narrower) and chance(draw, 6),
        leaves=leaves,
        leaves_for=timedelta(days=pick(draw, (10, 60))) if leaves and chance(draw, 2) else None,
        one_side_is=pick(draw, others) if chance(draw, 8) else None,
    )


def with_states(
    draw: DrawFn, condition: Condition, narrower: list[str], worse: list[str], sites: list[str]
) -> Condition:
    """A condition that may say what it is or shows while acute, when severe, and at some places."""
    if narrower and chance(draw, 6):
        condition = attrs.evolve(condition, there_is=pick(draw, narrower), there=few(draw, sites, least=1, most=2))
    return attrs.evolve(
        condition,
        acute_is=pick(draw, worse) if worse and chance(draw, 6) else None,
        severe_is=pick(draw, worse) if worse and chance(draw, 6) else None,
        uncontrolled_is=pick(draw, worse) if worse and chance(draw, 6) else None,
    )


def code_systems(known: list[Condition]) -> list[CodeSystem]:
    """One whose codes are nested and one whose codes are not."""
    return [
        CodeSystem(
            id="flat",
            name="Flat",
            licence="Free.",
            of_drugs=True,
            codings=[Coding(condition=known[0].id, codes=["7", "8"])],
        ),
        CodeSystem(
            id="nested",
            name="Nested",
            licence="Free.",
            nested=True,
            codings=[Coding(condition=each.id, codes=[f"A0{number}"]) for number, each in enumerate(known[:2])],
        ),
    ]


def showing(draw: DrawFn, known: list[Condition], *, moves: bool) -> Showing:
    """What values from a bound on show, those below one, or any."""
    bounds: tuple[dict[str, float], ...] = ({"at_least": 5}, {"at_least": 10}, {"below": 2.5}, {"below": 5}, {})
    return Showing(condition=pick(draw, known).id, **({} if moves else pick(draw, bounds)))


def quantities(draw: DrawFn, known: list[Condition]) -> list[Quantity]:
    """Up to three quantities: the age, one that moves on, one that goes stale."""
    found = []
    if chance(draw, 2):
        found.append(
            Quantity(
                id="age", name="age", unit="years", least=0, most=130, days_per_unit=365.25, ask="How old are you?"
            )
        )
    for number in range(draw(upto(2))):
        moves = chance(draw, 3)
        found.append(
            Quantity(
                id=f"q{number}",
                name=f"quantity {number}",
                unit="points",
                least=pick(draw, (0, -1.5)),
                most=pick(draw, (10, 12.5)),
                usual=pick(draw, (1, 3.5)) if chance(draw, 4) else None,
                fresh_for=timedelta(days=pick(draw, (1, 10, 31))) if chance(draw, 2) else None,
                days_per_unit=pick(draw, (7, 1.5)) if moves else None,
                describes=pick(draw, known).id if chance(draw, 2) else None,
                shows=[showing(draw, known, moves=moves) for _ in range(pick(draw, (0, 0, 0, 1, 2)))],
                ask=f"How much quantity {number}?",
            )
        )
    return found


def techniques(draw: DrawFn, body: Body, known: list[Condition], least: int) -> list[Technique]:
    """So many techniques, or up to four; those that have a text may be for some clients only."""
    sites = sites_of(body)
    found = []
    for number in range(least + draw(upto(4 - least))):
        traits = some(draw, TRAITS)
        least, minutes = draw(upto(4)), pick(draw, (10, 30, 45))
        text = words(draw)
        found.append(
            Technique(
                id=f"t{number}",
                name=f"technique {number}",
                family=pick(draw, FAMILIES),
                traits=traits,
                essential=some(draw, traits, most=1),
                target="tissue",
                positions=some(draw, POSITIONS, least=1),
                pressure=Range(least, least + draw(upto(5 - least))),
                regions=few(draw, sites, least=1),
                minutes=[minutes, minutes + pick(draw, (0, 30))],
                products=some(draw, PRODUCTS, most=1),
                training=text,
                trainings=some(draw, TRAININGS) if chance(draw, 2) else (),
                only_for=[known[number % len(known)].id] if text and number else (),
                only_for_ever=bool(text and number and number % 2),
                definition=text,
                notices=text,
                sources=["book"] if text else (),
                synonyms=[text] if text else (),
            )
        )
    return found


def strengths(draw: DrawFn, points: tuple[int, ...]) -> Strengths:
    names = [field.name for field in attrs.fields(Strengths)]
    return Strengths(**{name: pick(draw, points) for name in names})


def scorings(draw: DrawFn) -> Scoring:
    """How much each argument is worth."""
    return Scoring(
        benefit=strengths(draw, (1, 2, 4)),
        no_benefit=strengths(draw, (0, -1, -2)),
        mixed=strengths(draw, (0, 1, -1)),
        harm=strengths(draw, (-1, -3)),
        like=pick(draw, (0, 1, 2)),
        dislike=pick(draw, (0, -1, -2)),
        improved=pick(draw, (0, 1)),
        unchanged=pick(draw, (0, -1)),
        worse=pick(draw, (0, -3)),
    )


def indications(draw: DrawFn, known: list[Condition], able: list[Technique], least: int) -> list[Indication]:
    """Arguments of every direction, for techniques and for families, at most one for each question."""
    found: list[Indication] = []
    asked: set[tuple[str, str, str, Stage | None]] = set()
    for _ in range(least + draw(upto(7 - least))):
        technique = None if chance(draw, 3) else pick(draw, able).id
        families = () if technique else some(draw, FAMILIES, least=1)
        complaint, outcome = pick(draw, known).id, pick(draw, OUTCOMES)
        stage = pick(draw, (None, None, None, *Stage))
        keys = {(of, complaint, outcome, stage) for of in (families or [technique or ""])}
        if asked & keys:
            continue
        asked |= keys
        found.append(
            Indication(
                technique=technique,
                families=families,
                complaint=complaint,
                outcome=outcome,
                stage=stage,
                direction=pick(draw, (Direction.BENEFIT, Direction.BENEFIT, *Direction)),
                certainty=pick(draw, tuple(Certainty)),
                effect="some",
                dose=words(draw),
                sources=["book"],
                locator=words(draw),
                reviewed=pick(draw, (None, date(2026, 3, 2))),
            )
        )
    return found


def terms(draw: DrawFn, ids: tuple[str, ...]) -> list[Term]:
    text = words(draw)
    return [Term(id=id, name=id.replace("-", " "), text=text) for id in ids]


def sources(draw: DrawFn) -> list[Source]:
    text = words(draw, one_in=3)
    book = Source(
        id="book",
        title="A book",
        authors=text,
        year=1999 if text else None,
        publisher=text,
        link="https://example.org/book" if text else "",
        note=text,
    )
    return [book, Source(id="paper", title="A paper")]


def abouts(text: str) -> About:
    """What a rulebook says of itself: everything, or nothing."""
    if not text:
        return About()
    said = {field.name: text for field in attrs.fields(About) if field.type is str}
    uses = Uses(**{field.name: text for field in attrs.fields(Uses)})
    return About(**said, dated=date(2026, 3, 3), reviewed=date(2026, 3, 2), uses=uses, known_gaps=[text])


def clearances(draw: DrawFn, asked: list[str]) -> list[Clearance]:
    return [
        Clearance(
            id=id,
            name=f"the yes {id}",
            clinician=pick(draw, CLINICIANS),
            question="May we?",
            unlocks="everything",
            lasts=timedelta(days=pick(draw, (1, 10, 60))),
            meanwhile=words(draw),
        )
        for id in asked
    ]


@st.composite
def rulebooks(
    draw: DrawFn, *, unless: bool = True, rules: int = 0, asks: bool = False, argued: bool = False, followed: int = 0
) -> Rulebook:
    """An arbitrary rulebook that passes the checker.

    Args:
        draw: given by Hypothesis.
        unless: whether rules may have an ``unless``.
        rules: how many rules there are at least.
        asks: whether the first rule asks for a clearance for a condition.
        argued: whether there are several techniques, and arguments to rank them by.
        followed: how many measures there are at least.
    """
    regions = bodies(draw)
    body = Body(regions)
    known = conditions(draw, body)
    measured = quantities(draw, known)
    able = techniques(draw, body, known, 3 if argued else 1)
    ground = Ground.of(body, known, measured, able, sites_of(body))
    restrictions, asked = contraindications(draw, ground, unless=unless, least=max(rules, int(asks)), asks=asks)
    followed_by = measures(draw, known, followed)
    text = words(draw)
    return Rulebook(
        id="arbitrary",
        version="1",
        name="Arbitrary",
        language="nl" if text else "en",
        licence=text,
        about=abouts(text),
        scoring=scorings(draw),
        conditions=known,
        quantities=measured,
        regions=regions,
        techniques=able,
        indications=indications(draw, known, able, 5 if argued else 0),
        contraindications=restrictions,
        clearances=clearances(draw, asked),
        sources=sources(draw),
        traits=terms(draw, TRAITS),
        families=terms(draw, FAMILIES),
        positions=terms(draw, POSITIONS),
        products=terms(draw, PRODUCTS),
        outcomes=terms(draw, OUTCOMES),
        clinicians=terms(draw, CLINICIANS),
        pressures=terms(draw, PRESSURES),
        measures=followed_by,
        reviews=reviews(draw, known) if followed_by or text else (),
        trainings=trainings(draw, TRAININGS),
        therapist_signs=therapist_signs(draw),
        **care(draw, ground),
        texts=OWN_TEXTS if text else (),
        code_systems=code_systems(known) if text else (),
        replaced=["condition/c0"] if text else (),
    )
