"""Loading: importing the package, reading and checking the shipped rulebook, compiling it. Each in a new process.

Byte code is there, as it is of an installed package: it is written before the first round, in a folder that is thrown
away, whatever this process itself is told about byte code.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

NOTHING = "pass"
ROOT = "import bodywork_rules"
ALL = """
from json import dumps
from time import perf_counter
import bodywork_rules
begun = perf_counter()
from bodywork_rules import Evaluator, load_rulebook
rulebook = load_rulebook()
loaded = perf_counter()
Evaluator(rulebook)
print(dumps([loaded - begun, perf_counter() - loaded]))
"""


@dataclass(frozen=True)
class Loading:
    """Medians, in seconds.

    Attributes:
        bare: to start Python, do nothing and end.
        root: to import the root of the package beside that.
        load: to read and check the shipped rulebook, with the imports that this needs.
        compile: to make an evaluator of it.
        whole: load and compile together.
    """

    bare: float
    root: float
    load: float
    compile: float
    whole: float


def loading(*, rounds: int) -> Loading:
    """Time each in processes of its own, in turn."""
    bare, root, load, compile = [], [], [], []
    with TemporaryDirectory() as folder:
        setting = _with_byte_code(folder)
        for program in (NOTHING, ROOT, ALL):
            _run(program, setting)
        for _ in range(rounds):
            bare.append(_run(NOTHING, setting)[0])
            root.append(_run(ROOT, setting)[0] - bare[-1])
            loaded, compiled = json.loads(_run(ALL, setting)[1])
            load.append(loaded)
            compile.append(compiled)
    whole = [one + other for one, other in zip(load, compile, strict=True)]
    return Loading(median(bare), median(root), median(load), median(compile), median(whole))


def _with_byte_code(folder: str) -> dict[str, str]:
    """The environment of processes that write byte code into a folder, and find it there."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": folder}


def _run(program: str, setting: Mapping[str, str]) -> tuple[float, str]:
    """How long a process takes that runs a program, and what it prints."""
    begun = perf_counter()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=setting)
    return perf_counter() - begun, done.stdout
