"""Make or reuse `.venv` beside this folder, with the project and what one job needs in it.

Only the standard library is used: it runs on a machine with Python 3.11 and pip and nothing else.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = BIN / ("python.exe" if sys.platform == "win32" else "python")
OLDEST = (3, 11)
COMMAND = "the command"
"""What the project and its command are called among the groups."""


def ready(*groups: str) -> Path:
    """The Python of an environment in which the project, its command and some dependency groups are installed.

    Args:
        groups: names of groups in `pyproject.toml`.
    """
    if sys.version_info < OLDEST:
        sys.exit(f"Python {OLDEST[0]}.{OLDEST[1]} or later is needed; this is {sys.version.split()[0]}")
    if not works(PYTHON):
        say(f"making {VENV.name} (once)")
        make(VENV)
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    declared = tomllib.loads(text)["dependency-groups"]
    needed = {group: [each for each in declared[group] if not each.startswith("bodywork-rules")] for group in groups}
    needed |= {COMMAND: ["--editable", f"{ROOT}[cli,report]"]}
    digest = hashlib.sha256(f"{ROOT} {text}".encode()).hexdigest()
    missing = [group for group in needed if not holds(stamp(group), digest)]
    if missing:
        say(f"installing what {' and '.join(missing)} needs into {VENV.name} (once)")
        wanted = [each for group in missing for each in needed[group]]
        run(*pip(), "install", "--quiet", "--disable-pip-version-check", *wanted)
        for group in missing:
            stamp(group).write_text(digest, encoding="utf-8")
    return PYTHON


def stamp(group: str) -> Path:
    """The file that says that a group is installed, and from which declaration."""
    return VENV / f".installed-{group.replace(' ', '-')}"


def holds(file: Path, text: str) -> bool:
    """Whether there is a file, with this text in it."""
    return file.exists() and file.read_text(encoding="utf-8") == text


def works(python: Path) -> bool:
    """Whether there is a Python here, and it runs, and it is new enough."""
    if not python.exists():
        return False
    asked = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    return subprocess.run([python, "-c", asked], check=False).returncode == 0


def make(folder: Path) -> None:
    """A new environment, with a pip of its own where this Python can make one."""
    venv.create(folder, clear=True, with_pip=importlib.util.find_spec("ensurepip") is not None)


def pip(python: Path = PYTHON) -> list[str]:
    """The command that installs into an environment: its own pip, or this Python's where it has none."""
    own = subprocess.run([python, "-m", "pip", "--version"], check=False, capture_output=True).returncode == 0
    return [str(python), "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", str(python)]


def run(*command: str | Path) -> None:
    """Run a command from the project's folder, in the environment; end with its status when it fails."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    environment = os.environ | {"PATH": path, "VIRTUAL_ENV": str(VENV)}
    status = subprocess.run(command, cwd=ROOT, check=False, env=environment).returncode
    if status:
        sys.exit(status)


def say(what: str) -> None:
    """Tell the person who waits what is going on, apart from the answer."""
    print(what, file=sys.stderr, flush=True)
