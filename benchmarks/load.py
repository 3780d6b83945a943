"""Loading: importing the package, reading and checking the shipped rulebook, compiling it. Each in a new process."""

import json
import subprocess
import sys
from dataclasses import dataclass
from statistics import median
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
    for program in (ROOT, ALL):
        _run(program)
    bare, root, load, compile = [], [], [], []
    for _ in range(rounds):
        bare.append(_run(NOTHING)[0])
        root.append(_run(ROOT)[0] - bare[-1])
        loaded, compiled = json.loads(_run(ALL)[1])
        load.append(loaded)
        compile.append(compiled)
    whole = [one + other for one, other in zip(load, compile, strict=True)]
    return Loading(median(bare), median(root), median(load), median(compile), median(whole))


def _run(program: str) -> tuple[float, str]:
    begun = perf_counter()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return perf_counter() - begun, done.stdout
