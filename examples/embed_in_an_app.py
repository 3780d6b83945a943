"""A small web application around the library, with nothing but the standard library.

    python examples/embed_in_an_app.py              # serves http://127.0.0.1:8000
    python examples/embed_in_an_app.py --once       # answers one request without a server, and prints the response

    curl -d @profile.json 'http://127.0.0.1:8000/assessments?on=2026-11-23'

A posted profile is answered with an assessment as JSON, or with everything that is wrong with it.
No health fact is logged.
"""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import make_server

from bodywork_rules import ClientProfile, Evaluator, from_json, load_rulebook, to_json
from bodywork_rules.errors import InvalidData, InvalidProfile, Problem

MOST_BYTES = 200_000
PLAIN = {
    200: "200 OK",
    400: "400 Bad Request",
    404: "404 Not Found",
    413: "413 Content Too Large",
    422: "422 Unprocessable Content",
}

Start = Callable[[str, list[tuple[str, str]]], Any]


def told(problems: Iterable[Problem]) -> str:
    """Problems as JSON, so that a form can mark its fields."""
    return json.dumps({"problems": [{"where": each.where, "what": each.what, "hint": each.hint} for each in problems]})


class Application:
    """Answers posted profiles; one for the process, shared by its threads."""

    def __init__(self, evaluator: Evaluator) -> None:
        """Hold the evaluator, which is immutable."""
        self.evaluator = evaluator

    def __call__(self, environ: dict[str, Any], start: Start) -> list[bytes]:
        """One request (WSGI)."""
        status, body = self.respond(environ)
        start(PLAIN[status], [("Content-Type", "application/json; charset=utf-8"), ("Cache-Control", "no-store")])
        return [body.encode()]

    def respond(self, environ: dict[str, Any]) -> tuple[int, str]:
        """The status and the body of the response."""
        if (environ["REQUEST_METHOD"], environ["PATH_INFO"]) != ("POST", "/assessments"):
            return 404, told([Problem(what="post a profile to /assessments")])
        try:
            size = int(environ.get("CONTENT_LENGTH") or 0)
            day = date.fromisoformat(parse_qs(environ.get("QUERY_STRING", "")).get("on", [""])[0])
            text = environ["wsgi.input"].read(max(0, min(size, MOST_BYTES))).decode()
        except ValueError:
            return 400, told([Problem(where="on", what="say for which day, as in ?on=2026-11-23, and post UTF-8")])
        if size > MOST_BYTES:
            return 413, told([Problem(what=f"a profile of more than {MOST_BYTES} bytes")])
        try:
            profile = from_json(ClientProfile, text)
            return 200, to_json(self.evaluator.evaluate(profile, on=day))
        except (InvalidData, InvalidProfile) as error:
            return 422, told(error.problems)


def once(application: Application) -> None:
    """Answer one request and print the status and what is recommended."""
    posted = b'{"format": 1, "taken": "2026-11-23", "goals": [{"complaint": "neck-pain"}]}'
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/assessments",
        "QUERY_STRING": "on=2026-11-23",
        "CONTENT_LENGTH": str(len(posted)),
        "wsgi.input": BytesIO(posted),
    }
    (body,) = application(environ, lambda status, headers: print(status, dict(headers)["Content-Type"]))
    print(f"{len(body)} bytes, keys: {', '.join(json.loads(body))}")


def main() -> None:
    """Serve until interrupted, or answer once."""
    application = Application(Evaluator(load_rulebook()))
    if "--once" in sys.argv[1:]:
        once(application)
        return
    with make_server("127.0.0.1", 8000, application) as server:
        print("http://127.0.0.1:8000/assessments", file=sys.stderr)
        server.serve_forever()


if __name__ == "__main__":
    main()
