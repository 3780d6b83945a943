"""Fixed clients, each one for whom a deliberate fault is known to break the law beside it.

They are for faults that arbitrary clients seldom meet: a law is then tried on what breaks it, and on nothing else.
"""

from datetime import date
from types import SimpleNamespace

from bodywork_rules.engine import Evaluator
from bodywork_rules.model import (
    EVERYTHING,
    Advice,
    ClientProfile,
    Contraindication,
    Details,
    Feedback,
    Finding,
    Goal,
    Limits,
    Pace,
    PartialDate,
    Preferences,
    Rise,
    SessionPlan,
    Sign,
    This,
)
from laws.planning import LONG, Case
from small_book import small_book
from strategies import Scene

ON = date(2026, 11, 23)


def an_open_emergency() -> Scene:
    """Nothing is left to do at all, and yet whether there is an emergency is unknown."""
    client = ClientProfile(
        taken=ON,
        age=40,
        answered=[each.id for each in small_book().conditions if each.id != "chest-pain"],
        preferences=Preferences(declines_sites=["neck", "back", "arm"]),
    )
    return Scene(small_book(), client, ON)


EVERYONE = Pace(
    id="everyone",
    name="Everyone",
    opening=[1, 5],
    test=[1, 5],
    retest=[1, 5],
    close=[1, 5],
    pain_aim=5,
    lighten_at=6,
    leave_at=7,
    refer_at=8,
    lighter_at_first=0,
    first_review=4,
    review_every=4,
    basis="unsourced",
)


def work_for_chronic_neck_pain(limits: Limits) -> Case:
    """Two techniques that may be done today, both within limits of one rule, in a session as long as can be."""
    rule = Contraindication(
        id="stiff", about="neck-pain", verdict="modify", limits=limits, reason="Too long.", basis="unsourced"
    )
    book = small_book(contraindications=[rule], paces=[EVERYONE])
    client = ClientProfile(
        taken=ON,
        age=40,
        findings=[Finding("neck-pain", stage="chronic")],
        goals=[Goal("neck-pain")],
        answered=[EVERYTHING],
    )
    scene = Scene(book, client, ON)
    return Case(scene, Evaluator(book).evaluate(client, on=ON), LONG)


def a_warm_pack_under_high_pressure() -> Case:
    """What brings heat waits, and one advice brings it to the place that is worked."""
    warm = Advice(id="warm", name="Warm pack", moment="home", text="Warm it.", traits=["heat"], basis="unsourced")
    book = small_book(paces=[EVERYONE], advices=[warm])
    client = ClientProfile(
        taken=ON,
        age=40,
        findings=[Finding("hypertension", controlled=False)],
        goals=[Goal("neck-pain")],
        answered=[EVERYTHING],
    )
    return Case(Scene(book, client, ON), Evaluator(book).evaluate(client, on=ON), LONG)


def soreness_that_lasts() -> tuple[SessionPlan, Feedback]:
    """What is for a clinician because it has lasted so long, or may have."""
    lasting = Rise(follows="stop", referral="prompt", hours_at_least=72)
    sore = Sign(id="sore", text="Sore.", after=True, follows="go-on", rises=[lasting], then="Wait.", basis="unsourced")
    book = small_book(paces=[EVERYONE], signs=[sore])
    client = ClientProfile(taken=ON, age=40, goals=[Goal("neck-pain")], answered=[EVERYTHING])
    answer = Evaluator(book).evaluate(client, on=ON)
    plan = Case(Scene(book, client, ON), answer, LONG).plan()
    return plan, Feedback(signs=["sore"], pain=1, hours=80)


def no_more_than_45_minutes() -> Case:
    """Both techniques share the minutes of one rule."""
    return work_for_chronic_neck_pain(Limits(minutes_at_most=45))


def not_seated() -> Case:
    """One of two positions is ruled out."""
    return work_for_chronic_neck_pain(Limits(no_positions=["seated"]))


def no_firmer_than_2() -> Case:
    """Less than one technique could do, and less than the other can do without."""
    return work_for_chronic_neck_pain(Limits(pressure_at_most=2))


def _told(*findings: Finding) -> Scene:
    """A client with these findings, who answered everything else."""
    return Scene(small_book(), ClientProfile(taken=ON, findings=findings, answered=[EVERYTHING]), ON)


def _broken(onset: str | None) -> Scene:
    return _told(Finding("fracture", onset=onset, sites=["left wrist"]))


def a_month_that_straddles_a_window() -> SimpleNamespace:
    """A fracture of some day in August, of which only the last is within twelve weeks, and then of the tenth."""
    return SimpleNamespace(less=_broken("2026-08"), more=_broken("2026-08-10"), what="the day")


def a_break_of_unknown_date() -> SimpleNamespace:
    """A fracture whose date is left out, and then told."""
    return SimpleNamespace(less=_broken(None), more=_broken("2026-08-31"), what="the onset")


def the_last_day_of_a_window() -> Scene:
    """A fracture of twelve weeks ago to the day."""
    return _broken("2026-08-31")


def _over(details: Details, end: date, onset: PartialDate | None = None) -> Scene:
    """Pain of the neck that is over since a day, and a rule about its details."""
    rule = Contraindication(
        id="sore", about="neck-pain", ever=True, when=This(details), verdict="avoid", reason="Sore.", basis="unsourced"
    )
    over = Finding("neck-pain", status="resolved", onset=onset, end=end)
    return Scene(small_book(contraindications=[rule]), ClientProfile(taken=ON, findings=[over]), ON)


def the_first_day_of_a_window() -> Scene:
    """It is over since today, and the rule is about what was over within a week."""
    return _over(Details(ended_within="1 week"), end=ON)


LONG_AGO, ENDED = Details(onset_at_least="1 week"), date(2026, 11, 2)


def an_end_that_tells_of_the_onset() -> Scene:
    """It is over since three weeks, and the rule is about what began a week ago or longer."""
    return _over(LONG_AGO, end=ENDED)


def an_end_without_and_with_the_onset_it_tells() -> SimpleNamespace:
    """The same, and with an onset told to be no later than the end."""
    told = PartialDate(earliest=date.min, latest=ENDED)
    return SimpleNamespace(less=_over(LONG_AGO, ENDED), more=_over(LONG_AGO, ENDED, told), what="the onset")


def _suspected(controlled: bool | None) -> Scene:
    return _told(Finding("hypertension", status="suspected", controlled=controlled))


def a_suspicion_said_to_be_under_control() -> Scene:
    """Of high blood pressure that is only suspected."""
    return _suspected(controlled=True)


def a_suspicion_without_and_with_a_word_on_control() -> SimpleNamespace:
    """Of the same."""
    return SimpleNamespace(less=_suspected(None), more=_suspected(controlled=True), what="whether it is controlled")
