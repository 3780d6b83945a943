"""From files to a checked rulebook, and from a file to a profile."""

import os
from collections.abc import Iterator
from functools import partial

import attrs

from bodywork_rules.errors import InvalidData, InvalidProfile, InvalidRulebook, Problem
from bodywork_rules.model import ClientProfile, Coded
from bodywork_rules.model.half import half_read
from bodywork_rules.model.parse import shown
from bodywork_rules.rulebook.coding import coded
from bodywork_rules.rulebook.convert.converter import converter, reader
from bodywork_rules.rulebook.convert.misread import Gather, Misread, a_table, as_keys, single_values
from bodywork_rules.rulebook.convert.text import format_problem
from bodywork_rules.rulebook.documents import from_document
from bodywork_rules.rulebook.draft import Draft
from bodywork_rules.rulebook.files import Document, a_path, one_file, toml_files
from bodywork_rules.rulebook.rulebook import Rulebook
from bodywork_rules.rulebook.shipped import shipped_files
from bodywork_rules.rulebook.translation import Translation

__all__ = ["load_profile", "load_rulebook", "load_translation", "read_coded", "read_profile"]


def load_rulebook(path: str | os.PathLike[str] | None = None) -> Rulebook:
    """Read and check a rulebook.

    Args:
        path: a folder, whose TOML files are read with those of all its sub-folders, or one TOML or JSON file; nothing
            for the rulebook that is shipped.

    Raises:
        InvalidRulebook: something is wrong with it; it names everything that is, each with its file.
        UnreadableFile: there is no such file or folder, or it may not be read.
        InvalidValue: it is no path.

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
        return list(shipped_files("content"))
    folder = a_path(path)
    try:
        is_folder = folder.is_dir()
    except (OSError, ValueError):
        is_folder = False
    return list(toml_files(folder, folder.as_posix())) if is_folder else [one_file(path)]


def _data(document: Document) -> object:
    data = document.data()
    if document.suffix == ".json" and isinstance(data, dict):
        told = {key: value for key, value in data.items() if key != "format"}
        if found := list(format_problem(data)):
            raise Misread(found, told)
        return told
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
        InvalidValue: it is no path.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "anna.toml")
    ...     written = path.write_text('format = 1\nage = 46\nmedications = ["warfarin"]\n', encoding="utf-8")
    ...     load_profile(path).age
    46
    """
    if lenient is not None:
        return read_coded(lenient, path).profile
    profile, found = read_profile(path)
    if found:
        raise InvalidProfile(found)
    return profile


def read_coded(rulebook: Rulebook, path: str | os.PathLike[str]) -> Coded:
    """A client profile from a file in whose place of ids may stand names and codes, and what each was taken for.

    Args:
        rulebook: the rulebook.
        path: the file.

    Raises:
        InvalidProfile: it is not of the form of a profile; it names everything that is wrong.
        UnreadableFile: there is no such file, or it may not be read.
    """
    document, found = one_file(path), Gather()
    _, data = found.far((), Document.data, document)
    try:
        return coded(rulebook, data, partial(from_document, ClientProfile, found=found))
    except InvalidData as error:
        raise InvalidProfile(attrs.evolve(problem, file=document.name) for problem in error.problems) from None


def read_profile(path: str | os.PathLike[str]) -> tuple[ClientProfile, list[Problem]]:
    """A client profile as far as it can be read from a file, and all that is wrong with its form.

    Args:
        path: the file.

    Raises:
        UnreadableFile: there is no such file, or it may not be read.
    """
    document, found, form = one_file(path), Gather(), Gather()
    read, data = found.far((), Document.data, document)
    profile, told_of = half_read(ClientProfile, {}), single_values(data, found.placed)
    table = found.of((), a_table, data) if read or data is not None else None
    if table is not None:
        found.placed.extend(format_problem(table))
        told = {key: value for key, value in table.items() if key != "format"}
        _, profile = form.far((), reader(converter(), ClientProfile), told)
    placed = [*found.placed, *(each for each in form.placed if each[0] not in told_of)]
    return profile, [attrs.evolve(problem, file=document.name, where=as_keys(at)) for at, problem in placed]


def load_translation(path: str | os.PathLike[str]) -> Translation:
    r"""Read a translation: a table ``translation`` with its ``language``, and a table for each thing by kind and id.

    Whether the things are there is for ``Rulebook.translated`` to say.

    Args:
        path: a TOML or JSON file.

    Raises:
        InvalidRulebook: it is not of that form; it names everything that is wrong.
        UnreadableFile: there is no such file, or it may not be read.
        InvalidValue: it is no path.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "nl.toml")
    ...     text = '[translation]\nlanguage = "nl"\n[region.wrist]\nname = "Pols"\n'
    ...     written = path.write_text(text, encoding="utf-8")
    ...     load_translation(path).said
    (('region/wrist/name', 'Pols'),)
    """
    document = one_file(path)
    try:
        data = document.data()
    except Misread as error:
        found = [attrs.evolve(problem, file=document.name, where=as_keys(at)) for at, problem in error.placed]
        raise InvalidRulebook(found) from None
    said: dict[str, str | tuple[str, ...]] = {}
    language, found = "", []
    for place, value in _leaves(data, ()):
        if place == ("translation", "language") and isinstance(value, str) and value.strip():
            language = value
        elif len(place) == 3 and isinstance(value, str | list):
            said["/".join(place)] = value if isinstance(value, str) else tuple(value)
        else:
            what = "a text by kind, id and field is expected, not"
            found.append(Problem(file=document.name, where=" > ".join(place), what=what, value=shown(value)))
    if not language:
        what = "a table `translation` with the `language` is needed"
        found.append(Problem(file=document.name, where="translation", what=what))
    if found:
        raise InvalidRulebook(found)
    return Translation(language, said.items())


def _leaves(data: object, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    """What stands at the end of each path of up to three keys, with its path."""
    if isinstance(data, dict) and len(at) < 3:
        for key, value in data.items():
            yield from _leaves(value, (*at, str(key)))
    else:
        yield at, data
