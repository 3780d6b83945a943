"""What comes with the library: the files of its rulebook, and its texts."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from bodywork_rules.model import Catalogue, Text
from bodywork_rules.rulebook.files import Document, toml_files

__all__ = ["read_texts", "shipped_files"]


@cache
def read_texts() -> Catalogue[Text]:
    """Every text, by its id."""
    tables = (document.data() for document in shipped_files("texts"))
    return Catalogue("text", ((each["id"], Text(**each)) for table in tables for each in table["text"]))


def shipped_files(folder: str) -> Iterator[Document]:
    """The TOML files in a folder of the package.

    TOML takes long to read, so that the data of each file are kept beside the folder, in JSON, when the package is
    built. Where there are none, or they cannot be read, every file is read as TOML.

    Args:
        folder: the folder.
    """
    package = files("bodywork_rules")
    return toml_files(package.joinpath(folder), folder, _kept(package.joinpath(f"{folder}.json")))


def _kept(file: Traversable) -> Mapping[str, Any]:
    """The data in a file, by the fingerprint of the file that they were read from; none where it cannot be read."""
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
