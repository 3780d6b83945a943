"""From a file to a client profile."""

import os
from functools import partial

import attrs

from bodywork_rules.errors import InvalidData, InvalidProfile, Problem
from bodywork_rules.model import ClientProfile
from bodywork_rules.model.half import half_read
from bodywork_rules.rulebook.coding import coded
from bodywork_rules.rulebook.convert import readers
from bodywork_rules.rulebook.documents import from_document
from bodywork_rules.rulebook.files import Document, one_file
from bodywork_rules.rulebook.misread import Gather, a_table, as_keys, single_values
from bodywork_rules.rulebook.rulebook import Rulebook
from bodywork_rules.rulebook.text import data_of, format_problem

__all__ = ["load_profile", "read_profile"]


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
        return _coded_profile(lenient, one_file(path))
    profile, found = read_profile(path)
    if found:
        raise InvalidProfile(found)
    return profile


def _coded_profile(rulebook: Rulebook, document: Document) -> ClientProfile:
    found = Gather()
    _, data = found.far((), lambda at: data_of(at.suffix, at.content()), document)
    try:
        return coded(rulebook, data, partial(from_document, ClientProfile, found=found)).profile
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
    read, data = found.far((), lambda at: data_of(at.suffix, at.content()), document)
    profile, told_of = half_read(ClientProfile, {}), single_values(data, found.placed)
    table = found.of((), a_table, data) if read or data is not None else None
    if table is not None:
        found.placed.extend(format_problem(table))
        told = {key: value for key, value in table.items() if key != "format"}
        _, profile = form.far((), readers().of(ClientProfile), told)
    placed = [*found.placed, *(each for each in form.placed if each[0] not in told_of)]
    return profile, [attrs.evolve(problem, file=document.name, where=as_keys(at)) for at, problem in placed]
