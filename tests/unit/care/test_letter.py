"""A letter says what is planned, asks the exact question, and its reply goes back on record."""

from contextlib import nullcontext
from datetime import date, timedelta

import attrs
import pytest

from bodywork_rules.care import ClinicianReply as Reply
from bodywork_rules.care import letters, next_visit, record_reply
from bodywork_rules.care.letter.page import letter_page
from bodywork_rules.engine import Evaluator
from bodywork_rules.errors import InvalidReply, InvalidValue, UnknownId
from bodywork_rules.insight.plain import plain
from bodywork_rules.model import (
    AllOf,
    AnyOf,
    Clearance,
    ClientProfile,
    Condition,
    Contraindication,
    Details,
    Finding,
    Goal,
    Has,
    Limits,
    Measured,
    Measurement,
    Site,
    Text,
    This,
    Verdict,
)
from bodywork_rules.rulebook.texts import text_of
from small_book import PARTS, small_book

TODAY = date(2026, 11, 23)
TOMORROW = TODAY + timedelta(days=1)
EVALUATOR = Evaluator(small_book())
CLIENT = ClientProfile(
    taken=TODAY,
    findings=["hypertension", Finding("fracture", onset="2026-01", sites=["left wrist"])],
    goals=[Goal("neck-pain")],
)


def letter_for(profile, evaluator=EVALUATOR, **given):
    (letter,) = letters(evaluator, evaluator.evaluate(profile, on=TODAY), **given)
    return letter


def told(letter, **given):
    """A letter in words, on one line."""
    return " ".join(plain(letter_page(EVALUATOR.rulebook, letter, **given)).split())


def test_one_letter_to_each_clinician_holds_all_questions_to_them():
    letter = letter_for(CLIENT)
    assert (letter.clinician, letter.on) == ("physician", TODAY)
    assert [each.clearance.id for each in letter.questions] == ["bone-ok", "pressure-ok"]
    assert [each.findings[0].condition for each in letter.questions] == ["fracture", "hypertension"]
    assert letter.provenance.digest == EVALUATOR.rulebook.digest


def test_two_clinicians_get_a_letter_each():
    clearances = [
        attrs.evolve(each, clinician="midwife") if each.id == "bone-ok" else each for each in PARTS["clearances"]
    ]
    clinicians = [*PARTS["clinicians"], attrs.evolve(PARTS["clinicians"][0], id="midwife", name="Midwife")]
    evaluator = Evaluator(small_book(clearances=clearances, clinicians=clinicians))
    written = letters(evaluator, evaluator.evaluate(CLIENT, on=TODAY))
    assert [each.clinician for each in written] == ["midwife", "physician"]
    assert [[each.clearance.id for each in letter.questions] for letter in written] == [["bone-ok"], ["pressure-ok"]]


def test_nothing_that_waits_means_no_letter():
    assert letters(EVALUATOR, EVALUATOR.evaluate(ClientProfile(taken=TODAY), on=TODAY)) == ()


def test_what_is_planned_can_be_chosen_and_says_where_and_within_which_limits():
    letter = letter_for(attrs.evolve(CLIENT, medications=["warfarin"]), techniques=["stones", "deep"])
    (planned,) = letter.planned
    assert planned.technique.id == "stones"
    assert planned.sites == (Site.of("both arm"), Site.of("back"))
    assert planned.outlook.limits.pressure_at_most == 2
    assert "Hot stones: muscle; where: arm (both sides), back" in told(letter)


def test_the_pressure_and_the_minutes_that_are_planned_are_always_said_as_they_would_be():
    """Also where a limit is no lower than what the technique does by itself."""
    warfarin = attrs.evolve(CLIENT, medications=["warfarin"])
    for technique, said in (("stones", "30 to 60 minutes; pressure 1 to 2 of 5"), ("swedish", "pressure 1 to 2 of 5")):
        letter = letter_for(warfarin, techniques=[technique])
        assert said in told(letter)
    free = letter_for(CLIENT, techniques=["swedish"])
    assert f"pressure 1 to {free.planned[0].technique.pressure.most} of 5" in told(free)


def test_a_technique_that_is_not_there_is_refused():
    with pytest.raises(UnknownId):
        letter_for(CLIENT, techniques=["stoned"])


def test_an_assessment_by_another_rulebook_is_refused():
    with pytest.raises(InvalidValue, match="another rulebook"):
        letters(Evaluator(small_book(version="2")), EVALUATOR.evaluate(CLIENT, on=TODAY))


def test_a_letter_in_words_says_the_question_the_finding_and_what_each_answer_changes():
    text = told(letter_for(CLIENT, techniques=["stones", "swedish"]))
    for part in (
        "A request to the client's physician",
        "The question: Has it healed?",
        "What the client told us: Fracture (left wrist, began 2026-01).",
        "Why we ask: It may not have healed.",
        "If you say yes: This becomes possible: the limb. A yes holds for 52 weeks, unless you write another date.",
        "Swedish massage: can be done.",
        "Hot stones: still to wait for an answer about blood pressure.",
        "Hot stones: not to be done.",
        "Until then: What waits for your answer is not done.",
        f"Rulebook small 1 (SHA-256 {EVALUATOR.rulebook.digest})",
        "☐ yes | ☐ yes, within the limits below | ☐ no",
    ):
        assert part in text
    assert "Client: ______" in text


def test_who_writes_to_whom_about_whom_is_put_in_when_it_is_given():
    text = told(letter_for(CLIENT), client="B. Smith, 1968", sender="Studio", to="Dr Jones")
    for part in ("Client: B. Smith, 1968", "From (practitioner, practice, telephone): Studio", "To: Dr Jones"):
        assert part in text
    assert "Date of birth" not in text


def test_the_whole_loop_moves_the_technique_as_the_letter_said():
    letter = letter_for(CLIENT)
    replies = [
        Reply(
            clearance="pressure-ok",
            answer="granted",
            on=TOMORROW,
            limits=Limits(pressure_at_most=1),
            expires="2027-01-01",
        ),
        Reply(clearance="bone-ok", answer="refused", on=TOMORROW),
    ]
    before = EVALUATOR.evaluate(CLIENT, on=TODAY).judgements["stones"]
    profile = record_reply(EVALUATOR, CLIENT, letter, replies, on=TOMORROW)
    after = EVALUATOR.evaluate(profile, on=TOMORROW).judgements["stones"]
    assert (before.verdict, after.verdict) == (Verdict.CLEARANCE, Verdict.MODIFY)
    assert after.limits.pressure_at_most == 1
    assert after.keep_off == (Site.of("left arm"),)
    assert [(each.clearance, each.findings) for each in profile.clearances] == [
        ("pressure-ok", ("hypertension",)),
        ("bone-ok", ("fracture",)),
    ]
    assert EVALUATOR.evaluate(profile, on=date(2027, 1, 1)).judgements["stones"].verdict is Verdict.CLEARANCE
    assert CLIENT.clearances == ()


def test_a_yes_does_not_reach_what_came_up_after_the_letter():
    letter = letter_for(CLIENT)
    since = attrs.evolve(
        CLIENT, findings=[*CLIENT.findings, Finding("fracture", onset="2026-02", sites=["right wrist"])]
    )
    profile = record_reply(
        EVALUATOR, since, letter, [Reply(clearance="bone-ok", answer="granted", on=TOMORROW)], on=TOMORROW
    )
    assert [each.id for each in profile.findings] == [None, "fracture", None]
    at = EVALUATOR.evaluate(profile, on=TOMORROW).judgements["swedish"].at
    assert (at("left wrist").verdict, at("right wrist").verdict) == (Verdict.PROCEED, Verdict.CLEARANCE)


def test_ids_that_are_there_are_kept_and_new_ones_are_free():
    twice = Finding("fracture", onset="2026-01", sites=["left wrist"])
    client = attrs.evolve(CLIENT, findings=[twice, twice, Finding("fever", status="resolved", id="fracture")])
    letter = letter_for(client)
    profile = record_reply(
        EVALUATOR, client, letter, [Reply(clearance="bone-ok", answer="granted", on=TODAY)], on=TODAY
    )
    assert [each.id for each in profile.findings] == ["fracture-2", "fracture-3", "fracture"]
    assert profile.clearances[0].findings == ("fracture-2", "fracture-3")


def test_a_yes_reaches_the_other_findings_that_the_letter_told_of():
    storm = Condition(id="storm", name="Storm", ask="?")
    rule = Contraindication(
        id="stormy", about="fracture", when=Has("storm"), verdict="clearance", clearance="bone-ok", reason="Wind.",
        basis="unsourced",
    )  # fmt: skip
    evaluator = Evaluator(small_book(conditions=[*PARTS["conditions"], storm], contraindications=[rule]))
    client = ClientProfile(findings=["fracture", "storm"], goals=["neck-pain"])
    letter = letter_for(client, evaluator)
    assert [each.condition for each in letter.questions[0].findings] == ["fracture", "storm"]
    profile = record_reply(
        evaluator, client, letter, [Reply(clearance="bone-ok", answer="granted", on=TODAY)], on=TODAY
    )
    assert evaluator.evaluate(profile, on=TODAY).judgements["swedish"].verdict is Verdict.PROCEED


def test_a_yes_is_not_taken_for_another_finding_of_the_same_kind():
    rule = Contraindication(
        id="two-bones", about="fracture", when=AllOf([This(Details(onset_at_least="12 weeks")), Has("fracture")]),
        where="limb", verdict="clearance", clearance="bone-ok", reason="Two.", basis="unsourced",
    )  # fmt: skip
    evaluator = Evaluator(small_book(contraindications=[rule]))
    new = Finding("fracture", onset="2026-11-20", sites=["right wrist"])
    client = attrs.evolve(CLIENT, findings=[*CLIENT.findings, new])
    (question,) = letter_for(client, evaluator).questions
    assert question.findings == (CLIENT.findings[1],)


def test_a_question_about_no_finding_tells_the_values_that_it_rests_on():
    asks = Clearance(id="calm", name="Calm", clinician="physician", question="Calm?", unlocks="all", lasts="1 week")
    rule = Contraindication(
        id="in-pain", when=Measured("pain", at_least=8), verdict="clearance", clearance="calm", reason="Ask.",
        basis="unsourced",
    )  # fmt: skip
    evaluator = Evaluator(small_book(clearances=[asks], contraindications=[rule]))
    client = ClientProfile(measurements=[Measurement("pain", value=9, on=TODAY)])
    letter = letter_for(client, evaluator)
    assert letter.questions[0].measurements == (Measurement("pain", value=9, on=TODAY),)
    text = " ".join(plain(letter_page(evaluator.rulebook, letter)).split())
    assert "Measured: Pain: 9 of 10 (2026-11-23)." in text
    profile = record_reply(evaluator, client, letter, [Reply(clearance="calm", answer="granted", on=TODAY)], on=TODAY)
    assert profile.clearances[0].findings == ()
    assert evaluator.evaluate(profile, on=TODAY).judgements["deep"].verdict is Verdict.PROCEED


def test_an_age_is_told_in_years_and_never_as_a_day_of_birth():
    asks = Clearance(id="calm", name="Calm", clinician="physician", question="Calm?", unlocks="all", lasts="1 week")
    rule = Contraindication(
        id="old", when=Measured("age", at_least=75), verdict="clearance", clearance="calm", reason="Ask.",
        basis="unsourced",
    )  # fmt: skip
    evaluator = Evaluator(small_book(clearances=[asks], contraindications=[rule]))
    for told in ({"born": "1940-02-03"}, {"age": 86}):
        (question,) = letter_for(ClientProfile(taken=TODAY, **told), evaluator).questions
        assert question.measurements == (Measurement("age", value=86),)


WRONG = {
    "what was not asked": ({"clearance": "bone-k"}, "replies[0].clearance"),
    "before the letter": ({"on": "2026-11-22"}, "replies[0].on"),
    "after today": ({"on": "2026-11-25"}, "replies[0].on"),
    "expired at once": ({"expires": TODAY}, "replies[0].expires"),
    "limits of the whole technique": ({"limits": Limits(minutes_at_most=20)}, "replies[0].limits"),
    "an unknown trait": ({"limits": Limits(no_traits=["cold"])}, "replies[0].limits"),
    "limits on a refusal": ({"answer": "refused", "limits": Limits(pressure_at_most=2)}, "replies[0].limits"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_reply_that_cannot_be_is_refused_and_says_where(what):
    changes, where = WRONG[what]
    reply = Reply(**{"clearance": "bone-ok", "answer": "granted", "on": TODAY} | changes)
    with pytest.raises(InvalidReply) as refused:
        record_reply(EVALUATOR, CLIENT, letter_for(CLIENT), [reply], on=TOMORROW)
    assert [each.where for each in refused.value.problems] == [where]


def test_a_finding_that_is_no_longer_as_it_was_told_needs_a_new_letter():
    changed = attrs.evolve(
        CLIENT, findings=["hypertension", Finding("fracture", onset="2026-06", sites=["left wrist"])]
    )
    with pytest.raises(InvalidReply, match="no longer there as it was: `fracture`; write a new letter"):
        record_reply(
            EVALUATOR,
            changed,
            letter_for(CLIENT),
            [Reply(clearance="bone-ok", answer="granted", on=TODAY)],
            on=TODAY,
        )


@pytest.mark.parametrize("onset", ["about 4 weeks ago", "2026", "2026-11", "2026-11-02", None])
def test_a_reply_that_comes_after_the_next_visit_is_recorded(onset):
    client = attrs.evolve(CLIENT, taken=TODAY, findings=[Finding("hypertension", onset=onset)])
    letter = letter_for(client)
    since = next_visit(EVALUATOR.rulebook, client, TOMORROW).profile
    reply = Reply(clearance="pressure-ok", answer="granted", on=TOMORROW)
    assert record_reply(EVALUATOR, since, letter, [reply], on=TOMORROW).clearances[0].findings == ("hypertension",)
    moved = attrs.evolve(client, taken=TOMORROW)
    if onset == "about 4 weeks ago":
        with pytest.raises(InvalidReply, match="no longer there as it was"):
            record_reply(EVALUATOR, moved, letter, [reply], on=TOMORROW)


def test_a_question_that_was_changed_since_needs_a_new_letter():
    clearances = [attrs.evolve(each, question="Anything else?") for each in PARTS["clearances"]]
    evaluator = Evaluator(small_book(clearances=clearances))
    with pytest.raises(InvalidReply, match="something else than the letter did"):
        record_reply(
            evaluator,
            CLIENT,
            letter_for(CLIENT),
            [Reply(clearance="bone-ok", answer="granted", on=TODAY)],
            on=TODAY,
        )


def test_one_question_is_answered_once():
    replies = [Reply(clearance="bone-ok", answer=each, on=TODAY) for each in ("granted", "refused")]
    with pytest.raises(InvalidReply, match="second answer"):
        record_reply(EVALUATOR, CLIENT, letter_for(CLIENT), replies, on=TODAY)


def test_a_rulebook_may_have_words_of_its_own_with_the_same_gaps():
    book = small_book(texts=[Text(id="letter-title", text="An {clinician}: Bitte um Auskunft")])
    assert text_of(book.texts, "letter-title", clinician="Arzt") == "An Arzt: Bitte um Auskunft"
    assert text_of(book.texts, "letter-client") == "Client"
    with pytest.raises(InvalidValue, match="not put in"):
        text_of(book.texts, "letter-title")
    with pytest.raises(InvalidValue, match="no text"):
        text_of(book.texts, "letter-nothing")


WINDY = Contraindication(
    id="stormy", about="fracture", when=AnyOf([Has("storm"), Measured("pain", at_least=8)]), verdict="clearance",
    clearance="bone-ok", reason="Wind.", basis="unsourced",
)  # fmt: skip
STORM = Condition(id="storm", name="Storm", ask="?")
WINDY_BOOK = Evaluator(
    small_book(conditions=[*PARTS["conditions"], STORM], contraindications=[*PARTS["contraindications"], WINDY])
)


@pytest.mark.parametrize(
    ("came", "day", "refused"),
    [
        ("storm", TOMORROW, ["storm"]),
        ("storm", TODAY, []),
        ("storm", date(2020, 1, 1), []),
        (9, TOMORROW, ["pain"]),
        (3, TOMORROW, []),
        (9, TODAY, []),
    ],
)
def test_a_yes_to_a_letter_that_could_not_tell_what_came_up_since_is_refused(came, day, refused):
    """The rule counts by what came up only; the letter asked about the bone for another reason."""
    letter = letter_for(CLIENT, WINDY_BOOK)
    if came == "storm":
        since = attrs.evolve(CLIENT, taken=TOMORROW, findings=[*CLIENT.findings, Finding("storm", onset=day)])
    else:
        since = attrs.evolve(CLIENT, taken=TOMORROW, measurements=[Measurement("pain", value=came, on=day)])
    found = []
    for answer in ("granted", "refused"):
        reply = Reply(clearance="bone-ok", answer=answer, on=TOMORROW)
        try:
            record_reply(WINDY_BOOK, since, letter, [reply], on=TOMORROW)
        except InvalidReply as error:
            found += [(answer, each.value) for each in error.problems]
    assert found == [("granted", each) for each in refused]


@pytest.mark.parametrize(("told", "now", "refused"), [((), 9, True), ((9,), 9, False), ((3,), 9, True), ((), 3, False)])
def test_a_value_without_a_day_in_a_history_without_one_is_new_unless_the_letter_told_it(told, now, refused):
    """Such a value is as of today, and so no older than the yes."""
    plain = attrs.evolve(CLIENT, taken=None)
    before = attrs.evolve(plain, measurements=[Measurement("pain", value=value) for value in told])
    letter = letter_for(before, WINDY_BOOK)
    since = attrs.evolve(plain, measurements=[Measurement("pain", value=now)])
    reply = Reply(clearance="bone-ok", answer="granted", on=TOMORROW)
    with pytest.raises(InvalidReply, match="could not tell") if refused else nullcontext():
        record_reply(WINDY_BOOK, since, letter, [reply], on=TOMORROW)
