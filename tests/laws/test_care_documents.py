"""No text of a client becomes markup, in whatever document it stands."""

from datetime import date
from html.parser import HTMLParser

import attrs
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bodywork_rules.care import Note, advise, explain_plan, letters, plan_session, prepare, response
from bodywork_rules.care.plan.words import plan_page
from bodywork_rules.care.progress.words import progress_page
from bodywork_rules.cli.intake_ending import notes_page
from bodywork_rules.engine import Evaluator
from bodywork_rules.insight import explain
from bodywork_rules.insight.markdown import markdown
from bodywork_rules.insight.page import Page
from bodywork_rules.model import ClientProfile, Finding, Goal, Pace
from bodywork_rules.report import body_chart, course_plot, html_of, letter_html, letter_markdown, report_page
from small_book import small_book
from unit.care.book import ON, book, course

TODAY = date(2026, 11, 23)
PACE = Pace(id="usual", name="everyone", opening=[5, 10], test=[2, 5], retest=[2, 2], close=[3, 5], pain_aim=5,
            lighten_at=6, leave_at=7, refer_at=8, lighter_at_first=1, first_review=4, review_every=12,
            basis="unsourced")  # fmt: skip
EVALUATOR = Evaluator(small_book(paces=[PACE]))
COURSE = book()
SCORES = course("pain-score", 8, 6, 5)
HOSTILE = (
    "<script>alert(1)</script>",
    "</style></section><img src=x onerror=alert(1)>",
    "\" onclick='alert(1)' x=\"",
    "[here](https://example.org)",
    "![x](https://example.org/x.png)",
    "https://example.org",
    "<https://example.org>",
    "# Cured",
    "- [x] yes",
    "| a | b |\n|---|---|",
    "```\ncode",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt;&amp;",
    "\u202eeht ni\u202c \u2066x\u2069\u200b",
    "--> <!--",
    "**bold** _i_ ~~gone~~ `code`",
    "1. first",
    "javascript:alert(1)",
)
DRAWN = {"chart", "chart of one", "report with all"}
STEERING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u200b\u061c\x1b\x00")


@attrs.frozen
class Told:
    """Every text that a client's documents may hold and nobody has checked."""

    id: str
    unmapped: str
    note: str
    client: str
    sender: str
    to: str


PLAIN = Told("one", "two", "three", "four", "five", "six")


def documents(told: Told) -> dict[str, str]:
    """Each kind of document about a client with these texts."""
    profile = ClientProfile(
        taken=TODAY,
        findings=[Finding("hypertension", id=told.id), Finding("fracture", onset="2026-01", sites=["left wrist"])],
        goals=[Goal("neck-pain")],
        unmapped=[told.unmapped],
    )
    answer = EVALUATOR.evaluate(profile, on=TODAY)
    (letter,) = letters(EVALUATOR, answer, techniques=["stones", "swedish"])
    named = {"client": told.client, "sender": told.sender, "to": told.to}
    book = EVALUATOR.rulebook
    plan = plan_session(book, answer, 60, on=TODAY)
    prepared, noted = prepare(book, answer, plan), notes(told)
    course = response(COURSE, SCORES, ON)
    how_it_goes = progress_page(COURSE, course, advise(COURSE, SCORES, ON))
    drawn = course_plot(COURSE, SCORES, measure="pain-score", complaint="back-pain", on=ON)
    whole = {"chart": body_chart(answer), "plan": html_of(plan_page(book, plan, prepared)), "course": drawn}
    return {
        "report": report_page(book, answer, client=told.client),
        "report with all": report_page(book, answer, client=told.client, **whole),
        "chart": body_chart(answer),
        "chart of one": body_chart(answer, "stones"),
        "plan": whole["plan"],
        "plan.md": explain_plan(book, plan, prepared, markdown=True),
        "notes": html_of(noted),
        "notes.md": markdown(noted),
        "progress": html_of(how_it_goes),
        "progress.md": markdown(how_it_goes),
        "letter": letter_html(book, letter, **named),
        "letter.md": letter_markdown(book, letter, **named),
        "answer.md": explain(answer, markdown=True),
    }


def notes(told: Told) -> Page:
    """What was said in an interview."""
    return notes_page(EVALUATOR.rulebook, [Note(question="talk/worse", text=told.note)], [told.unmapped])


class Structure(HTMLParser):
    """The tags of a document with the names of their attributes, in order; what it says, apart."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[object] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag):
        self.tags.append(tag)

    def handle_comment(self, data):
        self.tags.append(("comment", len(data)))


def structure(name: str, text: str) -> list[object]:
    """What a document is made of, whatever it says; a drawing has an element for each line, so each kind once."""
    if not name.endswith(".md"):
        reader = Structure()
        reader.feed(text)
        return [*dict.fromkeys(reader.tags)] if name in DRAWN else reader.tags
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inner = [each.type for token in tokens for each in token.children or () if not each.type.startswith("text")]
    return [[token.type for token in tokens], inner]


hostile = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map("".join),
    st.text("<>&\"'[](){}%#`*_~|!\\-+=.:\n\u202e a1", min_size=1),
).filter(lambda text: any(each.isprintable() and not each.isspace() for each in text))


@given(st.builds(Told, *[hostile] * 6))
@example(Told(*HOSTILE[:6]))
def test_no_text_of_a_client_becomes_markup(told: Told) -> None:
    plain = documents(PLAIN)
    for name, text in documents(told).items():
        assert structure(name, text) == structure(name, plain[name]), name
        assert not STEERING & set(text), name
