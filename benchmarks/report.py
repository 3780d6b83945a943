"""The figures as tables, and each beside its budget."""

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import evaluate, plain
from benchmarks.load import Loading
from benchmarks.peers import BY_HAND, CEDAR_NAME, ZEN_BEST, ZEN_FLAT, ZEN_TABLE, missing
from benchmarks.timing import Figures
from bodywork_rules.rulebook import Rulebook

BEGIN, END = "<!-- figures begin -->", "<!-- figures end -->"
USUAL = 6
"""Findings of the client whose figures are held against the budgets."""
MOST_GROWTH = 1.5


@dataclass(frozen=True)
class Budget:
    """One budget and what was measured; a figure of nothing could not be measured here."""

    what: str
    target: str
    figure: float | None
    most: float
    unit: str = ""

    @property
    def row(self) -> tuple[str, ...]:
        """A row of the table."""
        if self.figure is None:
            return self.what, self.target, "not measured", "-"
        return self.what, self.target, f"{self.figure:.2f}{self.unit}", "met" if self.figure <= self.most else "not met"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table whose columns also line up as plain text."""
    cells = [list(head), *map(list, rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(cells[0]))]
    cells.insert(1, ["-" * width for width in widths])
    return "\n".join(
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |" for row in cells
    )


def report(figures: Figures, loading: Loading, rulebook: Rulebook, command: str) -> str:
    """Everything that was measured, as Markdown."""
    size = (
        f"{len(rulebook.contraindications)} contraindications, {len(rulebook.conditions)} conditions, "
        f"{len(rulebook.techniques)} techniques and {len(rulebook.indications)} indications"
    )
    parts = [
        _setting(command),
        "### Budgets",
        table(("what", "budget", "measured", ""), (budget.row for budget in budgets(figures, loading))),
        "### The plain work",
        table(("engine", "us a client", "of which the ids alone", "times ours"), _plain_rows(figures)),
        "### One client with the shipped rulebook",
        f"Microseconds a client, by the number of findings. The rulebook has {size}.",
        table(("", *(f"{count} findings" for count in evaluate.FINDINGS)), _shipped_rows(figures)),
        "### Loading",
        table(("what", "ms"), _loading_rows(loading)),
    ]
    return "\n\n".join(parts)


def budgets(figures: Figures, loading: Loading) -> list[Budget]:
    """Each budget beside what was measured."""
    zen = [_ratio(figures, plain.OURS, name) for name in (ZEN_BEST, ZEN_FLAT, ZEN_TABLE)]
    cedar = _ratio(figures, plain.OURS, CEDAR_NAME)
    to_best = max(zen, key=lambda ratio: ratio or 0)
    rivals = [ratio for ratio in (*zen, cedar) if ratio is not None]
    found = [
        Budget("the plain work, to ZEN's best time", "at most 1", to_best, 1, " x"),
        Budget("the same, the aim", "0.4", to_best, 0.4, " x"),
        Budget("the plain work, to the fastest peer", "below 1", max(rivals, default=None), 1, " x"),
    ]
    decision = CEDAR_NAME + plain.DECISION
    for told in evaluate.ANSWERED:
        judged = evaluate.name(evaluate.JUDGE, told, USUAL)
        what = f"the judgements of a client, {told}, to Cedar's decision on the plain work"
        found.append(Budget(what, "below 1", _ratio(figures, judged, decision), 1, " x"))
    for what in (evaluate.EVALUATE, evaluate.ASKED):
        for told in evaluate.ANSWERED:
            whole = figures.median(evaluate.name(what, told, USUAL))
            found.append(Budget(f"{what}, {told}", "under 1 ms", whole * 1e3, 1, " ms"))
    growth = figures.ratio(plain.GROWN, plain.OURS)
    found += [
        Budget("load, check and compile the shipped rulebook", "under 300 ms", loading.whole * 1e3, 300, " ms"),
        Budget("import of the root, beside bare Python", "under 60 ms", loading.root * 1e3, 60, " ms"),
        Budget("the plain work with ten times the rules", f"at most {MOST_GROWTH}", growth, MOST_GROWTH, " x"),
    ]
    return found


def _ratio(figures: Figures, name: str, to: str) -> float | None:
    return figures.ratio(name, to) if to in figures else None


def _setting(command: str) -> str:
    return (
        f"Measured on {datetime.now(UTC).date().isoformat()} with Python {platform.python_version()} "
        f"on {_processor()}, {os.cpu_count()} cores, {platform.system()}, by `{command}`.\n"
        "Every figure is a median; every ratio was taken within a round and is the median of the rounds."
        + "".join(f"\n`{package}` is not installed and was left out." for package in missing())
    )


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def _plain_rows(figures: Figures) -> list[tuple[str, ...]]:
    names = [plain.OURS, plain.GROWN, BY_HAND, ZEN_BEST, ZEN_FLAT, ZEN_TABLE, CEDAR_NAME]
    return [
        (
            name,
            _us(figures, name),
            _us(figures, name + plain.DECISION),
            f"{figures.ratio(name, plain.OURS):.2f}",
        )
        for name in names
        if name in figures
    ]


def _shipped_rows(figures: Figures) -> list[tuple[str, ...]]:
    return [
        (f"{what}, {told}", *(_us(figures, evaluate.name(what, told, count)) for count in evaluate.FINDINGS))
        for what in evaluate.WHAT
        for told in evaluate.ANSWERED
    ]


def _us(figures: Figures, name: str) -> str:
    return f"{figures.median(name) * 1e6:.1f}" if name in figures else "-"


def _loading_rows(loading: Loading) -> list[tuple[str, str]]:
    rows = {
        "start and end bare Python": loading.bare,
        "import the root, beside that": loading.root,
        "read and check the shipped rulebook, the imports that this needs included": loading.load,
        "compile it": loading.compile,
    }
    return [(what, f"{seconds * 1e3:.1f}") for what, seconds in rows.items()]


def written_into(page: str, figures: str, markers: tuple[str, str] = (BEGIN, END)) -> str:
    """The page with what stands between its two markers replaced by these figures.

    Raises:
        ValueError: the page does not have each marker once, in order.
    """
    first, last = markers
    before, begin, rest = page.partition(first)
    _, end, after = rest.partition(last)
    if not begin or not end or first in after or last in after:
        raise ValueError(f"the page needs `{first}` and then `{last}`, each once")
    return f"{before}{first}\n\n{figures}\n\n{last}{after}"
