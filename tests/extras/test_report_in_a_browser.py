"""In a real browser the documents are accessible, fit a phone, fetch nothing and fit both sizes of paper."""

import re
from datetime import date
from pathlib import Path

import pytest

from bodywork_rules.care import Score, letters, plan_session
from bodywork_rules.care.plan.words import plan_page
from bodywork_rules.model import ClientProfile, Finding
from bodywork_rules.report import body_chart, course_plot, html_of, letter_html, report_page
from bodywork_rules.rulebook import load_profile
from shipped import EVALUATOR

axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed")

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 23)
PHONES = (320, 375)
LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 8
EXAMPLES = ("blood-pressure-and-old-fracture", "swollen-calf", "ready-to-relax", "nothing-asked")


def documents() -> dict[str, str]:
    """The documents of some clients, one of whom says a word that is longer than a line."""
    clients = {name: load_profile(ROOT / "examples" / "profiles" / f"{name}.toml") for name in EXAMPLES}
    clients["long-words"] = ClientProfile(
        findings=[Finding("hypertension", id=LONG)], goals=["relaxation"], unmapped=[LONG]
    )
    clients["many-techniques"] = ClientProfile(
        taken=TODAY,
        age=52,
        findings=[Finding("low-back-pain", stage="chronic", sites=["lower-back"]), "hypertension"],
        goals=["low-back-pain"],
        answered=EVALUATOR.rulebook.everything_but(),
    )
    found = {}
    for name, client in clients.items():
        answer = EVALUATOR.evaluate(client, on=TODAY)
        chart = body_chart(answer, reasons=False)
        plan = html_of(plan_page(EVALUATOR.rulebook, plan_session(EVALUATOR.rulebook, answer, 60, on=TODAY))[1:])
        found[f"report-{name}"] = report_page(
            EVALUATOR.rulebook, answer, client=LONG if name == "long-words" else "", chart=chart, plan=plan
        )
        for letter in letters(EVALUATOR, answer):
            found[f"letter-{name}-{letter.clinician}"] = letter_html(EVALUATOR.rulebook, letter, to="Dr Jones")
    return found


@pytest.fixture
def show(browser, tmp_path):
    """Open a document at a width, and give the page with the addresses that it asked for."""

    def shown(html: str, width: int):
        file = tmp_path / "page.html"
        file.write_text(html, encoding="utf-8")
        page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        return page, asked

    return shown


DOCUMENTS = documents()


COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def violations(page, **options) -> list[str]:
    found = axe.Axe().run(page, options={"resultTypes": ["violations"], **options})
    assert found["passes"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_accessible_and_its_colours_in_the_dark_too(show, name):
    page, _ = show(DOCUMENTS[name], 1000)
    page.eval_on_selector_all("details", "all => all.forEach(each => each.open = true)")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, **COLOURS) == []


def test_the_check_of_accessibility_can_fail(show):
    style = "<style>p {color: #eee} @media (prefers-color-scheme: dark) {p {color: #333; background: #222}}</style>"
    page, _ = show(f"<html><head>{style}</head><body><img src='data:,'><p>faint</p>plain</body></html>", 1000)
    assert {each.partition(":")[0] for each in violations(page)} >= {"image-alt", "color-contrast", "document-title"}
    page.emulate_media(color_scheme="dark")
    assert [each.partition(":")[0] for each in violations(page, **COLOURS)] == ["color-contrast"]


@pytest.mark.parametrize("width", PHONES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_overflows_on_a_phone(show, name, width):
    page, _ = show(DOCUMENTS[name], width)
    page.eval_on_selector_all("details", "all => all.forEach(each => each.open = true)")
    wide = page.evaluate(
        "width => [...document.querySelectorAll('body *')]"
        ".filter(each => !each.closest('thead') && each.getBoundingClientRect().right > width + 0.5)"
        ".map(each => each.outerHTML.slice(0, 80))",
        width,
    )
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_asks_for_nothing_but_itself(show, name):
    _, asked = show(DOCUMENTS[name], 1000)
    assert len(asked) == 1
    assert asked[0].startswith("file:")


def pages_of(pdf: bytes) -> list[tuple[float, float]]:
    """The sizes of the pages of a PDF, in points."""
    return [(float(each[0]), float(each[1])) for each in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)]


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_prints_on_both_sizes_of_paper(show, name, paper, size):
    page, _ = show(DOCUMENTS[name], 1000)
    sizes = pages_of(page.pdf(format=paper))
    assert 1 <= len(sizes) <= (4 if name.startswith("letter") else 14)
    assert all(abs(width - size[0]) < 2 and abs(height - size[1]) < 2 for width, height in sizes)


SHOWN = "each => each.checkVisibility({contentVisibilityAuto: true})"


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if "<details>" in DOCUMENTS[name]])
def test_urgent_questions_that_are_folded_away_on_a_screen_are_printed(show, name):
    page, _ = show(DOCUMENTS[name], 1000)
    urgent, others = "details:not(.unprinted) li >> nth=-1", "details.unprinted li >> nth=-1"
    assert not page.eval_on_selector(urgent, SHOWN)
    page.emulate_media(media="print")
    assert page.eval_on_selector(urgent, SHOWN)
    assert not page.eval_on_selector(others, SHOWN)


SHEETS = """([width, height]) => {
  document.documentElement.style.cssText = `width: ${width}px; overflow: visible`;
  document.body.style.cssText = `columns: ${width}px; column-gap: 0; column-fill: auto; width: ${width}px; `
    + `height: ${height}px; margin: 0`;
  const sheet = each => Math.floor((each.getClientRects()[0]?.left ?? -1) / width + 0.01);
  const found = [];
  for (const each of document.querySelectorAll('svg, .box')) {
    const {height: tall, width: wide} = each.getBoundingClientRect();
    if (tall > height || wide > width + 1) found.push(`larger than a page: ${each.textContent.slice(0, 40)}`);
  }
  const told = [...document.querySelectorAll('h2, h3, p, li, tr, .blank, svg, .notice')]
    .filter(each => each.getClientRects().length && !each.closest('svg svg, svg *'));
  told.forEach((each, at) => {
    if (!/^H[23]$/.test(each.tagName)) return;
    const next = told[at + 1];
    if (next && sheet(next) !== sheet(each)) found.push(`a heading by itself: ${each.textContent}`);
  });
  for (const box of document.querySelectorAll('section .box'))
    if (sheet(box) !== sheet(box.closest('section').querySelector('h2'))) found.push('an answer without its question');
  for (const drawn of document.querySelectorAll('svg'))
    if (drawn.getClientRects().length > 1) found.push('a drawing in two parts');
  const last = Math.max(...told.map(sheet));
  for (let page = 1; page < last; page++) {
    const there = told.filter(each => sheet(each) === page);
    const low = Math.max(...there.map(each => [...each.getClientRects()].at(-1).bottom));
    if (low < height / 3) found.push(`page ${page + 1} is nearly empty: ${there[0]?.textContent.slice(0, 40)}`);
  }
  return found;
}"""
"""Parts a document into columns as large as a page, which a browser fills as it fills pages, and tells what is bad."""


@pytest.mark.parametrize(("paper", "size"), [("A4", (182, 267)), ("Letter", (187.9, 249.4))])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_page_holds_a_heading_alone_or_is_nearly_empty_and_nothing_is_parted(show, name, paper, size):
    width, height = (millimetres / 25.4 * 96 for millimetres in size)
    page, _ = show(DOCUMENTS[name], 1000)
    page.emulate_media(media="print")
    assert page.evaluate(SHEETS, [width, height]) == [], paper


def drawings() -> dict[str, str]:
    """Charts with their reasons, and a course."""
    clients = {name: load_profile(ROOT / "examples" / "profiles" / f"{name}.toml") for name in EXAMPLES}
    found = {name: body_chart(EVALUATOR.evaluate(each, on=TODAY)) for name, each in clients.items()}
    scores = [
        Score(measure="nprs", value=value, on=date(2026, 10, day), complaint="neck-pain", techniques=["shiatsu"])
        for day, value in ((1, 7), (3, 7), (8, 6), (20, 4), (30, 1))
    ]
    for width in (320, 720):
        found[f"course-{width}"] = course_plot(
            EVALUATOR.rulebook, scores, measure="nprs", complaint="neck-pain", on=TODAY, width=width
        )
    return found


DRAWN = drawings()
OUTSIDE = """() => [...document.querySelectorAll('svg text')].filter(each => {
  const [text, all] = [each, each.ownerSVGElement].map(one => one.getBoundingClientRect());
  return text.left < all.left || text.top < all.top || text.right > all.right || text.bottom > all.bottom;
}).map(each => each.textContent)"""


@pytest.mark.parametrize("font", ["as it is", "DejaVu Sans", "sans-serif"])
@pytest.mark.parametrize("name", DRAWN)
def test_no_text_of_a_drawing_is_cut_off_in_whichever_font_there_is(show, name, font):
    svg = DRAWN[name] if font == "as it is" else re.sub(r'font-family="[^"]*"', f'font-family="{font}"', DRAWN[name])
    page, _ = show(f"<html><body>{svg}</body></html>", 1000)
    assert page.evaluate(OUTSIDE) == []
