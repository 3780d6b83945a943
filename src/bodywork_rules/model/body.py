"""The body: a tree of regions, sites named by region and side, and the points that they cover."""

from collections.abc import Iterable
from functools import cached_property, reduce
from operator import or_
from typing import final

import attrs

from bodywork_rules.errors import InvalidValue, UnknownId, near
from bodywork_rules.model import parse
from bodywork_rules.model.closed import Closed
from bodywork_rules.model.ids import RegionId
from bodywork_rules.model.scales import Side

__all__ = ["Body", "Region", "Site"]


@final
@attrs.frozen(kw_only=True)
class Region(Closed):
    """A part of the body.

    Attributes:
        id: names it.
        name: what people call it.
        within: the region it is a part of; nothing for the whole body.
        paired: there is one on each side of the body. All parts of a paired region are paired.
        central: of a region of a limb, the next more central one (of the hand, the forearm); its parts share it.
        synonyms: other names, lay words included.
        told_by: names and synonyms of conditions that say that the condition is here, as ``broken arm``.
        icd10cm: ICD-10-CM codes that say so, each for all codes below it of which no region names a
            nearer one.
        icd10cm_sided: as ``icd10cm``, of codes whose sixth sign says the side too: 1 or 4 right, 2 or 5 left.

    Raises:
        InvalidValue: a value is not of its form.
    """

    id: RegionId = attrs.field(converter=parse.ident)
    name: str = attrs.field(converter=parse.needed_text)
    within: RegionId | None = attrs.field(default=None, converter=parse.ident_or_none)
    paired: bool = attrs.field(default=False, converter=parse.flag)
    central: RegionId | None = attrs.field(default=None, converter=parse.ident_or_none)
    synonyms: tuple[str, ...] = attrs.field(default=(), converter=parse.texts)
    told_by: tuple[str, ...] = attrs.field(default=(), converter=parse.texts)
    icd10cm: tuple[str, ...] = attrs.field(default=(), converter=parse.texts)
    icd10cm_sided: tuple[str, ...] = attrs.field(default=(), converter=parse.texts)


def _side(value: "str | Side | None") -> Side | None:
    return None if value is None else parse.member(Side, value)


@final
@attrs.frozen(kw_only=True, order=False)
class Site(Closed):
    """A place on the body: ``[left | right | both] region``, as in ``left wrist`` or ``lower-back``.

    Attributes:
        region: the region.
        side: the client's side; nothing for a region that is not paired, or when the side was not said.

    >>> Site.of("left wrist")
    Site(region='wrist', side=<Side.LEFT: 'left'>)
    >>> str(Site.of("lower-back"))
    'lower-back'
    """

    region: RegionId = attrs.field(converter=parse.ident)
    side: Side | None = attrs.field(default=None, converter=_side)

    @classmethod
    def of(cls, text: str) -> "Site":
        """Read ``left wrist``, ``both knee`` or ``lower-back``.

        Args:
            text: the side, if any, and the id of the region.

        Raises:
            InvalidValue: the text is not of that form.
        """
        first, _, rest = text.strip().partition(" ")
        if not rest:
            return cls(region=parse.ident(first))
        return cls(side=parse.member(Side, first), region=parse.ident(rest.strip()))

    def __str__(self) -> str:
        """The text that means this site."""
        return f"{self.side.value} {self.region}" if self.side else self.region


def site(value: "str | Site") -> Site:
    """A site, from text such as ``left wrist``."""
    return parse.instance(Site, Site.of, value)


def sites(value: "Iterable[str | Site]") -> tuple[Site, ...]:
    """A set of sites, in the order of their texts."""
    return tuple(sorted({site(each) for each in parse.items(value)}, key=str))


def _in_order(regions: Iterable[Region]) -> tuple[Region, ...]:
    return tuple(sorted(regions, key=lambda region: region.id))


@final
@attrs.frozen
class Body(Closed):
    """The regions of a rulebook as one tree, and which points each site covers.

    A *point* is a smallest region, each side by itself. A set of points is a whole number, a bit each.

    Attributes:
        regions: all regions, in id order. That they form a tree is the rulebook's check to make.

    >>> body = Body([Region(id="arm", name="Arm", paired=True), Region(id="back", name="Back")])
    >>> [str(point) for point in body.points]
    ['left arm', 'right arm', 'back']
    """

    regions: tuple[Region, ...] = attrs.field(converter=_in_order)

    @cached_property
    def by_id(self) -> dict[RegionId, Region]:
        """Each region by its id."""
        return {region.id: region for region in self.regions}

    @cached_property
    def parts(self) -> dict[RegionId | None, tuple[RegionId, ...]]:
        """The regions directly within each region; under ``None`` those within no other."""
        found: dict[RegionId | None, list[RegionId]] = {}
        for region in self.regions:
            found.setdefault(region.within, []).append(region.id)
        return {within: tuple(ids) for within, ids in found.items()}

    @cached_property
    def points(self) -> tuple[Site, ...]:
        """Every point, in the order of the bits."""
        leaves = [region for region in self.regions if region.id not in self.parts]
        sides = {True: (Side.LEFT, Side.RIGHT), False: (None,)}
        return tuple(Site(region=leaf.id, side=side) for leaf in leaves for side in sides[leaf.paired])

    @cached_property
    def whole(self) -> int:
        """All points."""
        return (1 << len(self.points)) - 1

    @cached_property
    def _masks(self) -> dict[tuple[RegionId, Side | None], int]:
        """The points of each region, under each side; under no side, those of both."""
        masks: dict[tuple[RegionId, Side | None], int] = {}
        for bit, point in enumerate(self.points):
            at: RegionId | None = point.region
            while at is not None:
                for side in {point.side, None, Side.BOTH}:
                    masks[at, side] = masks.get((at, side), 0) | 1 << bit
                at = self.by_id[at].within
        return masks

    def problem_of(self, site: Site) -> str:
        """Why the site cannot be on this body: an unknown region or a side where there are none; else empty.

        Args:
            site: the site.
        """
        region = self.by_id.get(site.region)
        if region is None:
            return "unknown region"
        if site.side and not region.paired:
            return "a side of a region that has none"
        return ""

    @cached_property
    def _on_it(self) -> dict[RegionId, dict[Side | None, int]]:
        """The points of each region, under each side that it can have and under none."""
        return {
            id: {side: self._masks[id, side] for side in (None, *(Side if region.paired else ()))}
            for id, region in self.by_id.items()
        }

    def mask_or_none(self, site: Site) -> int:
        """The points of a site as of ``mask``; 0 when it cannot be on this body.

        Args:
            site: the site.
        """
        at = self._on_it.get(site.region)
        return 0 if at is None else at.get(site.side, 0)

    def mask(self, site: "str | Site") -> int:
        """The points of a site; of a paired region without a side, those of both sides.

        Args:
            site: the site, or its text as in ``left wrist``.

        Raises:
            UnknownId: the region is not of this body.
            InvalidValue: a side of a region that has none, or what is given is no site.
        """
        at = Site.of(site) if isinstance(site, str) else site
        if not isinstance(at, Site):
            raise InvalidValue("a site is expected, not", parse.shown(at), "write it as in `left wrist`")
        if mask := self.mask_or_none(at):
            return mask
        problem = self.problem_of(at)
        if problem == "unknown region":
            raise UnknownId("region", at.region, near(at.region, self.by_id))
        raise InvalidValue(problem, str(at), f"write `{at.region}`")

    def union(self, sites: Iterable["str | Site"]) -> int:
        """The points of several sites together; of none, 0.

        Args:
            sites: the sites, or their texts.

        Raises:
            UnknownId: a region is not of this body.
            InvalidValue: a side of a region that has none, or what is given is no site.

        >>> body = Body([Region(id="arm", name="Arm", paired=True), Region(id="back", name="Back")])
        >>> [str(site) for site in body.sites(body.union(["left arm", "right arm"]))]
        ['both arm']
        """
        mask = 0
        for each in sites:
            mask |= self.mask(each)
        return mask

    def certain_side(self, site: Site) -> bool:
        """Whether the site leaves no doubt about its side.

        Args:
            site: a site on this body.
        """
        return site.side is not None or not self.by_id[site.region].paired

    def sites(self, points: int) -> tuple[Site, ...]:
        """The fewest sites that together cover exactly these points, larger regions first where they fit.

        Args:
            points: a set of points; 0 for none, which no site covers.
        """
        found: list[Site] = []

        def cover(region: RegionId, left: int) -> None:
            if not self._masks[region, None] & left:
                return
            sides = (Side.BOTH, Side.LEFT, Side.RIGHT) if self.by_id[region].paired else (None,)
            for side in sides:
                mask = self._masks[region, side]
                if mask & left == mask:
                    found.append(Site(region=region, side=side))
                    left &= ~mask
            for part in self.parts.get(region, ()):
                cover(part, left & self._masks[region, None])

        for root in self.parts.get(None, ()):
            cover(root, points)
        return tuple(found)

    @cached_property
    def _chains(self) -> dict[RegionId, tuple[RegionId, ...]]:
        """For each smallest region of a limb, the regions from it to the middle of the body, itself left out."""
        chains: dict[RegionId, tuple[RegionId, ...]] = {}
        for leaf in {point.region for point in self.points}:
            chain: list[RegionId] = []
            at: RegionId | None = leaf
            while at is not None:
                region = self.by_id[at]
                while region.central is None and region.within is not None:
                    region = self.by_id[region.within]
                at = region.central
                if at is not None:
                    chain.append(at)
            chains[leaf] = tuple(chain)
        return chains

    @cached_property
    def _inward(self) -> tuple[int, ...]:
        """For each point, those of its limb between it and the middle of the body."""
        return tuple(
            reduce(or_, (self._masks[each, point.side] for each in self._chains[point.region]), 0)
            for point in self.points
        )

    @cached_property
    def _limbs(self) -> tuple[int, ...]:
        """The points of each limb."""
        limbs: dict[tuple[RegionId, Side | None], int] = {}
        for bit, point in enumerate(self.points):
            chain = self._chains[point.region]
            if chain:
                end = (chain[-1], point.side)
                limbs[end] = limbs.get(end, self._masks[end]) | 1 << bit
        return tuple(limbs.values())

    def beyond(self, points: int) -> int:
        """What lies further out on the limb than these points, themselves left out; nothing off the limbs.

        Args:
            points: a set of points.

        >>> arm = Region(id="arm", name="Arm", paired=True)
        >>> wrist = Region(id="wrist", name="Wrist", within="arm", paired=True)
        >>> hand = Region(id="hand", name="Hand", within="arm", paired=True, central="wrist")
        >>> body = Body([arm, wrist, hand])
        >>> [str(site) for site in body.sites(body.beyond(body.mask("left wrist")))]
        ['left hand']
        """
        mask = 0
        for bit, inward in enumerate(self._inward):
            if inward & points:
                mask |= 1 << bit
        return mask & ~points

    def limb(self, points: int) -> int:
        """These points and the whole of every limb that they are on; off the limbs, these points.

        Args:
            points: a set of points.
        """
        mask = points
        for limb in self._limbs:
            if limb & points:
                mask |= limb
        return mask
