"""The command that draws a body chart."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bodywork_rules.cli.output import write_file
from bodywork_rules.cli.reading import Reading, day_of, rulebook_of
from bodywork_rules.engine import Evaluator
from bodywork_rules.engine.validity import problems_of
from bodywork_rules.report import body_chart
from bodywork_rules.rulebook.load import read_profile

__all__ = ["chart"]


def chart(
    profile: Annotated[Path, typer.Argument(help="A client profile, TOML or JSON.")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write the drawing, SVG.")],
    on: Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="For which day; else today.")] = None,
    technique: Annotated[
        str | None, typer.Option("--technique", metavar="ID", help="For one technique; else for all recommended.")
    ] = None,
    reasons: Annotated[bool, typer.Option(help="Write out why below the figures.")] = True,
    rulebook: Annotated[
        Path | None,
        typer.Option("--rulebook", help="A rulebook of your own, a folder or a file; else the shipped one."),
    ] = None,
) -> None:
    """Draw where to work on a client, where to take care and where to keep off."""
    reading = Reading()
    day = reading.read(lambda: day_of(on), where="--on")
    book = reading.read(lambda: rulebook_of(rulebook))
    client, found = reading.read(lambda: read_profile(profile)) or (None, [])
    reading.tell(found, file=str(profile))
    if book is not None and client is not None:
        reading.tell(problems_of(book, client, day or date.max), file=str(profile))
    if book is not None and technique is not None:
        reading.read(lambda: book.techniques[technique], where="--technique")
    if day is None or book is None or client is None or reading.mistakes:
        reading.leave()
    write_file(output, body_chart(Evaluator(book).evaluate(client, on=day), technique, reasons=reasons) + "\n")
