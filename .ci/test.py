"""Run the tests, on every core there is; all set-up is done here.

Where `CI` is set, a test that would skip fails, and so does a line or branch of the core that no test runs.

python3 .ci/test.py                  # all of them
python3 .ci/test.py tests/unit -x    # as `pytest`
"""

import os
import sys

from environment import ROOT, ready, run

EVERY_CORE = ("-n", "auto", "--dist", "worksteal")
UNMEASURED = (
    "tests/content",
    "tests/docs",
    "tests/extras",
    "tests/laws/test_care_*.py",
    "tests/laws/test_order.py",
    "tests/laws/test_strategies.py",
    "tests/laws/test_texts.py",
    "tests/laws/test_time.py",
    "tests/laws/test_translation.py",
    "tests/laws/test_writing.py",
    "tests/style",
    "tests/unit/cli",
    "tests/unit/report",
)
"""They would take two or three times as long when measured; what else there is runs every line of the core."""

if __name__ == "__main__":
    test = (ready("test"), "-m", "pytest", *EVERY_CORE)
    if not os.environ.get("CI"):
        run(*test, *sys.argv[1:])
        sys.exit()
    os.environ["PYTHONPATH"] = str(ROOT / "tests")
    if sys.argv[1:]:
        run(*test, "-p", "no_skips", *sys.argv[1:])
    else:
        unmeasured = sorted(str(path.relative_to(ROOT)) for each in UNMEASURED for path in ROOT.glob(each))
        os.environ.setdefault("HYPOTHESIS_PROFILE", "brief")
        run(*test, "-p", "no_skips", "--cov", *(f"--ignore={each}" for each in unmeasured))
        run(*test, "-p", "no_skips", *unmeasured)
