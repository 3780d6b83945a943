"""Several questions on one screen: nothing is denied that was not shown, nor by Enter alone."""

import os
from datetime import date

import pytest

from bodywork_rules import ClientProfile, Evaluator, Goal, load_profile, load_rulebook
from bodywork_rules.care import Asks, Interview, Reply, Said, next_questions, questionnaire
from bodywork_rules.cli import asking as asking_module
from bodywork_rules.cli.asking import Asking
from bodywork_rules.cli.intake import put_together
from bodywork_rules.cli.intake_files import Files
from bodywork_rules.cli.intake_pages import fitting, ticked
from bodywork_rules.cli.intake_prompts import Prompts
from unit.cli.terminals import ENTER, talked_of

DAY = date(2026, 11, 23)
BOOK = load_rulebook()
EVALUATOR = Evaluator(BOOK)
FORM = {question.id: question for question in questionnaire(BOOK)}


@pytest.fixture
def page():
    """What may stand on the page after the warning signs."""
    client = ClientProfile(taken=DAY, goals=[Goal("neck-pain")], answered=["warning-sign"])
    return next_questions(EVALUATOR, client, DAY)


def said(monkeypatch, line: str, *ids: str) -> dict[str, Said]:
    """What a line says to some questions; of one that cannot be read, why."""

    def read(_, text, reader, **told):
        assert told["needed"]
        return reader(line)

    monkeypatch.setattr(Asking, "read", read)
    return {each.id: said for each, said in ticked(Asking(BOOK), [FORM[id] for id in ids]).items()}


def test_a_number_is_a_yes_one_with_a_question_mark_is_not_sure_and_the_rest_is_no(monkeypatch):
    asked = ("heart-disease", "diabetes", "cancer", "menstruation")
    assert said(monkeypatch, "0", *asked) == dict.fromkeys(asked, Said.NO)
    assert said(monkeypatch, "1 3?", *asked) == {
        "heart-disease": Said.YES,
        "diabetes": Said.NO,
        "cancer": Said.NOT_SURE,
        "menstruation": Said.NO,
    }
    assert said(monkeypatch, "4, 2 ?", *asked)["menstruation"] is Said.YES


@pytest.mark.parametrize("line", ["", "5", "1, 5", "0 1", "none", "1?2", "2, 2?", "-1", "?"])
def test_what_is_not_plain_denies_nothing(monkeypatch, line):
    with pytest.raises(ValueError, match="write 0 for none, else numbers from 1 to 4"):
        said(monkeypatch, line, "heart-disease", "diabetes", "cancer", "menstruation")


@pytest.mark.parametrize("size", [(24, 80), (40, 60), (12, 40)])
def test_a_page_is_no_higher_than_the_screen_and_holds_what_counts_up_signs_alone(monkeypatch, page, size):
    asking = Asking(BOOK)
    monkeypatch.setattr(asking_module, "get_terminal_size", lambda: os.terminal_size((size[1], size[0])))
    shown = []
    monkeypatch.setattr(Asking, "read", lambda _, text, *__, **___: shown.append(text) or {})
    assert fitting(asking, [FORM["warning-sign"], *page]) == (FORM["warning-sign"],)
    on_it = fitting(asking, page)
    assert on_it[0] == page[0]
    assert FORM["warning-sign"] not in fitting(asking, [page[0], FORM["warning-sign"], *page[1:]])
    if len(on_it) > 1:
        ticked(asking, on_it)
        assert asking.fits(shown[0])
        told = " ".join(shown[0].split()).casefold()
        for each in on_it:
            assert each.text.partition(": ")[2].rstrip("?").casefold() in told


def test_a_page_is_answered_by_numbers_and_only_what_was_shown_is_denied(terminal, write, tmp_path):
    talked_of(write, "uma.interview.json", answered=["warning-sign"])
    screen = terminal("intake", "uma.json", "--on", "2026-11-23", size=(24, 80))
    screen.wait_for(" / ")
    shown, _ = screen.read_until("0 if none is:")
    assert shown.count("\n") < 24
    screen.type(ENTER)
    screen.wait_for("write 0 for none")
    screen.type("1" + ENTER)
    screen.wait_for("Which is it?")
    screen.wait_for("Your answer")
    told = load_profile(tmp_path / "uma.json")
    denied = {*told.answered} & {*BOOK.everything} - {"warning-sign"}
    names = [each.condition for each in told.findings]
    assert len(names) == 1
    assert denied
    flat = " ".join(shown.split()).casefold()
    for each in denied:
        assert FORM[each].text.partition(": ")[2].rstrip("?").casefold() in flat


def test_what_cannot_be_so_is_told_and_put_again_alone_before_anything_else(monkeypatch, tmp_path, capsys):
    told = ClientProfile(taken=DAY, goals=["neck-pain"], findings=["hypertension"])
    replies = {FORM["hypertension"]: Reply("no"), FORM["diabetes"]: Reply("no")}
    monkeypatch.setattr(Prompts, "ask_all", lambda *_: replies)
    alone = []
    monkeypatch.setattr(Prompts, "ask", lambda _, question: alone.append(question.id) or Reply("not-sure"))
    files = Files(tmp_path / "kim.json")
    after = put_together(Asking(BOOK), EVALUATOR, files, Interview(told), tuple(replies), DAY)
    assert alone == ["hypertension"]
    assert "does not go together" in capsys.readouterr().out
    assert ("diabetes" in after.told.answered, "hypertension" in after.told.answered) == (True, False)
    assert files.read(told) == after


@pytest.mark.parametrize("opened", [(), ("device-on-or-in-body",)])
def test_a_page_holds_no_two_with_a_kind_of_both_nor_with_one_of_what_was_opened(opened):
    """Else a no to the one denies, unasked, what a yes to the other means, as rheumatoid arthritis is two things."""
    told = ClientProfile(taken=DAY, goals=[Goal("neck-pain")], answered=["warning-sign"])
    page = next_questions(EVALUATOR, Interview(told, opened=opened), DAY)
    assert {each.asks for each in page} == {Asks.CONDITION}
    first, *others = [each.condition for each in page]
    assert others
    for before in ([first], opened):
        closed = [kind for each in (*before, *others) for kind in BOOK.narrower_of(each)]
        assert len(closed) == len({*closed})


def test_keys_pressed_before_a_page_is_shown_deny_nothing_on_it(terminal, write, tmp_path):
    talked_of(write, "uma.interview.json", answered=["warning-sign"])
    screen = terminal("intake", "uma.json", "--on", "2026-11-23", size=(24, 80))
    screen.wait_for("0 if none is:")
    screen.type("0\r0\r0\r")
    shown, _ = screen.read_until("or 0 for none:")
    screen.rest()
    denied = {*load_profile(tmp_path / "uma.json").answered} & {*BOOK.everything}
    screen.type("0\r")
    screen.wait_for("or 0 for none:")
    assert denied < {*load_profile(tmp_path / "uma.json").answered}
    assert "Diabetes" in shown
    assert "diabetes" not in denied


def test_of_several_yeses_it_is_said_which_one_is_asked_about(terminal, write):
    talked_of(write, "uma.interview.json", answered=["warning-sign"])
    screen = terminal("intake", "uma.json", "--on", "2026-11-23", size=(24, 80))
    screen.wait_for("0 if none is:")
    screen.type("1 2" + ENTER)
    screen.wait_for("Disease of bones, joints or muscles: Which is it?")
