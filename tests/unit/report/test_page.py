"""A report is one page that fetches nothing, says the most urgent first and leaves nothing out."""

import re
import sys
from datetime import date
from html import unescape

import pytest

from bodywork_rules.care import letters
from bodywork_rules.engine import Evaluator
from bodywork_rules.errors import InvalidValue, MissingExtra
from bodywork_rules.insight.answer.unknowns import is_urgent
from bodywork_rules.insight.page import Blank, Cell, Heading, Item, Notice, Paragraph, Table
from bodywork_rules.model import EVERYTHING, ClientProfile, Finding, Goal, Verdict
from bodywork_rules.report import letter_html, report_page
from bodywork_rules.report.html import html_of
from bodywork_rules.rulebook import load_profile
from shipped import EVALUATOR as SHIPPED
from small_book import small_book
from style.reading import ROOT

TODAY = date(2026, 11, 23)
EVALUATOR = Evaluator(small_book())
BOOK = EVALUATOR.rulebook
CLIENT = ClientProfile(
    taken=TODAY,
    findings=["hypertension", Finding("fracture", onset="2026-01", sites=["left wrist"])],
    medications=["warfarin"],
    goals=[Goal("neck-pain")],
)


def page_for(profile, **given):
    return report_page(BOOK, EVALUATOR.evaluate(profile, on=TODAY), **given)


def said(html):
    """What a page says, on one line."""
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL)).split())


def test_a_report_holds_everything_from_the_referral_to_the_provenance():
    profile = ClientProfile(
        **{name: getattr(CLIENT, name) for name in ("taken", "medications", "goals")},
        findings=["chest-pain", *CLIENT.findings],
    )
    html = page_for(profile)
    order = [
        "Assessment for 2026-11-23",
        "Provisional:",
        "emergency referral: a doctor should see the client at once",
        "not to be done",
        "Not known, in the order to ask",
        "Withheld: not to be done",
        "Reasons",
        "How long this holds",
        "Sources",
        "A book.",
        f"SHA-256 {BOOK.digest}",
    ]
    places = [said(html).index(each) for each in order]
    assert places == sorted(places)


def test_a_report_names_the_arguments_limits_and_clearances():
    text = said(page_for(CLIENT))
    for part in (
        "Recommended today",
        "a little less pain",
        "pressure at most 2 of 5",
        "Ask: Bone",
        "Has it healed?",
        "Keep off",
    ):
        assert part in text


def test_whether_an_answer_is_settled_shows_in_its_looks():
    settled = ClientProfile(taken=TODAY, age=40, answered=EVERYTHING)
    assert '<body class="report provisional">' in page_for(CLIENT)
    assert '<body class="report settled">' in page_for(settled)


@pytest.mark.parametrize("example", sorted((ROOT / "examples" / "profiles").glob("*.toml")), ids=lambda path: path.stem)
def test_no_page_fetches_or_runs_anything(example):
    answer = SHIPPED.evaluate(load_profile(example), on=TODAY)
    pages = [report_page(SHIPPED.rulebook, answer)]
    pages += [letter_html(SHIPPED.rulebook, each) for each in letters(SHIPPED, answer)]
    for html in pages:
        assert not re.search(r"<(script|link|iframe|img|object|embed|base|form)\b|@import|url\(|\son\w+=", html)
        assert "default-src 'none'" in html


@pytest.fixture(scope="module")
def many_questions():
    return SHIPPED.rulebook, SHIPPED.evaluate(ClientProfile(taken=TODAY), on=TODAY)


def folds_of(html):
    """What stands unfolded, and each fold."""
    shown, *folds = re.split(r"<details[^>]*>", html)
    return shown, [each.partition("</details>")[0] for each in folds]


def test_all_questions_are_there_the_first_ten_unfolded(many_questions):
    book, answer = many_questions
    shown, (urgent, others) = folds_of(report_page(book, answer))
    count, pressing = len(answer.questions), sum(map(is_urgent, answer.questions))
    assert shown.count("<li value=") == 10
    assert urgent.count("<li value=") == pressing - 10
    assert others.count("<li value=") == count - pressing
    assert f"The other {pressing - 10} urgent questions" in urgent
    assert f"The other {count - pressing} questions" in others


def test_paper_has_the_urgent_questions_and_says_how_many_others_there_are(many_questions):
    book, answer = many_questions
    html = report_page(book, answer)
    assert re.findall(r"<details( class=\"unprinted\")?>", html) == ["", ' class="unprinted"']
    assert f"Not printed: the other {len(answer.questions) - sum(map(is_urgent, answer.questions))} questions" in html
    every = report_page(book, answer, all_questions=True)
    assert re.findall(r"<details( class=\"unprinted\")?>", every) == ["", ""]
    assert "Not printed" not in every


def test_few_questions_are_not_folded():
    assert "<details>" not in page_for(CLIENT)


def test_a_chart_and_a_plan_stand_under_headings_of_their_own():
    html = page_for(CLIENT, chart="<svg role='img'></svg>", plan="<p>First, talk.</p>")
    assert (
        said(html).index("Where to work and where not")
        < said(html).index("Plan of the session")
        < said(html).index("Recommended today")
    )
    assert "<svg role='img'></svg>" in html
    assert "Where to work" not in said(page_for(CLIENT))


def test_who_the_client_is_can_be_said_or_is_written_by_hand():
    assert "<b>Client:</b> B. Smith &lt;1968&gt;" in page_for(CLIENT, client="B. Smith <1968>")
    assert '<div class="blank"><span>Client</span>' in page_for(CLIENT)


def test_what_is_no_assessment_is_refused():
    with pytest.raises(InvalidValue):
        report_page(BOOK, CLIENT)


def test_each_part_of_a_page_is_drawn():
    page = (
        Heading("A", 3),
        Paragraph("b", lead="B"),
        Item("", lead="C"),
        Item("d", depth=1),
        Item("e", number=4, link="https://example.org/"),
        Item("f", link="javascript:alert(1)"),
        Notice("g", ["h"]),
        Table(("", "i"), [("1", Cell("not to be done", Verdict.AVOID)), ("2", "")]),
        Blank("j"),
    )
    flat = re.sub(r">\s+<", "><", html_of(page))
    for part in (
        "<h3>A</h3>",
        "<p><b>B:</b> b</p>",
        "<ul><li><b>C:</b><ul><li>d</li></ul></li></ul>",
        '<ol><li value="4">e<a href="https://example.org/">https://example.org/</a></li></ol>',
        "<ul><li>f javascript:alert(1)</li></ul>",
        '<div class="notice" role="note"><p class="title">g</p><p>h</p></div>',
        '<tr><td data-name="" class="">1</td><td data-name="i" class="avoid">not to be done</td></tr>',
        '<td data-name="i" class="empty"></td>',
        '<div class="blank"><span>j</span><span class="line"></span></div>',
    ):
        assert part in flat.replace("e <a", "e<a")


def test_without_the_extra_one_line_says_how_to_install_it(monkeypatch):
    for name in [each for each in sys.modules if each.startswith(("bodywork_rules.report.", "jinja2"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    import importlib

    with pytest.raises(MissingExtra, match=r"pip install 'bodywork-rules\[report\]'"):
        importlib.import_module("bodywork_rules.report.html")
