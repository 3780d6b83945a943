"""In a real browser the documents are accessible, fit a phone, fetch nothing and fit both sizes of paper."""

import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from bodywork_rules import load_rulebook
from bodywork_rules.care import letters
from bodywork_rules.engine import Evaluator
from bodywork_rules.model import ClientProfile, Finding
from bodywork_rules.report import letter_html, report_page
from bodywork_rules.rulebook import load_profile

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed")

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 23)
BROWSER = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
PHONES = (320, 375)
LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 8
EXAMPLES = ("blood-pressure-and-old-fracture", "swollen-calf", "ready-to-relax", "nothing-asked")


def documents() -> dict[str, str]:
    """The documents of some clients, one of whom says a word that is longer than a line."""
    evaluator = Evaluator(load_rulebook())
    clients = {name: load_profile(ROOT / "examples" / "profiles" / f"{name}.toml") for name in EXAMPLES}
    clients["long-words"] = ClientProfile(
        findings=[Finding("hypertension", id=LONG)], goals=["relaxation"], unmapped=[LONG]
    )
    found = {}
    for name, client in clients.items():
        answer = evaluator.evaluate(client, on=TODAY)
        found[f"report-{name}"] = report_page(evaluator.rulebook, answer, client=LONG if name == "long-words" else "")
        for letter in letters(evaluator, answer):
            found[f"letter-{name}-{letter.clinician}"] = letter_html(evaluator.rulebook, letter, to="Dr Jones")
    return found


@pytest.fixture(scope="module")
def browser():
    if BROWSER is None:
        pytest.skip("chromium is not installed; CHROMIUM may say where it is")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def show(browser, tmp_path):
    """Open a document at a width, and give the page with the addresses that it asked for."""

    def shown(html: str, width: int, scheme: str = "light"):
        file = tmp_path / "page.html"
        file.write_text(html, encoding="utf-8")
        page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        return page, asked

    return shown


DOCUMENTS = documents()


def violations(page) -> list[str]:
    found = axe.Axe().run(page)
    assert found["passes"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_accessible_in_light_and_dark(show, name, scheme):
    page, _ = show(DOCUMENTS[name], 1000, scheme)
    page.eval_on_selector_all("details", "all => all.forEach(each => each.open = true)")
    assert violations(page) == []


def test_the_check_of_accessibility_can_fail(show):
    page, _ = show("<html><body><img src='data:,'><p style='color:#eee;background:#fff'>faint</p></body></html>", 1000)
    assert {each.partition(":")[0] for each in violations(page)} >= {"image-alt", "color-contrast", "document-title"}


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
    assert 1 <= len(sizes) <= (4 if name.startswith("letter") else 22)
    assert all(abs(width - size[0]) < 2 and abs(height - size[1]) < 2 for width, height in sizes)


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if "<details" in DOCUMENTS[name]])
def test_what_is_folded_away_on_a_screen_is_printed(show, name):
    page, _ = show(DOCUMENTS[name], 1000)
    last = "[...document.querySelectorAll('details li')].at(-1).checkVisibility({contentVisibilityAuto: true})"
    assert not page.evaluate(last)
    page.emulate_media(media="print")
    assert page.evaluate(last)
