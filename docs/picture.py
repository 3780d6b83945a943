"""Draw the picture of the README: what the command prints in a terminal for the example client.

python docs/picture.py
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "assessment.svg"
ARGUMENTS = ("assess", "examples/profiles/neck-pain-on-warfarin.toml", "--on", "2026-11-23")
COMMAND = "import sys; sys.argv[0] = 'bodywork-rules'; from bodywork_rules.cli import main; main()"
WIDTH = 100
FONT = 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace'


def terminal_output() -> str:
    """What the command prints to a terminal of this width, with its colours."""
    terminal = {"FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "TERM": "xterm-256color", "PYTHONUTF8": "1"}
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *ARGUMENTS],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=kept | terminal,
    )
    return done.stdout


def opening(lines: list[str]) -> list[str]:
    """The lines before the first section: what is acted on."""
    plain = [Text.from_ansi(line).plain for line in lines]
    underline = next(at for at, line in enumerate(plain) if line and set(line) == {"-"})
    return lines[: underline - 2]


def drawn() -> str:
    """The picture, without anything that a reader would have to fetch."""
    shown = opening(terminal_output().splitlines())
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True, color_system="truecolor")
        console.print(f"$ bodywork-rules {' '.join(ARGUMENTS)}", style="bold", highlight=False)
        console.print(Text.from_ansi("\n".join([*shown, "", "..."])))
        svg = console.export_svg(title="bodywork-rules", unique_id="assessment", theme=SVG_EXPORT_THEME)
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = svg.replace("font-family: Fira Code, monospace", f"font-family: {FONT}")
    svg = svg.replace("<!-- Generated with Rich https://www.textualize.io -->", "")
    return re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE)


def main() -> None:
    """Write it."""
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(drawn(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
