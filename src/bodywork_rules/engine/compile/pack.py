"""Verdicts and limits of all techniques at once, packed into one whole number so that "or" is "the stricter".

A *code* has a field of bits for each technique. The lowest three bits of a field are the verdict in unary (modify,
clearance, avoid); above them is one bit for each thing that limits can rule out, pressure in unary too. The minutes,
which are of the whole technique and may be any number, are kept apart.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import final

import attrs

from bodywork_rules.engine.kept import Kept
from bodywork_rules.model import Limits, Technique, TechniqueId, Verdict
from bodywork_rules.model.limits import MOST_PRESSURE

__all__ = ["AVOID_FIELD", "Layout", "bits"]

UNARY = (0b000, 0b001, 0b011, 0b111)
AVOID_FIELD = UNARY[Verdict.AVOID]
_LEVEL = bytes((byte & AVOID_FIELD).bit_length() for byte in range(256))
_VERDICTS = tuple(Verdict)
_VERDICT_BITS = 3
_PRESSURE_BITS = MOST_PRESSURE + 1


@final
@attrs.frozen
class Layout:
    """Which bit stands for what.

    What follows is worked out at once: on a class that works something out when it is read, all is slow to read.

    Attributes:
        techniques: in the order of the fields.
        names: what limits can rule out, each ``trait/...``, ``product/...`` or ``position/...``, in bit order.
        ids: the ids of the techniques.
        width: bytes of one field, of which the highest bit is never set.
        bits: bits of one field.
        full: all bits of one field.
        ones: the lowest bit of every field: a field times this is that field for every technique.
        verdict_bits: the bits of the verdict, in every field.
        position_bits: the bits of positions, in every field.
        named: the ids of techniques that are given by place, as bits, in order.
    """

    techniques: tuple[Technique, ...]
    names: tuple[str, ...]
    ids: tuple[TechniqueId, ...] = attrs.field(init=False, eq=False, repr=False)
    width: int = attrs.field(init=False, eq=False, repr=False)
    bits: int = attrs.field(init=False, eq=False, repr=False)
    full: int = attrs.field(init=False, eq=False, repr=False)
    ones: int = attrs.field(init=False, eq=False, repr=False)
    verdict_bits: int = attrs.field(init=False, eq=False, repr=False)
    position_bits: int = attrs.field(init=False, eq=False, repr=False)
    named: Kept[int, tuple[TechniqueId, ...]] = attrs.field(init=False, eq=False, repr=False)
    _bit_of: dict[str, int] = attrs.field(init=False, eq=False, repr=False)
    _needs: tuple[int, int] = attrs.field(init=False, eq=False, repr=False)
    _below_top: int = attrs.field(init=False, eq=False, repr=False)
    _zeros: int = attrs.field(init=False, eq=False, repr=False)
    _decoded: Kept[tuple[int, int | None], Limits] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Work out what follows."""
        width = (_VERDICT_BITS + _PRESSURE_BITS + len(self.names)) // 8 + 1
        full = (1 << 8 * width) - 1
        ones = sum(1 << (8 * width * at) for at in range(len(self.techniques)))
        bit_of = {name: 1 << (_VERDICT_BITS + _PRESSURE_BITS + at) for at, name in enumerate(self.names)}
        ids = tuple(technique.id for technique in self.techniques)
        for name, value in {
            "ids": ids,
            "width": width,
            "bits": 8 * width,
            "full": full,
            "ones": ones,
            "verdict_bits": ones * AVOID_FIELD,
            "position_bits": ones * sum(bit for name, bit in bit_of.items() if name.startswith("position/")),
            "named": Kept(lambda places: tuple([ids[at] for at in bits(places)])),
            "_bit_of": bit_of,
            "_needs": _needs(self.techniques, 8 * width, bit_of),
            "_below_top": ones * (full >> 1),
            "_zeros": ones * ord("0"),
            "_decoded": Kept(partial(_limits, bit_of)),
        }.items():
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[type["Layout"], tuple[tuple[Technique, ...], tuple[str, ...]]]:
        """Written as what it is made from."""
        return Layout, (self.techniques, self.names)

    def spread(self, techniques: Iterable[int]) -> int:
        """The lowest bit of the fields of these techniques."""
        return sum(1 << (self.bits * at) for at in techniques)

    def field(self, limits: Limits) -> int:
        """The bits of limits, but for their minutes."""
        named = (
            *(f"trait/{id}" for id in limits.no_traits),
            *(f"product/{id}" for id in limits.no_products),
            *(f"position/{id}" for id in limits.no_positions),
        )
        cap = 0 if limits.pressure_at_most is None else _pressure(limits.pressure_at_most)
        return cap | sum(self._bit_of[name] for name in named)

    def code(self, verdict: Verdict, limits: Limits, scope: Iterable[int]) -> int:
        """The code of one rule for the techniques in its scope, AVOID where its own limits leave no way."""
        at = tuple(scope)
        code = self.without_way(self.spread(at) * (UNARY[verdict] | self.field(limits)))
        if limits.minutes_at_most is not None:
            least = limits.minutes_at_most
            code |= AVOID_FIELD * self.spread(each for each in at if least < self.techniques[each].minutes.least)
        return code

    def any_set(self, code: int) -> int:
        """The lowest bit of the fields that are not zero: what is added carries into the highest bit of just those."""
        return code + self._below_top >> (self.bits - 1) & self.ones

    def without_way(self, code: int) -> int:
        """A code with AVOID for each technique that its limits leave no way for."""
        any_of, all_of = self._needs
        no_way = self.any_set(code & any_of) | self.ones ^ self.any_set(all_of & ~code)
        return code | no_way * AVOID_FIELD

    def places(self, lowest: int) -> int:
        """Techniques that are given by the lowest bits of their fields, by place, as bits."""
        digits = (self._zeros + lowest).to_bytes(self.width * len(self.techniques), "big")[self.width - 1 :: self.width]
        return int(digits or b"0", 2)

    def flags(self, lowest: int) -> bytes:
        """For each technique, whether the lowest bit of its field is set."""
        return lowest.to_bytes(self.width * len(self.techniques), "little")[:: self.width]

    def avoided(self, code: int) -> int:
        """The lowest bit of the fields whose verdict is AVOID."""
        return code >> 2 & self.ones

    def differing(self, one: int, other: int) -> int:
        """The lowest bit of the fields of the techniques of which two codes say different things.

        The limits of what is AVOID bear on nothing.
        """
        return self.any_set(one ^ other) & ~(self.avoided(one) & self.avoided(other)) if one != other else 0

    def verdicts(self, code: int) -> tuple[Verdict, ...]:
        """The verdict of each technique."""
        fields = code.to_bytes(self.width * len(self.techniques), "little")
        return tuple(map(_VERDICTS.__getitem__, fields[:: self.width].translate(_LEVEL)))

    def limits(self, field: int, minutes: int | None) -> Limits:
        """The limits that a field stands for."""
        return self._decoded[field & self.full & ~AVOID_FIELD, minutes]


def _needs(techniques: Iterable[Technique], width: int, bit_of: Mapping[str, int]) -> tuple[int, int]:
    """The bits of which any one leaves no way for its technique, and those which all together do."""
    any_of = all_of = 0
    for at, technique in enumerate(techniques):
        needed = _pressure_bit(technique.pressure.least - 1)
        needed |= sum(bit_of[f"trait/{trait}"] for trait in technique.essential)
        any_of |= needed << (width * at)
        all_of |= sum(bit_of[f"position/{position}"] for position in technique.positions) << (width * at)
    return any_of, all_of


def _limits(bit_of: Mapping[str, int], of: tuple[int, int | None]) -> Limits:
    field, minutes = of
    caps = (field >> _VERDICT_BITS & (1 << _PRESSURE_BITS) - 1).bit_count()
    named: dict[str, list[str]] = {"trait": [], "product": [], "position": []}
    for name, bit in bit_of.items():
        if field & bit:
            kind, _, id = name.partition("/")
            named[kind].append(id)
    return Limits(
        pressure_at_most=_PRESSURE_BITS - caps if caps else None,
        no_traits=named["trait"],
        no_products=named["product"],
        no_positions=named["position"],
        minutes_at_most=minutes,
    )


def _pressure_bit(cap: int) -> int:
    """The bit that is set under this cap on the pressure and under any tighter one; none for a cap below zero."""
    return 1 << (_VERDICT_BITS + MOST_PRESSURE - cap) if cap >= 0 else 0


def _pressure(cap: int) -> int:
    """The bits of a cap on the pressure: its own and those of all looser ones."""
    return sum(map(_pressure_bit, range(cap, MOST_PRESSURE + 1)))


def bits(mask: int) -> Iterator[int]:
    """The places of the bits of a mask, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
