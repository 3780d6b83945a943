"""From files to a checked rulebook, and from a file to a profile."""

import os
from functools import partial
from importlib.resources import files
from pathlib import Path

import attrs

from bodywork_rules.errors import InvalidData, InvalidProfile, InvalidRulebook, Problem
from bodywork_rules.model import ClientProfile
from bodywork_rules.rulebook.coding import coded
from bodywork_rules.rulebook.documents import from_document
from bodywork_rules.rulebook.draft import Draft
from bodywork_rules.rulebook.files import Document, one_file, toml_files
from bodywork_rules.rulebook.misread import Misread, as_keys
from bodywork_rules.rulebook.rulebook import Rulebook
from bodywork_rules.rulebook.text import data_of, format_problem

__all__ = ["load_profile", "load_rulebook"]

SHIPPED = "content"


def load_rulebook(path: str | os.PathLike[str] | None = None) -> Rulebook:
    """Read and check a rulebook.

    Args:
        path: a folder, whose TOML files are read with those of all its sub-folders, or one TOML or JSON file; nothing
            for the rulebook that is shipped.

    Raises:
        InvalidRulebook: something is wrong with it; it names everything that is, each with its file.
        UnreadableFile: there is no such file or folder, or it may not be read.

    >>> load_rulebook().regions["wrist"].paired
    True
    """
    draft = Draft()
    documents = _documents(path)
    if not documents:
        raise InvalidRulebook([Problem(file=str(path), what="a folder without any TOML file")])
    for document in documents:
        draft.add(document.name, partial(_data, document), partial(_skimmed, document))
    return draft.finish()


def _documents(path: str | os.PathLike[str] | None) -> list[Document]:
    if path is None:
        return list(toml_files(files("bodywork_rules").joinpath(SHIPPED), SHIPPED))
    folder = Path(path)
    try:
        is_folder = folder.is_dir()
    except (OSError, ValueError):
        is_folder = False
    return list(toml_files(folder, folder.as_posix())) if is_folder else [one_file(path)]


def _data(document: Document) -> object:
    data = data_of(document.suffix, document.content())
    if document.suffix == ".json" and isinstance(data, dict):
        if found := list(format_problem(data)):
            raise Misread(found)
        return {key: value for key, value in data.items() if key != "format"}
    return data


def _skimmed(document: Document) -> str:
    try:
        return document.content().decode(errors="replace")
    except Misread:
        return ""


def load_profile(path: str | os.PathLike[str], *, lenient: Rulebook | None = None) -> ClientProfile:
    r"""Read a client profile from a TOML or JSON file, told apart by its suffix.

    Whether its ids are known is for the evaluator to say, which has a rulebook.

    Args:
        path: the file, with ``format = 1`` at its top.
        lenient: a rulebook to whose ids names, synonyms and codes are translated, as ``code_profile`` does; what it
            does not know becomes a text in ``unmapped``. Nothing when the file holds ids only.

    Raises:
        InvalidProfile: it is not of the form of a profile; it names everything that is wrong.
        UnreadableFile: there is no such file, or it may not be read.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "anna.toml")
    ...     written = path.write_text('format = 1\nage = 46\nmedications = ["warfarin"]\n', encoding="utf-8")
    ...     load_profile(path).age
    46
    """
    document = one_file(path)
    try:
        data = data_of(document.suffix, document.content())
        if lenient is not None:
            return coded(lenient, data, partial(from_document, ClientProfile)).profile
        return from_document(ClientProfile, data)
    except Misread as error:
        found = [attrs.evolve(problem, where=as_keys(at)) for at, problem in error.placed]
    except InvalidData as error:
        found = list(error.problems)
    raise InvalidProfile(attrs.evolve(problem, file=document.name) for problem in found)
