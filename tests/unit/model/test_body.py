"""The body is a tree; sites cover points; limbs reach from the trunk outwards."""

import pytest

from bodywork_rules.errors import InvalidValue, UnknownId
from bodywork_rules.model import Body, Region, Side, Site

BODY = Body(
    [
        Region(id="trunk", name="Trunk"),
        Region(id="back", name="Back", within="trunk"),
        Region(id="belly", name="Belly", within="trunk"),
        Region(id="arm", name="Arm", paired=True),
        Region(id="upper-arm", name="Upper arm", within="arm", paired=True),
        Region(id="forearm", name="Forearm", within="arm", paired=True, central="upper-arm"),
        Region(id="hand", name="Hand", within="arm", paired=True, central="forearm"),
        Region(id="palm", name="Palm", within="hand", paired=True),
        Region(id="fingers", name="Fingers", within="hand", paired=True),
    ]
)


def shown(points):
    return [str(site) for site in BODY.sites(points)]


def test_points_are_the_smallest_regions_each_side_by_itself():
    assert [str(point) for point in BODY.points] == [
        "back", "belly", "left fingers", "right fingers", "left forearm", "right forearm",
        "left palm", "right palm", "left upper-arm", "right upper-arm",
    ]  # fmt: skip
    assert BODY.whole == (1 << 10) - 1


@pytest.mark.parametrize(
    ("site", "covers"),
    [
        ("left hand", ["left hand"]),
        ("hand", ["both hand"]),
        ("both hand", ["both hand"]),
        ("trunk", ["trunk"]),
        ("right palm", ["right palm"]),
    ],
)
def test_a_site_covers_its_points_and_the_fewest_sites_are_shown(site, covers):
    assert shown(BODY.mask(site)) == covers


def test_parts_of_a_region_are_shown_by_themselves():
    assert shown(BODY.union(["left arm", "right palm", "back"])) == ["left arm", "right palm", "back"]
    assert shown(0) == []


def test_beyond_is_further_out_on_the_same_side_without_the_site_itself():
    assert shown(BODY.beyond(BODY.mask("left forearm"))) == ["left hand"]
    assert shown(BODY.beyond(BODY.mask("right upper-arm"))) == ["right forearm", "right hand"]
    assert shown(BODY.beyond(BODY.mask("hand"))) == []
    assert shown(BODY.beyond(BODY.mask("back"))) == []


def test_a_limb_is_the_whole_of_it_and_off_the_limbs_the_site_itself():
    assert shown(BODY.limb(BODY.mask("left palm"))) == ["left arm"]
    assert shown(BODY.limb(BODY.mask("left upper-arm"))) == ["left arm"]
    assert shown(BODY.limb(BODY.mask("back"))) == ["back"]


def test_a_site_that_is_not_on_the_body_is_refused():
    with pytest.raises(UnknownId, match="unknown region `hnad`; did you mean `hand`"):
        BODY.mask("hnad")
    with pytest.raises(InvalidValue, match="a side of a region that has none `left back`; write `back`"):
        BODY.mask("left back")


def test_the_side_is_certain_when_said_or_when_there_is_none():
    assert BODY.certain_side(Site.of("left hand"))
    assert BODY.certain_side(Site.of("back"))
    assert not BODY.certain_side(Site.of("hand"))


def test_a_site_is_read_from_text_and_written_back():
    assert Site.of("left hand") == Site(region="hand", side=Side.LEFT)
    assert str(Site.of("both hand")) == "both hand"
    for wrong in ("Left hand", "upper left hand", "left", "", "lft hand"):
        with pytest.raises((InvalidValue, UnknownId)):
            BODY.mask(Site.of(wrong))


def test_a_body_is_equal_whatever_the_order_of_its_regions():
    assert Body(BODY.regions[::-1]) == BODY
    assert hash(Body(BODY.regions[::-1])) == hash(BODY)
