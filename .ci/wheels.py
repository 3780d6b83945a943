"""Build the wheel and try it out in an empty environment elsewhere, as someone who installs it would."""

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from environment import BIN, PYTHON, ROOT, make, pip, run

INSTALL_LINE = "pip install 'bodywork-rules[cli]'"
ALLOWED = {"attrs", "bodywork-rules", "cattrs", "pip", "setuptools", "typing-extensions"}

TRIAL = """
import sys
from datetime import date
from importlib.metadata import distributions, files
from pathlib import Path
from unittest.mock import patch

import bodywork_rules
from bodywork_rules import Evaluator, explain, load_profile, load_rulebook
from bodywork_rules.rulebook.convert.text import data_of
from bodywork_rules.rulebook.shipped import shipped_files

assert Path(bodywork_rules.__file__).is_relative_to(sys.prefix), bodywork_rules.__file__
held = [str(each) for each in files("bodywork-rules")]
assert "bodywork_rules/py.typed" in held, "no py.typed"
assert "bodywork_rules/report/templates/document.html" in held, "no templates"
assert "bodywork_rules/texts/explain.toml" in held, "no texts"
toml = [name for name in held if name.startswith("bodywork_rules/content/") and name.endswith(".toml")]
assert len(toml) == int(sys.argv[2]), f"{len(toml)} files of content instead of {sys.argv[2]}"
for each in (*shipped_files("content"), *shipped_files("texts")):
    with patch("bodywork_rules.rulebook.files.data_of", side_effect=AssertionError("TOML is read again")):
        kept = each.data()
    assert kept == data_of(each.suffix, each.content()), f"what was kept of {each.name} is not what is in it"
extra = {each.name.lower().replace("_", "-") for each in distributions()} - set(sys.argv[3:])
assert not extra, f"installed besides: {extra}"
assessment = Evaluator(load_rulebook()).evaluate(load_profile(sys.argv[1]), on=date(2026, 11, 23))
assert assessment.recommendations, "nothing recommended"
print(explain(assessment).splitlines()[0])
"""


@contextlib.contextmanager
def built() -> Iterator[Path]:
    """The wheel, in a folder that goes away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        run(*pip(), "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "--wheel-dir", folder, str(ROOT))
        (wheel,) = Path(folder).glob("*.whl")
        yield wheel


def try_out(wheel: Path) -> None:
    """Install the wheel alone, evaluate the example, and ask for the command without its extra."""
    home = wheel.parent
    make(home / "empty")
    scripts = home / "empty" / BIN.name
    python = scripts / PYTHON.name
    run(*pip(python), "install", "--quiet", "--disable-pip-version-check", str(wheel))
    profile = ROOT / "examples" / "profiles" / "neck-pain-on-warfarin.toml"
    content = len(list((ROOT / "src" / "bodywork_rules" / "content").rglob("*.toml")))
    subprocess.run([python, "-I", "-c", TRIAL, profile, str(content), *ALLOWED], cwd=home, check=True)
    asked = subprocess.run([scripts / "bodywork-rules"], cwd=home, capture_output=True, text=True, check=False)
    said = asked.stdout + asked.stderr
    if INSTALL_LINE not in said or "Traceback" in said or asked.returncode == 0:
        sys.exit(f"without the extra the command should say how to install it; it said: {said}")
    print(said.strip())
