"""What a practitioner may do of an assessment."""

from datetime import date

import attrs
import pytest

from bodywork_rules.care import Credential, Practitioner, checklist, within_scope
from bodywork_rules.care.practitioner_words import scope_page
from bodywork_rules.engine import Evaluator
from bodywork_rules.errors import InvalidRecord, InvalidValue
from bodywork_rules.insight.plain import plain
from bodywork_rules.model import ClientProfile, Goal, TherapistSign
from bodywork_rules.rulebook import from_json, to_json
from unit.care.book import ON, book

BOOK = book()
EVALUATOR = Evaluator(BOOK)
ANSWER = EVALUATOR.evaluate(ClientProfile(goals=[Goal("neck-pain")]), on=ON)


def may(**told):
    return [each.technique.id for each in within_scope(BOOK, ANSWER, Practitioner(**told)).may]


def test_any_one_of_the_trainings_is_enough():
    assert may() == ["stones", "swedish"]
    assert may(credentials=["licence"]) == ["cupping", "stones", "swedish"]
    assert may(credentials=["course"]) == ["cupping", "deep", "stones", "swedish"]


def test_a_credential_counts_to_its_last_day():
    assert "deep" in may(credentials=[Credential("course", until=ON)])
    ended = within_scope(BOOK, ANSWER, Practitioner(credentials=[Credential("course", until=date(2026, 11, 30))]))
    cupping, deep = ended.beyond
    assert (deep.technique.id, [each.name for each in deep.needs]) == ("deep", ["A course"])
    assert [(each.training, each.until) for each in deep.ended] == [("course", date(2026, 11, 30))]
    assert [each.id for each in cupping.needs] == ["course", "licence"]


def test_what_is_left_out_is_beyond_whatever_the_training():
    scope = within_scope(BOOK, ANSWER, Practitioner(credentials=["course"], excludes=["heat", "swedish"]))
    told = {each.technique.id: (each.needs, each.excluded_by) for each in scope.beyond}
    assert told == {"stones": ((), ("heat",)), "swedish": ((), ("swedish",))}


def test_what_is_recommended_is_parted_in_its_order():
    whole = within_scope(BOOK, ANSWER, Practitioner())
    assert [each.technique.id for each in whole.recommendations] == ["swedish"]
    none = within_scope(BOOK, ANSWER, Practitioner(excludes=["swedish"]))
    assert none.recommendations == ()
    assert [each.technique.id for each in none.to_hand_on] == ["swedish"]


def test_all_that_a_practitioner_names_and_nobody_knows_is_told_at_once():
    with pytest.raises(InvalidRecord) as caught:
        within_scope(BOOK, ANSWER, Practitioner(credentials=["course", "licens"], excludes=["heet"]))
    assert str(caught.value).splitlines() == [
        "credentials[1]: unknown training `licens`; did you mean `licence`?",
        "excludes: unknown technique, family or trait `heet`; did you mean `heat`?",
    ]


def test_what_is_of_another_kind_is_refused():
    with pytest.raises(InvalidValue, match="an Assessment is expected"):
        within_scope(BOOK, 5, Practitioner())
    with pytest.raises(InvalidValue, match="a Practitioner is expected"):
        within_scope(BOOK, ANSWER, None)
    for asked in (lambda: checklist(5), lambda: within_scope(5, ANSWER, Practitioner())):
        with pytest.raises(InvalidValue, match="a Rulebook is expected"):
            asked()
    with pytest.raises(InvalidValue, match="another rulebook"):
        within_scope(book(version="2"), ANSWER, Practitioner())


def words(scope):
    return " ".join(plain(scope_page(BOOK, scope)).split())


def test_what_is_beyond_is_told_with_what_is_missing():
    assert words(within_scope(BOOK, ANSWER, Practitioner())) == (
        "Of what is recommended today, this practitioner may do: Swedish massage. Nothing of it is beyond."
    )
    told = words(within_scope(BOOK, ANSWER, Practitioner(excludes=["swedish"])))
    assert "this practitioner may do nothing." in told
    assert "Swedish massage: Left out by this practitioner: Swedish massage." in told
    assert "hand the client on" in told
    nobody = EVALUATOR.evaluate(ClientProfile(), on=ON)
    assert words(within_scope(BOOK, nobody, Practitioner())) == "Nothing is recommended today."


def test_a_credential_that_ended_is_told_with_its_last_day():
    needed = book(techniques=[attrs.evolve(each, trainings=["course", "licence"]) for each in BOOK.techniques])
    answer = Evaluator(needed).evaluate(ANSWER.profile, on=ON)
    who = Practitioner(credentials=[Credential("course", until="2026-11-30")])
    told = " ".join(plain(scope_page(needed, within_scope(needed, answer, who))).split())
    assert "Swedish massage: Needs a course or a licence. A course ended on 2026-11-30." in told


def test_a_practitioner_reads_back():
    who = Practitioner(name="Ann", credentials=[Credential("course", until=ON, number="7", issuer="State")])
    assert from_json(Practitioner, to_json(who)) == who


def test_a_checklist_parts_good_signs_from_red_flags():
    signs = [
        TherapistSign(id="asks", text="Asks.", basis="unsourced"),
        TherapistSign(id="cures", text="Promises cures.", red_flag=True, basis="unsourced"),
    ]
    told = checklist(book(therapist_signs=signs))
    assert ([each.id for each in told.look_for], [each.id for each in told.walk_away]) == (["asks"], ["cures"])
