"""What a plan says: why a session has ended, what is beyond a practitioner, and no advice against the rules."""

from datetime import date
from pathlib import Path

import pytest

from bodywork_rules import EVERYTHING, ClientProfile, Finding, Goal, load_profile
from bodywork_rules.care import Credential, Practitioner, adjust, explain_plan, plan_session, prepare
from bodywork_rules.errors import InvalidPlan, InvalidRecord
from bodywork_rules.model import Feedback, Moment, Preferences, SessionPlan, Verdict
from bodywork_rules.rulebook import from_json, to_json
from shipped import EVALUATOR, RULEBOOK

ON = date(2026, 11, 23)
MARY = EVALUATOR.evaluate(load_profile(Path(__file__).parents[3] / "examples" / "profiles" / "mary.toml"), on=ON)
HOT = [each.id for each in RULEBOOK.techniques if "heat" in each.essential]


def answer(*findings, goal="low-back-pain", site="lower-back", **told):
    sore = Finding(goal, stage="chronic", onset="2025-05", sites=[site])
    client = ClientProfile(
        taken=ON,
        age=50,
        findings=[sore, *findings],
        goals=[Goal(goal, sites=[site])],
        answered=told.pop("answered", [EVERYTHING]),
        **told,
    )
    return EVALUATOR.evaluate(client, on=ON)


def planned(assessment, **asked):
    return plan_session(RULEBOOK, assessment, 60, on=ON, **{"session": 2} | asked)


def said(plan, **asked):
    return " ".join(explain_plan(RULEBOOK, plan, **asked).replace("!!", " ").split())


def advice(plan):
    return {each.id for each in plan.advice}


class TestAdvice:
    def test_a_warm_pack_is_for_whom_heat_may_be(self):
        plan = planned(answer())
        assert {"after-heat", "after-ice"} <= advice(plan)

    @pytest.mark.parametrize(
        "told",
        [
            {"medications": ["apixaban"]},
            {"medications": ["metformin"]},
            {"findings": [Finding("frailty")]},
        ],
    )
    def test_a_warm_pack_is_not_advised_where_what_needs_heat_may_not_be_done(self, told):
        plan = planned(answer(*told.get("findings", ()), medications=told.get("medications", ())))
        assert plan.ready
        assert "after-heat" not in advice(plan)

    def test_mary_is_told_of_no_warm_pack(self):
        plan = planned(MARY)
        assert plan.ready
        assert min(MARY.judgements[each].verdict for each in HOT) >= Verdict.CLEARANCE
        assert "after-heat" not in advice(plan)
        assert "after-ice" in advice(plan)

    def test_what_a_client_declines_is_not_advised(self):
        assert "after-heat" not in advice(planned(answer(preferences=Preferences(declines=["heat"]))))
        assert "after-heat" in advice(planned(answer(preferences=Preferences(declines=["hot-stone-massage"]))))

    def test_no_roller_for_whom_no_hard_tool_may_be(self):
        calf = {"goal": "muscle-knots", "site": "left calf"}
        assert "home-roller" in advice(planned(answer(**calf)))
        assert "home-roller" not in advice(planned(answer(medications=["aspirin"], **calf)))

    def test_everybody_is_asked_for_the_reports_that_there_are(self):
        assert "bring-reports" in {each.id for each in prepare(RULEBOOK, answer()).at(Moment.BRING)}


class TestFelt:
    PLAN = planned(MARY)

    def test_an_ended_session_says_why_and_what_to_do_and_no_course(self):
        text = said(adjust(self.PLAN, Feedback(signs=["neck-with-dizziness", "pleasant"])))
        assert "Emergency referral. Pain of the neck" in text
        assert "Do not touch the neck again. Call the emergency services." in text
        assert text.index("Call the emergency") < text.index("It feels good")
        assert "The course" not in text
        assert "While you work" not in text

    def test_what_is_told_without_a_technique_says_that_it_ended_all(self):
        first = self.PLAN.work[0].technique
        ended = adjust(self.PLAN, Feedback(signs=["sharp-pain"]))
        assert ended.stopped
        text = said(ended)
        assert "It is sharp or stabbing. Leave this technique for today." in text
        assert "counts for each of them" in text
        one = adjust(self.PLAN, Feedback(signs=["sharp-pain"], technique=first.id))
        assert one.ready
        text = said(one)
        assert f"{first.name}: It is sharp or stabbing." in text
        assert f"Left for today: {first.name}." in text
        assert "counts for each of them" not in text

    def test_a_pain_says_its_bound_and_other_words_are_repeated(self):
        assert "Pain 6 of 10: from 6 on work lighter." in said(adjust(self.PLAN, Feedback(pain=6)))
        assert "Pain 8 of 10: from 7 on leave the technique." in said(adjust(self.PLAN, Feedback(pain=8)))
        assert "“like ants” is none of the signs" in said(adjust(self.PLAN, Feedback(other=["like ants"])))

    def test_before_anything_is_felt_nothing_is_said_of_it(self):
        assert "What was felt so far" not in said(self.PLAN)
        assert "What was felt so far" not in said(adjust(self.PLAN, Feedback(pain=2)))


class TestScope:
    ENDED = Practitioner(credentials=[Credential("first-massage-training", until="2025-01-01")], excludes=["movement"])

    def test_a_plan_without_work_for_this_practitioner_says_so_and_what_is_missing(self):
        plan = planned(MARY, practitioner=Practitioner(excludes=[each.id for each in RULEBOOK.families]))
        assert not plan.ready
        text = said(plan)
        assert "Nothing of what this practitioner may do can be planned today." in text
        assert "Nothing that is recommended for these goals" not in text
        assert "Waits for an answer" not in text
        assert "Beyond this practitioner" in text
        assert f"{MARY.recommendations[0].technique.name}: Needs" in text
        assert "Left out by this practitioner:" in text
        assert "hand the client on" in text

    def test_a_credential_that_has_ended_is_named(self):
        text = said(planned(MARY, practitioner=self.ENDED))
        assert (
            "Swedish massage: Needs first training in massage. First training in massage ended on 2025-01-01." in text
        )

    def test_a_plan_with_work_names_what_is_beyond_too(self):
        plan = planned(MARY, practitioner=Practitioner(credentials=["first-massage-training"]))
        assert plan.ready
        done = {each.technique.id for each in plan.work}
        beyond = [each.technique.id for each in plan.beyond]
        assert not done & set(beyond)
        assert [each.technique.id for each in MARY.recommendations if each.technique.id in beyond] == beyond
        assert "aromatherapy-massage" in beyond
        assert from_json(SessionPlan, to_json(plan)) == plan

    def test_what_was_not_among_the_techniques_to_choose_from_is_named(self):
        plan = planned(MARY, among=[])
        assert plan.not_among == tuple(each.technique.id for each in MARY.recommendations)
        text = said(plan)
        assert "Nothing of what there was to choose from" in text
        assert "Acupressure" in text
        assert "Nothing that is recommended for these goals" not in text

    def test_nothing_is_beyond_while_something_stands_in_the_way(self):
        waiting = planned(answer(answered=[]), practitioner=Practitioner())
        assert (waiting.ready, waiting.beyond, waiting.not_among) == (False, (), ())

    def test_a_practitioner_with_what_nobody_knows_is_refused(self):
        with pytest.raises(InvalidRecord, match="unknown training `licens`"):
            planned(MARY, practitioner=Practitioner(credentials=["licens"]))


class TestChoice:
    @pytest.mark.parametrize(
        ("goal", "site", "minutes", "chosen"),
        [
            ("low-back-pain", "lower-back", 60, {"acupressure": 17, "neuromuscular-therapy": 31}),
            ("low-back-pain", "lower-back", 90, {"acupressure": 30, "neuromuscular-therapy": 48}),
        ],
    )
    def test_a_better_technique_never_makes_way_for_dry_cupping(self, goal, site, minutes, chosen):
        plan = plan_session(RULEBOOK, answer(goal=goal, site=site), minutes, on=ON)
        assert {each.technique.id: each.minutes for each in plan.work} == chosen

    def test_an_hour_is_of_two_or_three_techniques(self):
        places = {"neck-pain": "neck", "low-back-pain": "lower-back", "knee-osteoarthritis": "left knee"}
        for goal, site in places.items():
            assert 1 <= len(planned(answer(goal=goal, site=site)).work) <= 3

    def test_too_little_time_is_still_refused(self):
        with pytest.raises(InvalidPlan, match="the least is"):
            plan_session(RULEBOOK, answer(), 10, on=ON)
