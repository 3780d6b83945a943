"""The intake: what may be asked, what a reply comes to, and what is refused."""

from datetime import date

import attrs
import pytest

from bodywork_rules import (
    ClientProfile,
    Evaluator,
    Finding,
    Goal,
    InvalidProfile,
    Preferences,
    from_json,
    to_json,
)
from bodywork_rules.care import Asks, IntakeQuestion, Interview, Note, Reply, answered, next_question, questionnaire
from bodywork_rules.care.intake.standing import asked_of
from bodywork_rules.errors import InvalidValue
from bodywork_rules.model import Detail
from shipped import EVALUATOR, RULEBOOK
from small_book import small_book

DAY = date(2026, 11, 23)
FORM = {question.id: question for question in questionnaire(RULEBOOK)}
CLIENT = ClientProfile(taken=DAY, goals=[Goal("neck-pain")])


def told(question: IntakeQuestion, reply: Reply, of: ClientProfile | Interview = CLIENT) -> Interview:
    return answered(EVALUATOR, of, question, reply, DAY)


def refused(question: IntakeQuestion, reply: Reply, of: ClientProfile | Interview = CLIENT) -> list[str]:
    with pytest.raises(InvalidProfile) as error:
        told(question, reply, of)
    return [str(problem) for problem in error.value.problems]


def until(interview: Interview, asks: Asks) -> tuple[Interview, IntakeQuestion]:
    """The interview when a question of a kind comes up, everything before being denied."""
    while (question := next_question(EVALUATOR, interview, DAY)) and question.asks is not asks:
        said = "not-sure" if question.asks in (Asks.DETAIL, Asks.QUANTITY) else "no"
        interview = told(question, Reply(said), interview)
    assert question is not None
    return interview, question


def test_every_condition_with_a_question_is_on_the_form_once():
    on_it = [question.condition for question in FORM.values() if question.condition]
    assert sorted(on_it) == sorted(id for id in asked_of(RULEBOOK) if not RULEBOOK.conditions[id].replaced_by)


def test_what_a_yes_opens_stands_behind_it():
    place = {id: at for at, id in enumerate(FORM)}
    assert all(place[each] > place[id] for id, question in FORM.items() for each in question.opens)


def test_a_detail_is_asked_only_where_a_rule_reads_it():
    assert Detail.CONTROLLED in FORM["hypertension"].details
    assert FORM["relaxation"].details == (Detail.STATUS,)


def test_a_value_has_its_unit_and_range():
    inr = FORM["quantity/inr"]
    assert (inr.unit, inr.least, inr.most) == ("ratio", 0.5, 20)


def test_a_no_is_recorded_and_what_is_not_sure_stays_open():
    assert told(FORM["fracture"], Reply("no")).told.answered == ("fracture",)
    assert told(FORM["fracture"], Reply("not-sure")).told == CLIENT


def test_a_yes_is_a_finding_with_its_details():
    reply = Reply("yes", status="resolved", onset="2026-01", end="2026-03", sites=["left wrist"])
    given = Finding("fracture", status="resolved", onset="2026-01", end="2026-03", sites=["left wrist"])
    assert told(FORM["fracture"], reply).profile.findings == (given,)


def test_a_drug_is_a_medication():
    assert told(FORM["warfarin"], Reply("yes", status="present")).told.medications == (Finding("warfarin"),)


def test_a_yes_to_a_group_is_reported_without_its_kind_until_that_is_told():
    opened = told(FORM["heart-disease"], Reply("yes"))
    assert opened.told == CLIENT
    assert opened.profile.findings == (Finding("heart-disease"),)
    explained = told(FORM["heart-attack"], Reply("yes", status="resolved"), opened)
    assert [each.condition for each in explained.profile.findings] == ["heart-attack"]


def test_a_risk_is_answered_when_all_its_kinds_are_and_no_sooner():
    but_one = attrs.evolve(CLIENT, answered=RULEBOOK.everything_but(["low-blood-pressure"]))
    assert "faintness-risk" not in but_one.answered
    assert "faintness-risk" in told(FORM["low-blood-pressure"], Reply("no"), but_one).told.answered
    assert "faintness-risk" not in told(FORM["fracture"], Reply("no"), but_one).told.answered


def test_a_reply_that_contradicts_is_refused_with_all_that_is_wrong_and_changes_nothing():
    before = Interview(attrs.evolve(CLIENT, findings=["chest-pressure"], answered=["fracture"]))
    assert refused(FORM["warning-sign"], Reply("no"), before) == ["warning-sign: a no, after a yes to `chest-pressure`"]
    wrong = Reply("yes", status="resolved", onset="2027-01", end="2026-03", sites=["nose-tip"], value=3)
    problems = "\n".join(refused(FORM["fracture"], wrong, before))
    for what in (
        "a yes, after a no",
        "not an answer to this question: `value`",
        "after the evaluation",
        "before the onset",
    ):
        assert what in problems
    assert "unknown region" in problems
    assert before == Interview(attrs.evolve(CLIENT, findings=["chest-pressure"], answered=["fracture"]))


def test_a_kind_that_is_none_is_refused():
    assert refused(FORM["heart-disease"], Reply("yes", kind="fracture")) == [
        "heart-disease > kind: not a kind of what was asked: `fracture`"
    ]


def which(condition: str) -> IntakeQuestion:
    return attrs.evolve(FORM[condition], id=f"{condition}/which/0", asks=Asks.WHICH)


@pytest.mark.parametrize("asks", [Asks.CONDITION, Asks.MORE, Asks.WHICH])
def test_a_no_takes_no_yes_away(asks):
    opened = told(FORM["warning-sign"], Reply("yes"))
    (problem,) = refused(attrs.evolve(which("warning-sign"), asks=asks), Reply("no"), opened)
    assert "a no, after a yes to `warning-sign`; say which kind it is (`back-pain-with-fever`" in problem
    assert "none of these" in problem


def test_what_is_none_of_the_kinds_waits_to_be_coded():
    opened = told(FORM["vessel-disease"], Reply("yes"))
    named = told(which("vessel-disease"), Reply("yes", status="present", texts=["Buerger disease"]), opened)
    assert [each.condition for each in named.profile.findings] == ["vessel-disease"]
    assert named.profile.unmapped == ("Buerger disease",)
    nameless = told(which("vessel-disease"), Reply("yes", status="resolved"), opened)
    assert nameless.profile.unmapped == ("Disease of the blood vessels: none of the kinds asked",)
    another = told(FORM["peripheral-artery-disease"], Reply("yes", status="present"), nameless)
    assert another.profile.unmapped == nameless.profile.unmapped


def test_a_yes_of_which_each_kind_is_denied_waits_to_be_coded_too():
    denied = [each for each in RULEBOOK.conditions.ids if each not in ("vessel-disease", "fracture")]
    client = attrs.evolve(CLIENT, findings=["vessel-disease"], answered=denied)
    assert told(FORM["fracture"], Reply("no"), client).profile.unmapped


def test_what_a_rule_speaks_of_needs_no_kind_and_its_name_is_noted():
    opened = told(FORM["heart-disease"], Reply("yes"))
    after = told(which("heart-disease"), Reply("yes", status="present", texts=["weak valve"]), opened)
    assert after.profile.unmapped == ()
    assert after.notes == (Note(question="heart-disease/which/0", text="weak valve", on=DAY),)


ASTHMA = Reply("yes", kind="asthma", status="present", controlled=False)


def test_a_detail_that_says_what_was_denied_names_the_earlier_no():
    denied = told(FORM["lung-disease"], Reply("yes"), told(FORM["unwell-today"], Reply("no")))
    problems = refused(which("lung-disease"), ASTHMA, denied)
    assert problems[-1].startswith("lung-disease/which/0: not so by the earlier no to `unwell-today`")


def test_an_earlier_no_is_taken_back_and_asked_again_next():
    denied = told(FORM["lung-disease"], Reply("yes"), told(FORM["unwell-today"], Reply("no")))
    after = answered(EVALUATOR, denied, which("lung-disease"), ASTHMA, DAY, take_back=True)
    assert "unwell-today" not in after.told.answered
    assert {(each.condition, each.status.value) for each in after.told.findings} == {
        ("asthma", "present"),
        ("asthma-attack", "suspected"),
    }
    question = next_question(EVALUATOR, after, DAY)
    assert (question.condition, question.asks) == ("unwell-today", Asks.MORE)
    again = told(question, Reply("no"), after)
    assert next_question(EVALUATOR, again, DAY).condition != "unwell-today"
    assert not any(each.ready for each in EVALUATOR.evaluate(again.profile, DAY).judgements)


def test_a_value_and_a_yes_can_take_an_earlier_no_back_too():
    denied = told(FORM["hypertension"], Reply("no"))
    after = answered(
        EVALUATOR, denied, FORM["quantity/systolic-blood-pressure"], Reply("yes", value=190), DAY, take_back=True
    )
    assert [each.status.value for each in after.told.findings] == ["suspected"]
    denied = told(FORM["injury"], Reply("no"))
    after = answered(EVALUATOR, denied, FORM["fracture"], Reply("yes", status="resolved"), DAY, take_back=True)
    assert ([each.condition for each in after.told.findings], after.told.answered) == (["fracture"], ())


def test_what_contradicts_a_yes_cannot_be_taken_back():
    opened = told(FORM["warning-sign"], Reply("yes"))
    with pytest.raises(InvalidProfile):
        answered(EVALUATOR, opened, which("warning-sign"), Reply("no"), DAY, take_back=True)


def test_a_value_needs_a_number_and_a_detail_itself():
    assert "quantity/inr: a yes without `value`" in refused(FORM["quantity/inr"], Reply("yes"))
    assert "quantity/inr: a no to a question that asks for `value`" in refused(FORM["quantity/inr"], Reply("no"))


def test_a_value_that_shows_what_was_denied_is_refused():
    denied = attrs.evolve(CLIENT, answered=["hypertension"])
    problems = refused(FORM["quantity/systolic-blood-pressure"], Reply("yes", value=190), denied)
    assert any("shows a condition which no finding reports" in each for each in problems)


def test_nothing_is_told_beside_a_no():
    with pytest.raises(InvalidValue, match="beside a no"):
        Reply("no", onset="2026")


def test_the_age_is_the_profiles_own():
    assert told(FORM["quantity/age"], Reply("yes", value=46)).told.age == 46


def test_the_talk_gives_goals_wishes_medicines_and_notes():
    interview = told(FORM["talk/goals"], Reply("yes", goals=["low-back-pain"]))
    assert [goal.complaint for goal in interview.told.goals] == ["neck-pain", "low-back-pain"]
    interview = told(FORM["talk/declines"], Reply("yes", preferences=Preferences(declines=["suction"])), interview)
    assert interview.told.preferences.declines == ("suction",)
    interview = told(FORM["talk/medicines"], Reply("yes", texts=["Warfarin", "blue pill"]), interview)
    assert [each.condition for each in interview.told.medications] == ["warfarin"]
    assert interview.told.unmapped == ("blue pill",)
    interview = told(FORM["talk/pain"], Reply("yes", value=6), interview)
    interview = told(FORM["talk/worse"], Reply("yes", texts=["sitting"]), interview)
    assert interview.notes == (
        Note(question="talk/pain", text="6", on=DAY),
        Note(question="talk/worse", text="sitting", on=DAY),
    )


def test_an_injury_of_the_past_is_a_finding_of_which_nobody_knows_whether_it_is_over():
    interview = told(FORM["talk/injuries"], Reply("yes", texts=["sprained ankle", "fell off a moose"]))
    (finding,) = interview.told.findings
    assert (finding.condition, finding.status.name) == ("ankle-sprain", "SUSPECTED")
    assert interview.told.unmapped == ("fell off a moose",)


def test_a_question_says_how_many_are_left():
    first = next_question(EVALUATOR, CLIENT, DAY)
    assert first.left > next_question(EVALUATOR, told(first, Reply("no")), DAY).left > 0


def test_a_detail_goes_to_the_finding_it_was_asked_of():
    client = attrs.evolve(CLIENT, findings=[Finding("fracture"), Finding("fracture", sites=["left wrist"])])
    interview, question = until(Interview(client), Asks.DETAIL)
    while question.finding != client.findings[1]:
        interview, question = until(told(question, Reply("not-sure"), interview), Asks.DETAIL)
    after = told(question, Reply("yes", **{question.details[0].value: "2026-10"}), interview)
    assert after.told.findings[0].onset is None
    assert after.told.findings[1] != client.findings[1]


def test_a_question_says_why_it_is_asked():
    question = next_question(EVALUATOR, CLIENT, DAY)
    assert question.referral.name == "EMERGENCY"
    assert {"chest-pressure", "saddle-numbness"} <= {RULEBOOK.contraindications[id].about for id in question.rules}
    assert question.techniques


def test_an_interview_is_json_in_and_out():
    interview, question = until(
        Interview(CLIENT, opened=["heart-disease"], notes=[Note(question="a", text="b")]), Asks.WHICH
    )
    assert from_json(Interview, to_json(interview)) == interview
    assert from_json(IntakeQuestion, to_json(question)) == question
    reply = Reply("yes", kind="angina", status="present", onset="2026")
    assert from_json(Reply, to_json(reply)) == reply


def test_an_interview_shows_no_health_fact_by_accident():
    assert "heart" not in repr(Interview(CLIENT, opened=["heart-disease"]))


def test_the_order_of_what_was_told_does_not_matter():
    both = [Finding("fracture"), Finding("diabetes")]
    one, other = (next_question(EVALUATOR, attrs.evolve(CLIENT, findings=each), DAY) for each in (both, both[::-1]))
    assert one.id == other.id


def test_a_rulebook_without_texts_can_be_asked_too():
    book = small_book()
    question = next_question(Evaluator(book), ClientProfile(taken=DAY, findings=["fracture"]), DAY)
    assert question.text


def test_a_detail_of_what_a_goal_implies_is_asked_once_though_another_detail_makes_a_finding_of_it():
    pregnant = ClientProfile(
        taken=DAY, age=31, findings=["pregnancy"], goals=[Goal("low-back-pain")], answered=["warning-sign"]
    )
    interview, asked = Interview(pregnant), []
    while question := next_question(EVALUATOR, interview, DAY):
        asked.append((question.condition, question.details if question.asks is Asks.DETAIL else None, question.asks))
        reply = Reply("no" if question.asks in (Asks.CONDITION, Asks.MORE, Asks.WHICH) else "not-sure")
        if question.details == (Detail.STAGE,) and question.asks is Asks.DETAIL:
            reply = Reply("yes", stage="subacute")
        interview = answered(EVALUATOR, interview, question, reply, DAY)
    onset = [each for each in asked if each[0] == "low-back-pain" and each[1] == (Detail.ONSET,)]
    assert len(onset) == 1
