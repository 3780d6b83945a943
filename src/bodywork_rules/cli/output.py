"""Where the command writes: answers to standard output, in colours only on a terminal; mistakes to standard error."""

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import NoReturn, final

from rich.console import Console

from bodywork_rules._version import __version__
from bodywork_rules.cli.terminal import drawn
from bodywork_rules.insight.page import Page
from bodywork_rules.insight.plain import plain

__all__ = ["OurFault", "rejected", "show_page", "write", "write_file"]


def show_page(page: Page) -> None:
    """Write a page: with colours on a terminal that takes them, else as plain text."""
    console = Console(highlight=False, soft_wrap=False)
    if console.is_terminal and not console.is_dumb_terminal and not console.no_color:
        with console.capture() as captured:
            drawn(console, page)
        write(captured.get())
    else:
        write(plain(page))


def write(text: str) -> None:
    """Write text to standard output as it is; what its encoding lacks is written as an escape.

    When nobody reads any longer, as in ``| head``, the rest is left unwritten.

    Raises:
        SystemExit: it cannot be written.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        rejected([f"the answer cannot be written: {error.strerror}"])


def write_file(path: Path, text: str) -> None:
    """Write text to a file, wholly or not at all, in the place of what was there; to a device, straight.

    Raises:
        SystemExit: it cannot be written; what was there stays.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        at = path.resolve()
        part = at.with_name(f".{at.name}.{os.getpid()}.part")
        try:
            part.write_text(text, encoding="utf-8", newline="\n")
            part.replace(at)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        rejected([f"{path}: cannot be written: {why}"])


def rejected(mistakes: list[str]) -> NoReturn:
    """Write everything that is wrong to standard error and leave with status 2.

    Raises:
        SystemExit: always.
    """
    sys.stderr.write("".join(f"{mistake}\n" for mistake in mistakes))
    raise SystemExit(2)


@final
class OurFault:
    """Within it, an error that nobody foresaw ends the command with status 1 and one line that says so."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say where it happened, and nothing of the input.

        Raises:
            SystemExit: there was such an error.
        """
        if not isinstance(error, Exception) or trace is None:
            return
        while trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_globals.get('__name__')}, line {trace.tb_lineno}"
        sys.stderr.write(
            f"this is a fault of bodywork_rules {__version__}, not of your input: {type(error).__name__} in {place}; "
            "please report this line, the command and an invented input that shows it, as SECURITY.md says\n"
        )
        raise SystemExit(1) from None
