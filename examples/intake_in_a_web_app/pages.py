"""The parts of a page: each text is escaped, and nothing is fetched or run."""

from collections.abc import Iterable
from html import escape

from forms import Field

STYLE = """
:root { color-scheme: light dark; }
body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 42rem; padding: 1rem; }
h1 { font-size: 1.35rem; line-height: 1.3; }
fieldset { border: 0; margin: 1rem 0; padding: 0; }
label.choice { display: flex; gap: .6rem; align-items: baseline; padding: .45rem 0; }
li { margin: .2rem 0; }
input[type=number], input[type=date], input.line, textarea, select { font: inherit; max-width: 100%; padding: .4rem; }
textarea, select, input.line { width: 100%; box-sizing: border-box; }
button { font: inherit; padding: .6rem 1.4rem; }
.wrong, .urgent { border: 3px solid #a3141c; padding: .5rem 1rem; margin: 1rem 0; }
.far, .why { color: GrayText; }
pre { white-space: pre-wrap; font: .95rem/1.45 ui-monospace, monospace; }
"""


def page(title: str, *parts: str) -> str:
    """A whole page."""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n" + "\n".join(parts) + "\n</main>\n</body>\n</html>\n"
    )


def heading(text: str) -> str:
    """The heading of a page."""
    return f"<h1>{escape(text)}</h1>"


def question(text: str) -> str:
    """A question as a heading; where it counts things up, each on a line of its own."""
    asked, colon, rest = text.partition(": ")
    counted = rest.removesuffix("?").split("; ")
    if len(counted) < 4:
        return heading(text)
    return heading(asked + colon) + "<ul>" + "".join(f"<li>{escape(each)}</li>" for each in counted) + "</ul>"


def paragraph(text: str, looks: str = "") -> str:
    """A paragraph."""
    return f'<p class="{looks}">{escape(text)}</p>' if looks else f"<p>{escape(text)}</p>"


def text(written: str) -> str:
    """Text as it stands."""
    return f"<pre>{escape(written)}</pre>"


def wrong(lines: Iterable[str]) -> str:
    """What does not go together."""
    return '<div class="wrong" role="alert">' + "".join(map(paragraph, lines)) + "</div>"


def why(asked: str, reasons: Iterable[str]) -> str:
    """Why something is asked, the reasons folded away."""
    told = "".join(f"<li>{escape(each)}</li>" for each in reasons)
    return f'<details class="why"><summary>{escape(asked)}</summary><ul>{told}</ul></details>'


def form(hidden: dict[str, str], fields: Iterable[Field], button: str) -> str:
    """A form that is posted to where it came from."""
    kept = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in hidden.items()
    )
    shown = "\n".join(map(_field, fields))
    return (
        f'<form method="post" action="/" autocomplete="off">{kept}\n{shown}\n<button>{escape(button)}</button></form>'
    )


def _field(field: Field) -> str:
    label = f"<legend>{escape(field.label)}</legend>" if field.label else ""
    return f"<fieldset>{label}{_control(field)}</fieldset>"


def _control(field: Field) -> str:
    name = f'name="{escape(field.name)}"'
    match field.kind:
        case "radio" | "checkbox":
            return "".join(
                f'<label class="choice"><input type="{field.kind}" {name} value="{escape(id)}"> {escape(shown)}</label>'
                for id, shown in field.choices
            )
        case "select":
            able = "".join(f'<option value="{escape(id)}">{escape(shown)}</option>' for id, shown in field.choices)
            return f'<select {name} multiple size="12">{able}</select>'
        case "number":
            return f'<input type="number" step="any" min="{field.least:g}" max="{field.most:g}" {name}>'
        case "date":
            return f'<input type="date" {name}>'
        case "line":
            return f'<input class="line" {name}>'
        case _:
            return f'<textarea rows="4" {name}></textarea>'
