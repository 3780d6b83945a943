"""Session plans under the shipped rulebook, and what is refused."""

import re
from datetime import date

import attrs
import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Evaluator, Finding, Goal, Preferences
from bodywork_rules.care import adjust, after_session, explain_plan, plan_session, preparation, prepare
from bodywork_rules.care.plan import session as plan
from bodywork_rules.errors import InvalidPlan, InvalidValue
from bodywork_rules.model import Basis, Certainty, Feedback, Follow, Moment, Pace, Referral, Rise, Sign
from shipped import EVALUATOR, RULEBOOK
from small_book import small_book

ON = date(2026, 11, 23)


def answer(*goals, **told):
    profile = ClientProfile(**{"taken": ON, "age": 40, "goals": goals, "answered": [EVERYTHING]} | told)
    return EVALUATOR.evaluate(profile, on=ON)


def planned(*goals, minutes=60, session=2, **told):
    return plan_session(RULEBOOK, answer(*goals, **told), minutes, on=ON, session=session)


BACK = planned("low-back-pain")
LASTING = ("sharp-pain", "spreading-pain", "numb-or-tingling", "burning-or-electric", "growing-pain", "no-easing")


def test_moments_before_and_in_a_session_are_all_said_somewhere():
    assert {*plan.IN_A_SESSION, *preparation.BEFORE_THE_VISIT} == set(Moment)


def test_each_goal_is_served_where_there_is_time():
    both = planned(Goal("neck-pain"), Goal("knee-osteoarthritis", sites=["left knee"]))
    assert {goal for work in both.work for goal in work.goals} == {"neck-pain", "knee-osteoarthritis"}


def test_the_first_work_warms_up_the_places_of_what_follows():
    both = planned(Goal("neck-pain"), Goal("knee-osteoarthritis", sites=["left knee"]))
    body = RULEBOOK.body
    first = both.work[0]
    reached = body.union(first.technique.regions) & ~body.union(first.keep_off)
    assert len(both.work) > 1
    for later in both.work[1:]:
        assert not body.union(later.sites) & reached & ~body.union(first.sites)


def test_what_reaches_no_place_of_a_goal_is_neither_planned_nor_taught():
    """A client cannot roll or knead the own lower back."""
    assert "self-massage" in {each.technique.id for each in answer("low-back-pain").recommendations}
    assert BACK.home == ()
    sore = planned("muscle-soreness", session=1)
    assert "self-massage" in {work.technique.id for work in sore.home}
    knots = planned(Goal("muscle-knots", sites=["lower-back"]))
    assert knots.ready
    assert "home-roller" not in {advice.id for advice in knots.at(Moment.HOME)}
    calf = planned(Goal("muscle-knots", sites=["left calf"]))
    assert "home-roller" in {advice.id for advice in calf.at(Moment.HOME)}


def test_the_quick_test_is_of_the_places_of_the_goals_and_begins_with_what_to_do():
    relaxed = planned("relaxation")
    assert relaxed.ready
    assert [advice.id for advice in relaxed.at(Moment.TEST)] == ["test-one-movement"]
    assert [advice.id for advice in BACK.at(Moment.TEST)] == ["test-one-movement", "test-low-back"]


def test_what_nobody_coded_stands_in_the_way_by_name():
    told = planned("relaxation", unmapped=["the wobbles"])
    assert not told.ready
    text = " ".join(explain_plan(RULEBOOK, told).split())
    assert "nobody has coded" in text
    assert "“the wobbles”" in text
    assert "Nothing that is recommended" not in text


def test_a_history_without_a_day_stands_in_the_way():
    client = ClientProfile(age=40, goals=[Goal("relaxation")], answered=[EVERYTHING])
    told = EVALUATOR.evaluate(client, on=ON)
    plan = plan_session(RULEBOOK, told, 60, on=ON)
    assert told.settled
    assert (plan.undated, plan.ready) == (True, False)
    text = " ".join(explain_plan(RULEBOOK, plan).split())
    assert "on which day the history was taken" in text
    assert "Nothing that is recommended" not in text


def test_no_line_says_its_first_word_twice():
    told = answer(Goal("knee-osteoarthritis"), Goal("neck-pain"))
    plan = plan_session(RULEBOOK, told, 60, on=ON)
    text = explain_plan(RULEBOOK, plan, prepare(RULEBOOK, told, plan))
    assert not re.search(r"(?i)\b(\w+): \1\b", text)
    assert "Stop, let the client lie" in text


def test_a_first_session_is_lighter():
    first, second = planned("low-back-pain", session=1), planned("low-back-pain")
    assert sum(work.pressure.most for work in first.work) < sum(work.pressure.most for work in second.work)


def test_only_techniques_asked_for_are_planned():
    told = answer("low-back-pain")
    some = plan_session(RULEBOOK, told, 60, on=ON, among=["acupressure"])
    assert [work.technique.id for work in some.work] == ["acupressure"]
    assert not plan_session(RULEBOOK, told, 60, on=ON, among=[]).ready


def test_what_clients_do_alone_is_shown_and_takes_no_time():
    sore = planned("muscle-soreness", session=1)
    assert "self-care" not in {work.technique.family for work in sore.work}
    assert {work.technique.family for work in sore.home} <= {"self-care"}


def test_what_is_declined_is_not_planned():
    wanted = {work.technique.id for work in BACK.work}
    declined = planned("low-back-pain", preferences=Preferences(declines=sorted(wanted)))
    assert not wanted & {work.technique.id for work in declined.work}


def test_pain_is_borne_less_by_those_who_are_ill_pregnant_old_or_very_young():
    usual = BACK.timing
    assert (usual.pain_aim, usual.lighten_at, usual.leave_at, usual.refer_at) == (5, 6, 7, 8)
    for told in ({"findings": ["frailty"]}, {"age": 80}, {"age": 12}, {"age": None}, {"findings": ["pregnancy"]}):
        waiting = planned("relaxation", **told)
        assert waiting.timing.leave_at == 3
        assert waiting.timing.paces == ("gentle", "usual")


def test_everything_wrong_is_told_at_once():
    told = answer("low-back-pain")
    other = Evaluator(small_book()).evaluate(ClientProfile(), on=ON)
    with pytest.raises(InvalidPlan) as refused:
        plan_session(RULEBOOK, told, 0, on="2026-11-22", session=0, reviewed=-1, lighter=9, among=["cuping-dry"])
    assert [str(each) for each in refused.value.problems] == [
        "minutes: minutes is out of its range 1 to 240: `0`",
        "session: session is out of its range 1 to 10000: `0`",
        "reviewed: reviewed is out of its range 0 to 10000: `-1`",
        "lighter: lighter is out of its range 0 to 5: `9`",
        (
            f"on: the assessment holds from {ON} and until {told.valid_until} comes, not on `2026-11-22`; "
            "assess the client for that day"
        ),
        "among: unknown technique `cuping-dry`; did you mean `cupping-dry`?",
    ]
    with pytest.raises(InvalidPlan, match="another rulebook"):
        plan_session(RULEBOOK, other, 60, on=ON)
    with pytest.raises(InvalidPlan, match="another rulebook"):
        prepare(RULEBOOK, other)
    with pytest.raises(InvalidValue, match="a Rulebook is expected"):
        plan_session(None, told, 60, on=ON)
    with pytest.raises(InvalidValue, match="an Assessment is expected"):
        prepare(RULEBOOK, None)
    with pytest.raises(InvalidPlan, match="none is for everyone"):
        plan_session(small_book(), other, 60, on=ON)
    with pytest.raises(InvalidPlan, match="not a date"):
        plan_session(RULEBOOK, told, 60, on="today")
    with pytest.raises(InvalidPlan, match="a review after a session that comes before session 2 only"):
        plan_session(RULEBOOK, told, 60, on=ON, session=2, reviewed=2)


def test_an_answer_that_waits_is_no_plan_and_says_what_to_ask():
    open_answer = EVALUATOR.evaluate(ClientProfile(goals=["neck-pain"]), on=ON)
    waiting = plan_session(RULEBOOK, open_answer, 60, on=ON)
    assert not waiting.ready
    assert waiting.questions == open_answer.questions
    text = explain_plan(RULEBOOK, waiting, markdown=True)
    assert "DO NOT BEGIN" in text
    assert f"Then {len(waiting.questions) - 10} more" in text


def test_a_doctor_comes_before_any_plan():
    told = planned("neck-pain", findings=["chest-pressure"])
    assert not told.ready
    text = explain_plan(RULEBOOK, told)
    assert "Emergency referral" in text
    assert "While you work" not in text


def test_a_review_comes_before_more_sessions():
    due = planned("low-back-pain", session=5)
    assert due.review_first
    assert not due.ready
    assert "A review comes first" in explain_plan(RULEBOOK, due)
    told = answer("low-back-pain")
    assert plan_session(RULEBOOK, told, 60, on=ON, session=5, reviewed=4).ready
    assert not plan_session(RULEBOOK, told, 60, on=ON, session=17, reviewed=4).ready


def test_nothing_recommended_is_said_so():
    assert "Nothing that is recommended" in explain_plan(RULEBOOK, planned())


def test_what_waits_for_a_clinician_is_said():
    waiting = planned("cancer-fatigue")
    assert not waiting.ready
    text = explain_plan(RULEBOOK, waiting, markdown=True)
    assert all(request.clearance.question in text for request in waiting.clearances)
    assert waiting.clearances


def test_what_clients_do_alone_is_shown_even_where_nothing_else_is_done():
    alone = plan_session(RULEBOOK, answer("muscle-soreness"), 60, on=ON, among=["self-massage"])
    assert not alone.ready
    assert [work.technique.id for work in alone.home] == ["self-massage"]
    assert "what the client can do alone stands below" in explain_plan(RULEBOOK, alone)


def test_advice_that_teaches_what_may_not_be_done_is_left_out():
    told = {advice.id for advice in BACK.at(Moment.HOME)}
    assert "home-stretch" in told
    weak = planned("low-back-pain", findings=[Finding("osteoporosis")])
    stretching = EVALUATOR.evaluate(
        ClientProfile(taken=ON, age=40, findings=["osteoporosis"], goals=["low-back-pain"], answered=[EVERYTHING]),
        on=ON,
    ).judgements["assisted-stretching"]
    assert ("home-stretch" in {advice.id for advice in weak.at(Moment.HOME)}) == (weak.ready and stretching.ready)


def test_ice_is_advised_only_where_nothing_about_cold_is_open():
    assert "after-ice" in {advice.id for advice in BACK.at(Moment.AFTERCARE)}
    cold = planned("low-back-pain", findings=["raynaud"])
    assert "after-ice" not in {advice.id for advice in cold.at(Moment.AFTERCARE)}


class TestPreparation:
    def test_it_depends_on_what_is_planned(self):
        told = answer("low-back-pain")
        neck = prepare(RULEBOOK, answer(Goal("constipation")), None)
        assert "wear-shorts" not in {advice.id for advice in neck.advice}
        assert {"tell-symptoms", "bring-medicines", "wear-loose-clothes"} <= {
            advice.id for advice in prepare(RULEBOOK, told).advice
        }
        knee = prepare(RULEBOOK, answer(Goal("knee-osteoarthritis")))
        assert "wear-shorts" in {advice.id for advice in knee.advice}

    def test_it_names_the_answers_to_bring(self):
        waiting = EVALUATOR.evaluate(
            ClientProfile(taken=ON, findings=["deep-vein-thrombosis", "cancer"], goals=["relaxation"]), on=ON
        )
        told = prepare(RULEBOOK, waiting)
        assert told.clearances == waiting.clearances
        assert told.questions == waiting.questions


class TestFeedback:
    def test_firm_but_easing_is_normal(self):
        assert adjust(BACK, Feedback(signs=["firm-but-easing"], pain=5)).work == BACK.work

    @pytest.mark.parametrize(
        ("said", "follows"),
        [
            ({"pain": 6}, Follow.LIGHTEN),
            ({"signs": ["growing-pain"]}, Follow.LIGHTEN),
            ({"pain": 7}, Follow.LEAVE),
            ({"signs": ["sharp-pain"]}, Follow.LEAVE),
            ({"signs": ["spreading-pain", "firm-but-easing"]}, Follow.LEAVE),
            ({"signs": ["numb-or-tingling"]}, Follow.LEAVE),
            ({"signs": ["dizzy-or-sick"]}, Follow.STOP),
            ({"signs": ["wants-to-stop"]}, Follow.STOP),
            ({"other": ["like ants"]}, Follow.STOP),
        ],
    )
    def test_what_is_said_of_one_technique_is_about_it_alone_unless_it_stops(self, said, follows):
        first, second = BACK.work
        after = adjust(BACK, Feedback(technique=first.technique.id, **said))
        match follows:
            case Follow.LIGHTEN:
                assert [work.pressure.most for work in after.work] == [first.pressure.most - 1, second.pressure.most]
            case Follow.LEAVE:
                assert after.work == (second,)
                assert after.left == (first.technique.id,)
                assert not after.stopped
            case _:
                assert after.work == ()
                assert after.stopped
                assert after.referral is None

    def test_a_warning_sign_stops_and_refers(self):
        after = adjust(BACK, Feedback(signs=["chest-signs", "new-weakness"]))
        assert after.stopped
        assert after.referral is Referral.EMERGENCY
        assert "THIS SESSION HAS ENDED" in explain_plan(RULEBOOK, after, markdown=True)

    def test_what_is_not_about_the_session_is_refused_at_once(self):
        with pytest.raises(InvalidPlan) as refused:
            adjust(BACK, Feedback(signs=["sharp-pian", "odd"], technique="acupresure"))
        assert [str(each) for each in refused.value.problems] == [
            "signs: unknown sign `odd`",
            "signs: unknown sign `sharp-pian`; did you mean `sharp-pain`?",
            "technique: no technique of this session `acupresure`; did you mean `acupressure`?",
        ]
        with pytest.raises(InvalidValue, match="pain is out of its range 0 to 10"):
            Feedback(pain=11)

    @pytest.mark.parametrize(
        ("said", "follows"),
        [
            ({"pain": 4, "hours": 47}, Follow.GO_ON),
            ({"pain": 5, "hours": 12}, Follow.LIGHTEN),
            ({"pain": 2, "hours": 48}, Follow.LIGHTEN),
            ({"pain": 2, "hours": 72}, Follow.LEAVE),
            ({"hours": 20}, Follow.LIGHTEN),
            ({"pain": 2}, Follow.LEAVE),
        ],
    )
    def test_soreness_is_judged_by_how_bad_it_is_and_how_long_it_lasts(self, said, follows):
        assert after_session(BACK, Feedback(signs=["sore-afterwards"], **said)).follows is follows

    @pytest.mark.parametrize(
        ("sign", "said", "follows", "referral"),
        [
            ("pleasant", {"pain": 10, "hours": 48}, Follow.STOP, Referral.PROMPT),
            ("firm-but-easing", {"pain": 8, "hours": 1}, Follow.STOP, Referral.PROMPT),
            ("firm-but-easing", {"pain": 7, "hours": 1}, Follow.LEAVE, None),
            ("pleasant", {"pain": 6, "hours": 1}, Follow.LIGHTEN, None),
            ("pleasant", {}, Follow.GO_ON, None),
            ("tired-afterwards", {"pain": 10, "hours": 1}, Follow.STOP, Referral.PROMPT),
            ("tired-afterwards", {"pain": 5, "hours": 1}, Follow.GO_ON, None),
            ("sore-afterwards", {"pain": 10, "hours": 200}, Follow.STOP, Referral.PROMPT),
            ("sore-afterwards", {"pain": 5, "hours": 72}, Follow.STOP, Referral.PROMPT),
            ("sore-afterwards", {"pain": 4, "hours": 72}, Follow.LEAVE, None),
            ("worse-than-before", {"pain": 5, "hours": 72}, Follow.STOP, Referral.PROMPT),
            ("sharp-pain", {"pain": 2, "hours": 71}, Follow.LEAVE, None),
            *((each, {"pain": 2, "hours": 72}, Follow.STOP, Referral.PROMPT) for each in LASTING),
        ],
    )
    def test_a_pain_that_is_severe_or_lasts_is_seen_by_a_clinician(self, sign, said, follows, referral):
        found = after_session(BACK, Feedback(signs=[sign], **said))
        assert (found.follows, found.referral) == (follows, referral)

    def test_a_pain_of_which_nobody_says_what_it_is_is_refused(self):
        with pytest.raises(InvalidPlan, match="a pain of which no sign says what it is"):
            after_session(BACK, Feedback(pain=3))

    @pytest.mark.parametrize("said", [{}, {"hours": 20}, {"technique": BACK.work[0].technique.id}])
    def test_nothing_told_is_not_nothing_felt(self, said):
        found = after_session(BACK, Feedback(**said))
        assert (found.follows, found.referral, found.signs) == (Follow.LEAVE, None, ())

    @pytest.mark.parametrize(
        ("sign", "follows", "referral"),
        [("chest-signs", Follow.STOP, Referral.EMERGENCY), ("wants-to-stop", Follow.LEAVE, None)],
    )
    def test_what_stopped_a_session_is_not_forgotten_when_it_is_over(self, sign, follows, referral):
        stopped = adjust(BACK, Feedback(signs=[sign]))
        found = after_session(stopped, Feedback(signs=["tired-afterwards"], pain=0, hours=20))
        assert (found.follows, found.referral) == (follows, referral)


class TestValues:
    def test_a_pace_for_everyone_says_everything(self):
        with pytest.raises(InvalidValue, match="a pace for everyone without `opening`"):
            Pace(id="p", name="p", basis="unsourced")

    def test_pains_are_in_their_order(self):
        (usual,) = [pace for pace in RULEBOOK.paces if pace.when is None]
        with pytest.raises(InvalidValue, match="not in their order"):
            attrs.evolve(usual, pain_aim=8)

    def test_a_rise_has_a_bound(self):
        with pytest.raises(InvalidValue, match="a rise needs"):
            Rise(follows="stop")

    @pytest.mark.parametrize("wrong", [{"during": False}, {"referral": "emergency"}])
    def test_a_sign_can_be_felt_and_a_referral_stops(self, wrong):
        right = {
            "id": "s",
            "text": "It hurts.",
            "during": True,
            "follows": "leave",
            "then": "See.",
            "basis": "unsourced",
        }
        assert Sign(**right).basis is Basis.UNSOURCED
        with pytest.raises(InvalidValue):
            Sign(**right | wrong)

    def test_a_plan_shows_no_health_fact_by_accident(self):
        assert "back" not in repr(BACK)


def test_each_home_and_aftercare_advice_says_how_sure_it_is():
    text = explain_plan(RULEBOOK, planned("low-back-pain"))
    after = [*BACK.at(Moment.HOME), *BACK.at(Moment.AFTERCARE)]
    assert {each.certainty for each in after} >= {None, Certainty.LOW, Certainty.MODERATE}
    assert text.count("What is known") >= len(after)
    assert "Moderate certainty." in " ".join(text.split())
