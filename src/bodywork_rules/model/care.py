"""What a rulebook knows of care around an answer: the words that documents are made of."""

from typing import final

import attrs

from bodywork_rules.model import parse
from bodywork_rules.model.closed import Closed

__all__ = ["Text"]


@final
@attrs.frozen(kw_only=True)
class Text(Closed):
    """A sentence or heading that a document for people is made of.

    Attributes:
        id: names it: the document, then the place in it, as ``letter-question``.
        text: the words, with a name in braces for each thing that is put in, as ``{clinician}``.

    Raises:
        InvalidValue: a value is not of its form.
    """

    id: str = attrs.field(converter=parse.ident)
    text: str = attrs.field(converter=parse.needed_text)
