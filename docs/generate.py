"""Write the reference pages that are made from the code: the two file formats and the lists of public names.

    python docs/generate.py

A test compares what is committed with what this writes today.
"""

import importlib
import inspect
import re
import sys
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from bodywork_rules import model
from bodywork_rules.model import parse
from bodywork_rules.rulebook import Rulebook
from bodywork_rules.rulebook.check.graphs import DEEPEST
from bodywork_rules.rulebook.convert.text import LARGEST, MOST_DEEP
from bodywork_rules.rulebook.files import MOST_FOLDERS
from bodywork_rules.rulebook.parts import KINDS

REFERENCE = Path(__file__).parent / "reference"
ROOMS = {
    "errors": "What is raised on purpose, and what it tells.",
    "model": "What things are: frozen, typed values for clients, rules and answers.\n"
    "Constructors take plain texts, lists and ISO dates, and hold the typed values described here.\n"
    'All arguments are given by name, but for the first of some, as in `Finding("fracture", sites=["left wrist"])`.',
    "rulebook": "From files to a checked rulebook, and values to data and back.",
    "engine": "From a rulebook and a profile to an assessment.",
    "insight": "Questions about an answer.",
    "care": "From an answer to action: values and functions of values.",
    "report": "What people look at; pages come with the extra `report`.",
    "cli": "The command.",
}
WHOLE = ("id", "version", "name", "language", "licence", "replaced")


def meanings(thing: type) -> dict[str, str]:
    """What a class's docstring says of each attribute."""
    section = inspect.cleandoc(thing.__doc__ or "").partition("Attributes:\n")[2]
    found: dict[str, str] = {}
    for line in section.splitlines():
        if match := re.fullmatch(r" {4}(\w+): (.*)", line):
            found[match[1]] = match[2]
        elif line.startswith("     ") and found:
            found[next(reversed(found))] += f" {line.strip()}"
        elif not line.startswith(" "):
            break
    return found


def first_line(thing: object) -> str:
    """The first line of a docstring."""
    return inspect.cleandoc(getattr(thing, "__doc__", "") or "").partition("\n")[0].replace("``", "`")


def form(hint: Any) -> str:
    """How a value of a type is written in a file."""
    options = [each for each in get_args(hint) if each is not type(None)]
    if isinstance(hint, UnionType) or str(get_origin(hint)) == "typing.Union":
        return union(options)
    if get_origin(hint) is tuple:
        return f"list of: {form(options[0])}"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return " \\| ".join(f'`"{parse.name_of(each)}"`' for each in hint)
    if name := getattr(hint, "__supertype__", None) and hint.__name__:
        return f"id ({name.removesuffix('Id').lower()})"
    plain = {
        str: "text",
        bool: "`true` or `false`",
        int: "whole number",
        float: "number",
        timedelta: "duration",
        date: "date",
        model.Site: "site",
        model.Range: "`[least, most]`",
    }
    return plain.get(hint) or f"[{hint.__name__}](#{anchor(hint.__name__)})"


def union(options: list[Any]) -> str:
    """How a value of any of several types is written; the unions with a name of their own by that name."""
    named = {
        frozenset(get_args(model.Predicate)): "[predicate](#predicates)",
        frozenset(get_args(model.When)): "date or about when",
        frozenset(get_args(model.Where)): "[where](#where)",
    }
    return named.get(frozenset(options)) or " or ".join(form(each) for each in options)


def anchor(name: str) -> str:
    """The address of a heading on its page."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def default(field: "attrs.Attribute[Any]") -> str:
    """What is read when a key is left out."""
    value = field.default
    if value is attrs.NOTHING:
        return "needed"
    if value is None or value in ((), ""):
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, Enum):
        return f'`"{parse.name_of(value)}"`'
    if value == model.Scope(all=True):
        return '`"all"`'
    return f"`{value}`" if isinstance(value, int | float) else f'`"{value}"`' if isinstance(value, str) else ""


def table(thing: type) -> list[str]:
    """The keys of a class as a table: key, form, default, meaning."""
    told, hints = meanings(thing), get_type_hints(thing)
    lines = ["| key | form | if left out | meaning |", "|---|---|---|---|"]
    for field in attrs.fields(thing):
        meaning = told[field.name].replace("|", "\\|").replace("``", "`")
        lines.append(f"| `{field.name}` | {key_form(field, hints[field.name])} | {default(field)} | {meaning} |")
    return lines


def key_form(field: "attrs.Attribute[Any]", hint: Any) -> str:
    """How the value of a key is written; a text that must have the form of an id is called one."""
    if hint is model.Verdict:
        return form(hint).replace('`"proceed"` \\| ', "")
    return form(hint).replace("text", "id") if field.converter in (parse.ident, parse.idents) else form(hint)


def header(title: str, why: str) -> list[str]:
    """The top of a generated page."""
    return [
        f"# {title}",
        "",
        "<!-- Written by docs/generate.py from the classes. Change those, and run it. -->",
        "",
        why,
    ]


def section(level: int, title: str, *lines: str) -> list[str]:
    """A heading and what stands under it."""
    said = [line if line.startswith("|") else re.sub(r"(?<=[a-z][.?]) (?=[A-Z])", "\n", line) for line in lines]
    return ["", f"{'#' * level} {title}", *(["", *said] if said else [])]


def format_page() -> str:
    """The rulebook's format."""
    intro = (REFERENCE / "parts" / "rulebook-format.md").read_text(encoding="utf-8").rstrip()
    lines = [*header("The rulebook's format", intro), "", *bounds()]
    lines += section(2, "Tables")
    lines += section(3, "rulebook", "`[rulebook]`, once: which rulebook it is.", "")
    lines += table_of_whole()
    lines += section(3, "scoring", f"`[scoring]`, once: {first_line(model.Scoring)}", "", *table(model.Scoring))
    lines += section(4, "Strengths", first_line(model.Strengths), "", *table(model.Strengths))
    lines += section(
        3, "about", f"`[about]`, at most once: {lowered(first_line(model.About))}", "", *table(model.About)
    )
    lines += section(4, "Uses", f"`[about.uses]`: {lowered(first_line(model.Uses))}", "", *table(model.Uses))
    for kind, thing in KINDS.values():
        if thing is model.Term:
            continue
        lines += section(3, kind, f"`[[{kind}]]`: {lowered(first_line(thing))}", "", *table(thing))
        if part := PARTS_OF.get(thing):
            lines += section(4, part.__name__, first_line(part), "", *table(part))
    words = ", ".join(f"`[[{kind}]]`" for kind, thing in KINDS.values() if thing is model.Term)
    lines += section(3, "Declared words", f"{words}: {lowered(first_line(model.Term))}", "", *table(model.Term))
    lines += section(2, "Inside a rule")
    lines += section(3, "Limits", first_line(model.Limits), "", *table(model.Limits))
    lines += section(3, "Scope", first_line(model.Scope), "", *table(model.Scope))
    lines += section(3, "Where", *where_lines())
    lines += section(3, "Predicates", *predicate_lines())
    return "\n".join(lines) + "\n"


PARTS_OF = {
    model.CodeSystem: model.Coding,
    model.Measure: model.Threshold,
    model.Quantity: model.Showing,
    model.Sign: model.Rise,
}
"""What stands in tables within those of a thing."""


def bounds() -> list[str]:
    """How large and how deep what is read may be."""
    return [
        "| what | at most |",
        "|---|---|",
        f"| a file | {LARGEST // 1_000_000} million bytes |",
        f"| lists and tables within each other | {MOST_DEEP} levels |",
        f"| folders within each other | {MOST_FOLDERS} levels |",
        f"| predicates within predicates, and steps up from a condition or a region | {DEEPEST} levels |",
        f"| a text | {parse.LONGEST_TEXT} characters |",
    ]


def lowered(sentence: str) -> str:
    """A sentence that goes on after a colon."""
    return sentence[:1].lower() + sentence[1:]


def table_of_whole() -> list[str]:
    """The keys of the rulebook's own table."""
    told = meanings(Rulebook)
    signature = inspect.signature(Rulebook).parameters
    lines = ["| key | form | if left out | meaning |", "|---|---|---|---|"]
    lines.append("| `format` | whole number | needed | the version of this format: 1 |")
    for key in WHOLE:
        left_out = signature[key].default
        shown = "needed" if left_out is inspect.Parameter.empty else f'`"{left_out}"`' if left_out else ""
        form_of = {"id": "id", "replaced": "list of: text"}.get(key, "text")
        lines.append(f"| `{key}` | {form_of} | {shown} | {told[key].replace('``', '`')} |")
    return lines


def where_lines() -> list[str]:
    """Where a rule can hold."""
    meaning = {
        "everywhere": "on the whole body",
        "site": "at the site of the finding that the rule is about",
        "limb": "on the whole limb that this site is on, and at the site itself",
        "beyond": "further out on the limb than this site, the site itself left out",
    }
    lines = ["| value | meaning |", "|---|---|"]
    lines += [f'| `"{each.value}"` | {meaning[each.value]} |' for each in model.Extent]
    return [*lines, '| `["abdomen", "both knee"]` | at these sites |']


def predicate_lines() -> list[str]:
    """The predicates, each with how it is written."""
    written = {
        model.Has: '`{ has = "fracture", onset_within = "12 weeks" }`',
        model.Had: '`{ had = "fracture", ended_within = "26 weeks" }`',
        model.This: "`{ this = { controlled = true } }`",
        model.Measured: '`{ quantity = "age", at_least = 65 }`',
        model.AllOf: "`{ all_of = [ ... ] }`",
        model.AnyOf: "`{ any_of = [ ... ] }`",
        model.AtLeast: "`{ at_least_n = 2, of = [ ... ] }`",
    }
    lines = ["| written | meaning |", "|---|---|"]
    lines += [f"| {written[each]} | {first_line(each)} |" for each in get_args(model.Predicate)]
    details = ["", first_line(model.Details), "In `has` and `had` they stand beside the tag, in `this` inside it.", ""]
    return [*lines, *section(4, "Details", *details[1:], *table(model.Details))]


def profile_page() -> str:
    """The format of a client profile."""
    intro = (REFERENCE / "parts" / "profile-format.md").read_text(encoding="utf-8").rstrip()
    lines = header("The profile's format", intro)
    for thing in (
        model.ClientProfile,
        model.Finding,
        model.Measurement,
        model.Goal,
        model.Preferences,
        model.ClearanceRecord,
        model.Response,
        model.Limits,
    ):
        lines += section(2, thing.__name__, first_line(thing), "", *table(thing))
    return "\n".join(lines) + "\n"


def room_page(room: str) -> str:
    """The public names of a room, in the order of the files in which they stand."""
    module = importlib.import_module(f"bodywork_rules.{room}")
    lines = header(f"bodywork_rules.{room}", ROOMS[room])
    groups: dict[str, list[str]] = {}
    for name in module.__all__:
        groups.setdefault(home(module, name), []).append(name)
    for origin in sorted(groups):
        if len(groups) > 1:
            lines += section(2, heading(origin), *([first_line(importlib.import_module(origin))] if origin else []))
        for name in groups[origin]:
            lines += ["", f"::: bodywork_rules.{room}.{name}"]
    return "\n".join(lines) + "\n"


def home(module: Any, name: str) -> str:
    """The module in which a public name is written down."""
    text = inspect.getsource(module)
    tree_of = re.compile(
        rf"^ *from (bodywork_rules[\w.]*) import (?:\([^)]*\b{name}\b[^)]*\)|.*\b{name}\b)", re.MULTILINE
    )
    found = tree_of.search(text)
    return found[1] if found else module.__name__


def heading(origin: str) -> str:
    """The heading over the names of one file."""
    return origin.rpartition(".")[2].replace("_", " ").capitalize()


def root_page() -> str:
    """The names of the root, each with where it is described."""
    root = importlib.import_module("bodywork_rules")
    lines = header(
        "bodywork_rules", "What a caller types every day; each name is described in the room that it comes from."
    )
    lines += ["", "| name | what it is |", "|---|---|"]
    for name in root.__all__:
        thing = getattr(root, name)
        if name == "__version__":
            lines.append(f"| `{name}` | The version of this library, as text. |")
        else:
            lines.append(f"| [`{name}`][{described(name, thing)}] | {what(name, thing)} |")
    return "\n".join(lines) + "\n"


def described(name: str, thing: object) -> str:
    """The name under which a room describes what the root hands out."""
    for room in ROOMS:
        module = importlib.import_module(f"bodywork_rules.{room}")
        if name in module.__all__ and getattr(module, name) is thing:
            return f"bodywork_rules.{room}.{name}"
    raise SystemExit(f"no room hands out {name}")


def what(name: str, thing: object) -> str:
    """A sentence about a name of the root."""
    if inspect.isclass(thing) or inspect.isfunction(thing):
        return first_line(thing)
    return f"see `{name}`" if not isinstance(thing, str) else "Stands for every condition in `answered`."


def pages() -> dict[Path, str]:
    """Every generated page with its text."""
    api = REFERENCE / "api"
    return {
        REFERENCE / "rulebook-format.md": format_page(),
        REFERENCE / "profile-format.md": profile_page(),
        api / "root.md": root_page(),
        **{api / f"{room}.md": room_page(room) for room in ROOMS},
    }


def main() -> None:
    """Write what is not yet as it should be, and say which."""
    for path, text in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            print("wrote", path.relative_to(REFERENCE.parent), file=sys.stderr)


if __name__ == "__main__":
    main()
