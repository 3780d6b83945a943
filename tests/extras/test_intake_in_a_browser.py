"""In a real browser, which says with each answer from which page it comes, the example of an intake can be answered."""

import importlib
import sys
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from bodywork_rules import load_rulebook

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def address(monkeypatch):
    """Where the example is served, with a small rulebook."""
    monkeypatch.syspath_prepend(str(ROOT / "examples" / "intake_in_a_web_app"))
    serve = importlib.import_module("serve")
    server = serve.server(load_rulebook(ROOT / "examples" / "own_rulebook"), 0, lambda: date(2026, 11, 23))
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    for name in ("serve", "pages", "forms"):
        sys.modules.pop(name, None)


def test_an_intake_is_answered_from_its_first_page_to_the_answer(browser, address):
    page = browser.new_context().new_page()
    page.goto(address)
    for _ in range(50):
        page.wait_for_load_state()
        if page.get_by_role("link", name="For the practitioner").count():
            break
        no = page.get_by_role("radio", name="No", exact=True)
        no.check() if no.count() else None
        with page.expect_navigation() as sent:
            page.get_by_role("button").click()
        assert sent.value.status == 200, page.inner_text("main")
    page.get_by_role("link", name="For the practitioner").click()
    assert "Assessment for 2026-11-23" in page.inner_text("main")
    page.get_by_role("button", name="Forget everything").click()
    assert page.inner_text("h1") == "Welcome"
