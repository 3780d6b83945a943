"""Answers, and the plans that are made of them, for the laws of plans and of what is felt."""

import attrs
from hypothesis import assume, reject
from hypothesis import strategies as st

from bodywork_rules.care import plan_session
from bodywork_rules.engine import Evaluator
from bodywork_rules.errors import InvalidPlan
from bodywork_rules.model import (
    EVERYTHING,
    Assessment,
    Direction,
    Goal,
    Judgement,
    SessionPlan,
)
from strategies import Scene, scenes
from strategies_draws import chance, upto

LONG, TRIES = 240, 3


@attrs.frozen(repr=False)
class Case:
    """An answer, and what is asked of a plan."""

    scene: Scene
    answer: Assessment
    minutes: int
    session: int = 1
    reviewed: int = 0
    lighter: int = 0

    def plan(self, **other: object) -> SessionPlan:
        asked = {"session": self.session, "reviewed": self.reviewed, "lighter": self.lighter} | other
        minutes = asked.pop("minutes", self.minutes)
        return plan_session(self.scene.rulebook, self.answer, minutes, on=self.scene.on, **asked)

    def __repr__(self) -> str:
        """Lines that replay it through the public API."""
        asked = f"on={str(self.scene.on)!r}, session={self.session}, reviewed={self.reviewed}, lighter={self.lighter}"
        return f"{self.scene!r}\nplan_session(rulebook, assessment, {self.minutes}, {asked})"

    def judged(self, technique: str) -> Judgement:
        return self.answer.judgements[technique]

    @property
    def goals(self) -> tuple[Goal, ...]:
        return self.scene.profile.goals


@st.composite
def cases(draw, *, often: bool = True, surely: bool = False, later: bool = True) -> Case:
    """An answer and so many minutes; with ``often`` mostly one by which something is recommended, or ``surely``."""
    scene = draw(scenes(argued=True))
    if often and (surely or not chance(draw, 4)):
        book = scene.rulebook
        scene = scene.under(indications=[attrs.evolve(each, direction=Direction.BENEFIT) for each in book.indications])
        scene = scene.but(responses=(), preferences=attrs.evolve(scene.profile.preferences, dislikes=()))
    if often and (surely or not chance(draw, 4)):
        scene = scene.but(answered=(EVERYTHING,), unmapped=())
        if chance(draw, 2) or (surely and chance(draw, 2)):
            scene = scene.but(findings=(), medications=(), clearances=(), measurements=())
    if surely or (often and scene.profile.taken is None):
        scene = scene.but(taken=scene.on)
    evaluator = Evaluator(scene.rulebook)
    assume(not evaluator.check(scene.profile, scene.on))
    answer = evaluator.evaluate(scene.profile, on=scene.on)
    reviewed = draw(upto(8)) if later and chance(draw, 2) else 0
    session = reviewed + 1 + (draw(upto(5)) if later else 0)
    return Case(
        scene, answer, 30 + draw(upto(210)), session, reviewed, draw(upto(2)) if later and chance(draw, 3) else 0
    )


def plan_or_none(case: Case) -> SessionPlan | None:
    """The plan; nothing where the minutes are too few."""
    try:
        return case.plan()
    except InvalidPlan:
        return None


@st.composite
def plans(draw) -> tuple[Case, SessionPlan]:
    """A case and its plan with work in it; a few are tried, since many a client may not be worked on."""
    for _ in range(TRIES):
        case = draw(cases(surely=True, later=False))
        plan = plan_or_none(case)
        if plan is not None and plan.ready:
            return case, plan
    return reject()
