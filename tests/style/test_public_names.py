"""The public names, said in the ``__all__`` of the root and of each room, agree with the code and the reference."""

import importlib
import inspect
import re

import pytest

from style.reading import PACKAGE, ROOT, SOURCE, docstring, modules

ROOMS = sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists())
PUBLIC = [PACKAGE, f"{PACKAGE}.errors", *(f"{PACKAGE}.{room}" for room in ROOMS)]
MOST_IN_ROOT = 40
HANDFUL = {"bodywork_rules.care": 34, "bodywork_rules.rulebook": 13}
"""What a clinic does around an answer, and what reads and writes, have more to do than others: twelve names at most."""
REFERENCE = ROOT / "docs" / "reference"


def names(module: str) -> list[str]:
    return list(importlib.import_module(module).__all__)


@pytest.mark.parametrize("module", PUBLIC)
def test_every_public_name_is_there_once(module):
    assert len(names(module)) == len(set(names(module)))
    for name in names(module):
        assert hasattr(importlib.import_module(module), name), f"{module}.{name}"


def test_the_root_hands_out_few_names():
    assert len(names(PACKAGE)) <= MOST_IN_ROOT


@pytest.mark.parametrize(
    "module", [each for each in PUBLIC if each not in {PACKAGE, "bodywork_rules.model", "bodywork_rules.errors"}]
)
def test_a_room_hands_out_a_handful_of_names(module):
    assert len(names(module)) <= HANDFUL.get(module, 12)


def test_what_the_root_hands_out_is_public_in_a_room():
    root = importlib.import_module(PACKAGE)
    public = {id(getattr(importlib.import_module(room), name)) for room in PUBLIC[1:] for name in names(room)}
    homeless = [name for name in names(PACKAGE) if not name.startswith("__") and id(getattr(root, name)) not in public]
    assert homeless == []


def test_every_module_says_why_it_is_there():
    assert [module.name for module in modules() if not docstring(module.tree)] == []


@pytest.mark.parametrize("module", PUBLIC)
def test_every_public_class_and_function_is_documented(module):
    for name in names(module):
        thing = getattr(importlib.import_module(module), name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            assert (thing.__doc__ or "").strip(), f"{module}.{name}"
            first = thing.__doc__.strip().splitlines()[0]
            assert first.endswith("."), f"{module}.{name}: the first line of the docstring is one sentence"


@pytest.mark.parametrize("module", PUBLIC[1:])
def test_every_public_name_stands_in_the_reference_and_nothing_else_does(module):
    pages = "\n".join(page.read_text(encoding="utf-8") for page in (REFERENCE / "api").glob("*.md"))
    shown = re.findall(rf"^::: {re.escape(module)}\.(\w+)$", pages, flags=re.MULTILINE)
    assert sorted(shown) == sorted(names(module))


def test_every_name_of_the_root_stands_in_its_page():
    page = (REFERENCE / "api" / "root.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \[?`(\w+)`", page, flags=re.MULTILINE) == names(PACKAGE)
