"""The words of documents: a rulebook's own, and where it has none the shipped ones."""

from functools import cache
from importlib.resources import files

from bodywork_rules.errors import InvalidValue
from bodywork_rules.rulebook.files import toml_files
from bodywork_rules.rulebook.rulebook import Rulebook
from bodywork_rules.rulebook.text import data_of

__all__ = ["text_of"]


def text_of(rulebook: Rulebook, id: str, /, **given: object) -> str:
    """A text of a document, filled in.

    Args:
        rulebook: the rulebook; a text that it does not have is the shipped one, in English.
        id: names the text.
        given: what is put in, by the name that stands in braces in the text.

    Raises:
        InvalidValue: there is no such text, or it asks for what is not given.

    >>> from bodywork_rules.rulebook import load_rulebook
    >>> text_of(load_rulebook(), "letter-title", clinician="Physician")
    'Request to a clinician: Physician'
    """
    own = rulebook.texts.get(id)
    words = own.text if own is not None else _shipped().get(id)
    if words is None:
        raise InvalidValue("no text of a document has the id", id)
    try:
        return words.format_map(given)
    except (LookupError, ValueError, AttributeError):
        raise InvalidValue("a text that asks for what is not put in, under the id", id, words) from None


@cache
def _shipped() -> dict[str, str]:
    """The shipped texts, by id."""
    folder = files("bodywork_rules").joinpath("content", "care")
    tables = (data_of(each.suffix, each.content()) for each in toml_files(folder, "content/care"))
    return {each["id"]: each["text"] for table in tables for each in table.get("text", ())}
