"""Run the tests, on every core there is; all set-up is done here.

Where `CI` is set, a test that would skip fails, and so does a line or branch of the core that no test runs.

python3 .ci/test.py                  # all of them
python3 .ci/test.py tests/unit -x    # as `pytest`
"""

import os
import sys

from environment import ROOT, ready, run

EVERY_CORE = ("-n", "auto", "--dist", "worksteal")

if __name__ == "__main__":
    python = ready("test")
    strictly = []
    if os.environ.get("CI"):
        os.environ["PYTHONPATH"] = str(ROOT / "tests")
        strictly = ["-p", "no_skips"] if sys.argv[1:] else ["-p", "no_skips", "--cov"]
    run(python, "-m", "pytest", *EVERY_CORE, *strictly, *sys.argv[1:])
