"""Run the tests; all set-up is done here. Where `CI` is set, a test that would skip fails.

python3 .ci/test.py                  # all of them
python3 .ci/test.py tests/unit -x    # as `pytest`
"""

import os
import sys

from environment import ROOT, ready, run

if __name__ == "__main__":
    python = ready("test")
    strict = []
    if os.environ.get("CI"):
        os.environ["PYTHONPATH"] = str(ROOT / "tests")
        strict = ["-p", "no_skips"]
    run(python, "-m", "pytest", *strict, *sys.argv[1:])
