"""What a rulebook knows of practitioners: their trainings, and how a client tells a good one."""

from typing import final

import attrs

from bodywork_rules.model import parse
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.ids import SourceId, TrainingId
from bodywork_rules.model.scales import Basis

__all__ = ["TherapistSign", "Training"]


def _basis(value: "str | Basis") -> Basis:
    return parse.member(Basis, value)


@final
@attrs.frozen(kw_only=True)
class Training(Closed):
    """A training, certificate or licence that a practitioner can have.

    Attributes:
        id: names it, for ever.
        name: what people call it.
        text: what it is and what it allows, in words; empty when its name says it.
        licence: whether it is a health profession's licence, which a course cannot stand in for.
        sources: where it is described.

    Raises:
        InvalidValue: a value is not of its form.
    """

    id: TrainingId = attrs.field(converter=parse.ident)
    name: str = attrs.field(converter=parse.needed_text)
    text: str = attrs.field(default="", converter=parse.text)
    licence: bool = attrs.field(default=False, converter=parse.flag)
    sources: tuple[SourceId, ...] = attrs.field(default=(), converter=parse.idents)


@final
@attrs.frozen(kw_only=True)
class TherapistSign(Closed):
    """Something by which a client knows a therapist to choose, or one to leave.

    Attributes:
        id: names it.
        text: the sign, in words for the client.
        red_flag: whether it is a reason to leave; else it is one to choose.
        basis: whether its sources say so, it is read across, or no source that was read says so.
        sources: where it is from.

    Raises:
        InvalidValue: a value is not of its form.
    """

    id: str = attrs.field(converter=parse.ident)
    text: str = attrs.field(converter=parse.needed_text)
    red_flag: bool = attrs.field(default=False, converter=parse.flag)
    basis: Basis = attrs.field(converter=_basis)
    sources: tuple[SourceId, ...] = attrs.field(default=(), converter=parse.idents)
