"""Importing the root loads the standard library and attrs, and nothing that is only needed for files."""

import subprocess
import sys

import pytest

LATE = ("cattrs", "tomllib", "json", "typer", "rich", "jinja2")


def loaded_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("late", LATE)
def test_importing_the_root_does_not_load(late):
    assert late not in loaded_after("import bodywork_rules")


def test_importing_the_root_loads_no_other_package_than_attrs():
    before = loaded_after("pass")
    packages = {name.partition(".")[0] for name in loaded_after("import bodywork_rules") - before}
    foreign = packages - set(sys.stdlib_module_names)
    assert {name for name in foreign if not name.startswith("__")} <= {"bodywork_rules", "attr", "attrs"}


def test_a_profile_can_be_built_without_loading_what_reads_files():
    code = "from bodywork_rules import ClientProfile, Finding\nClientProfile(findings=[Finding('fracture')])"
    assert not {"cattrs", "tomllib", "json"} & loaded_after(code)
