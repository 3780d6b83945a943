"""The arguments and options that several commands share, so that each means the same and is called the same."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "ClientOption",
    "LenientOption",
    "LighterOption",
    "OnOption",
    "PractitionerOption",
    "ProfileArgument",
    "ReplaceOption",
    "ReviewedOption",
    "RulebookOption",
    "SessionOption",
]

ProfileArgument = Annotated[Path, typer.Argument(help="A client profile, TOML or JSON.")]
OnOption = Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="For which day; else today.")]
RulebookOption = Annotated[
    Path | None, typer.Option("--rulebook", help="A rulebook of your own, a folder or a file; else the shipped one.")
]
LenientOption = Annotated[
    bool, typer.Option("--lenient", help="Take names and codes for ids, and keep what is not known as unmapped.")
]
ReplaceOption = Annotated[bool, typer.Option("--replace", help="Write in the place of a file that is there.")]
ClientOption = Annotated[str, typer.Option("--client", help="Who the client is; else room to write it by hand.")]
SessionOption = Annotated[int, typer.Option("--session", help="Which session of the course it is, from 1.")]
ReviewedOption = Annotated[int, typer.Option("--reviewed", help="After which session the last review was.")]
LighterOption = Annotated[
    int, typer.Option("--lighter", help="By how many levels of pressure to stay below what is allowed.")
]
PractitionerOption = Annotated[
    Path | None,
    typer.Option(
        "--practitioner",
        metavar="FILE",
        help="Plan what this practitioner may do, and name the rest; TOML or JSON.",
    ),
]
