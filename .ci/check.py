"""Lint, types, documentation and the wheel: what is checked besides the tests; all set-up is done here."""

from environment import BIN, ready, run
from wheels import built, try_out

COMMANDS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("basedpyright", "--verifytypes", "bodywork_rules", "--ignoreexternal"),
    ("mkdocs", "build", "--strict"),
)


def main() -> None:
    """Every check in turn; the first that fails ends the run with its status."""
    ready("test", "lint", "docs")
    for command, *arguments in COMMANDS:
        print("::", command, *arguments, flush=True)
        run(BIN / command, *arguments)
    print(":: wheel, in an empty environment", flush=True)
    with built() as wheel:
        try_out(wheel)


if __name__ == "__main__":
    main()
