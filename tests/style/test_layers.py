"""A room imports only rooms above it, nothing imports in a circle, and each room keeps to its own dependencies."""

import sys
from graphlib import CycleError, TopologicalSorter

import pytest

from style.reading import PACKAGE, SOURCE, imported, module_of, modules

ROOMS = ("errors", "model", "content", "texts", "rulebook", "engine", "insight", "care", "report", "cli")
CORE = {"attrs", "cattrs"}
EXTRAS = {"cli": {"typer", "rich", "click", "questionary", "prompt_toolkit"}, "report": {"jinja2", "markupsafe"}}
FOREIGN_TO = {"errors": CORE - {"attrs"}, "model": CORE - {"attrs"}, "engine": CORE - {"attrs"}}
"""What a room must not import although the core depends on it."""

ALL = modules()
KNOWN = {module.name for module in ALL}


def room_of(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else ""


def test_every_room_is_one_of_the_rooms():
    rooms = {module.room for module in ALL}
    rooms |= {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms - {"", "_later", "_version"} <= set(ROOMS)


def test_a_room_imports_only_rooms_above_it():
    """The root stands above none."""
    order = {room: place for place, room in enumerate(ROOMS)}
    wrong = {
        (module.name, name)
        for module in ALL
        if module.name != PACKAGE
        for name in imported(module, KNOWN) - {f"{PACKAGE}._later", f"{PACKAGE}._version"}
        if name.partition(".")[0] == PACKAGE
        if name == PACKAGE or order[room_of(name)] > order[module.room]
    }
    assert wrong == set()


def test_the_root_imports_core_rooms_only():
    root = next(module for module in ALL if module.name == PACKAGE)
    rooms = {room_of(name) for name in imported(root, KNOWN) if name.partition(".")[0] == PACKAGE}
    assert rooms <= {"_later", "_version", "errors", "model", "rulebook", "engine", "insight"}


def test_no_module_imports_itself_by_way_of_others():
    graph = {}
    for module in ALL:
        names = {name for name in imported(module, KNOWN) if name in KNOWN}
        graph[module.name] = {name for name in names if not module.name.startswith(f"{name}.")}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_no_folder_of_a_room_imports_itself_by_way_of_others():
    """Within a room the modules of a folder count as one; a folder's own modules stand for themselves elsewhere."""
    folders = {module.name for module in ALL if module.path.name == "__init__.py" and module.name.count(".") >= 2}

    def home(name):
        return next((folder for folder in folders if name == folder or name.startswith(f"{folder}.")), name)

    graph = {}
    for module in ALL:
        at = home(module.name)
        names = {home(name) for name in imported(module, KNOWN) if name in KNOWN}
        graph.setdefault(at, set()).update(name for name in names if not f"{at}.".startswith(f"{name}."))
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_a_room_imports_only_what_its_extra_installs():
    own = {PACKAGE, "__future__", "", *sys.stdlib_module_names}
    wrong = {
        (module.name, package)
        for module in ALL
        for package in {name.partition(".")[0] for name in imported(module, KNOWN)} - own
        if package not in (CORE | EXTRAS.get(module.room, set())) - FOREIGN_TO.get(module.room, set())
    }
    assert wrong == set()


def test_imports_of_every_kind_are_seen(tmp_path):
    top = tmp_path / PACKAGE
    (top / "model").mkdir(parents=True)
    (top / "model" / "a.py").write_text(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from bodywork_rules import errors\n"
        "def late():\n    from ..engine import evaluate\n    import importlib\n    importlib.import_module('json')\n",
        encoding="utf-8",
    )
    known = {f"{PACKAGE}.errors", f"{PACKAGE}.engine.evaluate"}
    found = imported(module_of(top / "model" / "a.py", top), known)
    assert known | {"json"} <= found
