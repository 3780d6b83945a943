"""Verdicts and limits of all techniques at once, packed into one whole number so that "or" is "the stricter".

A *code* has a field of bits for each technique. The lowest three bits of a field are the verdict in unary (modify,
clearance, avoid); above them is one bit for each thing that limits can rule out, pressure in unary too. The minutes,
which are of the whole technique and may be any number, are kept apart.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import final

import attrs

from bodywork_rules.engine.kept import Kept
from bodywork_rules.model import Limits, Technique, TechniqueId, Verdict
from bodywork_rules.model.rules import MOST_PRESSURE

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

    Attributes:
        techniques: in the order of the fields.
        names: what limits can rule out, each ``trait/...``, ``product/...`` or ``position/...``, in bit order.
    """

    techniques: tuple[Technique, ...]
    names: tuple[str, ...]

    @cached_property
    def ids(self) -> tuple[TechniqueId, ...]:
        """The ids of the techniques."""
        return tuple(technique.id for technique in self.techniques)

    @cached_property
    def width(self) -> int:
        """Bytes of one field, of which the highest bit is never set."""
        return (_VERDICT_BITS + _PRESSURE_BITS + len(self.names)) // 8 + 1

    @cached_property
    def bits(self) -> int:
        """Bits of one field."""
        return 8 * self.width

    @cached_property
    def full(self) -> int:
        """All bits of one field."""
        return (1 << self.bits) - 1

    @cached_property
    def limit_bits(self) -> int:
        """The bits of one field that are not the verdict's."""
        return self.full & ~AVOID_FIELD

    @cached_property
    def ones(self) -> int:
        """The lowest bit of every field: a field times this is that field for every technique."""
        return self.spread(range(len(self.techniques)))

    @cached_property
    def verdict_bits(self) -> int:
        """The bits of the verdict, in every field."""
        return self.ones * AVOID_FIELD

    @cached_property
    def _bit_of(self) -> dict[str, int]:
        first = _VERDICT_BITS + _PRESSURE_BITS
        return {name: 1 << (first + at) for at, name in enumerate(self.names)}

    @cached_property
    def _needs(self) -> tuple[int, int]:
        """The bits of which any one leaves no way for its technique, and those which all together do."""
        any_of = all_of = 0
        for at, technique in enumerate(self.techniques):
            needed = _pressure_bit(technique.pressure.least - 1)
            needed |= sum(self._bit_of[f"trait/{trait}"] for trait in technique.essential)
            any_of |= needed << (self.bits * at)
            all_of |= sum(self._bit_of[f"position/{position}"] for position in technique.positions) << (self.bits * at)
        return any_of, all_of

    @cached_property
    def _below_top(self) -> int:
        """All bits but the highest of every field."""
        return self.ones * (self.full >> 1)

    @cached_property
    def position_bits(self) -> int:
        """The bits of positions, in every field."""
        return self.ones * sum(bit for name, bit in self._bit_of.items() if name.startswith("position/"))

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

    @cached_property
    def _zeros(self) -> int:
        return self.ones * ord("0")

    def places(self, lowest: int) -> int:
        """Techniques that are given by the lowest bits of their fields, by place, as bits."""
        digits = (self._zeros + lowest).to_bytes(self.width * len(self.techniques), "big")[self.width - 1 :: self.width]
        return int(digits or b"0", 2)

    @cached_property
    def named(self) -> Kept[int, tuple[TechniqueId, ...]]:
        """The ids of techniques that are given by place, as bits, in order."""
        return Kept(lambda places: tuple([self.ids[at] for at in bits(places)]))

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
        return tuple([_VERDICTS[level] for level in fields[:: self.width].translate(_LEVEL)])

    def limits(self, field: int, minutes: int | None) -> Limits:
        """The limits that a field stands for."""
        return self._decoded[field & self.limit_bits, minutes]

    @cached_property
    def _decoded(self) -> Kept[tuple[int, int | None], Limits]:
        return Kept(self._limits)

    def _limits(self, of: tuple[int, int | None]) -> Limits:
        field, minutes = of
        caps = (field >> _VERDICT_BITS & (1 << _PRESSURE_BITS) - 1).bit_count()
        named: dict[str, list[str]] = {"trait": [], "product": [], "position": []}
        for name, bit in self._bit_of.items():
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
