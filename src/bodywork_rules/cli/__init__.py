"""The command `bodywork-rules`: files in, answers in words out. It needs the extra `cli`."""

import sys
from importlib import import_module

from bodywork_rules.errors import MissingExtra

__all__ = ["main"]

EXTRA = ("typer", "rich", "questionary")


def main() -> None:
    """Run the command, and leave with its status: 0 an answer was given, 2 the input is wrong, 1 our fault.

    Raises:
        SystemExit: always.
    """
    try:
        for package in EXTRA:
            import_module(package)
    except ModuleNotFoundError:
        sys.stderr.write(f"{MissingExtra('cli', 'the command')}\n")
        raise SystemExit(2) from None
    import_module("bodywork_rules.cli.app").run()
