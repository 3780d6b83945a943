"""An intake in the browser, with nothing but the standard library: one question at a time, and why it is asked.

    python examples/intake_in_a_web_app/serve.py              # serves http://127.0.0.1:8000 until Ctrl-C

What the client told stays in the memory of the server and is forgotten an hour after the last answer; a cookie with a
random number says whose it is. Nothing of it stands in an address or in the log. Before you serve this to anything but
the device it runs on: put it behind TLS and a login, and keep the interview (it is JSON) where you keep your records.
"""

import secrets
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from urllib.parse import parse_qs

import pages
from forms import Form, Forms, reply

from bodywork_rules import Assessment, ClientProfile, Evaluator, Referral, Rulebook, explain, load_rulebook
from bodywork_rules.care import Asks, IntakeQuestion, Interview, Reply, answered, next_question, questionnaire
from bodywork_rules.errors import InvalidProfile, InvalidValue
from bodywork_rules.rulebook import text_of

MOST_BYTES = 50_000
MOST_CLIENTS = 200
FORGOTTEN_AFTER = 3_600
"""Seconds after the last answer."""
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Client:
    """How far the interview of one client has come."""

    def __init__(self, day: date) -> None:
        """Begin an interview."""
        self.day, self.lock = day, Lock()
        self.interview = Interview(ClientProfile(taken=day))
        self.seen = time.monotonic()


class Intake:
    """Puts the questions of a rulebook to clients, each by themselves."""

    def __init__(self, rulebook: Rulebook, today: Callable[[], date]) -> None:
        """Make the rulebook ready; ``today`` says which day it is where the client is."""
        self.evaluator, self.today = Evaluator(rulebook), today
        self.forms = Forms(rulebook, self.words)
        self.talk = [each for each in questionnaire(rulebook) if each.asks is Asks.TALK]
        self._clients: dict[str, Client] = {}
        self._lock = Lock()

    def words(self, id: str, **put_in: object) -> str:
        """A text of the rulebook, else of the shipped one."""
        return text_of(self.evaluator.rulebook.texts, f"intake-{id}", **put_in)

    def begin(self) -> str | None:
        """A new client's random number; nothing while there are too many."""
        with self._lock:
            old = time.monotonic() - FORGOTTEN_AFTER
            self._clients = {id: each for id, each in self._clients.items() if each.seen > old}
            if len(self._clients) >= MOST_CLIENTS:
                return None
            id = secrets.token_urlsafe(32)
            self._clients[id] = Client(self.today())
            return id

    def client(self, id: str) -> Client | None:
        """The client with that number, if there is one who was not forgotten."""
        with self._lock:
            found = self._clients.get(id)
            return found if found and found.seen > time.monotonic() - FORGOTTEN_AFTER else None

    def forget(self, id: str) -> None:
        """Forget a client."""
        with self._lock:
            self._clients.pop(id, None)

    def following(self, client: Client) -> IntakeQuestion | None:
        """The next question: first the talk, then what could change the answer."""
        left = (each for each in self.talk if each.id not in client.interview.put)
        return next(left, None) or next_question(self.evaluator, client.interview, client.day)

    def answer(self, client: Client, question: IntakeQuestion, form: Form) -> list[str]:
        """Take a reply; what is wrong with it, in words, and then nothing is changed."""
        try:
            said = reply(question, form)
            client.interview = self._taken(client, question, said)
        except InvalidProfile as error:
            return [self.words("contradiction"), *map(str, error.problems)]
        except (InvalidValue, ValueError) as error:
            return [str(error)]
        client.seen = time.monotonic()
        return []

    def _taken(self, client: Client, question: IntakeQuestion, said: Reply) -> Interview:
        """The interview with a reply; what it takes back of an earlier "no" is asked again next."""
        try:
            return answered(self.evaluator, client.interview, question, said, client.day)
        except InvalidProfile as error:
            try:
                return answered(self.evaluator, client.interview, question, said, client.day, take_back=True)
            except InvalidProfile:
                raise error from None

    def assessment(self, client: Client) -> Assessment:
        """What is known up to now comes to."""
        return self.evaluator.evaluate(client.interview.profile, on=client.day)


SHIPPED = load_rulebook()


class Handler(BaseHTTPRequestHandler):
    """One request; the address says nothing but which of three pages is meant."""

    timeout = 20
    intake: Intake

    def do_GET(self) -> None:
        """Show the question, or the answer."""
        client = self._client()
        if self.path not in ("/", "/answer"):
            self._page(HTTPStatus.NOT_FOUND, pages.page("Not found", pages.heading("Not found")))
        elif client is None:
            begin = pages.form({"begin": "yes"}, [], "Begin")
            asked = pages.paragraph("Some questions before your treatment. “Not sure” is an answer too.")
            self._page(HTTPStatus.OK, pages.page("Welcome", pages.heading("Welcome"), asked, begin))
        else:
            with client.lock:
                self._show(client, [])

    def do_POST(self) -> None:
        """Take a reply, and show the next page."""
        size = int(length) if (length := self.headers.get("Content-Length", "")).isdecimal() else -1
        host = f"http://{self.headers.get('Host', '')}"
        if self.path != "/" or self.headers.get("Origin", host) != host or not 0 <= size <= MOST_BYTES:
            self.close_connection = True
            self._page(HTTPStatus.BAD_REQUEST, pages.page("Not so", pages.heading("This cannot be taken")))
            return
        form = parse_qs(self.rfile.read(size).decode(errors="replace"))
        client = self._client()
        if "forget" in form or (client is None and "begin" in form):
            self._begin_or_forget(form)
        elif client is None:
            self._seen("/")
        else:
            with client.lock:
                question = self.intake.following(client)
                if question is None or form.get("question") != [question.id]:
                    self._seen("/")  # a page from before, sent once more
                elif problems := self.intake.answer(client, question, form):
                    self._show(client, problems)
                else:
                    self._seen("/")

    def _begin_or_forget(self, form: Form) -> None:
        self.intake.forget(self._id())
        id = "" if "forget" in form else self.intake.begin()
        if id is None:
            busy = pages.page("Busy", pages.heading("Too many clients at once; please try again later"))
            self._page(HTTPStatus.SERVICE_UNAVAILABLE, busy)
        else:
            self._seen("/", f"client={id}; HttpOnly; SameSite=Strict; Path=/; Max-Age={FORGOTTEN_AFTER if id else 0}")

    def _show(self, client: Client, problems: list[str]) -> None:
        intake, question = self.intake, self.intake.following(client)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
        urgent = any(each.referral >= Referral.SAME_DAY for each in intake.assessment(client).referrals)
        call = pages.paragraph("Please call your practitioner now, before anything else.", "urgent") if urgent else ""
        if question is not None:
            which = question.asks is Asks.WHICH
            shown = (
                pages.question(intake.words("which", question="") if which else question.text),
                pages.wrong(problems) if problems else "",
                pages.form({"question": question.id}, intake.forms.fields(question), "Next"),
                pages.why(self._why(question), self._reasons(question)),
                pages.paragraph(f"{len(client.interview.put)} answered.", "far"),
            )
            self._page(status, pages.page("Intake", call, *shown))
        elif self.path == "/answer":
            told = pages.text(explain(intake.assessment(client)))
            forget = pages.form({"forget": "yes"}, [], "Forget everything")
            self._page(status, pages.page("Answer", pages.heading("For the practitioner"), told, forget))
        else:
            thanks = pages.paragraph("Please hand the device back to your practitioner.")
            go_on = '<p><a href="/answer">For the practitioner</a></p>'
            self._page(status, pages.page("Thank you", call, pages.heading("Thank you, that is all"), thanks, go_on))

    def _why(self, question: IntakeQuestion) -> str:
        if question.referral is not None and question.referral >= Referral.SAME_DAY:
            soon = question.referral.name.lower().replace("_", " ")
            return self.intake.words("why-referral", referral=soon)
        if question.techniques:
            return self.intake.words("why-techniques")
        return "It helps us to plan your treatment."

    def _reasons(self, question: IntakeQuestion) -> list[str]:
        rules = self.intake.evaluator.rulebook.contraindications
        return list(dict.fromkeys(rules[id].reason for id in question.rules))[:5]

    def _id(self) -> str:
        try:
            found = SimpleCookie(self.headers.get("Cookie", "")).get("client")
        except CookieError:
            return ""
        return found.value if found else ""

    def _client(self) -> Client | None:
        return self.intake.client(self._id())

    def _seen(self, other: str, cookie: str = "") -> None:
        """Send the browser on, so that "back" and "reload" send nothing again."""
        self.send_response(HTTPStatus.SEE_OTHER)
        for name, value in {**HEADERS, "Location": other, "Content-Length": "0"}.items():
            self.send_header(name, value)
        if cookie:
            self.send_header("Set-Cookie", cookie)
        self.end_headers()

    def _page(self, status: HTTPStatus, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        for name, value in {**HEADERS, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Log nothing: what was asked of whom is nobody else's business."""


def server(rulebook: Rulebook, port: int, today: Callable[[], date]) -> ThreadingHTTPServer:
    """A server for this device alone, not yet started; with port 0 it takes one that is free."""
    handler = type("IntakeHandler", (Handler,), {"intake": Intake(rulebook, today)})
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


def main() -> None:
    """Serve until interrupted."""
    with server(SHIPPED, 8000, lambda: datetime.now().astimezone().date()) as serving:
        print("http://127.0.0.1:8000", file=sys.stderr)
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            print("Everything is forgotten.", file=sys.stderr)


if __name__ == "__main__":
    main()
