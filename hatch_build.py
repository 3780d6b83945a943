"""While a package is built: the TOML that comes with the library, read once, so that no program has to read it again.

The library reads TOML, which takes longer than all else it does to load a rulebook, only of files that are not what
they were when the package was built.
"""

import json
import sys
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path("src", "bodywork_rules")
FOLDERS = ("content", "texts")


class ReadOnce(BuildHookInterface[Any]):
    """Writes for each folder a file of JSON beside it: the data of each TOML file by the SHA-256 of its bytes."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before a wheel is built, and before the project is installed to be worked on.

        Args:
            version: of the wheel, standard or editable.
            build_data: holds what goes into the wheel although it is not kept on file.
        """
        for folder in FOLDERS:
            package = Path(self.root) / PACKAGE
            read = dict(map(_read, sorted((package / folder).rglob("*.toml"))))
            written = json.dumps(read, ensure_ascii=False, separators=(",", ":"))
            half = package / f"{folder}.json.half"
            try:
                half.write_text(written, encoding="utf-8")
                half.replace(package / f"{folder}.json")
            except OSError as error:
                self.app.display_warning(f"{folder}.json is left out, and loading takes longer: {error}")
                continue
            build_data["artifacts"].append(f"{PACKAGE.as_posix()}/{folder}.json")


def _read(path: Path) -> tuple[str, Any]:
    content = path.read_bytes()
    try:
        return sha256(content).hexdigest(), tomllib.loads(content.decode())
    except ValueError as error:
        sys.exit(f"{path}: {error}")
