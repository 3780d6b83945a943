"""The intake in the browser, as a browser on this device has it: served, answered, and stopped again."""

import html
import importlib
import json
import re
import sys
from datetime import date
from http.client import HTTPConnection, HTTPResponse
from threading import Thread
from urllib.parse import urlencode

import attrs
import pytest

from bodywork_rules import explain, load_rulebook
from bodywork_rules.care import Asks, Said
from docs.blocks import ROOT
from shipped import RULEBOOK

DAY = date(2026, 11, 23)
LONGEST = 20
"""Seconds after which a page has to have come."""
MOST = 200
"""Questions after which an interview has to have ended."""


@pytest.fixture
def serve(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "examples" / "intake_in_a_web_app"))
    yield importlib.import_module("serve")
    for name in ("serve", "pages", "forms"):
        sys.modules.pop(name, None)


@pytest.fixture
def browser(serve):
    """A browser on a server that puts the questions of a rulebook."""
    running = []

    def opened(path=None):
        server = serve.server(load_rulebook(path), 0, lambda: DAY)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        running.append((server, thread))
        return Browser(server.server_address[1], server.RequestHandlerClass.intake)

    yield opened
    for server, thread in running:
        server.shutdown()
        server.server_close()
        thread.join(LONGEST)
        assert not thread.is_alive()


@attrs.define
class Browser:
    """Asks for pages, and keeps the cookie."""

    port: int
    intake: object
    cookie: str = ""

    def _asked(self, method: str, path: str, body: str = "", **headers: str) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        kept = {"Cookie": self.cookie} if self.cookie else {}
        connection.request(method, path, body, headers=kept | headers)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response, text

    def get(self, path: str = "/") -> str:
        response, text = self._asked("GET", path)
        assert (response.status, response.headers["Cache-Control"]) == (200, "no-store")
        return text

    def post(self, **form: object) -> tuple[int, str]:
        """The status, and the page to which it is sent on."""
        response, text = self._asked("POST", "/", urlencode(form, doseq=True))
        if made := response.headers["Set-Cookie"]:
            assert {"HttpOnly", "SameSite=Strict"} <= set(made.split("; "))
            self.cookie = made.partition(";")[0]
        if response.status != 303:
            return response.status, text
        assert response.headers["Location"] == "/"
        return 303, self.get()

    def begun(self) -> str:
        return self.post(begin="yes")[1]

    def client(self):
        return self.intake.client(self.cookie.partition("=")[2])


def question(page: str) -> str:
    found = re.search(r'name="question" value="([^"]*)"', page)
    return html.unescape(found[1]) if found else ""


def until(browser: Browser, page: str, id: str, **form: object) -> str:
    """The page on which a question is put, when all before it are answered alike."""
    for _ in range(MOST):
        if question(page) == id:
            return page
        _, page = browser.post(question=question(page), **form)
    pytest.fail(f"never asked: {id}")


def gone_through(browser: Browser, page: str, said: dict[str, dict[str, object]]) -> list[str]:
    """The questions put, each answered as told; else no where there is a no, else nothing."""
    put: list[str] = []
    while id := question(page):
        put.append(id)
        assert len(put) < MOST
        able = re.findall(r'name="said" value="([^"]*)"', page)
        status, page = browser.post(question=id, **said.get(id, {"said": "no"} if "no" in able else {}))
        assert status == 303
    return put


def test_a_healthy_client_comes_to_an_answer_that_is_settled(browser):
    client = browser()
    page = client.begun()
    assert "What brings you here" in page
    put = gone_through(client, page, {"talk/goals": {"goals": "neck-pain"}, "quantity/age": {"value": "40"}})
    assert put[0] == "talk/goals"
    assert "hand the device back" in client.get()
    told = client.client().interview.profile
    assessment = client.intake.evaluator.evaluate(told, on=DAY)
    assert (assessment.settled, told.age, [goal.complaint for goal in told.goals]) == (True, 40, ["neck-pain"])
    assert html.unescape(re.search("<pre>(.*)</pre>", client.get("/answer"), re.DOTALL)[1]) == explain(assessment)


def test_each_question_says_why_and_a_yes_opens_what_belongs_to_it(browser, capfd):
    client = browser()
    page = client.begun()
    page = until(client, page, "warning-sign")
    assert "A yes could mean that a doctor should see you first" in page
    assert page.count("<li>") > 1
    _, page = client.post(question="warning-sign", said="yes")
    assert question(page).startswith("warning-sign/which")
    kind = re.search(r'name="kind" value="([^"]*)"', page)[1]
    _, page = client.post(question=question(page), kind=kind, status="present")
    assert [each.condition for each in client.client().interview.told.findings] == [kind]
    assert "call your practitioner now" in page
    assert capfd.readouterr() == ("", "")


def test_what_is_none_of_the_kinds_is_called_by_its_name_and_waits_to_be_coded(browser):
    client = browser()
    page = until(client, client.begun(), "vessel-disease", said="no")
    _, page = client.post(question="vessel-disease", said="yes")
    assert "What is it called?" in page
    client.post(question=question(page), kind="none", texts="Buerger disease", status="present")
    told = client.client().interview.profile
    assert [each.condition for each in told.findings] == ["vessel-disease"]
    assert told.unmapped == ("Buerger disease",)


def test_an_earlier_no_that_does_not_go_together_is_asked_again(browser, serve):
    client = browser()
    client.begun()
    of, intake = client.client(), client.intake
    for each in intake.talk:
        assert not intake.answer(of, each, {})
    by_id = {each.id: each for each in serve.questionnaire(RULEBOOK)}
    assert not intake.answer(of, by_id["hypertension"], {"said": ["no"]})
    assert not intake.answer(of, by_id["quantity/systolic-blood-pressure"], {"value": ["190"]})
    assert "hypertension" in {each.condition for each in of.interview.told.findings}
    assert question(client.get()) == "hypertension/more/1"


def test_what_does_not_go_together_is_told_and_changes_nothing(browser):
    client = browser(ROOT / "examples" / "own_rulebook")
    client.begun()
    client.post(question="talk/goals")
    before = client.client().interview
    for value in ("40", "forty", "<b>"):
        status, page = client.post(question="talk/pain", value=value)
        assert (status, question(page)) == (422, "talk/pain")
        assert 'role="alert"' in page
        assert "<b>" not in page
    assert client.client().interview == before
    until(client, client.get(), "sunburn/1/sites", said="present")
    status, page = client.post(question="sunburn/1/sites", sites="left nose")
    assert (status, question(page)) == (422, "sunburn/1/sites")
    assert "does not go together" in page


def test_a_page_that_is_sent_twice_counts_once(browser):
    client = browser(ROOT / "examples" / "own_rulebook")
    first = question(client.begun())
    _, second = client.post(question=first)
    before = client.client().interview
    assert client.post(question=first) == (303, second)
    assert client.client().interview == before


def test_clients_are_kept_apart_and_forgotten(browser, serve, monkeypatch):
    one = browser(ROOT / "examples" / "own_rulebook")
    one.begun()
    two = Browser(one.port, one.intake)
    assert "Begin" in two.get()
    two.begun()
    assert one.cookie != two.cookie
    gone_through(one, one.get(), {})
    assert two.client().interview.put == ()
    _, page = one.post(forget="yes")
    assert (one.client(), "Begin" in page) == (None, True)
    monkeypatch.setattr(serve, "FORGOTTEN_AFTER", -1)
    assert "Begin" in two.get()


def test_there_is_an_end_to_how_many_and_how_much(browser, serve, monkeypatch):
    client = browser(ROOT / "examples" / "own_rulebook")
    assert client.post(begin="yes", more="x" * 60_000)[0] == 400
    assert client._asked("POST", "/", "begin=yes", Origin="http://elsewhere.example")[0].status == 400
    assert client._asked("GET", "/?age=40")[0].status == 404
    monkeypatch.setattr(serve, "MOST_CLIENTS", 0)
    assert client.post(begin="yes")[0] == 503


def test_every_question_can_be_put_and_every_choice_be_read(serve):
    intake = serve.Intake(RULEBOOK, lambda: DAY)
    forms = sys.modules["forms"]
    for each in serve.questionnaire(intake.evaluator.rulebook):
        for field in intake.forms.fields(each):
            assert sys.modules["pages"].form({}, [field], "Next")
            for id, _ in field.choices:
                assert json.dumps(forms.reply(each, {field.name: [id]}).said.value)


def test_what_is_written_becomes_the_reply(serve):
    forms = sys.modules["forms"]
    by_id = {each.id: each for each in serve.questionnaire(RULEBOOK)}
    assert forms.reply(by_id["quantity/inr"], {"value": ["2,4"], "on": ["2026-11-20"]}).value == 2.4
    assert forms.reply(by_id["talk/medicines"], {"texts": ["warfarin\r\n\r\naspirin "]}).texts == (
        "warfarin",
        "aspirin",
    )
    with pytest.raises(ValueError, match="0 - 10"):
        forms.reply(by_id["talk/pain"], {"value": ["11"]})
    declined = forms.reply(by_id["talk/declines"], {"declines": ["oil"], "sites": ["left foot"]}).preferences
    assert (declined.declines, [str(each) for each in declined.declines_sites]) == (("oil",), ["left foot"])
    assert forms.reply(by_id["talk/declines"], {"declines": ["oil"], "texts": ["no music\r\n"]}).texts == ("no music",)
    details = attrs.evolve(by_id["fracture"], id="fracture/1/onset", asks=Asks.DETAIL, details=["onset"])
    assert str(forms.reply(details, {"onset": ["2026-10"]}).onset) == "2026-10"
    assert forms.reply(details, {"onset": [" "]}).said is Said.NOT_SURE
    assert forms.reply(attrs.evolve(details, details=["controlled"]), {"controlled": ["no"]}).controlled is False
    assert forms.reply(attrs.evolve(details, asks=Asks.WHICH), {"kind": ["none"]}).status.value == "present"
