"""Run the tests; all set-up is done here.

Where `CI` is set, a test that would skip fails, and so does a line or branch of the core that no test runs.

python3 .ci/test.py                  # all of them
python3 .ci/test.py tests/unit -x    # as `pytest`
"""

import os
import sys

from environment import ROOT, ready, run

if __name__ == "__main__":
    python = ready("test")
    if not os.environ.get("CI"):
        run(python, "-m", "pytest", *sys.argv[1:])
        sys.exit()
    os.environ["PYTHONPATH"] = str(ROOT / "tests")
    whole = sys.argv[1:] == []
    measured = ["-m", "coverage", "run"] if whole else []
    run(python, *measured, "-m", "pytest", "-p", "no_skips", *sys.argv[1:])
    if whole:
        run(python, "-m", "coverage", "report")
