"""The command that draws a body chart."""

from pathlib import Path
from typing import Annotated

import typer

from bodywork_rules.care.plan.advice import aims_of
from bodywork_rules.cli.options import LenientOption, OnOption, ProfileArgument, ReplaceOption, RulebookOption
from bodywork_rules.cli.output import write, write_file
from bodywork_rules.cli.reading import Reading, asked_for
from bodywork_rules.engine import Evaluator
from bodywork_rules.report import body_chart

__all__ = ["chart"]


def chart(
    profile: ProfileArgument,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write the drawing, SVG.")],
    on: OnOption = None,
    technique: Annotated[
        str | None, typer.Option("--technique", metavar="ID", help="For one technique; else for all recommended.")
    ] = None,
    reasons: Annotated[bool, typer.Option(help="Write out why below the figures.")] = True,
    rulebook: RulebookOption = None,
    lenient: LenientOption = False,
    replace: ReplaceOption = False,
) -> None:
    """Draw where to work on a client, where to take care and where to keep off."""
    reading = Reading()
    reading.refuse_to_replace([output], replace=replace)
    day, book, client = asked_for(reading, profile, on, rulebook, lenient=lenient)
    if book is not None and technique is not None:
        reading.read(lambda: book.techniques[technique], where="--technique")
    if day is None or book is None or client is None or reading.mistakes:
        reading.leave()
    answer = Evaluator(book).evaluate(client, on=day)
    write_file(output, body_chart(answer, technique, aims=aims_of(book, answer), reasons=reasons) + "\n")
    write(f"{output}\n")
