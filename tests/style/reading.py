"""What the style tests know of the source: its files, trees, imports and functions, read without importing anything."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import attrs

ROOT = Path(__file__).parent.parent.parent
PACKAGE = "bodywork_rules"
SOURCE = ROOT / "src" / PACKAGE
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@attrs.frozen
class Module:
    """One file of the package: its dotted name, where it is and what it says."""

    name: str
    path: Path
    text: str = attrs.field(repr=False)
    tree: ast.Module = attrs.field(repr=False, eq=False)

    @property
    def room(self) -> str:
        """The part of the package that it belongs to; empty for the root itself."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""

    @property
    def package(self) -> str:
        """What its relative imports start from."""
        return self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]


def module_of(path: Path, top: Path = SOURCE) -> Module:
    parts = [top.name, *path.relative_to(top).with_suffix("").parts]
    if parts[-1] == "__init__":
        parts.pop()
    text = path.read_text(encoding="utf-8")
    return Module(".".join(parts), path, text, ast.parse(text))


@cache
def modules(top: Path = SOURCE) -> tuple[Module, ...]:
    """Every module of the package, in the order of their names; read once."""
    return tuple(sorted((module_of(path, top) for path in top.rglob("*.py")), key=lambda module: module.name))


def imported(module: Module, known: set[str]) -> set[str]:
    """What a module imports, by dotted name: type-only and function-level imports too.

    Of ``from a import b`` it is ``a.b`` where that is a module of the package, else ``a``.
    """
    found: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found.update(each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            if node.level:
                base = module.package.split(".")
                origin = ".".join([*base[: len(base) - node.level + 1], *([node.module] if node.module else [])])
            found.update(f"{origin}.{each.name}" if f"{origin}.{each.name}" in known else origin for each in node.names)
        elif isinstance(node, ast.Call) and "import" in ast.unparse(node.func):
            found.update(arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))
    return found - {module.name}


def docstring(node: ast.AST) -> ast.Constant | None:
    """The node that is the docstring of a module, class or function."""
    body = getattr(node, "body", None)
    first = body[0] if isinstance(body, list) and body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return first.value
    return None


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, nested ones too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function without its docstring and its decorators."""
    own = docstring(function)
    documented = (own.end_lineno or own.lineno) - own.lineno + 1 if own else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - documented


def texts(module: Module) -> Iterator[tuple[int, str]]:
    """Every text in the code with its line, docstrings left out; of an f-string its fixed parts."""
    documented = {
        id(node.value)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.lineno, node.value
