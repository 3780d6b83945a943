"""The texts that come with the library, read from their files."""

from functools import cache
from importlib.resources import files

from bodywork_rules.model import Catalogue, Text
from bodywork_rules.rulebook.convert.text import data_of
from bodywork_rules.rulebook.files import toml_files

__all__ = ["read_texts"]

FOLDER = "texts"


@cache
def read_texts() -> Catalogue[Text]:
    """Every text, by its id."""
    folder = files("bodywork_rules").joinpath(FOLDER)
    tables = (data_of(each.suffix, each.content()) for each in toml_files(folder, FOLDER))
    return Catalogue("text", ((each["id"], Text(**each)) for table in tables for each in table["text"]))
