"""Where ``CI`` is set nothing skips silently."""

import subprocess
import sys

import pytest

from style.reading import ROOT

SKIPPING = {
    "in_a_test": "import pytest\ndef test_a():\n    pytest.skip('no such thing')\n",
    "by_a_mark": "import pytest\n@pytest.mark.skipif(True, reason='no such thing')\ndef test_a():\n    pass\n",
    "as_a_file": "import pytest\npytest.importorskip('no_such_thing')\ndef test_a():\n    pass\n",
}


def exit_status(folder, *options: str) -> int:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, str(folder)],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT / "tests"), "PATH": "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        check=False,
    ).returncode


@pytest.mark.parametrize("how", SKIPPING)
def test_a_skip_is_a_failure_with_the_plugin_only(how, tmp_path):
    (tmp_path / "test_it.py").write_text(SKIPPING[how], encoding="utf-8")
    assert exit_status(tmp_path) in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}
    for how_many in ((), ("-p", "xdist", "-n", "2")):
        status = exit_status(tmp_path, "-p", "no_skips", *how_many)
        assert status not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}
